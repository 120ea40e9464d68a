"""How old a number is: to the minute, by the office's clock, against the age that the office lets it have."""

from datetime import UTC, date, datetime, timedelta

import pytest

import elections
import metrics
from metrics.ageing import Clock, turns
from tests.metrics.world import DAY, NOON, PEMILU, World, board, city

MINUTE = timedelta(minutes=1)
LIMIT = timedelta(hours=168)


def told(brought: date = DAY) -> World:
    made = city()
    for name in ("Kec 1", "Kec 2"):
        made.goods("KOTAK", brought, kecamatan=name, kebutuhan=10, diterima=10)
    return made


@pytest.mark.parametrize(("ahead", "stale"), [(-MINUTE, False), (timedelta(0), True), (MINUTE, True)])
def test_a_number_is_out_of_date_from_the_minute_of_its_age_limit(ahead: timedelta, stale: bool):
    # The sheet of 22 December was brought on that day at 12.00 WIB.
    found = board(told(), today=date(2023, 12, 29), now=NOON + LIMIT + ahead)
    for figure in (found.readiness.percent, found.places[0].percent, found.stages[0].percent):
        assert figure.freshness.stale is stale
        assert figure.freshness.moment == NOON
        assert figure.freshness.stale_at == NOON + LIMIT
    assert ("stale-logistik" in [one.code for one in found.alerts]) is stale


@pytest.mark.parametrize("hours", [1, 24, 720])
def test_the_age_limit_is_a_setting_in_hours(hours: int):
    profile = elections.adjusted(PEMILU.code, {"limits.stale_hours": str(hours)})
    limit = NOON + timedelta(hours=hours)
    for ahead, stale in ((-MINUTE, False), (MINUTE, True)):
        today = (limit + ahead).date()
        found = board(told(), today=max(DAY, today), election=profile, now=limit + ahead)
        assert found.readiness.percent.freshness.stale is stale


@pytest.mark.parametrize(("zone", "hour"), [("WIB", 17), ("WITA", 16), ("WIT", 15)])
def test_a_sheet_of_an_earlier_day_is_of_the_end_of_that_day_by_the_office_s_clock(zone: str, hour: int):
    profile = elections.adjusted(PEMILU.code, {"calendar.zone": zone})
    day = DAY - timedelta(days=2)
    found = board(told(day), election=profile, now=NOON)
    fresh = found.readiness.percent.freshness
    assert fresh.moment == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert fresh.data_date == day


def test_a_number_of_two_sheets_is_as_old_as_the_older_and_names_who_brought_it():
    made = city()
    made.goods("KOTAK", DAY - timedelta(days=6), kecamatan="Kec 1", kebutuhan=10, diterima=10)
    made.goods("KOTAK", DAY, kecamatan="Kec 2", kebutuhan=10, diterima=10)
    kotak = next(one for one in board(made, now=NOON).items if one.item == "KOTAK")
    fresh = kotak.percent.freshness
    assert fresh.data_date == DAY - timedelta(days=6)
    assert fresh.uploaded_by == "Kasubbag KUL"
    assert fresh.stale_at == datetime(2023, 12, 23, 17, tzinfo=UTC)


def test_nothing_reported_is_never_called_out_of_date():
    fresh = board(city(), today=date(2025, 1, 1)).readiness.percent.freshness
    assert (fresh.moment, fresh.stale) == (None, False)


def test_between_two_turns_no_number_changes_its_state():
    clock = Clock(NOON, PEMILU.clock, LIMIT)
    sheets = [(DAY, NOON), (DAY - timedelta(days=3), NOON), (None, NOON - MINUTE), (None, None)]
    found = turns(sheets, clock, clock.limit)
    assert found == (
        datetime(2023, 12, 26, 17, tzinfo=UTC),
        NOON - MINUTE + LIMIT,
        NOON + LIMIT,
    )
    hour = timedelta(hours=1)
    assert turns(sheets, clock, hour) == tuple(sorted({*found, *(at - LIMIT + hour for at in found)}))
    for at in found:
        states = [
            [Clock(at + ahead, clock.zone, LIMIT).is_stale(clock.moment(*one)) for one in sheets]
            for ahead in (-MINUTE / 2, timedelta(0), MINUTE / 2)
        ]
        assert states[0] != states[1] == states[2]


def test_the_zones_of_the_settings_are_those_of_the_country():
    hours = {
        zone: NOON.astimezone(elections.adjusted(PEMILU.code, {"calendar.zone": zone}).clock).hour
        for zone in ("WIB", "WITA", "WIT")
    }
    assert hours == {"WIB": 12, "WITA": 13, "WIT": 14}
    assert metrics.end_of(DAY, PEMILU.clock) == datetime(2023, 12, 22, 17, tzinfo=UTC)
