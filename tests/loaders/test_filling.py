"""A blank cell means the name above it only where the sheet writes names once."""

from datetime import date
from typing import Any

import pytest

from tests.loaders.workbooks import PLACES, TITLE, book, facts, knowledge, table

KNOWN = knowledge(PLACES)
_A, _B = "Pekalongan Barat", "Pekalongan Timur"
GOODS = ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
WARDS = ["KECAMATAN", "KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]


def _told(rows: list[list[Any]], merged: tuple[str, ...] = ()) -> list[tuple[str, str, str | None]]:
    found = table(book(rows, merged=merged), KNOWN)
    return [(one.code, one.severity, one.cell) for one in found.problems]


def _places(rows: list[list[Any]], merged: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
    return facts(table(book(rows, merged=merged), KNOWN), "kecamatan", "kelurahan")


def test_a_blank_kecamatan_is_the_city_where_every_other_row_has_one():
    rows = [
        GOODS,
        [_A, "Kotak Suara", 10, 9],
        [_A, "Bilik Suara", 10, 9],
        [_B, "Kotak Suara", 10, 9],
        [_B, "Bilik Suara", 10, 9],
        [None, "Tinta", 1762, 1762],
        [None, "Segel", 84576, 84576],
    ]
    assert [one[0] for one in _places(rows)] == [_A, _A, _B, _B, None, None]
    assert _told(rows) == [("kecamatan-blank", "note", "A10")]


def test_a_kecamatan_that_is_merged_down_does_not_reach_under_its_cells():
    rows = [
        GOODS,
        [_A, "Kotak Suara", 10, 9],
        [None, "Bilik Suara", 10, 9],
        [_B, "Kotak Suara", 10, 9],
        [None, "Bilik Suara", 10, 9],
        [None, "Tinta", 1762, 1762],
    ]
    assert [one[0] for one in _places(rows, ("A6:A7", "A8:A9"))] == [_A, _A, _B, _B, None]


def test_bodies_without_kecamatan_are_told_where_every_kecamatan_had_one_row():
    rows = [
        ["KECAMATAN", "BADAN", "PAGU", "DICAIRKAN"],
        [_A, "PPK", 10, 9],
        [_B, "PPK", 10, 9],
        [None, "PPS", 20, 9],
        [None, "KPPS", 1000, 9],
    ]
    found = table(book(rows, ("LAPORAN KEUANGAN BADAN ADHOC", *TITLE[1:])), KNOWN)
    assert [one[0] for one in facts(found, "kecamatan")] == [_A, _B, None, None]
    assert [(one.code, one.severity) for one in found.problems] == [("kecamatan-blank", "warning")]


@pytest.mark.parametrize("blank", [None, ""])
def test_a_kecamatan_written_once_goes_down_over_its_items(blank: str | None):
    rows = [
        GOODS,
        *([side if at == 0 else blank, item, 10, 9] for side in (_A, _B) for at, item in enumerate(_ITEMS)),
    ]
    assert [one[0] for one in _places(rows)] == [_A] * 3 + [_B] * 3
    assert _told(rows) == []


_ITEMS = ("Kotak Suara", "Bilik Suara", "Tinta")


def test_one_kecamatan_written_once_goes_down():
    rows = [GOODS, [_A, "Kotak Suara", 10, 9], [None, "Bilik Suara", 10, 9]]
    assert [one[0] for one in _places(rows)] == [_A, _A]
    assert _told(rows) == []


def test_the_last_kecamatan_may_have_more_items_when_others_went_down_too():
    rows = [
        GOODS,
        [_A, "Kotak Suara", 10, 9],
        [None, "Bilik Suara", 10, 9],
        [_B, "Kotak Suara", 10, 9],
        [None, "Bilik Suara", 10, 9],
        [None, "Tinta", 10, 9],
    ]
    assert [one[0] for one in _places(rows)] == [_A, _A, _B, _B, _B]


def test_a_kelurahan_written_once_goes_down_though_its_kecamatan_is_on_every_row():
    rows = [
        WARDS,
        *(
            [_A, ward if at == 0 else None, item, 10 + at, 5]
            for ward in ("Medono", "Podosugih")
            for at, item in enumerate(_ITEMS)
        ),
        *([_B, "Kauman" if at == 0 else None, item, 10 + at, 5] for at, item in enumerate(_ITEMS)),
    ]
    assert [one[1] for one in _places(rows)] == ["Medono"] * 3 + ["Podosugih"] * 3 + ["Kauman"] * 3
    assert _told(rows) == [("kelurahan-blank", "note", "B7")]


def test_an_item_again_under_a_kelurahan_is_the_kecamatan_s_own():
    rows = [
        WARDS,
        [_A, "Medono", "Tinta", 82, 80],
        [_A, "Tirto", "Tinta", 60, 60],
        [_A, None, "Tinta", 142, 140],
        [_A, None, "Segel", 3, 3],
    ]
    assert [one[1] for one in _places(rows)] == ["Medono", "Tirto", None, None]
    assert _told(rows) == []


def test_a_body_of_the_kecamatan_takes_no_kelurahan():
    rows = [
        ["KECAMATAN", "KELURAHAN", "BADAN", "PAGU"],
        [_A, "Medono", "PPS", 10],
        [_A, None, "PPK", 20],
        [_B, "Kauman", "PPS", 10],
        [_B, None, "PPK", 20],
    ]
    found = table(book(rows, ("PAGU BADAN ADHOC", *TITLE[1:])), KNOWN)
    assert [one[0] for one in facts(found, "kelurahan")] == ["Medono", None, "Kauman", None]


# -- notes -------------------------------------------------------------------------------------------------

NOTES = [
    "MULAI",
    "KECAMATAN",
    "KELURAHAN",
    "RUTE",
    "JENIS KERAWANAN",
    "TINGKAT",
    "CATATAN",
    "PENULIS",
    "WAKTU CATAT",
]


def _note(
    kecamatan: str | None, kelurahan: str | None = None, text: str = "rob", road: str | None = None
) -> list[Any]:
    return [
        date(2024, 2, 8),
        kecamatan,
        kelurahan,
        road,
        "banjir",
        "tinggi",
        text,
        "Ketua PPK",
        "2024-02-07 09:00",
    ]


def _noted(
    *rows: list[Any], title: tuple[str, ...] = ("PETA KERAWANAN", *TITLE[1:])
) -> tuple[list[Any], list[Any]]:
    found = table(book([NOTES, *rows], title), KNOWN)
    told = [(one.code, one.severity, one.cell) for one in found.problems]
    return facts(found, "kecamatan", "kelurahan"), told


@pytest.mark.parametrize("where", [None, "-", "Seluruh kota", "Semua kecamatan", "se-Kota Pekalongan"])
def test_a_note_without_a_place_is_of_the_whole_city_wherever_it_stands(where: str | None):
    city, ward, other = (None, None), (_A, "Tirto"), (_A, "Medono")
    for order in ([city, ward], [ward, city], [ward, city, other]):
        rows = [_note(where) if one is city else _note(*one) for one in order]
        places, told = _noted(*rows)
        assert places == order
        below = where is None and order[0] is ward
        assert told == ([("kecamatan-blank", "note", "B7")] if below else [])


def test_a_note_of_a_kelurahan_takes_the_kecamatan_above_it():
    places, told = _noted(_note(_A, "Tirto"), _note(None, "Medono"), _note(None, text="hujan se-kota"))
    assert places == [(_A, "Tirto"), (_A, "Medono"), (None, None)]
    assert told == [("kecamatan-blank", "warning", "B8")], "it may be meant as one of the kecamatan too"


def test_a_note_on_a_road_says_where_it_is():
    assert _noted(_note(_A, "Tirto"), _note(None, text="ambles", road="Jl. Pantura")) == (
        [(_A, "Tirto"), (None, None)],
        [],
    )


def test_all_kelurahan_of_a_kecamatan_are_the_kecamatan():
    assert _noted(_note(_A, "semua kelurahan"), _note(_B, "Seluruh")) == ([(_A, None), (_B, None)], [])


def test_notes_of_one_kecamatan_s_own_sheet_are_its_own():
    title = ("PETA KERAWANAN", "PPK KECAMATAN PEKALONGAN BARAT", *TITLE[1:])
    places, _ = _noted(_note(_A, "Tirto"), _note(None), title=title)
    assert places == [(_A, "Tirto"), (_A, None)]
