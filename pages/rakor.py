"""The coordination meeting: starting it, running it, closing it, and every past one as it was."""

import streamlit as st

from ui import frame, inputs, markup, meeting_acts, meeting_record, meetings, pieces
from ui.view import View


def render(view: View) -> None:
    """Draw the page."""
    small = view.say("meetings.sample") if view.desk.is_sample else ""
    markup.draw(pieces.look(), pieces.lead(view.say("meetings.title"), view.say("meetings.lead"), small))
    if view.choice.office is None:
        frame.nothing_yet(view)
        return
    meeting_acts.tell(view)
    inputs.tell(view)
    known, meeting = meetings.known(view), meetings.asked(view)
    if meeting is None:
        meeting_acts.start(view)
    else:
        meetings.back(view, meeting)
        markup.draw(meeting_record.head(view, meeting))
        if meeting.is_open:
            inputs.button(view)
            meeting_acts.run(view, meeting)
            inputs.ask(meetings.seen(view, meeting))
        else:
            markup.draw(
                pieces.over(view.say("meetings.attend.title"), meeting_record.attendance(view, meeting))
            )
        markup.draw(meeting_record.decided(view, meeting))
    if known:
        with st.container(key="rakor_lalu", border=True):
            meeting_record.past(view, known, meeting)


if __name__ == "__main__":
    frame.run_page(render)
