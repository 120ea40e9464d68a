"""The storage places on the page, in both languages and opened both ways, on both samples."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import metrics
import pipeline
import texts
from metrics import Board, Storage
from metrics.stacking import Held
from tests import screens

PAGE = "gudang"
DAYS = {"kota-pekalongan": "2023-12-22", "kota-bengkulu": "2024-02-07"}
PEMILU = elections.load("pemilu-2024")


@pytest.fixture
def office(built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes the store of a sample office the one that is shown; it is only read."""
    return lambda name: screens.use(built(name), monkeypatch)


def opened(name: str, way: str = "app", **address: str) -> AppTest:
    return screens.open_page(PAGE, way, **{"per": DAYS[name], **address})


def stored(root: Path, day: str, place: str | None = None) -> tuple[Board, Storage]:
    store = screens.store(root)
    known = pipeline.places(store)
    chosen = next(one for one in known if one.code == place or (place is None and one.level == "kota"))
    when = date.fromisoformat(day)
    found = pipeline.board(store, PEMILU, chosen, known, when, when)
    return found, pipeline.storage(store, PEMILU, found, known)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.parametrize("name", DAYS)
def test_the_page_opens_in_every_language_and_both_ways(office, name: str, way: str, lang: texts.Lang):
    office(name)
    shown = screens.words(opened(name, way, lang=lang))
    for key in ("places", "condition", "answers.full", "answers.unfit", "answers.room"):
        assert texts.say(f"storage.{key}", lang) in shown
    assert not re.search(r"\bNone\b|\bNaN\b|Traceback", shown)


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize("kecamatan", [None, "01"])
def test_every_number_can_be_opened_and_has_a_title(office, name: str, kecamatan: str | None):
    root = office(name)
    code = {"kota-pekalongan": "33.75", "kota-bengkulu": "17.71"}[name]
    place = f"{code}.{kecamatan}" if kecamatan else code
    at = opened(name, **({"kec": place} if kecamatan else {}))
    names = set(re.findall(r'data-figure="([^"]+)"', "".join(screens.html(at))))
    board, found = stored(root, DAYS[name], place)
    figures = pipeline.storage_figures(found, board, pipeline.places(screens.store(root)))
    assert names and names <= {*figures, *metrics.named(board)}
    for one in figures.values():
        for lang in texts.LANGUAGES:
            assert metrics.formula_text(one.formula, lang)


def test_every_place_of_the_city_of_its_kecamatan_and_kelurahan_is_answered(office):
    root = office("kota-pekalongan")
    _, found = stored(root, DAYS["kota-pekalongan"])
    levels = [one.level for one in found.stays]
    assert [levels.count(level) for level in ("kota", "kecamatan", "kelurahan")] == [2, 4, 27]
    assert all(one.answer != "unknown" for one in found.stays)
    assert found.homeless == ()
    shown = screens.words(opened("kota-pekalongan"))
    assert all(one.name in shown for one in found.stays)


def test_pekalongan_s_room_for_ballots_is_nearly_full_when_the_last_ballots_are_due(office):
    _, found = stored(office("kota-pekalongan"), DAYS["kota-pekalongan"])
    room = next(one for one in found.stays if one.name == "Ruang surat suara kantor KPU")
    assert (room.peak_day, room.answer, room.now) == (date(2024, 1, 11), "tight", Held(0, 640))
    bad = {one.rooms[0].kelurahan: one.answer for one in found.stays if one.answer in ("full", "unfit")}
    assert bad == {"Pringrejo": "full", "Banyurip": "full", "Tirto": "unfit"}
    shown = screens.words(opened("kota-pekalongan"))
    assert "3 tempat tidak cukup atau tidak layak dari 33" in shown
    assert "atap bocor" in shown and "tidak muat sejak 12 Feb 2024" in shown


def test_bengkulu_s_rooms_hold_what_is_there_on_7_february(office):
    board, found = stored(office("kota-bengkulu"), DAYS["kota-bengkulu"])
    by_name = {one.name: one for one in found.stays}
    assert by_name["Aula Kecamatan Selebar"].now == Held(208 * 5 + 2, 208 * 2)
    assert by_name["Aula Kecamatan Ratu Agung"].now == Held()
    assert by_name["Aula Kecamatan Ratu Agung"].peak == Held(132 * 5 + 2, 132 * 2)
    # On the road: it left on the 7th and nothing proves that it arrived.
    assert by_name["Aula Kecamatan Singaran Pati"].now == Held()
    assert by_name["Aula Kecamatan Singaran Pati"].peak_day == date(2024, 2, 7)
    named = {one.code: dict(one.values)["name"] for one in board.alerts if one.code.startswith("storage")}
    assert named == {
        "storage-over": "Balai Kelurahan Kandang Limun",
        "storage-unfit": "Balai Kelurahan Malabero",
    }


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_the_inspection_and_the_guards_are_told(office, lang: texts.Lang):
    office("kota-bengkulu")
    shown = screens.words(opened("kota-bengkulu", lang=lang))
    assert re.search(r"IMG-\d{4}-\d{3}", shown)
    assert "Sekretaris PPK" in shown
    assert texts.say("storage.shifts", lang, shifts=3, hours=8.0, total=24.0) in shown
    assert texts.say("storage.not-all-day", lang) in shown
    assert texts.say("storage.no-inspection", lang) in shown


def test_another_limit_of_the_office_changes_the_answer(office):
    root = office("kota-pekalongan")
    store = screens.store(root)
    known = pipeline.places(store)
    city = next(one for one in known if one.level == "kota")
    when = date(2023, 12, 22)
    board = pipeline.board(store, PEMILU, city, known, when, when)
    own = elections.adjusted("pemilu-2024", {"storage.near": "95", "storage.fatal": ""})
    found = pipeline.storage(store, own, board, known)
    answers = {one.name: one.answer for one in found.stays}
    assert answers["Ruang surat suara kantor KPU"] == "room"
    assert answers["Balai Kelurahan Tirto"] == "room"


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("empty")
def test_an_empty_board_says_what_to_do(lang: texts.Lang):
    at = AppTest.from_file(str(screens.ROOT / "pages" / f"{PAGE}.py"), default_timeout=120)
    at.query_params["lang"] = lang
    at.run()
    assert not at.exception
    assert texts.say("screens.empty.todo", lang) in screens.shown(at)
