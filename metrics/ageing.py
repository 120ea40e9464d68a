"""From which moment a number is, to the minute, and from which moment on it is out of date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Clock:
    """The office's clock at the moment at which the Board is seen."""

    now: datetime
    zone: ZoneInfo
    limit: timedelta
    """The age from which a number is out of date."""

    def moment(self, day: date | None, at: datetime | None) -> datetime | None:
        """From when a sheet of that data date is that was brought at that moment.

        One that was brought on its own day is of the minute in which it was brought; of any other only the
        day is known, and it tells of that day at most up to its end. Without a data date, as it was brought.
        """
        if day is None or (at is not None and at.astimezone(self.zone).date() == day):
            return at
        return end_of(day, self.zone)

    def stale_at(self, moment: datetime | None) -> datetime | None:
        """When a number of that moment becomes out of date; None where no moment is known."""
        return None if moment is None else moment + self.limit

    def is_stale(self, moment: datetime | None) -> bool:
        """Whether it is so now; a number without a moment is not called so."""
        at = self.stale_at(moment)
        return at is not None and self.now >= at


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The midnight at which a day ends in that zone."""
    return datetime.combine(day + timedelta(days=1), time(), zone)


def turns(
    sheets: Iterable[tuple[date | None, datetime | None]], clock: Clock, silent_after: timedelta
) -> tuple[datetime, ...]:
    """Each moment at which a number that stands on some of the sheets (data date, when brought) becomes out
    of date, or who brought it silent, in their order: between two of them nothing changes its state."""
    moments = {one for one in (clock.moment(day, at) for day, at in sheets) if one is not None}
    return tuple(sorted({one + limit for one in moments for limit in (clock.limit, silent_after)}))
