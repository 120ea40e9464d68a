"""What offices have published comes out on the page to the digit, and too many sorted sheets are put right
there."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import pipeline
import texts
from tests import screens
from tests.pages.test_unggah import PAGE as UPLOAD
from tests.pages.test_unggah import XLSX
from ui import upload_files

DAY = date(2024, 1, 20)
TITLE = "KPU KOTA TELADAN PER TANGGAL 20 JANUARI 2024"


def workbook(name: str, *rows: Sequence[Any]) -> bytes:
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(list(row))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def places() -> bytes:
    head = ("NO", "KECAMATAN", "KELURAHAN", "TPS", "JUMLAH PEMILIH", "DAPIL")
    rows = ((at, "Timur", "Melati", at, 200, "Kota Teladan 1") for at in range(1, 4))
    return workbook("DPT", (f"DAFTAR TPS DAN DPT {TITLE}",), head, *rows)


def came(**sheets: int) -> bytes:
    head = ("NO", "JENIS SURAT SUARA", "KEBUTUHAN", "DITERIMA")
    rows = ((at, code, count, count) for at, (code, count) in enumerate(sheets.items(), 1))
    return workbook("TERIMA", (f"REKAP PENERIMAAN SURAT SUARA {TITLE}",), head, *rows)


def days(*rows: tuple[str, int, int, int, str, int]) -> bytes:
    """Type, day before the last, folded, damaged, lot and rate."""
    head = ("NO", "TANGGAL", "JENIS SURAT SUARA", "TIM", "SHIFT", "JUMLAH PEKERJA", "PEKERJA DIFABEL")
    head += ("DILIPAT", "RUSAK", "SEBAB RUSAK", "LOT", "UPAH PER LEMBAR")
    body = (
        (at, DAY - timedelta(days=back), code, "1", "pagi", 10, 2, good, bad, "sobek", lot, rate)
        for at, (code, back, good, bad, lot, rate) in enumerate(rows, 1)
    )
    return workbook("SORLIP", (f"LAPORAN SORTIR LIPAT {TITLE}",), head, *body)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office that received 79,000 ballots for DPR and 100,354 for DPD."""
    found = tmp_path / "store"
    store = screens.store(found)
    files = [("1 tps.xlsx", places()), ("2 terima.xlsx", came(DPR=79_000, DPD=100_354))]
    outcomes = pipeline.import_files(store, files, by="Siti", election="pemilu-2024")
    assert [one.result for one in outcomes] == ["accepted"] * 2
    monkeypatch.setenv("PAPAN_STORE", str(found))
    screens.forget()
    return found


def opened(lang: str = "id") -> str:
    return screens.words(screens.open_page("sortir_lipat", "direct", lang, per=DAY.isoformat()))


def take(root: Path, data: bytes) -> None:
    files = [("sorlip.xlsx", data)]
    (outcome,) = pipeline.import_files(screens.store(root), files, by="Siti", election="pemilu-2024")
    assert (outcome.result, outcome.reading.tables[0].set_aside) == ("accepted", ())
    screens.forget()


def test_lomboks_damage_is_beyond_the_reserve_and_the_worst_lot_is_named(root: Path):
    take(
        root,
        days(
            ("DPR", 2, 24_700, 300, "A", 150),
            ("DPR", 1, 24_700, 300, "B", 150),
            ("DPR", 0, 25_727, 3_273, "C", 150),
        ),
    )
    shown = opened()
    assert "3.873" in shown and "4,9" in shown
    assert re.search(r"DPR.*: rusak 4,9\s%, lebih dari cadangan 2(,0)?\s%", shown)
    assert "lot C rusak 3.273 dari 29.000 lembar (11,3" in shown
    assert "Kusut atau sobek" in shown


def test_magelangs_pay_is_told_to_the_rupiah_and_ties_to_the_sheets(root: Path):
    take(root, days(("DPD", 1, 60_000, 0, "A", 136), ("DPD", 0, 40_354, 0, "A", 136)))
    shown = opened()
    assert "100.354" in shown
    assert "Rp\u00a013.648.144" in shown
    assert "100.354 dari 179.354 lembar sudah disortir" in shown


def test_one_day_is_too_little_for_a_date_and_two_are_enough(root: Path):
    take(root, days(("DPD", 1, 10_000, 0, "A", 136)))
    assert "data terlalu sedikit (1 hari dilaporkan, perlu 2)" in opened()
    take(root, days(("DPD", 0, 10_000, 0, "A", 136)))
    shown = opened()
    assert "data terlalu sedikit (1 hari" not in shown
    assert "Diperkirakan selesai" in shown
    assert texts.say("sorting.numbers.on-plan", "id") in shown


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_a_row_with_more_than_came_is_put_right_on_the_page(root: Path, lang: texts.Lang):
    data = days(("DPD", 1, 60_000, 0, "A", 136), ("DPD", 0, 403_540, 0, "A", 136))
    at = screens.open_page(UPLOAD, lang=lang)
    at.file_uploader(key="unggah_file").set_value([("sorlip.xlsx", data, XLSX)]).run()
    assert not at.exception
    shown = screens.words(at)
    assert "SORLIP!H4" in shown
    assert ("100.354" if lang == "id" else "100,354") in shown
    assert texts.say("problems.sorted-over-received-fix", lang) in shown
    at.session_state[f"sisih_{upload_files.dropped('x', data).key}"] = True
    at.run()
    next(one for one in at.text_input if (one.key or "").endswith("SORLIP!H4")).input("40354")
    screens.press(at, "ketik_baca_")
    assert texts.say("problems.sorted-over-received-fix", lang) not in screens.words(at)
    screens.press(at, "terima_")
    row = screens.store(root).ledger()[-1]
    assert (row.event, row.rows, row.set_aside) == ("accepted", 2, 0)
