"""What would be if; the figures of KPU Demak, January 2024: 916,744 sheets and 54 teams of seven."""

from dataclasses import replace
from datetime import date, timedelta

from metrics.simulation import Supposed, simulate, start_after
from metrics.workdays import Calendar

FIRST = date(2024, 1, 8)
DEMAK = Supposed(916_744, 54 * 7, 7, 3_500, FIRST, FIRST + timedelta(days=3))


def test_at_the_rate_of_the_trial_day_the_plan_of_four_days_is_not_kept():
    found = simulate(DEMAK, Calendar())
    assert found.finish == FIRST + timedelta(days=4)
    assert found.working_days == 5
    assert (found.planned_days, found.gap, found.spare) == (4, 160_744, 0)
    assert found.needed == 4_245


def test_at_a_higher_rate_there_is_capacity_to_spare():
    found = simulate(replace(DEMAK, a_team_day=5_000), Calendar())
    assert found.working_days == 4
    assert (found.gap, found.spare) == (0, 163_256)


def test_without_people_it_never_ends_and_no_rate_is_enough():
    found = simulate(replace(DEMAK, people=0), Calendar())
    assert found.finish is None
    assert (found.working_days, found.gap, found.needed) == (0, 916_744, None)


def test_people_count_one_by_one_and_not_only_as_whole_teams():
    found = simulate(replace(DEMAK, people=432), Calendar())
    assert found.gap == 916_744 - 4 * 432 * 3_500 // 7 == 52_744
    assert simulate(replace(DEMAK, people=459), Calendar()).finish == FIRST + timedelta(days=3)
    assert simulate(replace(DEMAK, people=458), Calendar()).finish == FIRST + timedelta(days=4)


def test_larger_teams_of_the_same_people_are_fewer():
    found = simulate(replace(DEMAK, a_team=9), Calendar())
    assert (replace(DEMAK, a_team=9).teams, found.gap) == (42, 916_744 - 42 * 3_500 * 4)


def test_a_plan_that_is_over_leaves_no_day():
    found = simulate(replace(DEMAK, plan=FIRST - timedelta(days=1)), Calendar())
    assert (found.planned_days, found.needed) == (0, None)


def test_days_off_in_between_put_the_end_off():
    found = simulate(DEMAK, Calendar(off=frozenset({FIRST + timedelta(days=1)})))
    assert found.finish == FIRST + timedelta(days=5)
    assert found.working_days == 5
    assert found.planned_days == 3


def test_what_arrives_is_worked_on_the_next_day():
    assert start_after(date(2024, 1, 15), date(2023, 12, 22)) == date(2024, 1, 16)
    assert start_after(date(2023, 12, 1), date(2023, 12, 22)) == date(2023, 12, 22)
