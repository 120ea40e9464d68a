"""What the rules of the election say that a place needs; counted per polling station, in integers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import narwhals as nw

from elections import Election, Item, Rounding, Term

KEYS = ("kecamatan", "kelurahan", "tps")
GRAINS = ("kota", "kecamatan", "kelurahan", "tps")
"""From the coarsest to the finest."""

NOWHERE = {"kecamatan": "", "kelurahan": "", "tps": -1}
"""What stands for "no such field" in keys: null never equals null in a join."""


@dataclass(frozen=True)
class Basis:
    """What the rules count at a place: places below it, voters, and the reserve ballots of its polling
    stations."""

    tps: int = 0
    kelurahan: int = 0
    kecamatan: int = 0
    kota: int = 0
    dpt: int = 0
    reserves: tuple[int, ...] = ()
    """In the order of `reserves(election)`, each rounded per polling station."""
    blank: int = 0
    """Polling stations of which the number of voters is not known."""

    def plus(self, other: "Basis") -> "Basis":
        """Both together."""
        return Basis(
            self.tps + other.tps,
            self.kelurahan + other.kelurahan,
            self.kecamatan + other.kecamatan,
            self.kota + other.kota,
            self.dpt + other.dpt,
            tuple(a + b for a, b in zip(self.reserves, other.reserves, strict=True)) or self.reserves,
            self.blank + other.blank,
        )


@cache
def reserves(election: Election) -> tuple[Fraction, ...]:
    """The shares of reserve that the election's rules use, smallest first; no reserve is none of them."""
    return tuple(sorted({term.reserve for item in election.items for term in item.need if term.reserve}))


def reserve(voters: int, share: Fraction, rounding: Rounding) -> int:
    """Reserve ballots of one polling station, in integers: 300 voters and 2 % give 6, 301 give 7 (rounding
    up).

    UU 7/2017 art. 344 names the share; that it is rounded per polling station, upwards, is KPU's practice.
    """
    part = voters * share.numerator
    if rounding == "up":
        return (part + share.denominator - 1) // share.denominator
    if rounding == "half-up":
        return (2 * part + share.denominator) // (2 * share.denominator)
    if rounding == "exact":
        return part // share.denominator
    return part // share.denominator + 1


def _reserve_column(share: Fraction, rounding: Rounding) -> nw.Expr:
    part = nw.col("dpt") * share.numerator
    if rounding == "up":
        above, below = part + (share.denominator - 1), share.denominator
    elif rounding == "half-up":
        above, below = 2 * part + share.denominator, 2 * share.denominator
    elif rounding == "exact":
        above, below = part, share.denominator
    else:
        above, below = part + share.denominator, share.denominator
    # Engines differ on integer division; taking the remainder off first leaves nothing to round.
    return ((above - above % below) / below).cast(nw.Int64)


def stations(tps: nw.LazyFrame, election: Election) -> nw.LazyFrame:
    """The list of polling stations, one row each: kecamatan, kelurahan, tps, dpt, blank and a column a
    reserve.

    `tps` is the fact table of that kind for one office. Voters are the sheet's DPT, or men plus women.
    """
    voters = nw.coalesce(nw.col("dpt"), nw.col("dpt_l") + nw.col("dpt_p"))
    known = tps.filter(~nw.col("tps").is_null(), ~nw.col("kelurahan").is_null()).select(
        nw.col("kecamatan").fill_null(""), "kelurahan", nw.col("tps").cast(nw.Int64), voters.alias("voters")
    )
    one = known.group_by(*KEYS).agg(nw.col("voters").max().alias("dpt"))
    columns = [
        _reserve_column(share, election.rounding).fill_null(0).alias(f"reserve_{number}")
        for number, share in enumerate(reserves(election))
    ]
    return one.with_columns(nw.col("dpt").is_null().cast(nw.Int64).alias("blank"), *columns).with_columns(
        nw.col("dpt").fill_null(0)
    )


def _counted(election: Election) -> tuple[str, ...]:
    return ("dpt", "blank", *(f"reserve_{number}" for number in range(len(reserves(election)))))


