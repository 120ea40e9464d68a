"""The ledger of ballots: identities to the sheet, warehouses, swapped digits and papers of receipts."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import elections
import metrics
from metrics import Board
from metrics.ballot_figures import SIDES, ballot_figures
from metrics.ballot_ledger import AMOUNTS, BallotLedger, Line, ballot_ledgers, split
from metrics.items import Where
from tests.metrics.world import DAY, OFFICE, PEMILU, World, in_memory, named
from texts import slips

TYPES = ("PPWP", "DPR", "DPD", "DPRDP", "DPRDK")
FULL: dict[str, Any] = {
    "kebutuhan": 1000,
    "diterima": 990,
    "pengganti": 10,
    "baik": 900,
    "rusak": 20,
    "belum_disortir": 80,
    "dikemas": 500,
    "stok": 400,
}


def at(world: World, place: str | None = None) -> tuple[Board, tuple[BallotLedger, ...], Where]:
    frames = in_memory(world.arrow())
    known = metrics.places(frames)
    chosen = named(known, place or OFFICE)
    found = metrics.board(
        frames,
        election=PEMILU,
        place=chosen,
        as_of=DAY,
        today=DAY,
        places=known,
        ledger=1,
        freshness=world.seen(),
    )
    where = metrics.where_of(chosen, known)
    return found, ballot_ledgers(frames, found, where, PEMILU, known), where


def ledgers(*rows: dict[str, Any]) -> tuple[BallotLedger, ...]:
    world = World()
    for row in rows:
        world.goods(**{"item": "PPWP", **row})
    return at(world)[1]


def first(*rows: dict[str, Any]) -> BallotLedger:
    return ledgers(*rows)[0]


def standing(one: BallotLedger) -> list[bool | None]:
    return [identity.holds for identity in one.total.identities]


def test_all_identities_hold_to_the_sheet():
    one = first(FULL)
    assert standing(one) == [True, True, True]
    assert [(each.left, each.right) for each in one.total.identities] == [(1000, 1000), (900, 900), (20, 20)]
    assert (one.total.still_due, one.total.short, one.total.surplus) == (20, 20, 0)


@pytest.mark.parametrize(
    ("column", "more", "broken"),
    [
        ("rusak", 1, [False, True, False]),
        ("stok", -1, [True, False, True]),
        ("belum_disortir", 1, [False, True, False]),
    ],
)
def test_one_sheet_off_breaks_the_identities_that_it_belongs_to(
    column: str, more: int, broken: list[bool | None]
):
    one = first({**FULL, column: FULL[column] + more})
    assert standing(one) == broken


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("pengganti", [None, True, None]),
        ("belum_disortir", [None, True, None]),
        ("stok", [True, None, True]),
        ("kebutuhan", [True, True, None]),
    ],
)
def test_what_nobody_reported_is_not_zero(column: str, expected: list[bool | None]):
    one = first({name: value for name, value in FULL.items() if name != column})
    assert standing(one) == expected
    assert one.total.amounts[column] is None
    unknown = {name for check in one.total.identities for name in check.unknown}
    assert unknown == {column}


def test_identities_are_kept_for_each_warehouse_too():
    one = first({**FULL, "gudang": "A"}, {**FULL, "gudang": "B", "rusak": 21})
    assert [[check.holds for check in line.identities] for _, line in one.warehouses] == [
        [True, True, True],
        [False, True, False],
    ]
    assert standing(one) == [False, True, False]
    wrong = one.warehouses[1][1].identities[0]
    assert (wrong.left, wrong.right) == (1000, 1001)


def test_what_only_one_of_two_rows_reports_is_not_known_of_both():
    one = first(FULL, {**FULL, "gudang": "B", "stok": None})
    assert one.total.amounts["stok"] is None
    assert one.total.amounts["baik"] == 1800


def test_a_delivery_in_two_rows_is_the_same_goods_as_in_one():
    came = {"diterima": 495, "no_bttb": "B-1"}
    one = first({**FULL, **came}, {"diterima": 495, "no_bttb": "B-2"})
    assert standing(one) == [True, True, True]
    assert one.total.amounts["diterima"] == 990


def test_what_is_printed_is_told_once_though_receipts_are_told_by_warehouse():
    one = first(
        {"kebutuhan": 1000, "dicetak": 1000, "dikirim_penyedia": 948, "psu": 50},
        {"gudang": "A", "diterima": 400},
        {"gudang": "B", "diterima": 356},
    )
    amounts = one.total.amounts
    assert (amounts["dicetak"], amounts["dikirim_penyedia"], amounts["psu"]) == (1000, 948, 50)
    assert (amounts["kebutuhan"], amounts["diterima"]) == (1000, 756)
    assert [line.amounts["dicetak"] for _, line in one.warehouses] == [None, None]


def test_warehouses_and_dapil_have_their_own_lines():
    one = first(
        {"gudang": "Gudang 1", "dapil": "D1", "diterima": 497613},
        {"gudang": "Gudang 2", "dapil": "D1", "diterima": 319670},
    )
    assert [(name, line.amounts["diterima"]) for name, line in one.warehouses] == [
        ("Gudang 1", 497613),
        ("Gudang 2", 319670),
    ]
    assert [(name, line.amounts["diterima"]) for name, line in one.dapil] == [("D1", 817283)]
    assert one.total.amounts["diterima"] == 817283


# -- levels ----------------------------------------------------------------------------------------


def two_levels() -> World:
    """Receipts by kelurahan with their dapil, and the warehouse's ledger of the whole city."""
    world = World()
    for kecamatan, dapil in (("Kec 1", "1"), ("Kec 2", "2")):
        for number in (1, 2):
            kelurahan = f"Kel {dapil}{number}"
            world.station(kecamatan, kelurahan, 1, 250, f"99.01.0{dapil}.100{number}")
            place: dict[str, Any] = {"kecamatan": kecamatan, "kelurahan": kelurahan, "dapil": dapil}
            world.goods("PPWP", **place, kebutuhan=255, diterima=250)
    world.goods("PPWP", gudang="Gudang", diterima=1000, baik=900, rusak=20, belum_disortir=80, pengganti=0)
    return world


