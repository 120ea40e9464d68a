"""The course of a stage against the line of the plan."""

from datetime import date

import pytest

import metrics
from metrics.course import Course
from tests.metrics.world import DAY, PEMILU, board, city, in_memory, named

EARLY = date(2023, 12, 15)


def gauges(day: date):
    made = city()
    amounts = {EARLY: 20, DAY: 80}
    for told, got in amounts.items():
        if told <= day:
            for item in PEMILU.items:
                for name in ("Kec 1", "Kec 2"):
                    made.goods(item.code, told, kecamatan=name, kebutuhan=100)
                    row = made.facts["logistik"][-1]
                    row["diterima"] = got
                    made.claims["logistik", item.code, "diterima", "kecamatan", name] = told
    # Only the newest sheet is in force.
    made.facts["logistik"] = made.facts["logistik"][-2 * len(PEMILU.items) :]
    frames = in_memory(made.arrow())
    known = metrics.places(frames)
    place = named(known, "Kota Contoh")
    return metrics.stages_on(frames, election=PEMILU, place=place, as_of=day, places=known), board(
        made, today=day
    )


def course(*days: date) -> Course:
    return metrics.courses({day: gauges(day)[0] for day in days}, PEMILU)[0]


@pytest.mark.parametrize("day", [EARLY, DAY])
def test_the_gauges_of_a_day_are_those_of_its_board(day: date):
    alone, whole = gauges(day)
    assert [(one.code, one.percent.value) for one in alone] == [
        (one.code, one.percent.value) for one in whole.stages
    ]


def test_received_goes_straight_from_the_first_report_to_the_day_at_the_city():
    one = course(EARLY, DAY)
    assert (one.stage, one.start, one.end) == ("received", (EARLY, 20.0), date(2024, 1, 15))
    # 31 days for 80 points: after 7 days 20 + 80 * 7 / 31.
    assert one.planned(DAY) == pytest.approx(20 + 80 * 7 / 31)
    assert one.ahead == pytest.approx(80 - (20 + 80 * 7 / 31))
    assert (one.planned(date(2023, 12, 1)), one.planned(date(2024, 3, 1))) == (20.0, 100.0)


def test_one_day_is_too_little_for_a_line():
    assert course(DAY).too_little
    assert not course(EARLY, DAY).too_little


def test_a_stage_that_nobody_reported_has_no_course():
    found = metrics.courses({DAY: gauges(DAY)[0]}, PEMILU)
    assert [one.stage for one in found] == ["received"]
    assert metrics.courses({}, PEMILU) == ()


def test_a_first_report_after_the_deadline_should_be_whole():
    late = Course("received", course(DAY).points, (date(2024, 1, 31), 100.0), date(2024, 1, 15))
    assert late.planned(date(2024, 1, 31)) == 100.0
