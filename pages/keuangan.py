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
# What these parts tell without any sheet of money.
_ALONE = {"cocok": "rekonsiliasi", "dokumen": "dokumen"}


def render(view: View) -> None:
    """Draw the part of the money that is asked for, of the chosen place and day."""
    board = view.board
    there = board.reported_kinds if board else ()
    parts = [name for name in _PARTS if "keuangan" in there or _ALONE.get(name) in there]
    if board is None or not parts:
        frame.nothing_yet(view, "keuangan")
        return
    state.open_part(parts)
    st.segmented_control(
        view.say("money.part"),
        parts,
        format_func=lambda name: view.say(f"money.parts.{name}"),
        key=state.PART,
        required=True,
    )
    _PARTS[state.chosen(state.PART)](view, board)


if __name__ == "__main__":
    frame.run_page(render)
