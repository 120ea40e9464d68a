"""Storage places: what is there day by day, whether it fits, and what rules a place out."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import elections
import metrics
from elections import Election
from metrics import Stay, Storage
from metrics.items import Where
from metrics.moving import Move
from metrics.stacking import Held
from metrics.storage import course
from tests.metrics.world import DAY, OFFICE, PEMILU, World, board, city, in_memory, on_duckdb

BALLOTS = ("PPWP", "DPR", "DPD", "DPRDP", "DPRDK")
BOGOR = {"Gudang Utara": 497_613, "Gudang Selatan": 319_670}
"""Ballots of each type at the two warehouses of KPU Kota Bogor, 817,283 in all."""
ARRIVES = {code: DAY + timedelta(days=3 * number + 2) for number, code in enumerate(BALLOTS)}
GOOD = dict.fromkeys(elections.CHECKLIST, True)


def stored(
    world: World,
    today: date = DAY,
    election: Election = PEMILU,
    where: Where | None = None,
    engine: Any = in_memory,
) -> Storage:
    """The storage places as a page has them."""
    found = board(world, today=today, election=election)
    tables = engine(world.arrow())
    return metrics.storage(tables, found.items, where or Where(OFFICE), election, today)


def place(world: World, name: str = "Gudang", day: date = DAY, **values: Any) -> None:
    """A row of the warehouse sheet; the city's own where no level is told."""
    world.add("gudang", "", day, **{"nama": name, "tingkat": "kota", **GOOD, **values})


def shipment(world: World, body: str, planned: date | None, **values: Any) -> None:
    world.add(
        "distribusi", "", DAY, **{"tujuan": body, "tgl_rencana": planned, "kecamatan": "Kec 1", **values}
    )


def named(found: Storage, name: str) -> Stay:
    return next(one for one in found.stays if one.name == name)


def office(**changes: str) -> Election:
    return elections.adjusted("pemilu-2024", {key.replace("__", "."): text for key, text in changes.items()})


def days(count: int) -> timedelta:
    return timedelta(days=count)


# -- five types of ballots arrive at two sites ----------------------------------------------------------


def bogor(floors: Mapping[str, float]) -> World:
    world = city()
    for name, amount in BOGOR.items():
        place(world, name, luas_m2=floors[name], tinggi_m=3.5, tinggi_pakai_m=2.0, terisi_koli=0)
        for code, day in ARRIVES.items():
            world.goods(code, gudang=name, kebutuhan=amount, diterima=0, tgl_perkiraan=day)
    return world


def by_hand(amount: int, floor: float) -> tuple[list[tuple[date, int, Fraction]], date | None]:
    """Cartons and percent of the floor on each day up to the last, and the first day on which it overflows:
    five cartons a stack of 45 x 35 cm on 70 % of the floor."""
    found, overflow = [], None
    day = DAY
    while day <= max(ARRIVES.values()) + days(30):
        cartons = 0
        for code, arrives in ARRIVES.items():
            if arrives <= day:
                full, rest = divmod(amount, PEMILU.packs[code].box)
                cartons += full + (1 if rest else 0)
        stacks = cartons // 5 + (1 if cartons % 5 else 0)
        share = Fraction(stacks * 45 * 35 * 100, int(floor * 7000))
        if share > 100 and overflow is None:
            overflow = day
        found.append((day, cartons, share))
        day += days(1)
    return found, overflow


@pytest.mark.parametrize("north", [20, 60, 100, 135, 150, 168.2, 168.5, 400])
@pytest.mark.parametrize("south", [15, 75, 108, 119, 120])
def test_five_types_of_ballots_overflow_on_the_day_of_a_simulation_by_hand(north: float, south: float):
    floors = {"Gudang Utara": north, "Gudang Selatan": south}
    found = stored(bogor(floors))
    assert sum(BOGOR.values()) == 817_283
    for name, amount in BOGOR.items():
        one = named(found, name)
        by_day, overflow = by_hand(amount, floors[name])
        most = max(share for _, _, share in by_day)
        assert one.overflow == overflow
        assert one.share == most
        assert (one.peak_day, one.peak.cartons) == next(
            (day, cartons) for day, cartons, share in by_day if share == most
        )
        assert one.answer == ("full" if most > 100 else "tight" if most > 90 else "room")


