"""What the screens ask of the store, kept while the ledger stays as it is.

The Board is kept as it is, not as a copy: it is frozen, and copying it for each of twenty viewers is
what would cost. Language is no part of a key, since words are put in after, but of those of large tables.
"""

import atexit
import gc
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import streamlit as st

import metrics
import pipeline
import settings
from elections import Election
from metrics import (
    AreaMap,
    BallotLedger,
    Board,
    Course,
    Distribution,
    Gauge,
    Place,
    Reserves,
    Risks,
    Sorting,
    Source,
    Storage,
    Support,
)
from metrics.bodies import Bodies
from metrics.meetings import Meeting
from metrics.money_findings import MoneyFindings
from metrics.money_matrix import MoneyMatrix
from metrics.reconciling import Reconciled
from pipeline import ChangedCell, RiskTables, Seen
from settings import Settings
from store import Cell, LedgerRow, Store
from texts import Lang

SAMPLE_BY_DEFAULT = "kota-pekalongan"


@dataclass(frozen=True)
class Desk:
    """The store that is shown, at one version of its ledger."""

    settings: Settings
    root: str
    store: Store
    version: int
    is_sample: bool
    election: Election


@st.cache_resource(show_spinner=False)
def _own_store(chosen: Settings) -> Store:
    return pipeline.open_store(chosen)


@st.cache_resource(show_spinner=False)
def _sample_store(chosen: Settings) -> Store:
    store = pipeline.open_sample(chosen)
    if not pipeline.is_begun(store):
        pipeline.load_sample(store, SAMPLE_BY_DEFAULT, chosen.election)
    return store


def desk() -> Desk:
    """The office's own store, or the sample as long as nothing was ever written to the own one."""
    chosen = settings.read()
    store, is_sample = _own_store(chosen), False
    # Each look at the ledger asks the disk whether another process wrote to it: once a rerun is enough.
    version = store.head()
    if not version:
        store, is_sample = _sample_store(chosen), True
        version = store.head()
    root = f"{chosen.store}#sample" if is_sample else chosen.store
    return Desk(chosen, root, store, version, is_sample, _election(root, version, store, chosen))


@st.cache_resource(show_spinner=False, max_entries=16)
def _election(root: str, version: int, _store: Store, _chosen: Settings) -> Election:
    return pipeline.election_of(_store, _chosen)


def at_version(current: Desk, version: int) -> Desk:
    """The desk as it was at a version of the ledger: all that is asked of it is answered from then."""
    return replace(current, version=version)


def begin_empty(current: Desk, by: str) -> None:
    """Leave the sample: the office's own store begins, without data."""
    pipeline.begin_empty(_own_store(current.settings), current.settings.election, by)


def load_sample(current: Desk, office: str) -> None:
    """Add the sample workbooks of an office (one of `pipeline.SAMPLE_OFFICES`) to the sample store."""
    pipeline.load_sample(_sample_store(current.settings), office, current.settings.election)


def since(
    current: Desk, place: Place, before: Seen, after: Seen, board: Board | None = None
) -> metrics.Since:
    """What changed at a place between what two meetings saw; `board` is that of `after` where it is there."""
    return _kept(
        current.root,
        after.version,
        ("since", place, before, after),
        lambda: metrics.since(_seen(current, place, before), board or _seen(current, place, after)),
    )


def _seen(current: Desk, place: Place, seen: Seen) -> Board:
    then = at_version(current, seen.version)
    return board(then, places(then), place, seen.as_of, seen.today)


def changed_cells(
    current: Desk, line: metrics.SinceLine | metrics.Total, before: Seen, after: Seen
) -> tuple[ChangedCell, ...]:
    """The cells of a number that changed; asked for only when somebody opens them."""
    return pipeline.changed_cells(current.store, line, before, after)


def places(current: Desk) -> tuple[Place, ...]:
    """Every place of every office, offices first."""
    return _places(current.root, current.version, current.store)


@st.cache_resource(show_spinner=False, max_entries=16)
def _places(root: str, version: int, _store: Store) -> tuple[Place, ...]:
    return pipeline.places(_store, version)


