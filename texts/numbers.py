"""How numbers, rupiah, percentages and dates are written in both languages; Babel does the work."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import dates as babel_dates
from babel import numbers as babel_numbers

LOCALES = {"id": "id_ID", "en": "en_GB"}

# Amounts are shortened at these powers; Babel has no compact form of rupiah in English.
_SHORT = {
    "id": ((12, "T"), (9, "M"), (6, "jt"), (3, "rb")),
    "en": ((12, "tn"), (9, "bn"), (6, "m"), (3, "k")),
}


# Babel takes half of what a large table costs, and a rerun writes the same again; 1, 1.0 and True differ.
_kept = lru_cache(maxsize=20_000, typed=True)


@_kept
def _number(value: float | Decimal, pattern: str, lang: str) -> str:
    return babel_numbers.format_decimal(value, format=pattern, locale=LOCALES[lang])


def _date(value: date, pattern: str, lang: str) -> str:
    # Moments of two zones may be equal and still lie on different days.
    return _day(value.date() if isinstance(value, datetime) else value, pattern, lang)


@_kept
def _day(value: date, pattern: str, lang: str) -> str:
    return babel_dates.format_date(value, format=pattern, locale=LOCALES[lang])


def count(value: float | int, lang: str) -> str:
    """1234567 -> '1.234.567' (id), '1,234,567' (en)."""
    return _number(value, "#,##0.##", lang)


def decimal(value: float | Decimal, lang: str) -> str:
    """1234.5 -> '1.234,5' (id)."""
    return _number(value, "#,##0.###", lang)


def percent(value: float, lang: str) -> str:
    """80.0 -> '80,0 %' (id), '80.0%' (en); the value is already in percent.

    A share that is not whole never reads as 100,0 and one above nothing never as 0,0: both would tell a lie.
    """
    shown = round(value, 1)
    if shown == 100.0 and value < 100:
        shown = 99.9
    if shown == 0.0 and value > 0:
        shown = 0.1
    text = _number(shown, "0.0", lang)
    return f"{text}\u00a0%" if lang == "id" else f"{text}%"


def rupiah(value: int, lang: str) -> str:
    """1234567890 -> 'Rp 1.234.567.890' (id), 'Rp 1,234,567,890' (en)."""
    sign = "-" if value < 0 else ""
    return f"{sign}Rp\u00a0{_number(abs(value), '#,##0', lang)}"


def rupiah_short(value: int, lang: str) -> str:
    """1234567890 -> 'Rp 1,23 M' (id), 'Rp 1.23 bn' (en); below a thousand it is written in full."""
    sign, size = ("-" if value < 0 else ""), abs(value)
    for power, unit in _SHORT[lang]:
        if size >= 10**power:
            text = _number(Decimal(size) / 10**power, "#,##0.##", lang)
            return f"{sign}Rp\u00a0{text}\u00a0{unit}"
    return f"{sign}Rp\u00a0{size}"


def day(value: date, lang: str) -> str:
    """2023-12-22 -> '22 Desember 2023' (id)."""
    return _date(value, "d MMMM y", lang)


def day_short(value: date, lang: str) -> str:
    """2023-12-22 -> '22 Des 2023' (id)."""
    return _date(value, "d MMM y", lang)


def day_month(value: date, lang: str) -> str:
    """2023-12-22 -> '22 Des' (id)."""
    return _date(value, "d MMM", lang)


def month(value: date, lang: str) -> str:
    """2023-12-22 -> 'Desember 2023' (id)."""
    return _date(value, "LLLL y", lang)


def weekday(value: date, lang: str) -> str:
    """2024-01-01 -> 'Sen' (id)."""
    return _date(value, "ccc", lang)


def moment(value: datetime, lang: str) -> str:
    """A moment to the minute, '22 Des 2023 16.05' (id); the caller has put it into the office's own zone."""
    clock = value.strftime("%H.%M" if lang == "id" else "%H:%M")
    return f"{day_short(value, lang)} {clock}"


def plain(value: Any, lang: str) -> str:
    """The value as it is."""
    return str(value)


WAYS: dict[str, Callable[[Any, str], str]] = {
    "count": count,
    "decimal": decimal,
    "percent": percent,
    "rupiah": rupiah,
    "rupiah_short": rupiah_short,
    "date": day,
    "date_short": day_short,
    "day_month": day_month,
    "month": month,
    "weekday": weekday,
    "moment": moment,
    "plain": plain,
}


def way_of(value: Any) -> str:
    """The way of writing that fits a value of which nothing else is known."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return "plain"
    if isinstance(value, datetime):
        return "moment"
    if isinstance(value, date):
        return "date"
    if isinstance(value, int):
        return "count"
    return "decimal" if isinstance(value, (float, Decimal)) else "plain"


def write(value: Any, way: str, lang: str) -> str:
    """`value` written in one of WAYS; an unknown value (None) is a dash, never a zero."""
    return "–" if value is None else WAYS[way](value, lang)