def test_the_two_sites_hold_what_the_office_split_between_them():
    found = stored(bogor({"Gudang Utara": 150, "Gudang Selatan": 120}))
    north, south = named(found, "Gudang Utara"), named(found, "Gudang Selatan")
    assert (north.peak.cartons, south.peak.cartons) == (
        249 + 996 + 498 + 996 + 996,
        160 + 640 + 320 + 640 + 640,
    )
    # The south takes 480 stacks of 0.1575 m² on 84 m²: exactly 90 %, which is not over it.
    assert (south.share, south.answer) == (90, "room")
    assert (north.overflow, north.answer) == (ARRIVES["DPRDK"], "full")
    assert north.left is not None and north.left < 0


def test_the_engines_tell_the_same():
    world = bogor({"Gudang Utara": 150, "Gudang Selatan": 120})
    shipment(world, "PPK", DAY + days(20), asal="Gudang Utara", kotak=32, koli=12)
    place(world, "Aula", tingkat="kecamatan", kecamatan="Kec 1", kapasitas_koli=40, terisi_koli=1)
    assert stored(world, engine=on_duckdb) == stored(world)


HELD = st.builds(Held, st.integers(0, 40), st.integers(0, 40))
MOVES = st.builds(
    Move, st.integers(-6, 20).map(lambda day: DAY + days(day)), HELD, into=st.booleans(), done=st.just(False)
)


@given(HELD, st.lists(MOVES, max_size=12), st.integers(-2, 6))
def test_any_plan_is_followed_day_by_day(now: Held, found: Sequence[Move], start: int):
    first = DAY + days(start)
    ordered = sorted(found, key=lambda one: (one.day, not one.into))  # pyright: ignore[reportArgumentType]
    told = dict(course(now, ordered, first))
    boxes, cartons = now.boxes, now.cartons
    expected: dict[date, Held] = {}
    for number in range(-6, 21):
        day = DAY + days(number)
        for one in found:
            if one.into and one.day == day:
                boxes, cartons = boxes + one.held.boxes, cartons + one.held.cartons
        if day >= first:
            expected[day] = Held(boxes, cartons)
        for one in found:
            if not one.into and one.day == day:
                boxes, cartons = max(0, boxes - one.held.boxes), max(0, cartons - one.held.cartons)
    assert told == {day: expected[day] for day in told}
    assert told.keys() == {first} | {one.day for one in found if one.day is not None and one.day > first}


# -- amber and red --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "answer"), [(899, "room"), (900, "room"), (901, "tight"), (1000, "tight"), (1001, "full")]
)
def test_amber_begins_above_ninety_and_red_above_a_hundred_percent(held: int, answer: str):
    world = city()
    place(world, kapasitas_koli=1000, terisi_kotak=400, terisi_koli=held - 400)
    assert stored(world).stays[0].answer == answer


@pytest.mark.parametrize(("held", "answer"), [(800, "room"), (801, "tight"), (950, "tight"), (951, "full")])
def test_the_office_sets_both_limits(held: int, answer: str):
    world = city()
    place(world, kapasitas_koli=1000, terisi_koli=held)
    assert stored(world, election=office(storage__near="80", storage__full="95")).stays[0].answer == answer


def test_the_capacity_of_the_sheet_counts_and_the_stack_rule_is_told_beside_it():
    world = city()
    place(world, kapasitas_koli=1000, terisi_koli=10, luas_m2=10, tinggi_m=3)
    (one,) = stored(world).stays
    assert one.space is not None and one.other is not None
    assert (one.space.way, one.space.packages, one.other.packages) == ("stated", 1000, 44 * 5)
    (one,) = stored(world, election=office(storage__trusted="rule")).stays
    assert one.space is not None and one.other is not None
    assert (one.space.way, one.space.packages, one.other.packages) == ("rule", 44 * 5, 1000)


