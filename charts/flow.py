"""The way of money from level to level as a Sankey diagram."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from charts import theme as themes
from charts.theme import Theme


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
    layout |= {"height": 360, "margin": {"l": 8, "r": 8, "t": 12, "b": 12}}
    return {
        "data": [
            {
                "type": "sankey",
                "arrangement": "snap",
                "textfont": {"color": themes.colour("ink", theme), "size": 15},
                "node": {
                    "label": [escape(one.label) for one in there],
                    "color": [themes.colour(one.colour, theme) for one in there],
                    "x": [0.001 + 0.998 * one.column / last for one in there],
                    "y": _heights(there, drawn),
                    "pad": 26,
                    "thickness": 18,
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


def _heights(nodes: Sequence[Node], links: Sequence[Link]) -> list[float]:
    """The middle of each station: those of a column one below the other, as high as what goes through."""
    through: Mapping[str, int] = {
        one.code: max(
            sum(link.value for link in links if link.end == one.code),
            sum(link.value for link in links if link.start == one.code),
        )
        for one in nodes
    }
    largest = max(
        (sum(through[one.code] for one in nodes if one.column == at) for at in {n.column for n in nodes}),
        default=1,
    )
    found, used = [], dict.fromkeys((one.column for one in nodes), 0)
    for one in nodes:
        middle = used[one.column] + through[one.code] / 2
        found.append(min(max(middle / largest, 0.001), 0.999))
        used[one.column] += through[one.code] + largest // 12
    return found


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.35)"
