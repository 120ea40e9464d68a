"""The same question to DuckDB and to Spark gives the same rows."""

import shutil
from datetime import date
from pathlib import Path

import narwhals as nw
import pyarrow as pa
import pytest

import store as stores
from loaders import layouts
from store import facts
from tests.store.sheets import BARAT, SCHEMAS, TIMUR, accept, ballots, boxes, day, rows, table

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")


@needs_java
def test_duckdb_and_spark_give_the_same_rows(tmp_path: Path) -> None:
    root = str(tmp_path / "kantor ü & {co}*")
    duck, spark = stores.open(root, SCHEMAS), stores.open(root, SCHEMAS, engine="local[2]")
    accept(
        duck,
        "a.xlsx",
        table(boxes(1, BARAT, tgl_terima=day(3)), boxes(None, TIMUR), ballots(7), data_date=day(15)),
    )
    accept(duck, "b.xlsx", table(boxes(5, BARAT), data_date=day(20)), minutes=1)
    accept(
        spark,
        "g.xlsx",
        table({"nama": "GOR", "lat": -6.9, "luas_m2": 1.25, "bocor": True}, kind="gudang"),
        minutes=2,
    )
    for as_of in (day(16), date.max):
        frames = [one.tables(as_of) for one in (duck, spark)]
        for kind in (*SCHEMAS, "claims"):
            one, two = (
                sorted(its[kind].collect(backend="pyarrow").to_arrow().to_pylist(), key=str) for its in frames
            )
            assert one == two, kind
            assert one or kind == "masukan" or as_of < day(20)
    assert rows(spark, kecamatan=BARAT) == rows(duck, kecamatan=BARAT)
    total = [
        one.tables(date.max)["logistik"]
        .group_by("subject")
        .agg(nw.col("diterima").sum())
        .sort("subject")
        .collect()
        for one in (duck, spark)
    ]
    assert [[int(value) for value in one["diterima"].to_list()] for one in total] == [[5, 7], [5, 7]]
    cells = [one.cells("logistik", ["diterima"], office=None, as_of=date.max) for one in (duck, spark)]
    assert cells[0] == cells[1]
    assert len(cells[0]) == 2


@needs_java
def test_the_tables_of_every_kind_of_sheet_can_be_asked_in_both(tmp_path: Path) -> None:
    """No column of a kind is a word that one of the engines keeps for itself."""
    schemas = layouts.schemas()
    duck = stores.open(str(tmp_path), schemas)
    spark = stores.open(str(tmp_path), schemas, engine="local[2]")
    for kind, schema in schemas.items():
        row = {"office": "X", "grain": "kota", "subject": "", "sheet_row": 1}
        numbers = facts.measures(schema)
        row |= dict.fromkeys(numbers, 3)
        made = pa.Table.from_pylist([row], schema=schema)
        claims = [(kind, "", one, "kota", "") for one in numbers or ["rows"]]
        base = table(boxes(1))
        sheet = stores.Accepted(**{**base.__dict__, "kind": kind, "facts": made, "claims": claims})
        accept(duck, kind, sheet)
    one, two = duck.tables(date.max), spark.tables(date.max)
    for kind in schemas:
        found = one[kind].collect(backend="pyarrow").to_arrow().to_pylist()
        assert found == two[kind].collect(backend="pyarrow").to_arrow().to_pylist() != []
        assert [*found[0]] == [*schemas[kind].names, "upload_id", "table_no", "data_date"]
