"""Which rows under a header are data, totals, headings of rows, and footer, and where the table ends."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from loaders import values, words
from loaders.coded import Cells, column_of, different, picked
from loaders.header_rows import is_title, key_column
from loaders.rows import Row, Scan, following


@dataclass
class Body:
    last: int
    """The last row of data or totals."""
    next: int
    """Where the next table may begin."""
    data: list[int]
    sections: list[int]
    totals: list[int]
    footers: list[int]


_ADDED = r"(?:(?:sub|grand)\s?)?(?:jumlah|total)"
_ALL = r"jumlah|total|keseluruhan|seluruhnya|seluruh|akhir|semua|umum|besar|dan|[a-z]|[ivx]+|\d+"
_PART = r"kecamatan|kelurahan|desa|kota|kabupaten|provinsi|ppk|pps|dapil|tahap|halaman|lokasi"
_TOTAL = re.compile(
    rf"{_ADDED}(?: (?:{_ALL}))*"
    rf"|{_ADDED}(?: (?:per|se|tingkat|wilayah|nama))? (?:{_PART})\b.*"
    rf"|(?:{_ADDED} )?(?:dipindahkan|dipindah)(?: .*)?|{_ADDED} hal(?: .*)?"
    r"|(?:sub|grand)\s?(?:jumlah|total)\b.*|indonesia|rekapitulasi|all total"
)
_TOTAL_WORDS = ("jumlah", "total", "jml", "jlh", "jmlh", "indonesia", "rekapitulasi", "dipindah")
_TOTAL_OF_ALL = re.compile(rf"(?:grand\s?)?(?:jumlah|total)(?: (?:{_ALL}))*")
_STARTS_TOTAL = re.compile(rf"{_ADDED} ")
_SUMMED = 2000
"""Sums tell totals apart in tables of up to so many rows; in longer ones only words and the last row do."""
_STARTS_PART = re.compile(rf"^(?:{_PART}) ")
_CARRIED = re.compile(
    rf"(?:(?:{_ADDED}|saldo) )?"
    r"(?:pindahan|bawaan|dari (?:hal|halaman)\b.*|(?:hal|halaman) (?:sebelumnya|lalu))"
    r"|(?:rata rata|rerata|average|tertinggi|terendah|terbanyak|tersedikit|maksimum|minimum|maksimal|minimal)"
    r"(?: .*)?"
)
"""Rows that repeat what other rows hold: the sum of the page before, an average, the largest amount."""
_BESIDE_TOTAL = re.compile(
    r"(?:persen|persentase|prosentase|capaian|progres|progress|selisih|kenaikan|penurunan|perubahan)(?: .*)?"
    rf"|{_ADDED} (?:.* )?(?:lalu|kemarin|sebelumnya)"
)
"""Rows that say something about the total above them."""


def is_total(label: str, known: Iterable[str] = ()) -> bool:
    """Whether the first text of a row says that it adds up others: "JUMLAH", "Sub Total II", "JUMLAH KEC.
    BARAT".

    "Jumlah" before other words does so only when they are `known`, the normalised labels of other rows:
    "JUMLAH MEDONO" is a total where a row is named Medono; "Jumlah TPS" is a row of its own.
    """
    low = words.normal(label)
    if not low or len(low) > 80:
        return False
    if _TOTAL.fullmatch(low):
        return True
    return bool(_STARTS_TOTAL.match(low)) and _STARTS_TOTAL.sub("", low, count=1) in known


def body_from(scan: Scan, header: list[int], first: int, above: Sequence[int] = ()) -> Body | None:
    """The rows of a table from its first data row on; `above` are headings of rows that stand before it."""
    sample = [scan[at] for at in [first, *following(scan, first, 40)]]
    numeric = _numeric_columns(sample)
    usual = median([row.filled for row in sample if row.kind == "data"] or [row.filled for row in sample])
    texty = sum(1 for row in sample if row.kind in ("text", "weak")) * 5 >= len(sample)
    key = key_column(scan, first)
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
            if gap + len(pending) and data and _ends_all(scan, data[-1]):
                end = at
                break
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
    totals = _totals(scan, data, [*above, *sections])
    last = data[-1]
    if totals:
        data = _without_repeating(scan, data, set(totals))
    footers, rest = _footers(scan, last, end, pending)
    if totals:
        chosen = set(totals)
        data = [row for row in data if row not in chosen]
    return Body(last, rest, data, sections, totals, footers)


def _numeric_columns(sample: list[Row]) -> set[int]:
    """Columns that mostly hold numbers among sampled rows."""
    counts: dict[int, list[int]] = {}
    for row in sample:
        for column in row.numbers:
            counts.setdefault(column, [0, 0])[0] += 1
        for column in row.texts:
            counts.setdefault(column, [0, 0])[1] += 1
    return {column for column, (numbers, texts) in counts.items() if numbers > texts}


def _is_partial(scan: Scan, at: int, key: int, worded: set[int]) -> bool:
    """Whether a row with one text is data that nobody has filled in yet: its text stands where rows have
    texts, but not in the first column."""
    row = scan[at]
    return row.kind == "lone" and row.first > key and row.first in worded and scan.wide(at, row.first) == 1


def _same_header(scan: Scan, at: int, header: set[str]) -> bool:
    row = scan[at]
    return (
        row.kind in ("text", "years")
        and len(header) >= 2
        and {scan.cell(at, column) for column in row.texts} == header
    )


def _ends_all(scan: Scan, at: int) -> bool:
    """Whether a row adds up a whole table, so that headings like its own behind a gap begin another."""
    row = scan[at]
    return bool(row.texts) and bool(_TOTAL_OF_ALL.fullmatch(words.normal(scan.cell(at, row.texts[0]))))


def _heads_next(scan: Scan, at: int, numeric: set[int], gap: int, texty: bool, pending: list[int]) -> bool:
    """Whether a row within the data is the header of another table."""
    row = scan[at]
    if row.kind not in ("text", "years") or len(row.texts) < 2 or is_title(scan, at):
        return False
    after = following(scan, at, 4)
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
    scan: Scan,
    at: int,
    row: Row,
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


def _totals(scan: Scan, data: list[int], sections: Sequence[int]) -> list[int]:
    """Which rows of the data add up others; `sections` are the rows that name the rows under them."""
    rows = scan.sheet.rows
    width = scan.right + 1
    labels: dict[int, Cells] = {}
    sample = [scan[at] for at in data[:60]]
    columns = sorted({column for row in sample for column in row.texts})[:4]
    gapless = data[-1] - data[0] == len(data) - 1
    inside = rows[data[0] : data[-1] + 1] if gapless else picked(rows, data)
    for column in columns:
        labels[column] = column_of(inside, column)
    unique = {cell for cells in labels.values() for cell in different(cells) if isinstance(cell, str)}
    if not any(_may_be_total(cell) for cell in unique):
        chosen: set[int] = set()
    else:
        known = {words.normal(cell) for cell in unique} if len(unique) < 20_000 else set()
        known |= {_named(scan, at) for at in sections if scan[at].kind == "lone"}
        telling = {cell for cell in unique if _may_be_total(cell) and is_total(cell, known)}
        chosen = {
            index
            for cells in labels.values()
            for index, cell in enumerate(cells)
            if isinstance(cell, str) and cell in telling and _leads(rows[data[index]], cell, columns)
        }
    chosen |= _adding_blocks(scan, data, chosen, columns)
    unnamed = data[-1]
    if (
        len(data) > 3
        and len(data) - 1 not in chosen
        and not scan[unnamed].texts
        and _adds_up(rows, data[-1], [at for index, at in enumerate(data[:-1]) if index not in chosen], width)
    ):
        chosen.add(len(data) - 1)
    if len(chosen) * 2 > len(data) and len(data) > 2:
        return []
    return [data[index] for index in sorted(chosen)]


def _without_repeating(scan: Scan, data: list[int], totals: set[int]) -> list[int]:
    """The data without rows that repeat or judge what others hold; as totals they would be added again."""
    if len(data) > _SUMMED:
        return data
    kept: list[int] = []
    after_total = False
    for at in data:
        label = words.normal(scan.cell(at, scan[at].texts[0])) if scan[at].texts else ""
        if at in totals:
            after_total = True
        elif label and (_CARRIED.fullmatch(label) or (after_total and _BESIDE_TOTAL.fullmatch(label))):
            continue
        else:
            after_total = False
        kept.append(at)
    return kept


def _may_be_total(cell: str) -> bool:
    low = cell[:40].lower()
    return any(word in low for word in _TOTAL_WORDS)


def _leads(row: Sequence[Any], cell: str, columns: list[int]) -> bool:
    """Whether the cell is the first text of its row."""
    return (
        next((row[column] for column in columns if column < len(row) and isinstance(row[column], str)), None)
        == cell
    )


def _named(scan: Scan, at: int) -> str:
    """The place that a heading of rows names: "kecamatan pekalongan barat" is "pekalongan barat"."""
    return _STARTS_PART.sub("", words.normal(scan.cell(at, scan[at].first)))


def _adding_blocks(scan: Scan, data: list[int], chosen: set[int], columns: list[int]) -> set[int]:
    """Further totals, told by their sums: rows that have no label, or one that speaks of a sum, and hold what
    the rows since the total before add up to."""
    if len(data) > _SUMMED:
        return set()
    rows, width = scan.sheet.rows, scan.right + 1
    more: set[int] = set()
    block: list[int] = []
    for index, at in enumerate(data):
        if index in chosen:
            block = []
            continue
        label = next((rows[at][column] for column in columns if isinstance(rows[at][column], str)), "")
        # Rows that leave the place above them unrepeated have no label either: those are no totals.
        may = not scan[at].texts and all(scan[one].texts for one in block)
        may |= bool(_STARTS_TOTAL.match(words.normal(label)))
        if may and len(block) > 1 and _adds_up(rows, at, block, width):
            more.add(index)
            block = []
        else:
            block.append(at)
    return more


def _adds_up(rows: Sequence[list[Any]], at: int, block: Sequence[int], width: int) -> bool:
    """Whether a row is the sum of others in every column of numbers, at least two that are not 0."""
    row = rows[at]
    agreeing = 0
    for column in range(min(width, len(row))):
        stated = row[column]
        if not isinstance(stated, int | float) or isinstance(stated, bool):
            continue
        added = 0.0
        for one in block:
            value = rows[one][column] if column < len(rows[one]) else None
            if isinstance(value, int | float):
                added += value
        if abs(added - stated) > max(1e-6, abs(stated) * 1e-9):
            return False
        agreeing += stated != 0
    return agreeing >= 2


def _footers(scan: Scan, last: int, end: int, pending: list[int]) -> tuple[list[int], int]:
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


def _next_blank_run(scan: Scan, start: int, end: int) -> int | None:
    """The last gap of two blank rows before the next table, when texts stand above it."""
    for at in range(end - 2, start, -1):
        if not scan.filled[at] and not scan.filled[at - 1] and any(scan.filled[start:at]):
            return at
    return None
