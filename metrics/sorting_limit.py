"""The hard rule of sorting: what has been sorted up to a day is never more than what was received."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

Lot = tuple[str, str | None]
"""A ballot type, and its dapil where that is told."""


@dataclass(frozen=True)
class Handed:
    """Sheets that a row of a sorting sheet reports."""

    at: int
    """By which the caller finds the row again; rows of one day are taken in this order."""
    day: date
    item: str
    dapil: str | None
    sheets: int


@dataclass(frozen=True)
class Beyond:
    """A row with which more was sorted than came."""

    row: Handed
    total: int
    """Sorted up to and with this row; what other rows like it report is not in it."""
    received: int
    dapil: str | None
    """The dapil of which that is told; None: of the ballot type."""


def went_through(sorted_: int | None, folded: int | None, damaged: int | None) -> int | None:
    """Sheets that went through hands: sorted, else folded (good) and damaged; None where no amount is
    told."""
    if sorted_ is not None:
        return sorted_
    if folded is None:
        return None
    return folded + (damaged or 0)


def beyond_received(
    rows: Iterable[Handed], before: Mapping[Lot, int], received: Mapping[Lot, int]
) -> tuple[Beyond, ...]:
    """The rows that cannot hold: with each of them more would be sorted than `received` says.

    `before` is what else is known to be sorted. Held against are the type and, where the row tells its dapil,
    what came for that; of what is not in `received` nothing can be said. Rows are taken day by day; one that
    cannot hold counts for nothing, so that those after it are judged by themselves.
    """
    so_far = dict(before)
    found: list[Beyond] = []
    for one in sorted(rows, key=lambda row: (row.day, row.at)):
        lots: list[Lot] = [(one.item, None)]
        if one.dapil is not None:
            lots.append((one.item, one.dapil))
        totals = {lot: so_far.get(lot, 0) + one.sheets for lot in lots}
        wrong = next((lot for lot in lots if lot in received and totals[lot] > received[lot]), None)
        if wrong is not None and one.sheets:
            found.append(Beyond(one, totals[wrong], received[wrong], wrong[1]))
            continue
        so_far |= totals
    return tuple(found)
