"""The steps put together for pages and command line: file -> reading -> store -> Board -> cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import elections
import loaders
import metrics
import store as stores
import texts
from elections import Election
from loaders import Knowledge, KnownPlace, Reading
from metrics import Board, Place, Source
from settings import ZONE, Settings
from store import AlreadyAccepted, Cell, Store

SAMPLES = Path(__file__).parent / "sample_data"
SAMPLE_OFFICES = ("kota-pekalongan", "kota-bengkulu")

_SHEETS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"}


# -- stores ------------------------------------------------------------------------------------------------


def open_store(settings: Settings) -> Store:
    """The office's own store."""
    return stores.open(settings.store, loaders.schemas(), engine=settings.engine)


def open_sample(settings: Settings) -> Store:
    """The store of the sample; it lies inside the office's own root and never mixes with it."""
    return stores.open(f"{settings.store.rstrip('/')}/contoh", loaders.schemas(), engine=settings.engine)


def is_begun(store: Store) -> bool:
    """Whether anything was ever written to it; an office's own store that is not begun shows the sample."""
    return store.head() > 0


def begin_empty(store: Store, election: str, by: str) -> None:
    """Begin an office's own store without data, so that the sample is not shown any more."""
    store.mark("opened", by=by, at=_now(), election=election)


def load_sample(store: Store, office: str, election: str) -> None:
    """Import the sample workbooks of an office of SAMPLE_OFFICES; what is there already stays as it is."""
    files = [(path.name, path.read_bytes()) for path in sheets_in([SAMPLES / office])]
    for _ in import_files(store, files, by="Papan Rakor", election=election):
        pass


def election_of(store: Store, settings: Settings) -> Election:
    """The profile that the store was begun with, or the one of the settings for a store not begun yet."""
    return elections.load(store.election() or settings.election)


# -- reading -----------------------------------------------------------------------------------------------


def sheets_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and every sheet in the folders named, in order of their names."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (
                one
                for one in sorted(path.rglob("*"))
                if one.is_file() and not one.name.startswith((".", "~$"))
            )
            found += [one for one in inside if one.suffix.lower() in _SHEETS]
        else:
            found.append(path)
    return found


def knowledge(store: Store | None, election: Election, office: str | None = None) -> Knowledge:
    """What reading may use: the profile's items and the places of the `tps` sheets in force.

    `office` is the name of the office whose sheets are wanted; None takes those of every known office.
    """
    known = () if store is None else places(store)
    return Knowledge(
        items={one.code: (*one.names.values(), *one.aliases) for one in election.items},
        units={one.code: one.unit for one in election.items},
        ballots=frozenset(one.code for one in election.items if one.ballot),
        places=_known_places(known),
        office=office,
        today=_now().astimezone(ZONE).date(),
        voters_cap=election.voters_per_tps,
    )


def _known_places(known: Sequence[Place]) -> tuple[KnownPlace, ...]:
    by_code = {place.code: place for place in known}
    found = []
    for place in known:
        if place.level == "kelurahan" and place.parent:
            kecamatan = by_code[place.parent]
            found.append(KnownPlace(by_code[kecamatan.parent or ""].name, kecamatan.name, place.name))
    return tuple(found)


def read(
    store: Store | None, election: Election, file: str, data: bytes, office: str | None = None
) -> Reading:
    """Read and check one file; never touches the store, never raises for a bad file."""
    return loaders.read(data, file, knowledge(store, election, office))


# -- importing ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    reading: Reading
    result: Literal["accepted", "known", "refused"]
    upload_id: str | None
    """Of the upload, for "known" of the earlier one; None when refused."""


def is_acceptable(reading: Reading) -> bool:
    """Whether a file may be taken: it could be read, no table of it is refused, and one at least has rows."""
    if any(problem.severity == "error" for problem in reading.problems):
        return False
    usable = [table for table in reading.tables if table.facts is not None]
    refused = [table for table in reading.tables if table.facts is None and table.kind is not None]
    return bool(usable) and not refused and any(table.accepted for table in usable)


