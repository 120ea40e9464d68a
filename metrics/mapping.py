"""The map: where warehouses, PPK, PPS and polling stations lie, how far their goods have come, and the ways
between them.

Points are those of the sheets. A PPK or PPS lies where its storage place lies, else amid its polling
stations; of what has no point nothing is guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import narwhals as nw

from elections import Election
from metrics import shipments
from metrics.distribution import Standing, standing
from metrics.items import Where
from metrics.model import Place, PlaceStatus, State
from metrics.places import within
from metrics.shipments import LEVELS, Body, Shipped, To
from metrics.storage import Answer, Stay

SpotLevel = Literal["store", "kecamatan", "kelurahan", "tps"]
"""store: a warehouse of the city; kecamatan: its PPK; kelurahan: its PPS."""
Condition = Standing | State | Answer
"""How shipments, goods or the room of a place stand."""
Point = tuple[float, float]
"""Longitude and latitude, in degrees of WGS 84."""

_BODIES: Mapping[str, Body] = {level: body for body, level in LEVELS.items()}


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the map."""

    code: str
    """Of the place, as on a Board; of a warehouse its name."""
    level: SpotLevel
    name: str
    """Of a polling station that of its kelurahan."""
    number: int | None
    """Of a polling station."""
    kecamatan: str
    """Its name; "" for a warehouse."""
    parent: str
    """Code of the place above, "" for a warehouse."""
    state: Condition
    """How its shipments stand; of a warehouse whether there is room, "unknown" as long as nobody asked."""
    at: Point | None
    stations: Standing = "none"
    """Of a kecamatan or kelurahan: how the shipments to its polling stations stand together."""


@dataclass(frozen=True, slots=True)
class Way:
    """A shipment's way from where it leaves to where it goes, as the crow flies."""

    level: SpotLevel
    """Of where it goes."""
    state: Condition
    start: Point
    end: Point


@dataclass(frozen=True)
class AreaMap:
    """All that a map of a place shows."""

    spots: tuple[Spot, ...]
    """Warehouses, then kecamatan, kelurahan and polling stations, each in the order of the Board's list."""
    ways: tuple[Way, ...]
    rings: tuple[tuple[Point, ...], ...]
    """Boundary lines."""


def area_map(
    tables: Mapping[str, nw.LazyFrame],
    where: Where,
    place: Place,
    places: Sequence[Place],
    election: Election,
    today: date,
) -> AreaMap:
    """The map of `place`, which sheets name as `where`, on the day `today`.

    `tables` holds "claims" and the facts in force of the kinds that there are (tps, gudang, distribusi,
    batas), `places` all places of the office. Polling stations' ways are drawn below the city only: nobody
    could tell thousands of them apart.
    """
    sent = _Sent(tables, where, election, today)
    stores, rooms = _rooms(tables.get("gudang"), where)
    stations = _stations(tables.get("tps"), where)
    middles = _middles(stations)
    spots = [*stores]
    names = {one.code: one.name for one in places}
    codes: dict[tuple[str, str], str] = {}
    for one in within(place, places):
        if one.level == "kecamatan":
            kecamatan, kelurahan = one.name, ""
        elif one.level == "kelurahan":
            kecamatan, kelurahan = names.get(one.parent or "", ""), one.name
            codes[kecamatan, kelurahan] = one.code
        else:
            continue
        state = sent.state(To(_BODIES[one.level], kecamatan, kelurahan))
        inside = sent.state(To("TPS", kecamatan, kelurahan))
        at = rooms.get((kecamatan, kelurahan)) or middles.get((kecamatan, kelurahan))
        parent = one.parent or ""
        spots.append(Spot(one.code, one.level, one.name, None, kecamatan, parent, state, at, inside))
    for (kecamatan, kelurahan, number), at in stations.items():
        parent = codes.get((kecamatan, kelurahan), "")
        state = sent.state(To("TPS", kecamatan, kelurahan, number))
        spots.append(Spot(f"{parent}/{number}", "tps", kelurahan, number, kecamatan, parent, state, at))
    return AreaMap(tuple(spots), _ways(spots, sent.origins, where), _rings(tables.get("batas"), where))


def with_goods(drawn: AreaMap, below: Iterable[PlaceStatus]) -> AreaMap:
    """The map of the places that the Board lists, in the states of their goods; without ways."""
    states = {one.place.code: one.percent.state for one in below}
    spots = (
        replace(one, state=states.get(one.code, one.state))
        for one in drawn.spots
        if one.level == "store" or one.code in states
    )
    return replace(drawn, spots=tuple(spots), ways=())


def with_rooms(drawn: AreaMap, stays: Iterable[Stay]) -> AreaMap:
    """The map of the places where goods are kept, by whether there is room for what is planned; without
    ways."""
    answers: dict[tuple[str, str, str], Answer] = {}
    for one in stays:
        room = one.rooms[0]
        own = room.name if one.level == "kota" else room.kelurahan if one.level == "kelurahan" else ""
        answers[one.level, "" if one.level == "kota" else room.kecamatan, own] = one.answer
    spots = []
    for one in drawn.spots:
        level = "kota" if one.level == "store" else one.level
        own = "" if one.level == "kecamatan" else one.name
        if one.level != "tps":
            spots.append(replace(one, state=answers.get((level, one.kecamatan, own), "unknown")))
    return replace(drawn, spots=tuple(spots), ways=())


# -- what the sheets tell ----------------------------------------------------------------------------------


