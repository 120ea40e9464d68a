"""A recognised table's rows to the kind's table at rest, with claims, sums and every problem met on the way.

Works column by column; wide tables become long, one block of rows for each item (body, period, kecamatan)
in the headings.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders import amounts, checks, totals, values
from loaders.columns import Typed, typed
from loaders.findings import Findings
from loaders.items import ItemNames
from loaders.layouts import Field, Layout, schema
from loaders.places import PlaceList
from loaders.reading import Claim, Grain
from loaders.recognise import Column, Context, Match
from loaders.structure import RawTable
from loaders.totals import Added, Stated
from loaders.words import contains, normal

PREVIEW = 10
_TOTAL = re.compile(
    r"^(?:sub |grand )?(?:jumlah|total)"
    r"(?: (?:total|akhir|seluruh\w*|keseluruhan|semua|kecamatan|kelurahan|desa|kota|kabupaten|ppk|pps)\b.*)?$"
)
_EXAMPLE = frozenset({"contoh", "example"})
_BY_GRAIN = {"kecamatan": "PPK", "kelurahan": "PPS"}
_FIRST_SPECIAL = 901
"""Polling stations at special locations (prison, campus) are numbered from here."""
_AMBIGUOUS = {"ambiguous-date"}


@dataclass(frozen=True)
class Source:
    """Where a table's rows are and what is known of them."""

    raw: RawTable
    rows: Sequence[Sequence[Any]]
    """All rows of the sheet."""
    match: Match
    context: Context
    office: str | None
    items: ItemNames
    places: PlaceList
    epoch_1904: bool = False


@dataclass(frozen=True)
class Built:
    """What a table's rows gave."""

    facts: pa.Table
    claims: tuple[Claim, ...]
    sums: dict[str, int | float]
    rows: int
    accepted: int
    preview: tuple[tuple[str, ...], ...]
    strange: tuple[str, ...]
    """Kecamatan as written when not one of them is on the office's list; then the sheet is another
    office's."""


@dataclass(frozen=True)
class _Rows:
    """The data rows, and the state that headings between them and totals give to each."""

    numbers: list[int]
    cells: list[Sequence[Any]]
    breaks: dict[int, str]
    """Positions before which a total or a heading stands, and its label: a blank cell does not reach over
    it."""
    sections: dict[str, list[Any]]
    """Value by position that a heading row gives: kecamatan, kelurahan (as written), item, badan."""
    totals: tuple[int, ...]
    """Sheet rows that state a total."""

    def column(self, number: int) -> list[Any]:
        return [row[number - 1] for row in self.cells]


@dataclass(frozen=True)
class _Where:
    """The place of every row."""

    kecamatan: list[str | None]
    kelurahan: list[str | None]
    tps: list[int | None]
    grain: list[str]
    strange: tuple[str, ...]


