"""Weather, security and access: which notes meet which shipments, stores and polling stations, and what has
no fallback then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import Any, Literal, NamedTuple

import narwhals as nw

from elections import Election
from elections.alert_rules import LEVELS
from metrics.items import Where
from metrics.replacements import ROW

FLOOD, SECURITY = "banjir", "keamanan"
_LASTING = frozenset({SECURITY, "akses"})
"""Kinds that hold until somebody says otherwise; weather is of its day."""

Station = tuple[str, str, int]
"""Kecamatan, kelurahan and number of a polling station."""
Standing = Literal["now", "ahead", "past"]
State = Literal["arrived", "no-day", "clear", "covered", "open"]
"""arrived: it is there; no-day: nobody planned a day; clear: no note meets it; covered: one does, and there
is a fallback; open: one does and there is none."""

_NOTE = (
    *("kecamatan", "kelurahan", "tps", "jenis", "tingkat", "tgl_mulai", "tgl_akhir", "sumber", "catatan"),
    *("wilayah", "gudang", "rute", "cadangan", "penulis", "waktu"),
)
_WAY = (
    *("tujuan", "grain", "asal", "kecamatan", "kelurahan", "tps", "tgl_rencana", "tgl_berangkat", "tgl_tiba"),
    *("no_bast", "kendaraan", "moda", "jam", "rute", "rute_cadangan", "pengawal"),
)
_STORE = ("nama", "tingkat", "kecamatan", "kelurahan", "bebas_banjir")
_GOALS = ("PPK", "PPS", "TPS")
_GOAL_OF = {"kecamatan": "PPK", "kelurahan": "PPS", "tps": "TPS"}


@dataclass(frozen=True)
class Note:
    """A note as its sheet tells it."""

    kecamatan: str | None
    kelurahan: str | None
    tps: int | None
    kind: str | None
    level: str | None
    begins: date | None
    ends: date | None
    source: str | None
    text: str | None
    area: str | None
    """Code of the area of a forecast; None of a note that people wrote."""
    warehouse: str | None
    route: str | None
    fallback: str | None
    author: str | None
    written: str | None
    row: tuple[str | int, ...]

    def __hash__(self) -> int:
        return hash(self.row)

    @property
    def last(self) -> date | None:
        """The last day on which it holds; None: until somebody says otherwise."""
        return self.ends or (None if self.kind in _LASTING else self.begins)

    @property
    def signed(self) -> bool:
        """Whether it tells who wrote it and when."""
        return bool(self.author and self.written)

    @property
    def calm(self) -> bool:
        """Whether it is a forecast that warns of nothing."""
        return self.area is not None and self.level == LEVELS[0]

    def holds(self, day: date) -> bool:
        """Whether it holds on that day."""
        return (self.begins is None or self.begins <= day) and (self.last is None or day <= self.last)

    def standing(self, today: date) -> Standing:
        """How it stands on that day."""
        if self.last is not None and self.last < today:
            return "past"
        return "ahead" if self.begins is not None and self.begins > today else "now"


class Way(NamedTuple):
    """A shipment on its route."""

    goal: str
    """PPK, PPS or TPS."""
    origin: str | None
    kecamatan: str | None
    kelurahan: str | None
    tps: int | None
    day: date | None
    """On which it left, else is planned to."""
    left: date | None
    arrived: date | None
    bast: str | None
    """Number of the record that proves its arrival."""
    vehicle: str | None
    mode: str | None
    hours: str | None
    route: str | None
    fallback: str | None
    escort: str | None
    row: tuple[str | int, ...]


@dataclass(frozen=True)
class Store:
    """A place where goods lie, and from when to when by the plan of the shipments."""

    name: str
    level: str | None
    kecamatan: str | None
    kelurahan: str | None
    dry: bool
    """Whether its checklist says that floods do not reach it."""
    begins: date | None
    """None: goods lie there already."""
    ends: date | None
    """None: no goods are planned to lie there."""
    stations: tuple[Station, ...]
    """What gets its goods from there."""
    row: tuple[str | int, ...]


class Met(NamedTuple):
    """A shipment, a store or a polling station with the notes that meet it."""

    state: State
    day: date | None
    """The first day on which a note meets it."""
    notes: tuple[Note, ...]
    """Those that leave it without a fallback; where none does, all that meet it."""
    stations: tuple[Station, ...]
    """The polling stations that wait for it."""
    guarded: bool = True
    """Whether it has the escort that it needs."""


@dataclass(frozen=True)
class Risks:
    """All of a place, seen on one day."""

    notes: tuple[Note, ...]
    """Those that hold now, then those ahead, then those that have passed."""
    ways: tuple[tuple[Way, Met], ...]
    stores: tuple[tuple[Store, Met], ...]
    stations: tuple[tuple[Station, Met], ...]
    """Polling stations that a note meets on voting day."""
    stilted: tuple[Station, ...]
    flooded: tuple[Station, ...]
    """Prone to floods: by the list of polling stations, or by a note of a flood there."""
    today: date
    conditions: bool
    """Whether the list of polling stations tells the condition of any."""

    def open_stations(self) -> frozenset[Station]:
        """The polling stations that something without a fallback stands before."""
        return frozenset(station for inside in self._by_note.values() for station in inside)

    def stations_of(self, note: Note) -> frozenset[Station]:
        """The polling stations that a note leaves without a fallback."""
        return frozenset(self._by_note.get(note, ()))

    @cached_property
    def _by_note(self) -> dict[Note, set[Station]]:
        found: dict[Note, set[Station]] = {}
        for _, met in (*self.ways, *self.stores, *self.stations):
            for note in met.notes if met.state == "open" else ():
                found.setdefault(note, set()).update(met.stations)
        return found

    @property
    def unguarded(self) -> tuple[Way, ...]:
        """Shipments that still go and have not the escort that they need."""
        return tuple(way for way, met in self.ways if not met.guarded)


# -- what the sheets say -----------------------------------------------------------------------------------


def notes(frame: nw.LazyFrame, where: Where) -> list[Note]:
    """The notes that concern a place: its own, those of the places that it lies in, and of its routes and
    warehouses."""
    mine = _within_or_above(frame.filter(nw.col("office") == where.office), where)
    rows = mine.select(*_NOTE, *ROW).collect().rows()
    found = [_note(row) for row in rows]
    return sorted(found, key=lambda one: (one.begins or date.min, one.last or date.max, one.row))


def _note(row: Sequence[Any]) -> Note:
    kecamatan, kelurahan, tps, kind, level, begins, ends, source, text, area, *more = row
    warehouse, route, fallback, author, written, *at = more
    number = None if tps is None else int(tps)
    told = (kecamatan, kelurahan, number, kind, level, begins, ends, source, text, area)
    return Note(*told, warehouse, route, fallback, author, written, tuple(at))


def forecast_at(frame: nw.LazyFrame, where: Where) -> dict[str, str]:
    """When the newest forecast of each area in force was made, as it is written, by the area's code."""
    told = frame.filter((nw.col("office") == where.office) & ~nw.col("wilayah").is_null())
    rows = told.group_by("wilayah").agg(nw.col("waktu").max()).collect().rows()
    return {area: made or "" for area, made in rows}


