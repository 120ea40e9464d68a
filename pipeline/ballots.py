"""The ledger of ballots of a place: what the sheets tell of each type beside what the Board counts."""

from collections.abc import Sequence

import metrics
from elections import Election
from metrics import BallotLedger, Board, Figure, Place
from store import Store


def ballots(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> tuple[BallotLedger, ...]:
    """The ledgers of the Board's place as of its day; `election` is the profile with the office's
    settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    return metrics.ballot_ledgers(tables, board, where, election, known)


def ballot_figures(
    ledgers: tuple[BallotLedger, ...], election: Election, board: Board, known: Sequence[Place]
) -> dict[str, Figure]:
    """The numbers of the ledgers with their formulas and sources, by the names of
    `metrics.ballot_figures`."""
    return metrics.ballot_figures(ledgers, board, metrics.where_of(board.place, known), election)
