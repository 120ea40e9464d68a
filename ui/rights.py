"""The six rights of logistics on the screen: one number each, opening what breaks it."""

from html import escape

import metrics
from metrics import Board, Figure, ItemStatus, Right
from ui import markup, words
from ui.view import View


def six(view: View, board: Board) -> str:
    """Six tiles; a tile with something broken opens the list of it, each row with its own number."""
    return f'<div class="rights">{"".join(_tile(view, board, one) for one in board.rights)}</div>'


def _tile(view: View, board: Board, one: Right) -> str:
    sign = "not-received" if one.broken else "complete" if one.known else "not-reported"
    name = view.say(f"rights.names.{one.code}")
    count = view.say("rights.count", kept=one.kept, known=one.known)
    unit = view.say("rights.of-places" if one.code == "target" else "rights.of-items")
    if not one.known:
        count, unit = view.say("states.not-reported"), ""
    unknown = view.say("rights.unknown", count=one.unknown) if one.unknown else ""
    head = (
        f"<h3>{markup.icon(sign)}{escape(name)}</h3>"
        f'<p class="right-count">{markup.number(f"right:{one.code}", count, name)} '
        f"<small>{escape(unit)}</small></p>"
        f'<p class="note">{escape(view.say(f"rights.rules.{one.code}"))}</p>'
        f'<p class="note">{escape(unknown)}</p>'
    )
    if not one.broken:
        return f'<section class="right is-{sign}">{head}</section>'
    rows = "".join(f"<li>{_broken(view, board, one, code)}</li>" for code in one.broken)
    told = escape(view.say("rights.broken", count=len(one.broken)))
    return (
        f'<section class="right is-{sign}">{head}'
        f"<details><summary>{told}</summary><ul>{rows}</ul></details></section>"
    )


def _broken(view: View, board: Board, right: Right, code: str) -> str:
    """What breaks a right, and by how much: the number opens its formula and its cells."""
    if right.code == "target":
        below = next(one for one in board.places if one.place.code == code)
        name = escape(code) if below.place.level == "tps" else markup.to_place(view, below.place)
        ready = view.say("rights.why.target", percent=words.figure(view, below.percent))
        return f"{name}: {markup.number(f'place:{code}', ready, below.place.name)}"
    item = next(one for one in board.items if one.item == code)
    name = words.item(view, code)
    figure, text = _why(view, board, right, item)
    return f"{escape(name)}: {markup.number(figure, text, name)}"


def _why(view: View, board: Board, right: Right, one: ItemStatus) -> tuple[str, str]:
    """The number that breaks the right, by its name, and its words."""
    opened: dict[str, Figure] = dict(one.amounts)
    names = {"amount": "short", "quality": "damaged", "thrift": "good"}
    amount = names.get(right.code, "")
    figure = f"item:{one.item}:{amount}" if amount in opened else f"item:{one.item}"
    if right.code == "kind":
        return figure, view.say("rights.why.kind")
    if right.code == "time":
        if one.late_since is not None:
            return figure, view.say("rights.why.late", day=one.late_since)
        return figure, view.say("rights.why.slack", days=metrics.days_late(board.plan, one.item))
    values = {"amount": one.short, "quality": one.damaged, "thrift": one.good}
    return figure, view.say(f"rights.why.{right.code}", count=values[right.code], need=one.need)
