"""Weather, security and access at a place: the notes against the shipments, stores and polling stations."""

from collections.abc import Sequence

import metrics
from elections import Election
from metrics import Board, Figure, Leg, Place, Risks
from store import Store


def risks(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> Risks:
    """All that meets the Board's place, seen on its day; `election` is the profile with the office's
    settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    return metrics.risks(tables, where, election, board.today)


def legs(found: Risks, board: Board, known: Sequence[Place]) -> tuple[Leg, ...]:
    """Its shipments by body, place below the Board's own and day."""
    return metrics.legs(found, metrics.where_of(board.place, known))


def risk_figures(found: Risks, board: Board, known: Sequence[Place]) -> dict[str, Figure]:
    """The numbers of it with their formulas and sources, by the names of `metrics.risk_figures`."""
    return metrics.risk_figures(found, board, metrics.where_of(board.place, known))
