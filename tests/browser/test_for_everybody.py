"""What every screen owes every user: no barrier, no foreign host, no sideways scrolling, the keyboard."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

import texts
from tests import sheets
from tests.browser.conftest import PATIENCE, drop, picture, settled
from ui import frame

expect.set_options(timeout=PATIENCE)

AXE = Path(__file__).parent / "axe.min.js"
STEMS = [stem for stem, _ in frame.registered()]
PARTS = [
    f"keuangan?bagian={key.removeprefix('money.parts.')}"
    for key in texts.catalogue("id")
    if key.startswith("money.parts.")
]
"""The parts of the page of money, which are screens of their own."""
MAIN = '[data-testid="stMainBlockContainer"]'


def _address(stem: str) -> str:
    return "/" if stem == frame.PAGES[0][0] else f"/{stem}"


def _barriers(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{one['id']}: {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("lang", "dark"), [("id", False), ("en", True)], ids=["id-light", "en-dark"])
@pytest.mark.parametrize("stem", [*STEMS, *PARTS])
def test_no_screen_has_a_serious_barrier_or_scrolls_sideways_on_a_phone(
    opened: Callable[..., Page], stem: str, lang: str, dark: bool
):
    page = opened(f"{_address(stem)}{'&' if '?' in stem else '?'}lang={lang}", dark=dark)
    name = stem.replace("?", "-")
    picture(page, f"{name}-1920-{lang}")
    # What is folded is read too.
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert not _barriers(page)
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    picture(page, f"{name}-390-{lang}")
    wide = page.evaluate(
        """() => ["html", ".stMain", "[data-testid=stMainBlockContainer]"]
                 .map((one) => document.querySelector(one)).map((one) => one.scrollWidth - one.clientWidth)"""
    )
    assert max(wide) <= 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_file_with_findings_has_no_serious_barrier(opened: Callable[..., Page], dark: bool):
    page = opened("/unggah", dark=dark)
    drop(page, ("salah.xlsx", sheets.with_one_bad_cell()), ("kosong.xlsx", b""))
    page.locator('[data-testid="stExpander"] summary').first.click()
    settled(page)
    assert not _barriers(page)


def test_the_withdrawal_dialog_has_no_serious_barrier(opened: Callable[..., Page]):
    page = opened("/riwayat")
    page.get_by_role("button", name=texts.say("history.withdraw.open", "id")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    settled(page)
    picture(page, "riwayat-tarik-1920")
    assert not _barriers(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_form_of_an_input_has_no_serious_barrier(opened: Callable[..., Page], dark: bool):
    page = opened("/masukan", dark=dark, width=1024, height=768)
    page.keyboard.press("i")
    save = page.get_by_role("dialog").get_by_role("button", name=texts.say("inputs.form.save", "id"))
    expect(save).to_be_in_viewport()
    settled(page)
    assert not _barriers(page)


def test_the_main_answer_is_seen_at_once_on_the_wall(opened: Callable[..., Page]):
    page = opened("/")
    for part in (".verdict", ".hero .fig-huge", ".w-alerts", ".w-days"):
        box = page.locator(part).first.bounding_box()
        assert box, part
        assert box["y"] >= 0 and box["y"] + box["height"] <= 1080, part


def test_no_request_leaves_this_machine(opened: Callable[..., Page]):
    page = opened("/")
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).hostname))
    for stem in STEMS:
        page.goto(page.url.split("?")[0].rsplit("/", 1)[0] + _address(stem))
        settled(page)
    # data: and blob: addresses have no host.
    assert hosts - {None, ""} == {"127.0.0.1"}


def test_a_keyboard_is_enough(opened: Callable[..., Page]):
    page = opened("/")
    _tab_to(page, f"[aria-label*='{texts.say('frame.kecamatan', 'id')}'], .st-key-kec input")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**kec=33.75.*")
    settled(page)
    _tab_to(page, "button.fig")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(texts.say("screens.figure.formula", "id"))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no Tab leads to {selector}")


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_section_and_its_pages_stay_in_sight_on_a_small_projector(
    opened: Callable[..., Page], lang: texts.Lang
):
    page = opened(f"/sortir_lipat?lang={lang}", width=1024, height=768)
    bar = page.locator('[data-testid="stTopNavLink"]:visible')
    names = [texts.say(f"frame.sections.{section[0][0]}", lang) for section in frame.SECTIONS]
    expect(bar).to_contain_text(names)
    grounds = bar.evaluate_all("(all) => all.map((one) => getComputedStyle(one).backgroundColor)")
    here = names.index(texts.say("frame.sections.logistik", lang))
    assert [place for place, ground in enumerate(grounds) if grounds.count(ground) == 1] == [here]
    row = page.locator(".st-key-section")
    for stem, _ in frame.SECTIONS[here]:
        expect(row.get_by_text(texts.say(f"frame.pages.{stem}", lang), exact=True)).to_be_in_viewport()
    expect(row.locator('[aria-current="page"]')).to_have_text(texts.say("frame.pages.sortir_lipat", lang))
    row.get_by_role("link", name=texts.say("frame.pages.gudang", lang)).click()
    page.wait_for_url("**/gudang?**")
    assert "lang=" in page.url or lang == "id"


def test_the_table_of_places_is_read_from_the_back_of_the_room_and_by_keyboard(
    opened: Callable[..., Page],
):
    page = opened("/logistik")
    cells = page.locator("button.heat-cell")
    assert cells.count() > 100
    size = cells.first.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
    # On a screen two metres and a half wide, 22 of 1920 points are three centimetres.
    assert size >= 22
    cells.first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(texts.say("screens.figure.formula", "id"))


def test_the_summary_is_no_longer_than_two_projector_screens(opened: Callable[..., Page]):
    page = opened("/")
    assert page.locator(MAIN).evaluate("(one) => one.scrollHeight") <= 2 * 1080


def test_a_running_meeting_has_no_serious_barrier(opened: Callable[..., Page]):
    page = opened("/rakor")
    page.get_by_label(texts.say("frame.who", "id")).fill("Sekretaris")
    page.keyboard.press("Enter")
    expect(page.locator(".meeting")).to_be_visible()
    settled(page)
    picture(page, "rakor-berjalan-1920")
    assert not _barriers(page)
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    assert page.locator(MAIN).evaluate("(one) => one.scrollWidth - one.clientWidth") <= 0