def build(source: Source, findings: Findings) -> Built:
    """Type, check and add up a table's rows; what is wrong goes to `findings`."""
    kind = source.match.layout
    rows = _rows(source)
    plain = {column.field.code: column for column in source.match.columns if not column.spread}
    raw = {code: _filled(column, rows, source) for code, column in plain.items() if _is_read(column.field)}
    required = {group[0] for group in kind.required if len(group) == 1}
    read = {
        code: typed(
            plain[code].field, cells, source.items, source.context.year, source.epoch_1904, code in required
        )
        for code, cells in raw.items()
        if code not in ("kecamatan", "kelurahan", "office")
    }
    errors: set[int] = set()
    for code, column in read.items():
        _tell(column, plain[code], rows, findings, errors)
    where = _places(source, rows, plain, raw, read, findings)
    lists = {code: column.values for code, column in read.items()}
    _add_told(source, rows, where, lists)
    groups = _groups(source.match)
    used = _used(rows, plain, groups, kind)
    names = {"kecamatan": where.kecamatan, "kelurahan": where.kelurahan}
    for code in required & plain.keys():
        told: Sequence[Any] = names[code] if code in names else lists[code]
        for at, value in enumerate(told):
            if value is None and used[at] and at not in errors:
                errors.add(at)
                findings.at("missing-value", "error", rows.numbers[at], plain[code].number, None)
    added = [
        _added(column, lists[code], read[code])
        for code, column in plain.items()
        if code in lists and _adds(column.field)
    ]
    blocks: list[pa.Table] = []
    set_aside = set(errors)
    addresses = {code: column.number for code, column in plain.items()}
    if not groups:
        _derive(kind, lists)
        good = [at for at in range(len(rows.numbers)) if used[at] and at not in errors]
        _check(kind, lists, addresses, rows, good, findings)
        blocks.append(_table(source, rows, where, lists, good))
    for value, columns in groups.items():
        own: dict[str, list[Any]] = {}
        bad: set[int] = set()
        for column in columns:
            one = typed(
                column.field,
                rows.column(column.number),
                source.items,
                source.context.year,
                source.epoch_1904,
                False,
            )
            _tell(one, column, rows, findings, bad)
            own[column.field.code] = one.values
            if _adds(column.field):
                added.append(_added(column, one.values, one))
        set_aside |= bad
        block = {**lists, **own, source.match.spread: [value] * len(rows.numbers)}
        place = _spread_place(source.match.spread, value, where)
        good = [
            at
            for at in range(len(rows.numbers))
            if at not in errors and at not in bad and any(cells[at] is not None for cells in own.values())
        ]
        _check(kind, block, {**addresses, **{c.field.code: c.number for c in columns}}, rows, good, findings)
        blocks.append(_table(source, rows, place, block, good))
    facts = pa.concat_tables(blocks) if blocks else schema(kind.kind).empty_table()
    if len(blocks) > 1:
        facts = facts.sort_by("sheet_row")
    key_column = next(iter(plain.values()), None) or source.match.columns[0]
    facts, doubles = _without_doubles(source, facts, plain, rows, findings, key_column.number)
    set_aside |= {bisect_left(rows.numbers, row) for row in doubles}
    _check_totals(source, rows, where, added, findings)
    seen = sum(used)
    return Built(
        facts=facts,
        claims=_claims(kind, facts),
        sums=_sums(source.match, facts, groups),
        rows=seen,
        accepted=seen - sum(1 for at in set_aside if at < len(used) and used[at]),
        preview=tuple(
            tuple(values.text(row[column - 1]) for column in source.raw.columns)
            for row in rows.cells[:PREVIEW]
        ),
        strange=where.strange,
    )


# -- rows --------------------------------------------------------------------------------------------------


def _rows(source: Source) -> _Rows:
    numbers = list(source.raw.data_rows)
    # The example row of a template stands right below its header.
    numbers = [row for at, row in enumerate(numbers) if at > 2 or not _is_example(source.rows[row - 1])]
    late = _named_totals(source, numbers)
    if late:
        numbers = [row for row in numbers if row not in late]
    cells = [source.rows[row - 1] for row in numbers]
    breaks: dict[int, str] = {}
    totals_at = tuple(sorted({*source.raw.region.total_rows, *late}))
    for row in (*totals_at, *source.raw.section_rows):
        label = normal(" ".join(cell for cell in source.rows[row - 1] if isinstance(cell, str)))
        at = bisect_left(numbers, row)
        breaks[at] = f"{breaks[at]} {label}" if at in breaks else label
    return _Rows(numbers, cells, breaks, _sections(source, numbers), totals_at)


def _named_totals(source: Source, numbers: Sequence[int]) -> set[int]:
    """Rows called "JUMLAH" where a name should stand: in a sheet of a known kind that is a total, however
    few rows it has."""
    names = sorted(
        column.number - 1
        for column in source.match.columns
        if not column.spread
        and column.field.type in ("text", "item", "body")
        and column.field.code != "remark"
    )
    found: set[int] = set()
    for column in names:
        cells = {row: source.rows[row - 1][column] for row in numbers}
        if not any(_TOTAL.match(normal(cell)) for cell in set(cells.values()) if isinstance(cell, str)):
            continue
        for row, cell in cells.items():
            before = source.rows[row - 1][:column]
            if (
                isinstance(cell, str)
                and _TOTAL.match(normal(cell))
                and not any(isinstance(one, str) for one in before)
            ):
                found.add(row)
    return found


