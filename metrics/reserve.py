"""The reserve of ballots under every rule of rounding, and the polling stations in which the rules differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

import narwhals as nw

from elections import Election, Rounding
from metrics import needs
from metrics.items import Where
from metrics.model import Figure, Formula, Freshness, Source
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


@dataclass(frozen=True)
class Listed:
    """The polling stations of a place."""

    stations: tuple[Voters, ...]
    """Those with a number of voters, by name and number."""
    blank: int
    """Those without: no rule says what they need."""


def listed(tps: nw.LazyFrame, election: Election) -> Listed:
    """The polling stations of a fact table of kind `tps` that was cut to one office."""
    rows = needs.stations(tps, election).select(*needs.KEYS, "dpt", "blank").collect().rows()
    known = sorted(tuple(row[:4]) for row in rows if not row[4])
    return Listed(
        tuple(Voters(kecamatan, kelurahan, int(tps), int(dpt)) for kecamatan, kelurahan, tps, dpt in known),
        len(rows) - len(known),
    )


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


@dataclass(frozen=True)
class Reserves:
    """The proofs of a place, one for each share of reserve that the election's rules use."""

    proofs: tuple[Proof, ...]
    blank: int
    """Polling stations that are left out, since their voters are not known."""


def reserves(
    tps: nw.LazyFrame, election: Election, kecamatan: str | None = None, kelurahan: str | None = None
) -> Reserves:
    """The proofs of the polling stations of an office, or of one place of it; `tps` holds that office's facts
    of the kind `tps`."""
    for column, name in (("kecamatan", kecamatan), ("kelurahan", kelurahan)):
        if name is not None:
            tps = tps.filter(nw.col(column) == name)
    found = listed(tps, election)
    return Reserves(
        tuple(proof(found.stations, share, election.rounding) for share in needs.reserves(election)),
        found.blank,
    )


AT_ONCE = "at-once"
"""Names the need of which the share was taken of all voters at once."""


def reserve_figures(found: Reserves, where: Where, fresh: Freshness) -> dict[str, Figure]:
    """Sheets, by `reserve:<proof>:<rule>` the need under each rule, by `reserve:<proof>:at-once` that of all
    voters at once, by `reserve:<proof>:tps-<number>` the reserve of a polling station in which the rules
    differ."""
    named = {}
    for at, one in enumerate(found.proofs):
        share, cells = float(one.share * 100), _voters(where)
        for total in one.totals:
            formula = need_formula(one, total)
            named[f"reserve:{at}:{total.rule}"] = _sheets(total.ballots, formula, cells, fresh)
        told = (("dpt", one.voters), ("share", share), ("need", one.at_once))
        named[f"reserve:{at}:{AT_ONCE}"] = _sheets(
            one.at_once, Formula("ballot-need-at-once", told), cells, fresh
        )
        for number, station in enumerate(one.differences):
            of = station.station
            own = Where(where.office, of.kecamatan, of.kelurahan, of.tps)
            told = (("dpt", of.dpt), ("share", share), *zip(RULES, station.reserves, strict=True))
            value = station.reserves[RULES.index(one.in_force)]
            formula = Formula("reserve-of-station", told)
            named[f"reserve:{at}:tps-{number}"] = _sheets(value, formula, _voters(own), fresh)
    return named


def need_formula(one: Proof, total: RuleTotal) -> Formula:
    """How the need under a rule comes about."""
    values = (("dpt", one.voters), ("reserve", total.reserve), ("share", float(one.share * 100)))
    return Formula(f"ballot-need-{total.rule}", (*values, ("tps", one.stations), ("need", total.ballots)))


def _voters(where: Where) -> Source:
    return Source(
        "tps", ("dpt",), where.office, kecamatan=where.kecamatan, kelurahan=where.kelurahan, tps=where.tps
    )


def _sheets(value: int, formula: Formula, cells: Source, fresh: Freshness) -> Figure:
    return Figure(value, "lembar", "complete", formula, (cells,), fresh)
