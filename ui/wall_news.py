"""The strip over the slides: what came since they were drawn. It changes none of them until it is pressed."""

from dataclasses import replace
from html import escape

import streamlit as st

from metrics.meetings import Meeting
from ui import data, inputs, links, markup, meeting_acts, meetings, state
from ui.slides import Room
from ui.view import View

_ACCEPT = "wall.accept"
_EVERY = 10
"""Seconds between two looks at the ledger."""


@st.fragment(run_every=_EVERY)
def strip(room: Room) -> None:
    """Say what came, each with the way to take it: new data, inputs that wait, what others did meanwhile."""
    now = replace(room.now, desk=data.desk())
    meeting = _again(now, room.meeting)
    news = meetings.news(now, meeting) if meeting is not None and meeting.is_open else None
    known = inputs.listed(now, meeting)
    waiting = sum(one.state == "waiting" or one.waiting is not None for one in known if one.ended is None)
    is_past = meeting is not None and not meeting.is_open
    is_old = meeting != room.meeting or known != inputs.listed(room.now, room.meeting)
    is_old = is_old or (meeting is None and now.desk.version != room.now.desk.version)
    if not (news or is_old or (waiting and not is_past)):
        return
    with st.container(key="wall_strip", horizontal=True, vertical_alignment="center"):
        if news is not None and meeting is not None:
            _say(meeting_acts.news_told(now, news))
            word = now.say("meetings.news.accept")
            if st.button(word, key="wall_accept", icon=":material/sync:", type="primary"):
                state.keep(_ACCEPT, True)
                st.rerun()
        elif is_old:
            _say(now.say("wall.news.fresher"))
            if st.button(now.say("wall.news.show"), key="wall_show", icon=":material/sync:"):
                st.rerun()
        if waiting and not is_past:
            _say(now.say("wall.news.waiting", count=waiting))
            links.to_page(now, "masukan", now.say("wall.news.approve"))


def ask(room: Room) -> None:
    """The dialog in which the new data are accepted, in the run after its button was pressed."""
    if not state.take(_ACCEPT) or room.meeting is None:
        return
    news = meetings.news(room.now, room.meeting)
    if news is not None:
        meeting_acts.ask_accept(room.now, room.meeting, news)


def _again(now: View, meeting: Meeting | None) -> Meeting | None:
    """The meeting as it is by now; where there was none, one that was begun meanwhile."""
    if meeting is None:
        return meetings.asked(now)
    return next((one for one in meetings.known(now) if one.key == meeting.key), meeting)


def _say(text: str) -> None:
    st.html(f'<p role="status">{markup.icon("note")}<strong>{escape(text)}</strong></p>', width="content")
