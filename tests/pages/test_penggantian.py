"""Requests for replacement on the ballots' page, from a workbook that the store accepted."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

import elections
import metrics
import pipeline
import texts
from tests import screens

PAGE, DAY = "surat_suara", "2024-01-20"
HEAD = ["NO", "JENIS SURAT SUARA", "JUMLAH", "ALASAN", "TGL PERMINTAAN", "TGL JANJI", "TGL TIBA", "PENYEDIA"]
ROWS = [
    [1, "DPR RI", 213, "Rusak", date(2024, 1, 8), date(2024, 1, 18), None, "PT <b>Cetak</b>"],
    [2, "DPR RI", 100, "Kurang", date(2024, 1, 8), date(2024, 1, 12), date(2024, 1, 12), "PT Cetak"],
    [3, "DPD", 1500, "Kurang", date(2024, 1, 10), None, None, "PT Cetak"],
    [4, "DPRD Provinsi", 70, "Rusak", date(2024, 1, 19), date(2024, 2, 12), None, "PT Cetak"],
]


def workbook() -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "PENGGANTIAN"
    sheet.append(["PERMINTAAN PENGGANTIAN SURAT SUARA KPU KOTA PEKALONGAN PER TANGGAL 20 JANUARI 2024"])
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def root(own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    found = own("kota-pekalongan")
    files = [("penggantian.xlsx", workbook())]
    (outcome,) = pipeline.import_files(screens.store(found), files, "Siti", "pemilu-2024")
    assert (outcome.result, outcome.reading.tables[0].accepted) == ("accepted", 4)
    monkeypatch.setenv("PAPAN_STORE", str(found))
    screens.forget()
    return found


def opened(lang: str = "id") -> AppTest:
    return screens.open_page(PAGE, "direct", lang, per=DAY)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("root")
def test_requests_are_listed_with_their_days_the_overdue_first(lang: texts.Lang):
    shown = screens.shown(opened(lang))
    at = [
        shown.index(texts.say(f"replacements.states.{one}", lang) + "</span>")
        for one in ("overdue", "late", "unpromised", "arrived")
    ]
    assert at == sorted(at)
    assert texts.say("replacements.lead", lang, open=3, overdue=1, late=1, unpromised=1) in shown
    assert "<b>Cetak" not in "".join(screens.html(opened(lang)))


def test_each_amount_opens_its_formula_and_cells(root: Path):
    store = screens.store(root)
    known = pipeline.places(store)
    place, day = next(one for one in known if one.code == "33.75"), date.fromisoformat(DAY)
    board = pipeline.board(store, elections.load("pemilu-2024"), place, known, day, day)
    assert [one.request.item for one in board.replacements] == ["DPR", "DPRDP", "DPD", "DPR"]
    asked = metrics.named(board)["replacement:0"]
    assert (asked.value, dict(asked.formula.values)["total"]) == (213, 313)
    cells = pipeline.cells(store, asked.sources[0], day)
    assert sum(int(one.value) for one in cells if isinstance(one.value, int)) == 313
    assert {one.cell for one in cells} == {"C3", "C4"}
    codes = {one.code for one in board.alerts if one.code.startswith("replacement")}
    assert codes == {"replacement-overdue", "replacement-late", "replacement-unpromised"}
