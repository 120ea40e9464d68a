"""A report as DOCX that an office can go on writing in: headings, tables, page numbers, lines to sign.

Letters of the report are only ever text: no field, link or formula is made of them. The same report gives the
same bytes.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import docx as word
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Text

import texts
from charts.theme import colour
from reports import document
from reports.document import Column, Document, Gauge, Note, Row, origin_text

_SIDE, _WIDTH = Mm(18), Mm(210 - 2 * 18)
_FONT = "Calibri"
_LOCALES = {"id": "id-ID", "en": "en-GB"}
_SIZES = {"body": 10.0, "note": 8.5, "lead": 12.0, "warning": 10.0}
_ROOM = Mm(20)
"""Height in which a name is signed."""
_ACROSS = 3
"""Who sign side by side."""
_DOTS = f"({'.' * 34})"
_STATES = {
    "complete": "ready",
    "short": "short",
    "warning": "short",
    "not-received": "missing",
    "critical": "missing",
    "not-reported": "unknown",
    "note": "unknown",
}
"""State or severity to the colour of its row's edge; its word stands in the row as well."""

_NO_LETTER = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_PAGE, _PAGES = "\ue000", "\ue001"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def docx(one: Document) -> bytes:
    """The report as a Word document, A4 upright; all rows of all tables, nothing shortened."""
    made = word.Document()
    _set_up(made, one)
    made.add_paragraph(_clean(one.title), style="Title")
    if one.subtitle:
        made.add_paragraph(_clean(one.subtitle), style="Subtitle")
    for line in one.head:
        _paragraph(made, line, "note")
    for section in one.sections:
        heading = made.add_heading(_clean(section.title), 1)
        heading.paragraph_format.page_break_before = section.new_page
        for block in section.blocks:
            _block(made, block, one.lang)
    if one.notes:
        _notes(made, one.notes, one.lang)
    return _packed(made)


# -- the page ----------------------------------------------------------------------------------------------


def _set_up(made: Any, one: Document) -> None:
    section = made.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _SIDE
    section.top_margin, section.bottom_margin = Mm(18), Mm(20)
    _styles(made, one.lang)
    _properties(made, one)
    _foot(section.footer.paragraphs[0], one)
    if one.mark:
        mark = section.header.paragraphs[0]
        mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = mark.add_run(_clean(one.mark))
        run.bold = True
        run.font.color.rgb = _ink("missing-ink")


def _styles(made: Any, lang: texts.Lang) -> None:
    sizes = {"Normal": 10, "Title": 20, "Subtitle": 11, "Heading 1": 13, "Caption": 9.5}
    for name, size in sizes.items():
        style = made.styles[name]
        style.font.size, style.font.name = Pt(size), _FONT
        style.font.italic = False
        style.font.bold = name not in ("Normal", "Subtitle")
        style.font.color.rgb = _ink("ink")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for part in ("eastAsia", "cs"):
            fonts.set(qn(f"w:{part}"), _FONT)
    made.styles["Normal"].paragraph_format.space_after = Pt(3)
    for name in ("Heading 1", "Caption"):
        made.styles[name].paragraph_format.keep_with_next = True
        made.styles[name].paragraph_format.space_after = Pt(3)
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), _LOCALES[lang])


def _properties(made: Any, one: Document) -> None:
    made_on = datetime.combine(date.fromisoformat(one.seal.as_of), time(), UTC)
    told = made.core_properties
    told.title, told.subject = _clean(one.title)[:255], _clean(one.subtitle)[:255]
    told.author = told.last_modified_by = "Papan Rakor"
    told.comments = ""
    told.language = _LOCALES[one.lang]
    told.created = told.modified = made_on
    told.revision = 1


def _foot(foot: Text, one: Document) -> None:
    page = texts.say("reports.page", one.lang, number=_PAGE, pages=_PAGES)
    for part in re.split(f"([{_PAGE}{_PAGES}])", page):
        if part in (_PAGE, _PAGES):
            _field(foot, "PAGE" if part == _PAGE else "NUMPAGES")
        elif part:
            foot.add_run(_clean(part))
    for run in foot.runs:
        run.font.size, run.bold = Pt(8), True
    told = foot.add_run(f"\n{_clean(one.foot)}")
    told.font.size = Pt(8)
    told.font.color.rgb = _ink("muted")


