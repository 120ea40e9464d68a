"""Meetings: which one is looked at, the view that it has, and what was done at it in words."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

import pipeline
from metrics.meetings import Meeting, News
from metrics.refused import Refused
from store import Busy, LedgerRow
from ui import data, ledger, markup, pieces, state
from ui.view import View


def known(view: View) -> tuple[Meeting, ...]:
    """The meetings of the chosen office, oldest first."""
    office = view.choice.office
    return pipeline.meetings(ledger.rows(view.desk), office.name) if office else ()


def asked(view: View) -> Meeting | None:
    """The meeting that the address names, else the open one; None where there is neither."""
    every = known(view)
    wanted = st.query_params.get(state.MEETING)
    named = next((one for one in every if str(one.key) == wanted), None)
    return named or next((one for one in every if one.is_open), None)


def pinned(view: View, meeting: Meeting) -> View:
    """The view as a meeting has it: its place, its day, and the data and settings of its version, whatever
    came since. Raises LookupError where that version has no such place."""
    office = view.choice.office
    if office is None:
        raise LookupError(meeting.began.place)
    desk = data.at_version(view.desk, meeting.version)
    places = data.places(desk)
    board = data.meeting_board(view.desk, office.name, meeting)
    above = {one.level: one for one in places if f"{board.place.code}.".startswith(f"{one.code}.")}
    choice = replace(
        view.choice,
        office=above.get("kota"),
        kecamatan=above.get("kecamatan"),
        kelurahan=above.get("kelurahan"),
        as_of=board.as_of,
    )
    profile = pipeline.election_for(ledger.rows(desk), desk.election, office.name)
    return View(choice, view.theme, profile, desk, places, board)


def seen(view: View, meeting: Meeting | None) -> View:
    """The view as a meeting has it; as it is where there is none, or where its version lacks the place."""
    try:
        return pinned(view, meeting) if meeting else view
    except LookupError:
        return view


def news(view: View, meeting: Meeting) -> News | None:
    """What came since the version of a meeting; None where nothing did that would change its screens."""
    office = view.choice.office
    return pipeline.news(ledger.rows(view.desk), office.name, meeting) if office else None


def back(view: View, meeting: Meeting) -> None:
    """Over the screen of a past meeting: that it is one, and the way back to now."""
    if meeting.is_open:
        return
    told = view.say("meetings.past.shown", title=meeting.began.title, day=meeting.began.as_of)
    with st.container(key="rakor_kembali", horizontal=True, vertical_alignment="center"):
        st.html(pieces.told("note", told), width="stretch")
        st.button(
            view.say("meetings.past.back"),
            key="rakor_sekarang",
            icon=":material/undo:",
            on_click=state.look_at_meeting,
            args=(None,),
        )


def is_kept(view: View, write: Callable[[str], None]) -> bool:
    """Whether `write`, given the office's name, kept what somebody did; where not, the screen says why."""
    office = view.choice.office
    if office is None:
        return False
    try:
        write(office.name)
    except Refused as refused:
        markup.draw(pieces.told("critical", view.say(f"meetings.errors.{refused.code}")))
    except Busy:
        markup.draw(pieces.told("critical", view.say("meetings.errors.busy")))
    else:
        return True
    return False


def meeting_done(view: View, row: LedgerRow) -> str:
    """The title of an act at a meeting in the history."""
    one = pipeline.meeting_act_of(row)
    return view.say(
        f"meetings.done.{one.kind}",
        title=one.title,
        version=one.version,
        institution=one.institution,
        people=one.people,
    )


def input_done(view: View, row: LedgerRow) -> str:
    """The title of an act on inputs in the history."""
    one = pipeline.input_act_of(row)
    first = one.said[0] if one.said else None
    return view.say(
        f"meetings.input.{'bring' if one.upload else one.kind}",
        institution=first.institution if first else "",
        text=first.text if first else "",
        count=len(one.said),
        file=one.evidence,
        input=one.key,
        why=one.evidence or one.reason,
    )
