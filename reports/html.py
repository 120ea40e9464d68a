"""A report as one HTML file that opens from a USB stick: type, gauges and cells inside it, no network and no
script."""

import base64
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

import texts
from charts import gauge, theme
from reports import document
from reports.document import Document, Gauge, Note

_STATIC = Path(__file__).parent.parent / "static" / "fonts"
_STYLE = Path(__file__).parent / "html.css"


def html(one: Document) -> str:
    """The report as a page; every number of a table leads to the note with its formula and cells."""
    head = "".join(f"<p class='note'>{escape(line)}</p>" for line in one.head)
    mark = f"<p class='mark'>{escape(one.mark)}</p>" if one.mark else ""
    sections = "".join(_section(section) for section in one.sections)
    return (
        f"<!doctype html><html lang='{one.lang}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        # Nothing is asked of anybody: what the file does not hold is not fetched.
        "<meta http-equiv='Content-Security-Policy' "
        "content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:\">"
        f"<title>{escape(one.title)}</title><style>{_style()}</style></head><body><main>"
        f"<header>{mark}<h1>{escape(one.title)}</h1><p>{escape(one.subtitle)}</p>{head}</header>"
        f"{sections}{_notes(one)}</main><footer>{escape(one.foot)}</footer></body></html>"
    )


@cache
def _style() -> str:
    fonts = "".join(
        "@font-face{font-family:'Plus Jakarta Sans';font-weight:200 800;"
        f"src:url(data:font/woff2;base64,{base64.b64encode(path.read_bytes()).decode()}) format('woff2')}}"
        for path in sorted(_STATIC.glob("*-latin-wght-*.woff2"))
    )
    return f"{fonts}{theme.css()}{_STYLE.read_text(encoding='utf-8')}"


def _section(one: document.Section) -> str:
    return f"<section><h2>{escape(one.title)}</h2>{''.join(_block(block) for block in one.blocks)}</section>"


def _block(block: document.Block) -> str:
    match block:
        case document.Paragraph():
            return f"<p class='{block.style}'>{_text(block.text)}{_reference(block.note)}</p>"
        case document.Gauges():
            size = " large" if block.large else ""
            return f"<div class='gauges{size}'>{''.join(_gauge(one) for one in block.gauges)}</div>"
        case document.Bars():
            title = f"<h3>{escape(block.title)}</h3>" if block.title else ""
            return f"{title}<ul class='bars'>{''.join(_bar(one) for one in block.gauges)}</ul>"
        case document.Table():
            return _table(block)
        case document.Facts():
            lines = (f"<dt>{escape(name)}</dt><dd>{_text(value)}</dd>" for name, value in block.lines)
            return f"<dl>{''.join(lines)}</dl>"
        case document.Signatures():
            people = (
                f"<li>{escape(who.role)}<span>{escape(who.name) or '&nbsp;'}</span></li>"
                for who in block.people
            )
            return f"<p>{escape(block.place_and_day)}</p><ul class='signatures'>{''.join(people)}</ul>"


def _gauge(one: Gauge) -> str:
    ready = one.ready or 0.0
    unknown = 100.0 if one.ready is None else one.not_reported
    drawn = gauge.arc(ready, 100.0 - ready - unknown, unknown, one.target, f"{one.label}: {one.value}")
    return (
        f"<figure>{drawn}<figcaption><strong>{escape(one.value)}</strong> {escape(one.label)}"
        f"<span>{escape(one.detail)}</span>{_reference(one.note)}</figcaption></figure>"
    )


def _bar(one: Gauge) -> str:
    unknown = 100.0 if one.ready is None else one.not_reported
    ready = one.ready or 0.0
    drawn = gauge.parts(ready, 100.0 - ready - unknown, unknown, f"{one.label}: {one.value}")
    return (
        f"<li><span>{escape(one.label)}</span>{drawn}<strong>{escape(one.value)}</strong>"
        f"<span class='note'>{escape(one.detail)}{_reference(one.note)}</span></li>"
    )


def _table(one: document.Table) -> str:
    title = f"<caption>{escape(one.title)}</caption>" if one.title else ""
    has_notes = any(row.note for row in one.rows)
    heads = "".join(
        f"<th scope='col'{_numeric(column)}>{escape(column.heading)}</th>" for column in one.columns
    )
    lines = []
    for row in one.rows:
        cells = "".join(
            f"<td{_numeric(column)}>{_text(text)}</td>"
            for column, text in zip(one.columns, row.cells, strict=True)
        )
        last = f"<td>{_reference(row.note)}</td>" if has_notes else ""
        lines.append(f"<tr class='is-{row.state}{' strong' if row.strong else ''}'>{cells}{last}</tr>")
    end = "<td></td>" if has_notes else ""
    return (
        f"<div class='wide' tabindex='0' role='region' aria-label='{escape(one.title or 'tabel')}'><table>"
        f"{title}<thead><tr>{heads}{end}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def _numeric(column: document.Column) -> str:
    return " class='number'" if column.numeric else ""


def _reference(note: str) -> str:
    return f" <a href='#{escape(note)}'>[{escape(note)}]</a>" if note else ""


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _notes(one: Document) -> str:
    if not one.notes:
        return ""
    told = "".join(_note(note, one.lang) for note in one.notes)
    title = texts.say("reports.notes", one.lang)
    return f"<section><h2>{escape(title)}</h2>{told}</section>"


def _note(one: Note, lang: texts.Lang) -> str:
    lines: Mapping[str, None] = dict.fromkeys(
        [*one.told, *([texts.say("reports.via", lang, keys=", ".join(one.via))] if one.via else [])]
    )
    told = "".join(f"<p>{_text(line)}</p>" for line in lines)
    cells = "".join(f"<li>{escape(origin_text(origin, lang))}</li>" for origin in one.origins)
    return (
        f"<div class='source' id='{escape(one.key)}'><h3>{escape(one.key)} · {escape(one.title)}</h3>{told}"
        f"<ul>{cells}</ul></div>"
    )


def origin_text(one: document.Origin, lang: texts.Lang) -> str:
    """Cells in one line: column, file, sheet!cells, how many, their sum, who brought them and when."""
    key = "reports.origin-sum" if one.total else "reports.origin"
    cells = f"{one.sheet}!{one.cells}"
    return texts.say(
        key,
        lang,
        column=one.column,
        file=one.file,
        cells=cells,
        count=one.count,
        total=one.total,
        by=one.by,
        at=one.at,
    )
