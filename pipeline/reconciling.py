"""The board's money of a place beside what other systems say of it."""

from collections.abc import Sequence

import metrics
from elections import Election
from metrics import Board, Figure, Place
from metrics import reconciling as comparing
from metrics.reconciling import Reconciled
from store import Store


def reconciled(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> tuple[Reconciled, ...]:
    """Each system beside the board, at the Board's place and day; `election` is the profile with the
    office's settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    return comparing.reconciled(tables, board, where, election, known)


def reconciled_figures(found: Sequence[Reconciled]) -> dict[str, Figure]:
    """Its numbers with their formulas and sources, by the names of `metrics.reconciling.figures`."""
    return comparing.figures(found)
