import calendar
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import values
from loaders.files import CellError
from loaders.values import NotANumber, Number

# A thousand columns of ten cells are ten thousand values.
MANY = settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234.567", 1_234_567),
        ("1.234.567,50", Decimal("1234567.50")),
        ("1.000", 1000),
        ("1.234,5", Decimal("1234.5")),
        ("Rp 1.200.000", 1_200_000),
        ("Rp. 1.200.000,-", 1_200_000),
        ("Rp1.200.000,00", 1_200_000),
        ("Rp 12.500.000,-", 12_500_000),
        ("1,234,567", 1_234_567),
        ("9,200,000", 9_200_000),
        ("1.5 jt", 1_500_000),
        ("1,5 jt", 1_500_000),
        ("12,19 miliar", 12_190_000_000),
        ("Rp 12,5 M", 12_500_000_000),
        ("(1.000)", -1000),
        ("(Rp 1.000)", -1000),
        ("−1.000", -1000),
        ("4.413 buah", 4413),
        ("1 234", 1234),
        ("1\xa0234\xa0567", 1_234_567),
        ("0,125", Decimal("0.125")),
        ("-", 0),
        ("–", 0),
        ("nihil", 0),
        ("Rp -", 0),
        ("80 %", 80),
        ("12,5%", Decimal("12.5")),
        ("100*)", 100),
        (881.0, 881),
        (0.1, Decimal("0.1")),
        (7, 7),
    ],
)
def test_a_number_is_read_as_an_indonesian_reader_reads_it(written, value):
    found = values.number(written)
    assert isinstance(found, Number)
    assert found.value == value


@pytest.mark.parametrize(
    "written", ["", "  ", "\xa0", None, "belum", "Belum ada", "menyusul", "NA", "n/a", "..."]
)
def test_what_is_not_reported_is_no_number_and_never_zero(written):
    assert values.number(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("dua ratus", "not-a-number"),
        ("2 dus @500", "not-a-number"),
        ("3 x 4", "not-a-number"),
        ("1.23.456", "not-a-number"),
        ("22.12.2023", "not-a-number"),
        ("12 5", "not-a-number"),
        ("--5-", "not-a-number"),
        ("5 m", None),
        ("1.500 jt", "ambiguous-number"),
        ("#REF!", "formula-error"),
        (CellError("#DIV/0!"), "formula-error"),
        (CellError("=A1+B1"), "formula-error"),
        (True, "not-a-number"),
        (float("nan"), "not-a-number"),
        (date(2024, 1, 1), "not-a-number"),
    ],
)
def test_what_is_no_number_is_told_and_not_guessed(written, code):
    found = values.number(written)
    assert (found.code if isinstance(found, NotANumber) else None) == code


def test_a_unit_is_kept():
    assert values.number("4.413 buah") == Number(Decimal(4413), "buah")
    assert values.number("80 %") == Number(Decimal(80), "%")


def test_one_group_of_three_is_decimal_only_where_the_column_says_so():
    assert values.number("1.234", decimal_hint=".") == Number(Decimal("1.234"))
    assert values.number("1.234", decimal_hint=",") == Number(Decimal(1234))
    assert values.number("1.234", whole=False) == NotANumber("ambiguous-number")


@pytest.mark.parametrize(
    ("cells", "kind", "read", "problems"),
    [
        (["1.234", "5"], "count", [1234, 5], []),
        (["1.234", "12,5"], "count", [1234, None], [(1, "not-whole")]),
        (["1.234", "12.5"], "count", [None, None], [(0, "ambiguous-number"), (1, "not-whole")]),
        (["1.234", "12.5"], "decimal", [1.234, 12.5], []),
        (["1.234", "12,5"], "decimal", [1234.0, 12.5], []),
        (["1.234", "7"], "decimal", [None, 7.0], [(0, "ambiguous-number")]),
        (["1.234", "1.234.567"], "decimal", [1234.0, 1_234_567.0], []),
        (["1.234", "1.5", "1.234.567"], "decimal", [None, 1.5, 1_234_567.0], [(0, "ambiguous-number")]),
        ([881.0, 3, None], "count", [881, 3, None], []),
        ([881.0, 2.5], "count", [881, None], [(1, "not-whole")]),
        ([64004.00000000001], "count", [64004], []),
        ([1e30], "rupiah", [None], [(0, "out-of-range")]),
        (["9" * 25], "rupiah", [None], [(0, "out-of-range")]),
        (["-", "belum", 5.0, CellError("#REF!")], "count", [0, None, 5, None], [(3, "formula-error")]),
        ([0.8, 1], "percent", [0.8, 1.0], []),
        (["80 %", 0.8], "percent", [80.0, 0.8], []),
        ([], "count", [], []),
    ],
)
def test_a_column_decides_what_its_points_and_commas_mean(cells, kind, read, problems):
    assert values.read_numbers(cells, kind) == (read, problems)


