"""Nights at a PPS, polling stations without confirmation, and the waves of shipments."""

from datetime import date, datetime, timedelta

import pytest

import elections
import metrics
from elections import Election
from metrics import Alert, Board, Shipped
from tests.metrics.delivered import VOTING, Loss, delivered
from tests.metrics.world import OFFICE, PEMILU, World, board, in_memory, named, on_duckdb

H_1 = VOTING - timedelta(days=1)


def office(**changes: str) -> Election:
    return elections.adjusted(
        "pemilu-2024", {key.replace("__", "."): value for key, value in changes.items()}
    )


def of(found: Board, code: str) -> list[Alert]:
    return [one for one in found.alerts if one.code == code]


def told(found: Board, code: str) -> list[str]:
    return [metrics.alert_text(one, found, PEMILU, "id") for one in of(found, code)]


# -- nights ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "there"), [(3, False), (2, False), (1, True), (0, True), (-1, False)])
def test_boxes_that_came_on_h_3_stay_too_long_from_h_1_on(before: int, there: bool):
    """One night is allowed: the second one is told, while there is still something to do about it."""
    today = VOTING - timedelta(days=before)
    found = board(delivered(days={"PPK": 7, "PPS": 3}), today=today)
    assert len(of(found, "nights-at-pps")) == (3 if there else 0)  # one a kecamatan


@pytest.mark.parametrize(("allowed", "there"), [("1", True), ("2", False), ("3", False)])
def test_the_office_says_how_many_nights_are_allowed(allowed: str, there: bool):
    profile = office(distribution__pps_nights=allowed)
    found = board(delivered(days={"PPS": 3}), today=H_1, election=profile)
    assert bool(of(found, "nights-at-pps")) is there


def test_boxes_that_left_the_pps_stay_there_no_more():
    assert of(board(delivered(days={"PPK": 7, "PPS": 5, "TPS": 1}), today=H_1), "nights-at-pps") == []


def test_the_alert_names_the_pps_the_nights_and_the_boxes_and_opens_its_rows():
    found = board(delivered(days={"PPK": 7, "PPS": 3}), "Kec 2", today=H_1)
    first = of(found, "nights-at-pps")[0]
    assert told(found, "nights-at-pps")[0] == (
        "Kel 21: kotak menginap 2 malam di PPS Kel 21 (boleh 1), 1 PPS, 20 kotak"
    )
    assert first.since == H_1
    assert first.figure is not None
    assert first.figure.sources[0].among == (("Kec 2", "Kel 21", "kelurahan"),)


# -- confirmation ----------------------------------------------------------------------------------


def evening(hour: int, minute: int = 0, day: date = H_1) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=PEMILU.clock)


@pytest.mark.parametrize(
    ("now", "there"), [(evening(17, 59), False), (evening(18), True), (evening(18, 1), True)]
)
def test_polling_stations_that_do_not_confirm_are_told_from_the_hour_of_h_1_on(now: datetime, there: bool):
    world = delivered(days={"PPK": 7, "PPS": 2})
    assert bool(of(board(world, today=H_1, now=now), "tps-unconfirmed")) is there


@pytest.mark.parametrize(("day", "there"), [(H_1 - timedelta(days=1), False), (H_1, True), (VOTING, True)])
def test_before_and_after_that_day(day: date, there: bool):
    world = delivered(days={"PPK": 7, "PPS": 2})
    assert bool(of(board(world, today=day), "tps-unconfirmed")) is there
    assert of(board(world, today=VOTING + timedelta(days=1)), "tps-unconfirmed") == []


def test_the_office_says_at_which_hour():
    profile = office(distribution__confirm_hour="12")
    found = board(delivered(days={"PPS": 2}), today=H_1, now=evening(12), election=profile)
    assert of(found, "tps-unconfirmed")


def test_a_station_with_a_day_but_no_bast_is_among_them_and_one_s_own_word_takes_it_out():
    world = delivered()
    rows = world.facts["distribusi"]
    for row in rows:
        if row["tujuan"] == "TPS" and row["kelurahan"] == "Kel 12" and row["tps"] in (2, 4):
            row["no_bast"] = None
    found = board(world, today=H_1)
    assert told(found, "tps-unconfirmed") == [
        "Kec 1: 2 dari 4 TPS belum konfirmasi sejak H-1 pukul 18.00, mulai Kel 12 002, 004"
    ]
    todo = metrics.alert_todo(of(found, "tps-unconfirmed")[0], found, PEMILU, "id")
    assert "Ketua PPK Kec 1" in todo
    world.goods("KOTAK", H_1, kecamatan="Kec 1", kelurahan="Kel 12", tps=4, dikonfirmasi=5)
    assert [one.figure.value for one in of(board(world, today=H_1), "tps-unconfirmed") if one.figure] == [1]
    profile = office(alerts__evidence_proof="arrival")
    assert of(board(world, today=H_1, election=profile), "tps-unconfirmed") == []


def test_an_office_that_tells_of_no_shipments_is_not_told_that_nobody_confirmed():
    world = delivered()
    del world.facts["distribusi"]
    world.claims = {key: day for key, day in world.claims.items() if key[0] != "distribusi"}
    assert of(board(world, today=H_1), "tps-unconfirmed") == []


