"""Stores and Boards that tests of the forms are made from."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import elections
import loaders
import metrics
import pipeline
import texts
from reports.document import Document, Table
from settings import Settings
from store import Store

PEMILU = elections.load("pemilu-2024")
DAYS = {"kota-pekalongan": date(2023, 12, 22), "kota-bengkulu": date(2024, 2, 7)}
NAMES = {"kota-pekalongan": "Kota Pekalongan", "kota-bengkulu": "Kota Bengkulu"}
MAKER = "Papan Rakor"
"""Who brought the sample."""

BOTH = [(office, lang) for office in DAYS for lang in texts.LANGUAGES]


def opened(root: Path) -> Store:
    return pipeline.open_store(Settings(str(root), "duckdb", PEMILU.code, 8501))


def made(
    store: Store, make: Callable[..., Document], day: date, lang: texts.Lang, level: str = "kota", **more: Any
) -> tuple[metrics.Board, Document]:
    """The Board of a day and the form that is made of it, of the first place of a level."""
    known = pipeline.places(store)
    place = next(one for one in known if one.level == level)
    board = pipeline.board(store, PEMILU, place, known, day, day)
    return board, make(store, PEMILU, place, known, day, day, lang, **more)


def bring(store: Store, file: str, day: str, *lines: str) -> str:
    """A sheet of Kota Pekalongan of that day."""
    return bring_file(
        store, file, "\n".join(("KPU KOTA PEKALONGAN", f"PER TANGGAL {day}", "", *lines)).encode()
    )


def bring_file(store: Store, file: str, data: bytes) -> str:
    """A file of Kota Pekalongan; gives the id of its upload."""
    reading = loaders.read(data, file, pipeline.knowledge(store, PEMILU, NAMES["kota-pekalongan"]))
    upload = pipeline.accept(store, PEMILU, reading, data, "Rina").upload_id
    assert upload, reading
    return upload


def listed(one: Document) -> list[Table]:
    """All tables of a form, in their order."""
    return [block for part in one.sections for block in part.blocks if isinstance(block, Table)]


def written(value: int | None, lang: texts.Lang, way: str = "count") -> str:
    return "" if value is None else texts.numbers.write(value, way, lang)
