"""The cells of numbers over several items and levels are those that count: no other level, no row twice."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

import elections
import pipeline
from metrics import Board, Figure, Place, Source, right_figure
from settings import Settings
from store import Cell, Store

PEMILU = elections.load("pemilu-2024")
Seen = tuple[Store, tuple[Place, ...], Board]


def seen(built: Callable[[str], Path], office: str, day: date) -> Seen:
    store = pipeline.open_store(Settings(str(built(office)), "duckdb", PEMILU.code, 8501))
    known = pipeline.places(store)
    city = next(one for one in known if one.level == "kota")
    return store, known, pipeline.board(store, PEMILU, city, known, day, day)


@pytest.fixture
def pekalongan(built: Callable[[str], Path]) -> Seen:
    return seen(built, "kota-pekalongan", date(2023, 12, 22))


@pytest.fixture
def bengkulu(built: Callable[[str], Path]) -> Seen:
    return seen(built, "kota-bengkulu", date(2024, 2, 7))


def cells(store: Store, board: Board, sources: Iterable[Source]) -> list[Cell]:
    return [cell for one in sources for cell in pipeline.cells(store, one, board.as_of)]


def added(found: Iterable[Cell], *measures: str) -> int:
    return sum(cell.value for cell in found if cell.measure in measures and isinstance(cell.value, int))


def test_the_readiness_stands_on_the_cells_of_its_items_and_no_others(pekalongan: Seen):
    store, _, board = pekalongan
    whole = cells(store, board, board.readiness.percent.sources)
    single = [cell for one in board.items for cell in cells(store, board, one.percent.sources)]
    assert {(one.upload_id, one.sheet, one.cell, one.row) for one in whole} == {
        (one.upload_id, one.sheet, one.cell, one.row) for one in single
    }
    ballots = next(one for one in board.groups if one.code == "ballots")
    assert {one.row[0] for one in cells(store, board, ballots.percent.sources)} == {
        one.item for one in board.items if PEMILU.item(one.item).ballot
    }
    amount = right_figure(board.rights[0], board.readiness.percent, board.items)
    assert len(cells(store, board, amount.sources)) == len(whole)


def test_arrived_boxes_name_the_days_on_which_they_came(bengkulu: Seen):
    store, _, board = bengkulu
    came = next(one for one in board.funnel if one.code == "PPK")
    found = cells(store, board, came.percent.sources)
    days = {cell.cell[-2:] for cell in found if cell.measure == "tgl_tiba"}
    assert came.arrived and days


def of_sorting(found: Seen) -> dict[str, Figure]:
    store, known, board = found
    return pipeline.sorting_figures(pipeline.sorting(store, PEMILU, board, known), PEMILU, board, known)


def test_what_was_received_for_sorting_counts_one_level(bengkulu: Seen):
    store, _, board = bengkulu
    one = of_sorting(bengkulu)["sorting:PPWP:received"]
    assert added(cells(store, board, one.sources), "diterima", "pengganti") == one.value


def test_what_is_to_be_destroyed_counts_one_level(bengkulu: Seen):
    store, known, board = bengkulu
    way = pipeline.distribution(store, PEMILU, board, known)
    one = pipeline.distribution_figures(way, PEMILU, board, known)["distribution:destroy-DPR:due"]
    assert added(cells(store, board, one.sources), "rusak") == one.value == 100


def test_grants_past_their_day_name_their_own_rows(bengkulu: Seen):
    store, known, board = bengkulu
    found = pipeline.support_figures(pipeline.support(store, PEMILU, board, known), PEMILU, board, known)
    for name in ("overdue", "ahead"):
        one = found[f"support:total:{name}"]
        own = cells(store, board, one.sources)
        assert added(own, "nilai") - added(own, "diterima") == one.value, name


def test_ballots_without_a_note_name_only_their_rows(pekalongan: Seen):
    store, known, board = pekalongan
    found = pipeline.ballot_figures(pipeline.ballots(store, PEMILU, board, known), PEMILU, board, known)
    one = found["ballots:DPR:total:unchecked"]
    assert added(cells(store, board, one.sources), "diterima") == one.value


def test_bodies_that_get_their_first_transfer_have_cells(pekalongan: Seen):
    store, known, board = pekalongan
    found = pipeline.figures_of_bodies(pipeline.bodies(store, PEMILU, board, known), board, known)
    one = found["bodies:next-may:count"]
    assert len({cell.row for cell in cells(store, board, one.sources)}) == one.value
