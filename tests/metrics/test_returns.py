"""Boxes due and returned by polling station, and what is destroyed by H-1 before whom."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

import metrics
from metrics.destruction import destroyed, faults
from metrics.items import Where
from tests.metrics.delivered import VOTING, delivered
from tests.metrics.world import OFFICE, PEMILU, World, board, city, in_memory, named

H_1 = VOTING - timedelta(days=1)
AFTER = VOTING + timedelta(days=1)


def looked_at(world: World, today: date, place: str = OFFICE) -> metrics.Distribution:
    frames = in_memory(world.arrow())
    known = metrics.places(frames)
    where = metrics.where_of(named(known, place), known)
    return metrics.distribution(frames, board(world, place, today=today), where, PEMILU, known)


def test_before_voting_day_nothing_is_due():
    assert looked_at(delivered(), H_1).returns == ()
    assert looked_at(delivered(), VOTING).returns != ()


def test_each_polling_station_owes_its_boxes_and_silence_is_no_return():
    world = delivered()
    at = {"kecamatan": "Kec 1", "kelurahan": "Kel 12"}
    world.goods("KOTAK", AFTER, **at, tps=1, dikembalikan=5)
    world.goods("KOTAK", AFTER, **at, tps=3, dikembalikan=4)
    world.goods("KOTAK", AFTER, **at, tps=4, dikembalikan=0)
    found = {one.place.name: one for one in looked_at(world, AFTER).returns}
    own = found["Kel 12"]
    assert (own.due, own.returned, own.unreported) == (20, 9, 1)
    assert [(one.tps, one.due, one.returned) for one in own.open] == [(2, 5, None), (3, 5, 4), (4, 5, 0)]
    assert (found["Kel 11"].returned, found["Kel 11"].unreported) == (None, 4)
    assert len(looked_at(world, AFTER, "Kel 12").returns) == 1


def test_without_shipments_the_rule_says_what_is_due():
    world = city()
    world.goods("KOTAK", AFTER, kecamatan="Kec 1", kelurahan="Kel 11", tps=1, dikembalikan=5)
    found = looked_at(world, AFTER).returns[0]
    assert (found.due, found.returned) == (15, 5)  # 3 polling stations with 5 boxes


def test_159_boxes_that_did_not_come_back_are_all_listed_by_station_and_by_officer():
    """Every other box of 985 polling stations came back; the missing ones are sown by chance."""
    chance = random.Random(159)
    world = city(9, 7, 16)
    stations = [(row["kecamatan"], row["kelurahan"], row["tps"]) for row in world.facts["tps"]]
    missing = Counter(chance.choices(stations, k=159))
    silent = set(chance.sample(sorted(missing), 20))
    for at in stations:
        if at not in silent:
            names = dict(zip(("kecamatan", "kelurahan", "tps"), at, strict=True))
            world.goods("KOTAK", AFTER, **names, dikembalikan=5 - missing[at])
    found = looked_at(world, AFTER)
    listed = {
        (one.kecamatan, one.place.name, left.tps): left.due - (left.returned or 0)
        for one in found.returns
        for left in one.open
        if left.returned is not None
    }
    assert listed == {at: count for at, count in missing.items() if at not in silent}
    open_ = [
        (one.kecamatan, one.place.name, left.tps)
        for one in found.returns
        for left in one.open
        if left.returned is None
    ]
    assert sorted(open_) == sorted(silent)
    # By officer: every kelurahan with something open has its row, and no other has.
    assert {one.place.name for one in found.returns if one.open} == {at[1] for at in missing}
    assert sum(listed.values()) + sum(missing[at] for at in silent) == 159


def test_packages_of_a_shipment_are_no_boxes_that_are_due():
    world = city()
    at = {"kecamatan": "Kec 1", "kelurahan": "Kel 11", "tps": 1}
    world.add("distribusi", "", AFTER, tujuan="TPS", koli=2, tgl_rencana=H_1, **at)
    world.goods("KOTAK", AFTER, **at, dikembalikan=5)
    assert looked_at(world, AFTER).returns[0].due == 15


def test_a_report_by_kelurahan_counts_where_no_station_reports():
    world = delivered()
    kelurahan = {"kecamatan": "Kec 1", "kelurahan": "Kel 11"}
    world.goods("KOTAK", AFTER, **kelurahan, dikembalikan=18)
    world.goods("KOTAK", AFTER, kecamatan="Kec 1", kelurahan="Kel 12", dikembalikan=20)
    world.goods("KOTAK", AFTER, kecamatan="Kec 1", kelurahan="Kel 12", tps=1, dikembalikan=3)
    found = {one.place.name: one for one in looked_at(world, AFTER).returns}
    together, by_station = found["Kel 11"], found["Kel 12"]
    assert (together.due, together.returned, together.by_station, together.open) == (20, 18, False, ())
    # The finer one counts: grains are never added to each other.
    assert (by_station.returned, by_station.by_station, by_station.unreported) == (3, True, 3)


def burnt(day: date | None, **more: object) -> World:
    world = city()
    world.goods("DPR", H_1, kebutuhan=100, diterima=130, rusak=10, pengganti=5)
    values = {"saksi": "Bawaslu, Polres", "no_ba": "3/BA", "alasan": "rusak", **more}
    return world.add("pemusnahan", "DPR", H_1, item="DPR", jumlah=12, tanggal=day, **values)


def test_what_is_over_the_need_and_what_is_unfit_must_be_destroyed():
    (found,) = looked_at(burnt(H_1), H_1).destroyed
    # 130 − 10 + 5 = 125 good ones for a need of 100, and 10 unfit ones.
    assert (found.surplus, found.damaged, found.due, found.done, found.left) == (25, 10, 35, 12, 23)
    (before,) = looked_at(burnt(H_1), H_1 - timedelta(days=1)).destroyed
    assert (before.done, before.planned, before.left) == (0, 12, 35)


@pytest.mark.parametrize(
    ("day", "more", "expected"),
    [
        (H_1 - timedelta(days=1), {}, ()),
        (H_1, {}, ()),
        (VOTING, {}, ("late",)),
        (H_1, {"saksi": None}, ("no-witness",)),
        (H_1, {"no_ba": None}, ("no-record",)),
        (None, {}, ("no-day",)),
    ],
)
def test_an_act_has_a_day_by_h_1_a_record_and_witnesses(
    day: date | None, more: dict[str, None], expected: tuple[str, ...]
):
    frames = in_memory(burnt(day, **more).arrow())
    (act,) = destroyed(frames["pemusnahan"], Where(OFFICE))
    assert faults(act, H_1, VOTING) == expected


def test_an_act_that_lies_ahead_needs_neither_record_nor_witness_yet():
    frames = in_memory(burnt(H_1, saksi=None, no_ba=None).arrow())
    (act,) = destroyed(frames["pemusnahan"], Where(OFFICE))
    assert faults(act, H_1, H_1 - timedelta(days=1)) == ()


def test_where_nobody_reported_what_came_nothing_is_called_due():
    world = city()
    world.add("pemusnahan", "DPD", H_1, item="DPD", jumlah=3, tanggal=H_1)
    (found,) = looked_at(world, H_1).destroyed
    assert (found.due, found.left, found.done) == (None, None, 3)
