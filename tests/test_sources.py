"""The cells behind a number add up to the number."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import pipeline
from elections import Election
from settings import Settings

DAYS = {"kota-pekalongan": date(2023, 12, 22), "kota-bengkulu": date(2024, 2, 7)}
PLAIN = ("received", "damaged", "replaced", "need")


@pytest.mark.parametrize("level", ["kota", "kecamatan"])
@pytest.mark.parametrize("office", DAYS)
def test_cells_add_up_to_the_amounts_of_items(
    office: str, level: str, built: Callable[[str], Path], election: Election
):
    store = pipeline.open_store(Settings(str(built(office)), "duckdb", election.code, 8501))
    known = pipeline.places(store)
    place = next(one for one in known if one.level == level)
    board = pipeline.board(store, election, place, known, DAYS[office], DAYS[office])
    compared = 0
    for item in board.items:
        for name, figure in item.amounts:
            if name not in PLAIN or not figure.sources:
                continue
            cells = [
                cell for source in figure.sources for cell in pipeline.cells(store, source, DAYS[office])
            ]
            assert sum(cell.value for cell in cells) == figure.value, (item.item, name)
            assert all(cell.file and cell.sheet is not None and cell.cell and cell.by for cell in cells)
            compared += 1
    assert compared > 20


def test_a_cell_is_the_one_on_the_sheet(built: Callable[[str], Path], election: Election):
    office, day = "kota-pekalongan", date(2023, 12, 22)
    store = pipeline.open_store(Settings(str(built(office)), "duckdb", election.code, 8501))
    known = pipeline.places(store)
    board = pipeline.board(store, election, known[0], known, day, day)
    boxes = next(item for item in board.items if item.item == "KOTAK")
    figure = dict(boxes.amounts)["received"]
    cells = [cell for source in figure.sources for cell in pipeline.cells(store, source, day)]
    path = next((pipeline.SAMPLES / office / "2023-12-22").glob("02*"))
    book = openpyxl.load_workbook(path, data_only=True)
    assert len(cells) == 4
    for cell in cells:
        assert cell.file == path.name
        assert book[cell.sheet][cell.cell].value == cell.value


@pytest.mark.parametrize("office", DAYS)
def test_cells_add_up_to_the_money_of_every_kecamatan(
    office: str, built: Callable[[str], Path], election: Election
):
    store = pipeline.open_store(Settings(str(built(office)), "duckdb", election.code, 8501))
    known = pipeline.places(store)
    day = DAYS[office]
    finance = pipeline.board(store, election, known[0], known, day, day).finance
    for measure in ("pagu", "dicairkan", "realisasi", "spj", "setor_kembali"):
        for row in finance.rows:
            cells = [
                cell
                for source in row.sources
                for cell in pipeline.cells(store, replace(source, measures=(measure,)), day)
            ]
            assert sum(cell.value for cell in cells) == getattr(row.total, measure), (row.place.name, measure)
        figure = dict(finance.figures)[measure]
        cells = [cell for source in figure.sources for cell in pipeline.cells(store, source, day)]
        mine = [cell.value for cell in cells if cell.measure == measure]
        assert sum(mine) == figure.value, measure


def test_a_number_of_two_days_names_all_who_brought_it(own: Callable[[str], Path], election: Election):
    office, day = "kota-pekalongan", date(2023, 12, 22)
    store = pipeline.open_store(Settings(str(own(office)), "duckdb", election.code, 8501))
    known = pipeline.places(store)
    before = pipeline.board(store, election, known[0], known, day, day).readiness.percent.freshness
    assert (before.data_date, before.uploaded_by) == (day, "Papan Rakor")
    rows = "Kecamatan;Nama Barang;Kebutuhan;Diterima\nPekalongan Barat;Tinta;538;538\n"
    title = "REKAP LOGISTIK KPU KOTA PEKALONGAN\nPER TANGGAL 23 DESEMBER 2023\n"
    data = (title + rows).encode()
    reading = pipeline.read(store, election, "tinta.csv", data)
    assert pipeline.accept(store, election, reading, data, by="Analis").result == "accepted"
    later = date(2023, 12, 23)
    after = pipeline.board(store, election, known[0], known, later, later).readiness.percent.freshness
    assert (after.data_date, after.uploaded_by) == (day, "Analis, Papan Rakor")
