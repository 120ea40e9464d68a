"""A table without some of the rows that it was read with, each with the reason."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pyarrow as pa

from loaders import claimed, values
from loaders.layouts import Layout, layout
from loaders.places import PlaceList
from loaders.reading import Problem, SetAside, Table


def refused(table: Table, reasons: Mapping[int, Problem]) -> Table:
    """The table without the facts at these positions; their sheet rows are set aside with their reasons."""
    if table.facts is None or table.kind is None or not reasons:
        return table
    kind = layout(table.kind)
    keep = [at not in reasons for at in range(table.facts.num_rows)]
    numbers = table.facts["sheet_row"].to_pylist()
    codes: dict[int, dict[str, None]] = {}
    for at, problem in reasons.items():
        codes.setdefault(numbers[at], {})[problem.code] = None
    known = {one.row for one in table.set_aside}
    rows = aside(table, table.facts, {*codes} - known, "")
    return with_facts(
        kind,
        table,
        table.facts.filter(pa.array(keep, pa.bool_())),
        (*table.problems, *reasons.values()),
        tuple(replace(one, codes=tuple(codes[one.row])) for one in rows),
    )


def cell_of(table: Table, at: int, measure: str) -> str | None:
    """The address of an amount of a fact; None when no column is known to hold it."""
    if table.facts is None or table.kind is None:
        return None
    spread = [f"{table.facts[code][at].as_py()}.{measure}" for code in layout(table.kind).spread]
    column = next((table.columns[key] for key in (measure, *spread) if key in table.columns), None)
    return f"{column}{table.facts['sheet_row'][at].as_py()}" if column else None


def aside(table: Table, facts: pa.Table, gone: Collection[int], reason: str) -> tuple[SetAside, ...]:
    """Sheet rows that are not used, with what was read of them."""
    cells: dict[int, dict[str, str]] = {row: {} for row in sorted(gone)}
    at = [place for place, row in enumerate(facts["sheet_row"].to_pylist()) if row in cells]
    for fact in facts.take(pa.array(at, pa.int64())).to_pylist():
        for key, column in table.columns.items():
            spread, _, code = key.rpartition(".")
            value = fact.get(code)
            if value is not None and (not spread or spread in fact["subject"].split("|")):
                cells[fact["sheet_row"]][column] = values.seen(value)
    return tuple(
        SetAside(row, tuple(sorted(held.items(), key=lambda one: (len(one[0]), one[0]))), (reason,))
        for row, held in cells.items()
    )


def with_facts(
    kind: Layout, table: Table, facts: pa.Table, problems: tuple[Problem, ...], rows: tuple[SetAside, ...]
) -> Table:
    """The table with other facts, and with what follows from them: claims, sums and rows that count."""
    sums = {
        code: value
        for code in table.sums
        if "." not in code
        and facts[code].null_count < facts.num_rows
        and (value := claimed.sum_of(facts, code, PlaceList((), table.office))) is not None
    }
    return replace(
        table,
        facts=facts,
        claims=claimed.claims(kind, facts),
        accepted=max(0, table.accepted - len(rows)),
        set_aside=tuple(sorted({*table.set_aside, *rows}, key=lambda one: one.row)),
        sums=sums,
        problems=problems,
    )