def test_what_the_board_tells_is_the_same_and_the_rest_comes_from_its_own_level():
    board, kept, _ = at(two_levels())
    one, status = kept[0], next(item for item in board.items if item.item == "PPWP")
    assert one.total.amounts["kebutuhan"] == status.need == 1020
    assert one.total.amounts["diterima"] == status.received == 1000
    assert one.total.amounts["baik"] == 900
    assert [(name, line.amounts["diterima"]) for name, line in one.dapil] == [("1", 500), ("2", 500)]
    assert [name for name, _ in one.warehouses] == ["Gudang"]
    assert one.total.origins["baik"].grain == "kota"
    assert standing(one) == [True, None, True]


def test_what_a_city_s_sheet_says_is_not_copied_down():
    _, kept, _ = at(two_levels(), "Kec 1")
    one = kept[0]
    assert (one.total.amounts["diterima"], one.total.amounts["baik"]) == (500, None)
    assert [name for name, _ in one.dapil] == ["1"]
    assert one.warehouses == ()


def test_a_level_that_covers_a_part_does_not_stand_for_the_whole():
    world = two_levels()
    world.goods("PPWP", DAY + timedelta(days=1), kecamatan="Kec 1", dicetak=500)
    world.goods("PPWP", dicetak=1020)
    _, kept, _ = at(world)
    assert kept[0].total.amounts["dicetak"] == 1020


def test_a_difference_tells_the_days_of_its_sheets():
    world = two_levels()
    world.facts["logistik"][-1]["baik"] = 890
    world.claims["logistik", "PPWP", "baik", "kota", ""] = DAY - timedelta(days=9)
    _, kept, _ = at(world)
    assert standing(kept[0])[0] is False
    assert kept[0].total.origins["baik"].day == DAY - timedelta(days=9)
    assert kept[0].total.origins["belum_disortir"].day == DAY


