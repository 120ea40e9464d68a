"""A recognised table's rows to the kind's table at rest, with claims, sums and every problem met on the way.

Works column by column; wide tables become long, one block of rows for each item (body, period, kecamatan)
in the headings.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy
import pyarrow as pa
import pyarrow.compute as pc

from loaders import (
    amounts,
    checks,
    claimed,
    coded,
    dapil,
    derived,
    levels,
    moments,
    points,
    row_totals,
    stations,
    totals,
    values,
)
from loaders.coded import each, same, together
from loaders.columns import Typed, typed
from loaders.data_rows import DataRows, Source, data_rows
from loaders.doubles import single, without
from loaders.filling import filled
from loaders.findings import Findings
from loaders.goods import Goods, without_other_units
from loaders.layouts import Field, Layout, schema
from loaders.located import Where, grains, locate
from loaders.reading import Claim, SetAside, Unplaced
from loaders.recognise import Column, Match
from loaders.structure import address, letter
from loaders.totals import Added, Stated

PREVIEW = 10
MOST_ASIDE = 10_000
"""Rows of a table that are listed as set aside; how many there are in all, the table's counts tell."""
_BY_GRAIN = {"kecamatan": "PPK", "kelurahan": "PPS"}
_FIRST_SPECIAL = 901
"""Polling stations at special locations (prison, campus) are numbered from here."""
_TOLD_ONCE = {"ambiguous-date": "ambiguous-dates", "month-first-date": "month-first-dates"}
"""What is told once for a column, with the number of its cells."""


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
    set_aside: tuple[SetAside, ...]
    unplaced: tuple[Unplaced, ...]


