"""Templates of both sample offices, for every kind: filled in from their own lists, nothing is found."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import elections
import loaders
import pipeline
from loaders.layouts import Field
from loaders.templates import FIRST_ROW, HEADER_ROW
from settings import Settings
from store import Store
from texts import LANGUAGES, Lang, say

PEMILU = elections.load("pemilu-2024")
OFFICES = {"kota-pekalongan": ("33.75", "Kota Pekalongan"), "kota-bengkulu": ("17.71", "Kota Bengkulu")}
VALUES: dict[str, Any] = {
    "count": 12,
    "rupiah": 1_500_000,
    "decimal": 2.5,
    "percent": 40,
    "date": date(2023, 12, 20),
    "text": "isi",
    "period": "Januari 2024",
    "tps": 1,
    "code": "33.75.01.1002",
}
BY_NAME = {"dpt": 24, "lat": -6.88972, "lon": 109.67538, "garis": "109.66,-6.9;109.67,-6.9;109.67,-6.89"}


@pytest.fixture
def opened(built: Callable[[str], Path]) -> Callable[[str], Store]:
    return lambda office: pipeline.open_store(Settings(str(built(office)), "duckdb", "pemilu-2024", 8501))


def choices(book: Any, column: int) -> list[str]:
    """What the drop-down of a column offers, as far as it is a plain list."""
    letter = openpyxl.utils.get_column_letter(column)
    for rule in book.worksheets[0].data_validations.dataValidation:
        first = str(rule.sqref).split(":")[0]
        if rule.type == "list" and first == f"{letter}{FIRST_ROW}" and not rule.formula1.startswith("OFFSET"):
            sheet, _, cells = rule.formula1.rpartition("!")
            return [cell.value for (cell,) in book[sheet.strip("'")][cells.replace("$", "")] if cell.value]
    return []


def value(kind: str, field: Field, at: int, row: int, known: Any, offered: list[str], lang: Lang) -> Any:
    place = known.places[row]
    if field.code in ("kecamatan", "kelurahan"):
        return getattr(place, field.code)
    if offered:
        return offered[row % len(offered)]
    if field.type == "flag":
        return say("kinds.template.yes", lang)
    return BY_NAME.get(field.code) or VALUES[field.type]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("kind", loaders.kinds())
def test_filled_in_from_its_own_lists_nothing_is_found(opened: Any, office: str, kind: str, lang: Lang):
    store = opened(office)
    code, name = OFFICES[office]
    known = pipeline.knowledge(store, PEMILU, name)
    book = openpyxl.load_workbook(BytesIO(pipeline.template(store, PEMILU, kind, code, lang)))
    sheet = book.worksheets[0]
    assert sheet["A2"].value == f"KPU {name.upper()}"
    sheet["A3"] = "PER TANGGAL 22 DESEMBER 2023"
    form = loaders.layout(kind)
    columns = [*(form.field(one) for one in ("kecamatan", "kelurahan", "tps")), *form.stored]
    for row in range(3):
        sheet.cell(FIRST_ROW + row, 1).value = row + 1
        for at, field in enumerate(columns, start=2):
            told = value(kind, field, at, row, known, choices(book, at), lang)
            sheet.cell(FIRST_ROW + row, at).value = told
    out = BytesIO()
    book.save(out)
    reading = loaders.read(out.getvalue(), f"{kind}.xlsx", known)
    (found,) = reading.tables
    assert [*reading.problems, *found.problems] == []
    assert (found.kind, found.office, found.rows, found.accepted) == (kind, name, 3, 3)


@pytest.mark.parametrize("office", OFFICES)
def test_the_office_sees_its_own_places_and_cannot_change_the_headings(opened: Any, office: str):
    store = opened(office)
    code, name = OFFICES[office]
    book = openpyxl.load_workbook(BytesIO(pipeline.template(store, PEMILU, "logistik", code, "id")))
    sheet = book.worksheets[0]
    own = {place.kecamatan for place in pipeline.knowledge(store, PEMILU, name).places}
    assert set(choices(book, 2)) == own
    assert sheet.protection.sheet
    assert all(sheet.cell(HEADER_ROW, at).protection.locked for at in range(1, sheet.max_column + 1))
    assert not sheet.column_dimensions["C"].protection.locked