# -- swapped digits --------------------------------------------------------------------------------


def test_swapped_digits_between_warehouses_are_found():
    wrong = split(817283, [497613, 319760])
    assert (wrong.difference, wrong.swapped) == (90, ((1, 319670),))
    assert split(817283, [497613, 319670]).difference == 0
    assert split(817283, [497613, 319670]).swapped == ()
    assert split(817823, [497613, 319670]).swapped == ((-1, 817283),)


def test_other_differences_are_no_swapped_digits():
    assert split(817283, [497613, 319671]).swapped == ()
    assert split(817283, [497613, 319679]).swapped == ()  # 9 apart, yet no digit changed places
    assert split(817283, [497613, 310679]).swapped == ()  # changed places, yet not beside each other


@given(st.integers(10, 9_999_999), st.data())
def test_every_pair_of_neighbouring_digits_that_changes_places_is_found(number: int, data: st.DataObject):
    text = str(number)
    where = data.draw(st.integers(0, len(text) - 2))
    swapped = text[:where] + text[where + 1] + text[where] + text[where + 2 :]
    if swapped[0] == "0" or swapped == text:
        return
    assert slips.is_swap(number, int(swapped))
    other = data.draw(st.integers(0, 9_999_999))
    assert (1, number) in slips.swapped(other + number, [other, int(swapped)])


def test_the_warehouses_are_held_against_the_whole_and_against_the_need():
    world = two_levels()
    world.facts["logistik"] = [row for row in world.facts["logistik"] if row.get("gudang") is None]
    world.goods("PPWP", gudang="Gudang 1", diterima=613)
    world.goods("PPWP", gudang="Gudang 2", diterima=378)
    _, kept, _ = at(world)
    (found,) = [one for one in kept[0].compared if one.part == "gudang" and one.against == "total"]
    # Board and kelurahan say 1,000: 378 instead of 387.
    assert (found.split.total, found.split.difference, found.split.swapped) == (1000, -9, ((1, 387),))


def test_swapped_digits_in_the_split_of_the_need_are_found_by_the_rule():
    world = World()
    for number in range(1, 5):
        world.station("Kec 1", "Kel 1", number, 250)
    world.goods("PPWP", gudang="Gudang 1", kebutuhan=613)
    world.goods("PPWP", gudang="Gudang 2", kebutuhan=470)  # 407
    _, kept, _ = at(world)
    (found,) = [one for one in kept[0].compared if one.against == "rule"]
    assert (found.split.total, found.split.difference, found.split.swapped) == (1020, 63, ((1, 407),))


# -- evidence --------------------------------------------------------------------------------------


def test_what_came_without_a_receipt_note_is_not_checked():
    papers = {"no_surat_jalan": "SJ-1", "no_bttb": "B-1", "penandatangan": "Sri"}
    one = first(
        {"diterima": 600, "tgl_terima": date(2024, 1, 2), **papers},
        {"diterima": 400, "no_surat_jalan": "SJ-2", "tgl_terima": date(2024, 1, 3)},
    )
    assert (one.checked, one.unchecked) == (600, 400)
    assert [
        (each.waybill, each.receipt_note, each.day, each.signatory, each.received, each.is_checked)
        for each in one.receipts
    ] == [
        ("SJ-1", "B-1", date(2024, 1, 2), "Sri", 600, True),
        ("SJ-2", None, date(2024, 1, 3), None, 400, False),
    ]
    nothing = first({"kebutuhan": 1000})
    assert (nothing.checked, nothing.unchecked) == (None, None)


def test_the_papers_of_another_level_count_for_what_the_board_counts():
    world = two_levels()
    world.facts["logistik"][-1]["no_bttb"] = "B-1"
    world.facts["logistik"][-1]["diterima"] = 900
    _, kept, _ = at(world)
    assert (kept[0].checked, kept[0].unchecked, kept[0].receipts_grain) == (900, 100, "kota")


# -- the figures -----------------------------------------------------------------------------------