def _is_example(row: Sequence[Any]) -> bool:
    first = next((cell for cell in row if cell is not None and cell != ""), None)
    return isinstance(first, str) and normal(first) in _EXAMPLE


def _sections(source: Source, numbers: Sequence[int]) -> dict[str, list[Any]]:
    """What heading rows between the data say of the rows below them."""
    found: dict[str, list[Any]] = {}
    if not source.raw.section_rows:
        return found
    current: dict[str, Any] = {}
    start = 0
    for row in (*source.raw.section_rows, None):
        end = len(numbers) if row is None else bisect_left(numbers, row)
        for code, value in current.items():
            found.setdefault(code, [None] * len(numbers))[start:end] = [value] * (end - start)
        start = end
        if row is not None:
            current = _section(source, source.rows[row - 1], current)
    return found


def _section(source: Source, row: Sequence[Any], before: dict[str, Any]) -> dict[str, Any]:
    text = max((values.text(cell) for cell in row if isinstance(cell, str)), key=len, default="")
    words = normal(text)
    first = words.split()[:1]
    if not first:
        return before
    if first[0] in ("kecamatan", "ppk") or (source.places and source.places.kecamatan(text).known):
        return {**{code: value for code, value in before.items() if code != "kelurahan"}, "kecamatan": text}
    if first[0] in ("kelurahan", "desa", "pps"):
        return {**before, "kelurahan": text}
    item = source.items.find(text) if source.items else None
    return {**before, "item": item} if item else before


def _is_read(field: Field) -> bool:
    return not field.personal and (field.stored or field.type in ("count", "rupiah"))


def _filled(column: Column, rows: _Rows, source: Source) -> list[Any]:
    """A column's cells; where the kind says so, a blank one takes the cell above it."""
    cells = rows.column(column.number)
    field = column.field
    if not field.fill or None not in cells:
        return cells
    for first, left, last, right in source.raw.merged:
        if left <= column.number <= right and first < last:
            for at in range(bisect_left(rows.numbers, first), bisect_right(rows.numbers, last)):
                cells[at] = source.rows[first - 1][left - 1] if left == column.number else cells[at]
    kind = source.match.layout
    if field.code == "kelurahan":
        return _fill_kelurahan(cells, rows, source)
    if (
        field.code == "kecamatan"
        or field.code in kind.subject
        or any(field.code in group for group in kind.required)
    ):
        return _fill_down(cells, rows.breaks, field.code)
    return cells


def _fill_down(cells: list[Any], breaks: dict[int, str], code: str) -> list[Any]:
    last: Any = None
    for at, cell in enumerate(cells):
        if at in breaks and not (code == "kecamatan" and _is_lower(breaks[at])):
            last = None
        if cell is None:
            cells[at] = last
        else:
            last = cell
    return cells


def _is_lower(label: str) -> bool:
    """Whether a total or heading is one of a kelurahan, over which a kecamatan reaches."""
    return "kelurahan" in label or contains(label, "desa") or contains(label, "pps")


def _fill_kelurahan(cells: list[Any], rows: _Rows, source: Source) -> list[Any]:
    """Fill down within the kecamatan, but not where a blank means the kecamatan itself."""
    at_field = {column.field.code: column for column in source.match.columns if not column.spread}
    kecamatan = rows.column(at_field["kecamatan"].number) if "kecamatan" in at_field else [None] * len(cells)
    stations = rows.column(at_field["tps"].number) if "tps" in at_field else None
    has_lines = any(code in at_field for code in source.match.layout.subject)
    last: Any = None
    group: Any = None
    for at, cell in enumerate(cells):
        new = kecamatan[at] is not None and kecamatan[at] != group
        if new:
            group = kecamatan[at]
        if new or at in rows.breaks:
            last = None
        if cell is not None:
            last = cell
        elif stations[at] is not None if stations is not None else has_lines and kecamatan[at] is None:
            cells[at] = last
    return cells


def _used(rows: _Rows, plain: dict[str, Column], groups: dict[str, list[Column]], kind: Layout) -> list[bool]:
    """Which rows say anything in a column that is kept."""
    own = [column for column in plain.values() if column.field.stored and not column.field.personal]
    own += [column for columns in groups.values() for column in columns]
    used = [False] * len(rows.numbers)
    for column in own:
        number = column.number - 1
        if all(used):
            break
        used = [before or row[number] is not None for before, row in zip(used, rows.cells, strict=True)]
    return used


