"""The map's page: points and tiles of the sample offices, the same in words, in both languages and ways."""

import base64
import json
import re
from collections.abc import Callable
from datetime import date
from math import isnan
from pathlib import Path
from typing import Any

import numpy
import pytest
from streamlit.testing.v1 import AppTest

import elections
import pipeline
import texts
from sample_data import offices, points
from tests import screens

DAY = "2023-12-22"
BENGKULU_DAY = "2024-02-07"
STANDINGS = ("planned", "planned-late", "under-way", "proved")


@pytest.fixture
def city(built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    return screens.use(built("kota-pekalongan"), monkeypatch)


@pytest.fixture
def bengkulu(built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    return screens.use(built("kota-bengkulu"), monkeypatch)


def opened(way: str = "app", day: str = DAY, **address: str) -> AppTest:
    return screens.open_page("peta", way, **{"per": day, **address})


def traces(at: AppTest) -> list[dict[str, Any]]:
    (chart,) = at.get("plotly_chart")
    return json.loads(chart.proto.spec)["data"]


def labels(at: AppTest) -> list[str]:
    return [label for one in traces(at) for label in one.get("hovertext", ())]


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.usefixtures("city")
def test_the_map_opens_in_every_language_and_both_ways(way: str, lang: texts.Lang):
    at = opened(way, lang=lang)
    shown = screens.shown(at)
    assert texts.say("map.titles.shipments", lang) in shown
    assert texts.say("distribution.states.planned", lang) in shown
    (chart,) = at.get("plotly_chart")
    assert "Kota Pekalongan" in chart.proto.alt
    assert not re.search(r"\bNone\b|\bNaN\b|Traceback", screens.words(at))


@pytest.mark.usefixtures("city")
def test_everything_that_has_a_point_is_drawn():
    found = labels(opened())
    surveyed = [
        one
        for one in offices.office(offices.PEKALONGAN).stations
        if one.place.kecamatan != points.NOT_SURVEYED
    ]
    assert sum(one.startswith("TPS ") for one in found) == len(surveyed) == 704
    assert sum(one.startswith("PPS ") for one in found) == 21
    assert sum(one.startswith("PPK ") for one in found) == 4
    assert "Gudang KPU Jl. Industri" in found


@pytest.mark.usefixtures("city")
def test_kelurahan_without_a_point_are_tiles_in_the_order_of_the_list():
    shown = screens.shown(opened())
    tiles = re.findall(r'class="map-tile is-([\w-]+)">.*?class="tile-name">(.*?)</span>', shown)
    names = [re.sub("<[^>]*>", "", name) for _, name in tiles]
    known = ["Banyurip", "Buaran Kradenan", "Jenggot", "Kuripan Kertoharjo", "Kuripan Yosorejo", "Sokoduwet"]
    assert sorted(names) == known
    assert {state for state, _ in tiles} == {"short"}  # planned for after its day


@pytest.mark.usefixtures("city")
def test_the_table_says_of_every_kelurahan_what_the_map_shows(city: Path):
    (table,) = re.findall(
        r'<section class="card map-table">.*?</section>', screens.shown(opened()), re.DOTALL
    )
    for one in pipeline.places(screens.store(city)):
        if one.level in ("kecamatan", "kelurahan"):
            assert f"{one.name}</a>" in table
    assert table.count(texts.say("map.no-point", "id")) == 6


@pytest.mark.usefixtures("bengkulu")
def test_states_on_the_map_are_those_of_the_shipments_of_that_day():
    at = opened(day=BENGKULU_DAY)
    words = {one: texts.say(f"distribution.states.{one}", "id") for one in STANDINGS}
    told = {label: one["name"] for one in traces(at) for label in one.get("hovertext", ())}
    ppk = {name: told[f"PPK {name}"] for name in ("Selebar", "Gading Cempaka", "Ratu Agung")}
    assert ppk == {
        "Selebar": words["proved"],
        "Gading Cempaka": words["under-way"],
        "Ratu Agung": words["planned-late"],
    }
    assert {one for label, one in told.items() if label.startswith("TPS ")} == {words["planned"]}


@pytest.mark.usefixtures("city")
def test_the_goods_layer_has_the_states_of_the_board(city: Path):
    at = opened()
    at.button_group(key="peta_lapisan").set_value("goods").run()
    assert not at.exception
    store = screens.store(city)
    known = pipeline.places(store)
    office = next(one for one in known if one.level == "kota")
    day = date.fromisoformat(DAY)
    found = pipeline.board(store, elections.load("pemilu-2024"), office, known, day, day)
    for one in found.places:
        word = texts.say(f"states.{one.percent.state}", "id")
        drawn = next(t for t in traces(at) if f"PPK {one.place.name}" in t.get("hovertext", ()))
        assert drawn["name"] == word


@pytest.mark.usefixtures("city")
def test_a_kelurahan_s_map_names_each_of_its_polling_stations():
    at = opened(kec="33.75.01", kel="33.75.01.1002")
    shown = screens.words(at)
    assert all(f"TPS {number:03d} Medono" in shown for number in range(1, 42))
    assert sum(one.startswith("TPS ") for one in labels(at)) == 41


@pytest.mark.usefixtures("empty")
def test_without_a_list_of_places_the_page_says_what_to_do():
    at = AppTest.from_file(str(screens.ROOT / "pages" / "peta.py"), default_timeout=120).run()
    assert not at.exception
    assert texts.say("screens.empty.todo", "id") in screens.shown(at)


def test_boundaries_that_were_brought_are_drawn(own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch):
    root = screens.use(own("kota-pekalongan"), monkeypatch)
    ring = [[109.64, -6.9], [109.66, -6.9], [109.66, -6.88], [109.64, -6.9]]
    data = json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"WADMKC": "Pekalongan Barat", "WADMKD": "Medono"},
                    "geometry": {"type": "Polygon", "coordinates": [ring]},
                }
            ],
        }
    ).encode()
    store = screens.store(root)
    (outcome,) = pipeline.import_files(
        store, [("Batas 20 Desember 2023.geojson", data)], by="Siti", election="pemilu-2024"
    )
    assert outcome.result == "accepted"
    screens.forget()
    (line,) = [one for one in traces(opened()) if one["name"] == texts.say("map.boundaries", "id")]
    *along, gap = numpy.frombuffer(base64.b64decode(line["x"]["bdata"]), dtype=line["x"]["dtype"]).tolist()
    assert along == [109.64, 109.66, 109.66, 109.64] and isnan(gap)
