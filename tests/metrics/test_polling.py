"""TPS lengkap: polling stations where everything that is followed down to them is there."""

import random

import metrics
from tests.metrics.world import World, board, city

KIT = ("PPWP", "DPR", "DPD", "KOTAK", "TINTA")


def test_items_at_99_percent_still_leave_many_stations_incomplete():
    rng = random.Random(7)
    world = city(kecamatan=2, kelurahan=5, stations=40)
    whole = 0
    for row in list(world.facts["tps"]):
        at = {name: row[name] for name in ("kecamatan", "kelurahan", "tps")}
        is_complete = True
        for item in KIT:
            short = rng.random() < 0.05
            is_complete &= not short
            world.goods(item, **at, kebutuhan=100, diterima=80 if short else 100)
        whole += is_complete
    found = board(world)
    assert found.tps.total == 400
    assert found.tps.complete is not None
    assert found.tps.complete.value == whole
    assert all(one.percent.value is None or one.percent.value > 98 for one in found.items)
    assert metrics.formula_text(found.tps.complete.formula, "id").startswith(
        f"{whole} dari 400 TPS: semua 5 jenis"
    )
    below = [board(world, name).tps.complete for name in ("Kec 1", "Kec 2")]
    assert sum(one.value for one in below if one is not None) == whole


def one_station(**amounts: int) -> World:
    world = city(kecamatan=1, kelurahan=1, stations=1)
    world.goods("TINTA", kecamatan="Kec 1", kelurahan="Kel 11", tps=1, **amounts)
    return world


def complete(world: World) -> float | int | None:
    found = board(world).tps.complete
    return None if found is None else found.value


def test_what_the_station_confirmed_goes_before_what_was_received():
    assert complete(one_station(kebutuhan=2, diterima=2)) == 1
    assert complete(one_station(kebutuhan=2, diterima=2, dikonfirmasi=1)) == 0
    assert complete(one_station(kebutuhan=2, diterima=1, dikonfirmasi=2)) == 1
    assert complete(one_station(kebutuhan=2, diterima=3, rusak=2)) == 0
    assert complete(one_station(diterima=2)) == 1


def test_the_furthest_stage_that_is_reported_counts():
    assert complete(one_station(kebutuhan=2, dikemas=2)) == 1
    assert complete(one_station(kebutuhan=2, dikemas=2, didistribusikan=1)) == 0
    assert complete(one_station(kebutuhan=2, dikemas=1, didistribusikan=2, dikonfirmasi=2)) == 1


def test_without_a_sheet_down_to_the_stations_nothing_is_said():
    world = city()
    world.goods("TINTA", kecamatan="Kec 1", kebutuhan=2, diterima=2)
    found = board(world).tps
    assert (found.total, found.complete) == (12, None)
