"""The map: points of the sheets and no others, states by evidence, ways from where goods leave."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import narwhals as nw
import pyarrow as pa
import pytest

import elections
import metrics
from metrics import AreaMap, Spot
from metrics.distribution import standing
from tests.metrics.world import DAY, OFFICE, World, board, city, in_memory, on_duckdb

PLAN, DUE = date(2024, 2, 5), date(2024, 2, 7)
"""Of shipments to a PPK."""
STORE, PPK = (-6.88, 109.70), (-6.90, 109.66)
KINDS = ("claims", "tps", "gudang", "distribusi", "batas")
Engine = Callable[[Mapping[str, pa.Table]], dict[str, nw.LazyFrame]]


def world() -> World:
    """Two kecamatan; only the stations of Kel 11 have points, and the PPK of Kec 1 and the warehouse."""
    made = city(kecamatan=2, kelurahan=2, stations=2)
    for row in made.facts["tps"]:
        if row["kelurahan"] == "Kel 11":
            row |= {"lat": -6.90 - row["tps"] / 1000, "lon": 109.65}
    made.add("gudang", "", DAY, nama="Gudang Utama", tingkat="kota", lat=STORE[0], lon=STORE[1])
    made.add("gudang", "", DAY, nama="Aula", tingkat="kecamatan", kecamatan="Kec 1", lat=PPK[0], lon=PPK[1])
    return made


def shipment(made: World, body: str, **values: object) -> None:
    made.add("distribusi", "", DAY, **{"tujuan": body, "tgl_rencana": PLAN, "kotak": 5, **values})


def drawn(
    made: World, place: str = OFFICE, today: date = DAY, engine: Engine = in_memory, **settings: str
) -> AreaMap:
    tables = engine(made.arrow())
    known = metrics.places(tables)
    one = next(one for one in known if one.name == place)
    profile = elections.adjusted("pemilu-2024", {f"alerts.{key}": value for key, value in settings.items()})
    where = metrics.where_of(one, known)
    frames = {kind: tables[kind] for kind in KINDS if kind in made.facts or kind == "claims"}
    return metrics.area_map(frames, where, one, known, profile, today)


def spot(found: AreaMap, name: str, number: int | None = None) -> Spot:
    (one,) = (one for one in found.spots if (one.name, one.number) == (name, number))
    return one


def test_every_place_and_station_of_the_list_is_a_spot_and_none_is_guessed():
    found = drawn(world())
    assert [one.level for one in found.spots] == [
        "store",
        *["kecamatan"] * 2,
        *["kelurahan"] * 4,
        *["tps"] * 8,
    ]
    assert spot(found, "Gudang Utama").at == (109.70, -6.88)
    assert spot(found, "Kec 1").at == (109.66, -6.90)
    assert spot(found, "Kel 11").at == pytest.approx((109.65, -6.9015))
    assert spot(found, "Kel 11", 2).at == (109.65, -6.902)
    assert {spot(found, name).at for name in ("Kec 2", "Kel 12", "Kel 21")} == {None}


def test_spots_stand_in_the_order_of_the_office_s_list():
    made = world()
    found = drawn(made)
    known = [one.code for one in metrics.places(in_memory(made.arrow())) if one.level != "kota"]
    assert [one.code for one in found.spots if one.level in ("kecamatan", "kelurahan")] == known
    made.facts["tps"].reverse()
    assert drawn(made).spots == found.spots


LEFT = {"tgl_berangkat": PLAN}
CAME = {**LEFT, "tgl_tiba": PLAN + timedelta(days=1)}
PROVED = {**CAME, "no_bast": "1"}


@pytest.mark.parametrize(
    ("values", "today", "state"),
    [
        ({}, DUE - timedelta(days=1), "planned"),
        ({}, DUE, "planned"),
        ({}, DUE + timedelta(days=1), "overdue"),
        ({"tgl_rencana": DUE}, PLAN, "planned"),
        ({"tgl_rencana": DUE + timedelta(days=1)}, PLAN, "planned-late"),
        (LEFT, PLAN - timedelta(days=1), "planned"),
        (LEFT, PLAN, "under-way"),
        (LEFT, DUE + timedelta(days=1), "overdue"),
        (CAME, PLAN, "under-way"),
        (CAME, PLAN + timedelta(days=1), "unproved"),
        ({**CAME, "no_bast": ""}, DUE, "unproved"),
        (PROVED, PLAN, "under-way"),
        (PROVED, PLAN + timedelta(days=1), "proved"),
        ({**PROVED, "kotak_tiba": 4}, DUE, "differs"),
        ({"no_bast": "1"}, DUE, "planned"),
    ],
)
def test_a_state_is_that_of_the_evidence_on_that_day(values: dict[str, object], today: date, state: str):
    made = world()
    shipment(made, "PPK", kecamatan="Kec 1", **values)
    found = drawn(made, today=today)
    assert spot(found, "Kec 1").state == state
    assert spot(found, "Kec 2").state == "none"


def test_the_day_of_arrival_proves_it_where_the_office_says_so():
    made = world()
    shipment(made, "PPK", kecamatan="Kec 1", **CAME)
    assert spot(drawn(made, today=DUE, evidence_proof="arrival"), "Kec 1").state == "proved"


def test_several_shipments_to_a_place_are_there_when_all_are():
    made = world()
    shipment(made, "PPK", kecamatan="Kec 1", **PROVED)
    shipment(made, "PPK", kecamatan="Kec 1", asal="Gudang Utama")
    assert spot(drawn(made, today=DUE), "Kec 1").state == "under-way"


def test_each_level_has_the_state_of_its_own_shipments():
    made = world()
    at = {"kecamatan": "Kec 1", "kelurahan": "Kel 11"}
    shipment(made, "PPK", kecamatan="Kec 1", **PROVED)
    shipment(made, "PPS", **at, **LEFT)
    shipment(made, "TPS", **at, tps=1)
    found = drawn(made, today=DUE)
    states = [spot(found, *one).state for one in (("Kec 1",), ("Kel 11",), ("Kel 11", 1), ("Kel 11", 2))]
    assert states == ["proved", "under-way", "planned", "none"]
    assert [spot(found, name).stations for name in ("Kec 1", "Kel 11", "Kel 12")] == ["planned"] * 2 + [
        "none"
    ]


def test_the_map_and_the_board_of_shipments_say_the_same():
    made = world()
    for number, values in enumerate((PROVED, CAME, LEFT, {}), 1):
        place = {
            "kecamatan": f"Kec {(number + 1) // 2}",
            "kelurahan": f"Kel {(number + 1) // 2}{number % 2 + 1}",
        }
        shipment(made, "PPS", **place, **values)
    found = drawn(made, today=DUE)
    tables = in_memory(made.arrow())
    profile = elections.load("pemilu-2024")
    office = board(made, today=DUE)
    known = metrics.places(tables)
    for kecamatan in ("Kec 1", "Kec 2"):
        one = next(one for one in known if one.name == kecamatan)
        where = metrics.where_of(one, known)
        waves = metrics.distribution(tables, replace(office, place=one), where, profile, known).waves
        (pps,) = (wave for wave in waves if wave.body == "PPS")
        for row in pps.rows:
            assert spot(found, row.place.name).state == standing(row.shipped, pps.due, DUE)


def test_ways_go_from_the_named_warehouse_over_ppk_and_pps_to_the_stations():
    made = world()
    made.add("gudang", "", DAY, nama="Gudang Dua", tingkat="kota", lat=-6.87, lon=109.71)
    at = {"kecamatan": "Kec 1", "kelurahan": "Kel 11"}
    shipment(made, "PPK", kecamatan="Kec 1", asal="GUDANG UTAMA")
    shipment(made, "PPK", kecamatan="Kec 2", asal="Gudang Utama")
    shipment(made, "PPS", **at)
    shipment(made, "TPS", **at, tps=1)
    found = drawn(made)
    ends = [(one.level, one.start, one.end) for one in found.ways]
    assert ends == [
        ("kecamatan", (109.70, -6.88), (109.66, -6.90)),
        ("kelurahan", (109.66, -6.90), pytest.approx((109.65, -6.9015))),
    ]
    inside = drawn(made, "Kec 1").ways
    assert [one.level for one in inside] == ["kecamatan", "kelurahan", "tps"]
    assert inside[2].end == pytest.approx((109.65, -6.901))


def test_a_kecamatan_s_map_holds_its_own_places_and_the_warehouses():
    found = drawn(world(), "Kec 1")
    assert {one.name for one in found.spots} == {"Gudang Utama", "Kec 1", "Kel 11", "Kel 12"}
    assert {one.name for one in drawn(world(), "Kel 11").spots} == {"Gudang Utama", "Kel 11"}


def test_boundaries_are_those_of_the_place():
    made = world()
    line = "109.6,-6.9;109.7,-6.9;109.7,-6.8"
    made.add("batas", "", DAY, kecamatan="Kec 1", kelurahan="Kel 11", bagian=1, garis=line)
    made.add("batas", "", DAY, kecamatan="Kec 2", kelurahan="Kel 21", bagian=2, garis=line)
    ring = ((109.6, -6.9), (109.7, -6.9), (109.7, -6.8))
    assert drawn(made).rings == (ring, ring)
    assert drawn(made, "Kec 2").rings == (ring,)


def test_the_map_is_the_same_on_files_and_in_memory():
    made = world()
    shipment(made, "PPK", kecamatan="Kec 1", asal="Gudang Utama", **PROVED)
    shipment(made, "PPS", kecamatan="Kec 1", kelurahan="Kel 11")
    assert drawn(made, engine=on_duckdb) == drawn(made, engine=in_memory)


def test_without_any_sheet_of_places_there_is_nothing_to_draw():
    made = World()
    made.goods("KOTAK", kecamatan="Kec 1", kebutuhan=5, diterima=5)
    found = drawn(made)
    assert [one.at for one in found.spots] == [None]
    assert (found.ways, found.rings) == ((), ())
