"""Cells typed anew: for rows that were set aside, for names that nobody knows, and for any finding."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from loaders import Problem, SetAside, Table, Unplaced
from ui import findings, markup, pieces, state, upload_files
from ui.findings import Finding
from ui.upload_changes import amount, field_name
from ui.uploads import Checked
from ui.view import View

_MOST_ROWS = 15
_MOST_CELLS = 20
_MOST_NAMES = 25
_PLACES = ("tps", "kelurahan", "kecamatan")


def draw(view: View, one: Checked) -> None:
    """Names that nobody knows, rows set aside, and the cells typed anew so far."""
    _corrected(view, one)
    for number, table in enumerate(one.reading.tables):
        if table.unplaced:
            _unplaced(view, one, table, number)
    aside = [
        (number, table, row) for number, table in enumerate(one.reading.tables) for row in table.set_aside
    ]
    if aside:
        _set_aside(view, one, aside)


# -- cells typed so far


def _corrected(view: View, one: Checked) -> None:
    if not one.said.corrections:
        return
    with st.container(key=f"ketik_{one.key}"):
        count = len(one.said.corrections)
        markup.draw(_title(view.say("upload_repair.corrected", count=count)))
        listed = "".join(
            f"<li><b>{escape(_address(*cell))}</b> → <q>{escape(text)}</q></li>"
            for cell, text in one.said.corrections[:_MOST_CELLS]
        )
        markup.draw(f'<ul class="typed">{listed}</ul>')
        st.button(
            view.say("upload_repair.undo-all"),
            key=f"ketik_batal_{one.key}",
            icon=":material/undo:",
            on_click=upload_files.correct,
            args=(one.file.sha256, {cell: None for cell, _ in one.said.corrections}),
        )


# -- names that are on no list


def _unplaced(view: View, one: Checked, table: Table, number: int) -> None:
    with st.container(key=f"belum_{one.key}_{number}"):
        markup.draw(
            pieces.titled(
                view.say("upload_repair.unplaced", count=len(table.unplaced), sheet=table.region.sheet),
                view.say("upload_repair.unplaced-text"),
            )
        )
        written = _written(table)
        for at, name in enumerate(table.unplaced[:_MOST_NAMES]):
            key = f"{one.key}_{number}_{at}"
            with st.container(horizontal=True, vertical_alignment="center", key=f"belum_baris_{key}"):
                st.html(_held(view, table, name), width="stretch")
                finest = next((text for place in _PLACES if (text := getattr(name, place))), "")
                # A finding tells one cell a name; the name itself knows all of them.
                own = {(table.region.sheet, cell) for cell in name.cells}
                cells = sorted(own | written[_plain(finest)])
                if name.suggestion and cells:
                    st.button(
                        view.say("upload_repair.take", name=markup.label(name.suggestion)),
                        key=f"saran_{key}",
                        icon=":material/check:",
                        on_click=upload_files.correct,
                        args=(one.file.sha256, dict.fromkeys(cells, name.suggestion)),
                    )
        more = len(table.unplaced) - _MOST_NAMES
        if more > 0:
            markup.draw(pieces.small(view.say("upload_repair.more-names", count=more)))


def _held(view: View, table: Table, name: Unplaced) -> str:
    tps = view.say("upload_changes.tps", number=name.tps) if name.tps else ""
    where = " · ".join(part for part in (name.kecamatan, name.kelurahan, tps) if part)
    kind = table.kind or ""
    held = "; ".join(
        f"{field_name(view, kind, field)} {amount(view, kind, field, number)}"
        for field, number in name.amounts
        if number
    )
    rows = view.say("upload_repair.rows", count=name.rows)
    text = " · ".join(part for part in (rows, held) if part)
    return f'<div class="unplaced"><strong>{escape(where)}</strong><span>{escape(text)}</span></div>'


def _written(table: Table) -> dict[str, set[tuple[str, str]]]:
    """The cells in which each name stands, as findings and rows set aside tell."""
    sheet = table.region.sheet
    letters = {table.columns[place] for place in _PLACES if place in table.columns}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for problem in table.problems:
        if problem.cell and problem.value:
            found[_plain(problem.value)].add((sheet, problem.cell))
    for row in table.set_aside:
        for letter, text in row.cells:
            if letter in letters:
                found[_plain(text)].add((sheet, f"{letter}{row.row}"))
    return found


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


# -- rows that were set aside


def _set_aside(view: View, one: Checked, aside: Sequence[tuple[int, Table, SetAside]]) -> None:
    key = f"sisih_{one.key}"
    with st.expander(
        view.say("upload_repair.aside", count=len(aside)),
        key=key,
        on_change="rerun",
        icon=":material/edit_note:",
    ) as box:
        if not box.open:
            return
        markup.draw(pieces.small(view.say("upload_repair.aside-text")))
        most = state.kept(f"upload.{key}", _MOST_ROWS)
        with st.form(f"{key}_isian", border=False):
            cells: list[tuple[str, str]] = []
            for number, table, row in aside[:most]:
                cells += _row(view, one, table, number, row)
            _submit(view, one, "baris", cells)
        if len(aside) > most:
            st.button(
                view.say("upload_repair.more-rows", count=min(_MOST_ROWS, len(aside) - most)),
                key=f"{key}_lagi",
                on_click=state.keep,
                args=(f"upload.{key}", most + _MOST_ROWS),
            )


def _row(view: View, one: Checked, table: Table, number: int, row: SetAside) -> list[tuple[str, str]]:
    sheet = table.region.sheet
    reasons = [problem for problem in table.problems if _row_of(problem) == row.row]
    errors = [problem for problem in reasons if problem.severity == "error"]
    told = dict.fromkeys(findings.what(problem, view.lang) for problem in errors or reasons)
    text = "; ".join(told) or ", ".join(row.codes)
    where = view.say("upload_repair.row", sheet=sheet, row=row.row).strip()
    shown = " · ".join(f"{letter}: {value}" for letter, value in row.cells)
    texts_of = dict(row.cells)
    wrong = [problem.cell for problem in errors if problem.cell]
    letters = list(dict.fromkeys(cell.rstrip("0123456789") for cell in wrong)) or list(texts_of)
    with st.container(key=f"sisih_baris_{one.key}_{number}_{row.row}"):
        markup.draw(
            f'<div class="aside"><strong>{escape(where)}</strong><span>{escape(text)}</span>'
            f"<small>{escape(shown)}</small></div>"
        )
        with st.container(horizontal=True):
            return [
                _input(
                    view,
                    one,
                    (sheet, f"{letter}{row.row}"),
                    texts_of.get(letter, ""),
                    table.labels.get(letter, ""),
                    "baris",
                )
                for letter in letters
            ]


def _row_of(problem: Problem) -> int | None:
    digits = (problem.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdigit() else None


# -- any finding


def offer(view: View, one: Checked, members: Sequence[Finding], name: str) -> None:
    """A way to type the cells of these findings anew, where they have cells."""
    cells = list(
        dict.fromkeys((found.sheet, found.cell, found.value) for found in members if _is_cell(found))
    )
    if not cells or one.upload is not None:
        return
    key = f"temuan_ketik_{one.key}_{name}"
    with st.expander(
        view.say("upload_repair.here"), key=key, on_change="rerun", icon=":material/edit:"
    ) as box:
        if not box.open:
            return
        with st.form(f"{key}_isian", border=False):
            with st.container(horizontal=True):
                typed = [
                    _input(view, one, (sheet, cell), value, "", name)
                    for sheet, cell, value in cells[:_MOST_CELLS]
                ]
            if len(cells) > _MOST_CELLS:
                markup.draw(pieces.small(view.say("upload_repair.first", count=_MOST_CELLS)))
            _submit(view, one, name, typed)


def _is_cell(found: Finding) -> bool:
    return bool(found.cell) and found.cell[-1:].isdigit() and found.cell.isalnum()


# -- fields and their button


def _key(one: Checked, cell: tuple[str, str], name: str) -> str:
    return f"sel_{one.key}_{name}_{cell[0]}!{cell[1]}"


def _input(
    view: View, one: Checked, cell: tuple[str, str], found: str, heading: str, name: str
) -> tuple[str, str]:
    key = _key(one, cell, name)
    typed = dict(one.said.corrections).get(cell, found)
    label = view.say("upload_repair.cell", cell=_address(*cell), heading=heading).strip(" ·")
    st.text_input(markup.label(label), value=typed, key=key, max_chars=300, width=240)
    return cell


def _submit(view: View, one: Checked, name: str, cells: Iterable[tuple[str, str]]) -> None:
    st.form_submit_button(
        view.say("upload_repair.read"),
        key=f"ketik_baca_{one.key}_{name}",
        icon=":material/refresh:",
        on_click=_typed,
        args=(one, tuple(cells), name),
    )


def _typed(one: Checked, cells: Sequence[tuple[str, str]], name: str) -> None:
    before = dict(one.said.corrections)
    stood = _texts(one)
    changed: dict[tuple[str, str], str | None] = {}
    for cell in cells:
        text = state.chosen(_key(one, cell, name))
        if text is not None and text != before.get(cell, stood.get(cell, "")):
            changed[cell] = text
    upload_files.correct(one.file.sha256, changed)


def _texts(one: Checked) -> dict[tuple[str, str], str]:
    """What stands in cells of rows set aside and of findings."""
    found = {
        (problem.sheet or "", problem.cell): problem.value or ""
        for table in one.reading.tables
        for problem in table.problems
        if problem.cell
    }
    for table in one.reading.tables:
        for row in table.set_aside:
            found.update({(table.region.sheet, f"{letter}{row.row}"): text for letter, text in row.cells})
    return found


def _address(sheet: str, cell: str) -> str:
    return f"{sheet}!{cell}" if sheet else cell


def _title(text: str) -> str:
    return f'<h3 class="findings-title">{escape(text)}</h3>'
