"""What the sheets of money state and the totals count: by place, body, period, account and source or use."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import narwhals as nw

from elections import Election
from metrics import claims as claiming
from metrics import finance
from metrics.ageing import Clock, end_of
from metrics.finance import AMOUNTS, Choice, Key
from metrics.items import Where
from metrics.model import Board, Place
from metrics.needs import KEYS, NOWHERE

STAGES = (*AMOUNTS, "complete", "approved")
"""Amounts of an entry: those of the sheet, what of the SPJ is complete, and what of it is approved."""
_CODE = re.compile(r"(?<!\d)5\d{5}(?!\d)")
_DONE, _SENT_BACK = ("lengkap", "disahkan"), "revisi"
_HONOR = "honor"
"""By this word honor is known: that of an account's setting, else of what the money is for."""
_FUNDS = (
    ("governor", ("pilgub", "gubernur", "provinsi")),
    ("mayor", ("pilwalkot", "pilwali", "pilbup", "walikota", "wali kota", "bupati", "pilkada kota")),
    ("grant", ("hibah", "nphd", "apbd")),
    ("apbn", ("apbn", "dipa", "rupiah murni")),
)


@dataclass(frozen=True)
class Sums:
    """Whole rupiah; None where nobody reported. dicairkan = spj + setor_kembali + outstanding."""

    pagu: int | None = None
    dicairkan: int | None = None
    realisasi: int | None = None
    spj: int | None = None
    disahkan: int | None = None
    setor_kembali: int | None = None
    complete: int | None = None
    """Of the SPJ, what is checked and found complete, or approved."""
    approved: int | None = None
    """Of the SPJ, what is approved: the sheet's column, or the SPJ of rows with that status."""

    @property
    def outstanding(self) -> int | None:
        """Disbursed and neither accounted for nor given back; below 0, more was than disbursed."""
        moved = (self.dicairkan, self.spj, self.setor_kembali)
        if moved == (None, None, None):
            return None
        return (self.dicairkan or 0) - (self.spj or 0) - (self.setor_kembali or 0)


NAMES = tuple(one.name for one in fields(Sums))


class Entry(NamedTuple):
    """The money of one body, period and account, from one source or for one use, at one place and grain."""

    body: str
    period: str
    account: str
    """As the sheet writes it."""
    fund: str
    """"" where entries are told apart by their use."""
    use: str
    """"" where they are told apart by their source."""
    grain: str
    at: Key
    amounts: Mapping[str, int]
    """What counts, by the names of `Sums`; what no sheet tells is left out."""
    paid_on: date | None
    """The day of its (last) disbursement."""
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
        if self.get("dicairkan") and finance.month_end(self.period):
            return 0
        return max(0, self.get("pagu") - self.get("dicairkan"))

    def is_honor(self, election: Election) -> bool:
        """Whether it is honor, by its account, else by its words."""
        if self.account:
            return any(
                code in self.account and _HONOR in words for code, words in election.accounts.words.items()
            )
        return _HONOR in self.use.casefold()


Left = tuple[tuple[str, str, str, str], ...]
"""What the sheets state and the totals leave out, as claims name it: subject, measure, grain, kecamatan."""


def choice_of(
    tables: Mapping[str, nw.LazyFrame], board: Board, where: Where, election: Election, known: Sequence[Place]
) -> Choice:
    """Which rows of money count at the Board's place, as for the Board itself; `tables` are the facts in
    force of its office."""
    clock = Clock(end_of(min(board.as_of, board.today), election.clock), election.clock, election.stale_after)
    claims = claiming.collect(tables["claims"], where.office, {}, clock, {})
    is_city = board.place.level == "kota"
    below = tuple(one.name for one in known if one.parent == board.place.code) if is_city else ()
    return Choice(claims, below, is_city, {})


def has_approved(choice: Choice) -> bool:
    """Whether somebody states approved amounts; else the status of an SPJ tells whether it was approved."""
    return "disahkan" in choice.claims.measures("keuangan")


