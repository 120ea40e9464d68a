"""Dates as Indonesian and English sheets write them: in a column, and in a title."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from loaders import values
from loaders.coded import Cells, each, words_of
from loaders.files import CellError
from loaders.values import plain

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agt agu agus agust aug ags",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = (
    r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\s*[,/]?\s+)?(?:tanggal\s+|tgl\.?\s+)?"
)
_CLOCK = (
    r"(?:[ t,]+(?:pukul |jam )?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?z?(?:\s*(?:wib|wita|wit|am|pm))?)?"
)
_NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s./-]*(?P<month>{_MONTH})\.?[\s./,-]*(?P<year>\d{{4}}|'?\d{{2}})(?!\d)"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,\s*(?P<year>\d{{4}})(?!\d)"
)
_FIGURES = re.compile(
    r"(?<![\d.,/-])(?P<first>\d{1,2})(?P<sign>\s*[-/.]\s*)(?P<second>\d{1,2})\s*[-/.]\s*(?P<year>\d{4}|\d{2})(?![\d/]|[.,-]\d)"
)
_ISO = re.compile(
    r"(?<![\d.,/-])(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/]|[.,-]\d)"
)
_SERIALS = (20_000, 80_000)
"""Serial numbers taken for dates: October 1954 to January 2119; smaller ones are counts or years."""
_NO_DATE = values.ZERO | values.NOT_REPORTED


def _year(raw: str) -> int:
    short = int(raw.lstrip("'"))
    if len(raw.lstrip("'")) == 4:
        return short
    return 2000 + short if short < 80 else 1900 + short


def _made(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if 1900 <= year <= 2100 else None


@dataclass(frozen=True)
class _Written:
    """A date read from text: as day first, and as month first where the figures allow it."""

    day_first: date | None
    month_first: date | None = None


def _written(raw: str) -> _Written | None:
    """The date that a whole cell writes."""
    low = re.sub(rf"^{_DAY}", "", plain(raw))
    for pattern in (_NAMED, _MONTH_FIRST, _ISO, _FIGURES):
        match = re.fullmatch(f"(?:{pattern.pattern}){_CLOCK}\\.?", low)
        if match:
            return _of_match(match)
    return None


def _of_match(match: re.Match[str]) -> _Written | None:
    parts = match.groupdict()
    year = _year(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        day_first, month_first = _made(year, second, first), _made(year, first, second)
        return _Written(day_first, month_first) if day_first or month_first else None
    month = _MONTHS.get(parts["month"]) or int(parts["month"])
    made = _made(year, month, int(parts["day"]))
    return _Written(made, made) if made else None


def read_dates(values: Sequence[Any], epoch_1904: bool = False) -> tuple[Cells, list[tuple[int, str]]]:
    """A whole column of dates.

    Gives the dates (None where nothing is reported or nothing could be read) and (index, problem code)
    pairs: not-a-date, formula-error, month-first-date, ambiguous-date. Figures are day first, as Indonesia
    writes them, unless a cell of the column can only be month first ("12/25/2023") and none can only be day
    first: then all are month first. An ambiguous-date keeps its likelier reading: it is given where a column
    proves both, and for true dates with days up to 12 in a column whose other dates stayed text, as an
    English Excel that swaps day and month leaves them.
    """
    words = words_of(values) or values
    types = set(map(type, words))
    if types <= {date, type(None)}:
        return each(values, lambda day: day), []
    known: dict[Any, _Written | str | None] = {
        value: _date_of_text(value) for value in {one for one in words if isinstance(one, str)}
    }
    texts = [one for one in known.values() if isinstance(one, _Written)]
    month_first = any(one.day_first is None for one in texts)
    if types <= {str, type(None)} and not month_first and str not in set(map(type, known.values())):
        days = {value: one.day_first if isinstance(one, _Written) else None for value, one in known.items()}
        days[None] = None
        return each(values, days.__getitem__), []
    found = [
        known[value] if isinstance(value, str) else _date_of_value(value, epoch_1904) for value in values
    ]
    both_ways = month_first and any(one.month_first is None for one in texts)
    stayed_text = sum(1 for one in texts if one.month_first is None)
    swapped = stayed_text >= 2 and all(value.day <= 12 for value in values if isinstance(value, date))
    out: list[date | None] = []
    problems: list[tuple[int, str]] = []
    for at, (value, one) in enumerate(zip(values, found, strict=True)):
        if isinstance(one, str):
            problems.append((at, one))
            out.append(None)
        elif one is None:
            out.append(None)
        elif one.day_first is None:
            out.append(one.month_first)
        else:
            unclear = isinstance(value, str) and one.month_first not in (None, one.day_first)
            turned = unclear and month_first and not both_ways
            if turned:
                problems.append((at, "month-first-date"))
            elif (unclear and both_ways) or (swapped and isinstance(value, date)):
                problems.append((at, "ambiguous-date"))
            out.append(one.month_first if turned else one.day_first)
    return out, problems


def _date_of_text(raw: str) -> _Written | str | None:
    low = plain(raw)
    if low in _NO_DATE or low.startswith(values.NOT_REPORTED_STARTS):
        return None
    if low in values.EXCEL_ERRORS:
        return "formula-error"
    if re.fullmatch(r"\d{5}(?:\.0+)?", low):
        return _serial(float(low), False)
    return _written(raw) or "not-a-date"


def _date_of_value(value: Any, epoch_1904: bool) -> _Written | str | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return _Written(value.date())
    if isinstance(value, date):
        return _Written(value)
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value, epoch_1904)
    return "not-a-date"


def _serial(days: float, epoch_1904: bool) -> _Written | str:
    if math.isfinite(days) and _SERIALS[0] <= days <= _SERIALS[1]:
        return _Written((date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)) + timedelta(days=int(days)))
    if math.isfinite(days) and days == int(days) and len(str(int(days))) == 8:
        made = _made(int(days) // 10_000, int(days) // 100 % 100, int(days) % 100)
        return _Written(made) if made else "not-a-date"
    return "not-a-date"


_AS_OF = re.compile(
    r"\b(?:per|posisi|kondisi|keadaan|update|updated|pembaruan|pemutakhiran|sampai(?: dengan)?|hingga"
    r"|s\s?[./]\s?d\.?|as of|status)"
    r"(?: data)?(?: per)?(?: (?:pada )?(?:hari )?(?:tanggal|tgl)\.?)?\s*:?\s*$"
)
_VOTE_DAY = re.compile(
    r"\b(?:pemilu|pemilihan|pilkada|pemungutan suara|hari h)"
    r"(?: (?:umum|serentak|tahun|tanggal|tgl\.?|hari|pada))*\s*[:,(]?\s*$"
)


def date_in(text: str) -> date | None:
    """The date that a title names as that of its data: "PER TANGGAL 22 DESEMBER 2023".

    None when it names none, or several of which none is marked ("per", "posisi", "s.d."). The voting day is
    no data date.
    """
    low = plain(text)
    marked: list[date] = []
    unmarked: list[date] = []
    for pattern in (_NAMED, _MONTH_FIRST, _ISO, _FIGURES):
        for match in pattern.finditer(low):
            one = _of_match(match)
            found = one and (one.day_first or one.month_first)
            if not found:
                continue
            before = re.sub(rf"{_DAY}$", "", low[: match.start()]).rstrip() + " "
            if _AS_OF.search(before):
                marked.append(found)
            elif not _VOTE_DAY.search(before):
                unmarked.append(found)
    for group in (marked, unmarked):
        if group:
            return group[-1] if len(set(group)) == 1 or group is marked else None
    return None
