"""Bars side by side: parts of a whole stacked to one bar a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts import theme as themes
from charts.theme import Theme


@dataclass(frozen=True)
class Part:
    """One part of every bar."""

    name: str
    colour: str
    """A name of the palette."""
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    """Written into the part, where it is wide enough: parts differ without colour too."""
    texts: tuple[str, ...]
    """What is read when the part is pointed at."""


def stacked(
    labels: Sequence[str],
    parts: Sequence[Part],
    theme: Theme,
    separators: str,
    ticks: tuple[Sequence[float], Sequence[str]] | None = None,
) -> dict[str, Any]:
    """A plotly figure: one bar a label, uppermost first; a part too narrow for its label goes without."""
    figure_layout = themes.layout(theme, separators)
    figure_layout |= {"barmode": "stack", "bargap": 0.38, "height": 90 + 52 * len(labels)}
    figure_layout["yaxis"] |= {"autorange": "reversed", "showgrid": False, "type": "category"}
    if ticks:
        figure_layout["xaxis"] |= {
            "tickmode": "array",
            "tickvals": list(ticks[0]),
            "ticktext": list(ticks[1]),
        }
    longest = max((sum(part.values[at] or 0 for part in parts) for at in range(len(labels))), default=0)
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": part.name,
            "y": list(labels),
            "x": list(part.values),
            "text": [
                one if _fits(size, longest) else ""
                for one, size in zip(part.labels, part.values, strict=True)
            ],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "constraintext": "none",
            "insidetextfont": {"color": themes.on(part.colour, theme), "size": 15},
            "hovertext": list(part.texts),
            "hoverinfo": "text",
            "marker": {
                "color": themes.colour(part.colour, theme),
                # A gap between the parts. No patterns: plotly finds them by an address that breaks with ours.
                "line": {"width": 2, "color": themes.colour("card", theme)},
            },
        }
        for part in parts
    ]
    return {"data": data, "layout": figure_layout}


def _fits(size: float | None, longest: float) -> bool:
    # What a label of about ten characters needs on the narrowest screen that shows charts.
    return bool(size) and size >= longest * 0.09


def ticks(largest: float, wanted: int = 6) -> list[float]:
    """Round values from 0 to at least `largest`, about `wanted` of them."""
    if largest <= 0:
        return [0.0]
    raw = largest / wanted
    power = 10.0 ** (len(str(int(raw))) - 1) if raw >= 1 else 1.0
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw)
    count = int(-(-largest // step))
    return [step * number for number in range(count + 1)]
