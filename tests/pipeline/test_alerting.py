"""Acts on alerts: events of the ledger that every reader of the store sees alike."""

from datetime import date
from pathlib import Path

import pytest

import pipeline
from metrics.alerts.acts import Act
from metrics.refused import Refused
from settings import Settings
from store import Store

PEMILU = "pemilu-2024"
PEKALONGAN, BENGKULU = "Kota Pekalongan", "Kota Bengkulu"
DAY = date(2023, 12, 22)
SNOOZE = Act(
    kind="snooze",
    key="ballot-not-received|PPWP|33.75",
    code="ballot-not-received",
    item="PPWP",
    place="33.75",
    board="33.75",
    by="Siti",
    day=DAY,
    reason="Kapal tertahan cuaca",
    until=date(2023, 12, 27),
)
FOLLOW = Act(
    kind="follow-up",
    key="spj-late||33.75.01|PPS",
    code="spj-late",
    item=None,
    place="33.75.01",
    board="33.75",
    by="Budi",
    day=DAY,
    owner="Bendahara",
    due=date(2023, 12, 29),
)


def opened(root: Path) -> Store:
    return pipeline.open_store(Settings(str(root), "duckdb", PEMILU, 8501))


def test_acts_come_back_as_they_were_with_who_and_when(tmp_path: Path):
    store = opened(tmp_path)
    for one in (SNOOZE, FOLLOW):
        pipeline.act(store, one, office=PEKALONGAN, election=PEMILU)
    found = pipeline.acted(opened(tmp_path).ledger(), PEKALONGAN)
    assert [(one.kind, one.key, one.by, one.day) for one in found] == [
        (one.kind, one.key, one.by, one.day) for one in (SNOOZE, FOLLOW)
    ]
    assert (found[0].reason, found[0].until, found[0].due) == (SNOOZE.reason, SNOOZE.until, None)
    assert (found[1].owner, found[1].due, found[1].item) == ("Bendahara", FOLLOW.due, None)
    assert all(one.at is not None and one.at.tzinfo for one in found)
    assert store.verify() == []


def test_an_office_s_acts_are_its_own_and_each_version_has_those_before_it(tmp_path: Path):
    store = opened(tmp_path)
    pipeline.act(store, SNOOZE, office=PEKALONGAN, election=PEMILU)
    before = store.head()
    pipeline.act(store, FOLLOW, office=PEKALONGAN, election=PEMILU)
    assert pipeline.acted(store.ledger(), BENGKULU) == ()
    assert [one.kind for one in pipeline.acted(store.ledger(before), PEKALONGAN)] == ["snooze"]


def test_what_is_refused_is_not_written(tmp_path: Path):
    store = opened(tmp_path)
    for one in (
        Act("follow-up", "short|DPD|33.75", "short", "DPD", "33.75", "33.75", by="Siti", day=DAY),
        Act("acknowledge", "short|DPD|33.75", "short", "DPD", "33.75", "33.75", by="", day=DAY),
    ):
        with pytest.raises(Refused):
            pipeline.act(store, one, office=PEKALONGAN, election=PEMILU)
    assert store.head() == 0
