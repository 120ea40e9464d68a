"""The ledger: one event a row, each with the hash of the row before it. Its row is what makes an upload
visible."""

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from store import duckdb
from store.delta import Lake
from store.records import Busy, LedgerRow

NAME = "ledger"
FIRST_HASH = "0" * 64
SCHEMA = pa.schema(
    [
        ("seq", pa.int64()),
        ("event", pa.string()),
        ("upload_id", pa.string()),
        ("table_no", pa.int32()),
        ("file", pa.string()),
        ("sha256", pa.string()),
        ("sheet", pa.string()),
        ("range", pa.string()),
        ("kind", pa.string()),
        ("office", pa.string()),
        ("by", pa.string()),
        ("at", pa.string()),  # UTC ISO 8601 with microseconds: sorts as text, hashes the same everywhere
        ("data_date", pa.date32()),
        ("kecamatan", pa.string()),  # this and the next ones JSON
        ("rows", pa.int64()),
        ("set_aside", pa.int64()),
        ("facts", pa.int64()),
        ("columns", pa.string()),
        ("sums", pa.string()),
        ("election", pa.string()),
        ("reason", pa.string()),
        ("choices", pa.string()),  # absent in older rows
        ("parts", pa.string()),
        ("prev_hash", pa.string()),
        ("hash", pa.string()),
    ]
)
_TRIES = 500

Row = dict[str, Any]
"""A row as it lies at rest, by the columns of SCHEMA."""


class Ledger:
    """The events under one root. Rows never change, so what was read once is kept."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._lock = threading.Lock()
        self._appending = threading.Lock()
        self._files: dict[str, tuple[LedgerRow, ...]] = {}
        self._seen: tuple[int, tuple[LedgerRow, ...]] = (-1, ())

    def rows(self) -> tuple[LedgerRow, ...]:
        """All rows in order of their numbers, also those that other processes appended."""
        with self._lock:
            snapshot = self._lake.snapshot(NAME)
            if snapshot.version != self._seen[0]:
                new = [path for path in snapshot.files if path not in self._files]
                if new:
                    table = duckdb.read([self._lake.full(path) for path in new], SCHEMA)
                    self._files.update(dict.fromkeys(new, ()))
                    self._files[new[0]] = tuple(unpacked(row) for row in table.to_pylist())
                rows = sorted(
                    (row for path in snapshot.files for row in self._files[path]), key=lambda row: row.seq
                )
                self._seen = (snapshot.version, tuple(rows))
            return self._seen[1]

    def append(self, build: Callable[[Sequence[LedgerRow]], Sequence[Row]]) -> tuple[LedgerRow, ...]:
        """Append the rows that `build` makes of the rows before them, all or none; numbers, links and hashes
        them.

        Serialised by Delta's optimistic commit: when another process was first, its rows are read and `build`
        is asked again, so it may raise what only shows then. Raises Busy.
        """
        with self._appending:  # threads of one process need not fight
            for _ in range(_TRIES):
                table = self._lake.open(NAME, SCHEMA)
                before = self.rows()
                if self._seen[0] != table.version():  # somebody committed between the two readings
                    continue
                linked = _linked(build(before), before)
                if self._lake.append_at(table, pa.Table.from_pylist(linked, schema=SCHEMA)):
                    return tuple(unpacked(row) for row in linked)
        raise Busy(NAME)


def _linked(new: Sequence[Row], before: Sequence[LedgerRow]) -> list[Row]:
    seq, prev_hash = (before[-1].seq, before[-1].hash) if before else (0, FIRST_HASH)
    linked = []
    for row in new:
        seq += 1
        full = {**row, "seq": seq, "prev_hash": prev_hash}
        prev_hash = row_hash(full)
        linked.append({**full, "hash": prev_hash})
    return linked


def row_hash(row: Row) -> str:
    """sha256 of the canonical JSON of a row at rest: keys sorted, ASCII, no spaces, dates as ISO 8601.

    Columns without value are left out, so that a column added later changes no older hash.
    """
    held = {key: value for key, value in row.items() if value is not None and key != "hash"}
    text = json.dumps(
        held, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=lambda day: day.isoformat()
    )
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def utc_text(at: datetime) -> str:
    """A moment as the ledger holds it; raises ValueError when it bears no time zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at}: no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def json_text(value: Any) -> str:
    """A list or mapping as the ledger holds it."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def plain(text: str) -> str:
    """Any text as UTF-8 can hold it: a file name of another system may bear half characters."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def unpacked(row: Row) -> LedgerRow:
    """The record of a row at rest; raises ValueError, TypeError or KeyError where it is none."""
    values = dict(row)
    values["at"] = datetime.fromisoformat(row["at"])
    for key in ("columns", "sums", "parts"):
        values[key] = json.loads(row[key])
    values["choices"] = row["choices"] or ""
    values["kecamatan"] = tuple(json.loads(row["kecamatan"]))
    return LedgerRow(**values)


def withdrawn(rows: Sequence[LedgerRow]) -> frozenset[str]:
    """Ids of the uploads that `rows` take back."""
    return frozenset(row.upload_id for row in rows if row.event == "withdrawn")


def in_force(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    """Rows of the uploads accepted and not taken back within `rows`."""
    gone = withdrawn(rows)
    return [row for row in rows if row.event == "accepted" and row.upload_id not in gone]


def until(rows: Sequence[LedgerRow], version: int | None) -> Sequence[LedgerRow]:
    """The rows up to a version of the ledger, which is the number of its last row; None: all."""
    return rows if version is None else [row for row in rows if row.seq <= version]
