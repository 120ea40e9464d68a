"""The six rights on the screen: one number each, opening what breaks it."""

from html import escape

from metrics import Board, Right
from ui import markup, words
from ui.view import View


def six(view: View, board: Board) -> str:
    """Six tiles; a tile with something broken opens the list of it."""
    return f'<div class="rights">{"".join(_tile(view, one) for one in board.rights)}</div>'


def _tile(view: View, one: Right) -> str:
    sign = "not-received" if one.broken else "complete" if one.known else "not-reported"
    name = view.say(f"rights.names.{one.code}")
    count = view.say("rights.count", kept=one.kept, known=one.known)
    unknown = view.say("rights.unknown", count=one.unknown) if one.unknown else ""
    head = (
        f"<h3>{markup.icon(sign)}{escape(name)}</h3>"
        f'<p class="right-count">{escape(count)}</p>'
        f'<p class="note">{escape(view.say(f"rights.rules.{one.code}"))}</p>'
        f'<p class="note">{escape(unknown)}</p>'
    )
    if not one.broken:
        return f'<section class="right is-{sign}">{head}</section>'
    rows = "".join(f"<li>{escape(_name(view, one, code))}</li>" for code in one.broken)
    told = escape(view.say("rights.broken", count=len(one.broken)))
    return (
        f'<section class="right is-{sign}">{head}'
        f"<details><summary>{told}</summary><ul>{rows}</ul></details></section>"
    )


def _name(view: View, one: Right, code: str) -> str:
    if one.code != "target":
        return words.item(view, code)
    if view.board is None:
        return code
    return next((below.place.name for below in view.board.places if below.place.code == code), code)
