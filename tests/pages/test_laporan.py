"""The page of reports, through AppTest on a real store."""

import re
from io import BytesIO

import docx
import openpyxl
import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

import texts
from pipeline import REPORTS
from reports.package import unpacked
from tests import screens

PAGE, DAY = "laporan", "2023-12-22"


def opened(way: str = "direct", lang: str = "id") -> AppTest:
    return screens.open_page(PAGE, way, lang, per=DAY)


def made(way: str, report: str = "briefing") -> bytes:
    """What the page gives to take along."""
    at = opened()
    at.radio(key="laporan_bentuk").set_value(way).run()
    if report != "briefing":
        at.selectbox(key="laporan_jenis").set_value(report).run()
    screens.press(at, "laporan_mulai")
    assert at.session_state["reports.made"][0][:2] == (way, report)
    return at.session_state["reports.made"][1]


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.usefixtures("root")
def test_it_offers_every_report_in_every_language_and_both_ways(way: str, lang: texts.Lang):
    at = opened(way, lang)
    told = screens.words(at)
    assert texts.say("reports.screen.lead", lang) in told
    assert texts.say("reports.screen.forms-note", lang) in told
    assert texts.say("reports.screen.check-note", lang) in told
    assert list(at.selectbox(key="laporan_jenis").options) == [
        texts.say(f"reports.screen.names.{one}", lang) for one in REPORTS
    ]


@pytest.mark.usefixtures("root")
def test_the_briefing_tells_the_numbers_of_the_screens():
    told = re.sub(
        r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(made("pdf"))).pages)
    )
    for number in ("80,0 %", "PERHATIAN", "236.712", "4.413", "24 hari lagi"):
        assert number in told
    assert texts.say("reports.sample", "id") not in told


@pytest.mark.parametrize("report", ["daily", "handover", "final"])
@pytest.mark.usefixtures("root")
def test_forms_are_made_as_word_files(report: str):
    assert docx.Document(BytesIO(made("docx", report))).tables


@pytest.mark.usefixtures("root")
def test_the_package_holds_what_opens_without_network():
    held = unpacked(made("package"))
    assert held.keys() == {"index.html", "laporan.pdf", "papan.xlsx", "whatsapp.txt"}
    page = held["index.html"].decode()
    assert "80,0\xa0%" in page
    assert not re.search(r"(src|href)=['\"]https?:", page)
    assert "<script" not in page
    assert openpyxl.load_workbook(BytesIO(held["papan.xlsx"])).sheetnames


@pytest.mark.usefixtures("root")
def test_the_text_for_whatsapp_is_short_and_led_to():
    at = opened()
    at.radio(key="laporan_bentuk").set_value("whatsapp").run()
    (text,) = (one.value for one in at.code)
    assert len(text) <= 1_000
    assert "80,0" in text


@pytest.mark.usefixtures("root")
def test_minutes_without_a_meeting_say_so():
    at = opened()
    at.selectbox(key="laporan_jenis").set_value("minutes").run()
    screens.press(at, "laporan_mulai")
    assert texts.say("reports.no-meeting", "id") in screens.words(at)


@pytest.mark.usefixtures("root")
def test_a_report_is_checked_on_the_page():
    pdf = made("pdf")
    at = opened()
    at.file_uploader(key="laporan_berkas").upload("bahan.pdf", pdf, "application/pdf").run()
    assert texts.say("reports.verdicts.genuine", "id") in screens.words(at)
    at = opened()
    at.file_uploader(key="laporan_berkas").upload("lain.pdf", b"%PDF-1.4", "application/pdf").run()
    assert texts.say("reports.verdicts.unsealed", "id") in screens.words(at)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("empty")
def test_without_data_it_says_what_to_do_and_still_offers_forms(lang: texts.Lang):
    told = screens.words(screens.open_page(PAGE, "direct", lang))
    assert texts.say("screens.empty.all", lang) in told
    assert texts.say("reports.screen.forms-note", lang) in told
