"""The history screen, driven as a user does, with the real store and real sheets."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import pipeline
import texts
from store import Store
from tests import screens, sheets
from tests.loaders.workbooks import TITLE, Row, books
from ui import ledger
from ui.data import Desk

PAGE = "riwayat"


def _accept(store: Store, name: str, data: bytes) -> str:
    election = elections.load("pemilu-2024")
    outcome = pipeline.accept(store, election, pipeline.read(store, election, name, data), data, "Siti")
    assert outcome.upload_id
    return outcome.upload_id


def _entries(at: AppTest) -> list[str]:
    return [unescape(one) for one in screens.html(at) if '<article class="entry' in one]


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
def test_every_event_is_shown_newest_first(root: Path, way: str, lang: texts.Lang):
    store = screens.store(root)
    _accept(store, "PPWP datang.xlsx", sheets.presiden_arrived())
    entries = _entries(screens.open_page(PAGE, way, lang))
    uploads = {row.upload_id for row in store.ledger()}
    assert len(entries) == len(uploads)
    assert "PPWP datang.xlsx" in entries[0] and "Siti" in entries[0] and "WIB" in entries[0]
    assert texts.say("kinds.logistik.name", lang) in entries[0]
    assert texts.say("history.status.in-force", lang) in entries[0]
    assert store.ledger()[-1].hash[:10] in entries[0]


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_the_beginning_of_a_store_is_a_row(lang: texts.Lang):
    (entry,) = _entries(screens.open_page(PAGE, "app", lang))
    assert texts.say("history.event.opened", lang) in entry


def test_an_upload_is_withdrawn_in_two_presses_with_its_reason(root: Path):
    store = screens.store(root)
    upload = _accept(store, "PPWP datang.xlsx", sheets.presiden_arrived())
    at = screens.open_page(PAGE)
    screens.press(at, f"tarik_{upload}")
    at.text_input(key=f"tarik_alasan_{upload}").input("Salah tanggal")
    screens.press(at, f"tarik_ya_{upload}")
    last = store.ledger()[-1]
    assert (last.event, last.upload_id, last.reason) == ("withdrawn", upload, "Salah tanggal")
    entries = _entries(at)
    assert texts.say("history.event.withdrawn-of", "id", file="PPWP datang.xlsx") in entries[0]
    assert "Salah tanggal" in entries[0]
    assert texts.say("history.status.withdrawn", "id") in entries[1]


def test_an_upload_that_somebody_else_withdrew_is_told_so(root: Path):
    store = screens.store(root)
    upload = _accept(store, "PPWP datang.xlsx", sheets.presiden_arrived())
    at = screens.open_page(PAGE)
    screens.press(at, f"tarik_{upload}")
    pipeline.withdraw(store, upload, "lebih dulu", "Budi")
    head = store.head()
    screens.press(at, f"tarik_ya_{upload}")
    assert store.head() == head
    assert texts.say("history.withdraw.late", "id") in screens.shown(at)


def test_an_upload_that_newer_sheets_speak_over_is_replaced(root: Path):
    store = screens.store(root)
    for day in (2, 3):
        _accept(store, f"{day} Januari.xlsx", sheets.presiden_arrived(f"{day} JANUARI 2024"))
    entries = _entries(screens.open_page(PAGE))
    assert texts.say("history.status.in-force", "id") in entries[0]
    assert texts.say("history.status.replaced", "id") in entries[1]


def test_only_the_wanted_events_are_listed(root: Path):
    store = screens.store(root)
    pipeline.withdraw(store, _accept(store, "PPWP.xlsx", sheets.presiden_arrived()), "uji", "Siti")
    at = screens.open_page(PAGE)
    at.segmented_control(key="riwayat_pilih").set_value("withdrawn").run()
    assert len(_entries(at)) == 2
    at.segmented_control(key="riwayat_pilih").set_value("in-force").run()
    assert not [one for one in _entries(at) if "PPWP.xlsx" in one]


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_an_intact_ledger_is_said_to_be_intact(root: Path, lang: texts.Lang):
    at = screens.press(screens.open_page(PAGE, "direct", lang), "riwayat_periksa")
    rows = screens.store(root).ledger()
    files = len({row.sha256 for row in rows if row.event == "accepted"})
    assert texts.say("history.verify.whole", lang, rows=len(rows), files=files) in screens.shown(at)


def test_a_changed_original_is_found_and_named(root: Path):
    at = screens.open_page(PAGE)
    row = screens.store(root).ledger()[0]
    (original,) = [
        path for path in (root / "originals").rglob("*") if path.is_file() and row.sha256 in str(path)
    ]
    original.write_bytes(b"changed")
    shown = screens.shown(screens.press(at, "riwayat_periksa"))
    assert texts.say("history.verify.broken-todo", "id") in shown


def test_the_list_holds_every_row_and_nothing_a_spreadsheet_would_run(root: Path):
    store = screens.store(root)
    _accept(store, "=cmd.xlsx", sheets.presiden_arrived())
    desk = Desk(screens.settings(root), str(root), store, store.head(), False, elections.load("pemilu-2024"))
    screens.forget()
    told = ledger.as_csv(ledger.entries(desk), "id").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told), delimiter=";"))
    assert len(rows) == store.head()
    assert rows[0][texts.say("history.column.file", "id")] == "'=cmd.xlsx"
    assert {row[texts.say("history.column.hash", "id")] for row in rows} == {
        row.hash for row in store.ledger()
    }


def _hundred(root: Path, count: int) -> list[str]:
    """So many uploads, each followed by an event that is none; oldest first."""
    store = screens.store(root)
    folder = root.parent / f"{count} berkas"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.csv").write_text(
            "KPU KOTA PEKALONGAN PER 2 JANUARI 2024;;;\nKecamatan;Jenis Logistik;Kebutuhan;Diterima\n"
            f"Pekalongan Barat;Kotak Suara;900;{number}\n",
            encoding="utf-8",
        )
    files = [(one.name, one.read_bytes()) for one in pipeline.sheets_in([folder])]
    uploads: list[str] = []
    for outcome in pipeline.import_files(store, files, "uji", "pemilu-2024"):
        assert outcome.upload_id, outcome
        uploads.append(outcome.upload_id)
        store.mark("mapped", by="uji", at=datetime.now(UTC), election="pemilu-2024", office="Kota Pekalongan")
    return uploads


def test_a_hundred_uploads_are_each_two_presses_away(empty: Path):
    uploads = _hundred(empty, 102)
    at = screens.open_page(PAGE)
    buttons = {one.key for one in at.button}
    assert {f"tarik_{one}" for one in uploads[-100:]} <= buttons, "no press but those that withdraw it"
    oldest = uploads[-100]
    screens.press(at, f"tarik_{oldest}")
    screens.press(at, f"tarik_ya_{oldest}")
    last = screens.store(empty).ledger()[-1]
    assert (last.event, last.upload_id) == ("withdrawn", oldest)


def test_events_that_are_no_uploads_do_not_fill_the_page(empty: Path):
    store = screens.store(empty)
    for _ in range(130):
        store.mark("opened", by="uji", at=datetime.now(UTC), election="pemilu-2024")
    at = screens.open_page(PAGE)
    assert len(_entries(at)) == 100
    screens.press(at, "riwayat_lebih")
    assert len(_entries(at)) == 131


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_an_upload_with_rows_set_aside_is_opened_again_from_here(root: Path, lang: texts.Lang):
    whole = _accept(screens.store(root), "utuh.xlsx", sheets.presiden_arrived())
    partly = _accept(screens.store(root), "salah.xlsx", sheets.with_one_bad_cell())
    at = screens.open_page(PAGE, "app", lang)
    assert f"buka_lagi_{whole}" not in [one.key for one in at.button]
    screens.press(at, f"buka_lagi_{partly}")
    shown = screens.shown(at)
    assert "salah.xlsx" in shown
    assert texts.say("upload.state.known", lang) in shown


def test_a_sheet_that_another_contradicts_is_opened_again_from_here(root: Path):
    head = ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
    stages: dict[str, tuple[Sequence[Row], Sequence[str]]] = {
        name: (
            [head, *([f"Pekalongan {one}", "Kotak Suara", 90_000, got] for one in ("Barat", "Utara"))],
            TITLE,
        )
        for name, got in (("Tahap I", 80_000), ("Tahap II", 85_000))
    }
    upload = _accept(screens.store(root), "tahap.xlsx", books(stages))
    at = screens.open_page(PAGE)
    screens.press(at, f"buka_lagi_{upload}")
    assert texts.say("upload_repair.aside", count=2) in [one.label for one in at.expander]
