"""What stakeholders said at meetings and what was decided on it: acts, and the list that follows."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Literal

from metrics.refused import Refused

Kind = Literal["say", "change", "approve", "close", "reopen"]
State = Literal["waiting", "open", "closed"]
"""waiting: nobody approved it, so no room is shown it."""


@dataclass(frozen=True)
class Pinned:
    """The number that an input is about, as it was when it was said; its place is the input's."""

    figure: str
    """The name by which the number is opened."""
    version: int
    """Of the ledger."""
    value: float | int | None
    unit: str


@dataclass(frozen=True)
class Said:
    """The words of an input."""

    day: date
    institution: str
    text: str
    kecamatan: str = ""
    kelurahan: str = ""
    """Names as facts carry them, "" for the whole place above."""
    tps: int | None = None
    about: str = ""
    """What it is about, in words."""
    pinned: Pinned | None = None
    decision: str = ""
    owner: str = ""
    """The role that is in charge, no person."""
    due: date | None = None
    in_hand: bool = False
    """Whether somebody is at it."""
    meeting: str = ""
    """Title of the meeting."""

    @property
    def identity(self) -> tuple[object, ...]:
        """By what a sheet's row is known to be an input of the list."""
        words = (self.institution, self.text, self.kecamatan, self.kelurahan)
        return (self.day, self.tps, *(" ".join(one.casefold().split()) for one in words))


@dataclass(frozen=True)
class Act:
    """One thing that somebody did about inputs."""

    kind: Kind
    by: str
    day: date
    key: str = ""
    """Of the input; "" where new ones are said."""
    base: int = 0
    """Number of the last act on the input that its author had seen."""
    said: tuple[Said, ...] = ()
    """New inputs, or the new words of one."""
    evidence: str = ""
    reason: str = ""
    closed: tuple[int, ...] = ()
    """Of the inputs of a sheet those that it tells as done."""
    upload: str = ""
    """The upload that brought them; "" where somebody typed them."""
    seq: int = 0
    """Number of its row in the ledger; 0 before it is written."""
    at: datetime | None = None
    """When it was written, UTC."""


@dataclass(frozen=True)
class Input:
    """One input as it stands after the acts on it."""

    key: str
    said: Said
    """The words that are shown: the last approved ones, or the first."""
    first: Act
    last: Act
    """Who did what about it last."""
    is_approved: bool = False
    waiting: Said | None = None
    """Newer words that nobody approved yet."""
    ended: Act | None = None
    """By what it was closed."""

    @property
    def state(self) -> State:
        """How it stands."""
        if self.ended is not None:
            return "closed"
        return "open" if self.is_approved else "waiting"

    @property
    def newest(self) -> Said:
        """The newest words, approved or not: those that somebody changes."""
        return self.waiting or self.said

    def age(self, today: date) -> int:
        """Days since it was said."""
        return (today - self.said.day).days


class Changed(Exception):
    """Somebody else acted on the input meanwhile; `now` is how it stands, `now.last` who did what."""

    def __init__(self, now: Input) -> None:
        super().__init__(now.key)
        self.now = now


def inputs(acts: Iterable[Act]) -> tuple[Input, ...]:
    """The list, in the order in which the inputs were first said; `acts` oldest first.

    What a sheet tells of an input that is there already, by its words, changes it only while nobody but
    sheets spoke of it.
    """
    found: dict[str, Input] = {}
    known: dict[tuple[object, ...], str] = {}
    for act in acts:
        if act.kind == "say":
            for one in _said(act):
                there = found.get(known.get(one.said.identity, "")) if act.upload else None
                if there is None:
                    found[one.key] = one
                    known[one.said.identity] = one.key
                elif there.last.upload:
                    found[there.key] = replace(one, key=there.key, first=there.first)
        elif act.key in found:
            one = found[act.key] = _after(found[act.key], act)
            known[one.said.identity] = one.key
    return tuple(found.values())


