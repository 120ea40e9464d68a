from math import cos, isnan, radians

import pytest
from plotly import graph_objects

from charts import map as drawing
from charts import theme as themes
from charts import tiles
from charts.map import Dots, Lines

AT = [(109.66, -6.9), (109.7, -6.88)]
GOODS = ("complete", "short", "not-received", "not-applicable", "not-reported")
SHIPMENTS = ("none", "planned", "planned-late", "under-way", "unproved", "proved", "differs", "overdue")


def figure(theme="light", dots=None, lines=()):
    found = dots or [Dots(state, state, 8, AT, ["a", "b"]) for state in (*SHIPMENTS, "store")]
    return drawing.figure(found, lines, theme, ",.", "33.75")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_is_one_that_plotly_accepts(theme):
    ways = [Lines("short", "jalur", [AT, AT]), Lines("", "batas", [AT])]
    named = [Dots("proved", "Tiba", 20, AT, ["PPK A", "PPK B"], ["A", "B"])]
    assert isinstance(graph_objects.Figure(figure(theme, named, ways)), graph_objects.Figure)
    assert isinstance(graph_objects.Figure(figure(theme)), graph_objects.Figure)


@pytest.mark.parametrize("states", [GOODS, SHIPMENTS])
def test_every_state_has_a_form_of_its_own(states):
    drawn = figure(dots=[Dots(state, state, 8, AT, ["a", "b"]) for state in (*states, "store")])
    assert len({one["marker"]["symbol"] for one in drawn["data"]}) == len(states) + 1


def test_everything_is_drawn_by_the_graphics_card_and_nothing_is_fetched():
    whole = figure(lines=[Lines("", "batas", [AT])])
    assert {one["type"] for one in whole["data"]} == {"scattergl"}
    assert not {"map", "mapbox", "geo", "images"} & whole["layout"].keys()


def test_a_kilometre_is_as_long_to_the_north_as_to_the_east():
    layout = figure()["layout"]
    assert layout["yaxis"]["scaleanchor"] == "x"
    assert layout["yaxis"]["scaleratio"] == pytest.approx(1 / cos(radians(6.89)), abs=1e-3)


def test_it_can_be_dragged_and_keeps_its_place_when_numbers_change():
    layout = figure()["layout"]
    assert (layout["dragmode"], layout["uirevision"]) == ("pan", "33.75")
    assert not layout["xaxis"]["fixedrange"]
    assert drawing.CONFIG == {"displayModeBar": False, "scrollZoom": True}


def test_names_of_sheets_are_no_markup():
    bad = "<a href='http://host'>x</a>"
    drawn = figure(dots=[Dots("complete", "Tiba", 8, AT[:1], [bad], [bad])])
    assert "<a" not in drawn["data"][0]["hovertext"][0]
    assert "<a" not in drawn["layout"]["annotations"][0]["text"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_stand_on_plates_above_their_points(theme):
    drawn = figure(theme, [Dots("proved", "Tiba", 20, AT, ["PPK A", "PPK B"], ["A", "B"])])
    plates = drawn["layout"]["annotations"]
    assert [(one["text"], one["x"], one["y"]) for one in plates] == [("A", *AT[0]), ("B", *AT[1])]
    assert all(one["yshift"] > 10 for one in plates)
    ink, card = plates[0]["font"]["color"], plates[0]["bgcolor"]
    assert (ink, card) == (themes.colour("ink", theme), themes.colour("card", theme))


def test_a_state_stands_once_in_the_legend():
    both = [Dots("complete", "Tiba", size, AT, ["a", "b"]) for size in (8, 14)]
    assert [one["showlegend"] for one in figure(dots=both)["data"]] == [True, False]


def test_ways_are_parted_by_gaps():
    line, *_ = figure(lines=[Lines("short", "jalur", [AT, AT])])["data"]
    assert [None if isnan(one) else one for one in line["x"]] == [109.66, 109.7, None, 109.66, 109.7, None]


def test_tiles_stand_in_their_groups_with_sign_and_word():
    found = tiles.grid("Tanpa titik", [("Kec <1>", [tiles.Tile("<a>Kel</a>", "short", "Di jalan")])])
    assert "Kec &lt;1&gt;" in found
    assert "<a>Kel</a>" in found
    assert 'class="map-tile is-short"><span class="ic ic-short" aria-hidden="true"></span>' in found
    assert "Di jalan" in found
