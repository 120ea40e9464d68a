"""Boundaries come as GeoJSON from anywhere: good ones become rows, hostile ones end in words."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import loaders
import texts
from loaders import Knowledge, Reader, Reading, geojson
from loaders.files import Limits, Unreadable, open_file
from tests.loaders.workbooks import PLACES, facts, knowledge

KNOWN = knowledge(PLACES, "Kota Pekalongan")
RING = [[109.66, -6.9], [109.67, -6.9], [109.67, -6.89], [109.66, -6.9]]
LINE = "109.66,-6.9;109.67,-6.9;109.67,-6.89;109.66,-6.9"


def feature(geometry: Any, **names: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": names, "geometry": geometry}


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def read(data: bytes, name: str = "batas.geojson", known: Knowledge = KNOWN) -> Reading:
    return loaders.read(data, name, known)


def rows(data: bytes) -> list[tuple[Any, ...]]:
    (table,) = read(data).tables
    return facts(table, "kecamatan", "kelurahan", "bagian", "garis")


def codes(reading: Reading) -> set[str]:
    return {one.code for one in (*reading.problems, *(p for t in reading.tables for p in t.problems))}


MEDONO = feature(polygon(RING), KECAMATAN="PEKALONGAN BARAT", KELURAHAN="MEDONO")


@pytest.mark.parametrize(
    "names",
    [
        {"KECAMATAN": "PEKALONGAN BARAT", "KELURAHAN": "MEDONO"},
        {"WADMKK": "Kota Pekalongan", "WADMKC": "Pekalongan Barat", "WADMKD": "Medono", "OBJECTID": 7},
        {"nmkab": "KOTA PEKALONGAN", "nmkec": "PEKALONGAN BARAT", "nmdesa": "MEDONO", "iddesa": "3375"},
        {"NAME_2": "Kota Pekalongan", "NAME_3": "Pekalongan Barat", "NAME_4": "Medono"},
    ],
)
def test_maps_of_every_agency_name_their_places(names: dict[str, Any]):
    data = collection(feature(polygon(RING), **names))
    assert rows(data) == [("Pekalongan Barat", "Medono", 1, LINE)]
    assert codes(read(data)) == {"no-data-date"}


def test_each_island_and_hole_is_a_row_of_its_own():
    many = {"type": "MultiPolygon", "coordinates": [[RING, RING], [RING]]}
    both = {"type": "GeometryCollection", "geometries": [polygon(RING), many]}
    found = rows(collection(feature(both, KECAMATAN="Pekalongan Barat", KELURAHAN="Tirto"), MEDONO))
    assert [row[1:3] for row in found] == [
        ("Tirto", 1),
        ("Tirto", 2),
        ("Tirto", 3),
        ("Tirto", 4),
        ("Medono", 5),
    ]


def test_a_boundary_of_a_kecamatan_or_of_a_single_feature_is_read():
    data = json.dumps(feature(polygon(RING), KECAMATAN="Pekalongan Timur")).encode()
    assert rows(data) == [("Pekalongan Timur", None, 1, LINE)]


def test_heights_are_left_out_and_long_rings_thinned():
    ring = [[109.6 + at / 1e5, -6.9, 12.5] for at in range(5000)]
    ((*_, line),) = rows(collection(feature(polygon(ring), KECAMATAN="Pekalongan Barat", KELURAHAN="Medono")))
    assert 100 < len(line.split(";")) <= 401


def test_only_names_of_places_are_kept_of_the_properties():
    secret = {"NIK": "3375012312990001", "KETUA": "Budi Santoso", "CATATAN": "rahasia"}
    data = collection(feature(polygon(RING), KECAMATAN="Pekalongan Barat", KELURAHAN="Medono", **secret))
    told = str(read(data))
    assert not any(word in told for word in secret.values())


@pytest.mark.parametrize(
    ("ring", "code"),
    [
        ([[lat, lon] for lon, lat in RING], "coordinates-swapped"),
        ([[355000 + at, 9238000] for at in range(4)], "coordinates-outside"),
        ([["109.66", "-6.9"]] * 4, "missing-value"),
        ([[True, False]] * 4, "missing-value"),
        ([[1e308, 1e308]] * 4, "missing-value"),
        ("109.66", "missing-value"),
        ([[109.66]] * 4, "missing-value"),
        (RING[:2], "not-a-line"),
    ],
)
def test_a_ring_that_is_none_is_told_at_its_cell_and_the_others_are_read(ring: Any, code: str):
    bad = feature(polygon(ring), KECAMATAN="Pekalongan Barat", KELURAHAN="Tirto")
    reading = read(collection(MEDONO, bad))
    (table,) = reading.tables
    assert facts(table, "kelurahan") == [("Medono",)]
    assert [(one.code, one.cell) for one in table.problems if one.severity == "error"] == [(code, "E4")]


def test_a_kelurahan_that_the_list_lacks_is_told():
    data = collection(MEDONO, feature(polygon(RING), KECAMATAN="Pekalongan Barat", KELURAHAN="Medomo"))
    assert "place-unknown" in codes(read(data))


# -- hostile -----------------------------------------------------------------------------------------------

HEAD = b'{"type":"FeatureCollection","features":['
HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "a million brackets": (lambda: HEAD + b"[" * 1_000_000, "too-deep"),
    "brackets that close again": (lambda: HEAD + b"[" * 17 + b"]" * 17 + b"]}", "too-deep"),
    "objects within objects": (lambda: HEAD + b'{"a":' * 100_000, "too-deep"),
    "a number of a million digits": (
        lambda: HEAD + b'{"geometry":{"type":"Polygon","coordinates":[[[' + b"9" * 1_000_000 + b",1]]]}}]}",
        "no-boundaries",
    ),
    "no numbers": (
        lambda: HEAD + b'{"geometry":{"type":"Polygon","coordinates":[[[NaN,Infinity]]]}}]}',
        "no-boundaries",
    ),
    "cut off": (lambda: collection(MEDONO)[:-20], "no-boundaries"),
    "no features": (lambda: HEAD + b"]}", "no-boundaries"),
    "features that are none": (lambda: collection(1, "a", None, [], {"geometry": 3}), "no-boundaries"),
    "points only": (
        lambda: collection(feature({"type": "Point", "coordinates": [109.6, -6.9]})),
        "no-boundaries",
    ),
    "not text": (lambda: HEAD + b"\xff\xfe\x00" * 9, "no-boundaries"),
    "as many collections as it may be deep": (
        lambda: collection(feature(_nested(20))),
        "too-deep",
    ),
    "beyond its size": (lambda: HEAD + b" " * geojson.MOST_BYTES + b"]}", "too-large"),
}


def _nested(deep: int) -> dict[str, Any]:
    inner: dict[str, Any] = polygon(RING)
    for _ in range(deep):
        inner = {"type": "GeometryCollection", "geometries": [inner]}
    return inner


@pytest.fixture(scope="module")
def reader():
    with Reader() as one:
        yield one


@pytest.mark.parametrize("what", HARMFUL)
def test_a_hostile_map_ends_in_words_and_the_reader_goes_on(reader: Reader, what: str):
    make, code = HARMFUL[what]
    reading = reader.read(make(), "batas.geojson", KNOWN)
    assert [one.code for one in reading.problems] == [code]
    for lang in texts.LANGUAGES:
        assert loaders.sentence(reading.problems[0], lang)
        assert loaders.way_out(reading.problems[0], lang)
    after = reader.read(collection(MEDONO), "batas.geojson", KNOWN)
    assert [table.accepted for table in after.tables] == [1]


def test_brackets_in_texts_do_not_count_as_depth():
    name = "[" * 50 + '\\"{[' + "\\"
    data = collection(MEDONO, feature(polygon(RING), KECAMATAN="Pekalongan Barat", NOTE=name))
    assert len(rows(data)) == 2


def test_a_hundred_thousand_small_rings_are_within_the_bounds(reader: Reader):
    one = json.dumps(feature(polygon(RING), KECAMATAN="Pekalongan Barat", KELURAHAN="Medono")).encode()
    data = HEAD + b",".join([one] * 100_000) + b"]}"
    reading = reader.read(data, "batas.geojson", KNOWN)
    assert [table.accepted for table in reading.tables] == [100_000]


def test_a_map_that_is_too_large_is_refused_before_it_is_parsed():
    with pytest.raises(Unreadable) as why:
        open_file(collection(MEDONO), "batas.geojson", Limits(bytes=100))
    assert why.value.code == "too-large"


@pytest.mark.parametrize("name", ["batas 22-12-2023.geojson", "batas_20231222.geojson"])
def test_boundaries_are_of_the_day_in_the_name_of_their_file(name: str):
    (table,) = read(collection(MEDONO), name).tables
    assert table.data_date == date(2023, 12, 22)


@pytest.mark.parametrize("name", ["batas.json", "batas.txt", "batas"])
def test_a_map_is_known_by_what_it_says(name: str):
    (table,) = read(collection(MEDONO), name).tables
    assert (table.kind, table.accepted) == ("batas", 1)


def test_other_json_is_no_map():
    assert {table.kind for table in read(b'{"data": [1, 2, 3]}', "cuaca.json").tables} <= {None}
