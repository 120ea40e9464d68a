"""Money by PPK, period and account: from the ceiling to what is approved, returned and still open."""

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import Any

import streamlit as st

import texts
from charts import absorbed, flow
from charts.flow import Link, Node
from metrics import Board, money_figures
from metrics.finance import BODIES, month_end
from metrics.items import percent
from metrics.money_figures import STAGES
from metrics.money_matrix import SIDES, MoneyMatrix, Part, Side, Unit
from ui import bodies, data, drawing, fresh, in_force, markup, unknown, words
from ui.markup import Column
from ui.view import View

_SIDE, _FULL = "matriks_menurut", "matriks_penuh"
_ENDS = (("spj", "ready"), ("setor_kembali", "accent"), ("outstanding", "short"))
"""What becomes of money that was handed out, with its colour."""


def section(view: View, board: Board) -> None:
    """Draw the matrix of the Board's place, spending against time, and the way of the money."""
    say = view.say
    found = data.money_matrix(view.desk, view.places, board, view.election)
    age = fresh.foot(view, (one for _, one in board.finance.figures))
    markup.draw(
        markup.card(
            say("money_matrix.pace"),
            _pace_head(view, found) + _pace(view, found),
            rule=say("money_matrix.pace-note", behind=float(view.election.spending.behind)),
            foot_html=age,
        ),
        unknown.box(view, board, unknown.MONEY),
    )
    with st.container(key="money_matrix"):
        title, note = say("money_matrix.title"), say("money_matrix.note")
        markup.draw(f'<h2 class="chart-title">{escape(title)}</h2><p class="note">{escape(note)}</p>')
        with st.container(key="money_matrix_choice", horizontal=True, vertical_alignment="bottom"):
            side: Any = st.segmented_control(
                say("money_matrix.by"),
                list(SIDES),
                default=SIDES[0],
                format_func=lambda name: say(f"money_matrix.sides.{name}"),
                key=_SIDE,
                required=True,
            )
            full = st.toggle(say("money_matrix.full"), key=_FULL)
        markup.draw(_matrix(view, found, side, full), age)
    _flow(view, found, age)
    if found.units:
        panels = _panels(view, found)
        title, note = say("money_matrix.panels"), say("money_matrix.panels-note")
        markup.draw(markup.card(title, panels, note=note, foot_html=age))
    in_force.button(view, "keuangan")


# -- the matrix ------------------------------------------------------------------------------------


def _matrix(view: View, found: MoneyMatrix, side: Side, full: bool) -> str:
    columns = [Column(view.say(f"money_matrix.units.{found.unit}"))]
    columns += [Column(view.say(f"money_matrix.stages.{name}"), True) for name in STAGES]
    parts = found.whole.side(side)
    rows = [row for unit in (found.whole, *found.all) for row in _rows(view, found, unit, side, full)]
    # Where all is of one kind, a row for it would say the same again.
    only = ""
    if len(parts) == 1:
        told = view.say("money_matrix.only", part=part_name(view, side, parts[0].key))
        only = f'<p class="note">{escape(told)}</p>'
    return only + markup.table(view.say("money_matrix.title"), columns, rows, css="matrix")


def _rows(view: View, found: MoneyMatrix, unit: Unit, side: Side, full: bool) -> Iterator[list[str]]:
    code = money_figures.code(unit, found)
    yield [
        f"<strong>{_linked(view, found, unit)}</strong>",
        *_cells(view, unit.whole, f"{code}:total", unit, full),
    ]
    if len(found.whole.side(side)) > 1:
        for at, part in enumerate(unit.side(side)):
            name = f'<span class="part-of">{escape(part_name(view, side, part.key))}</span>'
            yield [name, *_cells(view, part, f"{code}:{side}-{at}", unit, full)]


def _cells(view: View, part: Part, name: str, unit: Unit, full: bool) -> Iterator[str]:
    for number in STAGES:
        value = getattr(part.sums, number)
        if value is None:
            yield "–"
            continue
        whole = view.write(value, "rupiah")
        text = whole if full else view.write(value, "rupiah_short")
        label = f"{view.say(f'money_matrix.stages.{number}')} {unit.place.name}, {whole}"
        sign = markup.icon("not-received") if value < 0 else ""
        yield (
            f'<span title="{escape(whole)}">{sign}'
            f"{markup.number(f'matrix:{name}:{number}', text, label, 'fig-amount')}</span>"
        )


def _linked(view: View, found: MoneyMatrix, unit: Unit) -> str:
    name = unit_name(view, found, unit)
    if unit.own or unit is found.whole or unit.place.level == "tps":
        return escape(name)
    return markup.to_place(view, unit.place, name)


