"""Money of the ad-hoc bodies: the same totals at every level, in whole rupiah."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, Protocol

import narwhals as nw

from elections import Election
from metrics.claims import Claims, Spoken
from metrics.items import Where
from metrics.model import NO_MONEY, Figure, Finance, Formula, Money, MoneyRow, Place, Source, Value
from metrics.needs import GRAINS, KEYS, NOWHERE

AMOUNTS = ("pagu", "dicairkan", "realisasi", "spj", "disahkan", "setor_kembali")
FLOWS = ("realisasi", "spj", "disahkan", "setor_kembali")
"""What is told of money that was disbursed; it follows the grain of the disbursement where it can."""
OUTSTANDING = ("dicairkan", "spj", "setor_kembali")
"""What is outstanding is the first less the others."""
BODIES = ("PPK", "PPS", "KPPS")
LEVELS = 2
"""Levels below its own that a Board lists: a city has thousands of polling stations, and its own page lists
kecamatan."""
_OVERS = ("over_pagu", "over_disbursed", "over_accounted")
_NO_ACCOUNTS: Mapping[str, tuple[str, ...]] = {}

_MONTH = re.compile(r"(\d{4})-(\d{2})")

Key = tuple[str, str, int]
"""kecamatan, kelurahan and TPS of a row, `NOWHERE` where it has none."""


class Row(NamedTuple):
    """The money of one body and period at one place and grain."""

    body: str
    period: str
    grain: str
    at: Key
    amounts: Mapping[str, int]
    disbursed_on: date | None
    """The day of its (last) disbursement."""
    over_pagu: int
    """By how much accounts were disbursed beyond their ceiling."""
    over_disbursed: int
    """By how much accounts were spent beyond what was disbursed."""
    over_accounted: int
    """By how much accounts were accounted for beyond what was disbursed."""
    rows: int
    """Rows on the sheets."""
    over: Mapping[str, tuple[str, ...]]
    """The accounts with each of these excesses, by its name here; "" where a sheet names none."""

    @property
    def outstanding(self) -> int:
        """What was disbursed and neither accounted for nor paid back; nothing where more was."""
        spent = self.amounts.get("spj", 0) + self.amounts.get("setor_kembali", 0)
        return max(0, self.amounts.get("dicairkan", 0) - spent)

    @property
    def subject(self) -> str:
        """As claims name it."""
        return f"{self.body}|{self.period}"


class Stated(Protocol):
    """Anything of one body, period and grain at a place, of which it is asked whether it counts."""

    @property
    def body(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def grain(self) -> str: ...
    @property
    def at(self) -> Key: ...
    @property
    def subject(self) -> str: ...


@lru_cache(maxsize=1024)
def month_end(period: str) -> date | None:
    """The last day of a period written 2024-01; None for any other."""
    match = _MONTH.fullmatch(period)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    year, month = int(match[1]), int(match[2])
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)


def due(body: str, period: str, paid_on: date | None, election: Election) -> date | None:
    """The last day on which a body accounts for the money of a period, by the office's rule; None where
    nobody tells when it was paid."""
    month = month_end(period)
    own = election.adhoc
    if own.due_by == "day" and month is not None and body in own.due_day:
        following = month + timedelta(days=1)
        last = month_end(f"{following:%Y-%m}")
        return min(following.replace(day=1) + timedelta(days=own.due_day[body] - 1), last or following)
    start = paid_on or month
    return None if start is None else start + timedelta(days=election.spj_days)


def inside(keuangan: nw.LazyFrame, where: Where) -> nw.LazyFrame:
    """The facts of the Board's place."""
    mine = keuangan.filter(nw.col("office") == where.office)
    if where.kecamatan is not None:
        mine = mine.filter(nw.col("kecamatan") == where.kecamatan)
    if where.kelurahan is not None:
        mine = mine.filter(nw.col("kelurahan") == where.kelurahan)
    return mine


