"""Sorting and folding on the page, in both languages and opened both ways, and what if."""

import csv
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import metrics
import pipeline
import texts
from tests import screens
from ui import sorting, what_if
from ui.data import Desk
from ui.state import Choice
from ui.view import View

PAGE = "sortir_lipat"
DAY_OF = {"logistik": date(2024, 2, 5), "sortir_lipat": date(2024, 2, 7)}
DAYS = {"kota-pekalongan": "2023-12-22", "kota-bengkulu": "2024-02-07"}


@pytest.fixture
def office(built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes the store of a sample office the one that is shown; it is only read."""

    def show(name: str) -> Path:
        monkeypatch.setenv("PAPAN_STORE", str(built(name)))
        screens.forget()
        return built(name)

    return show


def opened(name: str, way: str = "app", **address: str) -> AppTest:
    return screens.open_page(PAGE, way, **{"per": DAYS[name], **address})


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.parametrize("name", DAYS)
def test_the_page_opens_in_every_language_and_both_ways(office, name: str, way: str, lang: texts.Lang):
    office(name)
    shown = screens.words(opened(name, way, lang=lang))
    assert texts.say("sorting.types", lang) in shown
    assert texts.say("sorting.what-if.mark", lang) in shown
    assert not re.search(r"\bNone\b|\bNaN\b|Traceback", shown)


def test_the_headline_tells_what_is_done_and_when_it_ends(office):
    office("kota-bengkulu")
    shown = screens.words(opened("kota-bengkulu"))
    assert "1.390.910 dari 1.391.190 lembar sudah disortir (99,9\u00a0%)" in shown
    assert "Diperkirakan selesai 7 Februari 2024; batasnya 10 Februari 2024." in shown
    assert "Rp\u00a0340.698.950" in shown


def test_before_the_first_day_there_is_a_plan_and_no_forecast(office):
    office("kota-pekalongan")
    shown = screens.words(opened("kota-pekalongan"))
    assert "Belum ada lembar yang disortir" in shown
    assert "data terlalu sedikit (0 hari dilaporkan, perlu 2)" in shown
    assert "Tim yang direncanakan berisi 5 sampai 10 orang." in shown
    assert "12 Jan 2024–14 Jan 2024, 3 hari" in shown
    assert "Belum diterima sama sekali: Presiden, DPD." in shown


def test_drawings_seen_long_after_the_work_keep_room_for_its_days(office):
    seen = view(office("kota-bengkulu"), "id", date(2025, 11, 1))
    assert seen.board is not None
    work = pipeline.sorting(seen.desk.store, seen.election, seen.board, seen.places)
    drawn = sorting.charts(seen, work)
    assert len(drawn) == 6
    for _, _, _, figure in drawn:
        assert figure["layout"]["xaxis"]["range"][1] <= "2024-03-03"


@pytest.mark.parametrize("name", DAYS)
def test_every_number_of_the_page_can_be_opened(office, name: str):
    store = screens.store(office(name))
    election = elections.load("pemilu-2024")
    known = pipeline.places(store)
    day = date.fromisoformat(DAYS[name])
    board = pipeline.board(store, election, known[0], known, day, day)
    work = pipeline.sorting(store, election, board, known)
    names = set(re.findall(r'data-figure="([^"]+)"', "".join(screens.html(opened(name)))))
    assert names
    assert names <= set(pipeline.sorting_figures(work, election, board, known))


def test_what_was_received_is_as_old_as_the_sheets_of_goods(office):
    store = screens.store(office("kota-bengkulu"))
    election, known = elections.load("pemilu-2024"), pipeline.places(store)
    day = date(2024, 2, 8)
    board = pipeline.board(store, election, known[0], known, day, day)
    goods, work = (replace(one, data_date=DAY_OF[kind]) for kind, one in board.freshness if kind in DAY_OF)
    seen = replace(board, freshness=(("logistik", goods), ("sortir_lipat", work)))
    found = pipeline.sorting_figures(pipeline.sorting(store, election, board, known), election, seen, known)
    assert found["sorting:whole:received"].freshness == goods
    assert found["sorting:PPWP:received"].freshness == goods
    assert found["sorting:whole:handled"].freshness == work


def test_sheets_that_name_no_kecamatan_say_so_there(office):
    store = screens.store(office("kota-bengkulu"))
    kecamatan = next(one for one in pipeline.places(store) if one.level == "kecamatan")
    at = opened("kota-bengkulu", kec=kecamatan.code)
    assert "Sortir lipat dicatat untuk seluruh kota" in screens.words(at)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
def test_an_office_without_sheets_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, lang: texts.Lang
):
    monkeypatch.setenv("PAPAN_STORE", str(tmp_path / "own"))
    screens.forget()
    pipeline.begin_empty(screens.store(tmp_path / "own"), "pemilu-2024", "Sekretariat")
    at = screens.open_page(PAGE, way, lang)
    assert texts.say("screens.empty.todo", lang) in screens.words(at)


# -- what if ----------------------------------------------------------------------------------------


def fingerprint(root: Path) -> str:
    """The hash of every byte of the store."""
    found = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            found.update(str(path.relative_to(root)).encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def suppose(at: AppTest, rate: int, people: int = 378) -> AppTest:
    """KPU Demak's trial: 916,744 sheets, 54 teams of seven, planned for four days."""
    numbers = {one.key.rsplit(":", 1)[-1]: one for one in at.number_input if one.key}
    dates = {one.key.rsplit(":", 1)[-1]: one for one in at.date_input if one.key}
    numbers["lembar"].set_value(916_744)
    numbers["orang"].set_value(people)
    numbers["tim"].set_value(7)
    numbers["laju"].set_value(rate)
    dates["tiba"].set_value(date(2024, 1, 7))
    dates["rencana"].set_value(date(2024, 1, 11))
    at.run()
    assert not at.exception
    return at


def test_what_if_answers_demak_to_the_sheet_and_keeps_nothing(office):
    root = office("kota-pekalongan")
    at = opened("kota-pekalongan")
    before, head = fingerprint(root), screens.store(root).head()
    shown = screens.words(suppose(at, 3_500))
    assert "Selesai 12 Januari 2024, hari ke-5." in shown
    assert "Kurang 160.744 lembar pada rencana selesai 11 Januari 2024 (4 hari kerja)." in shown
    assert "perlu 4.245 lembar per tim per hari" in shown
    shown = screens.words(suppose(at, 5_000))
    assert "hari ke-4" in shown
    assert "tersisa kapasitas 163.256 lembar" in shown
    assert (fingerprint(root), screens.store(root).head()) == (before, head)
    assert "163.256" not in screens.words(opened("kota-pekalongan"))


def test_people_that_are_none_never_end_it(office):
    office("kota-pekalongan")
    assert "Tidak akan selesai." in screens.words(suppose(opened("kota-pekalongan"), 3_500, people=0))


def test_more_people_end_it_sooner(office):
    office("kota-pekalongan")
    at = opened("kota-pekalongan")
    assert "hari ke-5" in screens.words(suppose(at, 3_500, people=458))
    shown = screens.words(suppose(at, 3_500, people=459))
    assert "hari ke-4" in shown
    assert "459 orang, 7 orang per tim: 65,571 tim." in shown


def test_another_type_begins_with_its_own_numbers(office):
    office("kota-bengkulu")
    at = opened("kota-bengkulu")
    at.selectbox(key="andai_jenis").set_value("DPD").run()
    left = next(one for one in at.number_input if (one.key or "").endswith(":lembar"))
    assert left.value == 40


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_line_that_is_taken_along_carries_the_mark(office, lang: texts.Lang):
    root = office("kota-pekalongan")
    first = date(2024, 1, 8)
    asked = metrics.Supposed(916_744, 378, 7, 3_500, first, date(2024, 1, 11))
    found = metrics.simulate(asked, metrics.calendar(elections.load("pemilu-2024")))
    text = what_if.sheet(view(root, lang), "PPWP", asked, found)
    lines = list(csv.reader(text.splitlines(), delimiter=";"))
    assert len(lines) == 15
    assert {line[0] for line in lines} == {"SIMULASI"}
    assert "160744" in text
    assert texts.say("sorting.what-if.file", lang, item="PPWP", day="2024-01-11").startswith("SIMULASI")
    read = pipeline.read(
        screens.store(root), elections.load("pemilu-2024"), "SIMULASI.csv", text.encode("utf-8-sig")
    )
    assert not pipeline.is_acceptable(read)


def view(root: Path, lang: texts.Lang, day: date = date(2023, 12, 22)) -> View:
    store = screens.store(root)
    election = elections.load("pemilu-2024")
    known = pipeline.places(store)
    board = pipeline.board(store, election, known[0], known, day, day)
    desk = Desk(screens.settings(root), str(root), store, store.head(), False, election)
    return View(Choice(lang, known[0], None, None, day), "light", election, desk, known, board)
