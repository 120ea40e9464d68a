"""What the rows of a sheet look like, before anything is known of its tables."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Any, Literal

import numpy

from loaders import values
from loaders.coded import filled
from loaders.files import CellError, Sheet

NEUTRAL = re.compile(
    r"[-–—_=.*…]+|\((?:na|n/a|x|z|d|s)\)|\\n|na|n/a|n\.a\.?|nihil|nil|none|null|\?+", re.IGNORECASE
)
_NUMERIC = re.compile(
    r"[-+(]?\s*(?:rp\.?|idr|[$€£])?\s*[-+]?\s*\d[\d.,' \xa0]*(?:e[-+]?\d+)?"
    r"(?:\s*(?:,-+|%|jt|juta|rb|ribu|miliar|m|buah|bh|lembar|lbr|unit))?\s*\)?\.?\*?",
    re.IGNORECASE,
)
_SCALE = re.compile(r"\(\s*(?:rp\.?\s*|x\s*)?1(?:[.,]000)+\s*\)", re.IGNORECASE)
"""A heading that says in what is counted, "(1.000)", though it looks like a negative number."""
_WHEN = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}[:.]\d{2}.*)?"
    r"|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\.0)?")
_INDEX = re.compile(r"\(?\s*(\d{1,3}|[a-z©]|[ivxl]{1,6})\s*\)?\.?(?:\s*[=:].*)?", re.IGNORECASE)

Kind = Literal["text", "number", "year", "neutral"]


@lru_cache(maxsize=65536)
def _kind_of_text(raw: str) -> Kind | None:
    written = raw.strip()
    if not written:
        return None
    if NEUTRAL.fullmatch(written):
        return "neutral"
    if _SCALE.fullmatch(written):
        return "text"
    if len(written) <= 40 and (
        written[0].isdigit() or written[-1].isdigit() or written[-1] in ")%-*.jtJTnahNAHmM"
    ):
        if _YEAR.fullmatch(written):
            return "year"
        if _NUMERIC.fullmatch(written) or _WHEN.fullmatch(written):
            return "number"
    return "text"


def kind_of(value: Any) -> Kind | None:
    """What a cell looks like; None when it is blank."""
    if value is None:
        return None
    if isinstance(value, str):
        return _kind_of_text(value)
    if isinstance(value, CellError):
        return "neutral"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "year" if 1900 <= value <= 2100 and value == int(value) else "number"
    return "number" if isinstance(value, date | time | timedelta | bool) else "text"


RowKind = Literal["blank", "ruler", "lone", "text", "years", "index", "weak", "data"]


@dataclass(frozen=True)
class Row:
    """What a row looks like; columns are 0-based."""

    kind: RowKind
    texts: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    """Columns with numbers, dates and years."""
    neutral: tuple[int, ...] = ()
    years: int = 0
    first: int = -1
    """The first filled column."""

    @property
    def filled(self) -> int:
        return len(self.texts) + len(self.numbers) + len(self.neutral)


_BLANK = Row("blank")


def _looked_at(row: Sequence[Any], left: int, right: int) -> Row:
    texts: list[int] = []
    numbers: list[int] = []
    neutral: list[int] = []
    years = 0
    for column in range(left, min(right + 1, len(row))):
        kind = kind_of(row[column])
        if kind is None:
            continue
        if kind == "text":
            texts.append(column)
        elif kind == "neutral":
            neutral.append(column)
        else:
            numbers.append(column)
            years += kind == "year"
    filled = len(texts) + len(numbers) + len(neutral)
    if not filled:
        return _BLANK
    first = min(group[0] for group in (texts, numbers, neutral) if group)
    look: RowKind
    if _counts_columns([row[column] for column in sorted((*texts, *numbers, *neutral))]):
        look = "index"
    elif numbers:
        look = "years" if years == len(numbers) and not neutral else "data"
    elif not texts:
        look = "ruler"
    elif filled == 1:
        look = "lone"
    else:
        look = "weak" if neutral else "text"
    return Row(look, tuple(texts), tuple(numbers), tuple(neutral), years, first)


def _counts_columns(cells: list[Any]) -> bool:
    """Whether cells number the columns: 1 2 3 4 5=3-4, (1) (2) (3), (a) (b) (c), I II III."""
    if len(cells) < 3:
        return False
    # Most rows tell by their first cell that they number nothing.
    first = _mark(cells[0])
    if _place(first, first) != 1:
        return False
    if _place(_mark(cells[1]), first) not in (1, 2):
        return False
    climbing, others, most = 0, 0, 0.3 * (len(cells) - 1)
    for before, after in pairwise(_place(_mark(cell), first) for cell in cells):
        if before and after and 0 < after - before <= 2:
            climbing += 1
        else:
            others += 1
            if others > most:  # a row of thousands of cells need not be looked at to its end
                return False
    return climbing >= 2


def _mark(cell: Any) -> str:
    match = _INDEX.fullmatch(values.text(cell).casefold())
    return match[1] if match else ""


_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}


def _place(mark: str, first: str) -> int:
    if mark.isdigit():
        return int(mark)
    if first == "i":
        return _ROMAN.get(mark, 0)
    if len(mark) == 1:
        # Word turns "(c)" into a copyright sign.
        return 3 if mark == "©" else ord(mark) - 96
    return 0


_EDGE = 400
"""So many rows at the start and at the end of a sheet are looked at cell by cell, whatever they hold."""


@dataclass
class Scan:
    """The rows of a sheet between two columns, looked at when asked."""

    sheet: Sheet
    left: int
    right: int
    filled: Sequence[int] = field(init=False)
    """Number of filled cells of each row."""
    usual: float = field(init=False)
    _irregular: list[int] = field(init=False)
    _rows: dict[int, Row] = field(init=False, default_factory=dict)
    merges: dict[int, list[tuple[int, int, int, int]]] = field(init=False, default_factory=dict)
    """Merged ranges by first row."""

    def __post_init__(self) -> None:
        rows = self.sheet.rows
        self.filled = filled(rows, self.left, self.right + 1)
        some = [count for count in self.filled[:: max(1, len(rows) // 2000)] if count]
        self.usual = median(some) if some else 0
        irregular = numpy.asarray(self.filled) <= max(1, self.usual * 0.6)
        irregular[:_EDGE] = irregular[-_EDGE:] = True
        self._irregular = numpy.flatnonzero(irregular).tolist()
        for merge in self.sheet.merged:
            if merge[0] < len(rows) and self.left <= merge[1] <= self.right:
                self.merges.setdefault(merge[0], []).append(merge)

    def __len__(self) -> int:
        return len(self.filled)

    def __getitem__(self, at: int) -> Row:
        row = self._rows.get(at)
        if row is None:
            row = _looked_at(self.sheet.rows[at], self.left, self.right) if self.filled[at] else _BLANK
            self._rows[at] = row
        return row

    def next_irregular(self, at: int) -> int:
        """The first row from this one on that is near an end or has fewer cells than usual; the others
        count as data."""
        found = bisect_left(self._irregular, at)
        return self._irregular[found] if found < len(self._irregular) else len(self.filled)

    def cell(self, row: int, column: int) -> str:
        cells = self.sheet.rows[row]
        return values.text(cells[column]) if column < len(cells) else ""

    def wide(self, row: int, column: int) -> int:
        """How many columns the cell spans."""
        return max(
            (right - left + 1 for _, left, _, right in self.merges.get(row, ()) if left == column), default=1
        )


def following(scan: Scan, at: int, count: int) -> list[int]:
    """The next filled rows."""
    out: list[int] = []
    for row in range(at + 1, min(len(scan), at + 200)):
        if scan.filled[row] and scan[row].kind != "ruler":
            out.append(row)
            if len(out) == count:
                break
    return out
