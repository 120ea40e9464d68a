"""The dapil of a row beside that of its place: ballots of one dapil are no use in another.

Only the ballot of the city's own DPRD differs between the dapil of one city, so only its rows are judged, and
rows of a manifest that names a dapil and no ballot.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from loaders import coded
from loaders.dapil_names import is_own, numbers
from loaders.data_rows import DataRows, Source
from loaders.findings import Findings
from loaders.items import without_dapil
from loaders.located import Where
from loaders.recognise import Column


def check(
    source: Source,
    rows: DataRows,
    where: Where,
    lists: Mapping[str, Sequence[Any]],
    plain: Mapping[str, Column],
    amounts: Sequence[Sequence[Any]],
    findings: Findings,
    heading: Column | None = None,
) -> set[int]:
    """Tell rows that give ballots of one dapil to a place of another; gives their positions.

    `amounts` are the columns of what is given: a row whose amounts are 0 gives nothing. `heading` is the
    column of a wide sheet that is looked at: its heading may name the dapil, and a blank cell gives nothing.
    A list of polling stations is where the dapil come from, so it is not judged.
    """
    kind, count = source.match.layout, len(rows.numbers)
    if kind.kind == "tps" or not source.places.has_dapil or not kind.has("dapil"):
        return set()
    nothing = coded.same(None, count)
    if kind.has("item"):
        goods = lists.get("item") or nothing
        named = lists.get("dapil") or nothing
    else:
        goods = coded.each(
            lists.get("muatan") or nothing,
            lambda text: text and (source.items.find(text) or source.items.find_in(text)),
        )
        behind = coded.each(lists.get("muatan") or nothing, lambda text: text and without_dapil(text)[1])
        named = coded.each(
            coded.together(lists.get("dapil") or nothing, behind), lambda pair: pair[0] or pair[1]
        )
    if heading is not None and (told := without_dapil(_heading(source, heading))[1]):
        named = coded.each(named, lambda one: one or told)
    beside = coded.together(goods, named, where.kecamatan, where.kelurahan)

    def is_wrong(row: tuple[str | None, str | None, str | None, str | None]) -> bool:
        item, written, kecamatan, kelurahan = row
        if written is None or (kecamatan is None and kelurahan is None):
            return False
        if item is not None and item not in source.per_dapil:
            return False
        if item is None and (kind.has("item") or not is_own(written, source.office)):
            return False
        own, told = source.places.dapil(kecamatan, kelurahan), numbers(written)
        return bool(own) and bool(told) and not told & own

    wrong: set[int] = set()
    for at in coded.where(beside, is_wrong):
        given = [cells[at] for cells in amounts if cells[at] is not None]
        if not any(given) and (given or heading is not None):
            continue
        _, written, kecamatan, kelurahan = beside[at]
        column = heading.number if heading is not None else _column(rows, at, plain, written)
        wrong.add(at)
        findings.at(
            "wrong-dapil",
            "error",
            rows.numbers[at],
            column,
            rows.cells[at][column - 1],
            dapil=", ".join(sorted(numbers(written))),
            place=kelurahan or kecamatan,
            own=", ".join(sorted(source.places.dapil(kecamatan, kelurahan))),
        )
    return wrong


def _column(rows: DataRows, at: int, plain: Mapping[str, Column], written: str) -> int:
    """The sheet column in which a row's dapil stands; a heading between rows is told at its place."""
    for code in ("dapil", "item", "muatan"):
        if code in plain:
            cell = rows.cells[at][plain[code].number - 1]
            if cell is not None and numbers(str(cell)) >= numbers(written):
                return plain[code].number
    return next(
        (
            plain[code].number
            for code in ("dapil", "item", "muatan", "kelurahan", "kecamatan")
            if code in plain
        ),
        1,
    )


def _heading(source: Source, column: Column) -> str:
    at = source.raw.columns.index(column.number) if column.number in source.raw.columns else None
    return source.raw.header[at] if at is not None else ""
