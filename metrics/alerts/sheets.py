"""Alerts about the sheets themselves: totals that they state wrongly."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals as nw

from metrics.model import Alert


def stated_totals(remarks: nw.LazyFrame, office: str, newest: Mapping[str, date | None]) -> list[Alert]:
    """`stated-total-wrong`: one alert a table of the newest date of its kind, by its greatest difference.

    `remarks` are what reading found in the office's sheets, `newest` the newest data date by kind. A total
    row is never data, so the Board's own numbers stand on the rows above it; what an older sheet still says
    of some place nobody will put right any more.
    """
    frame = remarks.filter(nw.col("office") == office, nw.col("code") == "total-does-not-add-up")
    tables: dict[tuple[str, int], list[dict[str, Any]]] = {}
    columns = ("kind", "data_date", "upload_id", "table_no", "file", "sheet", "cell", "told")
    for kind, day, upload_id, table_no, file, sheet, cell, told in frame.select(*columns).collect().rows():
        if day != newest.get(kind):
            continue
        row = {"file": file, "sheet": sheet, "cell": cell, **dict(json.loads(told))}
        tables.setdefault((upload_id, int(table_no)), []).append(row)
    worst = [
        (max(rows, key=lambda row: (abs(row["difference"]), row["cell"])), len(rows))
        for rows in tables.values()
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
            None,
            (
                *(
                    (name, row[name])
                    for name in ("file", "sheet", "cell", "stated", "computed", "difference")
                ),
                ("count", count),
            ),
        )
        for row, count in sorted(worst, key=lambda one: (one[0]["file"], one[0]["sheet"], one[0]["cell"]))
    ]
