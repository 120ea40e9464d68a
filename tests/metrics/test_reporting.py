"""Who has not reported: counted by place, listed by name, and in no mean."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import metrics
from tests.metrics.world import PEMILU, World, board, city, status


def sixty_eight(silent: int = 12) -> World:
    """Four kecamatan of 17 kelurahan; the last `silent` of them say nothing."""
    made = city(kecamatan=4, kelurahan=17, stations=1)
    rows = sorted({(row["kecamatan"], row["kelurahan"]) for row in made.facts["tps"]})
    for at, (kecamatan, kelurahan) in enumerate(rows):
        if at < len(rows) - silent:
            made.goods("BILIK", kecamatan=kecamatan, kelurahan=kelurahan, kebutuhan=4, diterima=4)
    return made


def test_twelve_of_68_kelurahan_have_not_reported_and_are_named():
    found = board(sixty_eight()).reporting
    assert found is not None
    assert (found.level, found.total, len(found.silent)) == ("kelurahan", 68, 12)
    assert {one.parent for one in found.silent} == {"99.01.04"}
    inside = board(sixty_eight(), "Kec 4").reporting
    assert inside is not None
    assert (inside.total, inside.silent) == (17, found.silent)


def test_a_reported_zero_is_a_report_and_a_need_alone_is_none():
    made = city(kecamatan=1, kelurahan=3, stations=1)
    made.goods("BILIK", kecamatan="Kec 1", kelurahan="Kel 11", kebutuhan=4, diterima=0)
    made.goods("BILIK", kecamatan="Kec 1", kelurahan="Kel 12", kebutuhan=4)
    found = board(made).reporting
    assert found is not None
    assert [one.name for one in found.silent] == ["Kel 12", "Kel 13"]


def test_the_level_is_the_finest_that_a_sheet_goes_down_to():
    made = city()
    assert board(made).reporting is None
    made.goods("BILIK", kebutuhan=48, diterima=48)
    assert board(made).reporting is None
    made.goods("BILIK", kecamatan="Kec 1", kebutuhan=24, diterima=24)
    found = board(made).reporting
    assert found is not None
    assert (found.level, found.total, [one.name for one in found.silent]) == ("kecamatan", 2, ["Kec 2"])
    made.goods("BILIK", kecamatan="Kec 1", kelurahan="Kel 11", tps=2, kebutuhan=4, diterima=4)
    found = board(made).reporting
    assert found is not None
    assert (found.level, found.total) == ("kelurahan", 4)
    stations = board(made, "Kel 11").reporting
    assert stations is not None
    assert (stations.level, [one.name for one in stations.silent]) == ("tps", ["TPS 001", "TPS 003"])


@given(st.integers(1, 3), st.integers(0, 24))
@settings(max_examples=15, deadline=None)
def test_what_is_not_reported_changes_no_mean(told: int, got: int):
    def built(kecamatan: int) -> metrics.Readiness:
        made = city(kecamatan=kecamatan)
        for number in range(1, told + 1):
            for item in PEMILU.items:
                made.goods(item.code, kecamatan=f"Kec {number}", kebutuhan=24, diterima=got)
        return board(made).readiness

    alone, beside = built(told), built(4)
    assert alone.of_reported is None
    assert beside.of_reported is not None
    assert beside.of_reported.value == pytest.approx(alone.percent.value)
    assert beside.percent.value == pytest.approx(beside.ready)
    assert beside.ready + beside.not_ready + beside.not_reported == pytest.approx(100)
    assert beside.not_reported > 0


def test_the_four_states_are_four_in_the_data():
    made = city(kecamatan=4, kelurahan=1, stations=1)
    made.goods("TINTA", kecamatan="Kec 1", kebutuhan=2, diterima=0)
    made.goods("TINTA", kecamatan="Kec 3", kebutuhan=0, diterima=0)
    made.goods("TINTA", kecamatan="Kec 4", kebutuhan=2, diterima=2)
    made.claims["logistik", "TINTA", "diterima", "kecamatan", "Kec 4"] = date(2023, 12, 1)
    found = {one.place.name: dict(one.items)["TINTA"] for one in board(made).places}
    told = {name: (one.value, one.state, one.freshness.stale) for name, one in found.items()}
    assert told["Kec 1"] == (0.0, "not-received", False)
    assert told["Kec 2"] == (None, "not-reported", False)
    assert told["Kec 3"] == (None, "not-applicable", False)
    assert told["Kec 4"] == (100.0, "complete", True)
    # A silent and an unconcerned place are in no sum.
    whole = status(board(made), "TINTA")
    assert dict(whole.percent.formula.values)["ready"] == 2


def test_where_one_sheet_names_every_place_nobody_is_silent_and_a_strange_name_proves_nothing():
    whole = board(sixty_eight(silent=0)).reporting
    assert whole == metrics.Reporting("kelurahan", 68, ())
    made = sixty_eight(silent=1)
    made.goods("BILIK", kecamatan="Kec 4", kelurahan="Kel salah tulis", kebutuhan=4, diterima=4)
    found = board(made).reporting
    assert found is not None
    assert len(found.silent) == 1
