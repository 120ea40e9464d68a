"""Columns that tell the same thing as of several days: "Diterima 15 Des | Diterima 22 Des"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders import dates

_DAY = re.compile(
    r"\(?(?:\b(?:per|s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?|posisi|tanggal|tgl\.?)\s*:?\s*)?"
    r"(?<!\d)(?P<day>\d{1,2}[\s./-]*(?:[a-z]{3,9}\.?|\d{1,2})(?P<year>[\s./,-]*(?:20)?\d{2})?"
    r"|20\d{2}-\d{2}-\d{2}(?: 00:00:00)?)(?!\d)\)?",
    re.IGNORECASE,
)
_HALF_YEAR = 183
"""Days; a day of no year that lies further ahead of the data's day is one of the year before."""

Tiers = tuple[str, ...]


@dataclass(frozen=True)
class Days:
    """What was found; positions are those of the headings given."""

    taken: dict[int, Tiers]
    """Heading without the day, of each column that holds the newest state."""
    older: dict[int, tuple[int, date]]
    """Of each column left out: the column taken instead and that column's day."""


def newest(tiers: Sequence[Tiers], filled: Sequence[bool], until: date | None, year: int | None) -> Days:
    """Among columns whose headings differ in a day only, the one of the newest day that is not after
    `until`; columns of later days and blank ones are left out as well. A day without a year is near `until`,
    else of `year`."""
    groups: dict[Tiers, list[tuple[date, int]]] = {}
    for at, heading in enumerate(tiers):
        found = _without_day(heading, until, year)
        if found:
            groups.setdefault(found[1], []).append((found[0], at))
    taken: dict[int, Tiers] = {}
    older: dict[int, tuple[int, date]] = {}
    for rest, columns in groups.items():
        known = [one for one in columns if filled[one[1]] and (until is None or one[0] <= until)]
        if len({day for day, _ in columns}) < len(columns) or len(columns) < 2 or not known:
            continue
        day, chosen = max(known)
        taken[chosen] = rest
        older |= {at: (chosen, day) for _, at in columns if at != chosen}
    return Days(taken, older)


def is_day(written: str) -> bool:
    """Whether a heading is no more than a day: "15 Des 2023", "22/12"."""
    hit = _DAY.fullmatch(written.strip())
    return hit is not None and _day(hit, None, 2024) is not None


def _without_day(heading: Tiers, until: date | None, year: int | None) -> tuple[date, Tiers] | None:
    for at, tier in enumerate(heading):
        hits = [(hit, day) for hit in _DAY.finditer(tier) if (day := _day(hit, until, year))]
        if len(hits) != 1:
            continue
        hit, day = hits[0]
        left = " ".join((tier[: hit.start()] + " " + tier[hit.end() :]).split())
        rest = (*heading[:at], *((left,) if left else ()), *heading[at + 1 :])
        return (day, rest) if rest else None
    return None


def _day(hit: re.Match[str], until: date | None, year: int | None) -> date | None:
    written = hit["day"].removesuffix(" 00:00:00")
    if hit["year"] or re.match(r"20\d{2}-", written):
        return dates.date_in(written)
    near = until.year if until else year
    if near is None:
        return None
    sign = "/" if re.fullmatch(r"[\d./ -]+", written) else " "
    found = dates.date_in(f"{written.rstrip('. ')}{sign}{near}")
    if found and until and (found - until).days > _HALF_YEAR:
        return dates.date_in(f"{written.rstrip('. ')}{sign}{near - 1}")
    return found
