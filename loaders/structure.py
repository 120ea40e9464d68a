"""Finds the tables of a sheet: title, header rows, data rows, totals, footer. Knows no kinds and no typed values."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache
from statistics import median
from typing import Any, Literal

from loaders import values, words
from loaders.files import CellError, Sheet
from loaders.reading import Region


@dataclass(frozen=True)
class RawTable:
    """A table as it lies on its sheet; rows and columns are 1-based sheet numbers, as in `Region`."""

    region: Region
    columns: tuple[int, ...]
    """The sheet columns that belong to the table, spacer columns left out; `header` and `tiers` follow this order."""
    header: tuple[str, ...]
    """Joined header text of each column, group first: "KOTAK SUARA DITERIMA"; "" where there is none."""
    tiers: tuple[tuple[str, ...], ...]
    """One tuple a header row, one text a column, merged cells filled: a group heading stands over each of its columns; a
    heading that is merged down stands in its first row only and is "" below."""
    number_row: int | None = None
    """The row of column numbers ("1 2 3 4 5=3-4"), neither header nor data."""
    data_rows: tuple[int, ...] = ()
    """Rows to read, in order: first_row..last_row without totals, headings, spacers and repeated headers."""
    section_rows: tuple[int, ...] = ()
    """Rows that only name the rows under them ("KECAMATAN PEKALONGAN BARAT"), also between data."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges among the data: first row, first column, last row, last column, 1-based and inclusive."""


