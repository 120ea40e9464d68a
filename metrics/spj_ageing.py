"""How long money of the ad-hoc bodies has not been accounted for: past its last day in four bands, the same
totals at every level."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from elections import Election
from metrics.accountability import Term, Unit, body_order
from metrics.finance import Key
from metrics.model import Place

BANDS = 4
NOT_DUE = 0
"""Stands before the bands: money whose last day has not passed."""
UNDATED = BANDS + 1
"""Stands after them: money of which no sheet tells when it was paid."""


@dataclass(frozen=True)
class Aged:
    """Money of one body and period that is not accounted for."""

    unit: Unit
    term: Term
    days: int
    """Past its last day."""
    band: int
    """NOT_DUE, 1 to BANDS, or UNDATED."""

    @property
    def is_late(self) -> bool:
        """Whether it was not accounted for by its last day."""
        return 1 <= self.band <= BANDS


@dataclass(frozen=True)
class AgeSum:
    """Some of it together."""

    bodies: int
    amount: int
    parts: tuple[Aged, ...]


@dataclass(frozen=True)
class AgeRow:
    """The money of a place, or of a kind of body, by band."""

    code: str
    """Of the place; PPK, PPS or KPPS; "" for all of them, or for places that the office's list lacks."""
    place: Place | None
    bands: tuple[AgeSum, ...]
    """From NOT_DUE to UNDATED."""
    late: AgeSum
    """All bands past due: not accounted for by the last day."""


@dataclass(frozen=True)
class Ageing:
    """All money that is not accounted for."""

    limits: tuple[int, ...]
    """Last day past due of each band but the open one: setting."""
    total: AgeRow
    rows: tuple[AgeRow, ...]
    """One a place below the Board's own; they add up to the total."""
    bodies: tuple[AgeRow, ...]
    """One a kind of body; they add up to the total."""
    late: tuple[Aged, ...]
    """What was not accounted for by its last day, the oldest first."""


def ageing(
    units: Sequence[Unit], place_of: Callable[[Key], Place | None], election: Election, today: date
) -> Ageing:
    """`place_of` gives the place below the Board's own that a body belongs to."""
    limits = tuple(sorted(election.adhoc.bands))
    found = [_aged(unit, term, limits, today) for unit in units for term in unit.terms if term.outstanding]
    places: dict[str, Place | None] = {}
    of_place: dict[str, list[Aged]] = {}
    of_body: dict[str, list[Aged]] = {}
    for one in found:
        place = place_of(one.unit.at)
        code = place.code if place else ""
        places[code] = place
        of_place.setdefault(code, []).append(one)
        of_body.setdefault(one.unit.body, []).append(one)
    return Ageing(
        limits,
        _row("", None, found),
        tuple(_row(code, places[code], of_place[code]) for code in sorted(of_place)),
        tuple(_row(body, None, of_body[body]) for body in sorted(of_body, key=body_order)),
        tuple(sorted((one for one in found if one.is_late), key=lambda one: -one.days)),
    )


def _aged(unit: Unit, term: Term, limits: tuple[int, ...], today: date) -> Aged:
    days = term.days_late(today)
    if term.due is None:
        return Aged(unit, term, 0, UNDATED)
    return Aged(unit, term, days, 1 + sum(1 for last in limits if days > last) if days else NOT_DUE)


def _row(code: str, place: Place | None, found: Iterable[Aged]) -> AgeRow:
    parts: list[list[Aged]] = [[] for _ in range(UNDATED + 1)]
    for one in found:
        parts[one.band].append(one)
    late = [one for band in parts[1:UNDATED] for one in band]
    return AgeRow(code, place, tuple(_sum(band) for band in parts), _sum(late))


def _sum(parts: Sequence[Aged]) -> AgeSum:
    bodies = {(one.unit.body, one.unit.at, one.unit.grain) for one in parts}
    return AgeSum(len(bodies), sum(one.term.outstanding for one in parts), tuple(parts))
