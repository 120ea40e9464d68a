"""Polling stations that a sheet names or counts, beside those of the office's own list."""

from collections.abc import Mapping, Sequence
from typing import Any

from loaders import coded
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
    column = plain.get("tps")
    named = coded.together(where.kecamatan, where.kelurahan, where.tps) if column is not None else []
    inside = {
        (kecamatan, kelurahan): source.places.stations(kecamatan, kelurahan)
        for kecamatan, kelurahan, _ in coded.different(named)
        if kelurahan is not None
    }

    def is_strange(place: tuple[str | None, str | None, int | None]) -> bool:
        known = inside.get(place[:2])
        return place[2] is not None and bool(known) and place[2] not in known

    for at in coded.where(named, is_strange):
        kecamatan, kelurahan, number = named[at]
        strange[at] = number
        if column is not None and named[at] not in told:
            told.add(named[at])
            findings.at(
                "tps-unknown",
                "warning",
                rows.numbers[at],
                column.number,
                rows.cells[at][column.number - 1],
                place=kelurahan,
                count=len(inside[kecamatan, kelurahan]),
            )
    counted = plain.get("tps_count")
    if counted is not None and "tps_count" in lists:
        for at in coded.where(lists["tps_count"], lambda stated: stated is not None):
            stated = lists["tps_count"][at]
            computed = source.places.station_count(where.kecamatan[at], where.kelurahan[at])
            if where.tps[at] is not None or not computed or stated == computed:
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
