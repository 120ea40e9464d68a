"""What is in a file, for those who only look: tables as JSON, clean rows and sheets as read."""

import hashlib
from typing import Any

from loaders import structure, values
from loaders.files import Sheet, Unreadable, Workbook, open_file
from loaders.reading import Problem, Skipped
from loaders.structure import RawTable


def inspect(data: bytes, name: str) -> dict[str, Any]:
    """One file's entry of `papan.py inspect --json`; a file that cannot be read gives a problem, not an
    exception.

        {"file", "sha256", "tables": [{"sheet", "range", "title", "header_rows", "first_row", "last_row",
    "total_rows",
    "footer_rows", "columns"}], "skipped": [{"sheet", "reason"}], "problems": [{"code", "severity", ...}]}
    """
    answer: dict[str, Any] = {
        "file": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "tables": [],
        "skipped": [],
    }
    try:
        book = open_file(data, name)
    except Unreadable as reason:
        return {
            **answer,
            "problems": [_problem(Problem(reason.code, "error", values=tuple(reason.values.items())))],
        }
    found = tables_of(book)
    answer["tables"] = [_table(table) for _, table in found]
    answer["skipped"] = [{"sheet": one.sheet, "reason": one.reason} for one in skipped(book, found)]
    notes = list(book.notes)
    if not found:
        notes.append(Problem("no-table", "error"))
    return {**answer, "problems": [_problem(one) for one in notes]}


def tables_of(book: Workbook) -> list[tuple[Sheet, RawTable]]:
    """Every table of the visible sheets, each with its sheet; of all sheets when all are hidden."""
    visible = [sheet for sheet in book.sheets if not sheet.hidden] or list(book.sheets)
    return [(sheet, table) for sheet in visible for table in structure.find_tables(sheet)]


def skipped(book: Workbook, found: list[tuple[Sheet, RawTable]]) -> list[Skipped]:
    """The sheets that gave no table, and why: hidden, chart, empty, no-table."""
    read = {id(sheet) for sheet, _ in found}
    return [Skipped(sheet.name, _reason(sheet)) for sheet in book.sheets if id(sheet) not in read]


def _reason(sheet: Sheet) -> str:
    if sheet.chart:
        return "chart"
    if not any(value is not None for row in sheet.rows for value in row):
        return "empty"
    return "hidden" if sheet.hidden else "no-table"


def _problem(one: Problem) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "sheet": one.sheet,
        "cell": one.cell,
        "value": one.value,
        **dict(one.values),
    }


def _table(table: RawTable) -> dict[str, Any]:
    region = table.region
    return {
        "sheet": region.sheet,
        "range": region.range,
        "title": region.title,
        "header_rows": list(region.header_rows),
        "first_row": region.first_row,
        "last_row": region.last_row,
        "total_rows": list(region.total_rows),
        "footer_rows": list(region.footer_rows),
        "columns": list(table.header),
    }


def clean_csv(data: bytes, name: str) -> list[list[list[str]]]:
    """Table K of the file as rows of text: the header row, then the records; [] for an unreadable file.

    Columns without a heading are named col_0, col_1 ... when no column has one.
    """
    try:
        book = open_file(data, name)
    except Unreadable:
        return []
    return [_clean(sheet, table) for sheet, table in tables_of(book)]


def _clean(sheet: Sheet, table: RawTable) -> list[list[str]]:
    header = list(table.header)
    if not any(header):
        header = [f"col_{at}" for at in range(len(header))]
    elif len(table.region.header_rows) == 1:
        header = [values.shown(_cell(sheet, table.region.header_rows[0], column)) for column in table.columns]
    rows = sorted({*table.data_rows, *table.region.total_rows})
    if not sheet.fields or table.columns != tuple(range(1, len(table.columns) + 1)):
        return [
            header,
            *([values.shown(_cell(sheet, row, column)) for column in table.columns] for row in rows),
        ]
    if len(table.region.header_rows) == 1:
        header = _record(sheet, table.region.header_rows[0])
    return [header, *(_record(sheet, row) for row in rows)]


def _record(sheet: Sheet, row: int) -> list[str]:
    """A record of a delimited file with the fields that it has there: none is made up, none left out."""
    return [values.shown(cell) for cell in sheet.rows[row - 1][: sheet.fields[row - 1]]]


def _cell(sheet: Sheet, row: int, column: int) -> Any:
    cells = sheet.rows[row - 1]
    return cells[column - 1] if column <= len(cells) else None


def grids(data: bytes, name: str) -> list[list[list[str]]]:
    """Sheet K of the file as text, hidden sheets included; [] for an unreadable file.

    A sheet begins at its first row and first column that hold something, as in the CSV files that Excel
    exports.
    """
    try:
        book = open_file(data, name)
    except Unreadable:
        return []
    return [_used([[values.shown(value) for value in row] for row in sheet.rows]) for sheet in book.sheets]


def _used(rows: list[list[str]]) -> list[list[str]]:
    filled = [at for at, row in enumerate(rows) if any(row)]
    if not filled:
        return []
    left = min(next(column for column, text in enumerate(rows[at]) if text) for at in filled)
    return [row[left:] for row in rows[filled[0] :]]
