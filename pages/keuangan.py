"""The ad-hoc bodies' money: handed out, accounted for, still open; from city to polling station."""

import streamlit as st

from ui import drawing, frame, fresh, in_force, markup, money, unknown
from ui.view import View


def render(view: View) -> None:
    """Draw the money of the chosen place and day."""
    board = view.board
    if board is None or "keuangan" not in board.reported_kinds:
        frame.nothing_yet(view, "keuangan")
        return
    say = view.say
    age = fresh.foot(view, (one for _, one in board.finance.figures))
    markup.draw(
        money.tiles(view, board),
        age,
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


if __name__ == "__main__":
    frame.run_page(render)
