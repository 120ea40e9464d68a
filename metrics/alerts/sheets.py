"""Alerts about the sheets themselves: totals that they state wrongly."""

import json
from collections.abc import Mapping
from typing import Any

import narwhals as nw

from metrics.model import Alert, Figure, Formula, Freshness, Source


def stated_totals(remarks: nw.LazyFrame, office: str, newest: Mapping[str, Freshness]) -> list[Alert]:
    """`stated-total-wrong`: one alert a table of the newest date of its kind, by its greatest difference.

    `remarks` are what reading found in the office's sheets, `newest` the newest sheet by kind. A total
    row is never data, so the Board's own numbers stand on the rows above it; what an older sheet still says
    of some place nobody will put right any more.
    """
    frame = remarks.filter(nw.col("office") == office, nw.col("code") == "total-does-not-add-up")
    tables: dict[tuple[str, int], list[dict[str, Any]]] = {}
    columns = ("kind", "data_date", "upload_id", "table_no", "file", "sheet", "cell", "told")
    for kind, day, upload_id, table_no, file, sheet, cell, told in frame.select(*columns).collect().rows():
        if kind not in newest or day != newest[kind].data_date:
            continue
        row = {"kind": kind, "file": file, "sheet": sheet, "cell": cell, **dict(json.loads(told))}
        tables.setdefault((upload_id, int(table_no)), []).append(row)
    worst = [
        (table, max(rows, key=lambda row: (abs(row["difference"]), row["cell"])), len(rows))
        for table, rows in tables.items()
    ]
    return [
        Alert(
            "stated-total-wrong",
            "warning",
            None,
            None,
            None,
            None,
            None,
            _figure(row, table, office, newest[row["kind"]]),
            (
                *(
                    (name, row[name])
                    for name in ("file", "sheet", "cell", "stated", "computed", "difference")
                ),
                ("count", count),
            ),
        )
        for table, row, count in sorted(
            worst, key=lambda one: (one[1]["file"], one[1]["sheet"], one[1]["cell"])
        )
    ]


def _figure(row: Mapping[str, Any], table: tuple[str, int], office: str, fresh: Freshness) -> Figure:
    """The difference, which opens the rows of its table."""
    values = tuple((name, row[name]) for name in ("stated", "computed", "difference"))
    source = Source(row["kind"], ("rows",), office, by=("upload_id", "table_no"), among=(table,))
    return Figure(row["difference"], "", "short", Formula("stated-total", values), (source,), fresh)