def build(source: Source, findings: Findings) -> Built:
    """Type, check and add up a table's rows; what is wrong goes to `findings`."""
    kind = source.match.layout
    rows = data_rows(source)
    plain = {column.field.code: column for column in source.match.columns if not column.spread}
    raw = {
        code: filled(column, rows, source, findings)
        for code, column in plain.items()
        if _is_read(column.field)
    }
    required = {group[0] for group in kind.required if len(group) == 1}
    read = {
        code: typed(
            plain[code].field,
            cells,
            source.items,
            source.context.year,
            source.epoch_1904,
            code in required,
            plain[code].scale,
        )
        for code, cells in raw.items()
        if code not in ("kecamatan", "kelurahan", "office") and plain[code].field.type != "place"
    }
    errors = {at for at, row in enumerate(rows.numbers) if row in source.aside} if source.aside else set()
    uneven = frozenset(errors)
    parts = derived.parts(kind, read)
    for code, column in read.items():
        _tell(column, plain[code], rows, findings, errors, code in parts)
    where = locate(source, rows, plain, raw, read, findings)
    lists = {code: column.values for code, column in read.items()}
    _add_told(source, rows, where, lists)
    if kind.has("dapil") and "item" in read and (behind := read["item"].rest):
        written = lists.get("dapil") or same(None, len(behind))
        lists["dapil"] = each(together(written, behind), lambda pair: pair[0] or pair[1])
    cells = [(plain[code], raw[code], lists[code]) for code in read if plain[code].field.measure]
    errors |= _other_units(source, rows, plain, lists, cells, findings)
    groups = _groups(source.match)
    if not groups:
        given = [amounts_ for _, _, amounts_ in cells]
        errors |= dapil.check(source, rows, where, lists, plain, given, findings)
    off_list = stations.check(source, rows, where, lists, plain, findings)
    points.check(lists, plain, rows, findings)
    used = _used(rows, plain, groups, kind)
    names = {"kecamatan": where.kecamatan, "kelurahan": where.kelurahan}
    for code in required & plain.keys():
        told: Sequence[Any] = names[code] if code in names else lists[code]
        for at in coded.where(told, _is_blank):
            if used[at] and at not in errors:
                errors.add(at)
                findings.at("missing-value", "error", rows.numbers[at], plain[code].number, None)
    added = [
        _added(column, lists[code], read[code], uneven)
        for code, column in plain.items()
        if code in lists and _adds(column.field)
    ]
    blocks: list[pa.Table] = []
    set_aside = set(errors)
    addresses = {code: column.number for code, column in plain.items()}
    if not groups:
        derived.derive(kind, lists)
        good = _good(used, errors)
        _check(kind, lists, addresses, rows, good, findings, source.limits)
        blocks.append(_table(source, rows, where, lists, good))
    for value, columns in groups.items():
        own: dict[str, coded.Cells] = {}
        bad: set[int] = set()
        place = _spread_place(source.match.spread, value, where)
        parts = derived.parts(kind, [column.field.code for column in columns])
        for column in columns:
            one = typed(
                column.field,
                rows.column(column.number),
                source.items,
                source.context.year,
                source.epoch_1904,
                False,
                column.scale,
            )
            _tell(one, column, rows, findings, bad, column.field.code in parts)
            own[column.field.code] = one.values
            spread = {**lists, source.match.spread: same(value, len(rows.numbers))}
            cells = [(column, rows.column(column.number), one.values)]
            bad |= _other_units(source, rows, plain, spread, cells, findings)
            bad |= dapil.check(source, rows, place, spread, plain, [one.values], findings, column)
            if _adds(column.field):
                added.append(_added(column, one.values, one, uneven))
        set_aside |= bad
        block = {**lists, **own, source.match.spread: same(value, len(rows.numbers))}
        kept = derived.derive(kind, block) | {column.field.code for column in columns if column.field.stored}
        good = _good(_any_there([block[code] for code in kept], len(rows.numbers)), errors | bad)
        _check(
            kind,
            block,
            {**addresses, **{c.field.code: c.number for c in columns}},
            rows,
            good,
            findings,
            source.limits,
        )
        blocks.append(_table(source, rows, place, block, good))
    facts = pa.concat_tables(blocks) if blocks else schema(kind.kind).empty_table()
    if len(blocks) > 1:
        facts = facts.sort_by("sheet_row")
    city = _without_city_totals(source, facts, where, rows)
    facts = city.facts
    used[sorted(city.gone)] = False
    key_column = next(iter(plain.values()), None) or source.match.columns[0]
    plan = kind.plan
    plan_column = plain.get(plan.plan) if plan is not None else None
    kept = single(
        source, facts, rows, findings, key_column.number, plan_column.number if plan_column else None
    )
    facts = kept.facts
    gone = numpy.searchsorted(coded.positions(rows.numbers), coded.positions(kept.set_aside))
    set_aside.update(gone.tolist())
    for row in kept.set_aside:
        if not findings.reasons(row):
            findings.because(row, "plan-added-up")
    if plan_column is not None and kept.again:
        again = frozenset(bisect_left(rows.numbers, row) for row in kept.again)
        added = [replace(one, again=again) if one.column == plan_column.number else one for one in added]
    subject = same("", len(rows.numbers)) if groups else _subject(kind, lists, len(rows.numbers))
    _check_totals(source, rows, where, subject, city.stated, added, findings)
    if groups:
        row_totals.check(source, rows, findings)
    levels.check(source, facts, rows, findings)
    seen = int(used.sum())
    return Built(
        facts=facts,
        claims=claimed.claims(kind, facts),
        sums=claimed.sums(source.match, facts, source.places),
        rows=seen,
        accepted=seen - sum(1 for at in set_aside if at < len(used) and used[at]),
        preview=tuple(
            tuple(findings.seen(row[column - 1], column) for column in source.raw.columns)
            for row in rows.cells[:PREVIEW]
        ),
        strange=where.strange,
        set_aside=_aside(source, rows, sorted(at for at in set_aside if used[at]), findings),
        unplaced=_unplaced(facts, where, rows, source.match, off_list),
    )


def _aside(
    source: Source, rows: DataRows, positions: Sequence[int], findings: Findings
) -> tuple[SetAside, ...]:
    """The rows that are not used, as they may be shown."""
    return tuple(
        SetAside(
            rows.numbers[at],
            tuple(
                (letter(column), findings.seen(cell, column))
                for column in source.raw.columns
                if (cell := rows.cells[at][column - 1]) is not None
            ),
            findings.reasons(rows.numbers[at]),
        )
        for at in positions[:MOST_ASIDE]
    )


