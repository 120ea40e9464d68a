"""What changed between two Boards: one line a change, worst first."""

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

import metrics
from metrics import Since
from tests.metrics.world import DAY, OFFICE, World, board, city

LATER = DAY + timedelta(days=7)
ITEMS = ("PPWP", "DPD", "DPR", "KOTAK", "BILIK", "TINTA")
KECAMATAN = tuple(f"Kec {number}" for number in range(1, 5))


def reported(world: World, item: str, **values: Any) -> None:
    """An item of which every kecamatan got the greater part."""
    for number, name in enumerate(KECAMATAN):
        world.goods(
            item, kecamatan=name, **{"kebutuhan": 1000, "diterima": 900 - number, "rusak": 5, **values}
        )


@pytest.fixture
def world() -> World:
    world = city(kecamatan=4)
    for item in ITEMS:
        reported(world, item, pengganti=1, dikemas=100)
    for name in KECAMATAN:
        for body in ("PPK", "PPS"):
            world.money(body, "2023-11", kecamatan=name, pagu=9000, dicairkan=8000, realisasi=7000, spj=6000)
    return world


def rows(world: World, kind: str, **wanted: Any) -> list[dict[str, Any]]:
    return [row for row in world.facts[kind] if all(row[name] == value for name, value in wanted.items())]


def told(found: Since) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.name.number, one.name.place.name, one.name.item, one.name.body) for one in found.lines]


def compared(before: World, after: World, day: date = DAY) -> Since:
    return metrics.since(board(before), board(after, today=day))


@pytest.mark.parametrize("seed", range(8))
def test_25_changes_are_25_lines_and_none_more(world: World, seed: int):
    draw = Random(seed)
    goods = [("ready", name, item, None) for name in KECAMATAN for item in ITEMS]
    columns = ("pagu", "dicairkan", "realisasi", "spj")
    money = [(one, name, None, body) for one in columns for name in KECAMATAN for body in ("PPK", "PPS")]
    chosen = draw.sample([*goods, *money], 25)
    after = deepcopy(world)
    for number, name, item, body in chosen:
        if item is not None:
            (row,) = rows(after, "logistik", item=item, kecamatan=name)
            row[draw.choice(("kebutuhan", "diterima", "rusak", "pengganti"))] += draw.randint(1, 90)
        else:
            (row,) = rows(after, "keuangan", badan=body, kecamatan=name)
            row[number] += draw.choice((-1, 1)) * draw.randint(1, 500)
    found = compared(world, after)
    assert sorted(map(str, told(found))) == sorted(map(str, chosen))
    shares = [one.share for one in found.lines]
    assert shares == sorted(shares, reverse=True)


def test_what_did_not_change_is_no_line_however_many_days_went_by(world: World):
    found = compared(world, deepcopy(world), LATER)
    assert (found.lines, found.totals) == ((), ())


def test_a_line_says_what_it_was_and_what_it_is_and_which_totals_moved_along(world: World):
    after = deepcopy(world)
    rows(after, "logistik", item="KOTAK", kecamatan="Kec 2")[0]["diterima"] = 749
    found = compared(world, after)
    (line,) = found.lines
    assert (line.name.place.name, line.name.item) == ("Kec 2", "KOTAK")
    assert (line.first.before, line.first.after) == (pytest.approx(89.5), pytest.approx(74.5))
    assert (line.first.code, line.first.difference) == ("percent", pytest.approx(-15))
    assert line.share == pytest.approx(15)
    assert [(one.code, one.before, one.after) for one in line.more] == [
        ("ready", 895, 745),
        ("received", 899, 749),
        ("good", 895, 745),
    ]
    assert {(one.name.number, one.name.place.name, one.name.item) for one in found.totals} == {
        ("readiness", OFFICE, None),
        ("received", OFFICE, None),
        ("voting", OFFICE, None),
        ("ready", OFFICE, "KOTAK"),
        ("readiness", "Kec 2", None),
    }


def test_days_lost_stand_before_shares_and_what_improved_stands_last():
    before = city(kecamatan=4)
    for item in ("PPWP", "DPD", "KOTAK"):
        reported(before, item)
    rows(before, "logistik", item="DPD", kecamatan="Kec 1")[0]["tgl_perkiraan"] = date(2024, 1, 12)
    after = deepcopy(before)
    rows(after, "logistik", item="DPD", kecamatan="Kec 1")[0]["tgl_perkiraan"] = date(2024, 1, 18)
    rows(after, "logistik", item="PPWP", kecamatan="Kec 3")[0]["diterima"] = 0
    rows(after, "logistik", item="KOTAK", kecamatan="Kec 4")[0]["diterima"] = 1000
    found = compared(before, after)
    assert told(found) == [
        ("expected", OFFICE, "DPD", None),
        ("ready", "Kec 3", "PPWP", None),
        ("ready", "Kec 4", "KOTAK", None),
    ]
    assert [one.days for one in found.lines] == [6, 0, 0]


