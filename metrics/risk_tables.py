"""What a room reads of weather, security and access: legs of the way, and the polling stations that wait."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from metrics.escorts import forces
from metrics.items import Where
from metrics.risks import Met, Note, Risks, Station, Way

Cause = Literal["route", "store", "voting"]
"""Where a note stands before a polling station: on the way to it, where its goods lie, or on voting day."""


@dataclass(frozen=True)
class Leg:
    """The shipments of one day to one kind of body in one place below the Board's own."""

    goal: str
    place: str
    """Name of the kecamatan or kelurahan; of a polling station its number."""
    day: date | None
    ways: tuple[tuple[Way, Met], ...]

    @cached_property
    def open(self) -> tuple[tuple[Way, Met], ...]:
        """Those that a note meets and that have no fallback."""
        return tuple(pair for pair in self.ways if pair[1].state == "open")

    @cached_property
    def state(self) -> str:
        """That of the worst of them."""
        states = {met.state for _, met in self.ways}
        return next(one for one in ("open", "no-day", "covered", "clear", "arrived") if one in states)

    @cached_property
    def stations(self) -> frozenset[Station]:
        """The polling stations that wait for those without a fallback."""
        return frozenset(station for _, met in self.open for station in met.stations)

    @cached_property
    def fallbacks(self) -> tuple[str, ...]:
        """The other ways that are named."""
        return _different(way.fallback for way, _ in self.ways)

    @cached_property
    def note_fallbacks(self) -> tuple[str, ...]:
        """Those of the notes that meet them, which serve all that come."""
        return _different(note.fallback for _, met in self.ways for note in met.notes)

    def named(self, read: Callable[[Way], str | None]) -> tuple[str, ...]:
        """The different words of a column."""
        return _different(read(way) for way, _ in self.ways)

    @cached_property
    def escorts(self) -> dict[str, int]:
        """How many of each force travel along."""
        found: dict[str, int] = {}
        for told, times in Counter(way.escort for way, _ in self.ways).items():
            for force, count in forces(told).items():
                found[force] = found.get(force, 0) + count * times
        return found

    @cached_property
    def escorted(self) -> int:
        """Shipments that name an escort."""
        return sum(1 for way, _ in self.ways if way.escort)

    @cached_property
    def unguarded(self) -> tuple[Way, ...]:
        """Those that lack the escort that they need."""
        return tuple(way for way, met in self.ways if not met.guarded)


@dataclass(frozen=True)
class Exposed:
    """Polling stations of a kelurahan that the same notes stand before, without a fallback."""

    kecamatan: str
    kelurahan: str
    numbers: tuple[int, ...]
    causes: tuple[Cause, ...]
    notes: tuple[Note, ...]


def legs(found: Risks, where: Where) -> tuple[Leg, ...]:
    """The shipments by body, place below the Board's own and day, in the order of their days."""
    groups: dict[tuple[str, str, date | None], list[tuple[Way, Met]]] = {}
    for way, met in found.ways:
        groups.setdefault((way.goal, _below(way, where), way.day), []).append((way, met))
    goals = ("PPK", "PPS", "TPS")
    order = sorted(groups, key=lambda key: (goals.index(key[0]), key[2] or date.max, _natural(key[1])))
    return tuple(Leg(*key, tuple(groups[key])) for key in order)


def _below(way: Way, where: Where) -> str:
    if where.kecamatan is None:
        return way.kecamatan or ""
    if where.kelurahan is None:
        return way.kelurahan or way.kecamatan or ""
    return str(way.tps) if way.tps is not None else way.kelurahan or ""


def _natural(name: str) -> tuple[int, str]:
    return (int(name), "") if name.isdigit() else (0, name)


def exposed(found: Risks) -> tuple[Exposed, ...]:
    """The polling stations before which something without a fallback stands, by kelurahan."""
    causes: dict[Station, set[Cause]] = {}
    notes: dict[Station, set[Note]] = {}
    sources: tuple[tuple[Cause, Iterable[Met]], ...] = (
        ("route", (met for _, met in found.ways)),
        ("store", (met for _, met in found.stores)),
        ("voting", (met for _, met in found.stations)),
    )
    for cause, all_met in sources:
        for met in all_met:
            if met.state == "open":
                for station in met.stations:
                    causes.setdefault(station, set()).add(cause)
                    notes.setdefault(station, set()).update(met.notes)
    order = {note: at for at, note in enumerate(found.notes)}
    groups: dict[tuple[str, str, frozenset[Cause], frozenset[Note]], list[int]] = {}
    for station in sorted(causes):
        key = (station[0], station[1], frozenset(causes[station]), frozenset(notes[station]))
        groups.setdefault(key, []).append(station[2])
    return tuple(
        Exposed(
            kecamatan,
            kelurahan,
            tuple(numbers),
            tuple(cause for cause, _ in sources if cause in why),
            tuple(sorted(told, key=lambda note: order[note])),
        )
        for (kecamatan, kelurahan, why, told), numbers in groups.items()
    )


def ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Numbers as runs from first to last.

    >>> ranges([1, 2, 3, 7, 901, 902])
    ((1, 3), (7, 7), (901, 902))
    """
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


def _different(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