def test_the_national_picture_of_10_january_fits():
    need = 1_000_000_000
    one = first(
        {"kebutuhan": need, "dicetak": need, "dikirim_penyedia": 948_000_000, "diterima": 756_200_000}
    )
    amounts = one.total.amounts
    assert (amounts["dikirim_penyedia"], amounts["diterima"]) == (need * 948 // 1000, need * 7562 // 10000)
    assert metrics.share_of_need(one.total, "dikirim_penyedia") == 94.8
    assert metrics.share_of_need(one.total, "diterima") == 75.62
    assert standing(one) == [None, None, None]


def test_only_the_whole_reads_as_a_hundred_percent():
    line = Line({**dict.fromkeys(AMOUNTS), "kebutuhan": 1_000_000, "diterima": 999_999})
    assert metrics.share_of_need(line, "diterima") == 99.99


def test_types_keep_the_order_of_the_election():
    found = ledgers({"item": "DPD", "diterima": 1}, {"item": "PPWP", "diterima": 2}, {"item": "KOTAK"})
    assert tuple(one.item for one in found) == TYPES
    assert [one.total.amounts["diterima"] for one in found] == [2, None, 1, None, None]
    assert set(found[0].total.amounts) == set(AMOUNTS)


def figures(world: World) -> tuple[dict[str, metrics.Figure], tuple[BallotLedger, ...]]:
    board, kept, where = at(world)
    return ballot_figures(kept, board, where, PEMILU), kept


def test_every_amount_has_a_figure_with_its_formula_and_its_sources():
    world = World()
    world.goods("PPWP", **FULL, dicetak=1000, dikirim_penyedia=995, psu=50, gudang="A", no_bttb="B-1")
    found, kept = figures(world)
    for at_line, line in (("total", kept[0].total), ("gudang-0", kept[0].warehouses[0][1])):
        for name in AMOUNTS:
            one = found[f"ballots:PPWP:{at_line}:{name}"]
            assert one.value == line.amounts[name]
            assert {name} <= {measure for source in one.sources for measure in source.measures}
    assert found["ballots:PPWP:gudang-0:baik"].sources[0].only == (("gudang", "A"),)
    assert found["ballots:PPWP:total:checked"].sources[0].only == (("no_bttb", True),)
    assert found["ballots:PPWP:total:unchecked"].value == 0
    assert ("no_bttb", "B-1") in found["ballots:PPWP:total:receipt-0"].sources[0].only
    assert ("no_surat_jalan", False) in found["ballots:PPWP:total:receipt-0"].sources[0].only


@pytest.mark.parametrize("lang", ["id", "en"])
def test_each_formula_gives_the_number_that_it_explains(lang):
    world = World()
    world.goods("PPWP", **FULL, dikirim_penyedia=995)
    found, _ = figures(world)
    for rule, side, _ in SIDES:
        one = found[f"ballots:PPWP:total:{rule}-{side}"]
        told = metrics.formula_text(one.formula, lang)
        left, _, right = re.sub(r"[.,](?=\d{3})", "", told).rpartition("=")
        assert int(right) == one.value
        sums = left.split(",")[0].replace("−", "-")
        parts = re.sub(r"[^\d+()\- ]", "", sums)
        if rule != "kept" or side != "left":
            assert eval(parts) == one.value  # noqa: S307 - digits and signs only
    sent = metrics.formula_text(found["ballots:PPWP:total:dikirim_penyedia"].formula, lang)
    assert {"id": "99,5 %", "en": "99.5%"}[lang] in sent


def test_damage_that_was_replaced_is_no_loss():
    board, _, _ = at(two_levels())
    status = next(one for one in board.items if one.item == "PPWP")
    found = metrics.damage(status, PEMILU)
    assert found is not None
    assert (found.left, found.received, found.over) == (20, 1000, False)
    strict = elections.adjusted("pemilu-2024", {"limits.damage": "1.9"})
    again = metrics.damage(status, strict)
    assert again is not None and again.over
