"""An empty workbook of a kind of sheet, with drop-downs of the office's own places and items; what is
filled in reads back clean."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders.items import ItemNames
from loaders.layouts import PLACES, Field, Layout, choice_key, layout, name_key
from loaders.reading import Knowledge
from texts import LANGUAGES, Lang, say

HEADER_ROW = 5
FIRST_ROW = 7
"""The first row to fill in; the example stands above it."""
LAST_ROW = 5000
"""Down to here cells are offered drop-downs."""

_HEAD = PatternFill("solid", fgColor="1F3A5F")
_EXAMPLE = PatternFill("solid", fgColor="EEEEEE")
_THIN = Side(style="thin", color="B8C0CC")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FORMATS = {
    "count": "#,##0",
    "rupiah": "#,##0",
    "decimal": "0.######",
    "percent": "0.##",
    "date": "dd/mm/yyyy",
    "code": "@",
}


def is_list_sheet(name: str) -> bool:
    """Whether a hidden sheet is a template's own list of choices."""
    return name in {say("kinds.template.lists", lang) for lang in LANGUAGES}


def template(
    kind: str,
    knowledge: Knowledge,
    lang: Lang,
    columns: Sequence[str] | None = None,
    rows: Sequence[Sequence[Any]] = (),
) -> bytes:
    """An xlsx workbook to fill in: title rows, a locked header, an example row that reading leaves out,
    drop-downs.

    `columns` are the codes of the columns wanted, None for all; `rows` are cells that are filled already, a
    number for each row before them. Raises KeyError for an unknown kind or column.
    """
    form = layout(kind)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = say("kinds.template.sheet", lang)
    lists = book.create_sheet(say("kinds.template.lists", lang))
    lists.sheet_state = "hidden"
    wanted = (*PLACES, *(one.code for one in form.stored)) if columns is None else columns
    fields = [form.field(code) for code in wanted]
    _title(sheet, form, knowledge, lang)
    _header(sheet, form, fields, lang)
    choices = _lists(lists, form, fields, knowledge, lang)
    _example(sheet, form, fields, knowledge, lang)
    for row, values in enumerate(rows, start=FIRST_ROW):
        for at, value in enumerate((row - FIRST_ROW + 1, *values), start=1):
            if value is not None:
                _put(sheet, row, at, value).protection = Protection(locked=False)
    for at, field in enumerate(fields, start=2):
        _offer(sheet, at, field, choices.get(field.code), lang)
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.protection.sheet = True
    for allowed in (
        "formatColumns",
        "formatRows",
        "formatCells",
        "insertRows",
        "deleteRows",
        "sort",
        "autoFilter",
    ):
        # In the file "1" forbids: a protected sheet forbids all that is not named.
        setattr(sheet.protection, allowed, False)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> Any:
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        # A name that starts with "=" stays text.
        cell.data_type = "s"
    return cell


def _title(sheet: Worksheet, form: Layout, knowledge: Knowledge, lang: Lang) -> None:
    offices = {place.office for place in knowledge.places} | (
        {knowledge.office} if knowledge.office else set()
    )
    office = f"KPU {offices.pop().upper()}" if len(offices) == 1 else say("kinds.template.office", lang)
    lines = (
        say("kinds.template.title", lang, kind=say(f"kinds.{form.kind}.name", lang).upper()),
        office,
        say("kinds.template.dated", lang),
    )
    for row, line in enumerate(lines, start=1):
        cell = _put(sheet, row, 1, line)
        cell.font = Font(bold=row < 3, size=14 if row == 1 else 11)
        cell.protection = Protection(locked=row == 1)


def _header(sheet: Worksheet, form: Layout, columns: list[Field], lang: Lang) -> None:
    needed = {group[0] for group in form.required if len(group) == 1}
    names = [(say("kinds.template.number", lang), "")]
    for field in columns:
        name = say(name_key(form.kind, field.code), lang)
        note_key = (
            f"kinds.places.notes.{field.code}"
            if field.code in PLACES
            else f"kinds.{form.kind}.notes.{field.code}"
        )
        names.append((name, say(note_key, lang)))
    for at, (name, note) in enumerate(names, start=1):
        cell = _put(sheet, HEADER_ROW, at, name)
        cell.font = Font(
            bold=True,
            color="FFFFFF",
            underline="single" if at > 1 and columns[at - 2].code in needed else None,
        )
        cell.fill = _HEAD
        cell.border = _LINE
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if note:
            cell.comment = Comment(note, "Papan Rakor", width=260, height=90)
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = max(9, min(26, len(name) + 5))
        sheet.column_dimensions[letter].protection = Protection(locked=False)
        if at > 1 and columns[at - 2].type in _FORMATS:
            sheet.column_dimensions[letter].number_format = _FORMATS[columns[at - 2].type]
    sheet.row_dimensions[HEADER_ROW].height = 34


