"""What the city promised: due days by rule and by sheet, what came, and the alerts a day too late."""

from datetime import date, timedelta
from typing import Any

import pytest

import elections
import metrics
from metrics.promises import Tranche, class_of, promises
from tests.metrics.world import OFFICE, PEMILU, World, board, city, in_memory, on_duckdb

SIGNED = date(2023, 11, 9)
FIRST, LAST = date(2023, 11, 23), date(2024, 6, 27)
NPHD = {"penerima": "KPU Kota Contoh", "no_perjanjian": "12/NPHD", "tgl_tanda_tangan": SIGNED}
ONE = timedelta(days=1)


def grant(world: World | None = None, **values: Any) -> World:
    made = city() if world is None else world
    return made.add("hibah", "", SIGNED, **{**NPHD, **values})


def divided(**first: Any) -> World:
    """An agreement of Rp12,190,000,000 in two tranches."""
    world = grant(tahap="I", persen=40.0, nilai=4_876_000_000, **first)
    return grant(world, tahap="II", persen=60.0, nilai=7_314_000_000)


def told(world: World, today: date, election: elections.Election = PEMILU):
    return promises(in_memory(world.arrow())["hibah"], OFFICE, election, today)


def days(found: tuple[Tranche, ...]) -> list[tuple[int | None, date | None]]:
    return [(one.amount, one.due) for one in found]


@pytest.mark.parametrize(
    ("today", "raised"), [(FIRST - ONE, False), (FIRST, False), (FIRST + ONE, True), (FIRST + 9 * ONE, True)]
)
def test_signed_on_9_november_40_percent_are_due_on_23_november_and_flagged_on_the_24th(today, raised):
    world = divided()
    assert days(told(world, today).tranches) == [(4_876_000_000, FIRST), (7_314_000_000, LAST)]
    found = [one for one in board(world, today=today).alerts if one.code == "grant-overdue"]
    assert bool(found) is raised
    for one in found:
        assert (one.due, one.since, one.days_left) == (FIRST, FIRST, (FIRST - today).days)
        assert one.figure is not None and one.figure.value == 4_876_000_000
        text = metrics.alert_text(one, board(world, today=today), PEMILU, "id")
        assert "Rp\u00a04.876.000.000" in text and "23 November 2023" in text


@pytest.mark.parametrize(("today", "raised"), [(LAST - ONE, False), (LAST, False), (LAST + ONE, True)])
def test_the_other_60_percent_are_due_five_months_before_voting(today: date, raised: bool):
    world = divided(diterima=4_876_000_000, tgl_diterima=FIRST, bukti="SP2D 1")
    found = [one for one in board(world, today=today).alerts if one.code == "grant-overdue"]
    assert [one.figure.value for one in found if one.figure] == ([7_314_000_000] if raised else [])


def test_an_agreement_that_the_sheet_does_not_divide_is_divided_by_the_rule_to_the_rupiah():
    world = grant(nilai=12_190_000_001, diterima=5_000_000_000, tgl_diterima=FIRST, bukti="SP2D 1")
    first, last = told(world, FIRST).tranches
    assert days((first, last)) == [(4_876_000_000, FIRST), (7_314_000_001, LAST)]
    assert (first.received, last.received) == (4_876_000_000, 124_000_000)
    assert (first.standing, last.standing) == ("received", "waiting")


@pytest.mark.parametrize("every", [True, False])
def test_a_value_beside_each_tranche_is_the_whole_agreement(every: bool):
    world = grant(tahap="Tahap I", persen=40.0, nilai=12_190_000_001)
    world = grant(world, tahap="Tahap II", persen=60.0, nilai=12_190_000_001 if every else None)
    found = told(world, SIGNED).tranches
    assert days(found) == [(4_876_000_000, FIRST), (7_314_000_001, LAST)]
    assert {one.whole for one in found} == {12_190_000_001}


def test_the_agreement_has_a_column_of_its_own_and_stands_once_above_its_tranches():
    world = grant(tahap="I", persen=40.0, nilai=4_876_000_000, nilai_perjanjian=12_190_000_000)
    blank = {"no_perjanjian": None, "tgl_tanda_tangan": None}
    world = grant(world, tahap="II", persen=60.0, nilai=7_314_000_000, **blank)
    # Another agreement of the same receiver begins anew, and a lone one is the whole.
    world = grant(world, tahap="I", persen=100.0, nilai=7, **blank)
    world = grant(world, penerima="Polres", nilai_perjanjian=1_000)
    found = told(world, SIGNED).tranches
    assert [(one.number, one.amount, one.whole, one.due) for one in found] == [
        (1, 4_876_000_000, 12_190_000_000, FIRST),
        (2, 7_314_000_000, 12_190_000_000, LAST),
        (1, 7, 7, None),
        (1, 400, 1_000, FIRST),
        (2, 600, 1_000, LAST),
    ]
    assert [one.told_in for one in found[2:]] == ["nilai", "nilai_perjanjian", "nilai_perjanjian"]


