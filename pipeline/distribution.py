"""The distribution of a place: what is sent, what stays, who confirms, what comes back, what is destroyed."""

from collections.abc import Sequence

import metrics
from elections import Election
from metrics import Board, Distribution, Figure, Place
from store import Store


def distribution(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> Distribution:
    """The distribution of the Board's place as of its day; `election` is the profile with the office's
    settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    return metrics.distribution(tables, board, where, election, known)


def distribution_figures(
    found: Distribution, election: Election, board: Board, known: Sequence[Place]
) -> dict[str, Figure]:
    """Its numbers with their formulas and sources, by the names of `metrics.distribution_figures`."""
    return metrics.distribution_figures(found, board, metrics.where_of(board.place, known), election)
