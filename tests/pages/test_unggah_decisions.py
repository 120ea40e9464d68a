"""What a person decides on the upload screen: columns, reasons, cells typed anew, names, rehearsal."""

import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import elections
import loaders
import pipeline
import texts
from tests import screens, sheets
from tests.pages.test_unggah import PAGE, XLSX
from ui import upload_reading

STRANGE = ("nomor", "wilayah kecamatan", "barang apa", "perlu berapa", "yg sudah sampai")


def _drop(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    at.file_uploader(key="unggah_file").set_value([(name, data, XLSX) for name, data in files]).run()
    assert not at.exception
    return at


def _choose(at: AppTest, start: str, value: str, end: str = "") -> AppTest:
    found = [one for one in at.selectbox if (one.key or "").startswith(start) and end in (one.key or "")]
    found[0].set_value(value).run()
    assert not at.exception
    return at


def _map(at: AppTest) -> AppTest:
    """Say what the strange headings are, as by clicks."""
    _choose(at, "jenis_", "logistik")
    _choose(at, "kolom_", "kebutuhan", "_D_logistik")
    return _choose(at, "kolom_", "diterima", "_E_logistik")


def _type_reason(at: AppTest, text: str) -> AppTest:
    next(one for one in at.text_input if (one.key or "").startswith("alasan_")).input(text).run()
    assert not at.exception
    return at


def _accept_button(at: AppTest):
    return next((one for one in at.button if (one.key or "").startswith("terima_")), None)


def _open(at: AppTest, key: str) -> AppTest:
    at.session_state[key] = True
    at.run()
    assert not at.exception
    return at


def _key(data: bytes) -> str:
    from ui import upload_files

    return upload_files.dropped("x", data).key


def _files(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# -- what would change


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_a_sheet_tells_what_it_would_change_before_it_is_accepted(root: Path, lang: texts.Lang):
    data = sheets.presiden_arrived()
    at = _drop(screens.open_page(PAGE, lang=lang), ("PPWP.xlsx", data))
    shown = screens.shown(_open(at, f"sebelum_{_key(data)}"))
    assert texts.say("upload_changes.title", lang) in shown
    assert texts.say("upload_changes.is-changed", lang) in shown
    first = pipeline.changes(screens.store(root), _election(), _reading(root, data))[0].changes
    assert texts.numbers.count(first.changed, lang) in shown


def _election():
    import elections

    return elections.load("pemilu-2024")


def _reading(root: Path, data: bytes):
    return pipeline.read(screens.store(root), _election(), "x.xlsx", data, "Kota Pekalongan")


@pytest.mark.usefixtures("root")
def test_older_data_than_that_in_force_is_told():
    screens.press(
        _drop(screens.open_page(PAGE), ("baru.xlsx", sheets.presiden_arrived("9 JANUARI 2024"))), "terima_"
    )
    at = _drop(screens.open_page(PAGE), ("lama.xlsx", sheets.presiden_arrived("8 JANUARI 2024")))
    name = texts.say("kinds.logistik.name")
    from datetime import date

    assert texts.say("upload_changes.newer", kind=name, day=date(2024, 1, 9)) in screens.shown(at)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_falling_numbers_wait_for_a_reason_that_the_history_shows(root: Path, lang: texts.Lang):
    screens.press(_drop(screens.open_page(PAGE), ("dulu.xlsx", sheets.presiden_arrived())), "terima_")
    head = screens.store(root).head()
    at = _drop(screens.open_page(PAGE, lang=lang), ("turun.xlsx", sheets.fewer_received()))
    assert texts.say("upload.state.waits", lang) in screens.shown(at)
    assert _accept_button(at).disabled
    _type_reason(at, "salah")
    assert _accept_button(at).disabled, "nine letters or fewer are no reason"
    _type_reason(at, "dihitung ulang di gudang")
    assert not _accept_button(at).disabled
    screens.press(at, "terima_")
    rows = screens.store(root).ledger()[head:]
    assert [(row.event, row.reason) for row in rows] == [("accepted", "dihitung ulang di gudang")]
    assert "dihitung ulang di gudang" in screens.shown(screens.open_page("riwayat", lang=lang))


# -- columns


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_columns_said_once_are_known_in_the_next_sheet(root: Path, lang: texts.Lang):
    at = _drop(screens.open_page(PAGE, lang=lang), ("aneh.xlsx", sheets.of_strange_headings()))
    assert texts.say("upload.state.refused", lang) in screens.shown(at)
    assert (
        texts.say("upload_columns.kind-unknown", lang)
        in next(one for one in at.selectbox if (one.key or "").startswith("jenis_")).options
    )
    _map(at)
    assert texts.say("upload_columns.sure", lang) in screens.shown(at)
    head = screens.store(root).head()
    screens.press(at, "terima_")
    events = [(row.event, row.office) for row in screens.store(root).ledger()[head:]]
    assert events == [("accepted", "Kota Pekalongan"), ("mapped", "Kota Pekalongan")]
    said = pipeline.assignments(screens.store(root), "Kota Pekalongan")
    assert [one.headings for one in said] == [STRANGE]

    again = _drop(
        screens.open_page(PAGE, lang=lang), ("lagi.xlsx", sheets.of_strange_headings("8 JANUARI 2024", 3000))
    )
    assert texts.say("upload.state.ready", lang) in screens.shown(again)
    screens.press(again, "terima_")
    assert [row.event for row in screens.store(root).ledger()[head + 2 :]] == ["accepted"]
    listed = screens.shown(_open(again, "unggah_diingat"))
    assert STRANGE[1] in listed and texts.say("upload.drop.by-nobody", lang) in listed


def test_the_guess_comes_back_when_the_word_is_taken_back(root: Path):
    at = _map(_drop(screens.open_page(PAGE), ("aneh.xlsx", sheets.of_strange_headings())))
    screens.press(at, "tebak_")
    assert texts.say("upload.state.refused") in screens.shown(at)
    assert screens.store(root).ledger()[-1].event == "accepted"


def test_what_is_remembered_comes_in_from_a_file(root: Path):
    fields = [["wilayah kecamatan", "kecamatan"], ["barang apa", "item"]]
    fields += [["perlu berapa", "kebutuhan"], ["yg sudah sampai", "diterima"], ["nomor", ""]]
    told = json.dumps([{"headings": STRANGE, "kind": "logistik", "fields": fields}])
    at = _open(screens.open_page(PAGE), "unggah_diingat")
    box = at.file_uploader(key="unggah_ingatan")
    box.set_value([("arti-kolom.json", told.encode(), "application/json")]).run()
    assert texts.say("upload_memory.imported", count=1) in screens.shown(at)
    ready = _drop(screens.open_page(PAGE), ("aneh.xlsx", sheets.of_strange_headings(received=9000)))
    assert texts.say("upload_columns.kind-unknown") not in screens.shown(ready)
    assert screens.store(root).ledger()[-1].event == "mapped"


@pytest.mark.usefixtures("root")
def test_any_other_file_is_no_memory():
    at = _open(screens.open_page(PAGE), "unggah_diingat")
    at.file_uploader(key="unggah_ingatan").set_value([("x.json", b"{}", "application/json")]).run()
    assert texts.say("upload_memory.not-json") in screens.shown(at)


# -- cells typed anew


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_a_row_set_aside_is_put_right_in_place(root: Path, lang: texts.Lang):
    data = sheets.with_one_bad_cell()
    at = _drop(screens.open_page(PAGE, lang=lang), ("salah.xlsx", data))
    _open(at, f"sisih_{_key(data)}")
    next(one for one in at.text_input if (one.key or "").endswith("PPWP!H10")).input("200")
    screens.press(at, "ketik_baca_")
    shown = screens.shown(at)
    assert texts.say("upload_repair.corrected", lang, count=1) in shown
    assert "dua ratus" not in shown
    screens.press(at, "terima_")
    row = screens.store(root).ledger()[-1]
    assert row.set_aside == 0
    assert pipeline.corrections_in(row.choices) == {("PPWP", "H10"): "200"}


def test_an_upload_is_opened_again_and_its_row_accepted(root: Path):
    data = sheets.with_one_bad_cell()
    screens.press(_drop(screens.open_page(PAGE), ("salah.xlsx", data)), "terima_")
    first = screens.store(root).ledger()[-1]
    assert first.set_aside == 1

    at = _open(screens.open_page(PAGE), "unggah_disisihkan")
    screens.press(at, f"buka_lagi_{first.upload_id}")
    assert texts.say("upload.state.known") in screens.shown(at)
    _open(at, f"sisih_{_key(data)}")
    next(one for one in at.text_input if (one.key or "").endswith("PPWP!H10")).input("200")
    screens.press(at, "ketik_baca_")
    screens.press(at, "terima_")
    last = screens.store(root).ledger()[-1]
    assert (last.sha256, last.set_aside) == (first.sha256, 0)
    assert f"buka_lagi_{first.upload_id}" not in [one.key for one in at.button]


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_a_name_on_no_list_waits_and_takes_the_suggestion_at_one_press(root: Path, lang: texts.Lang):
    at = _drop(screens.open_page(PAGE, lang=lang), ("ejaan.xlsx", sheets.with_a_name_misspelt()))
    shown = screens.shown(at)
    assert texts.say("upload_repair.unplaced", lang, count=1, sheet="PPWP") in shown
    screens.press(at, "saran_")
    assert texts.say("upload_repair.unplaced", lang, count=1, sheet="PPWP") not in screens.shown(at)
    screens.press(at, "terima_")
    assert list(pipeline.corrections_in(screens.store(root).ledger()[-1].choices)) == [("PPWP", "C10")]


def test_a_name_in_more_rows_than_are_told_is_put_right_at_one_press(root: Path):
    (place, *_) = [one for one in pipeline.places(screens.store(root)) if one.level == "kelurahan"]
    kecamatan = next(one.name for one in pipeline.places(screens.store(root)) if one.code == place.parent)
    rows = [f"{kecamatan};{place.name}x;{number};Kotak Suara;5;4" for number in range(1, 621)]
    data = "\n".join(["Kecamatan;Kelurahan;TPS;Jenis Logistik;Kebutuhan;Diterima", *rows]).encode()
    at = _drop(screens.open_page(PAGE), ("ejaan.csv", data))
    screens.press(at, "saran_")
    assert texts.say("upload_repair.corrected", count=620) in screens.shown(at)
    assert not [one for one in at.button if (one.key or "").startswith("saran_")]


# -- rehearsal


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_a_rehearsal_shows_all_and_accepts_nothing(root: Path, lang: texts.Lang):
    at = screens.open_page(PAGE, lang=lang)
    at.toggle(key="unggah_gladi").set_value(True).run()
    _drop(at, ("PPWP.xlsx", sheets.presiden_arrived()), ("aneh.xlsx", sheets.of_strange_headings()))
    before = _files(root)
    shown = screens.shown(_map(at))
    assert texts.say("upload_bring.rehearsal-on", lang) in shown
    assert texts.say("upload_changes.title", lang) in shown
    assert _accept_button(at) is None
    assert _files(root) == before
    at.toggle(key="unggah_gladi").set_value(False).run()
    assert _accept_button(at) is not None


def test_a_hundred_rehearsals_leave_everything_as_it_was(root: Path):
    at = screens.open_page(PAGE)
    at.toggle(key="unggah_gladi").set_value(True).run()
    head_line = "Kecamatan;Jenis Logistik;Kebutuhan;Diterima\nPekalongan Barat;Kotak Suara;900;"
    head, before = screens.store(root).head(), _files(root)
    for turn in range(5):
        files = [(f"{number}.csv", head_line + str(number)) for number in range(turn * 20, turn * 20 + 20)]
        _drop(at, *((name, text.encode()) for name, text in files))
        assert len([one for one in at.button if (one.key or "").startswith("singkirkan_")]) == 20
        assert _accept_button(at) is None
    assert screens.store(root).head() == head
    assert _files(root) == before


# -- bringing files


@pytest.mark.usefixtures("root")
def test_files_stay_when_the_page_is_left_until_they_are_put_away():
    at = _drop(screens.open_page(PAGE), ("PPWP.xlsx", sheets.presiden_arrived()))
    at.switch_page("pages/riwayat.py").run()
    at.switch_page(f"pages/{PAGE}.py").run()
    assert "PPWP.xlsx" in screens.shown(at)
    _drop(at, ("salah.xlsx", sheets.with_one_bad_cell()))
    assert {"PPWP.xlsx", "salah.xlsx"} <= set(
        screens.shown(at).replace("<", "\n").replace(">", "\n").split("\n")
    )
    screens.press(at, "singkirkan_")
    assert "PPWP.xlsx" not in screens.shown(at)


@pytest.mark.usefixtures("root")
def test_cells_pasted_from_a_spreadsheet_are_read_like_a_file():
    at = screens.open_page(PAGE)
    cells = "Kecamatan\tJenis Logistik\tKebutuhan\tDiterima\nPekalongan Barat\tKotak Suara\t2000\t1900\n"
    at.text_area(key="unggah_tempel").input(cells)
    screens.press(at, "unggah_tempel_periksa")
    shown = screens.shown(at)
    assert texts.say("kinds.logistik.name") in shown
    assert _accept_button(at) is not None


@pytest.mark.usefixtures("root")
def test_the_sheets_of_a_zip_are_read_one_by_one():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/2 Januari.xlsx", sheets.presiden_arrived())
        archive.writestr("a/3 Januari.xlsx", sheets.presiden_arrived("3 JANUARI 2024"))
    at = _drop(screens.open_page(PAGE), ("semua.zip", packed.getvalue()))
    shown = screens.shown(at)
    assert "2 Januari.xlsx" in shown and "3 Januari.xlsx" in shown
    assert len([one for one in at.button if (one.key or "").startswith("terima_")]) == 3


@pytest.mark.usefixtures("root")
def test_the_workbook_comes_back_with_its_findings():
    at = _drop(screens.open_page(PAGE), ("salah.xlsx", sheets.with_one_bad_cell()))
    offered = [one.proto.label for one in at.get("download_button")]
    assert texts.say("upload.findings.workbook") in offered
    assert texts.say("upload.findings.download") in offered


def test_the_workbook_is_made_outside_of_any_run_of_the_page():
    data = sheets.with_one_bad_cell()
    reading = loaders.read(data, "salah.xlsx", pipeline.knowledge(None, elections.load("pemilu-2024")))
    with ThreadPoolExecutor(1) as beside:
        made = beside.submit(upload_reading.marked, data, reading, "id").result()
    assert openpyxl.load_workbook(io.BytesIO(made)).sheetnames[-1] == texts.say("marked.sheet")
