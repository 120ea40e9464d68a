"""A real browser and the real app, as `make run` starts it, one server a test module."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
PICTURES = ROOT / "build" / "pictures"
WALL = {"width": 1920, "height": 1080}
PATIENCE = 60_000
"""Milliseconds after which a screen that is still working counts as broken; generous, for slow machines."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium where there is one, else Playwright's own."""
    own = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        try:
            started = play.chromium.launch(executable_path=own, args=["--no-sandbox"])
        except Error as missing:
            pytest.skip(f"no browser here: {missing.message.splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture(scope="module")
def store_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the module's server keeps its data; empty, so that it starts with the sample."""
    return tmp_path_factory.mktemp("papan")


@pytest.fixture(scope="module")
def server(store_root: Path) -> Iterator[str]:
    """The address of the running app."""
    with running(store_root) as address:
        yield address


@contextlib.contextmanager
def running(root: Path) -> Iterator[str]:
    """The app over a store at `root`; gone when the block ends."""
    port = _free_port()
    log = root.parent / f"{root.name}.log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "PAPAN_STORE": str(root), "PORT": str(port)}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health"):  # noqa: S310
            return
        time.sleep(0.1)
    raise RuntimeError(log.read_text(errors="replace"))


@pytest.fixture
def opened(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Gives a page of the app in a window of its own: `opened("/keuangan", dark=True, width=390)`."""
    contexts = []

    def open_page(path: str = "/", *, dark: bool = False, width: int = 1920, height: int = 1080) -> Page:
        scheme: Any = "dark" if dark else "light"
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="en-GB",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(server + path)
        settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def settled(page: Page) -> None:
    """Wait until the app has nothing more to do and shows it."""
    page.wait_for_selector('.stApp[data-test-script-state="notRunning"]')
    page.wait_for_selector('[data-testid="stMainBlockContainer"] :is(.stHtml, .deck):visible')
    # A click may not have reached the server yet, and a finished run may still be drawn.
    page.wait_for_timeout(400)
    page.wait_for_selector('.stApp[data-test-script-state="notRunning"]')
    page.wait_for_function(
        """() => !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')"""
    )


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    """Drop files (name, bytes) on the uploader and wait until each was checked."""
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files]
    )
    expect(page.locator(".file-head")).to_have_count(len(files), timeout=PATIENCE)
    settled(page)


def picture(page: Page, name: str) -> None:
    """Keep what is shown in build/pictures, for whoever wants to look."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=False)
