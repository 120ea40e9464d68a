"""The money in short: totals, a row a place below, what became of the money handed out, and the bodies."""

import streamlit as st

from metrics import Board
from ui import alerts, drawing, frame, fresh, in_force, markup, money, unknown
from ui.view import View


def section(view: View, board: Board) -> None:
    """Draw the totals of the Board's place, what has to be done, and the totals of the places below."""
    say = view.say
    age = fresh.foot(view, (one for _, one in board.finance.figures))
    markup.draw(
        money.tiles(view, board),
        markup.card(
            say("screens.money.todo"),
            alerts.about(view, board, "keuangan", frame.address("peringatan", view)) or alerts.calm(view),
            foot_html=age,
        ),
        markup.card(
            say("screens.money.table"),
            money.table(view, board),
            note=say("screens.money.table-note"),
            foot_html=age,
        ),
        unknown.box(view, board, unknown.MONEY),
    )
    if board.finance.rows and board.place.level != "kelurahan":
        with st.container(key="money_chart"):
            markup.draw(f'<h2 class="chart-title">{say("screens.money.chart")}</h2>')
            drawing.show(money.chart(view, board), "money_bars", say("charts.money"))
    markup.draw(markup.card(say("screens.money.bodies"), money.bodies(view, board.finance), foot_html=age))
    in_force.button(view, "keuangan")
