"""Working days of an office."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import elections
from metrics.workdays import Calendar, before, calendar, finish, worth

MONDAY = date(2023, 12, 18)
HOLIDAYS = Calendar(off=frozenset({date(2023, 12, 26), date(2024, 1, 1)}))
days = st.dates(date(2023, 10, 1), date(2024, 3, 31))
calendars = st.builds(
    Calendar,
    off=st.frozensets(days, max_size=10),
    rest=st.frozensets(st.integers(0, 6), max_size=3),
    friday=st.sampled_from([1.0, 0.5, 0.75]),
)


def test_every_day_works_where_the_office_says_nothing():
    assert finish(700, 100, MONDAY, Calendar()) == MONDAY + timedelta(days=6)


def test_the_end_moves_by_exactly_the_days_off_in_between():
    start, work = date(2023, 12, 20), 1_500
    free = finish(work, 100, start, Calendar())
    kept = finish(work, 100, start, HOLIDAYS)
    assert free == date(2024, 1, 3)
    assert kept == date(2024, 1, 5)


def test_holidays_and_breaks_are_what_the_office_sets():
    free = {"calendar.off": "", "calendar.rest": "none", "calendar.friday": "100", "calendar.half": ""}

    def end(**changes: str) -> date | None:
        told = {f"calendar.{key}": value for key, value in changes.items()}
        office = calendar(elections.adjusted("pemilu-2024", {**free, **told}))
        return finish(1_500, 100, date(2023, 12, 20), office)

    assert end() == date(2024, 1, 3)
    assert end(off="2023-12-26") == date(2024, 1, 4)
    assert end(off="2023-12-26, 2024-01-01") == date(2024, 1, 5)
    assert end(off="2024-01-04") == date(2024, 1, 3)
    # Two Fridays at half a day, and two half days for the break between shifts, are a day each.
    assert end(friday="50") == date(2024, 1, 4)
    assert end(half="2023-12-27, 2023-12-28") == date(2024, 1, 4)
    assert end(rest="sunday") == date(2024, 1, 5)


def test_a_friday_with_a_long_break_is_the_part_of_a_day_that_it_is():
    assert worth(MONDAY, MONDAY + timedelta(days=6), Calendar(friday=0.5)) == 6.5


@pytest.mark.parametrize(("amount", "rate", "end"), [(0, 100, -1), (1, 100, 0), (100, 100, 0), (101, 100, 1)])
def test_a_day_is_used_when_any_work_falls_on_it(amount: int, rate: int, end: int):
    assert finish(amount, rate, MONDAY, Calendar()) == MONDAY + timedelta(days=end)


def test_work_that_nobody_does_never_ends():
    assert finish(1, 0, MONDAY, Calendar()) is None
    assert finish(1, 1, MONDAY, Calendar(rest=frozenset(range(7)))) is None


@given(st.integers(1, 50_000), st.integers(100, 5_000), days, calendars)
def test_on_the_day_of_its_end_work_is_done_and_not_the_day_before(
    amount: int, rate: int, start: date, calendar: Calendar
):
    end = finish(amount, rate, start, calendar)
    assert end is not None
    assert worth(start, end, calendar) * rate >= amount - 1e-6
    assert worth(start, end - timedelta(days=1), calendar) * rate < amount


@given(st.integers(1, 40), days, calendars)
def test_who_begins_on_the_last_possible_day_is_done_in_time(count: int, end: date, calendar: Calendar):
    start = before(end, count, calendar)
    assert worth(start, end, calendar) >= count - 1e-6
    assert worth(start + timedelta(days=1), end, calendar) < count
