"""Sorting and folding of a place: the sheets of the teams against what came and the plan back from H-1."""

from collections.abc import Sequence

import metrics
from elections import Election
from metrics import Board, Figure, Place, Sorting
from store import Store

_KIND = "sortir_lipat"


def sorting(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> Sorting:
    """The work of the Board's place up to its day; `election` is the profile with the office's settings."""
    where = metrics.where_of(board.place, known)
    frame = store.tables(board.as_of, version=version, office=where.office)[_KIND]
    return metrics.sorting(
        metrics.sorting_rows(frame, where),
        received={one.item: metrics.there(one) for one in board.items},
        due=metrics.due_days(board.plan, election),
        election=election,
        today=min(board.as_of, board.today),
    )


def sorting_figures(
    work: Sorting, election: Election, board: Board, known: Sequence[Place]
) -> dict[str, Figure]:
    """The numbers of the work with their formulas and sources, by the names of `metrics.sorting_figures`."""
    return metrics.sorting_figures(work, board, metrics.where_of(board.place, known), election)
