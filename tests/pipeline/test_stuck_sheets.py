"""What stands still, from the sheets that an office brought one after the other."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import elections
import pipeline
from metrics import Board
from settings import Settings
from store import Store
from tests import sheets

PEMILU, OFFICE = "pemilu-2024", "Kota Pekalongan"


@pytest.fixture
def store(own: Callable[[str], Path]) -> Store:
    return pipeline.open_store(Settings(str(own("kota-pekalongan")), "duckdb", PEMILU, 8501))


def bring(store: Store, day: int, less: int) -> None:
    """The sheet of a day of January on which so many presidential ballots of every row were missing."""
    data = sheets.fewer_received(f"{day} JANUARI 2024", less)
    profile = elections.load(PEMILU)
    reading = pipeline.read(store, profile, f"PPWP {day}.xlsx", data)
    assert pipeline.accept(store, profile, reading, data, "Siti", reason="hitung ulang di gudang").upload_id


def board(store: Store, day: int) -> Board:
    known = pipeline.places(store)
    place = next(one for one in known if one.level == "kota")
    return pipeline.board(store, elections.load(PEMILU), place, known, date(2024, 1, day), date(2024, 1, day))


def codes(found: Board) -> list[str]:
    return [one.code for one in found.alerts if one.item == "PPWP"]


@pytest.mark.parametrize(("second", "code"), [(4, "short"), (5, "stuck"), (6, "stuck")])
def test_two_sheets_with_the_same_number_so_many_working_days_apart(store: Store, second: int, code: str):
    bring(store, 2, 100)
    bring(store, second, 100)
    assert codes(board(store, second)) == [code]
    # The days before have the number of their own day.
    assert codes(board(store, 2)) == ["short"]


def test_progress_clears_it(store: Store):
    for day, less in ((2, 100), (5, 100), (6, 50)):
        bring(store, day, less)
    assert codes(board(store, 5)) == ["stuck"]
    assert codes(board(store, 6)) == ["short"]


def test_it_names_the_cells_of_the_sheet_that_shows_it(store: Store):
    bring(store, 2, 100)
    bring(store, 5, 100)
    found = board(store, 5)
    one = next(one for one in found.alerts if one.code == "stuck")
    assert one.figure is not None
    cells = [cell for source in one.figure.sources for cell in pipeline.cells(store, source, found.as_of)]
    assert {cell.file for cell in cells} == {"PPWP 5.xlsx"}
    received = sum(int(cell.value) for cell in cells if cell.measure == "diterima")
    assert received == one.figure.value