def unit_name(view: View, found: MoneyMatrix, unit: Unit) -> str:
    """A unit in words: PPK, PPS or KPPS of a place, or all of it."""
    level = unit.place.level
    if unit is found.whole:
        return view.say("money_matrix.whole", place=unit.place.name)
    if not unit.own:
        return view.say(f"money_matrix.unit-{level}", place=unit.place.name)
    if any(name is not None for name in found.unlisted):
        return view.say("money_matrix.own-unlisted", place=unit.place.name)
    return view.say(f"money_matrix.own-{level}", place=unit.place.name)


def part_name(view: View, side: Side, key: str) -> str:
    """A period, an account, a source of funds or a body in words."""
    if not key:
        return view.say(f"money_matrix.no-{side}")
    if side == "period":
        last = month_end(key)
        return view.write(last, "month") if last else key
    if side == "body":
        return key
    told = f"money_matrix.{side}s.{key}"
    named = view.say(told) if texts.known(told, view.lang) else ""
    return f"{key} {named}".strip() if side == "account" else named or key


def title_of(view: View, found: MoneyMatrix, code: str, rest: str) -> str:
    """What the number of that name counts, in words."""
    part, _, number = rest.partition(":")
    unit = next(one for one in (found.whole, *found.all) if money_figures.code(one, found) == code)
    told = [unit_name(view, found, unit)]
    side: Side | None = next((one for one in SIDES if part.startswith(f"{one}-")), None)
    if side is not None:
        told.append(part_name(view, side, unit.side(side)[int(part.rpartition("-")[2])].key))
    elif part == money_figures.THROUGH:
        told.append(view.say("money_matrix.through"))
    return f"{view.say(f'money_matrix.stages.{number}')}: {', '.join(told)}"


# -- spending against time -------------------------------------------------------------------------


def _pace_head(view: View, found: MoneyMatrix) -> str:
    """How many units are behind, and which one most."""
    units = found.units or (found.whole,)
    # A place with nothing below it is named itself.
    kind = view.say(f"money_matrix.units.{found.unit}") if found.units else found.whole.place.name
    if all(one.whole.gap is None for one in units):
        return bodies.headline(view, "not-reported", view.say("money_matrix.pace-head-untold"))
    behind = [one for one in units if money_figures.is_behind(one.whole, view.election)]
    if not behind:
        return bodies.headline(view, "complete", view.say("money_matrix.pace-head-good", unit=kind))
    worst = max(behind, key=lambda one: one.whole.gap or Fraction())
    told = {
        "count": len(behind),
        "total": len(units),
        "unit": kind,
        "gap": round(percent(worst.whole.gap or Fraction()), 1),
    }
    name = unit_name(view, found, worst)
    opens = f"matrix:{money_figures.code(worst, found)}:total:absorbed"
    return bodies.headline(view, "short", view.say("money_matrix.pace-head", name=name, **told), opens)


def _pace(view: View, found: MoneyMatrix) -> str:
    bars = [_pace_bar(view, found, unit) for unit in (found.whole, *found.all)]
    return absorbed.bars(view.say("money_matrix.pace"), bars)


def _pace_bar(view: View, found: MoneyMatrix, unit: Unit) -> absorbed.Bar:
    part, code = unit.whole, money_figures.code(unit, found)
    behind = money_figures.is_behind(part, view.election)
    state = "not-reported" if part.absorbed is None else "short" if behind else "complete"
    numbers = {
        name: _share(view, found, unit, name, f"matrix:{code}:total:{name}", getattr(part, name))
        for name in money_figures.SHARES
    }
    told = escape(view.say("money_matrix.gone"))
    word = markup.pill(state, view.say(f"money_matrix.pace-{state}"))
    return absorbed.Bar(
        _linked(view, found, unit),
        numbers["absorbed"],
        f"{told} {numbers['gone']} {word}",
        state,
        None if part.absorbed is None else percent(part.absorbed),
        None if part.gone is None else percent(part.gone),
    )


def _share(view: View, found: MoneyMatrix, unit: Unit, number: str, name: str, value: Any) -> str:
    if value is None:
        return escape(view.say("states.not-reported"))
    label = f"{view.say(f'money_matrix.stages.{number}')} {unit_name(view, found, unit)}"
    return markup.number(name, view.write(percent(value), "percent"), label)


def _panels(view: View, found: MoneyMatrix) -> str:
    parts = [(unit, part) for unit in found.all for part in unit.side("period")]
    # Each period has its own scale: what all polling stations get at once would dwarf the months.
    widest: dict[str, int] = {}
    for _, part in parts:
        widest[part.key] = max(widest.get(part.key, 0), part.sums.pagu or 0, part.sums.dicairkan or 0)
    drawn = [
        absorbed.Panel(
            _linked(view, found, unit),
            tuple(
                _step(view, found, unit, at, widest[part.key]) for at, part in enumerate(unit.side("period"))
            ),
        )
        for unit in found.all
    ]
    keys = {name: view.say(f"money_matrix.stages.{name}") for name in ("pagu", "dicairkan", "spj")}
    return absorbed.keys(keys["pagu"], keys["dicairkan"], keys["spj"]) + absorbed.panels(
        view.say("money_matrix.panels"), drawn
    )


