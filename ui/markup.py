"""The small pieces of HTML of every screen. Arguments are escaped here; those named *_html are HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, repeat

import streamlit as st

from metrics import Place
from ui import state
from ui.view import View


def draw(*pieces_html: str) -> None:
    """Put the pieces on the page, as one element."""
    st.html("".join(pieces_html))


_MARKS = str.maketrans({"[": "(", "]": ")", "<": "‹", ">": "›", "`": "'", "*": "∗", "$": "＄"})


def label(text: str) -> str:
    """Text from a sheet or a file's name as a widget's label, which Streamlit reads as Markdown: an image in
    it would be fetched. Look-alikes take the place of the signs, since a backslash would be read out.

    >>> label("![x](http://host/x.png)")
    '!(x)(http://host/x.png)'
    """
    return text.translate(_MARKS)


def icon(name: str) -> str:
    """A sign; it says nothing by itself, a word always stands beside it."""
    return f'<span class="ic ic-{escape(name)}" aria-hidden="true"></span>'


def pill(kind: str, word: str) -> str:
    """A state as sign and word."""
    return f'<span class="pill is-{escape(kind)}">{icon(kind)}{escape(word)}</span>'


def number(figure: str, text: str, label: str, size: str = "") -> str:
    """A number that opens its formula and cells; `figure` names it in `ui.figure`, `label` says what."""
    return (
        f'<button type="button" class="fig {escape(size)}" data-figure="{escape(figure)}"'
        f' aria-haspopup="dialog"'
        f' aria-label="{escape(label)}: {escape(text)}">{_small_unit(text)}</button>'
    )


def line(figure: str, text: str) -> str:
    """A sentence whose number opens its formula and cells, as `number` does for a number alone."""
    return (
        f'<button type="button" class="fig fig-line" data-figure="{escape(figure)}"'
        f' aria-haspopup="dialog">{escape(text)}</button>'
    )


def _small_unit(text: str) -> str:
    # The sign of percent may be set smaller than the digits, which are what a room reads from afar.
    digits = text.rstrip("\u00a0%")
    return (
        escape(text)
        if digits == text
        else f'{escape(digits)}<span class="unit">{escape(text[len(digits) :])}</span>'
    )


def to_place(view: View, place: Place, name: str | None = None) -> str:
    """A link that opens a place on the same page."""
    query = escape(state.here(place, view.choice))
    code, text = escape(place.code), escape(name or place.name)
    return f'<a class="go" href="{query}" data-go="{code}" target="_self">{text}</a>'


def card(
    title: str, body_html: str, css: str = "", note: str = "", foot_html: str = "", rule: str = ""
) -> str:
    """A titled box; `foot_html` says from when its numbers are, `rule` is a note that tells of settings."""
    small = f'<p class="note">{escape(note)}</p>' if note else ""
    small += f'<p class="note setting">{escape(rule)}</p>' if rule else ""
    inner = f"<h2>{escape(title)}</h2>{small}{body_html}{foot_html}"
    return f'<section class="card {escape(css)}">{inner}</section>'


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    title: str
    numeric: bool = False


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    foot: Sequence[str] = (),
    css: str = "",
    opens: Sequence[str] = (),
) -> str:
    """A table of HTML cells; the first of a row heads it. Narrow screens show each row as a small card; a
    "matrix" stays a table there, with its first column always in sight.

    `opens` names a figure a row, which a press anywhere in the row opens, since it tells of all its numbers;
    a `number` of the same name in the row opens it by keys. "": none."""
    heads = "".join(f'<th scope="col"{_css(one)}>{escape(one.title)}</th>' for one in columns)
    named = zip(rows, chain(opens, repeat("")), strict=False)
    body = "".join(_row(columns, row, figure) for row, figure in named)
    last = f"<tfoot>{_row(columns, foot)}</tfoot>" if foot else ""
    look = f"grid {css}".strip()
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="{escape(look)}">'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody>{last}</table></div>"
    )


def _row(columns: Sequence[Column], cells_html: Sequence[str], figure: str = "") -> str:
    first, *rest = cells_html
    inner = "".join(
        f'<td{_css(column)} data-label="{escape(column.title)}">{cell}</td>'
        for column, cell in zip(columns[1:], rest, strict=True)
    )
    opened = f' data-figure="{escape(figure)}"' if figure else ""
    return f'<tr{opened}><th scope="row">{first}</th>{inner}</tr>'


def _css(column: Column) -> str:
    return ' class="num"' if column.numeric else ""


def nothing(
    title: str, what_to_do: str, target: tuple[str, str] | None = None, sign: str = "not-reported"
) -> str:
    """The empty screen: what is missing and what to do; `target` is address and words of the way there."""
    link = (
        f'<p><a class="act" href="{escape(target[0])}" target="_self">{escape(target[1])}</a></p>'
        if target
        else ""
    )
    told = f"<h2>{escape(title)}</h2><p>{escape(what_to_do)}</p>"
    return f'<section class="card empty">{icon(sign)}{told}{link}</section>'
