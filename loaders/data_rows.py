"""The data rows of a recognised table, and what headings between them and totals say of each."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders import values
from loaders.coded import Cells, column_of, in_line, picked, shifted, worded
from loaders.context import Context
from loaders.items import ItemNames
from loaders.places import PlaceList
from loaders.recognise import Match
from loaders.structure import RawTable
from loaders.words import normal

_TOTAL = re.compile(
    r"^(?:sub |grand )?(?:jumlah|total)"
    r"(?: (?:total|akhir|seluruh\w*|keseluruhan|semua|kecamatan|kelurahan|desa|kota|kabupaten|ppk|pps)\b.*)?$"
)
_EXAMPLE = frozenset({"contoh", "example"})


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
    aside: frozenset[int] = frozenset()
    """Sheet rows whose cells stand in wrong columns."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """What the election allows, as `checks.check_rows` wants it."""
    per_dapil: frozenset[str] = frozenset()
    """Codes of the items that differ between the dapil of one city."""


@dataclass(frozen=True)
class DataRows:
    """The data rows, and the state that headings between them and totals give to each."""

    numbers: Sequence[int]
    """Sheet rows, 1-based; other lists follow their order."""
    cells: Sequence[Sequence[Any]]
    breaks: dict[int, str]
    """Positions before which a total or a heading stands, and its label: a blank cell does not reach over
    it."""
    sections: dict[str, list[Any]]
    """Value by position that a heading row gives: kecamatan, kelurahan (as written), item, badan."""
    totals: tuple[int, ...]
    """Sheet rows that state a total."""

    def column(self, number: int) -> Cells:
        """The cells of a sheet column."""
        return column_of(self.cells, number - 1)


def data_rows(source: Source) -> DataRows:
    """The rows to read, without examples of a template and without totals."""
    # The example row of a template stands right below its header.
    examples = {row for row in source.raw.data_rows[:3] if _is_example(source.rows[row - 1])}
    numbers, cells = _without(source, source.raw.data_rows, examples)
    late = _named_totals(source, numbers, cells)
    if late:
        numbers, cells = _without(source, numbers, late)
    breaks: dict[int, str] = {}
    totals_at = tuple(sorted({*source.raw.region.total_rows, *late}))
    for row in (*totals_at, *source.raw.section_rows):
        label = normal(" ".join(cell for cell in source.rows[row - 1] if isinstance(cell, str)))
        at = bisect_left(numbers, row)
        breaks[at] = f"{breaks[at]} {label}" if at in breaks else label
    return DataRows(numbers, cells, breaks, _sections(source, numbers), totals_at)


def _without(
    source: Source, rows: Sequence[int], out: set[int]
) -> tuple[Sequence[int], Sequence[Sequence[Any]]]:
    numbers = in_line([row for row in rows if row not in out] if out else rows)
    return numbers, picked(source.rows, shifted(numbers, -1))


def _named_totals(source: Source, numbers: Sequence[int], rows: Sequence[Sequence[Any]]) -> set[int]:
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
        if not any(_TOTAL.match(normal(cell)) for cell in worded(rows, column)):
            continue
        for row, cell in zip(numbers, column_of(rows, column), strict=True):
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
