"""One dropped file on the upload screen: its state, what was recognised, every finding, and the buttons."""

from collections.abc import Sequence
from html import escape

import streamlit as st

import texts
from loaders import Table
from ui import (
    findings,
    links,
    markup,
    pieces,
    upload_changes,
    upload_columns,
    upload_files,
    upload_reading,
    upload_repair,
    uploads,
    withdrawal,
    words,
)
from ui.findings import Finding
from ui.upload_files import Dropped
from ui.uploads import Checked
from ui.view import View

_SIGNS = {
    "ready": "complete",
    "ready-notes": "short",
    "waits": "warning",
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
    sections = (
        lambda: markup.draw(_head(view, one)),
        lambda: upload_changes.draw(view, one),
        lambda: _buttons(view, one, found),
        lambda: upload_repair.draw(view, one),
        lambda: _findings(view, one, found),
        lambda: _tables(view, one),
        lambda: upload_columns.draw(view, one),
        lambda: _skipped(view, one),
    )
    with st.container(key=f"file_{one.key}"):
        for section in sections:
            # Each in a place of its own: what comes and goes above must not take the focus from the user.
            with st.container():
                section()


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
    if len(ready) < 2 or uploads.rehearsing():
        return
    waiting = sum(one.status == "waits" for one in checked)
    with st.container(key="unggah_semua", horizontal=True, vertical_alignment="center"):
        text = view.say("upload.file.accept-all-text", files=len(ready))
        if waiting:
            text += " " + view.say("upload.file.accept-all-waits", files=waiting)
        st.html(pieces.small(text), width="stretch")
        _accept_button(view, "terima_semua", view.say("upload.file.accept-all", files=len(ready)), ready)


def _accept_button(view: View, key: str, words: str, files: Sequence[Dropped], waits: bool = False) -> None:
    nobody = view.say("upload.drop.by-nobody")
    st.button(
        words,
        key=key,
        type="primary",
        icon=":material/check:",
        on_click=uploads.accept,
        args=(files, uploads.office(view), view.choice.as_of, nobody),
        disabled=waits,
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
        if one.can_be_accepted and not uploads.rehearsing():
            words = view.say("upload.file.accept")
            _accept_button(view, f"terima_{one.key}", words, [one.file], waits=one.status == "waits")
        elif one.upload:
            links.to_page(view, "ringkasan", view.say("upload.file.to-summary"))
            upload = one.upload.upload_id
            before = uploads.day_before(upload)
            if not uploads.rehearsing():
                withdrawal.button(view, upload, one.file.name, view.say("upload.file.undo"), before)
        if any(problem.code == "cancelled" for problem in one.reading.problems):
            st.button(
                view.say("upload.file.read-again"),
                key=f"baca_lagi_{one.key}",
                icon=":material/refresh:",
                on_click=uploads.read_again,
                args=(one.file,),
            )
        _downloads(view, one, found)
        st.button(
            view.say("upload.file.put-away"),
            key=f"singkirkan_{one.key}",
            icon=":material/close:",
            type="tertiary",
            on_click=upload_files.put_away,
            args=(one.file.sha256,),
        )


def _downloads(view: View, one: Checked, found: Sequence[Finding]) -> None:
    if not found:
        return
    name = one.file.name.rpartition(".")[0] or one.file.name
    if one.reading.tables:
        st.download_button(
            view.say("upload.findings.workbook"),
            data=lambda: upload_reading.marked(one.file.data, one.reading, view.lang),
            file_name=view.say("upload.findings.workbook-name", file=name),
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"temuan_xlsx_{one.key}",
            icon=":material/download:",
            on_click="ignore",
        )
    st.download_button(
        view.say("upload.findings.download"),
        data=lambda: findings.as_csv(found, view.lang),
        file_name=view.say("upload.findings.file-name", file=name),
        mime="text/csv",
        key=f"temuan_csv_{one.key}",
        icon=":material/download:",
        on_click="ignore",
    )


def _tables(view: View, one: Checked) -> None:
    if not one.reading.tables:
        return
    went = "accepted" if one.upload is None else "accepted-done"
    names = ("what", "where", "office", "date", "rows", went, "set-aside")
    numeric = ("rows", went, "set-aside")
    heads = [markup.Column(view.say(f"upload.table.{name}"), name in numeric) for name in names]
    rows = [_table(view, table) for table in one.reading.tables]
    markup.draw(markup.table(view.say("upload.table.title"), heads, rows))


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


def _skipped(view: View, one: Checked) -> None:
    if not one.reading.skipped:
        return
    told = []
    for sheet in one.reading.skipped:
        key = f"upload.skipped.{sheet.reason}"
        reason = view.say(key if texts.known(key, view.lang) else "upload.skipped.other")
        told.append(f"{sheet.sheet} ({reason})")
    markup.draw(f'<p class="note">{escape(view.say("upload.table.skipped"))}: {escape("; ".join(told))}</p>')


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
    for number, (first, members) in enumerate(findings.groups(chosen)):
        markup.draw(_group(view, first, members))
        upload_repair.offer(view, one, members, f"{first.code}_{number}")


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
