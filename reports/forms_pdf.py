"""An entry form as a PDF to print: A4 across, its head on every page, cells wide enough for a pen."""

import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    LongTable,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from loaders import EntryForm
from texts import Lang, say

_FONTS = Path(__file__).parent.parent / "static" / "fonts"
_PLAIN, _BOLD = "PlusJakartaSans", "PlusJakartaSans-Bold"
_PAGE = landscape(A4)
_EDGE = 11 * mm
_HEAD = 24 * mm
"""Room for the lines above the table."""
_ROW = 8 * mm
"""A line that a pen can write on."""
_NUMBER = 9 * mm
_PEN = {
    "count": 18,
    "tps": 14,
    "flag": 15,
    "decimal": 17,
    "percent": 17,
    "date": 24,
    "rupiah": 28,
    "choice": 22,
}
"""Least width in mm of a cell for the pen, by the type of its column."""
_PEN_TEXT = 26
_SIZE = 8
_PAD = 2.2
_INK = colors.HexColor("#1F3A5F")
_LINE = colors.HexColor("#6B7280")


def form_pdf(form: EntryForm, lang: Lang) -> bytes:
    """The form with its office, kind and stage, a place for the date and "n of N" on each page, and room to
    sign at its end."""
    _fonts()
    out = io.BytesIO()
    width = _PAGE[0] - 2 * _EDGE
    document = BaseDocTemplate(
        out,
        pagesize=_PAGE,
        leftMargin=_EDGE,
        rightMargin=_EDGE,
        topMargin=_EDGE,
        bottomMargin=_EDGE,
        title=form.title,
        author="Papan Rakor",
        lang=lang,
    )
    frame = Frame(
        _EDGE, _EDGE, width, _PAGE[1] - 2 * _EDGE - _HEAD, leftPadding=0, rightPadding=0, topPadding=0
    )
    document.addPageTemplates([PageTemplate(id="form", frames=[frame])])
    document.build([_table(form, lang, width), *_signatures(lang, width)], canvasmaker=_counted(form, lang))
    return out.getvalue()


@cache
def _fonts() -> None:
    for name, file in ((_PLAIN, "regular"), (_BOLD, "bold")):
        pdfmetrics.registerFont(TTFont(name, _FONTS / f"plus-jakarta-sans-{file}.ttf"))


def _style(name: str, alignment: int = 0, **more: Any) -> ParagraphStyle:
    values: dict[str, Any] = {"fontName": _PLAIN, "fontSize": _SIZE, "leading": _SIZE * 1.2, **more}
    return ParagraphStyle(name, **{**values, "alignment": alignment})


def _table(form: EntryForm, lang: Lang, width: float) -> LongTable:
    head = _style("head", TA_CENTER, fontName=_BOLD, fontSize=_SIZE - 0.5, textColor=colors.white)
    text, number = _style("text"), _style("number", TA_RIGHT, textColor=_LINE)
    headings = [say("kinds.template.number", lang), *(one.heading for one in form.columns)]
    rows: list[list[Any]] = [[Paragraph(escape(one), head) for one in headings]]
    for at, values in enumerate(form.rows, start=1):
        told = ("" if one is None else Paragraph(escape(str(one)), text) for one in values)
        rows.append([Paragraph(str(at), number), *told])
    table = LongTable(rows, _widths(form, width), repeatRows=1, minRowHeights=[_ROW] * len(rows))
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, _LINE),
                ("BACKGROUND", (0, 0), (-1, 0), _INK),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
                ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return table


def _widths(form: EntryForm, width: float) -> list[float]:
    """What stands in a column already needs its own room; the rest of the page is the pen's."""
    least: list[float] = []
    unbroken: list[float] = []
    pens: list[bool] = []
    for at, column in enumerate(form.columns):
        told = {str(row[at]) for row in form.rows if row[at] is not None}
        words = [pdfmetrics.stringWidth(word, _BOLD, _SIZE) for word in column.heading.split()]
        words += [pdfmetrics.stringWidth(word, _PLAIN, _SIZE) for one in told for word in one.split()]
        texts = [pdfmetrics.stringWidth(one, _PLAIN, _SIZE) for one in told]
        pen = 0 if told else _PEN.get(column.type, _PEN_TEXT) * mm
        unbroken.append(max(words) + 2 * _PAD + 1)
        # A long name breaks into two lines.
        least.append(max(unbroken[-1], min(max(texts, default=0), 45 * mm) + 2 * _PAD + 1, pen))
        pens.append(not told)
    rest = width - _NUMBER - sum(least)
    if rest >= 0:
        share = rest / (sum(pens) or len(pens))
        wider = (one + share if pen or not any(pens) else one for one, pen in zip(least, pens, strict=True))
        return [_NUMBER, *wider]
    # Where the page is too narrow, cells give way as long as no word is broken.
    spare = [one - word for one, word in zip(least, unbroken, strict=True)]
    taken = min(1.0, -rest / sum(spare)) if sum(spare) else 0.0
    narrow = [one - taken * some for one, some in zip(least, spare, strict=True)]
    scale = min(1.0, (width - _NUMBER) / sum(narrow))
    return [_NUMBER, *(one * scale for one in narrow)]


def _signatures(lang: Lang, width: float) -> list[Flowable]:
    text = _style("sign")
    signed = [
        [Paragraph(escape(say(f"forms.{name}", lang)), text) for name in ("filled-by", "checked-by")],
        ["", ""],
        [Paragraph(escape(say("forms.sign", lang)), text)] * 2,
    ]
    table = Table(signed, [width / 2] * 2, rowHeights=[None, 16 * mm, None])
    table.setStyle(TableStyle([("LINEBELOW", (at, 1), (at, 1), 0.5, _LINE) for at in (0, 1)]))
    return [KeepTogether([Spacer(1, 5 * mm), table])]


def _counted(form: EntryForm, lang: Lang) -> Callable[..., Canvas]:
    """A canvas that writes the head of each page when it is known how many there are."""

    class Counted(Canvas):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 -- the name that reportlab calls
            self._kept.append(dict(self.__dict__))
            self._startPage()  # pyright: ignore[reportAttributeAccessIssue]

        def save(self) -> None:
            for number, kept in enumerate(self._kept, start=1):
                self.__dict__.update(kept)
                _head(self, form, lang, number, len(self._kept))
                super().showPage()
            super().save()

    return Counted


def _head(canvas: Canvas, form: EntryForm, lang: Lang, number: int, count: int) -> None:
    left, right, top = _EDGE, _PAGE[0] - _EDGE, _PAGE[1] - _EDGE
    lines: Sequence[tuple[str, str, float, float]] = (
        (form.office, _BOLD, 9, 4 * mm),
        (form.title, _BOLD, 13, 10 * mm),
        (say("forms.note", lang), _PLAIN, 7.5, 16 * mm),
    )
    for text, font, size, below in lines:
        canvas.setFont(font, size)
        canvas.drawString(left, top - below, text)
    canvas.setFont(_PLAIN, 9)
    canvas.drawRightString(right, top - 4 * mm, say("forms.page", lang, number=number, count=count))
    canvas.drawRightString(right, top - 12 * mm, say("forms.dated", lang))
