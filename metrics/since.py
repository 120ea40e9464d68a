"""What changed between two Boards, the last meeting's and now's: one line a change, worst first.

A change of one cell moves many numbers: a place's boxes, the item, the stage, the headline. It is told once,
at the number at which the others end (`metrics.standing`): an item at a place below the Board's, an amount,
a stage or a promised day of an item at the Board's own place where no place below tells it, an amount of
money where a sheet states it, the shipments to a body. What is made of these (`totals`) moved along and is
no line. What the rule reckons of more or fewer voters or polling stations is told as these.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.model import Board, Source, Value
from metrics.standing import OF_ITEM, Key, Name, Number, standing, totals

_UP_IS_WORSE = frozenset({"need", "damaged", "expected", "missing"})
_NEITHER = frozenset({"stations", "voters", "planned", "under_way", "pagu", "setor_kembali"})
_BY_LIST = ("stations", "voters")
_ON_THE_WAY = frozenset({"sent", "confirmed", "shipped"})

Turn = Literal["worse", "neither", "better"]
Subject = Literal["goods", "distribution", "money", "list"]
TURNS: tuple[Turn, ...] = ("worse", "neither", "better")
SUBJECTS: tuple[Subject, ...] = ("goods", "distribution", "money", "list")


@dataclass(frozen=True)
class Moved:
    """One amount that is not what it was; None where nobody tells it."""

    code: str
    unit: str
    before: Value
    after: Value

    @property
    def difference(self) -> int | float | None:
        """After less before, of days in days; None where one of the two is not told."""
        was, now = self.before, self.after
        if isinstance(was, date) and isinstance(now, date):
            return (now - was).days
        return now - was if isinstance(was, int | float) and isinstance(now, int | float) else None


@dataclass(frozen=True)
class Line:
    """A number that changed."""

    name: Name
    first: Moved
    """The amount that tells it."""
    more: tuple[Moved, ...]
    """The others of its amounts that changed."""
    sources: tuple[Source, ...]
    """Where its cells stood."""
    sources_now: tuple[Source, ...]
    """Where they stand."""
    of_share: bool = False
    """Whether a percent stands over its amounts."""

    @property
    def days(self) -> int:
        """Days lost; below 0: won."""
        days = self.first.difference
        return int(days) if days is not None and self.first.unit == "days" else 0

    @property
    def share(self) -> float:
        """Percent lost, of a percent in points; below 0: won. 0 of what is neither good nor bad."""
        if self.days or self.first.code in _NEITHER or self._only_told:
            return 0.0
        was, now = _amount(self.first.before), _amount(self.first.after)
        scale = 100.0 if self.first.unit == "percent" else max(abs(was), abs(now)) or 1.0
        lost = (was - now) / scale * 100
        # A day that is told is better than none, though a later one is worse than an earlier one.
        promised = self.first.unit == "days"
        return 0.0 - lost if self.first.code in _UP_IS_WORSE and not promised else lost

    @property
    def _only_told(self) -> bool:
        """Whether only the amounts of a share are told that stayed as it was, or are told no more, or grew
        with its need."""
        if not self.of_share or self.first.code == "percent":
            return False
        return self.first.difference is None or any(one.code == "need" for one in self.more)

    @property
    def turn(self) -> Turn:
        """Whether it got worse or better."""
        lost = self.days or self.share
        return "worse" if lost > 0 else "better" if lost < 0 else "neither"

    @property
    def subject(self) -> Subject:
        """What it is about."""
        if self.first.unit == "rupiah":
            return "money"
        if self.name.number in _BY_LIST:
            return "list"
        return "distribution" if self.name.number in _ON_THE_WAY else "goods"


@dataclass(frozen=True)
class Total:
    """A number made of others that moved along."""

    name: Name
    moved: Moved
    sources: tuple[Source, ...]
    """Where its cells stood."""
    sources_now: tuple[Source, ...]
    """Where they stand."""


@dataclass(frozen=True)
class Since:
    """All that changed between two Boards of one place."""

    lines: tuple[Line, ...]
    """Worse ones first, of these the days lost before the shares; then what is neither, then better ones."""
    totals: tuple[Total, ...]
    """In the Board's order."""


def since(before: Board, after: Board) -> Since:
    """What is not on `after` as it was on `before`. A number that only got older did not change."""
    was, now = standing(before), standing(after)
    moved = {key: _moved(was.get(key), now.get(key)) for key in {**now, **was}}
    changed = {key: one for key, one in moved.items() if one}
    lines = [
        _line(was.get(key), now.get(key), one)
        for key, one in changed.items()
        if not _told_elsewhere(key, changed, was, now, before.place.code)
    ]
    return Since(tuple(sorted(lines, key=_rank)), _totals(before, after))


