"""Reports on the screen: which to make, how far it is, the button that takes it along, and the check of one."""

from datetime import UTC, datetime
from urllib.parse import quote

import streamlit as st

import pipeline
from metrics import Board
from ui import alert_digest, alerts, markup, pieces, state
from ui.view import View

WAYS = {"pdf": "application/pdf", "html": "text/html", "package": "application/zip", "whatsapp": "text/plain"}
"""The reports, each with what its file is."""
_ENDS = {"package": "zip", "whatsapp": "txt"}
_MADE = "reports.made"
_SIGNS = {"genuine": "complete", "whole": "complete", "unsealed": "not-reported"}


def make(view: View, board: Board) -> None:
    """Choose a report, make it, take it along. What was made stays until something else is chosen."""
    with st.container(key="laporan_buat", border=True):
        way = st.radio(
            view.say("reports.screen.which"),
            list(WAYS),
            format_func=lambda one: view.say(f"reports.screen.names.{one}"),
            captions=[view.say(f"reports.screen.about.{one}") for one in WAYS],
            key="laporan_jenis",
        )
        if way == "whatsapp":
            _share(view, board)
            return
        asked = (way, view.desk.root, view.desk.version, board.place.code, board.as_of, view.lang)
        name = view.say(f"reports.screen.names.{way}")
        label = view.say("reports.screen.make")
        if st.button(label, type="primary", key="laporan_mulai", icon=":material/print:"):
            state.keep(_MADE, (asked, _written(view, board, way)))
        kept = state.kept(_MADE, None)
        if kept is None or kept[0] != asked:
            return
        data: bytes = kept[1]
        size = max(1, len(data) // 1024)
        markup.draw(pieces.told("complete", view.say("reports.screen.done", name=name, size=size)))
        st.download_button(
            view.say("reports.screen.take", name=name),
            data=data,
            file_name=f"{_file(view, board)}.{_ENDS.get(way, way)}",
            mime=WAYS[way],
            key="laporan_ambil",
            icon=":material/download:",
            on_click="ignore",
        )


def check(view: View) -> None:
    """Whether a report that somebody brings is still what was made."""
    with st.container(key="laporan_periksa", border=True):
        markup.draw(pieces.titled(view.say("reports.screen.check"), view.say("reports.screen.check-note")))
        given = st.file_uploader(
            view.say("reports.screen.check-file"), type=["pdf", "zip"], key="laporan_berkas"
        )
        if given is None:
            return
        verdict, sealed = pipeline.check_report(given.getvalue(), view.desk.store, view.desk.election)
        more = ""
        if sealed is not None:
            what = {"report": sealed.report, "place": sealed.place, "day": sealed.as_of}
            more = view.say("reports.sealed-of", version=sealed.version, **what)
        told = view.say(f"reports.verdicts.{verdict}")
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


def _written(view: View, board: Board, way: str) -> bytes:
    say = view.say
    name = say(f"reports.screen.names.{way}")
    bar = st.progress(0.0, say("reports.screen.making", name=name))
    bar.progress(0.2, say("reports.screen.step-cells"))
    # A day that is not over is looked at now, as the screen does.
    now = datetime.now(UTC)
    live = now if board.as_of == now.astimezone(view.election.clock).date() else None
    told = pipeline.briefing(
        view.desk.store,
        view.desk.election,
        board.place,
        view.places,
        board.as_of,
        board.today,
        view.lang,
        version=view.desk.version,
        now=live,
        made=board,
        sample=view.desk.is_sample,
    )
    bar.progress(0.6, say("reports.screen.step-draw"))
    if way == "package":
        digest = alert_digest.digest(view, board, alerts.standings(view, board))
        data = pipeline.package(told, digest)
    else:
        data = pipeline.as_pdf(told) if way == "pdf" else pipeline.as_page(told)
    bar.empty()
    return data


def _file(view: View, board: Board) -> str:
    name = view.say(
        "reports.screen.file", report="papan-rakor", place=board.place.name, day=board.as_of.isoformat()
    )
    return name.replace(" ", "-").replace("/", "-").lower()
