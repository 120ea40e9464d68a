"""What comes to storage places and what leaves them: deliveries to the city, shipments down from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from elections import Election
from metrics.items import Where
from metrics.model import ItemStatus
from metrics.stacking import Held

BOX = "KOTAK"
"""The item whose pieces are boxes themselves."""

Spot = tuple[str, str, str]
"""Level of a storage place ("kota", "kecamatan", "kelurahan") with its kecamatan and kelurahan; of the city's
own the level, the name of the warehouse as `plain` writes it ("" where none is named), and ""."""

_BODIES = {"kecamatan": "PPK", "kelurahan": "PPS", "tps": "TPS"}
"""Who gets a shipment at a level, where its row does not say."""


@dataclass(frozen=True)
class Move:
    """Goods that come to a place or leave it."""

    day: date | None
    """When they did; else when they are to, at the earliest today. None: nobody names a day."""
    held: Held
    into: bool
    done: bool
    """Whether a sheet proves it."""


def plain(name: str | None) -> str:
    """The name of a warehouse as it is compared."""
    return " ".join((name or "").casefold().split())


def packed(item: str, amount: int, election: Election) -> Held | None:
    """So many of an item as packages; None where nobody knows how many one holds."""
    if item == BOX:
        return Held(boxes=amount)
    pack = election.packs.get(item)
    return Held(cartons=-(-amount // pack.box)) if pack is not None else None


def deliveries(
    goods: nw.LazyFrame, items: Sequence[ItemStatus], where: Where, election: Election, today: date
) -> Iterator[tuple[Spot, Move]]:
    """What came to the city's warehouses on a known day, and what is still to come.

    Of each item the sheets of the level that counts are taken, as `items` tell it.
    """
    levels = {
        one.item: source.grain
        for one in items
        if packed(one.item, 0, election) is not None
        for source in one.percent.sources[:1]
    }
    short = nw.col("kebutuhan") - nw.col("diterima").fill_null(0)
    rows = (
        goods.filter(nw.col("office") == where.office, nw.col("item").is_in(list(levels)))
        .with_columns(short=nw.when(short > 0).then(short).otherwise(0))
        .group_by("item", "grain", "gudang", "tgl_terima", "tgl_perkiraan")
        .agg(*(nw.col(name).sum().cast(nw.Int64) for name in ("diterima", "short")))
        .select("item", "grain", "gudang", "tgl_terima", "tgl_perkiraan", "diterima", "short")
        .collect()
        .rows()
    )
    amounts: dict[tuple[str, str, date | None, bool], int] = {}
    for item, grain, named, came_on, expected, came, missing in rows:
        if grain != levels[item]:
            continue
        if came and came_on is not None and came_on <= today:
            key = (item, plain(named), came_on, True)
            amounts[key] = amounts.get(key, 0) + int(came)
        if missing:
            key = (item, plain(named), max(expected, today) if expected else None, False)
            amounts[key] = amounts.get(key, 0) + int(missing)
    for (item, named, day, done), amount in amounts.items():
        held = packed(item, amount, election)
        if held is not None:
            yield ("kota", named, ""), Move(day, held, into=True, done=done)


@dataclass(frozen=True)
class Shipment:
    """Goods that go from one place to a body."""

    origin: str
    body: str
    kecamatan: str
    kelurahan: str
    held: Held
    planned: date | None
    left: date | None
    """None: no sheet says that it left."""
    arrived: date | None
    """None: nothing proves it."""


def shipments(frame: nw.LazyFrame, where: Where, election: Election, today: date) -> Iterator[Shipment]:
    """The shipments of a place, those of one day and way as one.

    An arrival is proved as the office's rule of evidence says: by its day and its BAST, or by the day alone.
    """
    bast = nw.when(nw.col("no_bast").fill_null("") == "").then(0).otherwise(1)
    mine = frame.filter(nw.col("office") == where.office)
    for column, name in (("kecamatan", where.kecamatan), ("kelurahan", where.kelurahan)):
        if name is not None:
            mine = mine.filter(nw.col(column) == name)
    keys = ("asal", "tujuan", "grain", "kecamatan", "kelurahan", "tgl_rencana", "tgl_berangkat", "tgl_tiba")
    rows = (
        mine.with_columns(bast=bast)
        .group_by(*keys, "bast")
        .agg(*(nw.col(name).sum().cast(nw.Int64) for name in ("kotak", "koli")))
        .select(*keys, "bast", "kotak", "koli")
        .collect()
        .rows()
    )
    needs_bast = election.alerts.evidence_proof == "bast"
    for origin, told, grain, kecamatan, kelurahan, planned, left, there, number, boxes, cartons in rows:
        body = told if told in _BODIES.values() else _BODIES.get(grain)
        if body is None or not (boxes or cartons):
            continue
        arrived = there if there and there <= today and (number or not needs_bast) else None
        gone = left if left and left <= today else arrived
        held = Held(int(boxes or 0), int(cartons or 0))
        yield Shipment(plain(origin), body, kecamatan or "", kelurahan or "", held, planned, gone, arrived)


def moves(found: Iterator[Shipment], named: Mapping[str, Spot], today: date) -> Iterator[tuple[Spot, Move]]:
    """Each shipment as what leaves one place and comes to the next; to a polling station it only leaves.

    `named` are the storage places by the name of their warehouse; where a shipment names none of them, it
    leaves from the place of the body above.
    """
    for one in found:
        ahead = max(one.planned, today) if one.planned else None
        above: dict[str, Spot] = {
            "PPK": ("kota", "", ""),
            "PPS": ("kecamatan", one.kecamatan, ""),
            "TPS": ("kelurahan", one.kecamatan, one.kelurahan),
        }
        leaves = Move(one.left or ahead, one.held, into=False, done=one.left is not None)
        yield named.get(one.origin, above[one.body]), leaves
        comes = Move(one.arrived or ahead, one.held, into=True, done=one.arrived is not None)
        if one.body == "PPK":
            yield ("kecamatan", one.kecamatan, ""), comes
        if one.body == "PPS":
            yield ("kelurahan", one.kecamatan, one.kelurahan), comes
