"""The files that a user brought: they lie in the session until they are put away, also while another page is
open."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders import Assignment
from ui import state

_FILES, _SAID, _IN_WIDGET = "upload.files", "upload.said", "upload.in-widget"


@dataclass(frozen=True)
class Dropped:
    """A file as it was brought."""

    name: str
    data: bytes = field(repr=False)
    sha256: str

    @property
    def key(self) -> str:
        """Name of the file's widgets: the same file keeps them, whatever its place in the list."""
        return self.sha256[:16]


@dataclass(frozen=True)
class Said:
    """What the user said of one file: cells typed anew, and what tables and columns are."""

    corrections: tuple[tuple[tuple[str, str], str], ...] = ()
    """Sheet and A1 cell, and the text that is read in its place."""
    assignments: tuple[Assignment, ...] = ()


def dropped(name: str, data: bytes) -> Dropped:
    """The file with its name and bytes."""
    return Dropped(name, data, hashlib.sha256(data).hexdigest())


def all_of_session() -> tuple[Dropped, ...]:
    """The files, in the order in which they were brought."""
    return tuple(_files().values())


def _files() -> dict[str, Dropped]:
    return dict(state.kept(_FILES, {}))


def bring(files: Sequence[tuple[str, bytes]]) -> list[Dropped]:
    """Lay files (name, bytes) with the others, each content once."""
    there = _files()
    brought = [dropped(name, data) for name, data in files]
    for one in brought:
        there.setdefault(one.sha256, one)
    state.keep(_FILES, there)
    return brought


def put_away(sha256: str) -> None:
    """Forget a file and what was said of it."""
    files, all_said = _files(), dict(state.kept(_SAID, {}))
    files.pop(sha256, None)
    all_said.pop(sha256, None)
    state.keep(_FILES, files)
    state.keep(_SAID, all_said)


def follow_widget(lying: Sequence[Dropped]) -> None:
    """Do as the user did with the uploader: bring what is new in it, put away what was taken out of it."""
    now = {one.sha256 for one in lying}
    for gone in state.kept(_IN_WIDGET, frozenset()) - now:
        put_away(gone)
    there = _files()
    for one in lying:
        there.setdefault(one.sha256, one)
    state.keep(_FILES, there)
    state.keep(_IN_WIDGET, frozenset(now))


def widget_is_empty() -> None:
    """The uploader holds nothing, as after coming back to the page: then nothing was taken out of it."""
    state.keep(_IN_WIDGET, frozenset())


def said(sha256: str) -> Said:
    """What the user said of a file in this session."""
    return state.kept(_SAID, {}).get(sha256, Said())


def say(sha256: str, what: Said) -> None:
    """Take down what the user says of a file, instead of all before."""
    state.keep(_SAID, {**state.kept(_SAID, {}), sha256: what})


def correct(sha256: str, cells: dict[tuple[str, str], str | None]) -> None:
    """Read these cells as the text given; None reads the cell of the file again."""
    before = said(sha256)
    corrections = {**dict(before.corrections), **cells}
    kept = tuple(sorted((cell, text) for cell, text in corrections.items() if text is not None))
    say(sha256, replace(before, corrections=kept))


def assign(sha256: str, one: Assignment) -> None:
    """Take tables with these headings for what is said; the newest word counts."""
    before = said(sha256)
    others = tuple(other for other in before.assignments if other.headings != one.headings)
    say(sha256, replace(before, assignments=(*others, one)))


def unassign(sha256: str, headings: tuple[str, ...]) -> None:
    """Leave tables with these headings to the reader again."""
    before = said(sha256)
    rest = tuple(other for other in before.assignments if other.headings != headings)
    say(sha256, replace(before, assignments=rest))
