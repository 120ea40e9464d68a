"""What the ledger says of rows that were set aside, and how they come in after all."""

from pathlib import Path

import pytest

import elections
import loaders
import pipeline
from settings import Settings
from store import Store
from tests.loaders.workbooks import PLACES, TITLE, Row, books, knowledge

PEMILU = elections.load("pemilu-2024")
BARAT, TIMUR = "Pekalongan Barat", "Pekalongan Timur"
HEAD = ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
FIRST: list[Row] = [HEAD, [BARAT, "Kotak suara", 1000, 90], [TIMUR, "Kotak suara", 1001, 91]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return pipeline.open_store(Settings(str(tmp_path), "duckdb", "pemilu-2024", 8501))


def two_sheets(second: list[Row]) -> bytes:
    return books({"Tahap I": (FIRST, TITLE), "Tahap II": (second, TITLE)})


def kept(store: Store) -> list[tuple[str, str, int, int]]:
    return [(row.sheet, row.kind, row.rows, row.set_aside) for row in store.ledger()]


CONTRADICTED = two_sheets(
    [HEAD, [BARAT, "Kotak suara", 1000, 190], [TIMUR, "Kotak suara", 1001, 191]],
)
ALL_WRONG = two_sheets([HEAD, [BARAT, "Tinta", "x", "y"], [TIMUR, "Tinta", "x", "y"]])


@pytest.mark.parametrize("data", [CONTRADICTED, ALL_WRONG], ids=["contradicted", "all wrong"])
def test_a_sheet_of_which_no_row_counts_is_told_in_the_ledger(store: Store, data: bytes):
    reading = loaders.read(data, "tahap.xlsx", knowledge(PLACES))
    assert pipeline.accept(store, PEMILU, reading, data, "Siti").result == "accepted"
    assert kept(store) == [("Tahap I", "logistik", 2, 0), ("Tahap II", "logistik", 2, 2)]
    assert store.verify() == []


def test_a_contradicted_sheet_comes_in_once_its_cells_are_put_right(store: Store):
    known = knowledge(PLACES)
    reading = loaders.read(CONTRADICTED, "tahap.xlsx", known)
    pipeline.accept(store, PEMILU, reading, CONTRADICTED, "Siti")
    cells = {("Tahap I", "D6"): "190", ("Tahap I", "D7"): "191"}
    again = loaders.read(CONTRADICTED, "tahap.xlsx", known, cells)
    pipeline.accept(store, PEMILU, again, CONTRADICTED, "Siti", corrections=cells)
    assert kept(store)[2:] == [("Tahap I", "logistik", 2, 0)]


def test_a_file_of_which_nothing_counts_is_refused(store: Store):
    data = books({"Tahap I": ([HEAD, [BARAT, "Tinta", "x", "y"]], TITLE)})
    reading = loaders.read(data, "tahap.xlsx", knowledge(PLACES))
    assert pipeline.accept(store, PEMILU, reading, data, "Siti").result == "refused"
    assert store.ledger() == []