def _tell(column: Typed, place: Column, rows: _Rows, findings: Findings, errors: set[int]) -> None:
    doubtful = [issue for issue in column.issues if issue.code in _AMBIGUOUS]
    if doubtful:
        row = rows.numbers[doubtful[0].at]
        cell = rows.cells[doubtful[0].at][place.number - 1]
        findings.at("ambiguous-dates", "warning", row, place.number, cell, count=len(doubtful))
    for issue in column.issues:
        if issue.code in _AMBIGUOUS or not place.field.stored:
            continue
        cell = rows.cells[issue.at][place.number - 1]
        findings.at(
            issue.code, issue.severity, rows.numbers[issue.at], place.number, cell, **dict(issue.more)
        )
        if issue.severity == "error":
            errors.add(issue.at)


# -- places ------------------------------------------------------------------------------------------------


def _places(
    source: Source,
    rows: _Rows,
    plain: dict[str, Column],
    raw: dict[str, list[Any]],
    read: dict[str, Typed],
    findings: Findings,
) -> _Where:
    count = len(rows.numbers)
    kecamatan = _texts(raw.get("kecamatan")) or [None] * count
    kelurahan = _texts(raw.get("kelurahan")) or [None] * count
    tps: list[int | None] = read["tps"].values if "tps" in read else [None] * count
    body = next((code for code in ("tujuan", "badan") if code in read and read[code].rest), None)
    if body is not None:
        kecamatan, kelurahan, tps = _behind_body(read[body], kecamatan, kelurahan, tps)
    kecamatan = _or(kecamatan, rows.sections.get("kecamatan"), source.context.kecamatan)
    kelurahan = _or(kelurahan, rows.sections.get("kelurahan"), None)
    if source.context.kelurahan and "kelurahan" not in plain:
        kelurahan = _or(kelurahan, None, source.context.kelurahan)
    pairs = list(zip(kecamatan, kelurahan, strict=True))
    named: dict[tuple[str | None, str | None], tuple[str | None, str | None]] = {}
    unknown_kecamatan: list[str] = []
    known_kecamatan = False
    for pair in dict.fromkeys(pairs):
        district, ward, issues = _resolve(source.places, *pair)
        named[pair] = (district, ward)
        if pair[0] is not None and source.places:
            if any(code == "kecamatan" for code, _ in issues):
                unknown_kecamatan.append(district or "")
            else:
                known_kecamatan = True
        _tell_place(pair, issues, pairs, plain, rows, source, findings)
    # The same written names under one kecamatan are one place, so looking up each pair once is enough.
    kecamatan = [named[pair][0] for pair in pairs]
    kelurahan = [named[pair][1] for pair in pairs]
    return _Where(
        kecamatan,
        kelurahan,
        tps,
        _grains(kecamatan, kelurahan, tps),
        tuple(dict.fromkeys(unknown_kecamatan)) if unknown_kecamatan and not known_kecamatan else (),
    )


def _grains(
    kecamatan: Sequence[str | None], kelurahan: Sequence[str | None], tps: Sequence[int | None]
) -> list[str]:
    return [
        "tps" if c is not None else "kelurahan" if b is not None else "kecamatan" if a is not None else "kota"
        for a, b, c in zip(kecamatan, kelurahan, tps, strict=True)
    ]


def _texts(cells: Sequence[Any] | None) -> list[str | None]:
    if cells is None:
        return []
    known = {cell: values.text(cell) for cell in set(cells)}
    return [text if (text := known[cell]) and text not in ("-", "–") else None for cell in cells]


def _or(cells: list[str | None], second: Sequence[Any] | None, third: str | None) -> list[str | None]:
    if second is not None:
        cells = [one if one is not None else other for one, other in zip(cells, second, strict=True)]
    return [third if one is None else one for one in cells] if third is not None else cells


