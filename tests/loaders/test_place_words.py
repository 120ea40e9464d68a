"""Notes of weather and security that name their place in words, in one column."""

from typing import Any

import pytest

from tests.loaders.workbooks import PLACES, TITLE, book, codes, facts, knowledge, table

KNOWN = knowledge(PLACES, "Kota Pekalongan")
HEAD = ["TANGGAL MULAI", "LOKASI", "JENIS RISIKO", "TINGKAT", "CATATAN", "PENULIS", "WAKTU CATAT"]
NOTES = ("CATATAN KERAWANAN", *TITLE[1:])


def noted(place: str, *more: tuple[str, str]) -> Any:
    head = [*HEAD, *(name for name, _ in more)]
    row = ["10/02/2024", place, "Banjir", "Tinggi", "rob", "Ketua PPK", "2023-12-19 10:15"]
    return book([head, [*row, *(cell for _, cell in more)]], NOTES)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Kel. Medono", ("Pekalongan Barat", "Medono", None)),
        ("Medono, Pekalongan Barat", ("Pekalongan Barat", "Medono", None)),
        ("Kecamatan Pekalongan Timur", ("Pekalongan Timur", None, None)),
        ("pekalongan timur", ("Pekalongan Timur", None, None)),
        ("TPS 5 Medono", ("Pekalongan Barat", "Medono", 5)),
        ("TPS 012, Kel. Kauman", ("Pekalongan Timur", "Kauman", 12)),
        ("Seluruh kota", (None, None, None)),
        ("Kota Pekalongan", (None, None, None)),
    ],
)
def test_a_place_in_words_is_read(words: str, place: tuple[str | None, str | None, int | None]):
    found = noted(words)
    assert codes(found, KNOWN) == []
    assert facts(table(found, KNOWN), "kecamatan", "kelurahan", "tps") == [place]


@pytest.mark.parametrize("words", ["Jl. Hayam Wuruk", "Pasar Banjarsari", "TPS 5"])
def test_words_that_name_no_place_are_told(words: str):
    found = noted(words)
    assert codes(found, KNOWN) == ["place-not-read"]
    assert facts(table(found, KNOWN), "kecamatan", "kelurahan", "tps") == [(None, None, None)]


def test_words_beside_a_place_a_road_or_a_warehouse_are_not_missed():
    assert codes(noted("dekat pasar", ("KECAMATAN", "Pekalongan Barat")), KNOWN) == []
    assert codes(noted("dekat pasar", ("RUTE", "Jl. Hayam Wuruk")), KNOWN) == []


def test_a_kelurahan_that_the_list_lacks_is_told_where_it_is_written():
    (one,) = table(noted("Kel. Antah Berantah"), KNOWN).problems
    assert (one.code, one.cell) == ("place-unknown", "B6")
