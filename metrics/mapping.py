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
from metrics.items import Where
from metrics.model import Place, PlaceStatus, State
from metrics.places import within

SpotLevel = Literal["store", "kecamatan", "kelurahan", "tps"]
"""store: a warehouse of the city; kecamatan: its PPK; kelurahan: its PPS."""
Point = tuple[float, float]
"""Longitude and latitude, in degrees of WGS 84."""
_Key = tuple[str | None, str | None, int | None]
"""Kecamatan, kelurahan and number of the polling station."""

_LEVELS: Mapping[str, SpotLevel] = {"PPK": "kecamatan", "PPS": "kelurahan", "TPS": "tps"}
_ABOVE: Mapping[SpotLevel, SpotLevel] = {"kecamatan": "store", "kelurahan": "kecamatan", "tps": "kelurahan"}


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
    parent: str
    """Code of the place above, "" for a warehouse."""
    state: State
    """complete: all arrived and is proved; short: something is on its way or not proved; not-received: due
    and not left; not-applicable: not due yet, and of a warehouse; not-reported: no sheet plans anything."""
    at: Point | None


@dataclass(frozen=True, slots=True)
class Way:
    """A shipment's way from where it leaves to where it goes, as the crow flies."""

    level: SpotLevel
    """Of where it goes."""
    state: State
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


@dataclass(frozen=True)
class _Shipped:
    """What the sheets tell of the shipments to a place."""

    origin: str
    state: State


def area_map(
    tables: Mapping[str, nw.LazyFrame],
    where: Where,
    place: Place,
    places: Sequence[Place],
    election: Election,
    today: date,
) -> AreaMap:
    """The map of `place`, which sheets name as `where`, on the day `today`.

    `tables` holds the facts in force of the kinds that there are (tps, gudang, distribusi, batas), `places`
    all places of the office. Polling stations' ways are drawn below the city only: nobody could tell
    thousands of them apart.
    """
    shipped = _shipped(tables.get("distribusi"), where, election, today)
    stores, rooms = _rooms(tables.get("gudang"), where)
    stations = _stations(tables.get("tps"), where)
    middles = _middles(stations)
    spots = [*stores]
    by_code = {one.code: one for one in places}
    codes: dict[tuple[str, str], str] = {}
    for one in within(place, places):
        if one.level not in ("kecamatan", "kelurahan"):
            continue
        key = _key(one, by_code, where)
        if one.level == "kelurahan":
            codes[key[0] or "", key[1] or ""] = one.code
        told = shipped.get(key)
        state: State = told.state if told else "not-reported"
        at = rooms.get(key[:2]) or middles.get(key[:2])
        spots.append(Spot(one.code, one.level, one.name, None, one.parent or "", state, at))
    for (kecamatan, kelurahan, number), at in stations.items():
        told = shipped.get((kecamatan, kelurahan, number))
        parent = codes.get((kecamatan or "", kelurahan or ""), "")
        state = told.state if told else "not-reported"
        spots.append(Spot(f"{parent}/{number}", "tps", kelurahan or "", number, parent, state, at))
    return AreaMap(tuple(spots), _ways(spots, shipped, by_code, where), _rings(tables.get("batas"), where))


def with_goods(drawn: AreaMap, below: Iterable[PlaceStatus]) -> AreaMap:
    """The map of the places that the Board lists, in the states of their goods; without ways."""
    states = {one.place.code: one.percent.state for one in below}
    spots = (
        replace(one, state=states.get(one.code, one.state))
        for one in drawn.spots
        if one.level == "store" or one.code in states
    )
    return replace(drawn, spots=tuple(spots), ways=())


def common_state(states: Iterable[State]) -> State:
    """What the states of several places come to: the same where all are alike, else that something is still
    to be done; "not-reported" where there is none."""
    found = set(states)
    if len(found) < 2:
        return found.pop() if found else "not-reported"
    return "not-received" if found == {"not-received", "not-applicable"} else "short"


# -- what the sheets tell ----------------------------------------------------------------------------------


def _inside(frame: nw.LazyFrame, where: Where) -> nw.LazyFrame:
    for code, name in zip(("office", "kecamatan", "kelurahan"), where.names, strict=True):
        if name is not None:
            frame = frame.filter(nw.col(code) == name)
    return frame


def _rows(frame: nw.LazyFrame) -> list[tuple[Any, ...]]:
    return frame.collect().rows()


