"""Storage places: what is in them, what comes and leaves by the plan, whether there is room, how they are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import narwhals as nw

from elections import CHECKLIST, Election, Storing
from metrics.items import Where
from metrics.model import ItemStatus
from metrics.moving import Move, Spot, deliveries, moves, packed, plain, shipments
from metrics.replacements import ROW
from metrics.stacking import Held, Space, Way, by_rule, percent, stated, together

Level = Literal["kota", "kecamatan", "kelurahan"]
Answer = Literal["unfit", "full", "unknown", "tight", "room"]
"""unfit: it has a fault with which it must not be used; full: what is planned does not fit; unknown: its room
or what it holds is not known; tight: nearly full on its peak day; room: everything fits."""

ANSWERS: tuple[Answer, ...] = ("unfit", "full", "unknown", "tight", "room")
"""The worst first."""

_LEVELS: tuple[Level, ...] = ("kota", "kecamatan", "kelurahan")
_WAYS: tuple[Way, ...] = ("stated", "rule")
_FIELDS = (
    *("alamat", "lat", "lon", "luas_m2", "tinggi_m", "tinggi_pakai_m", "kapasitas_koli", "terisi_kotak"),
    *("terisi_koli", "tgl_periksa", "foto", "pemeriksa", "jumlah_penjaga", "shift_jaga", "jam_shift"),
    *CHECKLIST,
)


@dataclass(frozen=True)
class Room:
    """A storage place as its sheet tells it; None where it tells nothing."""

    name: str
    level: Level
    kecamatan: str
    kelurahan: str
    """Of the city's own place: where it stands."""
    address: str | None
    lat: float | None
    lon: float | None
    floor: float | None
    """m²."""
    height: float | None
    """Usable, in m: the room's own where the sheet names none."""
    packages: int | None
    """All that fits, as the sheet states it."""
    held: Held | None
    counted: date | None
    """The day on which the goods in it were counted: that of the sheet."""
    checks: tuple[tuple[str, bool | None], ...]
    """The checklist: True good, False faulty, None not looked at."""
    inspected: date | None
    photo: str | None
    inspector: str | None
    """A role, never a person."""
    guards: int | None
    """People a shift."""
    shifts: int | None
    """Shifts a day."""
    hours: float | None
    """Hours a shift."""
    rows: tuple[tuple[str | int, ...], ...]
    """Where it stands, by ROW."""

    @property
    def faults(self) -> tuple[str, ...]:
        """What the inspection found bad."""
        return tuple(code for code, good in self.checks if good is False)

    @property
    def unchecked(self) -> tuple[str, ...]:
        """What nobody looked at."""
        return tuple(code for code, good in self.checks if good is None)

    @property
    def guarded(self) -> float | None:
        """Hours a day with somebody on guard; None where shifts or their hours are not told."""
        return self.shifts * self.hours if self.shifts is not None and self.hours is not None else None


@dataclass(frozen=True)
class Stay:
    """A place where goods stay: a warehouse of the city, or all rooms of a PPK or PPS together."""

    rooms: tuple[Room, ...]
    space: Space | None
    """The room that counts; None where it is not known."""
    other: Space | None
    """The same told the other way, where both are known."""
    now: Held | None
    """On the day `counted`; None where nobody counted."""
    counted: date
    moves: tuple[Move, ...]
    """What came or left since, and what is planned, in order of the days."""
    peak_day: date
    peak: Held
    """The most that is there at once, from today on; at least that where nobody counted."""
    share_now: Fraction | None
    """Percent of the room taken when it was counted."""
    share: Fraction | None
    """Percent of the room taken on the peak day."""
    overflow: date | None
    """The first day on which not everything fits."""
    fatal: tuple[str, ...]
    """Faults with which it must not be used."""
    answer: Answer
    rule: Storing
    """The office's rules, by which all of this is told."""

    @property
    def name(self) -> str:
        """The names of its rooms."""
        return ", ".join(one.name for one in self.rooms)

    @property
    def level(self) -> Level:
        """Whose it is."""
        return self.rooms[0].level

    @property
    def percent(self) -> float | None:
        """Percent of the room taken on the peak day, for the screen."""
        return None if self.share is None else percent(self.share)

    @property
    def left(self) -> int | None:
        """Packages for which there is still room on the peak day; below 0: so many too many."""
        return None if self.space is None else self.space.left(self.peak, self.rule)

    @property
    def spot(self) -> Spot:
        """How shipments name it."""
        return _spot(self.rooms[0])

    @property
    def comes(self) -> date | None:
        """The first day on which something is still to come; None where nothing is."""
        return min((one.day for one in self.moves if one.into and not one.done and one.day), default=None)


@dataclass(frozen=True)
class Homeless:
    """Goods that are planned for a place of which no sheet names a room."""

    level: Level
    kecamatan: str
    kelurahan: str
    held: Held
    first: date


