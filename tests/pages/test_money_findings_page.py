"""Sheets of money as they are brought: findings name sheet!cell, doubles are told, SAKTI is held against."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

import elections
import pipeline
import texts
from metrics import Board
from metrics.money_findings import MoneyFindings
from store import Store
from tests import screens

PEMILU = elections.load("pemilu-2024")
DAY = date(2023, 12, 28)
TITLE = ("KEUANGAN BADAN ADHOC", "KPU KOTA PEKALONGAN", "PER TANGGAL 28 DESEMBER 2023")
HEAD = ["NO", "BADAN", "KECAMATAN", "KODE AKUN", "URAIAN", "BULAN", "PAGU", "DICAIRKAN"]
HEAD += ["REALISASI", "SPJ", "NO BUKTI", "WAKTU SIMPAN"]
PAY, OTHER = "6867.QGE.002.051.A.521213", "6867.QGE.003.051.D.521219"
PPK = ("Pekalongan Barat", "Pekalongan Timur", "Pekalongan Selatan", "Pekalongan Utara")
MONTH = "Desember 2023"


def book(sheet: str, title: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of one sheet: a title, a blank row, the rows."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    for text in title:
        page.append([text])
    page.append([])
    for row in rows:
        page.append(list(row))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def bring(store: Store, name: str, data: bytes) -> None:
    reading = pipeline.read(store, PEMILU, name, data)
    assert pipeline.accept(store, PEMILU, reading, data, "Bendahara", reason="uji").upload_id


def board(store: Store) -> tuple[Board, Any]:
    known = pipeline.places(store)
    place = next(one for one in known if one.name == "Kota Pekalongan")
    return pipeline.board(store, PEMILU, place, known, DAY, DAY), known


def found(store: Store) -> MoneyFindings:
    return pipeline.money_findings(store, PEMILU, *board(store))


def ppk(**wrong: dict[int, Any]) -> list[list[Any]]:
    """A row a PPK, in order; `wrong` puts other values into columns of a row."""
    rows = [
        [number, "PPK", name.upper(), PAY, "Honorarium", MONTH, *[15_750_000] * 4, f"K-{number}", None]
        for number, name in enumerate(PPK, 1)
    ]
    for at, changes in wrong.items():
        for column, value in changes.items():
            rows[int(at.removeprefix("row"))][column] = value
    return [HEAD, *rows]


@pytest.fixture
def root(own: Callable[[str], Path]) -> Path:
    return own("kota-pekalongan")


@pytest.fixture
def store(root: Path) -> Store:
    return screens.store(root)


def test_findings_of_a_workbook_name_its_cells_and_go_with_its_correction(store: Store):
    wrong = ppk(row1={7: 15_750_001}, row2={3: OTHER}, row3={8: 15_750_100, 9: 0})
    bring(store, "ppk.xlsx", book("PPK Des", TITLE, wrong))
    told = {
        one.code: [f"{cell.file}: {cell.sheet}!{cell.cell}" for cell in one.addresses]
        for one in found(store).findings
    }
    assert told == {
        "over-pagu": ["ppk.xlsx: PPK Des!H7", "ppk.xlsx: PPK Des!G7"],
        "wrong-account": ["ppk.xlsx: PPK Des!D8"],
        "realised-over-disbursed": ["ppk.xlsx: PPK Des!I9", "ppk.xlsx: PPK Des!H9"],
    }
    figures = pipeline.money_finding_figures(found(store))
    for figure in figures.values():
        assert [cell for one in figure.sources for cell in pipeline.cells(store, one, DAY)]
    over = [cell.value for one in figures["findings:0"].sources for cell in pipeline.cells(store, one, DAY)]
    assert over == [15_750_001, 15_750_000]
    bring(store, "ppk2.xlsx", book("PPK Des", TITLE, ppk()))
    assert found(store).findings == ()


def test_sitab_saved_twice_and_sakti_beside_the_board(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
):
    bring(store, "ppk.xlsx", book("PPK", TITLE, ppk()))
    saved = [datetime(2023, 12, 27, 9, minute) for minute in (0, 20, 40, 55)]  # noqa: DTZ001 - as Excel keeps it
    rows = [
        [number, "PPK", name, PAY, MONTH, 15_750_000, f"T-{number}", at]
        for number, (name, at) in enumerate(zip(PPK, saved, strict=True), 1)
    ]
    head = ["NO", "BADAN", "KECAMATAN", "KODE AKUN", "BULAN", "REALISASI", "ID TRANSAKSI", "WAKTU SIMPAN"]
    again = [5, "PPK", PPK[2], PAY, MONTH, 15_750_000, "T-5", "27/12/2023 09:50"]
    late = [6, "PPK", PPK[0], PAY, MONTH, 15_750_000, "T-6", "27-12-2023 09.10.01 WIB"]
    title = ("EKSPOR SITAB", *TITLE[1:])
    bring(store, "sitab.xlsx", book("SITAB", title, [head, *rows, again, late]))
    (double,) = found(store).findings
    assert double.code == "double-payment"
    assert [f"{one.sheet}!{one.cell}" for one in double.addresses] == ["SITAB!F8", "SITAB!F10"]
    sakti = [
        ["Kode", "Uraian", "Pagu Revisi", "Realisasi s.d. Periode"],
        ["521213", "Honor", None, 63_000_000],
    ]
    title = ("LAPORAN REALISASI ANGGARAN (SAKTI)", TITLE[1], "BULAN DESEMBER 2023", TITLE[2])
    bring(store, "sakti.xlsx", book("LRA", title, sakti))
    beside = {one.system: one for one in pipeline.reconciled(store, PEMILU, *board(store))}
    pay = {
        name: next(
            row
            for row in one.rows
            if row.account == "521213" and row.body in ("", "PPK") and row.measure == "realisasi"
        )
        for name, one in beside.items()
    }
    assert pay["SITAB"].theirs == 6 * 15_750_000
    assert pay["SITAB"].ours == 4 * 15_750_000
    assert pay["SAKTI"].theirs == 63_000_000, "the newest report up to date, not that of the sample beside it"
    for figure in pay["SAKTI"].figures.values():
        cells = [cell for one in figure.sources for cell in pipeline.cells(store, one, DAY)]
        assert sum(int(cell.value) for cell in cells if cell.measure == "realisasi") in (
            figure.value,
            pay["SAKTI"].ours + pay["SAKTI"].theirs,
        )
    screens.use(root, monkeypatch)
    for part, words in (("temuan", "SITAB!F8"), ("cocok", "selisih")):
        at = AppTest.from_file(str(screens.ROOT / "pages" / "keuangan.py"), default_timeout=300)
        at.query_params.update({"per": DAY.isoformat(), "bagian": part})
        at.run()
        assert not at.exception
        assert words in "".join(screens.html(at))


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_the_chain_of_money_is_told_by_level_with_the_first_broken_one(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch, lang: texts.Lang
):
    head = [
        "NO",
        "BADAN",
        "KECAMATAN",
        "KODE AKUN",
        "BULAN",
        "DICAIRKAN",
        "DITERIMA MENURUT BUKTI",
        "DITERUSKAN KE PPS",
    ]
    rows = [
        [
            number,
            "PPK",
            name,
            OTHER,
            "Januari 2024",
            9_000_000,
            9_000_000 - (number == 3) * 250_000,
            5_000_000,
        ]
        for number, name in enumerate(PPK, 1)
    ]
    bring(store, "rantai.xlsx", book("RANTAI", TITLE, [head, *rows]))
    made, _ = board(store)
    (alert,) = [one for one in made.alerts if one.code == "money-chain"]
    assert (alert.place and alert.place.name, dict(alert.values)["difference"]) == (PPK[2], 250_000)
    figures = pipeline.money_finding_figures(found(store))
    assert [figures[f"findings:step-0-{name}"].value for name in ("out", "into", "difference")] == [
        267_000_000 + 36_000_000,
        267_000_000 + 35_750_000,
        -250_000,
    ]
    into = [
        cell.value
        for one in figures["findings:step-0-into"].sources
        for cell in pipeline.cells(store, one, DAY)
    ]
    assert sum(map(int, into)) == 267_000_000 + 35_750_000
    screens.use(root, monkeypatch)
    at = AppTest.from_file(str(screens.ROOT / "pages" / "keuangan.py"), default_timeout=300)
    at.query_params.update({"per": DAY.isoformat(), "bagian": "temuan", "lang": lang})
    at.run()
    assert not at.exception
    shown = screens.shown(at)
    assert texts.say("money_findings.chain.receipt", lang, level="PPK") in shown
    assert texts.say("money_findings.chain.first", lang, count=1) in shown
    # The sheets of the sample tell the receipts of all PPS.
    assert texts.say("money_findings.chain.receipt", lang, level="PPS") in shown
