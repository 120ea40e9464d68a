"""Facts of a kind as a workbook in the kind's own columns, which reads back as those facts."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from loaders.layouts import PLACES, Field, Layout, choice_key, layout, name_key
from texts import Lang, known, say
from texts.inert import is_formula_like

HEADER_ROW = 5
_NAME = 31
"""Longest name of a sheet that Excel opens."""

_HEAD = PatternFill("solid", fgColor="1F3A5F")
_FORMATS = {
    "count": "#,##0",
    "rupiah": '"Rp" #,##0',
    "decimal": "0.######",
    "percent": "0.##",
    "date": "dd/mm/yyyy",
    "code": "@",
}

Row = Mapping[str, Any]
Told = Callable[[Row], tuple[str, bool]]
"""What a row says in all, as a key of the texts (`states.<key>`), and whether it is out of date."""

_TOLD = ("state", "age", "as-of")
"""The columns that tell of a row, in their order (`exports.row.<name>`); reading leaves them out."""


def export(
    kind: str,
    rows: Iterable[Row],
    items: Mapping[str, str],
    office: str,
    as_of: date,
    lang: Lang,
    *,
    names: bool = False,
    told: Told | None = None,
) -> bytes:
    """An xlsx workbook of facts of one kind and office (rows of the table at rest), dated `as_of`.

    `items` are the names of items by their codes. What several uploads say of one place and matter stands in
    one row. Rows of different levels stand on sheets of their own, so that no total can be taken for a part.
    `names` keeps the columns that hold names of persons; without it they are left out. `told` adds what each
    row says in all and how old it is: a blank stays a blank, beside the words for it. Raises KeyError for an
    unknown kind.
    """
    book = Workbook(write_only=True)
    add_export(book, kind, rows, items, office, as_of, lang, names=names, told=told)
    return saved(book)


def add_export(
    book: Workbook,
    kind: str,
    rows: Iterable[Row],
    items: Mapping[str, str],
    office: str,
    as_of: date,
    lang: Lang,
    *,
    names: bool = False,
    told: Told | None = None,
    dated: bool = False,
) -> None:
    """Puts the sheets of one kind, as `export` makes them, behind those that a workbook (write-only) has.

    With `dated` the rows of each data date stand on sheets of their own that bear it, the newest first:
    brought in again they are as old as they were, and no level overtakes another.
    """
    form = layout(kind)
    title = say(f"kinds.{kind}.name", lang)
    for number, (day, group) in enumerate(_by_day(form, rows, as_of, dated), start=1):
        lines = (
            say("kinds.template.title", lang, kind=title.upper()),
            f"KPU {office.upper()}",
            say("kinds.template.as-of", lang, day=day),
        )
        end = "" if number == 1 else f" {number}"
        sheet = book.create_sheet(title[: _NAME - len(end)] + end)
        _write(sheet, form, _columns(form, group, names), group, lines, items, lang, told)


def _by_day(
    form: Layout, rows: Iterable[Row], as_of: date, dated: bool
) -> Iterator[tuple[date, list[dict[str, Any]]]]:
    """The rows of each sheet and the day that stands above them."""
    days: dict[date, list[Row]] = {} if dated else {as_of: []}
    for row in rows:
        days.setdefault((row.get("data_date") if dated else None) or as_of, []).append(row)
    for day in sorted(days, reverse=True):
        for group in list(_groups(form, _joined(form, days[day]))) or [[]]:
            yield day, group


def saved(book: Workbook) -> bytes:
    """The bytes of a finished workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# -- rows --------------------------------------------------------------------------------------------------


