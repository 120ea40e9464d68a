"""One list of alerts for everybody: the same alerts and the same counts on every page, and all acts in the
log."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import pipeline
import texts
from metrics import Alert
from metrics.alerts import acts
from metrics.alerts.acts import Act
from tests import screens, sheets
from tests.pages.test_board_pages import BOARD_PAGES, board, opened
from ui import alerts, frame
from ui.view import View

DAY, OFFICE = date(2023, 12, 22), "Kota Pekalongan"
LATE = "2024-02-07"
"""A day on which more alerts are open than the wall has lines for."""


def make(root: Path, one: Alert, kind: acts.Kind, day: date = DAY, **more: object) -> None:
    found = board(root)
    made = Act(
        kind,
        acts.key(one, found.place),
        one.code,
        one.item,
        (one.place or found.place).code,
        found.place.code,
        by="Siti",
        day=day,
        **more,  # pyright: ignore[reportArgumentType]
    )
    pipeline.act(screens.store(root), made, office=OFFICE, election="pemilu-2024")


def total_on_the_wall(at: AppTest) -> int:
    shown = screens.shown(at)
    lines = shown.count('class="alert-text"')
    rest = re.search(r"dan (\d+) peringatan lain", shown)
    return lines + (int(rest.group(1)) if rest else 0)


def counts_of_the_list(at: AppTest, key: str) -> dict[str, int]:
    (group,) = [one for one in at.button_group if one.key == key]
    return {text.rpartition(" (")[0]: int(text.rpartition(" (")[2].rstrip(")")) for text in group.options}


def badge(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Keeps the count that the navigation of every page draws."""
    seen: list[int] = []
    count = alerts.open_count

    def keep(view: View, found: object) -> int:
        seen.append(count(view, found))  # pyright: ignore[reportArgumentType]
        return seen[-1]

    monkeypatch.setattr(frame.alerts, "open_count", keep)
    return seen


@pytest.mark.parametrize("day", ["2023-12-22", LATE])
def test_counts_are_equal_on_every_page(root: Path, monkeypatch: pytest.MonkeyPatch, day: str):
    make(root, board(root).alerts[0], "snooze", reason="menunggu kapal", until=date(2024, 2, 28))
    drawn = badge(monkeypatch)
    listed = opened("peringatan", per=day)
    states = counts_of_the_list(listed, "keadaan")
    snoozed = texts.say("alert_acts.states.snoozed", "id")
    assert states[snoozed] == 1
    active = sum(states.values()) - 1
    assert sum(counts_of_the_list(listed, "tingkat").values()) == active + 1
    assert total_on_the_wall(opened("ringkasan", per=day)) == active
    for stem in BOARD_PAGES:
        drawn.clear()
        opened(stem, per=day)
        assert set(drawn) == {active}, stem
    digest = listed.code[0].value
    told = re.search(r"Peringatan: (.*)\.", digest)
    assert told is not None
    assert sum(map(int, re.findall(r"\d+", told.group(1)))) == active + 1


def test_everybody_sees_the_same_list(root: Path):
    make(root, board(root).alerts[0], "acknowledge")
    first, second = opened("peringatan"), opened("peringatan")
    assert screens.shown(first) == screens.shown(second)
    lists = re.findall(r'<ol class="alerts">.*?</ol>', screens.shown(opened("ringkasan")), re.DOTALL)
    assert lists == re.findall(
        r'<ol class="alerts">.*?</ol>', screens.shown(opened("ringkasan", way="direct")), re.DOTALL
    )


def test_what_people_did_and_what_the_data_closed_are_all_in_the_log(root: Path):
    ballots = {one.item: one for one in board(root).alerts if one.code == "ballot-not-received"}
    make(root, ballots["DPD"], "acknowledge")
    make(root, ballots["DPD"], "snooze", reason="menunggu kapal", until=DAY + timedelta(days=3))
    make(root, ballots["PPWP"], "follow-up", owner="Kasubbag KUL", due=DAY + timedelta(days=2))
    store, profile = screens.store(root), elections.load("pemilu-2024")
    data = sheets.presiden_arrived("23 DESEMBER 2023")
    reading = pipeline.read(store, profile, "PPWP datang.xlsx", data)
    assert pipeline.accept(store, profile, reading, data, "Budi").upload_id
    kept = pipeline.acted(store.ledger(), OFFICE)
    assert [(one.kind, one.item, one.by) for one in kept] == [
        ("acknowledge", "DPD", "Siti"),
        ("snooze", "DPD", "Siti"),
        ("follow-up", "PPWP", "Siti"),
        ("close", "PPWP", "Budi"),
    ]
    assert kept[-1].reason == "PPWP datang.xlsx"
    assert store.verify() == []
    screens.forget()
    told = screens.shown(screens.open_page("riwayat"))
    for part in (
        "Diketahui oleh Siti",
        "Ditunda sampai 25 Desember 2023 oleh Siti: menunggu kapal",
        "Ditindaklanjuti Kasubbag KUL sampai 24 Desember 2023",
        "Tertutup sendiri oleh data di PPWP datang.xlsx, dibawa Budi",
    ):
        assert part in told
    later = screens.shown(opened("peringatan", per="2023-12-23"))
    assert texts.say("alert_acts.closed", "id", count=1) in later
    # The same data again close nothing twice.
    other = sheets.presiden_arrived("24 DESEMBER 2023")
    again = pipeline.read(store, profile, "PPWP lagi.xlsx", other)
    assert pipeline.accept(store, profile, again, other, "Budi").upload_id
    assert len(pipeline.acted(store.ledger(), OFFICE)) == len(kept)


def test_an_upload_where_nobody_acted_on_alerts_writes_no_act(own: Callable[[str], Path]):
    store, profile = screens.store(own("kota-pekalongan")), elections.load("pemilu-2024")
    data = sheets.presiden_arrived("23 DESEMBER 2023")
    before = store.head()
    reading = pipeline.read(store, profile, "PPWP datang.xlsx", data)
    assert pipeline.accept(store, profile, reading, data, "Budi").upload_id
    assert pipeline.acted(store.ledger(), OFFICE) == ()
    assert {row.event for row in store.ledger() if row.seq > before} == {"accepted"}
