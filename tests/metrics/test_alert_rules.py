"""The office's rules: each can be switched off, and raises from its day and its threshold on."""

from datetime import date, timedelta

import pytest

import elections
import texts
from elections import Election
from elections.alert_rules import RULES
from metrics.alerts import rules
from tests.metrics.test_readiness import everything
from tests.metrics.world import DAY, World, board, city, codes

H_1 = date(2024, 2, 13)
AT_CITY = date(2024, 1, 15)


def office(**changes: str) -> Election:
    return elections.adjusted("pemilu-2024", {f"alerts.{key}": value for key, value in changes.items()})


def raised(world: World, today: date, **changes: str) -> list[tuple[str, str | None]]:
    return codes(board(world, today=today, election=office(**changes)))


@pytest.mark.parametrize(("before", "there"), [(11, False), (10, True), (9, True)])
@pytest.mark.parametrize(
    ("diterima", "code", "key"), [(0, "ballot-not-received", "not_received"), (60, "short", "short")]
)
def test_a_lead_in_days_tells_from_when_missing_goods_are_told(
    before: int, there: bool, diterima: int, code: str, key: str
):
    today = AT_CITY - timedelta(days=before)
    world = city()
    world.goods("PPWP", today, kebutuhan=100, diterima=diterima)
    assert raised(world, today, **{f"{key}_lead": "10"}) == ([(code, "PPWP")] if there else [])
    assert raised(world, today, **{key: "off"}) == []


def test_what_missed_its_deadline_is_told_whatever_the_lead():
    today = AT_CITY + timedelta(days=1)
    world = city()
    world.goods("PPWP", today, kebutuhan=100, diterima=60)
    assert raised(world, today, short_lead="0") == [("short", "PPWP")]


@pytest.mark.parametrize(("missing", "there"), [(4, False), (5, False), (6, True)])
def test_a_shortage_is_told_above_the_office_s_share(missing: int, there: bool):
    world = city()
    world.goods("DPR", kebutuhan=100, diterima=100 - missing)
    assert raised(world, DAY, short_above="5") == ([("short", "DPR")] if there else [])


@pytest.mark.parametrize(("damaged", "there"), [(29, False), (30, False), (31, True)])
def test_damage_is_told_above_the_office_s_limit(damaged: int, there: bool):
    world = city()
    world.goods("DPR", kebutuhan=1000, diterima=1000, rusak=damaged)
    own = elections.adjusted("pemilu-2024", {"limits.damage": "3"})
    expected = "damaged-over-reserve" if there else "short"
    assert codes(board(world, election=own)) == [(expected, "DPR")]


def test_damage_switched_off_leaves_the_shortage_that_it_makes():
    world = city()
    world.goods("DPR", kebutuhan=1000, diterima=1000, rusak=50)
    assert raised(world, DAY, damaged="off") == [("short", "DPR")]
    assert raised(world, DAY, damaged="off", short="off") == []


@pytest.mark.parametrize(("days", "there"), [(-3, False), (-2, False), (-1, True), (0, True), (1, True)])
def test_goods_not_at_the_polling_stations_are_told_from_the_office_s_day_on(days: int, there: bool):
    today = H_1 + timedelta(days=days)
    world = city()
    for row in list(world.facts["tps"]):
        at = {name: row[name] for name in ("kecamatan", "kelurahan", "tps")}
        world.goods("TINTA", today, **at, kebutuhan=2, diterima=2, dikirim=2, dikonfirmasi=1)
    assert raised(world, today, late_lead="2") == ([("late", "TINTA")] if there else [])
    assert raised(world, today, late_lead="2", late_stage="sent") == []
    assert raised(world, today, late_lead="2", late="off") == []