def _dots(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


@MANY
@given(
    numbers=st.lists(st.integers(-(10**15), 10**15), min_size=10, max_size=10),
    dress=st.sampled_from(
        ["{}", "Rp {}", "Rp. {},-", "Rp{}", "{} buah", " {} ", "{}\xa0", "{} lbr", "IDR {}"]
    ),
    sign=st.sampled_from([".", ",", " ", "\xa0", ""]),
    minus=st.sampled_from(["-", "−", "()"]),
)
def test_whole_numbers_come_back_exactly_however_they_are_written(numbers, dress, sign, minus):
    cells = []
    for number in numbers:
        body = dress.format(_dots(abs(number), sign)).strip(" ")
        cells.append(body if number >= 0 else f"({body})" if minus == "()" else f"{minus}{body}")
    assert values.read_numbers(cells, "rupiah") == (numbers, [])
    assert values.read_numbers(cells[:1], "count") == (numbers[:1], [])


@MANY
@given(
    numbers=st.lists(st.decimals(0, 10**9, places=4, allow_nan=False), min_size=1, max_size=20),
    places=st.integers(1, 4),
    english=st.booleans(),
    grouped=st.booleans(),
)
def test_no_decimal_is_ever_silently_a_thousand_times_too_large(numbers, places, english, grouped):
    exact = [round(number, places) for number in numbers]
    decimal, grouping = (".", ",") if english else (",", ".")
    cells = []
    for number in exact:
        whole, _, part = f"{number:.{places}f}".partition(".")
        cells.append((_dots(int(whole), grouping) if grouped else whole) + decimal + part)
    read, problems = values.read_numbers(cells, "decimal")
    told = {at for at, _ in problems}
    for at, (found, true) in enumerate(zip(read, exact, strict=True)):
        assert at in told or found == float(true), cells


@MANY
@given(st.lists(st.one_of(st.none(), st.floats(), st.integers(-(2**70), 2**70)), max_size=8))
def test_numbers_of_a_workbook_are_exact_or_told(cells):
    read, problems = values.read_numbers(cells, "count")
    told = {at for at, _ in problems}
    for at, (found, cell) in enumerate(zip(read, cells, strict=True)):
        assert at in told or found == cell or abs(found - cell) <= abs(found) * 1e-12


@MANY
@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_numbers_dates_or_stations(written):
    values.number(written)
    values.read_numbers([written], "decimal")
    values.read_dates([written])
    values.date_in(written)
    values.tps_number(written)


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
    assert values.read_dates([form(day) for day in days]) == (days, [])


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
    assert values.read_dates([written]) == ([day], [])


@pytest.mark.parametrize(
    "written", ["besok", "31/02/2024", "2024", 2024, 12.0, "13-15 Januari 2024", "22 Desember", True]
)
def test_what_is_no_date_is_told(written):
    assert values.read_dates([written]) == ([None], [(0, "not-a-date")])


def test_serials_may_count_from_1904():
    assert values.read_dates([43844.0], epoch_1904=True) == ([date(2024, 1, 15)], [])


def test_day_and_month_are_asked_about_where_the_column_is_month_first():
    read, problems = values.read_dates(["12/22/2023", "02/03/2024", None, "-"])
    assert read[0] == date(2023, 12, 22)
    assert problems == [(1, "ambiguous-date")]
    assert read[2:] == [None, None]


def test_true_dates_among_dates_that_stayed_text_are_asked_about():
    read, problems = values.read_dates([date(2024, 5, 1), "22/01/2024", "23/01/2024"])
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
    assert values.date_in(title) == day


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


def test_every_month_ends_where_the_calendar_says():
    for month in range(1, 13):
        last = calendar.monthrange(2024, month)[1]
        assert values.read_dates([f"{last}/{month}/2024"])[0] == [date(2024, month, last)]
        assert values.read_dates([f"{last + 1}/{month}/2024"])[1] == [(0, "not-a-date")]
