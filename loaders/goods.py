"""Amounts of goods in a unit that is not the item's own: told, and not taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from loaders import amounts, coded, units
from loaders.coded import different, each, together, where
from loaders.findings import Findings
from loaders.items import ItemNames
from loaders.recognise import Column


@dataclass(frozen=True)
class Goods:
    """The rows of a table that has items."""

    items: Sequence[str | None]
    """Item code of each row."""
    named: Sequence[str | None]
    """What the unit column says of each row; all None where there is none."""
    unit_column: int | None
    """1-based column of the sheet."""
    rows: Sequence[int]
    """Sheet rows."""
    heading: int
    """Sheet row of the headings."""


def without_other_units(
    goods: Goods,
    names: ItemNames,
    columns: Sequence[tuple[Column, Sequence[Any], coded.Cells]],
    findings: Findings,
) -> set[int]:
    """Blank the amounts that are not in their item's unit; gives the positions of rows to set aside.

    `columns` are those of amounts with their cells and what was read of them. The word behind a number counts
    before the heading's, that before the unit column's; "buah" fits every item that is counted in pieces.
    """
    own = {
        code: unit for code in different(goods.items) if code and (unit := units.unit_of(names.unit(code)))
    }
    if not own:
        return set()
    wanted = each(goods.items, lambda code: own.get(code) if code else None)
    beside = together(goods.named, wanted)
    pairs = {(named, want) for named, want in different(beside) if named and want}
    unlike = {
        pair
        for pair in pairs
        if (unit := units.unit_of(pair[0])) is not None and not units.agree(unit, pair[1])
    }
    strange = where(beside, unlike.__contains__) if unlike else []
    of_row = _of_rows(goods, wanted) if strange or any(column.unit for column, _, _ in columns) else {}
    bad: set[int] = set()
    told: set[int] = set()
    for column, cells, read in columns:
        of_cell = {at: unit for at, word in amounts.units(cells).items() if (unit := units.unit_of(word))}
        other: dict[str, int] = {}
        looked_at = range(len(wanted)) if column.unit else sorted({*of_cell, *strange})
        for at in looked_at:
            want = wanted[at]
            if want is None or (read[at] is None and at not in of_cell):
                continue
            unit = of_cell.get(at) or column.unit or of_row.get(at)
            if unit is None or units.agree(unit, want):
                continue
            read[at] = None
            if at in of_cell:
                bad.add(at)
                findings.at(
                    "other-unit", "error", goods.rows[at], column.number, cells[at], unit=unit, own=want
                )
            elif column.unit:
                other.setdefault(want, at)
            else:
                bad.add(at)
                told.add(at)
        for want in other:
            findings.of_column(
                "other-unit-column", "error", goods.heading, column.number, unit=column.unit, own=want
            )
    for at in sorted(told):
        findings.at(
            "other-unit",
            "error",
            goods.rows[at],
            goods.unit_column or 1,
            goods.named[at],
            unit=of_row[at],
            own=wanted[at],
        )
    return bad


def _of_rows(goods: Goods, wanted: Sequence[str | None]) -> dict[int, str]:
    """The unit that the unit column gives to each row, where it names one of goods."""
    known = {written: units.unit_of(written) for written in different(goods.named) if written}
    both = together(goods.named, wanted)
    return {
        at: unit
        for at in where(both, lambda pair: bool(pair[0] and pair[1]))
        if (unit := known[goods.named[at]])
    }
