"""A place under another name keeps its units in the totals, and the box of unknown places shows them."""

from datetime import date
from pathlib import Path

import pytest

import elections
import pipeline
from settings import Settings
from tests.loaders.workbooks import PLACES, book

PEMILU = elections.load("pemilu-2024")
OFFICE = ("KPU KOTA PEKALONGAN", "PER TANGGAL 22 DESEMBER 2023")
DAY = date(2023, 12, 23)
STATIONS = book(
    [
        ["KECAMATAN", "KELURAHAN", "TPS", "L", "P", "L+P"],
        *([one.kecamatan, one.kelurahan, number, 100, 100, 200] for one in PLACES for number in (1, 2)),
    ],
    ("DAFTAR TPS", *OFFICE),
)


def goods(renamed: dict[str, str]) -> bytes:
    rows = [
        [one.kecamatan, renamed.get(one.kelurahan, one.kelurahan), "Kotak suara", 10, 8] for one in PLACES
    ]
    header = ["KECAMATAN", "KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
    return book([header, *rows], ("REKAPITULASI LOGISTIK", *OFFICE))


def taken(folder: Path, renamed: dict[str, str]):
    store = pipeline.open_store(Settings(str(folder), "duckdb", "pemilu-2024", 8501))
    for name, data in (("tps.xlsx", STATIONS), ("logistik.xlsx", goods(renamed))):
        reading = pipeline.read(store, PEMILU, name, data)
        assert pipeline.accept(store, PEMILU, reading, data, "Siti").result == "accepted"
    known = pipeline.places(store)
    city = next(one for one in known if one.level == "kota")
    board = pipeline.board(store, PEMILU, city, known, DAY, DAY)
    return reading.tables[0], board, next(one for one in board.items if one.item == "KOTAK")


@pytest.mark.parametrize("name", ["Podosugi", "Antah Berantah", "Kauman"])
def test_the_citys_total_is_the_same_and_the_box_shows_what_the_place_holds(tmp_path: Path, name: str):
    table, board, boxes = taken(tmp_path / "a", {})
    assert (table.unplaced, board.unknown, boxes.received, boxes.need) == ((), (), 48, 60)
    table, board, boxes = taken(tmp_path / "b", {"Podosugih": name})
    assert (boxes.received, boxes.need) == (48, 60)
    (box,) = table.unplaced
    assert (box.kecamatan, box.kelurahan) == ("Pekalongan Barat", name)
    assert dict(box.amounts) == {"KOTAK.kebutuhan": 10, "KOTAK.diterima": 8}
    assert [(one.kecamatan, one.kelurahan) for one in board.unknown] == [("Pekalongan Barat", name)]
