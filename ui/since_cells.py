"""The cells of a number that changed: where they stood and where they stand now, in a dialog."""

from collections.abc import Sequence
from html import escape

import streamlit as st

import texts
from metrics import SinceLine, Total
from pipeline import ChangedCell
from store import Cell
from ui import data, figure, markup, since
from ui.markup import Column
from ui.since import Row, TotalRow
from ui.view import View

_MOST = 300
"""Cells that are listed; the rest is counted."""


def open_dialog(view: View, name: str) -> None:
    """Open the line or number made of lines of that name; a name of none opens nothing."""
    found = since.named(view, name)
    if found is None:
        return
    one, line, at = found
    row = since.total(view, one, at) if isinstance(line, Total) else since.row(view, one, at)

    @st.dialog(row.title, width="large")
    def show() -> None:
        changed = data.changed_cells(view.desk, line, one.before, one.after)
        markup.draw(_moved(row), table(view, line, changed))

    show()


def _moved(row: Row | TotalRow) -> str:
    told = f"{escape(row.before)} → {escape(row.after)} ({escape(row.difference)})"
    if isinstance(row, TotalRow):
        return f'<p class="explain-value">{told}</p>'
    more = f'<p class="sub">{escape(row.more)}</p>' if row.more else ""
    return f'<p class="explain-value">{told} {markup.pill(row.sign, row.word)}</p>{more}'


def table(view: View, line: SinceLine | Total, changed: Sequence[ChangedCell]) -> str:
    """The cells as a table of what stood where and what stands where."""
    heading = f"<h2>{escape(view.say('since.cells'))}</h2>"
    if not changed:
        return f"{heading}<p>{escape(view.say('since.no-cells'))}</p>"
    told = view.say("since.cells-of", shown=min(len(changed), _MOST), count=len(changed))
    kinds = [one.kind for one in (*line.sources_now, *line.sources)]
    columns = [
        Column(view.say(f"since.columns.{name}"), numeric=name in ("before", "after"))
        for name in ("where", "what", "before", "after", "cell-before", "cell-after")
    ]
    rows = [_cells_html(view, kinds, one) for one in changed[:_MOST]]
    return f'{heading}<p class="sub">{escape(told)}</p>{markup.table(told, columns, rows)}'


def _cells_html(view: View, kinds: Sequence[str], one: ChangedCell) -> list[str]:
    cell = one.after or one.before
    told = [
        _where(view, cell),
        _column(view, kinds, cell),
        *(_value(view, each) for each in (one.before, one.after)),
        *(_stands(view, each) for each in (one.before, one.after)),
    ]
    return [escape(each) for each in told]


def _where(view: View, cell: Cell | None) -> str:
    """The finest place that a row is about, and the one above it."""
    _, _, kecamatan, kelurahan, tps = (*(cell.row if cell else ()), *[None] * 5)[:5]
    names = [None if tps is None else f"TPS {tps}", kelurahan, kecamatan]
    return ", ".join(str(one) for one in names if one) or view.write(None, "count")


def _column(view: View, kinds: Sequence[str], cell: Cell | None) -> str:
    if cell is None:
        return ""
    known = (kind for kind in kinds if texts.known(f"kinds.{kind}.fields.{cell.measure}", view.lang))
    return figure.column(view, next(known, kinds[0]), cell.measure)


def _value(view: View, cell: Cell | None) -> str:
    return view.write(None, "count") if cell is None else figure.cell_value(view, cell.value)


def _stands(view: View, cell: Cell | None) -> str:
    return view.say("since.nowhere") if cell is None else f"{cell.file}, {cell.sheet}!{cell.cell}"