def _within_or_above(frame: nw.LazyFrame, where: Where) -> nw.LazyFrame:
    named = ~nw.col("rute").is_null() | ~nw.col("gudang").is_null()
    if where.kecamatan is not None:
        frame = frame.filter(named | nw.col("kecamatan").is_null() | (nw.col("kecamatan") == where.kecamatan))
    if where.kelurahan is not None:
        frame = frame.filter(named | nw.col("kelurahan").is_null() | (nw.col("kelurahan") == where.kelurahan))
    return frame


def ways(frame: nw.LazyFrame, where: Where) -> list[Way]:
    """The shipments to a place and to what lies in it, in order of their days."""
    rows = _inside(frame, where).select(*_WAY, *ROW).collect().rows()
    found = [way for row in rows if (way := _way(row)) is not None]
    return sorted(found, key=lambda one: (one.day or date.max, one.goal, one.row))


def _way(row: Sequence[Any]) -> Way | None:
    told, grain, origin, kecamatan, kelurahan, tps, planned, left, arrived, *more = row
    goal = told if told in _GOALS else _GOAL_OF.get(grain)
    if goal is None:
        return None
    number = None if tps is None else int(tps)
    details, at = more[: -len(ROW)], tuple(more[-len(ROW) :])
    return Way._make(
        (goal, origin, kecamatan, kelurahan, number, left or planned, left, arrived, *details, at)
    )


def _inside(frame: nw.LazyFrame, where: Where) -> nw.LazyFrame:
    frame = frame.filter(nw.col("office") == where.office)
    if where.kecamatan is not None:
        frame = frame.filter(nw.col("kecamatan") == where.kecamatan)
    if where.kelurahan is not None:
        frame = frame.filter(nw.col("kelurahan") == where.kelurahan)
    return frame