def facts(keuangan: nw.LazyFrame, where: Where, *more: str) -> nw.LazyFrame:
    """The rows of the Board's place, with nulls of the keys filled, and `more` columns as they are."""
    return inside(keuangan, where).select(
        nw.col("badan").fill_null(""),
        nw.col("periode").fill_null(""),
        nw.col("akun").fill_null(""),
        "grain",
        nw.col("kecamatan").fill_null(NOWHERE["kecamatan"]),
        nw.col("kelurahan").fill_null(NOWHERE["kelurahan"]),
        nw.col("tps").cast(nw.Int64).fill_null(NOWHERE["tps"]),
        "tgl_cair",
        *AMOUNTS,
        *more,
    )


def collect(rows: nw.LazyFrame) -> list[Row]:
    """Amounts by body, period, grain and place; one collect.

    Whether more was disbursed than the ceiling, or spent than disbursed, is compared by account before the
    accounts are added up, so that none covers another; equality is no excess.
    """
    accounts = rows.group_by("badan", "periode", "akun", "grain", *KEYS).agg(
        *(nw.col(name).sum().cast(nw.Int64).alias(name) for name in AMOUNTS),
        *(nw.col(name).count().alias(f"has_{name}") for name in AMOUNTS),
        nw.col("tgl_cair").max(),
        nw.len().alias("rows"),
    )
    compared = accounts.with_columns(
        over_pagu=_over("dicairkan", "pagu"),
        over_disbursed=_over("realisasi", "dicairkan"),
        over_accounted=_over("spj", "dicairkan"),
    )
    sums = (*AMOUNTS, *(f"has_{name}" for name in AMOUNTS), *_OVERS, "rows")
    added = compared.group_by("badan", "periode", "grain", *KEYS).agg(
        *(nw.col(name).sum().cast(nw.Int64).alias(name) for name in sums), nw.col("tgl_cair").max()
    )
    told = added.select(
        *("badan", "periode", "grain", *KEYS, "tgl_cair", *_OVERS, "rows"),
        *(nw.when(nw.col(f"has_{name}") > 0).then(nw.col(name)).alias(name) for name in AMOUNTS),
    )
    listed = told.collect().rows()
    # The names of accounts are asked for only where one of them is over.
    over = _accounts_over(compared) if any(any(row[7:10]) for row in listed) else {}
    found = []
    for body, period, grain, kecamatan, kelurahan, tps, day, *numbers in listed:
        at, counts, sums = (kecamatan, kelurahan, tps), numbers[:4], numbers[4:]
        amounts = {name: amount for name, amount in zip(AMOUNTS, sums, strict=True) if amount is not None}
        accounts = over.get((body, period, grain, at), _NO_ACCOUNTS) if over else _NO_ACCOUNTS
        found.append(Row._make((body, period, grain, at, amounts, day, *counts, accounts)))
    return found


def _accounts_over(compared: nw.LazyFrame) -> dict[tuple[str, str, str, Key], dict[str, tuple[str, ...]]]:
    """The accounts of each body, period, grain and place that are over, by the name of the excess."""
    mine = compared.filter(nw.any_horizontal(*(nw.col(name) > 0 for name in _OVERS), ignore_nulls=True))
    columns = ("badan", "periode", "grain", *KEYS, "akun", *_OVERS)
    found: dict[tuple[str, str, str, Key], dict[str, tuple[str, ...]]] = {}
    for row in mine.select(*columns).collect().iter_rows(named=True):
        key = (row["kecamatan"], row["kelurahan"], int(row["tps"]))
        over = found.setdefault((row["badan"], row["periode"], row["grain"], key), {})
        for name in _OVERS:
            if row[name]:
                over[name] = (*over.get(name, ()), row["akun"])
    return found


def _over(amount: str, limit: str) -> nw.Expr:
    known = (nw.col(f"has_{amount}") > 0) & (nw.col(f"has_{limit}") > 0) & (nw.col(amount) > nw.col(limit))
    return nw.when(known).then(nw.col(amount) - nw.col(limit)).otherwise(0)


