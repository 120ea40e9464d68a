"""Warehouse sheets: room, filling, checklist, inspection by a role, guards."""

from datetime import date

import pytest

from tests.loaders.workbooks import PLACES, book, facts, knowledge, table

KNOWN = knowledge(PLACES)
HEAD = ["NO", "NAMA GUDANG", "TINGKAT", "KECAMATAN", "LUAS (M2)", "TINGGI (M)", "TINGGI PAKAI (M)"]
HEAD += [
    "KAPASITAS (KOLI)",
    "TERISI (KOTAK)",
    "TERISI (KOLI)",
    "ATAP",
    "PALET",
    "TANGGAL PERIKSA",
    "NO. FOTO",
]
HEAD += ["PEMERIKSA", "JUMLAH PENJAGA", "SHIFT JAGA", "JAM PER SHIFT"]
TITLE = ("DATA GUDANG PEMILU 2024", "KPU KOTA PEKALONGAN", "PER TANGGAL 22 DESEMBER 2023")
DAY = date(2023, 12, 19)


def rows(*inspectors: str) -> bytes:
    names = ("Gudang KPU", "Aula Kecamatan", "Gedung Serbaguna")
    levels = ("kota", "kecamatan", "kecamatan")
    told = [
        [
            *(at + 1, names[at], levels[at], "Pekalongan Barat", 120.5, 4, 2.4, 900, 40 + at, 12),
            *("bocor" if at else "tidak bocor", "√", DAY, f"IMG-{at}", role, 2, 3, 8),
        ]
        for at, role in enumerate(inspectors)
    ]
    return book([HEAD, *told], TITLE)


def test_a_sheet_tells_room_filling_condition_and_guards():
    found = table(rows("Kasubbag KUL", "Sekretaris PPK"), KNOWN, "gudang.xlsx")
    assert found.kind == "gudang"
    columns = ("luas_m2", "tinggi_m", "tinggi_pakai_m", "kapasitas_koli", "terisi_kotak", "terisi_koli")
    assert facts(found, *columns) == [(120.5, 4, 2.4, 900, 40, 12), (120.5, 4, 2.4, 900, 41, 12)]
    assert facts(found, "atap", "palet") == [(True, True), (False, True)]
    assert facts(found, "tgl_periksa", "foto", "pemeriksa") == [
        (DAY, "IMG-0", "Kasubbag KUL"),
        (DAY, "IMG-1", "Sekretaris PPK"),
    ]
    assert facts(found, "jumlah_penjaga", "shift_jaga", "jam_shift") == [(2, 3, 8)] * 2


@pytest.mark.parametrize(
    ("word", "good"),
    [
        *(("bocor", False), ("Tidak bocor", True), ("tdk rusak", True), ("tidak aman", False)),
        *(
            ("tidak", False),
            ("-", False),
            ("√", True),
            ("tak lembab", True),
            ("baik", True),
            ("kurang", False),
        ),
    ],
)
def test_a_word_of_the_condition_is_good_or_bad(word: str, good: bool):
    row = [1, "Gudang KPU", "kota", "Pekalongan Barat", 120.5, 4, 2.4, 900, 40, 12, word, "√"]
    data = book([HEAD, [*row, DAY, "IMG-1", "Kasubbag KUL", 2, 3, 8]], TITLE)
    assert facts(table(data, KNOWN, "gudang.xlsx"), "atap") == [(good,)]


def test_names_of_inspectors_are_not_kept():
    found = table(rows("Budi Santoso", "Siti Aminah, S.Pd", "Joko Susilo"), KNOWN, "gudang.xlsx")
    assert found.kind == "gudang"
    assert [name for name, *_ in facts(found, "pemeriksa")] == [None, None, None]
