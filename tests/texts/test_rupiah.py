"""Rupiah as it is written: in full and short, in both languages, whatever the browser speaks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import texts
from texts import numbers


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "full", "short"),
    [
        (1_234_567_890, "Rp 1.234.567.890", "Rp 1,23 M"),
        (8_105_200_000, "Rp 8.105.200.000", "Rp 8,11 M"),
        (12_190_000_000, "Rp 12.190.000.000", "Rp 12,19 M"),
        (9_200_000, "Rp 9.200.000", "Rp 9,2 jt"),
        (950, "Rp 950", "Rp 950"),
        (0, "Rp 0", "Rp 0"),
        (-1_500_000, "-Rp 1.500.000", "-Rp 1,5 jt"),
    ],
)
def test_both_ways_of_writing(amount: int, full: str, short: str):
    assert plain(numbers.rupiah(amount, "id")) == full
    assert plain(numbers.rupiah_short(amount, "id")) == short


def test_english_is_chosen_and_never_taken_from_a_browser():
    assert texts.DEFAULT == "id"
    assert plain(numbers.rupiah(1_234_567_890, "en")) == "Rp 1,234,567,890"
    assert plain(numbers.rupiah_short(1_234_567_890, "en")) == "Rp 1.23 bn"


@given(st.integers(-(10**18), 10**18))
def test_the_full_figure_holds_every_digit(amount: int):
    for lang in texts.LANGUAGES:
        told = numbers.rupiah(amount, lang)
        digits = int(re.sub(r"\D", "", told))
        assert (-digits if told.startswith("-") else digits) == amount


def test_what_nobody_told_is_a_dash_and_no_zero():
    assert numbers.write(None, "rupiah", "id") == "–"
