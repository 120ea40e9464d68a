"""The lines of what changed on the page: with what it is compared, which lines, and their tables."""

from collections.abc import Sequence
from html import escape

import streamlit as st

import metrics
from metrics import Since, Turn
from metrics.meetings import Meeting
from ui import markup, meetings, pieces, since, state
from ui.markup import Column
from ui.since import Compared, TotalRow
from ui.view import View

_FIRST, _STEP = 10, 50
_DAY = 0
"""The choice of a day instead of the key of a meeting."""


def as_in(view: View, meeting: Meeting) -> View:
    """The view of a meeting where the address names it, else the one of now, with the way from one to the
    other."""
    is_named = bool(state.meeting_in_address())
    meetings.back(view, meeting)
    if meeting.is_open:
        told = "in-meeting" if is_named else "running"
        with st.container(key="sejak_rakor_ini", horizontal=True, vertical_alignment="center"):
            st.html(
                pieces.told("note", view.say(f"since.{told}", title=meeting.began.title)), width="stretch"
            )
            st.button(
                view.say(f"since.{told}-leave"),
                key="sejak_lihat",
                icon=":material/visibility:",
                on_click=state.look_at_meeting,
                args=(None if is_named else meeting.key,),
            )
    return meetings.seen(view, meeting) if is_named else view


def ask(view: View, known: Sequence[Meeting], meeting: Meeting | None) -> Compared | None:
    """The choice of what to compare with, the last meeting first; None where there is nothing."""
    if view.board is None:
        return None
    ended = {
        one.key: one
        for one in reversed(since.until(view, known))
        if one.closed is not None and (meeting is None or one.closed.seq < meeting.began.seq)
    }
    with st.container(key="sejak_dengan", horizontal=True, vertical_alignment="bottom"):
        chosen = _DAY
        if ended:
            chosen = st.selectbox(
                view.say("since.with"),
                [*ended, _DAY],
                format_func=lambda key: _meeting(view, ended.get(key)),
                key="sejak_rakor",
                width=420,
            )
        if chosen != _DAY:
            return since.with_meeting(view, ended[chosen])
        day = st.date_input(
            view.say("since.day"),
            value=since.day_before(view),
            max_value=view.board.as_of,
            key=f"sejak_hari:{view.board.place.code}:{view.board.as_of}",
            format="DD/MM/YYYY",
            width=220,
        )
        if not ended:
            markup.draw(pieces.small(view.say("since.no-meeting")))
    return since.with_day(view, day) if day else None


def _meeting(view: View, one: Meeting | None) -> str:
    if one is None:
        return view.say("since.with-day")
    return view.say("since.meeting", title=markup.label(one.began.title), day=one.began.as_of)


def about(view: View, found: Since) -> tuple[int, ...]:
    """The lines, by their place in the list, of what was chosen; nothing chosen is all."""
    subjects = [each for each in metrics.SUBJECTS if any(one.subject == each for one in found.lines)]
    chosen: Sequence[str] = ()
    if len(subjects) > 1:
        chosen = st.pills(
            view.say("since.filter"),
            subjects,
            selection_mode="multi",
            format_func=lambda code: _counted(view, found, code),
            key="sejak_tentang",
        )
    return tuple(at for at, one in enumerate(found.lines) if not chosen or one.subject in chosen)


def _counted(view: View, found: Since, subject: str) -> str:
    count = sum(one.subject == subject for one in found.lines)
    return f"{view.say(f'since.subjects.{subject}')} ({view.write(count, 'count')})"


def draw(view: View, one: Compared, wanted: Sequence[int]) -> None:
    """The lines, worst first, those alike in direction under one heading."""
    for turn in metrics.TURNS:
        mine = [at for at in wanted if one.found.lines[at].turn == turn]
        if mine:
            _draw_turn(view, one, turn, mine)


def _draw_turn(view: View, one: Compared, turn: Turn, mine: Sequence[int]) -> None:
    name = f"sejak.{turn}"
    most = state.kept(name, _FIRST)
    sign, word = since.SIGNS[turn], view.say(f"since.turns.{turn}")
    count = f'<span class="count">{escape(view.write(len(mine), "count"))}</span>'
    markup.draw(
        f'<div class="severity is-{sign}"><h2>{markup.icon(sign)}{escape(word)} {count}</h2></div>',
        _table(view, one, view.say("since.table", turn=word, count=len(mine)), mine[:most]),
    )
    if len(mine) > most:
        st.button(
            view.say("since.more", count=min(_STEP, len(mine) - most)),
            key=f"sejak_lebih_{turn}",
            on_click=state.keep,
            args=(name, most + _STEP),
        )


def _table(view: View, one: Compared, caption: str, mine: Sequence[int]) -> str:
    rows, names = [], []
    for at in mine:
        row = since.row(view, one, at)
        names.append(row.name)
        more = f'<span class="sub">{escape(row.more)}</span>' if row.more else ""
        opens = markup.number(row.name, row.difference, row.title, "fig-amount")
        rows.append([f"{escape(row.title)}{more}", escape(row.before), escape(row.after), opens])
    return markup.table(caption, _heads(view), rows, opens=names)


def head(view: View, one: Compared) -> str:
    """What is compared with what, how the headline moved, and how many lines went which way."""
    told = [
        _step(view, since.total(view, one, at))
        for at, total in enumerate(one.found.totals)
        if since.is_headline(one, total)
    ]
    pills = [
        markup.pill(since.SIGNS[turn], f"{view.say(f'since.turns.{turn}')}: {view.write(count, 'count')}")
        for turn, count in one.counts().items()
    ]
    headline = "".join(f'<p class="headline">{each}</p>' for each in told)
    return (
        f'<section class="card since-head"><p class="fresh">{escape(since.against(view, one))}</p>{headline}'
        f'<p class="turns">{"".join(pills)}</p></section>'
    )


def _step(view: View, row: TotalRow) -> str:
    moved = view.say("since.step", name=row.title, before=row.before, after=row.after)
    return markup.line(row.name, f"{moved} ({row.difference})")


def totals(view: View, one: Compared) -> str:
    """What is made of the lines and moved along, to unfold; "" where nothing is."""
    if not one.found.totals:
        return ""
    found = [since.total(view, one, at) for at in range(len(one.found.totals))]
    rows = [
        [
            *(escape(each) for each in (row.title, row.before, row.after)),
            markup.number(row.name, row.difference, row.title, "fig-amount"),
        ]
        for row in found
    ]
    told = view.say("since.totals", count=len(rows))
    note = pieces.small(view.say("since.totals-note"))
    table = markup.table(told, _heads(view), rows, opens=[row.name for row in found])
    return f'<details class="card totals"><summary>{escape(told)}</summary>{note}{table}</details>'


def _heads(view: View) -> list[Column]:
    names = ("number", "before", "after", "difference")
    return [Column(view.say(f"since.columns.{name}"), numeric=name != "number") for name in names]
