"""Months and stages by which money is told apart, in one spelling: "Januari 2024" is "2024-01", other names
stay. A report up to a month is of no month: it takes the place of the one before it."""

import calendar
import re
from datetime import date, datetime
from typing import Any

from loaders import dates, values
from loaders.words import one_line

_MONTH = re.compile(r"^(?:bulan\s+)?([a-z]{3,9})\.?(?:[\s,/'-]+(\d{4}|\d{2}))?$", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})-(\d{2})$")
_NUMBERS = re.compile(r"^(0?[1-9]|1[0-2])\s?[/.-]\s?(20\d{2})$")
_NAMED = re.compile(r"\b(?:bulan|periode)\s*:?\s+([a-z]{3,9}\.?(?:\s+\d{4})?)\b", re.IGNORECASE)
_UP_TO = r"\b(?:s\s?[./]?\s?d\b\.?|sampai(?:\s+dengan|\s+dg)?|hingga|until|up\s+to)"
_UNTIL = re.compile(
    rf"{_UP_TO}\s*:?\s*(?:akhir\s+)?(?:(?:bulan|periode)\b\s*:?\s*)?(?P<month>[a-z]{{3,9}})\b\.?(?:[\s,/'-]+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_CUMULATIVE = re.compile(r"\bkumulatif\b|\bcumulative\b", re.IGNORECASE)
_TO_DATE = re.compile(
    rf"{_UP_TO}\s*(?:dengan\s+)?(?:bulan|periode|saat|hari|tanggal|tgl|\d)|{_CUMULATIVE.pattern}",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:bulan|periode)\s*:?\s+(?P<first>[a-z]{3,9})\.?(?:\s+(?P<year>\d{4}))?\s*(?:-|–|—|dan|&|,)\s*"
    r"(?:bulan\s+)?(?P<last>[a-z]{3,9})\b\.?(?:\s+(?P<year2>\d{4}))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(20\d{2})\b")


def canonical(value: Any, year: int | None = None) -> str | None:
    """A period as it is kept; `year` is that of the sheet, for months written without one. None for a blank
    cell, "" for what reaches up to a month ("s.d. Maret").

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
    if until(text, year or date.max.year) or _CUMULATIVE.search(text):
        return ""
    return month(text, year) or text


def month(text: str, year: int | None = None) -> str | None:
    """The month that a text is, "2024-01"; None when it is none or its year is not known."""
    if _ISO.match(text):
        return text
    if numbers := _NUMBERS.match(text):
        return f"{numbers[2]}-{int(numbers[1]):02d}"
    hit = _MONTH.match(text)
    if not hit:
        return None
    told = hit[2] or (str(year) if year else "")
    if not told:
        return None
    first = dates.date_in(f"1 {hit[1]} {f'20{told}' if len(told) == 2 else told}")
    return f"{first.year:04d}-{first.month:02d}" if first else None


def month_in(title: str, year: int | None = None) -> str | None:
    """The month that a title names after "bulan" or "periode", or the months from one to another
    ("2024-02 - 2024-04"); None when it names none, "" when it reaches up to one.

    >>> month_in("LAPORAN BULAN JANUARI 2024")
    '2024-01'
    """
    known = year or year_in(title)
    if until(title, known) or _CUMULATIVE.search(title):
        return ""
    if span := _span(title, known):
        return span
    hit = _NAMED.search(title)
    return month(one_line(hit[1]), known) if hit else None


def _span(title: str, year: int | None) -> str | None:
    for hit in _SPAN.finditer(title):
        last = month(one_line(f"{hit['last']} {hit['year2'] or ''}"), year)
        first = month(one_line(f"{hit['first']} {hit['year'] or hit['year2'] or ''}"), year)
        if first and last:
            return f"{first} - {last}"
    return None


def until(title: str, year: int | None = None) -> date | None:
    """The last day of the month up to which a title reports ("S.D. BULAN NOVEMBER 2023"); None when it is
    not about all that was up to a month.

    >>> until("REALISASI S/D NOVEMBER 2023")
    datetime.date(2023, 11, 30)
    """
    for hit in _UNTIL.finditer(title):
        found = month(hit["month"], int(hit["year"]) if hit["year"] else year or year_in(title))
        if found:
            told, number = map(int, found.split("-"))
            return date(told, number, calendar.monthrange(told, number)[1])
    hit = _NAMED.search(title) if _CUMULATIVE.search(title) else None
    named = month(one_line(hit[1]), year or year_in(title)) if hit else None
    return until(f"s.d. {one_line(hit[1])}", year or year_in(title)) if hit and named else None


def is_to_date(heading: str) -> bool:
    """Whether a heading counts all up to a day or month, "Realisasi s.d. bulan ini"."""
    return bool(_TO_DATE.search(heading))


def year_in(title: str) -> int | None:
    """The only year that a title names; None when there is none or several."""
    years = set(_YEAR.findall(title))
    return int(years.pop()) if len(years) == 1 else None
