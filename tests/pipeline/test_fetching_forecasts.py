"""Forecasts asked of a real server of this machine: good, silent, slow, refusing, endless, elsewhere."""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner

import elections
import papan
import pipeline
import settings
import texts
from pipeline import forecasts
from settings import BadSetting
from tests import screens
from tests.bmkg_server import Bmkg, send
from tests.loaders.forecast_answers import PLACES, answer

PEMILU = elections.load("pemilu-2024")
ON = elections.adjusted("pemilu-2024", {"weather.fetch": "on"})
BANDENGAN, DEGAYU, TIRTO = PLACES


def _drip(to: BaseHTTPRequestHandler) -> None:
    send(to, b"{")
    for _ in range(100):
        to.wfile.write(b" ")
        to.wfile.flush()
        time.sleep(0.05)


MISBEHAVING: dict[str, tuple[Callable[[BaseHTTPRequestHandler], None], str]] = {
    "silent": (lambda to: time.sleep(3), "slow"),
    "dripping": (_drip, "slow"),
    "refusing": (lambda to: send(to, b"{}", 404), "refused"),
    "overloaded": (lambda to: send(to, b"", 503), "refused"),
    "elsewhere": (lambda to: send(to, b"", 302, Location="http://127.0.0.1:1/secret"), "refused"),
    "endless": (lambda to: send(to, b" " * (forecasts.MOST_BYTES + 1)), "too-large"),
    "a page": (lambda to: send(to, b"<html>maintenance</html>"), "bad-answer"),
    "a list": (lambda to: send(to, b"[]"), "bad-answer"),
    "deep": (lambda to: send(to, b"[" * 300_000), "bad-answer"),
    "hanging up": (lambda to: to.connection.close(), "unreachable"),
}


def test_what_is_fetched_is_read_like_any_file(bmkg: Bmkg, own: Callable[[str], Path]):
    bmkg.answers[DEGAYU] = lambda to: send(to, json.dumps(answer(DEGAYU, called=("Hujan Lebat",))).encode())
    fetched = pipeline.fetch(bmkg.address, list(PLACES), ON)
    assert (fetched.areas, fetched.failed, fetched.left) == (3, (), ())
    assert bmkg.asked == list(PLACES)
    store = screens.store(own("kota-pekalongan"))
    assert fetched.data is not None
    at = datetime(2024, 2, 11, 13, 5, tzinfo=UTC)
    outcome = pipeline.take_forecasts(store, ON, fetched.data, "Kota Pekalongan", "Siti", at)
    assert outcome.result == "accepted"
    assert outcome.reading.file == "prakiraan-bmkg-2024-02-11-1305.json"
    day = date(2024, 2, 11)
    rows = (
        store.tables(day, office="Kota Pekalongan")["risiko"]
        .collect(backend="pyarrow")
        .to_arrow()
        .to_pylist()
    )
    told = [row for row in rows if row["wilayah"]]
    assert {row["wilayah"] for row in told} == set(PLACES) and len(told) == 9
    assert [row["kelurahan"] for row in told if row["tingkat"] == "tinggi"] == ["Degayu"]
    assert len(rows) > len(told), "what people wrote is still in force"


def test_a_new_forecast_overtakes_the_older_one_of_its_area_alone(own: Callable[[str], Path]):
    store = screens.store(own("kota-pekalongan"))
    day = date(2024, 2, 12)
    for at, (codes, called) in enumerate((((BANDENGAN, DEGAYU), "Hujan Lebat"), ((DEGAYU,), "Cerah"))):
        told = [answer(code, called=(called,)) for code in codes]
        data = json.dumps(told).encode()
        moment = datetime(2024, 2, 11, 13 + at, tzinfo=UTC)
        assert pipeline.take_forecasts(store, ON, data, "Kota Pekalongan", "Siti", moment).upload_id
    rows = (
        store.tables(day, office="Kota Pekalongan")["risiko"]
        .collect(backend="pyarrow")
        .to_arrow()
        .to_pylist()
    )
    found = {row["wilayah"]: row["tingkat"] for row in rows if row["wilayah"] and row["tgl_mulai"] == day}
    assert found == {BANDENGAN: "tinggi", DEGAYU: "rendah"}


def test_nothing_is_asked_before_the_office_switches_it_on(bmkg: Bmkg):
    assert not PEMILU.fetches_weather
    with pytest.raises(pipeline.SwitchedOff):
        pipeline.fetch(bmkg.address, list(PLACES), PEMILU)
    assert bmkg.asked == []


@pytest.mark.parametrize("how", MISBEHAVING)
def test_a_server_that_misbehaves_is_told_and_the_others_are_taken(bmkg: Bmkg, how: str):
    bmkg.answers[how], expected = MISBEHAVING[how]
    began = time.monotonic()
    fetched = pipeline.fetch(bmkg.address, [BANDENGAN, how, TIRTO], ON, limit=0.5)
    assert fetched.failed == ((how, expected),)
    assert fetched.areas == 2 and fetched.data is not None
    assert len(json.loads(fetched.data)) == 2
    assert time.monotonic() - began < 3


