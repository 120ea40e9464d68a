"""What the ledger and the reader say of the files of a session, and how they are accepted."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import streamlit as st

import pipeline
from elections import Election
from loaders import Knowledge, Problem, Reading
from pipeline import TableChanges, choices
from store import Busy, LedgerRow, Store
from ui import data, ledger, state, upload_files
from ui.data import Desk
from ui.upload_files import Dropped, Said
from ui.upload_reading import Job, Task
from ui.view import View

BY, REHEARSAL = "unggah_oleh", "unggah_gladi"
LEAST_REASON = 10
"""Letters that a reason for falling numbers has at least."""
_ACCEPTED, _TOLD, _DAYS = "upload.accepted", "upload.told", "upload.days"
_READINGS, _JOB = "upload.readings", "upload.job"
_MOST_READINGS = 64

Status = Literal["ready", "ready-notes", "waits", "refused", "accepted", "known"]
"""waits: for a typed reason; accepted: in force and accepted in this session; known: in force since
before."""


@dataclass(frozen=True)
class Checked:
    """A file with what reading and the ledger say of it."""

    file: Dropped
    said: Said
    reading: Reading
    changes: tuple[TableChanges, ...]
    """What accepting would change; empty for what cannot be accepted or is in force."""
    status: Status
    upload: LedgerRow | None
    """Its first ledger row, when it is in force."""

    @property
    def key(self) -> str:
        """Name of the file's widgets."""
        return self.file.key

    @property
    def rows(self) -> int:
        """Data rows of the recognised tables."""
        return sum(table.rows for table in self.reading.tables if table.kind)

    @property
    def accepted(self) -> int:
        """Rows that go in, or went in."""
        return sum(table.accepted for table in self.reading.tables if table.kind)

    @property
    def asks_why(self) -> bool:
        """Whether numbers would fall so far that a person must say why."""
        return any(one.changes.asks_why for one in self.changes)

    @property
    def can_be_accepted(self) -> bool:
        """Whether it only waits for the user."""
        return self.status in ("ready", "ready-notes", "waits")


def rehearsing() -> bool:
    """Whether this session only rehearses: then nothing is written, whatever is pressed."""
    return bool(state.chosen(REHEARSAL))


def office(view: View) -> str | None:
    """The office that is worked for, as chosen in the frame; None while there is none: then any may begin."""
    return view.choice.office.name if view.choice.office else None


def reason_key(file: Dropped) -> str:
    """Name of the field in which the reason for a file is typed."""
    return f"alasan_{file.key}"


def reason_of(file: Dropped) -> str:
    """The reason typed for a file."""
    return (state.chosen(reason_key(file)) or "").strip()


# -- reading


def job(desk: Desk, office: str | None, files: Sequence[Dropped]) -> Job | None:
    """What still reads files of this session; begun here for those that were not read yet. None: all are."""
    there = _collected()
    running: Job | None = state.kept(_JOB)
    tasks = [_task(desk, office, file, upload_files.said(file.sha256)) for file in files]
    unread = [task for task in tasks if task.key not in there]
    if running is not None:
        if any(task.key in {one.key for one in running.tasks} for task in unread):
            return running
        running.cancel()  # nobody waits for what it reads any more
        state.keep(_JOB, None)
    if not unread:
        return None
    begun = Job(unread)
    state.keep(_JOB, begun)
    return begun


def collect() -> None:
    """Keep what the ended job has read."""
    _collected()


def cancel() -> None:
    """Stop reading; every file that is not read yet says so."""
    running: Job | None = state.kept(_JOB)
    if running is None:
        return
    running.cancel()
    running.wait(5)
    there = _collected()
    stopped = Problem("cancelled", "error")
    for task in running.tasks:
        digest = hashlib.sha256(task.data).hexdigest()
        there.setdefault(task.key, Reading(task.name, digest, problems=(stopped,)))
    state.keep(_READINGS, there)
    state.keep(_JOB, None)


def read_again(file: Dropped) -> None:
    """Forget what was read of a file, as after cancelling."""
    there: dict[str, Reading] = state.kept(_READINGS, {})
    state.keep(_READINGS, {key: one for key, one in there.items() if one.sha256 != file.sha256})


def _collected() -> dict[str, Reading]:
    there: dict[str, Reading] = dict(state.kept(_READINGS, {}))
    running: Job | None = state.kept(_JOB)
    if running is not None:
        there.update(running.readings)
        if running.wait(0):
            there.update(running.readings)
            state.keep(_JOB, None)
    state.keep(_READINGS, dict(list(there.items())[-_MOST_READINGS:]))
    return there


def check(desk: Desk, office: str | None, files: Sequence[Dropped]) -> Iterator[Checked]:
    """What is to be said of each file; those that no job read before are read here."""
    standing = ledger.standing(desk)
    here = state.kept(_ACCEPTED, frozenset())
    for file in files:
        what = upload_files.said(file.sha256)
        key, reading = _read(desk, office, file, what)
        upload = _in_force(standing, file, what)
        would = () if upload or not pipeline.is_acceptable(reading) else _changes_of(desk, key, reading)
        yield Checked(file, what, reading, would, _status(reading, would, file, upload, here), upload)


def _in_force(standing: dict[tuple[str, str], LedgerRow], file: Dropped, what: Said) -> LedgerRow | None:
    """The row of the upload that this file, read in this way, already is."""
    told = choices.as_text(dict(what.corrections), what.assignments)
    if told:
        return standing.get((file.sha256, told))
    same = [row for (sha256, _), row in standing.items() if sha256 == file.sha256]
    return max(same, key=lambda row: row.seq, default=None)


