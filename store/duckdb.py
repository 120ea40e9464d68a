"""DuckDB, the engine inside the process: one connection, a cursor for each call, Parquet files read by their list."""

import threading
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.fs as pafs

_LOCK = threading.Lock()


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },  # servers without a way out
    )
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    connection.execute("SET GLOBAL parquet_metadata_cache = true")  # files at rest never change
    return connection


def cursor() -> duckdb.DuckDBPyConnection:
    """A cursor of its own for one call: a connection shared by threads fails (ResourceInUseException)."""
    with _LOCK:
        return _connection().cursor()


def query(sql: str, tables: Mapping[str, pa.Table], values: Mapping[str, Any] | None = None) -> pa.Table:
    """The rows that `sql` gives over `tables`; `$name` in it stands for a value."""
    with cursor() as own:
        for name, table in tables.items():
            own.register(name, table)
        return own.sql(sql, params=dict(values or {})).to_arrow_table()


def read(addresses: Sequence[str], schema: pa.Schema) -> pa.Table:
    """The columns of `schema` of all rows in Parquet files; what a file lacks is null. Raises duckdb.Error or OSError."""
    own = cursor()
    _source(own, "source", addresses, schema)
    rows: pa.Table = own.sql("SELECT * FROM source").to_arrow_table()
    return rows.select(schema.names).cast(schema)


class Scan:
    """Frames of one call: they may be joined with each other and collected any number of times."""

    def __init__(self) -> None:
        self._cursor = cursor()
        self._views = 0

    def frame(
        self, sql: str, files: Sequence[str], schema: pa.Schema, tables: Mapping[str, pa.Table]
    ) -> nw.LazyFrame:
        """The rows of `sql`, in which `{facts}` stands for the files and each other `{name}` for a table of `tables`."""
        self._views += 1
        names = {name: f"{name}_{self._views}" for name in ("facts", *tables)}
        for name, table in tables.items():
            self._cursor.register(names[name], table)
        _source(self._cursor, names["facts"], files, schema)
        return nw.from_native(self._cursor.sql(sql.format(**names)))


def _source(own: duckdb.DuckDBPyConnection, name: str, addresses: Sequence[str], schema: pa.Schema) -> None:
    """Make a view of files; with a void table beside them, so that columns that no file has are there too."""
    void = f"{name}_void"
    own.register(void, schema.empty_table())
    if not addresses:
        own.register(name, schema.empty_table())
    elif "://" in addresses[0]:
        system, _ = pafs.FileSystem.from_uri(addresses[0])
        paths = [pafs.FileSystem.from_uri(one)[1] for one in addresses]
        own.register(name, ds.dataset(paths, schema=schema, filesystem=system, format="parquet"))
    else:
        files = own.sql(
            f"SELECT * FROM {void} UNION ALL BY NAME SELECT * FROM read_parquet($files, union_by_name = true)",  # noqa: S608  name: ours
            params={"files": [_literal(one) for one in addresses]},
        )
        files.create_view(name)


def _literal(path: str) -> str:
    """The path for read_parquet, which takes every name as a pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in path)
