"""Help where polling stations are short, boxes that come back, ballots that are destroyed: on the screen."""

from html import escape

import metrics
from metrics import Board, Destroyed, Distribution, Move, Recovery, Return, ToDestroy
from ui import distribution, markup, readiness, words
from ui.markup import Column
from ui.view import View

MOST_SHORT = 60
"""Polling stations that are listed; the rest is counted."""
MOST_MOVES = 4
"""Givers that are named at one polling station."""


def short(view: View, found: Distribution) -> str:
    """Polling stations that can be helped from their own dapil, and how many cannot."""
    helped = [(number, one) for number, one in enumerate(found.recoveries) if one.moves]
    alone, empty = found.without_help
    told = "".join(
        f'<p class="note">{distribution.number(view, found, f"help-{name}", "count", count)}'
        f" {escape(view.say(f'distribution.help.{name}'))}</p>"
        for name, count in (("alone", len(alone)), ("empty", empty))
        if count
    )
    if not helped:
        return told
    names = ("station", "item", "short", "from", "still")
    columns = [Column(view.say(f"distribution.help.{name}"), name in ("short", "still")) for name in names]
    rows = [_short(view, found, number, one) for number, one in helped[:MOST_SHORT]]
    more = len(helped) - MOST_SHORT
    if more > 0:
        told = f'<p class="note">{escape(view.say("distribution.help.more", count=more))}</p>{told}'
    return markup.table(view.say("distribution.help.title"), columns, rows) + told


def _short(view: View, found: Distribution, number: int, one: Recovery) -> list[str]:
    stock = one.stock
    what = f"short-{number}"
    givers = [_move(view, move) for move in one.moves[:MOST_MOVES]]
    if len(one.moves) > MOST_MOVES:
        givers.append(view.say("distribution.help.others", count=len(one.moves) - MOST_MOVES))
    return [
        escape(f"TPS {stock.tps:03d} {stock.kelurahan}"),
        f"{readiness.swatch(stock.item)}{escape(words.item(view, stock.item))}",
        distribution.number(view, found, what, "missing", one.short),
        markup.line(f"distribution:{what}:still", "; ".join(givers)),
        distribution.number(view, found, what, "still", one.still),
    ]


def _move(view: View, one: Move) -> str:
    key = "move" if one.km is None else "move-km"
    return view.say(
        f"distribution.help.{key}",
        amount=one.amount,
        tps=f"{one.giver.tps:03d}",
        kelurahan=one.giver.kelurahan,
        left=one.left,
        km=one.km or 0.0,
    )


def returns(view: View, found: Distribution) -> str:
    """One row a kelurahan: boxes due and returned, which polling stations are open, and whom to call."""
    names = ("kelurahan", "due", "returned", "open", "stations", "call")
    columns = [
        Column(view.say(f"distribution.returns.{name}"), name in ("due", "returned", "open"))
        for name in names
    ]
    rows = [_returned(view, found, one) for one in found.returns]
    told = [one.returned for one in found.returns if one.returned is not None]
    whole = {
        "due": sum(one.due for one in found.returns),
        "returned": sum(told) if told else None,
        "open": sum(len(one.open) for one in found.returns),
    }
    numbers = [_reported(view, found, f"return-{metrics.ALL}", *pair) for pair in whole.items()]
    foot = [escape(view.say("distribution.all")), *numbers, "", ""] if len(rows) > 1 else []
    return markup.table(view.say("distribution.returns.title"), columns, rows, foot)


def _returned(view: View, found: Distribution, one: Return) -> list[str]:
    what = f"return-{one.place.code}"
    amounts = {"due": one.due, "returned": one.returned}
    head = [
        markup.to_place(view, one.place),
        *(_reported(view, found, what, *pair) for pair in amounts.items()),
    ]
    left = one.due - (one.returned or 0)
    if one.open:
        count = distribution.number(view, found, what, "open", len(one.open))
        stations = markup.line(f"distribution:{what}:open", _open(view, one))
        return [*head, count, stations, escape(_call(view, one))]
    if left > 0:
        text = view.say("distribution.returns.together", count=left)
        told = markup.line(f"distribution:{what}:returned", text)
        return [*head, "–", told, escape(_call(view, one))]
    return [*head, markup.pill("complete", view.say("distribution.returns.complete")), "–", "–"]


def _open(view: View, one: Return) -> str:
    """The polling stations that gave back less, then those of which nobody reported."""
    told = [
        view.say(
            "distribution.returns.partly", station=f"{left.tps:03d}", returned=left.returned, due=left.due
        )
        for left in one.open
        if left.returned is not None
    ]
    silent = distribution.ranges([left.tps for left in one.open if left.returned is None])
    if silent:
        told.append(view.say("distribution.returns.silent", stations=silent))
    return "; ".join(told)


def _call(view: View, one: Return) -> str:
    """A role: the chair of the PPS; where one kelurahan is looked at, those of its KPPS as well."""
    own = view.board is not None and view.board.place == one.place and bool(one.open)
    stations = distribution.ranges([left.tps for left in one.open])
    key = "role-tps" if own else "role"
    return view.say(f"distribution.returns.{key}", kelurahan=one.place.name, stations=stations)


def _reported(view: View, found: Distribution, what: str, name: str, value: int | None) -> str:
    if value is None:
        return markup.pill("not-reported", view.say("states.not-reported"))
    return distribution.number(view, found, what, name, value)


def destroyed(view: View, board: Board, found: Distribution) -> str:
    """One row a ballot type: what must be destroyed by H-1, what was, when, before whom."""
    names = ("item", "due", "done", "left", "acts")
    columns = [
        Column(view.say(f"distribution.destroy.{name}"), name in ("due", "done", "left")) for name in names
    ]
    rows = [_destroyed(view, board, found, one) for one in found.destroyed]
    return markup.table(view.say("distribution.destroy.title"), columns, rows)


def _destroyed(view: View, board: Board, found: Distribution, one: ToDestroy) -> list[str]:
    what = f"destroy-{one.item}"

    acts = "; ".join(_act(view, board, act) for act in one.acts)
    return [
        f"{readiness.swatch(one.item)}{escape(words.item_short(view, one.item))}",
        *(
            _reported(view, found, what, name, value)
            for name, value in (("due", one.due), ("done", one.done), ("remaining", one.left))
        ),
        markup.line(f"distribution:{what}:acts", acts) if acts else "–",
    ]


def _act(view: View, board: Board, one: Destroyed) -> str:
    today = min(board.as_of, board.today)
    key = "planned" if one.day is None or one.day > today else "act"
    told = view.say(
        f"distribution.destroy.{key}",
        amount=one.amount,
        day=view.write(one.day, "date_short"),
        why=view.say(f"kinds.pemusnahan.choices.alasan.{one.why}") if one.why else "–",
        witnesses=one.witnesses or "–",
        record=one.record or "–",
    )
    faults = metrics.faults(one, view.election.deadline("at_tps"), today)
    return "; ".join((told, *(view.say(f"distribution.destroy.{fault}") for fault in faults)))
