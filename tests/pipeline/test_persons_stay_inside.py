"""What identifies a person leaves by no door: neither the store's tables nor any export holds it."""

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import elections
import loaders
import metrics
import papan
import pipeline
from metrics import Place
from settings import Settings
from store import Cell, Store
from tests.loaders.workbooks import book
from texts import LANGUAGES
from ui import ledger
from ui.data import Desk

PEMILU = elections.load("pemilu-2024")
DAY = date(2024, 1, 5)
NAMES = ("Sri Wahyuni", "Bambang Sutrisno", "Dewi Lestari", "Agus Prasetyo")
NUMBERS = ("3375010203040001", "3375014506780002", "12.345.678.9-502.000", "081234567890", "1234567890123")
SECRET = re.compile("|".join(map(re.escape, (*NAMES, *NUMBERS))), re.IGNORECASE)
KECAMATAN = ("Pekalongan Barat", "Pekalongan Timur", "Pekalongan Utara", "Pekalongan Selatan")


def _honoraria() -> bytes:
    header = [
        "No",
        "Nama",
        "NIK",
        "NPWP",
        "No HP",
        "No Rekening",
        "Badan Adhoc",
        "Kecamatan",
        "Pagu",
        "Realisasi",
    ]
    rows = [
        [at, name, NUMBERS[at % 2], NUMBERS[2], NUMBERS[3], NUMBERS[4], "PPK", place, 9_000_000, 4_000_000]
        for at, (name, place) in enumerate(zip(NAMES, KECAMATAN, strict=True), 1)
    ]
    signed = [
        [],
        ["", "", "", "", "", "", "", "", "", "Bendahara"],
        ["", "", "", "", "", "", "", "", "", NAMES[0]],
    ]
    title = ("DAFTAR HONOR BADAN ADHOC", "KPU KOTA PEKALONGAN", "PER TANGGAL 5 JANUARI 2024")
    return book([header, *rows, *signed], title)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = pipeline.open_store(Settings(str(tmp_path), "duckdb", "pemilu-2024", 8501))
    data = _honoraria()
    reading = pipeline.read(opened, PEMILU, "honor.xlsx", data)
    assert pipeline.accept(opened, PEMILU, reading, data, "Siti").result == "accepted"
    return opened


def test_the_analyst_is_told_and_the_money_is_there(store: Store):
    rows = store.tables(DAY)["keuangan"].collect(backend="pyarrow").to_arrow().to_pylist()
    assert sum(row["realisasi"] for row in rows) == 16_000_000
    reading = pipeline.read(store, PEMILU, "honor.xlsx", _honoraria())
    told = [one for table in reading.tables for one in table.problems if one.code == "personal-data-dropped"]
    assert len(told) >= 5


def test_no_table_of_the_store_holds_it(store: Store):
    for kind, frame in store.tables(date.max).items():
        for row in frame.collect(backend="pyarrow").to_arrow().to_pylist():
            assert not SECRET.search(" ".join(map(str, row.values()))), kind
    for row in store.ledger():
        assert not SECRET.search(repr(row))


@pytest.mark.parametrize("names", [True, False])
def test_no_export_holds_it(store: Store, names: bool):
    for kind in loaders.kinds():
        made = pipeline.export(store, kind, "Kota Pekalongan", DAY, "id", names=names)
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            for part in parts.namelist():
                assert not SECRET.search(parts.read(part).decode("utf-8", "replace")), (kind, part)
        template = pipeline.template(store, PEMILU, kind, "Kota Pekalongan", "id")
        with zipfile.ZipFile(io.BytesIO(template)) as parts:
            assert not any(
                SECRET.search(parts.read(one).decode("utf-8", "replace")) for one in parts.namelist()
            )
    assert not SECRET.search(pipeline.exported(store))


def test_no_number_of_any_page_of_money_and_nothing_that_is_sent_holds_it(store: Store):
    known = pipeline.places(store) or (Place("33.75", "Kota Pekalongan", "kota", None),)
    board = pipeline.board(store, PEMILU, known[0], known, DAY, DAY)
    assert board.finance.total.realisasi == 16_000_000
    told: list[object] = [board, metrics.summary(board, "id"), pipeline.support(store, PEMILU, board, known)]
    told += [pipeline.money_matrix(store, PEMILU, board, known), pipeline.bodies(store, PEMILU, board, known)]
    told += [
        pipeline.money_findings(store, PEMILU, board, known),
        pipeline.reconciled(store, PEMILU, board, known),
    ]
    told += [
        cell
        for _, figure in board.finance.figures
        for source in figure.sources
        for cell in pipeline.cells(store, source, DAY)
    ]
    assert any(isinstance(one, Cell) for one in told)
    for lang in LANGUAGES:
        told.append(pipeline.digest(store, PEMILU, board.place, known, DAY, DAY, lang))
        told.append(pipeline.states_csv(board, known, PEMILU, lang).decode("utf-8-sig"))
    for one in told:
        assert not SECRET.search(repr(one)), type(one)


@pytest.mark.parametrize("kind", loaders.kinds())
def test_columns_of_people_leave_with_an_analyst_alone_and_those_of_accounts_with_nobody(kind: str):
    form = loaders.layout(kind)
    people = [one.code for one in form.stored if one.people]
    assert not [one.code for one in form.stored if one.personal]
    row = {**dict.fromkeys(loaders.schema(kind).names), **dict.fromkeys(people, NAMES[0])}
    row |= {"office": "Kota Pekalongan", "grain": "kota", "subject": "", "data_date": DAY}
    for lang in LANGUAGES:
        for names in (False, True):
            made = loaders.export(kind, [row], {}, "Kota Pekalongan", DAY, lang, names=names)
            with zipfile.ZipFile(io.BytesIO(made)) as parts:
                shown = " ".join(parts.read(one).decode("utf-8", "replace") for one in parts.namelist())
            assert bool(SECRET.search(shown)) is bool(names and people), (kind, names)


def test_no_list_and_no_command_prints_it(store: Store, tmp_path: Path):
    desk = Desk(
        Settings(str(tmp_path), "duckdb", "pemilu-2024", 8501),
        str(tmp_path),
        store,
        store.head(),
        False,
        PEMILU,
    )
    assert not SECRET.search(ledger.as_csv(ledger.entries(desk), "id").decode("utf-8-sig"))
    file = tmp_path / "honor.xlsx"
    file.write_bytes(_honoraria())
    printed = CliRunner().invoke(papan.main, ["check", str(file), "--json", "--store", str(tmp_path)]).output
    assert json.loads(printed)[0]["tables"][0]["kind"] == "keuangan"
    assert not SECRET.search(printed)
