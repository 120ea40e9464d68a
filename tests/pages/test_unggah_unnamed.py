"""Columns without a heading on the upload page: said by a click, remembered, and told in words."""

from pathlib import Path

import pytest

import pipeline
import texts
from tests import screens
from tests.loaders.workbooks import books
from tests.pages.test_unggah import PAGE, XLSX
from ui import upload_files

HEAD = ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", ""]
TITLE = ("REKAP LOGISTIK", "KPU KOTA PEKALONGAN", "PER TANGGAL 30 DESEMBER 2023")


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_a_column_without_a_heading_is_said_and_remembered(root: Path, lang: texts.Lang):
    rows = [[f"Pekalongan {name}", "Kotak suara", 90_000, 80_000] for name in ("Barat", "Timur", "Utara")]
    data = books({"REKAP": ([HEAD, *rows], TITLE)})
    at = screens.open_page(PAGE, lang=lang)
    at.file_uploader(key="unggah_file").set_value([("tanpa judul.xlsx", data, XLSX)]).run()
    at.session_state[f"kolom_{upload_files.dropped('x', data).key}"] = True
    at.run()
    box = next(one for one in at.selectbox if (one.key or "").endswith("_D_logistik"))
    assert not box.disabled
    box.set_value("diterima").run()
    assert not at.exception
    screens.press(at, "terima_")
    (said,) = pipeline.assignments(screens.store(root), "Kota Pekalongan")
    assert said.headings == ("kecamatan", "jenis logistik", "kebutuhan", "#4")
    assert dict(said.fields)["#4"] == "diterima"
    at = screens.open_page(PAGE, lang=lang)
    at.session_state["unggah_diingat"] = True
    shown = screens.shown(at.run())
    assert texts.say("upload_memory.no-heading", lang, place=4) in shown
    assert "#4 →" not in shown
