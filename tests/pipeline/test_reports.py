"""Reports made of a store: the screens' figures, the same whenever they are made, genuine or changed."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader, PdfWriter

import metrics
import pipeline
import texts
from pipeline import REPORTS
from reports import package as packing
from store import Store
from tests import screens

OFFICES = {"kota-pekalongan": date(2023, 12, 22), "kota-bengkulu": date(2024, 2, 7)}


def asked(store: Store, day: date, lang: texts.Lang = "id") -> tuple[Any, ...]:
    """What every report of an office is asked with."""
    known = pipeline.places(store)
    place = next(one for one in known if one.level == "kota")
    election = pipeline.election_of(store, screens.settings(Path("unused")))
    return store, election, place, known, day, day, lang


def text(pdf: bytes) -> str:
    """All text of a PDF with single blanks."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("office", OFFICES)
def test_the_briefing_prints_every_figure_of_the_board(
    built: Callable[[str], Path], office: str, lang: texts.Lang
):
    given = asked(screens.store(built(office)), OFFICES[office], lang)
    board = pipeline.board(*given[:6])
    told = text(pipeline.as_pdf(pipeline.briefing(*given)))
    page = re.sub(r"<[^>]*>|\s+", " ", pipeline.as_page(pipeline.briefing(*given)).decode())
    page = re.sub(r"\s+", " ", page)
    for printed in (told, page):
        for name, one in metrics.named(board).items():
            if name.startswith(("plan:", "money-row:", "place:")) or one.value is None:
                continue
            if one.unit in ("percent", "rupiah"):
                wanted = texts.numbers.write(one.value, one.unit, lang)
            else:
                wanted = texts.numbers.write(one.value, "count", lang)
            assert wanted.replace("\xa0", " ") in printed, name
        for alert in board.alerts:
            line = metrics.alert_text(alert, board, given[1], lang)
            assert _bare(line) in _bare(printed)


def _bare(told: str) -> str:
    """Letters and digits alone: lines of a table break anywhere."""
    return re.sub(r"[^0-9A-Za-z]", "", told.replace("&#x27;", "'").replace("&amp;", "&"))


@pytest.mark.parametrize("office", OFFICES)
def test_every_note_tells_cells_and_those_of_items_are_those_of_the_whole(
    built: Callable[[str], Path], office: str
):
    given = asked(screens.store(built(office)), OFFICES[office])
    notes = {one.key: one for one in pipeline.briefing(*given).notes}
    board = pipeline.board(*given[:6])
    assert notes
    for one in notes.values():
        assert one.told
        assert one.origins or one.via, one.title
        assert set(one.via) <= notes.keys()
    whole = pipeline.cells(given[0], board.readiness.percent.sources[0], given[4])
    by_items = {
        (cell.file, cell.sheet, cell.cell)
        for item in board.items
        for source in item.percent.sources
        for cell in pipeline.cells(given[0], source, given[4])
    }
    assert {(cell.file, cell.sheet, cell.cell) for cell in whole} <= by_items


@pytest.mark.parametrize("report", [one for one in REPORTS if one != "minutes"])
def test_a_report_of_an_old_day_is_the_same_after_newer_sheets(
    own: Callable[[str], Path], built: Callable[[str], Path], report: Any
):
    store = screens.store(own("kota-pekalongan"))
    given = asked(store, OFFICES["kota-pekalongan"])
    before = pipeline.as_pdf(pipeline.report(report, *given))
    sheet = b"Kecamatan,Item,Kebutuhan,Diterima\nPekalongan Barat,Kotak suara,10,9\n"
    outcomes = list(
        pipeline.import_files(
            store,
            [("susulan per 2024-01-10.csv", sheet)],
            by="uji",
            election="pemilu-2024",
            office="Kota Pekalongan",
        )
    )
    assert [one.result for one in outcomes] == ["accepted"]
    assert store.head() > given[0].ledger()[0].seq
    after = pipeline.as_pdf(pipeline.report(report, *given))
    assert text(after) == text(before)
    assert after == before
    assert pipeline.check_report(before, store, given[1])[0] == "genuine"


def test_what_was_changed_or_comes_from_elsewhere_is_told(built: Callable[[str], Path]):
    store = screens.store(built("kota-pekalongan"))
    other = screens.store(built("kota-bengkulu"))
    given = asked(store, OFFICES["kota-pekalongan"])
    pdf = pipeline.as_pdf(pipeline.briefing(*given))
    assert pipeline.check_report(pdf, store, given[1])[0] == "genuine"
    assert pipeline.check_report(pdf, None, None)[0] == "whole"
    assert pipeline.check_report(pdf, other, given[1])[0] == "other-ledger"
    assert pipeline.check_report(_flipped(pdf), None, None)[0] == "changed"
    assert pipeline.check_report(b"no report", store, given[1]) == ("unsealed", None)


@pytest.mark.parametrize("name", ["index.html", "whatsapp.txt", "papan.xlsx", "laporan.pdf"])
def test_each_file_of_a_package_is_made_again_to_compare(built: Callable[[str], Path], name: str):
    """Whoever changes one and writes the list of hashes anew is told."""
    store = screens.store(built("kota-pekalongan"))
    given = asked(store, OFFICES["kota-pekalongan"])
    package = pipeline.package(pipeline.briefing(*given), *given)
    assert pipeline.check_report(package, store, given[1])[0] == "genuine"
    held = packing.unpacked(package)
    changed = _other_cell(held[name]) if name == "papan.xlsx" else held[name].replace(b"80", b"90")
    if name == "laporan.pdf":
        changed = _flipped(held[name])
    assert changed != held[name]
    forged = packing.package({**held, name: changed})
    assert pipeline.check_report(forged, store, given[1])[0] == "changed"


def _other_cell(book: bytes) -> bytes:
    opened = openpyxl.load_workbook(BytesIO(book))
    opened.worksheets[0]["C9"] = "91"
    out = BytesIO()
    opened.save(out)
    return out.getvalue()


def _flipped(pdf: bytes) -> bytes:
    """One letter of the first page is another."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    stream = writer.pages[0]["/Contents"].get_object()[0].get_object()
    shown = re.search(rb"\(([^()\\]+)\) Tj", stream.get_data())
    assert shown
    at = shown.start(1)
    data = bytearray(stream.get_data())
    data[at] ^= 1
    stream.set_data(bytes(data))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
