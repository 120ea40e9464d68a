"""The settings page, in both languages and opened both ways, on a store that it may write to."""

import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import pipeline
import texts
from tests import screens
from ui import office_settings

PAGE = "pengaturan"


@pytest.fixture
def root(built: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's own store with the sheets of Kota Pekalongan."""
    copy = tmp_path / "own"
    shutil.copytree(built("kota-pekalongan"), copy)
    monkeypatch.setenv("PAPAN_STORE", str(copy))
    screens.forget()
    return copy


def opened(way: str = "app", lang: str = "id", part: str = "waktu") -> AppTest:
    return screens.open_page(PAGE, way, lang, bagian=part)


def decided(root: Path) -> dict[str, str]:
    rows = screens.store(root).ledger()
    return {key: one.value for key, one in pipeline.decided(rows, "Kota Pekalongan").items()}


def field(at: AppTest, label: str):
    return next(one for one in at.text_input if one.label == label)


def press(at: AppTest, key: str) -> AppTest:
    next(one for one in at.button if one.key == key).click()
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
def test_every_setting_is_there_with_what_is_in_force(root: Path, way: str, lang: texts.Lang):
    at = opened(way, lang)
    assert field(at, texts.say("settings.names.limits-damage", lang)).value == "2"
    ready = field(at, texts.say("settings.names.limits-ready_at", lang)).value
    assert ready == {"id": "99,5", "en": "99.5"}[lang]
    off = next(one for one in at.text_area if one.label == texts.say("settings.names.calendar-off", lang))
    assert (off.value or "").startswith("25/12/2023, 26/12/2023, 01/01/2024")
    assert texts.say("settings.none-changed", lang, election="Pemilu 2024")[:10] in screens.shown(at)


def test_a_change_is_kept_told_and_taken_back(root: Path):
    at = opened()
    field(at, "Batas surat suara rusak (%)").set_value("3,5")
    press(at, "atur_simpan")
    assert decided(root) == {"limits.damage": "3.5"}
    assert "1 pengaturan disimpan" in screens.shown(at)
    assert "profil: 2" in screens.shown(at)
    press(at, "atur_balik_limits-damage")
    assert decided(root) == {}


def test_saving_without_a_change_writes_nothing(root: Path):
    before = screens.store(root).head()
    press(opened(), "atur_simpan")
    assert screens.store(root).head() == before


def test_what_is_no_percentage_is_told_and_nothing_is_kept(root: Path):
    at = opened()
    field(at, "Batas surat suara rusak (%)").set_value("dua")
    press(at, "atur_simpan")
    assert decided(root) == {}
    assert 'Batas surat suara rusak (%): "dua" bukan persen' in unescape(screens.shown(at))


def test_days_are_kept_as_they_were_typed(root: Path):
    at = opened()
    off = next(one for one in at.text_area if one.label == texts.say("settings.names.calendar-half", "id"))
    off.set_value("24/12/2023, 2023-12-31")
    press(at, "atur_simpan")
    assert decided(root) == {"calendar.half": "2023-12-24,2023-12-31"}


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize(
    ("key", "typed"), [("plan-folded", "dua"), ("limits-damage", "1/0"), ("limits-damage", "101")]
)
def test_what_is_no_such_number_is_told_in_every_language(root: Path, key: str, typed: str, lang: texts.Lang):
    at = opened(lang=lang)
    name = texts.say(f"settings.names.{key}", lang)
    field(at, name).set_value(typed)
    press(at, "atur_simpan")
    assert decided(root) == {}
    assert f"{name}: " in screens.shown(at)
    assert typed in screens.shown(at)


def test_faults_that_are_fatal_are_chosen_from_a_list(root: Path):
    at = opened(part="kirim")
    label = texts.say("settings.names.storage-fatal", "id")
    fatal = next(one for one in at.multiselect if one.label == label)
    assert fatal.value == ["atap", "palet"]
    fatal.set_value(["atap", "apar"])
    press(at, "atur_simpan")
    assert decided(root) == {"storage.fatal": "apar, atap"}
    assert "atap bocor" in screens.shown(at)


def test_every_setting_has_its_field_in_one_of_the_parts(root: Path):
    labels: list[str] = []
    for part in office_settings.PARTS:
        at = opened(part=part)
        kinds = (at.text_input, at.text_area, at.number_input, at.date_input, at.selectbox, at.multiselect)
        labels += [one.label for kind in kinds for one in kind if str(one.key).startswith("atur:")]
    assert len(labels) == len(elections.settings("pemilu-2024"))
