"""The map on the screen: where everything lies, how far the goods are, and the same in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

import metrics
from charts import map as chart
from charts import tiles
from charts.map import Dots, Lines
from metrics import AreaMap, Board, Place, Spot, SpotLevel
from ui import data, distribution, drawing, fresh, in_force, markup, storage, words
from ui.markup import Column
from ui.view import View

_LEVELS: tuple[SpotLevel, ...] = ("tps", "kelurahan", "kecamatan", "store")
_SIZES = {"tps": 8, "kelurahan": 14, "kecamatan": 20, "store": 24}
_MANY, _SMALL = 2000, 6
"""From so many polling stations on they are drawn so small."""
_MOST_NAMES = 40
_NAMED = {"kota": "kecamatan", "kecamatan": "kelurahan"}
"""The level of which names are written on the map of a place."""
_SHIPMENTS, _GOODS, _STORAGE = "shipments", "goods", "storage"
_LAYERS = {
    _SHIPMENTS: ("distribution.states", "distribusi"),
    _GOODS: ("states", "logistik"),
    _STORAGE: ("storage.answers", "gudang"),
}
"""What may be shown, with the words of its states and the kind of sheet that tells them."""
_SIGNS = {**distribution.SIGNS, **storage.SIGNS}


def section(view: View, board: Board) -> None:
    """The map of the Board's place, the tiles of what has no point, and the table."""
    say = view.say
    layer = st.segmented_control(
        say("map.layer"),
        list(_LAYERS),
        default=_SHIPMENTS,
        format_func=lambda name: say(f"map.layers.{name}"),
        key="peta_lapisan",
        required=True,
    )
    drawn = data.area_map(view.desk, view.places, board, view.election)
    if layer == _GOODS:
        drawn = metrics.with_goods(drawn, board.places)
    if layer == _STORAGE:
        stays = data.storage(view.desk, view.places, board, view.election).stays
        drawn = metrics.with_rooms(drawn, stays)
    told = (fresh.lists(view, board, "tps"), fresh.kinds(view, board, _LAYERS[layer][1]))
    ages = "".join(dict.fromkeys(told))
    _chart(view, board, drawn, layer, ages)
    without = _tiles(view, drawn, layer)
    if without:
        markup.draw(markup.card(say("map.tiles"), without, note=say("map.tiles-note"), foot_html=ages))
    asked = (view.desk, board.place, board.as_of, view.lang, f"map {layer} {board.today}")
    table = data.written(*asked, lambda: _table(view, board, drawn, layer))
    markup.draw(markup.card(say("map.table"), table, "map-table", foot_html=ages))
    in_force.button(view, "tps")


def _chart(view: View, board: Board, drawn: AreaMap, layer: str, age_html: str) -> None:
    say = view.say
    dots = _dots(view, board, drawn, layer)
    with st.container(key="map_chart"):
        markup.draw(
            f'<h2 class="chart-title">{escape(say(f"map.titles.{layer}"))}</h2>'
            f'<p class="note">{escape(say("map.note" if dots else "map.no-points"))}</p>'
        )
        if dots:
            keep = f"{board.place.code} {layer}"
            drawing.show(
                chart.figure(dots, _lines(view, drawn), view.theme, words.separators(view), keep),
                "peta_gambar",
                say("map.alt", place=words.where(view, board.place)),
                chart.CONFIG,
            )
        markup.draw(age_html)


def _dots(view: View, board: Board, drawn: AreaMap, layer: str) -> list[Dots]:
    groups: dict[tuple[SpotLevel, str], list[Spot]] = defaultdict(list)
    for one in drawn.spots:
        if one.at is not None:
            groups[one.level, one.state].append(one)
    many = sum(len(found) for (level, _), found in groups.items() if level == "tps") > _MANY
    found = []
    for level in _LEVELS:
        size = _SMALL if many and level == "tps" else _SIZES[level]
        named = _NAMED.get(board.place.level) == level
        named = named and sum(one.level == level for one in drawn.spots) <= _MOST_NAMES
        for state in chart.STATES:
            spots = groups.get((level, state))
            if not spots:
                continue
            look = level if level == "store" and layer != _STORAGE else state
            found.append(
                Dots(
                    look,
                    view.say("map.store") if look == "store" else _word(view, layer, state),
                    size,
                    [one.at for one in spots if one.at is not None],
                    [_label(view, one) for one in spots],
                    [one.name for one in spots] if named else (),
                )
            )
    return found


