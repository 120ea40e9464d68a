"""What taking a file would change, from real sheets."""

from datetime import date
from pathlib import Path

import pytest

import elections
import pipeline
from settings import Settings

PEMILU = elections.load("pemilu-2024")
SHEETS = pipeline.SAMPLES / "kota-pekalongan"
FIRST, SECOND = SHEETS / "2023-12-15", SHEETS / "2023-12-22"


@pytest.fixture
def store(tmp_path: Path):
    return pipeline.open_store(Settings(str(tmp_path), "duckdb", "pemilu-2024", 8501))


def take(store, path: Path) -> pipeline.Outcome:
    (outcome,) = pipeline.import_files(
        store, [(path.name, path.read_bytes())], by="Siti", election="pemilu-2024"
    )
    return outcome


def told(store, path: Path):
    reading = pipeline.read(store, PEMILU, path.name, path.read_bytes())
    return pipeline.changes(store, PEMILU, reading)


def test_in_an_empty_store_all_is_new_and_nothing_is_written(store):
    found = told(store, FIRST / "03 Rekap Surat Suara.xlsx")
    assert {(one.changes.changed, one.changes.unchanged, one.changes.missing) for one in found} == {(0, 0, 0)}
    assert all(one.changes.added and not one.changes.asks_why for one in found)
    assert store.head() == 0


def test_the_accepted_sheet_again_changes_nothing(store):
    path = FIRST / "02 Rekap Penerimaan Logistik.xlsx"
    take(store, path)
    for one in told(store, path):
        assert (one.changes.added, one.changes.changed, one.changes.missing) == (0, 0, 0)
        assert one.changes.unchanged


def test_a_week_later_the_next_sheet_changes_what_came_since(store):
    take(store, FIRST / "02 Rekap Penerimaan Logistik.xlsx")
    (one,) = told(store, SECOND / "02 Rekap Penerimaan Logistik.xlsx")
    assert one.data_date == date(2023, 12, 22)
    assert one.newer is None
    assert one.changes.changed
    assert not any(drop.field == "diterima" for drop in one.changes.drops)


def test_an_older_sheet_is_told_that_newer_data_are_there(store):
    take(store, SECOND / "02 Rekap Penerimaan Logistik.xlsx")
    (one,) = told(store, FIRST / "02 Rekap Penerimaan Logistik.xlsx")
    assert one.newer == date(2023, 12, 22)
    assert (one.changes.changed, one.changes.asks_why) == (0, False)
