"""The storage places of a place: what its sheets tell of them against all that is planned to come and go."""

from collections.abc import Sequence

import metrics
from elections import Election
from metrics import Board, Figure, Place, Storage
from store import Store

_KINDS = ("gudang", "logistik", "distribusi")


def storage(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> Storage:
    """The storage places of the Board's place as of its day; `election` is the profile with the office's
    settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    read = {kind: tables[kind] for kind in _KINDS}
    return metrics.storage(read, board.items, where, election, min(board.as_of, board.today))


def storage_figures(found: Storage, board: Board, known: Sequence[Place]) -> dict[str, Figure]:
    """The numbers of the storage places with their formulas and sources, by the names of
    `metrics.storage_figures`."""
    where = metrics.where_of(board.place, known)
    return metrics.storage_figures(found, board.items, where, dict(board.freshness)["gudang"])
