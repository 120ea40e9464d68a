"""The numbers of weather, security and access, with their formulas and sources, by name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from metrics.items import Where
from metrics.model import Board, Figure, Formula, Freshness, Source, State, Value
from metrics.replacements import ROW
from metrics.risk_tables import Exposed, Leg
from metrics.risks import Note, Risks, Station

_SAID = ("catatan", "cadangan", "sumber")
_WAY = ("tgl_rencana", "jam", "rute", "rute_cadangan", "pengawal")
_BY_STATION = ("kecamatan", "kelurahan", "tps")


def risk_figures(
    found: Risks, legs: Sequence[Leg], waiting: Sequence[Exposed], board: Board, where: Where
) -> dict[str, Figure]:
    """Every number that can be opened: `risks:<number>`, `risks:note:<place in the list>` for what a note
    leaves without a fallback, `risks:leg:<place in the list>` and `risks:guard:<place in the list>` for a
    leg's polling stations and its shipments without an escort, `risks:ways:<place in the list>` for all of
    its shipments, `risks:row:<place in the list>` for what a note says, and
    `risks:wait:<place in the list>` for the polling stations of a kelurahan that wait."""
    make = _Maker(board, where)
    current = [note for note in found.notes if note.standing(found.today) != "past" and not note.calm]
    open_ways = [way.row for way, met in found.ways if met.state == "open"]
    open_notes = [note for note in found.notes if found.stations_of(note)]
    unguarded = [way.row for way in found.unguarded]
    figures = {
        "risks:notes": make.count("notes", len(current), "notes", [make.notes(current)]),
        "risks:unsigned": make.count(
            "unsigned",
            sum(not note.signed for note in current),
            "notes",
            [make.notes([note for note in current if not note.signed])],
        ),
        "risks:routes": make.count(
            "routes", len(open_ways), "shipments", [make.ways(open_ways), make.notes(open_notes)]
        ),
        "risks:tps": make.stations("tps", found.open_stations(), open_notes),
        "risks:escorts": make.count("escorts", len(unguarded), "shipments", [make.ways(unguarded)]),
        "risks:stilted": make.stations("stilted", found.stilted, (), "complete"),
        "risks:flooded": make.stations(
            "flooded", found.flooded, [note for note in found.notes if note.kind == "banjir"]
        ),
    }
    for at, note in enumerate(found.notes):
        figures[f"risks:note:{at}"] = make.stations("of-note", found.stations_of(note), [note])
        figures[f"risks:row:{at}"] = make.note(note)
    for at, one in enumerate(waiting):
        listed = [(one.kecamatan, one.kelurahan, number) for number in one.numbers]
        figures[f"risks:wait:{at}"] = make.stations("of-place", listed, one.notes)
    for at, leg in enumerate(legs):
        figures |= make.leg(at, leg)
    return figures


class _Maker:
    """What all these figures need."""

    def __init__(self, board: Board, where: Where) -> None:
        self._office = where.office
        self._fresh: Mapping[str, Freshness] = dict(board.freshness)
        self._today: date = board.today

    def notes(self, found: Iterable[Note]) -> Source:
        return self._rows("risiko", "catatan", [note.row for note in found])

    def note(self, one: Note) -> Figure:
        """What a note says, cell by cell."""
        source = Source("risiko", _SAID, self._office, by=ROW, among=(one.row,))
        return self.count("row", 1, "notes", [source], "complete")

    def ways(self, rows: Iterable[tuple[str | int, ...]]) -> Source:
        return self._rows("distribusi", "tgl_rencana", rows)

    def leg_rows(self, leg: Leg) -> Iterable[Source]:
        """What is written of the shipments of a leg, and in the notes that meet them."""
        ways = {way.row for way, _ in leg.ways}
        notes = {note.row for _, met in leg.ways for note in met.notes}
        for kind, measures, rows in (("distribusi", _WAY, ways), ("risiko", _SAID, notes)):
            yield Source(kind, measures, self._office, by=ROW, among=tuple(sorted(rows)))

    def _rows(self, kind: str, measure: str, rows: Iterable[tuple[str | int, ...]]) -> Source:
        return Source(kind, (measure,), self._office, by=ROW, among=tuple(sorted(set(rows))))

    def stations(
        self, name: str, found: Iterable[Station], notes: Iterable[Note], state: State | None = None
    ) -> Figure:
        listed = tuple(sorted(found))
        source = Source("tps", ("tps",), self._office, grain="tps", by=_BY_STATION, among=listed)
        return self.count(name, len(listed), "tps", [source, self.notes(notes)], state)

    def leg(self, at: int, leg: Leg) -> dict[str, Figure]:
        notes = {note for _, met in leg.open for note in met.notes}
        unguarded = [way.row for way in leg.unguarded]
        return {
            f"risks:leg:{at}": self.stations("of-leg", leg.stations, notes),
            f"risks:ways:{at}": self.count(
                "ways", len(leg.ways), "shipments", self.leg_rows(leg), "complete"
            ),
            f"risks:guard:{at}": self.count("escorts", len(unguarded), "shipments", [self.ways(unguarded)]),
        }

    def count(
        self, name: str, value: int, unit: str, sources: Iterable[Source], state: State | None = None
    ) -> Figure:
        told = tuple(one for one in sources if one.among)
        values: tuple[tuple[str, Value], ...] = (("count", value), ("day", self._today))
        fresh = self._fresh.get(told[0].kind if told else "risiko") or Freshness(
            None, None, None, stale=False
        )
        kept = state or ("short" if value else "complete")
        return Figure(value, unit, kept, Formula(f"risks-{name}", values), told, fresh)
