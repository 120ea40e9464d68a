"""A bookmark of the upload screen as the very first request after the start, and a file dropped at once."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

import texts
from tests import sheets
from tests.browser.conftest import PATIENCE, drop

expect.set_options(timeout=PATIENCE)


def test_a_file_dropped_at_a_deep_link_right_after_the_start_is_read(opened: Callable[..., Page]):
    page = opened("/unggah")
    drop(page, ("PPWP datang.xlsx", sheets.presiden_arrived()))
    expect(page.locator(".file-head")).to_contain_text(texts.say("upload.state.ready", "id"))
