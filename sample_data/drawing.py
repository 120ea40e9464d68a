"""A sheet as an office draws it: titles, merged headers, subtotals, footer; and its xlsx, xls, ods or csv."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlwt
from odf import style as odf_style
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

# One moment for all files, so that building twice gives the same bytes.
_MADE = datetime(2024, 2, 14, 8, 0, 0, tzinfo=UTC)
_ACCOUNTING = '_([$Rp-421]* #,##0_);_([$Rp-421]* \\(#,##0\\);_([$Rp-421]* "-"_);_(@_)'
_FORMATS = {
    "count": '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    "plain": "0",
    "rupiah": _ACCOUNTING,
    "date": "dd/mm/yyyy",
    "decimal": "0.00",
    "degrees": "0.00000",
}
_MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober"]
_MONTHS += ["November", "Desember"]


@dataclass(frozen=True)
class Formula:
    """A cell's formula with the value that the office's spreadsheet program last computed for it."""

    text: str
    value: int | float


Cell = str | int | float | date | Formula | None


@dataclass(frozen=True)
class Column:
    """A column of a table: the texts of its header from top to bottom, and how its cells look."""

    head: tuple[str, ...]
    look: str = "text"
    """text, centre, count, plain, rupiah, date, decimal, degrees."""
    width: float = 12
    add: bool = False
    """Whether subtotal and total rows add it up."""
    merge: bool = False
    """Whether equal neighbours below each other are merged."""


@dataclass(frozen=True)
class Group:
    """Rows of a table with the label of their subtotal row; no label, no such row."""

    rows: Sequence[Sequence[Cell]]
    label: str | None = None


@dataclass(frozen=True)
class Drawn:
    """Where a table came to lie; rows are 1-based."""

    first: int
    last: int
    subtotals: tuple[int, ...]
    total: int | None


@dataclass
class Sheet:
    """A sheet in the making: cells by (row, column), 1-based, with their looks; merged ranges; widths."""

    name: str
    cells: dict[tuple[int, int], tuple[Cell, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    frozen: str | None = None
    hidden: bool = False

    def put(self, row: int, column: int, value: Cell, look: str = "text") -> None:
        """Write one cell."""
        self.cells[(row, column)] = (value, look)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range; a single cell is left as it is."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def size(self) -> tuple[int, int]:
        """Last row and last column in use."""
        return max(r for r, _ in self.cells), max(c for _, c in self.cells)


def day(value: date) -> str:
    """22 Desember 2023."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def dotted(value: int) -> str:
    """1.234.567."""
    return f"{value:,}".replace(",", ".")


def titles(sheet: Sheet, lines: Sequence[str], columns: int, *, top: int = 1, merged: bool = True) -> int:
    """Write title rows, merged across; gives the row after the empty row below them."""
    for offset, line in enumerate(lines):
        sheet.put(top + offset, 1, line, "title")
        if merged:
            sheet.merge(top + offset, 1, top + offset, columns)
    return top + len(lines) + 1


def table(
    sheet: Sheet,
    top: int,
    columns: Sequence[Column],
    groups: Sequence[Group],
    *,
    numbered: Sequence[str] | bool = False,
    total: str | None = None,
    label_column: int = 1,
    formulas: bool = True,
) -> Drawn:
    """Write header, row of column numbers, data with subtotals, and the total row."""
    depth = max(len(column.head) for column in columns)
    _header(sheet, top, columns, depth)
    row = top + depth
    if numbered:
        texts = [str(i) for i in range(1, len(columns) + 1)] if numbered is True else list(numbered)
        for index, text in enumerate(texts, 1):
            sheet.put(row, index, int(text) if text.isdigit() else text, "numbers")
        row += 1
    first, subtotals = row, []
    for group in groups:
        start = row
        for values in group.rows:
            for index, (value, column) in enumerate(zip(values, columns, strict=True), 1):
                sheet.put(row, index, value, column.look)
            row += 1
        _merge_down(sheet, columns, start, row - 1)
        if group.label is not None:
            _sum_row(sheet, row, columns, group.label, label_column, [(start, row - 1)], "subtotal", formulas)
            subtotals.append(row)
            row += 1
    last = row - 1
    total_row = None
    if total is not None:
        spans = [(one, one) for one in subtotals] or [(first, last)]
        _sum_row(sheet, row, columns, total, label_column, spans, "total", formulas)
        total_row = row
    for index, column in enumerate(columns, 1):
        sheet.widths[index] = max(column.width, sheet.widths.get(index, 0))
    if sheet.frozen is None:
        sheet.frozen = f"A{first}"
    return Drawn(first, last, tuple(subtotals), total_row)