def test_a_tranche_of_which_the_sheet_tells_amount_and_agreement_is_not_divided_again():
    world = grant(tahap="I", persen=40.0, nilai=4_876_000_000, nilai_perjanjian=12_190_000_000)
    (one,) = told(world, SIGNED).tranches
    assert (one.amount, one.whole, one.due) == (4_876_000_000, 12_190_000_000, FIRST)


def test_a_list_of_help_without_receivers_is_of_what_the_office_was_promised():
    world = grant(penerima=None, no_perjanjian=None, tgl_tanda_tangan=None, bentuk="Truk", volume=6)
    (one,) = told(world, SIGNED).help
    assert (one.receiver, class_of(one.receiver)) == (f"KPU {OFFICE}", "kpu")


def test_a_lone_first_tranche_is_its_share_of_the_value():
    (one,) = told(grant(tahap="I", persen=40.0, nilai=12_190_000_000), SIGNED).tranches
    assert (one.amount, one.whole, one.due, one.due_by) == (4_876_000_000, 12_190_000_000, FIRST, "first")


def test_shares_below_the_first_are_due_with_it():
    world = city()
    for name, share in (("I", 20.0), ("II", 20.0), ("III", 60.0)):
        grant(world, tahap=name, persen=share, nilai=int(share) * 1_000_000)
    assert [one.due for one in told(world, SIGNED).tranches] == [FIRST, FIRST, LAST]


def test_the_office_decides_on_the_rule_and_whether_the_sheet_s_day_counts():
    world = divided(jatuh_tempo=date(2023, 12, 1))
    (one, _) = told(world, SIGNED).tranches
    assert (one.due, one.due_by, one.stated) == (FIRST, "first", date(2023, 12, 1))
    own = elections.adjusted("pemilu-2024", {"grants.due_by": "sheet"})
    (one, _) = told(world, SIGNED, own).tranches
    assert (one.due, one.due_by, one.by_law) == (date(2023, 12, 1), "sheet", FIRST)
    changes = {"grants.first_days": "30", "grants.last_months": "6", "grants.voting_day": "2024-08-31"}
    other = elections.adjusted("pemilu-2024", changes)
    assert [one.due for one in told(divided(), SIGNED, other).tranches] == [
        SIGNED + 30 * ONE,
        date(2024, 2, 29),
    ]
    off = elections.adjusted("pemilu-2024", {"alerts.grants": "off"})
    assert [one.code for one in board(divided(), today=FIRST + ONE, election=off).alerts] == []


def test_a_promise_without_a_day_and_one_in_a_single_part_keep_the_sheet_s_day():
    world = grant(penerima="Polres", no_perjanjian=None, tahap="I", persen=100.0, nilai=5)
    world = grant(world, penerima="Kodim", no_perjanjian=None, tahap="I", nilai=5, jatuh_tempo=FIRST)
    found = {one.receiver: one for one in told(world, FIRST + ONE).tranches}
    assert (found["Polres"].standing, found["Polres"].due) == ("no-day", None)
    assert (found["Kodim"].standing, found["Kodim"].due_by) == ("overdue", "sheet")


@pytest.mark.parametrize(
    ("came", "on", "evidence", "standing"),
    [
        (None, None, None, "overdue"),
        (0, None, None, "overdue"),
        (4_875_999_999, FIRST, "SP2D", "overdue"),
        (4_876_000_000, FIRST, "SP2D", "received"),
        (4_876_000_000, FIRST, None, "unproved"),
        (4_876_000_000, None, "SP2D", "unproved"),
        (None, FIRST, "SP2D", "unproved"),
        (4_876_000_001, FIRST, "SP2D", "over"),
        (4_876_000_000, FIRST + 8 * ONE, "SP2D", "overdue"),
    ],
)
def test_what_came_is_told_with_its_evidence_and_a_day_ahead_is_a_plan(came, on, evidence, standing):
    world = divided(diterima=came, tgl_diterima=on, bukti=evidence)
    assert told(world, FIRST + ONE).tranches[0].standing == standing


def test_what_came_late_tells_by_how_many_days():
    world = divided(diterima=4_876_000_000, tgl_diterima=FIRST + 7 * ONE, bukti="SP2D")
    one = told(world, FIRST + 30 * ONE).tranches[0]
    assert (one.standing, one.late, one.open) == ("received", 7, 0)