def letter(column: int) -> str:
    """Column 1 is "A", 28 is "AB"."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def address(row: int, column: int) -> str:
    """Row 14, column 5 is "E14"."""
    return f"{letter(column)}{row}"


def find_tables(sheet: Sheet) -> list[RawTable]:
    """The tables of a sheet from top to bottom, then left to right; empty when it holds none.

    Only what is irregular is looked at cell by cell: rows with fewer cells than usual, the first and the last ones, and
    those whose first texts name a total. The rest of a long sheet is taken for data.
    """
    if not sheet.rows:
        return []
    out: list[RawTable] = []
    for left, right in _side_by_side(sheet):
        scan = _Scan(sheet, left, right)
        start = 0
        while (found := _next_table(scan, start)) is not None:
            table, start = found
            out.append(table)
    return sorted(out, key=lambda table: (table.region.first_row, table.columns[0]))


# ---------------------------------------------------------------------------------------------------------------- cells

_NEUTRAL = re.compile(
    r"[-–—_=.*…]+|\((?:na|n/a|x|z|d|s)\)|na|n/a|n\.a\.?|nihil|nil|none|null|\?+", re.IGNORECASE
)
_NUMERIC = re.compile(
    r"[-+(]?\s*(?:rp\.?|idr|[$€£])?\s*[-+]?\s*\d[\d.,' \xa0]*(?:e[-+]?\d+)?(?:\s*(?:,-+|%|jt|juta|rb|ribu|miliar|m|buah|bh|lembar|lbr|unit))?\s*\)?\.?\*?",
    re.IGNORECASE,
)
_SCALE = re.compile(r"\(\s*(?:rp\.?\s*|x\s*)?1(?:[.,]000)+\s*\)", re.IGNORECASE)
"""A heading that says in what is counted, "(1.000)", though it looks like a negative number."""
_WHEN = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}[:.]\d{2}.*)?|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\.0)?")
_INDEX = re.compile(r"\(?\s*(\d{1,3}|[a-z©]|[ivxl]{1,6})\s*\)?\.?(?:\s*[=:].*)?", re.IGNORECASE)

Kind = Literal["text", "number", "year", "neutral"]


@lru_cache(maxsize=65536)
def _kind_of_text(raw: str) -> Kind | None:
    written = raw.strip()
    if not written:
        return None
    if _NEUTRAL.fullmatch(written):
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


def _kind(value: Any) -> Kind | None:
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


# ----------------------------------------------------------------------------------------------------------------- rows

RowKind = Literal["blank", "ruler", "lone", "text", "years", "index", "weak", "data"]


@dataclass(frozen=True)
class _Row:
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


_BLANK = _Row("blank")


def _looked_at(row: Sequence[Any], left: int, right: int) -> _Row:
    texts: list[int] = []
    numbers: list[int] = []
    neutral: list[int] = []
    years = 0
    for column in range(left, min(right + 1, len(row))):
        kind = _kind(row[column])
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
    if _counts_columns([row[column] for column in sorted((*texts, *numbers, *neutral))]):
        kind: RowKind = "index"
    elif numbers:
        kind = "years" if years == len(numbers) and not neutral else "data"
    elif not texts:
        kind = "ruler"
    elif filled == 1:
        kind = "lone"
    else:
        kind = "weak" if neutral else "text"
    return _Row(kind, tuple(texts), tuple(numbers), tuple(neutral), years, first)


def _counts_columns(cells: list[Any]) -> bool:
    """Whether cells number the columns: 1 2 3 4 5=3-4, (1) (2) (3), (a) (b) (c), I II III."""
    if len(cells) < 3:
        return False
    written = [values.text(cell).casefold() for cell in cells]
    marks = [match[1] if (match := _INDEX.fullmatch(one)) else "" for one in written]
    places = [_place(mark, first=marks[0]) for mark in marks]
    if places[0] != 1 or places[1] not in (1, 2):
        return False
    climbing = sum(
        1
        for before, after in zip(places, places[1:], strict=False)
        if before and after and 0 < after - before <= 2
    )
    return climbing >= 0.7 * (len(places) - 1) and climbing >= 2


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
class _Scan:
    """The rows of a sheet between two columns, looked at when asked."""

    sheet: Sheet
    left: int
    right: int
    filled: list[int] = field(init=False)
    """Number of filled cells of each row."""
    usual: float = field(init=False)
    _irregular: list[int] = field(init=False)
    _rows: dict[int, _Row] = field(init=False, default_factory=dict)
    merges: dict[int, list[tuple[int, int, int, int]]] = field(init=False, default_factory=dict)
    """Merged ranges by first row."""

    def __post_init__(self) -> None:
        rows = self.sheet.rows
        width = len(rows[0])
        if self.left == 0 and self.right >= width - 1:
            self.filled = [len(row) - row.count(None) for row in rows]
        else:
            self.filled = [
                self.right + 1 - self.left - row[self.left : self.right + 1].count(None) for row in rows
            ]
        some = [count for count in self.filled[:: max(1, len(rows) // 2000)] if count]
        self.usual = median(some) if some else 0
        few, last = max(1, self.usual * 0.6), len(rows) - _EDGE
        self._irregular = [
            at for at, count in enumerate(self.filled) if count <= few or at < _EDGE or at >= last
        ]
        for merge in self.sheet.merged:
            if merge[0] < len(rows) and self.left <= merge[1] <= self.right:
                self.merges.setdefault(merge[0], []).append(merge)

    def __len__(self) -> int:
        return len(self.filled)

    def __getitem__(self, at: int) -> _Row:
        row = self._rows.get(at)
        if row is None:
            row = _looked_at(self.sheet.rows[at], self.left, self.right) if self.filled[at] else _BLANK
            self._rows[at] = row
        return row

    def next_irregular(self, at: int) -> int:
        """The first row from this one on that is near an end or has fewer cells than usual; the others count as data."""
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


def _side_by_side(sheet: Sheet) -> list[tuple[int, int]]:
    """Column ranges that hold tables of their own: parted by blank columns, the right one starting like the left one."""
    width = max(map(len, sheet.rows), default=0)
    whole = [(0, max(0, width - 1))]
    if len(sheet.rows) > 5000 or width < 5:
        return whole
    used = [
        any(column < len(row) and row[column] is not None for row in sheet.rows) for column in range(width)
    ]
    bands: list[tuple[int, int]] = []
    for column, there in enumerate(used):
        if there and bands and bands[-1][1] == column - 1:
            bands[-1] = (bands[-1][0], column)
        elif there:
            bands.append((column, column))
    if len(bands) < 2:
        return whole
    out = [(0, bands[0][1])]
    for left, right in bands[1:]:
        if right > left and _starts_alike(sheet, out[-1][0], out[-1][1], left):
            out[-1] = (out[-1][0], left - 1)
            out.append((left, right))
        else:
            out[-1] = (out[-1][0], right)
    out[-1] = (out[-1][0], width - 1)
    return out


def _starts_alike(sheet: Sheet, left: int, end: int, other: int) -> bool:
    for row in sheet.rows[:60]:
        filled = [cell for cell in row[left : end + 1] if cell is not None]
        if len(filled) < 2 or other + 1 >= len(row):
            continue
        first, second = filled[0], row[other]
        if _kind(first) == _kind(second) == "text" and words.normal(str(first)) == words.normal(str(second)):
            return _kind(row[other + 1]) == "text"
    return False


# ---------------------------------------------------------------------------------------------------------------- tables

_GAP = 3
"""Blank rows in a run that a header may hold."""
_TALLEST = 8
"""A cell merged over more rows than this is no heading."""


def _next_table(scan: _Scan, start: int) -> tuple[RawTable, int] | None:
    """The first table at or under a row, and the row where to look for the next one."""
    first = _first_data(scan, start)
    if first is None:
        return None
    header, sections, number_row = _header(scan, start, first)
    if not header and start > 0:
        later = _next_table(scan, first + 1) if first + 1 < len(scan) and _stray(scan, first) else None
        if later:
            return later
    body = _body(scan, header, first)
    if body is None:
        return None
    table = _described(scan, start, header, sections, number_row, first, body)
    return table, body.next


def _stray(scan: _Scan, at: int) -> bool:
    return scan[at].filled * 2 < scan.usual


def _following(scan: _Scan, at: int, count: int) -> list[int]:
    """The next filled rows."""
    out: list[int] = []
    for row in range(at + 1, min(len(scan), at + 200)):
        if scan.filled[row] and scan[row].kind != "ruler":
            out.append(row)
            if len(out) == count:
                break
    return out


def _years_are_data(scan: _Scan, at: int) -> bool:
    """Whether the years of a row stand in columns of years."""
    columns = scan[at].numbers
    below = [scan[row] for row in _following(scan, at, 5) if scan[row].numbers]
    if not below:
        return scan[at].filled >= 2 and bool(scan[at].texts) and at > 0
    alike = sum(1 for row in below if row.kind == "years" and set(row.numbers) & set(columns))
    return alike * 2 > len(below)


def _is_data(scan: _Scan, at: int) -> bool:
    kind = scan[at].kind
    return kind == "data" or (kind == "years" and scan[at].filled > 1 and _years_are_data(scan, at))


def _first_data(scan: _Scan, start: int) -> int | None:
    """The row where the data of the next table begin; None when there is no table."""
    candidates = [
        at for at in range(start, min(len(scan), start + 2000)) if scan[at].kind in ("data", "years")
    ]
    counts = [scan[at].filled for at in candidates if scan[at].kind == "data"][:200]
    usual = median(counts) if counts else 0
    width = max(counts, default=0)
    for at in candidates:
        if not _is_data(scan, at) or scan[at].filled < (1 if width == 1 else max(2, usual / 3)):
            continue
        after = _following(scan, at, 6)
        like = sum(1 for row in after if scan[row].kind in ("data", "weak", "lone", "years"))
        if after and like * 2 < len(after):
            continue
        return _with_unfilled(scan, start, _below_headings(scan, start, at))
    return _first_of_texts(scan, start)


def _with_unfilled(scan: _Scan, start: int, at: int) -> int:
    """The first data row, also where the rows before it hold only dashes instead of numbers."""
    figures = len(scan[at].numbers)
    while (
        at - 1 > start
        and scan[at - 1].kind == "weak"
        and scan[at - 1].first <= scan[at].first
        and len(scan[at - 1].neutral) * 2 >= figures
        and not _under_heading(scan, start, at - 1)
    ):
        at -= 1
    return at


def _below_headings(scan: _Scan, start: int, at: int) -> int:
    """The first row that no heading reaches: merged headings, and tiers of codes or years under a blank first column."""
    moved = True
    while moved:
        moved = False
        for top in range(max(start, at - _TALLEST), at):
            if scan[top].kind not in ("text", "years"):
                continue
            for first, _, last, _ in scan.merges.get(top, ()):
                if first < at <= last < at + _TALLEST and last - first < _TALLEST and last + 1 < len(scan):
                    at, moved = last + 1, True
        above = next((row for row in range(at - 1, start - 1, -1) if scan.filled[row]), None)
        below = _following(scan, at, 1)
        if (
            above is not None
            and below
            and scan[above].kind in ("text", "years")
            and not scan[at].texts
            and scan[at].numbers
            and scan[at].first > scan[below[0]].first
            and scan[above].first <= scan[below[0]].first
            and scan[below[0]].kind in ("data", "weak")
            and len(scan[below[0]].numbers) >= len(scan[at].numbers)
        ):
            at, moved = below[0], True
    while at + 1 < len(scan) and scan[at].kind in ("blank", "ruler"):
        at += 1
    return at


def _first_of_texts(scan: _Scan, start: int) -> int | None:
    """Where the data begin in a table without numbers: under the first full row and what is merged into it."""
    rows = [
        at
        for at in range(start, min(len(scan), start + 2000))
        if scan[at].filled >= 2 and scan[at].kind in ("text", "weak")
    ]
    if len(rows) < 2:
        return None
    widest = max(scan[at].filled for at in rows)
    for at in rows:
        if scan[at].filled * 5 >= widest * 3 and not _is_title(scan, at):
            bottom = max(
                (last for first, _, last, _ in scan.merges.get(at, ()) if last - first < _TALLEST), default=at
            )
            spans = any(
                right > left and last == first for first, left, last, right in scan.merges.get(at, ())
            )
            below = next(
                (row for row in range(max(bottom, at + spans) + 1, len(scan)) if scan.filled[row]), None
            )
            return below if below is not None and below - at < 20 else None
    return None


def _is_title(scan: _Scan, at: int) -> bool:
    """Whether a row of several cells still belongs to the title: "KECAMATAN : Pekalongan Barat", a date, a long sentence."""
    row = scan[at]
    if row.filled > 4 or _parts(scan, at):
        return False
    for column in row.texts:
        written = scan.cell(at, column)
        if (
            written.endswith(":")
            or written.startswith(":")
            or re.search(r"\w\s?: \S", written)
            or len(written) > 120
        ):
            return True
        if row.filled <= 2 and values.date_in(written):
            return True
    return False


def _parts(scan: _Scan, at: int) -> bool:
    """Whether a row has cells merged as headings are: downwards, or over some of the columns."""
    return any(
        bottom > top or 1 <= right - left < scan.usual - 1
        for top, left, bottom, right in scan.merges.get(at, ())
        if bottom - top < _TALLEST
    )


def _header(scan: _Scan, start: int, first: int) -> tuple[list[int], list[int], int | None]:
    """The header rows above the first data row, the headings of rows between them, and the row of column numbers."""
    key = _key_column(scan, first)
    sections: list[int] = []
    number_row: int | None = None
    at = first - 1
    while at >= start:
        row = scan[at]
        if row.kind == "index" and number_row is None:
            number_row = at
        elif row.kind == "lone" and row.first <= key and scan.wide(at, row.first) < max(2, scan.usual):
            sections.append(at)
        elif row.kind not in ("blank", "ruler"):
            break
        at -= 1
    if at < start or not (_may_head(scan, at, key) or _under_heading(scan, start, at)):
        return ([], [], number_row) if number_row is None else ([], sections, number_row)
    covered = _covered(scan, at)
    needed = set(scan[first].texts) | set(scan[first].numbers) | set(scan[first].neutral)
    bottom = top = at
    gap = 0
    for above in range(at - 1, start - 1, -1):
        row = scan[above]
        if row.kind == "blank":
            gap += 1
            if gap > _GAP:
                break
            continue
        if row.kind == "ruler":
            if gap == 0:
                top = above
            continue
        if row.kind == "lone":
            joins = _lone_heading(scan, start, above, key)
        elif row.kind in ("text", "years", "weak"):
            joins = not _is_title(scan, above) and (gap == 0 or row.first > key or not needed <= covered)
        else:
            joins = _under_heading(scan, start, above)
        if not joins:
            break
        top, gap = above, 0
        covered |= _covered(scan, above)
    return list(range(top, bottom + 1)), sections, number_row


def _under_heading(scan: _Scan, start: int, at: int) -> bool:
    """Whether a heading above is merged down to the row, so that even figures in it are headings: codes, years."""
    return any(
        scan[top].kind in ("text", "years")
        and any(first < at <= last < first + _TALLEST for first, _, last, _ in merges)
        for top in range(max(start, at - _TALLEST), at)
        if (merges := scan.merges.get(top))
    )


def _covered(scan: _Scan, at: int) -> set[int]:
    row = scan[at]
    out = set(row.texts) | set(row.numbers)
    for first, left, _, right in scan.merges.get(at, ()):
        if first == at:
            out.update(range(left, right + 1))
    return out


def _may_head(scan: _Scan, at: int, key: int) -> bool:
    row = scan[at]
    if row.kind == "lone":
        return row.first > key and scan.wide(at, row.first) < max(2, scan.usual)
    return row.kind in ("text", "years", "weak") and not _is_title(scan, at)


def _lone_heading(scan: _Scan, start: int, at: int, key: int) -> bool:
    """Whether a row with one text is a tier of the header and not a title."""
    row = scan[at]
    written = scan.cell(at, row.first)
    above = next((up for up in range(at - 1, max(start, at - 1 - _GAP) - 1, -1) if scan.filled[up]), None)
    if row.first <= key:
        return (
            above is not None
            and len(written) <= 40
            and scan[above].kind == "text"
            and scan[above].first > key
        )
    if len(written) > 80 or scan.wide(at, row.first) >= max(2, scan.usual * 0.8) or values.date_in(written):
        return False
    if scan.sheet.merged and scan.wide(at, row.first) == 1:
        return above is not None and scan[above].kind == "text"
    return above is None or scan[above].kind != "lone" or scan[above].first != row.first


def _key_column(scan: _Scan, first: int) -> int:
    """The column that names the rows: the first one that the data rows use."""
    rows = [first, *_following(scan, first, 30)]
    return min(
        (scan[at].first for at in rows if scan[at].kind in ("data", "weak", "text")),
        default=scan[first].first,
    )


# ----------------------------------------------------------------------------------------------------------------- bodies


@dataclass
class _Body:
    last: int
    """The last row of data or totals."""
    next: int
    """Where the next table may begin."""
    data: list[int]
    sections: list[int]
    totals: list[int]
    footers: list[int]


_TOTAL = re.compile(
    r"(?:(?:sub|grand)\s?)?(?:jumlah|total)(?: (?:jumlah|total|keseluruhan|seluruhnya|seluruh|akhir|semua|umum|besar|[a-z]|[ivx]+|[\d +&.]+|dan))*"
    r"|(?:(?:sub|grand)\s?)?(?:jumlah|total)(?: (?:per|se|tingkat|wilayah|nama))? (?:kecamatan|kelurahan|desa|kota|kabupaten|provinsi|ppk|pps|dapil|tahap|halaman|lokasi)\b.*"
    r"|(?:sub|grand)\s?(?:jumlah|total)\b.*|indonesia|rekapitulasi|all total"
)
_STARTS_TOTAL = re.compile(r"(?:(?:sub|grand)\s?)?(?:jumlah|total) ")


def is_total(label: str, known: Iterable[str] = ()) -> bool:
    """Whether the first text of a row says that it adds up others: "JUMLAH", "Sub Total II", "JUMLAH KEC. BARAT".

    "Jumlah" before other words does so only when they are `known`, the normalised labels of other rows: "JUMLAH MEDONO"
    is a total where a row is named Medono; "Jumlah TPS" is a row of its own.
    """
    low = words.normal(label)
    if not low or len(low) > 80:
        return False
    if _TOTAL.fullmatch(low):
        return True
    return bool(_STARTS_TOTAL.match(low)) and _STARTS_TOTAL.sub("", low, count=1) in known


def _body(scan: _Scan, header: list[int], first: int) -> _Body | None:
    """The rows of a table from its first data row on."""
    sample = [scan[at] for at in [first, *_following(scan, first, 40)]]
    numeric = _numeric_columns(sample)
    usual = median([row.filled for row in sample if row.kind == "data"] or [row.filled for row in sample])
    texty = sum(1 for row in sample if row.kind in ("text", "weak")) * 5 >= len(sample)
    key = _key_column(scan, first)
    worded = {column for row in sample if row.filled > 1 for column in row.texts}
    data: list[int] = []
    pending: list[int] = []
    sections: list[int] = []
    repeated = (
        {values.text(scan.cell(header[-1], column)) for column in scan[header[-1]].texts} if header else set()
    )
    gap = 0
    at = first
    end = len(scan)
    while at < end:
        irregular = scan.next_irregular(at)
        if irregular > at and not (pending or gap):
            data += range(at, irregular)
            at = irregular
            continue
        row = scan[at]
        if row.kind in ("blank", "ruler"):
            gap += 1
        elif _same_header(scan, at, repeated):
            sections += pending
            pending, gap = [], 0
        elif data and _heads_next(scan, at, numeric, gap, texty, pending):
            end = at
            break
        elif irregular > at or _belongs(scan, at, row, usual, gap, pending, texty, numeric):
            partial = [one for one in pending if _is_partial(scan, one, key, worded)] if gap == 0 else []
            sections += [one for one in pending if one not in partial]
            data += partial
            pending, gap = [], 0
            data.append(at)
        elif row.kind != "index":
            pending.append(at)
            gap = 0
        at += 1
    if not data:
        return None
    totals = _totals(scan, data)
    last = data[-1]
    footers, following = _footers(scan, last, end, pending)
    chosen = set(totals)
    return _Body(last, following, [row for row in data if row not in chosen], sections, totals, footers)


def _numeric_columns(sample: list[_Row]) -> set[int]:
    """Columns that mostly hold numbers among sampled rows."""
    counts: dict[int, list[int]] = {}
    for row in sample:
        for column in row.numbers:
            counts.setdefault(column, [0, 0])[0] += 1
        for column in row.texts:
            counts.setdefault(column, [0, 0])[1] += 1
    return {column for column, (numbers, texts) in counts.items() if numbers > texts}


def _is_partial(scan: _Scan, at: int, key: int, worded: set[int]) -> bool:
    """Whether a row with one text is data that nobody has filled in yet: its text stands where rows have texts, but not
    in the first column."""
    row = scan[at]
    return row.kind == "lone" and row.first > key and row.first in worded and scan.wide(at, row.first) == 1


def _same_header(scan: _Scan, at: int, header: set[str]) -> bool:
    row = scan[at]
    return (
        row.kind in ("text", "years")
        and len(header) >= 2
        and {scan.cell(at, column) for column in row.texts} == header
    )


def _heads_next(scan: _Scan, at: int, numeric: set[int], gap: int, texty: bool, pending: list[int]) -> bool:
    """Whether a row within the data is the header of another table."""
    row = scan[at]
    if row.kind not in ("text", "years") or len(row.texts) < 2 or _is_title(scan, at):
        return False
    after = _following(scan, at, 4)
    if not any(scan[one].kind in ("data", "index", "years") for one in after) and not (
        texty and len(after) > 1
    ):
        return False
    over = numeric & set(row.texts)
    if len(over) >= 2 and len(over) * 2 >= len(row.texts) - 1:
        return True
    if over and gap and not texty:
        return True
    return bool(
        gap and pending and len(over) * 2 >= len(numeric & (set(row.texts) | set(row.numbers))) and over
    )


def _belongs(
    scan: _Scan,
    at: int,
    row: _Row,
    usual: float,
    gap: int,
    pending: list[int],
    texty: bool,
    numeric: set[int],
) -> bool:
    """Whether a row is one of the table's data."""
    if row.kind in ("data", "years"):
        if gap + len(pending) == 0:
            return row.filled >= 2 or usual < 3 or bool(set(row.numbers) & numeric)
        enough = row.filled >= max(2 if usual >= 2 else 1, usual * 0.3)
        return enough and (not numeric or bool(set(row.numbers) & numeric))
    if row.kind == "weak":
        return gap + len(pending) == 0 or bool(set(row.neutral) & numeric)
    if row.kind == "text" and not pending and gap <= 1:
        share = 0.5 if texty else 0.6
        return (
            row.filled >= max(2, usual * share) if gap == 0 else texty and row.filled >= max(2, usual * 0.6)
        )
    return False


