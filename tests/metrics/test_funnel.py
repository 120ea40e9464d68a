"""How far the boxes have come: only a day of arrival is an arrival."""

from datetime import date

import pytest

from metrics import Board, Passage
from tests.metrics.world import World, board, city

DAY = date(2024, 2, 7)


def shipped(**to_ppk: object) -> World:
    made = city()
    made.goods("KOTAK", DAY, kebutuhan=60, diterima=60)
    made.add(
        "distribusi",
        "",
        DAY,
        tujuan="PPK",
        kecamatan="Kec 1",
        kotak=32,
        tgl_rencana=date(2024, 2, 5),
        **to_ppk,
    )
    made.add("distribusi", "", DAY, tujuan="PPK", kecamatan="Kec 2", kotak=32, tgl_rencana=date(2024, 2, 9))
    for kelurahan in ("Kel 11", "Kel 12"):
        made.add(
            "distribusi",
            "",
            DAY,
            tujuan="PPS",
            kecamatan="Kec 1",
            kelurahan=kelurahan,
            kotak=15,
            tgl_rencana=date(2024, 2, 10),
        )
    return made


def passages(found: Board) -> dict[str, Passage]:
    return {one.code: one for one in found.funnel}


def test_what_arrived_what_is_under_way_and_what_is_only_planned():
    planned = passages(board(shipped(), today=DAY))
    assert list(planned) == ["store", "PPK", "PPS", "TPS"]
    assert (planned["store"].percent.value, planned["store"].arrived, planned["store"].planned) == (
        100.0,
        60,
        60,
    )
    assert (planned["PPK"].percent.value, planned["PPK"].under_way) == (0.0, 0)
    left = passages(board(shipped(tgl_berangkat=date(2024, 2, 6)), today=DAY))["PPK"]
    assert (left.percent.value, left.arrived, left.under_way) == (0.0, 0, 32)
    there = passages(board(shipped(tgl_berangkat=date(2024, 2, 6), tgl_tiba=date(2024, 2, 6)), today=DAY))[
        "PPK"
    ]
    assert (there.percent.value, there.arrived, there.planned, there.under_way) == (50.0, 32, 64, 0)
    assert (there.percent.state, there.begins) == ("short", date(2024, 2, 5))
    # A day to come is a plan, whatever column it stands in.
    later = passages(board(shipped(tgl_tiba=date(2024, 2, 8)), today=DAY))["PPK"]
    assert later.arrived == 0


def test_where_no_shipment_is_told_there_is_no_number_and_no_zero():
    found = passages(board(shipped(), today=DAY))
    assert (found["TPS"].percent.value, found["TPS"].percent.state) == (None, "not-reported")
    assert found["PPS"].percent.state == "not-received"
    nothing = board(city()).funnel
    assert {one.percent.value for one in nothing} == {None}


def test_what_the_polling_stations_confirmed_is_told_where_no_shipment_goes_there():
    made = shipped()
    made.goods("KOTAK", DAY, kecamatan="Kec 1", kebutuhan=30, diterima=30, dikonfirmasi=15)
    made.goods("KOTAK", DAY, kecamatan="Kec 2", kebutuhan=30, diterima=30, dikonfirmasi=0)
    assert passages(board(made, today=DAY))["TPS"].percent.value == 25.0


@pytest.mark.parametrize(("place", "planned"), [("Kec 1", 30), ("Kel 11", 15)])
def test_a_place_below_counts_what_goes_there(place: str, planned: int):
    found = passages(board(shipped(), place, today=DAY))
    assert found["PPS"].planned == planned
    assert ("PPK" in found) is (place == "Kec 1")