def _joined(form: Layout, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows of different uploads that speak of the same, as one.

    No two uploads have the same measure in force for one place and matter, so no number meets another.
    """
    numbers = [one.code for one in form.measures]
    keys = [code for code in form.key if form.has(code) and form.field(code).stored]
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    out: list[dict[str, Any]] = []
    for row in rows:
        new = dict(row)
        key = (
            *(new.get(code) for code in ("grain", *PLACES, "subject")),
            *(new.get(code) for code in keys),
        )
        source = (new.get("upload_id"), new.get("table_no"))
        other = next(
            (
                one
                for one in found[key]
                if numbers
                and (one["upload_id"], one["table_no"]) != source
                and all(one[code] is None or new[code] is None for code in numbers)
            ),
            None,
        )
        if other is None:
            new.setdefault("upload_id", None)
            new.setdefault("table_no", None)
            found[key].append(new)
            out.append(new)
        else:
            days = [one["data_date"] for one in (other, new) if one.get("data_date") is not None]
            other.update({code: value for code, value in new.items() if other.get(code) is None})
            # A row of several sheets is as old as the oldest of them.
            other["data_date"] = min(days, default=None)
    return out


def _groups(form: Layout, rows: Sequence[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """Rows of one level whose columns of names are filled alike: a blank cell in such a column would be read
    as the one above it."""
    needed = {code for group in form.required for code in group}
    filled = [
        *PLACES,
        *(one.code for one in form.stored if one.fill and one.code in {*form.subject, *needed}),
    ]
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[(row["grain"], *(row.get(code) is None for code in filled))].append(row)
    for group in found.values():
        yield sorted(group, key=lambda row: [str(row.get(code) or "") for code in ("kecamatan", "kelurahan")])


def _columns(form: Layout, rows: Sequence[Row], names: bool) -> list[Field]:
    places = [
        form.field(code) for code in PLACES if not rows or any(row.get(code) is not None for row in rows)
    ]
    needed = {group[0] for group in form.required}
    return [
        *places,
        *(
            one
            for one in form.stored
            if (names or not one.people)
            and (not rows or one.code in needed or any(row.get(one.code) is not None for row in rows))
        ),
    ]


# -- cells -------------------------------------------------------------------------------------------------


def _write(
    sheet: Any,
    form: Layout,
    columns: Sequence[Field],
    rows: Sequence[Row],
    lines: Sequence[str],
    items: Mapping[str, str],
    lang: Lang,
    told: Told | None,
) -> None:
    names = (say(name_key(form.kind, one.code), lang) for one in columns)
    ages = [say(f"exports.row.{name}", lang) for name in _TOLD] if told else []
    headings = [say("kinds.template.number", lang), *names, *ages]
    for at, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = max(9, min(30, len(heading) + 5))
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    fit_to_page(sheet, HEADER_ROW)
    for number, line in enumerate(lines):
        cell = text_cell(sheet, line)
        cell.font = Font(bold=number < 2, size=14 if number == 0 else 11)
        sheet.append([cell])
    sheet.append([])
    sheet.append([heading_cell(sheet, heading) for heading in headings])
    for number, row in enumerate(rows, start=1):
        cells = [_cell(sheet, form, one, row.get(one.code), items, lang) for one in columns]
        sheet.append([number, *cells, *(_age(sheet, row, told, lang) if told else ())])


def fit_to_page(sheet: Any, header_row: int) -> None:
    """Printed, a sheet lies across the page, all its columns on one, with its header on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{header_row}:{header_row}"


def _age(sheet: Any, row: Row, told: Told, lang: Lang) -> list[Any]:
    """The state of a row, whether it is out of date, and from when it is."""
    state, is_stale = told(row)
    as_of = _plain(sheet, row.get("data_date"))
    return [text_cell(sheet, say(f"states.{state}", lang)), _stale(sheet, is_stale, lang), as_of]


def _stale(sheet: Any, is_stale: bool, lang: Lang) -> Any:
    return text_cell(sheet, say("states.stale" if is_stale else "states.fresh", lang))


def heading_cell(sheet: Any, heading: str) -> Any:
    """A cell of a header row."""
    cell = text_cell(sheet, heading)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _cell(sheet: Any, form: Layout, one: Field, value: Any, items: Mapping[str, str], lang: Lang) -> Any:
    if value is None:
        return None
    if one.type == "flag":
        return say("kinds.template.yes" if value else "kinds.template.no", lang)
    if one.type == "item":
        return text_cell(sheet, items.get(value, value))
    if one.type in ("choice", "body"):
        key = choice_key(form.kind, one, value)
        return text_cell(sheet, say(key, lang) if known(key, lang) else str(value))
    cell = text_cell(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value)
    if one.type in _FORMATS:
        cell.number_format = _FORMATS[one.type]
    return cell


def text_cell(sheet: Any, text: str) -> Any:
    """A cell that stays text, also when somebody edits it."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:32_767])
    cell.data_type = "s"
    if is_formula_like(text):
        cell.quotePrefix = True
    return cell


# -- plain tables ------------------------------------------------------------------------------------------


def plain_book(
    sheets: Iterable[tuple[str, Sequence[str], Sequence[str], Iterable[Sequence[Any]]]],
) -> bytes:
    """An xlsx workbook of finished tables: the sheet's name, lines above, headings and rows. A blank stays
    blank, text stays text, and numbers and dates are what they are."""
    book = Workbook(write_only=True)
    for name, lines, headings, rows in sheets:
        sheet = book.create_sheet(name)
        for at, heading in enumerate(headings, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = max(14, min(34, len(heading) + 6))
        sheet.freeze_panes = f"A{len(lines) + 3}"
        for number, line in enumerate(lines):
            cell = text_cell(sheet, line)
            cell.font = Font(bold=number < 2, size=14 if number == 0 else 11)
            sheet.append([cell])
        sheet.append([])
        sheet.append([heading_cell(sheet, heading) for heading in headings])
        for row in rows:
            sheet.append([_plain(sheet, value) for value in row])
    return saved(book)


def _plain(sheet: Any, value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return text_cell(sheet, value)
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = _FORMATS["date"] if isinstance(value, date) else _FORMATS["percent"]
    return cell
