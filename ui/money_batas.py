"""When money must be accounted for: ageing, the next transfer, and the cash that each week needs."""

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from charts import bars
from metrics import Board
from metrics.bodies import Bodies
from metrics.cash_need import Week
from metrics.model import Place
from metrics.next_transfer import STANDINGS, Blocked, Group, Reason
from metrics.spj_ageing import BANDS, NOT_DUE, UNDATED, Aged, AgeRow
from ui import bodies, drawing, fresh, markup, state, words
from ui.markup import Column
from ui.view import View

_SIGNS = {"blocked": "not-received", "unknown": "not-reported", "waiting": "note", "may": "complete"}
_BAND_COLOURS = ("unknown", "accent", "short", "missing")
_MOST_LATE, _MOST_NAMES = 3, 12
"""Late bodies that the first sentence names, and blocked ones of a row; the rest is counted."""


def section(view: View, board: Board) -> None:
    """Draw ageing, the next transfer and cash at the Board's place."""
    found = bodies.found(view, board)
    age = fresh.kinds(view, board, "keuangan")
    markup.draw(
        markup.card(view.say("bodies.age.title"), _ageing(view, found), rule=_rule(view), foot_html=age)
    )
    _chart(view, _ages(view, found), "ages", view.say("bodies.age.chart"))
    if state.only_late(view.say("bodies.age.filter")):
        title, note = view.say("bodies.age.list"), view.say("bodies.age.list-note")
        markup.draw(markup.card(title, _late(view, found.ageing.late), note=note, foot_html=age))
        return
    markup.draw(
        markup.card(
            view.say("bodies.next.title"), _next(view, found), rule=_transfer_rule(view), foot_html=age
        ),
        markup.card(view.say("bodies.next.list"), _blocked(view, found), foot_html=age),
        markup.card(view.say("bodies.cash.title"), _cash(view, found), rule=_pay_rule(view), foot_html=age),
    )
    _chart(view, _weeks(view, found), "weeks", view.say("bodies.cash.chart"))


def _chart(view: View, drawn: dict[str, Any] | None, key: str, title: str) -> None:
    if drawn is None:
        return
    with st.container(key=f"money_{key}"):
        markup.draw(f'<h2 class="chart-title">{escape(title)}</h2>')
        drawing.show(drawn, f"bodies_{key}", title)


# -- ageing ----------------------------------------------------------------------------------------


def _rule(view: View) -> str:
    own, days = view.election.adhoc, view.election.spj_days
    told = {"ppk": own.due_day["PPK"], "pps": own.due_day["PPS"]}
    return view.say("bodies.age.note", rule=view.say(f"bodies.age.rule-{own.due_by}", days=days, **told))


def _ageing(view: View, found: Bodies) -> str:
    ageing = found.ageing
    late = ageing.total.late
    text = view.say("bodies.age.head", amount=late.amount, bodies=late.bodies)
    head = (
        bodies.headline(view, "not-received", text, "bodies:age-all:late")
        if late.amount
        else bodies.headline(view, "complete", view.say("bodies.age.head-good"))
    )
    head += _latest(view, ageing.late)
    shown = [*range(UNDATED), *([UNDATED] if ageing.total.bands[UNDATED].amount else [])]
    titles = [*(bodies.band(view, ageing, one) for one in shown), view.say("bodies.age.late")]
    numbers = [Column(one, True) for one in titles]
    total = _age_cells(view, ageing.total, "all", shown, view.say("bodies.all"))
    by_place = markup.table(
        view.say("bodies.age.title"),
        [Column(view.say("bodies.age.place")), *numbers],
        [
            [bodies.place(view, row.place), *_age_cells(view, row, row.code, shown, _row_name(view, row))]
            for row in ageing.rows
        ],
        [escape(view.say("bodies.all")), *total],
        "matrix",
    )
    by_body = markup.table(
        view.say("bodies.age.bodies"),
        [Column(view.say("bodies.age.body")), *numbers],
        [[escape(row.code), *_age_cells(view, row, row.code, shown, row.code)] for row in ageing.bodies],
        css="matrix",
    )
    return f"{head}{by_place}<h3>{escape(view.say('bodies.age.bodies'))}</h3>{by_body}"


def _latest(view: View, late: Sequence[Aged]) -> str:
    """Who is late the longest."""
    told = [
        (
            view.say(
                "bodies.age.who",
                unit=bodies.name(one.unit),
                period=bodies.period(view, one.term.period),
                amount=one.term.outstanding,
                days=one.days,
            ),
            f"bodies:late-{at}:amount",
        )
        for at, one in enumerate(late[:_MOST_LATE])
    ]
    rest = len(late) - _MOST_LATE
    if rest > 0:
        told.append((view.say("bodies.age.rest", count=rest), "bodies:age-all:late"))
    return bodies.notes(told)


