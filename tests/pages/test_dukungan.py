"""The page of the city's support, in both languages and opened both ways, on both samples."""

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
from metrics import Board, Support
from tests import screens

PAGE = "dukungan"
DAYS = {"kota-pekalongan": "2023-12-22", "kota-bengkulu": "2024-02-07"}
CODES = {"kota-pekalongan": "33.75", "kota-bengkulu": "17.71"}
PEMILU = elections.load("pemilu-2024")


@pytest.fixture
def office(built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes the store of a sample office the one that is shown; it is only read."""
    return lambda name: screens.use(built(name), monkeypatch)


def opened(name: str, way: str = "app", **address: str) -> AppTest:
    return screens.open_page(PAGE, way, **{"per": DAYS[name], **address})


def told(root: Path, day: str, place: str) -> tuple[Board, Support, dict[str, metrics.Figure]]:
    store = screens.store(root)
    known = pipeline.places(store)
    chosen = next(one for one in known if one.code == place)
    when = date.fromisoformat(day)
    board = pipeline.board(store, PEMILU, chosen, known, when, when)
    found = pipeline.support(store, PEMILU, board, known)
    return board, found, pipeline.support_figures(found, PEMILU, board, known)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
def test_the_page_opens_in_every_language_and_both_ways(office, way: str, lang: texts.Lang):
    office("kota-pekalongan")
    shown = screens.words(opened("kota-pekalongan", way, lang=lang))
    for key in ("title", "receivers", "tranches", "help", "rules", "spots-table", "standings.overdue"):
        assert texts.say(f"support.{key}", lang) in shown
    for amount in (12_190_000_000, 4_876_000_000, 2_450_000_000, 16_640_000_000):
        assert texts.numbers.write(amount, "rupiah", lang) in shown
    assert texts.numbers.write(date(2023, 11, 23), "date_short", lang) in shown
    assert not re.search(r"\bNone\b|\bNaN\b|Traceback", shown)


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize("kecamatan", [None, "01"])
def test_every_number_can_be_opened_and_has_a_formula_a_title_and_cells(office, name, kecamatan):
    root = office(name)
    place = f"{CODES[name]}.{kecamatan}" if kecamatan else CODES[name]
    at = opened(name, **({"kec": place} if kecamatan else {}))
    names = set(re.findall(r'data-figure="([^"]+)"', "".join(screens.html(at))))
    board, _, figures = told(root, DAYS[name], place)
    assert names and names <= {*figures, *metrics.named(board)}
    store = screens.store(root)
    for key, one in figures.items():
        for lang in texts.LANGUAGES:
            assert metrics.formula_text(one.formula, lang)
        if one.value and key.rpartition(":")[2] in ("amount", "received", "promised"):
            found = [cell for source in one.sources for cell in pipeline.cells(store, source, board.as_of)]
            assert found, key
            assert all(cell.sheet and cell.cell for cell in found)


def test_the_grants_of_pekalongan_are_those_that_were_signed_on_9_november(office):
    _, found, figures = told(office("kota-pekalongan"), "2023-12-22", "33.75")
    assert [(code, one.promised, one.received, one.overdue, one.ahead) for code, one in found.grants] == [
        ("kpu", 12_190_000_000, 4_876_000_000, 0, 7_314_000_000),
        ("bawaslu", 2_450_000_000, 980_000_000, 0, 1_470_000_000),
        ("security", 2_000_000_000, 0, 0, 2_000_000_000),
    ]
    total = found.total
    assert total.promised == total.received + total.overdue + total.ahead == 16_640_000_000
    first = metrics.formula_text(figures["support:tranche-0:days"].formula, "id")
    assert first.startswith("9 Nov 2023 (tanda tangan) + 14 hari = 23 Nov 2023")
    assert found.promises is not None
    late = {one.form: one.standing for one in found.promises.help}
    assert late["Genset cadangan gudang"] == "overdue" and list(late.values()).count("waiting") == 3


def test_the_city_s_security_grant_is_overdue_a_day_after_its_day(office):
    root = office("kota-pekalongan")
    for day, is_late in (("2024-01-15", False), ("2024-01-16", True)):
        board, found, _ = told(root, day, "33.75")
        assert bool(found.total.overdue) is is_late
        codes = [one.code for one in board.alerts if one.code == "grant-overdue"]
        assert len(codes) == (2 if is_late else 0)


def test_the_places_of_the_regulation_are_told_by_kelurahan_and_drawn_where_they_have_a_point(office):
    root = office("kota-pekalongan")
    _, found, figures = told(root, "2023-12-22", "33.75")
    assert found.campaign is not None
    assert len(found.campaign.kelurahan) == 27 and not found.campaign.silent
    looks = ("kampanye-boleh", "kampanye-dilarang", "alat_peraga-boleh", "alat_peraga-dilarang")
    assert [figures[f"support:spots:{look}"].value for look in looks] == [27, 0, 27, 27]
    without = {one.kecamatan for one in found.campaign.spots if one.at is None}
    assert without == {"Pekalongan Selatan"}
    south = {one.kelurahan for one in found.campaign.spots if one.kecamatan == "Pekalongan Selatan"}
    tiles = screens.shown(opened("kota-pekalongan")).count('class="map-tile ')
    assert tiles == len(south) > 0
    _, inside, _ = told(root, "2023-12-22", "33.75.01")
    assert inside.campaign is not None
    assert {one.kecamatan for one in inside.campaign.spots} == {"Pekalongan Barat"}


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("empty")
def test_an_empty_board_says_what_to_do(lang: texts.Lang):
    at = AppTest.from_file(str(screens.ROOT / "pages" / f"{PAGE}.py"), default_timeout=300)
    at.query_params["lang"] = lang
    at.run()
    assert not at.exception
    assert texts.say("screens.empty.todo", lang) in screens.shown(at)


def test_kelurahan_of_a_city_are_folded_by_kecamatan_and_those_of_a_kecamatan_are_not(office):
    office("kota-pekalongan")
    folds = re.findall(
        r'<details class="folded"><summary>(.*?)</summary>', screens.shown(opened("kota-pekalongan"))
    )
    assert [re.sub(r"<[^>]*>", "", one).strip() for one in folds] == [
        "Pekalongan Barat: 14 titik boleh, 7 dilarang",
        "Pekalongan Timur: 14 titik boleh, 7 dilarang",
        "Pekalongan Utara: 14 titik boleh, 7 dilarang",
        "Pekalongan Selatan: 12 titik boleh, 6 dilarang",
    ]
    assert "<details" not in screens.shown(opened("kota-pekalongan", kec="33.75.01"))


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_what_the_city_owes_is_told_first_with_what_to_do(office, lang: texts.Lang):
    office("kota-bengkulu")
    told = screens.shown(opened("kota-bengkulu", lang=lang))
    first = told.partition(texts.say("support.title", lang))[2].partition(
        texts.say("support.receivers", lang)
    )[0]
    for code in ("grant-overdue-todo", "help-overdue-todo"):
        assert texts.say(f"alerts.{code}", lang) in first


def test_a_count_and_its_unit_are_one_piece(office):
    office("kota-pekalongan")
    assert re.search(r"<span><button[^>]*>4</button> unit</span>", screens.shown(opened("kota-pekalongan")))
