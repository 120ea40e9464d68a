"""What a sheet leaves out follows from its other columns, and what it states must agree with them."""

from typing import Any

import pytest

from tests.loaders.workbooks import PLACES, TITLE, book, codes, facts, knowledge, problems, table

KNOWN = knowledge(PLACES)


def _sheet(headings: list[str], *rows: list[Any]) -> bytes:
    return book([["NO", "JENIS LOGISTIK", "KEBUTUHAN", *headings], *([1, *row] for row in rows)])


def test_good_and_damaged_were_received():
    data = _sheet(
        ["BAIK", "RUSAK", "KURANG"], ["Kotak suara", 4413, 4000, 13, 400], ["Tinta", 1762, None, 3, None]
    )
    found = table(data, KNOWN)
    assert facts(found, "item", "diterima", "rusak") == [("KOTAK", 4013, 13), ("TINTA", None, 3)]
    assert found.columns["diterima"] == "D"
    assert codes(data, KNOWN) == []


def test_good_alone_was_received():
    data = _sheet(["KONDISI BAIK"], ["Kotak suara", 4413, 4000])
    assert facts(table(data, KNOWN), "diterima", "rusak") == [(4000, None)]


def test_lightly_and_heavily_damaged_are_damaged():
    data = _sheet(["BAIK", "RUSAK RINGAN", "RUSAK BERAT"], ["Kotak suara", 4413, 4000, 10, None])
    assert facts(table(data, KNOWN), "diterima", "rusak") == [(4010, 10)]


def test_a_part_that_cannot_be_read_sets_the_row_aside():
    data = _sheet(["BAIK", "RUSAK"], ["Kotak suara", 4413, "banyak", 13], ["Tinta", 1762, 1700, 2])
    assert facts(table(data, KNOWN), "item") == [("TINTA",)]
    assert [(one.code, one.severity, one.cell) for one in problems(data, KNOWN)] == [
        ("not-a-number", "error", "D6")
    ]


def test_a_column_of_what_was_received_goes_first():
    data = _sheet(["DITERIMA", "BAIK", "RUSAK"], ["Kotak suara", 4413, 4100, 4000, 13])
    assert facts(table(data, KNOWN), "diterima") == [(4100,)]


def test_items_as_headings_have_good_and_damaged_too():
    rows = [
        ["NO", "KECAMATAN", "KOTAK SUARA", "", "", "BILIK SUARA", "", ""],
        ["", "", "KEBUTUHAN", "BAIK", "RUSAK", "KEBUTUHAN", "BAIK", "RUSAK"],
        [1, "Pekalongan Barat", 20, 15, 1, 30, 30, 0],
        [2, "Pekalongan Timur", 20, None, None, 30, 20, 2],
    ]
    found = table(book(rows, merged=("C5:E5", "F5:H5", "A5:A6", "B5:B6")), KNOWN)
    assert sorted(facts(found, "item", "kecamatan", "diterima"), key=str) == [
        ("BILIK", "Pekalongan Barat", 30),
        ("BILIK", "Pekalongan Timur", 22),
        ("KOTAK", "Pekalongan Barat", 16),
        ("KOTAK", "Pekalongan Timur", None),
    ]
    assert found.columns["KOTAK.diterima"] == "D"


@pytest.mark.parametrize(
    ("heading", "stated"),
    [
        ("KURANG", 413),
        ("KURANG", 426),
        ("KURANG", -413),
        ("BELUM DITERIMA", "413"),
        ("SELISIH", -426),
        ("KURANG/LEBIH", 413),
        ("KURANG", None),
    ],
)
def test_what_is_missing_agrees_however_it_is_reckoned(heading: str, stated: Any):
    assert codes(_sheet(["DITERIMA", "RUSAK", heading], ["Kotak suara", 4413, 4000, 13, stated]), KNOWN) == []


def test_what_is_missing_and_does_not_agree_is_told():
    data = _sheet(
        ["DITERIMA", "RUSAK", "KURANG"], ["Kotak suara", 4413, 4000, 13, 5], ["Tinta", 10, 10, 0, 0]
    )
    (only,) = problems(data, KNOWN)
    assert (only.code, only.severity, only.cell) == ("short-does-not-agree", "warning", "F6")
    assert dict(only.values)["computed"] == 426


def test_a_surplus_is_not_short():
    data = _sheet(["DITERIMA", "KURANG", "LEBIH"], ["Tinta", 10, 15, 0, 5], ["Segel", 10, 8, 2, 0])
    assert codes(data, KNOWN) == ["received-more-than-need"]


def test_several_deliveries_reckon_what_is_missing_so_far():
    data = book(
        [
            ["NO", "JENIS LOGISTIK", "TGL TERIMA", "KEBUTUHAN", "DITERIMA", "KURANG"],
            [1, "Kotak suara", "5/11/2023", 4413, 2000, 2413],
            [2, "Kotak suara", "12/11/2023", 4413, 1000, 1413],
        ]
    )
    assert "short-does-not-agree" not in codes(data, KNOWN)


def test_an_achievement_beyond_a_percentage_is_what_was_received():
    data = book([["NO", "LOGISTIK", "TARGET", "CAPAIAN", "%"], [1, "Kotak suara", 4413, 4405, "99,8%"]])
    assert facts(table(data, KNOWN), "kebutuhan", "diterima") == [(4413, 4405)]
    assert [(one.code, one.severity, one.cell) for one in problems(data, KNOWN)] == [
        ("column-taken-as", "note", "D5")
    ]


def test_an_achievement_in_percent_is_not():
    rows = [
        ["NO", "LOGISTIK", "KEBUTUHAN", "TARGET (%)", "DITERIMA", "CAPAIAN"],
        [1, "Kotak suara", 4413, 100, 4405, 99.8],
    ]
    assert facts(table(book(rows), KNOWN), "kebutuhan", "diterima") == [(4413, 4405)]
    assert codes(book(rows), KNOWN) == []


def test_a_column_of_numbers_that_means_nothing_is_told():
    data = _sheet(["SUDAH ADA DI GUDANG", "DITERIMA"], ["Kotak suara", 4413, 4000, 3999])
    assert facts(table(data, KNOWN), "gudang", "diterima") == [(None, 3999)]
    assert [(one.code, one.severity, one.cell) for one in problems(data, KNOWN)] == [
        ("column-not-used", "note", "D5")
    ]


def test_what_is_missing_alone_says_too_little_and_that_is_told():
    data = _sheet(["KURANG"], ["Kotak suara", 4413, 400])
    assert facts(table(data, KNOWN), "kebutuhan", "diterima") == [(4413, None)]
    assert [(one.code, one.cell) for one in problems(data, KNOWN)] == [("column-not-used", "D5")]


def test_the_whole_of_men_and_women_is_the_column_behind_them():
    rows = [
        ["KECAMATAN", "KELURAHAN", "NO TPS", "L", "P", "JUMLAH"],
        ["Pekalongan Barat", "Medono", 1, 100, 100, 200],
        ["Pekalongan Barat", "Medono", 2, 100, 100, 250],
    ]
    data = book(rows, ("DAFTAR TPS", *TITLE[1:]))
    assert facts(table(data, KNOWN), "dpt") == [(200,), (250,)]
    assert [(one.code, one.cell) for one in problems(data, KNOWN)] == [("total-does-not-add-up", "F7")]
