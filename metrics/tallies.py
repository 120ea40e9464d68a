"""Amounts of each item, added up in the engine: one row an item, grain and place below the Board's own."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

import narwhals as nw

from elections import Election
from metrics.needs import KEYS, NOWHERE, rule_column

STAGES: Mapping[str, str] = {
    "received": "diterima",
    "sorted": "disortir",
    "folded": "dilipat",
    "packed": "dikemas",
    "sent": "didistribusikan",
    "confirmed": "dikonfirmasi",
}
"""Stages in their order, with the column that reports them."""

MEASURES = ("kebutuhan", "diterima", "rusak", "pengganti", *(list(STAGES.values())[1:]))

BELOW: Mapping[str, str] = {"kota": "kecamatan", "kecamatan": "kelurahan", "kelurahan": "tps"}
"""The level of the places that a Board lists, by its own level."""


class Stage(NamedTuple):
    """What one stage reports of an item at a grain below one place."""

    places: int
    """Places at the grain with a number."""
    value: int
    """Sum of the numbers; of the stage "received" the good ones."""
    capped: int
    """Sum of min(number, need) over the places whose need is known."""
    need: int
    """Need of the places with a number."""
    without_need: int
    """Places with a number whose need is not known."""
    value_without_need: int
    """Sum of the numbers of those."""


class Tally(NamedTuple):
    """All amounts of an item at a grain below one place."""

    places: int
    """Places at the grain that have a row."""
    need: int
    """The sheet's need, the rule's where the sheet has none."""
    without_need: int
    by_sheet: int
    """Sum of the needs on the sheet."""
    sheet_places: int
    by_rule: int
    """The rule's need of the same places."""
    rule_places: int
    received: int
    damaged: int | None
    replaced: int | None
    expected: date | None
    kits: int
    """Complete polling stations, said at the item that speaks for them (`polling.marked`)."""
    stages: Mapping[str, Stage]


Tallies = Mapping[tuple[str, str], Mapping[str | int, Tally]]
"""By item and grain, then by the place below the Board's own; "" is the Board's place itself."""


def leaves(
    logistik: nw.LazyFrame, bases: nw.LazyFrame, election: Election, measures: Collection[str] = MEASURES
) -> nw.LazyFrame:
    """One row an item and place at each grain: measures added up, with need (sheet, else rule), good and
    rule.

    good = diterima - rusak + pengganti, where damage and replacement that nobody reported count as none; it
    is never below zero. `logistik` is the fact table of one office, `bases` what `needs.by_grain` gives,
    `measures` the columns that are stated at all; need and good are there in any case.
    """
    stated = [name for name in MEASURES if name in measures or name in ("kebutuhan", "diterima")]
    codes = [item.code for item in election.items]
    filled = logistik.filter(nw.col("item").is_in(codes)).select(
        "item",
        "grain",
        nw.col("kecamatan").fill_null(NOWHERE["kecamatan"]),
        nw.col("kelurahan").fill_null(NOWHERE["kelurahan"]),
        nw.col("tps").cast(nw.Int64).fill_null(NOWHERE["tps"]),
        "tgl_perkiraan",
        *stated,
    )
    sums = [nw.col(name).sum().cast(nw.Int64).alias(name) for name in stated]
    counts = [nw.col(name).count().alias(f"has_{name}") for name in stated]
    added = filled.group_by("item", "grain", *KEYS).agg(*sums, *counts, nw.col("tgl_perkiraan").max())
    known = added.select(
        "item",
        "grain",
        *KEYS,
        "tgl_perkiraan",
        *(nw.when(nw.col(f"has_{name}") > 0).then(nw.col(name)).alias(name) for name in stated),
    )
    net = nw.col("diterima")
    if "rusak" in stated:
        net = net - nw.col("rusak").fill_null(0)
    if "pengganti" in stated:
        net = net + nw.col("pengganti").fill_null(0)
    with_rule = known.join(bases, on=["grain", *KEYS], how="left").with_columns(
        rule=rule_column(election, codes),
        net=net,
    )
    return with_rule.select(
        "item",
        "grain",
        *KEYS,
        "tgl_perkiraan",
        *stated,
        "rule",
        need=nw.coalesce(nw.col("kebutuhan"), nw.col("rule")),
        good=nw.when(nw.col("net") < 0).then(0).otherwise(nw.col("net")),
    )


