"""Need by the rule: counted per polling station, in integers, explained where the sheet differs."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import elections
import metrics
from metrics import needs
from tests.metrics.world import DAY, PEMILU, World, board, city, in_memory, status


@pytest.mark.parametrize(
    ("voters", "share", "rounding", "expected"),
    [
        (300, "2/100", "up", 6),
        (250, "2/100", "up", 5),
        (251, "2/100", "up", 6),
        (560, "25/1000", "up", 14),
        (0, "2/100", "up", 0),
        (274, "2/100", "half-up", 5),
        (275, "2/100", "half-up", 6),
        (250, "2/100", "always-one-more", 6),
    ],
)
def test_the_reserve_is_rounded_at_each_polling_station(voters: int, share: str, rounding, expected: int):
    assert needs.reserve(voters, Fraction(share), rounding) == expected


@given(
    st.lists(st.integers(0, 600), min_size=1, max_size=30), st.sampled_from(["pemilu-2024", "pilkada-2024"])
)
@settings(max_examples=25, deadline=None)
def test_the_engine_reckons_the_reserve_as_plain_integers_do(voters: list[int], code: str):
    election = elections.load(code)
    world = World()
    for number, dpt in enumerate(voters, 1):
        world.station("Kec 1", "Kel 1", number, dpt)
    frame = needs.stations(in_memory(world.arrow())["tps"], election).collect()
    (share,) = needs.reserves(election)
    assert frame["reserve_0"].sum() == sum(needs.reserve(dpt, share, election.rounding) for dpt in voters)


def test_a_station_of_300_needs_306_ballots():
    world = World()
    world.station("Kec 1", "Kel 1", 1, 300)
    one = next(row for row in board(world).ballots if row.item == "PPWP")
    assert one.need == 306
    assert one.need_formula is not None
    assert metrics.formula_text(one.need_formula, "id") == (
        "300 pemilih + 6 cadangan (2 % dibulatkan ke atas di tiap TPS, 1 TPS) = 306"
    )


def test_pilkada_has_two_ballots_with_two_and_a_half_percent():
    world = World()
    world.station("Kec 1", "Kel 1", 1, 560)
    found = board(world, election=elections.load("pilkada-2024"))
    assert [(one.item, one.need) for one in found.ballots] == [("GUB", 574), ("WALKOT", 574)]


def test_a_reserve_on_the_citys_total_is_explained_not_replaced():
    world = city(kecamatan=2, kelurahan=2, stations=10, dpt=251)
    dpt = 40 * 251
    world.goods("PPWP", kebutuhan=-(-dpt * 102 // 100), diterima=0)
    one = status(board(world), "PPWP")
    assert (one.need, one.need_by_rule) == (10_241, 40 * 257)
    assert one.need_note is not None
    assert one.need_note.code == "need-flat-reserve"
    assert metrics.reason_text(one.need_note, PEMILU, "id") == (
        "Surat suara Presiden: kebutuhan 10.241 memakai cadangan atas jumlah DPT; "
        "dibulatkan per TPS (40 TPS) menjadi 10.280, selisih 39."
    )


def test_without_a_need_on_the_sheet_the_rule_counts_and_says_so():
    world = city()
    for name in ("Kec 1", "Kec 2"):
        world.goods("BILIK", kecamatan=name, diterima=24)
    one = status(board(world), "BILIK")
    assert (one.need, one.percent.value) == (48, 100.0)
    assert one.need_note is not None
    assert one.need_note.code == "need-from-rule"


def test_a_kecamatan_has_its_own_boxes_beside_those_of_its_polling_stations():
    found = board(city(kecamatan=2, kelurahan=2, stations=3), "Kec 1")
    assert status(found, "KOTAK").need == 6 * 5 + 2
    below = board(city(kecamatan=2, kelurahan=2, stations=3), "Kel 11")
    assert status(below, "KOTAK").need == 3 * 5


def test_a_list_without_voters_gives_no_need_of_ballots():
    world = city()
    world.facts["tps"][0]["dpt"] = None
    found = board(world)
    assert status(found, "PPWP").need is None
    assert status(found, "BILIK").need == 48


def test_men_and_women_make_the_voters_where_the_sheet_has_no_sum():
    world = World()
    world.add("tps", "", DAY, kecamatan="Kec 1", kelurahan="Kel 1", tps=1, dpt_l=120, dpt_p=130)
    assert status(board(world), "PPWP").need == 255
