"""What the sheets of money of a place contradict, with the names of their cells."""

from collections.abc import Mapping, Sequence

import metrics
from elections import Election
from metrics import Board, Figure, Place
from metrics import money_findings as findings_of
from metrics.money_findings import MoneyFindings
from store import LedgerRow, Store


def money_findings(
    store: Store, election: Election, board: Board, known: Sequence[Place], version: int | None = None
) -> MoneyFindings:
    """The findings of the Board's place as of its day; `election` is the profile with the office's
    settings."""
    where = metrics.where_of(board.place, known)
    tables = store.tables(board.as_of, version=version, office=where.office)
    return findings_of.money_findings(tables, _sheets(store, version), board, where, election, known)


def money_finding_figures(found: MoneyFindings) -> dict[str, Figure]:
    """Its numbers with their formulas and sources, by the names of `metrics.money_findings.figures`."""
    return findings_of.figures(found)


def _sheets(store: Store, version: int | None) -> Mapping[tuple[str, int], LedgerRow]:
    return {(row.upload_id, row.table_no): row for row in store.ledger(version) if row.event == "accepted"}
