"""The page of money: its parts, and the part that is open kept in the address."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import texts
from metrics import money_figures
from metrics.money_matrix import SIDES
from tests import screens
from texts import numbers
from ui import state

DAY = "2023-12-22"
CEILING = 9_068_800_000
"""All ceilings of Kota Pekalongan on that day: PPK and PPS of three months, and KPPS once."""
PARTS = ("ringkas", "matriks", "batas", "honor", "temuan", "cocok", "dokumen")


@pytest.fixture
def city(built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's own store with the sheets of Kota Pekalongan, read only."""
    return screens.use(built("kota-pekalongan"), monkeypatch)


def opened(**address: str) -> AppTest:
    """The page as a link opens it."""
    return screens.open_page("keuangan", "direct", **{"per": DAY, **address})


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.usefixtures("city")
def test_every_part_opens_by_its_address_and_stays_there(part: str, lang: texts.Lang):
    at = opened(bagian=part, lang=lang)
    assert at.session_state[state.PART] == part
    at.run()
    assert not at.exception
    assert at.session_state[state.PART] == part


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("city")
def test_every_part_opens_inside_the_app(lang: texts.Lang):
    at = AppTest.from_file(str(screens.ROOT / "app.py"), default_timeout=120)
    at.query_params.update({"per": DAY, "lang": lang})
    at.run()
    at.switch_page("pages/keuangan.py").run()
    for part in PARTS:
        at.session_state[state.PART] = part
        at.run()
        assert not at.exception
        assert not re.search(r"\b[a-z_]+\.[a-z_-]+\.[a-z-]+\b|\bNone\b|\bNaN\b", screens.words(at)), part


@pytest.mark.usefixtures("city")
def test_back_and_forward_of_the_browser_open_what_the_address_says():
    at = opened(bagian="batas")
    at.session_state[state.PART] = "honor"
    at.run()
    assert at.query_params["bagian"] == "honor"
    at.query_params["bagian"] = "batas"
    at.query_params["kec"] = "33.75.01"
    at.run()
    assert not at.exception
    assert at.session_state[state.PART] == "batas"
    assert "Pekalongan Barat" in screens.words(at)
    assert at.query_params["kec"] == "33.75.01"


@pytest.mark.usefixtures("city")
def test_a_part_that_is_none_opens_the_first():
    assert opened(bagian="lain").session_state[state.PART] == PARTS[0]


@pytest.mark.usefixtures("city")
def test_links_to_places_stay_on_the_part():
    at = opened(bagian="ringkas")
    assert "&amp;bagian=ringkas" in "".join(screens.html(at))


# -- the matrix ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("city")
def test_the_matrix_shows_each_ppk_by_month_short_and_in_full(lang: texts.Lang):
    at = opened(bagian="matriks", lang=lang)
    told = screens.shown(at)
    for name in ("Barat", "Timur", "Utara", "Selatan"):
        assert f"PPK Pekalongan {name}" in told
    for number in money_figures.STAGES:
        assert texts.say(f"money_matrix.stages.{number}", lang) in told
    assert numbers.rupiah(CEILING, lang) in "".join(screens.html(at)), "the full figure is at hand"
    assert numbers.rupiah_short(CEILING, lang) in told


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.usefixtures("city")
def test_the_matrix_is_broken_down_by_every_side(side: str):
    at = opened(bagian="matriks")
    at.session_state["matriks_menurut"] = side
    at.run()
    assert not at.exception
    told = screens.shown(at)
    wanted = {"period": "Desember 2023", "account": "521213 Honor", "fund": "APBN", "body": "KPPS"}
    assert wanted[side] in told


@pytest.mark.usefixtures("city")
def test_every_number_of_the_matrix_opens_its_formula():
    at = opened(bagian="matriks", kec="33.75.01")
    names = set(re.findall(r'data-figure="(matrix:[^"]+)"', "".join(screens.html(at))))
    assert len(names) > 100
    assert {"matrix:own:total:pagu", "matrix:all:total:absorbed"} <= names


@pytest.mark.usefixtures("city")
def test_the_matrix_goes_down_to_the_polling_stations():
    city = screens.html(opened(bagian="matriks"))
    links = re.findall(r'data-go="(33\.75\.\d\d)"', "".join(city))
    below = screens.html(opened(bagian="matriks", kec=links[0]))
    links = re.findall(r'data-go="(33\.75\.\d\d\.\d{4})"', "".join(below))
    last = screens.shown(opened(bagian="matriks", kec=links[0][:8], kel=links[0]))
    assert "KPPS TPS 001" in last
    assert texts.say("money_matrix.units.tps", "id") in last


# -- the answer first --------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("city")
def test_the_first_part_says_what_has_to_be_done_by_when(lang: texts.Lang):
    told = screens.shown(opened(bagian="ringkas", lang=lang))
    todo = told.partition(texts.say("screens.money.todo", lang))[2]
    todo = todo.partition(texts.say("screens.money.table", lang))[0]
    assert texts.say("alerts.spj-late-todo", lang) in todo
    assert "Pekalongan Utara" in todo and "8.600.000" in todo.replace(",", ".")
    assert re.search(r'data-figure="alert:\d+"', todo)
    assert texts.numbers.day(date(2023, 11, 25), lang) in todo


@pytest.mark.usefixtures("city")
def test_the_first_part_is_calm_where_nothing_has_to_be_done():
    told = screens.shown(opened(bagian="ringkas", kec="33.75.01"))
    assert texts.say("screens.alerts.none-of-kind", "id") in told


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_the_matrix_says_how_many_are_behind_and_who_most(
    lang: texts.Lang, built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    screens.use(built("kota-bengkulu"), monkeypatch)
    told = screens.shown(opened(bagian="matriks", lang=lang, per="2024-02-07"))
    units = texts.say("money_matrix.units.kecamatan", lang)
    head = {"count": 9, "total": 9, "unit": units, "name": "PPK Ratu Agung", "gap": 39.3}
    assert texts.say("money_matrix.pace-head", lang, **head) in told


@pytest.mark.usefixtures("city")
def test_the_way_of_the_money_is_told_in_full_under_its_drawing():
    told = screens.shown(opened(bagian="matriks"))
    ways = told.partition('<ul class="ways">')[2].partition("</ul>")[0].replace("\u00a0", " ")
    assert "KPU ke PPK: Rp 267.000.000." in ways
    assert "PPS ke SPJ masuk: Rp 438.425.000." in ways


@pytest.mark.usefixtures("city")
def test_many_numbers_to_a_row_stay_a_table_on_a_phone():
    for part in ("matriks", "batas", "dokumen"):
        assert 'class="grid matrix"' in screens.shown(opened(bagian=part)), part
