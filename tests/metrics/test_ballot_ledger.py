"""The ledger of ballots: identities to the sheet, warehouses, swapped digits and papers of receipts."""

from datetime import date
from typing import Any

import pytest

from metrics.ballot_ledger import AMOUNTS, BallotLedger, ballot_ledgers, split
from tests.metrics.world import World, on_duckdb

TYPES = ("PPWP", "DPR", "DPD", "DPRDP", "DPRDK")
FULL = {
    "kebutuhan": 1000,
    "diterima": 990,
    "pengganti": 10,
    "baik": 900,
    "rusak": 20,
    "belum_disortir": 80,
    "dikemas": 500,
    "stok": 400,
}


def ledgers(*rows: dict[str, Any]) -> tuple[BallotLedger, ...]:
    world = World()
    for row in rows:
        world.goods(**{"item": "PPWP", **row})
    return ballot_ledgers(on_duckdb(world.arrow())["logistik"], TYPES)


def standing(one: BallotLedger) -> list[bool | None]:
    return [identity.holds for identity in one.total.identities]


def test_all_identities_hold_to_the_sheet():
    (one,) = ledgers(FULL)
    assert standing(one) == [True, True, True]
    assert [(each.left, each.right) for each in one.total.identities] == [(1000, 1000), (900, 900), (20, 20)]
    assert (one.total.still_due, one.total.surplus) == (20, 0)


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
    (one,) = ledgers({**FULL, column: FULL[column] + more})
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
    (one,) = ledgers({name: value for name, value in FULL.items() if name != column})
    assert standing(one) == expected
    assert one.total.amounts[column] is None


def test_what_only_one_of_two_rows_reports_is_not_known_of_both():
    (one,) = ledgers(FULL, {**FULL, "gudang": "B", "stok": None})
    assert one.total.amounts["stok"] is None
    assert one.total.amounts["baik"] == 1800


def test_warehouses_and_dapil_have_their_own_lines():
    (one,) = ledgers(
        {"gudang": "Gudang 1", "dapil": "D1", "diterima": 497613},
        {"gudang": "Gudang 2", "dapil": "D1", "diterima": 319670},
    )
    assert [(name, line.amounts["diterima"]) for name, line in one.warehouses] == [
        ("Gudang 1", 497613),
        ("Gudang 2", 319670),
    ]
    assert [(name, line.amounts["diterima"]) for name, line in one.dapil] == [("D1", 817283)]
    assert one.total.amounts["diterima"] == 817283


def test_swapped_digits_between_warehouses_are_found():
    wrong = split(817283, [497613, 319760])
    assert (wrong.difference, wrong.swapped) == (90, ((1, 319670),))
    assert split(817283, [497613, 319670]).difference == 0
    assert split(817283, [497613, 319670]).swapped == ()


def test_other_differences_are_no_swapped_digits():
    assert split(817283, [497613, 319671]).swapped == ()
    assert split(817283, [497613, 319679]).swapped == ()  # 9 apart, yet no digit changed places


def test_what_came_without_a_receipt_note_is_not_checked():
    (one,) = ledgers(
        {"diterima": 600, "no_surat_jalan": "SJ-1", "no_bttb": "B-1", "tgl_terima": date(2024, 1, 2)},
        {"diterima": 400, "no_surat_jalan": "SJ-2", "tgl_terima": date(2024, 1, 3)},
    )
    assert one.unchecked == 400
    assert [(each.waybill, each.receipt_note, each.is_checked) for each in one.receipts] == [
        ("SJ-1", "B-1", True),
        ("SJ-2", None, False),
    ]
    (nothing,) = ledgers({"kebutuhan": 1000})
    assert nothing.unchecked is None


def test_the_national_picture_of_10_january_fits():
    need = 1_000_000_000
    (one,) = ledgers(
        {"kebutuhan": need, "dicetak": need, "dikirim_penyedia": 948_000_000, "diterima": 756_200_000}
    )
    amounts = one.total.amounts
    assert (amounts["dikirim_penyedia"], amounts["diterima"]) == (need * 948 // 1000, need * 7562 // 10000)
    assert standing(one) == [None, None, None]


def test_types_keep_the_order_of_the_election():
    found = ledgers({"item": "DPD", "diterima": 1}, {"item": "PPWP", "diterima": 2}, {"item": "KOTAK"})
    assert [one.item for one in found] == ["PPWP", "DPD"]
    assert set(found[0].total.amounts) == set(AMOUNTS)
