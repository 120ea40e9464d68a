"""The alerts as a short text to carry outside: to copy, and to send where the office has set it up."""

from collections.abc import Sequence

import streamlit as st

import pipeline
from metrics import Board
from metrics.alerts import digest as digests
from metrics.alerts.acts import Standing
from ui import markup, pieces, state
from ui.view import View

_TOLD = "digest.told"
_SIGNS = {"sent": "complete", "slow": "warning"}


def draw(view: View, board: Board, found: Sequence[Standing]) -> None:
    """The text in a box with a button to copy it; one to send it only where there is somewhere to send."""
    told: Sequence[pipeline.Sent] = state.take(_TOLD) or ()
    with st.expander(
        view.say("alert_acts.digest.button"),
        icon=":material/content_copy:",
        key="salin_ringkasan",
        expanded=bool(told),
    ):
        markup.draw(pieces.small(view.say("alert_acts.digest.note")))
        text = digest(view, board, found)
        st.code(text, language=None, wrap_lines=True)
        # What the sample tells is nobody's to send.
        if (addresses := view.desk.settings.digest) and not view.desk.is_sample:
            names = ", ".join(pipeline.channel_text(one, view.lang) for one in pipeline.channels(addresses))
            if st.button(
                view.say("sending.button", channels=names), key="kirim_ringkasan", icon=":material/send:"
            ):
                with st.spinner(view.say("sending.going")):
                    done = pipeline.send(addresses, digests.title(board, view.lang), text)
                state.keep(_TOLD, done)
                st.rerun()
        for one in told:
            markup.draw(pieces.told(_SIGNS.get(one.result, "critical"), pipeline.sent_text(one, view.lang)))


def digest(view: View, board: Board, found: Sequence[Standing]) -> str:
    """Place, day and readiness, the alerts counted by state, then as many lines as fit, worst first."""
    return digests.digest(board, found, view.election, view.lang)
