"""Every line about an alert fits, whatever the names; alerts are ranked by the days that they have lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import elections
import metrics
import texts
from elections import Deadline
from metrics.alerts import lost, sort, telling
from metrics.alerts.telling import LINE
from metrics.backward import BackwardPlan, Step
from metrics.model import Alert, Place
from tests.metrics.world import DAY, PEMILU, board, city

LONG = Place(
    "33.75.01", "Kecamatan Pembantu Muara Bangka Hulu Selatan Sebelah Barat Daya" * 3, "kecamatan", "33.75"
)
CODES = sorted(
    key.removeprefix("alerts.").removesuffix("-todo")
    for key in texts.catalogue("id")
    if key.startswith("alerts.") and key.endswith("-todo")
)
_NAME = "Rekapitulasi Penerimaan Logistik Perlengkapan Pemungutan Suara per Kelurahan (perbaikan ke-3)"
_NUMBER, _DAY = 999_999_999, date(2023, 12, 30)


def alert(code: str, **more: object) -> Alert:
    numbers = dict.fromkeys(
        (
            *("short", "need", "good", "damaged", "received", "value", "other_value", "difference", "stated"),
            *(
                "computed",
                "count",
                "silent",
                "age",
                "amount",
                "late",
                "handled",
                "over",
                "left",
                "right",
                "before",
            ),
            *("days", "rate"),
            *("out", "into", "more", "nights", "allowed", "boxes", "total", "ways"),
        ),
        _NUMBER,
    )
    values = {
        **numbers,
        **{
            "share": 99.9,
            "limit": 2.5,
            "planned": _DAY,
            "newest": _DAY,
            "first": _DAY,
            "last": _DAY,
            "finish": _DAY,
        },
        **{"grain": "kecamatan", "other_grain": "kelurahan", "body": "KPPS", "unit": "lembar"},
        **{"file": f"{_NAME}.xlsx", "sheet": _NAME, "cell": "AZ1234", "by": _NAME, "stage": "confirmed"},
        **{"level": "TPS", "at": _NAME, "kecamatan": _NAME, "hour": "18.00"},
        **{"name": _NAME, "faults": ",".join(elections.CHECKLIST)},
    }
    # The longest name of all items.
    item = max(PEMILU.items, key=lambda one: max(map(len, one.names.values()))).code
    made = Alert(code, "critical", item, LONG, _DAY, -100, _DAY, None, tuple(values.items()), lost=365)
    return replace(made, **more)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_line_of_every_alert_fits_and_says_where_since_effect_and_who(code: str, lang: texts.Lang):
    found = board(city(), today=DAY)
    for one in (alert(code), alert(code, since=None, place=None, lost=0)):
        line = metrics.alert_text(one, found, PEMILU, lang)
        assert 0 < len(line) <= LINE, line
        told = telling.detail(one, found, lang)
        assert len(told) <= LINE, told
        where, since, effect, owner = told.split(" · ")
        assert (one.place or found.place).name.startswith(where.rstrip("…"))
        assert texts.numbers.write(one.since or found.as_of, "date_short", lang) in since
        assert effect.startswith(texts.say(f"alert_acts.effects.{code}", lang))
        assert owner == telling.owner(code, lang)
        assert texts.known(f"alert_acts.names.{code}", lang)


def test_short_names_are_told_in_full_and_numbers_are_never_cut():
    found = board(city(), today=DAY)
    one = alert("stated-total-wrong")
    line = metrics.alert_text(one, found, PEMILU, "id")
    assert "AZ1234" in line and "999.999.999" in line and "…" in line
    brief = replace(one, values=(*one.values, ("file", "a.xlsx"), ("sheet", "Rekap")))
    assert metrics.alert_text(brief, found, PEMILU, "id").startswith("a.xlsx, Rekap!AZ1234: ")


def _plan(latest: date, expected: date | None, *, done: bool = False) -> BackwardPlan:
    step = Step("PPWP", "received", 0, latest, latest, expected, done)
    return BackwardPlan(DAY, ((step,),), (), ())


@pytest.mark.parametrize(
    ("late", "days"),
    [(-1, 0), (0, 0), (1, 1), (9, 9)],
)
def test_days_lost_begin_the_day_after_the_day_that_was_missed(late: int, days: int):
    plain = alert("short", item="DPD", since=None, days_left=-late, lost=0)
    assert lost.with_lost([plain], _plan(DAY, None), DAY)[0].lost == days
    since = alert("short", item="DPD", since=DAY - timedelta(days=late), days_left=20, lost=0)
    assert lost.with_lost([since], _plan(DAY, None), DAY)[0].lost == days


@pytest.mark.parametrize(("slack", "days"), [(1, 0), (0, 0), (-1, 1), (-4, 4)])
def test_slack_below_zero_of_the_backward_plan_is_lost_too(slack: int, days: int):
    one = alert("ballot-not-received", item="PPWP", since=None, days_left=20, lost=0)
    expected = DAY + timedelta(days=3)
    plan = _plan(expected + timedelta(days=slack), expected)
    assert lost.with_lost([one], plan, DAY)[0].lost == days
    unknown = _plan(DAY + timedelta(days=slack), None)
    assert lost.with_lost([one], unknown, DAY)[0].lost == days
    other = replace(one, item="DPD")
    assert lost.with_lost([other], plan, DAY)[0].lost == 0


def test_what_lost_more_days_stands_higher_within_its_severity():
    def one(item: str, severity: str, days: int, code: str = "short") -> Alert:
        return alert(code, item=item, severity=severity, lost=days, days_left=5)

    found = sort(
        [
            one("A", "warning", 90),
            one("B", "critical", 1),
            one("C", "critical", 7),
            one("D", "critical", 99, "over-pagu"),
        ]
    )
    assert [one.item for one in found] == ["C", "B", "D", "A"]


def test_a_day_of_the_deadline_moved_by_the_office_moves_the_days_lost():
    world = city()
    world.goods("PPWP", DAY, kebutuhan=100, diterima=0)
    early = DAY - timedelta(days=2)
    moved = replace(
        PEMILU,
        deadlines=tuple(Deadline(d.code, early if d.code == "at_city" else d.day) for d in PEMILU.deadlines),
    )
    assert board(world).alerts[0].lost == 0
    assert board(world, election=moved).alerts[0].lost == 2
