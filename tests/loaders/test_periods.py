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


def test_two_years_in_a_title_are_none():
    assert periods.year_in("PEMILU 2024 PER 22 DESEMBER 2023") is None
    assert periods.year_in("TAHUN 2024") == 2024


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.dates()))
def test_any_value_gives_text_or_nothing(value: object):
    kept = periods.canonical(value, 2024)
    assert kept is None or kept
