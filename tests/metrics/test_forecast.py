"""When work ends at the measured rate."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from metrics.forecast import (
    FanPoint,
    Forecast,
    TooLittle,
    fan,
    forecast,
    needed_rate,
    on_line,
    plan_line,
)
from metrics.workdays import Calendar

FIRST = date(2024, 1, 8)


def days(*amounts: int) -> dict[date, float]:
    return {FIRST + timedelta(days=n): amount for n, amount in enumerate(amounts)}


def test_one_reported_day_is_too_little_to_tell():
    assert forecast(days(100), 500, Calendar(), FIRST) == TooLittle(1)
    assert forecast({}, 500, Calendar(), FIRST) == TooLittle(0)


def test_the_last_three_working_days_give_a_date_with_its_range():
    found = forecast(days(9_999, 80, 100, 120), 480, Calendar(), FIRST + timedelta(days=3))
    assert isinstance(found, Forecast)
    assert (found.rate, found.slowest, found.fastest) == (100, 80, 120)
    assert found.start == FIRST + timedelta(days=4)
    assert [(day - found.start).days for day in (found.earliest, found.finish, found.latest) if day] == [
        3,
        4,
        5,
    ]


def test_days_to_come_are_plans_and_count_for_nothing():
    assert forecast(days(100, 100, 500), 300, Calendar(), FIRST) == TooLittle(1)


def test_a_day_without_work_leaves_the_latest_end_open():
    found = forecast(days(100, 0), 300, Calendar(), FIRST + timedelta(days=1))
    assert isinstance(found, Forecast)
    assert found.latest is None and found.finish is not None


def test_holidays_ahead_put_the_end_off_by_as_many_days():
    start = {date(2023, 12, 22): 100.0, date(2023, 12, 23): 100.0}
    today, off = date(2023, 12, 23), frozenset({date(2023, 12, 26), date(2024, 1, 1)})
    free, kept = (forecast(start, 1_000, one, today) for one in (Calendar(), Calendar(off=off)))
    assert isinstance(free, Forecast) and isinstance(kept, Forecast)
    assert (free.finish, kept.finish) == (date(2024, 1, 2), date(2024, 1, 4))


def test_work_goes_on_today_where_the_last_report_is_older():
    found = forecast(days(100, 100), 100, Calendar(), FIRST + timedelta(days=10))
    assert isinstance(found, Forecast)
    assert found.start == found.finish == FIRST + timedelta(days=10)


def test_the_fan_ends_at_what_there_is_to_do():
    found = forecast(days(80, 120), 250, Calendar(), FIRST + timedelta(days=1))
    assert isinstance(found, Forecast)
    points = fan(found, 200, 450, Calendar(), FIRST + timedelta(days=4))
    assert points[0] == FanPoint(FIRST + timedelta(days=1), 200, 200, 200)
    assert points[-1] == FanPoint(FIRST + timedelta(days=4), 440, 450, 450)


def test_the_needed_rate_is_what_is_left_over_the_days_that_are_left():
    assert needed_rate(900, FIRST, FIRST + timedelta(days=8), Calendar()) == 100
    assert needed_rate(900, FIRST, FIRST - timedelta(days=1), Calendar()) is None
    assert needed_rate(0, FIRST, FIRST - timedelta(days=1), Calendar()) == 0


def test_the_plan_line_ends_at_all_on_the_latest_day_and_stands_still_on_days_off():
    off = Calendar(off=frozenset({FIRST + timedelta(days=1)}))
    line = plan_line(900, FIRST, FIRST + timedelta(days=3), off)
    assert [(at - FIRST).days for at, _ in line] == [-1, 0, 2, 3]
    assert [amount for _, amount in line] == [0, 300, 600, 900]
    assert on_line(line, FIRST + timedelta(days=1)) == 300
    assert on_line(line, FIRST + timedelta(days=9)) == 900
    assert plan_line(900, FIRST, FIRST - timedelta(days=1), Calendar()) == ()
    assert on_line((), FIRST) is None


@given(st.lists(st.integers(100, 10_000), min_size=2, max_size=10), st.integers(1, 100_000))
def test_the_range_holds_the_date_itself(amounts: list[int], left: int):
    found = forecast(days(*amounts), left, Calendar(), FIRST + timedelta(days=len(amounts)))
    assert isinstance(found, Forecast)
    assert found.earliest and found.finish and found.latest
    assert found.earliest <= found.finish <= found.latest