def footer(sheet: Sheet, row: int, column: int, lines: Sequence[str]) -> None:
    """Write place and date, position, room for the signature, an invented name and a dotted NIP."""
    place, position, name = lines
    sheet.put(row, column, place, "foot")
    sheet.put(row + 1, column, position, "foot")
    sheet.put(row + 5, column, name, "signed")
    sheet.put(row + 6, column, "NIP. ..............................", "foot")


def _header(sheet: Sheet, top: int, columns: Sequence[Column], depth: int) -> None:
    for level in range(depth):
        index = 0
        while index < len(columns):
            head = columns[index].head
            if level >= len(head):
                index += 1
                continue
            end = index
            while (
                level < len(head) - 1
                and end + 1 < len(columns)
                and len(columns[end + 1].head) > level + 1
                and columns[end + 1].head[: level + 1] == head[: level + 1]
            ):
                end += 1
            bottom = depth - 1 if level == len(head) - 1 else level
            for r in range(top + level, top + bottom + 1):
                for c in range(index + 1, end + 2):
                    sheet.put(r, c, None, "header")
            sheet.put(top + level, index + 1, head[level], "header")
            sheet.merge(top + level, index + 1, top + bottom, end + 1)
            index = end + 1


def _merge_down(sheet: Sheet, columns: Sequence[Column], first: int, last: int) -> None:
    for index, column in enumerate(columns, 1):
        if not column.merge:
            continue
        start = first
        for row in range(first + 1, last + 2):
            if row > last or sheet.cells[(row, index)][0] != sheet.cells[(start, index)][0]:
                sheet.merge(start, index, row - 1, index)
                for below in range(start + 1, row):
                    sheet.put(below, index, None, column.look)
                start = row


def _sum_row(
    sheet: Sheet,
    row: int,
    columns: Sequence[Column],
    label: str,
    label_column: int,
    spans: Sequence[tuple[int, int]],
    look: str,
    formulas: bool,
) -> None:
    for index in range(1, len(columns) + 1):
        sheet.put(row, index, None, look)
    sheet.put(row, label_column, label, look)
    for index, column in enumerate(columns, 1):
        if not column.add:
            continue
        rows = [r for start, end in spans for r in range(start, end + 1)]
        values = [_number(sheet.cells[(r, index)][0]) for r in rows]
        value = sum(one for one in values if one is not None)
        letter = get_column_letter(index)
        text = (
            f"SUM({letter}{spans[0][0]}:{letter}{spans[0][1]})"
            if len(spans) == 1
            else "+".join(f"{letter}{start}" for start, _ in spans)
        )
        sheet.put(row, index, Formula(text, value) if formulas else value, f"{look}-{column.look}")


def _number(value: Cell) -> int | float | None:
    if isinstance(value, Formula):
        return value.value
    if isinstance(value, int | float):
        return value
    # A total counts numbers that were typed as text too: the office adds up what it reads.
    if isinstance(value, str) and (digits := re.fullmatch(r"(?:Rp\.? ?)?([\d.]+)(?:,-|,00)?", value)):
        return int(digits[1].replace(".", ""))
    return None


_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FILLS = {
    "header": PatternFill("solid", start_color="D9E1F2"),
    "numbers": PatternFill("solid", start_color="F2F2F2"),
    "subtotal": PatternFill("solid", start_color="FFF2CC"),
    "total": PatternFill("solid", start_color="F8CBAD"),
}
_BOLD = {"title", "header", "subtotal", "total", "signed"}
_BARE = {"title", "foot", "signed", "note"}
_RIGHT = {"count", "plain", "rupiah", "decimal", "degrees"}
_CENTRE = {"title", "header", "numbers", "centre", "date"}


