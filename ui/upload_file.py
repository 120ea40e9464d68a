"""One dropped file on the upload screen: its state, what was recognised, every finding, and the buttons."""

from collections.abc import Sequence
from html import escape

import streamlit as st

import loaders
import texts
from loaders import Table
from ui import findings, links, markup, pieces, uploads, withdrawal, words
from ui.findings import Finding
from ui.uploads import Checked, Dropped
from ui.view import View

_SIGNS = {
    "ready": "complete",
    "ready-notes": "short",
    "refused": "not-received",
    "accepted": "complete",
    "known": "note",
    "error": "critical",
    "warning": "warning",
    "note": "note",
}
"""State or severity to the sign and colour that it shares with the other screens."""
_MOST_ROWS = 100
"""Findings of one group that are listed on the screen."""


def draw(view: View, one: Checked) -> None:
    """The whole card."""
    found = findings.of(one.reading, view.lang)
    with st.container(key=f"file_{one.key}"):
        markup.draw(_head(view, one))
        _buttons(view, one, found)
        _findings(view, one, found)
        if one.reading.tables:
            markup.draw(_tables(view, one))
            _details(view, one)
        if one.reading.skipped:
            markup.draw(_skipped(view, one))


def tell(view: View) -> None:
    """What became of the last click, when that is not plain from the cards."""
    done = withdrawal.told(view)
    if done:
        markup.draw(pieces.told("complete", done))
    failed = uploads.told()
    if failed:
        markup.draw(pieces.told("warning", view.say(failed)))


def draw_all_at_once(view: View, checked: Sequence[Checked]) -> None:
    """One button for all files that are ready, when there are several."""
    ready = [one.file for one in checked if one.status in ("ready", "ready-notes")]
    if len(ready) < 2:
        return
    with st.container(key="unggah_semua", horizontal=True, vertical_alignment="center"):
        st.html(pieces.small(view.say("upload.file.accept-all-text", files=len(ready))), width="stretch")
        _accept_button(view, "terima_semua", view.say("upload.file.accept-all", files=len(ready)), ready)


def _accept_button(view: View, key: str, words: str, files: Sequence[Dropped]) -> None:
    nobody = view.say("upload.drop.by-nobody")
    st.button(
        words,
        key=key,
        type="primary",
        icon=":material/check:",
        on_click=uploads.accept,
        args=(files, uploads.office(view), view.choice.as_of, nobody),
    )


def _head(view: View, one: Checked) -> str:
    upload = one.upload
    told = view.say(
        f"upload.file.{one.status}",
        rows=one.rows,
        accepted=one.accepted,
        set_aside=one.rows - one.accepted,
        at=words.moment(view, upload.at) if upload else "",
        by=upload.by if upload else "",
    )
    state = markup.pill(_SIGNS[one.status], view.say(f"upload.state.{one.status}"))
    return f'<div class="file-head"><h2>{escape(one.file.name)}</h2>{state}</div><p>{escape(told)}</p>'


