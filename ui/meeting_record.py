"""A meeting as it is told: since when, by which data, who was there, what was decided, how it ended."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

import streamlit as st

import pipeline
from metrics import inputs as rules
from metrics.inputs import Input
from metrics.meetings import AGENDA, Meeting
from ui import ledger, markup, pieces, state, words
from ui.markup import Column
from ui.view import View

_MOST = 20
"""Past meetings that are listed; an office has one or two a week."""


def head(view: View, meeting: Meeting) -> str:
    """Title and state of a meeting, since when it is, which data it looks at, and how it was closed."""
    began, pin = meeting.began, meeting.pins[-1]
    place = next((one for one in view.places if one.code == began.place), None)
    lines = [
        view.say("meetings.record.began", at=_at(view, began.at), by=began.by),
        view.say(
            "meetings.record.looks-at",
            place=words.where(view, place) if place else began.place,
            day=began.as_of,
            version=pin.version,
            at=_at(view, pin.at),
        ),
    ]
    if len(meeting.pins) > 1:
        lines.append(view.say("meetings.record.accepted", count=len(meeting.pins) - 1, by=pin.by))
    names = [view.say(f"wall.titles.{code}") for code in began.agenda if code in AGENDA]
    lines.append(view.say("meetings.record.agenda", names=" · ".join(names)))
    if meeting.closed is not None:
        lines.append(
            view.say("meetings.record.closed", at=_at(view, meeting.closed.at), by=meeting.closed.by)
        )
    note = meeting.closed.note if meeting.closed is not None else ""
    said = f'<blockquote class="said">{escape(note)}</blockquote>' if note else ""
    return (
        f'<section class="card meeting"><h2>{escape(began.title)} {_state(view, meeting)}</h2>'
        f"{''.join(pieces.paragraph(one) for one in lines)}{said}</section>"
    )


def _state(view: View, meeting: Meeting) -> str:
    if meeting.is_open:
        return markup.pill("complete", view.say("meetings.states.open"))
    return markup.pill("not-applicable", view.say("meetings.states.closed"))


def _at(view: View, at: datetime | None) -> str:
    return words.moment(view, at) if at else "–"


def attendance(view: View, meeting: Meeting) -> str:
    """Who is there, as a table; in words where nobody is."""
    if not meeting.attendance:
        return pieces.small(view.say("meetings.attend.nobody"))
    columns = [
        Column(view.say(f"meetings.attend.{name}"), name == "people")
        for name in ("institution", "people", "role")
    ]
    rows = [
        [escape(one.institution), view.write(one.people, "count"), escape(one.note or "–")]
        for one in meeting.attendance
    ]
    return markup.table(view.say("meetings.attend.title"), columns, rows)


def decided(view: View, meeting: Meeting) -> str:
    """The inputs that somebody said, changed or closed at the meeting, with what was decided on them."""
    office = view.choice.office
    known = pipeline.meeting_inputs(ledger.rows(view.desk), office.name, meeting) if office else ()
    found = rules.spoken_of(known, meeting.key)
    title = view.say("meetings.record.inputs", count=len(found))
    if not found:
        return pieces.small(view.say("meetings.record.no-inputs"))
    names = ("institution", "text", "decision", "owner", "due", "state")
    columns = [Column(view.say(f"inputs.fields.{name}")) for name in names]
    return pieces.over(title, markup.table(title, columns, (_row(view, one) for one in found)))


def _row(view: View, one: Input) -> Sequence[str]:
    said = one.said
    due = view.write(said.due, "date_short") if said.due else "–"
    told = [escape(text or "–") for text in (said.institution, said.text, said.decision, said.owner, due)]
    return [*told, markup.pill(_SIGNS[one.state], view.say(f"inputs.states.{one.state}"))]


_SIGNS = {"open": "short", "waiting": "not-reported", "closed": "complete"}


def past(view: View, known: Sequence[Meeting], shown: Meeting | None) -> None:
    """The meetings of the office, newest first, each with the way to it as it was."""
    title = view.say("meetings.past.title", count=len(known))
    markup.draw(pieces.titled(title, view.say("meetings.past.note")))
    for one in list(reversed(known))[:_MOST]:
        with st.container(key=f"rakor_lalu_{one.key}", horizontal=True, vertical_alignment="center"):
            st.html(_line(view, one), width="stretch")
            st.button(
                view.say("meetings.past.open", title=markup.label(one.began.title)),
                key=f"rakor_buka_{one.key}",
                icon=":material/history:",
                disabled=shown is not None and shown.key == one.key,
                on_click=state.look_at_meeting,
                args=(one.key,),
            )


def _line(view: View, one: Meeting) -> str:
    there = sum(act.people for act in one.attendance)
    told = view.say("meetings.past.line", day=one.began.as_of, people=there, count=len(one.attendance))
    return f"<p><strong>{escape(one.began.title)}</strong> {_state(view, one)}<br>{escape(told)}</p>"