@dataclass(frozen=True)
class Storage:
    """All storage places of the Board's place."""

    stays: tuple[Stay, ...]
    """The city's first, then by kecamatan and kelurahan."""
    homeless: tuple[Homeless, ...]
    unassigned: Held
    """To come to the city, with a day, for no warehouse that is known."""
    undated: Held
    """To come, on a day that nobody names: in no forecast."""
    uncounted: tuple[str, ...]
    """Items to come whose packages nobody can count, for their size is not known."""


def storage(
    tables: Mapping[str, nw.LazyFrame],
    items: Sequence[ItemStatus],
    where: Where,
    election: Election,
    today: date,
) -> Storage:
    """The storage places of a place, each with what is planned for it from the day of its count on.

    `tables` holds `gudang` and `logistik`, and `distribusi` where there are shipments. What is planned and
    not proved lies at the earliest on `today`; a plan of which the day has passed is never taken as done.
    """
    groups: dict[Spot, list[Room]] = defaultdict(list)
    for one in rooms(tables["gudang"], where):
        groups[_spot(one)].append(one)
    found, lost = _assigned(_all(tables, items, groups, where, election, today), groups)
    stays = [_stay(members, found.get(spot, []), election.storing, today) for spot, members in groups.items()]
    city = [move for spot, move in lost if spot[0] == "kota" and move.into and not move.done]
    return Storage(
        tuple(sorted(stays, key=lambda one: (_LEVELS.index(one.level), *one.spot[1:], one.name))),
        _homeless(lost),
        _sum(move for move in city if move.day),
        _sum(
            move
            for move in (*(one for several in found.values() for one in several), *(one for _, one in lost))
            if move.into and move.day is None
        ),
        tuple(
            one.item
            for one in items
            if where.kecamatan is None and one.short and packed(one.item, 0, election) is None
        ),
    )


def fatal(room: Room, rule: Storing) -> tuple[str, ...]:
    """Faults with which a place must not be used, in the order of the checklist."""
    return tuple(code for code in room.faults if code in rule.fatal)


def rooms(frame: nw.LazyFrame, where: Where) -> list[Room]:
    """The storage places of a place; what several sheets tell of one is put together, the newest first."""
    mine = frame.filter(nw.col("office") == where.office, ~nw.col("nama").is_null())
    for column, name in (("kecamatan", where.kecamatan), ("kelurahan", where.kelurahan)):
        if name is not None:
            mine = mine.filter(nw.col(column) == name)
    keys = ("nama", "tingkat", "kecamatan", "kelurahan", "data_date", *ROW)
    told: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in mine.select(*keys, *_FIELDS).collect().rows():
        one = dict(zip((*keys, *_FIELDS), row, strict=True))
        level = one["tingkat"] or (
            "kelurahan" if one["kelurahan"] else "kecamatan" if one["kecamatan"] else "kota"
        )
        if where.kecamatan is not None and level == "kota":
            continue
        told[level, one["kecamatan"] or "", one["kelurahan"] or "", plain(one["nama"])].append(one)
    return [_room(level, sheets) for (level, *_), sheets in sorted(told.items())]


def _room(level: str, sheets: list[dict[str, Any]]) -> Room:
    newest = sorted(sheets, key=lambda one: (one["data_date"] or date.min, one["sheet_row"]), reverse=True)
    one = {
        name: next((sheet[name] for sheet in newest if sheet[name] is not None), None) for name in newest[0]
    }
    counts = ("terisi_kotak", "terisi_koli")
    counted = next((sheet for sheet in newest if any(sheet[name] is not None for name in counts)), None)
    held = Held(counted["terisi_kotak"] or 0, counted["terisi_koli"] or 0) if counted else None
    return Room(
        str(one["nama"]),
        next(name for name in _LEVELS if name == level),
        one["kecamatan"] or "",
        one["kelurahan"] or "",
        one["alamat"],
        one["lat"],
        one["lon"],
        one["luas_m2"],
        one["tinggi_pakai_m"] if one["tinggi_pakai_m"] is not None else one["tinggi_m"],
        one["kapasitas_koli"],
        held,
        (counted or newest[0])["data_date"],
        tuple((code, one[code]) for code in CHECKLIST),
        one["tgl_periksa"],
        one["foto"],
        one["pemeriksa"],
        one["jumlah_penjaga"],
        one["shift_jaga"],
        one["jam_shift"],
        tuple(tuple(sheet[name] for name in ROW) for sheet in newest),
    )


def _spot(room: Room) -> Spot:
    if room.level == "kota":
        return room.level, plain(room.name), ""
    return room.level, room.kecamatan, room.kelurahan if room.level == "kelurahan" else ""


# -- what moves ------------------------------------------------------------------------------------


