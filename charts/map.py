"""The map: points, ways and boundaries on plain axes in degrees, drawn by the graphics card.

Nothing is fetched from anywhere: no tiles, no shapes. A state is told by form and colour; the forms differ
also at a few pixels and in grey.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians
from typing import Any

import numpy

from charts import theme as themes
from charts.theme import Theme

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

CONFIG = {"displayModeBar": False, "scrollZoom": True}
"""How the browser shows it: its own buttons speak English alone; dragging, the wheel and a double click do
the same."""

_LOOKS = {
    # shipments
    "none": ("circle-open", "unknown", "dot"),
    "planned": ("square", "unknown", "dot"),
    "planned-late": ("triangle-down", "short", "dot"),
    "under-way": ("diamond", "accent", "dash"),
    "unproved": ("triangle-up", "short", "dash"),
    "unsent": ("diamond-open", "short", "dash"),
    "proved": ("circle", "ready", "solid"),
    "differs": ("cross", "missing", "solid"),
    "overdue": ("x", "missing", "dash"),
    # goods, by the states of the Board
    "not-reported": ("circle-open", "unknown", "dot"),
    "not-applicable": ("square", "unknown", "dot"),
    "complete": ("circle", "ready", "solid"),
    "short": ("triangle-up", "short", "dash"),
    "not-received": ("x", "missing", "dash"),
    # the room of storage places
    "unknown": ("circle-open", "unknown", "dot"),
    "room": ("circle", "ready", "solid"),
    "tight": ("triangle-up", "short", "dash"),
    "full": ("x", "missing", "dash"),
    "unfit": ("cross", "missing", "dash"),
    # places of the city's regulation
    "kampanye-boleh": ("circle", "ready", "solid"),
    "kampanye-dilarang": ("x", "missing", "dash"),
    "alat_peraga-boleh": ("square", "ready", "solid"),
    "alat_peraga-dilarang": ("cross", "missing", "dash"),
    "store": ("star", "accent", "solid"),
}
"""Form of a point, its colour, and how a way is drawn."""
STATES = tuple(_LOOKS)
"""In the order in which they are drawn: of each layer, what needs somebody lies on top."""
_DIGITS = 5
"""Behind the decimal point: a metre."""
_GAP = (float("nan"), float("nan"))


@dataclass(frozen=True)
class Dots:
    """Points of one size in one state."""

    look: str
    """The state, or "store" for a warehouse whose state is not asked for."""
    word: str
    """The same in words."""
    size: int
    """Pixels."""
    points: Sequence[Point]
    labels: Sequence[str]
    """What each is, told where somebody points at it."""
    names: Sequence[str] = ()
    """Names written above them."""


@dataclass(frozen=True)
class Lines:
    """Ways in one state; "" for boundaries."""

    look: str
    word: str
    paths: Sequence[Sequence[Point]]


def figure(
    dots: Sequence[Dots], lines: Sequence[Lines], theme: Theme, separators: str, keep: str
) -> dict[str, Any]:
    """A plotly figure; what somebody zoomed to stays as long as `keep` is the same."""
    layout = themes.layout(theme, separators)
    axis = {"fixedrange": False, "nticks": 6, "tickformat": ".2f", "ticksuffix": "°", "zeroline": False}
    layout["xaxis"] |= axis
    layout["yaxis"] |= {**axis, "scaleanchor": "x", "scaleratio": _stretch(dots, lines)}
    layout |= {
        "height": 640,
        "dragmode": "pan",
        "hovermode": "closest",
        "uirevision": keep,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
    }
    layout["font"] = {**layout["font"], "size": 14}
    seen: set[str] = set()
    data = [*(_lines(one, theme, seen) for one in lines), *(_dots(one, theme, seen) for one in dots)]
    layout["annotations"] = [
        _plate(name, point, one.size, theme)
        for one in dots
        for name, point in zip(one.names, one.points, strict=False)
    ]
    return {"data": data, "layout": layout}


def _plate(name: str, point: Point, size: int, theme: Theme) -> dict[str, Any]:
    """A name above its point, on a plate of its own: it can be read upon a crowd of points."""
    return {
        "x": round(point[0], _DIGITS),
        "y": round(point[1], _DIGITS),
        "yshift": size // 2 + 2,
        "yanchor": "bottom",
        "text": escape(name),
        "showarrow": False,
        "font": {"color": themes.colour("ink", theme), "size": 14},
        "bgcolor": themes.colour("card", theme),
        "bordercolor": themes.colour("line", theme),
        "borderpad": 2,
        "opacity": 0.9,
    }


def _stretch(dots: Sequence[Dots], lines: Sequence[Lines]) -> float:
    """How much longer a degree of latitude is than one of longitude here."""
    heights = [lat for one in dots for _, lat in one.points]
    heights = heights or [lat for one in lines for path in one.paths for _, lat in path]
    middle = (min(heights) + max(heights)) / 2 if heights else 0.0
    return round(1 / max(0.1, cos(radians(middle))), 4)


def _dots(one: Dots, theme: Theme, seen: set[str]) -> dict[str, Any]:
    symbol, colour, _ = _LOOKS[one.look]
    return {
        "type": "scattergl",
        "mode": "markers",
        **_coordinates(one.points),
        "name": escape(one.word),
        "legendgroup": one.look,
        "showlegend": _first(one.look, seen),
        "hovertext": numpy.array(_escaped(one.labels), dtype=str),
        "hovertemplate": f"%{{hovertext}}<br>{escape(one.word)}<extra></extra>",
        "marker": {
            "symbol": symbol,
            "size": one.size,
            "color": themes.colour(colour, theme),
            "line": {"width": 1, "color": themes.colour("card", theme)},
        },
    }


def _lines(one: Lines, theme: Theme, seen: set[str]) -> dict[str, Any]:
    _, colour, dash = _LOOKS.get(one.look, ("", "muted", "solid"))
    group = f"way-{one.look}"
    return {
        "type": "scattergl",
        "mode": "lines",
        **_coordinates(_joined(one.paths)),
        "name": escape(one.word),
        "legendgroup": group,
        "showlegend": _first(group, seen),
        "hoverinfo": "skip",
        "line": {"color": themes.colour(colour, theme), "width": 2 if one.look else 1, "dash": dash},
    }


def _first(group: str, seen: set[str]) -> bool:
    """Whether a group has no entry in the legend yet."""
    is_new = group not in seen
    seen.add(group)
    return is_new


def _joined(paths: Iterable[Sequence[Point]]) -> list[Point | None]:
    """All paths as one, with a gap behind each."""
    return [point for path in paths for point in (*path, None)]


def _escaped(labels: Sequence[str]) -> list[str]:
    """All labels without markup, at once: there may be thousands."""
    return escape("\0".join(labels)).split("\0")


def _coordinates(points: Iterable[Point | None]) -> dict[str, Any]:
    """As arrays: of lists plotly would look at every number again, each time the page is asked for."""
    pairs = numpy.array([point or _GAP for point in points], dtype="f8").reshape(-1, 2).round(_DIGITS)
    return {"x": pairs[:, 0], "y": pairs[:, 1]}
