"""Belum dikenali on the board's pages: places as sheets write them that the office's list lacks, with what
they hold."""

from collections.abc import Collection, Iterable, Sequence
from html import escape

import loaders
from metrics import Board, Unknown
from ui import frame, markup, words
from ui.markup import Column
from ui.upload_changes import amount, field_name
from ui.view import View

MONEY = frozenset({"keuangan"})
GOODS = frozenset({"logistik", "distribusi", "sortir_lipat"})

_IN_UNITS = frozenset(one.code for one in loaders.layout("logistik").measures)
"""Columns that count an item itself; beside it sheets count people and packages."""
_MOST = 25
_MOST_ITEMS = 2
_LEVELS = ("kecamatan", "kelurahan", "tps")


def line(view: View, board: Board) -> str:
    """One line for the wall with the way to the whole list; "" where every name is known."""
    if not board.unknown:
        return ""
    names = {(one.kecamatan, one.kelurahan, one.tps) for one in board.unknown}
    page = "keuangan" if all(one.kind in MONEY for one in board.unknown) else "logistik"
    told = view.say("screens.unknown.line", count=len(names), place=board.place.name)
    link = f'<a href="{escape(frame.address(page, view))}" target="_self">'
    return (
        f'<p class="more strangers">{markup.icon("unknown")} {escape(told)} '
        f"{link}{escape(view.say('screens.unknown.see', page=view.say(f'frame.pages.{page}')))}</a></p>"
    )


def box(view: View, board: Board, kinds: Collection[str]) -> str:
    """A card with the names in sheets of these kinds; "" where every name is known."""
    found = [one for one in board.unknown if one.kind in kinds]
    if not found:
        return ""
    levels = {one.level for one in found}
    told = [
        view.say("screens.unknown.text"),
        *(view.say(f"screens.unknown.text-{level}") for level in _LEVELS if level in levels),
    ]
    names = ("place", "kind", "rows", "held")
    columns = [Column(view.say(f"screens.unknown.{name}"), name == "rows") for name in names]
    title = view.say("screens.unknown.title")
    more = len(found) - _MOST
    rest = f'<p class="note">{escape(view.say("screens.unknown.more", count=more))}</p>' if more > 0 else ""
    table = markup.table(title, columns, (_row(view, one) for one in found[:_MOST]))
    return markup.card(f"{title} ({view.write(len(found), 'count')})", table + rest, note=" ".join(told))


def _row(view: View, one: Unknown) -> list[str]:
    number = view.say("upload_changes.tps", number=one.tps) if one.tps is not None else ""
    where = " · ".join(part for part in (one.kecamatan, one.kelurahan, number) if part)
    return [
        escape(where),
        escape(view.say(f"kinds.{one.kind}.name")),
        escape(view.write(one.rows, "count")),
        f"<div>{_held(view, one)}</div>",
    ]


def _held(view: View, one: Unknown) -> str:
    by_item: dict[str, list[str]] = {}
    for column, number in one.amounts:
        item, _, code = column.rpartition(".")
        by_item.setdefault(item, []).append(_amount(view, one.kind, item, code, number))
    told = [
        f"{words.item(view, item)}: {', '.join(amounts)}" if item else ", ".join(amounts)
        for item, amounts in by_item.items()
    ]
    if not told:
        return escape(view.say("screens.unknown.no-amounts"))
    if len(told) <= _MOST_ITEMS + 1:
        return _lines(told)
    title = view.say("screens.unknown.more-items", count=len(told) - _MOST_ITEMS)
    return (
        f'{_lines(told[:_MOST_ITEMS])}<details class="notes"><summary>{escape(title)}</summary>'
        f"{_lines(told[_MOST_ITEMS:])}</details>"
    )


def _lines(told: Iterable[str]) -> str:
    return "".join(f'<span class="held">{escape(text)}</span>' for text in told)


def _amount(view: View, kind: str, item: str, code: str, number: int) -> str:
    unit = words.unit(view, item) if item and code in _IN_UNITS else ""
    parts: Sequence[str] = (amount(view, kind, code, number), unit, _inside(field_name(view, kind, code)))
    return " ".join(part for part in parts if part)


def _inside(name: str) -> str:
    """A column's name inside a sentence; an abbreviation stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
