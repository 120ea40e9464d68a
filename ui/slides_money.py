"""The slide of the money: a row a PPK, the one that is furthest behind first."""

from fractions import Fraction
from html import escape

from charts import gauge
from metrics import money_figures
from metrics.items import percent
from metrics.money_matrix import MoneyMatrix, Unit
from ui import data, fresh, markup, money_matriks, slides
from ui.slides import Room, Slide
from ui.view import View

_COLUMNS = ("unit", "absorbed", "dicairkan", "outstanding", "state")
_LINES = 14


def money(room: Room) -> Slide:
    """Spending against time, what was handed out, and what is not accounted for."""
    view, board = room.view, room.board
    if "keuangan" not in board.reported_kinds:
        return Slide("money", slides.missing_kind(view, "keuangan"))
    found = data.money_matrix(view.desk, view.places, board, view.election)
    # What has no gap tells less than what has one, so it comes last.
    units = sorted(found.all, key=lambda one: one.whole.gap if one.whole.gap is not None else Fraction(-9))
    lines = [_line(view, found, one) for one in (found.whole, *reversed(units))]
    heads = [view.say(f"wall.money.{name}") for name in _COLUMNS]
    body = slides.table(view, view.say("wall.titles.money"), heads, lines[:_LINES], len(lines))
    age = fresh.foot(view, (one for _, one in board.finance.figures))
    return Slide("money", body, age, "money:outstanding")


def _line(view: View, found: MoneyMatrix, unit: Unit) -> list[str]:
    code, part = money_figures.code(unit, found), unit.whole
    name = view.say("wall.money.whole") if unit is found.whole else money_matriks.unit_name(view, found, unit)
    behind = money_figures.is_behind(part, view.election)
    state = "not-reported" if part.gap is None else "short" if behind else "complete"
    word = view.say(f"money_matrix.pace-{state}")
    amounts = [_amount(view, code, unit, number) for number in ("dicairkan", "outstanding")]
    return [escape(name), _absorbed(view, code, unit, state, name), *amounts, slides.state(state, word)]


def _absorbed(view: View, code: str, unit: Unit, state: str, name: str) -> str:
    share, gone = unit.whole.absorbed, unit.whole.gone
    if share is None:
        return escape(view.say("states.not-reported"))
    text = view.write(percent(share), "percent")
    label = f"{view.say('money_matrix.stages.absorbed')} {name}"
    mark = float(percent(gone)) if gone is not None else None
    meter = gauge.meter(float(percent(share)), state, mark, f"{label}: {text}")
    number = markup.number(f"matrix:{code}:total:absorbed", text, label)
    return f'<span class="slide-meter">{number}{meter}</span>'


def _amount(view: View, code: str, unit: Unit, number: str) -> str:
    value = getattr(unit.whole.sums, number)
    if value is None:
        return "–"
    label = f"{view.say(f'money_matrix.stages.{number}')} {unit.place.name}, {view.write(value, 'rupiah')}"
    return markup.number(f"matrix:{code}:total:{number}", view.write(value, "rupiah_short"), label)
