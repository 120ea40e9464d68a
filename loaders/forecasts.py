"""Open weather forecasts of BMKG, one area or a list of them, as a sheet of notes on weather.

The answers of https://api.bmkg.go.id/publik/prakiraan-cuaca?adm4=... as https://data.bmkg.go.id/prakiraan-cuaca/
describes them: for one kelurahan three days in steps of three hours.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NoReturn

from loaders.layouts import LANGUAGE_OF_HEADINGS, name_key
from texts import say

MOST_BYTES = 8 * 1024 * 1024
"""An area takes about 12 kB; a whole province stays far below."""

_MOST_AREAS, _MOST_STEPS = 2_000, 400
_MOST_LETTERS = 80
_STEP = timedelta(hours=3)
_KIND = "risiko"
_FIELDS = (
    *("kecamatan", "kelurahan", "wilayah", "tgl_mulai", "tgl_akhir", "jenis", "tingkat"),
    *("sumber", "penulis", "waktu", "catatan"),
)
_AGENCY = "BMKG"
_AREA = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")
_FIRST_CITY = 71
"""Numbers of cities within a province begin here, those of kabupaten below (Kemendagri)."""
_WORDS: Mapping[str, re.Pattern[str]] = {
    "tinggi": re.compile(r"lebat|ekstrem|petir|badai|topan|puting", re.IGNORECASE),
    "sedang": re.compile(r"hujan sedang|angin kencang", re.IGNORECASE),
}
"""What a step is called, by the level of its note; all else is low."""
_ORDER = ("rendah", "sedang", "tinggi")


class Broken(Exception):
    """It is no forecast as BMKG writes them."""


@dataclass(frozen=True)
class Grid:
    """The notes on one city, as a sheet."""

    name: str
    rows: list[list[Any]]


def may_be_forecast(data: bytes) -> bool:
    """Whether a file looks like one, at the cost of a glance."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and b'"cuaca"' in data


@dataclass(frozen=True)
class _Step:
    at: datetime
    called: str
    level: str
    degrees: float | None
    wind: float | None


@dataclass(frozen=True)
class _Area:
    code: str
    city: str
    kecamatan: str
    kelurahan: str
    made: datetime | None
    steps: tuple[_Step, ...]


def grids(data: bytes) -> list[Grid]:
    """A sheet a city: one row for each area and day, with the worst weather of that day. Raises Broken."""
    try:
        told = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as wrong:
        raise Broken from wrong
    areas = [_area(one) for answer in (told if isinstance(told, list) else [told]) for one in _parts(answer)]
    if not areas or len(areas) > _MOST_AREAS:
        raise Broken
    cities: dict[str, list[_Area]] = {}
    for area in areas:
        cities.setdefault(area.city, []).append(area)
    return [Grid(city, list(_rows(city, inside))) for city, inside in cities.items()]


def _refuse(word: str) -> NoReturn:
    raise ValueError(word)  # NaN and Infinity are no JSON


def _parts(answer: Any) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """Where an answer is about, and its steps; an area stands for itself, else for the whole answer."""
    whole = _table(answer)
    for part in _list(whole.get("data")):
        one = _table(part)
        yield _table(one.get("lokasi") or whole.get("lokasi")), _list(one.get("cuaca"))


def _area(part: tuple[dict[str, Any], list[Any]]) -> _Area:
    place, told = part
    code = _text(place.get("adm4"))
    if not _AREA.fullmatch(code):
        raise Broken
    # A day is a list of steps; a flat list has been seen as well.
    flat = [step for day in told for step in (day if isinstance(day, list) else [day])]
    if len(flat) > _MOST_STEPS:
        raise Broken
    steps = [step for one in flat if (step := _step(_table(one))) is not None]
    if not steps:
        raise Broken
    made = [at for one in flat if (at := _moment(_table(one).get("analysis_date"))) is not None]
    return _Area(
        code,
        _city(_text(place.get("kotkab")), code),
        _text(place.get("kecamatan")),
        _text(place.get("desa")),
        max(made, default=None),
        tuple(sorted(steps, key=lambda one: one.at)),
    )


def _city(name: str, code: str) -> str:
    if not name:
        raise Broken
    if re.match(r"(?:kota|kab)\b", name, re.IGNORECASE):
        return name
    return f"{'Kota' if int(code[3:5]) >= _FIRST_CITY else 'Kabupaten'} {name}"


def _step(one: dict[str, Any]) -> _Step | None:
    at, called = _moment(one.get("local_datetime")), _text(one.get("weather_desc"))
    if at is None or not called:
        return None
    level = next((level for level, words in _WORDS.items() if words.search(called)), "rendah")
    return _Step(at, called, level, _number(one.get("t")), _number(one.get("ws")))


def _rows(city: str, areas: Iterable[_Area]) -> Iterator[list[Any]]:
    inside = sorted(areas, key=lambda one: (one.kecamatan, one.kelurahan, one.code))
    made = [one.made.date() if one.made else one.steps[0].at.date() for one in inside]
    head = [
        say("forecast.title", LANGUAGE_OF_HEADINGS),
        city.upper(),
        say("kinds.template.as-of", LANGUAGE_OF_HEADINGS, day=max(made)),
        None,
    ]
    for line in head:
        yield [line, *[None] * (len(_FIELDS) - 1)]
    yield [say(name_key(_KIND, code), LANGUAGE_OF_HEADINGS) for code in _FIELDS]
    for area in inside:
        days: dict[date, list[_Step]] = {}
        for step in area.steps:
            days.setdefault(step.at.date(), []).append(step)
        for day, steps in days.items():
            yield _row(area, day, steps)


def _row(area: _Area, day: date, steps: list[_Step]) -> list[Any]:
    level = max((one.level for one in steps), key=_ORDER.index)
    worst = [one for one in steps if one.level == level]
    degrees = [one.degrees for one in steps if one.degrees is not None]
    wind = [one.wind for one in steps if one.wind is not None]
    note = say(
        "forecast.note" if degrees and wind else "forecast.note-short",
        LANGUAGE_OF_HEADINGS,
        weather=", ".join(dict.fromkeys(one.called for one in worst)),
        first=f"{worst[0].at:%H.%M}",
        last=_clock(worst[-1].at + _STEP, day),
        cold=round(min(degrees, default=0)),
        warm=round(max(degrees, default=0)),
        wind=round(max(wind, default=0)),
    )
    names = [
        say(f"kinds.{_KIND}.choices.jenis.cuaca", LANGUAGE_OF_HEADINGS),
        say(f"kinds.{_KIND}.choices.tingkat.{level}", LANGUAGE_OF_HEADINGS),
    ]
    written = f"{area.made:%Y-%m-%d %H:%M} UTC" if area.made else None
    where = [area.kecamatan or None, area.kelurahan or None, area.code]
    return [*where, day, day, *names, _AGENCY, _AGENCY, written, note]


def _clock(at: datetime, day: date) -> str:
    return f"{at:%H.%M}" if at.date() == day else "24.00"


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Broken
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Broken
    return value


def _text(value: Any) -> str:
    return " ".join(value[:_MOST_LETTERS].split()) if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    """A number that weather can have."""
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if known and -1000 < value < 1000 else None


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and len(value) <= 32 else None
    except ValueError:
        return None
    return found.replace(tzinfo=None) if found else None
