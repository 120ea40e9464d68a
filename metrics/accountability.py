"""The ad-hoc bodies one by one: what each was paid for a period, until when it accounts for it, and what came
in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import narwhals as nw

from elections import Election
from metrics import claims as claiming
from metrics import finance as money
from metrics.ageing import Clock, end_of
from metrics.finance import AMOUNTS, BODIES, Choice, Key, month_end
from metrics.items import Where
from metrics.model import Board, Place
from metrics.needs import KEYS

Tables = Mapping[str, nw.LazyFrame]
_ACCOUNT = ("badan", "periode", "grain", *KEYS, "akun", "uraian")
_HONOR = "honor"
"""By this word honor is known: that of an account's setting, else of what the money is for."""


@dataclass(frozen=True)
class Line:
    """The money of one body for one account and period, as far as it is part of the totals."""

    body: str
    period: str
    grain: str
    at: Key
    account: str
    use: str
    amounts: Mapping[str, int]
    """By column; what no sheet tells is left out."""
    paid_on: date | None
    sent_back: bool
    """Whether an SPJ of it was sent back to be put right."""

    @property
    def subject(self) -> str:
        """As claims name it."""
        return f"{self.body}|{self.period}"

    def get(self, name: str) -> int:
        """An amount, 0 where nobody tells it."""
        return self.amounts.get(name, 0)

    @property
    def rest(self) -> int:
        """What is still to be paid: of a month that was paid nothing more, of other money the whole rest."""
        if self.get("dicairkan") and month_end(self.period):
            return 0
        return max(0, self.get("pagu") - self.get("dicairkan"))

    def is_honor(self, election: Election) -> bool:
        """Whether it is honor, by its account, else by its words."""
        if self.account:
            return any(
                code in self.account and _HONOR in words for code, words in election.accounts.words.items()
            )
        return _HONOR in self.use.casefold()


@dataclass(frozen=True)
class Term:
    """What one body was given for one period."""

    period: str
    lines: tuple[Line, ...]
    due: date | None
    """Last day to account for it; None where no sheet tells when it was paid."""
    sums: Mapping[str, int]
    """Its amounts over all accounts; what no sheet tells is left out."""

    def total(self, name: str) -> int:
        """An amount over all accounts, 0 where nobody tells it."""
        return self.sums.get(name, 0)

    @property
    def outstanding(self) -> int:
        """What was paid and neither accounted for nor paid back; nothing where more was."""
        return max(0, self.total("dicairkan") - self.total("spj") - self.total("setor_kembali"))

    @property
    def rest(self) -> int:
        """What is still to be paid."""
        return sum(one.rest for one in self.lines)

    @property
    def approved(self) -> int | None:
        """What of its SPJ was approved; None where no sheet tells."""
        return self.sums.get("disahkan")

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
    clock = Clock(end_of(board.today, election.clock), election.clock, election.stale_after)
    claims = claiming.collect(tables["claims"], where.office, {}, clock, {})
    if "keuangan" not in claims.kinds():
        return ()
    is_city = board.place.level == "kota"
    below = tuple(one.name for one in known if one.parent == board.place.code) if is_city else ()
    by_column = "disahkan" in claims.measures("keuangan")
    lines = _lines(tables["keuangan"], where, Choice(claims, below, is_city, {}), by_column)
    of_unit: dict[tuple[str, Key, str], dict[str, list[Line]]] = {}
    for one in lines:
        of_unit.setdefault((one.body, one.at, one.grain), {}).setdefault(one.period, []).append(one)
    found = [
        Unit(
            *key,
            tuple(
                sorted((_term(key[0], name, parts, election) for name, parts in terms.items()), key=_order)
            ),
        )
        for key, terms in of_unit.items()
    ]
    return tuple(sorted(found, key=lambda one: (body_order(one.body), one.at)))


def body_order(body: str) -> tuple[int, str]:
    """PPK, PPS, KPPS, then what else sheets name."""
    return (BODIES.index(body) if body in BODIES else len(BODIES), body)


def _term(body: str, period: str, lines: Sequence[Line], election: Election) -> Term:
    paid_on = max((one.paid_on for one in lines if one.paid_on), default=None)
    sums: dict[str, int] = {}
    for one in lines:
        for name, amount in one.amounts.items():
            sums[name] = sums.get(name, 0) + amount
    return Term(period, tuple(lines), money.due(body, period, paid_on, election), sums)


def _order(one: Term) -> tuple[date, str]:
    return (month_end(one.period) or one.due or date.max, one.period)


def _lines(keuangan: nw.LazyFrame, where: Where, choice: Choice, by_column: bool) -> list[Line]:
    """`by_column`: somebody states approved amounts; else the state of an SPJ tells whether it was."""
    state = nw.col("status_spj")
    told = nw.when(~state.is_null()).then(nw.lit(0))
    by_state = nw.when(state == "disahkan").then(nw.col("spj")).otherwise(told)
    rows = money.facts(keuangan, where, "uraian", "status_spj").with_columns(
        nw.col("uraian").fill_null(""),
        disahkan=nw.col("disahkan") if by_column else by_state,
        sent_back=nw.when(state == "revisi").then(1).otherwise(0),
    )
    added = rows.group_by(*_ACCOUNT).agg(
        *(nw.col(name).sum().cast(nw.Int64) for name in (*AMOUNTS, "sent_back")),
        *(nw.col(name).count().alias(f"has_{name}") for name in AMOUNTS),
        nw.col("tgl_cair").max(),
    )
    columns = added.collect().to_dict(as_series=False)
    told_rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    found = [_line(row, choice, by_column) for row in told_rows]
    return [one for one in found if one.amounts]


def _line(row: Mapping[str, Any], choice: Choice, by_column: bool) -> Line:
    at = (row["kecamatan"], row["kelurahan"], int(row["tps"]))
    keys = (row["badan"], row["periode"], row["grain"], at)
    bare = Line(*keys, row["akun"], row["uraian"], {}, row["tgl_cair"], bool(row["sent_back"]))
    follows = {} if by_column else {"disahkan": "spj"}
    amounts = {
        name: int(row[name])
        for name in AMOUNTS
        if row[f"has_{name}"] and choice.counts(bare, follows.get(name, name))
    }
    return replace(bare, amounts=amounts)
