"""The page of the meeting, as a secretary uses it: start, new data, who is there, close, and a past one."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import pipeline
import texts
from metrics.meetings import AGENDA, Act, Meeting
from tests import screens, sheets
from tests.pages.test_board_pages import DAY, opened

OFFICE = "Kota Pekalongan"
PEMILU = elections.load("pemilu-2024")


def known(root: Path) -> tuple[Meeting, ...]:
    return pipeline.meetings(screens.store(root).ledger(), OFFICE)


def field(at: AppTest, start: str):
    every = [*at.text_input, *at.text_area, *at.selectbox, *at.number_input]
    return next(one for one in every if (one.key or "").startswith(start))


def press(at: AppTest, key: str, **typed: object) -> AppTest:
    for start, value in typed.items():
        field(at, start).set_value(value)
    return screens.press(at, key)


def begun(at: AppTest) -> AppTest:
    return press(at, "rakor_mulai_simpan", rakor_nama="Rakor kesiapan", rakor_mulai_oleh="Sekretaris")


def brought(root: Path) -> None:
    """The presidential ballots arrive."""
    store, data = screens.store(root), sheets.presiden_arrived("22 DESEMBER 2023")
    reading = pipeline.read(store, PEMILU, "PPWP datang.xlsx", data)
    assert pipeline.accept(store, PEMILU, reading, data, "Rina").upload_id


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.usefixtures("root")
def test_the_page_opens_in_every_language_and_both_ways_before_during_and_after(way: str, lang: texts.Lang):
    at = opened("rakor", way, lang=lang)
    assert texts.say("meetings.start.title", lang) in screens.shown(at)
    begun(at)
    assert texts.say("meetings.states.open", lang) in screens.shown(at)
    assert texts.say("meetings.attend.nobody", lang) in screens.shown(at)
    press(at, "rakor_tutup_simpan", rakor_tutup_kata="Siap.", rakor_tutup_oleh="Ketua")
    assert texts.say("meetings.start.title", lang) in screens.shown(at)
    screens.press(at, "rakor_buka_")
    assert texts.say("meetings.states.closed", lang) in screens.shown(at)
    assert "Siap." in screens.shown(at)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.usefixtures("empty")
def test_without_an_office_the_way_to_data_is_shown(way: str, lang: texts.Lang):
    for page in ("rakor", "masukan"):
        assert texts.say("screens.empty.all", lang) in screens.shown(screens.open_page(page, way, lang))


@pytest.mark.usefixtures("empty")
def test_the_sample_keeps_its_own_meetings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    screens.use(tmp_path / "new", monkeypatch)
    for page, key in (("rakor", "meetings.sample"), ("masukan", "inputs.sample")):
        assert texts.say(key, "id") in screens.shown(screens.open_page(page))


def test_a_meeting_begins_with_what_is_chosen_and_the_order_that_was_set(root: Path):
    at = opened("rakor")
    head = screens.store(root).head()
    screens.press(at, "rakor_acara_naik_since")
    next(one for one in at.checkbox if one.key == "rakor_acara_ada:support").uncheck().run()
    begun(at)
    (meeting,) = known(root)
    began = meeting.began
    assert (began.title, began.by, began.place, began.version) == (
        "Rakor kesiapan",
        "Sekretaris",
        "33.75",
        head,
    )
    assert began.as_of.isoformat() == DAY
    first, second, third, *rest = AGENDA
    assert began.agenda == (first, third, second, *(one for one in rest if one != "support"))
    shown = screens.shown(at)
    assert texts.say("meetings.done.start", "id", title="Rakor kesiapan") in shown
    titles = [texts.say(f"wall.titles.{code}", "id") for code in began.agenda]
    assert texts.say("meetings.record.agenda", "id", names=" · ".join(titles)) in shown


def test_a_meeting_without_a_name_or_an_author_is_told_and_not_written(root: Path):
    at = opened("rakor")
    press(at, "rakor_mulai_simpan", rakor_nama="Rakor", rakor_mulai_oleh=" ")
    assert texts.say("meetings.errors.no-name", "id") in screens.shown(at)
    press(at, "rakor_mulai_simpan", rakor_nama=" ", rakor_mulai_oleh="Sekretaris")
    assert texts.say("meetings.errors.no-title", "id") in screens.shown(at)
    assert known(root) == ()


def test_new_data_is_announced_and_changes_nothing_until_it_is_taken(root: Path):
    at = begun(opened("rakor"))
    version = known(root)[0].version
    brought(root)
    at.run()
    told = texts.say(
        "meetings.news.told",
        "id",
        what=texts.say("meetings.news.uploads", "id", count=1, kinds=texts.say("kinds.logistik.name", "id")),
        by="Rina",
    )
    assert told in screens.shown(at)
    assert known(root)[0].version == version
    # The dialog lives in the run in which it was opened; its form is tested in the browser.
    store = screens.store(root)
    accepted = Act("accept", "Ketua", known(root)[0].key, version=store.head())
    pipeline.meet(store, accepted, office=OFFICE, election=PEMILU.code)
    at.run()
    assert told not in screens.shown(at)
    assert texts.say("meetings.record.accepted", "id", count=1, by="Ketua") in screens.shown(at)
    history = screens.shown(screens.open_page("riwayat"))
    assert texts.say("meetings.done.accept", "id", version=accepted.version) in history


def test_who_is_there_is_noted_by_institution_and_taken_off_by_zero(root: Path):
    at = begun(opened("rakor"))
    press(at, "rakor_hadir_simpan", rakor_hadir_siapa="Bawaslu", rakor_hadir_orang=3)
    assert ">3<" in screens.shown(at)
    press(at, "rakor_hadir_simpan", rakor_hadir_siapa="Kesbangpol", rakor_hadir_peran="Relawan")
    assert [(one.institution, one.people) for one in known(root)[0].attendance] == [
        ("Bawaslu", 3),
        ("Kesbangpol", 1),
    ]
    press(at, "rakor_hadir_simpan", rakor_hadir_siapa="Bawaslu", rakor_hadir_orang=0)
    assert [one.institution for one in known(root)[0].attendance] == ["Kesbangpol"]
    assert "Relawan" in screens.shown(at)


def test_a_past_meeting_opens_as_it_was_and_the_history_tells_all_of_it(root: Path):
    at = begun(opened("rakor"))
    press(at, "rakor_hadir_simpan", rakor_hadir_siapa="Bawaslu")
    press(at, "rakor_tutup_simpan", rakor_tutup_kata="Lanjut 8 Januari.")
    (meeting,) = known(root)
    assert not meeting.is_open
    assert "rakor_hadir_simpan" not in {one.key for one in at.button}
    again = opened("rakor", rakor=str(meeting.key))
    shown = screens.shown(again)
    assert "Lanjut 8 Januari." in shown
    assert "Bawaslu" in shown
    screens.press(again, "rakor_sekarang")
    assert texts.say("meetings.start.title", "id") in screens.shown(again)
    history = screens.shown(screens.open_page("riwayat"))
    assert texts.say("meetings.done.start", "id", title="Rakor kesiapan") in history
    assert texts.say("meetings.done.attend", "id", institution="Bawaslu", people=1) in history
    assert texts.say("meetings.done.close", "id") in history


def test_the_coming_meeting_proposes_the_order_of_the_last_one(root: Path):
    at = opened("rakor")
    screens.press(at, "rakor_acara_naik_inputs")
    begun(at)
    press(at, "rakor_tutup_simpan")
    order = [one.key.removeprefix("rakor_acara_ada:") for one in at.checkbox if "rakor_acara" in one.key]
    assert order[-2:] == ["inputs", "support"]


def test_an_input_is_said_on_the_page_of_the_meeting(root: Path):
    at = begun(opened("rakor"))
    screens.press(at, "masukan_baru")
    next(one for one in at.selectbox if (one.key or "").endswith(":institution")).set_value("Polri")
    next(one for one in at.text_area if (one.key or "").endswith(":text")).set_value("Jalan ditutup")
    screens.press(at, next(one.key for one in at.button if (one.key or "").endswith(":save")))
    assert texts.say("inputs.told.say", "id") in screens.shown(at)
    one = pipeline.inputs(screens.store(root).ledger(), OFFICE)[-1]
    assert (one.said.text, one.said.meeting, one.first.by) == (
        "Jalan ditutup",
        "Rakor kesiapan",
        "Sekretaris",
    )
