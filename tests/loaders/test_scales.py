"""Money that a sheet does not write in full rupiah is multiplied, and that is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.scales import scale_in
from tests.loaders.workbooks import PLACES, TITLE, book, codes, facts, knowledge, problems, table

KNOWN = knowledge(PLACES)
MONEY = ["NO", "BADAN ADHOC", "PAGU", "DICAIRKAN"]
ROW = [1, "PPK Pekalongan Barat", 12500, "12.000,5"]


def _title(*more: str) -> tuple[str, ...]:
    return ("LAPORAN KEUANGAN BADAN ADHOC", *more, *TITLE[1:])


@pytest.mark.parametrize(
    ("written", "scale"),
    [
        ("(dalam ribuan rupiah)", 1000),
        ("(Dalam Ribuan)", 1000),
        ("Satuan: ribu rupiah", 1000),
        ("(Rp Juta)", 10**6),
        ("Pagu (Rp. Juta)", 10**6),
        ("dalam jutaan", 10**6),
        ("(dalam miliar Rp)", 10**9),
        ("(juta)", 10**6),
        ("(Rp 1.000)", 1000),
        ("(Rp1.000,-)", 1000),
        ("(x Rp 1.000,-)", 1000),
        ("(x 1.000.000)", 10**6),
        ("(Rp 000)", 1000),
        ("in thousands of rupiah", 1000),
        ("IDR million", 10**6),
        ("Nilai (Rp)", 1),
        ("dalam rupiah", 1),
        ("(dalam ribuan) ... (dalam jutaan)", 0),
        ("HIBAH RP 12 MILIAR", None),
        ("HONOR 2 JUTA RUPIAH PER TPS", None),
        ("BANTUAN RP 1.000.000", None),
        ("PER 1.000 PEMILIH", None),
        ("DALAM RANGKA PEMILU 2024", None),
        ("PER TANGGAL 22 DESEMBER 2023", None),
        ("", None),
    ],
)
def test_a_title_or_heading_says_in_what_it_counts(written: str, scale: int | None):
    assert scale_in(written) == scale


@given(st.text(max_size=60))
def test_any_text_gives_a_scale_or_none(written: str):
    assert scale_in(written) in {None, 0, 1, 10**3, 10**6, 10**9, 10**12}


@given(st.integers(1, 10**9), st.sampled_from(["JUTA", "RIBU RUPIAH", "MILIAR", "JUTA RUPIAH"]))
def test_an_amount_in_words_is_no_scale(amount: int, word: str):
    assert scale_in(f"BELANJA RP {amount} {word}") is None
    assert scale_in(f"BELANJA {amount} {word}") is None


def test_money_under_a_title_in_thousands_is_multiplied_and_told():
    data = book([MONEY, ROW, ["", "JUMLAH", 12500, "12.000,5"]], _title("(dalam ribuan rupiah)"))
    assert facts(table(data, KNOWN), "pagu", "dicairkan") == [(12_500_000, 12_000_500)]
    assert codes(data, KNOWN) == ["money-scaled"]


def test_a_heading_goes_before_the_title():
    headings = ["NO", "BADAN ADHOC", "PAGU (Rp. Juta)", "DICAIRKAN (Rp)"]
    data = book([headings, [1, "PPK Pekalongan Barat", 12.5, "12.000.000"]], _title("(dalam ribuan rupiah)"))
    assert facts(table(data, KNOWN), "pagu", "dicairkan") == [(12_500_000, 12_000_000)]
    assert [(one.code, one.cell) for one in problems(data, KNOWN)] == [("money-scaled", "C6")]


def test_an_amount_with_its_own_size_is_not_multiplied_again():
    data = book([MONEY, [1, "PPK Pekalongan Barat", "12,5 jt", 12000]], _title("(dalam ribuan rupiah)"))
    assert facts(table(data, KNOWN), "pagu", "dicairkan") == [(12_500_000, 12_000_000)]


def test_amounts_that_are_in_rupiah_already_are_not_multiplied():
    data = book([MONEY, [1, "PPK Pekalongan Barat", 12_500_000, 0]], _title("(Rp juta)"))
    assert facts(table(data, KNOWN), "pagu") == []
    assert "scale-too-large" in codes(data, KNOWN)


def test_two_sizes_in_a_title_are_asked_about():
    data = book([MONEY, ROW], _title("(dalam ribuan)", "(dalam jutaan)"))
    assert "scale-unclear" in codes(data, KNOWN)
    assert facts(table(data, KNOWN), "pagu", "dicairkan") == [(None, None)]


def test_counts_are_never_multiplied():
    data = book([["NO", "JENIS LOGISTIK", "KEBUTUHAN"], [1, "Tinta", 1762]], (*TITLE, "(dalam ribuan)"))
    assert facts(table(data, KNOWN), "kebutuhan") == [(1762,)]
