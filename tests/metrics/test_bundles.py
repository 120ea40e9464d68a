"""Boxes, bundles and sheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import elections
from elections import Pack
from metrics.bundles import load, misfit, packed, stated_misfit


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


@pytest.mark.parametrize(
    ("sheets", "pack", "boxes", "bundles", "rest"),
    [
        (222_597, Pack(10, 500), 445, 9, 7),  # DPR: 445 boxes and a part of one, as an office counted in 2024
        (224_013, Pack(25, 2_000), 112, 0, 13),  # Presiden
        (222_597, Pack(25, 1_000), 222, 23, 22),  # DPD: 222 bags and one of 597
        (306, Pack(25, 2_000), 0, 12, 6),
    ],
)
def test_sheets_become_boxes_bundles_and_a_remainder_and_sheets_again(
    sheets: int, pack: Pack, boxes: int, bundles: int, rest: int
):
    found = load(sheets, pack)
    assert (found.boxes, found.bundles, found.sheets, found.total) == (boxes, bundles, rest, sheets)
    assert found.short_bundle == rest


@given(st.integers(0, 10_000_000), st.integers(1, 100), st.integers(1, 200))
def test_boxes_and_bundles_both_ways(sheets: int, bundle: int, bundles_a_box: int):
    found = load(sheets, Pack(bundle, bundle * bundles_a_box))
    assert found.total == sheets
    assert (found.short_bundle == 0) == (sheets % bundle == 0)


def test_bundles_hold_what_the_law_s_practice_says_and_the_office_sets():
    packs = elections.load("pemilu-2024").packs
    assert {code: one.bundle for code, one in packs.items()} == {
        "PPWP": 25,
        "DPD": 25,
        "DPR": 10,
        "DPRDP": 10,
        "DPRDK": 10,
    }
    changed = elections.adjusted("pemilu-2024", {"packs.bundle.DPR": "20", "packs.box.DPR": "400"}).packs
    assert (changed["DPR"], changed["PPWP"]) == (Pack(20, 400), packs["PPWP"])
    assert elections.original("pilkada-2024", "packs.bundle.GUB") == "25"


def test_a_bundle_of_another_size_is_told_where_the_count_cannot_be():
    # 8,960 bundles of 25 hold at most 224,000 sheets: 224,013 mean that one holds more.
    assert misfit(8_960, 224_013, 25) == 13
    assert misfit(8_961, 224_013, 25) == 0
    assert misfit(8_962, 224_013, 25) == -13


@pytest.mark.parametrize(
    ("boxes", "bundles", "rows", "found"),
    [
        (None, 31_967, 1, None),
        (None, 31_966, 1, ("bundle", 10)),
        (None, 31_968, 1, ("bundle", -1)),  # the last would hold nothing
        (639, 17, 1, None),  # those beside the boxes
        (639, 31_967, 1, None),  # all of them
        (640, None, 1, None),
        (639, None, 1, ("box", 170)),
        (None, 31_968, 2, None),  # of two rows either may end with a bundle that is not full
        (None, None, 1, None),
    ],
)
def test_what_a_sheet_states_of_its_packs_is_held_against_its_sheets(boxes, bundles, rows, found):
    assert stated_misfit(319_670, Pack(10, 500), boxes, bundles, rows) == found
