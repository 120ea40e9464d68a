"""Money of the ad-hoc bodies: equal at every level, whole rupiah, and late when nobody accounts for it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import metrics
from metrics import Money, MoneyRow
from tests.metrics.world import DAY, PEMILU, World, board, city

AMOUNTS = ("pagu", "dicairkan", "realisasi", "spj", "disahkan", "setor_kembali", "outstanding")


def paid(world: World, unit: int = 1_000_001) -> World:
    """PPK, PPS and KPPS paid for a month, each at its own level."""
    seen = set()
    for row in list(world.facts["tps"]):
        kecamatan, kelurahan = row["kecamatan"], row["kelurahan"]
        at = {"kecamatan": kecamatan, "kelurahan": kelurahan}
        if kecamatan not in seen:
            world.money(
                "PPK",
                "2023-11",
                kecamatan=kecamatan,
                pagu=9 * unit,
                dicairkan=8 * unit,
                realisasi=7 * unit,
                spj=6 * unit,
            )
        if (kecamatan, kelurahan) not in seen:
            world.money(
                "PPS", "2023-11", **at, pagu=5 * unit, dicairkan=4 * unit, spj=3 * unit, setor_kembali=unit
            )
        world.money("KPPS", "", **at, tps=row["tps"], pagu=2 * unit, dicairkan=unit)
        seen |= {kecamatan, (kecamatan, kelurahan)}
    return world


def test_totals_are_equal_at_every_level():
    whole = board(paid(city()))
    for row in whole.finance.rows:
        below = board(paid(city()), row.place.name)
        assert below.finance.total == row.total
        assert [(one.place.name, one.total) for one in below.finance.rows] == [
            (one.place.name, one.total) for one in row.children
        ]
    assert whole.finance.rows[0].children[0].children == (), "a city's Board lists kecamatan and kelurahan"
    below = board(paid(city()), whole.finance.rows[0].place.name)
    assert [one.place.level for one in below.finance.rows[0].children] == ["tps"] * 3
    _adds_up(whole.finance.total, whole.finance.rows, whole.finance.own)


def _adds_up(total: Money, rows: tuple[MoneyRow, ...], own: Money) -> None:
    for name in AMOUNTS:
        parts = [getattr(own, name), *(getattr(row.total, name) for row in rows)]
        known = [part for part in parts if part is not None]
        assert getattr(total, name) == (sum(known) if known else None)
    if total.outstanding is not None:
        assert (total.dicairkan or 0) == (total.spj or 0) + (total.setor_kembali or 0) + total.outstanding
    for row in rows:
        _adds_up(row.total, row.children, row.own)
        for name in AMOUNTS:
            assert sum(getattr(money, name) or 0 for _, money in row.bodies) == (
                getattr(row.total, name) or 0
            )


@given(st.lists(st.tuples(*[st.integers(0, 10**12)] * 4), min_size=4, max_size=4))
@settings(max_examples=10, deadline=None)
def test_no_rupiah_is_lost_on_the_way_up(amounts: list[tuple[int, int, int, int]]):
    world = city(stations=1)
    for (pagu, got, spj, back), name in zip(amounts, ("11", "12", "21", "22"), strict=True):
        world.money(
            "PPS",
            "2023-11",
            kecamatan=f"Kec {name[0]}",
            kelurahan=f"Kel {name}",
            pagu=pagu,
            dicairkan=got,
            spj=spj,
            setor_kembali=back,
        )
    money = board(world).finance
    assert money.total.pagu == sum(one[0] for one in amounts)
    assert money.total.outstanding == sum(got - spj - back for _, got, spj, back in amounts)
    _adds_up(money.total, money.rows, money.own)


def test_the_formula_tells_the_bodies_and_the_rest():
    figures = dict(board(paid(city(), 100)).finance.figures)
    assert metrics.formula_text(figures["dicairkan"].formula, "id").replace("\u00a0", " ") == (
        "PPK Rp 1.600 + PPS Rp 1.600 + KPPS Rp 1.200 = Rp 4.400"
    )
    assert metrics.formula_text(figures["outstanding"].formula, "id").replace("\u00a0", " ") == (
        "Rp 4.400 dicairkan − Rp 2.400 SPJ − Rp 400 setor kembali = Rp 1.600"
    )


def test_one_level_counts_for_a_body_and_period_and_never_two():
    world = city()
    for name in ("11", "12"):
        world.money("PPS", "2023-11", kecamatan="Kec 1", kelurahan=f"Kel {name}", dicairkan=100)
    world.money("PPS", "2023-11", kecamatan="Kec 1", dicairkan=190)
    assert board(world).finance.total.dicairkan == 200
    world.claims["keuangan", "PPS|2023-11", "dicairkan", "kecamatan", "Kec 1"] = DAY + timedelta(days=1)
    found = board(world).finance
    assert (found.total.dicairkan, found.rows[0].own.dicairkan) == (190, 190)


def test_the_citys_own_sheet_counts_when_the_kecamatan_do_not_all_speak():
    world = city()
    world.money("PPK", "2023-11", dicairkan=500)
    world.money("PPK", "2023-11", kecamatan="Kec 1", dicairkan=100)
    found = board(world).finance
    assert (found.total.dicairkan, found.own.dicairkan) == (500, 500)
    _adds_up(found.total, found.rows, found.own)


def test_nothing_reported_is_no_money_at_all():
    found = board(city()).finance
    assert found.total == metrics.NO_MONEY
    assert {figure.state for _, figure in found.figures} == {"not-reported"}


@pytest.mark.parametrize(("after", "is_late"), [(29, False), (30, False), (31, True)])
def test_money_is_late_the_day_after_its_limit(after: int, is_late: bool):
    world = city()
    start = DAY - timedelta(days=after)
    world.money(
        "PPS", "2023-11", kecamatan="Kec 1", kelurahan="Kel 11", dicairkan=100, spj=40, tgl_cair=start
    )
    found = [one for one in board(world).alerts if one.code == "spj-late"]
    assert bool(found) is is_late
    if is_late:
        assert found[0].place is not None
        assert found[0].place.name == "Kec 1"
        assert dict(found[0].values)["amount"] == 60
        assert found[0].days_left == -1


@pytest.mark.parametrize(("today", "is_late"), [(date(2023, 12, 30), False), (date(2023, 12, 31), True)])
def test_without_a_day_the_end_of_the_month_counts(today: date, is_late: bool):
    world = city()
    world.money("PPK", "2023-11", kecamatan="Kec 1", dicairkan=100)
    assert ("spj-late" in {one.code for one in board(world, today=today).alerts}) is is_late


def test_one_body_never_covers_for_another():
    world = city()
    start = DAY - timedelta(days=60)
    world.money(
        "PPS", "2023-10", kecamatan="Kec 1", kelurahan="Kel 11", dicairkan=100, spj=200, tgl_cair=start
    )
    world.money("PPS", "2023-10", kecamatan="Kec 1", kelurahan="Kel 12", dicairkan=100, spj=0, tgl_cair=start)
    late = next(one for one in board(world).alerts if one.code == "spj-late")
    assert dict(late.values)["amount"] == 100


@pytest.mark.parametrize(("got", "is_over"), [(99, False), (100, False), (101, True)])
def test_disbursed_over_the_ceiling(got: int, is_over: bool):
    world = city()
    world.money("PPK", "2023-12", kecamatan="Kec 1", pagu=100, dicairkan=got, tgl_cair=DAY)
    found = [one for one in board(world).alerts if one.code == "over-pagu"]
    assert bool(found) is is_over
    if is_over:
        assert metrics.alert_text(found[0], board(world), PEMILU, "id").replace("\u00a0", " ") == (
            "Kec 1: pencairan PPK melebihi pagu Rp 1 (1 baris)"
        )


@pytest.mark.parametrize(("spent", "is_over"), [(99, False), (100, False), (101, True)])
def test_spent_over_what_was_disbursed(spent: int, is_over: bool):
    world = city()
    world.money("PPK", "2023-12", kecamatan="Kec 1", dicairkan=100, realisasi=spent, tgl_cair=DAY)
    assert ("realised-over-disbursed" in {one.code for one in board(world).alerts}) is is_over


@pytest.mark.parametrize(("accounted", "is_over"), [(99, False), (100, False), (101, True)])
def test_accounted_for_over_what_was_disbursed(accounted: int, is_over: bool):
    world = city()
    world.money("PPS", "2023-12", kecamatan="Kec 1", dicairkan=100, spj=accounted, tgl_cair=DAY)
    assert ("spj-over-disbursed" in {one.code for one in board(world).alerts}) is is_over


def test_a_report_up_to_date_holds_the_months_before_it_and_later_months_add_up():
    world = city()
    at = {"kecamatan": "Kec 1"}
    world.money("PPK", "2023-10", date(2023, 10, 31), **at, dicairkan=10)
    world.money("PPK", "2023-11", date(2023, 11, 30), **at, dicairkan=20)
    world.money("PPK", "", date(2023, 11, 30), **at, dicairkan=31)
    world.money("PPK", "2023-12", DAY, **at, dicairkan=5)
    world.money("PPS", "2023-10", date(2023, 10, 31), **at, dicairkan=7)
    finance = board(world).finance
    assert {body: money.dicairkan for body, money in finance.bodies} == {"PPK": 36, "PPS": 7}
