"""When each ad-hoc body works, and how far its spending may lag behind the time: settings of an office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal


@dataclass(frozen=True)
class Spending:
    """The office's rules of the ad-hoc bodies' money."""

    terms: dict[str, tuple[date, date]]
    """First and last day of each body (PPK, PPS, KPPS): money without a month is for all of these days."""
    behind: Fraction
    """Percentage points by which the share absorbed may lag behind the share of the time gone."""
    double_minutes: int
    """Minutes within which the same amount saved twice is taken for one."""
    reconciled: Literal["realisasi", "dicairkan", "spj", "disahkan"]
    """The board's amount that the realisation of SAKTI and OM-SPAN is held against."""


def spending(table: Mapping[str, Any]) -> Spending:
    """The rules that the table [money] of a profile describes."""
    bodies = ("PPK", "PPS", "KPPS")
    return Spending(
        terms={body: (table[f"{body.lower()}_from"], table[f"{body.lower()}_until"]) for body in bodies},
        behind=Fraction(str(table["behind"])),
        double_minutes=table["double_minutes"],
        reconciled=table["reconciled"],
    )
