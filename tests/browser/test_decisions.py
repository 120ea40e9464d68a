"""What a person decides on the upload screen, in a real browser: by click, by key, and in rehearsal."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

import texts
from tests import sheets
from tests.browser.conftest import PATIENCE, drop, picture, settled

expect.set_options(timeout=PATIENCE)
AXE = Path(__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def _pick(page: Page, name: str, option: str) -> None:
    """Choose an option of the box with that name, by keys alone."""
    box = page.get_by_role("combobox", name=re.compile(re.escape(name)))
    box.focus()
    box.press_sequentially(option)
    expect(page.get_by_role("option", name=option, exact=True)).to_be_visible()
    box.press("Enter")
    settled(page)


def _column(letter: str, heading: str) -> str:
    return texts.say("upload_columns.read-as", "id", letter=letter, heading=heading)


def _is_accessible(page: Page) -> None:
    page.add_script_tag(path=AXE)
    found = page.evaluate("(rules) => axe.run(document, { runOnly: rules })", RULES)
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []


def _state(page: Page, code: str) -> None:
    expect(page.locator(".file-head")).to_contain_text(texts.say(f"upload.state.{code}", "id"))


def test_columns_are_said_once_then_known_and_fewer_goods_need_a_reason(opened: Callable[..., Page]):
    page = opened("/unggah", width=1024, height=768)
    drop(page, ("aneh.xlsx", sheets.of_strange_headings()))
    _state(page, "refused")
    _pick(page, texts.say("upload_columns.kind", "id"), texts.say("kinds.logistik.name", "id"))
    _pick(page, _column("D", "Perlu berapa"), texts.say("kinds.logistik.fields.kebutuhan", "id"))
    _pick(page, _column("E", "Yg sdh sampai"), texts.say("kinds.logistik.fields.diterima", "id"))
    _state(page, "ready")
    _is_accessible(page)
    picture(page, "columns-said")
    page.get_by_role("button", name=texts.say("upload.file.accept", "id"), exact=True).click()
    _state(page, "accepted")

    later = opened("/unggah", width=390, height=844)
    drop(later, ("lagi.xlsx", sheets.of_strange_headings("8 JANUARI 2024", 2500)))
    _state(later, "ready")
    later.get_by_role("button", name=texts.say("upload.file.accept", "id"), exact=True).click()
    _state(later, "accepted")

    last = opened("/unggah")
    drop(last, ("turun.xlsx", sheets.of_strange_headings("9 JANUARI 2024", 1500)))
    _state(last, "waits")
    accept = last.get_by_role("button", name=texts.say("upload.file.accept", "id"), exact=True)
    expect(accept).to_be_disabled()
    _is_accessible(last)
    reason = last.get_by_label(texts.say("upload_changes.reason", "id", least=10))
    reason.press_sequentially("dihitung ulang di gudang")
    expect(accept).to_be_enabled()
    accept.click()
    _state(last, "accepted")


def test_a_rehearsal_says_so_and_offers_nothing_to_accept(opened: Callable[..., Page]):
    page = opened("/unggah", width=390, height=844)
    page.get_by_text(texts.say("upload_bring.rehearsal", "id")).click()
    settled(page)
    expect(page.locator(".rehearsal")).to_be_visible()
    drop(page, ("salah.xlsx", sheets.with_one_bad_cell()))
    _state(page, "ready-notes")
    expect(page.get_by_role("button", name=texts.say("upload.file.accept", "id"), exact=True)).to_have_count(
        0
    )
    _is_accessible(page)


def test_reading_can_be_stopped_and_begun_again(opened: Callable[..., Page]):
    page = opened("/unggah")
    rows = "".join(f"Pekalongan Barat;Kotak Suara;{number};{number}\n" for number in range(300_000))
    data = ("Kecamatan;Jenis Logistik;Kebutuhan;Diterima\n" + rows).encode()
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(
        [{"name": "besar.csv", "mimeType": "text/csv", "buffer": data}]
    )
    page.get_by_role("button", name=texts.say("upload_bring.cancel", "id")).click()
    _state(page, "refused")
    expect(page.get_by_text(texts.say("problems.cancelled", "id")).first).to_be_visible()
    expect(page.get_by_role("button", name=texts.say("upload.file.read-again", "id"))).to_be_visible()
