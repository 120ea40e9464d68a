"""What a table at rest speaks for, and its sums."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders.layouts import Layout
from loaders.places import PlaceList
from loaders.reading import Claim, Grain
from loaders.recognise import Column, Match

_FINEST_FIRST = ("tps", "kelurahan", "kecamatan", "kota")


def claims(kind: Layout, facts: pa.Table) -> tuple[Claim, ...]:
    """Every measure of a subject at a level in a kecamatan that holds a number; "rows" where none does."""
    by = ["subject", "grain", "kecamatan"]
    measures = [one.code for one in kind.measures if facts[one.code].null_count < facts.num_rows]
    if not facts.num_rows:
        return ()
    if not measures:
        found = facts.group_by(by).aggregate([]).to_pylist()
        return tuple(sorted((_claim(kind, row, "rows") for row in found), key=_order))
    counted = facts.group_by(by).aggregate([(code, "count") for code in measures]).to_pylist()
    return tuple(
        sorted(
            (_claim(kind, row, code) for row in counted for code in measures if row[f"{code}_count"]),
            key=_order,
        )
    )


def _claim(kind: Layout, row: dict[str, Any], measure: str) -> Claim:
    grain: Grain = row["grain"]
    if grain not in _FINEST_FIRST:
        raise ValueError(grain)
    return Claim(kind.kind, row["subject"], measure, grain, row["kecamatan"] or "")


def _order(claim: Claim) -> tuple[str, ...]:
    return (claim.subject, claim.measure, claim.grain, claim.kecamatan)


def sums(match: Match, facts: pa.Table, places: PlaceList) -> dict[str, int | float]:
    """The sum of each measure, in wide tables also of each column; an amount that is stated at two levels
    counts at one of them."""
    found: dict[str, int | float] = {}
    for one in match.layout.measures:
        if facts[one.code].null_count < facts.num_rows:
            found[one.code] = sum_of(facts, one.code, places)
    for column in spread_columns(match):
        if column.field.measure:
            part = facts.filter(pc.field(match.spread) == column.spread)
            if part[column.field.code].null_count < part.num_rows:
                found[column.key] = sum_of(part, column.field.code, places)
    return found


def spread_columns(match: Match) -> Iterable[Column]:
    """The columns of a wide table whose headings hold a value; those that are not kept only as parts of
    others and to check by."""
    return (
        column
        for column in match.columns
        if column.spread and (column.field.stored or column.field.type in ("count", "rupiah"))
    )


def sum_of(facts: pa.Table, measure: str, places: PlaceList) -> int | float:
    """The sum of a measure that has a number, with amounts of two levels counted at one of them."""
    if len(pc.call_function("unique", [facts["grain"]])) < 2:
        return pc.call_function("sum", [facts[measure]]).as_py()
    rows = (
        facts.filter(pc.field(measure).is_valid())
        .group_by(["subject", "kecamatan", "grain"])
        .aggregate([(measure, "sum"), ("kelurahan", "count_distinct")])
        .to_pylist()
    )
    by_subject: dict[str, dict[str, dict[str, dict[str, Any]]]] = {}
    for row in rows:
        by_subject.setdefault(row["subject"], {}).setdefault(row["kecamatan"] or "", {})[row["grain"]] = row
    whole: int | float = 0
    for by_kecamatan in by_subject.values():
        city = by_kecamatan.get("", {}).get("kota")
        inside = [
            (_chosen(name, levels, places), levels)
            for name, levels in by_kecamatan.items()
            if any(level != "kota" for level in levels)
        ]
        known = len(places.kecamatan_names)
        if city is not None and (not inside or len(inside) < known):
            whole += city[f"{measure}_sum"]
        else:
            whole += sum(levels[level][f"{measure}_sum"] for level, levels in inside)
    return whole


def _chosen(kecamatan: str, levels: dict[str, dict[str, Any]], places: PlaceList) -> str:
    """The finest level that speaks of the whole kecamatan, as far as the list tells."""
    there = [level for level in _FINEST_FIRST if level in levels and level != "kota"]
    known = len(places.kelurahan_names(kecamatan))
    for level in there[:-1]:
        if levels[level]["kelurahan_count_distinct"] >= known:
            return level
    return there[-1]
