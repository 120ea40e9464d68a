"""The way of money from level to level as a Sankey diagram."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from charts import theme as themes
from charts.theme import Theme

_HEIGHT, _EDGE, _GAP, _THICK = 380, 14, 26, 18
"""Of the drawing, in pixels: the gap lies between two stations of a column, which are so thick."""


@dataclass(frozen=True)
class Node:
    """A station of the way."""

    code: str
    label: str
    colour: str
    """A name of the palette."""
    column: int


@dataclass(frozen=True)
class Link:
    """What goes from one station to another; nothing is left out of the drawing."""

    start: str
    end: str
    value: int
    label: str


def flow(nodes: Sequence[Node], links: Sequence[Link], theme: Theme, separators: str) -> dict[str, Any]:
    """A plotly figure: the stations in their columns from left to right, ways as wide as what goes there."""
    drawn = [one for one in links if one.value > 0]
    reached = {end for one in drawn for end in (one.start, one.end)}
    there = [one for one in nodes if one.code in reached]
    at = {one.code: number for number, one in enumerate(there)}
    last = max((one.column for one in there), default=1) or 1
    layout = themes.layout(theme, separators)
    layout |= {"height": _HEIGHT, "margin": {"l": 8, "r": 8, "t": _EDGE, "b": _EDGE}}
    middles = _middles(there, drawn)
    # Plotly writes names of stations upon the ways that pass them; on a ground of their own they are read.
    layout["annotations"] = [_name(one, at, last, theme) for one, at in zip(there, middles, strict=True)]
    return {
        "data": [
            {
                "type": "sankey",
                "arrangement": "snap",
                "node": {
                    "color": [themes.colour(one.colour, theme) for one in there],
                    "x": [0.001 + 0.998 * one.column / last for one in there],
                    "y": middles,
                    "pad": _GAP,
                    "thickness": _THICK,
                    "line": {"width": 0},
                    "hoverinfo": "skip",
                },
                "link": {
                    "source": [at[one.start] for one in drawn],
                    "target": [at[one.end] for one in drawn],
                    "value": [one.value for one in drawn],
                    "customdata": [escape(one.label) for one in drawn],
                    "hovertemplate": "%{customdata}<extra></extra>",
                    "color": [
                        _faint(themes.colour(next(n.colour for n in there if n.code == one.end), theme))
                        for one in drawn
                    ],
                },
            }
        ],
        "layout": layout,
    }


def _name(node: Node, middle: float, last: int, theme: Theme) -> dict[str, Any]:
    """The name of a station to its right, of one in the last column to its left."""
    is_last = node.column == last
    return {
        "text": escape(node.label),
        "x": node.column / last,
        "y": 1 - middle,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right" if is_last else "left",
        "yanchor": "middle",
        "xshift": -_THICK if is_last else _THICK,
        "showarrow": False,
        "borderpad": 2,
        "bgcolor": themes.colour("card", theme),
        "font": {"color": themes.colour("ink", theme), "size": 15},
    }


def _middles(nodes: Sequence[Node], links: Sequence[Link]) -> list[float]:
    """The middle of each station from the top: those of a column one below the other, a gap between."""
    through = {
        one.code: max(
            sum(link.value for link in links if link.end == one.code),
            sum(link.value for link in links if link.start == one.code),
        )
        for one in nodes
    }
    columns = {at: [one.code for one in nodes if one.column == at] for at in {one.column for one in nodes}}
    room = _HEIGHT - 2 * _EDGE
    scale = min(
        (room - _GAP * (len(codes) - 1)) / sum(through[code] for code in codes) for codes in columns.values()
    )
    found: dict[str, float] = {}
    for codes in columns.values():
        top = 0.0
        for code in codes:
            size = through[code] * scale
            found[code] = min(max((top + size / 2) / room, 0.001), 0.999)
            top += size + _GAP
    return [found[one.code] for one in nodes]


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.35)"
