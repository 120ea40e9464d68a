"""The funnel and the course as drawings."""

from datetime import date

from charts import course, funnel


def bar(**changes: object) -> funnel.Bar:
    told = {
        "figure": "funnel:PPK",
        "name": "Sampai di PPK",
        "text": "53,2 %",
        "more": "2.628 dari 4.943 kotak",
        "state": "short",
        "percent": 53.2,
        "old": False,
    }
    return funnel.Bar(**{**told, **changes})  # type: ignore[arg-type]


def test_a_bar_is_as_wide_as_its_share_and_says_it():
    html = funnel.bars("Kotak", [bar()])
    assert "width:53.20%" in html
    assert 'data-figure="funnel:PPK"' in html
    assert 'aria-label="Sampai di PPK: 53,2 %"' in html
    assert "2.628 dari 4.943 kotak" in html


def test_what_nobody_reported_looks_like_no_zero():
    zero = funnel.bars("", [bar(percent=0.0, state="not-received", text="0,0 %")])
    silent = funnel.bars("", [bar(percent=None, state="not-reported", text="Belum lapor", figure="")])
    assert "width:0.00%" in zero
    assert "is-not-reported" in silent
    assert "<button" not in silent


def test_text_is_never_html():
    assert "<b>" not in funnel.bars("<b>", [bar(name="<b>", text="<b>", more="<b>")])


def test_a_course_draws_the_plan_dashed_and_what_is_late_in_another_shape():
    days = [(date(2023, 12, 15), 63.1), (date(2023, 12, 22), 80.0)]
    plan = [(date(2023, 12, 15), 63.1), (date(2024, 1, 15), 100.0)]

    def drawn(late: bool):
        names = ("tercapai", "rencana")
        return course.course(days, plan, late, "light", ",.", names, [(days[0][0], "15 Des")], ["0 %"] * 5)

    line, done = drawn(late=False)["data"]
    assert line["line"]["dash"] == "dash"
    assert done["y"] == [63.1, 80.0]
    assert done["marker"]["symbol"] != drawn(late=True)["data"][1]["marker"]["symbol"]
