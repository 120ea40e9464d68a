"""What each table and column was taken for, how surely, beside the first rows; changed by a click."""

from collections.abc import Sequence
from html import escape

import streamlit as st

import loaders
from loaders import Assignment, Table
from ui import markup, state, upload_files
from ui.upload_changes import amount, field_name
from ui.uploads import Checked
from ui.view import View

_LEFT_OUT, _UNKNOWN = "", "?"
_SURE, _LIKELY = 0.95, 0.8
_MOST_COLUMNS = 30
_MOST_VALUES = 3
_MOST_WIDE = 160
"""Item and column pairs that are offered for one column of a wide table."""
_KIND_WORDS = {_LEFT_OUT: "upload_columns.kind-none", _UNKNOWN: "upload_columns.kind-unknown"}
_SIGNS = {"sure": "complete", "likely": "note", "guess": "warning", "left-out": "not-applicable"}


def draw(view: View, one: Checked) -> None:
    """The columns of one table of the file; the user picks the table where there are several."""
    tables = [table for table in one.reading.tables if table.headings]
    if not tables:
        return
    unsure = [at for at, table in enumerate(tables) if _asks(table)]
    opened = f"upload.columns-open.{one.key}"
    if state.kept(opened) is None:
        # Once for all: to answer the question is no reason to shut the box before the user's eyes.
        state.keep(opened, bool(unsure) and one.upload is None)
    asks = state.kept(opened)
    with st.expander(
        view.say("upload_columns.open-unsure" if asks else "upload_columns.open"),
        expanded=asks,
        key=f"kolom_{one.key}",
        on_change="rerun",
        icon=":material/view_column:",
    ) as box:
        if not box.open:
            return
        number = unsure[0] if unsure else 0
        if len(tables) > 1:
            number = st.selectbox(
                view.say("upload.table.pick"),
                range(len(tables)),
                index=number,
                format_func=lambda at: _called(view, tables[at]),
                key=f"kolom_lembar_{one.key}",
                width=460,
            )
        _table(view, one, tables[number], number)


def _asks(table: Table) -> bool:
    """Whether a person had better look: the kind or a column is a guess."""
    if table.kind is None:
        return True
    sure = dict(table.certainty)
    return any(sure.get(letter, 1.0) < _LIKELY for letter in table.columns.values())


def _called(view: View, table: Table) -> str:
    name = view.say(f"kinds.{table.kind}.name") if table.kind else view.say("upload.table.unknown")
    where = f"{table.region.sheet}!{table.region.range}" if table.region.sheet else table.region.range
    return f"{where} · {name}"