def _totals(scan: _Scan, data: list[int]) -> list[int]:
    """Which rows of the data add up others."""
    rows = scan.sheet.rows
    width = scan.right + 1
    labels: dict[int, list[Any]] = {}
    sample = [scan[at] for at in data[:60]]
    columns = sorted({column for row in sample for column in row.texts})[:4]
    gapless = data[-1] - data[0] == len(data) - 1
    for column in columns:
        if gapless:
            labels[column] = [row[column] for row in rows[data[0] : data[-1] + 1]]
        else:
            labels[column] = [rows[at][column] for at in data]
    unique = {cell for cells in labels.values() for cell in set(cells) if isinstance(cell, str)}
    if not any(_may_be_total(cell) for cell in unique):
        chosen: set[int] = set()
    else:
        known = {words.normal(cell) for cell in unique} if len(unique) < 20_000 else set()
        telling = {cell for cell in unique if _may_be_total(cell) and is_total(cell, known)}
        chosen = {
            index
            for cells in labels.values()
            for index, cell in enumerate(cells)
            if isinstance(cell, str) and cell in telling and _leads(rows[data[index]], cell, columns)
        }
    unnamed = data[-1]
    if (
        len(data) > 3
        and len(data) - 1 not in chosen
        and not scan[unnamed].texts
        and _adds_up(rows, data, chosen, width)
    ):
        chosen.add(len(data) - 1)
    if len(chosen) * 2 > len(data) and len(data) > 2:
        return []
    return [data[index] for index in sorted(chosen)]


