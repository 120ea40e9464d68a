"""The backward plan of the ballots of February 2024, against tables that were reckoned by hand."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from metrics.backward import Chain, Step, backward
from metrics.workdays import Calendar

H_1, TODAY = date(2024, 2, 13), date(2023, 12, 22)
TOGETHER = (("packed", 5), ("sent", 2), ("confirmed", 1))
PPWP = Chain("PPWP", date(2024, 1, 15), False, (("folded", 4),))
DPR = Chain("DPR", date(2023, 12, 20), True, (("folded", 4),))


def plan(*chains: Chain, calendar: Calendar | None = None):
    return backward(chains, TOGETHER, H_1, calendar or Calendar(), TODAY)


def days(steps: tuple[Step, ...]) -> dict[str, tuple[date, date | None, int | None]]:
    return {one.stage: (one.latest, one.expected, one.slack) for one in steps}


def test_every_stage_has_its_latest_day_and_its_slack():
    found = plan(PPWP, DPR)
    assert days(found.items[0]) == {
        "received": (date(2024, 2, 1), date(2024, 1, 15), 17),
        "folded": (date(2024, 2, 5), date(2024, 1, 19), 17),
    }
    assert days(found.items[1]) == {
        "received": (date(2024, 2, 1), date(2023, 12, 20), 43),
        "folded": (date(2024, 2, 5), date(2023, 12, 25), 42),
    }
    assert days(found.together) == {
        "packed": (date(2024, 2, 10), date(2024, 1, 24), 17),
        "sent": (date(2024, 2, 12), date(2024, 1, 26), 17),
        "confirmed": (date(2024, 2, 13), date(2024, 1, 27), 17),
    }


def test_one_arrival_moved_moves_all_that_depends_on_it_and_nothing_else():
    found = plan(replace(PPWP, arrival=date(2024, 1, 18)), DPR)
    assert [one.slack for one in found.items[0]] == [14, 14]
    assert [one.slack for one in found.items[1]] == [43, 42]
    assert [one.slack for one in found.together] == [14, 14, 14]


def test_an_arrival_after_the_latest_safe_day_has_slack_below_zero():
    found = plan(replace(PPWP, arrival=date(2024, 2, 3)), DPR)
    assert [one.slack for one in (*found.items[0], *found.together)] == [-2] * 5


def test_an_arrival_that_nobody_knows_leaves_open_what_waits_for_it():
    found = plan(replace(PPWP, arrival=None), DPR)
    assert found.waits_for == ("PPWP",)
    assert [one.expected for one in found.items[0]] == [None, None]
    assert [one.expected for one in found.together] == [None, None, None]
    assert [one.slack for one in found.items[1]] == [43, 42]
    assert found.items[0][0].latest == date(2024, 2, 1)


def test_what_should_have_come_comes_today_at_the_earliest():
    found = plan(replace(PPWP, arrival=date(2023, 12, 1)), DPR)
    assert found.items[0][0].expected == TODAY


def test_days_off_bring_the_latest_days_forward():
    off = frozenset({date(2024, 2, 8), date(2024, 2, 9), date(2024, 2, 10)})
    found = plan(PPWP, DPR, calendar=Calendar(off=off))
    packed = days(found.together)["packed"]
    assert packed[0] == date(2024, 2, 10)
    assert found.together[0].start_by == date(2024, 2, 3)
    assert days(found.items[0])["received"][0] == date(2024, 1, 29)


def test_a_stage_that_is_done_takes_no_day():
    found = plan(replace(DPR, steps=(("folded", 0),)))
    assert found.items[0][1].done
    assert found.items[0][1].expected == DPR.arrival


@given(
    st.lists(st.dates(date(2023, 12, 22), date(2024, 2, 20)), min_size=1, max_size=5),
    st.floats(0.5, 9),
    st.sampled_from([Calendar(), Calendar(rest=frozenset({6})), Calendar(friday=0.5)]),
)
def test_goods_that_come_by_the_latest_day_are_at_the_polling_stations_in_time(arrivals, fold, calendar):
    chains = [Chain(f"I{n}", day, False, (("folded", fold),)) for n, day in enumerate(arrivals)]
    found = plan(*chains, calendar=calendar)
    in_time = all(steps[0].slack is not None and steps[0].slack >= 0 for steps in found.items)
    end = found.together[-1]
    assert end.expected is not None
    assert (end.expected <= H_1) == in_time
    if calendar == Calendar():
        assert end.slack == min(steps[0].slack or 0 for steps in found.items)
