"""The upper half of the upload screen: where files are brought, and what to do when none was."""

from collections.abc import Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import loaders
import pipeline
import texts
from loaders.files import Limits
from ui import in_force, markup, pieces, state, upload_files, upload_reading, uploader_words, uploads
from ui.data import Desk
from ui.upload_files import Dropped
from ui.view import View

_FILES, _PASTED = "unggah_file", "unggah_tempel"
_MEGABYTE = 1024 * 1024
_KINDS_FIRST = ("logistik", "tps", "keuangan")
_TICK = 0.2
_AT_ONCE = 0.4
"""Seconds within which most files are read again: nothing need be told of that."""


def ask(view: View) -> Sequence[Dropped]:
    """Draw the uploader, the field for the name and the switch; the files that lie in the session."""
    limits = Limits()
    size = limits.bytes // _MEGABYTE
    uploader_words.speak(view, size)
    with st.container(key="unggah_letak", horizontal=True):
        with st.container(key="unggah_berkas"):
            files = st.file_uploader(
                view.say("upload.drop.label"),
                accept_multiple_files=True,
                key=_FILES,
                max_upload_size=size,
                on_change=_follow,
            )
            if not files:
                upload_files.widget_is_empty()
            markup.draw(pieces.small(view.say("upload.drop.limits", size=size, rows=limits.rows), "bounds"))
            _paste(view)
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
            st.toggle(view.say("upload_bring.rehearsal"), key=uploads.REHEARSAL, persist_state="session")
    if uploads.rehearsing():
        title, text = view.say("upload_bring.rehearsal-on"), view.say("upload_bring.rehearsal-text")
        markup.draw(
            f'<p class="rehearsal" role="status">{markup.icon("sample")}'
            f"<strong>{escape(title)}</strong> {escape(text)}</p>"
        )
    return upload_files.all_of_session()


def _follow() -> None:
    chosen = [(one.name, one.getvalue()) for one in state.chosen(_FILES) or ()]
    upload_files.follow_widget(
        [upload_files.dropped(name, data) for name, data in upload_reading.unpacked(chosen)]
    )


def _paste(view: View) -> None:
    with st.expander(view.say("upload_bring.paste"), key="unggah_tempelan", icon=":material/content_paste:"):
        st.text_area(
            view.say("upload_bring.paste-label"),
            key=_PASTED,
            height=160,
            placeholder=view.say("upload_bring.paste-hint"),
        )
        st.button(view.say("upload_bring.paste-read"), key="unggah_tempel_periksa", on_click=_pasted)


def _pasted() -> None:
    text = state.chosen(_PASTED) or ""
    if text.strip():
        upload_files.bring([pipeline.pasted(text)])
        state.keep(_PASTED, "")


def read(view: View, files: Sequence[Dropped]) -> list[uploads.Checked]:
    """Read the files beside the page, telling how far it has come; those read before come at once."""
    whose = uploads.office(view)
    place = st.empty()
    while (job := uploads.job(view.desk, whose, files)) is not None:
        _wait(view, place, job)
    place.empty()
    checked = list(uploads.check(view.desk, whose, files))
    with st.expander(view.say("upload.reading.done", files=len(files)), icon=":material/check:"):
        for one in checked:
            st.text(_step(view, one))
    return checked


def _wait(view: View, place: DeltaGenerator, job: upload_reading.Job) -> None:
    if job.wait(_AT_ONCE):
        uploads.collect()
        return
    with place.container(key="unggah_membaca"):
        markup.draw(pieces.paragraph(view.say("upload.reading.running", files=len(job.tasks))))
        bar = st.progress(0.0, text=_stage(view, job))
        st.button(
            view.say("upload_bring.cancel"),
            key="unggah_batal",
            icon=":material/close:",
            on_click=uploads.cancel,
        )
    while not job.wait(_TICK):
        # Another press of the user ends this run here; the reading goes on, and the next run waits for it.
        bar.progress(job.share, text=_stage(view, job))
    uploads.collect()


def _stage(view: View, job: upload_reading.Job) -> str:
    at, stage, _ = job.now
    doing = view.say(f"upload_bring.stage-{stage}")
    return view.say(
        "upload_bring.stage",
        file=markup.label(job.tasks[at].name),
        doing=doing,
        number=at + 1,
        files=len(job.tasks),
    )


def _step(view: View, one: uploads.Checked) -> str:
    tables = one.reading.tables
    if not tables:
        return view.say("upload.reading.step-failed", file=one.file.name)
    count = len(one.reading.problems) + sum(len(table.problems) for table in tables)
    name = one.file.name
    return view.say("upload.reading.step", file=name, tables=len(tables), rows=one.rows, findings=count)


def guide(view: View) -> None:
    """What to do when no file was brought yet, and a template of each kind, made when it is asked for."""
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
            in_force.button(view, kind)


def _template(desk: Desk, kind: str, office: str | None, lang: texts.Lang) -> bytes:
    return pipeline.template(desk.store, desk.election, kind, office, lang)
