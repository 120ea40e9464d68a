"""A copy of a table is left out; a table that says something else is never taken for one."""

from typing import Any

import loaders
from loaders import Reading, sentence
from tests.loaders.workbooks import PLACES, TITLE, Row, book, books, facts, knowledge, read

KNOWN = knowledge(PLACES)
_A, _B = "Pekalongan Barat", "Pekalongan Timur"
HEAD = ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]


def _read(sheets: dict[str, list[Row]]) -> Reading:
    return read(books({name: (rows, TITLE) for name, rows in sheets.items()}), KNOWN)


def _told(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(one.code, one.severity, one.cell) for table in reading.tables for one in table.problems]


def _amounts(reading: Reading) -> list[list[tuple[Any, ...]]]:
    return [
        facts(table, "kecamatan", "kebutuhan", "diterima") if table.facts is not None else []
        for table in reading.tables
    ]


def test_a_copy_amount_for_amount_is_left_out_with_a_note():
    rows = [HEAD, [_A, "Tinta", 10, 5], [_B, "Tinta", 20, 6]]
    reading = _read({"REKAP": rows, "REKAP (2)": rows})
    assert _told(reading) == [("near-duplicate-sheet", "note", None)]
    assert [one.reason for one in reading.skipped] == ["near-duplicate"]


def test_a_stale_copy_names_the_amount_that_differs():
    rows: list[Row] = [HEAD, [_A, "Tinta", 10, 5], [_B, "Tinta", 20, 6], [_B, "Segel", 30, 7]]
    reading = _read({"REKAP": rows, "REKAP (2)": [*rows[:3], [_B, "Segel", 30, 4]]})
    assert _told(reading) == [("near-duplicate-sheet", "warning", "D8")]
    (one,) = reading.tables[1].problems
    assert "REKAP (2)!D8 tertulis 4, D8 di REKAP tertulis 7" in sentence(one, "id")


def test_stages_that_say_other_amounts_are_asked_about():
    stages: dict[str, list[Row]] = {
        name: [HEAD, [_A, "Kotak Suara", 1000, got], [_B, "Kotak Suara", 1001, got + 1]]
        for name, got in (("Tahap I", 90), ("Tahap II", 190))
    }
    reading = _read(stages)
    assert _told(reading) == [("sheets-contradict", "error", "D6")]
    assert _amounts(reading) == [[(_A, 1000, 90), (_B, 1001, 91)], []]
    assert [(one.sheet, one.reason) for one in reading.skipped] == [("Tahap II", "sheets-contradict")]


def test_tables_beside_each_other_that_say_other_amounts_are_asked_about():
    head = ["NO", "KECAMATAN", "KEBUTUHAN", "DITERIMA"]
    rows = [
        [*head, None, *head],
        [1, _A, 100, 90, None, 1, _A, 200, 150],
        [2, _B, 101, 91, None, 2, _B, 7, 6],
    ]
    reading = read(book(rows, ("REKAP KOTAK SUARA", *TITLE[1:])), KNOWN)
    assert _told(reading) == [("sheets-contradict", "error", "H6")]


def test_sheets_that_share_the_need_and_tell_other_amounts_are_both_read():
    needs = [HEAD[:3], [_A, "Tinta", 10], [_B, "Tinta", 20]]
    received = [HEAD, [_A, "Tinta", 10, 5], [_B, "Tinta", 20, 6]]
    reading = _read({"KEBUTUHAN": needs, "PENERIMAAN": received})
    assert _told(reading) == []
    assert _amounts(reading) == [[(_A, 10, None), (_B, 20, None)], [(_A, None, 5), (_B, None, 6)]]


def test_one_row_that_is_on_two_sheets_counts_once():
    reading = _read(
        {
            "A": [HEAD, [_A, "Tinta", 10, 5], [_A, "Segel", 1, 1], [_A, "Kotak Suara", 2, 2]],
            "B": [HEAD, [_A, "Tinta", 10, 7], [_A, "Bilik Suara", 3, 3], [_A, "Lem", 4, 4]],
        }
    )
    assert ("sheets-contradict", "error", "D6") in _told(reading)
    assert sum(one[1] for rows in _amounts(reading) for one in rows) == 10 + 1 + 2 + 3 + 4


def test_rows_that_another_sheet_contradicts_are_set_aside_with_their_cells():
    sheets: dict[str, list[Row]] = {
        "A": [HEAD, [_A, "Tinta", 10, 5], [_A, "Segel", 1, 1], [_A, "Kotak Suara", 2, 2]],
        "B": [HEAD, [_A, "Tinta", 10, 7], [_A, "Bilik Suara", 3, 3], [_A, "Lem", 4, 4]],
    }
    table = _read(sheets).tables[1]
    (aside,) = table.set_aside
    assert (aside.row, aside.codes) == (6, ("sheets-contradict",))
    assert set(aside.cells) >= {("A", _A), ("C", "10"), ("D", "7")}
    assert table.rows - table.accepted == len(table.set_aside)


def test_a_contradicted_row_is_taken_once_its_cell_is_put_right():
    needs: list[Row] = [HEAD, [_A, "Tinta", 10, 5], [_A, "Segel", 1, 1], [_A, "Kotak Suara", 2, 2]]
    data = books(
        {
            "A": (needs, TITLE),
            "B": ([HEAD, [_A, "Tinta", 10, 7], [_B, "Tinta", 3, 3], [_B, "Lem", 4, 4]], TITLE),
        }
    )
    wrong = loaders.read(data, "a.xlsx", KNOWN)
    assert [one.row for one in wrong.tables[1].set_aside] == [6]
    right = loaders.read(data, "a.xlsx", KNOWN, {("A", "D6"): "7"})
    assert not [one for one in right.tables[1].problems if one.code == "sheets-contradict"]
    elsewhere = loaders.read(data, "a.xlsx", KNOWN, {("B", "A6"): _B, ("B", "B7"): "Segel"})
    assert not elsewhere.tables[1].set_aside


def test_a_sheet_that_is_contradicted_as_a_whole_keeps_its_rows_to_be_put_right():
    stages: dict[str, list[Row]] = {
        name: [HEAD, [_A, "Kotak Suara", 1000, got], [_B, "Kotak Suara", 1001, got + 1]]
        for name, got in (("Tahap I", 90), ("Tahap II", 190))
    }
    table = _read(stages).tables[1]
    assert [dict(one.cells)["D"] for one in table.set_aside] == ["190", "191"]
    assert (table.kind, table.rows, table.accepted, table.claims) == ("logistik", 2, 0, ())


def test_other_places_on_another_sheet_are_no_copy():
    reading = _read({"BARAT": [HEAD, [_A, "Tinta", 10, 5]], "TIMUR": [HEAD, [_B, "Tinta", 10, 5]]})
    assert _told(reading) == []
    assert sum(len(rows) for rows in _amounts(reading)) == 2
