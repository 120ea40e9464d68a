"""What was decided before: the meaning of columns, with who and when, and uploads that still have rows set
aside."""

import json
from collections.abc import Sequence
from datetime import datetime
from html import escape

import streamlit as st

import loaders
import pipeline
from loaders import Assignment
from store import Busy, Damaged, LedgerRow
from ui import data, ledger, markup, pieces, state, upload_files, uploads, words
from ui.upload_changes import field_name
from ui.view import View

_IMPORTED, _TOLD = "unggah_ingatan", "upload.memory.told"
_MOST_UPLOADS = 20


def draw(view: View) -> None:
    """Both lists, closed until somebody wants them."""
    told = state.take(_TOLD)
    if told:
        key, count = told
        markup.draw(pieces.told("note", view.say(key, count=count)))
    _open_again(view)
    _columns(view)


# -- columns


def _columns(view: View) -> None:
    found = pipeline.remembered(ledger.rows(view.desk), uploads.office(view))[::-1]
    with st.expander(
        view.say("upload_memory.columns", count=len(found)),
        key="unggah_diingat",
        on_change="rerun",
        icon=":material/bookmark:",
    ) as box:
        if not box.open:
            return
        markup.draw(pieces.small(view.say("upload_memory.columns-text")))
        if found:
            markup.draw(_listed(view, found))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if found:
                whose = uploads.office(view)
                st.download_button(
                    view.say("upload_memory.export"),
                    data=lambda: pipeline.exported(view.desk.store, whose).encode(),
                    file_name=view.say("upload_memory.file-name"),
                    mime="application/json",
                    key="unggah_diingat_ekspor",
                    icon=":material/download:",
                    on_click="ignore",
                )
            if not uploads.rehearsing():
                st.file_uploader(
                    view.say("upload_memory.import"),
                    type=["json"],
                    key=_IMPORTED,
                    on_change=_import,
                    args=(uploads.office(view), view.say("upload.drop.by-nobody")),
                    max_upload_size=1,
                )


def _listed(view: View, found: Sequence[pipeline.Remembered]) -> str:
    names = ("headings", "kind", "fields", "by", "at")
    heads = [markup.Column(view.say(f"upload_memory.{name}")) for name in names]
    rows = [
        [
            escape(" · ".join(_heading(view, heading) for heading in one.said.headings)),
            escape(view.say(f"kinds.{one.said.kind}.name" if one.said.kind else "upload_columns.kind-none")),
            escape("; ".join(_pairs(view, one.said))),
            escape(one.row.by),
            escape(words.moment(view, one.row.at)),
        ]
        for one in found
    ]
    return markup.table(view.say("upload_memory.title"), heads, rows)


def _pairs(view: View, said: Assignment) -> list[str]:
    left_out = view.say("upload_columns.left-out")
    return [
        f"{_heading(view, heading)} → {field_name(view, said.kind, field) if field else left_out}"
        for heading, field in said.fields
    ]


def _heading(view: View, heading: str) -> str:
    place = loaders.place_of(heading)
    return heading if place is None else view.say("upload_memory.no-heading", place=place)


def _import(office: str | None, nobody: str) -> None:
    brought = state.chosen(_IMPORTED)
    if brought is None or uploads.rehearsing():
        return
    desk = data.desk()
    try:
        found = pipeline.imported(brought.getvalue().decode("utf-8"))
        for one in found:
            pipeline.remember(
                desk.store,
                one,
                office=office or "",
                by=uploads.name_of_user(nobody),
                election=desk.election.code,
            )
    except ValueError:
        state.keep(_TOLD, ("upload_memory.not-json", 0))
    except Busy:
        state.keep(_TOLD, ("upload.file.busy", 0))
    else:
        state.keep(_TOLD, ("upload_memory.imported", len(found)))


# -- uploads with rows set aside


def _open_again(view: View) -> None:
    whose = uploads.office(view)
    found = [
        entry
        for entry in ledger.entries(view.desk)
        if entry.status == "in-force"
        and any(row.set_aside and (whose is None or row.office == whose) for row in entry.rows)
    ][:_MOST_UPLOADS]
    if not found:
        return
    lying = {file.sha256 for file in upload_files.all_of_session()}
    with st.expander(
        view.say("upload_memory.aside", count=len(found)),
        key="unggah_disisihkan",
        on_change="rerun",
        icon=":material/folder_open:",
    ) as box:
        if not box.open:
            return
        markup.draw(pieces.small(view.say("upload_memory.aside-text")))
        for entry in found:
            head, rows = entry.head, sum(row.set_aside for row in entry.rows)
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"sisa_baris_{head.upload_id}"
            ):
                st.html(_entry(view, head, rows), width="stretch")
                st.button(
                    view.say("upload_memory.open-again"),
                    key=f"buka_lagi_{head.upload_id}",
                    icon=":material/folder_open:",
                    on_click=open_again,
                    args=(head,),
                    disabled=head.sha256 in lying,
                )


def _entry(view: View, head: LedgerRow, rows: int) -> str:
    text = view.say("upload_memory.aside-of", count=rows, by=head.by, at=_moment(view, head.at))
    return f'<div class="unplaced"><strong>{escape(head.file)}</strong><span>{escape(text)}</span></div>'


def _moment(view: View, at: datetime) -> str:
    return words.moment(view, at)


def open_again(head: LedgerRow) -> None:
    """Lay the kept original of an upload with the session's files, with what was decided about it."""
    try:
        original = data.desk().store.original(head.sha256)
    except Damaged:
        state.keep(_TOLD, ("upload_memory.damaged", 0))
        return
    upload_files.bring([(head.file, original)])
    decided = json.loads(head.choices) if head.choices else {}
    said = pipeline.imported(json.dumps(decided.get("assignments", [])))
    cells = tuple(sorted(pipeline.corrections_in(head.choices).items()))
    upload_files.say(head.sha256, upload_files.Said(cells, said))
