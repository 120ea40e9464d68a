"""Workbooks as offices keep them, built cell by cell for the tests of reading."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import elections
import loaders
from loaders import Knowledge, KnownPlace, Problem, Reading, Table

Row = Sequence[Any]
TITLE = ("REKAPITULASI LOGISTIK PEMILU TAHUN 2024", "KPU KOTA PEKALONGAN", "PER TANGGAL 22 DESEMBER 2023")

PLACES = tuple(
    KnownPlace("Kota Pekalongan", kecamatan, kelurahan)
    for kecamatan, names in {
        "Pekalongan Barat": ("Medono", "Podosugih", "Tirto"),
        "Pekalongan Timur": ("Kauman", "Poncol", "Kali Baros"),
    }.items()
    for kelurahan in names
)


def knowledge(
    places: Sequence[KnownPlace] = (), office: str | None = None, election: str = "pemilu-2024"
) -> Knowledge:
    """What the office's own program knows: the election's items and the places."""
    profile = elections.load(election)
    return Knowledge(
        items={one.code: (*one.names.values(), *one.aliases) for one in profile.items},
        units={one.code: one.unit for one in profile.items},
        ballots=frozenset(one.code for one in profile.items if one.ballot),
        places=tuple(places),
        office=office,
    )


def sheet(
    into: Worksheet, rows: Sequence[Row], title: Sequence[str] = TITLE, merged: Sequence[str] = ()
) -> None:
    """Title rows, a blank row and the rows; headings start in row len(title) + 2."""
    for line in title:
        into.append([line])
    if title:
        into.append([])
    for row in rows:
        into.append(list(row))
    for area in merged:
        into.merge_cells(area)


def book(
    rows: Sequence[Row], title: Sequence[str] = TITLE, name: str = "REKAP", merged: Sequence[str] = ()
) -> bytes:
    """A workbook of one sheet."""
    return books({name: (rows, title)}, {name: merged})


def books(
    sheets: dict[str, tuple[Sequence[Row], Sequence[str]]],
    merged: dict[str, Sequence[str]] | None = None,
    hidden: Sequence[str] = (),
) -> bytes:
    """A workbook of several sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, (rows, title) in sheets.items():
        made = workbook.create_sheet(name)
        sheet(made, rows, title, (merged or {}).get(name, ()))
        if name in hidden:
            made.sheet_state = "hidden"
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(data: bytes, known: Knowledge | None = None, name: str = "logistik.xlsx") -> Reading:
    """The file as the program reads it."""
    return loaders.read(data, name, knowledge() if known is None else known)


def table(data: bytes, known: Knowledge | None = None, name: str = "logistik.xlsx") -> Table:
    """The only table of a file."""
    (only,) = read(data, known, name).tables
    return only


def problems(data: bytes, known: Knowledge | None = None, name: str = "logistik.xlsx") -> list[Problem]:
    """Every problem of a file."""
    reading = read(data, known, name)
    return [*reading.problems, *(one for found in reading.tables for one in found.problems)]


def codes(data: bytes, known: Knowledge | None = None, name: str = "logistik.xlsx") -> list[str]:
    """The codes of every problem of a file."""
    return [one.code for one in problems(data, known, name)]


def facts(found: Table, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of the accepted rows."""
    assert found.facts is not None, found.problems
    return [tuple(row[column] for column in columns) for row in found.facts.to_pylist()]
