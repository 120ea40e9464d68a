"""Alerts on the screen, worst first, each one line with what to do and how it stands."""

from collections.abc import Sequence
from html import escape

import pipeline
from metrics import Alert, Board, Figure
from metrics.alerts import acts, telling
from metrics.alerts.acts import Act, Standing
from store import LedgerRow
from ui import ledger, markup, words
from ui.view import View

SEVERITIES = ("critical", "warning", "note")
"""Worst first; also the order of the groups."""

_MOST = 5
"""Alerts of one kind of sheet that are listed; the rest is counted."""


def acted(view: View) -> tuple[Act, ...]:
    """What the office's people did about alerts, oldest first."""
    office = view.choice.office
    return pipeline.acted(ledger.rows(view.desk), office.name) if office else ()


def standings(view: View, board: Board) -> tuple[Standing, ...]:
    """How each alert of the Board stands, in the Board's order."""
    return acts.standings(board.alerts, board.place, acted(view), board.today)


def open_count(view: View, board: Board) -> int:
    """How many alerts are not put off: the count of the wall and of the navigation."""
    return sum(one.state != "snoozed" for one in standings(view, board))


def worst(view: View, board: Board, page: str) -> str:
    """The first alerts that are not put off, and all of them counted by kind; `page` is the address of the
    whole list."""
    found = standings(view, board)
    shown = acts.wall(board.alerts, found, acts.WALL)
    snoozed = view.say("alert_acts.wall-snoozed", count=shown.snoozed) if shown.snoozed else ""
    if not shown.lines:
        calm = " · ".join(part for part in (view.say("screens.alerts.none"), snoozed) if part)
        return f'<p class="calm">{markup.icon("complete")}{escape(calm)}</p>'
    rest = shown.total - len(shown.lines)
    more = view.say("screens.alerts.more", count=rest) if rest else view.say("screens.alerts.all")
    lines = "".join(f"<li>{_line(view, board.alerts[at], at)}</li>" for at in shown.lines)
    link = f'<a href="{escape(page)}" target="_self">{escape(more)}</a>'
    parts = [
        view.say("alert_acts.group", name=_kind(view, code), count=count) for code, count in shown.groups
    ]
    counted = f"{view.say('alert_acts.wall-groups')} {' · '.join(parts)}"
    groups = f'<p class="alert-groups">{escape(counted)}</p>' if rest else ""
    tail = f" · {escape(snoozed)}" if snoozed else ""
    return f'<ol class="alerts">{lines}</ol>{groups}<p class="more">{link}{tail}</p>'


def about(view: View, board: Board, kind: str, page: str) -> str:
    """What has to be done about the sheets of a kind: their alerts that are not put off, each with what to
    do, by when, and its number; "" where there are none. `page` is the address of the whole list."""
    found = standings(view, board)
    mine = [
        f"<li>{_line(view, one, at, _todo(view, one, one.figure, at))}</li>"
        for at, one in enumerate(board.alerts)
        if one.figure and kind in {each.kind for each in one.figure.sources} and found[at].state != "snoozed"
    ]
    if not mine:
        return ""
    rest = len(mine) - _MOST
    more = view.say("screens.alerts.more", count=rest) if rest > 0 else view.say("screens.alerts.all")
    link = f'<a href="{escape(page)}" target="_self">{escape(more)}</a>'
    return f'<ol class="alerts">{"".join(mine[:_MOST])}</ol><p class="more">{link}</p>'


def calm(view: View) -> str:
    """The sentence for where nothing has to be done."""
    told = view.say("screens.alerts.none-of-kind")
    return f'<p class="calm">{markup.icon("complete")}{escape(told)}</p>'


def _todo(view: View, one: Alert, figure: Figure, at: int) -> str:
    due = f" {view.say('screens.alerts.due')}: {view.write(one.due, 'date')}." if one.due else ""
    told = f"{words.alert_todo(view, one)}{due} {view.say('screens.alerts.figure')}:"
    number = markup.number(f"alert:{at}", words.figure(view, figure), words.alert(view, one), "fig-amount")
    return f'<span class="sub">{escape(told)} {number}</span>'


def chosen(
    board: Board, found: Sequence[Standing], severities: Sequence[str], states: Sequence[str]
) -> list[int]:
    """Places in the Board's list of the alerts of these severities and states; none wanted means all."""
    return [
        at
        for at, one in enumerate(board.alerts)
        if (not severities or one.severity in severities) and (not states or found[at].state in states)
    ]


