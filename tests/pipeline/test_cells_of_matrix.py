"""The cells that are listed for a number of the money matrix add up to it, at every level of the samples."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import elections
import pipeline
from metrics import Board, Figure, Place
from settings import Settings
from store import Store

PEMILU = elections.load("pemilu-2024")
OFFICES = {
    "kota-bengkulu": ("Kota Bengkulu", date(2024, 2, 7)),
    "kota-pekalongan": ("Kota Pekalongan", date(2023, 12, 22)),
}


def figures(
    store: Store, place: Place, known: tuple[Place, ...], day: date
) -> tuple[Board, dict[str, Figure]]:
    board = pipeline.board(store, PEMILU, place, known, day, day)
    found = pipeline.money_matrix(store, PEMILU, board, known)
    return board, pipeline.money_matrix_figures(found, PEMILU, board, known)


@pytest.mark.parametrize("office", OFFICES)
def test_the_cells_of_every_number_add_up_to_it(built: Callable[[str], Path], office: str) -> None:
    store = pipeline.open_store(Settings(str(built(office)), "duckdb", "pemilu-2024", 8501))
    name, day = OFFICES[office]
    known = pipeline.places(store)
    city = next(one for one in known if one.name == name)
    kecamatan = next(one for one in known if one.parent == city.code)
    kelurahan = next(one for one in known if one.parent == kecamatan.code)
    for place in (city, kecamatan, kelurahan):
        board, found = figures(store, place, known, day)
        for measure in ("pagu", "dicairkan", "realisasi", "spj", "setor_kembali", "outstanding"):
            whole = dict(board.finance.figures)[measure].value
            assert found[f"matrix:all:total:{measure}"].value == whole, (place, measure)
        amounts = {key: one for key, one in found.items() if one.unit == "rupiah"}
        of_place = [key for key in amounts if key.split(":")[1] in ("all", "own")]
        for key in {*of_place, *list(amounts)[:: max(1, len(amounts) // 40)]}:
            assert _added(store, amounts[key], day, key) == amounts[key].value, (place.name, key)


def _added(store: Store, one: Figure, day: date, key: str) -> int:
    away = ("spj", "setor_kembali") if key.endswith(":outstanding") else ()
    cells = [cell for source in one.sources for cell in pipeline.cells(store, source, day)]
    return sum(-int(cell.value or 0) if cell.measure in away else int(cell.value or 0) for cell in cells)
