"""Requests for replacement on the screen: how long each has waited and whether it comes in time."""

from collections import Counter
from datetime import date
from html import escape

from metrics import Board, Replacement
from ui import fresh, markup, words
from ui.markup import Column
from ui.view import View

_SIGNS = {
    "overdue": "not-received",
    "late": "not-received",
    "unpromised": "not-reported",
    "waiting": "short",
    "arrived": "complete",
}
"""How a request stands to the state whose sign and colour it has."""

_COLUMNS = ("item", "amount", "asked", "waited", "promised", "slack", "to-voting", "state")
_NUMERIC = frozenset({"amount", "waited", "slack", "to-voting"})


def section(view: View, board: Board) -> None:
    """Draw all requests, the overdue ones first; nothing where no sheet tells any."""
    if not board.replacements:
        return
    note = view.say(
        "replacements.note", needed=board.replacements[0].needed_by, voting=view.election.voting_day
    )
    body = f'<p class="rest">{escape(_lead(view, board))}</p>{_table(view, board)}'
    age = fresh.kinds(view, board, "penggantian")
    markup.draw(markup.card(view.say("replacements.title"), body, note=note, foot_html=age))


def _lead(view: View, board: Board) -> str:
    counts = Counter(one.standing for one in board.replacements)
    waiting = len(board.replacements) - counts["arrived"]
    if not waiting:
        return view.say("replacements.all-there", count=len(board.replacements))
    return view.say(
        "replacements.lead",
        open=waiting,
        overdue=counts["overdue"],
        late=counts["late"],
        unpromised=counts["unpromised"],
    )


def _table(view: View, board: Board) -> str:
    columns = [Column(view.say(f"replacements.columns.{name}"), name in _NUMERIC) for name in _COLUMNS]
    rows = [_row(view, number, one) for number, one in enumerate(board.replacements)]
    opens = [f"replacement:{number}" for number in range(len(rows))]
    return markup.table(view.say("replacements.title"), columns, rows, opens=opens)


def _row(view: View, number: int, one: Replacement) -> list[str]:
    asked = one.request
    name = words.item(view, asked.item)
    more = " · ".join(
        part
        for part in (
            view.say("kinds.penggantian.fields.dapil") + f" {asked.dapil}" if asked.dapil else None,
            view.say(f"kinds.penggantian.choices.alasan.{asked.why}") if asked.why else None,
            asked.supplier,
            asked.letter,
            asked.note,
        )
        if part
    )
    sub = f'<span class="sub">{escape(more)}</span>' if more else ""
    amount = markup.number(f"replacement:{number}", view.write(asked.amount, "count"), name, "fig-amount")
    state = markup.pill(_SIGNS[one.standing], view.say(f"replacements.states.{one.standing}"))
    if asked.arrived and one.standing == "arrived":
        state += f'<span class="sub">{escape(view.write(asked.arrived, "date_short"))}</span>'
    return [
        f"{escape(name)}{sub}",
        amount,
        _day(view, asked.asked),
        _count(view, one.waited),
        _day(view, asked.promised),
        _count(view, one.slack),
        _count(view, one.to_voting),
        state,
    ]


def _day(view: View, day: date | None) -> str:
    return escape(view.write(day, "date_short"))


def _count(view: View, value: int | None) -> str:
    return escape(view.write(value, "count")) if value is not None else "–"
