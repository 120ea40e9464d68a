"""The upper half of the upload screen: where files are dropped, and what to do when none was."""

from collections.abc import Sequence

import streamlit as st

import loaders
import pipeline
import texts
from loaders.files import Limits
from ui import markup, pieces, uploader_words, uploads
from ui.data import Desk
from ui.view import View

_FILES = "unggah_file"
_MEGABYTE = 1024 * 1024
_KINDS_FIRST = ("logistik", "tps", "keuangan")


def ask(view: View) -> Sequence[uploads.Dropped]:
    """Draw the uploader and the field for the name; the files that lie in it now."""
    limits = Limits()
    size = limits.bytes // _MEGABYTE
    uploader_words.speak(view, size)
    with st.container(key="unggah_letak", horizontal=True):
        with st.container(key="unggah_berkas"):
            files = st.file_uploader(
                view.say("upload.drop.label"), accept_multiple_files=True, key=_FILES, max_upload_size=size
            )
            markup.draw(pieces.small(view.say("upload.drop.limits", size=size, rows=limits.rows)))
        with st.container(key="unggah_nama", width=340):
            st.text_input(
                view.say("upload.drop.by"),
                key=uploads.BY,
                placeholder=view.say("upload.drop.by-hint"),
                max_chars=80,
                autocomplete="name",
                persist_state="session",
            )
            nobody = view.say("upload.drop.by-nobody")
            markup.draw(pieces.small(view.say("upload.drop.by-help", name=nobody)))
    return uploads.dropped([(one.name, one.getvalue()) for one in files])


def read(view: View, files: Sequence[uploads.Dropped]) -> list[uploads.Checked]:
    """Read the files, one step of words a file; those read before come at once."""
    checked = []
    with st.status(view.say("upload.reading.running", files=len(files))) as status:
        for one in uploads.check(view.desk, uploads.office(view), files):
            checked.append(one)
            st.text(_step(view, one))
        status.update(label=view.say("upload.reading.done", files=len(files)), state="complete")
    return checked


def _step(view: View, one: uploads.Checked) -> str:
    tables = one.reading.tables
    if not tables:
        return view.say("upload.reading.step-failed", file=one.file.name)
    count = len(one.reading.problems) + sum(len(table.problems) for table in tables)
    name = one.file.name
    return view.say("upload.reading.step", file=name, tables=len(tables), rows=one.rows, findings=count)


def guide(view: View) -> None:
    """What to do when no file was dropped yet, and a template of each kind, made when it is asked for."""
    steps = "".join(
        pieces.step(view.say(f"upload.empty.step-{number}"), view.say(f"upload.empty.step-{number}-text"))
        for number in (1, 2, 3)
    )
    rehearsal = view.say("upload.empty.rehearsal")
    markup.draw(markup.card(view.say("upload.empty.title"), f"<ol>{steps}</ol>", "steps", rehearsal))
    with st.container(key="unggah_templat"):
        markup.draw(
            pieces.titled(view.say("upload.empty.template-title"), view.say("upload.empty.template-text"))
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind = st.selectbox(
                view.say("upload.empty.template-kind"),
                [*_KINDS_FIRST, *(code for code in loaders.kinds() if code not in _KINDS_FIRST)],
                format_func=lambda code: view.say(f"kinds.{code}.name"),
                key="unggah_templat_jenis",
                width=320,
            )
            office = view.choice.office.code if view.choice.office else None
            st.download_button(
                view.say("upload.empty.template-get"),
                data=lambda: _template(view.desk, kind, office, view.lang),
                file_name=f"{kind}.xlsx",
                mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                key="unggah_templat_ambil",
                icon=":material/download:",
                on_click="ignore",
            )


def _template(desk: Desk, kind: str, office: str | None, lang: texts.Lang) -> bytes:
    return pipeline.template(desk.store, desk.election, kind, office, lang)
