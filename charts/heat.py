"""A heat table: every cell has its number and the mark of its state, the colour only helps the eye along."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

STEPS = 5
"""How many strengths of colour lie between nothing and all."""


@dataclass(frozen=True)
class Cell:
    """One cell; `figure` names the number so that it can be opened, "" where there is none."""

    figure: str
    text: str
    """The number as it is read."""
    alt: str
    """Row, column, number and state in words."""
    state: str
    percent: float | None
    old: bool = False
    """Its number is out of date."""


def strength(percent: float | None) -> int:
    """How strong a cell's colour is, 0 to STEPS; only what is whole gets the strongest."""
    if percent is None or percent <= 0:
        return 0
    return STEPS if percent >= 100 else 1 + int(percent / 100 * (STEPS - 1))


def table(
    caption: str, corner: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell]]], label: str
) -> str:
    """An HTML table; `columns` and the first of each row are HTML (links are welcome), all else is text."""
    head = "".join(f'<th scope="col">{one}</th>' for one in columns)
    body = "".join(
        f'<tr><th scope="row">{name}</th>' + "".join(_cell(cell) for cell in cells) + "</tr>"
        for name, cells in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}"><table class="heat">'
        f"<caption>{escape(caption)}</caption>"
        f'<thead><tr><th scope="col">{escape(corner)}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    css = f"heat-cell is-{cell.state} heat-{strength(cell.percent)}{' is-old' if cell.old else ''}"
    sign = f'<span class="ic ic-{escape(cell.state)}" aria-hidden="true"></span>'
    age = '<span class="ic ic-stale" aria-hidden="true"></span>' if cell.old else ""
    if not cell.figure:
        return f'<td><span class="{escape(css)}">{sign}{escape(cell.text)}</span></td>'
    return (
        f'<td><button type="button" class="{escape(css)}" data-figure="{escape(cell.figure)}"'
        f' aria-haspopup="dialog" aria-label="{escape(cell.alt)}">{sign}{escape(cell.text)}{age}'
        "</button></td>"
    )
