"""The button that fetches the forecasts of BMKG, for offices that switched it on; else how to bring them."""

from collections import Counter
from datetime import UTC, date, datetime
from html import escape

import streamlit as st

import pipeline
from metrics import Board
from store import Busy
from ui import data, frame, markup, pieces, state, uploads
from ui.view import View

_TOLD = "forecasts.told"


def section(view: View) -> None:
    """Draw where forecasts come from, and the button where the office switched it on."""
    office, board = view.choice.office, view.board
    if office is None or board is None:
        return
    with st.container(key="prakiraan", border=True):
        markup.draw(pieces.titled(view.say("forecast.name"), view.say("forecast.about")))
        told = state.take(_TOLD)
        for sign, text in told or ():
            markup.draw(pieces.told(sign, text))
        codes = pipeline.areas(board.place, view.places)
        if not view.election.fetches_weather or view.desk.is_sample:
            link = f'<a href="{escape(frame.address("pengaturan", view, "kirim"))}" target="_self">'
            markup.draw(
                f'<p class="note">{escape(view.say("forecast.off"))} '
                f"{link}{escape(view.say('frame.pages.pengaturan'))}</a></p>"
            )
        elif not codes:
            markup.draw(pieces.small(view.say("forecast.no-codes")))
        elif st.button(
            view.say("forecast.fetch", count=min(len(codes), pipeline.MOST_AREAS)),
            key="prakiraan_ambil",
            icon=":material/cloud_download:",
        ):
            with st.spinner(view.say("forecast.fetching")):
                state.keep(_TOLD, _fetch(view, office.name, board))
            st.rerun()


def _fetch(view: View, office: str, board: Board) -> list[tuple[str, str]]:
    """Ask, take in what came, and say what became of it."""
    codes = pipeline.due(view.desk.store, board.place, view.places, date.max)
    fetched = pipeline.fetch(view.desk.settings.forecasts, codes, view.election)
    told: list[tuple[str, str]] = []
    if fetched.data is not None:
        told.append(_take(view, office, fetched.data, fetched.areas))
    for why, count in Counter(why for _, why in fetched.failed).items():
        told.append(("warning", view.say(f"forecast.failed.{why}", count=count)))
    if fetched.left:
        told.append(("note", view.say("forecast.left", count=len(fetched.left))))
    return told


def _take(view: View, office: str, data_: bytes, areas: int) -> tuple[str, str]:
    by = uploads.name_of_user(view.say("upload.drop.by-nobody"))
    at = datetime.now(UTC).astimezone(view.election.clock)
    store = data.desk().store
    try:
        outcome = pipeline.take_forecasts(store, view.election, data_, office, by, at)
    except Busy:
        return "warning", view.say("upload.file.busy")
    sign = {"accepted": "complete", "known": "note"}.get(outcome.result, "warning")
    return sign, view.say(f"forecast.results.{outcome.result}", count=areas)
