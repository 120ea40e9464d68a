"""Bytes of a spreadsheet or CSV file to its sheets, cell by cell as the file holds them; knows nothing of
tables."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from python_calamine import (
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from loaders import archives, biff, delimited, extents, forecasts, geojson, markup, ooxml
from loaders.reading import Problem
from texts.inert import restored

Value = None | str | int | float | bool | date | datetime | time | timedelta
"""A blank cell is None. A number of a workbook is mostly a float, also when it is whole (881.0): a column
is turned into integers at once by `amounts.read_numbers`, one value by `values.text` or `amounts.number`."""


@dataclass(frozen=True)
class CellError:
    """A cell whose formula gives no value."""

    text: str
    """The error as Excel shows it ("#REF!"), or the formula itself ("=B4+B5") where no value of it was ever
    saved."""

    @property
    def code(self) -> str:
        """formula-not-calculated where the formula itself is all there is, else formula-error."""
        return "formula-not-calculated" if self.text.startswith("=") else "formula-error"

    def __str__(self) -> str:
        return self.text


class Share(float):
    """A number that its cell shows as a percentage: 0.8 in the format "0%" is a reader's 80 %."""


@dataclass(frozen=True)
class Limits:
    """What a file may cost before it is refused."""

    bytes: int = 200 * 1024 * 1024
    """Size of the file."""
    expanded: int = 2 * 1024 * 1024 * 1024
    """Size of a zipped workbook once unpacked."""
    rows: int = 1_048_576
    """Rows of one sheet; more than Excel itself can hold."""
    columns: int = 16_384
    """Columns of one sheet; as many as Excel itself can hold."""
    text: int = 32_767
    """Letters of one cell; more than Excel itself can hold is cut off."""
    cells: int = 40_000_000
    """Cells of one sheet, blank ones counted: a single far-away cell must not fill the memory."""


class Unreadable(Exception):
    """A file that cannot be read. `code` is one of empty-file, not-a-spreadsheet, password-protected,
    too-large, damaged, took-too-long, too-deep, no-boundaries; `values` is what its sentence needs."""

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
    rows: Sequence[list[Any]]
    """From A1 on; all rows are equally long. A `Value` or a `CellError` each."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column of each merged range, 0-based and inclusive; the value
    stands in the first cell, the others are None. Empty where the format does not tell (csv, xlsb, ods)."""
    fields: tuple[int, ...] = ()
    """How many fields each row of a delimited file had; empty where all had the same."""
    chart: bool = False
    """A chart or macro sheet: it has no cells."""


@dataclass(frozen=True)
class Workbook:
    """A file as read."""

    name: str
    format: str
    """What the content is: xlsx, xls, xlsb, ods, csv, html (a web page saved as .xls), xml (Excel 2003),
    json (forecasts of BMKG), geojson."""
    sheets: tuple[Sheet, ...]
    notes: tuple[Problem, ...] = ()
    """What was noticed but did no harm: wrong-extension."""
    epoch_1904: bool = False
    """Whether serial dates count from 1904 (old Excel for Mac)."""


def open_file(data: bytes, name: str, limits: Limits | None = None) -> Workbook:
    """The sheets of a file; what the content is decides, not the extension.

    Raises Unreadable.
    """
    allowed = limits or Limits()
    if len(data) > allowed.bytes:
        raise Unreadable("too-large", {"size": len(data), "limit": allowed.bytes, "what": "bytes"})
    if not _FILLED.search(data):
        raise Unreadable("empty-file")
    kind = _content(data, name, allowed)
    book = _READERS[kind](data, name, kind, allowed)
    return replace(book, notes=(*book.notes, *_extension_note(name, kind)))


_FILLED = re.compile(rb"[^\x00 \t\r\n\xef\xbb\xbf]")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_SHEETS = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"BM",
)
_FILEPASS = re.compile(rb"\x09\x08(?:\x08\x00.{8}|\x10\x00.{16})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The first records of an encrypted .xls: BOF, sometimes WRITEPROT, FILEPASS ([MS-XLS] 2.4.117)."""
_EXTENSIONS = {
    "xlsx": {"xlsx", "xlsm", "xltx", "xltm"},
    "xlsb": {"xlsb"},
    "ods": {"ods"},
    "xls": {"xls", "xlt"},
    "csv": {"csv", "tsv", "txt", "tab"},
    "html": {"htm", "html"},
    "xml": {"xml"},
    "json": {"json"},
    "geojson": {"geojson", "json"},
}
_MARKUP = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(!doctype html|html|head|table|meta|style|body|div)\b",
    re.IGNORECASE | re.DOTALL,
)


