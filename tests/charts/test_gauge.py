import re

import pytest

from charts import gauge


def turns(html: str) -> dict[str, float]:
    return {name: float(value) for name, value in re.findall(r"--(\w+):([\d.]+)deg", html)}


def test_the_arc_turns_with_its_parts():
    found = turns(gauge.arc(80.0, 15.0, 5.0, 99.5, ""))
    assert found["a"] == pytest.approx(0.80 * gauge.SWEEP)
    assert found["b"] == pytest.approx(0.95 * gauge.SWEEP)
    assert found["c"] == pytest.approx(gauge.SWEEP)
    assert found["t"] == pytest.approx(0.995 * gauge.SWEEP, abs=0.01)


def test_an_arc_without_target_has_no_mark():
    assert "arc-target" not in gauge.arc(80.0, 20.0, 0.0, None, "")


def test_the_arc_says_in_words_what_it_shows_and_trusts_no_text():
    html = gauge.arc(80.0, 20.0, 0.0, None, 'siap "80" <b>')
    assert 'role="img"' in html
    assert 'aria-label="siap &quot;80&quot; &lt;b&gt;"' in html


@pytest.mark.parametrize(
    ("value", "width"), [(0.0, "0.00"), (80.0, "80.00"), (112.0, "100.00"), (-3.0, "0.00")]
)
def test_a_meter_is_as_long_as_its_number_and_never_longer_than_the_track(value, width):
    assert f"width:{width}%" in gauge.meter(value, "short", None, "")


def test_not_reported_looks_like_no_zero():
    zero, unknown = gauge.meter(0.0, "not-received", None, ""), gauge.meter(None, "unknown", None, "")
    assert "meter-fill" in zero
    assert "meter-fill" not in unknown
    assert "is-unknown" in unknown


def test_an_item_of_which_nobody_reported_is_hatched_all_round():
    found = turns(gauge.small_arc(None, 0.0, ""))
    assert (found["a"], found["b"], found["c"]) == (0.0, 0.0, pytest.approx(gauge.SWEEP))


def test_the_missing_part_of_an_item_excludes_what_was_not_reported():
    found = turns(gauge.small_arc(60.0, 10.0, ""))
    assert found["b"] == pytest.approx(0.90 * gauge.SWEEP)


def test_what_is_out_of_date_is_hatched_and_what_is_fresh_is_not():
    for old, fresh in (
        (gauge.arc(80.0, 20.0, 0.0, None, "", old=True), gauge.arc(80.0, 20.0, 0.0, None, "")),
        (gauge.meter(80.0, "short", None, "", old=True), gauge.meter(80.0, "short", None, "")),
        (gauge.small_arc(80.0, 0.0, "", old=True), gauge.small_arc(80.0, 0.0, "")),
    ):
        assert "is-old" in old
        assert "is-old" not in fresh


def test_a_meter_leaves_what_was_not_reported_at_its_end():
    html = gauge.meter(60.0, "short", None, "", not_reported=10.0)
    assert 'meter-unknown" style="width:10.00%"' in html
    assert "meter-unknown" not in gauge.meter(60.0, "short", None, "")
