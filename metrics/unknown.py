"""Belum dikenali: what stands under places that are not on the office's own list, and what it holds."""

from collections.abc import Collection, Mapping, Sequence

import narwhals as nw

from metrics.model import Level, Place, Unknown
from metrics.needs import KEYS

_ITEM = "item"

Key = tuple[str, str, str | None, int | None]
"""Kind, kecamatan, kelurahan and TPS."""


def unknown(
    facts: Mapping[str, nw.LazyFrame],
    measures: Mapping[str, Collection[str]],
    stations: nw.LazyFrame,
    office: str,
    places: Sequence[Place],
) -> tuple[Unknown, ...]:
    """The places of `facts` (by kind, inside the Board's place) that the list lacks, in order of kind and
    name.

    `measures` names by kind the columns that somebody states, `stations` is the office's list as
    `needs.stations` gives it.
    """
    mine = next((one.code for one in places if one.level == "kota" and one.name == office), None)
    upper = {one.code: one.name for one in places if one.level == "kecamatan" and one.parent == mine}
    lower = {
        (upper[one.parent], one.name) for one in places if one.level == "kelurahan" and one.parent in upper
    }
    if not upper:
        return ()
    listed = stations.select(*KEYS)
    rows: dict[Key, int] = {}
    held: dict[Key, dict[str, int]] = {}
    for kind, frame in facts.items():
        for kecamatan, kelurahan, tps, item, count, amounts in _added(frame, measures[kind], listed):
            key = (kind, kecamatan, kelurahan, None if tps is None else int(tps))
            # What is left of the rows of polling stations is on no list, where there is one.
            if _level(key, upper.values(), lower) == "tps" and (tps is None or not lower):
                continue
            rows[key] = rows.get(key, 0) + count
            told = held.setdefault(key, {})
            for code, amount in amounts.items():
                name = f"{item}.{code}" if item else code
                told[name] = told.get(name, 0) + amount
    order = sorted(rows, key=lambda key: (key[0], key[1], key[2] or "", key[3] or 0))
    return tuple(
        Unknown(*key[:3], rows[key], key[3], tuple(held[key].items()), _level(key, upper.values(), lower))
        for key in order
    )


def _level(key: Key, upper: Collection[str], lower: Collection[tuple[str, str]]) -> Level:
    _, kecamatan, kelurahan, _ = key
    if kecamatan not in upper:
        return "kecamatan"
    known = kelurahan is None or not lower or (kecamatan, kelurahan) in lower
    return "tps" if known else "kelurahan"


def _added(
    frame: nw.LazyFrame, measures: Collection[str], listed: nw.LazyFrame
) -> list[tuple[str, str | None, int | None, str | None, int, dict[str, int]]]:
    columns = frame.collect_schema().names()
    codes = [code for code in columns if code in measures]
    by = [*KEYS, *([_ITEM] if _ITEM in columns else [])]
    added = (
        frame.filter(~nw.col("kecamatan").is_null())
        .with_columns(nw.col("tps").cast(nw.Int64))
        # Null equals nothing here, so that the rows of kelurahan and kecamatan are left as well. First, as
        # nearly all of a city's rows are those of listed stations.
        .join(listed, on=list(KEYS), how="anti")
        .group_by(*by)
        .agg(nw.len().alias("count"), *(nw.col(code).sum().alias(code) for code in codes))
    )
    return [
        (
            row["kecamatan"],
            row["kelurahan"],
            row["tps"],
            row.get(_ITEM),
            int(row["count"]),
            {code: int(row[code]) for code in codes if row[code]},
        )
        for row in added.collect().iter_rows(named=True)
    ]
