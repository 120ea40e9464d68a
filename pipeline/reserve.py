"""The reserve of ballots at one place under every rule of rounding."""

from collections.abc import Sequence
from datetime import date

import metrics
from elections import Election
from metrics import Board, Figure, Place, Reserves
from pipeline.boards import names_above
from store import Store


def reserves(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    version: int | None = None,
) -> Reserves:
    """The proof of each share of reserve for the polling stations of a place, from the `tps` sheets in force.

    `election` is the profile with the office's settings; `known` is what `places` gave.
    """
    names = names_above(place, known)
    tps = store.tables(as_of, version=version, office=names.get("kota"))["tps"]
    return metrics.reserves(tps, election, names.get("kecamatan"), names.get("kelurahan"))


def reserve_figures(found: Reserves, board: Board, known: Sequence[Place]) -> dict[str, Figure]:
    """The numbers of the proofs with their formulas and cells, by the names of `metrics.reserve_figures`."""
    fresh = dict(board.freshness).get("tps", board.readiness.percent.freshness)
    return metrics.reserve_figures(found, metrics.where_of(board.place, known), fresh)
