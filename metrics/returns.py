"""After voting: the boxes that each polling station is to give back, and those that came back."""

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw

from metrics.handovers import BOX, Below, Station
from metrics.items import Where
from metrics.model import Place
from metrics.shipments import Shipped, To


@dataclass(frozen=True)
class Open:
    """A polling station whose boxes have not all come back."""

    tps: int
    due: int
    returned: int | None
    """None: nobody reported."""


@dataclass(frozen=True)
class Return:
    """The boxes of a kelurahan."""

    place: Place
    kecamatan: str
    due: int
    returned: int | None
    """None: nobody reported any."""
    unreported: int
    """Polling stations of which nobody reported."""
    open: tuple[Open, ...]


def returned(logistik: nw.LazyFrame, where: Where) -> dict[Station, int]:
    """Boxes that came back by polling station, from the facts of the kind `logistik`."""
    mine = logistik.filter(
        nw.col("office") == where.office,
        nw.col("item") == BOX,
        nw.col("grain") == "tps",
        ~nw.col("dikembalikan").is_null(),
    )
    for column, name in (("kecamatan", where.kecamatan), ("kelurahan", where.kelurahan)):
        if name is not None:
            mine = mine.filter(nw.col(column) == name)
    rows = mine.select("kecamatan", "kelurahan", "tps", "dikembalikan").collect().rows()
    found: dict[Station, int] = {}
    for kecamatan, kelurahan, tps, count in rows:
        key = (kecamatan or "", kelurahan or "", int(tps))
        found[key] = found.get(key, 0) + int(count)
    return found


def returns(
    sent: Mapping[To, Shipped], back: Mapping[Station, int], places: Below, a_station: int
) -> tuple[Return, ...]:
    """By kelurahan, in the order of the places. Due is what was shipped to a polling station, `a_station`
    boxes where no shipment is told; `sent` are shipments by polling station."""
    found = []
    for above in places.kecamatan:
        for one in places.kelurahan[above.name]:
            due, got, unreported, left = 0, 0, 0, []
            numbers = places.stations.get((above.name, one.name), ())
            for number in numbers:
                shipment = sent.get(To("TPS", above.name, one.name, number))
                own = shipment.planned if shipment else a_station
                came = back.get((above.name, one.name, number))
                due, got, unreported = due + own, got + (came or 0), unreported + (came is None)
                if came is None or came < own:
                    left.append(Open(number, own, came))
            if numbers:
                told = got if unreported < len(numbers) else None
                found.append(Return(one, above.name, due, told, unreported, tuple(left)))
    return tuple(found)
