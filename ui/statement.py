"""A sentence held against itself and the Board: what is written, what is right, and how that was computed."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from metrics.statement import Answer, Claim, statement
from ui import figure, markup, pieces
from ui.view import View

_MOST = 2_000
"""Signs of a text: a page of minutes is not read at a glance."""
_SIGNS: dict[Answer, str] = {"right": "complete", "wrong": "not-received", "unknown": "not-reported"}
_WORST: tuple[Answer, ...] = ("right", "unknown", "wrong")


def ask(view: View) -> str:
    """The field for the sentence and what stands in it, which is stored nowhere."""
    with st.form("kalimat_isi", border=False):
        text = st.text_area(
            view.say("statement.label"),
            key="kalimat_teks",
            height=140,
            max_chars=_MOST,
            placeholder=view.say("statement.hint"),
        )
        st.form_submit_button(view.say("statement.check"), type="primary", icon=":material/fact_check:")
    return text.strip()


def draw(view: View, text: str) -> None:
    """What was found in the text."""
    today = view.board.today if view.board else view.choice.as_of
    found = statement(text, today, view.election, view.board)
    if not found:
        markup.draw(pieces.told("not-reported", view.say("statement.none")))
        return
    markup.draw(_headline(view, found), _marked(text, found), _table(view, text, found))


def _headline(view: View, found: Sequence[Claim]) -> str:
    counts = {answer: sum(one.answer == answer for one in found) for answer in _SIGNS}
    if counts["wrong"]:
        return pieces.told("not-received", view.say("statement.some-wrong", **counts))
    if counts["unknown"]:
        return pieces.told("not-reported", view.say("statement.some-unknown", **counts))
    return pieces.told("complete", view.say("statement.all-right", **counts))


def _marked(text: str, found: Sequence[Claim]) -> str:
    """The text with each number marked by the worst that was found of it."""
    worst: dict[tuple[int, int], Answer] = {
        (one.start, one.end): one.answer for one in sorted(found, key=lambda one: _WORST.index(one.answer))
    }
    out, at = [], 0
    for (start, end), answer in sorted(worst.items()):
        mark = f'<mark class="is-{_SIGNS[answer]}">{escape(text[start:end])}</mark>'
        out += [escape(text[at:start]), mark]
        at = end
    return f'<blockquote class="said">{"".join(out)}{escape(text[at:])}</blockquote>'


def _table(view: View, text: str, found: Sequence[Claim]) -> str:
    numeric = ("right", "difference")
    columns = [
        markup.Column(view.say(f"statement.columns.{name}"), name in numeric)
        for name in ("said", "answer", "right", "difference", "how")
    ]
    rows = [
        [
            escape(text[one.start : one.end]),
            markup.pill(_SIGNS[one.answer], view.say(f"statement.answers.{one.answer}")),
            _right(view, one),
            escape(_difference(view, one)),
            escape(_how(view, one)),
        ]
        for one in found
    ]
    return markup.table(view.say("statement.table", count=len(found)), columns, rows)


def _written(view: View, one: Claim, value: object) -> str:
    """A number of a claim in its own way of writing."""
    if one.unit == "weekday":
        return view.write(one.basis[0], "weekday")
    way = {"percent": "percent", "rupiah": "rupiah", "date": "date"}.get(one.unit, "count")
    if one.unit == "rupiah" and isinstance(value, float):
        value = round(value)
    written = view.write(value, way)
    return view.say("statement.days", count=value) if one.unit == "days" and value is not None else written


def _right(view: View, one: Claim) -> str:
    written = _written(view, one, one.right) if one.right is not None else view.write(None, "count")
    if one.figure is None:
        return escape(written)
    return markup.number(one.name, written, _name(view, one))


def _difference(view: View, one: Claim) -> str:
    if not one.difference:
        return view.write(None, "count")
    sign = "+" if one.difference > 0 else ""
    if one.unit == "percent":
        return sign + view.say("statement.points", count=round(one.difference, 2))
    if one.unit in ("date", "days"):
        return sign + view.say("statement.days", count=one.difference)
    return sign + _written(view, one, one.difference)


def _name(view: View, one: Claim) -> str:
    return view.say("statement.stations") if one.name == "tps" else figure.title(view, one.name)


def _how(view: View, one: Claim) -> str:
    values: dict[str, object] = {}
    if one.kind == "sum":
        values = {"parts": " + ".join(_written(view, one, part) for part in one.basis)}
    elif one.kind == "share":
        values = dict(zip(("part", "whole"), one.basis, strict=True))
    elif one.kind == "weekday":
        values = {"day": one.basis[0]}
    elif one.kind == "days-left":
        values = dict(zip(("first", "last"), one.basis, strict=True))
    elif one.kind == "deadline":
        values = {"name": view.say(f"screens.deadlines.{one.deadline}")}
    elif one.kind == "figure":
        values = {"name": _name(view, one)}
    if one.kind in ("sum", "share"):
        values["right"] = _written(view, one, one.right)
    return view.say(f"statement.how.{one.kind}", **values)
