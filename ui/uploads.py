"""What a user dropped: read once a session, then accepted or left; no other session sees it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import streamlit as st

import loaders
import pipeline
from elections import Election
from loaders import Knowledge, Reading
from store import Busy, LedgerRow, Store
from ui import data, ledger, state
from ui.data import Desk
from ui.view import View

BY = "unggah_oleh"
_ACCEPTED, _TOLD, _DAYS = "upload.accepted", "upload.told", "upload.days"

Status = Literal["ready", "ready-notes", "refused", "accepted", "known"]
"""accepted: in force and accepted in this session; known: in force since before."""


@dataclass(frozen=True)
class Dropped:
    """A file as the browser gave it."""

    name: str
    data: bytes
    sha256: str


@dataclass(frozen=True)
class Checked:
    """A dropped file with what reading and the ledger say of it."""

    file: Dropped
    reading: Reading
    status: Status
    upload: LedgerRow | None
    """Its first ledger row, when it is in force."""

    @property
    def key(self) -> str:
        """Name of the file's widgets: the same file keeps them, whatever its place in the list."""
        return self.file.sha256[:16]

    @property
    def rows(self) -> int:
        """Data rows of the recognised tables."""
        return sum(table.rows for table in self.reading.tables if table.kind)

    @property
    def accepted(self) -> int:
        """Rows that go in, or went in."""
        return sum(table.accepted for table in self.reading.tables if table.kind)


def office(view: View) -> str | None:
    """The office that is worked for, as chosen in the frame; None while there is none: then any may begin."""
    return view.choice.office.name if view.choice.office else None


def dropped(files: Sequence[tuple[str, bytes]]) -> tuple[Dropped, ...]:
    """The files (name, bytes), each content once."""
    found: dict[str, Dropped] = {}
    for name, content in files:
        digest = hashlib.sha256(content).hexdigest()
        found.setdefault(digest, Dropped(name, content, digest))
    return tuple(found.values())


def check(desk: Desk, office: str | None, files: Sequence[Dropped]) -> Iterator[Checked]:
    """Read the files one by one; what was read before in this session comes at once."""
    in_force = ledger.standing(desk)
    here = state.kept(_ACCEPTED, frozenset())
    for file in files:
        reading = _reading(desk, office, file)
        upload = in_force.get(file.sha256)
        yield Checked(file, reading, _status(reading, upload, here), upload)


def _status(reading: Reading, upload: LedgerRow | None, here: frozenset[str]) -> Status:
    if upload is not None:
        return "accepted" if upload.upload_id in here else "known"
    if not pipeline.is_acceptable(reading):
        return "refused"
    left_out = any(table.rows > table.accepted for table in reading.tables if table.kind)
    return "ready-notes" if left_out else "ready"


def _reading(desk: Desk, office: str | None, file: Dropped) -> Reading:
    known, digest = _knowledge(desk.root, desk.version, office, desk.store, desk.election)
    return _read(file.sha256, file.name, digest, file.data, known)


@st.cache_resource(show_spinner=False, max_entries=16)
def _knowledge(
    root: str, version: int, office: str | None, _store: Store, _election: Election
) -> tuple[Knowledge, str]:
    known = pipeline.knowledge(_store, _election, office)
    return known, hashlib.sha256(repr(known).encode()).hexdigest()


# A reading is frozen, so all sessions could share it; but what one user dropped is no other
# user's business, hence the scope.
@st.cache_resource(show_spinner=False, scope="session", max_entries=64)
def _read(sha256: str, name: str, digest: str, _data: bytes, _known: Knowledge) -> Reading:
    return loaders.read(_data, name, _known)


def accept(files: Sequence[Dropped], office: str | None, as_of: date, nobody: str) -> None:
    """Take the files, each in one commit, lists of stations first; a second click finds them taken."""
    by = (state.chosen(BY) or "").strip() or nobody
    here = set(state.kept(_ACCEPTED, frozenset()))
    days = dict(state.kept(_DAYS, {}))
    for file in _in_order(files, office):
        desk = data.desk()
        try:
            outcome = pipeline.accept(desk.store, desk.election, _reading(desk, office, file), file.data, by)
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


def _in_order(files: Sequence[Dropped], office: str | None) -> list[Dropped]:
    desk = data.desk()

    def later(file: Dropped) -> bool:
        return all(table.kind != "tps" for table in _reading(desk, office, file).tables)

    return sorted(files, key=later)


def day_before(upload_id: str) -> date | None:
    """The day that was shown before this session accepted the upload, if that moved it."""
    return state.kept(_DAYS, {}).get(upload_id)


def told() -> str | None:
    """Key of what went wrong with an Accept just now; told once."""
    return state.take(_TOLD)
