"""The states of a page's table to take along: zero, not reported, not applicable and out of date apart."""

import streamlit as st

import pipeline
from metrics import Board
from ui.view import View

_KINDS = (
    ("xlsx", pipeline.states_book, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", pipeline.states_csv, "text/csv"),
)


def buttons(view: View, board: Board) -> None:
    """Offer the states of every item at the Board's place and at each place below; made when asked for."""
    with st.container(key="keadaan_ambil", horizontal=True):
        for ending, write, mime in _KINDS:
            name = view.say("exports.file", place=board.place.name, day=board.as_of.isoformat())
            st.download_button(
                view.say(f"exports.{ending}"),
                data=lambda write=write: write(board, view.places, view.election, view.lang),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=f"keadaan_{ending}",
                icon=":material/download:",
                on_click="ignore",
            )
