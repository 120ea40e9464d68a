"""What changed between two meetings as a table of a report."""

from datetime import date

import metrics
from metrics import Moved, Since, SinceLine, Total, Turn
from metrics.model import Value
from metrics.standing import Name
from reports.document import Column, Row, Table
from reports.formal import Form

_MONEY = frozenset({"pagu", "dicairkan", "realisasi", "spj", "disahkan", "setor_kembali", "outstanding"})
_STATES: dict[Turn, str] = {"worse": "critical", "neither": "note", "better": "complete"}


def lines(form: Form, found: Since) -> Table:
    """All lines, worst first."""
    rows = [
        Row(
            (
                _told(form, one),
                _written(form, one.name, one.first, one.first.before),
                _written(form, one.name, one.first, one.first.after),
                _difference(form, one.name, one.first),
                form.say(f"since.turns.{one.turn}"),
            ),
            _STATES[one.turn],
        )
        for one in found.lines
    ]
    return Table("", _columns(form, "turn"), tuple(rows))


def totals(form: Form, found: Since, title: str) -> Table:
    """The numbers made of others that moved along."""
    rows = [
        Row(
            (
                _total(form, one),
                _written(form, one.name, one.moved, one.moved.before),
                _written(form, one.name, one.moved, one.moved.after),
                _difference(form, one.name, one.moved),
            )
        )
        for one in found.totals
    ]
    return Table(title, _columns(form), tuple(rows))


def _told(form: Form, one: SinceLine) -> str:
    """What a line is of, and below it the other amounts that changed."""
    more = [
        form.say(
            "since.step",
            name=form.say(f"since.numbers.{moved.code}"),
            before=_written(form, one.name, moved, moved.before),
            after=_written(form, one.name, moved, moved.after),
        )
        for moved in one.more
    ]
    return "\n".join(each for each in (_title(form, one.name), "; ".join(more)) if each)


def _columns(form: Form, *more: str) -> tuple[Column, ...]:
    return form.columns("changed", "before", "after", "difference", *more, wide="changed", texts_in=more)


def _title(form: Form, name: Name) -> str:
    """What a number is of."""
    place = form.where(name.place)
    number = form.say(f"since.numbers.{name.number}")
    if name.number in _MONEY:
        if not name.body:
            return form.say("since.money-all", number=number, place=place)
        body = form.say(f"screens.bodies.{name.body}")
        return form.say("since.money-at", number=number, body=body, place=place)
    if name.number == "shipped":
        return form.say("since.shipped", body=form.say(f"funnel.names.{name.body}"))
    if name.item is None:
        return number
    if name.number == "ready":
        return form.say("since.item-at", item=form.item(name.item), place=place)
    return form.say("since.item-number", item=form.item(name.item), number=number)


def _total(form: Form, one: Total) -> str:
    name = one.name
    if name.number == "readiness":
        return form.say("screens.figure.place", place=form.where(name.place))
    if name.item is not None:
        return form.say("screens.figure.item", item=form.item(name.item))
    if name.number in _MONEY:
        number = form.say(f"since.numbers.{name.number}")
        return form.say("since.money-all", number=number, place=form.where(name.place))
    if name.number in form.election.groups:
        return form.say("screens.figure.group", group=form.election.groups[name.number][form.lang])
    if name.number == "tps":
        return form.say("screens.figure.tps")
    return form.say("screens.figure.stage", stage=form.say(f"screens.stages.{name.number}"))


def _written(form: Form, name: Name, moved: Moved, value: Value) -> str:
    """A value in its own way of writing; "" where nobody told it."""
    if isinstance(value, date):
        return form.write(value, "date_short")
    if value is None or moved.unit in ("percent", "rupiah"):
        return form.write(value, moved.unit or "count")
    unit = metrics.unit_text(moved.unit, form.lang) if moved.unit else form.unit(name.item or "")
    return f"{form.write(value)}\u00a0{unit}" if unit else form.write(value)


def _difference(form: Form, name: Name, moved: Moved) -> str:
    by = moved.difference
    if by is None:
        return form.say("since.new" if moved.before is None else "since.lost")
    if moved.unit == "days":
        return form.say("since.later" if by > 0 else "since.earlier", count=abs(by))
    sign = "+" if by > 0 else "\u2212"
    if moved.unit == "percent":
        # What moved never reads as nothing.
        return form.say("since.by-points", sign=sign, count=max(round(abs(by), 1), 0.1))
    return form.say("since.by", sign=sign, count=_written(form, name, moved, abs(by)))