def newest_days(current: Desk, known: tuple[Place, ...]) -> dict[str, date]:
    """The newest data date of each office, by its code; offices without one are left out."""
    return _newest_days(
        current.root, current.version, current.store, tuple(p for p in known if p.level == "kota")
    )


@st.cache_resource(show_spinner=False, max_entries=16)
def _newest_days(root: str, version: int, _store: Store, offices: tuple[Place, ...]) -> dict[str, date]:
    days = {one.code: pipeline.last_day(_store, one.name) for one in offices}
    return {code: day for code, day in days.items() if day}


_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


def board(
    current: Desk,
    known: tuple[Place, ...],
    place: Place,
    as_of: date,
    today: date,
    now: datetime | None = None,
) -> Board:
    """The Board of a place as of a date, seen on the day `today` at `now` (None: at its end)."""
    if now is not None:
        # Between two turns nothing becomes out of date, so one Board serves all that time.
        office = metrics.where_of(place, known).office
        turned = _turns(current.root, current.version, office, as_of, current.store, current.election)
        at = bisect_right(turned, now)
        now = turned[at - 1] if at else _BEFORE_ALL
    found = _board(
        current.root, current.version, place, as_of, today, now, current.store, current.election, known
    )
    _freeze_once()
    return found


@st.cache_resource(show_spinner=False, max_entries=32)
def _turns(
    root: str, version: int, office: str, as_of: date, _store: Store, _election: Election
) -> tuple[datetime, ...]:
    return pipeline.turns(_store, _election, office, as_of, version)


@st.cache_resource(show_spinner=False, max_entries=64)
def _board(
    root: str,
    version: int,
    place: Place,
    as_of: date,
    today: date,
    now: datetime | None,
    _store: Store,
    _election: Election,
    _known: tuple[Place, ...],
) -> Board:
    return pipeline.board(_store, _election, place, _known, as_of, today, version, now)


def meeting_board(current: Desk, office: str, meeting: Meeting) -> Board:
    """The Board of a meeting, by the version that it looks at. Raises LookupError where that has no such
    place."""
    return _kept(
        current.root,
        meeting.version,
        ("meeting", office, meeting.key),
        lambda: pipeline.meeting_board(current.store, current.election, office, meeting),
    )


COURSE_DAYS = 12
"""Days of which a course is drawn at most: the newest."""


def courses(
    current: Desk, known: tuple[Place, ...], rows: tuple[LedgerRow, ...], board: Board, profile: Election
) -> tuple[Course, ...]:
    """The course of each stage of the Board's place up to its day; `rows` is the ledger, `profile` the
    election with the office's settings."""
    office = metrics.where_of(board.place, known).office
    found = {
        # A sheet of a later day changes nothing of an earlier one, which is therefore not asked again.
        day: _stages_on(
            current.root,
            pipeline.told_until(rows, day),
            board.place,
            day,
            current.version,
            current.store,
            current.election,
            known,
        )
        for day in pipeline.days_told(rows, office, board.as_of, COURSE_DAYS)
    }
    return metrics.courses(found, profile)


@st.cache_resource(show_spinner=False, max_entries=256)
def _stages_on(
    root: str,
    told_until: int,
    place: Place,
    day: date,
    _version: int,
    _store: Store,
    _election: Election,
    _known: tuple[Place, ...],
) -> tuple[Gauge, ...]:
    return pipeline.stages_on(_store, _election, place, _known, day, _version)


Found = TypeVar("Found")


def _of_board(
    make: Callable[[Store, Election, Board, tuple[Place, ...], int], Found],
    current: Desk,
    known: tuple[Place, ...],
    board: Board,
    election: Election,
) -> Found:
    """What a question of `pipeline` finds at the Board's place, on its day."""
    asked = (make.__name__, board.place, board.as_of, board.today)
    return _kept(
        current.root,
        current.version,
        asked,
        lambda: make(current.store, election, board, known, current.version),
    )


@st.cache_resource(show_spinner=False, max_entries=256)
def _kept(root: str, version: int, asked: tuple[object, ...], _make: Callable[[], Any]) -> Any:
    return _make()


def reserves(
    current: Desk, known: tuple[Place, ...], place: Place, as_of: date, profile: Election
) -> Reserves:
    """The reserve of ballots of a place under every rule; `profile` is the one with the office's settings."""
    return _kept(
        current.root,
        current.version,
        ("reserves", place, as_of),
        lambda: pipeline.reserves(current.store, profile, place, known, as_of, current.version),
    )


