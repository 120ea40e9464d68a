"""The wall in a real browser: type as large as a room needs, keys, what survives, and the dim projector."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import pipeline
import texts
from metrics import inputs as said_of
from metrics.inputs import Said
from metrics.meetings import AGENDA, Act
from tests import screens
from tests.browser.cable import Cable
from tests.browser.conftest import PATIENCE, picture, settled

expect.set_options(timeout=PATIENCE)

AXE = Path(__file__).parent / "axe.min.js"
OFFICE, PLACE, DAY = "Kota Pekalongan", "33.75", date(2023, 12, 22)
SIZES = {(1920, 1080): (28, 96), (1024, 768): (18, 48)}
"""Screens with the smallest type, and the smallest number of the gauge, that are read from the back."""

MEASURE = """
() => {
  const body = document.querySelector(`.slide-${document.documentElement.dataset.slide} .slide-body`);
  const seat = body.getBoundingClientRect();
  const found = { small: [], outside: [], texts: 0 };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, holder = node.parentElement;
    if (!node.textContent.trim() || holder.closest("style, script, noscript, .sr")) continue;
    if (holder.closest('[data-testid="stSkipToContent"]')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (!box.width || getComputedStyle(holder).visibility === "hidden") continue;
    found.texts += 1;
    const told = node.textContent.trim();
    const size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < LEAST) found.small.push([size, told]);
    const off = box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
    const spilt = body.contains(holder) && (box.bottom > seat.bottom + 2 || box.right > seat.right + 2);
    if (off || spilt) found.outside.push(told);
  }
  const scrolls = [document.scrollingElement, document.querySelector(".stMain"), body];
  found.scroll = Math.max(...scrolls.map((one) => Math.max(one.scrollHeight - one.clientHeight,
                                                           one.scrollWidth - one.clientWidth)));
  return found;
}
"""


def _keep(root: Path, one: Act) -> Act:
    return pipeline.meet(screens.store(root), one, office=OFFICE, election="pemilu-2024")


def _start(root: Path, title: str, day: date, agenda: tuple[str, ...] = AGENDA) -> Act:
    head = screens.store(root).head()
    return _keep(root, Act("start", "Ketua", 0, head, title, PLACE, day, day, agenda))


@pytest.fixture(scope="module")
def store_root(tmp_path_factory: pytest.TempPathFactory, built: Callable[[str], Path]) -> Path:
    """An office with a closed meeting, an open one, inputs that were approved and one that waits."""
    root = tmp_path_factory.mktemp("papan") / "store"
    shutil.copytree(built("kota-pekalongan"), root)
    first = _start(root, "Rakor persiapan", date(2023, 12, 15))
    _keep(root, Act("close", "Ketua", first.seq, note="Dilanjutkan"))
    _start(root, "Rakor distribusi", DAY)
    said = tuple(
        Said(date(2023, 12, 1 + at), f"Instansi {at}", f"Masukan ke-{at} tentang gudang dan jadwal")
        for at in range(14)
    )
    store, office = screens.store(root), {"office": OFFICE, "election": "pemilu-2024"}
    made = pipeline.act_on_input(store, said_of.Act("say", "Analis", DAY, said=said), **office)
    for number in range(13):
        one = said_of.Act("approve", "Ketua", DAY, f"{made.seq}.{number}", made.seq)
        pipeline.act_on_input(store, one, **office)
    return root


def _wall(page: Page) -> Page:
    expect(page.locator(".deck")).to_be_visible()
    page.wait_for_function("document.documentElement.dataset.slide")
    return page


def _at(page: Page) -> str:
    return str(page.evaluate("document.documentElement.dataset.slide"))


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=["1920", "1024"])
def test_every_slide_is_read_from_the_back_and_fits_the_screen(
    opened: Callable[..., Page], size: tuple[int, int], lang: texts.Lang
):
    least, gauge = SIZES[size]
    dark = lang == "en"
    page = _wall(opened(f"/layar?lang={lang}", width=size[0], height=size[1], dark=dark))
    for at, code in enumerate(AGENDA):
        page.keyboard.press(str(at + 1))
        assert _at(page) == code
        found = page.evaluate(MEASURE.replace("LEAST", str(least)))
        picture(page, f"layar-{code}-{size[0]}-{lang}")
        assert (found["small"], found["outside"], found["scroll"] <= 1) == ([], [], True), code
        assert found["texts"] > 3, code
        counter = texts.say("wall.counter", lang, at=at + 1, of=len(AGENDA))
        expect(page.locator(f".slide-{code} .slide-count")).to_have_text(counter)
    page.keyboard.press("Home")
    number = page.locator(".deck .fig-huge")
    assert number.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") >= gauge
    assert not page.locator('header[data-testid="stHeader"]').is_visible()


def test_a_list_too_long_for_the_screen_is_counted(opened: Callable[..., Page], store_root: Path):
    page = _wall(opened("/layar", width=1024, height=768))
    page.keyboard.press("End")
    slide = page.locator(".slide-inputs")
    shown, listed = slide.locator(".row:visible").count(), slide.locator(".row").count()
    known = pipeline.inputs(screens.store(store_root).ledger(), OFFICE)
    still = sum(one.state == "open" for one in known)
    assert 3 < shown < listed < still
    expect(slide.locator(".rest")).to_have_text(texts.say("wall.rest", "id", count=still - shown))


def test_keys_and_clicker_move_and_say_where(opened: Callable[..., Page]):
    page = _wall(opened("/layar"))
    page.keyboard.press("Home")
    for key, code in (
        *(("ArrowRight", "missing"), ("PageDown", "since"), (" ", "course"), ("PageUp", "since")),
        *(("ArrowLeft", "missing"), ("Shift+ ", "ready"), ("ArrowLeft", "ready"), ("End", "inputs")),
        *(("PageDown", "inputs"), ("5", "distribution"), ("Home", "ready")),
    ):
        page.keyboard.press(key.replace(" ", "Space"))
        assert _at(page) == code, key
    page.locator(".slide-ready .slide-dots button").nth(2).click()
    assert _at(page) == "since"
    page.keyboard.press("?")
    expect(page.locator(".wall-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".wall-help")).not_to_be_visible()


def test_one_key_enters_from_any_page_and_escape_leads_back(opened: Callable[..., Page]):
    page = opened("/keuangan")
    page.keyboard.press("m")
    _wall(page)
    settled(page)
    page.keyboard.press("Escape")
    page.wait_for_url("**/keuangan**")
    settled(page)
    assert page.locator(".deck").count() == 0
    assert page.locator('header[data-testid="stHeader"]').is_visible()
    # While somebody types, the letter is a letter.
    page.goto(page.url.split("/keuangan")[0] + "/kalimat")
    settled(page)
    page.locator("textarea").first.press_sequentially("mm")
    assert page.locator(".deck").count() == 0
    page.keyboard.press("Escape")


def test_the_place_survives_a_reload_and_belongs_to_its_meeting(
    opened: Callable[..., Page], store_root: Path
):
    page = _wall(opened("/layar"))
    page.keyboard.press("4")
    page.keyboard.press("r")
    page.reload()
    settled(page)
    _wall(page)
    assert _at(page) == "course"
    assert page.evaluate("document.documentElement.hasAttribute('data-dim')")
    page.keyboard.press("r")
    past = pipeline.meetings(screens.store(store_root).ledger(), OFFICE)[0]
    page.goto(page.url.split("?")[0] + f"?rakor={past.key}")
    settled(page)
    assert _at(_wall(page)) == "ready"


def test_sixty_seconds_without_network_change_nothing(browser: Browser, server: str):
    cable = Cable(server)
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{cable.address}/layar")
    settled(page)
    _wall(page)
    page.keyboard.press("Home")
    cable.pull()
    for second in range(60):
        page.keyboard.press("PageDown" if second < 20 else "PageUp")
        page.wait_for_timeout(1_000)
        assert _at(page) == AGENDA[min(second + 1, 7) if second < 20 else max(26 - second, 0)]
        assert page.locator(f".slide-{_at(page)}").is_visible()
        assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("3")
    expect(page.locator(".slide-since .slide-offline")).to_be_visible()
    page.keyboard.press("Escape")
    found = page.evaluate(MEASURE.replace("LEAST", "28"))
    assert (found["small"], found["outside"], found["scroll"] <= 1) == ([], [], True)
    picture(page, "layar-tanpa-jaringan-1920")
    cable.plug()
    page.wait_for_function("!document.documentElement.hasAttribute('data-offline')")
    settled(page)
    assert _at(page) == "since"
    page.keyboard.press("Home")
    page.locator(".deck .fig-huge").click()
    expect(page.get_by_role("dialog")).to_contain_text(texts.say("screens.figure.formula", "id"))
    page.close()
    cable.close()


STATES = {"complete", "short", "not-received", "not-reported"}
LOOKS = """
(states) => Object.fromEntries(states.map((state) => {
  const holder = document.querySelector(".slide-ready .slide-body");
  const bar = state === "not-reported" ? "unknown" : state;
  holder.insertAdjacentHTML("beforeend", `<p><span class="ic ic-${state}"></span>
    <span class="meter is-${bar}"><span class="meter-fill" style="width:50%"></span></span></p>`);
  const [sign, track, fill] = holder.lastElementChild.querySelectorAll("span");
  const look = [getComputedStyle(sign).maskImage, getComputedStyle(track).backgroundImage
    + getComputedStyle(fill).backgroundImage + getComputedStyle(fill).backgroundColor];
  holder.lastElementChild.remove();
  return [state, look];
}))
"""


def test_on_a_dim_projector_shape_and_word_tell_the_states(opened: Callable[..., Page]):
    page = _wall(opened("/layar"))
    page.keyboard.press("r")
    page.keyboard.press("Home")
    picture(page, "layar-remang-1920")
    # Nothing on the slide has a colour that is no grey.
    coloured = page.evaluate(
        """() => [...document.querySelectorAll(".deck *")].filter((one) => one.getClientRects().length)
             .flatMap((one) => ["color", "backgroundColor", "borderTopColor"]
               .map((name) => [one.className, getComputedStyle(one)[name].match(/[\\d.]+/g).map(Number)]))
             .filter(([, [red, green, blue, alpha = 1]]) => alpha && (red !== green || green !== blue))"""
    )
    assert coloured == []
    # Signs and bars of the four states are four shapes.
    looks: dict[str, Any] = page.evaluate(LOOKS, sorted(STATES))
    assert len({look[0] for look in looks.values()}) == 4
    assert len({look[1] for look in looks.values()}) == 4
    # And each sign on the slides has a word beside it.
    for at in range(len(AGENDA)):
        page.keyboard.press(str(at + 1))
        alone = page.locator(".deck .ic:visible").evaluate_all(
            "(all) => all.filter((one) => !one.parentElement.textContent.trim()).length"
        )
        assert alone == 0


def test_a_number_opens_how_it_was_reckoned_and_keys_rest_meanwhile(opened: Callable[..., Page]):
    page = _wall(opened("/layar"))
    page.keyboard.press("Home")
    page.locator(".deck .fig-huge").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(texts.say("screens.figure.formula", "id"))
    page.keyboard.press("PageDown")
    assert _at(page) == "ready"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("PageDown")
    assert _at(page) == "missing"


def test_new_data_are_taken_by_pressing_and_an_input_is_typed_on_the_same_screen(
    opened: Callable[..., Page], store_root: Path
):
    page = _wall(opened("/layar"))
    page.keyboard.press("Home")
    page.keyboard.press("i")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(texts.say("inputs.dialog.say", "id"))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    before = page.locator(".slide-ready").inner_text()
    pipeline.decide(
        screens.store(store_root), OFFICE, {"limits.stale_hours": "20"}, by="Admin", election="pemilu-2024"
    )
    take = page.get_by_role("button", name=texts.say("meetings.news.accept", "id"))
    expect(take).to_be_visible()
    assert page.locator(".slide-ready").inner_text() == before
    take.click()
    expect(dialog).to_be_visible()
    dialog.get_by_label(texts.say("frame.who", "id")).fill("Ketua")
    # Longer than the look at the ledger: it must not close what somebody types in.
    page.wait_for_timeout(12_000)
    dialog.get_by_role("button", name=texts.say("meetings.news.accept", "id")).click()
    expect(dialog).to_have_count(0)
    settled(page)
    assert pipeline.meetings(screens.store(store_root).ledger(), OFFICE)[-1].pins[-1].kind == "accept"
    expect(take).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_slide_has_a_serious_barrier(opened: Callable[..., Page], dark: bool):
    page = _wall(opened("/layar", dark=dark))
    page.add_script_tag(path=AXE)
    for at in range(len(AGENDA)):
        page.keyboard.press(str(at + 1))
        found = page.evaluate("async () => (await axe.run(document)).violations")
        barriers = [
            f"{one['id']}: {node['html'][:160]}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
        assert barriers == []
