"""The matrix of the ad-hoc bodies' money: units by period, account, source and body, equal at each level."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import narwhals as nw

from elections import Election
from metrics import money_entries as entries_of
from metrics import recovery
from metrics.finance import BODIES, month_end
from metrics.items import Where
from metrics.model import Board, Place
from metrics.money_entries import Entry, Sums, account, fund, total
from metrics.needs import NOWHERE

Side = Literal["period", "account", "fund", "body"]
SIDES: tuple[Side, ...] = ("period", "account", "fund", "body")
"""By what the money of a unit is divided."""
_KEYS: Mapping[Side, Callable[[Entry], str]] = {
    "period": lambda one: one.period,
    "account": lambda one: account(one.account),
    "fund": lambda one: fund(one.fund),
    "body": lambda one: one.body,
}
_WRITTEN: Mapping[Side, Callable[[Entry], str]] = {
    "period": lambda one: one.period,
    "account": lambda one: one.account,
    "fund": lambda one: one.fund,
    "body": lambda one: one.body,
}
_UNITS = ("kecamatan", "kelurahan", "tps")


@dataclass(frozen=True)
class Part:
    """The money of one period, account, source or body of a unit, or all of it."""

    key: str
    """2023-12, 521213, apbn, PPK; "" where the sheets tell none, and for the whole."""
    sums: Sums
    planned: tuple[Fraction, int] | None
    """What of the ceilings should be spent by now, and those ceilings; None where no time is known."""

    @property
    def absorbed(self) -> Fraction | None:
        """The share of the ceiling that is spent."""
        spent, ceiling = self.sums.realisasi, self.sums.pagu
        return Fraction(spent, ceiling) if ceiling and spent is not None else None

    @property
    def gone(self) -> Fraction | None:
        """The share of the time that has gone, each ceiling weighing as much as it is."""
        return self.planned[0] / self.planned[1] if self.planned else None

    @property
    def gap(self) -> Fraction | None:
        """How far spending is behind the time, as a share of the ceiling; below 0 it is ahead."""
        return None if self.gone is None or self.absorbed is None else self.gone - self.absorbed


@dataclass(frozen=True)
class Unit:
    """The money of a place with all below it; of the own unit, what belongs to no place below."""

    place: Place
    own: bool
    whole: Part
    sides: Mapping[Side, tuple[Part, ...]]

    def side(self, name: Side) -> tuple[Part, ...]:
        """Its parts; together they are the whole, to the rupiah."""
        return self.sides[name]


@dataclass(frozen=True)
class MoneyMatrix:
    """The money of the Board's place and of the units below it: whole = own + units."""

    whole: Unit
    units: tuple[Unit, ...]
    own: Unit | None
    """What belongs to the place itself (a PPK's own money, a PPS's), or to names that are not on the list;
    None where there is none."""
    unlisted: tuple[str | int | None, ...]
    """How facts name the units that `own` holds; None: no unit at all."""
    written: Mapping[tuple[Side, str], tuple[str | None, ...]]
    """How the sheets write the key of a part; None: not at all."""
    without: entries_of.Left
    unit: str
    """The column of facts that names the units."""
    approved_by_status: bool
    """No sheet has a column of approved amounts: the status of the SPJ tells them."""

    @property
    def all(self) -> tuple[Unit, ...]:
        """Own and units, in the order in which they are shown."""
        return (self.own, *self.units) if self.own else self.units


def matrix(
    tables: Mapping[str, nw.LazyFrame], board: Board, where: Where, election: Election, known: Sequence[Place]
) -> MoneyMatrix:
    """The matrix of the Board's place; `tables` are the facts in force of its office, `known` all places,
    `election` the profile with the office's settings."""
    today = min(board.as_of, board.today)
    choice = entries_of.choice_of(tables, board, where, election, known)
    below = [one for one in known if one.parent == board.place.code]
    found, left = entries_of.entries(tables["keuangan"], where, choice)
    depth = entries_of.level_below(board.place)
    if board.place.level == "kelurahan":
        below = _stations(tables["tps"], where, board.place)
    names: dict[str | int, Place] = {
        (int(one.code.rpartition("/")[2]) if depth == 2 else one.name): one for one in below
    }
    inside: dict[str | int, list[Entry]] = {name: [] for name in names}
    own: list[Entry] = []
    for one in found:
        inside.get(one.at[depth], own).append(one)
    keys = {side: _keys(found, side) for side in SIDES}

    def unit(place: Place, parts: Sequence[Entry], is_own: bool = False) -> Unit:
        sides: dict[Side, tuple[Part, ...]] = {side: _side(parts, side, keys[side], part) for side in SIDES}
        return Unit(place, is_own, part("", parts), sides)

    def part(key: str, parts: Sequence[Entry]) -> Part:
        return Part(key, total(parts), entries_of.planned(parts, election, today))

    nowhere = NOWHERE[_UNITS[depth]]
    unlisted = {None if one.at[depth] == nowhere else one.at[depth] for one in own}
    return MoneyMatrix(
        unit(board.place, found),
        # A polling station carries no money unless some sheet pays it by itself.
        tuple(unit(names[name], parts) for name, parts in inside.items() if parts or depth < 2),
        unit(board.place, own, is_own=True) if own else None,
        tuple(sorted(unlisted, key=str)),
        _spellings(found),
        left,
        _UNITS[depth],
        not entries_of.has_approved(choice),
    )


def _stations(tps: nw.LazyFrame, where: Where, place: Place) -> list[Place]:
    listed = recovery.stations(tps.filter(nw.col("office") == where.office))
    numbers = sorted(
        one.tps for one in listed if (one.kecamatan, one.kelurahan) == (where.kecamatan, where.kelurahan)
    )
    return [Place(f"{place.code}/{number}", f"TPS {number:03d}", "tps", place.code) for number in numbers]


def _keys(found: Iterable[Entry], side: Side) -> list[str]:
    """All keys of a side in the order in which they are shown."""
    return sorted({_KEYS[side](one) for one in found}, key=lambda key: _order(side, key))


def _order(side: Side, key: str) -> tuple[int, int, str]:
    if side == "body":
        return (0, BODIES.index(key) if key in BODIES else len(BODIES), key)
    # Months one after the other, then names of other periods, last what belongs to none.
    is_month = side == "period" and month_end(key) is not None
    return (2 if not key else 0 if is_month or side != "period" else 1, 0, key)


def _side(
    parts: Sequence[Entry], side: Side, keys: Sequence[str], part: Callable[[str, Sequence[Entry]], Part]
) -> tuple[Part, ...]:
    divided: dict[str, list[Entry]] = {}
    for one in parts:
        divided.setdefault(_KEYS[side](one), []).append(one)
    return tuple(part(key, divided[key]) for key in keys if key in divided)


def _spellings(found: Iterable[Entry]) -> dict[tuple[Side, str], tuple[str | None, ...]]:
    told: dict[tuple[Side, str], set[str | None]] = {}
    for one in found:
        for side in SIDES:
            told.setdefault((side, _KEYS[side](one)), set()).add(_WRITTEN[side](one) or None)
    return {key: tuple(sorted(written, key=str)) for key, written in told.items()}
