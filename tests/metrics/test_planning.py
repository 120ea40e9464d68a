"""The backward plan of a Board: on the two offices' sheets."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import elections
import pipeline
from metrics import Board
from settings import Settings

ELECTION = elections.load("pemilu-2024")


def board(root: Path, day: date) -> Board:
    store = pipeline.open_store(Settings(str(root), "duckdb", ELECTION.code, 8501))
    known = pipeline.places(store)
    city = next(one for one in known if one.level == "kota")
    return pipeline.board(store, ELECTION, city, known, day, day)


def test_kota_pekalongan_can_still_wait_three_weeks_for_the_presidential_ballots(
    built: Callable[[str], Path],
):
    found = board(built("kota-pekalongan"), date(2023, 12, 22)).plan
    steps = {(one.item, one.stage): one for chain in found.items for one in chain}
    # H-1 is 13 February; one day to the polling stations, two to the PPS, five of packing, four of folding,
    # and nobody works on 8, 9 and 10 February.
    assert steps["PPWP", "received"].latest == date(2024, 1, 29)
    assert steps["PPWP", "received"].expected == date(2024, 1, 8)
    assert steps["PPWP", "received"].slack == 21
    assert steps["DPD", "received"].slack == 18
    assert found.waits_for == ()
    # Together means with the last of them: DPD.
    assert [one.stage for one in found.together] == ["packed", "sent", "confirmed"]
    assert [one.slack for one in found.together] == [21, 21, 21]


def test_what_is_half_done_takes_half_its_days_and_what_nobody_expects_is_named(
    built: Callable[[str], Path],
):
    found = board(built("kota-bengkulu"), date(2024, 2, 7))
    packed = next(one.percent.value for one in found.stages if one.code == "packed")
    assert packed is not None
    step = found.plan.together[0]
    assert step.days == pytest.approx(5 * (100 - packed) / 100)
    assert step.expected is None
    short = {one.item for one in found.items if one.state != "complete" and one.expected is None and one.need}
    assert set(found.plan.waits_for) == short
