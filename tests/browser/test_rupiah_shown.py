"""Rupiah on the screen: written the Indonesian way in an English browser, short and in full."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, settled

expect.set_options(timeout=PATIENCE)

WHOLE = '[data-figure="matrix:all:total:pagu"]'
FULL, SHORT = "Rp\u00a09.068.800.000", "Rp\u00a09,07\u00a0M"


def test_an_english_browser_reads_rupiah_as_the_office_writes_them(opened: Callable[..., Page]):
    page = opened("/keuangan?bagian=matriks&per=2023-12-22")
    assert page.evaluate("navigator.language").startswith("en")
    number = page.locator(WHOLE)
    expect(number).to_have_text(SHORT)
    assert FULL in (number.get_attribute("aria-label") or "")
    page.get_by_text("Rupiah penuh").click()
    settled(page)
    expect(page.locator(WHOLE)).to_have_text(FULL)
    page.locator(WHOLE).click()
    expect(page.get_by_role("dialog")).to_contain_text(FULL)


@pytest.mark.parametrize(("part", "other"), [("matriks", "Ringkas"), ("ringkas", "Matriks")])
def test_the_part_that_is_open_stands_in_the_address(opened: Callable[..., Page], part: str, other: str):
    page = opened(f"/keuangan?bagian={part}&per=2023-12-22")
    page.get_by_role("radio", name=other).click()
    page.wait_for_url(f"**bagian={other.lower()}**")
    settled(page)
    page.go_back()
    page.wait_for_url(f"**bagian={part}**")
    expect(page.get_by_role("radio", name=part.title())).to_be_checked()
    settled(page)
    page.go_forward()
    page.wait_for_url(f"**bagian={other.lower()}**")
    settled(page)
    page.reload()
    settled(page)
    expect(page.get_by_role("radio", name=other)).to_be_checked()
