"""The wall: one question a screen, for a projector and a clicker, as the meeting has it."""

import streamlit as st

from ui import frame, markup, meetings, wall
from ui.slides import Room
from ui.view import View


def render(view: View) -> None:
    """Draw the slides of the meeting that is asked for, else of the chosen place and day."""
    meeting = meetings.asked(view)
    shown = meetings.seen(view, meeting)
    markup.draw(wall.look())
    if shown.board is None or not shown.board.reported_kinds:
        frame.nothing_yet(view)
    else:
        with st.spinner(view.say("wall.opening")):
            wall.draw(Room(shown, shown.board, view, meeting))


if __name__ == "__main__":
    frame.run_page(render)
