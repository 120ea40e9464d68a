"""From when the numbers of a tile are, under it: amber and with a sign once the oldest is out of date."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from metrics import Board, Figure, Freshness
from ui import markup, words
from ui.view import View


def foot(view: View, figures: Iterable[Figure]) -> str:
    """The line under a tile for all numbers in it: a tile is as old as the oldest of them."""
    return line(view, (one.freshness for one in figures))


def kinds(view: View, board: Board, *names: str) -> str:
    """The line for numbers that stand on the newest sheets of these kinds."""
    return line(view, (one for kind, one in board.freshness if kind in names))


def lists(view: View, board: Board, *names: str) -> str:
    """The same for lists, which hold until they are corrected: they do not get out of date."""
    return line(view, (replace(one, stale=False) for kind, one in board.freshness if kind in names))


def line(view: View, found: Iterable[Freshness]) -> str:
    """The same of the ages alone; "" where none of the numbers was reported."""
    known = [(one.moment, one) for one in found if one.moment is not None]
    if not known:
        return ""
    _, oldest = min(known, key=lambda pair: pair[0])
    told = words.freshness(view, oldest)
    if len({one.data_date for _, one in known}) > 1:
        told = view.say("frame.fresh-oldest", told=told)
    if not oldest.stale:
        return f'<p class="fresh">{escape(told)}</p>'
    text = f"<strong>{escape(view.say('states.stale'))}</strong>: {escape(told)}"
    return f'<p class="fresh is-stale">{markup.icon("stale")}<span>{text}</span></p>'
