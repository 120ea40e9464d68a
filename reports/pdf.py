"""A report as PDF: text that can be selected, gauges and bars as vectors, complete tables with repeated heads.

Made by reportlab in this process: no browser and no network. The same report gives the same bytes.
"""

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

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
_LIKE = str.maketrans({"→": "›", "≥": ">=", "≤": "<=", "✓": "v", "\u2212": "–"})


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
        self._startPage()

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
        story.append(_text(texts.say("reports.notes-told", one.lang), "note"))
        for note in one.notes:
            story += _note(note, one.lang)
    return story


def _block(block: document.Block) -> list[Flowable]:
    match block:
        case document.Paragraph():
            text = _marked(block.text) + _reference(block.note)
            return [_text(text, block.style, raw=True)]
        case document.Gauges():
            return [_gauges(block), Spacer(1, 3 * mm)]
        case document.Bars():
            return [_text(block.title, "caption"), *(_Bar(one) for one in block.gauges), Spacer(1, 3 * mm)]
        case document.Table():
            return _table(block)
        case document.Facts():
            return [_facts(block), Spacer(1, 3 * mm)]
        case document.Signatures():
            return [_signatures(block)]


def _table(one: document.Table) -> list[Flowable]:
    has_notes = any(row.note for row in one.rows)
    widths = [column.width for column in one.columns] + ([0.45] if has_notes else [])
    whole = sum(widths)
    heads = [
        _text(column.heading, "head-number" if column.numeric else "head") for column in one.columns
    ] + ([_text("", "head")] if has_notes else [])
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
            _text(text, _cell_style(column.numeric, row.strong))
            for column, text in zip(one.columns, row.cells, strict=True)
        ]
        lines.append(cells + ([_text(_reference(row.note), "note", raw=True)] if has_notes else []))
        if row.state in _STATES:
            style.append(("LINEBEFORE", (0, number), (0, number), 2.5, _ink(_STATES[row.state])))
    drawn = LongTable(
        lines, colWidths=[WIDTH * width / whole for width in widths], repeatRows=1, style=style, splitInRow=1
    )
    title = [_text(one.title, "caption")] if one.title else []
    return [*title, drawn, Spacer(1, 4 * mm)]


def _cell_style(numeric: bool, strong: bool) -> str:
    return ("number" if numeric else "cell") + ("-strong" if strong else "")


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


def _note(one: Note, lang: texts.Lang) -> list[Flowable]:
    head = f'<a name="{escape(one.key)}"/><b>{escape(one.key)}</b> {_marked(one.title)}'
    out: list[Flowable] = [_text(head, "source-head", raw=True)]
    out += [_text(line, "source") for line in one.told]
    out += [_text(origin_text(origin, lang), "source") for origin in one.origins]
    return out


def origin_text(one: document.Origin, lang: texts.Lang) -> str:
    """Cells in one line: column, file, sheet!cells, how many, their sum, who brought them and when."""
    key = "reports.origin-sum" if one.total else "reports.origin"
    return texts.say(
        key,
        lang,
        column=one.column,
        file=one.file,
        cells=f"{one.sheet}!{one.cells}",
        count=one.count,
        total=one.total,
        by=one.by,
        at=one.at,
    )


# -- gauges ------------------------------------------------------------------------------------------------


class _Arc(Flowable):
    """A gauge as an arc of three parts with its number inside and its name below."""

    def __init__(self, one: Gauge, width: float, large: bool) -> None:
        super().__init__()
        self._one, self._large = one, large
        self.width, self.height = width, (52 if large else 34) * mm
        self.hAlign = "CENTER"

    def wrap(self, *_: float) -> tuple[float, float]:
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

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self.width = width
        return width, self.height

    def draw(self) -> None:
        one, canvas = self._one, self.canv
        left, right = self.width * 0.34, self.width * 0.62
        canvas.setFont(_REGULAR, 8)
        canvas.setFillColor(_ink("ink"))
        canvas.drawString(0, 2 * mm, _fitting(one.label, left - 2 * mm, 8))
        x = left
        for name, share in _parts(one):
            canvas.setFillColor(_ink(name))
            canvas.rect(x, 1.4 * mm, (right - left) * share / 100, 3.4 * mm, stroke=0, fill=1)
            x += (right - left) * share / 100
        canvas.setFillColor(_ink("ink"))
        canvas.setFont(_BOLD, 8)
        canvas.drawString(right + 2 * mm, 2 * mm, _plain(one.value))
        canvas.setFont(_REGULAR, 7)
        canvas.setFillColor(_ink("muted"))
        detail = " ".join(part for part in (one.detail, one.note and f"[{one.note}]") if part)
        told = _fitting(detail, self.width * 0.26, 7)
        canvas.drawRightString(self.width, 2 * mm, told)


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


def _fitting(text: str, width: float, size: float) -> str:
    """The text, shortened where it is wider than that."""
    told = _plain(text)
    while told and pdfmetrics.stringWidth(told, _REGULAR, size) > width:
        told = told[:-2].rstrip() + "…" if len(told) > 2 else ""
    return told


# -- letters -----------------------------------------------------------------------------------------------


@cache
def _register() -> None:
    for name, file in ((_REGULAR, "regular"), (_BOLD, "bold")):
        pdfmetrics.registerFont(TTFont(name, _FONTS / f"plus-jakarta-sans-{file}.ttf"))
    pdfmetrics.registerFontFamily(_REGULAR, _REGULAR, _BOLD, _REGULAR, _BOLD)


@cache
def _style(name: str) -> ParagraphStyle:
    plain, _, strong = name.partition("-strong")
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
    }.get(plain, (7.8, 0, "ink"))
    heavy = bool(name.endswith("-strong")) or plain in ("title", "heading", "caption", "lead", "warning")
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
        splitLongWords=1,
        keepWithNext=plain in ("heading", "caption", "source-head"),
    )


def _text(text: str, style: str, raw: bool = False) -> Text:
    return Text(text if raw else _marked(text), _style(style))


def _marked(text: str) -> str:
    """Text as reportlab takes it: its own marks are letters here."""
    return escape(_plain(text)).replace("\n", "<br/>")


def _reference(note: str) -> str:
    return f' <a href="#{escape(note)}" color="{colour("accent", "light")}">[{escape(note)}]</a>' if note else ""


@cache
def _letters() -> frozenset[int]:
    _register()
    face: Any = pdfmetrics.getFont(_REGULAR).face
    return frozenset(face.charToGlyph)


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
