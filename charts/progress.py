"""Progress day by day: what is done against what there is, the latest day, and the fan of the forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from charts import theme as themes
from charts.bars import ticks
from charts.theme import Theme


@dataclass(frozen=True)
class Ahead:
    """What will be done by the end of a day."""

    day: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Words:
    """The words of the drawing; amounts and days are written by whoever asks for it."""

    done: str
    ahead: str
    due: str
    plan: str = ""


def progress(
    done: Sequence[tuple[date, float]],
    ahead: Sequence[Ahead],
    target: float | None,
    due: date,
    theme: Theme,
    separators: str,
    words: Words,
    days: Sequence[tuple[date, str]],
    amounts: Sequence[tuple[float, str]],
    plan: Sequence[tuple[date, float]] = (),
) -> dict[str, Any]:
    """A plotly figure of the amounts done by the end of each day; `days` and `amounts` label the axes, `plan`
    is what should be done by then."""
    layout = themes.layout(theme, separators)
    ink, muted = themes.colour("ink", theme), themes.colour("muted", theme)
    ready, late = themes.colour("ready", theme), themes.colour("missing", theme)
    layout |= {"height": 250, "showlegend": False, "margin": {"l": 8, "r": 8, "t": 22, "b": 8}}
    layout["font"] = {**layout["font"], "size": 13}
    layout["xaxis"] |= {
        "type": "date",
        "showgrid": False,
        "range": [
            (days[0][0] - timedelta(days=1)).isoformat(),
            (days[-1][0] + timedelta(days=1)).isoformat(),
        ],
        "tickmode": "array",
        "tickvals": [day.isoformat() for day, _ in days],
        "ticktext": [text for _, text in days],
        "tickangle": 0,
    }
    layout["yaxis"] |= {
        "rangemode": "tozero",
        "tickmode": "array",
        "tickvals": [amount for amount, _ in amounts],
        "ticktext": [text for _, text in amounts],
    }
    # A line a day by which it must be done, one across for all that there is.
    layout["shapes"] = [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": due.isoformat(),
            "x1": due.isoformat(),
            "y0": 0,
            "y1": 1,
            "line": {"color": late, "width": 2, "dash": "dash"},
        }
    ]
    layout["annotations"] = [
        {
            "x": due.isoformat(),
            "y": 1,
            "xref": "x",
            "yref": "paper",
            "xanchor": "right",
            "yanchor": "bottom",
            "showarrow": False,
            "text": words.due,
            "font": {"color": themes.colour("missing-ink", theme), "size": 13},
        }
    ]
    if target is not None:
        layout["shapes"].append(
            {
                "type": "line",
                "xref": "paper",
                "yref": "y",
                "x0": 0,
                "x1": 1,
                "y0": target,
                "y1": target,
                "line": {"color": muted, "width": 2, "dash": "dot"},
            }
        )
    data: list[dict[str, Any]] = []
    if plan:
        line = _line(
            [day.isoformat() for day, _ in plan], [amount for _, amount in plan], muted, 2, words.plan
        )
        data.append({**line, "line": {**line["line"], "dash": "dash"}})
    if ahead:
        at = [one.day.isoformat() for one in ahead]
        data += [
            _line(at, [one.low for one in ahead], ready, 0, words.ahead),
            {
                **_line(at, [one.high for one in ahead], ready, 0, words.ahead),
                "fill": "tonexty",
                "fillcolor": _faint(ready),
            },
            _line(at, [one.middle for one in ahead], ready, 3, words.ahead),
        ]
    data.append(
        {
            **_line([day.isoformat() for day, _ in done], [amount for _, amount in done], ink, 4, words.done),
            "mode": "lines+markers",
            "marker": {"size": 8, "color": ink},
        }
    )
    return {"data": data, "layout": layout}


def scale(largest: float) -> list[float]:
    """Round amounts for the axis, few enough for a small drawing."""
    return ticks(largest, 4)


def _line(x: list[str], y: list[float], colour: str, width: int, name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "name": name,
        "hoverinfo": "skip",
        "line": {"color": colour, "width": width},
    }


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.22)"
