"""Every alert opens the rows that it is about, and no others."""

from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

import elections
import metrics
import pipeline
import texts
from metrics import Alert, Board
from metrics.alerts.telling import LINE
from settings import Settings
from store import Cell, Store

PEMILU = "pemilu-2024"
LOOKED_AT = [
    ("kota-pekalongan", date(2023, 12, 22)),
    ("kota-pekalongan", date(2024, 1, 16)),
    ("kota-pekalongan", date(2024, 2, 14)),
    ("kota-bengkulu", date(2024, 2, 7)),
    ("kota-bengkulu", date(2024, 2, 20)),
]


@cache
def _store(root: Path) -> Store:
    return pipeline.open_store(Settings(str(root), "duckdb", PEMILU, 8501))


@cache
def _board(root: Path, day: date) -> Board:
    known = pipeline.places(_store(root))
    city = next(one for one in known if one.level == "kota")
    return pipeline.board(_store(root), elections.load(PEMILU), city, known, day, day)


def rows(root: Path, one: Alert, day: date) -> list[Cell]:
    assert one.figure is not None, one.code
    return [cell for source in one.figure.sources for cell in pipeline.cells(_store(root), source, day)]


def about(root: Path, day: date, *codes: str) -> list[Alert]:
    return [one for one in _board(root, day).alerts if one.code in codes]


@pytest.mark.parametrize(("office", "day"), LOOKED_AT)
def test_every_alert_is_one_line_and_opens_rows(built: Callable[[str], Path], office: str, day: date):
    found = _board(built(office), day)
    assert found.alerts
    for one in found.alerts:
        assert one.figure is not None, one.code
        for lang in texts.LANGUAGES:
            line = metrics.alert_text(one, found, elections.load(PEMILU), lang)
            assert len(line) <= LINE and "\n" not in line
            assert metrics.formula_text(one.figure.formula, lang)
        if one.code != "never-reported-kecamatan":
            assert rows(built(office), one, day), one.code


def test_the_two_offices_show_all_kinds_of_rows(built: Callable[[str], Path]):
    raised = {one.code for office, day in LOOKED_AT for one in _board(built(office), day).alerts}
    assert {"planned-no-evidence", "stale-logistik", "spj-late"} <= raised
    assert {"ballot-not-received", "short"} <= raised


@pytest.mark.parametrize(("office", "day"), LOOKED_AT)
def test_a_shipment_without_evidence_opens_its_planned_day(
    built: Callable[[str], Path], office: str, day: date
):
    for one in about(built(office), day, "planned-no-evidence"):
        cells = rows(built(office), one, day)
        assert len(cells) == dict(one.values)["count"]
        assert {cell.measure for cell in cells} == {"tgl_rencana"}
        assert all(cell.value < day for cell in cells)
        assert min(cell.value for cell in cells) == one.since


@pytest.mark.parametrize(("office", "day"), LOOKED_AT)
def test_late_accounts_open_the_rows_that_add_up_to_them(
    built: Callable[[str], Path], office: str, day: date
):
    for one in about(built(office), day, "spj-late"):
        added: dict[str, int] = {}
        for cell in rows(built(office), one, day):
            added[cell.measure] = added.get(cell.measure, 0) + int(cell.value)
        left = added["dicairkan"] - added.get("spj", 0) - added.get("setor_kembali", 0)
        assert left == dict(one.values)["amount"] == one.figure.value if one.figure else False


def test_silence_opens_the_last_report_and_names_who_brought_it(own: Callable[[str], Path]):
    root, day = own("kota-pekalongan"), date(2024, 1, 16)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["REKAP LOGISTIK KOTA PEKALONGAN PER 15 JANUARI 2024"])
    sheet.append(["Kecamatan", "Nama Barang", "Kebutuhan", "Diterima"])
    sheet.append(["Pekalongan Barat", "Bilik Suara", 1000, 0])
    sheet.append(["Pekalongan Barat", "Tinta", 500, 0])
    out = BytesIO()
    book.save(out)
    store, profile = _store(root), elections.load(PEMILU)
    reading = pipeline.read(store, profile, "Barat.xlsx", out.getvalue())
    assert pipeline.accept(store, profile, reading, out.getvalue(), "Siti").upload_id
    found = about(root, day, "silent-kecamatan")
    names = {one.place.name for one in found if one.place}
    assert names == {"Pekalongan Timur", "Pekalongan Utara", "Pekalongan Selatan"}, "zeros are a report"
    for one in found:
        values, cells = dict(one.values), rows(root, one, day)
        assert (values["last"], values["silent"]) == (date(2023, 12, 22), 25)
        assert {cell.data_date for cell in cells} == {values["last"]}
        assert values["by"] == "Papan Rakor" and {cell.by for cell in cells} == {"Papan Rakor"}
        line = metrics.alert_text(one, _board(root, day), profile, "id")
        assert line.endswith("oleh Papan Rakor)")


def test_money_over_its_limit_opens_the_rows_that_are_over_it(built: Callable[[str], Path]):
    for office, day in LOOKED_AT:
        for one in about(built(office), day, "over-pagu", "realised-over-disbursed", "spj-over-disbursed"):
            cells = rows(built(office), one, day)
            assert cells
            assert one.place is None or all(cell.value is not None for cell in cells)


def test_money_over_its_limit_opens_the_accounts_that_are_over_it_alone(tmp_path: Path):
    root, day = tmp_path, date(2024, 2, 7)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["REALISASI ANGGARAN BADAN ADHOC KPU KOTA BENGKULU PER 7 FEBRUARI 2024"])
    sheet.append(["Badan", "Bulan", "Kode Akun", "Pagu", "Dicairkan", "Realisasi"])
    sheet.append(["PPK", "Februari 2024", "521213", 500_000_000, 470_000_000, 100_000_000])
    sheet.append(["PPK", "Februari 2024", "521211", 90_000_000, 96_500_000, 96_500_000])
    sheet.append(["PPK", "Februari 2024", "524113", 10_000_000, 10_000_001, 12_000_000])
    out = BytesIO()
    book.save(out)
    store, profile = _store(root), elections.load(PEMILU)
    reading = pipeline.read(store, profile, "Anggaran.xlsx", out.getvalue())
    assert pipeline.accept(store, profile, reading, out.getvalue(), "Siti").upload_id
    opened = {
        one.code: (dict(one.values)["amount"], sorted(int(cell.value) for cell in rows(root, one, day)))
        for one in about(root, day, "over-pagu", "realised-over-disbursed")
    }
    assert opened == {
        "over-pagu": (6_500_001, [10_000_000, 10_000_001, 90_000_000, 96_500_000]),
        "realised-over-disbursed": (1_999_999, [10_000_001, 12_000_000]),
    }