def _unplaced(
    facts: pa.Table, where: Where, rows: DataRows, match: Match, off_list: Mapping[int, int]
) -> tuple[Unplaced, ...]:
    """Places that the office's list lacks, with the amounts that their rows hold: goods item by item."""
    if not where.unknown and not off_list:
        return ()
    kind = match.layout
    measures = [one.code for one in kind.measures if facts[one.code].null_count < facts.num_rows]
    items = facts["item"].to_pylist() if "item" in kind.subject else [None] * facts.num_rows
    amounts: dict[tuple[str | None, str | None, str | None], dict[str, Any]] = {}
    of_place: dict[tuple[str | None, str | None, str | None], set[int]] = {}
    columns = [facts[code].to_pylist() for code in measures]
    names = ("kecamatan", "kelurahan", "tps", "sheet_row")
    for at, (kecamatan, kelurahan, tps, row) in enumerate(
        zip(*(facts[name].to_pylist() for name in names), strict=True)
    ):
        station = f"{tps:03}" if off_list.get(bisect_left(rows.numbers, row)) == tps is not None else None
        if (kecamatan, kelurahan) not in where.unknown and station is None:
            continue
        place = (kecamatan, kelurahan, station)
        of_place.setdefault(place, set()).add(row)
        held = amounts.setdefault(place, {})
        for code, cells in zip(measures, columns, strict=True):
            if cells[at] is not None:
                key = f"{items[at]}.{code}" if items[at] else code
                held[key] = held.get(key, 0) + cells[at]
    station_column = next((one.number for one in match.columns if one.field.code == "tps"), None)
    return tuple(
        Unplaced(
            *place,
            len(found),
            tuple(amounts[place].items()),
            where.unknown.get(place[:2]),
            _place_cells(sorted(found), rows, where, None if place[2] is None else station_column),
        )
        for place, found in of_place.items()
    )


def _place_cells(found: Sequence[int], rows: DataRows, where: Where, station: int | None) -> tuple[str, ...]:
    places = (
        (row, station or where.written.get(bisect_left(rows.numbers, row))) for row in found[:MOST_ASIDE]
    )
    return tuple(address(row, column) for row, column in places if column is not None)


# -- columns -----------------------------------------------------------------------------------------------


def _is_read(field: Field) -> bool:
    return not field.personal and (field.stored or field.type in ("count", "rupiah", "place"))


def _used(
    rows: DataRows, plain: dict[str, Column], groups: dict[str, list[Column]], kind: Layout
) -> numpy.ndarray:
    """Which rows say anything in a column that is kept."""
    own = [column for column in plain.values() if column.field.stored and not column.field.personal]
    own += [column for columns in groups.values() for column in columns]
    return _any_there((rows.column(column.number) for column in own), len(rows.numbers))


def _any_there(columns: Iterable[Sequence[Any]], count: int) -> numpy.ndarray:
    """Which rows are not blank in every column."""
    blank = numpy.ones(count, dtype=bool)
    for cells in columns:
        if not blank.any():
            break
        blank &= coded.holding(cells, _is_blank)
    return ~blank


def _is_blank(cell: Any) -> bool:
    return cell is None


def _good(used: numpy.ndarray, bad: set[int]) -> Sequence[int]:
    """Positions of the rows to take."""
    if bad:
        used = used.copy()
        used[sorted(bad)] = False
    return coded.in_line(numpy.flatnonzero(used).tolist())


def _tell(
    column: Typed, place: Column, rows: DataRows, findings: Findings, errors: set[int], is_part: bool
) -> None:
    for code, sentence in _TOLD_ONCE.items():
        found = [issue for issue in column.issues if issue.code == code]
        if found:
            first = found[0]
            cell = rows.cells[first.at][place.number - 1]
            row = rows.numbers[first.at]
            findings.at(sentence, first.severity, row, place.number, cell, count=len(found))
    for issue in column.issues:
        if issue.code in _TOLD_ONCE or not (place.field.stored or is_part):
            continue
        cell = rows.cells[issue.at][place.number - 1]
        findings.at(
            issue.code,
            severity := "error" if is_part else issue.severity,
            rows.numbers[issue.at],
            place.number,
            cell,
            **dict(issue.more),
        )
        if severity == "error":
            errors.add(issue.at)


def _other_units(
    source: Source,
    rows: DataRows,
    plain: dict[str, Column],
    lists: dict[str, coded.Cells],
    cells: list[tuple[Column, coded.Cells, coded.Cells]],
    findings: Findings,
) -> set[int]:
    """Blank amounts of goods that are in another unit than the item's; gives positions to set aside."""
    if "item" not in lists or not source.match.layout.has("item"):
        return set()
    unit_column = plain.get("satuan")
    goods = Goods(
        items=lists["item"],
        named=lists.get("satuan") or same(None, len(rows.numbers)),
        unit_column=unit_column.number if unit_column else None,
        rows=rows.numbers,
        heading=max(source.raw.region.header_rows, default=source.raw.region.first_row),
    )
    counted = [one for one in cells if one[0].field.type == "count" and not one[0].field.packs]
    return without_other_units(goods, source.items, counted, findings)


