"""What leaves as a workbook comes back as it was, for all kinds of both sample offices."""

import json
import shutil
from collections import Counter
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
from settings import Settings
from store import Store
from texts import LANGUAGES, Lang, say

PEMILU = elections.load("pemilu-2024")
OFFICES = {
    "kota-pekalongan": ("Kota Pekalongan", date(2023, 12, 22)),
    "kota-bengkulu": ("Kota Bengkulu", date(2024, 2, 7)),
}
NOT_YET = {
    *(("kota-pekalongan", "penggantian"), ("kota-pekalongan", "pemusnahan")),
    *((office, "batas") for office in OFFICES),
}
"""Before its ballots are sorted an office asks for none in their place, and has none to destroy; the samples
hold no boundaries of real places."""
CASES = [(office, kind) for office in OFFICES for kind in loaders.kinds() if (office, kind) not in NOT_YET]
PERSONS = {
    "masukan": {"nama", "pic"},
    "logistik": {"penandatangan"},
    "distribusi": {"sopir", "pengawal"},
    "risiko": {"sumber", "penulis"},
}


@pytest.fixture
def opened(built: Callable[[str], Path]) -> Callable[[str], Store]:
    return lambda office: pipeline.open_store(Settings(str(built(office)), "duckdb", "pemilu-2024", 8501))


def in_force(store: Store, kind: str, office: str, day: date) -> list[dict[str, Any]]:
    return store.tables(day, office=office)[kind].collect(backend="pyarrow").to_arrow().to_pylist()


def exported(store: Store, kind: str, office: str, lang: Lang = "id", names: bool = True) -> bytes:
    name, day = OFFICES[office]
    return pipeline.export(store, kind, name, day, lang, names=names)


def told(rows: list[dict[str, Any]], leave: set[str]) -> Counter[tuple[Any, ...]]:
    """Each thing that the rows say, in whichever row it stands."""
    place = ("office", "kecamatan", "kelurahan", "tps", "grain", "subject")
    skip = {*place, *leave, "sheet_row", "upload_id", "table_no", "data_date"}
    return Counter(
        (*(row[code] for code in place), code, value)
        for row in rows
        for code, value in row.items()
        if code not in skip and value is not None
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("office", "kind"), CASES)
def test_an_export_brought_in_again_changes_nothing(opened: Any, office: str, kind: str, lang: Lang):
    store = opened(office)
    name, day = OFFICES[office]
    before = in_force(store, kind, name, day)
    assert before
    data = exported(store, kind, office, lang)
    reading = loaders.read(data, f"{kind}.xlsx", pipeline.knowledge(store, PEMILU, name))
    assert {table.kind for table in reading.tables} == {kind}
    assert {table.data_date for table in reading.tables} == {day}
    assert {table.office for table in reading.tables} == {name}
    assert all(table.rows == table.accepted for table in reading.tables)
    after = [row for table in reading.tables if table.facts for row in table.facts.to_pylist()]
    measured = {one.code for one in loaders.layout(kind).measures}
    assert {one for one in told(after, set()) if one[-2] in measured} == {
        one for one in told(before, set()) if one[-2] in measured
    }
    for one in pipeline.changes(store, PEMILU, reading):
        found = one.changes
        assert (found.added, found.changed, found.missing) == (0, 0, 0), found.cells[:5]
        assert found.unchanged
    # Nor is anything remarked that was not remarked of the sheets.
    remarks = store.tables(date.max)["remarks"].collect(backend="pyarrow").to_arrow().to_pylist()
    found = {one.code for table in reading.tables for one in table.problems if one.severity != "note"}
    assert found <= {row["code"] for row in remarks}


def test_boundaries_come_back_as_they_were(built: Callable[[str], Path], tmp_path: Path):
    office = "kota-pekalongan"
    shutil.copytree(built(office), tmp_path / "store")
    store = pipeline.open_store(Settings(str(tmp_path / "store"), "duckdb", PEMILU.code, 8501))
    name, day = OFFICES[office]
    ring = [[109.66, -6.88], [109.67, -6.88], [109.67, -6.89], [109.66, -6.88]]
    feature = {
        "type": "Feature",
        "properties": {"WADMKK": name, "WADMKC": "Pekalongan Utara", "WADMKD": "Krapyak"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    known = pipeline.knowledge(store, PEMILU, name)
    reading = loaders.read(data, f"batas {day:%d-%m-%Y}.geojson", known)
    assert pipeline.accept(store, PEMILU, reading, data, "penguji").upload_id
    before = in_force(store, "batas", name, day)
    again = loaders.read(exported(store, "batas", office), "batas.xlsx", known)
    after = [row for table in again.tables if table.facts for row in table.facts.to_pylist()]
    assert {one for one in told(after, set()) if one[-2] == "garis"} == {
        one for one in told(before, set()) if one[-2] == "garis"
    }


@pytest.mark.parametrize(("office", "kind"), CASES)
def test_names_of_persons_stay_with_the_analysts(opened: Any, office: str, kind: str):
    store = opened(office)
    name, day = OFFICES[office]
    fields = [one.code for one in loaders.layout(kind).stored if one.people]
    assert set(fields) == PERSONS.get(kind, set())
    persons = {row[code] for row in in_force(store, kind, name, day) for code in fields} - {None}
    elsewhere = {
        value
        for row in in_force(store, kind, name, day)
        for code, value in row.items()
        if code not in fields and isinstance(value, str)
    }
    book = openpyxl.load_workbook(BytesIO(exported(store, kind, office, names=False)))
    written = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not (persons - elsewhere) & written
    headings = {say(f"kinds.{kind}.fields.{code}", "id") for code in fields}
    assert not headings & written


def test_formula_like_text_stays_text_and_comes_back():
    row: dict[str, Any] = dict.fromkeys(loaders.schema("gudang").names)
    row |= {
        "office": "Kota A",
        "kecamatan": "=A1",
        "grain": "kecamatan",
        "subject": "",
        "nama": "=1+1",
        "alamat": "@x",
    }
    data = loaders.export("gudang", [row], {}, "Kota A", date(2024, 1, 5), "id")
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    cells = [cell for cells in sheet.iter_rows(min_row=6) for cell in cells if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells if cell.value.startswith(("=", "@"))] == [True, True, True]
    (found,) = loaders.read(data, "gudang.xlsx", loaders.Knowledge()).tables
    assert found.facts is not None
    assert found.facts.to_pylist()[0]["nama"] == "=1+1"


def test_a_kind_without_facts_gives_its_headings(tmp_path: Path):
    store = pipeline.open_store(Settings(str(tmp_path), "duckdb", "pemilu-2024", 8501))
    data = pipeline.export(store, "gudang", "Kota A", date(2024, 1, 5), "id")
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert sheet.max_row == 5
    assert say("kinds.gudang.fields.nama", "id") in [cell.value for cell in sheet[5]]


def test_numbers_and_dates_are_numbers_and_dates(opened: Any):
    book = openpyxl.load_workbook(BytesIO(exported(opened("kota-pekalongan"), "keuangan", "kota-pekalongan")))
    kinds = {type(cell.value) for sheet in book for row in sheet.iter_rows(min_row=6) for cell in row}
    assert {int, str} <= kinds
    assert book.worksheets[0]["A2"].value == "KPU KOTA PEKALONGAN"
    assert book.worksheets[0]["A3"].value == "PER TANGGAL 22 Desember 2023"
