"""Files to readings, and readings into the store."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Literal

import elections
import store as stores
from elections import Election
from loaders import Assignment, Knowledge, Progress, Reader, Reading, Stage
from metrics.changes import Drop
from pipeline import alerting
from pipeline.changing import changes
from pipeline.choices import Corrections, as_text
from pipeline.clock import now
from pipeline.inputs import bring
from pipeline.known import knowledge
from pipeline.office_settings import election_for
from pipeline.sorting_limit import within_received
from store import AlreadyAccepted, Busy, Store

SAMPLES = Path(__file__).parent.parent / "sample_data"
SAMPLE_OFFICES = ("kota-pekalongan", "kota-bengkulu")

_SHEETS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".json", ".geojson"}


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


def read(
    store: Store | None,
    election: Election,
    file: str,
    data: bytes,
    office: str | None = None,
    *,
    known: Knowledge | None = None,
    corrections: Corrections | None = None,
    progress: Progress | None = None,
    reader: Reader | None = None,
) -> Reading:
    """Read and check one file; never writes to the store, never raises for a bad file.

    `known` is what `knowledge` gave, where that is at hand. `progress` is called with stage and share several
    times a second; what it raises ends the reading. A `reader` serves many files: without one, a process of
    its own comes up for this file (half a second to a second); `reader.cancel()` stops it.
    """
    told = knowledge(store, election, office) if known is None else known
    if reader is not None:
        return within_received(store, election, reader.read(data, file, told, corrections, progress))
    with Reader() as own:
        return within_received(store, election, own.read(data, file, told, corrections, progress))


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    reading: Reading
    result: Literal["accepted", "known", "refused"]
    upload_id: str | None
    """Of the upload, for "known" of the earlier one; None when refused."""
    drops: tuple[Drop, ...] = ()
    """Numbers in force that the file makes fall so far that somebody should say why."""


def is_acceptable(reading: Reading) -> bool:
    """Whether a file may be taken: it could be read, no table of it is refused, and one at least has rows."""
    if any(problem.severity == "error" for problem in reading.problems):
        return False
    usable = [table for table in reading.tables if table.facts is not None]
    refused = [table for table in reading.tables if table.facts is None and table.kind is not None]
    return bool(usable) and not refused and any(table.accepted for table in usable)


def accept(
    store: Store,
    election: Election,
    reading: Reading,
    data: bytes,
    by: str,
    *,
    reason: str = "",
    corrections: Corrections | None = None,
    assignments: Sequence[Assignment] = (),
) -> Outcome:
    """Take all tables of a file in one commit, or none; the same file, read alike, again adds nothing.

    A table whose rows are all set aside is kept with the others for what it lacks: nothing of it counts.
    `reason` says why a number may fall; `corrections` and `assignments` are what was decided about this file
    when it was read, and are kept with it.
    """
    # Another upload may have come in force since the file was read.
    reading = within_received(store, election, reading)
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
        if table.kind is not None and table.facts is not None and (table.accepted or table.set_aside)
    ]
    office = next((one.office for one in tables if one.office), None)
    try:
        upload_id = store.accept(
            reading.file,
            data,
            tables,
            by=by,
            at=now(election_for(store.ledger(), election, office).clock),
            election=election.code,
            reason=reason,
            choices=as_text(corrections or {}, assignments),
        )
    except AlreadyAccepted as known:
        _bring_inputs(store, reading, known.upload_id, by, election)
        return Outcome(reading, "known", known.upload_id)
    _bring_inputs(store, reading, upload_id, by, election)
    days: dict[str, date] = {}
    for one in tables:
        day = one.data_date or now().date()
        days[one.office] = max(day, days.get(one.office, day))
    for office, day in days.items():
        alerting.close(store, election, office, day, by, reading.file)
    return Outcome(reading, "accepted", upload_id)


def _bring_inputs(store: Store, reading: Reading, upload_id: str, by: str, election: Election) -> None:
    """Where others keep writing, the inputs come when the file is brought again."""
    with suppress(Busy):
        bring(store, reading, upload_id, by=by, day=now().date(), election=election.code)


def import_files(
    store: Store,
    files: Sequence[tuple[str, bytes]],
    by: str,
    election: str,
    office: str | None = None,
    *,
    reason: str = "",
    progress: Callable[[str, Stage, float], None] | None = None,
) -> Iterable[Outcome]:
    """Read and take files (name, bytes), one outcome a file as it is done.

    Lists of polling stations go first, whatever their order: the names in all other sheets are read by them.
    Files that make numbers fall are taken too, and tell them: who imports many at once has nobody to ask.
    `reason` says why, for all of them. `progress` is called with the file's name, the stage and the share of
    the file that is read.
    """
    with Reader() as one, Reader() as other:
        yield from _imported((one, other), store, files, by, election, office, reason, progress)


def _imported(
    readers: Sequence[Reader],
    store: Store,
    files: Sequence[tuple[str, bytes]],
    by: str,
    election: str,
    office: str | None,
    reason: str,
    progress: Callable[[str, Stage, float], None] | None,
) -> Iterable[Outcome]:
    profile = elections.load(store.election() or election)
    known = knowledge(store, profile, office)

    free: SimpleQueue[Reader] = SimpleQueue()
    for one in readers:
        free.put(one)

    def read_file(data: bytes, name: str, known: Knowledge) -> Reading:
        reader = free.get()
        try:
            return reader.read(data, name, known, progress=progress and partial(progress, name))
        finally:
            free.put(reader)

    def take(reading: Reading, data: bytes) -> Outcome:
        reading = within_received(store, profile, reading)
        found = changes(store, profile, reading) if store.head() and is_acceptable(reading) else ()
        outcome = accept(store, profile, reading, data, by, reason=reason)
        fell = tuple(drop for one in found for drop in one.changes.drops)
        return replace(outcome, drops=fell) if outcome.result == "accepted" else outcome

    waiting: list[tuple[Reading, bytes, Knowledge]] = []
    ordered = sorted(files, key=lambda file: "tps" not in file[0].casefold())
    pool = ThreadPoolExecutor(len(readers))
    try:
        # The first file alone: mostly it is the list that the others are read by.
        for batch in (ordered[:1], ordered[1:]):
            known_then = known
            read = pool.map(lambda file, known=known_then: read_file(file[1], file[0], known), batch)
            for (_, data), reading in zip(batch, read, strict=True):
                if any(table.kind == "tps" for table in reading.tables):
                    yield take(reading, data)
                    known = knowledge(store, profile, office)
                else:
                    waiting.append((reading, data, known_then))
    finally:
        pool.shutdown(cancel_futures=True)  # nobody waits for the rest once one was stopped
    for reading, data, known_then in waiting:
        current = reading if known_then is known else read_file(data, reading.file, known)
        yield take(current, data)


def withdraw(store: Store, upload_id: str, reason: str, by: str) -> None:
    """Take an upload back: all figures are as before it; the ledger keeps both. Raises UnknownUpload."""
    store.withdraw(upload_id, reason=reason, by=by, at=now())


def load_sample(store: Store, office: str, election: str) -> None:
    """Import the sample workbooks of an office of SAMPLE_OFFICES; what is there already stays as it is."""
    files = [(path.name, path.read_bytes()) for path in sheets_in([SAMPLES / office])]
    for _ in import_files(store, files, by="Papan Rakor", election=election):
        pass
