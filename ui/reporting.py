"""Who has not reported: the count, and the list behind it."""

from collections import defaultdict
from html import escape

from metrics import Board, Place
from ui import markup
from ui.view import View

_SIGN = "not-reported"


def silent(view: View, board: Board) -> str:
    """ "12 dari 68 kelurahan belum lapor", which opens the names by the place that they lie in; "" where
    everybody reported, or no sheet goes below the Board's place."""
    one = board.reporting
    if one is None or not one.silent:
        return ""
    told = view.say(f"screens.reporting.{one.level}", count=len(one.silent), total=one.total)
    above: dict[str, list[Place]] = defaultdict(list)
    for place in one.silent:
        above[place.parent or ""].append(place)
    names = {place.code: place.name for place in view.places}
    alone = len(above) == 1 and board.place.code in above
    rows = "".join(
        "<li>"
        + ("" if alone else f"<strong>{escape(names.get(code, ''))}</strong>: ")
        + ", ".join(_name(view, place) for place in members)
        + "</li>"
        for code, members in above.items()
    )
    head = f"<summary>{markup.icon(_SIGN)}<strong>{escape(told)}</strong></summary>"
    return f'<details class="silent is-{_SIGN}">{head}<ul>{rows}</ul></details>'


def _name(view: View, place: Place) -> str:
    return escape(place.name) if place.level == "tps" else markup.to_place(view, place)