def _behind_body(
    body: Typed, kecamatan: list[str | None], kelurahan: list[str | None], tps: list[int | None]
) -> tuple[list[str | None], list[str | None], list[int | None]]:
    """Places that stand behind a body: "PPK Pekalongan Barat", "PPS Medono", "KPPS 003 Medono"."""
    a, b, c = list(kecamatan), list(kelurahan), list(tps)
    for at, (name, rest) in enumerate(zip(body.values, body.rest or [], strict=True)):
        if not rest:
            continue
        if name == "PPK" and a[at] is None:
            a[at] = rest
        elif name == "PPS" and b[at] is None:
            b[at] = rest
        elif name in ("TPS", "KPPS"):
            number, _, place = rest.partition(" ")
            told = values.tps_number(number)
            if told is not None:
                c[at] = told if c[at] is None else c[at]
                b[at] = place or None if b[at] is None else b[at]
        elif name is None and a[at] is None and b[at] is None:
            a[at] = rest
    return a, b, c


_Issues = list[tuple[str, str | None]]
"""Which part of a place is unknown, and the name that may be meant."""


def _resolve(
    places: PlaceList, kecamatan: str | None, kelurahan: str | None
) -> tuple[str | None, str | None, _Issues]:
    issues: _Issues = []
    district: str | None = None
    if kecamatan is not None:
        found = places.kecamatan(kecamatan)
        district = found.name
        if not found.known:
            issues.append(("kecamatan", found.suggestion))
    if kelurahan is None:
        return district, None, issues
    home, ward = places.kelurahan(kelurahan, district)
    if not ward.known and not issues:
        issues.append(("kelurahan", ward.suggestion))
    return home, ward.name, issues


def _tell_place(
    pair: tuple[str | None, str | None],
    issues: _Issues,
    pairs: Sequence[tuple[str | None, str | None]],
    plain: dict[str, Column],
    rows: _Rows,
    source: Source,
    findings: Findings,
) -> None:
    for code, suggestion in issues:
        # The list of polling stations is what makes a place known; only a likely typing error is worth a
        # word there.
        if source.match.layout.kind == "tps" and suggestion is None:
            continue
        written = pair[0] if code == "kecamatan" else pair[1]
        column = plain.get(code) or plain.get("tujuan") or plain.get("badan")
        more = {"office": source.places.office or "", **({"suggestion": suggestion} if suggestion else {})}
        if column is None:
            findings.of_table("place-unknown", "warning", None, written, **more)
        else:
            findings.at(
                "place-unknown", "warning", rows.numbers[pairs.index(pair)], column.number, written, **more
            )


def _spread_place(spread: str, value: str, where: _Where) -> _Where:
    if spread != "kecamatan":
        return where
    kecamatan: list[str | None] = [value] * len(where.grain)
    return _Where(
        kecamatan, where.kelurahan, where.tps, _grains(kecamatan, where.kelurahan, where.tps), where.strange
    )


# -- what is told beside the columns -----------------------------------------------------------------------


def _add_told(source: Source, rows: _Rows, where: _Where, lists: dict[str, list[Any]]) -> None:
    """Fill what title, headings between rows or the place's level say: item, body, period, goal."""
    kind, ctx, count = source.match.layout, source.context, len(rows.numbers)
    if kind.has("item") and source.match.spread != "item" and "item" not in lists:
        lists["item"] = [one or ctx.item for one in rows.sections.get("item") or [None] * count]
    for code, station in (("badan", "KPPS"), ("tujuan", "TPS")):
        if kind.has(code) and source.match.spread != code:
            by_grain = [_BY_GRAIN.get(grain) if grain != "tps" else station for grain in where.grain]
            title = ctx.body if code == "badan" else None
            lists[code] = [
                one or title or level
                for one, level in zip(lists.get(code) or [None] * count, by_grain, strict=True)
            ]
    if kind.has("periode") and source.match.spread != "periode" and ctx.period:
        lists["periode"] = [one or ctx.period for one in lists.get("periode") or [None] * count]
    if kind.has("khusus"):
        lists["khusus"] = [
            (number is not None and number >= _FIRST_SPECIAL) if one is None else one
            for one, number in zip(lists.get("khusus") or [None] * count, where.tps, strict=True)
        ]


