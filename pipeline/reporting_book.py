"""The Board of a place and the facts that it stands on as one workbook that can be brought back in."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

import loaders
import texts
from elections import Election
from metrics import Board, Place
from pipeline.boards import board, names_above
from pipeline.exporting import row_teller
from pipeline.office_settings import election_for
from reports.workbook import Facts, workbook
from store import Store


def board_book(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    lang: texts.Lang,
    version: int | None = None,
    names: bool = False,
    now: datetime | None = None,
    done: Callable[[float], object] = float,
) -> bytes:
    """The Board as screens show it, then a sheet for each kind in force at the place, in the kind's columns.

    Brought in again it changes nothing: a sheet speaks for its whole kecamatan, so of a smaller place too the
    facts of its kecamatan come. `known` is what `places` gave; `names` keeps names of persons, which
    only analysts may see; a book without them, taken back, leaves shipments without the names of their
    escorts. `done` is told again and again which part is written, from 0 to 1.
    """
    above = names_above(place, known)
    office = above.get("kota", "")
    profile = election_for(store.ledger(version), election, office)
    shown = board(store, election, place, known, as_of, today, version, now)
    tables = store.tables(as_of, version=version, office=office)
    held = {}
    for kind in loaders.kinds():
        rows = tables[kind].collect(backend="pyarrow").to_arrow().to_pylist()
        if here := [row for row in rows if above.get("kecamatan") in (None, row["kecamatan"])]:
            held[kind] = here

    def facts() -> Iterator[Facts]:
        # One by one, as the workbook takes them.
        written, whole = 0, sum(map(len, held.values()))
        for kind, rows in held.items():
            yield Facts(kind, rows, row_teller(store, kind, office, as_of, version, now))
            written += len(rows)
            done(written / whole)

    return workbook(shown, profile, facts(), office, lang, names=names)


def board_sheets(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    lang: texts.Lang,
    version: int | None = None,
    now: datetime | None = None,
    made: Board | None = None,
) -> bytes:
    """The Board alone as a workbook, without the facts: small enough to be carried about. `made` is the Board
    where it is there already."""
    office = names_above(place, known).get("kota", "")
    shown = made or board(store, election, place, known, as_of, today, version, now)
    return workbook(shown, election_for(store.ledger(version), election, office), (), office, lang)