# -- the chain as an alert -------------------------------------------------------------------------


def test_the_first_break_of_each_kecamatan_is_an_alert():
    lost: dict[Loss, int] = {
        ("PPK", "Kec 1", "place"): 1,
        ("TPS", "Kel 13/2", "way"): 2,
        ("TPS", "Kel 22/3", "way"): 1,
    }
    found = board(delivered(lost), today=VOTING)
    assert told(found, "chain-unbalanced") == [
        "Kec 1: PPK Kec 1 masuk 62, keluar dan ditinggal 61, selisih 1 kotak"
    ]
    assert told(found, "chain-lost") == ["Kec 2: ke TPS 003 Kel 22 keluar 5, masuk 4, selisih 1 kotak"]
    assert dict(of(found, "chain-unbalanced")[0].values)["more"] == 1
    below = board(delivered(lost), "Kec 2", today=VOTING)
    assert [one.place.name for one in of(below, "chain-lost") if one.place] == ["Kel 22"]
    nowhere = board(delivered(lost), "Kel 31", today=VOTING)
    assert [one.code for one in nowhere.alerts if one.code.startswith("chain")] == []


@pytest.mark.parametrize("key", ["chain", "nights", "unconfirmed"])
def test_each_of_these_rules_can_be_switched_off(key: str):
    world = delivered({("PPS", "Kel 11", "way"): 1}, days={"PPK": 7, "PPS": 3})
    codes = {
        "chain": ("chain-lost", "chain-unbalanced"),
        "nights": ("nights-at-pps",),
        "unconfirmed": ("tps-unconfirmed",),
    }[key]
    assert any(of(board(world, today=H_1), code) for code in codes)
    profile = office(**{f"alerts__{key}": "off"})
    assert not any(of(board(world, today=H_1, election=profile), code) for code in codes)


# -- waves -----------------------------------------------------------------------------------------


def looked_at(world: World, place: str, today: date) -> metrics.Distribution:
    each = []
    for engine in (in_memory, on_duckdb):
        frames = engine(world.arrow())
        known = metrics.places(frames)
        found = board(world, place, today=today, engine=engine)
        where = metrics.where_of(named(known, place), known)
        each.append(metrics.distribution(frames, found, where, PEMILU, known))
    assert each[0] == each[1]
    return each[0]


def test_each_wave_has_its_day_and_a_row_a_place():
    found = looked_at(delivered(days={"PPK": 7}), OFFICE, date(2024, 2, 8))
    assert [(one.body, one.due) for one in found.waves] == [
        ("PPK", date(2024, 2, 7)),
        ("PPS", date(2024, 2, 11)),
        ("TPS", date(2024, 2, 13)),
    ]
    assert [len(one.rows) for one in found.waves] == [3, 3, 3]
    totals = [(one.total.planned, one.total.left, one.total.arrived, one.total.proved) for one in found.waves]
    assert totals == [(186, 186, 186, 186), (180, 0, 0, 0), (180, 0, 0, 0)]
    for wave in found.waves:
        assert sum(row.shipped.planned for row in wave.rows) == wave.total.planned


@pytest.mark.parametrize(("place", "rows"), [("Kec 2", [1, 3, 3]), ("Kel 22", [1, 4])])
def test_below_the_city_the_rows_go_down_to_the_polling_stations(place: str, rows: list[int]):
    found = looked_at(delivered(), place, VOTING)
    assert [len(one.rows) for one in found.waves] == rows
    assert found.waves[-1].total.planned == sum(row.shipped.planned for row in found.waves[-1].rows)


@pytest.mark.parametrize(
    ("shipped", "today", "state"),
    [
        (Shipped(), H_1, "none"),
        (Shipped(planned=5, shipments=1, ends=H_1), H_1, "planned"),
        (Shipped(planned=5, shipments=1, ends=VOTING), H_1, "planned-late"),
        (Shipped(planned=5, shipments=1, left=5), H_1, "under-way"),
        (Shipped(planned=5, shipments=1, left=5), VOTING, "overdue"),
        (Shipped(planned=5, left=5, sent=5, arrived=5, shipments=1, there=1), H_1, "unproved"),
        (Shipped(planned=5, left=5, sent=5, arrived=5, shipments=1, there=1), VOTING, "unproved"),
        (Shipped(planned=5, left=5, sent=5, arrived=4, proved=4, shipments=1, there=1), H_1, "differs"),
        (Shipped(planned=5, left=5, sent=5, arrived=5, proved=5, shipments=1, there=1), VOTING, "proved"),
    ],
)
def test_a_plan_is_never_done(shipped: Shipped, today: date, state: str):
    assert metrics.standing_of(shipped, H_1, today) == state


def test_polling_stations_without_evidence_are_named_with_the_ppk_to_call():
    world = delivered()
    for row in world.facts["distribusi"]:
        if row["tujuan"] == "TPS" and row["kelurahan"] == "Kel 31" and row["tps"] != 2:
            row["tgl_tiba"] = None
    found = looked_at(world, OFFICE, H_1)
    assert [(one.place.name, one.kecamatan.name, one.stations, one.listed) for one in found.unconfirmed] == [
        ("Kel 31", "Kec 3", (1, 3, 4), 4)
    ]
    assert found.listed == 36
