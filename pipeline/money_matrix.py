"""The matrix of the ad-hoc bodies' money of a place: units by period, account, source and body."""

from collections.abc import Sequence

import metrics
from elections import Election
from metrics import Board, Figure, Place, money_figures
from metrics import money_matrix as matrix_of
from metrics.money_matrix import MoneyMatrix
from store import Store


def money_matrix(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> MoneyMatrix:
    """The matrix of the Board's place as of its day; `election` is the profile with the office's settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    return matrix_of.matrix(tables, board, where, election, known)


def money_matrix_figures(
    found: MoneyMatrix, election: Election, board: Board, known: Sequence[Place]
) -> dict[str, Figure]:
    """Its numbers with their formulas and sources, by the names of `money_figures.matrix_figures`."""
    return money_figures.matrix_figures(found, board, metrics.where_of(board.place, known), election)
