"""Reports on the screen: which to make, how far it is, the button to take it along, and checking one."""

from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote

import streamlit as st

import loaders
import pipeline
from loaders.files import Limits
from metrics import Board
from ui import alert_digest, alerts, markup, pieces, state, uploader_words
from ui.view import View

WAYS = ("pdf", "docx", "html", "xlsx", "package", "whatsapp")
_FILES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "package": "application/zip",
}
"""The ways to write a report, each with what its file is."""
_OF_BOARD = ("xlsx", "package", "whatsapp")
"""Ways that tell of the whole Board, whichever report is chosen."""
_MADE = "reports.made"
_SIGNS = {"genuine": "complete", "whole": "complete", "unsealed": "not-reported"}


def make(view: View, board: Board) -> None:
    """Choose a report and how it is written, make it, take it along. What was made stays until something else
    is chosen."""
    with st.container(key="laporan_buat", border=True):
        markup.draw(pieces.titled(view.say("reports.screen.out"), view.say("reports.screen.note")))
        way = st.radio(
            view.say("reports.screen.way"),
            WAYS,
            format_func=lambda one: view.say(f"reports.screen.ways.{one}"),
            captions=[view.say(f"reports.screen.about.{one}") for one in WAYS],
            key="laporan_bentuk",
        )
        if way == "whatsapp":
            _share(view, board)
            return
        name: pipeline.ReportName = "briefing"
        if way not in _OF_BOARD:
            name = st.selectbox(
                view.say("reports.screen.which"),
                pipeline.REPORTS,
                format_func=lambda one: view.say(f"reports.screen.names.{one}"),
                key="laporan_jenis",
            )
        if st.button(
            view.say("reports.screen.make"), type="primary", key="laporan_mulai", icon=":material/print:"
        ):
            _make(view, board, way, name)
        _take(view, board, way, name)


def _make(view: View, board: Board, way: str, name: pipeline.ReportName) -> None:
    try:
        state.keep(_MADE, (_asked(view, board, way, name), _written(view, board, way, name)))
    except pipeline.NoMeeting:
        state.take(_MADE)
        markup.draw(pieces.told("not-reported", view.say("reports.no-meeting")))


def _take(view: View, board: Board, way: str, name: pipeline.ReportName) -> None:
    kept = state.kept(_MADE, None)
    if kept is None or kept[0] != _asked(view, board, way, name):
        return
    data: bytes = kept[1]
    key = f"ways.{way}" if way in _OF_BOARD else f"names.{name}"
    title = view.say(f"reports.screen.{key}")
    size = max(1, len(data) // 1024)
    markup.draw(pieces.told("complete", view.say("reports.screen.done", name=title, size=size)))
    st.download_button(
        view.say("reports.screen.take", name=title),
        data=data,
        file_name=f"{_file(view, board, name)}.{'zip' if way == 'package' else way}",
        mime=_FILES[way],
        key="laporan_ambil",
        icon=":material/download:",
        on_click="ignore",
    )


def _asked(view: View, board: Board, way: str, name: str) -> tuple[object, ...]:
    return (way, name, view.desk.root, view.desk.version, board.place.code, board.as_of, view.lang)


def forms(view: View) -> None:
    """Entry forms on paper, for where no computer is, and the workbooks to type them back into."""
    office = view.choice.office
    kinds = [(kind, stage) for kind in loaders.kinds() for stage in loaders.form_stages(kind)]
    with st.container(key="laporan_isian", border=True):
        markup.draw(pieces.titled(view.say("reports.screen.forms"), view.say("reports.screen.forms-note")))
        kind, stage = st.selectbox(
            view.say("reports.screen.form"),
            kinds,
            format_func=lambda one: f"{view.say(f'kinds.{one[0]}.name')}: {_stage(view, *one)}",
            key="laporan_borang",
        )
        place = view.board.place if view.board else office
        code = place.code if place else None
        with st.container(horizontal=True):
            for way in ("pdf", "xlsx"):
                st.download_button(
                    view.say(f"reports.screen.form-{way}"),
                    data=partial(
                        pipeline.entry_form,
                        view.desk.store,
                        view.desk.election,
                        kind,
                        stage,
                        code,
                        view.lang,
                        way,
                    ),
                    file_name=f"{kind}-{stage}.{way}",
                    mime=_FILES[way],
                    key=f"laporan_borang_{way}",
                    icon=":material/download:",
                    on_click="ignore",
                )


def check(view: View) -> None:
    """Whether reports that somebody brings are still what was made."""
    with st.container(key="laporan_periksa", border=True):
        markup.draw(pieces.titled(view.say("reports.screen.check"), view.say("reports.screen.check-note")))
        size = Limits().bytes // 1024**2
        uploader_words.speak(view, size)
        given = st.file_uploader(
            view.say("reports.screen.check-file"),
            type=["pdf", "zip"],
            accept_multiple_files=True,
            max_upload_size=size,
            key="laporan_berkas",
        )
        for one in given:
            with st.spinner(view.say("reports.screen.step-check", name=one.name)):
                verdict, sealed = pipeline.check_report(one.getvalue(), view.desk.store, view.desk.election)
            more = ""
            if sealed is not None:
                what = {"report": sealed.report, "place": sealed.place, "day": sealed.as_of}
                more = view.say("reports.sealed-of", version=sealed.version, **what)
            told = f"{one.name}: {view.say(f'reports.verdicts.{verdict}')}"
            markup.draw(pieces.told(_SIGNS.get(verdict, "not-received"), told, more))


def _share(view: View, board: Board) -> None:
    text = alert_digest.digest(view, board, alerts.standings(view, board))
    markup.draw(pieces.small(view.say("reports.screen.copy")))
    st.code(text, language=None, wrap_lines=True)
    st.link_button(
        view.say("reports.screen.share"),
        f"https://wa.me/?text={quote(text)}",
        icon=":material/share:",
    )


def _written(view: View, board: Board, way: str, name: pipeline.ReportName) -> bytes:
    say, desk = view.say, view.desk
    asked = (desk.store, desk.election, board.place, view.places, board.as_of, board.today, view.lang)
    bar = st.progress(0.1, say("reports.screen.step-cells"))
    try:
        if way == "xlsx":
            told = say("reports.screen.step-sheets")
            return pipeline.board_book(
                *asked, version=desk.version, done=lambda part: bar.progress(part, told)
            )
        # A day that is not over is looked at now, as the screen does.
        now = datetime.now(UTC)
        live = now if board.as_of == now.astimezone(view.election.clock).date() else None
        told = pipeline.report(
            name, *asked, version=desk.version, now=live, made=board, sample=desk.is_sample
        )
        bar.progress(0.5, say("reports.screen.step-draw"))
        if way == "package":
            return pipeline.package(told, *asked, made=board)
        write = {"pdf": pipeline.as_pdf, "docx": pipeline.as_word, "html": pipeline.as_page}[way]
        return write(told)
    finally:
        bar.empty()


def _stage(view: View, kind: str, stage: str) -> str:
    return loaders.stage_name(kind, stage, view.lang)


def _file(view: View, board: Board, name: str) -> str:
    report, day = view.say(f"reports.screen.names.{name}"), board.as_of.isoformat()
    named = view.say("reports.screen.file", report=report, place=board.place.name, day=day)
    return named.replace(" ", "-").replace("/", "-").lower()