def stations(frame: nw.LazyFrame, where: Where) -> dict[Station, str | None]:
    """The polling stations of a place with what their list says of their condition."""
    rows = _inside(frame, where).filter(~nw.col("tps").is_null()).select(*_KEYS, "kondisi").collect().rows()
    return {
        (kecamatan, kelurahan, int(tps)): state for kecamatan, kelurahan, tps, state in sorted(rows, key=_key)
    }


_KEYS = ("kecamatan", "kelurahan", "tps")


def _key(row: Sequence[Any]) -> tuple[str, str, int]:
    return row[0] or "", row[1] or "", int(row[2])


class _Below:
    """The polling stations under a kecamatan, a kelurahan, or alone."""

    def __init__(self, listed: Iterable[Station]) -> None:
        upper: dict[tuple[str | None, str | None, int | None], list[Station]] = {}
        self._found: dict[tuple[str | None, str | None, int | None], tuple[Station, ...]] = {}
        for one in listed:
            self._found[one] = (one,)
            for key in ((one[0], None, None), (one[0], one[1], None)):
                upper.setdefault(key, []).append(one)
        self._found |= {key: tuple(inside) for key, inside in upper.items()}

    def of(self, kecamatan: str | None, kelurahan: str | None, tps: int | None) -> tuple[Station, ...]:
        return self._found.get((kecamatan, kelurahan, tps), ())


def stores(
    frame: nw.LazyFrame,
    where: Where,
    planned: Sequence[Way],
    below: _Below,
    last: date,
    today: date,
) -> list[Store]:
    """The storage places of a place, with the days on which goods lie there by the plan of the shipments;
    without one that leaves until `last`."""
    rows = _inside(frame, where).filter(~nw.col("nama").is_null()).select(*_STORE, *ROW).collect().rows()
    plan = _Plan(planned, below, last, today)
    return sorted((plan.store(row) for row in rows), key=lambda one: (one.name, one.row))


class _Plan:
    """From when to when goods lie at a place, as the shipments tell it."""

    def __init__(self, planned: Sequence[Way], below: _Below, last: date, today: date) -> None:
        self._below, self._last = below, last
        self._days: dict[tuple[str, str | None, str | None], list[date]] = {}
        self._from: dict[str, list[Way]] = {}
        for way in planned:
            if way.origin:
                still = self._from.setdefault(_name(way.origin), [])
                still += [] if way.left and way.left <= today else [way]
            if way.day is not None:
                self._days.setdefault((way.goal, way.kecamatan, way.kelurahan), []).append(way.day)
        for (goal, kecamatan, kelurahan), days in tuple(self._days.items()):
            if kelurahan is not None:
                self._days.setdefault((goal, kecamatan, None), []).extend(days)

    def store(self, row: Sequence[Any]) -> Store:
        name, level, kecamatan, kelurahan, dry, *at = row
        begins, ends = None, None
        if level == "kota":
            still = self._from.get(_name(name))
            leaving = [way.day for way in still or () if way.day is not None]
            # What no shipment names may keep goods to the last; what all of them have left keeps none.
            ends = None if still == [] else max(leaving, default=self._last)
            goals = {(way.kecamatan, way.kelurahan, way.tps) for way in still or ()}
            waiting = tuple(sorted({one for goal in goals for one in self._below.of(*goal)}))
        else:
            goal, after, place = ("PPS", "TPS", kelurahan) if level == "kelurahan" else ("PPK", "PPS", None)
            coming = self._days.get((goal, kecamatan, place), [])
            going = self._days.get((after, kecamatan, place), [])
            if coming:
                begins, ends = min(coming), max(going, default=self._last)
            waiting = self._below.of(kecamatan, place, None) if coming else ()
        told = (name, level, kecamatan, kelurahan, dry is True, begins, ends)
        return Store(*told, waiting, tuple(at))


@lru_cache(maxsize=1024)
def _name(written: str) -> str:
    return " ".join(written.casefold().split())


# -- what meets what ---------------------------------------------------------------------------------------


_Key = tuple[str | None, str | None, int | None]


class _Threat(NamedTuple):
    """The notes that hold on a day."""

    roads: tuple[Note, ...]
    """Those on weather, floods and access."""
    open: tuple[Note, ...]
    """Those of them without a fallback of their own."""
    security: bool
    """Whether a note on security is among them."""