def heading(view: View, board: Board, severity: str) -> str:
    """The name of a severity and how many alerts have it."""
    count = sum(one.severity == severity for one in board.alerts)
    return f"{view.say(f'screens.severities.{severity}')} ({count})"


def state_heading(view: View, found: Sequence[Standing], state: str) -> str:
    """The name of a state and how many alerts stand in it."""
    count = sum(one.state == state for one in found)
    return f"{view.say(f'alert_acts.states.{state}')} ({count})"


def section(view: View, severity: str, count: int) -> str:
    """The heading of a severity, over its alerts."""
    name = view.say(f"screens.severities.{severity}")
    return (
        f'<div class="severity is-{severity}"><h2>{markup.icon(severity)}{escape(name)} '
        f'<span class="count">{count}</span></h2></div>'
    )


def full(view: View, board: Board, at: int, standing: Standing) -> str:
    """One alert with all that is known of it; `at` is its place in the Board's list."""
    one = board.alerts[at]
    number = ""
    if one.figure is not None:
        number = markup.number(f"alert:{at}", words.figure(view, one.figure), words.alert(view, one))
    facts = [
        (view.say("screens.alerts.due"), escape(view.write(one.due, "date")) if one.due else ""),
        (view.say("screens.alerts.figure"), number),
    ]
    detail = telling.detail(one, board, view.lang)
    detail_html = markup.line(f"lost:{at}", detail) if one.lost and one.figure else escape(detail)
    told = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in facts if value)
    return (
        f'<div class="alert-one is-{one.severity}"><p class="alert-head">{_line(view, one, at)}</p>'
        f'<p class="alert-detail">{detail_html}</p>'
        f'<p class="alert-todo">{escape(words.alert_todo(view, one))}</p>'
        f'<dl class="alert-facts">{told}</dl>{_state(view, standing)}</div>'
    )


def closed(view: View, gone: Sequence[Act]) -> str:
    """Alerts that closed by themselves, with what was last done about each."""
    lines = "".join(
        "<li>"
        + escape(
            view.say(
                "alert_acts.closed-line",
                name=name(view, one),
                place=_place(view, one.place),
                state=act_told(view, one),
            )
        )
        + "</li>"
        for one in gone
    )
    title = view.say("alert_acts.closed", count=len(gone))
    note = escape(view.say("alert_acts.closed-note"))
    return markup.card(title, f'<p class="note">{note}</p><ul class="alert-closed">{lines}</ul>')


def act_told(view: View, one: Act) -> str:
    """What somebody did, with name and days."""
    return view.say(
        f"alert_acts.done.{one.kind}",
        by=one.by,
        owner=one.owner,
        due=one.due,
        until=one.until,
        reason=one.reason,
    )


def name(view: View, one: Act | Alert) -> str:
    """An alert without its numbers: its kind and item."""
    kind = _kind(view, one.code)
    return view.say("alert_acts.name-item", name=kind, item=words.item(view, one.item)) if one.item else kind


def done(view: View, row: LedgerRow) -> str:
    """The title of an act in the history: which alert, where, and what was done."""
    one = pipeline.act_of(row)
    return view.say(
        "alert_acts.closed-line",
        name=name(view, one),
        place=_place(view, one.place),
        state=act_told(view, one),
    )


def _kind(view: View, code: str) -> str:
    return view.say(f"alert_acts.names.{code}")


def _place(view: View, code: str) -> str:
    return next((one.name for one in view.places if one.code == code), code)


def _state(view: View, standing: Standing) -> str:
    if standing.act is None:
        return ""
    sign = {"overdue": "warning", "snoozed": "not-applicable"}.get(standing.state, "complete")
    pill = markup.pill(sign, view.say(f"alert_acts.states.{standing.state}"))
    return f'<p class="alert-state">{pill} {escape(act_told(view, standing.act))}</p>'


def _line(view: View, one: Alert, at: int, below_html: str = "") -> str:
    text = words.alert(view, one)
    opens = markup.line(f"alert:{at}", text) if one.figure is not None else escape(text)
    return (
        f'<span class="alert-sign is-{one.severity}">{markup.icon(one.severity)}'
        f'<span class="sr">{escape(view.say(f"screens.severities.{one.severity}"))}: </span></span>'
        f'<span class="alert-text">{opens}{below_html}</span>'
    )
