"""What changed since the last meeting, on its page: meetings and days, both languages, both ways."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
import texts
from metrics.meetings import Act
from tests import screens
from tests.pages.test_board_pages import opened
from tests.pipeline.test_since_cells import NOW, RECEIVED, ROWS, SHEET, THEN, bring, with_less
from ui import frame, since, since_cells
from ui.view import View

PAGE, ELECTION, OFFICE = "sejak", "pemilu-2024", "Kota Pekalongan"


def held(root: Path, title: str, day: date = THEN, close: bool = True) -> int:
    """A meeting that looked at the data of now; its key."""
    store = screens.store(root)
    begun = Act("start", "Analis", 0, store.head(), title, "33.75", day, day, ("ready",))
    key = pipeline.meet(store, begun, office=OFFICE, election=ELECTION).seq
    if close:
        pipeline.meet(store, Act("close", "Analis", key), office=OFFICE, election=ELECTION)
    return key


def worsen(root: Path, cells: int) -> None:
    """A sheet of a week later in which so many cells tell less, each of a number of its own."""
    goods = [(SHEET, row, column, column + 3) for row in ROWS for column in RECEIVED]
    bring(screens.store(root), with_less(goods[:cells], 30))


def lines(at: AppTest) -> list[str]:
    """The names that open the lines on the page, in its order."""
    found = re.findall(r'data-figure="(since:[^"]+:\d+)"', "".join(screens.html(at)))
    return list(dict.fromkeys(found))


def in_words(shown: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", shown)).split())


def view(at: AppTest, monkeypatch: pytest.MonkeyPatch) -> View:
    """The view that the page had."""
    kept: list[View] = []
    monkeypatch.setattr(frame, "_listen", kept.append)
    at.run()
    assert not at.exception
    return kept[0]


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
def test_every_change_since_the_last_closed_meeting_is_one_line_worst_first(
    root: Path, way: str, lang: texts.Lang
):
    held(root, "Rakor lama")
    held(root, "Rakor sortir")
    worsen(root, 20)
    at = opened(PAGE, way, per=NOW.isoformat(), lang=lang)
    shown = in_words(screens.shown(at))
    assert "Rakor sortir" in shown
    assert "Rakor lama" not in shown
    worse = texts.say("since.turns.worse", lang)
    assert f"{worse}: 20" in shown
    assert len(lines(at)) == 10
    screens.press(at, "sejak_lebih_worse")
    assert len(lines(at)) == 20
    assert len(set(lines(at))) == 20
    assert not re.search(r"\bNone\b|Traceback", in_words(screens.shown(at)))


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.usefixtures("root")
def test_without_a_meeting_the_last_day_before_is_compared_with_and_may_be_chosen(way: str, lang: texts.Lang):
    at = opened(PAGE, way, lang=lang)
    shown = in_words(screens.shown(at))
    assert texts.say("since.no-meeting", lang) in shown
    assert texts.say("since.then-day", lang, day=date(2023, 12, 15)) in shown
    assert texts.say("since.totals", lang, count=29) in shown
    assert {"id": "63,1 %", "en": "63.1%"}[lang] in shown
    at.date_input(key=f"sejak_hari:33.75:{THEN}").set_value(THEN).run()
    assert texts.say("since.none", lang) in screens.shown(at)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.usefixtures("empty")
def test_an_empty_board_says_what_to_upload(way: str, lang: texts.Lang):
    at = opened(PAGE, way, lang=lang)
    assert texts.say("screens.empty.todo", lang) in screens.shown(at)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("root")
def test_the_first_day_of_all_has_nothing_to_be_compared_with(lang: texts.Lang):
    at = opened(PAGE, per="2023-12-01", lang=lang)
    assert texts.say("since.nothing-todo", lang) in screens.shown(at)
    assert not lines(at)


@pytest.mark.usefixtures("root")
def test_only_what_was_chosen_is_listed():
    at = opened(PAGE, per=THEN.isoformat())
    pills: list[Any] = [*at.get("button_group")]
    next(one for one in pills if one.label == texts.say("since.filter", "id")).set_value(["money"]).run()
    assert not at.exception
    shown = in_words(screens.shown(at))
    assert "Pagu PPK, Kecamatan Pekalongan Barat" in shown
    assert "Alat coblos, Kecamatan" not in shown


def test_an_open_meeting_is_seen_as_it_is_where_the_address_names_it(root: Path):
    held(root, "Rakor lama")
    key = held(root, "Rakor baru", close=False)
    worsen(root, 3)
    now = opened(PAGE, per=NOW.isoformat())
    assert len(lines(now)) == 3
    assert texts.say("since.running", "id", title="Rakor baru") in screens.shown(now)
    screens.press(now, "sejak_lihat")
    assert texts.say("since.in-meeting", "id", title="Rakor baru") in screens.shown(now)
    assert texts.say("since.none", "id") in screens.shown(now)
    assert now.query_params["rakor"] in (str(key), [str(key)])
    screens.press(now, "sejak_lihat")
    assert len(lines(now)) == 3


def test_a_past_meeting_is_compared_with_the_one_before_it(root: Path):
    held(root, "Rakor satu")
    worsen(root, 4)
    second = held(root, "Rakor dua", NOW)
    store = screens.store(root)
    pipeline.withdraw(store, [one.upload_id for one in store.ledger() if one.upload_id][-1], "salah", "Siti")
    held(root, "Rakor tiga", NOW)
    at = opened(PAGE, rakor=str(second))
    shown = in_words(screens.shown(at))
    assert "Rakor Rakor satu" in shown
    assert "Rakor tiga" not in shown
    assert len(lines(at)) == 4


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_a_line_opens_the_cell_that_changed_and_no_other_name_opens_anything(
    root: Path, lang: texts.Lang, monkeypatch: pytest.MonkeyPatch
):
    held(root, "Rakor sortir")
    worsen(root, 2)
    at = opened(PAGE, per=NOW.isoformat(), lang=lang)
    seen = view(at, monkeypatch)
    names = lines(at)
    for at_all in names:
        found = since.named(seen, at_all)
        assert found is not None
        one, line, _ = found
        cells = pipeline.changed_cells(seen.desk.store, line, one.before, one.after)
        (cell,) = cells
        assert cell.before and cell.after
        told = in_words(since_cells.table(seen, line, cells))
        assert f"02 Rekap 29 Desember.xlsx, {cell.after.sheet}!{cell.after.cell}" in told
        assert f"02 Rekap Penerimaan Logistik.xlsx, {cell.before.sheet}!{cell.before.cell}" in told
        for value in (cell.before.value, cell.after.value):
            assert texts.numbers.write(value, "count", lang) in told
    good = names[0]
    for bad in (
        "since:",
        good + "9999",
        good.replace("33.75", "99.99"),
        good.replace("since:", "since:9999"),
        "x",
    ):
        assert since.named(seen, bad) is None
    assert since.named(seen, good.replace("2023-12-29", "2023-13-29")) is None


def test_rows_for_the_wall_are_plain_words_worst_first(root: Path, monkeypatch: pytest.MonkeyPatch):
    held(root, "Rakor sortir")
    worsen(root, 8)
    seen = view(opened(PAGE, per=NOW.isoformat()), monkeypatch)
    one = since.last(seen, pipeline.meetings(screens.store(root).ledger(), OFFICE), None)
    assert one is not None
    rows = since.rows(seen, one, 5, "rupiah_short")
    assert [row.word for row in rows] == ["Memburuk"] * 5
    assert all(row.difference.startswith("\u2212") and row.difference.endswith("poin") for row in rows)
    assert one.counts() == {"worse": 8, "neither": 0, "better": 0}


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("root")
def test_a_number_made_of_lines_opens_the_cells_that_moved_it(
    lang: texts.Lang, monkeypatch: pytest.MonkeyPatch
):
    at = opened(PAGE, per=THEN.isoformat(), lang=lang)
    seen = view(at, monkeypatch)
    names = set(re.findall(r'data-figure="(since:[^"]+:total-\d+)"', "".join(screens.html(at))))
    assert len(names) == 29
    for name in names:
        found = since.named(seen, name)
        assert found is not None
        one, total, number = found
        assert since.total(seen, one, number).name == name
        assert pipeline.changed_cells(seen.desk.store, total, one.before, one.after), name
