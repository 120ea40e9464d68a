"""Cells as text, marks and the numbers of polling stations."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import amounts, dates, values
from loaders.files import CellError, Share

# A thousand columns of ten cells are ten thousand values.
MANY = settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_numbers_dates_or_stations(written):
    amounts.number(written)
    amounts.read_numbers([written], "decimal")
    dates.read_dates([written])
    dates.date_in(written)
    values.tps_number(written)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("TPS 001", 1),
        ("001", 1),
        (1.0, 1),
        (1, 1),
        ("1.0", 1),
        ("TPS 1", 1),
        ("901", 901),
        ("TPS 01/1/001", 1),
        ("TPS Khusus 901", 901),
        ("TPS 01 Medono", 1),
        ("no. 5", 5),
        ("33.75.01.1002", None),
        ("Medono", None),
        ("TPS", None),
        ("", None),
        (None, None),
        (0, None),
        (1.5, None),
        (33750110, None),
        ("01-005", 5),
        ("1-001", 1),
        ("1-5", None),
        ("001 - 005", None),
        ("TPS 1 s/d 5", None),
        ("TPS 1, 2 dan 3", None),
        ("TPS 4 dan TPS 5", None),
        ("TPS 01 RT 2 RW 3", 1),
    ],
)
def test_a_polling_station_is_known_by_its_number(cell, number):
    assert values.tps_number(cell) == number


@pytest.mark.parametrize(
    "mark", ["√", "v", "V", "ya", "Ada", "OK", "sudah", "Sudah lengkap", "lengkap", True, 1, 1.0]
)
def test_a_mark_says_yes(mark):
    assert values.flag(mark) is True


@pytest.mark.parametrize("mark", ["-", "–", "tidak", "Tidak ada", "belum", "Belum dikirim", False, 0])
def test_a_mark_says_no(mark):
    assert values.flag(mark) is False


def test_a_blank_mark_says_nothing_and_an_unclear_one_is_refused():
    assert values.flag(None) is None
    assert values.flag(" ") is None
    for unclear in ("x", "proses", 7):
        with pytest.raises(ValueError, match=str(unclear)):
            values.flag(unclear)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (None, ""),
        (881.0, "881"),
        (0.5, "0.5"),
        ("  Pekalongan\n\xa0Barat ", "Pekalongan Barat"),
        (date(2023, 12, 22), "2023-12-22"),
        (datetime(2023, 12, 22), "2023-12-22"),  # noqa: DTZ001  a cell has no time zone
        (timedelta(hours=1), "1:00:00"),
        (CellError("#REF!"), "#REF!"),
    ],
)
def test_a_cell_is_shown_on_one_line(cell, shown):
    assert values.text(cell) == shown


def test_a_number_is_shown_with_the_comma_of_an_indonesian_excel():
    assert values.seen(1.5) == "1,5"
    assert values.seen(0.1 + 0.2) == "0,3"
    assert values.seen(881.0) == "881"
    assert values.seen(Share(0.125)) == "12,5%"
    assert values.seen("1.5") == "1.5"
    assert values.seen(None) == ""
