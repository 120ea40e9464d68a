"""Polling stations that are short, and the nearest surplus that may help: of the same dapil, never below the
giver's own need."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import cos, hypot, radians

import narwhals as nw

from elections import Election
from metrics import needs, polling, tallies
from metrics.items import Where

_KM_A_DEGREE = 111.2


@dataclass(frozen=True)
class Station:
    """A polling station as the office's list has it."""

    kecamatan: str
    kelurahan: str
    tps: int
    dapil: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class Stock:
    """An item at a polling station: what it needs (the reserve of ballots among it), and what is there by
    the furthest stage that is reported."""

    item: str
    kecamatan: str
    kelurahan: str
    tps: int
    need: int
    there: int


@dataclass(frozen=True)
class Move:
    """What one polling station can give to another."""

    giver: Station
    amount: int
    left: int
    """Of its surplus, after this and all moves before; its own need is never touched."""
    km: float | None
    """None where one of the two has no coordinates."""


@dataclass(frozen=True)
class Recovery:
    """A polling station that is short of an item, and what can be done."""

    stock: Stock
    moves: tuple[Move, ...]
    """Nearest first."""

    @property
    def short(self) -> int:
        """What is missing."""
        return self.stock.need - self.stock.there

    @property
    def still(self) -> int:
        """What is missing after the moves."""
        return self.short - sum(one.amount for one in self.moves)


def stations(tps: nw.LazyFrame) -> list[Station]:
    """The list of polling stations of an office, from its facts of the kind `tps`."""
    known = tps.filter(~nw.col("tps").is_null(), ~nw.col("kelurahan").is_null())
    rows = known.select("kecamatan", "kelurahan", "tps", "dapil", "lat", "lon").collect().rows()
    return [Station(row[0] or "", row[1], int(row[2]), *row[3:]) for row in rows]


def stocks(
    logistik: nw.LazyFrame, tps: nw.LazyFrame, where: Where, election: Election, measures: Collection[str]
) -> tuple[list[Stock], int]:
    """What every polling station of an office has too much or too little of, and how many shortages of
    `where` are left out: where a station has nothing of an item of which nobody has too much, as long as
    boxes are not filled yet, there are too many to list.

    `measures` are the columns of `logistik` that are stated. What nobody reported is neither too much nor
    too little.
    """
    bases = needs.by_grain(needs.stations(tps, election), election, ("tps",))
    leaves = tallies.leaves(logistik.filter(nw.col("grain") == "tps"), bases, election, measures)
    gaps = leaves.with_columns(there=polling.there(measures)).filter(
        ~nw.col("there").is_null(), nw.col("there") != nw.col("need")
    )
    own = nw.col("there") == 0
    for column, name in (("kecamatan", where.kecamatan), ("kelurahan", where.kelurahan)):
        if name is not None:
            own = own & (nw.col(column) == name)
    # Each question adds up all goods of the city anew, so there are two.
    surplus = nw.col("there") > nw.col("need")
    by_item = (
        gaps.with_columns(own=nw.when(own).then(1).otherwise(0), more=nw.when(surplus).then(1).otherwise(0))
        .group_by("item")
        .agg(nw.col("own").sum(), nw.col("more").sum())
        .select("item", "own", "more")
        .collect()
        .rows()
    )
    given = sorted(item for item, _, more in by_item if more)
    listed = gaps.filter((nw.col("there") > 0) | nw.col("item").is_in(given))
    return _stocks(listed), sum(int(count) for item, count, _ in by_item if item not in given)


def _stocks(gaps: nw.LazyFrame) -> list[Stock]:
    rows = gaps.select("item", *needs.KEYS, "need", "there").collect().rows()
    return [Stock(row[0], row[1], row[2], *(int(one) for one in row[3:])) for row in rows]


def recoveries(found: Iterable[Stock], listed: Iterable[Station]) -> tuple[Recovery, ...]:
    """Every shortage by item and place, those that have nothing of it yet last, each with the nearest
    surplus of the same dapil that is still left; a station of which no dapil is known neither gives nor
    gets."""
    by_place = {(one.kecamatan, one.kelurahan, one.tps): one for one in listed}
    short: list[tuple[Stock, Station | None]] = []
    givers: dict[tuple[str, str], dict[Station, int]] = defaultdict(dict)
    # Who has some already comes first: where nothing is yet, the boxes are still to be filled.
    for one in sorted(
        found, key=lambda one: (one.item, not one.there, one.kecamatan, one.kelurahan, one.tps)
    ):
        at = by_place.get((one.kecamatan, one.kelurahan, one.tps))
        if one.there < one.need:
            short.append((one, at))
        elif at is not None and at.dapil:
            givers[one.item, at.dapil][at] = one.there - one.need
    nobody: dict[Station, int] = {}
    return tuple(
        Recovery(one, _moves(one, at, givers.get((one.item, at.dapil or ""), nobody)) if at else ())
        for one, at in short
    )


def _moves(one: Stock, at: Station, surplus: dict[Station, int]) -> tuple[Move, ...]:
    """Takes from `surplus`, nearest first, until nothing is missing or nothing is left."""
    missing = one.need - one.there
    found = []
    while missing and surplus:
        measured = all(_km(at, giver) is not None for giver in surplus)
        giver = min(surplus, key=lambda giver: _distance(at, giver, measured=measured))
        amount = min(missing, surplus[giver])
        missing -= amount
        left = surplus.pop(giver) - amount
        if left:
            surplus[giver] = left
        found.append(Move(giver, amount, left, _km(at, giver)))
    return tuple(found)


def _distance(at: Station, giver: Station, *, measured: bool) -> tuple[float, str, str, int]:
    """Kilometres; where not all have coordinates the same kelurahan, then the same kecamatan, then others."""
    km = _km(at, giver) if measured else None
    if km is None:
        km = (
            2.0
            - (giver.kecamatan == at.kecamatan)
            - ((giver.kecamatan, giver.kelurahan) == (at.kecamatan, at.kelurahan))
        )
    return km, giver.kecamatan, giver.kelurahan, giver.tps


def _km(one: Station, other: Station) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    # Within a city the earth is flat enough.
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return hypot(east, one.lat - other.lat) * _KM_A_DEGREE
