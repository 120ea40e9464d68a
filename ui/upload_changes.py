"""Before it counts: what accepting a file would change, cell by cell, and why a number may fall."""

from collections.abc import Sequence
from html import escape

import streamlit as st

import loaders
import texts
from metrics.changes import Change, Drop, Scalar
from pipeline import TableChanges
from ui import markup, pieces, uploads, words
from ui.uploads import Checked
from ui.view import View

_MOST = 200
"""Cells that are listed; the rest is told as a number."""
_MOST_DROPS = 12
_SIGNS = {"added": "complete", "changed": "short", "missing": "not-received"}


def draw(view: View, one: Checked) -> None:
    """The counts for each kind and date, the cells that change, and the field for the reason."""
    if not one.changes:
        return
    title = f'<h3 class="findings-title">{escape(view.say("upload_changes.title"))}</h3>'
    markup.draw(title, _counts(view, one.changes), *_newer(view, one.changes))
    cells = [(part, cell) for part in one.changes for cell in part.changes.cells]
    if cells:
        parts = [part.changes for part in one.changes]
        count = sum(part.added + part.changed + part.missing for part in parts)
        with st.expander(
            view.say("upload_changes.cells", count=count), key=f"sebelum_{one.key}", on_change="rerun"
        ) as box:
            if box.open:
                markup.draw(_cells(view, cells, count))
    if one.asks_why:
        _reason(view, one)


def _counts(view: View, parts: Sequence[TableChanges]) -> str:
    names = ("kind", "day", "added", "changed", "unchanged", "missing")
    heads = [markup.Column(view.say(f"upload_changes.{name}"), name not in names[:2]) for name in names]
    rows = [
        [
            escape(view.say(f"kinds.{part.kind}.name")),
            escape(view.write(part.data_date, "date")),
            *(
                escape(view.write(number, "count"))
                for number in (
                    part.changes.added,
                    part.changes.changed,
                    part.changes.unchanged,
                    part.changes.missing,
                )
            ),
        ]
        for part in parts
    ]
    return markup.table(view.say("upload_changes.title"), heads, rows)


def _newer(view: View, parts: Sequence[TableChanges]) -> list[str]:
    return [
        pieces.told(
            "note",
            view.say("upload_changes.newer", kind=view.say(f"kinds.{part.kind}.name"), day=part.newer),
            view.say("upload_changes.newer-means", day=part.data_date),
        )
        for part in parts
        if part.newer
    ]


def _cells(view: View, cells: Sequence[tuple[TableChanges, Change]], count: int) -> str:
    names = ("where", "field", "before", "after", "state")
    heads = [markup.Column(view.say(f"upload_changes.{name}"), name in ("before", "after")) for name in names]
    rows = [
        [
            escape(_where(view, cell)),
            escape(_what(view, part.kind, cell.subject, cell.field)),
            escape(_value(view, part.kind, cell.field, cell.before)),
            escape(_value(view, part.kind, cell.field, cell.after)),
            markup.pill(_SIGNS[cell.state], view.say(f"upload_changes.is-{cell.state}")),
        ]
        for part, cell in cells[:_MOST]
    ]
    more = count - len(rows)
    rest = pieces.small(view.say("upload_changes.more", count=more)) if more else ""
    return markup.table(view.say("upload_changes.cells-title"), heads, rows) + rest


def _where(view: View, cell: Change | Drop) -> str:
    tps = view.say("upload_changes.tps", number=cell.tps) if cell.tps is not None else ""
    names = cell.names if isinstance(cell, Change) else ()
    parts = [part for part in (cell.kecamatan, cell.kelurahan, tps, *names) if part]
    return " · ".join(parts) or view.say("upload_changes.whole")


def _what(view: View, kind: str, subject: str, field: str) -> str:
    about = [words.item(view, part) for part in subject.split("|") if part]
    return " · ".join([*about, field_name(view, kind, field)])


def field_name(view: View, kind: str, field: str) -> str:
    """The name of a column; in wide tables the item (or place) that stands over it comes first."""
    over, _, code = field.rpartition(".")
    keys = (f"kinds.{kind}.fields.{code}", f"kinds.places.{code}", f"upload_columns.field.{code}")
    key = next((one for one in keys if texts.known(one, view.lang)), None)
    name = view.say(key) if key else code
    return f"{words.item(view, over)} · {name}" if over else name


def amount(view: View, kind: str, field: str, number: float) -> str:
    """A number of a column in the way of its type."""
    code = field.rpartition(".")[2]
    layout = loaders.layout(kind)
    rupiah = layout.has(code) and layout.field(code).type == "rupiah"
    return view.write(number, "rupiah" if rupiah else "decimal")


def _value(view: View, kind: str, field: str, value: Scalar) -> str:
    if isinstance(value, bool):
        return view.say("kinds.template.yes" if value else "kinds.template.no")
    if isinstance(value, int | float):
        return amount(view, kind, field, value)
    if value is None or isinstance(value, str):
        return value or view.write(None, "plain")
    return view.write(value, "date_short")


def _reason(view: View, one: Checked) -> None:
    drops = [(part, drop) for part in one.changes for drop in part.changes.drops]
    lines = [
        view.say(
            "upload_changes.drop",
            where=_where(view, drop),
            what=_what(view, part.kind, drop.subject, drop.field),
            before=amount(view, part.kind, drop.field, drop.before),
            after=amount(view, part.kind, drop.field, drop.after),
            share=drop.share,
        )
        for part, drop in drops[:_MOST_DROPS]
    ]
    more = len(drops) - len(lines)
    if more:
        lines.append(view.say("upload_changes.drops-more", count=more))
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    with st.container(key=f"turun_{one.key}"):
        markup.draw(
            pieces.told("warning", view.say("upload_changes.falls", count=len(drops))),
            f'<ul class="drops">{listed}</ul>',
        )
        st.text_input(
            view.say("upload_changes.reason", least=uploads.LEAST_REASON),
            key=uploads.reason_key(one.file),
            placeholder=view.say("upload_changes.reason-hint"),
            max_chars=300,
            live=True,
            persist_state="session",
        )
