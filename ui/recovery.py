"""Help where polling stations are short, boxes that come back, ballots that are destroyed: on the screen."""

from html import escape

import metrics
from metrics import Board, Destroyed, Distribution, Move, Recovery, ToDestroy
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
    others = [one for one in found.recoveries if not one.moves]
    empty = sum(not one.stock.there for one in others)
    counts = (("alone", len(others) - empty), ("empty", empty + found.empty))
    told = "".join(
        f'<p class="note">{escape(view.say(f"distribution.help.{name}", count=count))}</p>'
        for name, count in counts
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
    missing = markup.number(
        f"distribution:{what}:missing",
        view.write(one.short, "count"),
        distribution.title_of(view, found, what, "missing"),
        "fig-amount",
    )
    givers = [_move(view, move) for move in one.moves[:MOST_MOVES]]
    if len(one.moves) > MOST_MOVES:
        givers.append(view.say("distribution.help.others", count=len(one.moves) - MOST_MOVES))
    return [
        escape(f"TPS {stock.tps:03d} {stock.kelurahan}"),
        f"{readiness.swatch(stock.item)}{escape(words.item(view, stock.item))}",
        missing,
        '<div class="stack moves">' + "".join(f"<span>{escape(text)}</span>" for text in givers) + "</div>",
        escape(view.write(one.still, "count")),
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
    """One row a kelurahan: boxes due and returned, and which polling stations are open."""
    names = ("kelurahan", "due", "returned", "open")
    columns = [
        Column(view.say(f"distribution.returns.{name}"), name in ("due", "returned")) for name in names
    ]
    rows = []
    for one in found.returns:
        what = f"return-{one.place.code}"
        cells = [markup.to_place(view, one.place)]
        for name, value in (("due", one.due), ("returned", one.returned)):
            label = distribution.title_of(view, found, what, name)
            text = view.write(value, "count")
            cells.append(
                markup.number(f"distribution:{what}:{name}", text, label, "fig-amount")
                if value is not None
                else markup.pill("not-reported", view.say("states.not-reported"))
            )
        stations = distribution.ranges([left.tps for left in one.open])
        cells.append(
            escape(view.say("distribution.returns.stations", stations=stations, silent=one.unreported))
            if one.open
            else markup.pill("complete", view.say("distribution.returns.complete"))
        )
        rows.append(cells)
    return markup.table(view.say("distribution.returns.title"), columns, rows)


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

    def number(name: str, value: int | None) -> str:
        label = distribution.title_of(view, found, what, name)
        text = view.write(value, "count")
        if value is None:
            return markup.pill("not-reported", view.say("states.not-reported"))
        return markup.number(f"distribution:{what}:{name}", text, label, "fig-amount")

    acts = "".join(f"<span>{escape(_act(view, board, act))}</span>" for act in one.acts)
    return [
        f"{readiness.swatch(one.item)}{escape(words.item_short(view, one.item))}",
        number("due", one.due),
        number("done", one.done),
        escape(view.write(one.left, "count")),
        f'<div class="stack moves">{acts}</div>' if acts else "–",
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
