"""The upper half of the upload screen: where files are dropped, and what to do when none was."""

from collections.abc import Sequence

import streamlit as st

import loaders
import pipeline
import texts
from loaders.files import Limits
from ui import markup, pieces, uploads
from ui.data import Desk
from ui.view import View

_FILES = "unggah_file"
_MEGABYTE = 1024 * 1024
_KINDS_FIRST = ("logistik", "tps", "keuangan")


def ask(view: View) -> Sequence[uploads.Dropped]:
    """Draw the uploader and the field for the name; the files that lie in it now."""
    limits = Limits()
    size = limits.bytes // _MEGABYTE
    _speak(view, size)
    with st.container(key="unggah_letak", border=True):
        files = st.file_uploader(
            view.say("upload.drop.label"), accept_multiple_files=True, key=_FILES, max_upload_size=size
        )
        markup.draw(pieces.small(view.say("upload.drop.limits", size=size, rows=limits.rows)))
        nobody = view.say("upload.drop.by-nobody")
        st.text_input(
            view.say("upload.drop.by"),
            key=uploads.BY,
            placeholder=view.say("upload.drop.by-hint"),
            help=view.say("upload.drop.by-help", name=nobody),
            max_chars=80,
            autocomplete="name",
            persist_state="session",
            width=360,
        )
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


def _speak(view: View, size: int) -> None:
    # Streamlit 1.67 has no option for the uploader's own words: sheets.css hides them and shows these.
    # It holds on to Streamlit's test ids; a browser test reads the words that are really shown.
    said = {
        "pick": view.say("upload.drop.pick"),
        "hint": view.say("upload.drop.hint"),
        "here": view.say("upload.drop.here"),
        "failed": view.say("upload.drop.too-large", size=size),
    }
    words = ";".join(f"--unggah-{name}:{_css_string(text)}" for name, text in said.items())
    st.html(f"<style>:root{{{words}}}</style>")


def _css_string(text: str) -> str:
    quoted = "".join(f"\\{ord(char):x} " if char in "\\\"'<>&\n\r" else char for char in text)
    return f'"{quoted}"'


def guide(view: View) -> None:
    """What to do when no file was dropped yet, and a template of each kind, made when it is asked for."""
    steps = "".join(
        pieces.step(view.say(f"upload.empty.step-{number}"), view.say(f"upload.empty.step-{number}-text"))
        for number in (1, 2, 3)
    )
    rehearsal = view.say("upload.empty.rehearsal")
    markup.draw(markup.card(view.say("upload.empty.title"), f"<ol>{steps}</ol>", "steps", rehearsal))
    with st.container(key="unggah_templat", border=True):
        markup.draw(pieces.small(view.say("upload.empty.template-text")))
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
