"""The main job in a real browser: start, see 80 %, bring a sheet, see the gauge move, take it back."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

import texts
from tests import sheets
from tests.browser.conftest import PATIENCE, drop, picture, settled
from ui import frame

expect.set_options(timeout=PATIENCE)

MAIN = '[data-testid="stMainBlockContainer"]'


def _percent(page: Page) -> Any:
    return page.locator(".hero .fig-huge")


def _nav(page: Page, stem: str, lang: texts.Lang = "id") -> None:
    section = next(one for one in frame.SECTIONS if stem in dict(one))
    if not page.locator(".st-key-section").get_by_text(texts.say(f"frame.pages.{stem}", lang)).count():
        bar = page.locator('[data-testid="stTopNavLink"]')
        bar.filter(has_text=texts.say(f"frame.sections.{section[0][0]}", lang)).first.click()
        settled(page)
    beside = page.locator(".st-key-section").get_by_role("link", name=texts.say(f"frame.pages.{stem}", lang))
    if beside.count():
        beside.click()
        settled(page)


def test_the_first_start_shows_the_sample_at_80_percent(opened: Callable[..., Page]):
    page = opened("/")
    expect(_percent(page)).to_have_text("80,0\u00a0%")
    expect(page.locator(MAIN)).to_contain_text(texts.say("frame.sample", "id"))
    wall = page.locator(".w-alerts")
    for item in ("Presiden", "DPD"):
        expect(wall).to_contain_text(item)
    expect(wall).to_contain_text("24 hari lagi")
    expect(page.locator("html")).to_have_attribute("lang", "id")
    picture(page, "ringkasan-1920")


def test_an_uploaded_sheet_moves_the_gauge_and_taking_it_back_moves_it_again(opened: Callable[..., Page]):
    page = opened("/")
    _nav(page, "unggah")
    drop(page, ("PPWP datang.xlsx", sheets.presiden_arrived()))
    expect(page.locator(".file-head")).to_contain_text(texts.say("upload.state.ready", "id"))
    page.get_by_role("button", name=texts.say("upload.file.accept", "id"), exact=True).click()
    expect(page.locator(".file-head")).to_contain_text(texts.say("upload.state.accepted", "id"))
    settled(page)
    picture(page, "unggah-diterima-1920")

    page.get_by_role("link", name=texts.say("upload.file.to-summary", "id")).click()
    expect(_percent(page)).to_have_text("90,0\u00a0%")
    expect(page.locator(".title")).to_contain_text("2 Januari 2024")

    _nav(page, "riwayat")
    page.get_by_role("button", name=texts.say("history.withdraw.open", "id")).first.click()
    page.get_by_role("button", name=texts.say("history.withdraw.confirm", "id")).click()
    expect(page.get_by_role("status").filter(has_text="PPWP datang.xlsx")).to_be_visible()
    settled(page)
    _nav(page, "ringkasan")
    expect(_percent(page)).to_have_text("80,0\u00a0%")


def test_taking_back_where_one_uploaded_returns_to_the_day_before(opened: Callable[..., Page]):
    page = opened("/unggah")
    drop(page, ("PPWP lagi.xlsx", sheets.presiden_arrived("3 JANUARI 2024")))
    page.get_by_role("button", name=texts.say("upload.file.accept", "id"), exact=True).click()
    expect(page.locator(".title")).to_contain_text("3 Januari 2024")
    settled(page)
    page.get_by_role("button", name=texts.say("upload.file.undo", "id")).click()
    page.get_by_role("button", name=texts.say("history.withdraw.confirm", "id")).click()
    expect(page.locator(".title")).to_contain_text("22 Desember 2023")
    expect(page.locator(".file-head")).to_contain_text(texts.say("upload.state.ready", "id"))


def test_the_uploader_speaks_the_language_of_the_board(opened: Callable[..., Page]):
    for lang in texts.LANGUAGES:
        page = opened(f"/unggah?lang={lang}")
        zone = page.locator('[data-testid="stFileUploaderDropzone"]')
        expect(zone.get_by_role("button", name=texts.say("upload.drop.pick", lang))).to_be_visible()
        foreign = [
            word for word in ("Upload", "per file", "Browse", "Drag and drop") if word in zone.inner_text()
        ]
        assert not foreign, foreign


def test_a_bad_file_is_told_in_a_sentence(opened: Callable[..., Page]):
    page = opened("/unggah")
    drop(page, ("salah.xlsx", sheets.with_one_bad_cell()))
    expect(page.locator(".finding")).to_contain_text("PPWP!H10")
    expect(page.locator(".finding")).to_contain_text("dua ratus")
    picture(page, "unggah-temuan-1920")


def test_findings_and_templates_are_downloaded(opened: Callable[..., Page]):
    page = opened("/unggah")
    with page.expect_download() as template:
        page.get_by_role("button", name=texts.say("upload.empty.template-get", "id")).click()
    assert template.value.suggested_filename == "logistik.xlsx"
    assert load_workbook(BytesIO(template.value.path().read_bytes())).sheetnames
    drop(page, ("salah.xlsx", sheets.with_one_bad_cell()))
    with page.expect_download() as findings:
        page.get_by_role("button", name=texts.say("upload.findings.download", "id")).click()
    assert findings.value.suggested_filename == "temuan-salah.csv"
    assert "H10;dua ratus" in findings.value.path().read_text(encoding="utf-8-sig")


def test_the_history_is_checked_and_downloaded(opened: Callable[..., Page]):
    page = opened("/riwayat")
    page.get_by_role("button", name=texts.say("history.verify.button", "id")).click()
    expect(page.locator(".told.is-complete")).to_be_visible()
    with page.expect_download() as history:
        page.get_by_role("button", name=texts.say("history.download.button", "id")).click()
    assert history.value.suggested_filename == texts.say("history.download.file-name", "id")


def test_the_language_is_switched_and_linked(opened: Callable[..., Page]):
    page = opened("/")
    page.get_by_role("radio", name="EN").or_(page.get_by_role("button", name="EN", exact=True)).first.click()
    expect(_percent(page)).to_have_text("80.0%")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert "lang=en" in page.url
    linked = opened("/?lang=en")
    expect(_percent(linked)).to_have_text("80.0%")
    expect(linked.locator('[data-testid="stTopNavLink"]').first).to_contain_text(
        texts.say("frame.sections.ringkasan", "en")
    )
