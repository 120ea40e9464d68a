"""Progress lines: how far each stage was by each reported day, against the line of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from charts import course as drawing
from elections import Election
from metrics import Board, Course, Place
from ui import data, ledger, markup, words
from ui.markup import Column
from ui.view import View

_SHARES = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Drawn:
    """One stage as it is shown."""

    stage: str
    head: str
    """Its name and how it stands, as HTML."""
    chart: dict[str, Any] | None
    """None: too few days for a line."""
    alt: str


def drawn(view: View, board: Board) -> tuple[list[Drawn], str]:
    """The stages that somebody reported, and all their numbers as a table."""
    found = asked(view.desk, view.places, board, view.election)
    return [_drawn(view, one) for one in found], _table(view, found)


def asked(desk: data.Desk, places: tuple[Place, ...], board: Board, election: Election) -> tuple[Course, ...]:
    """The courses of the Board's place up to its day."""
    return data.courses(desk, places, ledger.rows(desk), board, election)


def title_of(view: View, _: object, stage: str, rest: str) -> str:
    """What a number of a stage's course counts, in words."""
    day, _, beside = rest.partition(":")
    key = "course.figure-beside" if beside else "course.figure"
    return view.say(key, stage=view.say(f"screens.stages.{stage}"), day=date.fromisoformat(day))


def _name(one: Course, day: date, *, is_beside: bool) -> str:
    return f"course:{one.stage}:{day.isoformat()}{':difference' if is_beside else ''}"


def _drawn(view: View, one: Course) -> Drawn:
    name = view.say(f"screens.stages.{one.stage}")
    told, sign = _told(view, one)
    head = (
        f'<h3 class="chart-name">{escape(name)}</h3>'
        f'<p class="told-line is-{sign}">{markup.icon(sign)}'
        f"{markup.line(_name(one, one.points[-1].day, is_beside=not one.too_little), told)}</p>"
    )
    if one.too_little:
        return Drawn(one.stage, head, None, told)
    start, share = one.start
    last = one.points[-1].day
    plan = [(start, share), (one.end, 100.0)] if start < one.end else [(start, 100.0)]
    plan += [(last, 100.0)] if last > plan[-1][0] else []
    ends = sorted({start, one.points[0].day, last, plan[-1][0], max(start, one.end)})
    marks = _marks(ends)
    chart = drawing.course(
        [(point.day, point.percent) for point in one.points],
        plan,
        (one.ahead or 0) < 0,
        view.theme,
        words.separators(view),
        (view.say("course.done"), view.say("course.plan")),
        [(day, view.write(day, "day_month")) for day in marks],
        [view.say("course.share", share=number) for number in _SHARES],
    )
    return Drawn(one.stage, head, chart, view.say("course.alt", stage=name, told=told))


def _marks(days: Sequence[date]) -> list[date]:
    """The days that are named: both ends, and those between for whose name there is room."""
    room = (days[-1] - days[0]).days * 0.22
    found = [days[0]]
    for day in days[1:-1]:
        if (day - found[-1]).days >= room and (days[-1] - day).days >= room:
            found.append(day)
    return [*found, days[-1]]


def _told(view: View, one: Course) -> tuple[str, str]:
    last = one.points[-1]
    if one.too_little:
        return view.say("course.too-little", day=last.day, percent=last.percent), "not-reported"
    ahead = one.ahead or 0.0
    key = "on" if not round(ahead, 1) else "behind" if ahead < 0 else "ahead"
    told = view.say(
        f"course.{key}",
        percent=last.percent,
        day=last.day,
        planned=one.planned(last.day),
        points=round(abs(ahead), 1),
        end=one.end,
    )
    return told, "short" if ahead < 0 else "complete"


def _table(view: View, found: tuple[Course, ...]) -> str:
    names = ("stage", "day", "done", "planned", "difference", "unknown")
    columns = [Column(view.say(f"course.columns.{name}"), at > 1) for at, name in enumerate(names)]
    rows = [
        [
            escape(view.say(f"screens.stages.{one.stage}")),
            escape(view.write(point.day, "date_short")),
            _number(view, one, point.day, point.percent),
            _number(view, one, point.day, one.planned(point.day), is_beside=True),
            _number(view, one, point.day, point.percent - one.planned(point.day), "decimal", is_beside=True),
            _number(view, one, point.day, point.not_reported) if point.not_reported else "–",
        ]
        for one in found
        for point in one.points
    ]
    if not rows:
        return ""
    title = view.say("course.table")
    inner = markup.table(title, columns, rows)
    return f'<details class="notes"><summary>{escape(title)}</summary>{inner}</details>'


def _number(
    view: View, one: Course, day: date, value: float, way: str = "percent", *, is_beside: bool = False
) -> str:
    name = _name(one, day, is_beside=is_beside)
    label = title_of(view, None, *name.split(":", 2)[1:])
    return markup.number(name, view.write(round(value, 1), way), label, "fig-amount")
