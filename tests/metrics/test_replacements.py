"""Requests for replacement: days waited, the day by which they are needed, and the alerts that follow."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import elections
import metrics
from metrics.backward import BackwardPlan, Step
from metrics.replacements import Request, replacements
from tests.metrics.world import DAY, PEMILU, World, board, city

NEEDED = date(2024, 2, 5)
PLAN = BackwardPlan(
    date(2024, 2, 13), (), (Step(None, "packed", 5, NEEDED, date(2024, 2, 9), None, False),), ()
)
ONE = timedelta(days=1)


def request(**changes: object) -> Request:
    made = Request("DPR", None, None, None, 213, "rusak", date(2024, 1, 20), date(2024, 2, 1), None)
    return replace(made, **changes)  # pyright: ignore[reportArgumentType]


def only(asked: Request, today: date = date(2024, 1, 25), election: elections.Election = PEMILU):
    (one,) = replacements([asked], PLAN, election, today)
    return one


def test_blitar_2019_was_promised_three_days_before_voting_day():
    # Blitar 2019: replacements were promised for 14 April, voting day was 17 April.
    then = replace(PEMILU, voting_day=date(2019, 4, 17))
    plan = BackwardPlan(
        date(2019, 4, 16),
        (),
        (Step(None, "packed", 2, date(2019, 4, 12), date(2019, 4, 13), None, False),),
        (),
    )
    asked = request(amount=3_109, asked=date(2019, 4, 1), promised=date(2019, 4, 14))
    (one,) = replacements([asked], plan, then, date(2019, 4, 8))
    assert (one.to_voting, one.slack, one.waited, one.standing) == (3, -2, 7, "late")


@pytest.mark.parametrize(
    ("promised", "standing", "slack"),
    [
        (NEEDED - ONE, "waiting", 1),
        (NEEDED, "waiting", 0),
        (NEEDED + ONE, "late", -1),
        (None, "unpromised", None),
    ],
)
def test_a_promise_is_held_against_the_day_on_which_packing_must_begin(promised, standing, slack):
    one = only(request(promised=promised))
    assert (one.needed_by, one.standing, one.slack) == (NEEDED, standing, slack)


@pytest.mark.parametrize(
    ("today", "standing"),
    [(date(2024, 1, 31), "waiting"), (date(2024, 2, 1), "waiting"), (date(2024, 2, 2), "overdue")],
)
def test_a_promise_is_broken_on_the_day_after_it(today: date, standing: str):
    assert only(request(), today).standing == standing


def test_a_broken_promise_leaves_the_days_from_today():
    today = date(2024, 2, 3)
    assert (only(request(), today).slack, only(request(), today).to_voting) == (2, 11)
    assert only(request(), NEEDED + ONE).slack == -1


def test_what_came_waits_no_longer_and_a_day_ahead_is_no_arrival():
    came = only(request(arrived=date(2024, 1, 24)), date(2024, 2, 20))
    assert (came.standing, came.waited, came.slack) == ("arrived", 4, 12)
    assert only(request(arrived=date(2024, 2, 3)), date(2024, 2, 2)).standing == "waiting"


def test_the_overdue_come_first_then_the_late_then_those_without_a_promise():
    asked = [
        request(item="PPWP", promised=date(2024, 2, 4)),
        request(item="DPD", promised=None),
        request(item="DPRDP", promised=date(2024, 2, 8)),
        request(item="DPR", promised=date(2024, 1, 28)),
        request(item="DPRDK", arrived=date(2024, 1, 22)),
    ]
    found = replacements(asked, PLAN, PEMILU, date(2024, 1, 30))
    assert [one.request.item for one in found] == ["DPR", "DPRDP", "DPD", "PPWP", "DPRDK"]


def asking(today: date, **values: object) -> World:
    world = city()
    fields = {"item": "DPR", "jumlah": 213, "alasan": "rusak", "tgl_minta": today - 2 * ONE, **values}
    world.add("penggantian", "DPR", today, **fields)
    return world


def told(world: World, election: elections.Election = PEMILU, today: date = DAY) -> list[str]:
    found = board(world, today=today, election=election)
    return [one.code for one in found.alerts if one.code.startswith("replacement")]


@pytest.mark.parametrize(("days", "raised"), [(2, False), (3, False), (4, True)])
def test_a_request_may_wait_for_a_promise_as_long_as_the_office_set(days: int, raised: bool):
    world = asking(DAY, tgl_minta=DAY - days * ONE)
    assert told(world) == (["replacement-unpromised"] if raised else [])
    patient = elections.adjusted("pemilu-2024", {"limits.promise_days": "1"})
    assert told(world, patient) == ["replacement-unpromised"]


def test_a_promise_after_packing_must_begin_is_told_with_its_days():
    needed = next(one.start_by for one in board(city()).plan.together if one.stage == "packed")
    assert told(asking(DAY, tgl_janji=needed)) == []
    world = asking(DAY, tgl_janji=needed + 2 * ONE)
    found = board(world)
    (one,) = [one for one in found.alerts if one.code == "replacement-late"]
    assert (one.due, dict(one.values)["late"], dict(one.values)["short"]) == (needed, 2, 213)
    assert "2 hari sesudah batas" in metrics.alert_text(one, found, PEMILU, "id")
    assert found.replacements[0].needed_by == needed


def test_a_broken_promise_is_told_until_it_comes():
    promised = DAY - ONE
    assert told(asking(DAY, tgl_janji=DAY)) == []
    assert told(asking(DAY, tgl_janji=promised)) == ["replacement-overdue"]
    assert told(asking(DAY, tgl_janji=promised, tgl_tiba=DAY)) == []
