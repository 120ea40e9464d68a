"""What the pages say of ages, silence, rights and courses, on the sheets of both offices."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import metrics
import pipeline
import texts
from tests import screens
from ui import data, figure, reporting, rights

DAYS = {"kota-pekalongan": "2023-12-22", "kota-bengkulu": "2024-02-07"}


def opened(root: Path, monkeypatch: pytest.MonkeyPatch, stem: str, day: str, lang: str = "id") -> str:
    monkeypatch.setenv("PAPAN_STORE", str(root))
    screens.forget()
    at = AppTest.from_file(str(screens.ROOT / "app.py"), default_timeout=240)
    at.query_params["per"], at.query_params["lang"] = day, lang
    at.run()
    if stem != "ringkasan":
        at.switch_page(f"pages/{stem}.py").run()
    assert not at.exception
    return screens.shown(at)


@pytest.mark.parametrize("office", DAYS)
def test_each_tile_says_from_when_it_is_and_who_brought_it(
    office: str, built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    shown = opened(built(office), monkeypatch, "ringkasan", DAYS[office])
    cards = re.findall(r'<section class="card ([^"]*)">(.*?)</section>', shown, re.S)
    tiles = {css.strip(): inner for css, inner in cards}
    for tile in ("w-gauge", "w-alerts", "w-money", "w-groups", "w-stages", "w-places", "w-funnel"):
        told = re.search(r'class="fresh[^"]*">(.*?)</p>', tiles[tile], re.S)
        assert told, tile
        assert "data per" in told.group(1)
        assert "diunggah oleh Papan Rakor" in told.group(1)
        assert " WIB" in told.group(1)


AGELESS = {"ringkasan": ["Berapa hari lagi"]}
"""Boxes that stand on the calendar alone."""


@pytest.mark.parametrize(
    "stem", ["ringkasan", "logistik", "surat_suara", "sortir_lipat", "rencana", "keuangan"]
)
@pytest.mark.parametrize("office", DAYS)
def test_no_box_of_numbers_is_without_its_age(
    office: str, stem: str, built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    shown = opened(built(office), monkeypatch, stem, DAYS[office])
    boxes = shown.split('<section class="card')[1:]
    told = {re.sub(r"<[^>]*>", "", one.partition("<h2>")[2].partition("</h2>")[0]): one for one in boxes}
    assert told
    assert [title for title, one in told.items() if 'class="fresh' not in one] == AGELESS.get(stem, [])


def test_the_days_left_over_of_every_step_open_their_reckoning(
    built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    office = "kota-pekalongan"
    view = screens.view(built(office), date.fromisoformat(DAYS[office]))
    assert view.board is not None
    wanted = {name: one for name, one in metrics.named(view.board).items() if name.startswith("plan:")}
    shown = opened(built(office), monkeypatch, "rencana", DAYS[office])
    assert wanted
    assert set(re.findall(r'data-figure="(plan:[^"]+)"', shown)) == set(wanted)
    for name, one in wanted.items():
        values = dict(one.formula.values)
        latest, expected = values["latest"], values["expected"]
        assert isinstance(latest, date) and isinstance(expected, date)
        assert one.value == (latest - expected).days
        assert one.sources and "tgl_perkiraan" in one.sources[0].measures
        assert figure.title(view, name).startswith("Sisa hari: ")


def test_what_is_past_its_age_turns_amber_and_its_gauge_is_hatched(
    built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    root = built("kota-bengkulu")
    # The sheets of 7 February are of the end of that day, and a past day is seen at its end.
    before, after = (opened(root, monkeypatch, "ringkasan", day) for day in ("2024-02-13", "2024-02-14"))
    gauge = re.compile(r'class="arc is-old"')
    assert not gauge.search(before)
    assert gauge.search(after)
    assert 'class="fresh is-stale"' in after
    assert texts.say("states.stale", "id") in after


def test_a_board_is_asked_again_only_when_something_gets_out_of_date(built: Callable[[str], Path]):
    view = screens.view(built("kota-bengkulu"), date.fromisoformat(DAYS["kota-bengkulu"]))
    assert view.board is not None
    day = view.board.as_of
    turned = pipeline.turns(view.desk.store, view.election, "Kota Bengkulu", day)
    last = turned[-1]
    minute = timedelta(minutes=1)

    def seen(now: datetime):
        return data.board(view.desk, view.places, view.board.place, day, day, now)  # type: ignore[union-attr]

    before, after = seen(last - minute), seen(last + minute)
    assert not before.readiness.percent.freshness.stale
    assert after.readiness.percent.freshness.stale
    assert seen(last + 60 * minute) is after
    assert seen(last - 2 * minute) is before
    assert last.tzinfo is not None and last.astimezone(UTC)


def test_a_number_of_the_way_gets_out_of_date_with_its_board(built: Callable[[str], Path]):
    view = screens.view(built("kota-bengkulu"), date.fromisoformat(DAYS["kota-bengkulu"]))
    assert view.board
    for stale in (False, True):
        ages = tuple((kind, replace(one, stale=stale)) for kind, one in view.board.freshness)
        aged = replace(view.board, freshness=ages)
        figures = data.risk_tables(view.desk, view.places, aged, view.election).figures
        assert figures["risks:notes"].freshness.stale is stale


@pytest.mark.parametrize("office", DAYS)
def test_each_right_has_one_rule_one_number_and_opens_what_breaks_it(
    office: str, built: Callable[[str], Path]
):
    view = screens.view(built(office), date.fromisoformat(DAYS[office]))
    assert view.board is not None
    html = rights.six(view, view.board)
    tiles = re.findall(r'<section class="right [^"]*">(.*?)</section>', html, re.S)
    assert len(tiles) == len(view.board.rights) == 6
    known = metrics.named(view.board)
    broken = 0
    for one, tile in zip(view.board.rights, tiles, strict=True):
        assert view.say(f"rights.names.{one.code}") in tile
        assert view.say(f"rights.rules.{one.code}") in tile
        numbers = re.findall(r'data-figure="([^"]+)"', tile)
        assert numbers[0] == f"right:{one.code}"
        assert known[numbers[0]].value == one.kept
        assert set(numbers) <= set(known)
        rows = re.findall(r"<li>(.*?)</li>", tile, re.S)
        assert len(rows) == len(one.broken) == len(numbers) - 1
        broken += len(rows)
        for code, row in zip(one.broken, rows, strict=True):
            assert code in row.replace(":", " ").replace('"', " ").split() or f":{code}" in row
    assert broken


def test_the_rights_are_called_as_kpu_calls_them():
    names = [
        texts.say(f"rights.names.{code}", "id") for code in ("amount", "kind", "time", "target", "quality")
    ]
    assert names == ["Tepat jumlah", "Tepat jenis", "Tepat waktu", "Tepat sasaran", "Tepat kualitas"]
    assert texts.say("rights.names.thrift", "id") == "Hemat"


def test_who_did_not_report_is_counted_and_listed_with_a_way_there(built: Callable[[str], Path]):
    from dataclasses import replace

    view = screens.view(built("kota-bengkulu"), date.fromisoformat(DAYS["kota-bengkulu"]))
    assert view.board is not None
    assert view.board.reporting is not None
    kelurahan = tuple(one for one in view.places if one.level == "kelurahan")[:12]
    silent = replace(view.board, reporting=metrics.Reporting("kelurahan", 67, kelurahan))
    html = reporting.silent(view, silent)
    assert "12 dari 67 kelurahan belum lapor" in html
    for one in kelurahan:
        assert f'data-go="{one.code}"' in html
        assert one.name in html
    assert reporting.silent(view, replace(view.board, reporting=None)) == ""


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_the_plan_shows_courses_and_says_where_data_are_too_few(
    lang: texts.Lang, built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    shown = opened(built("kota-bengkulu"), monkeypatch, "rencana", DAYS["kota-bengkulu"], lang)
    assert texts.say("course.title", lang) in shown
    assert texts.say("course.table", lang) in shown
    few = texts.say("course.too-little", lang, day=date(2024, 2, 7), percent=88.5).split(":")[0]
    assert few in shown