def _inside(frame: nw.LazyFrame, where: Where) -> nw.LazyFrame:
    for code, name in zip(("office", "kecamatan", "kelurahan"), where.names, strict=True):
        if name is not None:
            frame = frame.filter(nw.col(code) == name)
    return frame


def _rows(frame: nw.LazyFrame) -> list[tuple[Any, ...]]:
    return frame.collect().rows()


class _Sent:
    """The shipments of a place, asked for once, and how they stand at each place of it."""

    def __init__(
        self, tables: Mapping[str, nw.LazyFrame], where: Where, election: Election, today: date
    ) -> None:
        self._election, self._today = election, today
        self._found: dict[To, Shipped] = {}
        self.origins: dict[str, str] = {}
        """Where the shipment to a kecamatan leaves, as its sheet names it."""
        claims, frame = tables["claims"], tables.get("distribusi")
        mine = claims.filter(nw.col("office") == where.office, nw.col("kind") == "distribusi")
        unit = shipments.unit(measure for (measure,) in _rows(mine.select("measure").unique()))
        if frame is None or unit is None:
            return
        by_kelurahan = shipments.shipped(frame, where, unit, election, today)
        for to, one in by_kelurahan.items():
            for whole in {to, To(to.body, to.kecamatan)}:
                self._found[whole] = self._found.get(whole, Shipped()).plus(one)
        by = ("kecamatan", "kelurahan", "tps")
        each = shipments.shipped(frame, where, unit, election, today, by)
        self._found |= {to: one for to, one in each.items() if to.tps}
        to_ppk = shipments.inside(frame, where).filter(shipments.to_body("PPK"))
        named = _rows(to_ppk.group_by("kecamatan").agg(nw.col("asal").min()).select("kecamatan", "asal"))
        self.origins = {kecamatan: origin.casefold() for kecamatan, origin in named if kecamatan and origin}

    def state(self, to: To) -> Standing:
        """How what goes to a body stands at a place."""
        return standing(self._found.get(to, Shipped()), self._election.there_by(to.body), self._today)


def _rooms(frame: nw.LazyFrame | None, where: Where) -> tuple[list[Spot], dict[tuple[str, str], Point]]:
    """The city's warehouses, and where the storage places of PPK and PPS lie."""
    if frame is None:
        return [], {}
    wanted = ("nama", "tingkat", "grain", "kecamatan", "kelurahan", "lat", "lon")
    stores: list[Spot] = []
    rooms: dict[tuple[str, str], Point] = {}
    for name, level, grain, kecamatan, kelurahan, lat, lon in sorted(
        _rows(_inside(frame, Where(where.office)).select(*wanted)), key=lambda row: (row[0] or "", str(row))
    ):
        at = _point(lat, lon)
        if (level or grain) == "kota":
            stores.append(Spot(name or "", "store", name or "", None, "", "", "unknown", at))
        elif at is not None:
            inside = kelurahan if (level or grain) == "kelurahan" else None
            rooms.setdefault((kecamatan or "", inside or ""), at)
    return stores, rooms


def _stations(frame: nw.LazyFrame | None, where: Where) -> dict[tuple[str, str, int], Point | None]:
    if frame is None:
        return {}
    listed = _inside(frame, where).filter(nw.col("grain") == "tps")
    rows = _rows(listed.select("kecamatan", "kelurahan", "tps", "lat", "lon"))
    found = {
        (kecamatan or "", kelurahan or "", number): _point(lat, lon)
        for kecamatan, kelurahan, number, lat, lon in rows
    }
    return dict(sorted(found.items()))


def _point(lat: float | None, lon: float | None) -> Point | None:
    return None if lat is None or lon is None else (lon, lat)


def _middles(stations: Mapping[tuple[str, str, int], Point | None]) -> dict[tuple[str, str], Point]:
    """The middle of the polling stations of each kelurahan and kecamatan."""
    inside: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for (kecamatan, kelurahan, _), at in stations.items():
        if at is not None:
            inside[kecamatan, kelurahan].append(at)
            inside[kecamatan, ""].append(at)
    return {
        key: (sum(lon for lon, _ in points) / len(points), sum(lat for _, lat in points) / len(points))
        for key, points in inside.items()
    }


def _rings(frame: nw.LazyFrame | None, where: Where) -> tuple[tuple[Point, ...], ...]:
    if frame is None:
        return ()
    rows = _rows(_inside(frame, where).select("kecamatan", "kelurahan", "bagian", "garis"))
    rows.sort(key=lambda row: (row[0] or "", row[1] or "", row[2] or 0))
    return tuple(_ring(line) for *_, line in rows if line)


def _ring(line: str) -> tuple[Point, ...]:
    pairs = (point.split(",") for point in line.strip("; ").split(";"))
    return tuple((float(lon), float(lat)) for lon, lat in pairs)


# -- ways --------------------------------------------------------------------------------------------------


def _ways(spots: Sequence[Spot], origins: Mapping[str, str], where: Where) -> tuple[Way, ...]:
    stores = {one.name.casefold(): one.at for one in spots if one.level == "store"}
    first = next((at for at in stores.values() if at is not None), None)
    points = {one.code: one.at for one in spots}
    found = []
    for one in spots:
        if one.at is None or one.level == "store" or one.state == "none":
            continue
        if one.level == "tps" and where.kecamatan is None:
            continue
        if one.level == "kecamatan":
            start = stores.get(origins.get(one.name, "")) or first
        else:
            start = points.get(one.parent)
        if start is not None and start != one.at:
            found.append(Way(one.level, one.state, start, one.at))
    return tuple(found)
