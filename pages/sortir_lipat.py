"""Sorting and folding: how far, when it ends, who did it, what was damaged, what is paid, and what if."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from ui import data, drawing, frame, fresh, in_force, markup, sorting, what_if
from ui.view import View

_ABREAST = 3


def render(view: View) -> None:
    """Draw the sorting and folding of the chosen place and day."""
    board = view.board
    if board is None or not {"sortir_lipat", "logistik"} & set(board.reported_kinds):
        frame.nothing_yet(view, "sortir_lipat")
        return
    say = view.say
    work = data.sorting(view.desk, view.places, board, view.election)
    done = any(one.days for one in work.types)
    planned = any(one.planned for one in work.types)
    age = fresh.kinds(view, board, "sortir_lipat")
    if done or planned:
        both = fresh.kinds(view, board, "sortir_lipat", "logistik")
        markup.draw(
            markup.card(say("sorting.title"), sorting.headline(view, work), foot_html=both),
            markup.card(
                say("sorting.types"),
                sorting.types(view, work),
                "sorting-types",
                note=say("sorting.types-note"),
                foot_html=both,
            ),
        )
        if done:
            _charts(view, sorting.charts(view, work), both)
        if planned:
            markup.draw(markup.card(say("sorting.plan"), sorting.plan(view, work), foot_html=age))
        if done:
            markup.draw(
                markup.card(say("sorting.teams"), sorting.teams(view, work), foot_html=age),
                markup.card(say("sorting.damage"), sorting.damage(view, work), foot_html=age),
                markup.card(
                    say("sorting.pay"), sorting.pay(view, work), note=say("sorting.pay-note"), foot_html=age
                ),
            )
    elif board.place.level != "kota":
        markup.draw(markup.nothing(say("sorting.elsewhere"), say("sorting.elsewhere-todo")))
        return
    else:
        frame.nothing_yet(view, "sortir_lipat")
    what_if.section(view, board, work)
    if done or planned:
        in_force.button(view, "sortir_lipat")


def _charts(view: View, found: Sequence[tuple[str, str, str, dict[str, Any]]], age_html: str) -> None:
    with st.container(key="sorting_charts"):
        markup.draw(
            f'<h2 class="chart-title">{escape(view.say("sorting.progress"))}</h2>'
            f'<p class="note">{escape(view.say("sorting.progress-note"))}</p>'
        )
        columns = st.columns(min(_ABREAST, len(found)))
        for at, (code, name, told, chart) in enumerate(found):
            with columns[at % len(columns)]:
                markup.draw(f'<h3 class="chart-name">{escape(name)}</h3>')
                drawing.show(chart, f"sorting_{code}", told)
        markup.draw(age_html)


if __name__ == "__main__":
    frame.run_page(render)