def _may_be_total(cell: str) -> bool:
    low = cell[:40].lower()
    return any(word in low for word in ("jumlah", "total", "jml", "jlh", "jmlh", "indonesia", "rekapitulasi"))


def _leads(row: Sequence[Any], cell: str, columns: list[int]) -> bool:
    """Whether the cell is the first text of its row."""
    return (
        next((row[column] for column in columns if column < len(row) and isinstance(row[column], str)), None)
        == cell
    )


def _adds_up(rows: list[list[Any]], data: list[int], chosen: set[int], width: int) -> bool:
    """Whether the last row is the sum of the others in every column of numbers, at least two that are not 0."""
    last = rows[data[-1]]
    agreeing = 0
    for column in range(min(width, len(last))):
        stated = last[column]
        if not isinstance(stated, int | float) or isinstance(stated, bool):
            continue
        added = 0.0
        for index, at in enumerate(data[:-1]):
            value = rows[at][column] if column < len(rows[at]) else None
            if index not in chosen and isinstance(value, int | float):
                added += value
        if abs(added - stated) > max(1e-6, abs(stated) * 1e-9):
            return False
        agreeing += stated != 0
    return agreeing >= 2


def _footers(scan: _Scan, last: int, end: int, pending: list[int]) -> tuple[list[int], int]:
    """The rows under a table that still are its own, and where the next table's title may begin."""
    if end >= len(scan):
        return pending, len(scan)
    blank = next((at for at in range(last + 1, end) if not scan.filled[at]), None)
    if blank is None:
        return [], last + 1
    if blank == last + 1 and (second := _next_blank_run(scan, last + 1, end)) is not None:
        blank = second
    mine = [at for at in pending if at < blank]
    return mine, max([blank, *(at + 1 for at in mine)]) if mine else last + 1


