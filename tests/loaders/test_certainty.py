"""How sure a column's meaning is told to be, held against how often it is right: headings of every column of
every kind, under all their names and with drawn typing errors."""

import random
from collections import defaultdict

import loaders
from loaders.headings import candidates, likeness
from loaders.layouts import Field, layout
from tests.loaders.workbooks import TITLE, book, table

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _misspelt(draw: random.Random, word: str) -> str:
    at = draw.randrange(len(word))
    return draw.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + draw.choice(_LETTERS) + word[at:],
            word[:at] + draw.choice(_LETTERS) + word[at + 1 :],
        ]
    )


def _best(kind: str, heading: str) -> tuple[Field | None, float]:
    found = candidates(kind, (heading,))
    if not found:
        return None, 0.0
    field = layout(kind).field(max(found, key=lambda code: found[code]))
    return field, likeness(kind, field, (heading,))


def test_the_surer_the_more_often_right() -> None:
    draw = random.Random(11)
    right: dict[str, list[bool]] = defaultdict(list)
    for kind in loaders.kinds():
        for field in layout(kind).fields:
            for name in sorted(field.synonyms):
                for heading in (name, *(_misspelt(draw, name) for _ in range(3) if len(name) >= 5)):
                    found, sure = _best(kind, heading)
                    if found is not None:
                        right["exact" if sure >= 0.9 else "fuzzy"].append(found.code == field.code)
    share = {one: sum(some) / len(some) for one, some in right.items()}
    assert len(right["fuzzy"]) > 1000
    assert share["exact"] >= 0.995, share
    assert share["fuzzy"] >= 0.99, share


def test_voters_that_are_a_reserve_are_not_taken_for_voters() -> None:
    """A real sheet called its reserve "PEMILIH", beside the number of voters of each sex."""
    header = ["KECAMATAN", "KELURAHAN", "TPS", "L", "P", "PEMILIH"]
    rows = [["Pekalongan Barat", "Medono", n, 130 + n, 140, 7] for n in range(1, 6)]
    found = table(book([header, *rows], ("DAFTAR TPS", *TITLE[1:])))
    assert found.facts is not None
    assert found.facts["dpt"].to_pylist() == [270 + n for n in range(1, 6)]
    assert "column-not-used" in [one.code for one in found.problems]


def test_numbers_decide_between_two_meanings_of_a_word() -> None:
    rows = [["PPK Pekalongan Barat", 12_500_000, 11_000_000], ["PPK Pekalongan Timur", 9_000_000, 8_000_000]]
    found = table(book([["PPK", "ALOKASI", "REALISASI"], *rows], ("REKAPITULASI", *TITLE[1:])))
    assert found.kind == "keuangan"
    header = ["JENIS BARANG", "ALOKASI", "REALISASI"]
    goods = [["Kotak suara", 4413, 4400], ["Tinta", 1762, 1700]]
    assert table(book([header, *goods], ("REKAPITULASI", *TITLE[1:]))).kind == "logistik"