def _moved(was: Number | None, now: Number | None) -> tuple[Moved, ...]:
    """Which amounts of a number changed; of a share of which only the whole did, none."""
    told = now or was
    if told is None:
        return ()
    old, new = dict(was.told) if was else {}, dict(now.told) if now else {}
    found = tuple(
        Moved(code, "percent" if code == "percent" else told.unit, old.get(code), new.get(code))
        for code in {**new, **old}
        if not _same(old.get(code), new.get(code)) and not _spelt_out(code, old, new)
    )
    is_stage = told.name.number not in ("ready", *OF_ITEM) and "ready" in old and "ready" in new
    # Its need is told by the item itself.
    return () if is_stage and _same_work(old, new) else found


def _same(was: Value, now: Value) -> bool:
    """Engines add fractions up in any order, so the last digit of a share may differ."""
    if isinstance(was, float) and isinstance(now, float):
        return math.isclose(was, now, rel_tol=1e-9, abs_tol=1e-9)
    return was == now


def _spelt_out(code: str, old: Mapping[str, Value], new: Mapping[str, Value]) -> bool:
    """Whether only one of two shares tells an amount, because something is damaged there."""
    return (
        code in ("received", "good")
        and "percent" in old
        and "percent" in new
        and (code in old) != (code in new)
    )


def _same_work(old: Mapping[str, Value], new: Mapping[str, Value]) -> bool:
    full = old["ready"] == old.get("need") and new["ready"] == new.get("need")
    return full or old["ready"] == new["ready"]


def _told_elsewhere(
    key: Key,
    changed: Mapping[Key, tuple[Moved, ...]],
    was: Mapping[Key, Number],
    now: Mapping[Key, Number],
    own: str,
) -> bool:
    """Whether another line tells the change."""
    number, place, item, _ = key
    sides = [one for one in (was.get(key), now.get(key)) if one is not None]
    if number == "ready" and place != own:
        need = ("need", own, item, None)
        only_need = {one.code for one in changed[key]} <= {"percent", "need", "missing"}
        return only_need and _ruled(need, was, now) and (need in changed or _listed(changed, own))
    if number == "expected":
        # What is all there is expected no more.
        return key not in now and any(one[2] == item and one[0] != "expected" for one in changed)
    if number == "need" and _ruled(key, was, now):
        return _listed(changed, own)
    if number not in OF_ITEM or not all(one.below for one in sides):
        return False
    places = [one for one in changed if one[0] == "ready" and one[2] == item and one[1] != own]
    return any(_of(number, was.get(one)) != _of(number, now.get(one)) for one in places)


def _listed(changed: Mapping[Key, object], own: str) -> bool:
    return any((one, own, None, None) in changed for one in _BY_LIST)


def _ruled(need: Key, was: Mapping[Key, Number], now: Mapping[Key, Number]) -> bool:
    """Whether neither before nor after a sheet states the need, and the Board tells it."""
    return all(need in one and one[need].by_rule for one in (was, now))


def _of(code: str, place: Number | None) -> Value:
    """An amount of an item as a place below tells it: received is what is ready where nothing is damaged."""
    if place is None or not place.told:
        return None
    other = place.amount("ready") if code == "received" else 0
    found: Value = place.amount(code)
    return other if found is None else found


def _line(was: Number | None, now: Number | None, moved: tuple[Moved, ...]) -> Line:
    one = now or was
    assert one is not None  # noqa: S101 -- it moved, so one of the Boards has it
    sources, sources_now = was.sources if was else (), now.sources if now else ()
    of_share = any(side is not None and side.amount("percent") is not None for side in (was, now))
    return Line(one.name, moved[0], moved[1:], sources, sources_now, of_share)


def _rank(one: Line) -> tuple[int, int, float, str]:
    return TURNS.index(one.turn), -one.days, -one.share, str(one.name.key)


def _amount(value: Value) -> float:
    if isinstance(value, date):
        return 1.0
    return float(value) if isinstance(value, int | float) else 0.0


def _totals(before: Board, after: Board) -> tuple[Total, ...]:
    was = {name.key: figure for name, figure in totals(before)}
    found = []
    for name, figure in totals(after):
        old = was.get(name.key)
        value = old.value if old else None
        if not _same(value, figure.value):
            moved = Moved(name.number, figure.unit, value, figure.value)
            found.append(Total(name, moved, old.sources if old else (), figure.sources))
    return tuple(found)
