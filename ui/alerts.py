"""Alerts on the screen, worst first, each one line with what to do."""

from collections.abc import Sequence
from html import escape

from metrics import Alert, Board
from ui import markup, words
from ui.view import View

SEVERITIES = ("critical", "warning", "note")
"""Worst first; also the order of the groups."""

ON_THE_WALL = 7
"""Lines that a room can take in; the rest is counted (one banner must not hide the next)."""


def worst(view: View, board: Board, page: str) -> str:
    """The first alerts and how many more there are; `page` is the address of the whole list."""
    if not board.alerts:
        return f'<p class="calm">{markup.icon("complete")}{escape(view.say("screens.alerts.none"))}</p>'
    shown = list(enumerate(board.alerts))[:ON_THE_WALL]
    rest = len(board.alerts) - len(shown)
    more = view.say("screens.alerts.more", count=rest) if rest else view.say("screens.alerts.all")
    lines = "".join(f"<li>{_line(view, one)}</li>" for _, one in shown)
    link = f'<a href="{escape(page)}" target="_self">{escape(more)}</a>'
    return f'<ol class="alerts">{lines}</ol><p class="more">{link}</p>'


def of_severity(board: Board, wanted: Sequence[str]) -> list[tuple[int, Alert]]:
    """The alerts of these severities with their place in the Board's list; nothing wanted means all."""
    return [(at, one) for at, one in enumerate(board.alerts) if not wanted or one.severity in wanted]


def heading(view: View, board: Board, severity: str) -> str:
    """The name of a severity and how many alerts have it."""
    return f"{view.say(f'screens.severities.{severity}')} ({len(of_severity(board, (severity,)))})"


def group(view: View, severity: str, members: Sequence[tuple[int, Alert]]) -> str:
    """All alerts of one severity under its heading."""
    heading = view.say(f"screens.severities.{severity}")
    body = "".join(_full(view, at, one) for at, one in members)
    return (
        f'<section class="severity is-{severity}"><h2>{markup.icon(severity)}{escape(heading)} '
        f'<span class="count">{len(members)}</span></h2><ol class="alerts alerts-full">{body}</ol></section>'
    )


def _line(view: View, one: Alert) -> str:
    return (
        f'<span class="alert-sign is-{one.severity}">{markup.icon(one.severity)}'
        f'<span class="sr">{escape(view.say(f"screens.severities.{one.severity}"))}: </span></span>'
        f'<span class="alert-text">{escape(words.alert(view, one))}</span>'
    )


def _full(view: View, at: int, one: Alert) -> str:
    number = ""
    if one.figure is not None:
        text = words.figure(view, one.figure)
        number = markup.number(f"alert:{at}", text, words.alert(view, one))
    facts = [
        (view.say("screens.alerts.place"), escape(words.where(view, one.place))),
        (view.say("screens.alerts.due"), escape(view.write(one.due, "date"))),
        (view.say("screens.alerts.figure"), number),
    ]
    told = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in facts if value)
    return (
        f"<li>{_line(view, one)}"
        f'<p class="alert-todo">{escape(words.alert_todo(view, one))}</p>'
        f'<dl class="alert-facts">{told}</dl></li>'
    )
