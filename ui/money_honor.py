"""Honor reckoned from members, months and rate, against the sheets."""

from html import escape

import elections
from metrics import Board
from metrics.honor import Difference, HonorCheck, Paid
from ui import bodies, fresh, markup
from ui.markup import Column
from ui.view import View

_COLUMNS = (
    *("body", "members", "rate", "listed", "bodies", "months"),
    *("computed", "stated", "difference"),
)


def section(view: View, board: Board) -> None:
    """Draw the honor of the bodies at the Board's place, and each difference."""
    found = bodies.found(view, board).honor
    age = fresh.kinds(view, board, "keuangan")
    note = view.say("bodies.honor.note", election=view.election.names[view.lang])
    markup.draw(markup.card(view.say("bodies.honor.title"), _paid(view, found), note=note, foot_html=age))
    if found.differences:
        markup.draw(markup.card(view.say("bodies.honor.list"), _differences(view, found), foot_html=age))


def _paid(view: View, found: HonorCheck) -> str:
    columns = [Column(view.say(f"bodies.honor.{name}"), name != "body") for name in _COLUMNS]
    table = markup.table(view.say("bodies.honor.title"), columns, [_row(view, one) for one in found.paid])
    lines = [
        (
            view.say(f"bodies.honor.{name}", count=count, body=one.rate.body),
            f"bodies:honor-{one.rate.body}:{name}",
        )
        for one in found.paid
        for name, count in (
            ("unclear", one.unclear),
            ("missing", one.listed - one.bodies if one.bodies else 0),
        )
        if count > 0
    ]
    return _head(view, found) + table + bodies.notes(lines)


def _head(view: View, found: HonorCheck) -> str:
    if not any(one.months for one in found.paid):
        accounts = (code for code, words in view.election.accounts.words.items() if "honor" in words)
        text = view.say("bodies.honor.head-none", accounts=", ".join(accounts))
        return f'<div class="setting">{bodies.headline(view, "not-reported", text)}</div>'
    if not found.differences:
        return bodies.headline(view, "complete", view.say("bodies.honor.head-good"))
    amount = sum(one.amount for one in found.differences)
    text = view.say("bodies.honor.head", count=len(found.differences), amount=amount)
    return bodies.headline(view, "not-received", text, "bodies:differences:amount")


def _row(view: View, one: Paid) -> list[str]:
    body = one.rate.body
    rates = ((one.rate.members, "count"), (one.rate.amount, "rupiah"))
    counts = {"listed": one.listed, "bodies": one.bodies, "months": one.months}
    amounts = {
        "computed": one.computed,
        "stated": one.stated,
        "difference": one.stated - one.computed,
    }
    return [
        escape(body),
        *(f'<span class="setting">{escape(view.write(value, way))}</span>' for value, way in rates),
        *(
            bodies.number(
                view, f"honor-{body}", name, value, "count", f"{body} {view.say(f'bodies.honor.{name}')}"
            )
            for name, value in counts.items()
        ),
        *(
            bodies.number(
                view,
                f"honor-{body}",
                name,
                value if one.months else None,
                "rupiah",
                f"{body} {view.say(f'bodies.honor.{name}')}",
            )
            for name, value in amounts.items()
        ),
    ]


def _differences(view: View, found: HonorCheck) -> str:
    names = ("unit", "period", "measure", "stated", "computed", "amount", "cause")
    numeric = ("stated", "computed", "amount")
    columns = [Column(view.say(f"bodies.honor.{name}"), name in numeric) for name in names]
    rows = [
        [
            escape(bodies.name(one.unit)),
            escape(bodies.period(view, one.period)),
            escape(view.say(f"kinds.keuangan.fields.{one.measure}")),
            *(
                bodies.number(
                    view, f"difference-{number}", name, getattr(one, name), "rupiah", bodies.name(one.unit)
                )
                for name in numeric
            ),
            markup.line(f"bodies:difference-{number}:amount", _cause(view, one)),
        ]
        for number, one in enumerate(found.differences[: bodies.MOST])
    ]
    listed = markup.table(view.say("bodies.honor.list"), columns, rows)
    return listed + bodies.more(view, len(found.differences))


def _cause(view: View, one: Difference) -> str:
    told = one.explained
    if told.cause == "months":
        return view.say("bodies.honor.months-of", count=told.count)
    if told.cause == "other-rate":
        return view.say("bodies.honor.other-rate", election=_election(view, told.name))
    if told.cause == "members":
        key = "members-more" if told.count > 0 else "members-less"
        return view.say(f"bodies.honor.{key}", count=abs(told.count), role=told.name)
    if told.cause == "role":
        return view.say("bodies.honor.role-differs", amount=told.count, role=told.name)
    return view.say("bodies.honor.unclear-cause")


def _election(view: View, code: str) -> str:
    return elections.load(code).names[view.lang]
