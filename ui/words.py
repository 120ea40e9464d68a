"""Codes of the Board as the words that a commissioner reads."""

from datetime import datetime

import metrics
import texts
from metrics import Alert, Figure, Formula, Freshness, Place, Reason
from texts import numbers
from ui.view import View

_WAYS = {"percent": "percent", "rupiah": "rupiah"}


def item(view: View, code: str) -> str:
    """The name of an item of the election; a code that the profile lacks stays as it is."""
    try:
        return view.election.item(code).names[view.lang]
    except KeyError:
        return code


def item_short(view: View, code: str) -> str:
    """A ballot's name without the word "ballot", for headings that say it already; else the whole name."""
    key = f"screens.ballots.short.{code}"
    return view.say(key) if texts.known(key, view.lang) else item(view, code)


def unit(view: View, code: str) -> str:
    """The unit of an item in words."""
    try:
        return metrics.unit_text(view.election.item(code).unit, view.lang)
    except KeyError:
        return ""


def group(view: View, code: str) -> str:
    """The name of a group of items."""
    return view.election.groups[code][view.lang] if code in view.election.groups else code


def figure(view: View, one: Figure) -> str:
    """The value of a figure with its unit; a word where nobody reported, which no number stands for."""
    return view.say(f"states.{one.state}") if one.value is None else amount(view, one.value, one.unit)


def amount(view: View, value: float | int, unit: str) -> str:
    """A value with its unit."""
    if unit in _WAYS:
        return view.write(value, _WAYS[unit])
    written = (
        view.write(round(value, 1), "decimal") if isinstance(value, float) else view.write(value, "count")
    )
    return f"{written}\u00a0{metrics.unit_text(unit, view.lang)}"


def days(view: View, left: int) -> str:
    """So many days until (or since) a date."""
    if left < 0:
        return view.say("days.late", days=-left)
    return (
        view.say("days.today")
        if left == 0
        else view.say("days.tomorrow")
        if left == 1
        else view.say("days.left", days=left)
    )


def where(view: View, place: Place | None) -> str:
    """The name of a place; None is the Board's own."""
    own = view.board.place if view.board else None
    one = place or own
    if one is None:
        return ""
    return view.say(f"frame.levels.{one.level}", name=one.name)


def alert(view: View, one: Alert) -> str:
    """The line of an alert."""
    return metrics.alert_text(one, view.board, view.election, view.lang) if view.board else ""


def alert_todo(view: View, one: Alert) -> str:
    """What to do about an alert."""
    return metrics.alert_todo(one, view.board, view.election, view.lang) if view.board else ""


def reason(view: View, one: Reason) -> str:
    """The sentence of a reason."""
    return metrics.reason_text(one, view.election, view.lang)


def formula(view: View, one: Formula) -> str:
    """A formula with its numbers put in."""
    return metrics.formula_text(one, view.lang)


def moment(view: View, at: datetime) -> str:
    """A moment in the office's zone."""
    return view.say("frame.moment", at=at.astimezone(view.election.clock), zone=view.election.zone)


def freshness(view: View, one: Freshness) -> str:
    """From when a figure is and who brought it: to the minute where it was brought on its own day."""
    return metrics.freshness_text(one, view.election, view.lang)


def separators(view: View) -> str:
    """Decimal and thousands mark, as plotly wants them."""
    return numbers.decimal(0.5, view.lang)[1] + numbers.count(1000, view.lang)[1]