def test_another_stack_rule_is_another_room():
    world = city()
    place(world, terisi_koli=10, luas_m2=10, tinggi_m=3)
    for changes, packages in (
        ({"storage__layers": "2"}, 44 * 2),
        ({"storage__floor": "35"}, 22 * 5),
        ({"storage__carton_height": "150"}, 44 * 2),
        ({"storage__carton_length": "90"}, 22 * 5),
    ):
        (one,) = stored(world, election=office(**changes)).stays
        assert one.space is not None and one.space.packages == packages, changes


def test_the_height_of_the_room_counts_where_no_usable_height_is_told():
    world = city()
    place(world, "A", luas_m2=10, tinggi_m=0.7, terisi_koli=0)
    place(world, "B", luas_m2=10, tinggi_m=3, tinggi_pakai_m=0.7, terisi_koli=0)
    first, second = stored(world).stays
    assert first.space == second.space
    assert first.space is not None and first.space.carton_layers == 2


# -- from place to place by the plan --------------------------------------------------------------------


def chain(world: World | None = None) -> World:
    """The city's warehouse, a PPK's and a PPS's room, and shipments on the 1st, 3rd and 5th day from now."""
    world = world or city()
    place(world, "Gudang KPU", kapasitas_koli=500, terisi_kotak=300, terisi_koli=100)
    place(world, "Aula", tingkat="kecamatan", kecamatan="Kec 1", kapasitas_koli=100, terisi_kotak=0)
    at: dict[str, Any] = {"kecamatan": "Kec 1", "kelurahan": "Kel 11"}
    place(world, "Balai", tingkat="kelurahan", kapasitas_koli=50, terisi_kotak=0, terisi_koli=0, **at)
    shipment(world, "PPK", DAY + days(1), asal="GUDANG  KPU", kotak=62, koli=24)
    shipment(world, "PPS", DAY + days(3), asal="PPK Kec 1", kelurahan="Kel 11", kotak=30, koli=12)
    for number in (1, 2):
        shipment(world, "TPS", DAY + days(5), asal="PPS", kelurahan="Kel 11", tps=number, kotak=15, koli=6)
    return world


def test_goods_go_from_the_city_to_the_polling_stations_by_the_plan():
    found = stored(chain())
    kpu, ppk, pps = found.stays
    assert [one.name for one in found.stays] == ["Gudang KPU", "Aula", "Balai"]
    assert (kpu.peak_day, kpu.peak) == (DAY, Held(300, 100))
    assert (ppk.peak_day, ppk.peak, ppk.share) == (DAY + days(1), Held(62, 24), 86)
    assert (pps.peak_day, pps.peak, pps.share) == (DAY + days(3), Held(30, 12), 84)
    assert [one.comes for one in found.stays] == [None, DAY + days(1), DAY + days(3)]
    later = list(course(Held(), ppk.moves, DAY))
    assert later[-1] == (DAY + days(3), Held(62, 24))  # still there while it is loaded
    assert [one.answer for one in found.stays] == ["room", "room", "room"]


def test_a_room_is_full_before_goods_are_sent_to_it():
    world = chain()
    shipment(world, "PPS", DAY + days(4), kelurahan="Kel 11", kotak=9)
    balai = named(stored(world), "Balai")
    assert (balai.overflow, balai.share, balai.left, balai.answer) == (DAY + days(4), 102, -1, "full")


def test_what_was_done_by_the_day_of_the_count_is_in_the_count():
    world = city()
    place(world, "Aula", tingkat="kecamatan", kecamatan="Kec 1", kapasitas_koli=100, terisi_kotak=62)
    place(world, "Gudang", kapasitas_koli=500, terisi_koli=10)
    proof = {"tgl_berangkat": DAY, "tgl_tiba": DAY, "no_bast": "1/BAST"}
    shipment(world, "PPK", DAY, kotak=62, **proof)
    found = stored(world)
    assert named(found, "Aula").peak == Held(62)
    assert named(found, "Gudang").moves == ()


