"""What people did about alerts, and how each alert stands by it: followed up, put off, open again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from metrics.model import Alert, Place
from metrics.refused import Refused

Kind = Literal["acknowledge", "follow-up", "snooze", "reopen", "close"]
"""close: the data no longer raise it; written by whoever brought them, without being asked."""
State = Literal["open", "acknowledged", "followed-up", "overdue", "snoozed"]

KINDS: tuple[Kind, ...] = ("acknowledge", "follow-up", "snooze", "reopen")
"""What somebody can do."""
_ENDS: tuple[Kind, ...] = ("reopen", "close")
STATES: tuple[State, ...] = ("open", "overdue", "followed-up", "acknowledged", "snoozed")
"""What needs somebody first."""
WALL = 7
"""Lines that a room can take in; the rest is counted (one banner must not hide the next)."""
RECENT_DAYS = 30
"""Days for which an alert that closed by itself is still told."""

_APART = ("body", "measure", "grain", "other_grain", "file", "sheet", "cell")
"""Values that tell two alerts of one rule, item and place from each other."""


@dataclass(frozen=True)
class Act:
    """One thing that somebody did about an alert."""

    kind: Kind
    key: str
    """Of the alert, as `key` gives it."""
    code: str
    item: str | None
    place: str
    """Code of the alert's place."""
    board: str
    """Code of the place whose Board showed it."""
    by: str
    day: date
    """The day with whose eyes the Board was seen."""
    owner: str = ""
    """Who follows it up."""
    due: date | None = None
    """Until when it is followed up."""
    reason: str = ""
    """Why it is put off, or which sheet cleared it."""
    until: date | None = None
    """The last day on which it is put off."""
    at: datetime | None = None
    """When it was written, UTC; None before that."""


@dataclass(frozen=True)
class Standing:
    """How an alert stands, and the act that made it so (None: nobody did anything, or it was reopened)."""

    state: State
    act: Act | None


def key(one: Alert, place: Place) -> str:
    """The identity of an alert on the Board of `place`: rule, item and place, and what else keeps two
    apart. It outlives the numbers of the alert: more ballots missing are no other alert."""
    values = dict(one.values)
    more = (str(values[name]) for name in _APART if values.get(name) is not None)
    return "|".join((one.code, one.item or "", (one.place or place).code, *more))


def check(act: Act, today: date) -> None:
    """Refuse an act without what makes it hold: a name; an owner and a due date to follow up; a reason and an
    end to put off. Raises Refused."""
    if not act.by.strip():
        raise Refused("no-name")
    if act.kind == "follow-up":
        if not act.owner.strip():
            raise Refused("no-owner")
        if act.due is None:
            raise Refused("no-due")
        if act.due < today:
            raise Refused("due-past")
    if act.kind == "snooze":
        if not act.reason.strip():
            raise Refused("no-reason")
        if act.until is None:
            raise Refused("no-end")
        if act.until < today:
            raise Refused("end-past")


def newest(acts: Iterable[Act], today: date) -> dict[str, Act]:
    """The last act on each alert as of a day, by its key; `acts` oldest first. A day that has passed is seen
    with that day's eyes."""
    return {one.key: one for one in acts if one.day <= today}


def standing(act: Act | None, today: date) -> Standing:
    """How an alert stands by the last act on it. What was put off is open again the day after its end."""
    if act is None or act.kind in _ENDS:
        return Standing("open", None)
    if act.kind == "acknowledge":
        return Standing("acknowledged", act)
    if act.kind == "follow-up":
        if not act.owner.strip() or act.due is None:
            # Nobody follows up what nobody owns: whatever wrote it, somebody knows of it and no more.
            return Standing("acknowledged", act)
        return Standing("overdue" if today > act.due else "followed-up", act)
    if act.until is not None and today <= act.until:
        return Standing("snoozed", act)
    return Standing("open", None)


def standings(
    alerts: Sequence[Alert], place: Place, acts: Iterable[Act], today: date
) -> tuple[Standing, ...]:
    """How each alert of the Board of `place` stands, in the order of the alerts."""
    last = newest(acts, today)
    return tuple(standing(last.get(key(one, place)), today) for one in alerts)


def closed(
    alerts: Sequence[Alert], place: Place, acts: Iterable[Act], today: date, off: frozenset[str] = frozenset()
) -> tuple[Act, ...]:
    """Alerts that somebody acted on and that the data no longer raise, by their last act, newest first.

    Those of rules that are switched off (`off`, codes of alerts) did not close: nobody looks any more.
    """
    people = [one for one in acts if one.kind != "close"]
    gone = cleared(alerts, place, people, today, off)
    recent = [one for one in gone if one.day >= today - timedelta(days=RECENT_DAYS)]
    return tuple(sorted(recent, key=lambda one: (one.day, one.key), reverse=True))


def cleared(
    alerts: Sequence[Alert], place: Place, acts: Iterable[Act], today: date, off: frozenset[str] = frozenset()
) -> tuple[Act, ...]:
    """The last act on each alert that the Board of `place` had and has no more, save those that somebody
    reopened, that are told as closed already, or whose rule is off."""
    there = {key(one, place) for one in alerts}
    mine = newest((one for one in acts if one.board == place.code), today)
    return tuple(
        act
        for name, act in mine.items()
        if name not in there and act.kind not in _ENDS and act.code not in off
    )


@dataclass(frozen=True)
class Wall:
    """What a room is shown of the alerts that are not put off."""

    lines: tuple[int, ...]
    """Places in the Board's list, worst first."""
    groups: tuple[tuple[str, int], ...]
    """How many there are by code, those of the lines too; in the order of the worst of each."""
    snoozed: int

    @property
    def total(self) -> int:
        """Alerts that are not put off."""
        return sum(count for _, count in self.groups)


def wall(alerts: Sequence[Alert], found: Sequence[Standing], most: int) -> Wall:
    """At most `most` lines and the count of each group; `alerts` worst first."""
    open_at = [at for at, one in enumerate(found) if one.state != "snoozed"]
    groups: dict[str, int] = {}
    for at in open_at:
        groups[alerts[at].code] = groups.get(alerts[at].code, 0) + 1
    return Wall(tuple(open_at[:most]), tuple(groups.items()), len(alerts) - len(open_at))


def by_state(found: Sequence[Standing]) -> Mapping[State, int]:
    """How many alerts stand in each state."""
    return {state: sum(one.state == state for one in found) for state in STATES}
