"""Alerts of weather and access without a fallback, and of shipments without an escort."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from elections import Election
from metrics.items import Where
from metrics.model import Alert, Figure, Formula, Freshness, Place, Source, Value
from metrics.replacements import ROW
from metrics.risks import Met, Risks, Way, grouped, within

_NEAR = 1
"""Days before it from which a way without a fallback is critical."""


def of_risks(
    found: Risks,
    where: Where,
    below: Sequence[Place],
    fresh: Mapping[str, Freshness],
    election: Election,
    today: date,
) -> list[Alert]:
    """One alert a place below the Board's own for its routes (`weather-route`), its stores
    (`weather-store`), its polling stations on voting day (`weather-tps`) and its shipments without an
    escort (`escort-missing`); each lists the polling stations, or the shipments, that it is about."""
    lead = election.alerts.weather_lead
    maker = _Maker(where, {place.name: place for place in below}, fresh, today)

    def soon(pairs: Iterable[tuple[Any, Met]]) -> list[tuple[Any, Met]]:
        return [pair for pair in pairs if within(pair[1].day, today, lead)]

    alerts: list[Alert] = []
    for code, kind, pairs, name in (
        ("weather-route", "distribusi", found.ways, maker.name_of),
        ("weather-store", "gudang", found.stores, maker.name_of),
        ("weather-tps", None, found.stations, maker.name_of_station),
    ):
        groups = grouped(soon(pairs), name)
        alerts += [maker.weather(code, kind, place, groups[place]) for place in sorted(groups)]
    coming = [way for way in found.unguarded if within(way.day, today, lead)]
    alerts += maker.escorts(coming)
    return alerts


class _Maker:
    """What all these alerts of a Board need."""

    def __init__(
        self, where: Where, named: Mapping[str, Place], fresh: Mapping[str, Freshness], today: date
    ) -> None:
        self._where, self._named, self._fresh, self._today = where, named, fresh, today

    def name_of(self, one: Any) -> str | None:
        """The place below the Board's own that a shipment or a store is of."""
        if self._where.kecamatan is None:
            return one.kecamatan
        return one.kelurahan if self._where.kelurahan is None else None

    def name_of_station(self, one: tuple[str, str, int]) -> str | None:
        """The same of a polling station."""
        if self._where.kecamatan is None:
            return one[0]
        return one[1] if self._where.kelurahan is None else None

    def weather(self, code: str, kind: str | None, place: str, met: Sequence[tuple[Any, Met]]) -> Alert:
        """One alert of what has no fallback."""
        stations = sorted({station for _, one in met for station in one.stations})
        first = min(day for _, one in met if (day := one.day) is not None)
        values: tuple[tuple[str, Value], ...] = (
            ("count", len(stations)),
            ("ways", len(met)),
            ("first", first),
        )
        notes = sorted({note.row for _, one in met for note in one.notes})
        sources = [self._rows("risiko", "catatan", notes)]
        if kind is not None:
            measure = "nama" if kind == "gudang" else "tgl_rencana"
            sources.append(self._rows(kind, measure, sorted({one.row for one, _ in met})))
        sources.append(self._stations(stations))
        return self._alert(code, place, first, len(stations), "tps", values, tuple(sources), "risiko")

    def escorts(self, ways: Iterable[Way]) -> list[Alert]:
        """One alert a place for its shipments without an escort."""
        groups: dict[str, list[Way]] = {}
        for way in ways:
            groups.setdefault(self.name_of(way) or "", []).append(way)
        found = []
        for place in sorted(groups):
            first = min(way.day for way in groups[place] if way.day is not None)
            values: tuple[tuple[str, Value], ...] = (("count", len(groups[place])), ("first", first))
            source = self._rows("distribusi", "tgl_rencana", sorted(way.row for way in groups[place]))
            told = (place, first, len(groups[place]), "shipments", values, (source,), "distribusi")
            found.append(self._alert("escort-missing", *told))
        return found

    def _rows(self, kind: str, measure: str, rows: Sequence[tuple[str | int, ...]]) -> Source:
        return Source(kind, (measure,), self._where.office, by=ROW, among=tuple(rows))

    def _stations(self, stations: Sequence[tuple[str, str, int]]) -> Source:
        by = ("kecamatan", "kelurahan", "tps")
        return Source("tps", ("tps",), self._where.office, grain="tps", by=by, among=tuple(stations))

    def _alert(
        self,
        code: str,
        place: str,
        first: date,
        count: int,
        unit: str,
        values: tuple[tuple[str, Value], ...],
        sources: tuple[Source, ...],
        kind: str,
    ) -> Alert:
        left = (first - self._today).days
        fresh = self._fresh.get(kind, Freshness(None, None, None, stale=False))
        return Alert(
            code,
            "critical" if left <= _NEAR else "warning",
            None,
            self._named.get(place),
            first,
            left,
            None,
            Figure(count, unit, "short", Formula(code, values), sources, fresh),
            values,
        )
