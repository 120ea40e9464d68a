"""How much cash the ad-hoc bodies need in each week until after voting day: what the sheets still have to
pay, and the months that no sheet holds yet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from elections import Election
from metrics.accountability import Term, Unit
from metrics.finance import month_end

_AFTER = 7
"""Days after voting day that are looked at."""
_DAYS = 7


@dataclass(frozen=True)
class Need:
    """What is to be paid to one body."""

    unit: Unit
    period: str
    amount: int
    day: date | None
    """When it is to go out; None where nothing tells."""
    stated: bool
    """By the ceiling on a sheet; else the last month's ceiling stands for a month of which no sheet tells."""
    overdue: bool
    """Whether its day has passed."""
    like: Term | None = None
    """The month by which it is estimated."""


@dataclass(frozen=True)
class Week:
    """From Monday to Sunday."""

    first: date
    last: date
    needs: tuple[Need, ...]

    @property
    def stated(self) -> int:
        """By the ceilings on the sheets."""
        return sum(one.amount for one in self.needs if one.stated)

    @property
    def estimated(self) -> int:
        """Of months that no sheet holds yet."""
        return sum(one.amount for one in self.needs if not one.stated)

    @property
    def overdue(self) -> int:
        """What should have gone out before; part of what the sheets state."""
        return sum(one.amount for one in self.needs if one.overdue)

    @property
    def amount(self) -> int:
        """All of it."""
        return self.stated + self.estimated

    def of(self, body: str) -> int:
        """What bodies of that kind need."""
        return sum(one.amount for one in self.needs if one.unit.body == body)


@dataclass(frozen=True)
class CashNeed:
    """The weeks from the Board's day until after voting day."""

    weeks: tuple[Week, ...]
    undated: tuple[Need, ...]
    """What is to be paid on a day that nothing tells."""
    later: tuple[Need, ...]
    """What is to be paid after the last week."""

    @property
    def amount(self) -> int:
        """What all weeks need."""
        return sum(one.amount for one in self.weeks)


def cash_need(units: Sequence[Unit], election: Election, today: date) -> CashNeed:
    """What is past its day is needed in the first week. After voting, a month's money is one that the sheets
    state: nothing is estimated beyond."""
    first = today - timedelta(days=today.weekday())
    horizon = max(today, election.voting_day + timedelta(days=_AFTER))
    # Thousands of polling stations are paid for the same months.
    after = cache(lambda body, period: tuple(_months_after(body, period, election, today)))
    needs = [one for unit in units for one in (*_stated(unit, election, today), *_estimated(unit, after))]
    weeks = []
    while first <= horizon:
        last = first + timedelta(days=_DAYS - 1)
        mine = tuple(one for one in needs if one.day is not None and _within(one.day, today, first, last))
        weeks.append(Week(first, last, mine))
        first += timedelta(days=_DAYS)
    end = weeks[-1].last
    return CashNeed(
        tuple(weeks),
        tuple(one for one in needs if one.day is None),
        tuple(one for one in needs if one.day is not None and one.day > end),
    )


def _within(day: date, today: date, first: date, last: date) -> bool:
    return first <= max(day, today) <= last


def _stated(unit: Unit, election: Election, today: date) -> Iterator[Need]:
    for term in unit.terms:
        if term.rest:
            day = _day(unit.body, term.period, election)
            yield Need(unit, term.period, term.rest, day, True, day is not None and day < today)


def _estimated(unit: Unit, after: Callable[[str, str], Iterable[tuple[str, date]]]) -> Iterator[Need]:
    """The months after the last one that a sheet holds, up to that of voting day, each like the last."""
    months = [one for one in unit.terms if month_end(one.period) and one.total("pagu")]
    for period, day in after(unit.body, months[-1].period) if months else ():
        yield Need(unit, period, months[-1].total("pagu"), day, False, False, months[-1])


def _months_after(body: str, period: str, election: Election, today: date) -> Iterator[tuple[str, date]]:
    """Those up to voting day that are not over, with the day on which their money goes out."""
    end = month_end(period)
    while end is not None and (following := end + timedelta(days=1)) <= election.voting_day:
        period = f"{following:%Y-%m}"
        end = month_end(period)
        day = _day(body, period, election)
        if day is not None and end is not None and end >= today:
            yield period, day


def _day(body: str, period: str, election: Election) -> date | None:
    """On which day the money of a period goes out, by the office's habit."""
    if end := month_end(period):
        return min(end, end.replace(day=1) + timedelta(days=election.adhoc.pay_day - 1))
    if body == "KPPS" and not period:
        return election.voting_day - timedelta(days=election.adhoc.kpps_days)
    return None
