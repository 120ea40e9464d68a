"""Months and stages by which money is told apart, in one spelling: "Januari 2024" is "2024-01", other names
stay."""

import re
from datetime import date, datetime
from typing import Any

from loaders import dates, values
from loaders.words import one_line

_MONTH = re.compile(r"^(?:bulan\s+)?([a-z]{3,9})\.?(?:[\s,/'-]+(\d{4}|\d{2}))?$", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})-(\d{2})$")
_NAMED = re.compile(r"\b(?:bulan|periode)\s*:?\s+([a-z]{3,9}\.?(?:\s+\d{4})?)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d{2})\b")


def canonical(value: Any, year: int | None = None) -> str | None:
    """A period as it is kept; `year` is that of the sheet, for months written without one. None for a blank
    cell.

    >>> canonical("Januari 2024")
    '2024-01'
    >>> canonical("Tahap I")
    'Tahap I'
    """
    if isinstance(value, datetime | date):
        return f"{value.year:04d}-{value.month:02d}"
    text = one_line(values.text(value))
    if not text or text == "-":
        return None
    return month(text, year) or text


def month(text: str, year: int | None = None) -> str | None:
    """The month that a text is, "2024-01"; None when it is none or its year is not known."""
    if _ISO.match(text):
        return text
    hit = _MONTH.match(text)
    if not hit:
        return None
    told = hit[2] or (str(year) if year else "")
    if not told:
        return None
    first = dates.date_in(f"1 {hit[1]} {f'20{told}' if len(told) == 2 else told}")
    return f"{first.year:04d}-{first.month:02d}" if first else None


def month_in(title: str, year: int | None = None) -> str | None:
    """The month that a title names after "bulan" or "periode"; None when it names none."""
    hit = _NAMED.search(title)
    return month(one_line(hit[1]), year or year_in(title)) if hit else None


def year_in(title: str) -> int | None:
    """The only year that a title names; None when there is none or several."""
    years = set(_YEAR.findall(title))
    return int(years.pop()) if len(years) == 1 else None