@pytest.mark.parametrize(("after", "there"), [(1, False), (2, False), (3, True)])
def test_a_shipment_may_lack_evidence_for_the_office_s_days(after: int, there: bool):
    world = city()
    world.add(
        "distribusi",
        "",
        DAY,
        kecamatan="Kec 1",
        tujuan="PPK",
        kotak=1,
        tgl_rencana=DAY - timedelta(days=after),
    )
    expected = [("planned-no-evidence", None)] if there else []
    assert raised(world, DAY, evidence_days="2", silence="off") == expected
    assert raised(world, DAY, evidence_days="2", silence="off", evidence="off") == []
    assert raised(world, DAY, evidence_days="2", silence="off", without="Kec 1, Kec 9") == []
    assert raised(world, DAY, evidence_days="2", silence="off", without="Kec 2") == expected


def test_a_day_of_arrival_alone_proves_it_where_the_office_says_so():
    world = city()
    yesterday = DAY - timedelta(days=1)
    world.add("distribusi", "", DAY, kecamatan="Kec 1", tujuan="PPK", tgl_rencana=yesterday, tgl_tiba=DAY)
    assert raised(world, DAY, silence="off") == [("planned-no-evidence", None)]
    assert raised(world, DAY, silence="off", evidence_proof="arrival") == []


@pytest.mark.parametrize(
    ("asked", "promised", "code"),
    [
        (DAY - timedelta(days=1), DAY - timedelta(days=1), "replacement-overdue"),
        (DAY - timedelta(days=9), date(2024, 2, 13), "replacement-late"),
        (DAY - timedelta(days=9), None, "replacement-unpromised"),
    ],
)
def test_requests_for_replacement_can_be_switched_off(asked: date, promised: date | None, code: str):
    world = city()
    world.add(
        "penggantian", "DPR", DAY, item="DPR", jumlah=213, alasan="rusak", tgl_minta=asked, tgl_janji=promised
    )
    assert raised(world, DAY) == [(code, "DPR")]
    assert raised(world, DAY, replacements="off") == []
    assert code in rules.off(office(replacements="off"))


@pytest.mark.parametrize("waited", [2, 3, 4])
def test_a_request_may_wait_for_a_promise_for_the_office_s_days(waited: int):
    world = city()
    asked = DAY - timedelta(days=waited)
    world.add("penggantian", "DPR", DAY, item="DPR", jumlah=213, tgl_minta=asked)
    assert (raised(world, DAY) == [("replacement-unpromised", "DPR")]) is (waited > 3)


def test_every_alert_belongs_to_a_rule_that_can_be_switched_off():
    codes_of_texts = {
        key.removeprefix("alerts.").removesuffix("-todo")
        for key in texts.catalogue("id")
        if key.startswith("alerts.") and key.endswith("-todo")
    }
    everything_off = office(**dict.fromkeys(RULES, "off"))
    assert rules.off(everything_off) == codes_of_texts
    assert everything_off.alerts.off == set(RULES)


@pytest.mark.parametrize(
    ("key", "code"),
    [("silence", "silent-kecamatan"), ("stale", "stale-logistik"), ("totals", "total-does-not-add-up")],
)
def test_every_other_rule_can_be_switched_off(key: str, code: str):
    world = everything(city(), DAY - timedelta(days=10))
    if key == "silence":
        world.goods("BILIK", DAY, kecamatan="Kec 2", kebutuhan=24, diterima=24)
        world.goods("BILIK", DAY - timedelta(days=9), kecamatan="Kec 1", kebutuhan=24, diterima=24)
    if key == "totals":
        world = city()
        world.goods("BILIK", DAY, kebutuhan=50, diterima=50)
        for name in ("Kec 1", "Kec 2"):
            world.goods("BILIK", DAY, kecamatan=name, kebutuhan=24, diterima=24)
    assert code in {one for one, _ in raised(world, DAY)}
    assert code not in {one for one, _ in raised(world, DAY, **{key: "off"})}


def test_the_codes_of_a_rule_that_is_off_are_known():
    assert rules.off(office()) == frozenset()
    assert rules.off(office(short="off", money="off")) == {
        "short",
        "over-pagu",
        "realised-over-disbursed",
        "spj-over-disbursed",
        "spj-late",
        "money-double",
        "money-chain",
    }
