"""Which level counts for one total: the newest that covers the place in full, then the finest; never a sum
of two."""

from datetime import date

import metrics
from tests.metrics.world import DAY, PEMILU, World, board, city, codes, status

OLD = date(2023, 12, 15)


def by_station(world: World, item: str, need: int, got: int | None = None, day: date = DAY) -> None:
    """An item at every polling station of the list."""
    for row in list(world.facts["tps"]):
        world.goods(
            item,
            day,
            kecamatan=row["kecamatan"],
            kelurahan=row["kelurahan"],
            tps=row["tps"],
            kebutuhan=need,
            diterima=need if got is None else got,
        )


def test_polling_stations_and_the_city_differ_by_the_boxes_of_the_ppk():
    world = World()
    for number, stations in enumerate((269, 232, 203, 177), 1):
        for tps in range(1, stations + 1):
            world.station(f"Kec {number}", f"Kel {number}", tps)
    by_station(world, "KOTAK", 5)
    world.goods("KOTAK", kebutuhan=4413, diterima=4413)
    found = board(world)
    one = status(found, "KOTAK")
    assert (one.need, one.received, one.need_by_rule) == (4405, 4405, 4413)
    assert one.need_note is not None
    assert one.need_note.code == "need-without-ppk"
    told = [metrics.reason_text(reason, PEMILU, "id") for reason in one.cross_checks]
    assert told == [
        "Kebutuhan tingkat tps 4.405, tingkat kota 4.413: 8 untuk PPK.",
        "Diterima tingkat tps 4.405, tingkat kota 4.413: 8 milik PPK.",
    ]
    assert "total-does-not-add-up" not in {code for code, _ in codes(found)}


def test_an_older_finer_sheet_gives_way_to_a_newer_one_of_the_city():
    world = city()
    for name in ("Kec 1", "Kec 2"):
        world.goods("BILIK", OLD, kecamatan=name, kebutuhan=24, diterima=10)
    world.goods("BILIK", DAY, kebutuhan=48, diterima=40)
    assert status(board(world), "BILIK").received == 40
    assert status(board(world, "Kec 1"), "BILIK").received == 10


def test_a_newer_sheet_of_one_kecamatan_does_not_displace_the_city():
    world = city()
    world.goods("BILIK", OLD, kebutuhan=48, diterima=40)
    world.goods("BILIK", DAY, kecamatan="Kec 1", kebutuhan=24, diterima=24)
    one = status(board(world), "BILIK")
    assert (one.received, one.not_reported) == (40, 0.0)


def test_levels_that_differ_without_reason_raise_an_alert():
    world = city()
    for name in ("Kec 1", "Kec 2"):
        world.goods("BILIK", kecamatan=name, kebutuhan=24, diterima=24)
    world.goods("BILIK", kebutuhan=48, diterima=45)
    found = board(world)
    assert codes(found) == [("total-does-not-add-up", "BILIK")]
    text = metrics.alert_text(found.alerts[0], found, PEMILU, "id")
    assert text == "Bilik pemungutan suara: jumlah per kecamatan 48, per kota 45, selisih 3 buah"


def test_older_levels_may_differ_without_an_alert():
    world = city()
    for name in ("Kec 1", "Kec 2"):
        world.goods("BILIK", kecamatan=name, kebutuhan=24, diterima=24)
    world.goods("BILIK", OLD, kebutuhan=48, diterima=45)
    found = board(world)
    assert not found.alerts
    assert [one.code for one in status(found, "BILIK").cross_checks] == ["grains-differ-in-time-received"]


def test_kelurahan_that_did_not_report_are_counted_below_the_city():
    world = city(kelurahan=4)
    for name in ("Kel 11", "Kel 12", "Kel 13"):
        world.goods("BILIK", kecamatan="Kec 1", kelurahan=name, kebutuhan=12, diterima=12)
    found = board(world, "Kec 1")
    one = status(found, "BILIK")
    assert (one.need, one.percent.value, one.not_reported) == (48, 75.0, 25.0)
    told = [metrics.reason_text(reason, PEMILU, "id") for reason in found.readiness.reasons]
    assert "1 dari 4 kelurahan belum lapor." in told


def test_the_city_is_the_sum_of_its_kecamatan():
    world = city(kecamatan=3)
    for number, name in enumerate(("Kec 1", "Kec 2", "Kec 3"), 1):
        for item in PEMILU.items:
            world.goods(item.code, kecamatan=name, kebutuhan=100 * number, diterima=70 * number, rusak=number)
    whole = board(world)
    parts = [board(world, name) for name in ("Kec 1", "Kec 2", "Kec 3")]
    for item in PEMILU.items:
        ones = [status(part, item.code) for part in parts]
        mine = status(whole, item.code)
        for name in ("need", "received", "damaged", "good", "short"):
            assert getattr(mine, name) == sum(getattr(one, name) for one in ones)
    for listed, part in zip(whole.places, parts, strict=True):
        assert listed.percent.value == part.readiness.percent.value


def test_a_kecamatan_shows_its_kelurahan_and_a_kelurahan_its_polling_stations():
    world = city()
    by_station(world, "TINTA", 2, 1)
    kecamatan, kelurahan = board(world, "Kec 1"), board(world, "Kel 11")
    assert [one.place.name for one in kecamatan.places] == ["Kel 11", "Kel 12"]
    assert [dict(one.items)["TINTA"].value for one in kecamatan.places] == [50.0, 50.0]
    assert [one.place.code for one in kelurahan.places] == [f"99.01.01.1001/{n}" for n in (1, 2, 3)]
    assert status(kelurahan, "TINTA").short == 3


def test_a_place_under_a_wrong_name_stays_in_the_citys_total_and_is_listed():
    world = city()
    world.goods("BILIK", kecamatan="Kec 1", kebutuhan=24, diterima=24)
    world.goods("BILIK", kecamatan="Kec Dua", kebutuhan=24, diterima=20)
    found = board(world)
    one = status(found, "BILIK")
    assert (one.need, one.received, one.not_reported) == (48, 44, 0.0)
    assert [(u.kind, u.kecamatan, u.rows, u.level) for u in found.unknown] == [
        ("logistik", "Kec Dua", 1, "kecamatan")
    ]
    assert [place.reported for place in found.places] == [True, False]


def test_a_list_of_needs_alone_makes_a_board():
    world = city()
    world.goods("KOTAK", kecamatan="Kec 1", kebutuhan=10)
    made = board(world)
    kotak = next(one for one in made.items if one.item == "KOTAK")
    assert kotak.state == "not-reported"
    assert made.readiness.percent.value is None
