"""Alerts of weather and access without a fallback, and of shipments without an escort."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from elections import Election
from metrics.alerts import telling
from metrics.items import Where
from metrics.model import Alert, Figure, Formula, Freshness, Source, Value
from metrics.replacements import ROW
from metrics.risks import Met, Risks, Way

_NEAR = 1
"""Days before it from which a way without a fallback is critical."""
_NAMED = 3
"""Places that the line of an alert names."""


def of_risks(
    found: Risks, where: Where, fresh: Mapping[str, Freshness], election: Election, today: date
) -> list[Alert]:
    """One alert a rule: for routes (`weather-route`), stores (`weather-store`), polling stations on voting
    day (`weather-tps`) and shipments without an escort (`escort-missing`). Each names the places below the
    Board's own that are first, and lists the polling stations, or the shipments, that it is about."""
    without = election.alerts.without if where.kecamatan is None else frozenset[str]()
    last = today + timedelta(days=election.alerts.weather_lead)
    maker = _Maker(where, fresh, today)

    def told(kecamatan: str | None, day: date | None) -> bool:
        """Whether it is near enough, and not of a kecamatan that the office left out."""
        return day is not None and today <= day <= last and kecamatan not in without

    alerts: list[Alert] = []
    for code, kind, measure, pairs in (
        ("weather-route", "distribusi", "tgl_rencana", found.ways),
        ("weather-store", "gudang", "nama", found.stores),
    ):
        met = [(one, how) for one, how in pairs if how.state == "open" and told(one.kecamatan, how.day)]
        if met:
            names = [(maker.below(one.kecamatan, one.kelurahan), how.day) for one, how in met]
            rows = maker.rows(kind, measure, [one.row for one, _ in met])
            alerts.append(maker.weather(code, names, [how for _, how in met], rows))
    waiting = [(at, how) for at, how in found.stations if how.state == "open" and told(at[0], how.day)]
    if waiting:
        names = [(maker.below(*at[:2]), how.day) for at, how in waiting]
        alerts.append(maker.weather("weather-tps", names, [how for _, how in waiting]))
    coming = [way for way in found.unguarded if told(way.kecamatan, way.day)]
    if coming:
        alerts.append(maker.escorts(coming))
    return alerts


class _Maker:
    """What all these alerts of a Board need."""

    def __init__(self, where: Where, fresh: Mapping[str, Freshness], today: date) -> None:
        self._where, self._fresh, self._today = where, fresh, today

    def below(self, kecamatan: str | None, kelurahan: str | None) -> str:
        """The place below the Board's own, or that itself."""
        own = self._where
        if own.kecamatan is None:
            return kecamatan or own.office
        return own.kelurahan or kelurahan or own.kecamatan

    def weather(
        self, code: str, names: Sequence[tuple[str, date | None]], met: Sequence[Met], *rows: Source
    ) -> Alert:
        """The alert of what has no fallback."""
        stations = sorted({station for one in met for station in one.stations})
        first = min(day for one in met if (day := one.day) is not None)
        values = (*_named(names), ("count", len(stations)), ("ways", len(met)), ("first", first))
        # Thousands are met by the very same notes.
        told = {id(one.notes): one.notes for one in met}.values()
        notes = self.rows("risiko", "catatan", [note.row for some in told for note in some])
        sources = (notes, *rows, self._stations(stations))
        return self._alert(code, first, len(stations), "tps", values, sources, "risiko")

    def escorts(self, ways: Sequence[Way]) -> Alert:
        """The alert of shipments without an escort."""
        first = min(way.day for way in ways if way.day is not None)
        names = [(self.below(way.kecamatan, way.kelurahan), way.day) for way in ways]
        values = (*_named(names), ("count", len(ways)), ("first", first))
        source = self.rows("distribusi", "tgl_rencana", [way.row for way in ways])
        return self._alert("escort-missing", first, len(ways), "shipments", values, (source,), "distribusi")

    def rows(self, kind: str, measure: str, rows: Iterable[tuple[str | int, ...]]) -> Source:
        """Rows of sheets of that kind."""
        return Source(kind, (measure,), self._where.office, by=ROW, among=tuple(sorted(set(rows))))

    def _stations(self, stations: Sequence[tuple[str, str, int]]) -> Source:
        by = ("kecamatan", "kelurahan", "tps")
        return Source("tps", ("tps",), self._where.office, grain="tps", by=by, among=tuple(stations))

    def _alert(
        self,
        code: str,
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
            None,
            first,
            left,
            None,
            Figure(count, unit, "short", Formula(code, values), sources, fresh),
            values,
        )


def _named(found: Sequence[tuple[str, date | None]]) -> tuple[tuple[str, Value], ...]:
    """The names of the places: the soonest first, of a day those that are met most often."""
    days: dict[str, list[date]] = {}
    for name, day in found:
        days.setdefault(name, []).append(day or date.max)
    order = sorted(days, key=lambda name: (min(days[name]), -len(days[name]), name))
    return (("name", telling.first(order, _NAMED)),)