def _derive(kind: Layout, lists: dict[str, list[Any]]) -> None:
    """A whole that the sheet does not state is the sum of its parts."""
    for check in kind.checks:
        if check.parts and check.whole not in lists and all(part in lists for part in check.parts):
            lists[check.whole] = [
                None if None in parts else sum(parts)
                for parts in zip(*(lists[part] for part in check.parts), strict=True)
            ]


def _groups(match: Match) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {}
    for column in match.columns:
        if column.spread and column.field.stored:
            found.setdefault(column.spread, []).append(column)
    return found


# -- the table ---------------------------------------------------------------------------------------------


def _check(
    kind: Layout,
    lists: dict[str, list[Any]],
    addresses: dict[str, int],
    rows: _Rows,
    good: Sequence[int],
    findings: Findings,
) -> None:
    if len(good) == len(rows.numbers):
        checks.check_rows(kind, lists, addresses, rows.numbers, findings)
        return
    wanted = {code for one in kind.checks for code in (one.more, one.than, one.whole, *one.parts)}
    kept = {code: [cells[at] for at in good] for code, cells in lists.items() if code in wanted}
    checks.check_rows(kind, kept, addresses, [rows.numbers[at] for at in good], findings)


def _table(
    source: Source, rows: _Rows, where: _Where, lists: dict[str, list[Any]], good: Sequence[int]
) -> pa.Table:
    kind = source.match.layout
    count = len(rows.numbers)
    subject = _subject(kind, lists, count)
    first = {
        "office": [source.office] * count,
        "kecamatan": where.kecamatan,
        "kelurahan": where.kelurahan,
        "tps": where.tps,
        "grain": where.grain,
        "subject": subject,
        "sheet_row": rows.numbers,
    }
    arrays = []
    for one in schema(kind.kind):
        cells = first.get(one.name) if one.name in first else lists.get(one.name)
        arrays.append(pa.nulls(count, one.type) if cells is None else pa.array(cells, one.type))
    table = pa.Table.from_arrays(arrays, schema=schema(kind.kind))
    return table if len(good) == count else table.take(pa.array(good, pa.int64()))


def _subject(kind: Layout, lists: dict[str, list[Any]], count: int) -> list[str]:
    parts = [lists.get(code) or [None] * count for code in kind.subject]
    if not parts:
        return [""] * count
    if len(parts) == 1:
        return [str(one) if one is not None else "" for one in parts[0]]
    texts = []
    for part in parts:
        known = {one: "" if one is None else str(one) for one in set(part)}
        texts.append([known[one] for one in part])
    return ["|".join(row) for row in zip(*texts, strict=True)]


def _without_doubles(
    source: Source, facts: pa.Table, plain: dict[str, Column], rows: _Rows, findings: Findings, column: int
) -> tuple[pa.Table, list[int]]:
    """Leave out rows about the same place and matter as an earlier one; gives their sheet rows too."""
    if facts.num_rows < 2:
        return facts, []
    kind = source.match.layout
    codes = np.zeros(facts.num_rows, dtype=np.int64)
    keys = [code for code in kind.key if code in facts.column_names]
    # The subject goes first: with the place it mostly tells all rows apart, and no other column need be
    # looked at.
    for name in ("kecamatan", "kelurahan", "tps", *sorted(keys, key=lambda code: code not in kind.subject)):
        codes = _joined(codes, _indices(facts[name]))
        if name in kind.subject and len(np.unique(codes)) == len(codes):
            return facts, []
    # Columns that are not kept still tell rows apart: stages of delivery, members of a body.
    hidden = [
        one.number
        for one in source.match.columns
        if not one.spread
        and not one.field.stored
        and one.field.type == "text"
        and one.field.code not in ("row_number", "remark")
    ]
    if hidden and len(np.unique(codes)) < len(codes):
        at = np.searchsorted(np.asarray(rows.numbers), facts["sheet_row"].to_numpy())
        for number in hidden:
            cells = pa.chunked_array([pa.array([values.text(cell) for cell in rows.column(number)])])
            codes = _joined(codes, _indices(cells)[at])
    _, first, which = np.unique(codes, return_index=True, return_inverse=True)
    double = np.flatnonzero(first[which] != np.arange(len(codes)))
    if not len(double):
        return facts, []
    sheet_rows = facts["sheet_row"].to_pylist()
    for at in double.tolist():
        earlier = int(first[which[at]])
        findings.at(
            "duplicate-row",
            "error",
            sheet_rows[at],
            column,
            rows.cells[bisect_left(rows.numbers, sheet_rows[at])][column - 1],
            row=sheet_rows[at],
            first=sheet_rows[earlier],
            other=source.raw.region.sheet,
        )
    keep = np.ones(len(codes), dtype=bool)
    keep[double] = False
    return facts.filter(pa.array(keep)), [sheet_rows[at] for at in double.tolist()]


