"""The places of an office come from its list of polling stations, with codes that stay."""

import pytest

import metrics
from tests.metrics.world import DAY, OFFICE, PEMILU, World, city, in_memory, named


def test_codes_are_those_of_the_sheet():
    known = metrics.places(in_memory(city().arrow())["tps"])
    assert [one.code for one in known] == [
        "99.01",
        "99.01.01",
        "99.01.02",
        "99.01.01.1001",
        "99.01.01.1002",
        "99.01.02.1001",
        "99.01.02.1002",
    ]
    assert [one.level for one in known] == ["kota"] + ["kecamatan"] * 2 + ["kelurahan"] * 4
    assert named(known, "Kel 21").parent == "99.01.02"


def test_without_codes_they_are_made_from_the_names():
    world = World()
    world.station("Muara Bangka Hulu", "Rawa Makmur", 1)
    known = metrics.places(in_memory(world.arrow()))
    assert [one.code for one in known] == [
        "kota-contoh",
        "kota-contoh.muara-bangka-hulu",
        "kota-contoh.muara-bangka-hulu.rawa-makmur",
    ]


def test_a_code_that_stands_twice_is_given_once():
    world = World()
    world.station("Kec 1", "Kel 1", 1, kode="99.01.01.1001")
    world.station("Kec 1", "Kel 2", 1, kode="99.01.01.1001")
    codes = [one.code for one in metrics.places(in_memory(world.arrow()))]
    assert codes == ["99.01", "99.01.01", "99.01.01.1001", "99.01.01.kel-2"]


def test_without_a_list_the_sheets_tell_the_kecamatan():
    world = World()
    world.goods("BILIK", DAY, kecamatan="Kec 1", kebutuhan=8, diterima=8)
    frames = in_memory(world.arrow())
    known = metrics.places(frames)
    assert [one.name for one in known] == [OFFICE, "Kec 1"]
    found = metrics.board(
        frames,
        election=PEMILU,
        place=known[0],
        as_of=DAY,
        today=DAY,
        places=known,
        ledger=1,
        freshness=world.seen(),
    )
    assert next(one for one in found.items if one.item == "BILIK").percent.value == 100.0
    assert found.tps.total == 0


def test_there_is_no_board_of_a_polling_station():
    frames = in_memory(city().arrow())
    known = metrics.places(frames)
    with pytest.raises(metrics.NoBoard):
        metrics.board(
            frames,
            election=PEMILU,
            place=metrics.Place("99.01.01.1001/1", "TPS 001", "tps", "99.01.01.1001"),
            as_of=DAY,
            today=DAY,
            places=known,
            ledger=1,
            freshness={},
        )
