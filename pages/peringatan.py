"""What somebody must do something about, worst first, and what people did about it."""

import streamlit as st

from metrics.alerts import acts, rules
from ui import alert_acts, alert_digest, alerts, frame, markup, pieces, state
from ui.view import View

# Alerts shown at once: a screen with three hundred forms would be slow and read by nobody. Not a docstring,
# since Streamlit draws every string that stands alone in a page.
_MOST, _STEP = "peringatan_banyak", 25


def render(view: View) -> None:
    """Draw the alerts of the chosen place and day."""
    board = view.board
    if board is None or not board.reported_kinds:
        frame.nothing_yet(view)
        return
    markup.draw(pieces.look(), pieces.lead(view.say("alert_acts.title"), view.say("alert_acts.lead")))
    alert_acts.tell(view)
    found = alerts.standings(view, board)
    off = rules.off(view.election)
    gone = acts.closed(board.alerts, board.place, alerts.acted(view), board.today, off)
    if not board.alerts:
        markup.draw(
            markup.nothing(
                view.say("screens.alerts.none"), view.say("screens.alerts.none-note"), sign="complete"
            )
        )
    else:
        with st.container(key="peringatan_saring", horizontal=True):
            severities = st.pills(
                view.say("screens.alerts.filter"),
                alerts.SEVERITIES,
                selection_mode="multi",
                format_func=lambda code: alerts.heading(view, board, code),
                key=state.SEVERITY,
            )
            states = st.pills(
                view.say("alert_acts.states-label"),
                acts.STATES,
                selection_mode="multi",
                format_func=lambda code: alerts.state_heading(view, found, code),
                key="keadaan",
            )
        alert_digest.draw(view, board, found)
        wanted = alerts.chosen(board, found, severities, states)
        most = state.kept(_MOST, _STEP)
        if not wanted:
            markup.draw(pieces.small(view.say("alert_acts.none-shown")))
        for severity in alerts.SEVERITIES:
            members = [at for at in wanted if board.alerts[at].severity == severity]
            shown = [at for at in wanted[:most] if board.alerts[at].severity == severity]
            if shown:
                markup.draw(alerts.section(view, severity, len(members)))
            for at in shown:
                with st.container(
                    key=f"peringatan_{at}", horizontal=True, border=True, vertical_alignment="center"
                ):
                    st.html(alerts.full(view, board, at, found[at]), width="stretch")
                    with st.container(key=f"peringatan_tombol_{at}", width="content"):
                        alert_acts.buttons(view, board, at, found[at])
        if len(wanted) > most:
            st.button(
                view.say("alert_acts.more", count=min(_STEP, len(wanted) - most)),
                key="peringatan_lebih",
                on_click=state.keep,
                args=(_MOST, most + _STEP),
            )
    alert_acts.ask(view, board, found)
    if gone:
        markup.draw(alerts.closed(view, gone))


if __name__ == "__main__":
    frame.run_page(render)
