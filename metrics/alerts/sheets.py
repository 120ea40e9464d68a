"""Alerts about the sheets themselves: totals that they state wrongly."""

import json
from typing import Any

import narwhals as nw

from metrics.model import Alert


def stated_totals(remarks: nw.LazyFrame, office: str) -> list[Alert]:
    """`stated-total-wrong`: one alert a table in force, by its greatest difference.

    `remarks` are what reading found in the office's sheets; a total row is never data, so the Board's own
    numbers stand on the rows above it.
    """
    frame = remarks.filter(nw.col("office") == office, nw.col("code") == "total-does-not-add-up")
    tables: dict[tuple[str, int], list[dict[str, Any]]] = {}
    columns = ("upload_id", "table_no", "file", "sheet", "cell", "told")
    for upload_id, table_no, file, sheet, cell, told in frame.select(*columns).collect().rows():
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