def _row_name(view: View, row: AgeRow) -> str:
    return row.place.name if row.place else view.say("bodies.others")


def _age_cells(view: View, row: AgeRow, code: str, shown: Sequence[int], name: str) -> list[str]:
    parts = [*((str(band), row.bands[band]) for band in shown), ("late", row.late)]
    return [
        bodies.number(view, f"age-{code}", part, one.amount, "rupiah", f"{name} {part}")
        for part, one in parts
    ]


def _ages(view: View, found: Bodies) -> dict[str, Any] | None:
    """What is late by place, one bar each, a part for each band."""
    rows = [row for row in found.ageing.rows if row.late.amount]
    if not rows:
        return None
    parts = [
        bars.Part(
            bodies.band(view, found.ageing, band),
            _BAND_COLOURS[band - 1],
            tuple(row.bands[band].amount for row in rows),
            tuple(_short(view, row.bands[band].amount) for row in rows),
            tuple(
                escape(f"{_row_name(view, row)}: {bodies.band(view, found.ageing, band)} ")
                + escape(view.write(row.bands[band].amount, "rupiah"))
                for row in rows
            ),
        )
        for band in range(NOT_DUE + 1, BANDS + 1)
    ]
    return _bars(view, [_row_name(view, row) for row in rows], parts, [row.late.amount for row in rows])


def _short(view: View, amount: int) -> str:
    return view.write(amount, "rupiah_short") if amount else ""


def _bars(
    view: View, labels: Sequence[str], parts: Sequence[bars.Part], totals: Sequence[int]
) -> dict[str, Any]:
    marks = bars.ticks(max(totals, default=0))
    told = [view.write(int(one), "rupiah_short") for one in marks]
    return bars.stacked(labels, parts, view.theme, words.separators(view), (marks, told))


def _late(view: View, late: Sequence[Aged]) -> str:
    if not late:
        return bodies.notes([view.say("bodies.age.nobody")])
    names = ("unit", "period", "due", "days", "amount")
    columns = [Column(view.say(f"bodies.age.{name}"), name in ("days", "amount")) for name in names]
    rows = [
        [
            escape(bodies.name(one.unit)),
            escape(bodies.period(view, one.term.period)),
            escape(view.write(one.term.due, "date_short")),
            bodies.number(view, f"late-{at}", "days", one.days, "count", bodies.name(one.unit)),
            bodies.number(
                view, f"late-{at}", "amount", one.term.outstanding, "rupiah", bodies.name(one.unit)
            ),
        ]
        for at, one in enumerate(late[: bodies.MOST])
    ]
    return markup.table(view.say("bodies.age.list"), columns, rows) + bodies.more(view, len(late))


# -- the next transfer -----------------------------------------------------------------------------


def _transfer_rule(view: View) -> str:
    own = view.election.adhoc
    after, needs = view.say(f"bodies.next.after-{own.after}"), view.say(f"bodies.next.needs-{own.needs}")
    return view.say("bodies.next.note", after=after, needs=needs)


def _next(view: View, found: Bodies) -> str:
    tiles = "".join(_tile(view, found, standing) for standing in STANDINGS)
    columns = [
        Column(view.say("bodies.next.place")),
        *(Column(view.say(f"bodies.next.{standing}"), True) for standing in STANDINGS),
    ]
    alike: dict[Place | None, dict[str, list[tuple[int, Group]]]] = {}
    for number, group in enumerate(found.groups):
        alike.setdefault(group.place, {}).setdefault(group.standing, []).append((number, group))
    rows = [
        [bodies.place(view, place), *(_groups(view, groups.get(standing, ())) for standing in STANDINGS)]
        for place, groups in alike.items()
    ]
    table = markup.table(view.say("bodies.next.title"), columns, rows, css="matrix")
    return f'<ul class="amounts">{tiles}</ul>{table}'


def _tile(view: View, found: Bodies, standing: str) -> str:
    mine = [one for one in found.transfers if one.standing == standing]
    told = [one.amount for one in mine if one.amount is not None]
    label = view.say(f"bodies.next.{standing}")
    count = markup.number(f"bodies:next-{standing}:count", view.write(len(mine), "count"), label, "fig-large")
    rest = view.say("bodies.next.rest")
    under = ""
    if told:
        amount = view.write(sum(told), "rupiah")
        opened = markup.number(f"bodies:next-{standing}:amount", amount, f"{label}, {rest}", "fig-amount")
        under = f'<span class="sub">{escape(rest)}: {opened}</span>'
    sign = markup.icon(_SIGNS[standing])
    return f'<li class="amount"><span class="amount-name">{sign}{escape(label)}</span>{count}{under}</li>'


