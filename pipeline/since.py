"""What changed since another meeting: the numbers, and of each the cells that are not what they were."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import metrics
from elections import Election
from loaders import layout, schema
from metrics import Board, Place, Since, SinceLine, Source, Total
from pipeline.boards import board, cells
from pipeline.known import places
from store import Cell, Store

_NAMING = frozenset("asal tujuan muatan dapil gudang akun uraian sumber_dana category tim shift lot".split())
"""Keys of rows that stay as a row goes on; its days and letters may be told later."""


@dataclass(frozen=True)
class Seen:
    """What a meeting saw."""

    version: int
    """Of the ledger."""
    as_of: date
    today: date


@dataclass(frozen=True)
class ChangedCell:
    """What stood in a sheet and what stands now, each with its file, sheet and cell; None: nowhere."""

    before: Cell | None
    after: Cell | None


def since(store: Store, election: Election, place: Place, before: Seen, after: Seen) -> Since:
    """What changed at a place between what two meetings saw, each by the places and settings of its own
    version."""
    return metrics.since(*(seen_board(store, election, place, one) for one in (before, after)))


def seen_board(store: Store, election: Election, place: Place, seen: Seen) -> Board:
    """The Board as a meeting saw it."""
    known = places(store, seen.version)
    return board(store, election, place, known, seen.as_of, seen.today, seen.version)


def changed_cells(
    store: Store, line: SinceLine | Total, before: Seen, after: Seen
) -> tuple[ChangedCell, ...]:
    """The cells of a number that another value stands in now, or none, or that stand there anew; in
    the order of what stands now. The same value in another sheet is no change."""
    was = _by_row(store, line.sources, before)
    now = _by_row(store, line.sources_now, after)
    found = [pair for row in {**now, **was} for pair in _paired(was.get(row, ()), now.get(row, ()))]
    return tuple(sorted(found, key=lambda one: _at(one.after or one.before)))


def _by_row(store: Store, sources: Iterable[Source], seen: Seen) -> dict[Any, list[Cell]]:
    """The cells by what their row is about and their column, each once."""
    found: dict[Any, dict[tuple[str, ...], Cell]] = defaultdict(dict)
    for source in sources:
        for one in cells(store, source, seen.as_of, seen.version, _keys(source)):
            found[one.row, one.measure][one.upload_id, one.sheet, one.cell, one.measure] = one
    return {row: list(same.values()) for row, same in found.items()}


def _keys(source: Source) -> tuple[str, ...]:
    stored = schema(source.kind).names
    return tuple(one for one in layout(source.kind).key if one in _NAMING and one in stored)


def _paired(was: Sequence[Cell], now: Sequence[Cell]) -> Iterable[ChangedCell]:
    """What of alike rows differs: equal values belong together, the others in the order of their rows."""
    rest = list(was)
    new: list[Cell] = []
    for one in now:
        same = next((other for other in rest if other.value == one.value), None)
        if same is None:
            new.append(one)
        else:
            rest.remove(same)
    for index in range(max(len(rest), len(new))):
        yield ChangedCell(
            rest[index] if index < len(rest) else None, new[index] if index < len(new) else None
        )


def _at(one: Cell | None) -> tuple[str, ...]:
    return () if one is None else (one.file, one.sheet, f"{len(one.cell):03d}", one.cell)
