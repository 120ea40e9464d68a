"""A report as PDF: text that can be selected, vector gauges, complete tables with repeated heads.

Made by reportlab in this process: no browser and no network. The same report gives the same bytes.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    LongTable,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)
from reportlab.platypus import Paragraph as Text

import texts
from charts.theme import colour
from reports import document
from reports.document import Document, Gauge, Note

_FONTS = Path(__file__).parent.parent / "static" / "fonts"
_REGULAR, _BOLD = "Jakarta", "Jakarta-Bold"

_SIDE, _TOP, _BOTTOM = 15 * mm, 15 * mm, 30 * mm
WIDTH = A4[0] - 2 * _SIDE
"""Width of what is said on a page."""
SEAL = 20 * mm
"""Side of the square at the right of the foot that is kept free for the seal."""

_NOTE = 10.5 * mm
"""Width of the column of notes: "[S123]" in one line."""
_MANY = 7
"""Columns from which a table is written smaller."""
_SWEEP = 270.0
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

# What sheets and texts hold and the typeface does not.
_LIKE = str.maketrans({"→": "›", "≥": ">=", "≤": "<=", "✓": "v"})


def pdf(one: Document) -> bytes:
    """The report as PDF, A4 upright; every page has its foot with page n of N, and room for a seal."""
    _register()
    out = BytesIO()
    made = BaseDocTemplate(
        out,
        pagesize=A4,
        title=_plain(one.title),
        subject=_plain(one.subtitle),
        author="Papan Rakor",
        lang=one.lang,
        invariant=1,
        pageCompression=1,
    )
    frame = Frame(_SIDE, _BOTTOM, WIDTH, A4[1] - _TOP - _BOTTOM, 0, 0, 0, 0)
    made.addPageTemplates(PageTemplate("page", [frame]))
    made.build(_story(one), canvasmaker=partial(_Numbered, foot=partial(_foot, one)))
    return out.getvalue()


# -- the page ----------------------------------------------------------------------------------------------


class _Numbered(Canvas):
    """A canvas that draws the foot of each page when all pages are known, so that it can tell how many."""

    def __init__(self, *given: Any, foot: Callable[[Canvas, int, int], None], **named: Any) -> None:
        super().__init__(*given, **named)
        self._foot = foot
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._pages.append(dict(self.__dict__))
        self._startPage()  # pyright: ignore[reportAttributeAccessIssue]

    def save(self) -> None:
        pages = self._pages
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            self._foot(self, number, len(pages))
            super().showPage()
        super().save()


def _foot(one: Document, canvas: Canvas, number: int, pages: int) -> None:
    canvas.saveState()
    canvas.setStrokeColor(_ink("line"))
    canvas.line(_SIDE, _BOTTOM - 4 * mm, A4[0] - _SIDE, _BOTTOM - 4 * mm)
    page = texts.say("reports.page", one.lang, number=number, pages=pages)
    lines = [page, *_wrapped(one.foot, WIDTH - SEAL - 6 * mm, 7.5)]
    top = _BOTTOM - 9 * mm
    for at, line in enumerate(lines):
        canvas.setFont(_REGULAR if at else _BOLD, 7.5)
        canvas.setFillColor(_ink("muted" if at else "ink"))
        canvas.drawString(_SIDE, top - at * 3.4 * mm, line)
    if one.mark:
        canvas.setFont(_BOLD, 9)
        canvas.setFillColor(_ink("missing-ink"))
        canvas.drawRightString(A4[0] - _SIDE, A4[1] - 10 * mm, _plain(one.mark))
    canvas.restoreState()


def _wrapped(text: str, width: float, size: float) -> list[str]:
    from reportlab.lib.utils import simpleSplit

    return simpleSplit(_plain(text), _REGULAR, size, width)


# -- what is said ------------------------------------------------------------------------------------------


def _story(one: Document) -> list[Flowable]:
    story: list[Flowable] = [_text(one.title, "title"), _text(one.subtitle, "subtitle")]
    story += [_text(line, "note") for line in one.head]
    for section in one.sections:
        if section.new_page:
            story.append(PageBreak())
        heading = _text(section.title, "heading")
        drawn = [_block(block) for block in section.blocks]
        # A heading and the beginning of what follows stay together.
        story += [CondPageBreak(45 * mm), heading, *(flowable for several in drawn for flowable in several)]
    if one.notes:
        story += [CondPageBreak(45 * mm), _text(texts.say("reports.notes", one.lang), "heading")]
        story += _annex(one)
    return story


def _block(block: document.Block) -> list[Flowable]:
    match block:
        case document.Paragraph():
            text = _marked(block.text) + _reference(block.note)
            return [_text(text, block.style, raw=True)]
        case document.Gauges():
            return [_gauges(block), Spacer(1, 3 * mm)]
        case document.Bars():
            title = [CondPageBreak(30 * mm), _text(block.title, "caption")] if block.title else []
            return [*title, *(_Bar(one) for one in block.gauges), Spacer(1, 3 * mm)]
        case document.Table():
            return _table(block)
        case document.Facts():
            return [_facts(block), Spacer(1, 3 * mm)]
        case document.Signatures():
            return [_signatures(block)]


def _table(one: document.Table) -> list[Flowable]:
    has_notes = any(row.note for row in one.rows)
    small = len(one.columns) >= _MANY
    widths = [column.width for column in one.columns]
    room = WIDTH - (_NOTE if has_notes else 0)
    whole = sum(widths)
    heads = [_text(column.heading, _head_style(column.numeric, small)) for column in one.columns]
    heads += [_text("", "head")] if has_notes else []
    lines: list[list[Any]] = [heads]
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), _ink("accent-wash")),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, _ink("line")),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    for number, row in enumerate(one.rows, 1):
        cells = [
            _text(text, _cell_style(column.numeric, row.strong, small))
            for column, text in zip(one.columns, row.cells, strict=True)
        ]
        lines.append(cells + ([_text(_reference(row.note), "note", raw=True)] if has_notes else []))
        if row.state in _STATES:
            style.append(("LINEBEFORE", (0, number), (0, number), 2.5, _ink(_STATES[row.state])))
    own = [room * width / whole for width in widths] + ([_NOTE] if has_notes else [])
    drawn = LongTable(lines, colWidths=own, repeatRows=1, style=style, splitInRow=1)
    title = [CondPageBreak(30 * mm), _text(one.title, "caption")] if one.title else []
    return [*title, drawn, Spacer(1, 4 * mm)]


def _head_style(numeric: bool, small: bool) -> str:
    return ("head-number" if numeric else "head") + ("-small" if small else "")


def _cell_style(numeric: bool, strong: bool, small: bool) -> str:
    return ("number" if numeric else "cell") + ("-small" if small else "") + ("-strong" if strong else "")


def _facts(one: document.Facts) -> Table:
    lines = [[_text(name, "note"), _text(value, "body")] for name, value in one.lines]
    blank = [
        ("LINEBELOW", (1, at), (1, at), 0.4, _ink("muted"), None, (1, 2))
        for at, (_, value) in enumerate(one.lines)
        if not value
    ]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0), *blank]
    return Table(lines, colWidths=[WIDTH * 0.32, WIDTH * 0.68], style=style)


def _signatures(one: document.Signatures) -> Flowable:
    blocks: list[Flowable] = [Spacer(1, 6 * mm), _text(one.place_and_day, "body")]
    for at in range(0, len(one.people), 3):
        people = one.people[at : at + 3]
        lines = [
            [_text(who.role, "body") for who in people],
            [Spacer(1, 18 * mm) for _ in people],
            [_text(who.name or "(" + "." * 34 + ")", "body") for who in people],
        ]
        blocks.append(Table(lines, colWidths=[WIDTH / 3] * len(people), hAlign="LEFT"))
    return KeepTogether(blocks)


def _annex(one: Document) -> list[Flowable]:
    """The sheets with their letters, then each note: its formulas, and of each sheet the cells by column."""
    sheets = list(dict.fromkeys(_sheet_of(origin) for note in one.notes for origin in note.origins))
    letters = {sheet: f"L{number}" for number, sheet in enumerate(sheets, 1)}
    out: list[Flowable] = [_text(texts.say("reports.notes-told", one.lang), "note")]
    for (file, sheet, by, at), letter in letters.items():
        told = texts.say("reports.sheet", one.lang, file=file, sheet=sheet, by=by, at=at)
        out.append(_text(f"<b>{letter}</b> {_marked(told)}", "source", raw=True))
    for note in one.notes:
        out += _note(note, letters, one.lang)
    return out


_Sheet = tuple[str, str, str, datetime]
"""File, sheet, and who brought it when."""


def _sheet_of(one: document.Origin) -> _Sheet:
    return one.file, one.sheet, one.by, one.at


def _note(one: Note, letters: Mapping[_Sheet, str], lang: texts.Lang) -> list[Flowable]:
    head = f'<a name="{escape(one.key)}"/><b>{escape(one.key)}</b> {_marked(one.title)}'
    told = [_text(" · ".join(one.told), "source")] if one.told else []
    by_sheet: dict[_Sheet, dict[str, list[str]]] = {}
    for origin in one.origins:
        cells = f"{origin.cells} ({origin.total})" if origin.total else origin.cells
        by_sheet.setdefault(_sheet_of(origin), {}).setdefault(origin.column, []).append(cells)
    listed = "; ".join(
        f"{letters[sheet]}: " + ", ".join(f"{column} {', '.join(cells)}" for column, cells in columns.items())
        for sheet, columns in by_sheet.items()
    )
    if one.via:
        listed = texts.say("reports.via", lang, keys=_runs(one.via))
    return [_text(head, "source-head", raw=True), *told, _text(listed, "source")]


def _runs(keys: Sequence[str]) -> str:
    """S27, S28, S29, S33 as "S27–S29, S33"."""
    numbers = sorted(int(key[1:]) for key in keys)
    runs = [[numbers[0], numbers[0]]]
    for number in numbers[1:]:
        if number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"S{first}" if first == last else f"S{first}–S{last}" for first, last in runs)


# -- gauges ------------------------------------------------------------------------------------------------


class _Arc(Flowable):
    """A gauge as an arc of three parts with its number inside and its name below."""

    def __init__(self, one: Gauge, width: float, large: bool) -> None:
        super().__init__()
        self._one, self._large = one, large
        self.width, self.height = width, (52 if large else 34) * mm
        self.hAlign = "CENTER"

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        return self.width, self.height

    def draw(self) -> None:
        one, canvas = self._one, self.canv
        radius = (21 if self._large else 12) * mm
        x, y = self.width / 2, self.height - radius - 2 * mm
        canvas.setLineWidth((6 if self._large else 3.6) * mm)
        canvas.setLineCap(0)
        box = (x - radius, y - radius, x + radius, y + radius)
        start = 225.0
        for name, share in _parts(one):
            if share:
                canvas.setStrokeColor(_ink(name))
                canvas.arc(*box, start, -share * _SWEEP / 100)
                start -= share * _SWEEP / 100
        canvas.setFillColor(_ink("ink"))
        canvas.setFont(_BOLD, 20 if self._large else 11)
        canvas.drawCentredString(x, y - (7 if self._large else 4), _plain(one.value))
        self._name(one, x, y - radius)

    def _name(self, one: Gauge, x: float, y: float) -> None:
        canvas = self.canv
        canvas.setFont(_BOLD, 10 if self._large else 8)
        canvas.drawCentredString(x, y + 1, _plain(one.label))
        canvas.setFont(_REGULAR, 7.5)
        canvas.setFillColor(_ink("muted"))
        detail = " ".join(part for part in (_plain(one.detail), one.note and f"[{one.note}]") if part)
        canvas.drawCentredString(x, y - 9, detail)


class _Bar(Flowable):
    """A flat gauge in one line: name, bar of three parts, number."""

    def __init__(self, one: Gauge) -> None:
        super().__init__()
        self._one = one
        self.height = 6 * mm

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        self.width = aW
        return aW, self.height

    def draw(self) -> None:
        one, canvas = self._one, self.canv
        left, right = self.width * 0.32, self.width * 0.54
        canvas.setFont(_REGULAR, 8)
        canvas.setFillColor(_ink("ink"))
        self._fitting(one.label, left - 2 * mm, 8)
        canvas.drawString(0, 2 * mm, _plain(one.label))
        x = left
        for name, share in _parts(one):
            canvas.setFillColor(_ink(name))
            canvas.rect(x, 1.4 * mm, (right - left) * share / 100, 3.4 * mm, stroke=0, fill=1)
            x += (right - left) * share / 100
        canvas.setFillColor(_ink("ink"))
        canvas.setFont(_BOLD, 8)
        canvas.drawString(right + 2 * mm, 2 * mm, _plain(one.value))
        canvas.setFillColor(_ink("muted"))
        detail = _plain(" ".join(part for part in (one.detail, one.note and f"[{one.note}]") if part))
        self._fitting(detail, self.width * 0.34, 7)
        canvas.drawRightString(self.width, 2 * mm, detail)

    def _fitting(self, text: str, width: float, size: float) -> None:
        """Take the size in which the whole text fits: nothing of it is cut off."""
        own = pdfmetrics.stringWidth(_plain(text), _REGULAR, size)
        self.canv.setFont(_REGULAR, size * min(1.0, width / own) if own else size)


def _parts(one: Gauge) -> list[tuple[str, float]]:
    if one.ready is None:
        return [("ready", 0.0), ("track", 0.0), ("unknown", 100.0)]
    ready = min(max(one.ready, 0.0), 100.0)
    unknown = min(max(one.not_reported, 0.0), 100.0 - ready)
    return [("ready", ready), ("short", 100.0 - ready - unknown), ("unknown", unknown)]


def _gauges(one: document.Gauges) -> Flowable:
    if one.large:
        return _Arc(one.gauges[0], WIDTH, True)
    across = min(len(one.gauges), 5) or 1
    width = WIDTH / across
    arcs: list[Any] = [_Arc(gauge, width, False) for gauge in one.gauges]
    arcs += [""] * (-len(arcs) % across)
    lines = [arcs[at : at + across] for at in range(0, len(arcs), across)]
    return Table(lines, colWidths=[width] * across, style=[("LEFTPADDING", (0, 0), (-1, -1), 0)])


# -- letters -----------------------------------------------------------------------------------------------


@cache
def _register() -> None:
    rl_config.useA85 = 0  # bytes as they are: smaller files than with letters for them
    for name, file in ((_REGULAR, "regular"), (_BOLD, "bold")):
        pdfmetrics.registerFont(TTFont(name, _FONTS / f"plus-jakarta-sans-{file}.ttf"))
    pdfmetrics.registerFontFamily(_REGULAR, _REGULAR, _BOLD, _REGULAR, _BOLD)


@cache
def _style(name: str) -> ParagraphStyle:
    plain = name.removesuffix("-strong").removesuffix("-small")
    size, space, ink = {
        "title": (20, 0, "ink"),
        "subtitle": (11, 2, "ink"),
        "heading": (13, 8, "ink"),
        "caption": (9.5, 3, "ink"),
        "lead": (12, 2, "ink"),
        "warning": (9.5, 1, "missing-ink"),
        "body": (9.5, 1, "ink"),
        "note": (7.5, 0, "muted"),
        "source": (6.8, 0, "muted"),
        "source-head": (7.5, 3, "ink"),
    }.get(plain, (7.4, 0, "ink"))
    heavy = name.endswith("-strong") or plain in ("title", "heading", "caption", "lead", "warning")
    if "-small" in name:
        size = 6.3
    return ParagraphStyle(
        name,
        fontName=_BOLD if heavy or plain.startswith("head") else _REGULAR,
        fontSize=size,
        leading=size * 1.28,
        spaceBefore=space,
        spaceAfter=1.5,
        textColor=_ink(ink),
        alignment=TA_RIGHT if plain in ("number", "head-number") else 0,
        leftIndent=8 if plain == "source" else 0,
        splitLongWords=plain != "number",  # half a number is another number
        keepWithNext=plain == "source-head",
    )


def _text(text: str, style: str, raw: bool = False) -> Text:
    return Text(text if raw else _marked(text), _style(style))


def _marked(text: str) -> str:
    """Text as reportlab takes it: its own marks are letters here."""
    return escape(_plain(text)).replace("\n", "<br/>")


def _reference(note: str) -> str:
    return (
        f' <a href="#{escape(note)}" color="{colour("accent", "light")}">[{escape(note)}]</a>' if note else ""
    )


@cache
def _letters() -> frozenset[int]:
    _register()
    font: Any = pdfmetrics.getFont(_REGULAR)
    return frozenset(font.face.charToGlyph)


def _plain(text: str) -> str:
    """The text in letters that the typeface has; marks fall off letters that it lacks, the rest is "?"."""
    text = text.translate(_LIKE)
    if all(ord(letter) in _letters() or letter == "\n" for letter in text):
        return text
    return "".join(one for letter in text for one in _nearest(letter))


def _nearest(letter: str) -> Sequence[str]:
    if ord(letter) in _letters() or letter == "\n":
        return letter
    bare = [one for one in unicodedata.normalize("NFKD", letter) if ord(one) in _letters()]
    return bare or ("?" if letter.isprintable() else " ")


@cache
def _ink(name: str) -> Color:
    return HexColor(colour(name, "light"))
