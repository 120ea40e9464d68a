"""What would be if: people, rate and arrival of a piece of work, never stored and never a figure of the
Board."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from metrics.workdays import Calendar, days_from, finish, worth


@dataclass(frozen=True)
class Supposed:
    """What is supposed of the work on one ballot type."""

    sheets: int
    """Still to be done."""
    people: int
    a_team: int
    """People of a team, at least one."""
    a_team_day: int
    """Sheets that a team does on a full working day."""
    start: date
    """The day on which the work begins: the day after the ballots arrive, or today."""
    plan: date
    """The day by which it is planned to be done."""

    @property
    def teams(self) -> float:
        """Teams that the people make; a part of a team does its part of the work."""
        return self.people / self.a_team


@dataclass(frozen=True)
class Simulated:
    """What follows. Sheets, days and sheets per team and full day."""

    finish: date | None
    """None: never."""
    working_days: int
    """Working days that it takes; 0 where nothing is left or it never ends."""
    planned_days: float
    """Full working days from start to plan."""
    gap: int
    """Sheets that are left at the end of the plan; 0 when it is done by then."""
    spare: int
    """Sheets that could be done beyond, by the end of the plan."""
    needed: int | None
    """Sheets a team must do a day to be done by the plan; None where the plan leaves no working day."""


def simulate(one: Supposed, calendar: Calendar) -> Simulated:
    """What follows from what is supposed, over the office's working days."""
    a_day = one.teams * one.a_team_day
    days = worth(one.start, one.plan, calendar)
    # A part of a team makes fractions of sheets, which must not lose a sheet by their rounding.
    by_then = int(a_day * days + 1e-6)
    end = finish(one.sheets, a_day, one.start, calendar)
    counted = 0
    if end is not None and one.sheets > 0:
        for day, _ in days_from(one.start, calendar):
            if day > end:
                break
            counted += 1
    capacity = one.teams * days
    return Simulated(
        end,
        counted,
        days,
        max(0, one.sheets - by_then),
        max(0, by_then - one.sheets),
        ceil(one.sheets / capacity - 1e-9) if capacity else None,
    )


def start_after(arrival: date, today: date) -> date:
    """The first day on which goods that arrive on a day can be worked on: the next one, not before today."""
    return max(arrival + timedelta(days=1), today)
