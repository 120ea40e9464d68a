"""After voting: the boxes that each polling station is to give back, and those that came back."""

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw

from metrics.handovers import BOX, Below, Station
from metrics.items import Where
from metrics.model import Place


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
    by_station: bool = True
    """False: the sheet tells the kelurahan's boxes together, so nobody knows of which polling stations."""


def returned(logistik: nw.LazyFrame, where: Where) -> dict[Station, int]:
    """Boxes that came back by polling station, and by kelurahan (number 0), from the facts of the kind
    `logistik`."""
    mine = logistik.filter(
        nw.col("office") == where.office,
        nw.col("item") == BOX,
        nw.col("grain").is_in(["tps", "kelurahan"]),
        ~nw.col("dikembalikan").is_null(),
    )
    for column, name in (("kecamatan", where.kecamatan), ("kelurahan", where.kelurahan)):
        if name is not None:
            mine = mine.filter(nw.col(column) == name)
    rows = mine.select("kecamatan", "kelurahan", "tps", "dikembalikan").collect().rows()
    found: dict[Station, int] = {}
    for kecamatan, kelurahan, tps, count in rows:
        key = (kecamatan or "", kelurahan or "", int(tps or 0))
        found[key] = found.get(key, 0) + int(count)
    return found


def returns(
    sent: Mapping[Station, int], back: Mapping[Station, int], places: Below, a_station: int
) -> tuple[Return, ...]:
    """By kelurahan, in the order of the places. Due is what was shipped to a polling station, `a_station`
    boxes where no shipment is told; `sent` are boxes by polling station. What a kelurahan says of all its
    boxes counts where none of its polling stations is reported."""
    found = []
    for above in places.kecamatan:
        for one in places.kelurahan[above.name]:
            names = (above.name, one.name)
            stations = [
                Open(number, sent.get((*names, number), a_station), back.get((*names, number)))
                for number in places.stations.get(names, ())
            ]
            if stations:
                found.append(_return(one, above.name, stations, back.get((*names, 0))))
    return tuple(found)


def _return(place: Place, kecamatan: str, stations: list[Open], together: int | None) -> Return:
    due = sum(one.due for one in stations)
    told = [one.returned for one in stations if one.returned is not None]
    if not told and together is not None:
        return Return(place, kecamatan, due, together, 0, (), by_station=False)
    left = tuple(one for one in stations if one.returned is None or one.returned < one.due)
    return Return(place, kecamatan, due, sum(told) if told else None, len(stations) - len(told), left)
