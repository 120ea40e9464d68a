"""A workbook of twelve sheets goes in whole: every visible sheet, in one commit, none of the hidden ones."""

from collections.abc import Sequence
from pathlib import Path

import elections
import pipeline
from settings import Settings
from tests.loaders.test_sheets import ITEMS, SHEETS
from tests.loaders.workbooks import TITLE, Row, books

PEMILU = elections.load("pemilu-2024")
HIDDEN = ("LAMA", "LAMA (2)")


def _workbook() -> bytes:
    sheets: dict[str, tuple[Sequence[Row], Sequence[str]]] = {
        name: (rows, (f"REKAP {name}", *TITLE[1:])) for name, (_, rows) in SHEETS.items()
    }
    header = ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
    for item in (*ITEMS, *HIDDEN):
        rows = [[place, item, 10, 5] for place in ("Pekalongan Barat", "Pekalongan Timur")]
        sheets[item.upper()] = ([header, *rows], TITLE)
    return books(sheets, hidden=HIDDEN)


def test_all_visible_sheets_go_in_with_one_commit(tmp_path: Path):
    store = pipeline.open_store(Settings(str(tmp_path), "duckdb", "pemilu-2024", 8501))
    log = tmp_path / "ledger" / "_delta_log"
    data = _workbook()
    reading = pipeline.read(store, PEMILU, "dua belas.xlsx", data)
    assert store.head() == 0 and len(reading.tables) + len(reading.skipped) == 12
    before = len(list(log.glob("*.json")))
    assert pipeline.accept(store, PEMILU, reading, data, "Siti").result == "accepted"
    rows = store.ledger()
    assert {row.sheet: row.kind for row in rows} == {
        **{name: kind for name, (kind, _) in SHEETS.items()},
        **{item.upper(): "logistik" for item in ITEMS},
    }
    assert len({row.upload_id for row in rows}) == 1
    assert [row.seq for row in rows] == [*range(1, 11)]
    assert len(list(log.glob("*.json"))) - before <= 2, "the table is made, then all rows at once"
    pipeline.withdraw(store, rows[0].upload_id, "uji", "Siti")
    assert len(store.ledger()) == 11, "and goes back with one"
