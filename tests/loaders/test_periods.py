"""Months and stages in one spelling."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import periods


@pytest.mark.parametrize(
    ("written", "year", "kept"),
    [
        ("Januari 2024", None, "2024-01"),
        ("JANUARI", 2024, "2024-01"),
        ("Bulan Pebruari 2024", None, "2024-02"),
        ("Nop 2023", None, "2023-11"),
        ("Jan-24", None, "2024-01"),
        ("2024-03", None, "2024-03"),
        ("12/2023", None, "2023-12"),
        ("1-2024", 2023, "2024-01"),
        ("13/2023", None, "13/2023"),
        (date(2024, 5, 1), None, "2024-05"),
        ("Januari", None, "Januari"),
        ("Tahap  I", 2024, "Tahap I"),
        ("Termin 2", None, "Termin 2"),
        ("-", None, None),
        (None, 2024, None),
        (1.0, 2024, "1"),
    ],
)
def test_a_month_is_kept_as_year_and_month(written: object, year: int | None, kept: str | None):
    assert periods.canonical(written, year) == kept


def test_a_title_names_the_month():
    assert periods.month_in("LAPORAN REALISASI BULAN JANUARI 2024") == "2024-01"
    assert periods.month_in("LAPORAN REALISASI BULAN JANUARI\nTAHUN 2024") == "2024-01"
    assert periods.month_in("REKAP PER TANGGAL 22 DESEMBER 2023") is None


@pytest.mark.parametrize(
    ("title", "last"),
    [
        ("LAPORAN REALISASI S.D. BULAN NOVEMBER 2023", date(2023, 11, 30)),
        ("REALISASI S/D NOPEMBER 2023", date(2023, 11, 30)),
        ("REALISASI SAMPAI DENGAN BULAN DESEMBER\nTAHUN 2023", date(2023, 12, 31)),
        ("HINGGA AKHIR FEBRUARI 2024", date(2024, 2, 29)),
        ("BULAN JANUARI S.D. MARET 2024", date(2024, 3, 31)),
        ("LAPORAN KUMULATIF BULAN MARET 2024", date(2024, 3, 31)),
        ("LAPORAN BULAN MARET 2024", None),
        ("PER 30 NOVEMBER 2023", None),
        ("S.D. 30 NOVEMBER 2023", None),
        ("S.D. BULAN NOVEMBER", None),
        ("SD NEGERI 2 MEDONO", None),
    ],
)
def test_a_report_up_to_a_month_ends_with_it_and_is_of_no_month(title: str, last: date | None):
    assert periods.until(title) == last
    if last:
        assert periods.month_in(title) == ""


def test_a_report_of_several_months_is_of_neither():
    assert periods.month_in("LAPORAN BULAN FEBRUARI - APRIL 2024") == "2024-02 - 2024-04"
    assert periods.month_in("PERIODE NOVEMBER 2023 S.D. JANUARI 2024") == ""


@pytest.mark.parametrize(
    "written", ["s.d. Maret", "S/D Februari 2024", "sampai dengan April 2024", "Januari s.d. Maret"]
)
def test_a_cell_that_reaches_up_to_a_month_is_of_none(written: str):
    assert periods.canonical(written, 2024) == ""


@given(st.text())
def test_any_title_is_up_to_a_month_or_not(title: str):
    assert periods.until(title) is None or periods.month_in(title) == ""


def test_two_years_in_a_title_are_none():
    assert periods.year_in("PEMILU 2024 PER 22 DESEMBER 2023") is None
    assert periods.year_in("TAHUN 2024") == 2024


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.dates()))
def test_any_value_gives_text_or_nothing(value: object):
    kept = periods.canonical(value, 2024)
    assert kept is None or isinstance(kept, str)


@pytest.mark.parametrize(
    ("heading", "all_up_to"),
    [
        ("Realisasi s.d. Periode", True),
        ("Realisasi sampai dengan periode ini", True),
        ("Realisasi s.d. bulan ini", True),
        ("Realisasi Periode Ini", False),
        ("Realisasi", False),
    ],
)
def test_a_heading_counts_all_up_to_a_day_or_not(heading: str, all_up_to: bool):
    assert periods.is_to_date(heading) is all_up_to
