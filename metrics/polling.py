"""TPS lengkap: polling stations where everything that is followed down to them is there."""

from collections.abc import Collection, Mapping

import narwhals as nw

from elections import Election
from metrics.claims import Claims
from metrics.items import Where
from metrics.model import Figure, Formula, Source, TpsCount
from metrics.needs import KEYS
from metrics.tallies import Tallies

EVIDENCE = ("dikonfirmasi", "didistribusikan", "dikemas", "diterima")
"""Columns that show a thing to be in a station's kit, the furthest stage first; a plan is none."""


def followed(claims: Claims, election: Election, kecamatan: str | None) -> tuple[str, ...]:
    """Items that some sheet reports station by station."""
    return tuple(
        item.code
        for item in election.items
        if any(
            kecamatan in found if kecamatan is not None else found
            for found in (claims.of("logistik", item.code, measure, "tps") for measure in EVIDENCE)
        )
    )


def there(measures: Collection[str]) -> nw.Expr:
    """What a leaf has by the furthest stage that is reported of it; null where none is."""
    return nw.coalesce(*(nw.col(name) for name in EVIDENCE[:-1] if name in measures), nw.col("good"))


def marked(rows: nw.LazyFrame, items: tuple[str, ...], measures: Collection[str] = EVIDENCE) -> nw.LazyFrame:
    """The leaves with a column `kit`: 1 in one row of each complete polling station, 0 elsewhere.

    A station's kit is complete when each of `items` is in it in full: the furthest stage reported of it
    (confirmed, else sent, else packed, else received and good) reaches the need of that station (the sheet's,
    else the rule's). An item without a row at a station is not there. A confirmation of less than was sent
    therefore counts as less.
    """
    if not items:
        return rows.with_columns(kit=nw.lit(0, nw.Int64))
    enough = (nw.col("need") == 0) | (there(measures) >= nw.col("need"))
    counts = (nw.col("grain") == "tps") & nw.col("item").is_in(list(items)) & enough
    in_kit = nw.when(counts).then(1).otherwise(0).sum().over("grain", *KEYS)
    # Its row of the first item speaks for a station; there is one in every complete kit.
    speaks = (nw.col("grain") == "tps") & (nw.col("item") == items[0])
    return rows.with_columns(kit=nw.when(speaks & (in_kit == len(items))).then(1).otherwise(0))


def complete(found: Tallies, items: tuple[str, ...]) -> Mapping[str | int, int]:
    """Complete polling stations by place below the Board's own, from tallies of marked leaves."""
    inside = found.get((items[0], "tps"), {}) if items else {}
    return {place: tally.kits for place, tally in inside.items() if tally.kits}


def count(
    total: int,
    found: Mapping[str | int, int],
    items: tuple[str, ...],
    claims: Claims,
    where: Where,
) -> TpsCount:
    """n of N; `items` empty means that no sheet goes down to the polling stations."""
    if not items:
        return TpsCount(total, None)
    number = sum(found.values())
    spoken = [
        one
        for item in items
        for measure in EVIDENCE
        for name, one in claims.of("logistik", item, measure, "tps").items()
        if where.kecamatan is None or name == where.kecamatan
    ]
    state = "complete" if number >= total else "not-received" if not number else "short"
    figure = Figure(
        number,
        "tps",
        state,
        Formula("tps-complete", (("complete", number), ("total", total), ("items", len(items)))),
        (
            Source(
                "logistik",
                ("kebutuhan", *EVIDENCE, "rusak", "pengganti"),
                where.office,
                None,
                "tps",
                where.kecamatan,
                where.kelurahan,
                where.tps,
            ),
        ),
        claims.freshness("logistik", spoken),
        total,
    )
    return TpsCount(total, figure)