def _threat(found: Iterable[Note]) -> _Threat:
    there = tuple(found)
    roads = tuple(one for one in there if one.kind != SECURITY)
    return _Threat(roads, tuple(one for one in roads if not one.fallback), len(roads) < len(there))


class _Notes:
    """Notes that count, found by the place, the route and the warehouse that they name."""

    def __init__(self, found: Iterable[Note], least: str, today: date) -> None:
        enough = frozenset(LEVELS[LEVELS.index(least) :]) if least in LEVELS else frozenset(LEVELS)
        self._by_place: dict[_Key, list[Note]] = {}
        self._by_route: dict[str, list[Note]] = {}
        self._by_store: dict[str, list[Note]] = {}
        for one in found:
            # A level that nobody stated, or that nobody knows, may be any.
            if one.standing(today) == "past" or (one.level in LEVELS and one.level not in enough):
                continue
            if one.route:
                self._by_route.setdefault(_name(one.route), []).append(one)
            if one.warehouse:
                self._by_store.setdefault(_name(one.warehouse), []).append(one)
            if not one.route and not one.warehouse:
                self._by_place.setdefault((one.kecamatan, one.kelurahan, one.tps), []).append(one)

        self._at: dict[_Key, tuple[Note, ...]] = {}
        self._on: dict[tuple[_Key, str | None, str | None, date], _Threat] = {}

    def place(self, kecamatan: str | None, kelurahan: str | None, tps: int | None) -> _Key:
        """The place itself where it has notes of its own, else the one above it."""
        own = (kecamatan, kelurahan, tps)
        return own if own in self._by_place else (kecamatan, kelurahan, None)

    def at(self, place: _Key) -> tuple[Note, ...]:
        """Those of a place and of all that it lies in."""
        found = self._at.get(place)
        if found is None:
            # A place without a finer name is the coarser one: it counts once.
            keys = dict.fromkeys(((None, None, None), (place[0], None, None), (*place[:2], None), place))
            found = tuple(one for key in keys for one in self._by_place.get(key, ()))
            self._at[place] = found
        return found

    def on(self, way: Way, day: date) -> _Threat:
        """What stands before a shipment on a day; that of its place, road and origin is looked for once."""
        place = self.place(way.kecamatan, way.kelurahan, way.tps)
        key = (place, way.route, way.origin, day)
        found = self._on.get(key)
        if found is None:
            by_road = self._by_route.get(_name(way.route), []) if way.route else []
            by_store = self._by_store.get(_name(way.origin), []) if way.origin else []
            found = self._on[key] = _threat(
                one for one in (*self.at(place), *by_road, *by_store) if one.holds(day)
            )
        return found

    def of_store(self, store: Store) -> list[Note]:
        floods = [one for one in self.at((store.kecamatan, store.kelurahan, None)) if one.kind == FLOOD]
        return [*self._by_store.get(_name(store.name), []), *([] if store.dry else floods)]


def judge(
    found: Sequence[Note],
    planned: Sequence[Way],
    kept: Sequence[Store],
    listed: Mapping[Station, str | None],
    below: _Below,
    election: Election,
    today: date,
) -> Risks:
    """Every shipment, store and polling station against the notes that hold while somebody counts on it."""
    counted = _Notes(found, election.alerts.weather_level, today)
    order: dict[Standing, int] = {"now": 0, "ahead": 1, "past": 2}
    floods = [one for one in found if one.kind == FLOOD]
    flooded = {station for one in floods for station in _under(one, below, listed)}
    flooded |= {station for station, state in listed.items() if state == "rawan_banjir"}
    return Risks(
        tuple(sorted(found, key=lambda one: order[one.standing(today)])),
        tuple((way, _met_way(way, counted, below, election, today)) for way in planned),
        tuple((one, _met_store(one, counted, today)) for one in kept),
        tuple(_met_stations(listed, counted, below, election.voting_day, today)),
        tuple(station for station, state in listed.items() if state == "panggung"),
        tuple(sorted(flooded)),
        today,
        any(state is not None for state in listed.values()),
    )


def _under(note: Note, below: _Below, listed: Iterable[Station]) -> Iterable[Station]:
    if note.route or note.warehouse:
        return ()
    if note.kecamatan is None:
        return tuple(listed)
    return below.of(note.kecamatan, note.kelurahan, note.tps)


