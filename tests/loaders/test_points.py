"""Coordinates that can be of no place in Indonesia are told at their cells and not used."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from loaders import coordinates, lines
from tests.loaders.workbooks import PLACES, book, facts, knowledge, problems, table

KNOWN = knowledge(PLACES)
TITLE = ("DAFTAR TPS DAN DPT", "KPU KOTA PEKALONGAN", "PER TANGGAL 22 DESEMBER 2023")
HEAD = ("NO", "KECAMATAN", "KELURAHAN", "TPS", "JUMLAH PEMILIH", "LINTANG", "BUJUR")
GOOD = (-6.88972, 109.67538)


def stations(*points: tuple[Any, Any]) -> bytes:
    rows = [(at, "Pekalongan Barat", "Medono", at, 200, lat, lon) for at, (lat, lon) in enumerate(points, 1)]
    return book([HEAD, *rows], TITLE)


def told(*points: tuple[Any, Any]) -> list[tuple[str, str | None, str | None]]:
    wanted = {"coordinates-outside", "coordinates-swapped", "columns-swapped"}
    return [
        (one.code, one.cell, one.value) for one in problems(stations(*points), KNOWN) if one.code in wanted
    ]


def kept(data: bytes) -> list[tuple[Any, ...]]:
    return facts(table(data, KNOWN), "tps", "lat", "lon")


def test_points_in_indonesia_are_kept_as_they_are():
    data = stations(GOOD, (-6.9, 109.7))
    assert told(GOOD, (-6.9, 109.7)) == []
    assert kept(data) == [(1, *GOOD), (2, -6.9, 109.7)]


def test_a_point_outside_is_told_at_its_cell_and_its_row_stays():
    wrong = (51.5, -0.12)
    assert told(GOOD, wrong, (None, None)) == [("coordinates-outside", "F7", "51,5")]
    assert kept(stations(GOOD, wrong, (None, None))) == [(1, *GOOD), (2, None, None), (3, None, None)]


def test_swapped_numbers_are_told_at_their_cell_and_not_turned_round():
    assert told(GOOD, GOOD[::-1]) == [("coordinates-swapped", "F7", "109,67538")]
    assert kept(stations(GOOD, GOOD[::-1]))[1] == (2, None, None)


def test_headings_that_are_swapped_are_told_once():
    assert told(GOOD[::-1], (109.7, -6.9)) == [("columns-swapped", "F6", "109,67538")]
    assert [row[1:] for row in kept(stations(GOOD[::-1], (109.7, -6.9)))] == [(None, None)] * 2


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (-11.0, 122.8, ""),  # Rote
        (5.9, 95.2, ""),  # Weh
        (-8.5, 141.0, ""),  # Merauke
        (-11.6, 122.8, "coordinates-outside"),
        (6.6, 95.2, "coordinates-outside"),
        (0.0, 94.4, "coordinates-outside"),
        (0.0, 141.6, "coordinates-outside"),
        (0.0, 0.0, "coordinates-outside"),
        (95.2, 5.9, "coordinates-swapped"),
        (float("nan"), 110.0, "coordinates-outside"),
    ],
)
def test_the_ends_of_the_country(lat: float, lon: float, code: str):
    assert coordinates.fault(lat, lon) == code


def test_a_sheet_with_decimal_commas_is_read_alike():
    out = io.StringIO()
    rows = [(1, "Pekalongan Barat", "Medono", 1, 200, "-6,88972", "109,67538")]
    csv.writer(out, delimiter=";").writerows([["; ".join(TITLE)], HEAD, *rows])
    found = table(out.getvalue().encode(), KNOWN, "tps.csv")
    assert facts(found, "lat", "lon") == [GOOD]


# -- lines -------------------------------------------------------------------------------------------------

degrees = some.tuples(some.floats(94.5, 141.5), some.floats(-11.5, 6.5))


@given(some.lists(degrees, min_size=3, max_size=2000))
def test_every_line_in_indonesia_fits_a_cell_and_is_read_again(points: Sequence[tuple[float, float]]):
    cell = lines.written(points)
    assert lines.fault(cell) == ""
    assert len(cell) <= 32_767
    assert len(cell.split(";")) <= lines.MOST_POINTS + 1
    first, last = (tuple(map(float, cell.split(";")[at].split(","))) for at in (0, -1))
    assert first == pytest.approx(points[0], abs=1e-5)
    assert last == pytest.approx(points[-1], abs=1e-5)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("109.6,-6.9;109.7,-6.9;109.7,-6.8", ""),
        ("109.6,-6.9;109.7,-6.9", "not-a-line"),
        ("Jalan Merdeka", "not-a-line"),
        ("109.6,-6.9,0;109.7,-6.9,0;109.7,-6.8,0", "not-a-line"),
        ("-6.9,109.6;-6.9,109.7;-6.8,109.7", "coordinates-swapped"),
        ("355000,9238000;355100,9238000;355100,9238100", "coordinates-outside"),
        ("109.6,-6.9;109.7,nan;109.7,-6.8", "coordinates-outside"),
    ],
)
def test_what_is_no_line_of_boundaries_is_told(cell: str, code: str):
    assert lines.fault(cell) == code


def test_a_typed_line_that_is_wrong_is_told_at_its_cell():
    good = "109.6,-6.9;109.7,-6.9;109.7,-6.8"
    head = ("NO", "KECAMATAN", "KELURAHAN", "BAGIAN", "GARIS BATAS")
    rows = [
        (1, "Pekalongan Barat", "Medono", 1, good),
        (2, "Pekalongan Barat", "Tirto", 1, "lihat peta"),
    ]
    data = book([head, *rows], ("BATAS WILAYAH", *TITLE[1:]))
    assert [(one.code, one.cell) for one in problems(data, KNOWN)] == [("not-a-line", "E7")]
    assert facts(table(data, KNOWN), "kelurahan", "garis") == [("Medono", good)]
