"""What was sorted is never more than what came: the last sheet that fits, and the first that does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.sorting_limit import Handed, beyond_received, went_through

FIRST = date(2024, 1, 8)


def handed(*sheets: int, item: str = "DPR", dapil: str | None = None) -> list[Handed]:
    """A row a day."""
    return [Handed(at, FIRST + timedelta(days=at), item, dapil, count) for at, count in enumerate(sheets)]


@pytest.mark.parametrize(("last", "wrong"), [(399, []), (400, []), (401, [1])])
def test_as_many_as_came_may_be_sorted_and_not_one_more(last: int, wrong: list[int]):
    found = beyond_received(handed(600, last), {}, {("DPR", None): 1_000})
    assert [one.row.at for one in found] == wrong
    assert [(one.total, one.received) for one in found] == [(1_001, 1_000)] * len(wrong)


@pytest.mark.parametrize(("last", "wrong"), [(99, []), (100, []), (101, [0])])
def test_what_was_sorted_before_counts(last: int, wrong: list[int]):
    found = beyond_received(handed(last), {("DPR", None): 900}, {("DPR", None): 1_000})
    assert [one.row.at for one in found] == wrong


def test_a_row_that_cannot_hold_counts_for_nothing_and_those_after_it_stand():
    found = beyond_received(handed(300, 9_000, 700), {}, {("DPR", None): 1_000})
    assert [(one.row.at, one.total) for one in found] == [(1, 9_300)]


def test_a_type_of_which_nobody_said_how_many_came_is_not_judged():
    assert beyond_received(handed(10**9), {}, {("DPD", None): 1}) == ()


def test_types_are_judged_apart():
    rows = [*handed(100), *handed(101, item="DPD")]
    found = beyond_received(rows, {}, {("DPR", None): 100, ("DPD", None): 100})
    assert [one.row.item for one in found] == ["DPD"]


def test_a_dapil_is_judged_by_what_came_for_it():
    came = {("DPRDK", None): 1_000, ("DPRDK", "1"): 400, ("DPRDK", "2"): 600}
    assert beyond_received(handed(400, item="DPRDK", dapil="1"), {}, came) == ()
    (wrong,) = beyond_received(handed(401, item="DPRDK", dapil="1"), {}, came)
    assert (wrong.dapil, wrong.total, wrong.received) == ("1", 401, 400)


def test_no_sheets_are_never_too_many():
    assert beyond_received(handed(0), {("DPR", None): 1_100}, {("DPR", None): 1_000}) == ()


def test_good_and_damaged_went_through_hands():
    assert went_through(100, 90, 10) == 100
    assert went_through(None, 90, 10) == 100
    assert went_through(None, 90, None) == 90
    assert went_through(None, None, 10) is None


@given(st.lists(st.integers(0, 500), max_size=20), st.integers(0, 3_000), st.integers(0, 3_000))
def test_what_stays_never_exceeds_what_came(sheets: list[int], before: int, came: int):
    rows = handed(*sheets)
    wrong = {one.row.at for one in beyond_received(rows, {("DPR", None): before}, {("DPR", None): came})}
    stays = sum(one.sheets for one in rows if one.at not in wrong)
    assert not stays or before + stays <= came
    assert not wrong or before + sum(sheets) > came
