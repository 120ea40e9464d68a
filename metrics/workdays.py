"""Working days: on which days an office works, and how much of a full day's work is done on each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from elections import Election

_FRIDAY = 4
_FARTHEST = 3660
"""Days that are looked ahead; work that takes longer has no date worth telling."""


@dataclass(frozen=True)
class Calendar:
    """When an office works: settings of the office."""

    off: frozenset[date] = frozenset()
    """Days without work: public and religious holidays."""
    rest: frozenset[int] = frozenset()
    """Weekdays without work, Monday 0."""
    friday: float = 1.0
    """What part of a full day's work is done on a Friday, with its long break for prayer."""
    half: frozenset[date] = frozenset()
    """Days on which half of that is done: shifts change, or a holiday begins at noon."""

    def share(self, day: date) -> float:
        """The part of a full day's work that is done on a day, 0 on a day off."""
        if day in self.off or day.weekday() in self.rest:
            return 0.0
        whole = self.friday if day.weekday() == _FRIDAY else 1.0
        return whole / 2 if day in self.half else whole


_REST = {"none": frozenset(), "sunday": frozenset({6}), "weekend": frozenset({5, 6})}


def calendar(election: Election) -> Calendar:
    """The working days of an office: settings over the election's profile."""
    return Calendar(
        frozenset(election.days_off),
        _REST[election.rest],
        election.friday / 100,
        frozenset(election.days_half),
    )


def days_from(first: date, calendar: Calendar) -> Iterator[tuple[date, float]]:
    """Working days from `first` on, each with its share of a full day."""
    for ahead in range(_FARTHEST):
        day = first + timedelta(days=ahead)
        if share := calendar.share(day):
            yield day, share


def worth(first: date, last: date, calendar: Calendar) -> float:
    """Full days of work from `first` to `last`, both included; 0 where `last` comes before."""
    return sum(calendar.share(first + timedelta(days=n)) for n in range((last - first).days + 1))


def finish(amount: float, a_day: float, first: date, calendar: Calendar) -> date | None:
    """The day on which `amount` is done at `a_day` a full day, from `first` on; None when it never is.

    Nothing left to do is done the day before.
    """
    if amount <= 0:
        return first - timedelta(days=1)
    if a_day <= 0:
        return None
    for day, share in days_from(first, calendar):
        amount -= a_day * share
        # A day's work that falls short by a rounding of floats is done.
        if amount <= 1e-6:
            return day
    return None


def before(day: date, count: float, calendar: Calendar) -> date:
    """The last day on which work of `count` full days can begin to be done by the end of `day`."""
    left = count
    for back in range(_FARTHEST):
        at = day - timedelta(days=back)
        left -= calendar.share(at)
        if left <= 1e-6:
            return at
    return date.min