def _next_blank_run(scan: _Scan, start: int, end: int) -> int | None:
    """The last gap of two blank rows before the next table, when texts stand above it."""
    for at in range(end - 2, start, -1):
        if not scan.filled[at] and not scan.filled[at - 1] and any(scan.filled[start:at]):
            return at
    return None


# --------------------------------------------------------------------------------------------------------- what was found


def _described(
    scan: _Scan,
    start: int,
    header: list[int],
    sections: list[int],
    number_row: int | None,
    first: int,
    body: _Body,
) -> RawTable:
    columns = _columns(scan, header, first, body)
    tiers = _tiers(scan, header, columns)
    labels = tuple(" ".join(tier[k] for tier in tiers if tier[k]) for k in range(len(columns)))
    top = min([first, *header, *([number_row] if number_row is not None else [])])
    rows_above = [at for at in range(start, top) if scan.filled[at] and scan[at].kind != "ruler"]
    title = "\n".join(
        " ".join(filter(None, (scan.cell(at, column) for column in range(scan.left, scan.right + 1))))
        for at in rows_above
    )
    last_data = body.data[-1] if body.data else body.last
    first_data = min([*body.data[:1], *body.totals[:1]], default=first)
    region = Region(
        sheet=scan.sheet.name,
        range=f"{address(top + 1, columns[0] + 1)}:{address(body.last + 1, columns[-1] + 1)}",
        title=title,
        header_rows=tuple(at + 1 for at in header),
        first_row=first_data + 1,
        last_row=last_data + 1,
        total_rows=tuple(at + 1 for at in body.totals),
        footer_rows=tuple(at + 1 for at in body.footers),
    )
    return RawTable(
        region=region,
        columns=tuple(column + 1 for column in columns),
        header=labels,
        tiers=tiers,
        number_row=None if number_row is None else number_row + 1,
        data_rows=tuple(at + 1 for at in body.data),
        section_rows=tuple(sorted(at + 1 for at in (*sections, *body.sections))),
        merged=tuple(
            (r0 + 1, c0 + 1, r1 + 1, c1 + 1)
            for r0, c0, r1, c1 in scan.sheet.merged
            if first <= r0 <= body.last
        ),
    )


