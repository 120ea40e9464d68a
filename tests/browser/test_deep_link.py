"""A link to a page deep in the app, as the very first request after the server started."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

import texts
from tests.browser.conftest import PATIENCE

expect.set_options(timeout=PATIENCE)


def test_a_deep_link_right_after_the_start_opens_its_page_in_its_frame(opened: Callable[..., Page]):
    page = opened("/keuangan?kantor=33.75&kec=33.75.01&per=2023-12-15&lang=en")
    expect(page.locator(".title")).to_contain_text("Pekalongan Barat")
    expect(page.locator(".title")).to_contain_text("15 December 2023")
    current = page.locator('[data-testid="stTopNavLink"][aria-current="page"]')
    expect(current).to_contain_text(texts.say("frame.sections.keuangan", "en"))
    assert page.locator('[data-testid="stSidebarNavLink"]').count() == 0
