"""The points of a sheet's rows: those that can be of no place in Indonesia are told and left out.

A point at a wrong place is worse than none, and which of two swapped numbers is the right one is for the
analyst to say.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

from loaders import coded
from loaders.coordinates import fault
from loaders.data_rows import DataRows
from loaders.findings import Findings
from loaders.recognise import Column


def check(
    lists: MutableMapping[str, coded.Cells],
    plain: Mapping[str, Column],
    rows: DataRows,
    findings: Findings,
) -> None:
    """Tell each point that cannot be at its cell, and blank it in `lists`; where all points of a table are
    swapped, its two headings are, which is told once."""
    if not {"lat", "lon"} <= lists.keys():
        return
    column = plain["lat"].number
    pairs = coded.together(lists["lat"], lists["lon"])
    filled = coded.where(pairs, lambda pair: None not in pair)
    wrong = [(at, code) for at in filled if (code := fault(*pairs[at]))]
    if not wrong:
        return
    if 1 < len(wrong) == len(filled) and {code for _, code in wrong} == {"coordinates-swapped"}:
        first = wrong[0][0]
        findings.at(
            "columns-swapped", "warning", rows.numbers[first], column, pairs[first][0], count=len(wrong)
        )
    else:
        for at, code in wrong:
            findings.at(code, "warning", rows.numbers[at], column, pairs[at][0])
    for code in ("lat", "lon"):
        cells: list[Any] = list(lists[code])
        for at, _ in wrong:
            cells[at] = None
        lists[code] = cells
