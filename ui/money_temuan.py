"""What the sheets of money contradict, each with its cell, and where the chain of money breaks first."""

from collections.abc import Iterator, Sequence
from html import escape

import texts
from metrics import Board
from metrics.finance import BODIES
from metrics.money_findings import CODES, Handed, MoneyFinding, MoneyFindings
from ui import data, distribution, fresh, markup, money_matriks
from ui.markup import Column
from ui.view import View

MOST = 20
"""Findings of a rule that are listed; the rest is counted."""
_MOST_USE = 60
_COLUMNS = ("out", "into", "difference")
"""Amounts of a step of the chain."""


def section(view: View, board: Board) -> None:
    """Draw the findings of the Board's place, a card a rule."""
    found = data.money_findings(view.desk, view.places, board, view.election)
    age = fresh.foot(view, (one for _, one in board.finance.figures))
    chain = [_steps(view, found, age)] if found.steps else []
    cards = [_card(view, found, code, age) for code in CODES if found.of(code)]
    markup.draw(_headline(view, found), *chain, *cards)


def title_of(view: View, found: MoneyFindings, name: str) -> str:
    """What the number of that name counts, in words."""
    if name.startswith("step-"):
        _, number, column = name.split("-")
        step = _step(view, found.steps[int(number)])
        return (
            f"{view.say('money_findings.chain.title')}: {step}, {view.say(f'money_findings.chain.{column}')}"
        )
    if not name.isdigit():
        return view.say(f"money_findings.titles.{name}")
    one = found.findings[int(name)]
    return f"{view.say(f'money_findings.titles.{one.code}')}: {_who(view, one)}"


def _headline(view: View, found: MoneyFindings) -> str:
    rules = len({one.code for one in found.findings})
    told = view.say("money_findings.some", count=len(found.findings), rules=rules)
    sign = "not-received" if rules else "complete"
    head = told if rules else view.say("money_findings.none")
    lines = "".join(_line(*one) for one in _chain(view, found))
    counted = f'<strong class="counted">{escape(head)}</strong>'
    inner = f'<p class="plan-head is-{sign}">{markup.icon(sign)}{counted}</p>{lines}'
    return f'<section class="card">{inner}</section>'


def _line(sign: str, text: str, figure: str = "") -> str:
    told = markup.line(figure, text) if figure else escape(text)
    return f'<p class="told-line is-{sign}">{markup.icon(sign)}<span>{told}</span></p>'


def _chain(view: View, found: MoneyFindings) -> Iterator[tuple[str, ...]]:
    """Signs and sentences, and the number that the sentence opens."""
    breaks = [(at, one) for at, one in enumerate(found.findings) if one.code.startswith("chain-")]
    if breaks:
        at, first = breaks[0]
        told = {"level": first.body, "who": _who(view, first), "told": _what(view, first)}
        name = "chain-more" if len(breaks) > 1 else "chain-breaks"
        yield (
            "not-received",
            view.say(f"money_findings.{name}", more=len(breaks) - 1, **told),
            f"findings:{at}",
        )
    elif found.steps:
        yield "complete", view.say("money_findings.chain-holds")
    else:
        yield "not-reported", view.say("money_findings.chain-untold")


def _steps(view: View, found: MoneyFindings, age: str) -> str:
    """Out of each level of the chain and into the next, with the first broken one named."""
    names = ("step", *_COLUMNS, "state")
    columns = [Column(view.say(f"money_findings.chain.{name}"), name in _COLUMNS) for name in names]
    first = next((at for at, one in enumerate(found.steps) if one.breaks), None)
    rows = [
        [
            escape(_step(view, one)),
            *(
                markup.number(
                    f"findings:step-{at}-{name}",
                    view.write(one.figures[name].value, "rupiah"),
                    f"{_step(view, one)}, {view.say(f'money_findings.chain.{name}')}",
                    "fig-amount",
                )
                for name in _COLUMNS
            ),
            _state(view, one, is_first=at == first),
        ]
        for at, one in enumerate(found.steps)
    ]
    told = {one.level for one in found.steps}
    untold = markup.pill("not-reported", view.say("money_findings.chain.untold"))
    rows += [
        [escape(view.say("money_findings.chain.receipt", level=level)), "–", "–", "–", untold]
        for level in BODIES
        if level not in told
    ]
    title = view.say("money_findings.chain.title")
    table = markup.table(title, columns, rows)
    return markup.card(title, table, note=view.say("money_findings.chain.note"), foot_html=age)


