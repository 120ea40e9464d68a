"""The way of the goods to the last polling station and back: waves, chain, nights, confirmation, help,
return and destruction, of one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import narwhals as nw

from elections import Election
from metrics import chain, destruction, handovers, recovery, shipments
from metrics import returns as coming_back
from metrics.chain import Break
from metrics.destruction import ToDestroy
from metrics.handovers import Stay, Unconfirmed
from metrics.items import Where
from metrics.model import Board, Place
from metrics.recovery import Recovery, Stock
from metrics.returns import Return
from metrics.shipments import LEVELS, Body, Shipped, To

Tables = Mapping[str, nw.LazyFrame]
_DOWN = ("kecamatan", "kelurahan", "tps")


@dataclass(frozen=True)
class Row:
    """What goes to a body in one place."""

    place: Place
    shipped: Shipped


@dataclass(frozen=True)
class Days:
    """On which days shipments of a body left and came: by these its cells are found."""

    spoken: tuple[tuple[str | None, str], ...]
    """How sheets name the body, with the level of their rows."""
    left: tuple[date, ...]
    came: tuple[date, ...]
    ahead: tuple[date, ...]
    """Days of arrival that lie ahead."""


@dataclass(frozen=True)
class Wave:
    """All that goes to one body."""

    body: Body
    due: date
    """The day by which it is there: setting."""
    total: Shipped
    rows: tuple[Row, ...]
    """One a place below the Board's own; the Board's own where the body lies no deeper."""
    days: Days


@dataclass(frozen=True)
class Distribution:
    """The distribution of a place as of a day."""

    unit: str | None
    """kotak or koli; None where no sheet tells of shipments."""
    waves: tuple[Wave, ...]
    levels: tuple[chain.Level, ...]
    breaks: tuple[Break, ...]
    """The first break first."""
    stays: tuple[Stay, ...]
    listed: int
    """Polling stations of the place."""
    unconfirmed: tuple[Unconfirmed, ...]
    recoveries: tuple[Recovery, ...]
    empty: int
    """Shortages that are not among them: nothing of the item is there yet, and nobody has too much of it."""
    returns: tuple[Return, ...]
    """Empty before voting day, as long as nobody reports a return."""
    destroyed: tuple[ToDestroy, ...]

    @property
    def without_help(self) -> tuple[tuple[Stock, ...], int]:
        """Shortages of a station that has some, which nobody of its dapil can help; and how many there are
        where nothing is there yet."""
        alone = tuple(one.stock for one in self.recoveries if not one.moves)
        some = tuple(one for one in alone if one.there)
        return some, self.empty + len(alone) - len(some)


Standing = Literal[
    "none", "proved", "unproved", "differs", "unsent", "overdue", "under-way", "planned-late", "planned"
]
"""unproved: all is there, not all with evidence; differs: all is there, but counted other than sent; unsent:
all is there, but of some nobody told how much was sent;
overdue: not there after its day; planned-late: planned for after it."""


def standing(one: Shipped, due: date, today: date) -> Standing:
    """How the shipments of a place stand to the day by which they are there. A plan is never done."""
    if not one.shipments:
        return "none"
    if one.there == one.shipments:
        if one.counted != one.sent:
            return "differs"
        if one.unsent:
            return "unsent"
        return "proved" if one.proved >= one.arrived else "unproved"
    if today > due:
        return "overdue"
    if one.left:
        return "under-way"
    return "planned-late" if one.ends is not None and one.ends > due else "planned"


def late(wave: Wave, today: date) -> tuple[Row, ...]:
    """The places to which goods are planned for after their day."""
    return tuple(row for row in wave.rows if standing(row.shipped, wave.due, today) == "planned-late")


def distribution(
    tables: Tables, board: Board, where: Where, election: Election, known: Sequence[Place]
) -> Distribution:
    """The distribution of the Board's place; `tables` are the facts in force of its office, `known` all
    places, `election` the profile with the office's settings."""
    today = min(board.as_of, board.today)
    stated = _stated(tables["claims"], where)
    unit = shipments.unit(stated.get("distribusi", ()))
    listed = recovery.stations(tables["tps"].filter(nw.col("office") == where.office))
    inside = handovers.below(
        known, where, [(one.kecamatan, one.kelurahan, one.tps) for one in listed if _is_in(where, one)]
    )
    returning = today >= election.voting_day or "dikembalikan" in stated.get("logistik", ())
    ways = tables["distribusi"]
    sent = shipments.shipped(ways, where, unit, election, today) if unit else {}
    other = handovers.differing(ways, sent, where, unit, election, today) if unit else {}
    links = handovers.links(sent, inside, other, election, unit or "", whole=where.kelurahan is None)
    said = tables["logistik"] if "dikonfirmasi" in stated.get("logistik", ()) else None
    helped, left_out = _recoveries(tables, listed, where, election, stated.get("logistik", ()))
    there = handovers.confirmed(ways if unit else None, said, where, election, today)
    # Rows of a wave are polling stations only below a kelurahan.
    rows = shipments.shipped(ways, where, unit, election, today, _DOWN) if unit and where.kelurahan else sent
    return Distribution(
        unit,
        tuple(
            _wave(body, rows, _days(ways, where, today, body), inside, where, election)
            for body in _bodies(where)
        ),
        handovers.levels(links),
        handovers.broken(links),
        handovers.stays(sent, inside, election, board.today),
        sum(len(numbers) for numbers in inside.stations.values()),
        handovers.unconfirmed(inside, there),
        helped,
        left_out,
        coming_back.returns(
            shipments.boxes(ways, where),
            coming_back.returned(tables["logistik"], where),
            inside,
            _a_station(election),
        )
        if returning
        else (),
        destruction.to_destroy(
            destruction.destroyed(tables["pemusnahan"], where), board.items, election, today
        )
        if board.place.level == "kota"
        else (),
    )


