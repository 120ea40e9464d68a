"""Zero, not reported, not applicable and out of date stay apart in every file that leaves the board."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import elections
import loaders
import metrics
import pipeline
from settings import Settings
from tests.metrics.world import board, city
from texts import LANGUAGES, Lang, say

PEMILU = elections.load("pemilu-2024")
BENGKULU, DAY = "Kota Bengkulu", date(2024, 2, 7)


def four_states() -> metrics.Board:
    """Kec 1 reported a zero, Kec 2 nothing, Kec 3 needs none, Kec 4 has all of it by an old sheet."""
    made = city(kecamatan=4, kelurahan=1, stations=1)
    made.goods("TINTA", kecamatan="Kec 1", kebutuhan=2, diterima=0)
    made.goods("TINTA", kecamatan="Kec 3", kebutuhan=0, diterima=0)
    made.goods("TINTA", date(2023, 12, 1), kecamatan="Kec 4", kebutuhan=2, diterima=2)
    return board(made)


def rows_of(data: bytes, sheet: int = 0) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(BytesIO(data))
    return [tuple(cell.value for cell in row) for row in book.worksheets[sheet].iter_rows()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_states_keeps_the_four_apart(lang: Lang):
    found = four_states()
    data = pipeline.states_book(found, (), PEMILU, lang)
    item = PEMILU.item("TINTA").names[lang]
    told = {row[0]: row[2:6] for row in rows_of(data) if row[1] == item}
    stale, fresh = say("states.stale", lang), say("states.fresh", lang)
    assert told["Kec 1"] == (0, 0, say("states.not-received", lang), fresh)
    assert told["Kec 2"] == (None, 100, say("states.not-reported", lang), None)
    assert told["Kec 3"] == (None, None, say("states.not-applicable", lang), fresh)
    assert told["Kec 4"] == (100, 0, say("states.complete", lang), stale)
    assert len({cells[2:] for cells in told.values()}) == len(told)


def test_the_csv_tells_the_same_and_names_the_silent():
    text = pipeline.states_csv(four_states(), (), PEMILU, "id").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    told = {row[0]: row[2:6] for row in rows if len(row) > 2 and row[1] == "Tinta"}
    assert told["Kec 1"] == ["0", "0", "Belum diterima", "Baru"]
    assert told["Kec 2"] == ["", "100", "Belum lapor", ""]
    assert told["Kec 3"] == ["", "", "Tidak berlaku", "Baru"]
    assert told["Kec 4"] == ["100", "0", "Lengkap", "Usang"]
    assert ["1 dari 4 kecamatan belum lapor"] in rows
    assert rows[-1][-1] == "Kec 2"


@pytest.mark.parametrize("write", [pipeline.states_book, pipeline.states_csv])
def test_the_table_of_states_brought_in_changes_nothing(built: Callable[[str], Path], write: Any):
    store = opened(built)
    known = pipeline.places(store)
    place = next(one for one in known if one.name == BENGKULU)
    found = pipeline.board(store, PEMILU, place, known, DAY, DAY)
    data = write(found, known, PEMILU, "id")
    name = f"keadaan.{'xlsx' if write is pipeline.states_book else 'csv'}"
    reading = loaders.read(data, name, pipeline.knowledge(store, PEMILU, BENGKULU))
    assert not pipeline.is_acceptable(reading)


def opened(built: Callable[[str], Path]) -> Any:
    return pipeline.open_store(Settings(str(built("kota-bengkulu")), "duckdb", PEMILU.code, 8501))


def test_each_row_of_what_is_in_force_tells_its_state_and_its_age(built: Callable[[str], Path]):
    store = opened(built)
    limit = PEMILU.stale_after
    end = metrics.end_of(DAY, PEMILU.clock)
    heads = [say(f"exports.row.{name}", "id") for name in ("state", "age", "as-of")]
    for ahead, words in ((timedelta(minutes=-1), "Baru"), (timedelta(minutes=1), "Usang")):
        data = pipeline.export(
            store, "logistik", BENGKULU, DAY + timedelta(days=30), "id", now=end + limit + ahead
        )
        told = []
        for sheet in openpyxl.load_workbook(BytesIO(data)).worksheets:
            rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=5)]
            assert list(rows[0][-3:]) == heads
            told += [row[-3:] for row in rows[1:]]
        newest = [row for row in told if row[2] and row[2].date() == DAY]
        assert newest
        assert {row[1] for row in newest} == {words}
        assert {row[0] for row in told} <= {
            say(f"states.{one}", "id")
            for one in ("complete", "short", "not-received", "not-reported", "not-applicable", "reported")
        }


def test_a_row_says_zero_not_reported_and_not_needed_in_different_words():
    def state(**row: int | None) -> str:
        return metrics.row_state("logistik", row, ())

    assert state(kebutuhan=2, diterima=0) == "not-received"
    assert state(kebutuhan=2, diterima=None) == "not-reported"
    assert state(kebutuhan=0, diterima=0) == "not-applicable"
    assert state(kebutuhan=2, diterima=2, rusak=1) == "short"
    assert state(kebutuhan=2, diterima=2, rusak=1, pengganti=1) == "complete"
    assert state(kebutuhan=2, dikemas=2) == "reported"
    money = ("dicairkan", "spj")
    assert metrics.row_state("keuangan", {"dicairkan": 0, "spj": None}, money) == "zero"
    assert metrics.row_state("keuangan", {"dicairkan": None, "spj": None}, money) == "not-reported"
    assert metrics.row_state("keuangan", {"dicairkan": 5, "spj": None}, money) == "reported"