def test_each_receiver_has_one_alert():
    world = divided()
    grant(world, penerima="Bawaslu", tahap="I", persen=40.0, nilai=980_000_000)
    grant(world, penerima="Bawaslu", tahap="II", persen=60.0, nilai=1_470_000_000)
    found = [one for one in board(world, today=LAST + ONE).alerts if one.code == "grant-overdue"]
    assert {(dict(one.values)["body"], dict(one.values)["amount"]) for one in found} == {
        ("KPU Kota Contoh", 12_190_000_000),
        ("Bawaslu", 2_450_000_000),
    }
    assert not [one for one in board(world, "Kec 1", LAST + ONE).alerts if one.code == "grant-overdue"]


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("KPU Kota Bengkulu", "kpu"),
        ("Komisi Pemilihan Umum", "kpu"),
        ("Badan Pengawas Pemilihan Umum", "bawaslu"),
        ("Polresta Bengkulu", "security"),
        ("TNI/Polri", "security"),
        ("Kodim 0710/Pekalongan", "security"),
        ("PMI", "other"),
    ],
)
def test_receivers_are_known_by_their_names(name: str, of: str):
    assert class_of(name) == of


# -- help in kind ------------------------------------------------------------------------------------------

TRUCKS = {"pemberi": "Dinas Perhubungan", "penerima": "KPU", "bentuk": "Truk"}


def lend(**values: object) -> World:
    given = {**TRUCKS, "volume": 6, "satuan": "unit", "jatuh_tempo": FIRST, **values}
    return city().add("hibah", "", SIGNED, **given)


@pytest.mark.parametrize(("today", "raised"), [(FIRST - ONE, False), (FIRST, False), (FIRST + ONE, True)])
def test_help_is_told_the_day_after_its_promise(today: date, raised: bool):
    found = [one for one in board(lend(diserahkan=5), today=today).alerts if one.code == "help-overdue"]
    assert bool(found) is raised
    for one in found:
        assert (one.due, dict(one.values)["name"], dict(one.values)["late"]) == (FIRST, "Truk", 1)
    done = lend(diserahkan=6, tgl_diterima=FIRST, bukti="BAST 1")
    assert "help-overdue" not in {one.code for one in board(done, today=today).alerts}


@pytest.mark.parametrize(
    ("values", "promised", "delivered", "standing"),
    [
        ({"diserahkan": 6, "tgl_diterima": FIRST, "bukti": "BAST"}, 6, 6, "received"),
        ({"diserahkan": 6, "tgl_diterima": FIRST}, 6, 6, "unproved"),
        ({"tgl_diterima": FIRST, "bukti": "BAST"}, 6, 6, "received"),
        ({"volume": None, "nilai": 6, "diterima": 2}, 6, 2, "overdue"),
        ({"volume": None, "satuan": None, "tgl_diterima": FIRST, "bukti": "BAST"}, None, None, "received"),
        ({"volume": None, "satuan": None}, None, None, "overdue"),
        ({"jatuh_tempo": None}, 6, None, "no-day"),
        ({"tgl_diterima": FIRST + 5 * ONE, "diserahkan": 6}, 6, None, "overdue"),
    ],
)
def test_help_has_promise_due_delivery_and_evidence(values, promised, delivered, standing):
    found = told(lend(**values), FIRST + ONE)
    assert found.tranches == ()
    (one,) = found.help
    assert (one.promised, one.delivered, one.standing) == (promised, delivered, standing)


def test_many_late_promises_are_one_alert_with_the_longest():
    world = lend()
    for at in range(2, 9):
        late = {"bentuk": f"Genset {at}", "volume": at, "satuan": "unit", "jatuh_tempo": FIRST - at * ONE}
        world.add("hibah", "", SIGNED, **{**TRUCKS, **late})
    found = [one for one in board(world, today=FIRST + ONE).alerts if one.code == "help-overdue"]
    assert [(dict(one.values)["name"], dict(one.values)["count"]) for one in found] == [("Genset 8", 8)]


def test_every_engine_tells_the_same():
    world = divided(diterima=4_876_000_000, tgl_diterima=FIRST, bukti="SP2D")
    lend_ = {"volume": 6, "satuan": "unit", "jatuh_tempo": FIRST}
    world.add("hibah", "", SIGNED, **{**TRUCKS, **lend_})
    found = [
        promises(engine(world.arrow())["hibah"], OFFICE, PEMILU, LAST) for engine in (in_memory, on_duckdb)
    ]
    assert found[0] == found[1]
