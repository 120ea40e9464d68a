"""The ad-hoc bodies one by one: what each was paid for a period, until when it accounts for it, and what came
in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial

import narwhals as nw

from elections import Election
from metrics import finance as money
from metrics.finance import BODIES, Key, month_end
from metrics.items import Where
from metrics.model import Board, Place
from metrics.money_entries import Entry, choice_of, entries

Tables = Mapping[str, nw.LazyFrame]


@dataclass(frozen=True)
class Term:
    """What one body was given for one period."""

    period: str
    lines: tuple[Entry, ...]
    due: date | None
    """Last day to account for it; None where no sheet tells when it was paid."""
    sums: Mapping[str, int]
    """Its amounts over all accounts; what no sheet tells is left out."""

    def total(self, name: str) -> int:
        """An amount over all accounts, 0 where nobody tells it."""
        return self.sums.get(name, 0)

    @cached_property
    def outstanding(self) -> int:
        """What was paid and neither accounted for nor paid back; nothing where more was."""
        return max(0, self.total("dicairkan") - self.total("spj") - self.total("setor_kembali"))

    @cached_property
    def rest(self) -> int:
        """What is still to be paid."""
        return sum(one.rest for one in self.lines)

    @property
    def approved(self) -> int | None:
        """What of its SPJ was approved; None where no sheet tells."""
        return self.sums.get("approved")

    @property
    def sent_back(self) -> bool:
        """Whether an SPJ of it was sent back to be put right."""
        return any(one.sent_back for one in self.lines)

    def days_late(self, today: date) -> int:
        """Days past its last day; 0 before it, and where nothing is outstanding."""
        return max(0, (today - self.due).days) if self.due and self.outstanding else 0


@dataclass(frozen=True)
class Unit:
    """An ad-hoc body; or what a sheet tells of all bodies of a place together."""

    body: str
    at: Key
    grain: str
    terms: tuple[Term, ...]
    """In the order of their periods."""


def units(
    tables: Tables, where: Where, board: Board, known: Sequence[Place], election: Election
) -> tuple[Unit, ...]:
    """The bodies of the Board's place of which a sheet of money tells, PPK first."""
    choice = choice_of(tables, board, where, election, known)
    if "keuangan" not in choice.claims.kinds():
        return ()
    of_unit: dict[tuple[str, Key, str], dict[str, list[Entry]]] = {}
    for one in entries(tables["keuangan"], where, choice, one_by_one=True)[0]:
        if one.amounts:
            of_unit.setdefault((one.body, one.at, one.grain), {}).setdefault(one.period, []).append(one)
    # Thousands of polling stations are paid on the same few days.
    due = cache(partial(money.due, election=election))
    found = [
        Unit(
            *key,
            tuple(sorted((_term(key[0], name, parts, due) for name, parts in terms.items()), key=_order)),
        )
        for key, terms in of_unit.items()
    ]
    return tuple(sorted(found, key=lambda one: (body_order(one.body), one.at)))


def body_order(body: str) -> tuple[int, str]:
    """PPK, PPS, KPPS, then what else sheets name."""
    return (BODIES.index(body) if body in BODIES else len(BODIES), body)


def _term(
    body: str, period: str, lines: Sequence[Entry], due: Callable[[str, str, date | None], date | None]
) -> Term:
    paid_on = max([one.paid_on for one in lines if one.paid_on], default=None)
    sums = dict(lines[0].amounts)
    for one in lines[1:]:
        for name, amount in one.amounts.items():
            sums[name] = sums.get(name, 0) + amount
    return Term(period, tuple(lines), due(body, period, paid_on), sums)


def _order(one: Term) -> tuple[date, str]:
    return (month_end(one.period) or one.due or date.max, one.period)