def _groups(view: View, found: Sequence[tuple[int, Group]]) -> str:
    """How many bodies of each kind stand so."""
    if not found:
        return f'<span class="zero">{escape(view.say("bodies.next.none"))}</span>'
    told = []
    for number, group in found:
        label = f"{view.say(f'bodies.next.{group.standing}')} {group.body}"
        count = bodies.number(view, f"group-{number}", "count", len(group.transfers), "count", label)
        told.append(f'<span class="moves"><span>{escape(group.body)} {count}</span></span>')
    return "".join(told)


def _blocked(view: View, found: Bodies) -> str:
    """By place, the bodies that the same holds, and why."""
    rows = found.blocked
    if not rows:
        return bodies.notes([view.say("bodies.next.nobody")])
    columns = [Column(view.say(f"bodies.{name}")) for name in ("next.place", "age.unit", "next.why")]
    told = [
        [
            bodies.place(view, one.place),
            f'<span class="counted">{escape(_names(view, one))}</span>',
            _why(view, one, at),
        ]
        for at, one in enumerate(rows[: bodies.MOST])
    ]
    return markup.table(view.say("bodies.next.list"), columns, told) + bodies.more(view, len(rows))


def _names(view: View, one: Blocked) -> str:
    """The bodies by name; KPPS of the same kelurahan together."""
    names = Counter(bodies.name_at(*each) for each in one.bodies)
    told = [name if count == 1 else f"{name} × {view.write(count, 'count')}" for name, count in names.items()]
    rest = len(told) - _MOST_NAMES
    more = [view.say("bodies.next.more", count=rest)] if rest > 0 else []
    return ", ".join([*told[:_MOST_NAMES], *more])


def _why(view: View, one: Blocked, at: int) -> str:
    """What holds them, each reason with the money of all of them, which it opens."""
    return "; ".join(
        _reason(view, reason, f"bodies:held-{at}-{number}:amount")
        for number, reason in enumerate(one.reasons)
    )


def _reason(view: View, reason: Reason, figure: str) -> str:
    text = view.say(
        f"bodies.next.{reason.why}",
        period=bodies.period(view, reason.period),
        days=reason.days,
        amount=reason.amount,
    )
    return markup.line(figure, text) if reason.terms else escape(text)


# -- cash ------------------------------------------------------------------------------------------


def _pay_rule(view: View) -> str:
    own = view.election.adhoc
    return view.say("bodies.cash.note", day=own.pay_day, kpps=own.kpps_days)


def _cash(view: View, found: Bodies) -> str:
    cash = found.cash
    names = ("stated", "estimated", "amount")
    columns = [
        Column(view.say("bodies.cash.week")),
        *(Column(view.say(f"bodies.cash.{name}"), True) for name in names),
    ]
    rows = [
        [escape(_span(view, week)), *(_week(view, number, week, name) for name in names)]
        for number, week in enumerate(cash.weeks)
    ]
    total = bodies.number(view, "cash", "amount", cash.amount, "rupiah", view.say("bodies.all"))
    lines: list[tuple[str, str]] = []
    if overdue := cash.weeks[0].overdue:
        lines.append((view.say("bodies.cash.overdue", amount=overdue), "bodies:week-0:stated"))
    if undated := sum(one.amount for one in cash.undated):
        lines.append((view.say("bodies.cash.undated", amount=undated), "bodies:undated:amount"))
    if later := sum(one.amount for one in cash.later):
        lines.append((view.say("bodies.cash.later", amount=later), "bodies:later:amount"))
    table = markup.table(
        view.say("bodies.cash.title"),
        columns,
        rows,
        [escape(view.say("bodies.all")), "", "", total],
        "matrix",
    )
    return table + bodies.notes(lines)


def _week(view: View, number: int, week: Week, name: str) -> str:
    label = f"{view.say(f'bodies.cash.{name}')} {_span(view, week)}"
    return bodies.number(view, f"week-{number}", name, getattr(week, name), "rupiah", label)


def _span(view: View, week: Week) -> str:
    return view.say("bodies.cash.span", first=week.first, last=week.last)


def _weeks(view: View, found: Bodies) -> dict[str, Any] | None:
    weeks = found.cash.weeks
    if not found.cash.amount:
        return None
    parts = [
        bars.Part(
            view.say(f"bodies.cash.{name}"),
            colour,
            tuple(getattr(week, name) for week in weeks),
            tuple(_short(view, getattr(week, name)) for week in weeks),
            tuple(
                escape(f"{_span(view, week)}: {view.write(getattr(week, name), 'rupiah')}") for week in weeks
            ),
        )
        for name, colour in (("stated", "accent"), ("estimated", "unknown"))
    ]
    return _bars(view, [_span(view, week) for week in weeks], parts, [week.amount for week in weeks])
