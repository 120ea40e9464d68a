"""Boxes, bundles and sheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.bundles import misfit, packed


@pytest.mark.parametrize(
    ("sheets", "size", "packs", "remainder"),
    [(222_597, 500, 445, 97), (306, 25, 12, 6), (306, 10, 30, 6), (0, 25, 0, 0), (2_000, 2_000, 1, 0)],
)
def test_sheets_are_full_packs_and_a_remainder(sheets: int, size: int, packs: int, remainder: int):
    found = packed(sheets, size)
    assert (found.packs, found.remainder) == (packs, remainder)


@given(st.integers(0, 10_000_000), st.integers(1, 5_000))
def test_both_ways_give_the_same_sheets(sheets: int, size: int):
    found = packed(sheets, size)
    assert found.sheets == sheets
    assert found.remainder < size


@pytest.mark.parametrize(("sheets", "size"), [(-1, 25), (1, 0)])
def test_no_pack_holds_less_than_nothing(sheets: int, size: int):
    with pytest.raises(ValueError):
        packed(sheets, size)


@pytest.mark.parametrize(
    ("packs", "sheets", "wrong"),
    [(446, 222_597, 0), (446, 223_000, 0), (446, 223_001, 1), (446, 222_500, -1)],
)
def test_packs_of_another_size_are_told(packs: int, sheets: int, wrong: int):
    assert misfit(packs, sheets, 500) == wrong
