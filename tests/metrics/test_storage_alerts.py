"""Alerts of storage places, on the day before, the day itself and the day after."""

from datetime import date, timedelta
from typing import Any

import pytest

import elections
import metrics
from elections import Election
from metrics import Alert
from tests.metrics.test_storage import chain, days, office, place, shipment
from tests.metrics.world import DAY, PEMILU, World, board, city

FULL_ON = DAY + timedelta(days=4)


def of(world: World, today: date = DAY, name: str | None = None, election: Election = PEMILU) -> list[Alert]:
    found = board(world, name, today, election)
    return [one for one in found.alerts if one.code.startswith("storage-")]


def overflowing() -> World:
    world = chain()
    shipment(world, "PPS", FULL_ON, kelurahan="Kel 11", kotak=9)
    return world


@pytest.mark.parametrize(
    ("after", "severity", "left"), [(-1, "warning", 1), (0, "critical", 0), (1, "critical", 0)]
)
def test_a_place_that_overflows_is_told_and_critical_from_its_day_on(after: int, severity: str, left: int):
    today = FULL_ON + days(after)
    (one,) = of(overflowing(), today)
    assert (one.code, one.severity, one.days_left, one.due) == (
        "storage-over",
        severity,
        left,
        max(FULL_ON, today),
    )
    values = dict(one.values)
    assert (values["name"], values["share"], values["over"]) == ("Balai", 102.0, 1)
    assert one.figure is not None and one.figure.value == 102.0


@pytest.mark.parametrize(("packages", "there"), [(50, True), (51, False), (52, False)])
def test_what_just_fits_raises_nothing(packages: int, there: bool):
    world = overflowing()
    room = next(row for row in world.facts["gudang"] if row["nama"] == "Balai")
    room["kapasitas_koli"] = packages
    assert [one.code for one in of(world)] == (["storage-over"] if there else [])


@pytest.mark.parametrize(("lead", "there"), [(3, False), (4, True), (5, True)])
def test_the_office_says_how_many_days_before(lead: int, there: bool):
    own = office(alerts__storage_lead=f"{lead}")
    assert [one.code for one in of(overflowing(), election=own)] == (["storage-over"] if there else [])


def test_goods_that_should_have_left_and_did_not_still_take_their_room():
    world = overflowing()
    before = FULL_ON - days(1)
    for row in world.facts["distribusi"]:
        if row["tujuan"] == "TPS":
            row["tgl_rencana"] = before
    assert of(world) == []  # by the plan they leave the day before others come
    assert [one.code for one in of(world, FULL_ON)] == ["storage-over"]
    proof = {"tgl_berangkat": before, "tgl_tiba": before, "no_bast": "1/BAST"}
    for row in world.facts["distribusi"]:
        if row["tgl_rencana"] <= before:
            row.update(proof)
    assert of(world, FULL_ON) == []


@pytest.mark.parametrize("rule", ["over", "unfit"])
def test_the_rule_can_be_switched_off(rule: str):
    world = overflowing()
    if rule == "unfit":
        world.facts["gudang"][0]["atap"] = False
    assert f"storage-{rule}" in {one.code for one in of(world)}
    assert of(world, election=office(alerts__storage="off")) == []


@pytest.mark.parametrize(("held", "severity", "left"), [(0, "warning", 1), (1, "critical", 0)])
def test_a_fatal_fault_is_critical_while_goods_are_there(held: int, severity: str, left: int):
    world = chain()
    room = next(row for row in world.facts["gudang"] if row["nama"] == "Aula")
    room.update(palet=False, atap=False, cctv=False, terisi_kotak=held)
    (one,) = of(world)
    assert (one.code, one.severity, one.days_left) == ("storage-unfit", severity, left)
    assert dict(one.values)["faults"] == "atap,palet"
    found = board(world)
    assert "Aula tidak layak dipakai: atap bocor, tanpa palet" in metrics.alert_text(one, found, PEMILU, "id")
    assert "Aula must not be used: leaking roof, no pallets" in metrics.alert_text(one, found, PEMILU, "en")


def test_nothing_planned_and_nothing_there_has_no_day():
    world = city()
    place(world, "Pos", tingkat="kecamatan", kecamatan="Kec 2", kapasitas_koli=9, terisi_koli=0, atap=False)
    (one,) = of(world)
    assert (one.due, one.days_left, one.severity) == (None, None, "warning")


