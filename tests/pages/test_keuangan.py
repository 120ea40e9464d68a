"""The page of money: its parts, and the part that is open kept in the address."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import texts
from tests import screens
from ui import state

DAY = "2023-12-22"
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
