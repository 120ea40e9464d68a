"""A meeting in the browser: an input by keyboard while the room talks, its follow-up, and new data."""

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

import pipeline
import texts
from settings import Settings
from tests.browser.conftest import PATIENCE, picture, settled

expect.set_options(timeout=PATIENCE)

LIMIT = 20
"""Seconds for one input, typing included."""
A_LETTER = 60
"""Milliseconds between two letters of somebody who types well."""
TEXT = "Kapan surat suara Presiden datang?"


def _say(key: str, **values: object) -> str:
    return texts.say(key, "id", **values)


def _start(page: Page, title: str) -> None:
    page.get_by_label(_say("meetings.start.name")).fill(title)
    page.get_by_label(_say("frame.who")).fill("Sekretaris")
    page.keyboard.press("Enter")
    expect(page.locator(".meeting")).to_contain_text(title)
    settled(page)


def _close(page: Page) -> None:
    page.get_by_label(_say("meetings.close.words")).fill("Dilanjutkan.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label(_say("meetings.start.name"))).to_be_visible()
    settled(page)


def _go(page: Page, stem: str) -> None:
    page.locator(".st-key-section").get_by_role("link", name=_say(f"frame.pages.{stem}"), exact=True).click()
    page.wait_for_url(f"**/{stem}?**")
    settled(page)


def _type_input(page: Page) -> None:
    """Every field that an input needs; the author is known since the meeting was started."""
    keys = page.keyboard
    keys.press("i")
    institution = page.get_by_role("dialog").get_by_label(_say("inputs.fields.institution"))
    expect(institution).to_be_focused()
    keys.type("Kwarcab Pramuka", delay=A_LETTER)
    keys.press("Enter")
    for _ in range(2):  # past the button that empties the field
        keys.press("Tab")
    keys.type(TEXT, delay=A_LETTER)
    keys.press("Tab")
    keys.type("Ketua menelepon penyedia", delay=A_LETTER)
    keys.press("Tab")
    keys.type("Kasubbag KUL", delay=A_LETTER)
    keys.press("Tab")
    keys.type("05012024", delay=A_LETTER)
    for _ in range(2):  # past the button of the calendar
        keys.press("Tab")
    keys.type("kesiapan presiden", delay=A_LETTER)
    keys.press("Enter")
    for _ in range(4):  # past the place, which is the chosen one, to the name
        keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".told.is-complete")).to_contain_text(_say("inputs.told.say"))


def test_an_input_is_entered_within_20_s_by_keyboard_and_leads_the_next_meeting(
    opened: Callable[..., Page],
):
    page = opened("/rakor?per=2023-12-21")
    _start(page, "Rakor pertama")
    _go(page, "masukan")
    began = time.monotonic()
    _type_input(page)
    took = time.monotonic() - began
    assert took <= LIMIT, f"{took:.1f} s"
    settled(page)
    waiting = page.locator(".masukan").filter(has_text=TEXT)
    for told in ("Kwarcab Pramuka", "Ketua menelepon penyedia", "Kasubbag KUL", "5 Januari 2024"):
        expect(waiting).to_contain_text(told)
    expect(waiting).to_contain_text("Surat suara Presiden")
    picture(page, "masukan-menunggu-1920")

    page.get_by_role("button", name=_say("inputs.dialog.approve"), exact=True).click()
    form = page.get_by_role("dialog")
    expect(form.get_by_label(_say("frame.who"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".told.is-complete")).to_contain_text(_say("inputs.told.approve"))
    settled(page)
    _go(page, "rakor")
    expect(page.locator("table")).to_contain_text([TEXT])
    _close(page)

    following = opened("/rakor?per=2024-01-08")
    _start(following, "Rakor kedua")
    _go(following, "masukan")
    first = following.locator(".masukan").first
    expect(first).to_contain_text(TEXT)
    expect(first).to_contain_text(_say("inputs.age", count=18))
    expect(first).to_contain_text(_say("inputs.late"))
    picture(following, "masukan-rakor-kedua-1920")


def test_new_data_is_announced_and_taken_by_somebody_who_is_named(
    opened: Callable[..., Page], store_root: Path
):
    page = opened("/rakor?per=2023-12-22")
    if page.get_by_label(_say("meetings.start.name")).count():
        _start(page, "Rakor ketiga")
    sample = pipeline.open_store(Settings(f"{store_root}/contoh", "duckdb", "pemilu-2024", 8501))
    limits = {"limits.stale_hours": "20"}
    pipeline.decide(sample, "Kota Pekalongan", limits, by="Admin", election="pemilu-2024")
    page.reload()
    expect(page.locator(".st-key-rakor_kabar")).to_contain_text("Admin")
    settled(page)
    page.locator(".st-key-rakor_pakai button").click()
    name = page.get_by_role("dialog").get_by_label(_say("frame.who"))
    expect(name).to_be_focused()
    page.keyboard.type("Ketua")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-rakor_kabar")).to_have_count(0)
    expect(page.locator(".meeting")).to_contain_text(_say("meetings.record.accepted", count=1, by="Ketua"))
