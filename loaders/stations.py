"""Polling stations that a sheet names or counts, beside those of the office's own list."""

from collections.abc import Mapping, Sequence
from typing import Any

from loaders.data_rows import DataRows, Source
from loaders.findings import Findings
from loaders.located import Where
from loaders.recognise import Column


def check(
    source: Source,
    rows: DataRows,
    where: Where,
    lists: Mapping[str, Sequence[Any]],
    plain: Mapping[str, Column],
    findings: Findings,
) -> dict[int, int]:
    """Tell stations that the list lacks, and counts of them that are not those of the list; gives the
    positions of the former with their numbers. A list of stations is its own authority."""
    if source.match.layout.kind == "tps" or not source.places.has_stations:
        return {}
    strange: dict[int, int] = {}
    told: set[tuple[Any, ...]] = set()
    inside: dict[tuple[str | None, str | None], frozenset[int]] = {}
    column = plain.get("tps")
    for at, number in enumerate(where.tps) if column is not None else ():
        kecamatan, kelurahan = where.kecamatan[at], where.kelurahan[at]
        if column is None or number is None or kelurahan is None:
            continue
        if (kecamatan, kelurahan) not in inside:
            inside[kecamatan, kelurahan] = source.places.stations(kecamatan, kelurahan)
        known = inside[kecamatan, kelurahan]
        if not known or number in known:
            continue
        strange[at] = number
        key = (kecamatan, kelurahan, number)
        if key not in told:
            told.add(key)
            findings.at(
                "tps-unknown",
                "warning",
                rows.numbers[at],
                column.number,
                rows.cells[at][column.number - 1],
                place=kelurahan,
                count=len(known),
            )
    counted = plain.get("tps_count")
    if counted is not None and "tps_count" in lists:
        for at, stated in enumerate(lists["tps_count"]):
            computed = source.places.station_count(where.kecamatan[at], where.kelurahan[at])
            if stated is None or where.tps[at] is not None or not computed or stated == computed:
                continue
            findings.at(
                "tps-count-differs",
                "warning",
                rows.numbers[at],
                counted.number,
                rows.cells[at][counted.number - 1],
                stated=stated,
                computed=computed,
                place=where.kelurahan[at] or where.kecamatan[at] or source.office or "",
            )
    return strange