@dataclass(frozen=True)
class Choice:
    """Which grain counts for a body's period and amount, by kecamatan; "" is the city as a whole."""

    claims: Claims
    kecamatan: tuple[str, ...]
    """The office's list."""
    is_city: bool
    chosen: dict[tuple[str, str, str], str | None]
    told: dict[tuple[str, str, str, str, str], bool] = field(default_factory=dict)

    def grain(self, subject: str, measure: str, kecamatan: str) -> str | None:
        """The grain whose rows count there; None: none of them."""
        key = (subject, measure, kecamatan)
        if key not in self.chosen:
            self.chosen[key] = self._grain(subject, measure, kecamatan)
        return self.chosen[key]

    def _grain(self, subject: str, measure: str, kecamatan: str) -> str | None:
        lead = self._newest(subject, "dicairkan", kecamatan) if measure in FLOWS else None
        if lead is not None and self._claims(subject, measure, lead, kecamatan):
            return lead
        return self._newest(subject, measure, kecamatan)

    def _claims(self, subject: str, measure: str, grain: str, kecamatan: str) -> bool:
        return ("" if grain == "kota" else kecamatan) in self.claims.of("keuangan", subject, measure, grain)

    def _newest(self, subject: str, measure: str, kecamatan: str) -> str | None:
        finer: list[tuple[date, int, str]] = []
        for grain in GRAINS[1:]:
            one = self.claims.of("keuangan", subject, measure, grain).get(kecamatan)
            if one is not None:
                finer.append((one.day, GRAINS.index(grain), grain))
        own = max(finer)[2] if finer else None
        if not self.is_city:
            return own
        whole = self.claims.of("keuangan", subject, measure, "kota").get("")
        if whole is None:
            return own
        days = [self._day(subject, measure, name) for name in self.kecamatan]
        known = [day for day in days if day is not None]
        covered = len(known) == len(days) and bool(days)
        return own if covered and min(known) >= whole.day else "kota"

    def _day(self, subject: str, measure: str, kecamatan: str) -> date | None:
        days = [
            found[kecamatan].day
            for grain in GRAINS[1:]
            if kecamatan in (found := self.claims.of("keuangan", subject, measure, grain))
        ]
        return max(days, default=None)

    def counts(self, row: Stated, measure: str) -> bool:
        """Whether its amount is part of the totals."""
        # Thousands of polling stations are alike in this: it is looked up once for all of a kecamatan.
        key = (row.body, row.period, row.grain, row.at[0], measure)
        known = self.told.get(key)
        if known is None:
            counting = self.grain(row.subject, measure, row.at[0])
            known = counting == row.grain and not self._told_to_date(row, measure)
            self.told[key] = known
        return known

    def _told_to_date(self, row: Stated, measure: str) -> bool:
        """Whether a report up to date of the same body holds the month already."""
        if not row.period:
            return False
        spoken = [
            one.day
            for grain in GRAINS
            for name in ("", row.at[0])
            if (one := self.claims.of("keuangan", f"{row.body}|", measure, grain).get(name)) is not None
        ]
        if not spoken:
            return False
        own = self.claims.of("keuangan", row.subject, measure, row.grain)
        told = own.get("" if row.grain == "kota" else row.at[0])
        ended = month_end(row.period) or (told.day if told else None)
        return ended is not None and ended <= max(spoken)


