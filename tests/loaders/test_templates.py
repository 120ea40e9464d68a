"""A template that is filled in reads back without a finding."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

import loaders
from loaders.layouts import PLACES as PLACE_CODES
from loaders.layouts import choice_key
from loaders.templates import FIRST_ROW, HEADER_ROW
from tests.loaders.workbooks import PLACES, facts, knowledge, read
from texts import LANGUAGES, Lang, say

KNOWN = knowledge(PLACES)
DAY = date(2024, 1, 5)
SAMPLE: dict[str, Any] = {
    "count": 12,
    "rupiah": 1_500_000,
    "decimal": 2.5,
    "percent": 40,
    "date": DAY,
    "text": "isi",
    "period": "Januari 2024",
    "tps": 1,
    "code": "33.75.01.1002",
}
BY_NAME = {"dpt": 24, "lat": -6.88972, "lon": 109.67538, "garis": "109.66,-6.9;109.67,-6.9;109.67,-6.89"}


def _filled(kind: str, lang: Lang) -> bytes:
    form = loaders.layout(kind)
    book = openpyxl.load_workbook(BytesIO(loaders.template(kind, KNOWN, lang)))
    sheet = book.worksheets[0]
    sheet["A3"] = "PER TANGGAL 22 DESEMBER 2023"
    columns = [*(form.field(code) for code in PLACE_CODES), *form.stored]
    for number in range(2):
        row = FIRST_ROW + number
        sheet.cell(row, 1).value = number + 1
        for at, column in enumerate(columns, start=2):
            sheet.cell(row, at).value = _value(kind, column, number, lang)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _value(kind: str, column: Any, number: int, lang: Lang) -> Any:
    place = PLACES[number]
    if column.code in ("kecamatan", "kelurahan"):
        return getattr(place, column.code)
    if column.type == "item":
        return ("Surat suara Presiden", "Surat suara DPR RI")[number]
    if column.options:
        return say(choice_key(kind, column, list(column.options)[number]), lang)
    if column.type == "flag":
        return say(("kinds.template.yes", "kinds.template.no")[number], lang)
    if column.code in BY_NAME:
        return BY_NAME[column.code]
    return SAMPLE[column.type]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", loaders.kinds())
def test_a_filled_template_reads_back_without_findings(kind: str, lang: Lang):
    reading = read(_filled(kind, lang), KNOWN, f"{kind}.xlsx")
    (found,) = reading.tables
    assert found.kind == kind
    assert [*reading.problems, *found.problems] == []
    assert (found.rows, found.accepted) == (2, 2)
    assert {"kecamatan", "kelurahan", "tps", *(one.code for one in loaders.layout(kind).stored)} == set(
        found.columns
    )
    assert facts(found, "office", "kecamatan", "kelurahan", "tps", "sheet_row") == [
        ("Kota Pekalongan", one.kecamatan, one.kelurahan, 1, FIRST_ROW + at)
        for at, one in enumerate(PLACES[:2])
    ]


@pytest.mark.parametrize("kind", loaders.kinds())
def test_an_empty_template_gives_no_rows(kind: str):
    reading = read(loaders.template(kind, KNOWN, "id"), KNOWN, f"{kind}.xlsx")
    assert sum(one.accepted for one in reading.tables) == 0


def test_the_header_is_locked_and_the_rows_are_not():
    sheet = openpyxl.load_workbook(BytesIO(loaders.template("logistik", KNOWN, "id"))).worksheets[0]
    assert sheet.protection.sheet
    assert sheet.cell(HEADER_ROW, 2).protection.locked
    assert not sheet.column_dimensions["B"].protection.locked
    assert sheet.cell(FIRST_ROW - 1, 1).value == "CONTOH"


def test_places_items_and_choices_are_offered():
    book = openpyxl.load_workbook(BytesIO(loaders.template("logistik", KNOWN, "id")))
    lists = book.worksheets[1]
    assert lists.sheet_state == "hidden"
    offered = {cell.value for row in lists.iter_rows() for cell in row}
    assert {"Pekalongan Barat", "Medono", "Kotak suara"} <= offered
    kinds = {str(rule.type) for rule in book.worksheets[0].data_validations.dataValidation}
    assert {"list", "whole", "date"} <= kinds


def test_a_name_that_looks_like_a_formula_stays_text():
    place = loaders.KnownPlace("Kota A", '=HYPERLINK("http://x")', "B")
    book = openpyxl.load_workbook(BytesIO(loaders.template("tps", knowledge((place,)), "id")))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_without_places_the_office_is_asked_for():
    sheet = openpyxl.load_workbook(BytesIO(loaders.template("tps", knowledge(), "id"))).worksheets[0]
    assert "isi nama" in str(sheet["A2"].value)
