"""What changed since the last meeting in a real store, down to the cells of the sheets."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

import elections
import pipeline
from metrics import Place
from pipeline import Seen
from settings import Settings
from store import Store
from tests.sheets import PEKALONGAN

ELECTION = "pemilu-2024"
PEMILU = elections.load(ELECTION)
THEN, NOW = date(2023, 12, 22), date(2023, 12, 29)
SHEET = "TAHAP I"
ROWS = {8: "Pekalongan Barat", 9: "Pekalongan Timur", 10: "Pekalongan Utara", 11: "Pekalongan Selatan"}
RECEIVED = {5: "KOTAK", 10: "BILIK", 15: "TINTA", 20: "SEGEL", 30: "ALAT_COBLOS"}
"""Columns of what was received; what is short stands three further on."""
FORMS, FORMS_RECEIVED, FORMS_SHORT = "FORMULIR", 6, 8


@pytest.fixture
def store(own: Callable[[str], Path]) -> Store:
    return pipeline.open_store(Settings(str(own("kota-pekalongan")), "duckdb", ELECTION, 8501))


def city(store: Store) -> Place:
    return next(one for one in pipeline.places(store) if one.level == "kota")


def with_less(chosen: list[tuple[str, int, int, int]], less: int) -> bytes:
    """The office's sheet of a week later, in which so much less stands in some cells: sheet, row, column and
    the column of what is short."""
    book = load_workbook(PEKALONGAN / "02 Rekap Penerimaan Logistik.xlsx")
    for sheet in book.worksheets:
        sheet["A3"] = "PER TANGGAL 29 DESEMBER 2023"
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                if str(cell.value).startswith("="):
                    cell.value = None
    for name, row, column, short in chosen:
        book[name].cell(row, column).value -= less
        book[name].cell(row, short).value += less
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def bring(store: Store, data: bytes) -> None:
    reading = pipeline.read(store, PEMILU, "02 Rekap 29 Desember.xlsx", data)
    done = pipeline.accept(store, PEMILU, reading, data, "Siti", reason="dihitung ulang di gudang")
    assert done.upload_id, done


def cells_of_forms() -> list[tuple[str, int, int, int]]:
    sheet = load_workbook(PEKALONGAN / "02 Rekap Penerimaan Logistik.xlsx")[FORMS]
    return [
        (FORMS, row, FORMS_RECEIVED, FORMS_SHORT)
        for row in range(6, sheet.max_row + 1)
        if isinstance(sheet.cell(row, FORMS_RECEIVED).value, int)
        and isinstance(sheet.cell(row, FORMS_SHORT).value, int)
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_25_seeded_changes_are_25_lines_and_each_opens_its_own_cell(store: Store, seed: int):
    before = Seen(store.head(), THEN, THEN)
    goods = [(SHEET, row, column, column + 3) for row in ROWS for column in RECEIVED]
    chosen = Random(seed).sample([*goods, *cells_of_forms()], 25)
    bring(store, with_less(chosen, 30))
    after = Seen(store.head(), NOW, NOW)
    found = pipeline.since(store, PEMILU, city(store), before, after)
    assert len(found.lines) == 25
    assert {one.name.number for one in found.lines} == {"ready"}
    opened = []
    for line in found.lines:
        assert line.share > 0
        (one,) = pipeline.changed_cells(store, line, before, after)
        assert one.before is not None
        assert one.after is not None
        assert one.before.value - one.after.value == 30
        assert (one.before.file, one.after.file) == (
            "02 Rekap Penerimaan Logistik.xlsx",
            "02 Rekap 29 Desember.xlsx",
        )
        assert (one.before.sheet, one.before.cell) == (one.after.sheet, one.after.cell)
        opened.append((one.after.sheet, one.after.cell))
        if one.after.sheet == SHEET:
            row = int(one.after.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            assert line.name.place.name == ROWS[row]
            assert line.name.item in RECEIVED.values()
    book = load_workbook(PEKALONGAN / "02 Rekap Penerimaan Logistik.xlsx")
    assert sorted(opened) == sorted(
        (name, book[name].cell(row, column).coordinate) for name, row, column, _ in chosen
    )


def test_the_same_numbers_in_a_newer_sheet_are_no_change(store: Store):
    before = Seen(store.head(), THEN, THEN)
    bring(store, with_less([], 0))
    found = pipeline.since(store, PEMILU, city(store), before, Seen(store.head(), NOW, NOW))
    assert found.lines == ()


def test_a_past_pair_of_meetings_is_compared_as_both_were(store: Store):
    meetings = [Seen(store.head(), THEN, THEN)]
    bring(store, with_less([(SHEET, 8, 5, 8)], 30))
    meetings.append(Seen(store.head(), NOW, NOW))
    first = pipeline.since(store, PEMILU, city(store), *meetings)
    pipeline.withdraw(store, store.ledger()[-1].upload_id, reason="salah", by="Siti")
    assert pipeline.since(store, PEMILU, city(store), *meetings) == first
    assert len(first.lines) == 1
    later = Seen(store.head(), NOW, NOW)
    assert pipeline.since(store, PEMILU, city(store), meetings[0], later).lines == ()


def test_a_line_of_every_kind_opens_cells_in_which_something_else_stands(built: Callable[[str], Path]):
    store = pipeline.open_store(Settings(str(built("kota-pekalongan")), "duckdb", ELECTION, 8501))
    before = Seen(store.head(), date(2023, 12, 15), date(2023, 12, 15))
    after = Seen(store.head(), THEN, THEN)
    found = pipeline.since(store, PEMILU, city(store), before, after)
    kinds = {(one.name.number, one.name.place.level): one for one in found.lines}
    assert {"ready", "damaged", "expected", "shipped", "dicairkan"} <= {number for number, _ in kinds}
    for line in kinds.values():
        cells = pipeline.changed_cells(store, line, before, after)
        assert cells, line.name
        assert all(
            one.before is None or one.after is None or one.before.value != one.after.value for one in cells
        )


def test_the_same_two_meetings_give_the_same_lines_however_many_ask_at_once(store: Store):
    place, week_before = city(store), date(2023, 12, 15)
    seen = (Seen(store.head(), week_before, week_before), Seen(store.head(), THEN, THEN))
    with ThreadPoolExecutor(6) as askers:
        found = list(askers.map(lambda _: pipeline.since(store, PEMILU, place, *seen), range(12)))
    assert len(found[0].lines) == 176
    assert all(one == found[0] for one in found)
