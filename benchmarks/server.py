"""The running app: server time of a page's rerun, and memory after twenty browser connections."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from benchmarks.rows import Row, seconds

ROOT = Path(__file__).parent.parent
CONNECTIONS = 20


def measure() -> list[Row]:
    """Reruns in this process, memory in a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PAPAN_STORE"] = folder
        return [*_reruns(), *_memory(folder)]


def _reruns() -> list[Row]:
    rows = []
    for page in sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__"):
        app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=120)
        app.run()
        if app.exception:
            raise RuntimeError(f"{page}: {app.exception[0].message}")
        spent = seconds(app.run, times=9)
        rows.append(Row(f"rerun of {page}", spent * 1000, "ms", "<= 100 ms", spent <= 0.1))
    return rows


def _memory(folder: str) -> list[Row]:
    with _server(folder) as (address, process), sync_playwright() as play:
        chromium = Path("/usr/bin/chromium")
        browser = play.chromium.launch(
            executable_path=str(chromium) if chromium.exists() else None, args=["--no-sandbox"]
        )
        at_start = _resident(process.pid)
        for _ in range(CONNECTIONS):
            page = browser.new_context().new_page()
            page.goto(address)
            page.get_by_text("80,0").first.wait_for(timeout=120_000)
        after = _resident(process.pid)
        browser.close()
    return [
        Row("memory of the server before the first page", at_start, "MB"),
        Row(f"memory of the server with {CONNECTIONS} browsers on it", after, "MB", "< 600 MB", after < 600),
    ]


def _resident(pid: int) -> float:
    """Resident memory of a process and its children, in MB (Linux)."""
    pids = [pid]
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, ValueError):
                continue
            if parent == pid:
                pids.append(int(entry.name))
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in pids)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def _server(folder: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app.py",
            "--server.port",
            str(port),
            "--server.headless",
            "true",
        ],
        cwd=ROOT,
        env={**os.environ, "PAPAN_STORE": folder},
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health"):  # noqa: S310 - our own address
                    break
            except OSError:
                time.sleep(0.1)
        yield address, process
    finally:
        process.terminate()
        process.wait()
