"""Alerts of the way down: the chain breaks, boxes stay too long at a PPS, polling stations do not confirm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import narwhals as nw

from elections import Election
from metrics import handovers
from metrics.chain import Break
from metrics.claims import Claims
from metrics.handovers import BOX, Below, Stay, Unconfirmed, confirmed, differing, stays, unconfirmed
from metrics.items import Where
from metrics.model import Alert, Figure, Formula, Freshness, Place, Source, Value
from metrics.shipments import Shipped, To

_CODES = {"on-the-way": "chain-lost", "at-the-place": "chain-unbalanced"}


def of_chain(
    found: Sequence[Break], places: Sequence[Place], where: Where, unit: str, fresh: Freshness
) -> list[Alert]:
    """One alert a place below the Board's own: the first break inside it, and how many others there are."""
    grouped: dict[Place | None, list[Break]] = {}
    for one in found:
        grouped.setdefault(_child(one.place, places), []).append(one)
    return [_of_break(child, several, where, unit, fresh) for child, several in grouped.items()]


def _child(place: Place, places: Sequence[Place]) -> Place | None:
    """The place below the Board's own in which a place lies; None: it is the Board's own."""
    return next(
        (
            one
            for one in places
            if place.code == one.code or place.code.startswith((f"{one.code}.", f"{one.code}/"))
        ),
        None,
    )


def _of_break(
    child: Place | None, several: Sequence[Break], where: Where, unit: str, fresh: Freshness
) -> Alert:
    first = several[0]
    values: tuple[tuple[str, Value], ...] = (
        ("level", first.level),
        ("at", first.place.name),
        ("out", first.out),
        ("into", first.into),
        ("difference", abs(first.missing)),
        ("more", len(several) - 1),
    )
    return Alert(
        _CODES[first.kind],
        "critical" if first.missing > 0 else "warning",
        None,
        child,
        None,
        None,
        None,
        Figure(
            abs(first.missing),
            unit,
            "short",
            Formula(_CODES[first.kind], values),
            handovers.cells_of(first, where, unit),
            fresh,
        ),
        (*values, ("unit", unit)),
    )


def of_stays(
    found: Sequence[Stay],
    places: Sequence[Place],
    where: Where,
    unit: str,
    fresh: Freshness,
    election: Election,
) -> list[Alert]:
    """Boxes that stay at a PPS more nights than the office allows; one alert a place below the Board's
    own."""
    grouped: dict[Place | None, list[Stay]] = {}
    for one in found:
        if one.is_long:
            grouped.setdefault(_child(one.place, places), []).append(one)
    return [_of_stay(child, several, where, unit, fresh, election) for child, several in grouped.items()]


def _of_stay(
    child: Place | None,
    several: Sequence[Stay],
    where: Where,
    unit: str,
    fresh: Freshness,
    election: Election,
) -> Alert:
    longest = several[0]
    allowed = election.distribution.pps_nights
    values: tuple[tuple[str, Value], ...] = (
        ("count", len(several)),
        ("at", longest.place.name),
        ("nights", longest.nights),
        ("allowed", allowed),
        ("boxes", sum(one.boxes for one in several)),
    )
    among = tuple((one.kecamatan, one.place.name, "kelurahan") for one in several)
    source = Source(
        "distribusi",
        (unit, f"{unit}_tiba", "tgl_tiba"),
        where.office,
        by=("kecamatan", "kelurahan", "grain"),
        among=among,
    )
    return Alert(
        "nights-at-pps",
        "warning",
        None,
        child,
        election.deadline("at_tps"),
        None,
        longest.came + timedelta(days=allowed + 1),
        Figure(len(several), "places", "short", Formula("nights-at-pps", values), (source,), fresh),
        (*values, ("unit", unit)),
    )


def of_unconfirmed(
    found: Sequence[Unconfirmed],
    places: Sequence[Place],
    where: Where,
    fresh: Freshness,
    election: Election,
    today: date,
) -> list[Alert]:
    """Polling stations without confirmation on H-1 at the office's hour; one alert a place below the Board's
    own, with whom to call."""
    grouped: dict[Place | None, list[Unconfirmed]] = {}
    for one in found:
        grouped.setdefault(_child(one.place, places), []).append(one)
    due = election.deadline("at_tps")
    return [
        _of_stations(child, several, where, fresh, election, due, today) for child, several in grouped.items()
    ]


def _of_stations(
    child: Place | None,
    several: Sequence[Unconfirmed],
    where: Where,
    fresh: Freshness,
    election: Election,
    due: date,
    today: date,
) -> Alert:
    count = sum(len(one.stations) for one in several)
    first = several[0]
    among = tuple((one.kecamatan.name, one.place.name, number) for one in several for number in one.stations)
    source = Source(
        "distribusi",
        ("tgl_rencana", "tgl_tiba", "no_bast"),
        where.office,
        by=("kecamatan", "kelurahan", "tps"),
        among=among,
    )
    values: tuple[tuple[str, Value], ...] = (
        ("count", count),
        ("total", sum(one.listed for one in several)),
        ("at", f"{first.place.name} {', '.join(f'{number:03d}' for number in first.stations[:3])}"),
        ("kecamatan", first.kecamatan.name),
        ("hour", f"{election.distribution.confirm_hour:02d}.00"),
    )
    return Alert(
        "tps-unconfirmed",
        "critical",
        None,
        child,
        due,
        (due - today).days,
        due,
        Figure(count, "tps", "short", Formula("tps-unconfirmed", values), (source,), fresh),
        values,
    )


@dataclass(frozen=True)
class Way:
    """The shipments to the places of a Board, and what their alerts need beside them."""

    sent: Mapping[To, Shipped]
    unit: str | None
    distribusi: nw.LazyFrame | None
    logistik: nw.LazyFrame
    inside: Below
    below: Sequence[Place]
    where: Where
    claims: Claims
    election: Election

    def alerts(self, now: datetime, today: date) -> list[Alert]:
        """Of the chain, of nights at a PPS, and from H-1 at the office's hour of polling stations."""
        fresh = self.claims.of_kind("distribusi")
        found: list[Alert] = []
        if self.distribusi is not None and self.unit is not None:
            other = differing(self.distribusi, self.sent, self.where, self.unit, self.election, today)
            whole = self.where.kelurahan is None
            links = handovers.links(self.sent, self.inside, other, self.election, self.unit, whole=whole)
            found += of_chain(handovers.broken(links), self.below, self.where, self.unit, fresh)
            stayed = stays(self.sent, self.inside, self.election, today)
            found += of_stays(stayed, self.below, self.where, self.unit, fresh, self.election)
        return found + self._unconfirmed(now, fresh, today)

    def _unconfirmed(self, now: datetime, fresh: Freshness, today: date) -> list[Alert]:
        said = self.claims.of("logistik", BOX, "dikonfirmasi", "tps")
        is_time = now >= self.election.confirmed_by and today <= self.election.voting_day
        if not is_time or (self.distribusi is None and not said):
            return []
        logistik = self.logistik if said else None
        there = confirmed(self.distribusi, logistik, self.where, self.election, today)
        missing = unconfirmed(self.inside, there)
        return of_unconfirmed(missing, self.below, self.where, fresh, self.election, today)
