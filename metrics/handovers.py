"""The boxes on their way down: where out and in differ, how long they stay at a PPS, who did not confirm."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from elections import Election
from metrics import chain
from metrics.chain import Break, Link
from metrics.items import Where
from metrics.model import Place, Source
from metrics.shipments import LEVELS, Shipped, To, inside, proof, shipped, to_body

BOX = "KOTAK"

Station = tuple[str, str, int]
"""Kecamatan, kelurahan and number of a polling station."""


@dataclass(frozen=True)
class Below:
    """The places that the shipments of a Board's place go to."""

    kecamatan: tuple[Place, ...]
    kelurahan: Mapping[str, tuple[Place, ...]]
    """By name of the kecamatan."""
    stations: Mapping[tuple[str, str], tuple[int, ...]]
    """Numbers of the polling stations by kecamatan and kelurahan."""


def below(known: Sequence[Place], where: Where, stations: Iterable[Station]) -> Below:
    """The places inside `where`; `known` are all places of the office, `stations` its list."""
    city = next((one for one in known if one.level == "kota" and one.name == where.office), None)
    kecamatan = tuple(
        one
        for one in known
        if city is not None and one.parent == city.code and where.kecamatan in (None, one.name)
    )
    kelurahan = {
        above.name: tuple(
            one for one in known if one.parent == above.code and where.kelurahan in (None, one.name)
        )
        for above in kecamatan
    }
    numbers: dict[tuple[str, str], list[int]] = {}
    for name, inner, number in stations:
        numbers.setdefault((name, inner), []).append(number)
    return Below(kecamatan, kelurahan, {key: tuple(sorted(own)) for key, own in numbers.items()})


# -- the chain -------------------------------------------------------------------------------------


def links(
    shipped: Mapping[To, Shipped],
    places: Below,
    differing: Mapping[To, Shipped],
    election: Election,
    unit: str,
    *,
    whole: bool,
) -> list[Link]:
    """The chain from the city's store to the polling stations; `differing` are those that counted other than
    was sent, `whole` whether what goes to the PPK is looked at, which belongs to no kelurahan.

    Of packages only too much is a break at a place: they are packed anew there.
    """
    exact = unit == "kotak"
    found = []
    for above in places.kecamatan:
        own = places.kelurahan[above.name]
        if whole:
            down = [shipped.get(To("PPS", above.name, one.name)) for one in own]
            told = [one for one in down if one is not None]
            kept = election.distribution.ppk_keeps if exact else 0
            to_it = shipped.get(To("PPK", above.name))
            found.append(
                _link(
                    "PPK", above, (above.name,), to_it, told, kept, all_told=exact and len(told) == len(own)
                )
            )
        for one in own:
            to_stations = shipped.get(To("TPS", above.name, one.name))
            listed = len(places.stations.get((above.name, one.name), ()))
            complete = to_stations is not None and to_stations.shipments >= listed
            told = [to_stations] if to_stations is not None else []
            to_it = shipped.get(To("PPS", above.name, one.name))
            found.append(
                _link("PPS", one, (above.name, one.name), to_it, told, 0, all_told=exact and complete)
            )
            found += _stations(one, above.name, to_stations, differing)
    return found


def _link(
    level: str,
    place: Place,
    path: tuple[str, ...],
    to_it: Shipped | None,
    down: Sequence[Shipped],
    kept: int,
    *,
    all_told: bool,
) -> Link:
    if to_it is None or not to_it.there:
        return Link(level, place, path, None, None)
    # As long as something of it is under way, nobody can say what it will give on.
    all_there = to_it.there == to_it.shipments and bool(down)
    gives = sum(max(one.left, one.unsent) for one in down) if all_there else None
    # A plan gives nothing: only what has left is held against what came.
    told = all_told and all(one.left >= one.planned and not one.unsent for one in down)
    given = None if to_it.unsent else to_it.sent
    return Link(level, place, path, given, to_it.arrived, kept, gives, told)


def _stations(
    kelurahan: Place, kecamatan: str, to_it: Shipped | None, differing: Mapping[To, Shipped]
) -> Iterable[Link]:
    """Each polling station that counted other than was sent, and all others together."""
    if to_it is None or not to_it.there:
        return
    path = (kecamatan, kelurahan.name)
    own = {to: one for to, one in differing.items() if (to.kecamatan, to.kelurahan) == path}
    sent = to_it.sent - sum(one.sent for one in own.values())
    yield Link("TPS", kelurahan, path, sent, to_it.counted - sum(one.counted for one in own.values()))
    for to, one in sorted(own.items(), key=lambda pair: pair[0].tps):
        # Where a sheet names the kelurahan alone, so does the break.
        place = Place(f"{kelurahan.code}/{to.tps}", f"{to.tps:03d} {kelurahan.name}", "tps", kelurahan.code)
        at, names = (place, (*path, to.tps)) if to.tps else (kelurahan, path)
        yield Link("TPS", at, names, one.sent, one.counted)


