"""Weather, security and access at a place: the notes against the shipments, stores and polling stations."""

from collections.abc import Sequence
from dataclasses import dataclass

import metrics
from elections import Election
from metrics import Board, Exposed, Figure, Leg, Place, Risks
from store import Store


@dataclass(frozen=True)
class RiskTables:
    """What a room reads of all that meets a place."""

    legs: tuple[Leg, ...]
    """Its shipments by body, place below the Board's own and day."""
    exposed: tuple[Exposed, ...]
    """The polling stations before which something without a fallback stands."""
    figures: dict[str, Figure]
    """The numbers with their formulas and sources, by the names of `metrics.risk_figures`."""


def risks(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> Risks:
    """All that meets the Board's place, seen on its day; `election` is the profile with the office's
    settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    return metrics.risks(tables, where, election, board.today)


def risk_tables(found: Risks, board: Board, known: Sequence[Place]) -> RiskTables:
    """The tables and numbers of it."""
    where = metrics.where_of(board.place, known)
    legs = metrics.legs(found, where)
    waiting = metrics.exposed(found)
    figures = metrics.risk_figures(found, legs, waiting, board, where)
    return RiskTables(legs, waiting, figures)