def _all(
    tables: Mapping[str, nw.LazyFrame],
    items: Sequence[ItemStatus],
    groups: Mapping[Spot, Sequence[Room]],
    where: Where,
    election: Election,
    today: date,
) -> Iterator[tuple[Spot, Move]]:
    if where.kecamatan is None:
        yield from deliveries(tables["logistik"], items, where, election, today)
    if "distribusi" in tables:
        named = {plain(one.name): spot for spot, members in groups.items() for one in members}
        yield from moves(shipments(tables["distribusi"], where, election, today), named, today)


def _assigned(
    found: Iterator[tuple[Spot, Move]], groups: Mapping[Spot, Sequence[Room]]
) -> tuple[dict[Spot, list[Move]], list[tuple[Spot, Move]]]:
    """The moves by place, and those of places that no sheet names; where the city has one warehouse, all of
    its goods are there."""
    city = [spot for spot in groups if spot[0] == "kota"]
    by_spot: dict[Spot, list[Move]] = defaultdict(list)
    lost = []
    for told, move in found:
        spot = city[0] if told[0] == "kota" and len(city) == 1 else told
        if spot in groups:
            by_spot[spot].append(move)
        else:
            lost.append((spot, move))
    return by_spot, lost


def _homeless(lost: Sequence[tuple[Spot, Move]]) -> tuple[Homeless, ...]:
    coming: dict[Spot, list[Move]] = defaultdict(list)
    for spot, move in lost:
        if spot[0] != "kota" and move.into and not move.done and move.day:
            coming[spot].append(move)
    return tuple(
        Homeless(level, spot[1], spot[2], _sum(several), min(one.day for one in several if one.day))
        for spot, several in sorted(coming.items())
        for level in _LEVELS
        if level == spot[0]
    )


def _sum(found: Iterator[Move] | Sequence[Move]) -> Held:
    total = Held()
    for one in found:
        total = total.plus(one.held)
    return total


# -- day by day ------------------------------------------------------------------------------------


def _stay(members: Sequence[Room], found: Sequence[Move], rule: Storing, today: date) -> Stay:
    counted = min((one.counted for one in members if one.counted), default=today)
    now = _together(members)
    after = tuple(
        sorted(
            # What was done by the day of the count is in it.
            (one for one in found if one.day is not None and (not one.done or one.day > counted)),
            key=lambda one: (one.day or today, not one.into),
        )
    )
    space, other = _spaces(members, rule)
    days = list(course(now or Held(), after, max(counted, today)))
    sizes = [(space.share(held, rule) if space else Fraction(held.pieces)) for _, held in days]
    at = sizes.index(max(sizes))
    share = sizes[at] if space else None
    faults = tuple(dict.fromkeys(code for one in members for code in fatal(one, rule)))
    return Stay(
        rooms=tuple(members),
        space=space,
        other=other,
        now=now,
        counted=counted,
        moves=after,
        peak_day=days[at][0],
        peak=days[at][1],
        share_now=space.share(now, rule) if space and now else None,
        share=share,
        overflow=next(
            (day for (day, _), size in zip(days, sizes, strict=True) if space and size > rule.full), None
        ),
        fatal=faults,
        answer=_answer(share, rule, counted_at_all=now is not None, faults=bool(faults)),
        rule=rule,
    )


def course(now: Held, found: Sequence[Move], first: date) -> Iterator[tuple[date, Held]]:
    """What is there at most on each day from `first` on on which something moves, and on `first` itself.

    `found` is in order of its days, of a day what comes before what leaves: both may be there at once. More
    cannot leave than is there.
    """
    held, day, most = now, first, now
    for one in found:
        if one.day is not None and one.day > day:
            yield day, most
            day, most = one.day, held
        if one.into:
            held = held.plus(one.held)
            most = held
        else:
            held = Held(max(0, held.boxes - one.held.boxes), max(0, held.cartons - one.held.cartons))
            if one.day is not None and one.day < first:
                most = held
    yield day, most


def _together(members: Sequence[Room]) -> Held | None:
    """What rooms hold that are used as one; None where one of them was not counted."""
    total = Held()
    for one in members:
        if one.held is None:
            return None
        total = total.plus(one.held)
    return total


def _spaces(members: Sequence[Room], rule: Storing) -> tuple[Space | None, Space | None]:
    """The room that counts by the office's rule, and the same told the other way."""
    ways = {
        "stated": together([stated(one.packages) for one in members]),
        "rule": together([by_rule(one.floor, one.height, rule) for one in members]),
    }
    first, second = sorted(_WAYS, key=lambda way: way != rule.trusted)
    return (ways[first], ways[second]) if ways[first] else (ways[second], None)


def _answer(share: Fraction | None, rule: Storing, *, counted_at_all: bool, faults: bool) -> Answer:
    if faults:
        return "unfit"
    if share is None:
        return "unknown"
    if share > rule.full:
        return "full"
    if not counted_at_all:
        return "unknown"
    return "tight" if share > rule.near else "room"