def _met_way(way: Way, counted: _Notes, below: _Below, election: Election, today: date) -> Met:
    waiting, rules = below.of(way.kecamatan, way.kelurahan, way.tps), election.alerts
    proved = bool(way.bast) or rules.evidence_proof == "arrival"
    if proved and way.arrived is not None and way.arrived <= today:
        return Met("arrived", None, (), waiting)
    guarded = bool(way.escort) or way.goal not in _escorted(rules.escort_to)
    if way.day is None:
        return Met("no-day", None, (), waiting, guarded)
    # What should have gone goes today at the earliest.
    day = max(way.day, today)
    threat = counted.on(way, day)
    guarded = bool(way.escort) or (guarded and not threat.security)
    return _met(day, () if way.fallback else threat.open, threat.roads, waiting, guarded)


@cache
def _escorted(up_to: str) -> frozenset[str]:
    """The bodies to which shipments need an escort."""
    return frozenset(_GOALS[: _GOALS.index(up_to) + 1]) if up_to in _GOALS else frozenset()


def _met_store(one: Store, counted: _Notes, today: date) -> Met:
    if one.ends is None or one.ends < today:
        return Met("clear", None, (), one.stations)
    first = max(one.begins or today, today)
    there = [note for note in counted.of_store(one) if note.kind != SECURITY]
    days = {note.row: _first_day(note, first, one.ends) for note in there}
    there = [note for note in there if days[note.row] is not None]
    open_ = [note for note in there if not note.fallback]
    told = [day for note in open_ or there if (day := days[note.row]) is not None]
    return _met(min(told, default=None), tuple(open_), tuple(there), one.stations)


def _first_day(note: Note, first: date, last: date) -> date | None:
    """The first day from one to another on which a note holds."""
    day = max(first, note.begins or first)
    return day if day <= last and note.holds(day) else None


def _met_stations(
    listed: Mapping[Station, str | None], counted: _Notes, below: _Below, voting: date, today: date
) -> Iterable[tuple[Station, Met]]:
    if voting < today:
        return
    known: dict[tuple[_Key, bool], _Threat] = {}
    for station, state in listed.items():
        key = (counted.place(*station), state == "panggung")
        if key not in known:
            place, above_water = key
            known[key] = _threat(
                one
                for one in counted.at(place)
                if one.holds(voting) and not (above_water and one.kind == FLOOD)
            )
        threat = known[key]
        if threat.roads:
            yield station, _met(voting, threat.open, threat.roads, below.of(*station))


def _met(
    day: date | None,
    open_: tuple[Note, ...],
    all_: tuple[Note, ...],
    waiting: tuple[Station, ...],
    guarded: bool = True,
) -> Met:
    if open_:
        return Met("open", day, open_, waiting, guarded)
    return Met("covered" if all_ else "clear", day if all_ else None, all_, waiting, guarded)


# -- all of it ---------------------------------------------------------------------------------------------


def risks(tables: Mapping[str, nw.LazyFrame], where: Where, election: Election, today: date) -> Risks:
    """All of a place on one day; `tables` are the facts in force by kind: tps, and as far as they are
    there risiko, distribusi and gudang."""
    listed = stations(tables["tps"], where)
    told = notes(tables["risiko"], where) if "risiko" in tables else []
    planned = ways(tables["distribusi"], where) if "distribusi" in tables else []
    last = election.deadline("at_tps")
    below = _Below(listed)
    kept = stores(tables["gudang"], where, planned, below, last, today) if "gudang" in tables else []
    return judge(told, planned, kept, listed, below, election, today)


def soon(tables: Mapping[str, nw.LazyFrame], where: Where, election: Election, today: date) -> Risks:
    """The same, as far as it may raise an alert on that day: while no note is near, nothing is read but the
    shipments without an escort."""
    last = today + timedelta(days=election.alerts.weather_lead)
    told = notes(tables["risiko"], where) if "risiko" in tables else []
    if any(one.standing(today) != "past" and (one.begins or today) <= last for one in told):
        return risks(tables, where, election, today)
    alone = ways(_unescorted(tables["distribusi"], election), where) if "distribusi" in tables else []
    return judge([], alone, [], {}, _Below(()), election, today)


def _unescorted(frame: nw.LazyFrame, election: Election) -> nw.LazyFrame:
    """The shipments to bodies that need an escort, without one."""
    bodies = _escorted(election.alerts.escort_to)
    grains = [grain for grain, body in _GOAL_OF.items() if body in bodies]
    goal = nw.col("tujuan").fill_null("")
    needed = goal.is_in(bodies) | (~goal.is_in(_GOALS) & nw.col("grain").is_in(grains))
    return frame.filter(nw.col("pengawal").is_null() & needed)
