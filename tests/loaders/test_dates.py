"""Dates are read day first, and asked about where a column does not say."""

import calendar
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import dates

# A thousand columns of ten cells are ten thousand values.
MANY = settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
FORMS = [
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"Jumat, {d.day} {MONTHS[d.month - 1].upper()} {d.year}",
    lambda d: f"{d.day:02} {MONTHS[d.month - 1][:3]} {d.year}",
    lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d.year % 100:02}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%d-%m-%y}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d:%Y-%m-%dT00:00:00}",
    lambda d: f"{d:%d/%m/%Y} 16.05 WIB",
    lambda d: (d - date(1899, 12, 30)).days,
    lambda d: float((d - date(1899, 12, 30)).days) + 0.25,
    lambda d: d,
    lambda d: datetime.combine(d, time(7, 30)),
]


@MANY
@given(
    days=st.lists(st.dates(date(2000, 1, 1), date(2079, 12, 31)), min_size=10, max_size=10),
    form=st.sampled_from(FORMS),
)
def test_a_date_comes_back_from_every_form_in_which_offices_write_it(days, form):
    assert dates.read_dates([form(day) for day in days]) == (days, [])


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("5 Pebruari 2024", date(2024, 2, 5)),
        ("3 Nopember 2023", date(2023, 11, 3)),
        ("17 Agt 2024", date(2024, 8, 17)),
        ("17 Agust. 2024", date(2024, 8, 17)),
        ("Jum'at, 22 Desember 2023", date(2023, 12, 22)),
        ("December 22, 2023", date(2023, 12, 22)),
        ("22-12-23", date(2023, 12, 22)),
        ("45306", date(2024, 1, 15)),
        (20231222.0, date(2023, 12, 22)),
    ],
)
def test_month_names_have_their_old_and_short_spellings(written, day):
    assert dates.read_dates([written]) == ([day], [])


@pytest.mark.parametrize(
    "written", ["besok", "31/02/2024", "2024", 2024, 12.0, "13-15 Januari 2024", "22 Desember", True]
)
def test_what_is_no_date_is_told(written):
    assert dates.read_dates([written]) == ([None], [(0, "not-a-date")])


def test_serials_may_count_from_1904():
    assert dates.read_dates([43844.0], epoch_1904=True) == ([date(2024, 1, 15)], [])


def test_one_date_that_is_month_first_makes_its_column_so():
    read, problems = dates.read_dates(["12/22/2023", "02/03/2024", None, "-"])
    assert read == [date(2023, 12, 22), date(2024, 2, 3), None, None]
    assert problems == [(1, "month-first-date")]


def test_a_column_that_proves_both_ways_is_asked_about():
    read, problems = dates.read_dates(["12/22/2023", "22/12/2023", "02/03/2024"])
    assert read == [date(2023, 12, 22), date(2023, 12, 22), date(2024, 3, 2)]
    assert problems == [(2, "ambiguous-date")]


def test_true_dates_among_dates_that_stayed_text_are_asked_about():
    read, problems = dates.read_dates([date(2024, 5, 1), "22/01/2024", "23/01/2024"])
    assert read == [date(2024, 5, 1), date(2024, 1, 22), date(2024, 1, 23)]
    assert problems == [(0, "ambiguous-date")]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("PER TANGGAL 22 DESEMBER 2023", date(2023, 12, 22)),
        ("REKAPITULASI\nPER 22 DES 2023", date(2023, 12, 22)),
        ("REKAP PEMILU 14 FEBRUARI 2024 PER 22 DESEMBER 2023", date(2023, 12, 22)),
        ("Data s.d. 7/2/2024", date(2024, 2, 7)),
        ("KEADAAN: Jumat, 22 Desember 2023 pukul 16.00 WIB", date(2023, 12, 22)),
        ("Pekalongan, 22 Desember 2023", date(2023, 12, 22)),
        ("PEMILU TAHUN 2024", None),
        ("PEMILU 14 FEBRUARI 2024", None),
        ("Rapat 3 Januari 2024 dan 5 Januari 2024", None),
        ("", None),
    ],
)
def test_the_date_of_the_data_is_read_from_the_title(title, day):
    assert dates.date_in(title) == day


def test_every_month_ends_where_the_calendar_says():
    for month in range(1, 13):
        last = calendar.monthrange(2024, month)[1]
        assert dates.read_dates([f"{last}/{month}/2024"])[0] == [date(2024, month, last)]
        assert dates.read_dates([f"{last + 1}/{month}/2024"])[1] == [(0, "not-a-date")]
