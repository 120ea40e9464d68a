"""The honor of the ad-hoc bodies reckoned anew: members x months x rate of the profile, and the sheets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Literal

import elections
from elections import Election
from metrics.accountability import Unit
from metrics.finance import BODIES, month_end
from metrics.money_entries import Entry

Measure = Literal["pagu", "dicairkan", "realisasi"]
Cause = Literal["months", "other-rate", "members", "role", "unclear"]
"""months: that of so many months; other-rate: by the rates of another election; members: of so many people of
one role more or less; role: only the pay of one role differs, where the sheet tells them apart."""


@dataclass(frozen=True)
class Rate:
    """What a whole body is paid a month; KPPS once."""

    body: str
    roles: tuple[tuple[str, int, int], ...]
    """Role, members, rupiah for each."""

    @property
    def members(self) -> int:
        """People of one body."""
        return sum(members for _, members, _ in self.roles)

    @cached_property
    def amount(self) -> int:
        """Rupiah of one body."""
        return sum(members * amount for _, members, amount in self.roles)


@dataclass(frozen=True)
class Explained:
    """What a difference is like, as far as one thing alone explains it."""

    cause: Cause
    count: int = 0
    """Months, people, or rupiah of a role; less than none: too few."""
    name: str = ""
    """Role, or code of the election."""


@dataclass(frozen=True)
class Difference:
    """An amount of a sheet that is not what the profile gives."""

    unit: Unit
    period: str
    lines: tuple[Entry, ...]
    measure: Measure
    stated: int
    computed: int
    explained: Explained

    @property
    def amount(self) -> int:
        """Rupiah on the sheet beyond what the profile gives."""
        return self.stated - self.computed


@dataclass(frozen=True)
class Paid:
    """The honor of one kind of body."""

    rate: Rate
    listed: int
    """Bodies by the office's list of places."""
    bodies: int
    """Bodies of which a sheet states honor."""
    months: int
    """Months of bodies that the sheets state, each body and month once."""
    computed: int
    """Months of bodies times the rate."""
    stated: int
    """The ceilings of the sheets for it; where a sheet states none, what was paid."""
    lines: tuple[Entry, ...]
    """On which it stands."""
    without_month: tuple[Entry, ...]
    """Rows of a body without a month, of which nobody tells how many months they are for."""

    @property
    def unclear(self) -> int:
        """How many such rows there are."""
        return len(self.without_month)


@dataclass(frozen=True)
class HonorCheck:
    """The honor of all bodies against the profile."""

    paid: tuple[Paid, ...]
    differences: tuple[Difference, ...]
    """The largest first."""


def rate(election: Election, body: str) -> Rate:
    """What the profile says of a kind of body."""
    return Rate(
        body, tuple((one.role, one.members, one.amount) for one in election.honor if one.body == body)
    )


def check(units: Sequence[Unit], listed: Mapping[str, int], election: Election) -> HonorCheck:
    """`listed`: bodies of each kind by the office's list of places."""
    paid, found = [], []
    for body in BODIES:
        own = rate(election, body)
        # Thousands of bodies are wrong by the same amount.
        explain = cache(partial(_explained, own, election))
        terms = [one for unit in units if unit.body == body for one in _terms(unit, election)]
        clear = [one for one in terms if _months(body, one[1])]
        found += [one for term in clear for one in _differences(own, *term, explain)]
        paid.append(
            Paid(
                own,
                listed.get(body, 0),
                len({(unit.at, unit.grain) for unit, _, _ in terms}),
                len(clear),
                own.amount * len(clear),
                sum(_total(lines, "pagu") or _total(lines, "dicairkan") for _, _, lines in clear),
                tuple(line for _, _, lines in clear for line in lines),
                tuple(line for _, period, lines in terms if not _months(body, period) for line in lines),
            )
        )
    return HonorCheck(tuple(paid), tuple(sorted(found, key=lambda one: -abs(one.amount))))


_OWN_GRAIN = {"PPK": "kecamatan", "PPS": "kelurahan", "KPPS": "tps"}


def _terms(unit: Unit, election: Election) -> Iterator[tuple[Unit, str, tuple[Entry, ...]]]:
    # What is told of many bodies together is of no body of which the members are known.
    if unit.grain != _OWN_GRAIN[unit.body]:
        return
    for term in unit.terms:
        lines = tuple(one for one in term.lines if one.is_honor(election))
        if lines:
            yield unit, term.period, lines


def _months(body: str, period: str) -> int:
    """Months of a period; KPPS is paid once, whatever its period is called."""
    return int(body == "KPPS" or month_end(period) is not None)


def _differences(
    own: Rate, unit: Unit, period: str, lines: tuple[Entry, ...], explain: Callable[[int], Explained]
) -> Iterator[Difference]:
    seen: set[int] = set()
    for measure in ("pagu", "dicairkan", "realisasi"):
        stated = _total(lines, measure)
        # Honor that is still being handed out is less than the whole without being wrong.
        is_partial = measure == "realisasi" and stated < own.amount and not _total(lines, "spj")
        if not stated or stated == own.amount or is_partial or stated in seen:
            continue
        seen.add(stated)
        found = explain(stated)
        if found.cause == "unclear":
            found = _by_role(own, lines, measure) or found
        yield Difference(unit, period, lines, measure, stated, own.amount, found)


def _explained(own: Rate, election: Election, stated: int) -> Explained:
    if own.amount and stated % own.amount == 0:
        return Explained("months", stated // own.amount)
    for code in elections.codes():
        if code != election.code and rate(elections.load(code), own.body).amount == stated:
            return Explained("other-rate", name=code)
    over = stated - own.amount
    for role, members, amount in own.roles:
        if amount and over % amount == 0 and abs(over) // amount <= max(members, 1):
            return Explained("members", over // amount, role)
    return Explained("unclear")


def _by_role(own: Rate, lines: Sequence[Entry], measure: Measure) -> Explained | None:
    """The one role whose pay is another one; None where the sheet does not tell each role apart."""
    over = {role: -members * amount for role, members, amount in own.roles}
    for line in lines:
        named = [role for role in over if role in line.use.casefold()]
        if len(named) != 1:
            return None
        over[named[0]] += line.get(measure)
    wrong = [role for role, amount in over.items() if amount]
    return Explained("role", over[wrong[0]], wrong[0]) if len(wrong) == 1 else None


def _total(lines: Sequence[Entry], measure: str) -> int:
    return sum(one.get(measure) for one in lines)