def _spread_place(spread: str, value: str, where: Where) -> Where:
    if spread != "kecamatan":
        return where
    kecamatan = same(value, len(where.grain))
    return replace(where, kecamatan=kecamatan, grain=grains(kecamatan, where.kelurahan, where.tps))


# -- what is told beside the columns -----------------------------------------------------------------------


def _add_told(source: Source, rows: DataRows, where: Where, lists: dict[str, coded.Cells]) -> None:
    """Fill what title, headings between rows or the place's level say: item, body, period, goal, system."""
    kind, ctx, nothing = source.match.layout, source.context, same(None, len(rows.numbers))
    if kind.has("item") and source.match.spread != "item" and "item" not in lists:
        lists["item"] = each(rows.sections.get("item") or nothing, lambda one: one or ctx.item)
    for code, station in (("badan", "KPPS"), ("tujuan", "TPS")):
        if kind.has(code) and source.match.spread != code:
            by_grain = {**_BY_GRAIN, "tps": station}
            title = ctx.body if code == "badan" else None
            beside = together(lists.get(code) or nothing, where.grain)
            lists[code] = each(beside, lambda pair, t=title, by=by_grain: pair[0] or t or by.get(pair[1]))
    if kind.has("sistem") and ctx.system is not None:
        lists["sistem"] = each(lists.get("sistem") or nothing, lambda one: one or ctx.system)
    if kind.kind == "titik_kampanye" and ctx.use is not None:
        lists["jenis"] = each(lists.get("jenis") or nothing, lambda one: one or ctx.use)
    if kind.has("periode") and source.match.spread != "periode" and ctx.period is not None:
        lists["periode"] = each(
            lists.get("periode") or nothing, lambda one: ctx.period if one is None else one
        )
    if "waktu" in lists and kind.field("waktu").type == "text":
        lists["waktu"] = each(lists["waktu"], lambda one: one and moments.iso(one))
    if kind.has("khusus"):
        lists["khusus"] = each(
            together(lists.get("khusus") or nothing, where.tps),
            lambda pair: (pair[1] is not None and pair[1] >= _FIRST_SPECIAL) if pair[0] is None else pair[0],
        )


def _groups(match: Match) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {}
    for column in claimed.spread_columns(match):
        found.setdefault(column.spread, []).append(column)
    return found


# -- the table ---------------------------------------------------------------------------------------------


def _check(
    kind: Layout,
    lists: dict[str, coded.Cells],
    addresses: dict[str, int],
    rows: DataRows,
    good: Sequence[int],
    findings: Findings,
    limits: Mapping[str, int],
) -> None:
    if len(good) == len(rows.numbers):
        checks.check_rows(kind, lists, addresses, rows.numbers, findings, limits)
        return
    wanted = {code for one in kind.checks for code in one.codes} | {"item"}
    kept = {code: [cells[at] for at in good] for code, cells in lists.items() if code in wanted}
    checks.check_rows(kind, kept, addresses, [rows.numbers[at] for at in good], findings, limits)


def _table(
    source: Source, rows: DataRows, where: Where, lists: dict[str, coded.Cells], good: Sequence[int]
) -> pa.Table:
    kind = source.match.layout
    count = len(rows.numbers)
    subject = _subject(kind, lists, count)
    first = {
        "office": same(source.office, count),
        "kecamatan": where.kecamatan,
        "kelurahan": where.kelurahan,
        "tps": where.tps,
        "grain": where.grain,
        "subject": subject,
        "sheet_row": rows.numbers,
    }
    table = coded.table({**lists, **first}, count, schema(kind.kind))
    return table if len(good) == count else table.take(coded.array(good, pa.int64()))


def _subject(kind: Layout, lists: dict[str, coded.Cells], count: int) -> coded.Cells:
    if not kind.subject:
        return same("", count)
    parts = [lists.get(code) or same(None, count) for code in kind.subject]
    return each(together(*parts), lambda row: "|".join("" if one is None else str(one) for one in row))


# -- totals ------------------------------------------------------------------------------------------------


def _adds(field: Field) -> bool:
    return field.type in ("count", "rupiah", "decimal") and (field.measure or not field.stored)


