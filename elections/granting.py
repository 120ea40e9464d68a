"""When the city's grants for an election are due: settings of an office."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal

DueBy = Literal["law", "sheet"]


@dataclass(frozen=True)
class Granting:
    """The rule of tranches: a first share soon after signing, the rest some months before voting."""

    voting_day: date
    """Of the election that the grants pay for, which may be another one than that of the profile."""
    first: Fraction
    """Share of the agreement that is due first."""
    first_days: int
    """Days after signing within which it is due."""
    last_months: int
    """Months before voting day by which the rest is due."""
    due_by: DueBy
    """Which day counts where the rule and the sheet both name one."""

    def first_due(self, signed: date) -> date:
        """The day by which the first share is due."""
        return signed + timedelta(days=self.first_days)

    @property
    def last_due(self) -> date:
        """The day by which the rest is due.

        >>> Granting(date(2024, 11, 27), Fraction(2, 5), 14, 5, "law").last_due
        datetime.date(2024, 6, 27)
        """
        years, month = divmod(self.voting_day.year * 12 + self.voting_day.month - 1 - self.last_months, 12)
        day = min(self.voting_day.day, monthrange(years, month + 1)[1])
        return date(years, month + 1, day)


def granting(table: Mapping[str, Any]) -> Granting:
    """The rule that the table [grants] of a profile describes."""
    return Granting(
        voting_day=table["voting_day"],
        first=Fraction(str(table["first_percent"])) / 100,
        first_days=table["first_days"],
        last_months=table["last_months"],
        due_by=table["due_by"],
    )
