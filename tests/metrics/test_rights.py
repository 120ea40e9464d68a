"""The six rights: one rule and one number each."""

from datetime import date

import pytest

from metrics import Board, Right
from tests.metrics.world import DAY, PEMILU, World, board, city


def right(found: Board, code: str) -> Right:
    return next(one for one in found.rights if one.code == code)


@pytest.fixture
def world() -> World:
    made = city()
    for item in PEMILU.items:
        for name in ("Kec 1", "Kec 2"):
            made.goods(item.code, DAY, kecamatan=name, kebutuhan=100, diterima=100, rusak=0)
    return made


def test_where_all_is_there_all_six_are_kept(world: World):
    found = board(world)
    assert [(one.code, one.broken, one.unknown) for one in found.rights] == [
        (code, (), 0) for code in ("amount", "kind", "time", "target", "quality", "thrift")
    ]
    assert right(found, "amount").kept == right(found, "amount").known == len(PEMILU.items)
    assert right(found, "target").known == 2


def later(world: World, **amounts: int) -> World:
    world.goods("PPWP", date(2024, 1, 10), kecamatan="Kec 2", kebutuhan=100, **amounts)
    return world


def seen(world: World, today: date = date(2024, 1, 10)) -> Board:
    return board(world, today=today)


@pytest.mark.parametrize(
    ("amounts", "broken"),
    [
        ({"diterima": 60, "rusak": 0}, {"amount", "target"}),
        ({"diterima": 110, "rusak": 0}, {"thrift"}),
        ({"diterima": 110, "rusak": 10}, {"quality"}),
    ],
)
def test_each_rule_names_what_breaks_it(world: World, amounts: dict[str, int], broken: set[str]):
    found = seen(later(world, **amounts))
    assert {one.code for one in found.rights if one.broken} == broken
    for code in broken - {"target"}:
        assert right(found, code).broken == ("PPWP",)


def test_a_kind_of_which_nothing_came_is_the_wrong_kind_and_late_after_its_deadline():
    made = city()
    for name in ("Kec 1", "Kec 2"):
        made.goods("DPD", date(2024, 1, 10), kecamatan=name, kebutuhan=100, diterima=0)
    assert right(seen(made), "kind").broken == ("DPD",)
    assert right(seen(made), "time").broken == ()
    assert right(board(made, today=date(2024, 1, 16)), "time").broken == ("DPD",)


def test_what_nobody_reported_is_neither_kept_nor_broken():
    made = city()
    made.goods("DPD", DAY, kecamatan="Kec 1", kebutuhan=100)
    for one in board(made).rights:
        assert (one.kept, one.broken) == (0, ())
        assert one.unknown
