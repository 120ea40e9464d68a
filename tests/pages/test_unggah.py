"""The upload screen, driven as a user does, with the real store and real sheets."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
import texts
from tests import screens, sheets

PAGE = "unggah"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _drop(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    at.file_uploader(key="unggah_file").set_value([(name, data, XLSX) for name, data in files]).run()
    assert not at.exception
    return at


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.usefixtures("root")
def test_the_page_says_what_to_do_when_nothing_was_dropped(way: str, lang: texts.Lang):
    at = screens.open_page(PAGE, way, lang)
    shown = screens.shown(at)
    assert texts.say("upload.lead", lang) in shown
    assert texts.say("upload.empty.rehearsal", lang) in shown
    assert texts.say("upload.drop.limits", lang, size=200, rows=1_048_576) in shown
    assert at.file_uploader(key="unggah_file").label == texts.say("upload.drop.label", lang)
    assert at.selectbox(key="unggah_templat_jenis").value == "logistik"


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
def test_a_good_sheet_is_shown_accepted_and_taken_back(root: Path, way: str, lang: texts.Lang):
    store = screens.store(root)
    before = store.head()
    at = _drop(screens.open_page(PAGE, way, lang), ("PPWP datang.xlsx", sheets.presiden_arrived()))
    shown = screens.shown(at)
    assert texts.say("upload.state.ready", lang) in shown
    assert texts.say("kinds.logistik.name", lang) in shown
    assert "PPWP" in shown and "Kota Pekalongan" in shown
    assert texts.numbers.day(date(2024, 1, 2), lang) in shown
    assert store.head() == before, "looking at a file writes nothing"

    screens.press(at, "terima_")
    assert store.head() == before + 1
    assert texts.say("upload.state.accepted", lang) in screens.shown(at)

    screens.press(at, "tarik_")
    screens.press(at, "tarik_ya_")
    last = store.ledger()[-1]
    assert (last.event, last.reason) == ("withdrawn", texts.say("history.withdraw.reason-default", lang))
    assert texts.say("history.withdraw.done", lang, file="PPWP datang.xlsx") in screens.shown(at)


def test_the_name_that_was_given_is_recorded(root: Path):
    at = screens.open_page(PAGE)
    at.text_input(key="unggah_oleh").input("Siti, Kasubbag KUL").run()
    screens.press(_drop(at, ("PPWP.xlsx", sheets.presiden_arrived())), "terima_")
    assert screens.store(root).ledger()[-1].by == "Siti, Kasubbag KUL"


def test_the_same_file_again_adds_nothing(root: Path):
    data = sheets.presiden_arrived()
    screens.press(_drop(screens.open_page(PAGE), ("PPWP.xlsx", data)), "terima_")
    head = screens.store(root).head()
    again = _drop(screens.open_page(PAGE), ("nama lain.xlsx", data))
    assert texts.say("upload.state.known", "id") in screens.shown(again)
    assert not [one for one in again.button if (one.key or "").startswith("terima_")]
    assert screens.store(root).head() == head


def test_two_presses_are_one_commit(root: Path):
    data = sheets.presiden_arrived()
    one, other = (_drop(screens.open_page(PAGE), ("PPWP.xlsx", data)) for _ in range(2))
    screens.press(one, "terima_")
    head = screens.store(root).head()
    # The other window does not know yet that the file was taken.
    screens.press(other, "terima_")
    assert screens.store(root).head() == head
    assert texts.say("upload.state.known", "id") in screens.shown(other)


def test_several_files_are_taken_at_one_press_one_commit_each(root: Path):
    head = screens.store(root).head()
    files = [(f"{day} Januari.xlsx", sheets.presiden_arrived(f"{day} JANUARI 2024")) for day in (2, 3)]
    screens.press(_drop(screens.open_page(PAGE), *files), "terima_semua")
    rows = screens.store(root).ledger()[head:]
    assert [row.file for row in rows] == ["2 Januari.xlsx", "3 Januari.xlsx"]
    assert len({row.upload_id for row in rows}) == 2


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("root")
def test_a_bad_cell_is_named_with_what_to_do(lang: texts.Lang):
    at = _drop(screens.open_page(PAGE, "app", lang), ("salah.xlsx", sheets.with_one_bad_cell()))
    shown = screens.shown(at)
    assert "PPWP!H10" in shown and "dua ratus" in shown
    assert texts.say("upload.state.ready-notes", lang) in shown
    assert texts.say("problems.not-a-number-fix", lang) in shown


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("what", sheets.BAD)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(root: Path, what: str, lang: texts.Lang):
    name, make = sheets.BAD[what]
    head = screens.store(root).head()
    at = _drop(screens.open_page(PAGE, "direct", lang), (name, make()))
    shown = screens.shown(at)
    assert texts.say("upload.state.refused", lang) in shown
    assert texts.say("upload.findings.todo", lang) in shown
    assert not [one for one in at.button if (one.key or "").startswith("terima_")]
    assert "Traceback" not in shown and "Error" not in shown.replace(
        texts.say("upload.findings.error", "en"), ""
    )
    assert screens.store(root).head() == head


@pytest.mark.usefixtures("root")
def test_a_sheet_of_another_office_is_refused_by_name():
    at = _drop(screens.open_page(PAGE), ("bengkulu.xlsx", sheets.of_another_office()))
    shown = screens.shown(at)
    assert texts.say("upload.state.refused", "id") in shown
    assert "Kota Bengkulu" in shown and "Kota Pekalongan" in shown


@pytest.mark.usefixtures("root")
def test_markup_of_a_cell_stays_text():
    drawn = "".join(screens.html(_drop(screens.open_page(PAGE), ("jahat.xlsx", sheets.hostile()))))
    assert "<img src=x" not in drawn
    assert "&lt;img src=x" in drawn


def test_an_empty_store_takes_the_first_sheets_and_shows_them(empty: Path):
    at = screens.open_page(PAGE)
    files = [(path.name, path.read_bytes()) for path in sorted(sheets.PEKALONGAN.glob("0[1-3]*"))]
    screens.press(_drop(at, *files), "terima_semua")
    assert {row.kind for row in screens.store(empty).ledger()} >= {"tps", "logistik"}
    assert [place.name for place in pipeline.places(screens.store(empty)) if place.level == "kota"] == [
        "Kota Pekalongan"
    ]


def test_nothing_of_an_upload_is_kept_before_it_is_accepted(root: Path):
    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    screens.open_page(PAGE)
    before = files()
    _drop(screens.open_page(PAGE), ("PPWP.xlsx", sheets.presiden_arrived()), ("kosong.xlsx", b""))
    assert files() == before


def test_the_list_of_findings_is_a_table_that_no_spreadsheet_runs():
    from loaders import Problem, Reading
    from ui import findings

    problem = Problem("not-a-number", "error", "PPWP", "H10", "=1+1", (("field", "DITERIMA"),))
    found = findings.of(Reading("x.xlsx", "0" * 64, problems=(problem,)), "id")
    rows = list(csv.reader(io.StringIO(findings.as_csv(found, "id").decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][:4] == ["Kesalahan", "PPWP", "H10", "'=1+1"]