def _field(foot: Text, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = foot.add_run(text if kind == "text" else "")
        if kind == "text":
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = f" {text} "
        run._r.append(element)


# -- what is said ------------------------------------------------------------------------------------------


def _block(made: Any, block: document.Block, lang: texts.Lang) -> None:
    match block:
        case document.Paragraph():
            _paragraph(made, block.text, block.style, block.note)
        case document.Gauges():
            _gauges(made, "", block.gauges, lang)
        case document.Bars():
            _gauges(made, block.title, block.gauges, lang)
        case document.Table():
            _table(made, block.title, block.columns, block.rows)
        case document.Facts():
            _facts(made, block)
        case document.Signatures():
            _signatures(made, block)


def _paragraph(made: Any, text: str, style: str, note: str = "") -> None:
    told = made.add_paragraph()
    run = told.add_run(_clean(text + _reference(note)))
    run.font.size = Pt(_SIZES[style])
    run.bold = style in ("lead", "warning")
    if style in ("note", "warning"):
        run.font.color.rgb = _ink("muted" if style == "note" else "missing-ink")


def _gauges(made: Any, title: str, gauges: Sequence[Gauge], lang: texts.Lang) -> None:
    """Gauges as lines of name and number: what a picture shows stands here in words."""
    say = ("label", "value", "detail")
    columns = [Column(texts.say(f"reports_formal.gauges.{one}", lang), 1.5) for one in say]
    rows = [Row((one.label, one.value, _detail(one, lang)), note=one.note) for one in gauges]
    _table(made, title, columns, rows)


def _detail(one: Gauge, lang: texts.Lang) -> str:
    told = [one.detail]
    if one.target is not None:
        told.append(texts.say("reports.briefing.target", lang, target=one.target))
    if one.not_reported and one.ready is not None:
        told.append(texts.say("reports_formal.gauges.not-reported", lang, share=one.not_reported))
    kept: list[str] = []
    for part in told:
        if part and part not in ", ".join(kept):
            kept.append(part)
    return ", ".join(kept)


def _table(made: Any, title: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    if title:
        made.add_paragraph(_clean(title), style="Caption")
    if any(row.note for row in rows):
        columns = [*columns, Column("", 0.5)]
    grid = _grid(made, [one.width for one in columns], "Table Grid")
    heads = _line(grid, [one.heading for one in columns], columns, strong=True, head=True)
    _repeat(heads)
    for row in rows:
        cells = [*row.cells, _reference(row.note).strip()][: len(columns)]
        line = _line(grid, cells, columns, strong=row.strong)
        if row.state in _STATES:
            _edge(line, _STATES[row.state])
    _after(made)


def _grid(made: Any, shares: Sequence[float], style: str) -> Grid:
    grid = made.add_table(rows=0, cols=len(shares), style=style)
    grid.autofit = False
    _narrow(grid)
    grid.alignment = WD_TABLE_ALIGNMENT.LEFT
    for share, column in zip(shares, grid.columns, strict=True):
        column.width = _share(share, shares)
    return grid


def _narrow(grid: Grid) -> None:
    """Less room beside the texts of cells, so that amounts of rupiah keep on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    found = grid._tbl.tblPr.find(qn("w:tblLook"))
    if found is not None:
        found.addprevious(margins)
    else:
        grid._tbl.tblPr.append(margins)


def _share(one: float, shares: Iterable[float]) -> Emu:
    return Emu(int(_WIDTH * one / sum(shares)))


def _line(
    grid: Grid, cells: Sequence[str], columns: Sequence[Column], *, strong: bool, head: bool = False
) -> Any:
    """A row that is not divided between pages."""
    row = grid._tbl.add_tr()
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    shares = [one.width for one in columns]
    for text, column in zip(cells, columns, strict=True):
        cell = row.add_tc()
        cell.width = _share(column.width, shares)
        told = Text(cell.p_lst[0], grid)
        told.paragraph_format.space_after = Pt(0)
        told.paragraph_format.keep_with_next = True if head else None
        if column.numeric:
            told.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if text:
            run = told.add_run(_clean(text))
            run.font.size = Pt(8.5)
            run.bold = strong
        if head:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), colour("accent-wash", "light").lstrip("#"))
            cell.get_or_add_tcPr().append(shade)
    return row


def _repeat(row: Any) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _edge(row: Any, name: str) -> None:
    _border(row.tc_lst[0], "left", "single", 24, colour(name, "light"))


def _border(cell: Any, side: str, kind: str, size: int, ink: str) -> None:
    borders = OxmlElement("w:tcBorders")
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", kind), ("sz", str(size)), ("space", "0"), ("color", ink.lstrip("#"))):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    cell.get_or_add_tcPr().append(borders)


def _facts(made: Any, one: document.Facts) -> None:
    columns = [Column("", 0.34), Column("", 0.66)]
    grid = _grid(made, [column.width for column in columns], "Normal Table")
    for name, value in one.lines:
        row = _line(grid, (name, value), columns, strong=False)
        if not value:
            _border(row.tc_lst[1], "bottom", "dotted", 6, colour("muted", "light"))
    _after(made)


def _signatures(made: Any, one: document.Signatures) -> None:
    """Place and day, then who signs, with room above each name; all of it stays on one page."""
    place = made.add_paragraph(_clean(one.place_and_day))
    place.paragraph_format.space_before = Pt(14)
    place.paragraph_format.keep_with_next = True
    columns = [Column("", 1.0)] * _ACROSS
    grid = _grid(made, [1.0] * _ACROSS, "Normal Table")
    for at in range(0, len(one.people), _ACROSS):
        people = one.people[at : at + _ACROSS]
        empty = [""] * (_ACROSS - len(people))
        _line(grid, [*(who.role for who in people), *empty], columns, strong=False)
        _line(grid, [""] * _ACROSS, columns, strong=False)
        grid.rows[-1].height, grid.rows[-1].height_rule = _ROOM, WD_ROW_HEIGHT_RULE.EXACTLY
        _line(grid, [*(who.name or _DOTS for who in people), *empty], columns, strong=False)
    for cell in (cell for row in grid._tbl.tr_lst[:-1] for cell in row.tc_lst):
        Text(cell.p_lst[0], grid).paragraph_format.keep_with_next = True
    _after(made)


def _notes(made: Any, notes: Sequence[Note], lang: texts.Lang) -> None:
    """Where the numbers come from: the mark of a line, its formulas and its cells."""
    made.add_heading(_clean(texts.say("reports.notes", lang)), 1)
    _paragraph(made, texts.say("reports.notes-told", lang), "note")
    heads = [texts.say(f"reports_formal.notes.{name}", lang) for name in ("key", "told", "cells")]
    columns = [Column(head, width) for head, width in zip(heads, (0.5, 2.0, 3.0), strict=True)]
    rows = [
        Row(
            (
                _reference(one.key).strip(),
                "\n".join((one.title, *one.told)),
                "\n".join((*_via(one, lang), *(origin_text(each, lang) for each in one.origins))),
            )
        )
        for one in notes
    ]
    _table(made, "", columns, rows)


def _via(one: Note, lang: texts.Lang) -> tuple[str, ...]:
    """Where a note's cells stand that lists none of its own."""
    return (texts.say("reports.via", lang, keys=", ".join(one.via)),) if one.via else ()


def _after(made: Any) -> None:
    made.add_paragraph().paragraph_format.space_after = Pt(2)


# -- letters and bytes -------------------------------------------------------------------------------------


def _reference(note: str) -> str:
    return f" [{note}]" if note else ""


def _clean(text: str) -> str:
    """The text without letters that no document can hold."""
    return _NO_LETTER.sub("", text)


def _ink(name: str) -> RGBColor:
    return RGBColor.from_string(colour(name, "light").lstrip("#").upper())


def _packed(made: Any) -> bytes:
    """The document's bytes, the same for the same document: no clock in the archive."""
    raw, out = BytesIO(), BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as given, zipfile.ZipFile(out, "w") as kept:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, given.read(name))
    return out.getvalue()