def broken(found: Sequence[Link]) -> tuple[Break, ...]:
    """Where the chain breaks, the first break first."""
    return chain.breaks(found, tuple(LEVELS))


def cells_of(one: Break, where: Where, unit: str) -> tuple[Source, ...]:
    """The shipments to the place, and of a break at the place those that go on from it."""
    bodies = tuple(LEVELS)
    at = bodies.index(next(body for body in bodies if body == one.level))
    own = bodies[at : at + 2] if one.kind == "at-the-place" else bodies[at : at + 1]
    kecamatan, kelurahan, number = (*one.path, None, None)[:3]
    return tuple(
        Source(
            "distribusi",
            (unit, f"{unit}_tiba"),
            where.office,
            None,
            LEVELS[body],
            str(kecamatan),
            None if kelurahan is None else str(kelurahan),
            None if number is None else int(number),
        )
        for body in own
    )


def levels(found: Sequence[Link]) -> tuple[chain.Level, ...]:
    """Out of each level and into the next."""
    return chain.totals(found, tuple(LEVELS))


# -- nights ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stay:
    """Boxes at a PPS."""

    place: Place
    kecamatan: str
    came: date
    boxes: int
    """That are there still; 0 once all have left."""
    nights: int
    """Since they came, up to today or to the day on which the last left."""
    is_long: bool
    """They are still there, more nights than the office allows; after voting day nobody waits for them."""


def stays(shipped: Mapping[To, Shipped], places: Below, election: Election, today: date) -> tuple[Stay, ...]:
    """The PPS where boxes came, longest first of those where some are left; Purbalingga allowed one night
    in 2024."""
    found = []
    for kecamatan, own in places.kelurahan.items():
        for one in own:
            here = shipped.get(To("PPS", kecamatan, one.name), Shipped())
            on = shipped.get(To("TPS", kecamatan, one.name), Shipped())
            if here.came is None:
                continue
            left = max(0, here.arrived - on.left)
            until = today if left or on.went is None else on.went
            nights = max(0, (min(until, election.voting_day) - here.came).days)
            is_before = today <= election.voting_day
            is_long = is_before and left > 0 and nights > election.distribution.pps_nights
            found.append(Stay(one, kecamatan, here.came, left, nights, is_long))
    return tuple(sorted(found, key=lambda one: (not one.boxes, -one.nights)))


# -- confirmation ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Unconfirmed:
    """Polling stations of a kelurahan of which nothing proves that their goods are there."""

    place: Place
    kecamatan: Place
    """Its PPK is to be called."""
    stations: tuple[int, ...]
    listed: int
    """Polling stations that the kelurahan has."""


def confirmed(
    shipments: nw.LazyFrame | None,
    logistik: nw.LazyFrame | None,
    where: Where,
    election: Election,
    today: date,
) -> set[Station]:
    """The polling stations that are proved to have their goods: by a shipment, or by their own word of the
    boxes. `logistik` None: no sheet of goods tells of confirmation."""
    found: set[Station] = set()
    keys = ("kecamatan", "kelurahan", "tps")
    if shipments is not None:
        there = inside(shipments, where).filter(
            to_body("TPS"), nw.col("tgl_tiba") <= today, proof(election), ~nw.col("tps").is_null()
        )
        found |= _keys(there.select(*keys).unique())
    if logistik is not None:
        said = inside(logistik, where).filter(
            nw.col("item") == BOX, nw.col("grain") == "tps", nw.col("dikonfirmasi") > 0
        )
        found |= _keys(said.select(*keys).unique())
    return found


def _keys(frame: nw.LazyFrame) -> set[Station]:
    return {(row[0] or "", row[1] or "", int(row[2])) for row in frame.collect().rows()}


def unconfirmed(places: Below, there: Collection[Station]) -> tuple[Unconfirmed, ...]:
    """By kelurahan, in the order of the places, the polling stations that are not among `there`."""
    proved = set(there)
    found = []
    for above in places.kecamatan:
        for one in places.kelurahan[above.name]:
            numbers = places.stations.get((above.name, one.name), ())
            missing = tuple(number for number in numbers if (above.name, one.name, number) not in proved)
            if missing:
                found.append(Unconfirmed(one, above, missing, len(numbers)))
    return tuple(found)


def differing(
    shipments: nw.LazyFrame,
    sent: Mapping[To, Shipped],
    where: Where,
    column: str,
    election: Election,
    today: date,
) -> dict[To, Shipped]:
    """The polling stations that counted other than was sent; asked for only where some did."""
    names = {to.kelurahan for to, one in sent.items() if to.body == "TPS" and one.differing}
    if not names:
        return {}
    there = shipments.filter(to_body("TPS"), nw.col("kelurahan").fill_null("").is_in(sorted(names)))
    found = shipped(there, where, column, election, today, ("kecamatan", "kelurahan", "tps"))
    return {to: one for to, one in found.items() if one.counted != one.sent}