def _step(view: View, found: MoneyMatrix, unit: Unit, at: int, widest: int) -> absorbed.Step:
    part, code = unit.side("period")[at], money_figures.code(unit, found)
    amounts = {"out": part.sums.dicairkan, "spj": part.sums.spj, "pagu": part.sums.pagu}
    sizes = {name: 100 * (amount or 0) / widest if widest else 0.0 for name, amount in amounts.items()}
    name, numbers = part_name(view, "period", part.key), {"out": "dicairkan", "spj": "spj", "pagu": "pagu"}
    opened = {
        key: _opened(view, f"matrix:{code}:period-{at}:{number}", amounts[key], f"{name}, {unit.place.name}")
        for key, number in numbers.items()
    }
    # The words are escaped before the buttons come into their places.
    text = escape(view.say("money_matrix.panel", **{key: f"{{{key}}}" for key in numbers})).format(**opened)
    return absorbed.Step(name, text, sizes["out"], sizes["spj"], sizes["pagu"])


def _opened(view: View, figure: str, amount: int | None, label: str) -> str:
    text = _short(view, amount)
    return escape(text) if amount is None else markup.number(figure, text, label, "fig-amount")


def _short(view: View, amount: int | None) -> str:
    return view.write(amount, "rupiah_short")


# -- the way of the money --------------------------------------------------------------------------


def _flow(view: View, found: MoneyMatrix, age_html: str) -> None:
    by_body = {part.key: part.sums for part in found.whole.side("body")}
    if not any(sums.dicairkan for sums in by_body.values()):
        return
    say = view.say
    with st.container(key="money_flow"):
        title, note = say("money_matrix.flow"), say("money_matrix.flow-note")
        markup.draw(f'<h2 class="chart-title">{escape(title)}</h2><p class="note">{escape(note)}</p>')
        links, opens = list(_links(view, by_body)), _opening(found)
        drawn = flow.flow(_nodes(view, links), links, view.theme, words.separators(view))
        drawing.show(drawn, "money_flow_chart", " ".join(one.label for one in links))
        ways = "".join(f"<li>{markup.line(opens[one.start, one.end], one.label)}</li>" for one in links)
        markup.draw(f'<ul class="ways">{ways}</ul>', age_html)


def _links(view: View, by_body: dict[str, Any]) -> Iterator[Link]:
    """From KPU to PPK and PPS, from the PPS to its KPPS, and on to what became of it."""
    out = {body: sums.dicairkan or 0 for body, sums in by_body.items()}
    ways = [("KPU", body, amount) for body, amount in out.items() if body not in ("PPS", "KPPS")]
    ways.append(("KPU", "PPS", out.get("PPS", 0) + out.get("KPPS", 0)))
    ways.append(("PPS", "KPPS", out.get("KPPS", 0)))
    ways += [(body, name, getattr(sums, name) or 0) for body, sums in by_body.items() for name, _ in _ENDS]
    for start, end, amount in ways:
        told = {"start": _station(view, start), "end": _station(view, end), "amount": amount}
        if amount > 0:
            yield Link(start, end, amount, view.say("money_matrix.link", **told))


def _opening(found: MoneyMatrix) -> dict[tuple[str, str], str]:
    """The numbers that the ways of the money open."""
    opens: dict[tuple[str, str], str] = {}
    for at, part in enumerate(found.whole.side("body")):
        start = "PPS" if part.key == "KPPS" else "KPU"
        opens[start, part.key] = f"matrix:all:body-{at}:dicairkan"
        opens |= {(part.key, name): f"matrix:all:body-{at}:{name}" for name, _ in _ENDS}
    if money_figures.passes_on(found):
        opens["KPU", "PPS"] = f"matrix:all:{money_figures.THROUGH}:dicairkan"
    return opens


def _nodes(view: View, links: list[Link]) -> list[Node]:
    stations = list(dict.fromkeys([*BODIES, *(one.start for one in links if one.start != "KPU")]))
    columns = {"KPU": 0, **{body: BODIES.index(body) + 1 if body in BODIES else 1 for body in stations}}
    into = {name: sum(one.value for one in links if one.end == name) for name in (*stations, *dict(_ENDS))}
    into["KPU"] = sum(one.value for one in links if one.start == "KPU")
    nodes = [("KPU", "muted", 0), *((body, "accent", columns[body]) for body in stations)]
    nodes += [(name, colour, len(BODIES) + 1) for name, colour in _ENDS]
    return [
        Node(code, f"{_station(view, code)} {_short(view, into[code])}", colour, column)
        for code, colour, column in nodes
    ]


def _station(view: View, code: str) -> str:
    return view.say(f"money_matrix.stages.{code}") if code in dict(_ENDS) else code or "–"
