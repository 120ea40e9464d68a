"""Boundaries in GeoJSON (RFC 7946) to a sheet: a row a ring, under the names of places that its properties
give.

Whoever brought the file is not trusted: bytes and depth are looked at before it is parsed, of its properties
only names of places are kept, and what is no ring of numbers becomes a blank cell, which is told like any
other.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import numpy

from loaders import lines
from loaders.layouts import layout
from loaders.words import normal

MOST_BYTES = 50 * 1024 * 1024
DEEPEST = 16
"""Brackets within each other; boundaries in collections of geometries need ten."""
TITLE = "BATAS WILAYAH"
_KIND = "batas"
_NAMES = ("office", "kecamatan", "kelurahan")
_HEADS = ("KOTA", "KECAMATAN", "KELURAHAN", "BAGIAN", "GARIS BATAS")
_STARTS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{")
_SAYS = re.compile(rb'"type"\s*:\s*"(?:FeatureCollection|Feature)"')
_LOOKED_AT = 4096
_LONGEST = 40
"""Letters of a property's name; a longer one names no place."""
_LARGEST = 1e8
"""Metres of a projected map are told as what they are; more is no place on earth."""


class Broken(Exception):
    """Text that is no GeoJSON."""


class TooDeep(Exception):
    """Brackets within brackets beyond all that boundaries need."""


def is_geojson(data: bytes, name: str) -> bool:
    """Whether a file is one by its own words, at its start or its end, or by its name."""
    if not _STARTS.match(data[:_LOOKED_AT]):
        return False
    if name.casefold().endswith(".geojson"):
        return True
    return any(_SAYS.search(part) for part in (data[:_LOOKED_AT], data[-_LOOKED_AT:]))


def rows(data: bytes) -> list[list[Any]]:
    """The sheet: a title, the headings, and a row a ring.

    Raises Broken and TooDeep.
    """
    if _depth(data) > DEEPEST:
        raise TooDeep
    try:
        told = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as broken:
        raise Broken from broken
    found = [
        [*_names(feature), *ring] for feature in _features(told) for ring in _rings(feature.get("geometry"))
    ]
    if not found:
        raise Broken
    blank = [None] * (len(_HEADS) - 1)
    return [
        [TITLE, *blank],
        list(_HEADS),
        *([*names, at, line or None] for at, (*names, line) in enumerate(found, 1)),
    ]


def _depth(data: bytes) -> int:
    """How many brackets stand within each other, those in texts left out."""
    plain = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    signs = numpy.frombuffer(plain, dtype=numpy.uint8)
    in_text = numpy.bitwise_xor.accumulate(signs == ord('"'))
    # "[" and "{", "]" and "}" differ in one bit each.
    opens, closes = (signs | 0x20) == ord("{"), (signs | 0x20) == ord("}")
    at = numpy.flatnonzero((opens | closes) & ~in_text)
    if not len(at):
        return 0
    return int(numpy.where(opens[at], 1, -1).cumsum().max())


def _refuse(word: str) -> NoReturn:
    raise ValueError(word)  # NaN and Infinity are no JSON


def _features(told: Any) -> Iterator[Mapping[str, Any]]:
    listed = told.get("features") if isinstance(told, dict) and "features" in told else [told]
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict):
            yield one


def _names(feature: Mapping[str, Any]) -> list[str | None]:
    """The names of a feature's places: the first property that is called so, of each."""
    given = feature.get("properties")
    given = given if isinstance(given, dict) else {}
    form = layout(_KIND)
    found: list[str | None] = []
    for code in _NAMES:
        ways = form.field(code).synonyms
        named = (value for key, value in given.items() if len(key) <= _LONGEST and normal(key) in ways)
        found.append(next((one[:200] for one in named if isinstance(one, str) and one.strip()), None))
    return found


def _rings(geometry: Any) -> Iterator[list[str]]:
    """A cell for each ring of a polygon or of several."""
    if not isinstance(geometry, dict):
        return
    inside = geometry.get("coordinates")
    match geometry.get("type"):
        case "Polygon":
            polygons = [inside]
        case "MultiPolygon" if isinstance(inside, list):
            polygons = inside
        case "GeometryCollection" if isinstance(geometry.get("geometries"), list):
            for one in geometry["geometries"]:
                yield from _rings(one)
            return
        case _:
            return
    for polygon in polygons:
        for ring in polygon if isinstance(polygon, list) else [None]:
            yield [_line(ring)]


def _line(ring: Any) -> str:
    """The ring's cell; "" for what is no list of pairs of numbers."""
    if not isinstance(ring, list) or not ring:
        return ""
    for point in ring:
        if not isinstance(point, list) or len(point) < 2:
            return ""
        if any(type(one) not in (int, float) or abs(one) > _LARGEST for one in point[:2]):
            return ""
    return lines.written([(point[0], point[1]) for point in ring])
