"""Sorting and folding of the two offices' sheets, from the store to numbers that can be opened."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import elections
import metrics
import pipeline
from metrics import Board, Figure, Forecast, Place, Sorting, TooLittle
from settings import Settings
from store import Store

ELECTION = elections.load("pemilu-2024")
BENGKULU, PEKALONGAN = date(2024, 2, 7), date(2023, 12, 22)


def seen(root: Path, day: date, level: str = "kota") -> tuple[Store, Board, Sorting, tuple[Place, ...]]:
    store = pipeline.open_store(Settings(str(root), "duckdb", ELECTION.code, 8501))
    known = pipeline.places(store)
    place = next(one for one in known if one.level == level)
    board = pipeline.board(store, ELECTION, place, known, day, day)
    return store, board, pipeline.sorting(store, ELECTION, board, known), known


def test_what_was_sorted_is_what_the_board_says_to_the_sheet(built: Callable[[str], Path]):
    _, board, work, _ = seen(built("kota-bengkulu"), BENGKULU)
    rows = {one.item: one for one in board.ballots}
    for one in work.types:
        assert one.handled == rows[one.item].sorted
        assert (one.folded or 0) + (one.damaged or 0) == one.handled
        assert one.left == (one.received or 0) - (one.handled or 0)
    assert work.whole.left == sum(one.left or 0 for one in work.types)
    assert isinstance(work.whole.forecast, Forecast)
    assert sum(one.pay.rupiah for one in work.teams) == work.pay.rupiah


def test_a_plan_is_no_progress_and_tells_people_and_days(built: Callable[[str], Path]):
    _, _, work, _ = seen(built("kota-pekalongan"), PEKALONGAN)
    assert {one.handled for one in work.types} == {None}
    assert work.planned_people == (5, 10)
    assert work.whole.forecast == TooLittle(0)
    assert work.types[0].planned[0] == date(2024, 1, 12)


def test_the_latest_safe_day_is_that_of_the_plan_back_from_h_1(built: Callable[[str], Path]):
    _, board, work, _ = seen(built("kota-pekalongan"), PEKALONGAN)
    packing = board.plan.together[0]
    assert all(one.due < packing.start_by for one in work.types)
    assert work.whole.due == metrics.due_days(board.plan, ELECTION)["PPWP"]


def test_every_number_leads_to_the_cells_that_add_up_to_it(built: Callable[[str], Path]):
    store, board, work, known = seen(built("kota-bengkulu"), BENGKULU)
    figures = pipeline.sorting_figures(work, ELECTION, board, known)
    added = {
        "handled": "disortir",
        "damaged": "rusak",
        "folded": "dilipat",
        "paid-sheets": "dilipat",
        "person-days": "pekerja",
        "disabled": "pekerja_difabel",
    }
    looked_at = {"DPR", "whole", "teams", "team-0", "team-5", "lot-DPRDP-0", "cause-DPR-1", "cause-whole-0"}
    seen_names = set()
    for name, figure in figures.items():
        _, what, number = name.split(":")
        if what not in looked_at or number not in added:
            continue
        found = [cell for one in figure.sources for cell in pipeline.cells(store, one, BENGKULU)]
        told = sum(int(cell.value or 0) for cell in found if cell.measure == added[number])
        assert told == figure.value, name
        seen_names.add((what, number))
    assert {what for what, _ in seen_names} == looked_at
    assert {number for _, number in seen_names} == set(added)


def test_what_a_team_is_paid_leads_to_its_sheets_and_their_rate(built: Callable[[str], Path]):
    store, board, work, known = seen(built("kota-bengkulu"), BENGKULU)
    figures = pipeline.sorting_figures(work, ELECTION, board, known)
    for at, team in enumerate(work.teams):
        figure = figures[f"sorting:team-{at}:pay"]
        rows: dict[tuple[str, str], dict[str, int]] = {}
        for cell in (cell for one in figure.sources for cell in pipeline.cells(store, one, BENGKULU)):
            rows.setdefault((cell.upload_id, cell.cell[1:]), {})[cell.measure] = int(cell.value or 0)
        assert sum(row["dilipat"] * row["upah_per_lembar"] for row in rows.values()) == team.pay.rupiah
    assert sum(team.pay.rupiah for team in work.teams) == figures["sorting:teams:pay"].value
    types = sum(figures[f"sorting:{one.item}:pay"].value or 0 for one in work.types)
    assert types == figures["sorting:teams:pay"].value == 340_698_950


def test_a_lot_that_stands_out_is_named_and_its_cause_list_is_kpus(built: Callable[[str], Path]):
    _, _, work, _ = seen(built("kota-bengkulu"), BENGKULU)
    lots = [(one.item, lot.lot) for one in work.types for lot in one.lots if lot.suspicious]
    assert lots == [("DPRDP", "DPRD PROV lot 3")]
    assert {cause.cause for cause in work.causes} <= {one.code for one in ELECTION.damage_causes}
    assert sum(cause.damaged for cause in work.causes) == 280


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_number_has_its_formula_in_words(built: Callable[[str], Path], lang):
    _, board, work, known = seen(built("kota-bengkulu"), BENGKULU)
    figures: dict[str, Figure] = pipeline.sorting_figures(work, ELECTION, board, known)
    assert {"sorting:whole:rate", "sorting:DPR:pay", "sorting:DPD:needed"} <= set(figures)
    assert {"sorting:team-0:disabled", "sorting:lot-DPRDP-0:damaged", "sorting:teams:pay"} <= set(figures)
    for one in figures.values():
        assert one.sources
        assert metrics.formula_text(one.formula, lang)


def test_a_kecamatan_has_none_where_the_sheets_name_none(built: Callable[[str], Path]):
    _, _, work, _ = seen(built("kota-bengkulu"), BENGKULU, "kecamatan")
    assert not any(one.days or one.planned for one in work.types)
