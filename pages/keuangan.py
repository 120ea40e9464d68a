"""The ad-hoc bodies' money: handed out, accounted for, still open; from city to polling station."""

import streamlit as st

from ui import (
    frame,
    money_batas,
    money_cocok,
    money_dokumen,
    money_honor,
    money_matriks,
    money_ringkas,
    money_temuan,
    state,
)
from ui.view import View

# The parts of the page in their order, by their name in the address; only the one that is open is drawn.
_PARTS = {
    "ringkas": money_ringkas.section,
    "matriks": money_matriks.section,
    "batas": money_batas.section,
    "honor": money_honor.section,
    "temuan": money_temuan.section,
    "cocok": money_cocok.section,
    "dokumen": money_dokumen.section,
}


def render(view: View) -> None:
    """Draw the part of the money that is asked for, of the chosen place and day."""
    board = view.board
    if board is None or "keuangan" not in board.reported_kinds:
        frame.nothing_yet(view, "keuangan")
        return
    state.open_part(list(_PARTS))
    st.segmented_control(
        view.say("money.part"),
        list(_PARTS),
        format_func=lambda name: view.say(f"money.parts.{name}"),
        key=state.PART,
        required=True,
    )
    _PARTS[state.chosen(state.PART)](view, board)


if __name__ == "__main__":
    frame.run_page(render)
