"""A real process watches a folder: sheets are taken as they arrive, and nothing stops it but a signal."""

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import pipeline
from settings import Settings
from tests import sheets

ROOT = Path(__file__).parent.parent
LIST = sheets.PEKALONGAN / "01 Daftar TPS dan DPT (perbaikan).xlsx"
LONG = 120
"""Seconds after which a test gives up; a loaded machine starts a process slowly."""


class Watched:
    """A process that watches a folder, line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.seen: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, text: str) -> str:
        """The next line that holds a text."""
        while True:
            line = self._lines.get(timeout=LONG)
            self.seen.append(line)
            if text in line:
                return line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "masuk"
    made.mkdir()
    return made


@pytest.fixture
def watch(tmp_path: Path, folder: Path) -> Iterator[Callable[..., Watched]]:
    started: list[subprocess.Popen[str]] = []

    def start(*more: str) -> Watched:
        words = [
            "import",
            "--watch",
            str(folder),
            "--every",
            "0.3",
            "--store",
            str(tmp_path / "store"),
            *more,
        ]
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "papan.py"), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        started.append(process)
        return Watched(process)

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_sheets_are_taken_as_they_arrive_and_bad_ones_are_told(watch, folder: Path, tmp_path: Path):
    running = watch()
    running.until("Mengawasi")
    shutil.copy(LIST, folder)
    assert "diterima" in running.until(LIST.name)
    (folder / "rusak.xlsx").write_bytes(b"PK\x03\x04 cut off")
    assert "tidak diterima" in running.until("rusak.xlsx")
    (folder / "~$rekap.xlsx").write_bytes(b"lock")
    (folder / "rekap.xlsx").write_bytes(sheets.presiden_arrived())
    assert "diterima" in running.until("rekap.xlsx")
    (folder / "rekap.xlsx").write_bytes(sheets.presiden_arrived("3 JANUARI 2024"))
    assert "diterima" in running.until("rekap.xlsx")
    with zipfile.ZipFile(folder / "kiriman.zip", "w") as archive:
        archive.writestr("minggu ini/baru.xlsx", sheets.presiden_arrived("4 JANUARI 2024"))
    assert "diterima" in running.until("baru.xlsx")
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(timeout=LONG) == 0
    assert not any("~$" in line or "Traceback" in line for line in running.seen)
    store = pipeline.open_store(Settings(str(tmp_path / "store"), "duckdb", "pemilu-2024", 8501))
    taken = {row.upload_id: row.file for row in store.ledger()}
    assert list(taken.values()) == [LIST.name, "rekap.xlsx", "rekap.xlsx", "baru.xlsx"]


def test_once_takes_what_is_there_and_ends(watch, folder: Path):
    shutil.copy(LIST, folder)
    (folder / "rusak.xlsx").write_bytes(b"PK\x03\x04 cut off")
    running = watch("--once")
    running.until("rusak.xlsx")
    assert running.process.wait(timeout=LONG) == 1


def test_a_file_that_is_still_being_written_waits(folder: Path):
    watch = pipeline.Watch(folder)
    path = folder / "besar.csv"
    with path.open("wb") as out:
        for _ in range(5):
            out.write(b"KECAMATAN;DITERIMA\n" * 100)
            out.flush()
            assert watch.look() == []
    assert [one.path for one in watch.look()] == [path]
    assert watch.look() == []
    watch.again([path])
    assert [one.path for one in watch.look()] == [path]


def test_a_folder_that_goes_away_and_comes_back_is_no_trouble(folder: Path):
    watch = pipeline.Watch(folder)
    folder.rmdir()
    assert watch.look() == []
    folder.mkdir()
    (folder / "a.csv").write_text("x;y\n1;2\n")
    assert watch.look() == []
    assert len(watch.look()) == 1
