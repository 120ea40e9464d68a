"""Two people at one input: what the first wrote, told to the second, who chooses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from metrics import inputs as rules
from metrics.inputs import Act, Input, Said
from ui import figure, markup, pieces, words
from ui.markup import Column
from ui.view import View


@dataclass(frozen=True)
class Clash:
    """What met: the input as somebody saw it, as it is now, and what was to be done on it."""

    seen: Input
    now: Input
    mine: Act


def told(view: View, clash: Clash) -> str:
    """Who was first with what, and both wordings beside each other."""
    last = clash.now.last
    at = words.moment(view, last.at) if last.at else ""
    done = view.say(f"inputs.clash.{last.kind}", by=last.by, at=at, why=last.evidence or last.reason)
    sides = (clash.seen.newest, clash.now.newest, *clash.mine.said)
    return pieces.told("warning", done) + _table(view, sides, ("before", "theirs", "mine"), last.by)


def wording(view: View, before: Said, after: Said) -> str:
    """What differs between the words that are shown and newer ones that wait."""
    return _table(view, (before, after), ("shown", "waiting"), "")


def _table(view: View, sides: Sequence[Said], names: Sequence[str], by: str) -> str:
    differing = {name for one in sides[1:] for name in rules.differences(sides[0], one)}
    fields = [name for name in _FIELDS if name in differing]
    if not fields:
        return ""
    columns = [Column(view.say("inputs.clash.field"))]
    columns += [Column(view.say(f"inputs.clash.{name}", by=by)) for name in names[: len(sides)]]
    rows = [
        [
            escape(view.say(f"inputs.fields.{name}")),
            *(escape(_written(view, getattr(one, name))) for one in sides),
        ]
        for name in fields
    ]
    return markup.table(view.say("inputs.clash.title"), columns, rows)


_FIELDS = (
    *("institution", "text", "kecamatan", "kelurahan", "tps", "about", "pinned"),
    *("decision", "owner", "due", "in_hand"),
)


def _written(view: View, value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return view.say(f"inputs.form.{'yes' if value else 'no'}")
    if isinstance(value, date):
        return view.write(value, "date_short")
    if isinstance(value, rules.Pinned):
        return figure.title(view, value.figure)
    return str(value)
