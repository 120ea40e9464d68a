"""The rakor package on a USB stick: opened from its folder without network, the figures of its PDF in it."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from reports import package
from tests.browser.conftest import ROOT

DAYS = {"kota-pekalongan": date(2023, 12, 22), "kota-bengkulu": date(2024, 2, 7)}
HEADLINES = {"kota-pekalongan": "80,0 %", "kota-bengkulu": "98,0 %"}
NUMERAL = re.compile(r"\d[\d.,]*\d|\d")


@pytest.mark.parametrize("office", DAYS)
def test_the_page_of_the_package_tells_all_figures_of_its_pdf_without_network(
    office: str, built: Callable[[str], Path], browser: Browser, tmp_path: Path
):
    root, day = built(office), DAYS[office]
    zipped = tmp_path / "rakor.zip"
    made = ["report", "--format", "package", "--as-of", f"{day}", "--today", f"{day}", "-o", str(zipped)]
    papan(root, *made)
    held = package.unpacked(zipped.read_bytes())
    folder = tmp_path / "usb"
    for name, data in held.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: wrong.append(one.text))
    page.goto((folder / "index.html").as_uri())
    told = page.locator("main").inner_text().replace("\xa0", " ")
    context.close()

    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert wrong == []
    assert HEADLINES[office] in told
    printed = " ".join(one.extract_text() for one in PdfReader(BytesIO(held["laporan.pdf"])).pages)
    missing = set(NUMERAL.findall(told)) - set(NUMERAL.findall(printed))
    # A long line of cells is broken in print, within the name of a cell too.
    joined = re.sub(r"\s", "", printed)
    assert [one for one in missing if one not in joined] == []
    for number in NUMERAL.findall(held["whatsapp.txt"].decode().split("\n")[0]):
        assert number in told
    assert "asli" in papan(root, "verify", str(zipped))


def papan(root: Path, *words: str) -> str:
    """What the command line prints, over the store at `root`, from an interpreter of its own."""
    command = [sys.executable, "papan.py", *words, "--store", str(root)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_a_package_is_made_and_checked_where_no_network_is(built: Callable[[str], Path], tmp_path: Path):
    """In a network of its own where the machine allows it, and with every socket refused."""
    root, out = built("kota-pekalongan"), tmp_path / "rakor.zip"
    script = (
        "import socket, sys\n"
        "def refused(*_, **__): raise OSError('no network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refused\n"
        "import papan\n"
        "papan.main(sys.argv[1:])\n"
    )
    asked = ["report", "--format", "package", "--as-of", "2023-12-22", "-o", str(out), "--store", str(root)]
    for words in (asked, ["verify", str(out), "--store", str(root)]):
        command = [*_alone(), sys.executable, "-c", script, *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert "asli" in done.stdout


def _alone() -> list[str]:
    """The words that run a command without network, where this user may."""
    words = ["unshare", "--net", "--map-root-user"]
    try:
        allowed = subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return []
    return words if allowed else []
