"""The page of inputs, as a secretary uses it: said, approved, changed, closed, and carried on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import pipeline
import texts
from metrics.inputs import Act, Input, Pinned, Said
from metrics.meetings import AGENDA
from metrics.meetings import Act as MeetingAct
from tests import screens, sheets
from tests.pages.test_board_pages import opened

OFFICE, DAY = "Kota Pekalongan", date(2023, 12, 22)
PEMILU = elections.load("pemilu-2024")
SAID = Said(
    DAY, "Bawaslu", "Kapan surat suara Presiden datang?", pinned=Pinned("item:PPWP", 7, 0.0, "percent")
)


def listed(root: Path) -> tuple[Input, ...]:
    return pipeline.inputs(screens.store(root).ledger(), OFFICE)


def act(root: Path, one: Act) -> None:
    pipeline.act_on_input(screens.store(root), one, office=OFFICE, election=PEMILU.code)


def on(one: Input, kind: str, by: str = "Ketua", **more: object) -> Act:
    return replace(Act("say", by, DAY), kind=kind, key=one.key, base=one.last.seq, **more)


def meet(root: Path, kind: str, day: date = DAY, meeting: int = 0, title: str = "Rakor") -> int:
    store = screens.store(root)
    one = MeetingAct(kind, "Ketua", meeting, store.head(), title, "33.75", day, day, AGENDA)
    return pipeline.meet(store, one, office=OFFICE, election=PEMILU.code).seq


def press(at: AppTest, key: str, **typed: object) -> AppTest:
    every = [*at.text_input, *at.text_area, *at.selectbox, *at.date_input, *at.checkbox]
    for name, value in typed.items():
        next(one for one in every if (one.key or "").endswith(f":{name}")).set_value(value)
    screens.press(at, key)
    return at


def save(at: AppTest, **typed: object) -> AppTest:
    return press(at, next(one.key for one in at.button if (one.key or "").endswith(":save")), **typed)


def said(at: AppTest, **typed: object) -> AppTest:
    screens.press(at, "masukan_baru")
    return save(at, **{"institution": "Bawaslu", "text": SAID.text, "by": "Notulis"} | typed)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
def test_the_list_opens_in_every_language_and_both_ways_now_at_a_meeting_and_at_a_past_one(
    root: Path, way: str, lang: texts.Lang
):
    at = opened("masukan", way, lang=lang)
    assert texts.say("inputs.open", lang, count=7) in screens.shown(at)
    assert screens.shown(at).count('<article class="masukan">') == 8
    key = meet(root, "start")
    at.run()
    said(at)
    assert texts.say("inputs.waiting", lang, count=1) in screens.shown(at)
    meet(root, "close", meeting=key)
    said(opened("masukan"), text="Sesudah rakor")
    past = opened("masukan", way, lang=lang, rakor=str(key))
    assert texts.say("meetings.past.shown", lang, title="Rakor", day=DAY) in screens.shown(past)
    assert "Sesudah rakor" not in screens.shown(past)
    assert not [one for one in past.button if (one.key or "").startswith(("masukan_baru", "masukan_close"))]


def test_what_is_typed_is_kept_with_its_number_place_and_meeting(root: Path):
    meet(root, "start", title="Rakor kesiapan")
    at = opened("masukan")
    screens.press(at, "masukan_baru")
    number = next(one for one in at.selectbox if (one.key or "").endswith(":pinned"))
    place = next(one for one in at.selectbox if (one.key or "").endswith(":place"))
    assert "Kecamatan Pekalongan Timur" in place.options
    assert texts.say("screens.figure.readiness", "id") in number.options
    number.set_value("item:PPWP")
    place.set_value("Kecamatan Pekalongan Timur")
    save(
        at,
        institution="Bawaslu",
        text=SAID.text,
        decision="Tanya KPU RI",
        owner="Kasubbag KUL",
        due=date(2024, 1, 5),
        by="Notulis",
    )
    one = listed(root)[-1]
    assert (one.state, one.first.by) == ("waiting", "Notulis")
    assert one.said == Said(
        DAY,
        "Bawaslu",
        SAID.text,
        kecamatan="Pekalongan Timur",
        about="Kesiapan Surat suara Presiden",
        pinned=Pinned("item:PPWP", one.said.pinned.version if one.said.pinned else 0, 0.0, "percent"),
        decision="Tanya KPU RI",
        owner="Kasubbag KUL",
        due=date(2024, 1, 5),
        meeting="Rakor kesiapan",
    )


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_an_input_is_approved_changed_closed_and_reopened_and_the_history_tells_it(
    root: Path, lang: texts.Lang
):
    at = said(opened("masukan", lang=lang))
    key = listed(root)[-1].key
    flat = key.replace(".", "-")
    screens.press(at, f"masukan_approve_{flat}")
    save(at)
    assert texts.say("inputs.told.approve", lang) in screens.shown(at)
    assert texts.say("inputs.open", lang, count=8) in screens.shown(at)
    screens.press(at, f"masukan_change_{flat}")
    save(at, decision="Dijawab hari ini")
    assert texts.say("inputs.new-words", lang) in screens.shown(at)
    screens.press(at, f"masukan_approve_{flat}")
    save(at)
    screens.press(at, f"masukan_close_{flat}")
    save(at)
    assert texts.say("meetings.errors.no-evidence", lang) in screens.shown(at)
    save(at, evidence="BAST 12/2024")
    one = listed(root)[-1]
    assert (one.state, one.said.decision) == ("closed", "Dijawab hari ini")
    assert texts.say("inputs.ended", lang, why="BAST 12/2024", by="Notulis") in screens.shown(at)
    screens.press(at, f"masukan_reopen_{flat}")
    save(at)
    assert listed(root)[-1].state == "open"
    told = screens.shown(screens.open_page("riwayat", lang=lang))
    for title in (
        texts.say("meetings.input.say", lang, institution="Bawaslu", text=SAID.text),
        texts.say("meetings.input.approve", lang, input=key),
        texts.say("meetings.input.change", lang, text=SAID.text),
        texts.say("meetings.input.close", lang, input=key, why="BAST 12/2024"),
        texts.say("meetings.input.reopen", lang, input=key),
    ):
        assert title in told
    brought = next(row for row in screens.store(root).ledger() if row.event == "input")
    sheet = pipeline.input_act_of(brought)
    assert texts.say("meetings.input.bring", lang, count=8, file=sheet.evidence) in told


def test_what_lacks_words_or_an_author_is_told_and_not_written(root: Path):
    at = opened("masukan")
    before = len(listed(root))
    said(at, by=" ")
    assert texts.say("meetings.errors.no-name", "id") in screens.shown(at)
    save(at, by="Notulis", text=" ")
    assert texts.say("meetings.errors.no-text", "id") in screens.shown(at)
    assert len(listed(root)) == before


def test_who_changes_second_sees_who_and_what_and_both_are_kept(root: Path):
    at = said(opened("masukan"))
    one = listed(root)[-1]
    flat = one.key.replace(".", "-")
    screens.press(at, f"masukan_change_{flat}")
    act(root, on(one, "change", "Rina", said=(replace(one.said, owner="Sekretaris PPK"),)))
    save(at, decision="Tanya KPU RI")
    shown = screens.shown(at)
    assert "Rina mengubah masukan ini" in shown
    assert texts.say("inputs.clash.theirs", "id", by="Rina") in shown
    assert "Sekretaris PPK" in shown and "Tanya KPU RI" in shown
    assert listed(root)[-1].said.decision == "", "nothing is written before somebody chooses"
    screens.press(at, "masukan_tetap")
    new = listed(root)[-1].said
    assert (new.owner, new.decision) == ("Sekretaris PPK", "Tanya KPU RI")


def test_who_closes_second_sees_it_and_may_drop_it(root: Path):
    at = said(opened("masukan"))
    act(root, on(listed(root)[-1], "approve"))
    at.run()
    one = listed(root)[-1]
    screens.press(at, f"masukan_close_{one.key.replace('.', '-')}")
    act(root, on(one, "close", "Rina", reason="Sudah dijawab"))
    save(at, evidence="BAST 12")
    assert "Rina menutup masukan ini" in screens.shown(at)
    assert "masukan_tetap" not in {button.key for button in at.button}
    screens.press(at, "masukan_batal")
    ended = listed(root)[-1].ended
    assert ended is not None and ended.by == "Rina"


def test_open_ones_come_first_at_the_next_meeting_with_their_age(root: Path):
    key = meet(root, "start")
    said(opened("masukan"))
    act(root, on(listed(root)[-1], "approve"))
    meet(root, "close", meeting=key)
    meet(root, "start", date(2024, 1, 8), title="Rakor kedua")
    at = opened("masukan", per="2024-01-08")
    shown, done = screens.shown(at), next(one for one in listed(root) if one.state == "closed")
    assert texts.say("inputs.closed", "id", count=1) in [one.label for one in at.expander]
    assert shown.index(SAID.text) < shown.index(done.said.text)
    assert texts.say("inputs.age", "id", count=17) in shown


def test_a_note_tells_from_what_to_what_its_number_moved_and_keeps_its_words(root: Path):
    act(root, Act("say", "Notulis", DAY, said=(SAID,)))
    act(root, on(listed(root)[-1], "approve"))
    moved = texts.say("inputs.moved", "id", before="0,0\u00a0%", after="100,0\u00a0%")
    at = opened("masukan")
    assert moved not in screens.shown(at)
    store, data = screens.store(root), sheets.presiden_arrived("22 DESEMBER 2023")
    reading = pipeline.read(store, PEMILU, "PPWP datang.xlsx", data)
    assert pipeline.accept(store, PEMILU, reading, data, "Rina").upload_id
    shown = screens.shown(opened("masukan"))
    assert moved in shown and SAID.text in shown


def test_a_chosen_kecamatan_shows_what_concerns_it_and_counts_the_rest(root: Path):
    act(root, Act("say", "Notulis", DAY, said=(replace(SAID, kecamatan="Pekalongan Timur"),)))
    act(
        root,
        Act("say", "Notulis", DAY, said=(replace(SAID, text="Jalan rusak", kecamatan="Pekalongan Barat"),)),
    )
    shown = screens.shown(opened("masukan", kec="33.75.02"))
    assert SAID.text in shown
    assert "Jalan rusak" not in shown
    assert "masukan tempat lain tidak ditampilkan" in shown