def halls(world: World, count: int, **values: Any) -> World:
    """So many rooms of PPS, each fuller than the one before."""
    for at in range(count):
        name = f"Kel {1 + at % 2}{1 + at // 2}"
        kelurahan = {"tingkat": "kelurahan", "kecamatan": f"Kec {1 + at % 2}", "kelurahan": name}
        held = {"kapasitas_koli": 100, "terisi_koli": 101 + at, **values}
        place(world, f"Balai {at}", **kelurahan, **held)
    return world


def test_the_warehouses_of_a_city_are_one_alert():
    world = city()
    for name, held in (("A", 101), ("B", 205), ("C", 100)):
        place(world, name, kapasitas_koli=100, terisi_koli=held)
    (one,) = of(world)
    values: dict[str, Any] = dict(one.values)
    assert (values["count"], values["name"], values["share"], values["over"]) == (2, "B, A", 205.0, 106)


@pytest.mark.parametrize("count", [1, 2, 3, 27])
def test_however_many_places_overflow_it_is_one_alert_that_names_the_worst(count: int):
    world = halls(city(), count)
    (one,) = of(world)
    worst = [f"Balai {at}" for at in reversed(range(count))]
    found = board(world)
    line = metrics.alert_text(one, found, PEMILU, "id")
    if count == 1:
        assert line.startswith("Balai 0 tidak cukup: terisi 101,0\N{NO-BREAK SPACE}%")
    else:
        told = ", ".join([*worst[:2], *(["…"] if count > 2 else [])])
        assert line.startswith(
            f"{count} tempat tidak cukup: {told}; terisi sampai {100 + count},0\N{NO-BREAK SPACE}%"
        )
        assert one.figure is not None and one.figure.value == count
    assert one.figure is not None
    rows = {row for source in one.figure.sources if source.kind == "gudang" for row in source.among}
    assert len(rows) == count


def test_several_unfit_places_are_one_alert_critical_while_one_holds_goods():
    world = halls(city(), 2, kapasitas_koli=500, atap=False)
    place(world, "Pos", tingkat="kecamatan", kecamatan="Kec 2", kapasitas_koli=9, terisi_koli=0, palet=False)
    (one,) = of(world)
    assert (one.code, one.severity, one.days_left) == ("storage-unfit", "critical", 0)
    line = metrics.alert_text(one, board(world), PEMILU, "id")
    assert line == "3 tempat tidak layak dipakai: Balai 0, Balai 1, …; atap bocor, tanpa palet"


def test_a_place_that_overflows_later_than_the_office_asks_is_not_counted():
    world = overflowing()
    at: dict[str, Any] = {"tingkat": "kelurahan", "kecamatan": "Kec 2", "kelurahan": "Kel 21"}
    place(world, "Pos", **at, kapasitas_koli=9, terisi_koli=10)
    soon = of(world, election=office(alerts__storage_lead="3"))
    assert [dict(one.values)["count"] for one in soon] == [1]
    assert [dict(one.values)["count"] for one in of(world)] == [2]


def test_a_kecamatan_that_the_office_left_out_is_not_counted_for_the_city():
    world = halls(city(), 4)
    own = elections.adjusted("pemilu-2024", {"alerts.without": "Kec 1"})
    (one,) = of(world, election=own)
    assert dict(one.values)["name"] == "Balai 3, Balai 1"
    assert len(of(world, name="Kec 1", election=own)) == 1


def test_a_kelurahan_tells_its_own_room():
    (one,) = of(overflowing(), name="Kel 11")
    assert (one.code, one.place) == ("storage-over", None)
    assert [one.code for one in of(overflowing(), name="Kec 1")] == ["storage-over"]
    assert of(overflowing(), name="Kel 12") == []


def test_other_fatal_faults_are_the_office_s():
    world = city()
    place(world, "Pos", kapasitas_koli=9, terisi_koli=1, apar=False, atap=False)
    assert [dict(one.values)["faults"] for one in of(world, election=office(storage__fatal="apar"))] == [
        "apar"
    ]
    assert of(world, election=elections.adjusted("pemilu-2024", {"storage.fatal": "petugas"})) == []
