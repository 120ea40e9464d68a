"""Rows that are not used are given with their cells and reasons; places that the list lacks with what they
hold."""

from typing import Any

import pytest

from loaders import SetAside
from loaders.reading import KnownPlace
from tests.loaders.workbooks import PLACES, book, knowledge, table

HEADER = ["KECAMATAN", "KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
ROWS: list[list[Any]] = [
    ["Pekalongan Barat", "Medono", "Kotak suara", 100, 90],
    ["Pekalongan Barat", "Podosugih", "Kotak suara", 60, 50],
    ["Pekalongan Barat", "Tirto", "Kotak suara", 40, 40],
    ["Pekalongan Timur", "Kauman", "Kotak suara", 30, 20],
    ["Pekalongan Timur", "Poncol", "Kotak suara", 20, 10],
    ["Pekalongan Timur", "Kali Baros", "Kotak suara", 10, 5],
]
KNOWN = knowledge(PLACES)


def _with(row: int, column: int, value: Any) -> list[list[Any]]:
    return [
        [value if (at, one) == (row, column) else cell for one, cell in enumerate(cells)]
        for at, cells in enumerate(ROWS)
    ]


def test_a_row_that_is_not_used_is_given_with_its_cells_and_reasons() -> None:
    found = table(book([HEADER, *_with(1, 4, "lima puluh")]), KNOWN)
    assert found.set_aside == (
        SetAside(
            7,
            (
                ("A", "Pekalongan Barat"),
                ("B", "Podosugih"),
                ("C", "Kotak suara"),
                ("D", "60"),
                ("E", "lima puluh"),
            ),
            ("not-a-number",),
        ),
    )
    assert found.rows - found.accepted == 1


def test_several_reasons_are_all_told() -> None:
    rows = _with(1, 4, "lima puluh")
    rows[1][2] = "Kotka suara"
    (one,) = table(book([HEADER, *rows]), KNOWN).set_aside
    assert set(one.codes) == {"not-a-number", "item-unknown"}


def test_a_double_row_has_its_reason() -> None:
    (one,) = table(
        book([HEADER, *ROWS, ["Pekalongan Timur", "Kali Baros", "Kotak suara", 11, 5]]), KNOWN
    ).set_aside
    assert one.row == 12
    assert one.codes == ("duplicate-row",)


def test_a_sheet_without_errors_sets_nothing_aside() -> None:
    found = table(book([HEADER, *ROWS]), KNOWN)
    assert (found.set_aside, found.unplaced) == ((), ())


@pytest.mark.parametrize(
    ("name", "suggestion"), [("Podosugi", "Podosugih"), ("Podoshugih", "Podosugih"), ("Antah Berantah", None)]
)
def test_a_kelurahan_of_another_name_keeps_its_units(name: str, suggestion: str | None) -> None:
    right, renamed = table(book([HEADER, *ROWS]), KNOWN), table(book([HEADER, *_with(1, 1, name)]), KNOWN)
    assert renamed.sums == right.sums
    (box,) = renamed.unplaced
    assert (box.kecamatan, box.kelurahan, box.rows) == ("Pekalongan Barat", name, 1)
    assert dict(box.amounts) == {"KOTAK.kebutuhan": 60, "KOTAK.diterima": 50}
    assert box.suggestion == suggestion
    assert box.cells == ("B7",)


def test_rows_of_one_unknown_place_are_one_entry() -> None:
    header = ["KECAMATAN", "KELURAHAN", "KOTAK SUARA DITERIMA", "BILIK SUARA DITERIMA"]
    rows = [[row[0], row[1], row[4], 2 * row[4]] for row in _with(1, 1, "Antah")]
    (box,) = table(book([header, *rows]), KNOWN).unplaced
    assert box.rows == 1
    assert dict(box.amounts) == {"KOTAK.diterima": 50, "BILIK.diterima": 100}


def test_a_kecamatan_of_another_name_keeps_its_units() -> None:
    header = ["KECAMATAN", "JENIS LOGISTIK", "DITERIMA"]
    rows = [["Pekalongan Brat", "Kotak suara", 5], ["Pekalongan Timur", "Kotak suara", 6]]
    found = table(book([header, *rows]), KNOWN)
    (box,) = found.unplaced
    assert (box.kecamatan, box.kelurahan, box.suggestion) == ("Pekalongan Brat", None, "Pekalongan Barat")
    assert found.sums["diterima"] == 11
    assert dict(box.amounts) == {"KOTAK.diterima": 5}


def test_a_name_of_another_kecamatan_is_not_moved_there() -> None:
    (box,) = table(book([HEADER, *_with(1, 1, "Kauman")]), KNOWN).unplaced
    assert (box.kecamatan, box.kelurahan, box.suggestion) == ("Pekalongan Barat", "Kauman", None)


def test_without_a_list_no_place_is_unknown() -> None:
    assert table(book([HEADER, *ROWS]), knowledge()).unplaced == ()


@pytest.mark.parametrize(
    "written", ["KEL. MEDONO", "medono", " Medono ", "Kelurahan  Medono", "PPS Medono", "Me dono"]
)
def test_ways_of_writing_a_place_are_no_unknown_ones(written: str) -> None:
    assert table(book([HEADER, *_with(0, 1, written)]), KNOWN).unplaced == ()


@pytest.mark.parametrize("written", ["Bajak II", "BAJAK 2", "Bajak ii", "Kel. Bajak-II", "BAJAK.II"])
def test_roman_numerals_are_numbers(written: str) -> None:
    places = (
        *PLACES,
        *(KnownPlace("Kota Pekalongan", "Pekalongan Barat", f"Bajak {n}") for n in ("I", "II", "III")),
    )
    found = table(book([HEADER, *_with(0, 1, written)]), knowledge(places))
    assert found.unplaced == ()
    assert found.facts is not None
    assert found.facts["kelurahan"][0].as_py() == "Bajak II"


@pytest.mark.parametrize(
    ("written", "number"),
    [("001", 1), ("01", 1), (1, 1), ("TPS 01", 1), ("TPS 1", 1), ("901", 901), (901.0, 901)],
)
def test_ways_of_writing_a_polling_station_are_one(written: Any, number: int) -> None:
    header = ["KECAMATAN", "KELURAHAN", "TPS", "JENIS LOGISTIK", "DITERIMA"]
    rows = [
        ["Pekalongan Barat", "Medono", written, "Kotak suara", 5],
        ["Pekalongan Barat", "Tirto", 2, "Kotak suara", 5],
    ]
    found = table(book([header, *rows]), KNOWN)
    assert found.facts is not None
    assert found.facts["tps"].to_pylist() == [number, 2]
