"""Gauges as HTML: a large arc of three parts with a target mark, and a flat meter."""

from html import escape

SWEEP = 270.0
"""Degrees that the arc opens from 0 to 100 percent."""


def arc(
    ready: float, not_ready: float, not_reported: float, target: float | None, alt: str, old: bool = False
) -> str:
    """The large gauge; the parts and the target are percentages, `alt` says in words what the eye sees.

    The parts are drawn one after the other, so a rounding rest is never painted as ready. `old` hatches what
    is ready: its numbers are out of date.
    """
    first, second, third = _ends(ready, not_ready, not_reported)
    style = f"--a:{_turn(first)};--b:{_turn(second)};--c:{_turn(third)}"
    mark = "" if target is None else f'<span class="arc-target" style="--t:{_turn(target)}"></span>'
    age = '<span class="arc-old"></span>' if old else ""
    return (
        f'<div class="arc{" is-old" if old else ""}" role="img" aria-label="{escape(alt)}" style="{style}">'
        '<span class="arc-track"></span><span class="arc-ring"></span><span class="arc-hatch"></span>'
        f"{age}{mark}</div>"
    )


def small_arc(percent: float | None, not_reported: float, alt: str, old: bool = False) -> str:
    """The arc of one item; what is neither ready nor unreported is missing. None: nobody reported."""
    ready, unknown = (0.0, 100.0) if percent is None else (percent, not_reported)
    return arc(ready, 100.0 - ready - unknown, unknown, None, alt, old)


def meter(
    value: float | None,
    state: str,
    target: float | None,
    alt: str,
    not_reported: float = 0.0,
    old: bool = False,
) -> str:
    """A flat gauge of a percentage; None (nobody reported) is a hatched track, which no zero looks like.

    `not_reported` is the percentage at its end of which nobody reported; `old` hatches the filled part, whose
    numbers are out of date.
    """
    fill = "" if value is None else f'<span class="meter-fill" style="width:{_held(value):.2f}%"></span>'
    if value is not None and not_reported > 0:
        fill += f'<span class="meter-unknown" style="width:{_held(not_reported):.2f}%"></span>'
    mark = "" if target is None else f'<span class="meter-target" style="left:{_held(target):.2f}%"></span>'
    css = f"meter is-{escape(state)}{' is-old' if old else ''}"
    return f'<div class="{css}" role="img" aria-label="{escape(alt)}">{fill}{mark}</div>'


def parts(ready: float, not_ready: float, not_reported: float, alt: str) -> str:
    """A bar of the three parts of readiness."""
    first, second, third = _ends(ready, not_ready, not_reported)
    widths = (("ready", first), ("short", second - first), ("unknown", third - second))
    inner = "".join(
        f'<span class="part is-{name}" style="width:{width:.2f}%"></span>' for name, width in widths if width
    )
    return f'<div class="parts" role="img" aria-label="{escape(alt)}">{inner}</div>'


def _ends(*shares: float) -> tuple[float, ...]:
    ends, at = [], 0.0
    for share in shares:
        at = _held(at + share)
        ends.append(at)
    return tuple(ends)


def _held(percent: float) -> float:
    return min(max(percent, 0.0), 100.0)


def _turn(percent: float) -> str:
    return f"{_held(percent) * SWEEP / 100:.2f}deg"
