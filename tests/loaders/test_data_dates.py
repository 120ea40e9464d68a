"""Of which day and month a sheet speaks."""

from dataclasses import replace
from datetime import date

import pytest

from tests.loaders.workbooks import PLACES, TITLE, book, codes, facts, knowledge, table

KNOWN = knowledge(PLACES)
MONEY = ["NO", "BADAN", "PAGU", "DICAIRKAN"]
ROWS = [MONEY, [1, "PPK Pekalongan Barat", 50_000_000, 10_000_000]]
UP_TO = "LAPORAN REALISASI ANGGARAN BADAN ADHOC S.D. BULAN NOVEMBER 2023"


def test_a_report_up_to_a_month_is_of_no_month_and_of_its_last_day():
    found = table(book(ROWS, (UP_TO, "KPU KOTA PEKALONGAN")), KNOWN)
    assert facts(found, "periode", "subject") == [("", "PPK|")]
    assert found.data_date == date(2023, 11, 30)


def test_a_date_on_the_sheet_goes_before_the_end_of_the_month():
    found = table(book(ROWS, (UP_TO, "KPU KOTA PEKALONGAN", "PER TANGGAL 23 NOVEMBER 2023")), KNOWN)
    assert found.data_date == date(2023, 11, 23)


def test_a_month_that_has_not_ended_gives_today():
    data = book(ROWS, (UP_TO, "KPU KOTA PEKALONGAN"))
    found = table(data, replace(KNOWN, today=date(2023, 11, 20)))
    assert found.data_date == date(2023, 11, 20)
    assert "future-data-date" not in [one.code for one in found.problems]


def test_a_report_of_a_month_keeps_it():
    title = ("LAPORAN KEUANGAN BADAN ADHOC BULAN DESEMBER 2023", "KPU KOTA PEKALONGAN")
    assert facts(table(book(ROWS, title), KNOWN), "subject") == [("PPK|2023-12",)]


def test_a_column_up_to_now_goes_before_one_of_this_month():
    rows = [
        ["NO", "BADAN", "PAGU", "REALISASI", "", ""],
        ["", "", "", "S.D. BULAN LALU", "BULAN INI", "S.D. BULAN INI"],
        [1, "PPK Pekalongan Barat", 50_000_000, 9_000_000, 1_000_000, 10_000_000],
        [2, "PPK Pekalongan Timur", 50_000_000, 9_000_000, 2_000_000, 11_000_000],
    ]
    title = ("LAPORAN REALISASI ANGGARAN BADAN ADHOC", "KPU KOTA PEKALONGAN", "BULAN DESEMBER 2023")
    found = table(book(rows, title, merged=("D5:F5", "A5:A6", "B5:B6", "C5:C6")), KNOWN)
    assert facts(found, "realisasi", "subject") == [(10_000_000, "PPK|"), (11_000_000, "PPK|")]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("logistik 2023-12-22.xlsx", date(2023, 12, 22)),
        ("logistik_20231222_rev 2.xlsx", date(2023, 12, 22)),
        ("logistik 22-12-2023.xlsx", date(2023, 12, 22)),
        ("logistik_22.12.2023.xlsx", date(2023, 12, 22)),
        ("logistik 1_2_2024 final.xlsx", date(2024, 2, 1)),
        ("logistik 22122023.xlsx", date(2023, 12, 22)),
        ("logistik 20122023.xlsx", date(2023, 12, 20)),
        ("logistik 22 Desember 2023.xlsx", date(2023, 12, 22)),
        ("logistik 32-12-2023.xlsx", None),
        ("logistik 12-22-2023.xlsx", None),
        ("logistik 2023.xlsx", None),
        ("SK 1395-2023 logistik.xlsx", None),
    ],
)
def test_a_day_in_the_name_of_a_file_is_that_of_its_data(name: str, day: date | None):
    goods = [["NO", "JENIS LOGISTIK", "KEBUTUHAN"], [1, "Tinta", 1762]]
    assert table(book(goods, TITLE[:2]), KNOWN, name=name).data_date == day


def test_a_day_to_come_is_told():
    goods = [["NO", "JENIS LOGISTIK", "KEBUTUHAN"], [1, "Tinta", 1762]]
    title = (*TITLE[:2], "PER TANGGAL 22 DESEMBER 2032")
    assert codes(book(goods, title), replace(KNOWN, today=date(2023, 12, 22))) == ["future-data-date"]
    assert codes(book(goods), replace(KNOWN, today=date(2023, 12, 22))) == []
    assert codes(book(goods), replace(KNOWN, today=date(2023, 12, 21))) == ["future-data-date"]
    assert codes(book(goods, title), KNOWN) == []