def finance(
    rows: Sequence[Row],
    choice: Choice,
    claims: Claims,
    where: Where,
    place: Place,
    below: Mapping[str | None, Sequence[Place]],
    stations: Mapping[str, Sequence[Place]],
) -> Finance:
    """The money below the Board's place. `below`: places by the code of their parent; `stations`: TPS by
    kelurahan."""
    alike = _alike(rows)
    kept = {
        key: frozenset(name for name in names if choice.counts(row, name))
        for key, (row, names) in alike.items()
    }
    counted = [(row.body, row.at, _kept(row.amounts, kept[_key(row)])) for row in rows]
    tree = _Tree(where.office, below, stations, _left_out(alike, kept))
    own_names = (where.kecamatan or "", where.kelurahan or "")
    top = tree.row(place, own_names, [one for one in counted if one[2]])
    spoken = _spoken(claims, alike, kept)
    fresh = claims.freshness("keuangan", spoken)
    source = tree.sources(own_names, OUTSTANDING)
    figures = []
    for name in (*AMOUNTS, "outstanding"):
        value = getattr(top.total, name)
        if value is None:
            figure = Figure(None, "rupiah", "not-reported", Formula("not-reported", ()), (), fresh)
        elif name == "outstanding":
            parts: tuple[tuple[str, Value], ...] = tuple(
                (part, getattr(top.total, part) or 0) for part in OUTSTANDING
            )
            figure = Figure(
                value,
                "rupiah",
                "complete",
                Formula("outstanding", (*parts, ("outstanding", value))),
                source,
                fresh,
            )
        else:
            figure = Figure(
                value,
                "rupiah",
                "complete",
                _money_formula(name, top),
                tree.sources(own_names, (name,)),
                fresh,
            )
        figures.append((name, figure))
    return Finance(top.total, tuple(figures), top.bodies, top.children, top.own)


def _money_formula(name: str, top: MoneyRow) -> Formula:
    by_body = {body: getattr(money, name) or 0 for body, money in top.bodies}
    values = tuple((body.casefold(), by_body.get(body, 0)) for body in BODIES)
    other = sum(amount for body, amount in by_body.items() if body not in BODIES)
    total = getattr(top.total, name)
    if other:
        return Formula("money-with-others", (*values, ("other", other), ("total", total)))
    return Formula("money", (*values, ("total", total)))


_Alike = Mapping[tuple[str, str, str, str], tuple[Row, set[str]]]
"""One of the rows of each body, period, grain and kecamatan, and the amounts that any of them tell."""


def _key(row: Row) -> tuple[str, str, str, str]:
    return (row.body, row.period, row.grain, row.at[0])


def _alike(rows: Iterable[Row]) -> _Alike:
    """Which amounts count is the same for all rows that are alike: a city has thousands of them."""
    found: dict[tuple[str, str, str, str], tuple[Row, set[str]]] = {}
    for row in rows:
        found.setdefault(_key(row), (row, set()))[1].update(row.amounts)
    return found


def _kept(amounts: Mapping[str, int], names: frozenset[str]) -> Mapping[str, int]:
    if amounts.keys() <= names:
        return amounts
    return {name: amount for name, amount in amounts.items() if name in names}


def _spoken(
    claims: Claims, alike: _Alike, kept: Mapping[tuple[str, str, str, str], frozenset[str]]
) -> list[Spoken]:
    found: dict[tuple[str, str, str], Spoken] = {}
    for key, (row, _) in alike.items():
        for name in kept[key]:
            kecamatan = "" if row.grain == "kota" else row.at[0]
            one = claims.of("keuangan", row.subject, name, row.grain).get(kecamatan)
            if one is not None:
                found.setdefault((row.subject, name, kecamatan), one)
    return list(found.values())


_Counted = tuple[str, Key, Mapping[str, int]]


