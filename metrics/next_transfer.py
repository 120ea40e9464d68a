"""Which ad-hoc body may get its next transfer, which is blocked, and why: accountability unlocks the next
money."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal

from elections import Election
from metrics.accountability import Term, Unit, body_order
from metrics.finance import BODIES, Key
from metrics.model import Place
from metrics.needs import NOWHERE

Standing = Literal["blocked", "unknown", "waiting", "may"]
"""unknown: no sheet tells whether its SPJ was approved; waiting: earlier money is still being spent, its last
day has not passed."""
STANDINGS: tuple[Standing, ...] = ("blocked", "unknown", "waiting", "may")
Why = Literal["late", "unapproved", "sent-back", "together", "untold", "sptjb", "open"]
"""late: not accounted for by its last day; unapproved: handed in and not approved; sent-back: to be put
right; together: another body of its kecamatan is late; untold: nobody tells of its approval; sptjb: late, but
its SPTJB came in; open: not accounted for, not yet due."""
_STANDS: dict[Why, Standing] = {
    "late": "blocked",
    "unapproved": "blocked",
    "sent-back": "blocked",
    "together": "blocked",
    "untold": "unknown",
    "sptjb": "waiting",
    "open": "waiting",
}

HandedIn = Collection[tuple[str, Key, str]]
"""Body, place and period of which something came in."""


@dataclass(frozen=True)
class Hold:
    """What stands between a body and its next transfer."""

    why: Why
    term: Term | None
    """None: that of another body."""
    amount: int

    @property
    def standing(self) -> Standing:
        """How a body stands that nothing else holds."""
        return _STANDS[self.why]


@dataclass(frozen=True)
class Transfer:
    """The next transfer to a body."""

    unit: Unit
    term: Term | None
    """What is to be paid next by the sheets; None where none tells."""
    holds: tuple[Hold, ...]

    @cached_property
    def standing(self) -> Standing:
        """The worst of what holds it."""
        found: list[Standing] = [one.standing for one in self.holds]
        return min(found, key=STANDINGS.index) if found else "may"

    @property
    def amount(self) -> int | None:
        """What is to be paid; None where no sheet tells."""
        return self.term.rest if self.term else None


@dataclass(frozen=True)
class Group:
    """The bodies of one kind in one place that stand alike."""

    place: Place | None
    body: str
    standing: Standing
    transfers: tuple[Transfer, ...]

    @property
    def amount(self) -> int | None:
        """What is to be paid to them; None where no sheet tells."""
        told = [one.amount for one in self.transfers if one.amount is not None]
        return sum(told) if told else None


@dataclass(frozen=True)
class Reason:
    """Why bodies are blocked."""

    why: Why
    period: str
    days: int
    """Past its last day, where it is late."""
    amount: int
    """Of all of them."""
    terms: tuple[Term, ...] = field(default=(), compare=False)
    """The money that is not accounted for, or not approved."""


@dataclass(frozen=True)
class Blocked:
    """Bodies of one place that are blocked for the same reasons."""

    place: Place | None
    bodies: tuple[tuple[str, Key], ...]
    """Each by its kind and place; KPPS, where they are taken together, by their kelurahan."""
    reasons: tuple[Reason, ...]


def transfers(
    units: Sequence[Unit], sptjb: HandedIn, election: Election, today: date
) -> tuple[Transfer, ...]:
    """The next transfer to each body, the blocked ones first; `sptjb`: of which money the SPTJB came in."""
    found = [_transfer(unit, sptjb, election, today) for unit in units]
    if election.adhoc.together:
        found = _together(found)
    return tuple(sorted(found, key=lambda one: STANDINGS.index(one.standing)))


def groups(found: Sequence[Transfer], place_of: Callable[[Key], Place | None]) -> tuple[Group, ...]:
    """The same by place below the Board's own, kind of body, and standing."""
    alike: dict[tuple[str, str, Standing], tuple[Place | None, list[Transfer]]] = {}
    for one in found:
        place = place_of(one.unit.at)
        key = (place.code if place else "", one.unit.body, one.standing)
        alike.setdefault(key, (place, []))[1].append(one)
    order = sorted(alike, key=lambda key: (key[0], body_order(key[1]), STANDINGS.index(key[2])))
    return tuple(Group(alike[key][0], key[1], key[2], tuple(alike[key][1])) for key in order)


def blocked(found: Sequence[Group], stations_together: bool, today: date) -> tuple[Blocked, ...]:
    """The blocked ones by place and reasons; KPPS by their kelurahan, where `stations_together`."""
    alike: dict[tuple[Place | None, tuple[tuple[Why, str, int], ...]], list[tuple[Unit, list[Hold]]]] = {}
    for group in found:
        for one in group.transfers if group.standing == "blocked" else ():
            holds = [hold for hold in one.holds if hold.standing == "blocked"]
            causes = tuple(_cause(hold, today) for hold in holds)
            alike.setdefault((group.place, causes), []).append((one.unit, holds))
    return tuple(
        Blocked(
            place,
            tuple((unit.body, _named_at(unit, stations_together)) for unit, _ in held),
            tuple(
                _reason(cause, holds)
                for cause, holds in zip(causes, zip(*(each for _, each in held), strict=True), strict=True)
            ),
        )
        for (place, causes), held in alike.items()
    )


def _reason(cause: tuple[Why, str, int], holds: Sequence[Hold]) -> Reason:
    terms = tuple(one.term for one in holds if one.term is not None)
    return Reason(*cause, sum(one.amount for one in holds), terms)


def _named_at(unit: Unit, stations_together: bool) -> Key:
    if stations_together and unit.body == BODIES[-1]:
        return unit.at[0], unit.at[1], NOWHERE["tps"]
    return unit.at


def _cause(hold: Hold, today: date) -> tuple[Why, str, int]:
    if hold.term is None:
        return hold.why, "", 0
    return hold.why, hold.term.period, hold.term.days_late(today) if hold.why == "late" else 0


def _transfer(unit: Unit, sptjb: HandedIn, election: Election, today: date) -> Transfer:
    following = next((one for one in unit.terms if one.rest), None)
    holds = [
        hold
        for term in unit.terms
        if term.total("dicairkan")
        for hold in _holds(unit, term, following, sptjb, election, today)
    ]
    return Transfer(unit, following, tuple(holds))


def _holds(
    unit: Unit, term: Term, following: Term | None, sptjb: HandedIn, election: Election, today: date
) -> Iterator[Hold]:
    own = election.adhoc
    if term.days_late(today):
        came = own.sptjb_unblocks and (unit.body, unit.at, term.period) in sptjb
        yield Hold("sptjb" if came else "late", term, term.outstanding)
    if term is following:
        # What is paid in parts is accounted for together.
        return
    is_due = term.due is not None and today > term.due
    if own.after == "due" and not is_due:
        return
    if term.outstanding and not is_due:
        yield Hold("open", term, term.outstanding)
    handed = term.total("spj")
    if own.needs != "approved" or not handed:
        return
    if term.sent_back:
        yield Hold("sent-back", term, handed - (term.approved or 0))
    elif term.approved is None:
        yield Hold("untold", term, handed)
    elif term.approved < handed:
        yield Hold("unapproved", term, handed - term.approved)


def _together(found: Sequence[Transfer]) -> list[Transfer]:
    late = {one.unit.at[0] for one in found for hold in one.holds if hold.why == "late"}
    return [
        replace(one, holds=(*one.holds, Hold("together", None, 0)))
        if one.unit.at[0] in late and one.standing != "blocked"
        else one
        for one in found
    ]