def test_a_sheet_of_the_whole_city_is_told_at_the_city_amount_by_amount():
    before = city()
    before.goods("KOTAK", kebutuhan=100, diterima=90, rusak=1)
    after = city()
    after.goods("KOTAK", kebutuhan=110, diterima=95, rusak=1)
    assert told(compared(before, after)) == [
        ("need", OFFICE, "KOTAK", None),
        ("received", OFFICE, "KOTAK", None),
    ]


def test_more_of_what_is_there_in_full_is_told_at_the_city(world: World):
    for one in (full := deepcopy(world)).facts["logistik"]:
        one.update(diterima=1200, rusak=0, pengganti=0)
    more = deepcopy(full)
    rows(more, "logistik", item="DPR", kecamatan="Kec 1")[0]["diterima"] = 1300
    assert told(compared(full, more)) == [("received", OFFICE, "DPR", None)]


def test_a_later_stage_is_told_by_itself_and_not_when_only_its_need_changed(world: World):
    packed, needed = deepcopy(world), deepcopy(world)
    rows(packed, "logistik", item="DPR", kecamatan="Kec 1")[0]["dikemas"] = 300
    assert told(compared(world, packed)) == [("packed", OFFICE, "DPR", None)]
    rows(needed, "logistik", item="DPR", kecamatan="Kec 1")[0]["kebutuhan"] = 1200
    assert told(compared(world, needed)) == [("ready", "Kec 1", "DPR", None)]


def test_more_voters_are_one_line_where_the_rule_tells_the_need():
    before = city()
    for item in ("PPWP", "DPD", "DPR"):
        for kecamatan in ("Kec 1", "Kec 2"):
            before.goods(item, kecamatan=kecamatan, diterima=100)
    after = deepcopy(before)
    after.facts["tps"][0]["dpt"] += 40
    (line,) = compared(before, after).lines
    assert (line.name.number, line.first.difference, line.share) == ("voters", 40, 0.0)


def test_what_nobody_told_before_is_told_anew_and_what_nobody_tells_any_more_is_lost(world: World):
    more = deepcopy(world)
    reported(more, "SEGEL", diterima=0, rusak=0)
    assert told(compared(world, more)) == [("ready", name, "SEGEL", None) for name in KECAMATAN]
    gone = compared(more, world).lines
    assert [(one.first.before, one.first.after, one.share) for one in gone] == [(0.0, None, 0.0)] * 4


def test_the_money_of_a_city_is_told_where_a_sheet_states_it(world: World):
    after = deepcopy(world)
    (row,) = rows(after, "keuangan", badan="PPS", kecamatan="Kec 2")
    row["spj"] -= 600
    found = compared(world, after)
    assert told(found) == [("spj", "Kec 2", None, "PPS")]
    assert found.lines[0].share == pytest.approx(10)
    assert {one.name.number for one in found.totals} == {"spj", "outstanding"}


def test_amounts_that_are_only_told_anew_beside_a_full_share_are_neither_worse_nor_better(world: World):
    before = deepcopy(world)
    for row in before.facts["logistik"]:
        row.update(diterima=1000, rusak=0, pengganti=0)
    after = deepcopy(before)
    rows(after, "logistik", item="TINTA", kecamatan="Kec 1")[0].update(diterima=1000, rusak=1, pengganti=1)
    (line,) = compared(before, after).lines
    assert (line.name.number, line.first.code, line.first.before, line.first.after) == (
        "ready",
        "damaged",
        None,
        1,
    )
    assert [one.code for one in line.more] == ["replaced"]
    assert (line.turn, line.share) == ("neither", 0.0)


def test_what_grew_with_its_need_is_neither_worse_nor_better(world: World):
    before = deepcopy(world)
    for row in before.facts["logistik"]:
        row.update(diterima=1000, rusak=0, pengganti=0)
    after = deepcopy(before)
    rows(after, "logistik", item="KOTAK", kecamatan="Kec 1")[0].update(kebutuhan=1002, diterima=1002)
    (line,) = compared(before, after).lines
    assert (line.first.code, line.first.difference, line.turn) == ("ready", 2, "neither")


def test_every_line_is_told_by_what_it_is_about(world: World):
    reported(world, "SEGEL", didistribusikan=0)
    after = deepcopy(world)
    rows(after, "logistik", item="KOTAK", kecamatan="Kec 1")[0]["diterima"] = 800
    rows(after, "keuangan", badan="PPK", kecamatan="Kec 1")[0]["spj"] += 100
    rows(after, "logistik", item="SEGEL", kecamatan="Kec 2")[0]["didistribusikan"] = 100
    found = compared(world, after)
    assert {(one.name.number, one.subject) for one in found.lines} == {
        ("ready", "goods"),
        ("spj", "money"),
        ("sent", "distribution"),
    }


def test_a_share_that_differs_by_the_last_digit_of_an_engine_did_not_change(world: World):
    before = board(world)
    item = next(one for one in before.items if one.item == "PPWP")
    stages = tuple((stage, replace(one, value=(one.value or 0) + 1e-13)) for stage, one in item.stages)
    others = tuple(replace(one, stages=stages) if one is item else one for one in before.items)
    assert stages != item.stages
    assert metrics.since(before, replace(before, items=others)).lines == ()
