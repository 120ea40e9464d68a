"""The course of a share over the days, against the straight line of the plan."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from charts import theme as themes
from charts.theme import Theme

HEIGHT = 260
_SHARES = (0, 25, 50, 75, 100)


def course(
    done: Sequence[tuple[date, float]],
    plan: Sequence[tuple[date, float]],
    late: bool,
    theme: Theme,
    separators: str,
    names: tuple[str, str],
    days: Sequence[tuple[date, str]],
    shares: Sequence[str],
) -> dict[str, Any]:
    """A plotly figure: the plan dashed, what was done as a line with a mark a day, in percent.

    `late` colours what was done as missing; `names` are those of the two lines, `days` label the axis of the
    days, `shares` that of 0, 25, 50, 75 and 100 percent.
    """
    layout = themes.layout(theme, separators)
    layout |= {"height": HEIGHT, "showlegend": False, "margin": {"l": 8, "r": 14, "t": 12, "b": 8}}
    layout["font"] = {**layout["font"], "size": 15}
    first = min([day for day, _ in (*done, *plan)])
    last = max([day for day, _ in (*done, *plan)])
    layout["xaxis"] |= {
        "type": "date",
        "showgrid": False,
        "range": [(first - timedelta(days=1)).isoformat(), (last + timedelta(days=1)).isoformat()],
        "tickmode": "array",
        "tickvals": [day.isoformat() for day, _ in days],
        "ticktext": [text for _, text in days],
        "tickangle": 0,
    }
    layout["yaxis"] |= {
        "range": [-3, 106],
        "tickmode": "array",
        "tickvals": list(_SHARES),
        "ticktext": list(shares),
    }
    tone = themes.colour("missing" if late else "ready", theme)
    return {
        "data": [
            {
                **_line(plan, names[1], themes.colour("muted", theme), 2),
                "mode": "lines",
                "line": {"color": themes.colour("muted", theme), "width": 3, "dash": "dash"},
            },
            {
                **_line(done, names[0], tone, 4),
                "mode": "lines+markers",
                "marker": {"size": 11, "color": tone, "symbol": "diamond" if late else "circle"},
            },
        ],
        "layout": layout,
    }


def _line(points: Sequence[tuple[date, float]], name: str, colour: str, width: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [day.isoformat() for day, _ in points],
        "y": [share for _, share in points],
        "name": name,
        "hoverinfo": "skip",
        "line": {"color": colour, "width": width},
    }
