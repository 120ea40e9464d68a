"""What the city does for the election: grants, help in kind, and where campaigning is allowed."""

import streamlit as st

from ui import alerts, campaign, data, drawing, frame, fresh, in_force, markup, support
from ui.view import View

_KINDS = ("hibah", "titik_kampanye")


def render(view: View) -> None:
    """Draw the city's support at the chosen place and day."""
    board = view.board
    there = {kind for kind, _ in board.freshness} if board else set()
    if board is None or not there & {*_KINDS}:
        frame.nothing_yet(view, "hibah")
        return
    found = data.support(view.desk, view.places, board, view.election)
    ages = {kind: fresh.kinds(view, board, kind) for kind in _KINDS}

    def card(name: str, body_html: str, kind: str) -> str:
        title, note = view.say(f"support.{name}"), view.say(f"support.{name}-note")
        return markup.card(title, body_html, f"support-{name}", note, ages[kind])

    promises = found.promises
    if promises is None:
        markup.draw(frame.missing_kind(view, "hibah"))
    else:
        told = alerts.about(view, board, "hibah", frame.address("peringatan", view))
        markup.draw(card("title", support.headline(view, found) + told, "hibah"))
    if promises is not None and promises.tranches:
        with st.container(key="money_chart"):
            markup.draw(f'<h2 class="chart-title">{view.say("support.chart")}</h2>')
            drawing.show(support.chart(view, found), "dukungan_hibah", view.say("support.chart-alt"))
        markup.draw(
            card("receivers", support.receivers(view, found), "hibah"),
            card("tranches", support.tranches(view, promises.tranches), "hibah"),
        )
    if promises is not None and promises.help:
        markup.draw(card("help", support.help_in_kind(view, promises.help), "hibah"))
    if found.campaign is None:
        markup.draw(frame.missing_kind(view, "titik_kampanye"))
    else:
        markup.draw(card("rules", campaign.headline(view, found.campaign), "titik_kampanye"))
        campaign.section(view, board, found.campaign, ages["titik_kampanye"])
        markup.draw(card("spots-table", campaign.table(view, found.campaign), "titik_kampanye"))
    for kind in (one for one in _KINDS if one in there):
        in_force.button(view, kind)


if __name__ == "__main__":
    frame.run_page(render)
