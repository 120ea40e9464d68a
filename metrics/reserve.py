"""The reserve of ballots under every rule of rounding, and the polling stations in which the rules differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from elections import Rounding
from metrics.needs import reserve

RULES: tuple[Rounding, ...] = get_args(Rounding)


@dataclass(frozen=True)
class Voters:
    """A polling station and its voters."""

    kecamatan: str
    kelurahan: str
    tps: int
    dpt: int


@dataclass(frozen=True)
class RuleTotal:
    """What a place needs of one ballot type under one rule: sheets."""

    rule: Rounding
    reserve: int
    ballots: int
    """Voters and reserve."""
    stations: int
    """Polling stations in which it differs from the rule in force."""


@dataclass(frozen=True)
class Difference:
    """A polling station in which the rules differ, with the reserve under each, in the order of `RULES`."""

    station: Voters
    reserves: tuple[int, ...]


@dataclass(frozen=True)
class Proof:
    """Why the need is what it is: each rule's total, and each polling station in which they differ."""

    share: Fraction
    in_force: Rounding
    voters: int
    stations: int
    totals: tuple[RuleTotal, ...]
    at_once: int
    """Voters and reserve if the share were taken of all voters together and rounded up once. KPU takes it of
    each polling station; offices that estimate take it at once."""
    differences: tuple[Difference, ...]


def proof(stations: Sequence[Voters], share: Fraction, in_force: Rounding) -> Proof:
    """The reserve of `stations` under each rule (UU 7/2017 art. 344 names the share, KPU's practice the
    rounding)."""
    each = [tuple(reserve(one.dpt, share, rule) for rule in RULES) for one in stations]
    voters = sum(one.dpt for one in stations)
    at = RULES.index(in_force)
    totals = tuple(
        RuleTotal(
            rule,
            sum(found[number] for found in each),
            voters + sum(found[number] for found in each),
            sum(found[number] != found[at] for found in each),
        )
        for number, rule in enumerate(RULES)
    )
    differing = tuple(
        Difference(one, found) for one, found in zip(stations, each, strict=True) if len(set(found)) > 1
    )
    part = voters * share.numerator
    return Proof(
        share,
        in_force,
        voters,
        len(stations),
        totals,
        voters + (part + share.denominator - 1) // share.denominator,
        differing,
    )