def _buttons(view: View, one: Checked, found: Sequence[Finding]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if one.status in ("ready", "ready-notes"):
            _accept_button(view, f"terima_{one.key}", view.say("upload.file.accept"), [one.file])
        elif one.upload:
            links.to_page(view, "ringkasan", view.say("upload.file.to-summary"))
            upload = one.upload.upload_id
            before = uploads.day_before(upload)
            withdrawal.button(view, upload, one.file.name, view.say("upload.file.undo"), before)
        if found:
            name = one.file.name.rpartition(".")[0] or one.file.name
            st.download_button(
                view.say("upload.findings.download"),
                data=lambda: findings.as_csv(found, view.lang),
                file_name=view.say("upload.findings.file-name", file=name),
                mime="text/csv",
                key=f"temuan_csv_{one.key}",
                icon=":material/download:",
                on_click="ignore",
            )


def _tables(view: View, one: Checked) -> str:
    went = "accepted" if one.upload is None else "accepted-done"
    names = ("what", "where", "office", "date", "rows", went, "set-aside")
    numeric = ("rows", went, "set-aside")
    heads = [markup.Column(view.say(f"upload.table.{name}"), name in numeric) for name in names]
    return markup.table(
        view.say("upload.table.title"), heads, (_table(view, table) for table in one.reading.tables)
    )


def _table(view: View, table: Table) -> list[str]:
    name = view.say(f"kinds.{table.kind}.name") if table.kind else view.say("upload.table.unknown")
    where = f"{table.region.sheet}!{table.region.range}" if table.region.sheet else table.region.range
    sure = view.say("upload.table.sure", share=round(table.confidence * 100)) if table.kind else ""
    set_aside = table.rows - table.accepted
    aside = view.write(set_aside, "count")
    return [
        f'{escape(name)}<span class="sub">{escape(sure)}</span>',
        escape(where),
        escape(table.office or view.say("upload.table.office-none")),
        escape(
            view.write(table.data_date, "date") if table.data_date else view.say("upload.table.date-none")
        ),
        escape(view.write(table.rows, "count")),
        escape(view.write(table.accepted, "count")),
        f'<span class="lack">{escape(aside)}</span>' if set_aside else escape(aside),
    ]


def _details(view: View, one: Checked) -> None:
    tables = [table for table in one.reading.tables if table.kind]
    if not tables:
        return
    with st.expander(view.say("upload.table.details"), key=f"rincian_{one.key}"):
        table = tables[0]
        if len(tables) > 1:
            number = st.selectbox(
                view.say("upload.table.pick"),
                range(len(tables)),
                format_func=lambda at: _called(view, tables[at]),
                key=f"rincian_lembar_{one.key}",
                width=420,
            )
            table = tables[number]
        markup.draw(_columns(view, table, view.say("upload.table.columns", count=len(table.columns))))
        if table.preview:
            markup.draw(_preview(view, table))


def _called(view: View, table: Table) -> str:
    name = view.say(f"kinds.{table.kind}.name")
    return f"{table.region.sheet} · {name}" if table.region.sheet else name


def _columns(view: View, table: Table, caption: str) -> str:
    heads = [
        markup.Column(view.say("upload.table.columns-field")),
        markup.Column(view.say("upload.table.columns-letter")),
        markup.Column(view.say("upload.table.columns-header")),
        markup.Column(view.say("upload.table.columns-sum"), numeric=True),
    ]
    used = {letter: field for field, letter in table.columns.items()}
    kind = table.kind or ""
    rows = [
        (_field(view, kind, field), letter, table.labels.get(letter, ""), _sum(view, table, field))
        for letter, field in sorted(used.items(), key=lambda pair: _position(pair[0]))
    ]
    rows += [
        (view.say("upload.table.columns-unused"), letter, label, "")
        for letter, label in sorted(table.labels.items(), key=lambda pair: _position(pair[0]))
        if letter not in used
    ]
    return pieces.over(
        caption, markup.table(caption, heads, ([escape(cell) for cell in row] for row in rows))
    )


def _position(letter: str) -> tuple[int, str]:
    return len(letter), letter


def _field(view: View, kind: str, field: str) -> str:
    """The name of a column; in wide tables the item (or place) that stands over it comes first."""
    over, _, code = field.rpartition(".")
    keys = (f"kinds.{kind}.fields.{code}", f"kinds.places.{code}")
    key = next((one for one in keys if texts.known(one, view.lang)), None)
    name = view.say(key) if key else code
    return f"{words.item(view, over)} · {name}" if over else name


def _sum(view: View, table: Table, field: str) -> str:
    total = table.sums.get(field)
    if total is None or table.kind is None:
        return ""
    code = field.rpartition(".")[2]
    layout = loaders.layout(table.kind)
    rupiah = layout.has(code) and layout.field(code).type == "rupiah"
    return view.write(total, "rupiah" if rupiah else "decimal")


def _preview(view: View, table: Table) -> str:
    width = max(len(row) for row in table.preview)
    letters = [_letter(_number(table.region.range) + at) for at in range(width)]
    names = [table.labels.get(one) or view.say("upload.table.preview-letter", letter=one) for one in letters]
    heads = [markup.Column(name) for name in names]
    rows = ([escape(cell) for cell in (*row, *[""] * (width - len(row)))] for row in table.preview)
    title = view.say("upload.table.preview")
    return pieces.over(title, markup.table(title, heads, rows))


def _number(address: str) -> int:
    number = 0
    for char in address.partition(":")[0].rstrip("0123456789"):
        number = number * 26 + ord(char) - ord("A") + 1
    return number


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _skipped(view: View, one: Checked) -> str:
    told = []
    for sheet in one.reading.skipped:
        key = f"upload.skipped.{sheet.reason}"
        reason = view.say(key if texts.known(key, view.lang) else "upload.skipped.other")
        told.append(f"{sheet.sheet} ({reason})")
    return f'<p class="note">{escape(view.say("upload.table.skipped"))}: {escape("; ".join(told))}</p>'


def _findings(view: View, one: Checked, found: Sequence[Finding]) -> None:
    if not found:
        if one.status != "known":
            markup.draw(markup.pill("complete", view.say("upload.findings.none")))
        return
    counts = {name: sum(1 for f in found if f.severity == name) for name in findings.SEVERITIES}
    there = [name for name, count in counts.items() if count]
    title = view.say("upload.findings.title", count=len(found))
    markup.draw(f'<h3 class="findings-title">{escape(title)}</h3>')
    shown = there
    if len(there) > 1:
        shown = st.pills(
            view.say("upload.findings.filter"),
            there,
            selection_mode="multi",
            default=there,
            format_func=lambda name: view.say(f"upload.findings.{name}s", count=counts[name]),
            key=f"temuan_{one.key}",
        )
    chosen = [finding for finding in found if finding.severity in shown]
    if chosen:
        markup.draw(*(_group(view, first, members) for first, members in findings.groups(chosen)))


def _group(view: View, first: Finding, members: Sequence[Finding]) -> str:
    heads = [
        markup.Column(view.say("upload.findings.cell")),
        markup.Column(view.say("upload.findings.value")),
        markup.Column(view.say("upload.findings.what")),
    ]
    nothing = view.write(None, "plain")
    rows = [
        (escape(one.where), f"<q>{escape(one.value)}</q>" if one.value else nothing, escape(one.what))
        for one in members[:_MOST_ROWS]
    ]
    severity = view.say(f"upload.findings.{first.severity}")
    means = view.say(f"upload.findings.{first.severity}-means")
    more = len(members) - len(rows)
    rest = f'<p class="note">{escape(view.say("upload.findings.more", count=more))}</p>' if more else ""
    return (
        f'<section class="finding is-{escape(first.severity)}">'
        f'<p class="finding-todo">{markup.pill(_SIGNS[first.severity], severity)} '
        f"<small>{escape(means)}</small><br>"
        f"<strong>{escape(view.say('upload.findings.todo'))}:</strong> {escape(first.todo)}</p>"
        f"{markup.table(first.todo, heads, rows)}{rest}</section>"
    )
