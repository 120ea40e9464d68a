"""The 98 % trap, and the board of slack: the story of a city that waits for its presidential ballots."""

import copy
from datetime import date
from typing import Any

import pytest

import metrics
from elections.profiles import build, raw
from metrics import Board
from tests.metrics.world import PEMILU, World, board, city

DUE, AFTER = date(2024, 1, 15), date(2024, 1, 16)


def light_presiden():
    """The profile with the presidential ballots at two points of a hundred."""
    tables = copy.deepcopy(raw("pemilu-2024"))
    tables["weights"] = {"ballots": 48, "others": 50}
    next(item for item in tables["items"] if item["code"] == "PPWP")["weight"] = "2"
    return build("pemilu-2024", tables)


def all_but_presiden(**presiden: Any) -> World:
    made = city()
    for item in PEMILU.items:
        for name in ("Kec 1", "Kec 2"):
            amounts: dict[str, Any] = (
                {"diterima": 100} if item.code != "PPWP" else {"diterima": 0, **presiden}
            )
            made.goods(item.code, kecamatan=name, kebutuhan=100, **amounts)
    return made


def test_98_percent_with_presiden_at_zero_is_belum_siap_on_16_january_and_names_presiden():
    profile = light_presiden()
    found = board(all_but_presiden(), today=AFTER, election=profile)
    assert found.readiness.percent.value == pytest.approx(98.0)
    assert found.readiness.verdict == "BELUM SIAP"
    first = found.readiness.reasons[0]
    assert first.code == "critical-late"
    assert metrics.reason_text(first, profile, "id") == (
        "Surat suara Presiden: kurang 200 dari 200, lewat tenggat 15 Januari 2024."
    )
    # A day earlier it can still come in time.
    before = board(all_but_presiden(), today=DUE, election=profile)
    assert before.readiness.verdict == "PERHATIAN"


def slack(found: Board) -> dict[tuple[str | None, str], int | None]:
    return {(one.item, one.stage): one.slack for one in (*sum(found.plan.items, ()), *found.plan.together)}


def expected(day: date) -> Board:
    return board(all_but_presiden(tgl_perkiraan=day), today=date(2023, 12, 22))


def test_presiden_moved_to_18_january_moves_every_slack_that_depends_on_it():
    """By hand, over the office's days: nobody works on 25 and 26 December, 1 January, 8, 9 and 10 February.

    Back from 13 February: confirmed 13; sent 11 and 12; packed 3 to 7 February, which may end on the 10th;
    folded 30 January to 2 February; so Presiden can come on 29 January. Coming on 15 January it is folded on
    the 19th, packed on the 24th, sent on the 26th and confirmed on the 27th.
    """
    before, after = slack(expected(DUE)), slack(expected(date(2024, 1, 18)))
    assert {step: days for step, days in before.items() if step[0] in ("PPWP", None)} == {
        ("PPWP", "received"): 14,
        ("PPWP", "folded"): 14,
        (None, "packed"): 17,
        (None, "sent"): 17,
        (None, "confirmed"): 17,
    }
    assert {step: days for step, days in after.items() if step[0] in ("PPWP", None)} == {
        ("PPWP", "received"): 11,
        ("PPWP", "folded"): 11,
        (None, "packed"): 14,
        (None, "sent"): 14,
        (None, "confirmed"): 14,
    }
    others = {step for step in before if step[0] not in ("PPWP", None)}
    assert others
    assert {step: before[step] for step in others} == {step: after[step] for step in others}


def test_presiden_after_its_latest_safe_day_makes_every_dependent_slack_negative():
    found = slack(expected(date(2024, 2, 3)))
    dependent = {step: days for step, days in found.items() if step[0] in ("PPWP", None)}
    assert len(dependent) == 5
    assert all(days is not None and days < 0 for days in dependent.values())