@pytest.mark.parametrize(
    ("proof", "rule", "boxes"),
    [
        ({"tgl_tiba": DAY}, "bast", 124),
        ({"tgl_tiba": DAY, "no_bast": "1/BAST"}, "bast", 62),
        ({"tgl_tiba": DAY}, "arrival", 62),
        ({"tgl_tiba": DAY + days(1), "no_bast": "1/BAST"}, "bast", 124),
        ({"no_bast": "1/BAST"}, "arrival", 124),
    ],
)
def test_only_what_is_proved_has_arrived(proof: dict[str, Any], rule: str, boxes: int):
    world = city()
    place(world, "Aula", tingkat="kecamatan", kecamatan="Kec 1", kapasitas_koli=500, terisi_kotak=62)
    shipment(world, "PPK", DAY, kotak=62, **proof)
    assert stored(world, election=office(alerts__evidence_proof=rule)).stays[0].peak.boxes == boxes


def test_a_departure_whose_day_has_passed_without_evidence_has_not_left():
    world = chain()
    shipment(world, "PPK", DAY + days(6), kotak=30)
    late = DAY + days(9)
    aula = named(stored(world, today=late), "Aula")
    # Both shipments in and the one out are to happen today at the earliest; all may be there at once.
    assert (aula.peak_day, aula.peak) == (late, Held(92, 24))


def test_a_count_that_is_newer_than_a_departure_is_not_lessened_again():
    world = city()
    place(world, "Gudang", day=DAY, kapasitas_koli=500, terisi_kotak=300)
    shipment(world, "PPK", DAY - days(2), kotak=62, tgl_berangkat=DAY - days(1))
    shipment(world, "PPK", DAY + days(2), kecamatan="Kec 2", kotak=50)
    (one,) = stored(world).stays
    assert [(move.day, move.held.boxes) for move in one.moves] == [(DAY + days(2), 50)]


def test_goods_received_after_the_count_are_there_and_the_rest_is_to_come():
    world = city()
    place(world, "Gudang", kapasitas_koli=500, terisi_koli=7)
    later = DAY + days(4)
    world.goods("DPR", later, kebutuhan=5000, diterima=3000, tgl_terima=DAY + days(2), tgl_perkiraan=later)
    world.goods("PPWP", later, kebutuhan=4001, diterima=0, tgl_perkiraan=DAY + days(1))
    (one,) = stored(world, today=later).stays
    # 6 boxes of 500 came, 4 more are expected today; what should have come on the 1st day: 3 of 2,000.
    assert [(move.day, move.held.cartons, move.done) for move in one.moves] == [
        (DAY + days(2), 6, True),
        (later, 4, False),
        (later, 3, False),
    ]
    assert one.peak == Held(0, 20)


def test_two_rooms_of_one_ppk_are_one_place():
    world = chain()
    place(world, "Gedung B", tingkat="kecamatan", kecamatan="Kec 1", kapasitas_koli=20, terisi_koli=4)
    ppk = named(stored(world), "Aula, Gedung B")
    assert (ppk.now, ppk.peak, ppk.share) == (Held(0, 4), Held(62, 28), Fraction(90 * 100, 120))


def test_ballot_boxes_count_as_boxes():
    world = city()
    place(world, "Gudang", kapasitas_koli=500, terisi_koli=7)
    world.goods("KOTAK", kebutuhan=64, diterima=10, tgl_perkiraan=DAY + days(1))
    assert stored(world).stays[0].peak == Held(54, 7)


# -- what is not known ----------------------------------------------------------------------------------


def test_unknown_is_neither_room_nor_zero():
    world = city()
    place(world, "A", kapasitas_koli=100)
    place(world, "B", terisi_koli=10)
    place(world, "C", luas_m2=40, terisi_koli=10)
    found = stored(world)
    assert [one.answer for one in found.stays] == ["unknown", "unknown", "unknown"]
    assert [one.now for one in found.stays] == [None, Held(0, 10), Held(0, 10)]
    assert [one.share for one in found.stays] == [0, None, None]


def test_a_place_that_nobody_counted_is_too_small_when_the_plan_alone_is_too_much():
    world = chain()
    at: dict[str, Any] = {"tingkat": "kelurahan", "kecamatan": "Kec 1", "kelurahan": "Kel 12"}
    place(world, "Pos", kapasitas_koli=20, **at)
    shipment(world, "PPS", DAY + days(3), kelurahan="Kel 12", kotak=21)
    one = named(stored(world), "Pos")
    assert (one.now, one.answer, one.overflow) == (None, "full", DAY + days(3))


