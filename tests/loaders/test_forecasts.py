"""Forecasts of BMKG read as notes on weather; hostile ones end in words, and nothing is fetched."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import loaders
import texts
from loaders import Knowledge, Reader, Reading
from loaders.reading import KnownPlace
from tests.loaders.forecast_answers import PLACES, answer

KNOWN = Knowledge(
    places=tuple(KnownPlace("Kota Pekalongan", kecamatan, name) for kecamatan, name in PLACES.values()),
    office="Kota Pekalongan",
)
BANDENGAN = "33.75.03.1009"


def read(told: Any, name: str = "prakiraan.json") -> Reading:
    data = told if isinstance(told, bytes) else json.dumps(told).encode()
    return loaders.read(data, name, KNOWN)


def facts(reading: Reading) -> list[dict[str, Any]]:
    (table,) = reading.tables
    assert table.facts is not None
    return table.facts.to_pylist()


def test_a_forecast_is_a_sheet_of_notes_on_weather():
    reading = read(answer(called=("Cerah", "Hujan Ringan", "Hujan Sedang", "Hujan Lebat", "Hujan Lebat")))
    (table,) = reading.tables
    assert (table.kind, table.office, table.data_date) == ("risiko", "Kota Pekalongan", date(2024, 2, 11))
    assert (table.rows, table.accepted, table.problems, reading.problems) == (3, 3, (), ())
    first, *later = facts(reading)
    assert (first["kecamatan"], first["kelurahan"]) == PLACES[BANDENGAN]
    assert (first["tgl_mulai"], first["tgl_akhir"]) == (date(2024, 2, 12), date(2024, 2, 12))
    assert (first["jenis"], first["tingkat"], first["sumber"]) == ("cuaca", "tinggi", "BMKG")
    assert (first["penulis"], first["waktu"]) == ("BMKG", "2024-02-11 12:00 UTC")
    assert first["catatan"] == "Hujan Lebat pukul 10.00–16.00; 24–31 °C; angin sampai 29 km/jam"
    assert [one["tingkat"] for one in later] == ["rendah", "rendah"]


@pytest.mark.parametrize(
    ("called", "level"),
    [
        ("Cerah", "rendah"),
        ("Hujan Ringan", "rendah"),
        ("Hujan Lokal", "rendah"),
        ("Hujan Sedang", "sedang"),
        ("Hujan Lebat", "tinggi"),
        ("Hujan Petir", "tinggi"),
        ("Hujan Disertai Petir", "tinggi"),
        ("HUJAN SANGAT LEBAT", "tinggi"),
    ],
)
def test_the_worst_step_of_a_day_gives_the_level(called: str, level: str):
    assert facts(read(answer(called=("Berawan", called))))[0]["tingkat"] == level


def test_an_area_speaks_for_itself_alone():
    told = [answer(code) for code in PLACES]
    (table,) = read(told).tables
    assert (table.rows, table.accepted) == (9, 9)
    assert {claim.subject for claim in table.claims} == set(PLACES)
    assert {(claim.measure, claim.grain) for claim in table.claims} == {("rows", "kelurahan")}


def test_the_name_of_the_file_does_not_matter():
    for name in ("unduhan", "prakiraan.txt", "prakiraan.JSON"):
        assert [table.kind for table in read(answer(), name).tables] == ["risiko"]


def test_the_forecast_of_another_city_is_refused():
    told = json.loads(json.dumps(answer()).replace("Kota Pekalongan", "Kota Tegal"))
    (table,) = read(told).tables
    assert [one.code for one in table.problems] == ["wrong-office"]


def changed(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    told = answer()
    change(told)
    return told


def _step(told: dict[str, Any]) -> dict[str, Any]:
    return told["data"][0]["cuaca"][0][0]


HARMFUL: dict[str, bytes] = {
    "cut off": json.dumps(answer()).encode()[:-200],
    "deeper than any forecast": b'{"cuaca":' * 200_000,
    "lists without end": b'["cuaca",' + b"[" * 500_000,
    "no areas": b'{"data": [], "cuaca": []}',
    "an area of text": b'{"data": ["cuaca"], "lokasi": {}}',
    "steps of text": json.dumps(changed(lambda one: one["data"][0].update(cuaca="cuaca"))).encode(),
    "no code": json.dumps(changed(lambda one: one["data"][0]["lokasi"].update(adm4="../../etc"))).encode(),
    "a code that is a table": json.dumps(
        changed(lambda one: one["data"][0]["lokasi"].update(adm4={}))
    ).encode(),
    "no city": json.dumps(changed(lambda one: one["data"][0]["lokasi"].update(kotkab=None))).encode(),
    "numbers that are none": json.dumps(changed(lambda one: _step(one).update(t=float("nan")))).encode(),
    "a number of a million digits": b'{"cuaca": ' + b"9" * 1_000_000 + b"}",
    "steps without end": json.dumps(
        changed(lambda one: one["data"][0].update(cuaca=[[_step(answer())] * 401]))
    ).encode(),
    "areas without end": json.dumps([answer(days=1)] * 2_001).encode(),
    "no text at all": b'{"cuaca"' + bytes(range(128, 256)) * 100,
    "larger than a province": b'{"cuaca": "' + b"x" * (8 * 1024 * 1024) + b'"}',
}


@pytest.mark.parametrize("what", HARMFUL)
def test_a_harmful_forecast_is_refused_in_words(what: str):
    reading = read(HARMFUL[what])
    assert [one.severity for one in reading.problems] == ["error"] and not reading.tables
    assert {one.code for one in reading.problems} <= {"damaged", "too-large"}
    for lang in texts.LANGUAGES:
        for one in reading.problems:
            assert loaders.sentence(one, lang) and loaders.way_out(one, lang)


def test_it_is_refused_in_the_process_that_reads_files_as_well():
    with Reader() as reader:
        for what in ("deeper than any forecast", "lists without end", "areas without end"):
            (problem,) = reader.read(HARMFUL[what], "a.json", KNOWN).problems
            assert problem.code in ("damaged", "too-large")
        assert reader.read(json.dumps(answer()).encode(), "a.json", KNOWN).tables


def test_what_a_forecast_says_stays_text():
    evil = '=HYPERLINK("http://host/x","klik")<script>alert(1)</script>' + "x" * 100_000

    def spoil(told: dict[str, Any]) -> None:
        _step(told).update(weather_desc=evil, t=1e308, ws="kencang", local_datetime="2024-02-12 01:00:00")
        told["data"][0]["lokasi"]["desa"] = evil

    (table,) = read(changed(spoil)).tables
    assert table.facts is not None
    for row in table.facts.to_pylist():
        assert len(row["catatan"]) < 250 and len(row["kelurahan"] or "") <= 80


def test_another_json_file_is_no_forecast():
    for told in ({"type": "FeatureCollection", "features": []}, [1, 2, 3]):
        reading = read(told)
        assert not any(table.kind for table in reading.tables)
        problems = [*reading.problems, *(one for table in reading.tables for one in table.problems)]
        assert any(one.severity == "error" for one in problems)