def _indices(column: pa.ChunkedArray) -> np.ndarray:
    """Equal numbers for equal cells, -1 for blank ones."""
    if column.null_count == len(column):
        return np.full(len(column), -1)
    indices = column.combine_chunks().dictionary_encode().indices
    return indices.fill_null(-1).to_numpy(zero_copy_only=False)


def _joined(codes: np.ndarray, more: np.ndarray) -> np.ndarray:
    """One number for two; kept small so that many columns do not run over."""
    most = int(more.max(initial=-1))
    if most < 0:
        return codes
    both = codes * (most + 2) + more + 1
    return np.unique(both, return_inverse=True)[1] if both.max(initial=0) > 2**40 else both


def _claims(kind: Layout, facts: pa.Table) -> tuple[Claim, ...]:
    by = ["subject", "grain", "kecamatan"]
    measures = [one.code for one in kind.measures if facts[one.code].null_count < facts.num_rows]
    if not facts.num_rows:
        return ()
    if not measures:
        found = facts.group_by(by).aggregate([]).to_pylist()
        return tuple(sorted((_claim(kind, row, "rows") for row in found), key=_order))
    counted = facts.group_by(by).aggregate([(code, "count") for code in measures]).to_pylist()
    return tuple(
        sorted(
            (_claim(kind, row, code) for row in counted for code in measures if row[f"{code}_count"]),
            key=_order,
        )
    )


def _claim(kind: Layout, row: dict[str, Any], measure: str) -> Claim:
    grain: Grain = row["grain"]
    if grain not in get_args(Grain):
        raise ValueError(grain)
    return Claim(kind.kind, row["subject"], measure, grain, row["kecamatan"] or "")


def _order(claim: Claim) -> tuple[str, ...]:
    return (claim.subject, claim.measure, claim.grain, claim.kecamatan)


def _sums(match: Match, facts: pa.Table, groups: dict[str, list[Column]]) -> dict[str, int | float]:
    found: dict[str, int | float] = {}
    for one in match.layout.measures:
        if facts[one.code].null_count < facts.num_rows:
            found[one.code] = _sum(facts[one.code])
    for value, columns in groups.items():
        part = facts.filter(pc.field(match.spread) == value)
        for column in columns:
            if column.field.measure and part[column.field.code].null_count < part.num_rows:
                found[column.key] = _sum(part[column.field.code])
    return found


def _sum(column: pa.ChunkedArray) -> int | float:
    return pc.call_function("sum", [column]).as_py()


# -- totals ------------------------------------------------------------------------------------------------


def _adds(field: Field) -> bool:
    return field.type in ("count", "rupiah", "decimal") and (field.measure or not field.stored)


def _added(column: Column, cells: list[Any], read: Typed) -> Added:
    kind: amounts.NumberKind = (
        "rupiah"
        if column.field.type == "rupiah"
        else "decimal"
        if column.field.type == "decimal"
        else "count"
    )
    return Added(column.number, kind, cells, frozenset(issue.at for issue in read.issues))


def _check_totals(
    source: Source, rows: _Rows, where: _Where, columns: Sequence[Added], findings: Findings
) -> None:
    stated = [
        Stated(
            row,
            " ".join(values.text(cell) for cell in source.rows[row - 1] if isinstance(cell, str)),
            source.rows[row - 1],
        )
        for row in rows.totals
    ]
    if stated and rows.numbers:
        totals.check(stated, rows.numbers, columns, where.grain, where.kecamatan, findings)