def test_a_destination_without_a_room_is_named():
    world = chain()
    shipment(world, "PPS", DAY + days(3), kelurahan="Kel 12", kotak=15, koli=6)
    shipment(world, "PPK", DAY + days(1), kecamatan="Kec 2", kotak=30)
    shipment(world, "PPK", DAY + days(2), kecamatan="Kec 2", kotak=2, koli=1)
    found = [(one.level, one.kecamatan, one.kelurahan, one.held, one.first) for one in stored(world).homeless]
    assert found == [
        ("kecamatan", "Kec 2", "", Held(32, 1), DAY + days(1)),
        ("kelurahan", "Kec 1", "Kel 12", Held(15, 6), DAY + days(3)),
    ]


def test_goods_for_no_warehouse_that_is_known_are_told():
    world = bogor({"Gudang Utara": 400, "Gudang Selatan": 400})
    world.goods("TINTA", kebutuhan=24, diterima=0, tgl_perkiraan=DAY + days(3))
    world.goods("KOTAK", kebutuhan=64, diterima=0)
    world.goods("PPWP", gudang="Gudang Tmiur", kebutuhan=2001, diterima=0, tgl_perkiraan=DAY + days(3))
    found = stored(world)
    assert found.unassigned == Held(0, 2)
    assert found.undated == Held(64)
    assert found.uncounted == ("TINTA",)


def test_what_two_sheets_tell_of_one_place_is_put_together_the_newest_first():
    world = city()
    before = DAY - days(9)
    place(world, "Gudang", before, luas_m2=10, tinggi_m=3, terisi_koli=50, palet=False, kapasitas_koli=100)
    place(world, " gudang ", DAY, terisi_koli=60, terisi_kotak=5)
    (one,) = stored(world).stays
    (room,) = one.rooms
    assert (room.held, room.counted, room.packages) == (Held(5, 60), DAY, 100)
    assert dict(room.checks)["palet"] is True
    assert len(room.rows) == 2


# -- condition and guards -------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", elections.CHECKLIST)
def test_a_leaking_roof_and_missing_pallets_force_red(fault: str):
    world = city()
    faulty: dict[str, Any] = {fault: False}
    place(world, kapasitas_koli=1000, terisi_koli=1, **faulty)
    (one,) = stored(world).stays
    assert one.rooms[0].faults == (fault,)
    assert one.answer == ("unfit" if fault in ("atap", "palet") else "room")
    own = office(storage__fatal=f"{fault}, cctv")
    assert stored(world, election=own).stays[0].fatal == (fault,)
    assert stored(world, election=office(storage__fatal="")).stays[0].answer == "room"


def test_what_nobody_looked_at_is_neither_good_nor_a_fault():
    world = city()
    place(world, kapasitas_koli=1000, terisi_koli=1, atap=None, palet=None)
    (one,) = stored(world).stays
    assert (one.answer, one.fatal, one.rooms[0].unchecked) == ("room", (), ("atap", "palet"))


def test_inspection_and_guards_are_kept():
    world = city()
    told = {"tgl_periksa": DAY, "foto": "IMG-7", "pemeriksa": "Kasubbag KUL", "jumlah_penjaga": 2}
    place(world, **told, shift_jaga=3, jam_shift=8.0)
    (room,) = stored(world).stays[0].rooms
    assert (room.inspected, room.photo, room.inspector, room.guards) == tuple(told.values())
    assert room.guarded == 24


def test_a_kecamatan_sees_its_own_rooms_only():
    found = stored(chain(), where=Where(OFFICE, "Kec 1"))
    assert [one.name for one in found.stays] == ["Aula", "Balai"]
    assert [one.name for one in stored(chain(), where=Where(OFFICE, "Kec 1", "Kel 11")).stays] == ["Balai"]
    assert stored(chain(), where=Where(OFFICE, "Kec 2")).stays == ()
