"""What somebody must do something about, worst first."""

import streamlit as st

from ui import alerts, frame, markup, state
from ui.view import View


def render(view: View) -> None:
    """Draw the alerts of the chosen place and day."""
    board = view.board
    if board is None or not board.reported_kinds:
        frame.nothing_yet(view)
        return
    if not board.alerts:
        markup.draw(
            markup.nothing(
                view.say("screens.alerts.none"), view.say("screens.alerts.none-note"), sign="complete"
            )
        )
        return
    wanted = st.pills(
        view.say("screens.alerts.filter"),
        alerts.SEVERITIES,
        selection_mode="multi",
        format_func=lambda code: alerts.heading(view, board, code),
        key=state.SEVERITY,
    )
    shown = alerts.of_severity(board, wanted)
    for severity in alerts.SEVERITIES:
        members = [(at, one) for at, one in shown if one.severity == severity]
        if members:
            markup.draw(alerts.group(view, severity, members))


if __name__ == "__main__":
    frame.run_page(render)
