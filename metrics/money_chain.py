"""The chain of money: KPU gives to PPK, PPS and KPPS, and bodies pass on to those below them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from metrics import chain
from metrics.chain import Level, Link
from metrics.finance import BODIES, Key
from metrics.model import Place
from metrics.money_faults import NOWHERE_AT, Fault, spots
from metrics.money_lines import Line

_DEPTH: Mapping[str, int] = {"PPK": 1, "PPS": 2, "KPPS": 3}
"""How many names the place of a body has."""
_LEVELS = ("kota", "kecamatan", "kelurahan", "tps")
_KEPT = ("realisasi", "setor_kembali")
_ALL = ("dicairkan", "diterima", "diteruskan", *_KEPT)

_Step = tuple[Link, Sequence[Line], tuple[str, ...]]
"""A link, the rows that it stands on, and their columns."""


def broken(rows: Sequence[Line]) -> tuple[list[Fault], tuple[Level, ...]]:
    """Where the chain of money breaks, the first broken level first, and out and in of each level.

    Compared are amounts of one period and account. What a body has not spent, passed on or paid back is
    outstanding, so at a place only too much going out is a break. Sheets of different days are not held
    against each other.
    """
    steps = list(_steps(rows))
    found = [
        Fault(
            f"chain-{one.kind}",
            tuple(spots(own, measures)),
            one.level,
            own[0].at if len(own) == 1 else _padded(one.path),
            own[0].period,
            own[0].code or own[0].account,
            abs(one.missing),
            (("out", one.out), ("into", one.into), ("level", one.level)),
        )
        for link, own, measures in steps
        for one in chain.breaks([link], BODIES)
    ]
    found.sort(key=lambda one: (BODIES.index(one.body), one.code == "chain-at-the-place", one.period))
    return found, chain.totals((link for link, _, _ in steps), BODIES)


def _steps(rows: Iterable[Line]) -> Iterator[_Step]:
    compared: dict[tuple[str, str], dict[tuple[str, Key], list[Line]]] = {}
    for one in rows:
        if one.body in _DEPTH:
            own = compared.setdefault((one.period, one.account), {})
            own.setdefault((one.body, one.at), []).append(one)
    for bodies in compared.values():
        for (body, at), own in bodies.items():
            names = tuple(name for name, none in zip(at, NOWHERE_AT, strict=True) if name != none)
            if len(names) < _DEPTH[body]:
                yield from _recap(body, names, own, bodies)
            else:
                yield _own(body, names, own)
                yield from _passed_on(body, names, own, bodies)


def _own(body: str, names: tuple, rows: Sequence[Line]) -> _Step:
    """What a body was given by KPU's books, has by its receipts, and gives on."""
    given, got, gives = (_sum(rows, name) for name in ("dicairkan", "diterima", "diteruskan"))
    kept = sum(_sum(rows, name) or 0 for name in _KEPT)
    told = given if got is not None else None
    link = Link(body, _place(names), names, told, given if got is None else got, kept, gives, gives_all=False)
    return link, rows, _ALL


def _passed_on(body: str, names: tuple, rows: Sequence[Line], bodies: Mapping) -> Iterator[_Step]:
    """What a body passed on against what those below were given; where it passes nothing on, KPU pays."""
    given = _sum(rows, "diteruskan")
    if body == BODIES[-1] or not given:
        return
    below = BODIES[BODIES.index(body) + 1]
    inside = _inside(below, names, bodies)
    got = _sum(inside, "dicairkan")
    if got is not None and _one_day(rows, inside):
        link = Link(below, _place(names), names, given, got)
        yield link, [*rows, *inside], ("diteruskan", "dicairkan")


def _recap(body: str, names: tuple, rows: Sequence[Line], bodies: Mapping) -> Iterator[_Step]:
    """What a larger place states of its bodies together against what these state one by one."""
    inside = _inside(body, names, bodies)
    given, got = _sum(rows, "dicairkan"), _sum(inside, "dicairkan")
    if given is not None and got is not None and _one_day(rows, inside):
        yield Link(body, _place(names), names, given, got), [*rows, *inside], ("dicairkan",)


def _inside(body: str, names: tuple, bodies: Mapping) -> list[Line]:
    """The rows of each single body of a kind below a place."""
    depth = _DEPTH[body]
    return [
        one
        for (other, at), own in bodies.items()
        if other == body and at[: len(names)] == names and at[depth - 1] != NOWHERE_AT[depth - 1]
        for one in own
    ]


def _sum(rows: Iterable[Line], name: str) -> int | None:
    told = [one.amounts[name] for one in rows if name in one.amounts]
    return sum(told) if told else None


def _one_day(rows: Iterable[Line], others: Iterable[Line]) -> bool:
    return len({one.day for one in (*rows, *others)}) == 1


def _padded(names: tuple) -> Key:
    return (*names, *NOWHERE_AT[len(names) :])  # pyright: ignore[reportReturnType] - three names again


def _place(names: tuple) -> Place:
    code = "/".join(map(str, names))
    return Place(code, str(names[-1]) if names else "", _LEVELS[len(names)], None)  # pyright: ignore[reportArgumentType]
