"""Sorting and folding: progress, rate, damage and pay, by the figures that offices have published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import elections
import pipeline
from metrics.damage_causes import cause_of
from metrics.forecast import Forecast, TooLittle
from metrics.items import Where
from metrics.sorting import Pay, Sorting, TeamDay, lots, pay, rows, sorting
from settings import Settings

ELECTION = elections.load("pemilu-2024")
FIRST = date(2024, 1, 8)
DUE = {one.code: date(2024, 2, 5) for one in ELECTION.items if one.ballot}
ROW = TeamDay(FIRST, "PPWP", "1", "pagi", 7, 1, 1_000, 990, 10, "sobek", "A", 150)


def work(*found: TeamDay, received: int | None = 10_000, today: date = FIRST + timedelta(days=6)) -> Sorting:
    return sorting(found, received={"PPWP": received}, due=DUE, election=ELECTION, today=today)


def of(found: Sorting, item: str = "PPWP"):
    return next(one for one in found.types if one.item == item)


def day(n: int, **changes: object) -> TeamDay:
    return replace(ROW, day=FIRST + timedelta(days=n), **changes)  # type: ignore[arg-type]


def test_good_damaged_and_remaining_add_up_to_what_was_received():
    found = of(work(day(0), day(1)))
    assert (found.handled, found.folded, found.damaged, found.left) == (2_000, 1_980, 20, 8_000)
    assert (found.folded or 0) + (found.damaged or 0) + (found.left or 0) == 10_000
    assert found.over == 0


def test_more_sorted_than_received_is_told_and_never_left_below_zero():
    found = of(work(day(0), received=900))
    assert (found.left, found.over) == (0, 100)


def test_nobody_said_how_many_came_so_nothing_is_left_to_tell():
    found = of(work(day(0), received=None))
    assert (found.left, found.over, found.needed) == (None, 0, None)


def test_days_to_come_are_a_plan_and_no_progress():
    found = of(work(day(0), day(9)))
    assert found.handled == 1_000
    assert found.planned == (FIRST + timedelta(days=9),)


def test_the_rate_is_measured_by_type_team_and_person():
    found = of(work(*(day(n, team=team) for n in range(3) for team in ("1", "2"))))
    assert isinstance(found.forecast, Forecast)
    assert found.forecast.rate == 2_000
    assert (found.a_team_day, found.a_person_day) == (1_000, pytest.approx(1_000 / 7))
    assert of(work(day(0))).forecast == TooLittle(1)


def test_what_a_day_must_bring_to_be_done_in_time():
    today = FIRST + timedelta(days=1)
    found = of(
        sorting(
            [day(0), day(1)],
            received={"PPWP": 10_000},
            due={**DUE, "PPWP": FIRST + timedelta(days=5)},
            election=ELECTION,
            today=today,
        )
    )
    assert found.needed == 2_000


def test_progress_stands_beside_the_plan_line():
    due = FIRST + timedelta(days=9)
    found = sorting(
        [day(0), day(1)],
        received={"PPWP": 10_000},
        due={**DUE, "PPWP": due},
        election=ELECTION,
        today=FIRST + timedelta(days=1),
    )
    one = of(found)
    assert (one.handled, one.on_plan) == (2_000, 2_000)
    assert one.line[-1] == (due, 10_000)
    assert of(work(received=10_000)).on_plan is None


def test_damage_beyond_the_reserve_is_told_lombok_2024():
    found = of(work(day(0, sorted=79_000, folded=75_127, damaged=3_873), received=79_000))
    assert found.damage == Fraction(3_873, 79_000)
    assert round(float(found.damage or 0) * 100, 1) == 4.9
    assert found.over_reserve


def test_damage_at_the_reserve_is_not_beyond_it():
    assert not of(work(day(0, sorted=1_000, folded=980, damaged=20))).over_reserve


def test_causes_are_counted_most_first():
    found = work(
        day(0),
        day(1, cause="luntur", damaged=30),
        day(2, cause=None, damaged=5),
        day(3, cause="KUSUT", damaged=1),
        day(4, cause="basah kena hujan", damaged=2),
    )
    told = [(one.cause, one.damaged) for one in of(found).causes]
    assert told == [("colour", 30), ("torn", 11), ("", 5), ("basah kena hujan", 2)]
    assert found.causes == of(found).causes


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("warna tidak merata", "colour"),
        ("Banyak noda", "colour"),
        ("sobek atau kusut", "torn"),
        ("warna penanda salah", "marker"),
        ("logo partai tidak lengkap", "party"),
        ("Logo KPU tidak jelas", "kpu-logo"),
        ("berlubang", "hole"),
        ("foto buram", "photo"),
        ("Warna lambang partai tidak sesuai", "emblem"),
        ("basah", None),
        ("berwarna-warni", None),
        (None, None),
    ],
)
def test_causes_are_those_of_keputusan_kpu_1395_2023(written: str | None, code: str | None):
    for election in map(elections.load, elections.codes()):
        assert cause_of(written, election) == code
        assert len(election.damage_causes) == 8


def test_a_lot_with_more_than_three_times_the_median_damage_is_named():
    found = lots([day(0, lot="A"), day(0, lot="B"), day(0, lot="C", damaged=31)])
    assert [(one.lot, one.suspicious) for one in found] == [("C", True), ("A", False), ("B", False)]
    assert not any(one.suspicious for one in lots([day(0, lot="C", damaged=900)]))


def test_pay_follows_the_sheets_that_were_counted_magelang():
    assert pay([day(0, folded=100_354, pay=136)]) == Pay(100_354, 13_648_144, 0)


def test_sheets_without_a_rate_are_counted_and_not_paid():
    assert pay([day(0), day(1, pay=None)]) == Pay(1_980, 148_500, 990)


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from("123"), st.integers(0, 5_000), st.integers(100, 400)),
        max_size=30,
    )
)
def test_the_teams_pay_ties_to_the_types_progress_to_the_sheet(found: list[tuple[int, str, int, int]]):
    days = [day(n, team=team, folded=folded, sorted=folded, pay=rate) for n, team, folded, rate in found]
    whole = work(*days)
    assert sum(one.pay.sheets for one in whole.teams) == whole.pay.sheets == (of(whole).folded or 0)
    assert sum(one.pay.rupiah for one in whole.teams) == whole.pay.rupiah
    assert whole.pay.rupiah == sum(folded * rate for _, _, folded, rate in found)


def test_the_sheets_of_kota_bengkulu(built: Callable[[str], Path]):
    store = pipeline.open_store(Settings(str(built("kota-bengkulu")), "duckdb", "pemilu-2024", 8501))
    frame = store.tables(date(2024, 2, 7), office="Kota Bengkulu")["sortir_lipat"]
    found = rows(frame, Where("Kota Bengkulu"))
    whole = sorting(found, received={}, due=DUE, election=ELECTION, today=date(2024, 2, 7))
    assert len(found) == 90
    assert {one.item for one in whole.types if one.handled} == {"PPWP", "DPR", "DPD", "DPRDP", "DPRDK"}
    assert whole.disabled_days * 36 == whole.person_days
    assert [one.team for one in whole.teams] == ["1", "2", "3", "4", "5", "6"]
    assert whole.pay.without_rate == 0


def test_the_whole_tells_the_end_of_types_that_are_sorted_one_after_the_other():
    found = sorting(
        [day(0, sorted=4_000), day(1, sorted=4_000), day(2, item="DPR", sorted=4_000)],
        received={"PPWP": 8_000, "DPR": 12_000, "DPD": None},
        due=DUE,
        election=ELECTION,
        today=FIRST + timedelta(days=3),
    )
    assert of(found, "DPR").forecast == TooLittle(1)
    whole = found.whole
    assert (whole.received, whole.handled, whole.left) == (20_000, 12_000, 8_000)
    assert isinstance(whole.forecast, Forecast)
    assert whole.forecast.finish == FIRST + timedelta(days=4)
    assert whole.unknown == ()


def test_a_type_of_which_nobody_said_how_many_came_is_named_beside_the_whole():
    found = work(day(0), received=None).whole
    assert (found.received, found.handled, found.left, found.unknown) == (None, None, None, ("PPWP",))
