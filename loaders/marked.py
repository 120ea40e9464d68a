"""The analyst's own workbook back, with its bad cells filled and commented and a sheet that lists what was
found."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any

from openpyxl import Workbook as NewBook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from loaders import marking, telling
from loaders.cell_comments import Mark, column_number
from loaders.cell_styles import COLOURS
from loaders.files import CellError, Share, Unreadable, Workbook, open_file
from loaders.findings_sheet import COLUMNS, FINDINGS, Line, Listing
from loaders.names import file_name
from loaders.package import NotFitting
from loaders.reading import Problem, Reading
from texts import Lang, say
from texts.inert import is_formula_like

_WIDTHS = (13, 18, 9, 24, 62, 62)
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_NOT_IN_TITLES = re.compile(r"[\x00-\x1f\[\]:*?/\\]")
_MOST_CELLS = 2_000_000
"""Cells of a file that is no .xlsx up to which it is written anew; a larger one gives the list alone."""
_HOLDS_SHEETS = frozenset({"no-table"})
"""What may be wrong with a whole file that could be opened all the same."""


def marked(data: bytes, reading: Reading, lang: Lang) -> tuple[bytes, str]:
    """The workbook that `reading` was made of, with each finding at its cell and all of them on a last sheet,
    and a name for it.

    Of an .xlsx or .xlsm file all else stays as it is, byte for byte, macros included; nothing in it is run.
    What was marked earlier and is no longer found loses its mark. Other formats come as a new .xlsx that
    holds their cells and says so; of a file that cannot be opened, or is too large to write anew, the list
    alone comes.
    """
    problems = _problems(reading)
    readable = not any(one.severity == "error" and one.code not in _HOLDS_SHEETS for one in reading.problems)
    try:
        if readable and data.startswith(b"PK") and _is_package(data):
            replaced = [one.sheet for one in reading.skipped if one.reason == FINDINGS]
            listing = _listing(problems, reading.file, lang, "whole")
            made, macros = marking.marked(data, _marks(problems, lang), listing, replaced)
            return made, _name(reading.file, "whole", lang, macros)
    except NotFitting:
        pass  # not built as the standard says: its cells can still be copied
    book = None
    if readable:
        try:
            book = open_file(data, reading.file)
        except Unreadable:
            book = None
    if book is None or sum(len(one.rows) * len(one.rows[0]) for one in book.sheets if one.rows) > _MOST_CELLS:
        return listed(reading, lang)
    return _written(book, problems, lang, "copy"), _name(reading.file, "copy", lang)


def listed(reading: Reading, lang: Lang) -> tuple[bytes, str]:
    """A workbook with the list of findings alone and a name for it; nothing of the file is opened."""
    nothing = Workbook(reading.file, "", ())
    return _written(nothing, _problems(reading), lang, "list"), _name(reading.file, "list", lang)


def _is_package(data: bytes) -> bool:
    # Names of parts stand in the file as they are.
    return b"[Content_Types].xml" in data and b"xl/workbook.bin" not in data


def _problems(reading: Reading) -> tuple[Problem, ...]:
    """Every finding once, the worst first, then as they stand in the file."""
    found = [*reading.problems, *(one for table in reading.tables for one in table.problems)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: list(COLOURS).index(one.severity)))


def _marks(problems: Iterable[Problem], lang: Lang) -> dict[str, list[Mark]]:
    """What is said at each cell, by sheet; of a range at its first cell."""
    told: dict[tuple[str, int, int], list[Problem]] = {}
    for one in problems:
        if one.sheet is not None and (at := _CELL.match(one.cell or "")):
            told.setdefault((one.sheet, int(at[2]), column_number(at[1])), []).append(one)
    marks: dict[str, list[Mark]] = {}
    for (sheet, row, column), some in told.items():
        text = "\n\n".join(_said(one, lang) for one in some)
        # The worst comes first.
        marks.setdefault(sheet, []).append(Mark(row, column, some[0].severity, text))
    return marks


def _said(one: Problem, lang: Lang) -> str:
    word = say(f"marked.{one.severity}", lang)
    return f"{word}: {telling.sentence(one, lang)}\n{telling.way_out(one, lang)}"


def _listing(problems: Sequence[Problem], file: str, lang: Lang, manner: str) -> Listing:
    counts = {severity: sum(one.severity == severity for one in problems) for severity in COLOURS}
    head = [
        say("marked.title", lang, file=file),
        say("marked.counts" if problems else "marked.none", lang, **counts),
        say(f"marked.{manner}", lang),
    ]
    return Listing(
        name=say("marked.sheet", lang),
        head=tuple(head if problems or manner != "whole" else head[:2]),
        columns=tuple(
            zip((say(f"marked.column.{name}", lang) for name in COLUMNS), _WIDTHS, strict=True),
        ),
        link=COLUMNS.index("cell"),
        lines=tuple(_line(one, lang) for one in problems),
    )


def _line(one: Problem, lang: Lang) -> Line:
    sheet, cell = one.sheet or "", one.cell or ""
    cells = (
        say(f"marked.{one.severity}", lang),
        sheet or say("marked.whole-file", lang),
        cell or (say("marked.whole-sheet", lang) if sheet else ""),
        one.value or "",
        telling.sentence(one, lang),
        telling.way_out(one, lang),
    )
    # The letter of a column alone is no address to jump to.
    target = cell if _CELL.match(cell) else f"{cell}1" if cell.isalpha() else "A1"
    quoted = sheet.replace("'", "''")
    return Line(one.severity, cells, f"'{quoted}'!{target}" if sheet else "")


def _name(file: str, manner: str, lang: Lang, macros: bool = False) -> str:
    path = PurePath(_NOT_IN_NAMES.sub("", file_name(file)))
    own = path.suffix.lower() if manner == "whole" else ""
    fitting = (".xlsm", ".xltm") if macros else (".xlsx", ".xltx")
    return say(f"marked.name-{manner}", lang, stem=path.stem) + (own if own in fitting else fitting[0])


# -- files that are no .xlsx -------------------------------------------------------------------------------


def _written(book: Workbook, problems: Sequence[Problem], lang: Lang, manner: str) -> bytes:
    """A new workbook with the cells as read; the findings' sheet comes last."""
    out = io.BytesIO()
    new = NewBook(write_only=True)
    titles: dict[str, str] = {}
    for sheet in book.sheets:
        name = sheet.name or PurePath(book.name).stem
        into = new.create_sheet(_NOT_IN_TITLES.sub(" ", name)[:31].strip("' ") or "1")
        titles[name] = into.title
        into.sheet_state = "hidden" if sheet.hidden else "visible"
        for top, left, bottom, right in sheet.merged:
            into.merged_cells.add(
                f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}"
            )
        for row in sheet.rows:
            into.append([_cell(into, value) for value in row])
    if not new.worksheets or all(one.sheet_state == "hidden" for one in new.worksheets):
        new.create_sheet("-")
    new.save(out)
    # The copy is a workbook as the standard says, so the rest goes the way of all others.
    marks = {titles[name]: some for name, some in _marks(problems, lang).items() if name in titles}
    renamed = [_at(one, titles) for one in problems]
    made, _ = marking.marked(out.getvalue(), marks, _listing(renamed, book.name, lang, manner))
    return made


def _at(one: Problem, titles: dict[str, str]) -> Problem:
    if one.sheet is None or titles.get(one.sheet, one.sheet) == one.sheet:
        return one
    return Problem(one.code, one.severity, titles[one.sheet], one.cell, one.value, one.values)


def _cell(sheet: Any, value: Any) -> Any:
    if value is None or type(value) in (int, bool, date, datetime, time, timedelta):
        return value
    if type(value) is float:
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, Share):
        cell = WriteOnlyCell(sheet, float(value))
        cell.number_format = "0.00%"
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:32_767]
    if not is_formula_like(text) and not isinstance(value, CellError):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