def _step(view: View, one: Handed) -> str:
    return view.say(f"money_findings.chain.{one.way}", level=one.level)


def _state(view: View, one: Handed, *, is_first: bool) -> str:
    if not one.breaks:
        return markup.pill("complete", view.say("money_findings.chain.holds"))
    name = "first" if is_first else "broken"
    told = markup.pill("not-received", view.say(f"money_findings.chain.{name}", count=one.breaks))
    return f'<span class="counted">{told}</span>'


def _card(view: View, found: MoneyFindings, code: str, age: str) -> str:
    own = [(number, one) for number, one in enumerate(found.findings) if one.code == code]
    names = ("body", "what", "amount", "cells")
    columns = [Column(view.say(f"money_findings.{name}"), name == "amount") for name in names]
    title = view.say(f"money_findings.titles.{code}")
    table = markup.table(title, columns, (_row(view, number, one) for number, one in own[:MOST]))
    count = markup.number(
        f"findings:{code}",
        view.write(len(own), "count"),
        f"{view.say('money_findings.count')}, {title}",
        "fig-amount",
    )
    more = len(own) - MOST
    rest = (
        f'<p class="note counted">{escape(view.say("money_findings.more", count=more))}</p>'
        if more > 0
        else ""
    )
    counted = f'<p class="sub">{escape(view.say("money_findings.count"))}: {count}</p>'
    return markup.card(
        title, counted + table + rest, note=view.say(f"money_findings.notes.{code}"), foot_html=age
    )


def _row(view: View, number: int, one: MoneyFinding) -> list[str]:
    who = escape(_who(view, one))
    if one.place is not None and view.board is not None and one.place != view.board.place:
        who = markup.to_place(view, one.place, _who(view, one))
    way = "rupiah" if one.figure.unit == "rupiah" else "count"
    amount = markup.number(
        f"findings:{number}", view.write(one.figure.value, way), title_of_one(view, one), "fig-amount"
    )
    return [who, markup.line(f"findings:{number}", _what(view, one)), amount, _cells(view, one)]


def title_of_one(view: View, one: MoneyFinding) -> str:
    """A finding in words, for its number."""
    return f"{view.say(f'money_findings.titles.{one.code}')}, {_who(view, one)}"


def _who(view: View, one: MoneyFinding) -> str:
    """The body and its place: "PPS Medono", "KPPS TPS 003 Medono"."""
    kecamatan, kelurahan, number = one.at
    place = kelurahan or kecamatan
    if number > 0:
        place = view.say("money_findings.tps", number=f"{number:03d}", place=place)
    return f"{one.body} {place}".strip() or view.say("money_findings.whole")


def _what(view: View, one: MoneyFinding) -> str:
    if one.read:
        return texts.say(f"problems.{one.read}", view.lang, **dict(one.values))
    values = {**dict(one.values), "account": one.account}
    if one.code == "missing-body":
        numbers = [int(each) for each in str(values["numbers"]).split(",") if each]
        values["names"] = f"TPS {distribution.ranges(numbers)}" if numbers else values["names"]
    elif one.code == "wrong-account":
        values["use"] = str(values["use"])[:_MOST_USE]
    told = view.say(f"money_findings.lines.{one.code}", **values)
    if not one.period:
        return told
    period = money_matriks.part_name(view, "period", one.period)
    return view.say("money_findings.period", told=told, period=period)


def _cells(view: View, one: MoneyFinding) -> str:
    shown = _addresses(one)
    more = one.cells - len(one.addresses)
    rest = f" {escape(view.say('money_findings.more-cells', count=more))}" if more > 0 else ""
    return f'<span class="address">{", ".join(shown)}{rest}</span>'


def _addresses(one: MoneyFinding) -> Sequence[str]:
    return [
        f'<span title="{escape(cell.file)}">{escape(f"{cell.sheet}!{cell.cell}")}</span>'
        for cell in one.addresses
    ]
