"""The rule of rounding that an office sets, and the need of ballots that follows from it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import elections
import pipeline
from settings import Settings

PEMILU, OFFICE, DAY = "pemilu-2024", "Kota Pekalongan", date(2023, 12, 22)
RULES = ("exact", "up", "half-up", "always-one-more")


@pytest.fixture
def store(own: Callable[[str], Path]):
    return pipeline.open_store(Settings(str(own("kota-pekalongan")), "duckdb", PEMILU, 8501))


def needs(store, place_code: str = "33.75") -> dict[str, int | None]:
    known = pipeline.places(store)
    place = next(one for one in known if one.code == place_code)
    found = pipeline.board(store, elections.load(PEMILU), place, known, DAY, DAY)
    return {one.item: one.need_by_rule for one in found.items if elections.load(PEMILU).item(one.item).ballot}


def proof(store, place_code: str = "33.75"):
    known = pipeline.places(store)
    place = next(one for one in known if one.code == place_code)
    profile = pipeline.election_for(store.ledger(), elections.load(PEMILU), OFFICE)
    found = pipeline.reserves(store, profile, place, known, DAY)
    assert found.blank == 0
    (one,) = found.proofs
    return one


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "up"])
def test_another_rule_changes_every_ballot_s_need_by_one_for_each_station_that_it_touches(store, rule: str):
    before = needs(store)
    told = {one.rule: one for one in proof(store).totals}
    pipeline.decide(store, OFFICE, {"rounding": rule}, by="Siti", election=PEMILU)
    after = needs(store)
    touched = told[rule].stations
    assert 0 < touched <= 881
    sign = 1 if rule == "always-one-more" else -1
    assert len(before) == 5
    for code, need in before.items():
        assert need is not None and need == told["up"].ballots
        assert after[code] == told[rule].ballots == need + sign * touched
    # Seen from the new rule, the same stations differ from the old one.
    now = {one.rule: one for one in proof(store).totals}
    assert (now[rule].stations, now["up"].stations) == (0, touched)


def test_the_proof_of_the_city_is_that_of_its_kecamatan_together(store):
    whole = proof(store)
    below = [one.code for one in pipeline.places(store) if one.parent == "33.75"]
    parts = [proof(store, code) for code in below]
    assert whole.stations == sum(one.stations for one in parts) == 881
    assert whole.voters == sum(one.voters for one in parts)
    for at, total in enumerate(whole.totals):
        assert total.ballots == sum(one.totals[at].ballots for one in parts)
    assert len(whole.differences) == sum(len(one.differences) for one in parts)
