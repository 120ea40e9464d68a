"""A grid of tiles for places without a point on the map: one row a group, always in the same order."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Tile:
    """One place."""

    name_html: str
    """Its name; a link is welcome."""
    state: str
    word: str
    """The state in words."""


def grid(label: str, groups: Sequence[tuple[str, Sequence[Tile]]]) -> str:
    """The tiles as HTML, group by group under its name."""
    inner = "".join(_group(name, tiles) for name, tiles in groups)
    return f'<div class="tile-groups" role="group" aria-label="{escape(label)}">{inner}</div>'


def _group(name: str, tiles: Sequence[Tile]) -> str:
    inner = "".join(_tile(one) for one in tiles)
    return f'<section class="tile-group"><h3>{escape(name)}</h3><ul class="map-tiles">{inner}</ul></section>'


def _tile(one: Tile) -> str:
    sign = f'<span class="ic ic-{escape(one.state)}" aria-hidden="true"></span>'
    return (
        f'<li class="map-tile is-{escape(one.state)}">{sign}<span class="tile-name">{one.name_html}</span>'
        f'<span class="tile-word">{escape(one.word)}</span></li>'
    )
