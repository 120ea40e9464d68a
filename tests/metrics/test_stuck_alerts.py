"""Work that stands still: told after the office's working days without progress, and not before."""

from datetime import date, timedelta

import pytest

import elections
import metrics
from elections import Election
from metrics import Alert, Board
from metrics.alerts.stuck import stuck_since
from tests.metrics.world import OFFICE, PEMILU, Seen, World, board, city

FIRST = date(2024, 1, 10)
NEED = 100


def office(**changes: str) -> Election:
    return elections.adjusted("pemilu-2024", {f"alerts.{key}": value for key, value in changes.items()})


def sheets(day: date, **stages: int) -> World:
    """An office whose sheet of that day tells so many of an item at each stage."""
    world = city()
    world.goods("SAMPUL", day, kebutuhan=NEED, **stages)
    return world


def looked_at(
    before: dict[str, int],
    now: dict[str, int],
    days: int,
    election: Election = PEMILU,
    *,
    place: str = OFFICE,
) -> Board:
    """The Board of the day on which a second sheet came, so many days after the first."""
    second = FIRST + timedelta(days=days)
    return board(sheets(second, **now), place, second, election, earlier=sheets(FIRST, **before))


def stuck(found: Board) -> list[Alert]:
    return [one for one in found.alerts if one.code == "stuck"]


@pytest.mark.parametrize(("days", "there"), [(2, False), (3, True), (4, True)])
def test_a_stage_is_stuck_after_the_office_s_working_days(days: int, there: bool):
    found = stuck(looked_at({"diterima": 60}, {"diterima": 60}, days))
    assert bool(found) is there
    for one in found:
        assert dict(one.values) == {
            "stage": "received",
            "value": 60,
            "need": NEED,
            "days": days,
            "unit": PEMILU.item("SAMPUL").unit,
        }
        assert (one.since, one.severity, one.lost) == (FIRST, "warning", days)


@pytest.mark.parametrize(("days", "there"), [(5, False), (6, True), (7, True)])
def test_the_number_of_days_is_a_setting(days: int, there: bool):
    assert bool(stuck(looked_at({"diterima": 60}, {"diterima": 60}, days, office(stuck_days="6")))) is there


@pytest.mark.parametrize(("days", "there"), [(3, False), (4, False), (5, True)])
def test_days_off_do_not_count(days: int, there: bool):
    # 13 and 14 January 2024 are a weekend; the first sheet is of Wednesday the 10th.
    weekend = elections.adjusted("pemilu-2024", {"calendar.rest": "weekend"})
    assert bool(stuck(looked_at({"diterima": 60}, {"diterima": 60}, days, weekend))) is there


@pytest.mark.parametrize(("now", "there"), [(59, True), (60, True), (61, False)])
def test_one_more_is_progress(now: int, there: bool):
    found = looked_at({"diterima": 60}, {"diterima": now}, 3)
    assert bool(stuck(found)) is there
    # One cause, one alert: what stands still is short too.
    assert len([one for one in found.alerts if one.item == "SAMPUL"]) == 1


def test_what_has_not_begun_and_what_is_done_are_not_stuck():
    assert not stuck(looked_at({"diterima": 0}, {"diterima": 0}, 5))
    assert not stuck(looked_at({"diterima": NEED}, {"diterima": NEED}, 5))
    done = {"diterima": NEED, "dikemas": 0}
    assert not stuck(looked_at(done, done, 5))


def test_a_later_stage_is_watched_too_and_the_first_that_stands_still_is_told():
    before = {"diterima": NEED, "dikemas": 40, "didistribusikan": 10}
    (one,) = stuck(looked_at(before, before, 3))
    assert (dict(one.values)["stage"], dict(one.values)["value"]) == ("packed", 40)
    (one,) = stuck(looked_at(before, {**before, "dikemas": 50}, 3))
    assert (dict(one.values)["stage"], dict(one.values)["value"]) == ("sent", 10)
    assert not stuck(looked_at(before, {**before, "dikemas": 50, "didistribusikan": 11}, 3))


@pytest.mark.parametrize(
    ("wanted", "stage"), [("any", "packed"), ("packed", "packed"), ("sent", "sent"), ("sorted", None)]
)
def test_the_stage_is_a_setting(wanted: str, stage: str | None):
    before = {"diterima": NEED, "dikemas": 40, "didistribusikan": 10}
    found = stuck(looked_at(before, before, 3, office(stuck_stage=wanted)))
    assert [dict(one.values)["stage"] for one in found] == ([stage] if stage else [])


def test_switched_off_it_leaves_the_shortage_that_it_stands_for():
    same = {"diterima": 60}
    found = looked_at(same, same, 3, office(stuck="off"))
    assert [(one.code, one.item) for one in found.alerts] == [("short", "SAMPUL")]


def test_a_sheet_that_nobody_renewed_says_nothing_of_progress():
    world = sheets(FIRST, diterima=60)
    found = board(world, today=FIRST + timedelta(days=5), earlier=sheets(FIRST, diterima=60))
    assert not stuck(found)


def test_what_is_damaged_meanwhile_is_no_progress_and_what_is_replaced_is():
    before = {"diterima": 60, "rusak": 0}
    assert stuck(looked_at(before, {"diterima": 62, "rusak": 2}, 3))
    assert not stuck(looked_at(before, {"diterima": 60, "rusak": 0, "pengganti": 1}, 3))


def test_after_its_deadline_it_is_critical():
    late = date(2024, 1, 16)
    same = {"diterima": 60}
    (one,) = stuck(board(sheets(late, **same), today=late, earlier=sheets(FIRST, **same)))
    assert (one.severity, one.since) == ("critical", FIRST)


def test_a_kecamatan_is_told_by_its_own_sheets():
    second = FIRST + timedelta(days=3)

    def world(day: date, **stages: int) -> World:
        made = city()
        for name, value in stages.items():
            made.goods("SAMPUL", day, kecamatan=name.replace("_", " "), kebutuhan=NEED, diterima=value)
        return made

    before, now = world(FIRST, Kec_1=60, Kec_2=60), world(second, Kec_1=60, Kec_2=70)
    assert not stuck(board(now, today=second, earlier=before)), "the city moved on"
    assert stuck(board(now, "Kec 1", second, earlier=before))
    assert not stuck(board(now, "Kec 2", second, earlier=before))


def test_it_is_one_line_that_names_stage_and_days_and_opens_its_cells():
    found = looked_at({"diterima": 60}, {"diterima": 60}, 3)
    (one,) = stuck(found)
    text = metrics.alert_text(one, found, PEMILU, "id")
    assert "penerimaan mandek di 60 dari 100" in text
    assert "3 hari kerja tanpa kemajuan" in text
    assert one.figure is not None
    assert one.figure.sources[0].subject == "SAMPUL"
    assert metrics.formula_text(one.figure.formula, "id").startswith("60 menurut lembar per 13 Jan")


@pytest.mark.parametrize(("days", "back"), [("1", 1), ("3", 3), ("14", 14)])
def test_the_day_to_compare_with_lies_so_many_working_days_back(days: str, back: int):
    seen = {(OFFICE, "logistik"): Seen(FIRST + timedelta(days=10), None, None)}
    expected = FIRST + timedelta(days=10 - back)
    assert stuck_since(seen, OFFICE, office(stuck_days=days)) == expected
    assert stuck_since(seen, OFFICE, office(stuck_days=days, stuck="off")) is None
    assert stuck_since({}, OFFICE, office(stuck_days=days)) is None
