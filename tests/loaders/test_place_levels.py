"""Rows of the city, of a kecamatan and of its kelurahan in one table are never added together."""

from typing import Any

import pytest

from loaders import KnownPlace, sentence
from tests.loaders.workbooks import PLACES, TITLE, book, facts, knowledge, table

KNOWN = knowledge(PLACES, "Kota Pekalongan")
_A, _B = "Pekalongan Barat", "Pekalongan Timur"
BOXES = ("REKAP KOTAK SUARA", *TITLE[1:])
LEVELS = [
    ["I", _A, 100, 60],
    [1, "Medono", 60, 40],
    [2, "Podosugih", 40, 20],
    ["II", _B, 50, 30],
    [1, "Kauman", 30, 20],
    [2, "Poncol", 20, 10],
]
PLACED = [
    (_A, None, "kecamatan"),
    (_A, "Medono", "kelurahan"),
    (_A, "Podosugih", "kelurahan"),
    (_B, None, "kecamatan"),
    (_B, "Kauman", "kelurahan"),
    (_B, "Poncol", "kelurahan"),
]


@pytest.mark.parametrize(
    "city", ["KOTA PEKALONGAN", "Kota Pekalongan", "Pekalongan", "KPU Kota", "KPU KOTA PEKALONGAN", "Kota"]
)
@pytest.mark.parametrize("first", [True, False])
def test_a_row_of_the_city_adds_up_its_kecamatan(city: str, first: bool):
    parts: list[list[Any]] = [[_A, "Kotak Suara", 20, 18], [_B, "Kotak Suara", 20, 18]]
    whole = [city, "Kotak Suara", 40, 36]
    head = ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
    found = table(book([head, *([whole, *parts] if first else [*parts, whole])]), KNOWN)
    assert found.problems == ()
    assert facts(found, "kecamatan", "kebutuhan") == [(_A, 20), (_B, 20)]
    assert (found.sums, found.rows, found.accepted) == ({"kebutuhan": 40, "diterima": 36}, 2, 2)


def test_a_row_of_the_city_is_compared_item_by_item():
    rows: list[list[Any]] = [["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN"]]
    for place, boxes, ink in ((_A, 10, 3), (_B, 20, 4), ("KOTA PEKALONGAN", 31, 7)):
        rows += [[place, "Kotak Suara", boxes], [None, "Tinta", ink]]
    rows.append(["JUMLAH", None, 37])
    found = table(book(rows), KNOWN)
    assert [(one.code, one.cell) for one in found.problems] == [("total-does-not-add-up", "C10")]
    assert dict(found.problems[0].values)["computed"] == 30
    assert found.sums == {"kebutuhan": 37}


def test_what_only_the_city_tells_is_data_of_the_city():
    rows = [
        ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN"],
        [_A, "Kotak Suara", 20],
        [_B, "Kotak Suara", 20],
        ["KOTA PEKALONGAN", "Tinta", 1762],
    ]
    found = table(book(rows), KNOWN)
    assert facts(found, "kecamatan", "grain", "kebutuhan")[2] == (None, "kota", 1762)
    assert found.problems == ()


def test_a_figure_of_the_city_stays_where_only_some_kecamatan_tell_theirs():
    rows = [
        ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DIDISTRIBUSIKAN"],
        ["KOTA PEKALONGAN", "Kotak Suara", 4413, None],
        [_A, "Kotak Suara", 1345, 1300],
    ]
    found = table(book(rows), KNOWN)
    assert found.problems == ()
    assert facts(found, "grain", "kebutuhan") == [("kota", 4413), ("kecamatan", 1345)]
    assert found.sums == {"kebutuhan": 4413, "didistribusikan": 1300}


def test_an_amount_that_only_the_city_tells_stays_beside_its_totals():
    rows = [
        ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"],
        [_A, "Kotak Suara", 20, None],
        [_B, "Kotak Suara", 20, None],
        ["KOTA PEKALONGAN", "Kotak Suara", 40, 36],
    ]
    found = table(book(rows), KNOWN)
    assert found.problems == ()
    assert facts(found, "grain", "kebutuhan", "diterima")[2] == ("kota", None, 36)
    assert found.sums == {"kebutuhan": 40, "diterima": 36}


