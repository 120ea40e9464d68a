"""Columns of several days: the newest state that is not after the data's day counts, the others are told."""

from datetime import date

import pytest

from loaders import dated
from tests.loaders.workbooks import PLACES, TITLE, book, facts, knowledge, problems, table

KNOWN = knowledge(PLACES)
ITEMS = ["Kotak suara", "Bilik suara", "Tinta"]


def _rows(*days):
    """One column for each day; the amounts grow by the column."""
    return [["NO", "JENIS LOGISTIK", "KEBUTUHAN", *days]] + [
        [at + 1, item, 4000, *(100 * (at + 1) * (k + 1) for k in range(len(days)))]
        for at, item in enumerate(ITEMS)
    ]


@pytest.mark.parametrize(
    "days",
    [
        ("Diterima 15 Des", "Diterima 22 Des", "Diterima 29 Des"),
        ("Diterima 15/12/2023", "Diterima 22/12/2023", "Diterima 29/12/2023"),
        ("DITERIMA (15 Desember 2023)", "DITERIMA (22 Desember 2023)", "DITERIMA (5 Januari 2024)"),
        ("Diterima s.d. 15/12", "Diterima s.d. 20/12", "Diterima s.d. 23/12"),
    ],
)
def test_the_newest_day_up_to_the_data_date_is_taken_and_the_others_are_told(days):
    data = book(_rows(*days))
    assert facts(table(data, KNOWN), "item", "diterima") == [("KOTAK", 200), ("BILIK", 400), ("TINTA", 600)]
    assert [(one.code, one.cell, dict(one.values)["other"]) for one in problems(data, KNOWN)] == [
        ("column-other-day", "D5", "E"),
        ("column-other-day", "F5", "E"),
    ]


def test_a_day_that_is_still_blank_is_not_taken():
    rows = _rows("Diterima 15 Des", "Diterima 22 Des")
    for row in rows[1:]:
        row[-1] = None
    assert facts(table(book(rows), KNOWN), "diterima") == [(100,), (200,), (300,)]


def test_days_may_stand_below_their_heading():
    rows = [
        ["NO", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA", None],
        [None, None, None, "15 Des 2023", "22 Des 2023"],
        [1, "Kotak suara", 4413, 2000, 4000],
        [2, "Bilik suara", 3524, 1000, 3524],
    ]
    found = table(book(rows, merged=("D5:E5",)), KNOWN)
    assert found.region.header_rows == (5, 6)
    assert facts(found, "diterima") == [(4000,), (3524,)]


def test_days_of_the_turn_of_the_year_need_no_year():
    tiers = [("Diterima 28 Des",), ("Diterima 4 Jan",), ("Kebutuhan",)]
    found = dated.newest(tiers, [True] * 3, date(2024, 1, 5), None)
    assert (found.taken, found.older) == ({1: ("Diterima",)}, {0: (1, date(2024, 1, 4))})


def test_two_columns_of_one_day_are_not_chosen_between():
    tiers = [("Diterima 15 Des",), ("Diterima 15 Des",)]
    assert dated.newest(tiers, [True] * 2, date(2023, 12, 22), None) == dated.Days({}, {})


@pytest.mark.parametrize(
    "heading", ["Tahap 1", "DPRD Kota Dapil 2", "Diterima 2023", "Realisasi 15", "Kotak 5/TPS"]
)
def test_other_numbers_are_no_days(heading):
    tiers = [(heading,), (f"{heading} ",)]
    assert dated.newest(tiers, [True] * 2, date(2023, 12, 22), 2023).taken == {}


def test_another_dapil_of_an_item_is_told_not_counted():
    rows = [
        ["NO", "KECAMATAN", "KELURAHAN", "DPRD Kota Dapil 1", "DPRD Kota Dapil 2", "PPWP"],
        [1, "Pekalongan Barat", "Medono", 100, None, 90],
        [2, "Pekalongan Timur", "Kauman", None, 200, 80],
    ]
    data = book(rows, ("PENERIMAAN LOGISTIK PEMILU 2024", *TITLE[1:]))
    assert [(one.code, one.severity, one.cell) for one in problems(data, KNOWN)] == [
        ("column-other-dapil", "error", "E5")
    ]


def test_another_dapil_under_its_own_heading_is_told():
    rows = [
        ["KECAMATAN", "SURAT SUARA DPRD KOTA DAPIL 1", None, "SURAT SUARA DPRD KOTA DAPIL 2", None],
        [None, "KEBUTUHAN", "DITERIMA", "KEBUTUHAN", "DITERIMA"],
        ["Pekalongan Barat", 100, 90, None, None],
        ["Pekalongan Timur", None, None, 200, 180],
    ]
    data = book(rows, merged=("B5:C5", "D5:E5"))
    assert facts(table(data, KNOWN), "item", "kebutuhan", "diterima") == [("DPRDK", 100, 90)]
    assert [(one.code, one.cell) for one in problems(data, KNOWN)] == [
        ("column-other-dapil", "D5"),
        ("column-other-dapil", "E5"),
    ]