def collect(rows: nw.LazyFrame, level: str, measures: Collection[str] = MEASURES) -> Tallies:
    """Tallies of a Board at `level`, from the marked leaves inside its place: one collect of an aggregated
    frame."""
    below = BELOW[level]
    need = nw.col("need")
    capped: list[nw.Expr] = []
    wanted: list[nw.Expr] = [
        nw.len().alias("places"),
        need.sum().cast(nw.Int64).alias("need_all"),
        need.is_null().cast(nw.Int64).sum().cast(nw.Int64).alias("needless"),
        nw.col("kebutuhan").sum().cast(nw.Int64).alias("by_sheet"),
        nw.col("kebutuhan").count().alias("sheet_places"),
        nw.col("rule").sum().cast(nw.Int64).alias("by_rule"),
        nw.col("rule").count().alias("rule_places"),
        nw.col("tgl_perkiraan").max().alias("expected"),
        nw.col("kit").sum().cast(nw.Int64).alias("kits"),
    ]
    for name in ("diterima", "rusak", "pengganti"):
        if name not in measures:
            continue
        wanted += [
            nw.col(name).sum().cast(nw.Int64).alias(f"{name}_sum"),
            nw.col(name).count().alias(f"{name}_places"),
        ]
    for stage, measure in STAGES.items():
        if measure not in measures:
            continue
        value = nw.col("good" if stage == "received" else measure)
        capped += [
            nw.when(need.is_null())
            .then(None)
            .when(value > need)
            .then(need)
            .otherwise(value)
            .alias(f"{stage}_cap"),
            nw.when(~value.is_null()).then(need).alias(f"{stage}_need"),
            (~value.is_null() & need.is_null()).cast(nw.Int64).alias(f"{stage}_bare"),
            nw.when(need.is_null()).then(value).alias(f"{stage}_loose"),
            value.alias(f"{stage}_value"),
        ]
        wanted += [
            nw.col(f"{stage}_value").count().alias(f"{stage}_places"),
            *(
                nw.col(f"{stage}_{part}").sum().cast(nw.Int64).alias(f"{stage}_{part}")
                for part in ("value", "cap", "need", "bare", "loose")
            ),
        ]
    # A list of needs states no stage at all.
    with_caps = rows.with_columns(*capped) if capped else rows
    frame = with_caps.group_by("item", "grain", below).agg(*wanted).collect()
    found: dict[tuple[str, str], dict[str | int, Tally]] = {}
    for row in frame.iter_rows(named=True):
        child = "" if row[below] == NOWHERE[below] else row[below]
        found.setdefault((row["item"], row["grain"]), {})[child] = _tally(row)
    return found


def _tally(row: Mapping[str, object]) -> Tally:
    def number(name: str) -> int:
        value: Any = row.get(name)
        return value or 0

    expected = row["expected"]
    return Tally(
        places=number("places"),
        need=number("need_all"),
        without_need=number("needless"),
        by_sheet=number("by_sheet"),
        sheet_places=number("sheet_places"),
        by_rule=number("by_rule"),
        rule_places=number("rule_places"),
        received=number("diterima_sum"),
        damaged=number("rusak_sum") if number("rusak_places") else None,
        replaced=number("pengganti_sum") if number("pengganti_places") else None,
        expected=expected if isinstance(expected, date) else None,
        kits=number("kits"),
        stages={
            stage: Stage(
                number(f"{stage}_places"),
                number(f"{stage}_value"),
                number(f"{stage}_cap"),
                number(f"{stage}_need"),
                number(f"{stage}_bare"),
                number(f"{stage}_loose"),
            )
            for stage in STAGES
            if number(f"{stage}_places")
        },
    )