@dataclass(frozen=True)
class _Tree:
    office: str
    below: Mapping[str | None, Sequence[Place]]
    stations: Mapping[str, Sequence[Place]]
    without: tuple[tuple[str, str, str, str], ...]

    def row(
        self,
        place: Place,
        names: tuple[str, str],
        counted: Sequence[_Counted],
        tps: int | None = None,
        levels: int = LEVELS,
    ) -> MoneyRow:
        depth = {"kota": 0, "kecamatan": 1, "kelurahan": 2}.get(place.level)
        if depth is None:
            return self._station(place, names, counted, tps)
        children: list[MoneyRow] = []
        # Polling stations carry no money unless some sheet pays them one by one.
        listed = self.stations.get(place.code, ()) if depth == 2 else self.below.get(place.code, ())
        if not levels:
            listed = ()
        inside: dict[str | int, list[_Counted]] = {}
        for one in counted:
            inside.setdefault(one[1][depth], []).append(one)
        taken: set[str | int] = set()
        for child in listed:
            key: str | int = int(child.code.rpartition("/")[2]) if depth == 2 else child.name
            mine = inside.get(key, [])
            taken.add(key)
            if depth == 2 and not mine:
                continue
            below = (child.name, "") if depth == 0 else (names[0], child.name) if depth == 1 else names
            number = key if isinstance(key, int) else None
            children.append(self.row(child, below, mine, number, levels - 1))
        own = [one for key, parts in inside.items() if key not in taken for one in parts]
        # Thousands of polling stations: what is added up below is not added up from them again.
        mine_alone = _money(one[2] for one in own)
        bodies = _by_body(own)
        by_body = {
            body: [mine_alone if len(bodies) == 1 else _money(one[2] for one in parts)]
            for body, parts in bodies.items()
        }
        for child in children:
            for body, money in child.bodies:
                by_body.setdefault(body, []).append(money)
        return MoneyRow(
            place,
            _together([mine_alone, *(child.total for child in children)]),
            tuple((body, _together(by_body[body])) for body in sorted(by_body, key=_order)),
            tuple(children),
            self.sources(names, AMOUNTS, tps) if counted else (),
            mine_alone,
        )

    def _station(
        self, place: Place, names: tuple[str, str], counted: Sequence[_Counted], tps: int | None
    ) -> MoneyRow:
        """A place below which there is none."""
        total = _money(one[2] for one in counted)
        bodies = _by_body(counted)
        return MoneyRow(
            place,
            total,
            tuple(
                (body, total if len(bodies) == 1 else _money(one[2] for one in bodies[body]))
                for body in sorted(bodies, key=_order)
            ),
            (),
            self.sources(names, AMOUNTS, tps) if counted else (),
            total,
        )

    def sources(
        self, names: tuple[str, str], measures: tuple[str, ...], tps: int | None = None
    ) -> tuple[Source, ...]:
        without = self.without and tuple(
            one for one in self.without if one[1] in measures and (not names[0] or one[3] == names[0])
        )
        place = (names[0] or None, names[1] or None, tps)
        return (Source("keuangan", measures, self.office, None, None, *place, without),)


def _left_out(
    alike: _Alike, kept: Mapping[tuple[str, str, str, str], frozenset[str]]
) -> tuple[tuple[str, str, str, str], ...]:
    """What the sheets state and the totals leave out, as claims name it."""
    found = {
        (row.subject, name, row.grain, row.at[0])
        for key, (row, names) in alike.items()
        for name in names - kept[key]
    }
    return tuple(sorted(found))


def _by_body(counted: Iterable[_Counted]) -> dict[str, list[_Counted]]:
    found: dict[str, list[_Counted]] = {}
    for one in counted:
        found.setdefault(one[0], []).append(one)
    return found


def _order(body: str) -> tuple[int, str]:
    return (BODIES.index(body) if body in BODIES else len(BODIES), body)


def _together(parts: Sequence[Money]) -> Money:
    """Money added up; what no part tells, nobody does."""
    told = [one for one in parts if one is not NO_MONEY]
    if len(told) < 2:
        return told[0] if told else NO_MONEY
    return Money(*(_sum(amounts) for amounts in zip(*map(_amounts, told), strict=True)))


_amounts = attrgetter(*AMOUNTS, "outstanding")


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [one for one in amounts if one is not None]
    return sum(known) if known else None


def _money(parts: Iterable[Mapping[str, int]]) -> Money:
    """Amounts added up; outstanding = dicairkan - spj - setor_kembali: what nobody accounted for is
    outstanding."""
    told = list(parts)
    total: Mapping[str, int] = told[0] if len(told) == 1 else _added(told)
    if not total:
        return NO_MONEY
    moved = [total.get(name) for name in OUTSTANDING]
    paid, accounted, returned = (amount or 0 for amount in moved)
    left = None if moved == [None] * len(moved) else paid - accounted - returned
    return Money(*map(total.get, AMOUNTS), outstanding=left)


def _added(parts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    total: dict[str, int] = {}
    for part in parts:
        for name, amount in part.items():
            total[name] = total.get(name, 0) + amount
    return total
