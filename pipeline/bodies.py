"""The ad-hoc bodies of a place: who is late, who is paid next, cash, honor and documents."""

from collections.abc import Sequence

import metrics
from elections import Election
from metrics import Board, Figure, Place, bodies_figures
from metrics import bodies as bodies_of
from metrics.bodies import Bodies
from store import Store


def bodies(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> Bodies:
    """The bodies of the Board's place as of its day; `election` is the profile with the office's settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    return bodies_of.bodies(tables, board, where, election, known)


def figures_of_bodies(found: Bodies, board: Board, known: Sequence[Place]) -> dict[str, Figure]:
    """Their numbers with their formulas and sources, by the names of `bodies_figures`."""
    return bodies_figures.bodies_figures(found, board, metrics.where_of(board.place, known))