def _said(act: Act) -> list[Input]:
    """The inputs of an act. Who takes a sheet has looked at it: what it brings is approved."""
    return [
        Input(
            f"{act.seq}.{number}",
            one,
            act,
            act,
            is_approved=bool(act.upload),
            ended=act if number in act.closed else None,
        )
        for number, one in enumerate(act.said)
    ]


def _after(one: Input, act: Act) -> Input:
    new = replace(one, last=act)
    if act.kind == "change" and one.is_approved:
        return replace(new, waiting=act.said[0])
    if act.kind == "change":
        return replace(new, said=act.said[0])
    if act.kind == "approve":
        return replace(new, said=one.waiting or one.said, waiting=None, is_approved=True)
    return replace(new, ended=act if act.kind == "close" else None)


def check(act: Act, known: Sequence[Input]) -> None:
    """Refuse an act that lacks what makes it hold, or that was made without having seen the last one on its
    input. Raises Refused, Changed."""
    if not act.by.strip():
        raise Refused("no-name")
    for one in () if act.upload else act.said:
        _check_words(one, act.day)
    if act.kind == "say":
        return
    one = next((other for other in known if other.key == act.key), None)
    if one is None:
        raise Refused("no-input")
    if one.last.seq != act.base:
        raise Changed(one)
    if (act.kind == "reopen") != (one.ended is not None):
        raise Refused("is-open" if act.kind == "reopen" else "is-closed")
    if act.kind == "approve" and one.is_approved and one.waiting is None:
        raise Refused("is-approved")
    if act.kind == "close" and not (act.evidence.strip() or act.reason.strip()):
        raise Refused("no-evidence")


def _check_words(one: Said, day: date) -> None:
    if not one.institution.strip():
        raise Refused("no-institution")
    if not one.text.strip():
        raise Refused("no-text")
    if one.due is not None and one.due < min(day, one.day):
        raise Refused("due-past")


def shown(known: Iterable[Input]) -> tuple[Input, ...]:
    """What a room is shown: approved ones, first those open, oldest first, then the closed, newest first."""
    approved = [one for one in known if one.is_approved]
    still = sorted((one for one in approved if one.ended is None), key=lambda one: one.said.day)
    done = [one for one in approved if one.ended is not None]
    return (*still, *sorted(done, key=lambda one: one.ended.seq if one.ended else 0, reverse=True))


def spoken_of(known: Iterable[Input], after: int) -> tuple[Input, ...]:
    """What somebody said, changed or closed after that number of the ledger: at the meeting that it began."""
    return tuple(one for one in shown(known) if one.last.seq > after and not one.last.upload)


def differences(before: Said, after: Said) -> tuple[str, ...]:
    """The names of what differs between two wordings."""
    names = (one.name for one in fields(Said))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def merged(before: Said, now: Said, mine: Said) -> Said:
    """The words of now with all that `mine` made otherwise than they were before: who edits second keeps what
    both wrote."""
    return replace(now, **{name: getattr(mine, name) for name in differences(before, mine)})


def concerning(known: Iterable[Input], kecamatan: str, kelurahan: str) -> tuple[Input, ...]:
    """The inputs of a place, of all places in it and of the places above; "" is the whole place above."""
    return tuple(
        one
        for one in known
        if one.said.kecamatan in ("", kecamatan or one.said.kecamatan)
        and one.said.kelurahan in ("", kelurahan or one.said.kelurahan)
    )


def moved(one: Input, value: float | int | None) -> tuple[float | int | None, float | int | None] | None:
    """From what to what the number moved that an input is about, `value` being that of now; None where it
    did not, or where it is about none."""
    if one.said.pinned is None:
        return None
    then = one.said.pinned.value
    if then is None or value is None:
        return None if then is value else (then, value)
    return None if math.isclose(then, value, rel_tol=1e-9, abs_tol=1e-9) else (then, value)