def _words(form: Layout, field: Field, lang: Lang) -> list[str]:
    return [say(choice_key(form.kind, field, option), lang) for option in field.options]


def _lists(
    lists: Worksheet, form: Layout, columns: list[Field], knowledge: Knowledge, lang: Lang
) -> dict[str, str]:
    """Write the choices to their sheet; gives the formula of each field that has some."""
    name = f"'{lists.title}'"
    formulas: dict[str, str] = {}
    column = 0

    def write(values: list[str]) -> str:
        nonlocal column
        column += 1
        for row, value in enumerate(values, start=1):
            _put(lists, row, column, value)
        letter = get_column_letter(column)
        return f"{name}!${letter}$1:${letter}${max(len(values), 1)}"

    districts = sorted({place.kecamatan for place in knowledge.places})
    codes = [field.code for field in columns]
    if districts and "kecamatan" in codes:
        formulas["kecamatan"] = write(districts)
        pairs = sorted({(place.kecamatan, place.kelurahan) for place in knowledge.places})
        write([kelurahan for _, kelurahan in pairs])
        wards = get_column_letter(column)
        homes = write([kecamatan for kecamatan, _ in pairs])
        written = f"${get_column_letter(codes.index('kecamatan') + 2)}{FIRST_ROW}"
        # Only the kelurahan of the kecamatan that stands in the same row.
        formulas["kelurahan"] = (
            f"OFFSET({name}!${wards}$1,MATCH({written},{homes},0)-1,0,COUNTIF({homes},{written}),1)"
        )
    for field in columns:
        if field.type == "item" and knowledge.items:
            formulas[field.code] = write(_items(form, knowledge))
        elif field.type in ("choice", "body"):
            formulas[field.code] = write(_words(form, field, lang))
        elif field.type == "flag":
            formulas[field.code] = write([say("kinds.template.yes", lang), say("kinds.template.no", lang)])
    return formulas


def _items(form: Layout, knowledge: Knowledge) -> list[str]:
    wanted = (
        knowledge.ballots if form.kind == "sortir_lipat" and knowledge.ballots else frozenset(knowledge.items)
    )
    return [name for code, name in ItemNames(knowledge.items).names.items() if code in wanted]


def _example(sheet: Worksheet, form: Layout, columns: list[Field], knowledge: Knowledge, lang: Lang) -> None:
    row = FIRST_ROW - 1
    values: list[Any] = [say("kinds.template.example", lang)]
    place = knowledge.places[0] if knowledge.places else None
    for field in columns:
        if field.code == "kecamatan":
            values.append(place.kecamatan if place else say("kinds.template.text", lang))
        elif field.code == "kelurahan":
            values.append(place.kelurahan if place else say("kinds.template.text", lang))
        elif field.type == "item":
            values.append(next(iter(_items(form, knowledge)), say("kinds.template.text", lang)))
        elif field.type in ("choice", "body"):
            values.append(_words(form, field, lang)[0])
        else:
            values.append(_sample(field, lang))
    for at, value in enumerate(values, start=1):
        cell = _put(sheet, row, at, value)
        cell.font = Font(italic=True, color="6B7280")
        cell.fill = _EXAMPLE
        cell.border = _LINE
        if at > 1 and columns[at - 2].type in _FORMATS:
            cell.number_format = _FORMATS[columns[at - 2].type]


def _sample(field: Field, lang: Lang) -> Any:
    if field.type == "flag":
        return say("kinds.template.yes", lang)
    if field.type == "period":
        return say("kinds.template.month", lang)
    by_code = {"lat": -6.88972, "lon": 109.67538}
    if field.code in by_code:
        return by_code[field.code]
    by_type = {
        "line": "109.66,-6.9;109.67,-6.9;109.67,-6.89",
        "count": 10,
        "rupiah": 1_000_000,
        "decimal": 1.5,
        "percent": 40,
        "date": date(2023, 12, 22),
        "tps": 1,
    }
    return by_type.get(field.type) or say("kinds.template.text", lang)


def _offer(sheet: Worksheet, column: int, field: Field, choices: str | None, lang: Lang) -> None:
    letter = get_column_letter(column)
    rule: DataValidation | None = None
    if choices:
        rule = DataValidation(type="list", formula1=choices, allow_blank=True)
        prompt = "pick"
    elif field.type in ("count", "tps"):
        rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
        prompt = "whole"
    elif field.type == "rupiah":
        rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
        prompt = "rupiah"
    elif field.type == "date":
        rule = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
        prompt = "day"
    else:
        return
    # A typing error is told, not refused: names that are not on the list yet exist.
    rule.errorStyle = "warning"
    rule.prompt = say(f"kinds.template.{prompt}", lang)
    rule.error = rule.prompt
    rule.showInputMessage = rule.showErrorMessage = True
    rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)
