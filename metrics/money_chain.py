"""The chain of money: KPU gives to PPK, PPS and KPPS, and bodies pass on to those below them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import narwhals as nw

from metrics import chain
from metrics.chain import Link
from metrics.claims import Claims
from metrics.finance import BODIES, Key
from metrics.model import Place
from metrics.money_faults import NOWHERE_AT, Fault, Spot, spots
from metrics.money_lines import MONEY, Line, added, places
from metrics.needs import KEYS

Way = Literal["passed-on", "recap", "receipt"]
"""passed-on: what the level above passes on, and what was given to the bodies; recap: what a larger place
states of its bodies together, and what they state one by one; receipt: what KPU gave to a body, and its own
receipt."""
WAYS: tuple[Way, ...] = ("passed-on", "recap", "receipt")
_COLUMNS: Mapping[Way, tuple[str, str]] = {
    "passed-on": ("diteruskan", "dicairkan"),
    "recap": ("dicairkan", "dicairkan"),
    "receipt": ("dicairkan", "diterima"),
}
_DEPTH: Mapping[str, int] = {"PPK": 1, "PPS": 2, "KPPS": 3}
"""How many names the place of a body has."""
_GRAINS: Mapping[str, str] = {"PPK": "kecamatan", "PPS": "kelurahan", "KPPS": "tps"}
_LEVELS = ("kota", "kecamatan", "kelurahan", "tps")
_KEPT = ("realisasi", "setor_kembali")
_RECEIPT = ("dicairkan", "diterima", "diteruskan", *_KEPT)

_At = tuple[str | int, ...]
_Inside = Mapping[tuple[str, _At], Sequence[Line]]
"""The rows of the single bodies of a kind inside a place."""


@dataclass(frozen=True)
class Step:
    """All hand-overs to one level that are told in one way."""

    level: str
    """One of `BODIES`."""
    way: Way
    out: int
    """Of those of which both sides are told."""
    into: int
    breaks: int
    """Bodies and accounts where the chain does not hold."""
    given: tuple[Spot, ...]
    """The cells of what went out."""
    got: tuple[Spot, ...]
    """The cells of what came in."""


class _Hand(NamedTuple):
    """A hand-over with the rows that tell both sides."""

    way: Way
    link: Link
    given: Sequence[Line]
    got: Sequence[Line]

    @property
    def spots(self) -> list[Spot]:
        """All cells that it stands on."""
        if self.way == "receipt":
            return spots(self.got, _RECEIPT)
        return spots([*self.given, *self.got], dict.fromkeys(_COLUMNS[self.way]))


def may_break(rows: nw.LazyFrame, claims: Claims) -> bool:
    """Whether the sheets tell two sides of a hand-over that may differ. Where receipts alone are told, the
    engine is asked for one that does. `rows` are those of a place."""
    told = claims.measures(MONEY)
    if "diteruskan" in told or _is_recapped(claims):
        return True
    return "diterima" in told and _differ(rows)


def _is_recapped(claims: Claims) -> bool:
    grains: dict[str, set[str]] = {}
    for kind, subject, measure, grain in claims.by_key:
        if kind == MONEY and measure == "dicairkan":
            grains.setdefault(subject, set()).add(grain)
    return any(
        len(told) > 1 and _GRAINS.get(subject.partition("|")[0]) in told for subject, told in grains.items()
    )


def _differ(rows: nw.LazyFrame) -> bool:
    texts = (nw.col(name).fill_null("") for name in ("badan", "periode", "akun"))
    sides = _COLUMNS["receipt"]
    bodies = (
        rows.select(*texts, *places(), *sides)
        .group_by("badan", "periode", "akun", *KEYS)
        .agg(
            *(nw.col(name).sum() for name in sides),
            *(nw.col(name).count().alias(f"has_{name}") for name in sides),
        )
    )
    both = (nw.col(f"has_{name}") > 0 for name in sides)
    found = bodies.filter(*both, nw.col(sides[0]) != nw.col(sides[1]))
    return bool(found.select(nw.len()).collect().item())


def broken(rows: Sequence[Line]) -> tuple[list[Fault], tuple[Step, ...]]:
    """Where the chain of money breaks, the first broken level first, and its steps from above.

    Compared are amounts of one period and account. What a body has not spent, passed on or paid back is
    outstanding, so at a place only too much going out is a break. Sheets of different days are not held
    against each other.
    """
    found: list[Fault] = []
    steps: dict[tuple[str, Way], list[tuple[_Hand, int]]] = {}
    for hand in _hands(rows):
        breaks = chain.breaks_of(hand.link)
        found += [_fault(one, hand) for one in breaks]
        if breaks or (hand.link.given is not None and hand.link.got is not None):
            steps.setdefault((hand.link.level, hand.way), []).append((hand, len(breaks)))
    found.sort(key=lambda one: (BODIES.index(one.body), one.code == "chain-at-the-place", one.period))
    return found, tuple(
        _step(level, way, steps[level, way]) for level in BODIES for way in WAYS if (level, way) in steps
    )


def _fault(one: chain.Break, hand: _Hand) -> Fault:
    rows = hand.given or hand.got
    return Fault(
        f"chain-{one.kind}",
        tuple(hand.spots),
        one.level,
        rows[0].at if hand.way == "receipt" and len(rows) == 1 else _padded(one.path),
        rows[0].period,
        rows[0].code or rows[0].account,
        abs(one.missing),
        (("out", one.out), ("into", one.into), ("level", one.level)),
    )


def _step(level: str, way: Way, hands: Sequence[tuple[_Hand, int]]) -> Step:
    told = [one for one, _ in hands if one.link.given is not None and one.link.got is not None]
    out, into = _COLUMNS[way]
    return Step(
        level,
        way,
        sum(one.link.given or 0 for one in told),
        sum(one.link.got or 0 for one in told),
        sum(breaks for _, breaks in hands),
        tuple(dict.fromkeys(spot for one in told for spot in spots(one.given, (out,)))),
        tuple(dict.fromkeys(spot for one in told for spot in spots(one.got, (into,)))),
    )


def _hands(rows: Iterable[Line]) -> Iterator[_Hand]:
    compared: dict[tuple[str, str], dict[tuple[str, Key], list[Line]]] = {}
    for one in rows:
        if one.body in _DEPTH:
            own = compared.setdefault((one.period, one.account), {})
            own.setdefault((one.body, one.at), []).append(one)
    for bodies in compared.values():
        named = {key: _names(key[1]) for key in bodies}
        inside = _inside(bodies, named)
        for (body, at), own in bodies.items():
            names = named[body, at]
            if len(names) < _DEPTH[body]:
                yield from _recap(body, names, own, inside)
            else:
                sums = added(own)
                if "diterima" in sums or "diteruskan" in sums:
                    yield _own(body, names, own, sums)
                yield from _passed_on(body, names, own, sums.get("diteruskan"), inside)


def _inside(
    bodies: Mapping[tuple[str, Key], Sequence[Line]], named: Mapping[tuple[str, Key], _At]
) -> _Inside:
    found: dict[tuple[str, _At], list[Line]] = {}
    # Where nobody passes anything on, nor speaks for others, nobody asks.
    asked = any(
        len(names) < _DEPTH[key[0]] or any("diteruskan" in one.amounts for one in bodies[key])
        for key, names in named.items()
    )
    for (body, at), own in bodies.items() if asked else ():
        names = named[body, at]
        if len(names) >= _DEPTH[body]:
            for depth in range(_DEPTH[body]):
                found.setdefault((body, names[:depth]), []).extend(own)
    return found


def _names(at: Key) -> _At:
    return tuple(name for name, none in zip(at, NOWHERE_AT, strict=True) if name != none)


def _own(body: str, names: _At, rows: Sequence[Line], sums: Mapping[str, int]) -> _Hand:
    """What a body was given by KPU's books, has by its receipts, and gives on. A payment that is told anew
    is not held against an older receipt."""
    given, got = sums.get("dicairkan"), sums.get("diterima")
    if given is not None and len(rows) > 1:
        told = {one.day for one in rows if one.amounts.keys() & {*_COLUMNS["receipt"]}}
        got = got if len(told) == 1 else None
    kept = sum(sums.get(name, 0) for name in _KEPT)
    out, has = (None, given) if got is None else (given, got)
    link = Link(body, _place(names), names, out, has, kept, sums.get("diteruskan"), gives_all=False)
    return _Hand("receipt", link, rows, rows)


def _passed_on(
    body: str, names: _At, rows: Sequence[Line], given: int | None, inside: _Inside
) -> Iterator[_Hand]:
    """What a body passed on against what those below were given; where it passes nothing on, KPU pays."""
    if body == BODIES[-1] or not given:
        return
    below = BODIES[BODIES.index(body) + 1]
    got = inside.get((below, names), ())
    if (into := added(got).get("dicairkan")) is not None and _one_day(rows, got):
        yield _Hand("passed-on", Link(below, _place(names), names, given, into), rows, got)


def _recap(body: str, names: _At, rows: Sequence[Line], inside: _Inside) -> Iterator[_Hand]:
    """What a larger place states of its bodies together against what these state one by one."""
    got = inside.get((body, names), ())
    given, into = added(rows).get("dicairkan"), added(got).get("dicairkan")
    if given is not None and into is not None and _one_day(rows, got):
        yield _Hand("recap", Link(body, _place(names), names, given, into), rows, got)


def _one_day(rows: Iterable[Line], others: Iterable[Line]) -> bool:
    return len({one.day for one in (*rows, *others)}) == 1


def _padded(names: tuple) -> Key:
    return (*names, *NOWHERE_AT[len(names) :])  # pyright: ignore[reportReturnType] - three names again


def _place(names: _At) -> Place:
    code = "/".join(map(str, names))
    return Place(code, str(names[-1]) if names else "", _LEVELS[len(names)], None)  # pyright: ignore[reportArgumentType]
