"""Alerts of the ledger of ballots: equally new numbers of one type that do not add up."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from elections import Election
from metrics.ballot_ledger import SIDES
from metrics.claims import Claims
from metrics.items import Where
from metrics.model import Alert, Figure, Formula, ItemStatus, Level, Source
from metrics.needs import GRAINS

_RULES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    f"ballots-{rule}-differ": sides for rule, sides in SIDES.items()
}
"""The columns of both sides, by the code of the alert."""


def broken(
    logistik: nw.LazyFrame, statuses: Sequence[ItemStatus], claims: Claims, where: Where, election: Election
) -> list[Alert]:
    """One alert a ballot type and identity whose sides differ at the finest level that tells all of it on one
    day; sheets of different days may differ. `logistik` holds the rows of the Board's place."""
    stated = claims.measures("logistik")
    rules = {code: both for code, both in _RULES.items() if {*both[0], *both[1]} <= stated}
    if not rules:
        return []
    names = sorted({name for both in rules.values() for side in both for name in side})
    rows = _sums(logistik, [one.item for one in statuses if election.item(one.item).ballot], names)
    found = []
    for one in statuses:
        for code, (left, right) in rules.items():
            row = next((row for row in rows.get(one.item, ()) if _tells(row, (*left, *right))), None)
            grain = row["grain"] if row else None
            if row is None or not _one_day(claims, one.item, grain, (*left, *right), where):
                continue
            sides = [sum(int(row[name]) for name in side) for side in (left, right)]
            if sides[0] != sides[1]:
                found.append(_alert(code, one, sides, (*left, *right), grain, claims, where, election))
    return found


def _sums(
    logistik: nw.LazyFrame, items: Sequence[str], names: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """The columns of each item added up by level, the finest first, with how many rows tell each."""
    frame = logistik.filter(nw.col("item").is_in(items)).group_by("item", "grain")
    sums = (nw.col(name).sum().cast(nw.Int64).alias(name) for name in names)
    counts = (nw.col(name).count().alias(f"has_{name}") for name in names)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in frame.agg(*sums, *counts).collect().iter_rows(named=True):
        found.setdefault(row["item"], []).append(row)
    return {
        item: sorted(rows, key=lambda row: GRAINS.index(row["grain"]), reverse=True)
        for item, rows in found.items()
    }


def _tells(row: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether as many rows tell each of the columns: what only some tell is not known of all."""
    counts = {row[f"has_{name}"] for name in names}
    return len(counts) == 1 and 0 not in counts


def _one_day(claims: Claims, item: str, grain: Any, names: Sequence[str], where: Where) -> bool:
    spoken = (claims.of("logistik", item, name, grain) for name in names)
    days = {
        one.day
        for inner in spoken
        for kecamatan, one in inner.items()
        if grain == "kota" or where.kecamatan is None or kecamatan == where.kecamatan
    }
    return len(days) == 1


def _alert(
    code: str,
    one: ItemStatus,
    sides: Sequence[int],
    names: tuple[str, ...],
    grain: Level | None,
    claims: Claims,
    where: Where,
    election: Election,
) -> Alert:
    left, right = sides
    unit = election.item(one.item).unit
    values = (("left", left), ("right", right), ("difference", abs(left - right)))
    source = Source("logistik", names, where.office, one.item, grain, *where.names[1:])
    spoken = [each for name in names for each in claims.of("logistik", one.item, name, grain or "").values()]
    fresh = claims.freshness("logistik", spoken)
    formula = Formula("two-sides", values)
    figure = Figure(abs(left - right), unit, "short", formula, (source,), fresh)
    told = (*values, ("unit", unit))
    return Alert(code, "warning", one.item, None, None, None, None, figure, told)
