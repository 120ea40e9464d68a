"""The page of money: its parts, and the part that is open kept in the address."""

import re
from collections.abc import Callable
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
    at = AppTest.from_file(str(screens.ROOT / "pages" / "keuangan.py"), default_timeout=120)
    for name, value in {"per": DAY, **address}.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.usefixtures("city")
def test_every_part_opens_by_its_address_and_stays_there(part: str, lang: texts.Lang):
    at = opened(bagian=part, lang=lang)
    assert at.session_state[state.PART] == part
    at.run()
    assert not at.exception
    assert at.session_state[state.PART] == part


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
