"""The slides "are we ready" and "what is missing"."""

from html import escape

from charts import gauge
from metrics import Alert, Board
from metrics.alerts import acts
from ui import alerts, fresh, markup, readiness, slides, words
from ui.slides import Room, Slide
from ui.view import View

_REASONS, _LINES = 4, 9


def ready(room: Room) -> Slide:
    """The verdict, the large gauge, and the reasons."""
    view, board = room.view, room.board
    sign = readiness.SIGNS[board.readiness.verdict]
    reasons = [slides.row("note", readiness.reason(view, one)) for one in board.readiness.reasons]
    body = (
        f'<div class="slide-two">{_gauge(view, board)}<div>'
        f'<p class="slide-verdict is-{sign}">{markup.icon(sign)}'
        f"<strong>{escape(view.say(f'verdicts.{board.readiness.verdict}'))}</strong></p>"
        f"{_days(view, board)}{slides.rows(view, reasons[:_REASONS], len(reasons))}</div></div>"
    )
    return Slide("ready", body, fresh.foot(view, (board.readiness.percent,)), "readiness")


def _gauge(view: View, board: Board) -> str:
    one = board.readiness
    percent, target = words.figure(view, one.percent), one.percent.target
    shares = {"ready": one.ready, "short": one.not_ready, "unknown": one.not_reported}
    written = {name: view.write(share, "percent") for name, share in shares.items()}
    alt = view.say("charts.readiness", percent=percent, **written)
    keys = "".join(
        f'<li class="is-{name}"><span class="key" aria-hidden="true"></span>'
        f"{escape(view.say(f'screens.parts.{name}'))} <strong>"
        f"{markup.number('readiness', share, view.say(f'screens.parts.{name}'))}</strong></li>"
        for name, share in written.items()
    )
    mark = view.say("screens.summary.target", target=view.write(float(target), "percent")) if target else ""
    number = markup.number("readiness", percent, view.say("screens.figure.readiness"), "fig-huge")
    old = one.percent.freshness.stale
    return (
        f'<div class="slide-gauge"><div class="hero">'
        f"{gauge.arc(one.ready, one.not_ready, one.not_reported, target, alt, old)}"
        f'<div class="hero-number">{number}<p class="setting">{escape(mark)}</p></div></div>'
        f'<ul class="legend">{keys}</ul></div>'
    )


def _days(view: View, board: Board) -> str:
    """Days to the deadlines, and polling stations that have all."""
    facts = [
        (
            view.say(f"screens.deadlines.{one.code}"),
            f'<span class="clock">{escape(words.days(view, one.days_left))}</span>',
        )
        for one in board.countdowns
    ]
    if board.tps.complete is not None:
        done = markup.number(
            "tps", view.write(board.tps.complete.value, "count"), view.say("screens.figure.tps")
        )
        facts.append((view.say("wall.ready.tps"), f"{done} / {view.write(board.tps.total, 'count')}"))
    told = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in facts)
    return f'<dl class="slide-facts">{told}</dl>'


def missing(room: Room) -> Slide:
    """What somebody must do something about, worst first, with the days that are left for it."""
    view, board = room.view, room.board
    found = alerts.standings(view, board)
    wanted = acts.wall(board.alerts, found, len(board.alerts)).lines
    lines = [_alert(view, board.alerts[at], at) for at in wanted[:_LINES]]
    age = fresh.foot(view, (one.percent for one in board.items))
    if not lines:
        return Slide("missing", slides.calm("complete", view.say("wall.missing.none")), age)
    item = next((board.alerts[at].item for at in wanted if board.alerts[at].item), None)
    about = f"item:{item}" if item else "readiness"
    return Slide("missing", slides.rows(view, lines, len(wanted)), age, about)


def _alert(view: View, one: Alert, at: int) -> str:
    severity = f'<span class="sr">{escape(view.say(f"screens.severities.{one.severity}"))}: </span>'
    number = ""
    if one.figure is not None:
        number = markup.number(f"alert:{at}", words.figure(view, one.figure), words.alert(view, one))
    left = words.days(view, one.days_left) if one.days_left is not None else view.say("wall.missing.no-day")
    text = words.alert(view, one)
    told = markup.line(f"alert:{at}", text) if one.figure is not None else escape(text)
    return slides.row(one.severity, severity + told, number, escape(left))
