"""The map of a place: its points, boundaries and shipments, from the sheets in force."""

from collections.abc import Sequence

import metrics
from elections import Election
from metrics import AreaMap, Board, Place
from store import Store

_KINDS = ("tps", "gudang", "distribusi", "batas")
"""Read only when somebody sent them."""


def area_map(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> AreaMap:
    """The map of the Board's place up to its day; `election` is the profile with the office's settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    there = {kind for kind, _ in board.freshness}
    return metrics.area_map(
        {kind: tables[kind] for kind in ("claims", *(one for one in _KINDS if one in there))},
        where,
        board.place,
        known,
        election,
        min(board.as_of, board.today),
    )
