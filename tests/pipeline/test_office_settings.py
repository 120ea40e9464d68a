"""An office's settings: events of the ledger, and the figures that follow them."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

import elections
import pipeline
from settings import Settings

PEMILU = "pemilu-2024"
PEKALONGAN, BENGKULU = "Kota Pekalongan", "Kota Bengkulu"


@pytest.fixture
def store(tmp_path: Path):
    return pipeline.open_store(Settings(str(tmp_path), "duckdb", PEMILU, 8501))


def decide(store, office: str = PEKALONGAN, **changes: str | None) -> None:
    named = {key.replace("__", "."): value for key, value in changes.items()}
    pipeline.decide(store, office, named, by="Siti", election=PEMILU)


def test_a_setting_holds_for_its_office_and_names_who_set_it(store):
    decide(store, limits__stale_hours="3")
    found = pipeline.decided(store.ledger(), PEKALONGAN)["limits.stale_hours"]
    assert (found.value, found.row.by, found.row.event) == ("3", "Siti", "set")
    assert pipeline.decided(store.ledger(), BENGKULU) == {}
    profile = elections.load(PEMILU)
    assert pipeline.election_for(store.ledger(), profile, PEKALONGAN).stale_after == timedelta(hours=3)
    assert pipeline.election_for(store.ledger(), profile, BENGKULU) is profile


def test_what_changes_nothing_is_not_written(store):
    decide(store, limits__stale_hours=elections.original(PEMILU, "limits.stale_hours"))
    decide(store, limits__stale_hours=None)
    assert store.head() == 0
    decide(store, limits__stale_hours="3")
    decide(store, limits__stale_hours="3")
    assert store.head() == 1


def test_a_setting_given_back_is_the_profile_s_again_and_both_stay_in_the_ledger(store):
    decide(store, limits__stale_hours="3", limits__damage="2,5")
    decide(store, limits__stale_hours=None)
    assert {key: one.value for key, one in pipeline.decided(store.ledger(), PEKALONGAN).items()} == {
        "limits.damage": "2.5"
    }
    assert [row.event for row in store.ledger()] == ["set", "set"]
    assert store.verify() == []


def test_one_value_that_cannot_be_writes_none(store):
    with pytest.raises(elections.BadSetting):
        decide(store, limits__damage="3", limits__stale_hours="seminggu")
    assert store.head() == 0


def test_the_board_is_reckoned_by_the_office_s_settings_as_of_each_version(
    built: Callable[[str], Path], tmp_path: Path
):
    shutil.copytree(built("kota-pekalongan"), tmp_path / "own")
    store = pipeline.open_store(Settings(str(tmp_path / "own"), "duckdb", PEMILU, 8501))
    before = store.head()
    profile, day = elections.load(PEMILU), date(2023, 12, 22)
    known = pipeline.places(store)
    city = next(one for one in known if one.level == "kota")

    def board(version: int):
        return pipeline.board(store, profile, city, known, day, day, version)

    decide(store, deadlines__at_city="2024-01-20", need__SEGEL__tps="97")
    then, now = board(before), board(store.head())
    assert [one.days_left for one in then.ballots] == [24] * 5
    assert [one.days_left for one in now.ballots] == [29] * 5

    before_it, after_it = (
        next(one.need_by_rule for one in found.items if one.item == "SEGEL") for found in (then, now)
    )
    assert after_it == (before_it or 0) + 881
