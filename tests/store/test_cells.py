"""From a figure back to the cells of the sheets."""

import pytest

from store import Store
from tests.store.sheets import BARAT, OFFICE, START, TIMUR, accept, ballots, boxes, day, table


def test_a_long_table_gives_the_measures_own_column(store: Store) -> None:
    upload = accept(store, "a.xlsx", table(boxes(7, BARAT), boxes(9, TIMUR)))
    (cell,) = store.cells("logistik", ["diterima"], office=OFFICE, as_of=day(31), kecamatan=TIMUR)
    assert (cell.file, cell.sheet, cell.cell, cell.measure, cell.value) == (
        "a.xlsx",
        "REKAP",
        "E9",
        "diterima",
        9,
    )
    assert (cell.by, cell.at, cell.upload_id, cell.data_date) == ("Siti", START, upload, day(15))
    assert store.original(cell.sha256) == b"a.xlsx"


def test_a_wide_table_gives_the_items_column(store: Store) -> None:
    wide = table(
        boxes(7), ballots(8), columns={"KOTAK.diterima": "AA", "PPWP.diterima": "AC", "kecamatan": "B"}
    )
    accept(store, "a.xlsx", wide)
    found = store.cells("logistik", ["diterima"], office=OFFICE, as_of=day(31))
    assert [(cell.cell, cell.value) for cell in found] == [("AA8", 7), ("AC9", 8)]


def test_a_subject_with_a_period_is_found_by_its_body(store: Store) -> None:
    row = {"subject": "PPK|2024-01", "diterima": 7}
    accept(store, "a.xlsx", table(row, columns={"PPK.diterima": "H"}))
    assert [one.cell for one in store.cells("logistik", ["diterima"], office=None, as_of=day(31))] == ["H8"]


def test_cells_are_those_in_force_then(store: Store) -> None:
    accept(store, "15.xlsx", table(boxes(1), data_date=day(15)))
    accept(store, "22.xlsx", table(boxes(2), data_date=day(22)), minutes=1)
    files = [
        [
            cell.file
            for cell in store.cells("logistik", ["diterima"], office=None, as_of=when, version=version)
        ]
        for when, version in ((day(31), None), (day(20), None), (day(31), 1))
    ]
    assert files == [["22.xlsx"], ["15.xlsx"], ["15.xlsx"]]


def test_blank_cells_are_not_listed_and_zeroes_are(store: Store) -> None:
    accept(store, "a.xlsx", table(boxes(None, BARAT), boxes(0, TIMUR)))
    found = store.cells("logistik", ["diterima", "kebutuhan"], office=None, as_of=day(31))
    assert [(cell.cell, cell.value) for cell in found] == [("D8", 100), ("D9", 100), ("E9", 0)]


def test_rows_without_numbers_are_named_by_their_first_cell(store: Store) -> None:
    accept(store, "a.xlsx", table({"instansi": "Polres"}, kind="masukan"))
    (cell,) = store.cells("masukan", ["rows"], office=None, as_of=day(31))
    assert (cell.cell, cell.value) == ("B8", None)


@pytest.mark.parametrize(
    ("more", "cells"),
    [
        ({"tps": 2}, ["E9"]),
        ({"kelurahan": "Medono"}, ["E8", "E9"]),
        ({"grain": "kota"}, ["E11"]),
        ({"subject": "PPWP"}, ["E10"]),
        ({"subject": "PPWP", "tps": 2}, []),
    ],
)
def test_every_filter_narrows(store: Store, more: dict[str, object], cells: list[str]) -> None:
    stations = [boxes(1, BARAT, kelurahan="Medono", tps=number) for number in (1, 2)]
    accept(store, "a.xlsx", table(*stations, ballots(5, BARAT), boxes(9)))
    found = store.cells("logistik", ["diterima"], office=OFFICE, as_of=day(31), **more)
    assert [cell.cell for cell in found] == cells


def test_an_unknown_measure_is_told(store: Store) -> None:
    with pytest.raises(KeyError):
        store.cells("logistik", ["1; DROP"], office=None, as_of=day(31))
