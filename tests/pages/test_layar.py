"""The wall through AppTest: which slides, in which order, of which data, in both languages and both ways."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
import texts
from metrics import inputs as said_of
from metrics.inputs import Pinned, Said
from metrics.meetings import AGENDA, Act
from tests import screens

PAGE, OFFICE, DAY = "layar", "Kota Pekalongan", date(2023, 12, 22)
ORDER = ("inputs", "ready", "money")
SAID = (
    Said(
        date(2023, 12, 1),
        "Bawaslu",
        "Jadwal distribusi dibagikan",
        decision="Dibagikan tiap Senin",
        pinned=Pinned("readiness", 1, 70.0, "percent"),
    ),
    Said(DAY, "BPBD", "Perahu karet disiapkan"),
)


def opened(way: str = "direct", lang: str = "id", **address: str) -> AppTest:
    return screens.open_page(PAGE, way, lang, **{"per": DAY.isoformat(), **address})


def deck(at: AppTest) -> str:
    return next(one for one in screens.html(at) if 'class="deck"' in one)


def order(at: AppTest) -> list[str]:
    return re.findall(r'data-code="(\w+)"', deck(at))


def meet(root: Path, one: Act) -> Act:
    return pipeline.meet(screens.store(root), one, office=OFFICE, election="pemilu-2024")


def start(root: Path, agenda: tuple[str, ...] = ORDER) -> Act:
    head = screens.store(root).head()
    began = {"title": "Rakor distribusi", "place": "33.75", "as_of": DAY, "today": DAY, "agenda": agenda}
    return meet(root, Act("start", "Ketua", version=head, **began))


def speak(root: Path) -> None:
    store = screens.store(root)
    made = said_of.Act("say", "Analis", DAY, said=SAID)
    said = pipeline.act_on_input(store, made, office=OFFICE, election="pemilu-2024")
    made = said_of.Act("approve", "Ketua", DAY, f"{said.seq}.0", said.seq)
    pipeline.act_on_input(store, made, office=OFFICE, election="pemilu-2024")


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.usefixtures("root")
def test_without_a_meeting_every_slide_is_drawn_in_the_order_of_the_agenda(way: str, lang: texts.Lang):
    at = opened(way, lang)
    assert order(at) == list(AGENDA)
    shown = screens.shown(at)
    for code in AGENDA:
        assert texts.say(f"wall.titles.{code}", lang) in shown
    assert not re.search(r"\bNone\b|Traceback", re.sub(r"<[^>]*>", " ", shown))
    # Nothing of the frame stands around it.
    assert way == "direct" or not at.selectbox


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_slide_of_the_sample_says_that_it_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: texts.Lang
):
    screens.use(tmp_path, monkeypatch)
    screens.forget()
    assert deck(opened(lang=lang)).count(texts.say("frame.sample", lang)) == len(AGENDA)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.usefixtures("empty")
def test_an_office_without_data_is_told_what_to_do(way: str, lang: texts.Lang):
    assert texts.say("screens.empty.todo", lang) in screens.shown(opened(way, lang))


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
def test_an_open_meeting_is_shown_in_its_order_and_its_inputs_with_age(
    root: Path, way: str, lang: texts.Lang
):
    start(root)
    speak(root)
    at = opened(way, lang)
    assert order(at) == list(ORDER)
    told = deck(at)
    assert "Rakor distribusi" in told
    assert "Jadwal distribusi dibagikan" in told
    assert texts.say("wall.inputs.decision", lang, decision="Dibagikan tiap Senin") in told
    assert texts.say("inputs.age", lang, count=21) in told
    # What nobody approved is no part of the slide, but counted over it.
    assert "Perahu karet" not in told
    assert texts.say("wall.news.waiting", lang, count=1) in screens.shown(at)


def test_new_data_are_announced_and_change_nothing_until_somebody_takes_them(root: Path):
    start(root)
    before = deck(opened())
    assert texts.say("meetings.news.accept", "id") not in [one.label for one in opened().button]
    store = screens.store(root)
    goods = next(row for row in reversed(store.ledger()) if row.file.startswith("02 Rekap Penerimaan"))
    pipeline.withdraw(store, goods.upload_id, "Salah unggah", "Kasubbag KUL")
    at = opened()
    assert deck(at) == before
    screens.press(at, "wall_accept")
    assert texts.say("frame.who", "id") in [one.label for one in at.text_input]
    assert deck(at) == before
    (meeting,) = pipeline.meetings(screens.store(root).ledger(), OFFICE)
    meet(root, Act("accept", "Ketua", meeting.key, version=screens.store(root).head()))
    assert deck(opened()) != before


def test_a_past_meeting_opens_as_it_was(root: Path):
    began = start(root)
    was = deck(opened())
    meet(root, Act("close", "Ketua", began.seq, note="Selesai"))
    store = screens.store(root)
    goods = next(row for row in reversed(store.ledger()) if row.file.startswith("02 Rekap Penerimaan"))
    pipeline.withdraw(store, goods.upload_id, "Salah unggah", "Kasubbag KUL")
    now = opened(rakor=str(began.seq))
    title = "Rakor distribusi"
    assert deck(now).replace(texts.say("wall.past", "id", title=title), title) == was
    # Nothing can be taken into it any more.
    assert not [one for one in now.button if (one.key or "").startswith("wall_")]
    assert deck(opened()) != was


def test_the_way_in_is_on_every_page_and_the_way_out_leads_back(root: Path):
    at = screens.open_page("keuangan")
    assert [one for one in at.get("page_link") if one.proto.label == texts.say("wall.enter", "id")]
    at.switch_page("pages/layar.py").run()
    (out,) = [one for one in at.get("page_link") if one.proto.label == texts.say("wall.leave", "id")]
    assert out.proto.page == "keuangan"