def _shipped(
    frame: nw.LazyFrame | None, where: Where, election: Election, today: date
) -> dict[_Key, _Shipped]:
    """By place the state of its shipments: a plan is no evidence, and a day without its BAST (setting) proves
    nothing."""
    if frame is None:
        return {}
    there = (nw.col("tgl_tiba") <= today).fill_null(False)
    proved = there
    if election.alerts.evidence_proof == "bast":
        proved = proved & (nw.col("no_bast").fill_null("") != "")
    gone = there | (nw.col("tgl_berangkat") <= today).fill_null(False)
    due = (nw.col("tgl_rencana") <= today).fill_null(False)
    rows = _rows(
        _inside(frame, where)
        .with_columns(
            proved=nw.when(proved).then(1).otherwise(0),
            gone=nw.when(gone).then(1).otherwise(0),
            due=nw.when(due).then(1).otherwise(0),
        )
        .group_by("tujuan", "grain", "kecamatan", "kelurahan", "tps")
        .agg(
            nw.len().alias("count"),
            *(nw.col(name).sum() for name in ("proved", "gone", "due")),
            nw.col("asal").min(),
        )
        .select("tujuan", "grain", "kecamatan", "kelurahan", "tps", "count", "proved", "gone", "due", "asal")
    )
    added: dict[_Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    origins: dict[_Key, str] = {}
    for body, grain, kecamatan, kelurahan, tps, *counts, origin in rows:
        level = _LEVELS.get(body, grain)
        key = (
            kecamatan,
            kelurahan if level != "kecamatan" else None,
            tps if level == "tps" else None,
        )
        added[key] = [one + more for one, more in zip(added[key], counts, strict=True)]
        origins.setdefault(key, origin or "")
    return {key: _Shipped(origins[key], _state(*counts)) for key, counts in added.items()}


def _state(count: int, proved: int, gone: int, due: int) -> State:
    if gone:
        return "complete" if proved == count else "short"
    return "not-received" if due else "not-applicable"


def _rooms(
    frame: nw.LazyFrame | None, where: Where
) -> tuple[list[Spot], dict[tuple[str | None, str | None], Point]]:
    """The city's warehouses, and where the storage places of PPK and PPS lie."""
    if frame is None:
        return [], {}
    wanted = ("nama", "tingkat", "grain", "kecamatan", "kelurahan", "lat", "lon")
    stores: list[Spot] = []
    rooms: dict[tuple[str | None, str | None], Point] = {}
    for name, level, grain, kecamatan, kelurahan, lat, lon in sorted(
        _rows(_inside(frame, Where(where.office)).select(*wanted)), key=lambda row: (row[0] or "", str(row))
    ):
        at = _point(lat, lon)
        if (level or grain) == "kota":
            stores.append(Spot(name or "", "store", name or "", None, "", "not-applicable", at))
        elif at is not None:
            rooms.setdefault((kecamatan, kelurahan if (level or grain) == "kelurahan" else None), at)
    return stores, rooms


def _stations(frame: nw.LazyFrame | None, where: Where) -> dict[_Key, Point | None]:
    if frame is None:
        return {}
    listed = _inside(frame, where).filter(nw.col("grain") == "tps")
    rows = _rows(listed.select("kecamatan", "kelurahan", "tps", "lat", "lon"))
    found = {
        (kecamatan, kelurahan, number): _point(lat, lon) for kecamatan, kelurahan, number, lat, lon in rows
    }
    return dict(sorted(found.items(), key=lambda one: tuple(part or "" for part in one[0][:2]) + one[0][2:]))


def _point(lat: float | None, lon: float | None) -> Point | None:
    return None if lat is None or lon is None else (lon, lat)


def _middles(stations: Mapping[_Key, Point | None]) -> dict[tuple[str | None, str | None], Point]:
    """The middle of the polling stations of each kelurahan and kecamatan."""
    inside: dict[tuple[str | None, str | None], list[Point]] = defaultdict(list)
    for (kecamatan, kelurahan, _), at in stations.items():
        if at is not None:
            inside[kecamatan, kelurahan].append(at)
            inside[kecamatan, None].append(at)
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


def _key(place: Place, by_code: Mapping[str, Place], where: Where) -> _Key:
    if place.level == "kecamatan":
        return place.name, None, None
    above = by_code.get(place.parent or "")
    return (above.name if above else where.kecamatan), place.name, None


# -- ways --------------------------------------------------------------------------------------------------


def _ways(
    spots: Sequence[Spot], shipped: Mapping[_Key, _Shipped], by_code: Mapping[str, Place], where: Where
) -> tuple[Way, ...]:
    stores = {one.name.casefold(): one.at for one in spots if one.level == "store"}
    first = next((at for at in stores.values() if at is not None), None)
    points = {one.code: one.at for one in spots}
    found = []
    for one in spots:
        if one.at is None or one.level == "store" or one.state == "not-reported":
            continue
        if one.level == "tps" and where.kecamatan is None:
            continue
        if _ABOVE[one.level] == "store":
            told = shipped.get((one.name, None, None))
            start = stores.get(told.origin.casefold()) if told else None
            start = start or first
        else:
            start = points.get(one.parent)
        if start is not None and start != one.at:
            found.append(Way(one.level, one.state, start, one.at))
    return tuple(found)
