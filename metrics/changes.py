"""What a sheet would change of what is in force: cell by cell, before it counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

State = Literal["added", "changed", "missing"]
Scalar = int | float | str | bool | date | None
Claim = tuple[str, str, str, str]
"""subject, measure, grain, kecamatan ("" at the grain of the city)."""

PLACE = ("grain", "kecamatan", "kelurahan", "tps")
WRITTEN = "written"
"""Of a row that stands under the kecamatan that is meant: the name as the sheet has it."""
NEVER_FALLS = "diterima"
"""What was received once stays received: less of it is a mistake or needs a reason."""
MOST = 500
"""Cells that are listed; all are counted."""


@dataclass(frozen=True)
class Change:
    """One cell that would not stay as it is."""

    state: State
    subject: str
    kecamatan: str | None
    kelurahan: str | None
    tps: int | None
    names: tuple[str, ...]
    """What tells rows of one place and subject apart: a warehouse's name, a donor."""
    field: str
    before: Scalar
    after: Scalar


@dataclass(frozen=True)
class Drop:
    """A number that would fall so far that somebody must say why."""

    subject: str
    field: str
    kecamatan: str | None
    kelurahan: str | None
    tps: int | None
    """All None: the total."""
    before: int | float
    after: int | float

    @property
    def share(self) -> float:
        """By how many percent of the number in force."""
        return float((self.before - self.after) / self.before * 100)


@dataclass(frozen=True)
class Changes:
    """What would become of the cells that a sheet speaks for."""

    added: int
    changed: int
    """Names of a kecamatan that would be written otherwise are cells too."""
    unchanged: int
    missing: int
    """Cells in force that the sheet speaks for and no longer has."""
    cells: tuple[Change, ...]
    """The first MOST that are not unchanged: numbers that would change or go before new ones, else in
    the order of subject and place."""
    drops: tuple[Drop, ...]
    """Totals that fall by more than the limit, and received goods that become fewer, the greatest first."""

    @property
    def asks_why(self) -> bool:
        """Whether accepting needs a typed reason."""
        return bool(self.drops)


_Key = tuple[Any, ...]


def compare(
    before: Iterable[Mapping[str, Any]],
    after: Iterable[Mapping[str, Any]],
    *,
    claims: Collection[Claim],
    fields: Sequence[str],
    measures: Collection[str],
    keys: Sequence[str],
    drop_limit: Fraction,
) -> Changes:
    """What rows `after` would change of the rows `before` that are in force.

    Rows are those of one kind and office, by name of column. `claims` say what the sheet speaks for: what is
    in force beside it stays. `fields` are the columns to compare, `measures` those of them that are numbers
    and add up; `keys` tell rows of one subject and place apart, and where there are none such rows are added
    up, for a delivery in two rows is the same goods as in one. Rows with WRITTEN stand under another name
    than their kecamatan.
    """
    spoken = set(claims)
    scope = {(subject, grain, kecamatan) for subject, _, grain, kecamatan in spoken}
    there, after = [row for row in before if _scope(row) in scope], list(after)
    old, new = _by_key(there, fields, measures, keys), _by_key(after, fields, measures, keys)
    renamed = _renamed(there, after, keys)
    states = dict.fromkeys(("added", "changed", "unchanged", "missing"), 0)
    cells: list[Change] = []
    sums: dict[tuple[str, str], list[int | float]] = defaultdict(lambda: [0, 0])
    drops: list[Drop] = []
    for key in sorted(old.keys() | new.keys(), key=lambda one: tuple(map(str, one))):
        subject, _, kecamatan, kelurahan, tps, *names = key
        was_there, is_there = old.get(key, {}), new.get(key, {})
        if key in renamed:
            states["changed"] += 1
            cells.append(Change("changed", subject, kecamatan, kelurahan, tps, _told(names), *renamed[key]))
        for name in fields:
            was, now = was_there.get(name), is_there.get(name)
            if was is None and now is None:
                continue
            if now is None and not _is_gone(name, key, is_there, measures, spoken):
                continue
            state = _state(was, now)
            states[state] += 1
            if state != "unchanged" and (state != "added" or len(cells) < MOST):
                cells.append(Change(state, subject, kecamatan, kelurahan, tps, _told(names), name, was, now))
            if name in measures:
                total = sums[subject, name]
                total[0] += was or 0
                total[1] += now or 0
                if name == NEVER_FALLS and was is not None and (now or 0) < was:
                    drops.append(Drop(subject, name, kecamatan, kelurahan, tps, was, now or 0))
    totals = [
        Drop(subject, name, None, None, None, was, now)
        for (subject, name), (was, now) in sums.items()
        if was > 0 and Fraction(was) - Fraction(now) > drop_limit * Fraction(was)
    ]
    by_share = sorted(drops, key=lambda one: -one.share)
    return Changes(
        *states.values(), cells=_first(cells), drops=(*sorted(totals, key=lambda one: -one.share), *by_share)
    )


def _told(names: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(one) for one in names if one is not None)


def _renamed(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], keys: Sequence[str]
) -> dict[_Key, tuple[str, str, str]]:
    """Column, name before and name after of what both have under different names of its kecamatan."""
    touched = {_key(row, keys) for rows in (before, after) for row in rows if WRITTEN in row}
    if not touched:
        return {}
    names: list[dict[_Key, set[str]]] = [defaultdict(set), defaultdict(set)]
    for found, rows in zip(names, (before, after), strict=True):
        for row in rows:
            if (key := _key(row, keys)) in touched:
                found[key].add(row.get(WRITTEN, row["kecamatan"]))
    was, now = names
    return {
        key: ("kecamatan", ", ".join(sorted(was[key])), ", ".join(sorted(now[key])))
        for key in was.keys() & now.keys()
        if was[key] != now[key]
    }


def _key(row: Mapping[str, Any], keys: Sequence[str]) -> _Key:
    return (row["subject"], *(row[name] for name in (*PLACE, *keys)))


def _first(cells: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(sorted(cells, key=lambda one: one.state == "added")[:MOST])


def _state(was: Scalar, now: Scalar) -> State | Literal["unchanged"]:
    if was is None:
        return "added"
    if now is None:
        return "missing"
    return "unchanged" if was == now else "changed"


def _scope(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["subject"], row["grain"], row["kecamatan"] or ""


def _is_gone(
    name: str, key: _Key, is_there: Mapping[str, Any], measures: Collection[str], spoken: Collection[Claim]
) -> bool:
    """Whether a cell in force that the sheet lacks would no longer be: a column that the sheet does not have
    stays as it was, and so does what only the sheet before told of a row that is still there."""
    scope = (key[0], name, key[1], key[2] or "")
    if name in measures:
        return scope in spoken
    return not is_there and (key[0], "rows", key[1], key[2] or "") in spoken


def _by_key(
    rows: Iterable[Mapping[str, Any]], fields: Sequence[str], measures: Collection[str], keys: Sequence[str]
) -> dict[_Key, dict[str, Any]]:
    found: dict[_Key, dict[str, Any]] = {}
    for row in rows:
        cells = found.setdefault(_key(row, keys), {})
        for name in fields:
            value = row.get(name)
            if value is None:
                continue
            cells[name] = cells[name] + value if name in measures and name in cells else value
    return found