def _columns(scan: _Scan, header: list[int], first: int, body: _Body) -> list[int]:
    """The columns of a table: those with a heading or with data; notes beside it are left out."""
    rows = [*body.data[:300], *body.data[-300:]] if len(body.data) > 600 else body.data
    counts: dict[int, int] = {}
    for at in rows or [first]:
        row = scan[at]
        for column in (*row.texts, *row.numbers, *row.neutral):
            counts[column] = counts.get(column, 0) + 1
    named: set[int] = set()
    for at in header:
        named |= _covered(scan, at)
    columns = sorted(set(counts) | named)
    if not named:
        return columns
    reach = max(named)
    # A note stands apart: behind a blank column, without a heading, and on few rows only.
    return [
        column
        for column in columns
        if column in named or column < reach or column - 1 in counts or counts[column] * 3 >= len(rows)
    ]


def _tiers(scan: _Scan, header: list[int], columns: list[int]) -> tuple[tuple[str, ...], ...]:
    """The header as a grid with group headings written over each of their columns."""
    rows = [at for at in header if scan[at].kind not in ("blank", "ruler")]
    grid = [[_heading(scan, at, column) for column in columns] for at in rows]
    owned: list[set[int]] = [set() for _ in rows]
    place = {column: k for k, column in enumerate(columns)}
    level = {at: t for t, at in enumerate(rows)}
    for at in header:
        for top, left, bottom, right in scan.merges.get(at, ()):
            if top not in level:
                continue
            value = _heading(scan, top, left)
            for column in range(left, right + 1):
                if column in place:
                    grid[level[top]][place[column]] = value
            for row in range(top, bottom + 1):
                if row in level:
                    owned[level[row]].update(
                        place[column] for column in range(left, right + 1) if column in place
                    )
    for t in range(len(rows) - 1):
        if not any(right > left for _, left, _, right in scan.merges.get(rows[t], ())):
            _spread(grid, t, owned[t], columns)
    return tuple(tuple(tier) for tier in grid)


def _heading(scan: _Scan, at: int, column: int) -> str:
    written = scan.cell(at, column)
    return "" if _NEUTRAL.fullmatch(written) and not written.isalnum() else written


def _spread(grid: list[list[str]], t: int, owned: set[int], columns: list[int]) -> None:
    """Writes a group heading over the blank columns to its right that the tiers below divide."""
    below = grid[t + 1 :]
    before = list(grid[t])
    for k in range(1, len(columns)):
        if before[k] or k in owned or (k - 1) in owned or not grid[t][k - 1]:
            continue
        start = next(j for j in range(k - 1, -1, -1) if before[j])
        divided = any(tier[start] for tier in below) and any(tier[k] for tier in below)
        parted = any(grid[up][k] != grid[up][start] for up in range(t))
        if divided and not parted:
            grid[t][k] = grid[t][k - 1]