def accept(store: Store, election: Election, reading: Reading, data: bytes, by: str) -> Outcome:
    """Take all tables of a file in one commit, or none; the same file again adds nothing."""
    if not is_acceptable(reading):
        return Outcome(reading, "refused", None)
    tables = [
        stores.Accepted(
            sheet=table.region.sheet,
            range=table.region.range,
            kind=table.kind,
            office=table.office or "",
            data_date=table.data_date,
            facts=table.facts,
            claims=tuple((c.kind, c.subject, c.measure, c.grain, c.kecamatan) for c in table.claims),
            columns=table.columns,
            rows=table.rows,
            set_aside=table.rows - table.accepted,
            sums=table.sums,
            remarks=[
                stores.Remark(one.code, one.severity, one.sheet, one.cell, one.value, one.values)
                for one in table.problems
            ],
        )
        for table in reading.tables
        if table.kind is not None and table.facts is not None and table.accepted
    ]
    try:
        upload_id = store.accept(reading.file, data, tables, by=by, at=_now(), election=election.code)
    except AlreadyAccepted as known:
        return Outcome(reading, "known", known.upload_id)
    return Outcome(reading, "accepted", upload_id)


def import_files(
    store: Store, files: Sequence[tuple[str, bytes]], by: str, election: str, office: str | None = None
) -> Iterable[Outcome]:
    """Read and take files (name, bytes), one outcome a file as it is done.

    Lists of polling stations go first, whatever their order: the names in all other sheets are read by them.
    """
    profile = elections.load(store.election() or election)
    known = knowledge(store, profile, office)
    waiting: list[tuple[Reading, bytes, Knowledge]] = []
    for name, data in sorted(files, key=lambda file: "tps" not in file[0].casefold()):
        reading = loaders.read(data, name, known)
        if any(table.kind == "tps" for table in reading.tables):
            yield accept(store, profile, reading, data, by)
            known = knowledge(store, profile, office)
        else:
            waiting.append((reading, data, known))
    for reading, data, known_then in waiting:
        current = reading if known_then is known else loaders.read(data, reading.file, known)
        yield accept(store, profile, current, data, by)


def withdraw(store: Store, upload_id: str, reason: str, by: str) -> None:
    """Take an upload back: all figures are as before it; the ledger keeps both. Raises UnknownUpload."""
    store.withdraw(upload_id, reason=reason, by=by, at=_now())


# -- the board ---------------------------------------------------------------------------------------------


def places(store: Store, version: int | None = None) -> tuple[Place, ...]:
    """Every place of every office in the store, offices first."""
    return metrics.places(store.tables(date.max, version=version))


def board(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    version: int | None = None,
) -> Board:
    """The Board of one place as of a date, seen on the day `today`; `known` is what `places` gave."""
    above = {one.code: one for one in known}
    chain = [place]
    while chain[-1].parent and chain[-1].parent in above:
        chain.append(above[chain[-1].parent])
    names = {one.level: one.name for one in chain}
    tables = store.tables(as_of, version=version, office=names.get("kota"))
    return metrics.board(
        tables,
        election=election,
        places=known,
        place=place,
        as_of=as_of,
        today=today,
        ledger=version or store.head(),
        freshness=store.freshness(as_of, version=version, office=names.get("kota")),
    )


def cells(store: Store, source: Source, as_of: date, version: int | None = None) -> list[Cell]:
    """The cells behind a number: file, sheet!cell, value, who brought it and when."""
    return store.cells(
        kind=source.kind,
        measures=source.measures,
        office=source.office,
        as_of=as_of,
        version=version,
        subject=source.subject,
        grain=source.grain,
        kecamatan=source.kecamatan,
        kelurahan=source.kelurahan,
        tps=source.tps,
    )


def last_day(store: Store, office: str | None = None) -> date | None:
    """The newest data date of an office; None when no sheet of it carries one."""
    days = [one.data_date for one in store.freshness(date.max, office=office).values() if one.data_date]
    return max(days, default=None)


def _now() -> datetime:
    # A sheet without a date counts for the day of its upload, by the office's clock.
    return datetime.now(ZONE)


def template(store: Store | None, election: Election, kind: str, code: str | None, lang: texts.Lang) -> bytes:
    """An empty workbook (xlsx) of a kind, offering the places below `code` (None: all known ones)."""
    known = knowledge(store, election)
    if store is not None and code is not None:
        wanted = tuple(one for one in places(store) if one.code.startswith(code) or code.startswith(one.code))
        known = replace(known, places=_known_places(wanted))
    return loaders.template(kind, known, lang)
