"""When work ends at the rate of the last working days, as a range, and how far it is until then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.workdays import Calendar, days_from, finish, worth

LOOKED_AT = 3
"""Working days with a report from which the rate is measured."""
LEAST = 2
"""Fewer say nothing: then there is no forecast."""


@dataclass(frozen=True)
class Forecast:
    """What the last working days let expect. Amounts in the work's unit, rates per full working day."""

    rate: float
    slowest: float
    fastest: float
    days: tuple[date, ...]
    """The days that were looked at."""
    start: date
    """The first day on which work goes on."""
    finish: date | None
    """At the mean rate; None: never at such a rate."""
    earliest: date | None
    latest: date | None


@dataclass(frozen=True)
class TooLittle:
    """Too few reports for a forecast."""

    days: int
    """Days that there are reports of."""
    needed: int = LEAST


@dataclass(frozen=True)
class FanPoint:
    """What will be done by the end of a day: at the slowest, mean and fastest rate."""

    day: date
    low: float
    middle: float
    high: float


def forecast(
    done: Mapping[date, float], left: float, calendar: Calendar, today: date
) -> Forecast | TooLittle:
    """The end of work of which `left` remains; `done` is what was done on each reported day.

    Measured are the last three reported days up to `today`; a Friday with a shorter day counts as the part of
    a day that it is, and work that was reported of a day off counts as a full day's.
    """
    reported = sorted(day for day in done if day <= today)
    if len(reported) < LEAST:
        return TooLittle(len(reported))
    looked_at = reported[-LOOKED_AT:]
    rates = [done[day] / (calendar.share(day) or 1.0) for day in looked_at]
    rate = sum(rates) / len(rates)
    start = max(looked_at[-1] + timedelta(days=1), today)
    return Forecast(
        rate,
        min(rates),
        max(rates),
        tuple(looked_at),
        start,
        finish(left, rate, start, calendar),
        finish(left, max(rates), start, calendar),
        finish(left, min(rates), start, calendar),
    )


def fan(found: Forecast, done: float, target: float, calendar: Calendar, until: date) -> tuple[FanPoint, ...]:
    """The forecast day by day, from the day before it starts to `until`; nothing exceeds `target`."""
    low = middle = high = done
    points = [FanPoint(found.start - timedelta(days=1), done, done, done)]
    for day, share in days_from(found.start, calendar):
        if day > until:
            break
        low = min(target, low + found.slowest * share)
        middle = min(target, middle + found.rate * share)
        high = min(target, high + found.fastest * share)
        points.append(FanPoint(day, low, middle, high))
    return tuple(points)


def plan_line(target: float, first: date, due: date, calendar: Calendar) -> tuple[tuple[date, float], ...]:
    """What would be done by the end of each working day if the same were done on every full one from `first`
    on, and all by `due`; begins the day before. Nothing where no working day lies between them."""
    whole = worth(first, due, calendar)
    if not whole:
        return ()
    points = [(first - timedelta(days=1), 0.0)]
    done = 0.0
    for day, share in days_from(first, calendar):
        if day > due:
            break
        done += share
        points.append((day, target * done / whole))
    return tuple(points)


def on_line(line: tuple[tuple[date, float], ...], day: date) -> float | None:
    """What the plan line has by the end of a day; None where there is no line."""
    return max((amount for at, amount in line if at <= day), default=None)


def needed_rate(left: float, start: date, deadline: date, calendar: Calendar) -> float | None:
    """What must be done a full working day to be done by the end of `deadline`; None when no working day is
    left."""
    days = worth(start, deadline, calendar)
    if left <= 0:
        return 0.0
    return left / days if days else None
