"""What is sent to PPK, PPS and polling stations: planned, left, there and proved, added up by place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import narwhals as nw

from elections import Election
from metrics.items import Where
from metrics.model import Level

Body = Literal["PPK", "PPS", "TPS"]
LEVELS: Mapping[Body, Level] = {"PPK": "kecamatan", "PPS": "kelurahan", "TPS": "tps"}
"""Bodies in the order in which goods reach them, with the level of place of each."""
UNITS = ("kotak", "koli")
"""Columns of a shipment's size, the one that is counted first where sheets state both."""
_BODY_AT: Mapping[str, Body] = {level: body for body, level in LEVELS.items()}
_DOWN = ("kecamatan", "kelurahan", "tps")
_SUMS = (
    *("planned", "left", "sent", "arrived", "proved", "unsent"),
    *("shipments", "there", "differing", "alone"),
)


@dataclass(frozen=True)
class To:
    """Where shipments go: a body and its place, as far as the question goes down ("" and 0 else)."""

    body: Body
    kecamatan: str = ""
    kelurahan: str = ""
    tps: int = 0


@dataclass(frozen=True)
class Shipped:
    """What shipments add up to, in boxes (or packages)."""

    planned: int = 0
    """Of all shipments, planned and done."""
    left: int = 0
    """Of those that have left; what is there has left."""
    sent: int = 0
    """Of those that are there, as it was sent."""
    arrived: int = 0
    """Of those that are there, as it was counted there; what nobody counted, as it was sent."""
    proved: int = 0
    """Of what arrived, that with evidence."""
    unsent: int = 0
    """Of what arrived, that of which no sheet tells how much was sent."""
    shipments: int = 0
    there: int = 0
    """Shipments that are there."""
    differing: int = 0
    """Shipments that are there with another count than was sent."""
    alone: int = 0
    """Arrivals whose sheet tells nothing of what was sent."""
    begins: date | None = None
    """The first planned day."""
    ends: date | None = None
    """The last planned day."""
    came: date | None = None
    """The first day on which something of it was there."""
    went: date | None = None
    """The last day on which something of it left."""

    @property
    def counted(self) -> int:
        """Of what arrived, that which can be held against what was sent."""
        return self.arrived - self.unsent

    def amount(self, name: str) -> int | None:
        """One of its amounts; None where nobody told it: an arrival alone tells of no plan."""
        value: int = getattr(self, name)
        return None if name == "planned" and not value and self.unsent else value

    def plus(self, other: "Shipped") -> "Shipped":
        """Both together."""
        sums = [getattr(self, name) + getattr(other, name) for name in _SUMS]
        days = (
            _first(self.begins, other.begins),
            _last(self.ends, other.ends),
            _first(self.came, other.came),
            _last(self.went, other.went),
        )
        return _added(sums, days)


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _last(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def unit(measures: Iterable[str]) -> str | None:
    """The column by which shipments are counted, of those that are stated; None where none is."""
    stated = set(measures)
    return next((one for one in UNITS if one in stated or f"{one}_tiba" in stated), None)


def inside(shipments: nw.LazyFrame, where: Where) -> nw.LazyFrame:
    """The shipments of an office, or of one place of it."""
    mine = shipments.filter(nw.col("office") == where.office)
    if where.kecamatan is not None:
        mine = mine.filter(nw.col("kecamatan") == where.kecamatan)
    if where.kelurahan is not None:
        mine = mine.filter(nw.col("kelurahan") == where.kelurahan)
    return mine


def proof(election: Election) -> nw.Expr:
    """Whether a shipment that is there is proved to be: by its day alone or with the number of its BAST, as
    the office decides."""
    if election.alerts.evidence_proof == "arrival":
        return ~nw.col("tgl_tiba").is_null()
    return nw.col("no_bast").fill_null("") != ""


def to_body(body: Body) -> nw.Expr:
    """Whether a shipment goes to that body: as its sheet says, else by the finest place in its row."""
    unsaid = ~nw.col("tujuan").is_in(list(LEVELS)).fill_null(value=False)
    return (nw.col("tujuan") == body) | (unsaid & (nw.col("grain") == LEVELS[body]))


def shipped(
    shipments: nw.LazyFrame,
    where: Where,
    column: str,
    election: Election,
    today: date,
    by: Sequence[str] = ("kecamatan", "kelurahan"),
) -> dict[To, Shipped]:
    """The shipments of a place, added up by body and by the columns `by`; `column` is one of `UNITS`.

    A planned day is no departure, and a day of arrival that lies after `today` is a plan as well. Arrivals
    whose sheet does not tell what was sent are those of the shipments that other sheets plan to the same
    place.
    """
    found = {
        to: _matched(one) for to, one in _added_up(shipments, where, column, election, today, by).items()
    }
    if "tps" in by or not total(found, "TPS").alone:
        return found
    rolled: dict[To, Shipped] = {}
    for to, one in shipped(shipments, where, column, election, today, _DOWN).items():
        above = To(to.body, to.kecamatan, to.kelurahan)
        rolled[above] = rolled.get(above, Shipped()).plus(one)
    return rolled


def _matched(one: Shipped) -> Shipped:
    """With each arrival that was told alone taken for a shipment that was planned to the same place.

    Only where all that was planned has come so is it known how much was sent.
    """
    if not one.alone:
        return one
    under_way = one.shipments - one.there
    if not under_way or one.alone < under_way:
        left, several = max(one.left, one.arrived), max(one.there, one.shipments - one.alone)
        return replace(one, left=left, shipments=several)
    other = int(one.planned != one.arrived)
    return replace(
        one,
        left=one.planned,
        sent=one.planned,
        unsent=0,
        shipments=one.there,
        differing=one.differing + other,
    )


def boxes(shipments: nw.LazyFrame, where: Where) -> dict[tuple[str, str, int], int]:
    """The boxes that sheets send to each polling station, planned or done: by kecamatan, kelurahan and
    number."""
    rows = (
        inside(shipments, where)
        .filter(to_body("TPS"), ~nw.col("kotak").is_null(), ~nw.col("tps").is_null())
        .group_by(*_DOWN)
        .agg(nw.col("kotak").sum().cast(nw.Int64))
        .select(*_DOWN, "kotak")
        .collect()
        .rows()
    )
    return {
        (kecamatan or "", kelurahan or "", int(tps)): int(count) for kecamatan, kelurahan, tps, count in rows
    }


def _added_up(
    shipments: nw.LazyFrame, where: Where, column: str, election: Election, today: date, by: Sequence[str]
) -> dict[To, Shipped]:
    count = nw.col(f"{column}_tiba")
    size = nw.col(column).fill_null(0)
    counted = nw.coalesce(count, nw.col(column)).fill_null(0)
    there = nw.col("tgl_tiba") <= today
    gone = there | (nw.col("tgl_berangkat") <= today)
    other = there & (count != nw.col(column))

    def of(when: nw.Expr, what: nw.Expr | int) -> nw.Expr:
        return nw.when(when).then(what).otherwise(0)

    rows = (
        inside(shipments, where)
        .filter(~nw.col(column).is_null() | ~count.is_null())
        .with_columns(
            planned=size,
            left=of(gone, size),
            sent=of(there, size),
            arrived=of(there, counted),
            proved=of(there & proof(election), counted),
            unsent=of(there & nw.col(column).is_null(), counted),
            shipments=nw.lit(1),
            there=of(there, 1),
            differing=of(other, 1),
            alone=of(there & nw.col(column).is_null(), 1),
            came=nw.when(there).then(nw.col("tgl_tiba")),
            went=nw.when(gone).then(nw.coalesce(nw.col("tgl_berangkat"), nw.col("tgl_tiba"))),
        )
        .group_by("tujuan", "grain", *by)
        .agg(
            *(nw.col(name).sum().cast(nw.Int64) for name in _SUMS),
            nw.col("tgl_rencana").min().alias("begins"),
            nw.col("tgl_rencana").max().alias("ends"),
            nw.col("came").min(),
            nw.col("went").max(),
        )
        .select("tujuan", "grain", *by, *_SUMS, "begins", "ends", "came", "went")
        .collect()
        .rows()
    )
    found: dict[To, Shipped] = {}
    for told, grain, *rest in rows:
        body = told if told in LEVELS else _BODY_AT.get(grain)
        if body is None:
            continue
        place = dict(zip(by, rest, strict=False))
        sums, days = rest[len(by) : -4], rest[-4:]
        to = To(body, place.get("kecamatan") or "", place.get("kelurahan") or "", int(place.get("tps") or 0))
        one = _added(sums, days)
        found[to] = found[to].plus(one) if to in found else one
    return found


def _added(sums: Sequence[int | None], days: Sequence[date | None]) -> Shipped:
    begins, ends, came, went = days
    told = {name: int(one or 0) for name, one in zip(_SUMS, sums, strict=True)}
    return Shipped(**told, begins=begins, ends=ends, came=came, went=went)


def total(found: Mapping[To, Shipped], body: Body, **place: str | int) -> Shipped:
    """All that goes to a body, in the whole or at the place that is named."""
    whole = Shipped()
    for to, one in found.items():
        if to.body == body and all(getattr(to, name) == value for name, value in place.items()):
            whole = whole.plus(one)
    return whole
