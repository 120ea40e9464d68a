"""Headings in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.words import bare, contains, normal


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Jml. Kebutuhan", "JUMLAH KEBUTUHAN"),
        ("No. TPS", "Nomor TPS"),
        ("KEC.", "kecamatan"),
        ("Tgl\nTerima", "TANGGAL TERIMA"),
        ("Kab/Kota", "kabupaten kota"),
        ("Realisasi (%)", "realisasi persen"),
        ("SS  PPWP", "Surat Suara PPWP"),
        ("m²", "M2"),
    ],
)
def test_spellings_of_a_heading_are_equal(written: str, same: str):
    assert normal(written) == normal(same)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str):
    assert normal(normal(text)) == normal(text)


def test_units_behind_a_name_do_not_count_but_a_unit_alone_stays():
    assert bare(normal("Jumlah Kebutuhan (Bh)")) == "kebutuhan"
    assert bare("jumlah") == "jumlah"


def test_whole_words_only_are_contained():
    assert contains("dprd kota", "kota")
    assert not contains("dprd kota", "dpr")