def _added(column: Column, cells: Sequence[Any], read: Typed, uneven: frozenset[int]) -> Added:
    kind: amounts.NumberKind = (
        "rupiah"
        if column.field.type == "rupiah"
        else "decimal"
        if column.field.type == "decimal"
        else "count"
    )
    unread = uneven | {issue.at for issue in read.issues}
    return Added(column.number, kind, cells, unread, scale=column.scale)


@dataclass(frozen=True)
class _City:
    """What the office's own rows are beside those of its places."""

    facts: pa.Table
    stated: dict[int, frozenset[int]]
    """Positions of rows that add up others, each with the sheet columns of the amounts that do."""
    gone: frozenset[int]
    """Those that hold nothing else."""


def _without_city_totals(source: Source, facts: pa.Table, where: Where, rows: DataRows) -> _City:
    """Leave out amounts of the office itself that rows of its places tell too: they add these up.

    They are data where no place tells them, or where not all kecamatan do and they are no less than these.
    """
    match = source.match
    # Of things without a matter that is added up, such as warehouses, the office has its own.
    if not match.layout.subject or not match.layout.measures or not where.city:
        return _City(facts, {}, frozenset())
    own = {rows.numbers[at] for at in where.city}
    columns = {(one.spread, one.field.code): one.number for one in match.columns}
    finer = facts.filter(pc.field("grain") != "kota")
    by_subject = {
        one: finer.filter(pc.field("subject") == one) for one in finer["subject"].unique().to_pylist()
    }
    measures = [one.code for one in match.layout.measures]
    stated: dict[int, set[int]] = {}
    blank: dict[str, set[int]] = {}
    gone: list[int] = []
    for at, (row, grain, subject) in enumerate(
        zip(*(facts[name].to_pylist() for name in ("sheet_row", "grain", "subject")), strict=True)
    ):
        parts = by_subject.get(subject)
        if row not in own or grain != "kota" or parts is None:
            continue
        here = {code: facts[code][at].as_py() for code in measures}
        spread = facts[match.spread][at].as_py() if match.spread in facts.column_names else ""
        adds = [
            code
            for code, amount in here.items()
            if amount is not None and _adds_up(source, parts, code, amount)
        ]
        for code in adds:
            blank.setdefault(code, set()).add(at)
            number = columns.get((spread or "", code), columns.get(("", code)))
            stated.setdefault(bisect_left(rows.numbers, row), set()).update({number} if number else ())
        if all(amount is None or code in adds for code, amount in here.items()):
            gone.append(at)
    for code, positions in blank.items():
        facts = without(facts, code, positions)
    keep = [True] * facts.num_rows
    for at in gone:
        keep[at] = False
    left = facts.filter(pa.array(keep, pa.bool_()))
    empty = {facts["sheet_row"][at].as_py() for at in gone} - {*left["sheet_row"].to_pylist()}
    return _City(
        left,
        {at: frozenset(numbers) for at, numbers in stated.items()},
        frozenset(bisect_left(rows.numbers, row) for row in empty),
    )


def _adds_up(source: Source, parts: pa.Table, measure: str, amount: float) -> bool:
    """Whether an amount of the office is the sum of its places, right or wrong, and no figure of its own."""
    told = parts.filter(pc.field(measure).is_valid())
    if not told.num_rows:
        return False
    names = {*told["kecamatan"].to_pylist()}
    if names >= {*source.places.kecamatan_names}:
        return True
    return amount < claimed.sum_of(told, measure, source.places)


def _check_totals(
    source: Source,
    rows: DataRows,
    where: Where,
    subject: Sequence[str],
    city: dict[int, frozenset[int]],
    columns: Sequence[Added],
    findings: Findings,
) -> None:
    stated = [_stated(source, row) for row in rows.totals]
    for at, only in city.items():
        inside = [one for one, grain in enumerate(where.grain) if grain != "kota" and one not in city]
        alike = [one for one in inside if subject[one] == subject[at]]
        stated.append(replace(_stated(source, rows.numbers[at]), scopes=(alike, inside), only=only))
    if city:
        columns = [
            replace(one, amounts=[None if at in city else cell for at, cell in enumerate(one.amounts)])
            for one in columns
        ]
    if stated and rows.numbers:
        stated.sort(key=lambda one: one.row)
        totals.check(stated, rows.numbers, columns, where.grain, where.kecamatan, findings)


def _stated(source: Source, row: int) -> Stated:
    cells = source.rows[row - 1]
    return Stated(row, " ".join(values.text(cell) for cell in cells if isinstance(cell, str)), cells)
