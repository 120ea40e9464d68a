"""The backward plan on the screen: what must be where by when, and the calendar of it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from html import escape

import metrics
from charts import calendar
from charts.calendar import Entry
from metrics import Board, Step
from ui import markup, words
from ui.view import View

_SIGNS = {
    "done": "complete",
    "in-time": "complete",
    "near": "short",
    "late": "not-received",
    "unknown": "not-reported",
}
"""How a step stands to the state whose sign and colour it has."""

_DEADLINE, _ARRIVAL = "note", "received"


def headline(view: View, board: Board) -> str:
    """The answer to "will we make it": the last step and the item that decides it."""
    plan = board.plan
    if not plan.together:
        return ""
    last = plan.together[-1]
    sign = _SIGNS[metrics.standing_of_step(last, view.election)]
    if plan.waits_for:
        names = ", ".join(words.item(view, code) for code in plan.waits_for[:5])
        more = len(plan.waits_for) - 5
        if more > 0:
            names = view.say("planning.and-more", items=names, count=more)
        told = f'<strong class="rest">{escape(view.say("planning.unknown", items=names))}</strong>'
    else:
        key = "late" if (last.slack or 0) < 0 else "in-time"
        text = view.say(
            f"planning.{key}", day=last.expected, deadline=plan.deadline, slack=abs(last.slack or 0)
        )
        name = f"plan:{metrics.TOGETHER}:{last.stage}"
        line = escape(text) if last.slack is None else markup.line(name, text)
        told = f"<strong>{line}</strong>"
    return f'<p class="plan-head is-{sign}">{markup.icon(sign)}{told}</p>'


def together(view: View, board: Board) -> str:
    """The stages that wait for all items."""
    return _table(
        view,
        view.say("planning.together"),
        [(view.say(f"screens.stages.{one.stage}"), one) for one in board.plan.together],
    )


def items(view: View, board: Board) -> str:
    """Every step of every item that is not done, the tightest first; what is done is counted."""
    open_steps = [one for chain in board.plan.items for one in chain if not one.done]
    open_steps.sort(key=lambda one: (one.slack is not None, one.slack or 0, one.latest))
    rows = [
        (
            view.say(
                "planning.step",
                item=words.item(view, one.item or ""),
                stage=view.say(f"planning.stages.{one.stage}"),
            ),
            one,
        )
        for one in open_steps
    ]
    done = sum(all(one.done for one in chain) for chain in board.plan.items)
    note = f'<p class="note rest">{escape(view.say("planning.done", count=done))}</p>' if done else ""
    return (_table(view, view.say("planning.items"), rows) if rows else "") + note


def _table(view: View, caption: str, rows: Sequence[tuple[str, Step]]) -> str:
    columns = [
        markup.Column(view.say("planning.columns.step")),
        markup.Column(view.say("planning.columns.days"), numeric=True),
        markup.Column(view.say("planning.columns.latest")),
        markup.Column(view.say("planning.columns.expected")),
        markup.Column(view.say("planning.columns.slack"), numeric=True),
        markup.Column(view.say("planning.columns.state")),
    ]
    return markup.table(
        caption,
        columns,
        (
            (
                escape(name),
                _days(view, one),
                escape(view.write(one.latest, "date_short")),
                escape(view.write(one.expected, "date_short")),
                _slack(view, one),
                _standing(view, one),
            )
            for name, one in rows
        ),
    )


def title_of(view: View, item: str, stage: str, column: str = "slack") -> str:
    """What the days left over of a step count, or those that it still takes, in words."""
    name = view.say(f"screens.stages.{stage}")
    if item != metrics.TOGETHER:
        name = view.say(
            "planning.step", item=words.item(view, item), stage=view.say(f"planning.stages.{stage}")
        )
    return f"{view.say(f'planning.columns.{column}')}: {name}"


def _days(view: View, one: Step) -> str:
    if not one.days:
        return "–"
    item, text = one.item or metrics.TOGETHER, view.write(round(one.days, 1), "decimal")
    label = title_of(view, item, one.stage, "days")
    return markup.number(f"plan-days:{item}:{one.stage}", text, label, "fig-amount")


def _slack(view: View, one: Step) -> str:
    if one.slack is None:
        return "–"
    item = one.item or metrics.TOGETHER
    text, label = view.write(one.slack, "count"), title_of(view, item, one.stage)
    return markup.number(f"plan:{item}:{one.stage}", text, label, "fig-amount")


def _standing(view: View, one: Step) -> str:
    code = metrics.standing_of_step(one, view.election)
    return markup.pill(_SIGNS[code], view.say(f"planning.states.{code}"))


def deadlines(view: View, board: Board) -> str:
    """The calendar from the Board's day to voting day: deadlines, latest days, expected arrivals."""
    entries: dict[date, list[Entry]] = defaultdict(list)
    for one in board.countdowns:
        entries[one.day].append(Entry(view.say(f"screens.deadlines.{one.code}"), _DEADLINE))
    by_day: dict[tuple[date, str], list[str]] = defaultdict(list)
    for chain in board.plan.items:
        for step in chain:
            if step.done or not step.item:
                continue
            name = words.item(view, step.item)
            if step.stage == _ARRIVAL and step.expected:
                by_day[step.expected, "expected"].append(name)
            if step.stage == _ARRIVAL:
                by_day[step.latest, "latest"].append(name)
    for (day, kind), names in by_day.items():
        text = names[0] if len(names) == 1 else view.say("planning.several", count=len(names))
        entries[day].append(
            Entry(
                view.say(f"planning.calendar.{kind}", item=text),
                "short" if kind == "expected" else "not-received",
                view.say(f"planning.calendar.{kind}", item=", ".join(names)),
            )
        )
    for step in board.plan.together:
        if not step.done:
            entries[step.start_by].append(
                Entry(
                    view.say("planning.calendar.start", stage=view.say(f"alert_acts.stages.{step.stage}")),
                    "not-applicable",
                )
            )
    first = min(board.today, *(day for day in entries)) if entries else board.today
    first = max(first, board.today)
    last = max((day for day in entries), default=board.today)
    count = max(1, (last.year - first.year) * 12 + last.month - first.month + 1)
    names = [
        view.write(date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1), "month")
        for n in range(count)
    ]
    weekdays = [view.write(date(2024, 1, 1 + n), "weekday") for n in range(7)]
    spoken = {"today": view.say("planning.today"), "off": view.say("planning.off")}
    return calendar.months(
        first, last, entries, frozenset(view.election.days_off), board.today, spoken, names, weekdays
    )
