"""Goods are taken in their own unit only."""

import pytest

from loaders.units import agree, unit_in, unit_of
from tests.loaders.workbooks import PLACES, book, codes, facts, knowledge, problems, table

KNOWN = knowledge(PLACES)


@pytest.mark.parametrize(
    ("written", "unit"),
    [("Lbr.", "lembar"), ("BH", "buah"), ("koli", "koli"), ("kardus", "dus"), ("lengkap", None), ("", None)],
)
def test_a_unit_goes_by_many_names(written: str, unit: str | None):
    assert unit_of(written) == unit


@pytest.mark.parametrize(
    ("tiers", "unit"),
    [
        (("DITERIMA", "(koli)"), "koli"),
        (("Diterima (Lbr)",), "lembar"),
        (("JUMLAH KOLI",), "koli"),
        (("KOTAK SUARA", "KEBUTUHAN"), ""),
        (("KEBUTUHAN (DPT + 2%)",), ""),
    ],
)
def test_a_heading_names_a_unit_or_none(tiers: tuple[str, ...], unit: str):
    assert unit_in(tiers) == unit


def test_packages_never_agree_with_pieces():
    assert agree("lembar", "lembar")
    assert agree("buah", "botol")
    assert agree("keping", "lembar")
    assert not agree("koli", "lembar")
    assert not agree("dus", "buah")
    assert not agree("lembar", "set")


def test_a_number_with_another_unit_is_told_at_its_cell():
    data = book(
        [
            ["NO", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"],
            [1, "Kotak suara", 4413, "12 koli"],
            [2, "Bilik suara", "3.524 buah", "3.500 bh"],
            [3, "Segel", 84576, "84.576 keping"],
        ]
    )
    assert facts(table(data, KNOWN), "item", "diterima") == [("BILIK", 3500), ("SEGEL", 84576)]
    (only,) = problems(data, KNOWN)
    assert (only.code, only.severity, only.cell) == ("other-unit", "error", "D6")
    assert dict(only.values)["unit"] == "koli"
    assert dict(only.values)["own"] == "buah"


def test_a_unit_column_of_packages_sets_the_row_aside():
    data = book(
        [
            ["NO", "JENIS LOGISTIK", "SATUAN", "KEBUTUHAN", "DITERIMA"],
            [1, "SS DPR", "koli", 474, 474],
            [2, "SS DPD", "Lembar", 236712, 1000],
            [3, "Tinta", "buah", 1762, 1762],
            [4, "Kotak suara", "lengkap", 4413, 4413],
        ]
    )
    assert facts(table(data, KNOWN), "item") == [("DPD",), ("TINTA",), ("KOTAK",)]
    assert [(one.code, one.cell) for one in problems(data, KNOWN)] == [("other-unit", "C6")]


def test_a_heading_in_pieces_wins_over_one_in_packages():
    data = book(
        [
            ["NO", "JENIS LOGISTIK", "KEBUTUHAN (lembar)", "DITERIMA (koli)", "DITERIMA (lembar)"],
            [1, "SS DPR", 236712, 474, 236000],
        ]
    )
    assert facts(table(data, KNOWN), "kebutuhan", "diterima") == [(236712, 236000)]
    assert codes(data, KNOWN) == []


def test_a_heading_in_packages_alone_is_told_and_not_taken():
    data = book(
        [
            ["NO", "JENIS LOGISTIK", "KEBUTUHAN (lembar)", "DITERIMA (koli)"],
            [1, "SS DPR", 236712, 474],
            [2, "SS DPD", 236712, 400],
        ]
    )
    assert facts(table(data, KNOWN), "kebutuhan", "diterima") == [(236712, None), (236712, None)]
    assert [(one.code, one.cell) for one in problems(data, KNOWN)] == [("other-unit-column", "D5")]


def test_items_as_headings_keep_their_own_units():
    data = book(
        [
            ["NO", "KECAMATAN", "SURAT SUARA DPR", "", "KOTAK SUARA", ""],
            ["", "", "KEBUTUHAN", "DITERIMA (koli)", "KEBUTUHAN", "DITERIMA"],
            [1, "Pekalongan Barat", 1000, 2, 20, "3 dus"],
            [2, "Pekalongan Timur", 2000, 4, 30, 30],
        ],
        merged=("C5:D5", "E5:F5", "A5:A6", "B5:B6"),
    )
    read = facts(table(data, KNOWN), "kecamatan", "item", "kebutuhan", "diterima")
    assert sorted(read) == [
        ("Pekalongan Barat", "DPR", 1000, None),
        ("Pekalongan Timur", "DPR", 2000, None),
        ("Pekalongan Timur", "KOTAK", 30, 30),
    ]
    assert sorted(codes(data, KNOWN)) == ["other-unit", "other-unit-column"]