def _status(
    reading: Reading,
    would: Sequence[TableChanges],
    file: Dropped,
    upload: LedgerRow | None,
    here: frozenset[str],
) -> Status:
    if upload is not None:
        return "accepted" if upload.upload_id in here else "known"
    if not pipeline.is_acceptable(reading):
        return "refused"
    if any(one.changes.asks_why for one in would) and len(reason_of(file)) < LEAST_REASON:
        return "waits"
    left_out = any(table.rows > table.accepted for table in reading.tables if table.kind)
    return "ready-notes" if left_out else "ready"


def _read(desk: Desk, office: str | None, file: Dropped, what: Said) -> tuple[str, Reading]:
    task = _task(desk, office, file, what)
    there: dict[str, Reading] = state.kept(_READINGS, {})
    if task.key not in there:
        alone = Job([task])
        while not alone.wait(60):
            pass
        there = {**there, **alone.readings}
        state.keep(_READINGS, there)
    return task.key, _held(desk.root, desk.version, task.key, desk.store, desk.election, there[task.key])


@st.cache_resource(show_spinner=False, scope="session", max_entries=_MOST_READINGS)
def _held(
    root: str, version: int, key: str, _store: Store, _election: Election, _reading: Reading
) -> Reading:
    """What was read, held against what is in force."""
    return pipeline.within_received(_store, _election, _reading)


def _task(desk: Desk, office: str | None, file: Dropped, what: Said) -> Task:
    known, digest = _knowledge(desk.root, desk.version, office, desk.store, desk.election)
    if what.assignments:
        newest = {one.headings: one for one in (*known.assignments, *what.assignments)}
        known = replace(known, assignments=tuple(newest.values()))
    told = f"{file.sha256}|{file.name}|{digest}|{known.assignments!r}|{what.corrections!r}"
    key = hashlib.sha256(told.encode()).hexdigest()
    return Task(key, file.name, file.data, known, dict(what.corrections))


@st.cache_resource(show_spinner=False, max_entries=16)
def _knowledge(
    root: str, version: int, office: str | None, _store: Store, _election: Election
) -> tuple[Knowledge, str]:
    known = pipeline.knowledge(_store, _election, office)
    # The columns said of tables are compared apart: to remember what this session said reads nothing anew.
    bare = replace(known, assignments=())
    return known, hashlib.sha256(repr(bare).encode()).hexdigest()


def _changes_of(desk: Desk, key: str, reading: Reading) -> tuple[TableChanges, ...]:
    return _changes(desk.root, desk.version, key, desk.store, desk.election, reading)


# What one user dropped is no other user's business, hence the scope.
@st.cache_resource(show_spinner=False, scope="session", max_entries=64)
def _changes(
    root: str, version: int, key: str, _store: Store, _election: Election, _reading: Reading
) -> tuple[TableChanges, ...]:
    return pipeline.changes(_store, _election, _reading)


# -- accepting


def accept(files: Sequence[Dropped], office: str | None, as_of: date, nobody: str) -> None:
    """Take the files, each in one commit, lists of stations first; a second click finds them taken."""
    if rehearsing():
        return
    by = name_of_user(nobody)
    here = set(state.kept(_ACCEPTED, frozenset()))
    days = dict(state.kept(_DAYS, {}))
    for file in _in_order(files, office):
        desk = data.desk()
        what = upload_files.said(file.sha256)
        if _in_force(ledger.standing(desk), file, what):
            continue
        key, reading = _read(desk, office, file, what)
        reason = ""
        if pipeline.is_acceptable(reading) and any(
            one.changes.asks_why for one in _changes_of(desk, key, reading)
        ):
            reason = reason_of(file)
            if len(reason) < LEAST_REASON:
                # Others may have accepted a sheet since this one was shown.
                state.keep(_TOLD, "upload.file.reason-missing")
                continue
        try:
            outcome = pipeline.accept(
                desk.store,
                desk.election,
                reading,
                file.data,
                by,
                reason=reason,
                corrections=dict(what.corrections),
                assignments=what.assignments,
            )
            if outcome.result == "accepted":
                remember(desk, reading, what, office, by)
        except Busy:
            state.keep(_TOLD, "upload.file.busy")
            break
        if outcome.result == "refused":
            state.keep(_TOLD, "upload.file.changed")
        elif outcome.result == "accepted" and outcome.upload_id:
            here.add(outcome.upload_id)
            newest = max((t.data_date for t in outcome.reading.tables if t.data_date), default=as_of)
            if newest > as_of:
                # Seen from the day before, nothing would seem to have changed.
                days[outcome.upload_id] = as_of
                state.look_at(newest)
    state.keep(_ACCEPTED, frozenset(here))
    state.keep(_DAYS, days)


def name_of_user(nobody: str) -> str:
    """The name that the user gave, else `nobody`."""
    return (state.chosen(BY) or "").strip() or nobody


def remember(desk: Desk, reading: Reading, what: Said, office: str | None, by: str) -> None:
    """Keep what was said of the tables of an accepted file for the office's next sheets."""
    for one in what.assignments:
        of_table = (table.office for table in reading.tables if table.headings == one.headings)
        whose = next((name for name in of_table if name), office)
        pipeline.remember(desk.store, one, office=whose or "", by=by, election=desk.election.code)


def _in_order(files: Sequence[Dropped], office: str | None) -> list[Dropped]:
    desk = data.desk()

    def later(file: Dropped) -> bool:
        _, reading = _read(desk, office, file, upload_files.said(file.sha256))
        return all(table.kind != "tps" for table in reading.tables)

    return sorted(files, key=later)


def day_before(upload_id: str) -> date | None:
    """The day that was shown before this session accepted the upload, if that moved it."""
    return state.kept(_DAYS, {}).get(upload_id)


def told() -> str | None:
    """Key of what went wrong with an Accept just now; told once."""
    return state.take(_TOLD)
