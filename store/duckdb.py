"""DuckDB, the engine inside the process: one connection, a cursor for each call, Parquet files read by their
list."""

import threading
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.fs as pafs

from store.records import Damaged

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
    connection.execute("SET GLOBAL python_enable_replacements = false")  # no table by a variable's name
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
    """The columns of `schema` of all rows in Parquet files; what a file lacks is null. Raises
    Damaged."""
    own = cursor()
    own.register("void", schema.empty_table())
    source = _source(own, "void", addresses, schema)
    try:
        rows: pa.Table = own.sql(f"SELECT * FROM {source} f").to_arrow_table()  # noqa: S608  our names
        return rows.select(schema.names).cast(schema)
    except (duckdb.Error, OSError, pa.ArrowException) as error:
        raise Damaged(str(error)) from error


class Scan:
    """Frames of one call: they may be joined with each other and collected any number of times."""

    def __init__(self) -> None:
        self._cursor = cursor()
        self._views = 0

    def of(self, table: pa.Table) -> nw.LazyFrame:
        """A table in memory as a frame."""
        return nw.from_native(self._cursor.sql(f"SELECT * FROM {self._name('held', table)}"))  # noqa: S608  our name

    def frame(
        self, sql: str, files: Sequence[str], schema: pa.Schema, tables: Mapping[str, pa.Table]
    ) -> nw.LazyFrame:
        """The rows of `sql`, in which `{facts}` stands for the files and each `{name}` for a table of
        `tables`. Raises Damaged when a file is missing."""
        names = {name: self._name(name, table) for name, table in tables.items()}
        source = _source(self._cursor, self._name("void", schema.empty_table()), files, schema)
        try:
            return nw.from_native(self._cursor.sql(sql.format(facts=source, **names)))
        except duckdb.IOException as error:
            raise Damaged(str(error)) from error

    def _name(self, name: str, table: pa.Table) -> str:
        self._views += 1
        self._cursor.register(f"{name}_{self._views}", table)
        return f"{name}_{self._views}"


def _source(own: duckdb.DuckDBPyConnection, void: str, addresses: Sequence[str], schema: pa.Schema) -> str:
    """What to select files from; beside a void table, for columns that no file has are wanted too."""
    if "://" in addresses[0]:
        system, _ = pafs.FileSystem.from_uri(addresses[0])
        paths = [pafs.FileSystem.from_uri(one)[1] for one in addresses]
        name = f"{void}_files"
        own.register(name, ds.dataset(paths, schema=schema, filesystem=system, format="parquet"))
        return name
    # Literals, not parameters: two frames with a parameter of one name cannot be joined.
    files = ", ".join(_literal(one) for one in addresses)
    read = f"read_parquet([{files}], union_by_name = true)"
    return f"(SELECT * FROM {void} UNION ALL BY NAME SELECT * FROM {read})"  # noqa: S608  our names and files


def _literal(path: str) -> str:
    """The path as a quoted text for read_parquet, which takes every name as a pattern."""
    pattern = "".join(f"[{sign}]" if sign in "*?[" else sign for sign in path)
    return "'" + pattern.replace("'", "''") + "'"
