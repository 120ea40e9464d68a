"""What if: other people, rates and days than the sheets tell. Never stored, marked wherever it goes."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

import streamlit as st

import metrics
from metrics import Board, Simulated, Sorting, Supposed, TypeWork
from ui import markup, words
from ui.view import View

_MOST_SHEETS = 100_000_000
_MOST_PEOPLE, _MOST_A_TEAM = 100_000, 1_000
_FIRST_A_TEAM = 7
"""People of a team where no sheet tells how many work."""
_FIRST_RATE = 1_000
"""Sheets a team is supposed to do a day where nobody measured it and the plan leaves no day."""


@dataclass(frozen=True)
class _Asked:
    item: str
    supposed: Supposed


def section(view: View, board: Board, work: Sorting) -> None:
    """The form and what follows from it; no store is asked and nothing is kept."""
    with st.container(key="andai"):
        mark, title, note = (view.say(f"sorting.what-if.{name}") for name in ("mark", "title", "note"))
        markup.draw(
            f'<div class="simulation-mark"><strong>{escape(mark)}</strong><h2>{escape(title)}</h2>'
            f"<span>{escape(note)}</span></div>"
        )
        asked = _form(view, board, work)
        found = metrics.simulate(asked.supposed, metrics.calendar(view.election))
        markup.draw(_answer(view, asked.supposed, found), _by_sheets(view, work, asked.item))
        st.download_button(
            view.say("sorting.what-if.download"),
            data=sheet(view, asked.item, asked.supposed, found).encode("utf-8-sig"),
            file_name=view.say("sorting.what-if.file", item=asked.item, day=asked.supposed.plan.isoformat()),
            mime="text/csv",
            key="andai_unduh",
            icon=":material/download:",
            on_click="ignore",
        )


def _form(view: View, board: Board, work: Sorting) -> _Asked:
    say = view.say
    by_code = {one.item: one for one in work.types}
    first = next((one.item for one in work.types if one.left), work.types[0].item)
    with st.container(key="andai_isi", horizontal=True, vertical_alignment="bottom"):
        item = st.selectbox(
            say("sorting.what-if.item"),
            list(by_code),
            index=list(by_code).index(first),
            format_func=lambda code: words.item_short(view, code),
            key="andai_jenis",
            width=220,
        )
        one = by_code[item]
        # Each type begins with what its sheets tell, so its fields are its own.
        key = f"andai:{view.desk.version}:{board.place.code}:{board.as_of}:{item}"
        start = _supposed(board, work, one)
        sheets = st.number_input(
            say("sorting.what-if.sheets"),
            0,
            _MOST_SHEETS,
            min(_MOST_SHEETS, start.sheets),
            key=f"{key}:lembar",
            width=200,
        )
        people = st.number_input(
            say("sorting.what-if.people"), 0, _MOST_PEOPLE, start.people, key=f"{key}:orang", width=150
        )
        a_team = st.number_input(
            say("sorting.what-if.a-team"), 1, _MOST_A_TEAM, start.a_team, key=f"{key}:tim", width=150
        )
        rate = st.number_input(
            say("sorting.what-if.a-team-day"),
            0,
            _MOST_SHEETS,
            start.a_team_day
            or metrics.simulate(start, metrics.calendar(view.election)).needed
            or _FIRST_RATE,
            key=f"{key}:laju",
            width=200,
        )
        arrival = st.date_input(
            say("sorting.what-if.arrival"),
            start.start - timedelta(days=1),
            format="DD/MM/YYYY",
            key=f"{key}:tiba",
            width=190,
        )
        plan = st.date_input(
            say("sorting.what-if.plan"), start.plan, format="DD/MM/YYYY", key=f"{key}:rencana", width=190
        )
    begins = metrics.start_after(_day(arrival), board.today)
    return _Asked(item, Supposed(sheets, people, a_team, rate, begins, _day(plan)))


def _day(picked: object) -> date:
    # A date field gives a tuple only where it was given one.
    if not isinstance(picked, date):
        raise TypeError(picked)
    return picked


def _supposed(board: Board, work: Sorting, one: TypeWork) -> Supposed:
    """What the sheets tell, as the beginning of a trial; 0 sheets a team and day where nobody measured it."""
    status = next((at for at in board.items if at.item == one.item), None)
    # What did not come yet must be done too.
    need = (status.need if status else None) or 0
    left = max(one.left or 0, need - (one.handled or 0), 0)
    come = board.today - timedelta(days=1)
    if status is not None and status.state != "complete" and status.expected is not None:
        come = status.expected
    a_team = _people_a_team(work, one)
    return Supposed(
        left,
        (one.teams or len(work.teams) or work.planned_teams or 1) * a_team,
        a_team,
        round(one.a_team_day or 0),
        metrics.start_after(come, board.today),
        one.due,
    )


def _people_a_team(work: Sorting, one: TypeWork) -> int:
    """As on the last day of the type, else as all teams were, else as they are planned."""
    last = one.days[-1] if one.days else None
    if last is not None and last.teams and last.people:
        return max(1, round(last.people / last.teams))
    team_days = sum(len(team.days) for team in work.teams)
    if team_days and work.person_days:
        return max(1, round(work.person_days / team_days))
    return round(sum(work.planned_people) / 2) if work.planned_people else _FIRST_A_TEAM


def _answer(view: View, asked: Supposed, found: Simulated) -> str:
    say = view.say
    if found.finish is None:
        head = say("sorting.what-if.never")
    else:
        head = say("sorting.what-if.ends", day=found.finish, count=found.working_days)
    if found.gap:
        told = say("sorting.what-if.gap", gap=found.gap, plan=asked.plan, days=found.planned_days)
    else:
        told = say("sorting.what-if.spare", spare=found.spare, plan=asked.plan, days=found.planned_days)
    needed = (
        say("sorting.what-if.no-days")
        if not found.planned_days
        else say("sorting.what-if.needed", needed=found.needed)
        if found.needed is not None
        else ""
    )
    crew = say("sorting.what-if.crew", people=asked.people, a_team=asked.a_team, teams=round(asked.teams, 3))
    begins = say("sorting.what-if.begins", start=asked.start)
    sign = "not-received" if found.gap else "complete"
    lines = "".join(f"<p>{escape(text)}</p>" for text in (head, told, needed, crew, begins) if text)
    return f'<div class="simulated typed is-{sign}" role="status">{lines}</div>'


def _by_sheets(view: View, work: Sorting, item: str) -> str:
    """What the sheets tell of the type, beside what is supposed of it."""
    left = next(one.left for one in work.types if one.item == item)
    if left is None:
        return ""
    told = markup.line(f"sorting:{item}:left", view.say("sorting.what-if.by-sheets", left=left))
    return f'<p class="told-line is-note">{markup.icon("note")}{told}</p>'


def sheet(view: View, item: str, asked: Supposed, found: Simulated) -> str:
    """The simulation as CSV; every line begins with the mark, so no part of it can be taken for a report."""
    mark = view.say("sorting.what-if.mark")
    lines = (
        ("place", words.where(view, None)),
        ("item", words.item(view, item)),
        ("sheets", asked.sheets),
        ("people", asked.people),
        ("a-team", asked.a_team),
        ("teams", view.write(round(asked.teams, 3), "decimal")),
        ("a-team-day", asked.a_team_day),
        ("start", view.write(asked.start, "date")),
        ("plan", view.write(asked.plan, "date")),
        ("finish", view.write(found.finish, "date")),
        ("working-days", found.working_days),
        ("gap", found.gap),
        ("spare", found.spare),
        ("needed", "–" if found.needed is None else found.needed),
    )
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow((mark, mark, view.say("sorting.what-if.note")))
    writer.writerows((mark, view.say(f"sorting.what-if.lines.{name}"), value) for name, value in lines)
    return out.getvalue()
