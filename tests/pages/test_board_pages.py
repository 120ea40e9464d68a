"""The five pages of the board on the sheets of Kota Pekalongan, in both languages and opened both ways."""

import ast
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import pipeline
import texts
from tests import screens
from texts import numbers
from ui import frame

BOARD_PAGES = ("ringkasan", "logistik", "surat_suara", "distribusi", "kerawanan", "keuangan", "peringatan")
DAY = "2023-12-22"


@pytest.fixture
def city(built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's own store with the sheets of Kota Pekalongan, read only."""
    return screens.use(built("kota-pekalongan"), monkeypatch)


def opened(stem: str, way: str = "app", **address: str) -> AppTest:
    """The page as a link opens it."""
    return screens.open_page(stem, way, **{"per": DAY, **address})


def asked(at: AppTest, name: str) -> str:
    """A value in the page's address; AppTest gives text or a list of it."""
    value = at.query_params[name]
    return value if isinstance(value, str) else value[0]


def board(root: Path, code: str = "33.75"):
    store = screens.store(root)
    known = pipeline.places(store)
    place = next(one for one in known if one.code == code)
    day = date.fromisoformat(DAY)
    return pipeline.board(store, elections.load("pemilu-2024"), place, known, day, day)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.parametrize("stem", BOARD_PAGES)
@pytest.mark.usefixtures("city")
def test_every_page_opens_in_every_language_and_both_ways(stem: str, way: str, lang: texts.Lang):
    at = opened(stem, way, lang=lang)
    shown = screens.shown(at)
    assert "KPU Kota Pekalongan" in shown
    assert texts.say("frame.as-of", lang, day=date.fromisoformat(DAY)) in shown
    assert texts.say("frame.sample", lang) not in shown
    assert not re.search(r"\bNone\b|\bNaN\b|Traceback", re.sub(r"<[^>]*>", " ", shown))


@pytest.mark.usefixtures("city")
def test_the_summary_answers_ready_missing_and_how_many_days():
    shown = screens.shown(opened("ringkasan"))
    for words in ("PERHATIAN", "Surat suara Presiden", "Surat suara DPD", "24 hari lagi", "53 hari lagi"):
        assert words in shown
    assert re.search(r'data-figure="readiness"[^>]*aria-label="[^"]*80,0\s%"', shown)


@pytest.mark.parametrize("stem", ["ringkasan", "peringatan"])
def test_the_alerts_of_the_board_are_all_on_the_page(city: Path, stem: str):
    count = len(board(city).alerts)
    at = opened(stem)
    if stem == "peringatan":
        assert screens.shown(at).count('class="alert-todo"') == count
    if stem == "ringkasan":
        assert screens.shown(at).count('class="alert-text"') == min(count, 7)


@pytest.mark.usefixtures("city")
def test_alerts_are_filtered_by_severity():
    at = opened("peringatan", per="2024-01-16")  # a day on which the ballots are late and the money is too
    everything = screens.shown(at).count('class="alert-todo"')
    at.button_group(key="tingkat").set_value(["warning"]).run()
    assert not at.exception
    filtered = screens.shown(at)
    assert 0 < filtered.count('class="alert-todo"') < everything
    assert "severity is-critical" not in filtered


@pytest.mark.usefixtures("city")
def test_a_link_opens_a_kecamatan_and_a_kelurahan(city: Path):
    kecamatan = next(one for one in pipeline.places(screens.store(city)) if one.level == "kecamatan")
    kelurahan = next(one for one in pipeline.places(screens.store(city)) if one.parent == kecamatan.code)
    at = opened("logistik", kec=kecamatan.code, kel=kelurahan.code)
    shown = screens.shown(at)
    assert texts.say("frame.levels.kelurahan", "id", name=kelurahan.name) in shown
    assert f'data-go="{kecamatan.code}"' not in shown or kecamatan.name in shown
    assert asked(at, "kel") == kelurahan.code


@pytest.mark.usefixtures("city")
def test_an_address_that_names_nothing_opens_the_city():
    at = opened("ringkasan", kantor="99.99", kec="x", kel="../etc", lang="fr")
    assert "KPU Kota Pekalongan" in screens.shown(at)
    assert asked(at, "kantor") == "33.75"
    assert "kec" not in at.query_params
    assert "lang" not in at.query_params


@pytest.mark.usefixtures("city")
def test_switching_the_language_keeps_the_place():
    at = opened("ringkasan", kec="33.75.01")
    at.button_group(key="lang").set_value("en").run()
    assert not at.exception
    assert asked(at, "lang") == "en"
    assert asked(at, "kec") == "33.75.01"
    assert texts.say("screens.summary.missing", "en") in screens.shown(at)


def test_money_is_the_same_on_the_summary_and_on_its_page(city: Path):
    total = board(city).finance.total.outstanding
    for stem in ("ringkasan", "keuangan"):
        assert numbers.rupiah(total or 0, "id") in screens.shown(opened(stem))


def test_going_down_to_kpps_keeps_the_sum(city: Path):
    at = opened("keuangan", kec="33.75.01")
    below = board(city, "33.75.01").finance
    shown = screens.shown(at)
    assert numbers.rupiah(below.total.pagu or 0, "id") in shown
    assert all(row.place.name in shown for row in below.rows)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("stem", BOARD_PAGES)
@pytest.mark.usefixtures("empty")
def test_an_empty_board_says_what_to_do(stem: str, lang: texts.Lang):
    at = opened(stem, lang=lang)
    shown = screens.shown(at)
    assert texts.say("screens.empty.todo", lang) in shown
    assert "unggah" in shown


@pytest.mark.parametrize("stem", [stem for stem, _ in frame.PAGES])
def test_every_registered_page_has_its_file_and_its_name(stem: str):
    assert (screens.ROOT / "pages" / f"{stem}.py").is_file()
    for lang in texts.LANGUAGES:
        assert texts.say(f"frame.pages.{stem}", lang)


FILES = sorted((screens.ROOT / "pages").glob("[!_]*.py"))


def test_every_page_is_registered():
    assert {file.stem for file in FILES} == {frame.WALL, *(stem for stem, _ in frame.PAGES)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_page_is_short_and_can_be_opened_alone(file: Path):
    source = file.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 80
    assert source.rstrip().endswith('if __name__ == "__main__":\n    frame.run_page(render)')


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_page_holds_no_words_for_the_user(file: Path):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.FunctionDef)) and isinstance(node.body[0], ast.Expr)
    }
    words = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings
    ]
    assert not [one for one in words if re.search(r"[A-Za-z]{2,} [a-z]{2,}", re.sub(r"<[^>]*>", "", one))]


def test_only_one_file_touches_the_session_state():
    files = [*(screens.ROOT / "ui").glob("*.py"), *FILES, screens.ROOT / "app.py"]
    guilty = [one.name for one in files if "st.session_state" in one.read_text(encoding="utf-8")]
    assert guilty == ["state.py"]
