"""Spark, the engine beside the process, for a province or the nation; needs pyspark and, for a local master,
Java 17 or newer."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import narwhals as nw
import pyarrow as pa


@cache
def _session(engine: str) -> Any:
    from pyspark.sql import SparkSession  # only offices with Spark install it

    builder = SparkSession.builder.appName("papan-rakor").config("spark.sql.session.timeZone", "UTC")
    if engine.startswith("sc://"):
        return builder.remote(engine).getOrCreate()
    return (
        builder.master(engine)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )


class Scan:
    """Frames of one call, over the Spark at `engine` ("local[2]", "spark://...", "sc://...")."""

    def __init__(self, engine: str) -> None:
        self._session = _session(engine)

    def of(self, table: pa.Table) -> nw.LazyFrame:
        """A table in memory as a frame."""
        return nw.from_native(self._from_arrow(table))

    def frame(
        self, sql: str, files: Sequence[str], schema: pa.Schema, tables: Mapping[str, pa.Table]
    ) -> nw.LazyFrame:
        """The rows of `sql`, in which `{facts}` stands for the files and each `{name}` for a table of
        `tables`."""
        frames = {name: self._from_arrow(table) for name, table in tables.items()}
        addresses = [_address(one) for one in files]
        frames["facts"] = self._session.read.schema(_types(schema)).parquet(*addresses)
        return nw.from_native(self._session.sql(sql, **frames))

    def _from_arrow(self, table: pa.Table) -> Any:
        return self._session.createDataFrame(table)


def _types(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _address(path: str) -> str:
    """A file for Spark, which takes every name as a pattern and decodes nothing in it."""
    pattern = "".join(f"\\{sign}" if sign in "*?[]{}\\" else sign for sign in path)
    return pattern if "://" in path else f"file://{pattern}"