def entries(
    keuangan: nw.LazyFrame, where: Where, choice: Choice, *, one_by_one: bool = False
) -> tuple[list[Entry], Left]:
    """All entries of the place, and what they leave out; one collect.

    `one_by_one`: of each body by use; else by source of funds, and of polling stations together but below a
    kelurahan.
    """
    by_column = has_approved(choice)
    apart = "uraian" if one_by_one else "sumber_dana"
    keys = KEYS if one_by_one or where.kelurahan is not None else KEYS[:2]
    groups = ("badan", "periode", "akun", apart, "grain", *keys)
    rows = finance.facts(keuangan, where, apart, "status_spj").with_columns(
        nw.col(apart).fill_null(""),
        complete=_complete(),
        approved=_approved(by_column),
        sent_back=nw.when(nw.col("status_spj") == _SENT_BACK).then(1).otherwise(0),
    )
    added = rows.group_by(*groups).agg(
        *(nw.col(name).sum().cast(nw.Int64) for name in (*STAGES, "sent_back")),
        *(nw.col(name).count().alias(f"has_{name}") for name in STAGES),
        nw.col("tgl_cair").max(),
    )
    listed = added.select(
        *groups[:5],
        *("tgl_cair", "sent_back", "kecamatan", "kelurahan"),
        nw.col("tps") if "tps" in keys else nw.lit(NOWHERE["tps"]).alias("tps"),
        *(nw.when(nw.col(f"has_{name}") > 0).then(nw.col(name)).alias(name) for name in STAGES),
    )
    follows = {"complete": "spj", "approved": "disahkan" if by_column else "spj"}
    found: list[Entry] = []
    left: set[tuple[str, str, str, str]] = set()
    counting: dict[tuple[str, str, str, str], frozenset[str]] = {}
    for body, period, account, of, grain, paid_on, back, *more in listed.collect().rows():
        at, sums = (more[0], more[1], more[2]), more[3:]
        told = {name: amount for name, amount in zip(STAGES, sums, strict=True) if amount is not None}
        fund, use = ("", of) if one_by_one else (of, "")
        one = Entry(body, period, account, fund, use, grain, at, told, paid_on, bool(back))
        # Thousands of polling stations are alike in what counts.
        alike = (body, period, grain, at[0])
        if alike not in counting:
            counting[alike] = frozenset(
                name for name in STAGES if choice.counts(one, follows.get(name, name))
            )
        if not told.keys() <= counting[alike]:
            lost = told.keys() - counting[alike]
            left |= {(one.subject, name, grain, at[0]) for name in AMOUNTS if name in lost}
            one = one._replace(amounts={name: told[name] for name in told if name not in lost})
        found.append(one)
    return sorted(found, key=lambda one: one[:7]), tuple(sorted(left))


def _complete() -> nw.Expr:
    status, approved = nw.col("status_spj"), nw.col("disahkan")
    told = nw.when(~status.is_null()).then(nw.lit(0))
    known = nw.when(~approved.is_null()).then(approved).otherwise(told)
    return nw.when(status.is_in(_DONE)).then(nw.col("spj")).otherwise(known)


def _approved(has_column: bool) -> nw.Expr:
    if has_column:
        return nw.col("disahkan")
    status = nw.col("status_spj")
    told = nw.when(~status.is_null()).then(nw.lit(0))
    return nw.when(status == _DONE[1]).then(nw.col("spj")).otherwise(told)


def total(parts: Iterable[Entry]) -> Sums:
    """Entries added up; what no entry tells, nobody does."""
    added: dict[str, int] = {}
    for one in parts:
        for name, amount in one.amounts.items():
            added[name] = added.get(name, 0) + amount
    return Sums(**added)


# -- what an entry is of ---------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def account(written: str) -> str:
    """The six digits of an account, whatever stands before and behind them; else as it is written.

    >>> account("6867.QGE.002.051.A.521213")
    '521213'
    """
    found = _CODE.findall(written)
    return found[-1] if found else written.strip()


def fund(written: str) -> str:
    """Where money comes from: governor, mayor or grant (of the city, nobody says which), apbn, else as
    written.

    >>> fund("Hibah Pilgub Jateng"), fund("APBN 2024")
    ('governor', 'apbn')
    """
    text = " ".join(written.casefold().split())
    for code, words in _FUNDS:
        if any(word in text for word in words):
            return code
    return written.strip()


def gone(body: str, period: str, election: Election, today: date) -> Fraction | None:
    """The share of its time that has gone at the end of `today`: of the month, else of the body's term; None
    where neither is known."""
    last = finance.month_end(period)
    if last is not None:
        first = last.replace(day=1)
    elif not period and body in election.spending.terms:
        first, last = election.spending.terms[body]
    else:
        return None
    days = (last - first).days + 1
    return Fraction(min(max((today - first).days + 1, 0), days), days)


def planned(parts: Iterable[Entry], election: Election, today: date) -> tuple[Fraction, int] | None:
    """What of the ceilings should be spent by now, and those ceilings; None where no time is known."""
    by_now, ceiling, known = Fraction(0), 0, False
    for one in parts:
        share = gone(one.body, one.period, election, today)
        if share is not None and "pagu" in one.amounts:
            by_now, ceiling, known = by_now + share * one.amounts["pagu"], ceiling + one.amounts["pagu"], True
    return (by_now, ceiling) if known and ceiling else None


def level_below(place: Place) -> int:
    """Which part of an entry's place names the units below a place: kecamatan, kelurahan or TPS."""
    return {"kota": 0, "kecamatan": 1, "kelurahan": 2}[place.level]
