"""Numbers are read exactly or not at all."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import amounts
from loaders.amounts import NotANumber, Number
from loaders.files import CellError

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
    found = amounts.number(written)
    assert isinstance(found, Number)
    assert found.value == value


@pytest.mark.parametrize(
    "written", ["", "  ", "\xa0", None, "belum", "Belum ada", "menyusul", "NA", "n/a", "..."]
)
def test_what_is_not_reported_is_no_number_and_never_zero(written):
    assert amounts.number(written) is None


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
        (CellError("=A1+B1"), "formula-not-calculated"),
        (True, "not-a-number"),
        (float("nan"), "not-a-number"),
        (date(2024, 1, 1), "not-a-number"),
    ],
)
def test_what_is_no_number_is_told_and_not_guessed(written, code):
    found = amounts.number(written)
    assert (found.code if isinstance(found, NotANumber) else None) == code


def test_a_unit_is_kept():
    assert amounts.number("4.413 buah") == Number(Decimal(4413), "buah")
    assert amounts.number("80 %") == Number(Decimal(80), "%")


def test_one_group_of_three_is_decimal_only_where_the_column_says_so():
    assert amounts.number("1.234", decimal_hint=".") == Number(Decimal("1.234"))
    assert amounts.number("1.234", decimal_hint=",") == Number(Decimal(1234))
    assert amounts.number("1.234", whole=False) == NotANumber("ambiguous-number")


@pytest.mark.parametrize(
    ("cells", "kind", "read", "problems"),
    [
        (["1.234", "5"], "count", [1234, 5], []),
        (["1.234", "12,5"], "count", [1234, None], [(1, "not-whole")]),
        (["1.234", "12.5"], "count", [None, None], [(0, "ambiguous-number"), (1, "not-whole")]),
        (["1.234", "12.5"], "decimal", [None, 12.5], [(0, "ambiguous-number")]),
        (["1.234", "0.125"], "decimal", [1.234, 0.125], []),
        (["1.234", "109.6753"], "decimal", [1.234, 109.6753], []),
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
    assert amounts.read_numbers(cells, kind) == (read, problems)


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
    assert amounts.read_numbers(cells, "rupiah") == (numbers, [])
    assert amounts.read_numbers(cells[:1], "count") == (numbers[:1], [])


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
    read, problems = amounts.read_numbers(cells, "decimal")
    told = {at for at, _ in problems}
    for at, (found, true) in enumerate(zip(read, exact, strict=True)):
        assert at in told or found == float(true), cells


@MANY
@given(st.lists(st.one_of(st.none(), st.floats(), st.integers(-(2**70), 2**70)), max_size=8))
def test_numbers_of_a_workbook_are_exact_or_told(cells):
    read, problems = amounts.read_numbers(cells, "count")
    told = {at for at, _ in problems}
    for at, (found, cell) in enumerate(zip(read, cells, strict=True)):
        assert at in told or found == cell or abs(found - cell) <= abs(found) * 1e-12
