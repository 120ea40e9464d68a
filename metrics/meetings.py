"""Meetings as records: what people did at them, one act after the other, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from metrics.refused import Refused

Kind = Literal["start", "accept", "attend", "close"]
"""start: a version of the data is pinned; accept: a newer one; attend: who is there; close: the end."""

AGENDA = ("ready", "missing", "since", "course", "distribution", "money", "support", "inputs")
"""Codes of the slides, in the order of a meeting that asks for no other."""


@dataclass(frozen=True)
class Act:
    """One thing that somebody did at a meeting."""

    kind: Kind
    by: str
    meeting: int = 0
    """Key of the meeting; 0 for the act that starts one."""
    version: int = 0
    """Of the ledger, which the act pins."""
    title: str = ""
    place: str = ""
    """Code of the place whose Board is looked at."""
    as_of: date = date.min
    today: date = date.min
    agenda: tuple[str, ...] = ()
    """Codes of the slides in their order."""
    institution: str = ""
    people: int = 0
    """How many of the institution are there; 0: nobody any more."""
    note: str = ""
    """In which role they are there, or with which words the meeting was closed."""
    seq: int = 0
    """Number of its row in the ledger; 0 before it is written."""
    at: datetime | None = None
    """When it was written, UTC."""


@dataclass(frozen=True)
class Meeting:
    """One meeting as it stands after the acts on it."""

    key: int
    """Number of the ledger's row by which it was started."""
    began: Act
    pins: tuple[Act, ...]
    """The acts that pinned a version, oldest first: the start, then each acceptance."""
    attendance: tuple[Act, ...] = ()
    """The newest word on each institution that is there, in the order in which they came."""
    closed: Act | None = None

    @property
    def version(self) -> int:
        """The version of the ledger that the meeting looks at, or looked at last."""
        return self.pins[-1].version

    @property
    def is_open(self) -> bool:
        """Whether nobody closed it yet."""
        return self.closed is None


def meetings(acts: Iterable[Act]) -> tuple[Meeting, ...]:
    """All meetings, oldest first; `acts` oldest first."""
    found: dict[int, Meeting] = {}
    for one in acts:
        if one.kind == "start":
            found[one.seq] = Meeting(one.seq, one, (one,))
        elif one.meeting in found:
            found[one.meeting] = _after(found[one.meeting], one)
    return tuple(found.values())


def _after(meeting: Meeting, act: Act) -> Meeting:
    if act.kind == "accept":
        return replace(meeting, pins=(*meeting.pins, act))
    if act.kind == "close":
        return replace(meeting, closed=act)
    there = {one.institution.casefold(): one for one in meeting.attendance}
    there[act.institution.casefold()] = act
    return replace(meeting, attendance=tuple(one for one in there.values() if one.people))


def check(act: Act, all_of_them: Iterable[Meeting], head: int) -> None:
    """Refuse an act that cannot be, after the meetings of its office and the `head` of the ledger: an office
    has one open meeting, and only an open one takes acts. Raises Refused."""
    if not act.by.strip():
        raise Refused("no-name")
    known = tuple(all_of_them)
    if act.kind == "start":
        _check_start(act, any(one.is_open for one in known))
    meeting = next((one for one in known if one.key == act.meeting), None)
    if act.kind != "start" and (meeting is None or not meeting.is_open):
        raise Refused("ended")
    if act.kind in ("start", "accept") and not 0 < act.version <= head:
        raise Refused("no-version")
    if act.kind == "accept" and meeting is not None and act.version <= meeting.version:
        raise Refused("not-newer")
    if act.kind == "attend" and not act.institution.strip():
        raise Refused("no-institution")
    if act.people < 0:
        raise Refused("no-people")


def _check_start(act: Act, is_other_open: bool) -> None:
    if is_other_open:
        raise Refused("open-already")
    if not act.title.strip():
        raise Refused("no-title")
    if not act.agenda or len(set(act.agenda)) != len(act.agenda):
        raise Refused("no-agenda")


def before(known: Iterable[Meeting], meeting: Meeting | None) -> Meeting | None:
    """The last meeting that was closed before `meeting` began; None for `meeting`: the last one closed."""
    ended = [
        one
        for one in known
        if one.closed is not None and (meeting is None or one.closed.seq < meeting.began.seq)
    ]
    return ended[-1] if ended else None


@dataclass(frozen=True)
class News:
    """What came to the ledger since a meeting's version and would change what it shows."""

    version: int
    """To be accepted: what comes later is news again."""
    uploads: int
    kinds: tuple[str, ...]
    """Kinds of the sheets that came, each once, in the order in which they came."""
    withdrawn: int
    """Uploads taken back."""
    settings: int
    """Changes of settings."""
    by: tuple[str, ...]
    """Who brought it, each once."""
