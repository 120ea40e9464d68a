"""Finds the tables of a sheet: title, header rows, data rows, totals, footer. Knows no kinds and no typed values."""

from dataclasses import dataclass

from loaders.files import Sheet
from loaders.reading import Region


@dataclass(frozen=True)
class RawTable:
    """A table as it lies on its sheet; rows and columns are 1-based sheet numbers, as in `Region`."""

    region: Region
    columns: tuple[int, ...]
    """The sheet columns that belong to the table, spacer columns left out; `header` and `tiers` follow this order."""
    header: tuple[str, ...]
    """Joined header text of each column, group first: "KOTAK SUARA DITERIMA"; "" where there is none."""
    tiers: tuple[tuple[str, ...], ...]
    """One tuple a header row, one text a column, merged cells filled: a group heading stands over each of its columns; a
    heading that is merged down stands in its first row only and is "" below."""
    number_row: int | None = None
    """The row of column numbers ("1 2 3 4 5=3-4"), neither header nor data."""
    data_rows: tuple[int, ...] = ()
    """Rows to read, in order: first_row..last_row without totals, headings, spacers and repeated headers."""
    section_rows: tuple[int, ...] = ()
    """Rows that only name the rows under them ("KECAMATAN PEKALONGAN BARAT"), also between data."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges among the data: first row, first column, last row, last column, 1-based and inclusive."""


def letter(column: int) -> str:
    """Column 1 is "A", 28 is "AB"."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def address(row: int, column: int) -> str:
    """Row 14, column 5 is "E14"."""
    return f"{letter(column)}{row}"


def find_tables(sheet: Sheet) -> list[RawTable]:
    """The tables of a sheet from top to bottom, then left to right; empty when it holds none."""
    raise NotImplementedError