def _label(view: View, one: Spot) -> str:
    if one.level == "tps":
        # Thousands of them: no text is looked up for each.
        return f"TPS {one.number:03d} {one.name}"
    return one.name if one.level == "store" else view.say(f"map.labels.{one.level}", name=one.name)


def _lines(view: View, drawn: AreaMap) -> list[Lines]:
    found = [Lines("", view.say("map.boundaries"), drawn.rings)] if drawn.rings else []
    for state in chart.STATES:
        paths = [(one.start, one.end) for one in drawn.ways if one.state == state]
        if paths:
            found.append(Lines(state, view.say("map.way", state=_word(view, _SHIPMENTS, state)), paths))
    return found


def _word(view: View, layer: str, state: str) -> str:
    return view.say(f"{_LAYERS[layer][0]}.{state}")


# -- the same without looking ------------------------------------------------------------------------------


def _tiles(view: View, drawn: AreaMap, layer: str) -> str:
    """The kelurahan without a point, by kecamatan in the order of the office's list."""
    places = {one.code: one for one in view.places}
    groups: dict[str, list[tiles.Tile]] = defaultdict(list)
    for one in drawn.spots:
        if one.level == "kelurahan" and one.at is None:
            name = markup.to_place(view, places[one.code])
            groups[one.parent].append(tiles.Tile(name, _sign(one.state), _word(view, layer, one.state)))
    named = [(places[code].name if code in places else "", found) for code, found in groups.items()]
    return tiles.grid(view.say("map.tiles"), named) if named else ""


def _table(view: View, board: Board, drawn: AreaMap, layer: str) -> str:
    """Every place of the map in words; polling stations one by one where a kelurahan is chosen."""
    say = view.say
    below: dict[str, list[Spot]] = defaultdict(list)
    for one in drawn.spots:
        below[one.parent].append(one)
    whole = board.place.level == "kelurahan"
    levels = ("kelurahan", "tps") if whole else ("kecamatan", "kelurahan")
    levels = ("store", *levels) if layer == _STORAGE else levels
    wide = not whole and layer == _SHIPMENTS
    names = ("place", "state", *(("stations",) if wide else ()), "point")
    places = {one.code: one for one in view.places}
    rows = []
    for one in _in_order(drawn.spots, below, levels):
        row = [_named(view, one, places), _pill(view, layer, one.state)]
        if wide:
            row.append(_pill(view, layer, one.stations))
        rows.append([*row, escape(say("map.on-map" if one.at is not None else "map.no-point"))])
    columns = [Column(say(f"map.columns.{name}")) for name in names]
    stores = [one.name for one in drawn.spots if one.level == "store" and one.at is not None]
    told = f"{say('map.stores')} {', '.join(stores)}" if stores and layer != _STORAGE else ""
    return (f'<p class="note">{escape(told)}</p>' if told else "") + markup.table(
        say("map.table"), columns, rows
    )


def _in_order(
    spots: Sequence[Spot], below: Mapping[str, Sequence[Spot]], levels: Sequence[str]
) -> list[Spot]:
    """The places of these levels, each before those in it."""
    codes = {one.code for one in spots}
    tops = [one for one in spots if one.parent not in codes]
    return [
        inner
        for one in tops
        if one.level in levels
        for inner in (one, *(lower for lower in below.get(one.code, ()) if lower.level in levels))
    ]


def _named(view: View, one: Spot, places: dict[str, Place]) -> str:
    if one.code not in places:
        return escape(_label(view, one))
    return markup.to_place(view, places[one.code], _label(view, one))


def _pill(view: View, layer: str, state: str) -> str:
    return markup.pill(_sign(state), _word(view, layer, state))


def _sign(state: str) -> str:
    return _SIGNS.get(state, state)