def by_grain(one_each: nw.LazyFrame, election: Election, grains: Collection[str] = GRAINS) -> nw.LazyFrame:
    """The basis of each place at each of `grains`: grain, kecamatan, kelurahan, tps, n_tps, n_kelurahan,
    n_kecamatan and sums; at the finest where `grains` is empty.

    Fields above the grain are `NOWHERE`, so that the frame joins with facts whose nulls were filled alike.
    """
    sums = [nw.col(name).sum().cast(nw.Int64).alias(name) for name in _counted(election)]
    levels = {"tps": one_each.with_columns(n_tps=nw.lit(1), n_kelurahan=nw.lit(0), n_kecamatan=nw.lit(0))}
    kelurahan = one_each.group_by("kecamatan", "kelurahan").agg(nw.len().alias("n_tps"), *sums)
    levels["kelurahan"] = kelurahan.with_columns(tps=nw.lit(-1), n_kelurahan=nw.lit(1), n_kecamatan=nw.lit(0))
    kecamatan = kelurahan.group_by("kecamatan").agg(
        nw.col("n_tps").sum().alias("n_tps"), nw.len().alias("n_kelurahan"), *sums
    )
    levels["kecamatan"] = kecamatan.with_columns(kelurahan=nw.lit(""), tps=nw.lit(-1), n_kecamatan=nw.lit(1))
    whole = kecamatan.select(
        nw.col("n_tps").sum(), nw.col("n_kelurahan").sum(), nw.len().alias("n_kecamatan"), *sums
    ).filter(nw.col("n_tps") > 0)
    levels["kota"] = whole.with_columns(kecamatan=nw.lit(""), kelurahan=nw.lit(""), tps=nw.lit(-1))
    numbers = ("tps", "n_tps", "n_kelurahan", "n_kecamatan", *_counted(election))
    return nw.concat(
        [
            level.select(
                nw.lit(grain).alias("grain"),
                "kecamatan",
                "kelurahan",
                *(nw.col(name).cast(nw.Int64) for name in numbers),
            )
            for grain, level in levels.items()
            if grain in (grains or ("tps",))
        ]
    )


def rule_column(election: Election, codes: Iterable[str]) -> nw.Expr:
    """The need by the rule as an expression over `item` and the columns of `by_grain`; null where it lacks
    its basis."""
    wanted = set(codes)
    alike: dict[tuple[Term, ...], list[str]] = {}
    for item in election.items:
        if item.need and item.code in wanted:
            alike.setdefault(item.need, []).append(item.code)
    shares = reserves(election)
    found: nw.Expr = nw.lit(None, nw.Int64)
    for terms, items in alike.items():
        chosen = nw.col("item").is_in(items)
        if any(term.per == "dpt" for term in terms):
            chosen = chosen & (nw.col("blank") == 0)
        found = nw.when(chosen).then(_sum_column(terms, shares)).otherwise(found)
    return nw.when(~nw.col("n_tps").is_null()).then(found)


def _sum_column(terms: tuple[Term, ...], shares: tuple[Fraction, ...]) -> nw.Expr:
    total: nw.Expr = nw.lit(0, nw.Int64)
    for term in terms:
        if term.per == "dpt":
            total = total + nw.col("dpt") * term.factor
            if term.reserve:
                total = total + nw.col(f"reserve_{shares.index(term.reserve)}") * term.factor
        elif term.per == "kota":
            total = total + nw.when(nw.col("grain") == "kota").then(term.factor).otherwise(0)
        else:
            total = total + nw.col(f"n_{term.per}") * term.factor
    return total.cast(nw.Int64)


def by_rule(item: Item, basis: Basis, grain: str, shares: tuple[Fraction, ...]) -> int | None:
    """What the rule gives for the places of `basis` together, at `grain`: what belongs to a level above is
    left out.

    A sheet at the grain of polling stations says nothing of the boxes that a kecamatan has beside them. None
    where the rule lacks its basis: no list of polling stations, or one without voters.
    """
    if not item.need or not basis.tps:
        return None
    total = 0
    for term in item.need:
        if term.per == "dpt":
            if basis.blank:
                return None
            total += basis.dpt * term.factor
            if term.reserve:
                total += basis.reserves[shares.index(term.reserve)] * term.factor
        elif GRAINS.index(term.per) >= GRAINS.index(grain):
            total += getattr(basis, term.per) * term.factor
    return total
