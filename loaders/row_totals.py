"""Totals that a wide table states at the end of its rows, "JUMLAH" behind the columns of all items."""

from collections.abc import Sequence
from typing import Any

from loaders import amounts
from loaders.data_rows import DataRows, Source
from loaders.findings import Findings
from loaders.totals import report_swapped
from loaders.words import normal

_SUMS = (["jumlah"], ["total"])
_LEAST = 2
"""Rows that must agree before a column is taken for the sum of others."""


def check(source: Source, rows: DataRows, findings: Findings) -> None:
    """Re-add each total of a row: a column called only "Jumlah" which in most rows is the sum of the wide
    columns before it, of all or of those of one measure, is told where it is not."""
    wide = [one for one in source.match.columns if one.spread and one.field.type in ("count", "rupiah")]
    taken = {one.number for one in source.match.columns}
    swapped: set[tuple[int, int]] = set()
    for at, number in enumerate(source.raw.columns):
        tiers = [tier[at] for tier in source.raw.tiers] or [source.raw.header[at]]
        if number in taken or not any(normal(tier).split()[:1] in _SUMS for tier in tiers):
            continue
        stated = _read(rows, number)
        before = [one for one in wide if one.number < number] or wide
        ways = [before, *([one for one in before if one.field.code == code] for code in _codes(before))]
        sums = [_sums(rows, [one.number for one in way]) for way in ways]
        known = [sum(1 for one in stated if one is not None)] * len(ways)
        agreed = [
            sum(1 for a, b in zip(stated, way, strict=True) if a is not None and a == b) for way in sums
        ]
        best = max(range(len(ways)), key=lambda one: agreed[one], default=None)
        if best is None or agreed[best] < _LEAST or 2 * agreed[best] < known[best]:
            continue
        wrong = any(
            a is not None and b is not None and a != b for a, b in zip(stated, sums[best], strict=True)
        )
        read = [(part.number, _read(rows, part.number)) for part in ways[best]] if wrong else []
        for position, (one, added) in enumerate(zip(stated, sums[best], strict=True)):
            if one is not None and added is not None and one != added:
                findings.at(
                    "total-does-not-add-up",
                    "warning",
                    rows.numbers[position],
                    number,
                    rows.cells[position][number - 1],
                    stated=one,
                    computed=added,
                    difference=one - added,
                )
                row = rows.numbers[position]
                parts = [(row, column, cells[position]) for column, cells in read]
                report_swapped((row, number, one), parts, swapped, findings)


def _codes(columns: Sequence[Any]) -> list[str]:
    found = list(dict.fromkeys(one.field.code for one in columns))
    return found if len(found) > 1 else []


def _read(rows: DataRows, number: int) -> Sequence[int | None]:
    return amounts.read_numbers(rows.column(number), "count")[0]


def _sums(rows: DataRows, numbers: Sequence[int]) -> list[int | None]:
    """The sum of columns in each row; None where nothing or something unreadable stands."""
    out: list[int | None] = [None] * len(rows.numbers)
    unread: set[int] = set()
    for number in numbers:
        read, bad = amounts.read_numbers(rows.column(number), "count")
        unread.update(at for at, _ in bad)
        for at, one in enumerate(read):
            if one is not None:
                out[at] = (out[at] or 0) + one
    return [None if at in unread else one for at, one in enumerate(out)]