def save(path: Path, sheets: Sequence[Sheet], *, encoding: str = "utf-8-sig") -> None:
    """Write the sheets in the format of the path's suffix: .xlsx, .xls, .ods, or .csv (one sheet, `;`)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xlsx":
        path.write_bytes(_xlsx(sheets))
    elif path.suffix == ".xls":
        path.write_bytes(_xls(sheets))
    elif path.suffix == ".ods":
        path.write_bytes(_ods(sheets))
    elif path.suffix == ".csv":
        (sheet,) = sheets
        path.write_bytes(_csv(sheet).encode(encoding))
    else:
        raise ValueError(path.suffix)


def _split(look: str) -> tuple[str, str]:
    base, _, number = look.partition("-")
    return base, number or base


def _xlsx(sheets: Sequence[Sheet]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    styles: dict[str, Any] = {}
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = 14
        page.sheet_properties.pageSetUpPr = None
        page.freeze_panes = sheet.frozen
        for column, width in sheet.widths.items():
            page.column_dimensions[get_column_letter(column)].width = width
        for (row, column), (value, look) in sorted(sheet.cells.items()):
            content = f"={value.text}" if isinstance(value, Formula) else value
            cell = page.cell(row, column, content)
            if look not in styles:
                for name, part in _xlsx_style(look).items():
                    setattr(cell, name, part)
                styles[look] = cell._style
            # Setting the parts cell by cell takes openpyxl six times as long as handing on the style.
            cell._style = styles[look]
        for top, left, bottom, right in sheet.merges:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    book.properties.creator = "Papan Rakor"
    book.properties.created = _MADE.replace(tzinfo=None)
    raw = io.BytesIO()
    book.save(raw)
    return _same_every_time(raw.getvalue(), sheets)


def _xlsx_style(look: str) -> dict[str, Any]:
    base, number = _split(look)
    made: dict[str, Any] = {
        "font": Font(
            name="Arial",
            size=12 if base == "title" else 9,
            bold=base in _BOLD,
            italic=base in {"numbers", "note"},
            underline="single" if base == "signed" else None,
        ),
        "alignment": Alignment(
            horizontal="center" if number in _CENTRE else "right" if number in _RIGHT else None,
            vertical="center",
            wrap_text=base == "header",
        ),
    }
    if base not in _BARE:
        made["border"] = _BOX
    if base in _FILLS:
        made["fill"] = _FILLS[base]
    if number in _FORMATS:
        made["number_format"] = _FORMATS[number]
    return made


def _same_every_time(raw: bytes, sheets: Sequence[Sheet]) -> bytes:
    """The same workbook with fixed times, and with the formulas' values that openpyxl does not write."""
    out = io.BytesIO()
    stamp = _MADE.strftime("%Y-%m-%dT%H:%M:%SZ")
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp.encode(), content)
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if found:
                content = _with_values(content, sheets[int(found[1]) - 1])
            new.writestr(zipfile.ZipInfo(name, _MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _with_values(content: bytes, sheet: Sheet) -> bytes:
    values = {
        f"{get_column_letter(column)}{row}": value.value
        for (row, column), (value, _) in sheet.cells.items()
        if isinstance(value, Formula)
    }

    def put(found: re.Match[bytes]) -> bytes:
        return found[1] + b"<v>" + str(values[found[2].decode()]).encode() + b"</v></c>"

    return re.sub(rb'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?</c>', put, content)


def _xls(sheets: Sequence[Sheet]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[str, xlwt.XFStyle] = {}
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        for column, width in sheet.widths.items():
            page.col(column - 1).width = int(width * 256)
        for (row, column), (value, look) in sorted(sheet.cells.items()):
            if look not in styles:
                styles[look] = _xls_style(look)
            content = value.value if isinstance(value, Formula) else value
            page.write(row - 1, column - 1, content, styles[look])
        for top, left, bottom, right in sheet.merges:
            page.merged_ranges.append((top - 1, bottom - 1, left - 1, right - 1))
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def _xls_style(look: str) -> xlwt.XFStyle:
    base, number = _split(look)
    parts = [f"font: name Arial, bold {'on' if base in _BOLD else 'off'}"]
    if number in _CENTRE:
        parts.append("align: horiz center, vert center")
    if base not in _BARE:
        parts.append("borders: left thin, right thin, top thin, bottom thin")
    if base in _FILLS:
        parts.append("pattern: pattern solid, fore_colour light_turquoise")
    result = xlwt.easyxf("; ".join(parts))
    if number in _FORMATS:
        result.num_format_str = _FORMATS[number]
    return result


def _ods(sheets: Sequence[Sheet]) -> bytes:
    book: Any = OpenDocumentSpreadsheet()
    looks: dict[str, Any] = {}
    widths: dict[float, Any] = {}
    for sheet in sheets:
        page = Table(name=sheet.name)
        book.spreadsheet.addElement(page)
        rows, columns = sheet.size
        for column in range(1, columns + 1):
            page.addElement(TableColumn(stylename=_ods_width(book, widths, sheet.widths.get(column, 10))))
        spans = {
            (top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merges
        }
        covered = {
            (r, c)
            for top, left, bottom, right in sheet.merges
            for r in range(top, bottom + 1)
            for c in range(left, right + 1)
            if (r, c) != (top, left)
        }
        for row in range(1, rows + 1):
            line = TableRow()
            page.addElement(line)
            for column in range(1, columns + 1):
                if (row, column) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                value, look = sheet.cells.get((row, column), (None, "note"))
                line.addElement(_ods_cell(value, _ods_look(book, looks, look), spans.get((row, column))))
    raw = io.BytesIO()
    book.save(raw)
    return _fixed_times(raw.getvalue())


def _ods_cell(value: Cell, look: Any, span: tuple[int, int] | None) -> Any:
    options: dict[str, Any] = {"stylename": look}
    if span:
        options |= {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]}
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat(), **options)
        text = value.strftime("%d/%m/%Y")
    elif isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=value, **options)
        text = str(value).replace(".", ",")
    elif value is None:
        return TableCell(**options)
    else:
        cell = TableCell(valuetype="string", **options)
        text = value
    cell.addElement(P(text=text))
    return cell


def _ods_look(book: Any, looks: dict[str, Any], look: str) -> Any:
    if look not in looks:
        base, number = _split(look)
        made = odf_style.Style(name=f"look{len(looks)}", family="table-cell")
        bold = base in _BOLD
        made.addElement(odf_style.TextProperties(fontweight="bold" if bold else "normal", fontsize="9pt"))
        if number in _CENTRE:
            made.addElement(odf_style.ParagraphProperties(textalign="center"))
        if base not in _BARE:
            made.addElement(
                odf_style.TableCellProperties(
                    border="0.5pt solid #808080",
                    backgroundcolor={"header": "#d9e1f2", "total": "#f8cbad"}.get(base, "transparent"),
                )
            )
        book.automaticstyles.addElement(made)
        looks[look] = made
    return looks[look]


def _ods_width(book: Any, widths: dict[float, Any], width: float) -> Any:
    if width not in widths:
        made = odf_style.Style(name=f"width{len(widths)}", family="table-column")
        made.addElement(odf_style.TableColumnProperties(columnwidth=f"{width * 0.2:.2f}cm"))
        book.automaticstyles.addElement(made)
        widths[width] = made
    return widths[width]


def _fixed_times(raw: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.infolist():
            kind = zipfile.ZIP_STORED if one.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(zipfile.ZipInfo(one.filename, _MADE.timetuple()[:6]), old.read(one.filename), kind)
    return out.getvalue()


def _csv(sheet: Sheet) -> str:
    rows, columns = sheet.size
    return "".join(
        ";".join(_csv_text(*sheet.cells.get((row, c), (None, "text"))) for c in range(1, columns + 1))
        + "\r\n"
        for row in range(1, rows + 1)
    )


def _csv_text(value: Cell, look: str) -> str:
    if isinstance(value, Formula):
        value = value.value
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, int):
        return dotted(value) if _split(look)[1] in {"count", "rupiah"} else str(value)
    return f'"{value.replace(chr(34), chr(34) * 2)}"' if any(sign in value for sign in ';"\n') else value
