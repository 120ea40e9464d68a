"""How much fits: stated packages, or stacks on a part of the floor."""

from dataclasses import replace
from fractions import Fraction

import pytest

from metrics.stacking import Held, Space, by_rule, stated, together
from tests.metrics.world import PEMILU

RULE = PEMILU.storing


def test_a_floor_holds_full_stacks_as_high_as_the_usable_height():
    # 70 % of 100 m² are 70 m²; a carton of 45 x 35 cm takes 0.1575 m²: 444 stacks. 30 cm six times is 1.8 m.
    assert by_rule(100, 1.8, replace(RULE, layers=9)) == Space("rule", 444 * 6, 700_000, 3, 6)
    assert by_rule(100, 1.79, replace(RULE, layers=9)) == Space("rule", 444 * 5, 700_000, 2, 5)


def test_no_stack_is_higher_than_the_office_lets_it_be():
    found = by_rule(100, 12, RULE)
    assert found is not None
    assert (found.box_layers, found.carton_layers) == (5, 5)


@pytest.mark.parametrize(("floor", "height"), [(None, 3), (100, None), (100, 0.59), (0.1, 3)])
def test_without_floor_or_height_or_where_nothing_fits_no_room_is_known(
    floor: float | None, height: float | None
):
    assert by_rule(floor, height, RULE) is None


def test_boxes_and_cartons_share_the_floor():
    space = by_rule(10, 3, RULE)
    assert space is not None
    # 11 boxes in three stacks of 0.16 m², 6 cartons in two of 0.1575 m², of 7 m².
    assert space.taken(Held(11, 6), RULE) == 3 * 1600 + 2 * 1575
    assert space.share(Held(11, 6), RULE) == Fraction(7950 * 100, 70_000)
    assert space.left(Held(11, 6), RULE) == (70_000 - 7950) // 1575 * 5


def test_what_is_too_many_is_told_below_zero():
    space = by_rule(1, 3, RULE)
    assert space is not None
    assert space.packages == 4 * 5
    assert space.left(Held(cartons=20), RULE) == 0
    assert space.left(Held(cartons=21), RULE) == -5  # another stack
    assert stated(100).left(Held(60, 41), RULE) == -1  # pyright: ignore[reportOptionalMemberAccess]


@pytest.mark.parametrize("packages", [None, 0])
def test_a_sheet_that_states_nothing_states_no_room(packages: int | None):
    assert stated(packages) is None


def test_rooms_that_are_used_as_one_hold_what_both_hold():
    assert together([stated(40), stated(2)]) == Space("stated", 42)
    assert together([stated(40), None]) is None
    assert together([]) is None
    assert together([stated(40), by_rule(10, 3, RULE)]) is None
