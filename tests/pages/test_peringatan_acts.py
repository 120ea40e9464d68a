"""Acting on alerts, as a user does it, on the sheets of Kota Pekalongan."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import pipeline
import texts
from metrics.alerts import acts
from tests import screens, sheets
from tests.pages.test_board_pages import board, opened

DAY = date(2023, 12, 22)
LANGS = texts.LANGUAGES


@pytest.fixture
def root(own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's own store with the sheets of Kota Pekalongan in it."""
    place = own("kota-pekalongan")
    monkeypatch.setenv("PAPAN_STORE", str(place))
    screens.forget()
    return place


def kept(root: Path):
    return pipeline.acted(screens.store(root).ledger(), "Kota Pekalongan")


def fill(at: AppTest, label: str, value: object, lang: texts.Lang = "id") -> None:
    wanted = texts.say("frame.who" if label == "by" else f"alert_acts.dialog.{label}", lang)
    fields = [*at.text_input, *at.date_input, *at.radio]
    next(one for one in fields if one.label == wanted).set_value(value)


def act(at: AppTest, number: int, kind: acts.Kind, lang: texts.Lang = "id", **fields: object) -> AppTest:
    screens.press(at, f"tangani_{number}")
    fill(at, "kind", kind, lang)
    at.run()
    for name, value in fields.items():
        fill(at, name, value, lang)
    return screens.press(at, "tangani_simpan")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("way", screens.WAYS)
def test_every_alert_says_where_since_effect_and_who_and_has_its_button(
    root: Path, way: str, lang: texts.Lang
):
    found = board(root)
    at = opened("peringatan", way, lang=lang)
    shown = screens.shown(at)
    assert shown.count('class="alert-detail"') == len(found.alerts)
    assert texts.say("alert_acts.owners.kul", lang) in shown
    assert texts.say("alert_acts.effects.ballot-not-received", lang) in shown
    assert {f"tangani_{n}" for n in range(len(found.alerts))} <= {one.key for one in at.button}
    assert not re.search(r"\bNone\b|Traceback", re.sub(r"<[^>]*>", " ", shown))


@pytest.mark.parametrize("lang", LANGS)
def test_a_follow_up_without_a_name_or_an_owner_is_refused_and_then_kept(root: Path, lang: texts.Lang):
    at = opened("peringatan", lang=lang)
    act(at, 0, "follow-up", lang, by="")
    assert texts.say("alert_acts.errors.no-name", lang) in screens.shown(at)
    assert kept(root) == ()
    fill(at, "by", "Siti", lang)
    fill(at, "owner", " ", lang)
    screens.press(at, "tangani_simpan")
    assert texts.say("alert_acts.errors.no-owner", lang) in screens.shown(at)
    assert kept(root) == ()
    fill(at, "owner", "Kasubbag KUL", lang)
    screens.press(at, "tangani_simpan")
    (one,) = kept(root)
    assert (one.kind, one.by, one.owner, one.due) == (
        "follow-up",
        "Siti",
        "Kasubbag KUL",
        DAY + timedelta(days=2),
    )
    assert texts.say("alert_acts.states.followed-up", lang) in screens.shown(at)


def test_a_snooze_needs_a_reason_and_an_end_and_leaves_the_wall_until_it_ends(root: Path):
    at = opened("peringatan")
    act(at, 0, "snooze", by="Siti")
    assert texts.say("alert_acts.errors.no-reason", "id") in screens.shown(at)
    fill(at, "reason", "Kapal tertahan cuaca")
    screens.press(at, "tangani_simpan")
    assert texts.say("alert_acts.errors.no-end", "id") in screens.shown(at)
    assert kept(root) == ()
    fill(at, "until", DAY + timedelta(days=3))
    screens.press(at, "tangani_simpan")
    assert [one.kind for one in kept(root)] == ["snooze"]

    first = "Surat suara Presiden belum diterima"
    for after, is_there in ((2, False), (3, False), (4, True)):
        day = (DAY + timedelta(days=after)).isoformat()
        wall = re.search(
            r'<ol class="alerts">.*?</ol>', screens.shown(opened("ringkasan", per=day)), re.DOTALL
        )
        assert wall is not None
        assert (first in wall.group()) is is_there, day


def test_reopening_undoes_an_act_and_the_history_tells_both(root: Path):
    at = opened("peringatan")
    act(at, 0, "acknowledge", by="Siti")
    screens.press(at, "buka_kembali_0")
    screens.press(at, "tangani_simpan")
    assert [(one.kind, one.by) for one in kept(root)] == [("acknowledge", "Siti"), ("reopen", "Siti")]
    assert "buka_kembali_0" not in {one.key for one in at.button}
    told = screens.shown(screens.open_page("riwayat"))
    assert "Diketahui oleh Siti" in told
    assert "Dibuka kembali oleh Siti" in told


def test_alerts_are_filtered_by_state_and_all_roles_see_one_list(root: Path):
    count = len(board(root).alerts)
    act(opened("peringatan"), 0, "acknowledge", by="Siti")
    other = opened("peringatan")
    other.button_group(key="keadaan").set_value(["acknowledged"]).run()
    assert screens.shown(other).count('class="alert-detail"') == 1
    other.button_group(key="keadaan").set_value(["open"]).run()
    assert screens.shown(other).count('class="alert-detail"') == count - 1
    other.button_group(key="keadaan").set_value(["snoozed"]).run()
    assert texts.say("alert_acts.none-shown", "id") in screens.shown(other)


def test_an_alert_that_new_data_clear_closes_by_itself_and_that_is_told(root: Path):
    numbers = [one.item for one in board(root).alerts]
    act(opened("peringatan"), numbers.index("PPWP"), "follow-up", by="Siti", owner="Kasubbag KUL")
    store, profile = screens.store(root), elections.load("pemilu-2024")
    data = sheets.presiden_arrived("22 DESEMBER 2023")
    outcome = pipeline.accept(
        store, profile, pipeline.read(store, profile, "PPWP datang.xlsx", data), data, "Siti"
    )
    assert outcome.upload_id
    screens.forget()
    told = screens.shown(opened("peringatan"))
    assert texts.say("alert_acts.closed", "id", count=1) in told
    line = told[told.index('class="alert-closed"') :]
    assert "Surat suara belum diterima: Surat suara Presiden" in line
    assert "Ditindaklanjuti Kasubbag KUL" in line


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.usefixtures("root")
def test_the_digest_is_short_and_all_its_numbers_are_on_the_page(lang: texts.Lang):
    at = opened("peringatan", lang=lang)
    (box,) = at.code
    assert 0 < len(box.value) <= 1_000
    page = re.sub(r"<[^>]*>", " ", screens.shown(at)) + " ".join(
        option for group in at.button_group for option in group.options
    )
    page += " ".join(screens.html(opened("ringkasan", lang=lang)))
    head, *lines = box.value.split("\n")
    assert texts.numbers.write(DAY, "date", lang) in head
    for number in re.findall(
        r"\d[\d.,]*\d|\d", " ".join([head, *(re.sub(r"^\d\. ", "", one) for one in lines)])
    ):
        assert number in page, number
