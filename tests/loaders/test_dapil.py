"""Ballots of one dapil are no use in another: the row is set aside, and both dapil are named."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from loaders import Knowledge, KnownPlace, Table, sentence
from loaders.dapil_names import numbers
from tests.loaders.workbooks import TITLE, book, knowledge, table

OFFICE = "Kota Pekalongan"
DAPIL = {
    "Pekalongan Barat": ("1", ("Medono", "Podosugih", "Tirto")),
    "Pekalongan Utara": ("2", ("Krapyak", "Panjang Baru", "Degayu")),
    "Pekalongan Timur": ("3", ("Kauman", "Poncol", "Kali Baros")),
    "Pekalongan Selatan": ("4", ("Jenggot", "Soko Duwet", "Kuripan")),
}
MANIFEST = ("MANIFES DISTRIBUSI SURAT SUARA", "KPU KOTA PEKALONGAN", "PER TANGGAL 5 FEBRUARI 2024")
WAYS = (
    "Dapil {n}",
    "{n}",
    "Kota Pekalongan {n}",
    "{r}",
    "Dapil {r}",
    "DAPIL KOTA PEKALONGAN {r}",
    "dapil-{n}",
)
ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def written(number: str, way: str) -> str:
    return way.format(n=number, r=ROMAN[number])


def known(way: str = "Kota Pekalongan {n}") -> Knowledge:
    places = [
        KnownPlace(OFFICE, kecamatan, kelurahan, dapil=frozenset({written(number, way)}))
        for kecamatan, (number, names) in DAPIL.items()
        for kelurahan in names
    ]
    return replace(knowledge(places, OFFICE), per_dapil=frozenset({"DPRDK"}))


def told(found: Table) -> list[tuple[str, str | None]]:
    return [(one.code, one.cell) for one in found.problems if one.severity == "error"]


HEAD = [
    "NO",
    "ASAL",
    "KECAMATAN",
    "KELURAHAN",
    "JENIS SURAT SUARA",
    "DAPIL",
    "JUMLAH KOLI",
    "TANGGAL RENCANA",
]


def manifest(rng: random.Random, way: str) -> list[list[Any]]:
    """A shipment to every kelurahan, each with the ballots of its own dapil."""
    rows = []
    for kecamatan, (number, names) in DAPIL.items():
        for kelurahan in names:
            koli, day = rng.randint(1, 40), f"{rng.randint(5, 12)}/02/2024"
            rows.append([0, "Gudang", kecamatan, kelurahan, "DPRD Kota", written(number, way), koli, day])
    rng.shuffle(rows)
    return [[at, *row[1:]] for at, row in enumerate(rows, 1)]


@pytest.mark.parametrize("seed", range(100))
def test_a_swapped_manifest_is_refused_and_the_right_one_is_clean(seed: int):
    rng = random.Random(seed)
    rows = manifest(rng, rng.choice(WAYS))
    listed = known(rng.choice(WAYS))
    clean = table(book([HEAD, *rows], MANIFEST), listed)
    assert (clean.kind, told(clean), clean.accepted) == ("distribusi", [], len(rows))
    # The cartons of two rows of different dapil change places.
    first = rng.randrange(len(rows))
    other = rng.choice([at for at, row in enumerate(rows) if row[5] != rows[first][5]])
    swapped = [list(row) for row in rows]
    swapped[first][5], swapped[other][5] = rows[other][5], rows[first][5]
    found = table(book([HEAD, *swapped], MANIFEST), listed)
    assert sorted(told(found)) == sorted(("wrong-dapil", f"F{5 + at + 1}") for at in (first, other))
    assert found.accepted == len(rows) - 2


def test_the_sentence_names_both_dapil_the_place_and_the_cell():
    row = ["1", "Gudang", "Pekalongan Barat", None, "DPRD Kota", "Dapil 2", 4, "5/2/2024"]
    (one,) = table(book([HEAD, row], MANIFEST), known()).problems
    text = sentence(one, "id")
    assert all(part in text for part in ('"Dapil 2"', "Pekalongan Barat: Dapil 1", "!F6", "tidak dipakai"))
    assert "Pekalongan Barat: Dapil 1" in sentence(one, "en")


def goods(rows: Sequence[Sequence[Any]], head: Sequence[str]) -> Table:
    return table(book([list(head), *map(list, rows)], TITLE), known())


PLAIN = ("JENIS LOGISTIK", "KECAMATAN", "DITERIMA")


def test_a_dapil_behind_the_name_of_the_ballot_is_judged_too():
    found = goods(
        [["DPRD Kota Dapil 2", "Pekalongan Barat", 500], ["DPRD Kota Dapil 1", "Pekalongan Barat", 700]],
        PLAIN,
    )
    assert told(found) == [("wrong-dapil", "A6")]
    assert found.sums == {"diterima": 700}


def test_ballots_of_other_elections_and_places_without_a_dapil_are_not_judged():
    rows = [
        ["DPR RI Dapil Jawa Tengah 10", "Pekalongan Barat", 500],
        ["DPRD Provinsi Dapil 13", "Pekalongan Barat", 500],
        ["DPRD Kota Dapil 1", "KOTA PEKALONGAN", 900],
        ["DPRD Kota", "Pekalongan Barat", 500],
    ]
    assert told(goods(rows, PLAIN)) == []
    assert told(table(book([list(PLAIN), ["DPRD Kota Dapil 2", "Pekalongan Barat", 5]], TITLE))) == []


def test_a_wide_sheet_gives_nothing_where_it_says_nothing_or_zero():
    head = ["JENIS LOGISTIK", "PEKALONGAN BARAT", "PEKALONGAN UTARA"]
    rows = [["DPRD Kota Dapil 1", 500, 0], ["DPRD Kota Dapil 2", None, 400]]
    title = ("REKAP PENERIMAAN LOGISTIK", "KPU KOTA PEKALONGAN", "PER TANGGAL 5 FEBRUARI 2024")
    right = table(book([head, *rows], title), known())
    assert told(right) == []
    rows[0][2] = 25
    wrong = table(book([head, *rows], title), known())
    assert told(wrong) == [("wrong-dapil", "C6")]


def test_a_manifest_without_a_ballot_is_judged_by_the_city_s_own_dapil_only():
    head = ["ASAL", "KECAMATAN", "DAPIL", "JUMLAH KOLI", "TANGGAL RENCANA"]
    rows = [
        ["Gudang", "Pekalongan Barat", "Jawa Tengah 10", 4, "5/2/2024"],
        ["Gudang", "Pekalongan Utara", "2", 4, "6/2/2024"],
        ["Gudang", "Pekalongan Timur", "Dapil 1 dan 2", 4, "7/2/2024"],
        ["Gudang", "Pekalongan Selatan", "Dapil 3 dan 4", 4, "8/2/2024"],
    ]
    assert told(table(book([head, *rows], MANIFEST), known())) == [("wrong-dapil", "C8")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dapil 2", {"2"}),
        ("2", {"2"}),
        ("02", {"2"}),
        ("Kota Pekalongan 2", {"2"}),
        ("II", {"2"}),
        ("Dapil dua", {"2"}),
        ("DAPIL KOTA PEKALONGAN IV", {"4"}),
        ("1 dan 2", {"1", "2"}),
        ("Dapil2", {"2"}),
        ("Kota Pekalongan", set()),
        ("", set()),
    ],
)
def test_a_dapil_is_read_as_offices_write_it(text: str, found: set[str]):
    assert numbers(text) == found
