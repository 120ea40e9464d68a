"""The plan back from H-1: what must be where by when, and whether it will be."""

from html import escape

import streamlit as st

from ui import course, drawing, frame, fresh, markup, planning
from ui.view import View

_ABREAST = 3


def render(view: View) -> None:
    """Draw the backward plan of the chosen place and day."""
    board = view.board
    if board is None or "logistik" not in board.reported_kinds:
        frame.nothing_yet(view, "logistik")
        return
    say = view.say
    ages = fresh.foot(view, (one.percent for one in board.items))
    markup.draw(
        markup.card(
            say("planning.title"),
            planning.headline(view, board) + planning.together(view, board),
            foot_html=ages,
        ),
    )
    found, table = course.drawn(view, board)
    with st.container(key="course_charts"):
        markup.draw(
            f'<h2 class="chart-title">{escape(say("course.title"))}</h2>'
            f'<p class="note">{escape(say("course.note" if found else "course.none"))}</p>'
        )
        abreast = min(_ABREAST, max(1, len(found)))
        # A row at a time: a stage without a drawing leaves its own place free and moves no other.
        for first in range(0, len(found), abreast):
            for column, one in zip(st.columns(abreast), found[first : first + abreast], strict=False):
                with column:
                    _stage(one)
        if table:
            markup.draw(table)
    markup.draw(
        markup.card(
            say("planning.items"),
            planning.items(view, board),
            note=say("planning.items-note"),
            foot_html=ages,
        ),
        markup.card(say("planning.calendar-title"), planning.deadlines(view, board), foot_html=ages),
    )


def _stage(one: course.Drawn) -> None:
    markup.draw(one.head)
    if one.chart is not None:
        drawing.show(one.chart, f"course_{one.stage}", one.alt)


if __name__ == "__main__":
    frame.run_page(render)
