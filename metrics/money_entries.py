"""What the sheets of money state and the totals count: by unit, body, period, account and source of funds."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import narwhals as nw

from elections import Election
from metrics import finance
from metrics.finance import AMOUNTS, Choice, Key
from metrics.items import Where
from metrics.model import Place
from metrics.needs import KEYS, NOWHERE

STAGES = (*AMOUNTS, "complete", "approved")
"""Amounts of an entry: those of the sheet, what of the SPJ is complete, and what of it is approved."""
_CODE = re.compile(r"(?<!\d)5\d{5}(?!\d)")
_DONE = ("lengkap", "disahkan")
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
    """The money of one body, period, account and source at one place and grain."""

    body: str
    period: str
    account: str
    """As the sheet writes it."""
    fund: str
    grain: str
    at: Key
    amounts: Mapping[str, int]
    """What counts, by the names of `Sums`."""

    @property
    def subject(self) -> str:
        """As claims name it."""
        return f"{self.body}|{self.period}"


Left = tuple[tuple[str, str, str, str], ...]
"""What the sheets state and the totals leave out, as claims name it: subject, measure, grain, kecamatan."""


def entries(
    keuangan: nw.LazyFrame, where: Where, choice: Choice, measures: Iterable[str]
) -> tuple[list[Entry], Left]:
    """All entries of the place, and what they leave out; one collect. Polling stations are told one by one
    only below a kelurahan.

    `measures` are the columns that somebody states: where no sheet has a column of approved amounts, the
    status of the SPJ tells them.
    """
    stated = frozenset(measures)
    keys = KEYS if where.kelurahan is not None else KEYS[:2]
    groups = ("badan", "periode", "akun", "sumber_dana", "grain", *keys)
    rows = finance.inside(keuangan, where).select(
        *(nw.col(name).fill_null("") for name in ("badan", "periode", "akun", "sumber_dana")),
        "grain",
        nw.col("kecamatan").fill_null(NOWHERE["kecamatan"]),
        nw.col("kelurahan").fill_null(NOWHERE["kelurahan"]),
        nw.col("tps").cast(nw.Int64).fill_null(NOWHERE["tps"]),
        *AMOUNTS,
        complete=_complete(),
        approved=_approved("disahkan" in stated),
    )
    added = rows.group_by(*groups).agg(
        *(nw.col(name).sum().cast(nw.Int64).alias(name) for name in STAGES),
        *(nw.col(name).count().alias(f"has_{name}") for name in STAGES),
    )
    columns = added.collect().to_dict(as_series=False)
    found, left = [], set()
    for values in zip(*columns.values(), strict=True):
        row = dict(zip(columns, values, strict=True))
        at = (row["kecamatan"], row["kelurahan"], int(row.get("tps", NOWHERE["tps"])))
        told = {name: int(row[name]) for name in STAGES if row[f"has_{name}"]}
        one = Entry(row["badan"], row["periode"], row["akun"], row["sumber_dana"], row["grain"], at, told)
        counted = _counted(one, choice, "disahkan" in stated)
        left |= {(one.subject, name, one.grain, at[0]) for name in AMOUNTS if name in told.keys() - counted}
        found.append(one._replace(amounts=counted))
    return sorted(found, key=lambda one: one[:6]), tuple(sorted(left))


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


def _counted(one: Entry, choice: Choice, has_column: bool) -> Mapping[str, int]:
    """The amounts that are part of the totals; what is derived follows the column that it stands on."""
    follows = {"complete": "spj", "approved": "disahkan" if has_column else "spj"}
    return {
        name: amount for name, amount in one.amounts.items() if choice.counts(one, follows.get(name, name))
    }


def total(parts: Iterable[Entry]) -> Sums:
    """Entries added up; what no entry tells, nobody does."""
    added: dict[str, int] = {}
    for one in parts:
        for name, amount in one.amounts.items():
            added[name] = added.get(name, 0) + amount
    return Sums(**added)


# -- what an entry is of ---------------------------------------------------------------------------


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