def test_a_service_that_is_down_is_asked_three_times_and_no_more():
    fetched = pipeline.fetch("http://127.0.0.1:9/none", [*PLACES, "a", "b"], ON, limit=0.5)
    assert (fetched.data, fetched.areas) == (None, 0)
    assert [why for _, why in fetched.failed] == ["unreachable"] * 3
    assert fetched.left == ("a", "b")


def test_no_more_areas_are_asked_for_than_the_service_allows(bmkg: Bmkg):
    codes = [f"33.75.03.{number:04}" for number in range(1, forecasts.MOST_AREAS + 8)]
    bmkg.answers.update({code: lambda to: send(to, b"{}") for code in codes})
    fetched = pipeline.fetch(bmkg.address, codes, ON)
    assert len(bmkg.asked) == fetched.areas == forecasts.MOST_AREAS
    assert fetched.left == tuple(codes[forecasts.MOST_AREAS :])


def test_no_more_time_is_taken_than_all_of_them_may(bmkg: Bmkg):
    bmkg.answers["slowly"] = lambda to: (time.sleep(0.3), send(to, b"{}"))[1]
    began = time.monotonic()
    fetched = pipeline.fetch(bmkg.address, ["slowly"] * 30, ON, whole=1.0)
    assert time.monotonic() - began < 2.5
    assert fetched.left


def test_the_codes_of_a_place_are_those_of_its_kelurahan(built: Callable[[str], Path]):
    known = pipeline.places(screens.store(built("kota-pekalongan")))
    city = next(one for one in known if one.level == "kota")
    utara = next(one for one in known if one.name == "Pekalongan Utara")
    assert len(pipeline.areas(city, known)) == 27
    assert len(pipeline.areas(utara, known)) == 7
    assert set(pipeline.areas(utara, known)) < set(pipeline.areas(city, known))


def test_the_address_is_a_web_address():
    assert settings.read({}).forecasts.startswith("https://api.bmkg.go.id/")
    assert settings.read({"PAPAN_FORECASTS": "http://127.0.0.1:8/x"}).forecasts == "http://127.0.0.1:8/x"
    with pytest.raises(BadSetting):
        settings.read({"PAPAN_FORECASTS": "file:///etc/passwd"})


# -- the command -------------------------------------------------------------------------------------------


@pytest.fixture
def command(
    own: Callable[[str], Path], bmkg: Bmkg, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    monkeypatch.setenv("PAPAN_STORE", str(own("kota-pekalongan")))
    monkeypatch.setenv("PAPAN_FORECASTS", bmkg.address)

    def call(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(papan.main, ["forecasts", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    return call


def _switch_on(root: str) -> None:
    store = screens.store(Path(root))
    pipeline.decide(store, "Kota Pekalongan", {"weather.fetch": "on"}, by="Siti", election="pemilu-2024")


def test_the_command_asks_nothing_before_the_office_switches_it_on(
    command: Callable[..., tuple[int, str]], bmkg: Bmkg
):
    status, told = command()
    assert status == papan.CANNOT_RUN
    assert texts.say("cli.forecasts-off", "id", office="Kota Pekalongan") in told
    assert bmkg.asked == []


def test_the_command_takes_what_came_and_tells_what_failed(
    command: Callable[..., tuple[int, str]], bmkg: Bmkg
):
    root = os.environ["PAPAN_STORE"]
    _switch_on(root)
    known = pipeline.places(screens.store(Path(root)))
    utara = next(one for one in known if one.name == "Pekalongan Utara")
    codes = pipeline.areas(utara, known)
    for one in known:
        if one.code in codes:
            told = answer()
            told["data"][0]["lokasi"].update(adm4=one.code, kecamatan=utara.name, desa=one.name)
            bmkg.answers[one.code] = partial(send, body=json.dumps(told).encode())
    assert command("--place", utara.code) == (
        papan.GOOD,
        texts.say("forecast.results.accepted", "id", count=len(codes)) + "\n",
    )
    assert sorted(bmkg.asked) == sorted(codes)
    bmkg.answers[codes[0]] = lambda to: send(to, b"", 503)
    status, told = command("--place", utara.code, "--lang", "en")
    assert status == papan.PROBLEMS
    assert texts.say("forecast.failed.refused", "en", count=1) in told


def test_areas_without_a_forecast_are_asked_first_and_then_the_oldest(
    command: Callable[..., tuple[int, str]], bmkg: Bmkg
):
    root = os.environ["PAPAN_STORE"]
    store = screens.store(Path(root))
    known = pipeline.places(store)
    city = next(one for one in known if one.level == "kota")
    assert pipeline.due(store, city, known, date.max)[-1] == BANDENGAN, "the one forecast of the sample"
    data = (
        json.dumps([answer(TIRTO, first="2023-12-20 01:00:00")])
        .encode()
        .replace(b"2024-02-11", b"2023-12-19")
    )
    pipeline.take_forecasts(store, ON, data, "Kota Pekalongan", "Siti", datetime(2023, 12, 20, tzinfo=UTC))
    assert pipeline.due(store, city, known, date.max)[-2:] == (TIRTO, BANDENGAN)
