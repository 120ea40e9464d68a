"""The city's regulation on campaigning on the screen: a table by kelurahan and a map of its places."""

from collections import defaultdict
from collections.abc import Sequence
from html import escape

import streamlit as st

import metrics
from charts import map as chart
from charts import tiles
from charts.map import Dots, Lines
from metrics import AreaMap, Board, Campaign, CampaignSpot, InPlace
from ui import data, drawing, markup, words
from ui.markup import Column
from ui.view import View

_LOOKS = tuple(f"{use}-{rule}" for use in metrics.USES for rule in metrics.SPOT_RULES)
_SIZE = 13
_MOST_NAMES = 4
"""Places of one kelurahan, use and rule that are named; the rest is counted."""


def headline(view: View, found: Campaign) -> str:
    """How many places there are of each use and rule, and what is missing or contradicts itself."""
    counts = "".join(
        f'<li class="amount"><span class="amount-name">{escape(view.say(f"support.looks.{look}"))}</span>'
        f"{_number(view, f'spots:{look}', sum(one.look == look for one in found.spots), look, 'fig-large')}"
        "</li>"
        for look in _LOOKS
    )
    lines = [
        _line(view, sign, name, len(listed))
        for name, sign, listed in (
            ("silent", "not-reported", found.silent),
            ("disputed", "not-received", found.disputed),
        )
        if listed
    ]
    return "".join(lines) + f'<ul class="amounts">{counts}</ul>'


def _line(view: View, sign: str, name: str, count: int) -> str:
    number = _number(view, f"spots:{name}", count, name)
    return (
        f'<p class="told-line is-{sign}">{markup.icon(sign)}'
        f"<span>{number} {escape(view.say(f'support.spots.{name}'))}</span></p>"
    )


def table(view: View, found: Campaign) -> str:
    """One row a kelurahan of the office's list, with the places of each use and rule; those of several
    kecamatan are folded under their counts."""
    groups: dict[str, list[tuple[int, InPlace]]] = defaultdict(list)
    for at, one in enumerate(found.kelurahan):
        groups[one.place.parent or "" if one.place else ""].append((at, one))
    if len(groups) == 1:
        return _table(view, found, next(iter(groups.values())))
    return "".join(_folded(view, found, code, listed) for code, listed in groups.items())


def _folded(view: View, found: Campaign, code: str, listed: Sequence[tuple[int, InPlace]]) -> str:
    name = next((one.name for one in view.places if one.code == code), view.say("support.spots.other"))
    rules = [spot.rule for _, one in listed for spot in one.spots]
    told = {rule: rules.count(rule) for rule in metrics.SPOT_RULES}
    silent = sum(not one.spots for _, one in listed)
    text = view.say("support.spots.folded", name=name, **told)
    sign = markup.pill("not-reported", view.say("support.spots.silent-count", count=silent)) if silent else ""
    return (
        f'<details class="folded"><summary><strong>{escape(text)}</strong> {sign}</summary>'
        f"{_table(view, found, listed)}</details>"
    )


def _table(view: View, found: Campaign, listed: Sequence[tuple[int, InPlace]]) -> str:
    columns = [
        Column(view.say("support.columns.kelurahan")),
        *(Column(view.say(f"support.looks.{look}")) for look in _LOOKS),
    ]
    rows = [_row(view, at, one, found.disputed) for at, one in listed]
    return markup.table(view.say("support.spots-table"), columns, rows)


def _row(view: View, at: int, one: InPlace, disputed: Sequence[CampaignSpot]) -> list[str]:
    head = markup.to_place(view, one.place) if one.place else escape(view.say("support.spots.other"))
    if not one.spots:
        silent = markup.pill("not-reported", view.say("support.spots.none"))
        return [head, silent, *("–" for _ in _LOOKS[1:])]
    return [
        head,
        *(
            _cell(view, f"spots-{at}:{use}-{rule}", f"{use}-{rule}", one.of(use, rule), disputed)
            for use in metrics.USES
            for rule in metrics.SPOT_RULES
        ),
    ]


def _cell(
    view: View, figure: str, look: str, spots: Sequence[CampaignSpot], disputed: Sequence[CampaignSpot]
) -> str:
    if not spots:
        return "–"
    names = ", ".join(one.name for one in spots[:_MOST_NAMES])
    more = len(spots) - _MOST_NAMES
    told = names + (" " + view.say("support.spots.more", count=more) if more > 0 else "")
    wrong = markup.pill("not-received", view.say("support.looks.disputed")) if {*spots} & {*disputed} else ""
    number = _number(view, figure, len(spots), look)
    return f'<div class="stack"><div>{number}</div><span class="sub">{escape(told)}</span>{wrong}</div>'


def section(view: View, board: Board, found: Campaign, ages_html: str) -> None:
    """The map of the places with coordinates, and the tiles of the kelurahan without any."""
    dots = [
        Dots(
            look,
            view.say(f"support.looks.{look}"),
            _SIZE,
            [one.at for one in found.spots if one.look == look and one.at],
            [_label(one) for one in found.spots if one.look == look and one.at],
        )
        for look in _LOOKS
    ]
    dots = [one for one in dots if one.points]
    with st.container(key="map_chart"):
        note = view.say("support.spots.map-note" if dots else "support.spots.no-points")
        markup.draw(
            f'<h2 class="chart-title">{escape(view.say("support.spots.map"))}</h2>'
            f'<p class="note">{escape(note)}</p>'
        )
        if dots:
            drawn = data.area_map(view.desk, view.places, board, view.election)
            drawing.show(
                chart.figure(
                    dots,
                    _boundaries(view, drawn),
                    view.theme,
                    words.separators(view),
                    f"{board.place.code} perwal",
                ),
                "dukungan_peta",
                view.say("support.spots.alt", place=words.where(view, board.place)),
                chart.CONFIG,
            )
        markup.draw(ages_html)
    without = _tiles(view, found)
    if without:
        title, note = view.say("support.spots.tiles"), view.say("support.spots.tiles-note")
        markup.draw(markup.card(title, without, note=note, foot_html=ages_html))


def _boundaries(view: View, drawn: AreaMap) -> list[Lines]:
    return [Lines("", view.say("map.boundaries"), drawn.rings)] if drawn.rings else []


def _label(one: CampaignSpot) -> str:
    return ", ".join(part for part in (one.name, one.kelurahan) if part)


def _tiles(view: View, found: Campaign) -> str:
    """The kelurahan of which no place has a point, by kecamatan."""
    names = {one.code: one.name for one in view.places}
    groups: dict[str, list[tiles.Tile]] = defaultdict(list)
    for one in found.kelurahan:
        if one.place is None or any(spot.at for spot in one.spots):
            continue
        sign, key = ("note", "no-point") if one.spots else ("not-reported", "none")
        tile = tiles.Tile(markup.to_place(view, one.place), sign, view.say(f"support.spots.{key}"))
        groups[names.get(one.place.parent or "", "")].append(tile)
    return tiles.grid(view.say("support.spots.tiles"), list(groups.items())) if groups else ""


def _number(view: View, name: str, value: int, look: str, size: str = "fig-amount") -> str:
    text = view.write(value, "count")
    return markup.number(f"support:{name}", text, view.say(f"support.looks.{look}"), size)
