"""A funnel as HTML: one bar a station of a way, as wide as the share that came so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Bar:
    """One station; the texts say all that the eye sees."""

    figure: str
    """Names the number so that it can be opened; "" where there is none."""
    name: str
    text: str
    """The share, or the word that stands for it."""
    more: str
    """Amounts behind the share."""
    state: str
    percent: float | None
    old: bool
    """Its numbers are out of date."""


def bars(label: str, found: Sequence[Bar]) -> str:
    """The stations in their order; what nobody reported is a hatched bar, which no zero looks like."""
    return f'<ol class="funnel" aria-label="{escape(label)}">{"".join(_bar(one) for one in found)}</ol>'


def _bar(one: Bar) -> str:
    width = 100.0 if one.percent is None else min(max(one.percent, 0.0), 100.0)
    css = f"funnel-bar is-{one.state}{' is-old' if one.old else ''}"
    number = escape(one.text)
    if one.figure:
        number = (
            f'<button type="button" class="fig fig-large" data-figure="{escape(one.figure)}"'
            f' aria-haspopup="dialog" aria-label="{escape(one.name)}: {number}">{number}</button>'
        )
    sign = f'<span class="ic ic-{escape(one.state)}" aria-hidden="true"></span>'
    return (
        f'<li class="{escape(css)}"><span class="funnel-name">{sign}{escape(one.name)}</span>'
        f'<span class="funnel-track" aria-hidden="true"><span style="width:{width:.2f}%"></span></span>'
        f'<span class="funnel-number">{number}</span><span class="funnel-more">{escape(one.more)}</span></li>'
    )