def _content(data: bytes, name: str, limits: Limits) -> str:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("password-protected")
        if not any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book", "WORKBOOK", "BOOK")):
            # A file that was cut off has lost its directory too.
            raise Unreadable("not-a-spreadsheet" if "Root Entry".encode("utf-16-le") in data else "damaged")
        return "xls"
    if data.startswith(_ZIP):
        return _zipped(data, limits)
    if data.startswith((b"PK\x05\x06", *_NOT_SHEETS)):
        raise Unreadable("not-a-spreadsheet")
    if geojson.is_geojson(data, name):
        return "geojson"
    head = data[:8192]
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<" in head[:10]:
        return "xml"
    if _MARKUP.match(head) or (_MARKUP.match(head.replace(b"\x00", b"").lstrip(b"\xff\xfe"))):
        return "html"
    return "json" if forecasts.may_be_forecast(data) else "csv"


def _zipped(data: bytes, limits: Limits) -> str:
    """Which kind of workbook a zip holds; nothing of it is unpacked.

    Raises Unreadable when it holds none, is encrypted, or would unpack to more than allowed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename.lstrip("/").replace("\\", "/").lower() for entry in entries}
            expanded = sum(entry.file_size for entry in entries)
            encrypted = any(entry.flag_bits & 1 for entry in entries)
            if expanded > limits.expanded:
                raise Unreadable(
                    "too-large", {"size": expanded, "limit": limits.expanded, "what": "expanded"}
                )
            if encrypted:
                raise Unreadable("password-protected")
            if "xl/workbook.bin" in names:
                return "xlsb"
            if "content.xml" in names:
                manifest = archive.read("META-INF/manifest.xml") if "meta-inf/manifest.xml" in names else b""
                if b"encryption-data" in manifest:
                    raise Unreadable("password-protected")
                kind = archive.read("mimetype") if "mimetype" in names else b"spreadsheet"
                if b"spreadsheet" not in kind:
                    raise Unreadable("not-a-spreadsheet")
                return "ods"
            if any(one.startswith("xl/") for one in names):
                return "xlsx"
            if "[content_types].xml" in names and b"spreadsheetml" in archive.read("[Content_Types].xml"):
                return "xlsx"
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as broken:
        raise Unreadable("damaged") from broken
    raise Unreadable("zip-not-unpacked" if archives.holds_files(names) else "not-a-spreadsheet")


def _extension_note(name: str, kind: str) -> tuple[Problem, ...]:
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if not extension or extension in _EXTENSIONS[kind]:
        return ()
    return (Problem("wrong-extension", "note", values=(("extension", extension), ("format", kind))),)


def _calamine(data: bytes, name: str, kind: str, limits: Limits) -> Workbook:
    """A workbook through calamine; what calamine leaves out (formula errors, formulas never computed) is
    read beside it."""
    marks = _MARKS[kind](data) if kind in _MARKS else ooxml.Marks()
    for title, (rows, columns) in marks.extents.items():
        _within(rows, columns, title, limits)
    if kind in _EXTENTS:
        _measured(data, kind, limits)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = tuple(_sheet(book, meta, marks, limits) for meta in book.sheets_metadata)
    except Unreadable:
        raise
    except PasswordError as locked:
        raise Unreadable("password-protected") from locked
    except Exception as broken:  # noqa: BLE001  calamine, zip and XML raise many kinds; each means the same to the user
        return _second_try(data, name, kind, limits, broken)
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":  # pyo3's panics are no Exception
            raise
        return _second_try(data, name, kind, limits, panic)
    notes = _shortened(sheets, limits) if kind != "xlsx" or ooxml.has_long_text(data, limits.text) else ()
    notes += tuple(note for sheet in sheets if (note := _shown_smaller(sheet, marks)))
    return Workbook(name, kind, sheets, notes, marks.epoch_1904)


_MARKS = {"xlsx": ooxml.marks, "xls": biff.marks}


def _shown_smaller(sheet: Sheet, marks: ooxml.Marks) -> Problem | None:
    """A warning for a sheet with numbers that Excel shows in thousands: the analyst sees 4, the cell holds
    4413."""
    cells = [
        one
        for one in sorted(marks.scaled.get(sheet.name, ()))
        if not sheet.hidden
        and one[0] < len(sheet.rows)
        and one[1] < len(sheet.rows[one[0]])
        and isinstance(sheet.rows[one[0]][one[1]], int | float)
    ]
    if not cells:
        return None
    row, column, size = cells[0]
    value = float(sheet.rows[row][column])
    told = (("count", len(cells)), ("scale", size))
    return Problem(
        "format-scales",
        "warning",
        sheet.name,
        f"{get_column_letter(column + 1)}{row + 1}",
        f"{value:.15g}",
        told,
    )


def _measured(data: bytes, kind: str, limits: Limits) -> None:
    """Raises Unreadable for a workbook that would spread out over more than is allowed."""
    try:
        for rows, columns in _EXTENTS[kind](data):
            _within(rows, columns, "", limits)
    except extents.Broken as broken:
        raise Unreadable("password-protected" if kind == "xls" and is_locked(data) else "damaged") from broken


def is_locked(data: bytes) -> bool:
    """Whether an .xls says of itself that it is encrypted; its text may say so by chance, so ask only of one
    that could not be read."""
    return data.startswith(_OLE) and bool(_FILEPASS.search(data))


_EXTENTS = {"xls": extents.of_xls, "xlsb": extents.of_xlsb, "ods": extents.of_ods}


def _sheet(book: CalamineWorkbook, meta: SheetMetadata, marks: ooxml.Marks, limits: Limits) -> Sheet:
    hidden = meta.visible != SheetVisibleEnum.Visible
    if meta.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.DialogSheet):
        return Sheet(meta.name, hidden, [], chart=True)
    try:
        source = book.get_sheet_by_name(meta.name)
    except WorksheetNotFound:
        return Sheet(meta.name, hidden, [])
    _within(source.total_height, source.total_width, meta.name, limits)
    rows: list[list[Any]] = source.to_python(skip_empty_area=False)  # pyright: ignore[reportAssignmentType]
    for at, row in enumerate(rows):
        if "" in row:
            rows[at] = [None if value == "" else value for value in row]
    _put(rows, marks.errors.get(meta.name, ()))
    for at, column in marks.shares.get(meta.name, ()):
        if at < len(rows) and column < len(rows[at]) and type(rows[at][column]) in (float, int):
            rows[at][column] = Share(rows[at][column])
    merged = tuple(
        (top, left, bottom, right) for (top, left), (bottom, right) in source.merged_cell_ranges or ()
    )
    return Sheet(meta.name, hidden, rows, merged)


def _put(rows: list[list[Any]], errors: Sequence[tuple[int, int, str]]) -> None:
    """Formula errors put in their cells, which calamine leaves blank."""
    if not errors:
        return
    height = max(max(row for row, _, _ in errors) + 1, len(rows))
    width = max(max(column for _, column, _ in errors) + 1, max(map(len, rows), default=0))
    for row in rows:
        row.extend([None] * (width - len(row)))
    rows.extend([None] * width for _ in range(height - len(rows)))
    for row, column, shown in errors:
        if rows[row][column] is None:
            rows[row][column] = CellError(shown)


def _within(rows: int, columns: int, sheet: str, limits: Limits) -> None:
    if rows > limits.rows:
        raise Unreadable("too-large", {"size": rows, "limit": limits.rows, "what": "rows", "sheet": sheet})
    if columns > limits.columns:
        values = {"size": columns, "limit": limits.columns, "what": "columns", "sheet": sheet}
        raise Unreadable("too-large", values)
    if rows * columns > limits.cells:
        raise Unreadable(
            "too-large", {"size": rows * columns, "limit": limits.cells, "what": "cells", "sheet": sheet}
        )


def _second_try(data: bytes, name: str, kind: str, limits: Limits, cause: BaseException) -> Workbook:
    """What openpyxl can still read of a workbook that calamine cannot; merged ranges are lost.

    Raises Unreadable("damaged") when that fails too.
    """
    if kind == "xls" and is_locked(data):
        raise Unreadable("password-protected") from cause
    if kind != "xlsx":
        raise Unreadable("damaged") from cause
    try:
        # Read-only: the other mode makes a cell of every address of the rectangle, filled or not.
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
        sheets = []
        for source in book.worksheets:
            if hasattr(source, "reset_dimensions"):
                source.reset_dimensions()  # what the file says of its size need not be true
            rows = [list(row) for row in source.iter_rows(values_only=True)]
            width = max(map(len, rows), default=0)
            _within(len(rows), width, source.title, limits)
            for row in rows:
                row.extend([None] * (width - len(row)))
            sheets.append(Sheet(source.title, source.sheet_state != "visible", rows))
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  openpyxl raises whatever its parsing meets
        raise Unreadable("damaged") from cause
    return Workbook(name, kind, tuple(sheets))


_NEUTRALISED = re.compile(r"'\s*[=+\-@＝＋－＠\t\r\n]")


def _delimited(data: bytes, name: str, kind: str, limits: Limits) -> Workbook:
    try:
        text = delimited.decode(data)
    except delimited.NotText:
        raise Unreadable("not-a-spreadsheet") from None
    if not text or text.isspace():
        raise Unreadable("empty-file")
    extension = name.rpartition(".")[2].lower()
    if extension not in _EXTENSIONS["csv"] and not re.search(r"[;,\t|]", text):
        raise Unreadable("not-a-spreadsheet")
    if text.count("\n") > limits.rows * 4:
        raise Unreadable("too-large", {"size": text.count("\n"), "limit": limits.rows, "what": "rows"})
    long = delimited.long_lines(text, limits.text)
    if any(len(re.findall(r"[;,\t|]", line)) > limits.columns * 8 for line in long):
        size = max(len(re.findall(r"[;,\t|]", line)) for line in long)
        raise Unreadable("too-large", {"size": size, "limit": limits.columns, "what": "columns"})
    # The apostrophe is that of a list which this or another careful program wrote.
    neutralised = _NEUTRALISED.search(text) is not None
    even = None if long else delimited.even_rows(text)
    if even is not None:
        _within(len(even), even.width, "", limits)
        return Workbook(name, kind, (Sheet("", False, even.read(restored) if neutralised else even),))
    try:
        records = delimited.records(text)
    except csv.Error as broken:
        raise Unreadable("damaged") from broken
    width = max(map(len, records), default=0)
    _within(len(records), width, "", limits)
    fields = tuple(map(len, records))
    uneven = fields if len(set(fields)) > 1 else ()
    coded = None if long else delimited.coded_rows(records)
    if coded is not None:
        return Workbook(
            name, kind, (Sheet("", False, coded.read(restored) if neutralised else coded, fields=uneven),)
        )
    rows: list[list[Any]] = [
        [cell or None for cell in record] + [None] * (width - len(record)) for record in records
    ]
    if neutralised:
        rows = [[cell and restored(cell) for cell in row] for row in rows]
    sheet = Sheet("", False, rows, fields=uneven)
    return Workbook(name, kind, (sheet,), _shortened((sheet,), limits) if long else ())


def _shortened(sheets: Sequence[Sheet], limits: Limits) -> tuple[Problem, ...]:
    """Cuts off texts that are too long, in their places; gives a warning for each sheet that had one."""
    notes = []
    for sheet in sheets:
        found = False
        for row in sheet.rows:
            for at, cell in enumerate(row):
                if isinstance(cell, str) and len(cell) > limits.text:
                    row[at], found = cell[: limits.text], True
        if found:
            notes.append(Problem("text-cut", "warning", sheet.name, values=(("limit", limits.text),)))
    return tuple(notes)


def _marked_up(data: bytes, name: str, kind: str, limits: Limits) -> Workbook:
    try:
        text = delimited.decode(data)
    except delimited.NotText:
        raise Unreadable("damaged") from None
    try:
        found = markup.html_tables(text) if kind == "html" else markup.xml_sheets(text)
    except markup.Broken as broken:
        raise Unreadable("damaged") from broken
    except markup.Spread as spread:
        _within(spread.rows, spread.columns, "", limits)
        raise Unreadable("damaged") from spread
    if not found:
        raise Unreadable("not-a-spreadsheet")
    for grid in found:
        _within(len(grid.rows), max(map(len, grid.rows), default=0), grid.name, limits)
    return Workbook(name, kind, tuple(Sheet(grid.name, False, grid.rows, grid.merged) for grid in found))


def _forecast(data: bytes, name: str, kind: str, limits: Limits) -> Workbook:
    most = min(forecasts.MOST_BYTES, limits.bytes)
    if len(data) > most:
        raise Unreadable("too-large", {"size": len(data), "limit": most, "what": "bytes"})
    try:
        found = forecasts.grids(data)
    except forecasts.Broken as broken:
        raise Unreadable("damaged") from broken
    return Workbook(name, kind, tuple(Sheet(one.name, False, one.rows) for one in found))


def _boundaries(data: bytes, name: str, kind: str, limits: Limits) -> Workbook:
    most = min(limits.bytes, geojson.MOST_BYTES)
    if len(data) > most:
        raise Unreadable("too-large", {"size": len(data), "limit": most, "what": "bytes"})
    try:
        rows = geojson.rows(data)
    except geojson.TooDeep as deep:
        raise Unreadable("too-deep", {"limit": geojson.DEEPEST}) from deep
    except geojson.Broken as broken:
        raise Unreadable("no-boundaries") from broken
    _within(len(rows), len(rows[0]), "", limits)
    return Workbook(name, kind, (Sheet("", False, rows),))


_READERS: dict[str, Callable[[bytes, str, str, Limits], Workbook]] = {
    "xlsx": _calamine,
    "xlsb": _calamine,
    "xls": _calamine,
    "ods": _calamine,
    "csv": _delimited,
    "html": _marked_up,
    "xml": _marked_up,
    "json": _forecast,
    "geojson": _boundaries,
}
