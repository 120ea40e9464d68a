"""The alerts as a short text to carry outside: no number in it that is not on the page."""

from collections.abc import Sequence

import streamlit as st

from metrics import Board
from metrics.alerts import acts
from metrics.alerts.acts import Standing
from ui import alerts, markup, pieces, words
from ui.view import View

MOST = 1_000
"""Signs of the whole text: what a message shows without being folded."""


def draw(view: View, board: Board, found: Sequence[Standing]) -> None:
    """The text in a box with a button to copy it."""
    with st.expander(
        view.say("alert_acts.digest.button"), icon=":material/content_copy:", key="salin_ringkasan"
    ):
        markup.draw(pieces.small(view.say("alert_acts.digest.note")))
        st.code(digest(view, board, found), language=None, wrap_lines=True)


def digest(view: View, board: Board, found: Sequence[Standing]) -> str:
    """Place, day and readiness, the alerts counted by state, then as many lines as fit, worst first."""
    lines = [
        view.say(
            "alert_acts.digest.head",
            place=words.where(view, None),
            day=board.as_of,
            verdict=view.say(f"verdicts.{board.readiness.verdict}"),
            percent=words.figure(view, board.readiness.percent),
        )
    ]
    newest = [one for _, one in board.freshness if one.uploaded_at]
    if newest:
        lines.append(words.freshness(view, max(newest, key=lambda one: str(one.uploaded_at))))
    counts = [
        view.say("alert_acts.digest.count", state=view.say(f"alert_acts.states.{state}"), count=count)
        for state, count in acts.by_state(found).items()
        if count
    ]
    if not counts:
        return "\n".join([*lines, view.say("alert_acts.digest.none")])
    lines.append(view.say("alert_acts.digest.counts", counts=", ".join(counts)))
    shown = acts.wall(board.alerts, found, alerts.ON_THE_WALL)
    for taken, at in enumerate(shown.lines):
        line = view.say("alert_acts.digest.line", number=taken + 1, text=words.alert(view, board.alerts[at]))
        rest = view.say("alert_acts.digest.rest", count=shown.total - taken)
        if len("\n".join([*lines, line, rest])) > MOST:
            return "\n".join([*lines, rest])
        lines.append(line)
    left = shown.total - len(shown.lines)
    return "\n".join([*lines, view.say("alert_acts.digest.rest", count=left)] if left else lines)