def sorting(current: Desk, known: tuple[Place, ...], board: Board, election: Election) -> Sorting:
    """The sorting and folding of the Board's place, by the office's profile."""
    return _of_board(pipeline.sorting, current, known, board, election)


def ballots(
    current: Desk, known: tuple[Place, ...], board: Board, election: Election
) -> tuple[BallotLedger, ...]:
    """The ledgers of ballots at the Board's place, by the office's profile."""
    return _of_board(pipeline.ballots, current, known, board, election)


def storage(current: Desk, known: tuple[Place, ...], board: Board, election: Election) -> Storage:
    """The storage places of the Board's place, by the office's profile."""
    return _of_board(pipeline.storage, current, known, board, election)


def written(current: Desk, place: Place, as_of: date, lang: Lang, name: str, make: Callable[[], str]) -> str:
    """A table or letter so large that filling in its words is what takes long. `make` makes it of nothing
    but what is in force of that place on that day, and the language; it tells no ages."""
    return _kept(current.root, current.version, (f"written {name}", place, as_of, lang), make)


def distribution(current: Desk, known: tuple[Place, ...], board: Board, election: Election) -> Distribution:
    """The distribution of the Board's place, by the office's profile."""
    return _of_board(pipeline.distribution, current, known, board, election)


def risks(current: Desk, known: tuple[Place, ...], board: Board, election: Election) -> Risks:
    """Weather, security and access at the Board's place, by the office's profile."""
    return _of_board(pipeline.risks, current, known, board, election)


def support(current: Desk, known: tuple[Place, ...], board: Board, election: Election) -> Support:
    """What the city does for the election at the Board's place, by the office's profile."""
    return _of_board(pipeline.support, current, known, board, election)


def risk_tables(current: Desk, known: tuple[Place, ...], board: Board, election: Election) -> RiskTables:
    """What a room reads of weather, security and access at the Board's place."""
    asked = ("risk_tables", board.place, board.as_of, board.today, board.freshness)
    found = risks(current, known, board, election)
    return _kept(current.root, current.version, asked, lambda: pipeline.risk_tables(found, board, known))


def area_map(current: Desk, known: tuple[Place, ...], board: Board, election: Election) -> AreaMap:
    """The map of the Board's place, by the office's profile."""
    return _of_board(pipeline.area_map, current, known, board, election)


def money_matrix(current: Desk, known: tuple[Place, ...], board: Board, election: Election) -> MoneyMatrix:
    """The matrix of the money at the Board's place, by the office's profile."""
    return _of_board(pipeline.money_matrix, current, known, board, election)


def bodies(current: Desk, known: tuple[Place, ...], board: Board, election: Election) -> Bodies:
    """The ad-hoc bodies of the Board's place, by the office's profile."""
    return _of_board(pipeline.bodies, current, known, board, election)


def money_findings(
    current: Desk, known: tuple[Place, ...], board: Board, election: Election
) -> MoneyFindings:
    """What the sheets of money contradict at the Board's place, by the office's profile."""
    return _of_board(pipeline.money_findings, current, known, board, election)


def reconciled(
    current: Desk, known: tuple[Place, ...], board: Board, election: Election
) -> tuple[Reconciled, ...]:
    """Other systems beside the money of the Board's place, by the office's profile."""
    return _of_board(pipeline.reconciled, current, known, board, election)


def cells(current: Desk, source: Source, as_of: date) -> list[Cell]:
    """The cells behind a number; asked for only when somebody opens them."""
    return _cells(current.root, current.version, source, as_of, current.store)


@st.cache_data(show_spinner=False, max_entries=64)
def _cells(root: str, version: int, source: Source, as_of: date, _store: Store) -> list[Cell]:
    return pipeline.cells(_store, source, as_of, version)


@st.cache_resource(show_spinner=False)
def _freeze_once() -> None:
    # Streamlit collects garbage after every rerun; what lives as long as the process need not be looked at.
    gc.collect()
    gc.freeze()
    # What is frozen is not taken down at exit either, and the engine's binding then counts it as leaked.
    atexit.register(gc.unfreeze)
