"""What reading had to say of an upload: findings of its tables, kept beside the facts that they are about."""

import json
import threading
from collections.abc import Sequence

import pyarrow as pa

from store import duckdb, ledger
from store.delta import Lake
from store.records import Accepted, Remark

NAME = "remarks"
SCHEMA = pa.schema(
    [
        ("upload_id", pa.string()),
        ("table_no", pa.int32()),
        ("number", pa.int32()),  # place among the remarks of its table
        ("code", pa.string()),
        ("severity", pa.string()),
        ("sheet", pa.string()),
        ("cell", pa.string()),
        ("value", pa.string()),
        ("told", pa.string()),  # JSON
    ]
)
IN_FORCE = pa.schema(
    [
        ("office", pa.string()),
        ("kind", pa.string()),
        ("data_date", pa.date32()),
        ("file", pa.string()),
        *((field.name, field.type) for field in SCHEMA if field.name != "number"),
    ]
)


class Remarks:
    """The remarks under one root. They never change, so what was read once is kept."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._lock = threading.Lock()
        self._read: set[str] = set()
        self._all = SCHEMA.empty_table()

    def of(self, upload_id: str) -> list[Remark]:
        """The remarks on one upload, in the order in which reading made them."""
        own = self._held().to_pylist()
        mine = sorted(
            (one for one in own if one["upload_id"] == upload_id),
            key=lambda one: (one["table_no"], one["number"]),
        )
        return [
            Remark(
                one["code"],
                one["severity"],
                one["sheet"],
                one["cell"],
                one["value"],
                tuple((name, value) for name, value in json.loads(one["told"])),
                one["table_no"],
            )
            for one in mine
        ]

    def in_force(self, in_force: pa.Table, files: dict[str, str]) -> pa.Table:
        """The remarks (IN_FORCE) on tables of which something is in force; `files` names an upload's file."""
        held = self._held()
        if not held.num_rows:
            return IN_FORCE.empty_table()
        keys = ["upload_id", "table_no", "office", "kind", "data_date"]
        found = duckdb.query(_SQL, {"remarks": held, "spoken": in_force.select(keys)})
        names = pa.array([files.get(one, "") for one in found["upload_id"].to_pylist()], pa.string())
        return found.append_column("file", names).select(IN_FORCE.names).cast(IN_FORCE)

    def _held(self) -> pa.Table:
        with self._lock:
            new = [path for path in self._lake.snapshot(NAME).files if path not in self._read]
            if new:
                table = duckdb.read([self._lake.full(path) for path in new], SCHEMA)
                self._read.update(new)
                self._all = pa.concat_tables([self._all, table]).combine_chunks()
            return self._all


_SQL = """
    SELECT DISTINCT s.office, s.kind, s.data_date, r.code, r.severity, r.sheet, r.cell, r.value, r.told,
           r.upload_id, r.table_no
    FROM remarks r
    JOIN spoken s ON s.upload_id = r.upload_id AND s.table_no = r.table_no
"""


def at_rest(upload_id: str, tables: Sequence[Accepted]) -> pa.Table:
    """The remarks on an upload's tables as rows of SCHEMA."""
    rows = [
        {
            "upload_id": upload_id,
            "table_no": table_no,
            "number": number,
            "code": one.code,
            "severity": one.severity,
            "sheet": ledger.plain(one.sheet or table.sheet),
            "cell": one.cell,
            "value": None if one.value is None else ledger.plain(one.value),
            "told": ledger.plain(ledger.json_text([list(pair) for pair in one.told])),
        }
        for table_no, table in enumerate(tables)
        for number, one in enumerate(table.remarks)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
