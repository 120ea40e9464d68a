"""Bytes of a spreadsheet or CSV file to its sheets, cell by cell as the file holds them; knows nothing of tables."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from loaders.reading import Problem

Value = None | str | int | float | bool | date | datetime | time | timedelta
"""A blank cell is None. A number of a workbook is mostly a float, also when it is whole (881.0): a column is turned
into integers at once by `values.read_numbers`, one value by `values.text` or `values.number`."""


@dataclass(frozen=True)
class CellError:
    """A cell that holds a formula error."""

    text: str
    """As Excel shows it: "#REF!"."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Limits:
    """What a file may cost before it is refused."""

    bytes: int = 200 * 1024 * 1024
    """Size of the file."""
    expanded: int = 2 * 1024 * 1024 * 1024
    """Size of a zipped workbook once unpacked."""
    rows: int = 1_048_576
    """Rows of one sheet; more than Excel itself can hold."""
    cells: int = 40_000_000
    """Cells of one sheet, blank ones counted: a single far-away cell must not fill the memory."""


class Unreadable(Exception):
    """A file that cannot be read. `code` is one of empty-file, not-a-spreadsheet, password-protected, too-large,
    damaged, took-too-long; `values` is what its sentence needs."""

    def __init__(self, code: str, values: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.values = values or {}


@dataclass(frozen=True)
class Sheet:
    """One sheet as read."""

    name: str
    """"" for the one sheet of a CSV file."""
    hidden: bool
    """Hidden or very hidden."""
    rows: list[list[Any]]
    """From A1 on; all rows are equally long. A `Value` or a `CellError` each."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column of each merged range, 0-based and inclusive; the value stands in
    the first cell, the others are None. Empty where the format does not tell (csv, xlsb, ods)."""


@dataclass(frozen=True)
class Workbook:
    """A file as read."""

    name: str
    format: str
    """What the content is: xlsx, xls, xlsb, ods, html, csv."""
    sheets: tuple[Sheet, ...]
    notes: tuple[Problem, ...] = ()
    """What was noticed but did no harm: wrong-extension."""
    epoch_1904: bool = field(default=False)
    """Whether serial dates count from 1904 (old Excel for Mac)."""


def open_file(data: bytes, name: str, limits: Limits | None = None) -> Workbook:
    """The sheets of a file; what the content is decides, not the extension.

    Raises Unreadable.
    """
    raise NotImplementedError