def test_a_row_without_kecamatan_that_is_less_than_its_parts_is_no_figure_of_the_city():
    rows = [
        ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN"],
        [_A, "Kotak Suara", 10],
        [_B, "Kotak Suara", 10],
        [None, "Kotak Suara", 8],
    ]
    found = table(book(rows), KNOWN)
    assert [one.code for one in found.problems] == ["kecamatan-blank", "total-does-not-add-up"]
    assert found.sums == {"kebutuhan": 20}


def test_a_kecamatan_of_the_city_s_name_stays_a_kecamatan():
    rows = [["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN"], ["Kota Agung", "Tinta", 3], ["Kota", "Tinta", 4]]
    found = table(book(rows), knowledge())
    assert [one[0] for one in facts(found, "kecamatan")] == ["Kota Agung", "Kota"]


@pytest.mark.parametrize("heading", ["KECAMATAN/KELURAHAN", "KELURAHAN", "WILAYAH", "KECAMATAN / DESA"])
def test_both_levels_in_one_column_are_told_apart_by_the_list(heading: str):
    rows = [["NO", heading, "KEBUTUHAN", "DITERIMA"], *LEVELS, [None, "JUMLAH", 150, 90]]
    found = table(book(rows, BOXES), KNOWN)
    assert found.problems == ()
    assert facts(found, "kecamatan", "kelurahan", "grain") == PLACED
    assert found.sums == {"kebutuhan": 150, "diterima": 90}


def test_both_levels_in_one_column_are_told_apart_by_numbering():
    rows = [["NO", "KECAMATAN/KELURAHAN", "KEBUTUHAN", "DITERIMA"], *LEVELS]
    found = table(book(rows, BOXES), knowledge())
    assert facts(found, "kecamatan", "kelurahan", "grain") == PLACED
    assert found.sums["kebutuhan"] == 150


def test_both_levels_in_one_column_without_a_sign_are_told_of():
    rows = [["KECAMATAN/KELURAHAN", "KEBUTUHAN", "DITERIMA"], *(row[1:] for row in LEVELS)]
    found = table(book(rows, BOXES), knowledge())
    assert [one.code for one in found.problems] == ["level-unclear"]


def test_a_kelurahan_of_its_kecamatan_s_name_is_found_under_it():
    places = [KnownPlace("Kota Pekalongan", "Tirto", name) for name in ("Tirto", "Medono")]
    places += [KnownPlace("Kota Pekalongan", "Poncol", "Kauman")]
    rows = [
        ["NO", "KECAMATAN/KELURAHAN", "KEBUTUHAN"],
        ["I", "Tirto", 30],
        [1, "Medono", 10],
        [2, "Tirto", 20],
        ["II", "Poncol", 5],
        [1, "Kauman", 5],
    ]
    found = table(book(rows, BOXES), knowledge(places, "Kota Pekalongan"))
    assert facts(found, "kecamatan", "kelurahan") == [
        ("Tirto", None),
        ("Tirto", "Medono"),
        ("Tirto", "Tirto"),
        ("Poncol", None),
        ("Poncol", "Kauman"),
    ]


def test_sums_count_an_amount_at_one_level():
    rows = [
        ["NO", "KECAMATAN", "KELURAHAN", "KEBUTUHAN", "DITERIMA"],
        *(
            [no, *((name, None) if isinstance(no, str) else (None, name)), *more]
            for no, name, *more in LEVELS
        ),
        [None, "JUMLAH", None, 150, 90],
    ]
    found = table(book(rows, BOXES), KNOWN)
    assert found.problems == ()
    assert found.sums == {"kebutuhan": 150, "diterima": 90}


def test_a_kelurahan_of_another_kecamatan_is_said_to_be_there():
    rows = [["KECAMATAN", "KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN"], [_A, "Kauman", "Kotak Suara", 10]]
    (one,) = table(book(rows), KNOWN).problems
    assert (one.code, one.severity, one.cell) == ("place-unknown", "warning", "B6")
    assert "ada di Kecamatan Pekalongan Timur" in sentence(one, "id")
