"""The rules of rounding on the ballots' page, on a store that a setting may be written to."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
import texts
from metrics import RULES
from metrics.reserve import Voters, proof
from tests import screens
from texts import numbers
from ui import figure, reserve, words

PAGE, DAY = "surat_suara", "2023-12-22"


@pytest.fixture
def root(own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    found = own("kota-pekalongan")
    monkeypatch.setenv("PAPAN_STORE", str(found))
    screens.forget()
    return found


def opened(lang: str = "id", **address: str) -> AppTest:
    return screens.open_page(PAGE, "direct", lang, **{"per": DAY, **address})


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("root")
def test_every_rule_is_there_with_the_one_in_force_and_its_source(lang: texts.Lang):
    shown = screens.shown(opened(lang))
    assert texts.say("reserve.title", lang) in shown
    for rule in RULES:
        assert texts.say(f"settings.choices.{rule}", lang) in shown
    rule = texts.say("settings.choices.up", lang)
    assert texts.say("reserve.by-practice", lang, rule=rule, election=election(lang)) in shown
    assert "UU 7/2017" in shown


def election(lang: str) -> str:
    return {"id": "Pemilu 2024", "en": "General Election 2024"}[lang]


def test_a_setting_is_named_with_who_set_it_and_moves_the_need(root: Path):
    before = screens.shown(opened())
    pipeline.decide(
        screens.store(root), "Kota Pekalongan", {"rounding": "half-up"}, by="Siti", election="pemilu-2024"
    )
    screens.forget()
    after = screens.shown(opened())
    assert "ditetapkan kantor di Pengaturan oleh Siti" in after
    assert "ditetapkan kantor di Pengaturan" not in before


@pytest.mark.usefixtures("root")
def test_the_sum_at_once_is_explained_with_its_numbers_and_a_kelurahan_has_its_own():
    city, part = screens.shown(opened()), screens.shown(opened(kec="33.75.01", kel="33.75.01.1002"))
    assert "dihitung sekaligus dari jumlah DPT" in city
    assert numbers.count(881, "id") + " TPS" in city
    assert "41 TPS" in part


@pytest.mark.usefixtures("root")
def test_every_number_opens_its_formula_and_the_cells_of_its_voters(root: Path):
    address = {"kec": "33.75.01", "kel": "33.75.01.1002"}
    shown = "".join(screens.html(opened(**address)))
    names = set(re.findall(r'data-figure="(reserve:[^"]+)"', shown))
    assert {"reserve:0:at-once", "reserve:0:tps-0", *(f"reserve:0:{rule}" for rule in RULES)} <= names
    view = screens.view(root, date.fromisoformat(DAY), place="33.75.01.1002")
    for name in names:
        one = figure.of_name(view, name)
        assert one is not None, name
        assert figure.title(view, name).strip()
        assert words.formula(view, one.formula).strip()
        cells = pipeline.cells(screens.store(root), one.sources[0], date.fromisoformat(DAY))
        assert {cell.measure for cell in cells} == {"dpt"}
        assert len(cells) == (1 if ":tps-" in name else 41)
        assert "01 Daftar TPS dan DPT" in cells[0].file


def test_the_download_holds_every_station_and_runs_no_formula():
    stations = [Voters("=1+1", "Medono", number, 270) for number in range(1, 301)]
    stations += [Voters("Barat", "Medono", number, 300) for number in range(301, 311)]
    one = proof(stations, Fraction(2, 100), "up")
    rows = list(csv.reader(io.StringIO(reserve.as_csv(one, "id").decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 311
    assert rows[1] == ["'=1+1", "Medono", "1", "270", "5", "6", "5", "6"]
    assert rows[-1] == ["Barat", "Medono", "310", "300", "6", "6", "6", "7"]
    without = replace(one, differences=one.differences[:1])
    assert len(reserve.as_csv(without, "en").decode("utf-8-sig").splitlines()) == 2
