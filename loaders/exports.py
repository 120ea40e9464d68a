"""Facts of a kind as a workbook in the kind's own columns, which reads back as those facts."""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from loaders.layouts import PLACES, Field, Layout, layout, name_key
from texts import Lang, known, say
from texts.inert import is_formula_like

HEADER_ROW = 5

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


def export(
    kind: str,
    rows: Iterable[Row],
    items: Mapping[str, str],
    office: str,
    as_of: date,
    lang: Lang,
    *,
    names: bool = False,
) -> bytes:
    """An xlsx workbook of facts of one kind and office (rows of the table at rest), dated `as_of`.

    `items` are the names of items by their codes. What several uploads say of one place and matter stands in
    one row. Rows of different levels stand on sheets of their own, so that no total can be taken for a part.
    `names` keeps the columns that hold names of persons; without it they are left out. Raises KeyError for an
    unknown kind.
    """
    form = layout(kind)
    book = Workbook(write_only=True)
    title = say(f"kinds.{kind}.name", lang)
    lines = (
        say("kinds.template.title", lang, kind=title.upper()),
        f"KPU {office.upper()}",
        say("kinds.template.as-of", lang, day=as_of),
    )
    groups = list(_groups(form, _joined(form, rows))) or [[]]
    for number, group in enumerate(groups, start=1):
        sheet = book.create_sheet(title if number == 1 else f"{title} {number}")
        _write(sheet, form, _columns(form, group, names), group, lines, items, lang)
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
            other.update({code: value for code, value in new.items() if other.get(code) is None})
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
) -> None:
    names = (say(name_key(form.kind, one.code), lang) for one in columns)
    headings = [say("kinds.template.number", lang), *names]
    for at, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = max(9, min(30, len(heading) + 5))
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    for number, line in enumerate(lines):
        cell = _text(sheet, line)
        cell.font = Font(bold=number < 2, size=14 if number == 0 else 11)
        sheet.append([cell])
    sheet.append([])
    head = []
    for heading in headings:
        cell = _text(sheet, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        head.append(cell)
    sheet.append(head)
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *(_cell(sheet, form, one, row.get(one.code), items, lang) for one in columns)])


def _cell(sheet: Any, form: Layout, one: Field, value: Any, items: Mapping[str, str], lang: Lang) -> Any:
    if value is None:
        return None
    if one.type == "flag":
        return say("kinds.template.yes" if value else "kinds.template.no", lang)
    if one.type == "item":
        return _text(sheet, items.get(value, value))
    if one.type in ("choice", "body"):
        key = f"kinds.{form.kind}.choices.{one.code}.{value}"
        return _text(sheet, say(key, lang) if known(key, lang) else str(value))
    cell = _text(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value)
    if one.type in _FORMATS:
        cell.number_format = _FORMATS[one.type]
    return cell


def _text(sheet: Any, text: str) -> Any:
    """A cell that stays text, also when somebody edits it."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:32_767])
    cell.data_type = "s"
    if is_formula_like(text):
        cell.quotePrefix = True
    return cell
