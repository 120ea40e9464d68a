"""A city's briefing as PDF, the package of a rakor, and the memory of a process that made a hundred."""

import gc
import multiprocessing
import os
import tempfile
from datetime import date
from pathlib import Path

import elections
import pipeline
from benchmarks.rows import Row, seconds
from elections import Election
from metrics import Place
from reports.document import Document
from settings import Settings
from store import Store

OFFICE, DAY = "kota-bengkulu", date(2024, 2, 7)
_FIRST, _MORE = 10, 100
"""Reports until all that is loaded once is loaded, and those that may leave nothing behind."""


def measure() -> list[Row]:
    """The sample of Bengkulu, imported into a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = Settings(folder, "duckdb", "pemilu-2024", 8501)
        store, election = pipeline.open_store(chosen), elections.load("pemilu-2024")
        paths = pipeline.sheets_in([pipeline.SAMPLES / OFFICE / DAY.isoformat()])
        files = [(path.name, path.read_bytes()) for path in paths]
        list(pipeline.import_files(store, files, by="bench", election=election.code))
        return [*of(store, election, DAY, OFFICE), *_memory(chosen)]


def of(store: Store, election: Election, day: date, name: str) -> list[Row]:
    """The PDF and the package of the city in a store, its Board being there as a page has it."""
    city, known = _city(store)
    made = pipeline.board(store, election, city, known, day, day)

    def told() -> Document:
        return pipeline.report("briefing", store, election, city, known, day, day, "id", made=made)

    def packed() -> bytes:
        return pipeline.package(told(), store, election, city, known, day, day, "id", made=made)

    pipeline.as_pdf(told())  # loads the fonts and what draws
    pdf, whole = seconds(lambda: pipeline.as_pdf(told())), seconds(packed)
    return [
        Row(f"{name}: briefing as PDF, cells looked up, drawn and sealed", pdf, "s", "<= 1 s", pdf <= 1),
        Row(f"{name}: package of HTML, PDF, XLSX, text and hashes", whole, "s", "<= 5 s", whole <= 5),
    ]


def _city(store: Store) -> tuple[Place, list[Place]]:
    known = pipeline.places(store)
    return next(place for place in known if place.level == "kota"), list(known)


def _memory(chosen: Settings) -> list[Row]:
    with multiprocessing.get_context("spawn").Pool(1) as process:
        first, later = process.apply(_resident_after, (chosen,))
    grown = (later / first - 1) * 100
    return [
        Row(f"memory after {_FIRST} reports", first, "MB"),
        Row(f"memory after {_MORE} more, grown by", grown, "%", "<= 5 %", grown <= 5),
    ]


def _resident_after(chosen: Settings) -> tuple[float, float]:
    """Resident memory of this process after the first reports and after a hundred more, in MB (Linux)."""
    store, election = pipeline.open_store(chosen), elections.load(chosen.election)
    city, known = _city(store)
    made = pipeline.board(store, election, city, known, DAY, DAY)
    found = []
    for times in (_FIRST, _MORE):
        for _ in range(times):
            pipeline.as_pdf(
                pipeline.report("briefing", store, election, city, known, DAY, DAY, "id", made=made)
            )
        gc.collect()
        resident = int(Path("/proc/self/statm").read_text().split()[1])
        found.append(resident * os.sysconf("SC_PAGE_SIZE") / 1e6)
    return found[0], found[1]