def _table(view: View, one: Checked, table: Table, number: int) -> None:
    fixed = one.upload is not None
    base = f"{one.key}_{number}"
    headings = dict(zip(table.letters, table.headings, strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"kolom_jenis_{base}"):
        # The widget shows what reading made of it, also where that is not what was asked for.
        said = next((said for said in one.said.assignments if said.headings == table.headings), None)
        unknown = table.kind is None and (said is None or said.kind != _LEFT_OUT)
        state.keep(f"jenis_{base}", table.kind or (_UNKNOWN if unknown else _LEFT_OUT))
        st.selectbox(
            view.say("upload_columns.kind"),
            [*([_UNKNOWN] if unknown else []), *loaders.kinds(), _LEFT_OUT],
            format_func=lambda code: view.say(_KIND_WORDS.get(code) or f"kinds.{code}.name"),
            key=f"jenis_{base}",
            on_change=_kind_said,
            args=(one.file.sha256, table, f"jenis_{base}"),
            disabled=fixed or not headings,
            width=320,
        )
        if said is not None:
            st.button(
                view.say("upload_columns.undo"),
                key=f"tebak_{base}",
                icon=":material/undo:",
                on_click=upload_files.unassign,
                args=(one.file.sha256, table.headings),
                disabled=fixed,
            )
    _columns(view, one, table, base, headings, fixed)


def _columns(
    view: View, one: Checked, table: Table, base: str, headings: dict[str, str], fixed: bool
) -> None:
    letters = table.letters
    fields = {letter: field for field, letter in table.columns.items()}
    sure = dict(table.certainty)
    options = _options(table)
    shown = letters if state.kept(f"upload.columns.{base}") else letters[:_MOST_COLUMNS]
    with st.container(key=f"kolom_daftar_{base}"):
        for letter in shown:
            field = fields.get(letter, _LEFT_OUT)
            with st.container(
                key=f"kolom_baris_{base}_{letter}", horizontal=True, vertical_alignment="center"
            ):
                st.html(_told(view, table, letter, field, sure), width="stretch")
                _choice(view, one, table, base, letter, field, options, fixed or letter not in headings)
    if len(shown) < len(letters):
        st.button(
            view.say("upload_columns.all", count=len(letters)),
            key=f"kolom_semua_{base}",
            on_click=state.keep,
            args=(f"upload.columns.{base}", True),
        )


def _choice(
    view: View,
    one: Checked,
    table: Table,
    base: str,
    letter: str,
    field: str,
    options: Sequence[str],
    fixed: bool,
) -> None:
    if table.kind is None:
        return
    kind, key = table.kind, f"kolom_{base}_{letter}_{table.kind}"
    offered = options if field in options else [field, *options]
    state.keep(key, field)
    st.selectbox(
        view.say("upload_columns.read-as", letter=letter, heading=markup.label(table.labels.get(letter, ""))),
        offered,
        format_func=lambda code: (
            field_name(view, kind, code) if code else view.say("upload_columns.left-out")
        ),
        key=key,
        on_change=_field_said,
        args=(one.file.sha256, table, letter, key),
        disabled=fixed,
        label_visibility="collapsed",
        width=300,
    )


def _told(view: View, table: Table, letter: str, field: str, sure: dict[str, float]) -> str:
    at = table.letters.index(letter)
    values = [row[at] for row in table.preview if at < len(row) and row[at]][:_MOST_VALUES]
    heading = table.labels.get(letter) or view.say("upload_columns.no-heading")
    level = _level(field, sure.get(letter, 1.0))
    state_of = markup.pill(_SIGNS[level], view.say(f"upload_columns.{level}"))
    total = table.sums.get(field)
    added = (
        view.say("upload_columns.sum", sum=amount(view, table.kind, field, total))
        if table.kind and total is not None
        else ""
    )
    shown = "".join(f"<q>{escape(value)}</q> " for value in values)
    return (
        f'<div class="col"><span class="col-letter">{escape(letter)}</span>'
        f'<div class="col-what"><strong>{escape(heading)}</strong>'
        f'<span class="col-values">{shown or view.write(None, "plain")}</span></div>'
        f'<div class="col-sure">{state_of}<small>{escape(added)}</small></div></div>'
    )


def _level(field: str, certainty: float) -> str:
    if not field:
        return "left-out"
    return "sure" if certainty >= _SURE else "likely" if certainty >= _LIKELY else "guess"


def _options(table: Table) -> list[str]:
    """What a column of this table may be: the columns of its kind; in wide tables those of its items too."""
    if table.kind is None:
        return [_LEFT_OUT]
    layout = loaders.layout(table.kind)
    plain = [one.code for one in layout.fields if one.stored and not one.personal]
    places = [code for code in ("kecamatan", "kelurahan", "tps") if code not in plain]
    wide = [code for code in table.columns if "." in code]
    over = list(dict.fromkeys(code.rpartition(".")[0] for code in wide))
    measures = [one.code for one in layout.fields if one.stored and one.measure]
    used = [code for code in measures if any(one.endswith(f".{code}") for one in wide)]
    if len(over) * len(measures) > _MOST_WIDE:
        measures = used
    return [_LEFT_OUT, *places, *plain, *(f"{item}.{code}" for item in over for code in measures)]


def _kind_said(sha256: str, table: Table, key: str) -> None:
    kind = state.chosen(key)
    if kind != _UNKNOWN:
        upload_files.assign(sha256, Assignment(table.headings, kind or _LEFT_OUT, ()))


def _field_said(sha256: str, table: Table, letter: str, key: str) -> None:
    field = state.chosen(key) or _LEFT_OUT
    now = {at: code for code, at in table.columns.items() if code != field}
    now[letter] = field
    pairs = tuple(
        (heading, now.get(at, _LEFT_OUT)) for at, heading in zip(table.letters, table.headings, strict=True)
    )
    upload_files.assign(sha256, Assignment(table.headings, table.kind or "", pairs))
