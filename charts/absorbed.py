"""What is spent against what should be by now, as HTML: a bar a unit with a mark, and small multiples."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Bar:
    """A share with a mark; the texts say all that the eye sees. `*_html` are HTML, a button is welcome."""

    name_html: str
    number_html: str
    more_html: str
    """What the mark stands for."""
    state: str
    percent: float | None
    """How far the bar goes; None: nobody reported."""
    mark: float | None


@dataclass(frozen=True)
class Step:
    """One period of a panel: what of its ceiling was disbursed, and what was accounted for."""

    name: str
    text_html: str
    """All amounts in words, which may be buttons."""
    disbursed: float
    """Percent of the widest ceiling of this period in all panels, as the other two."""
    accounted: float
    ceiling: float


@dataclass(frozen=True)
class Panel:
    """One unit of the small multiples."""

    name_html: str
    steps: tuple[Step, ...]


def bars(label: str, found: Sequence[Bar]) -> str:
    """One bar a unit, each with its mark; what nobody reported is hatched."""
    return f'<ol class="absorbed" aria-label="{escape(label)}">{"".join(_bar(one) for one in found)}</ol>'


def _bar(one: Bar) -> str:
    mark = (
        f'<span class="absorbed-mark" style="left:{_width(one.mark)}"></span>' if one.mark is not None else ""
    )
    fill = f'<span class="absorbed-fill" style="width:{_width(one.percent)}"></span>'
    hatch = " is-unknown" if one.percent is None else ""
    return (
        f'<li class="absorbed-bar is-{escape(one.state)}"><span class="absorbed-name">{one.name_html}</span>'
        f'<span class="absorbed-track{hatch}" aria-hidden="true">{fill}{mark}</span>'
        f'<span class="absorbed-number">{one.number_html}</span>'
        f'<span class="absorbed-more">{one.more_html}</span></li>'
    )


def panels(label: str, found: Sequence[Panel]) -> str:
    """The units side by side, each period on one scale."""
    return f'<ul class="panels" aria-label="{escape(label)}">{"".join(_panel(one) for one in found)}</ul>'


def keys(ceiling: str, disbursed: str, accounted: str) -> str:
    """What the parts of a panel's bars stand for, each with its look."""
    looks = (("ceiling", ceiling), ("disbursed", disbursed), ("accounted", accounted))
    listed = "".join(
        '<li><span class="panel-track" aria-hidden="true">'
        f'<span class="panel-{look}" style="width:100%"></span></span>{escape(name)}</li>'
        for look, name in looks
    )
    return f'<ul class="panel-keys">{listed}</ul>'


def _panel(one: Panel) -> str:
    steps = "".join(_step(step) for step in one.steps)
    return f'<li class="panel"><h3>{one.name_html}</h3><ol>{steps}</ol></li>'


def _step(one: Step) -> str:
    parts = "".join(
        f'<span class="panel-{name}" style="width:{_width(size)}"></span>'
        for name, size in (
            ("ceiling", one.ceiling),
            ("disbursed", one.disbursed),
            ("accounted", one.accounted),
        )
    )
    return (
        f'<li><span class="panel-name">{escape(one.name)}</span>'
        f'<span class="panel-track" aria-hidden="true">{parts}</span>'
        f'<span class="panel-text">{one.text_html}</span></li>'
    )


def _width(percent: float | None) -> str:
    return f"{min(max(percent or 0.0, 0.0), 100.0):.2f}%"
