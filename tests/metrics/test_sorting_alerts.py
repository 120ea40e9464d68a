"""Alerts of sorting and folding: more sorted than came, and an end after the latest safe day."""

from datetime import date, timedelta

import pytest

import metrics
import texts
from metrics import Alert, Board
from metrics.sorting import due_days
from tests.metrics.world import PEMILU, World, board, city, codes

DAY = date(2024, 1, 20)


def sorted_days(*counts: int, received: int, item: str = "DPR", more: dict[str, int] | None = None) -> World:
    """An office that received so many of a type and sorted so many on each of the last days."""
    world = city()
    for code, amount in {item: received, **(more or {})}.items():
        world.goods(code, DAY, kebutuhan=amount, diterima=amount)
    for back, count in enumerate(reversed(counts)):
        day = DAY - timedelta(days=back)
        world.add("sortir_lipat", f"{item}|{day}", DAY, item=item, tanggal=day, dilipat=count - 1, rusak=1)
    return world


def about(found: Board, start: str) -> list[Alert]:
    return [one for one in found.alerts if one.code.startswith(start)]


def test_more_sorted_than_came_is_told():
    found = about(board(sorted_days(600, 500, received=1_000), today=DAY), "sorted-over")
    assert [one.item for one in found] == ["DPR"]
    values = dict(found[0].values)
    assert (values["handled"], values["received"], values["over"]) == (1_100, 1_000, 100)


def test_as_many_sorted_as_came_is_not():
    assert not about(board(sorted_days(500, 500, received=1_000), today=DAY), "sort")


def test_work_that_ends_after_the_latest_safe_day_is_told_once_for_all_types():
    found = board(sorted_days(100, 100, 100, received=10_000, more={"DPD": 500}), today=DAY)
    late = about(found, "sorting")
    assert [(one.code, one.item, one.severity) for one in late] == [("sorting-late-all", None, "critical")]
    assert late[0].due == due_days(found.plan, PEMILU)["DPR"]
    assert dict(late[0].values)["left"] == 10_200


def test_work_that_is_done_by_then_is_not():
    assert not about(board(sorted_days(3_000, 3_000, 3_000, received=10_000), today=DAY), "sorting")


def test_one_day_of_work_tells_nothing_of_its_end():
    assert not about(board(sorted_days(1, received=10_000), today=DAY), "sorting")


def test_work_that_came_to_a_halt_or_nearly_so_never_ends():
    assert ("sorting-halted-all", None) in codes(board(sorted_days(1, 1, 1, received=10_000), today=DAY))
    world = sorted_days(received=10_000)
    for back in range(3):
        day = DAY - timedelta(days=back)
        world.add("sortir_lipat", f"DPR|{day}", DAY, item="DPR", tanggal=day, disortir=0)
    found = board(world, today=DAY)
    assert ("sorting-halted-all", None) in codes(found)


def test_a_type_that_ends_too_late_is_named_where_the_whole_does_not():
    world = sorted_days(10, 10, 10, received=2_000, more={"DPD": 90_000})
    for back in range(3):
        day = DAY - timedelta(days=back)
        world.add("sortir_lipat", f"DPD|{day}", DAY, item="DPD", tanggal=day, disortir=28_000)
    assert [(one.code, one.item) for one in about(board(world, today=DAY), "sorting")] == [
        ("sorting-late", "DPR")
    ]


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_alert_has_its_sentence_and_what_to_do(lang: texts.Lang):
    for world in (sorted_days(600, 500, received=1_000), sorted_days(1, 1, received=9_000)):
        found = board(world, today=DAY)
        for one in about(found, "sort"):
            assert metrics.alert_text(one, found, PEMILU, lang)
            assert metrics.alert_todo(one, found, PEMILU, lang)


@pytest.mark.parametrize(("damaged", "raised"), [(3_873, True), (1_581, True), (1_580, False), (0, False)])
def test_damage_found_while_sorting_is_held_against_the_reserve(damaged: int, raised: bool):
    """79,000 sheets came to Lombok, 3,873 were found damaged while sorting."""
    world = city()
    world.goods("DPR", DAY, kebutuhan=70_000, diterima=79_000)
    world.add("sortir_lipat", "DPR|a", DAY, item="DPR", tanggal=DAY, disortir=79_000, rusak=damaged)
    found = about(board(world, today=DAY), "damaged-over-reserve")
    assert [one.item for one in found] == ["DPR"] * raised
    if damaged == 3_873:
        line = texts.say("alerts.damaged-over-reserve", item="DPR RI", when="-", **dict(found[0].values))
        assert line.replace("\xa0", " ") == "DPR RI rusak 3.873 dari 79.000 lembar (4,9 %, cadangan 2,0 %), -"