def _stated(claims: nw.LazyFrame, where: Where) -> dict[str, set[str]]:
    """The columns that somebody states, by kind."""
    mine = claims.filter(nw.col("office") == where.office).select("kind", "measure").unique()
    found: dict[str, set[str]] = {}
    for kind, measure in mine.collect().rows():
        found.setdefault(kind, set()).add(measure)
    return found


def _is_in(where: Where, one: recovery.Station | Stock) -> bool:
    return where.kecamatan in (None, one.kecamatan) and where.kelurahan in (None, one.kelurahan)


def _bodies(where: Where) -> tuple[Body, ...]:
    """What goes to a PPK belongs to no kelurahan."""
    return tuple(body for body in LEVELS if where.kelurahan is None or body != "PPK")


def _a_station(election: Election) -> int:
    """Boxes of a polling station by the election's rule."""
    return sum(term.factor for term in election.item(handovers.BOX).need if term.per == "tps")


def _recoveries(
    tables: Tables,
    listed: Sequence[recovery.Station],
    where: Where,
    election: Election,
    measures: set[str] | tuple[()],
) -> tuple[tuple[Recovery, ...], int]:
    """Shortages of the place, and how many are not listed; surplus is looked for in the whole office, so that
    nothing is promised twice."""
    stocks, left_out = recovery.stocks(tables["logistik"], tables["tps"], where, election, measures)
    found = recovery.recoveries(stocks, listed)
    return tuple(one for one in found if _is_in(where, one.stock)), left_out


# -- waves -----------------------------------------------------------------------------------------


def _wave(
    body: Body,
    found: Mapping[To, Shipped],
    days: Days,
    inside: handovers.Below,
    where: Where,
    election: Election,
) -> Wave:
    rows: list[Row] = []
    for above in inside.kecamatan:
        if where.kecamatan is None or (body == "PPK" and where.kelurahan is None):
            rows.append(Row(above, shipments.total(found, body, kecamatan=above.name)))
            continue
        for one in inside.kelurahan[above.name]:
            names = {"kecamatan": above.name, "kelurahan": one.name}
            if where.kelurahan is None or body == "PPS":
                rows.append(Row(one, shipments.total(found, body, **names)))
                continue
            for number in inside.stations.get((above.name, one.name), ()):
                place = Place(f"{one.code}/{number}", f"TPS {number:03d}", "tps", one.code)
                rows.append(Row(place, shipments.total(found, body, **names, tps=number)))
    return Wave(body, election.there_by(body), shipments.total(found, body), tuple(rows), days)


def _days(ways: nw.LazyFrame, where: Where, today: date, body: Body) -> Days:
    rows = (
        shipments.inside(ways, where)
        .filter(shipments.to_body(body))
        .select("tujuan", "grain", "tgl_berangkat", "tgl_tiba")
        .unique()
        .collect()
        .rows()
    )
    came = {row[3] for row in rows if row[3] is not None}
    return Days(
        tuple(sorted({(row[0], row[1]) for row in rows}, key=str)),
        tuple(sorted({row[2] for row in rows if row[2] is not None and row[2] <= today})),
        tuple(sorted(day for day in came if day <= today)),
        tuple(sorted(day for day in came if day > today)),
    )
