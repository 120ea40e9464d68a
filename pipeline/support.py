"""What the city does for the election: its grants, its help in kind, the places of its regulation."""

from collections.abc import Sequence

import metrics
from elections import Election
from metrics import Board, Figure, Place, Support
from store import Store

_KINDS = ("hibah", "titik_kampanye")
"""Read only when somebody sent them."""


def support(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> Support:
    """The support of the city at the Board's place, seen on its day; `election` is the profile with the
    office's settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    there = {kind for kind, _ in board.freshness}
    told = {kind: tables[kind] for kind in _KINDS if kind in there}
    return metrics.support(told, where, board.place, known, election, min(board.as_of, board.today))


def support_figures(
    found: Support, election: Election, board: Board, known: Sequence[Place]
) -> dict[str, Figure]:
    """Its numbers with their formulas and sources, by the names of `metrics.support_figures`."""
    where = metrics.where_of(board.place, known)
    return metrics.support_figures(found, board, where, election.granting)
