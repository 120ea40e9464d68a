"""What changed since another day: each line opens its changed cells by keyboard alone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

import texts
from tests.browser.conftest import PATIENCE, settled

expect.set_options(timeout=PATIENCE)


def test_a_line_opens_its_changed_cells_by_keyboard_and_gives_the_focus_back(opened: Callable[..., Page]):
    page = opened("/sejak?kantor=33.75&per=2023-12-22")
    line = page.locator('button[data-figure^="since:"]').first
    expect(line).to_be_visible()
    line.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(texts.say("since.cells", "id"))
    expect(dialog.locator("tbody tr").first).to_contain_text(".xlsx")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    settled(page)
    expect(line).to_be_focused()
