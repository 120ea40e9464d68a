"""The matrix of money: every side adds up to the whole, at every level, to the rupiah."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import metrics
from metrics import money_figures, money_matrix
from metrics.money_entries import NAMES, Sums, account, fund
from metrics.money_findings import money_findings
from metrics.money_matrix import SIDES, MoneyMatrix, Part, Unit
from tests.metrics.world import DAY, OFFICE, PEMILU, World, board, city, in_memory, named, on_duckdb

HONOR, GOODS, FOOD = "6867.QGE.002.051.A.521213", "521219", "521211 Belanja Bahan"
ALL = (*NAMES, "outstanding")


def matrix(world: World, name: str = OFFICE, day: date = DAY, engine: Callable = in_memory) -> MoneyMatrix:
    """The matrix of the city, or of a kecamatan or kelurahan of that name."""
    frames = engine(world.arrow())
    known = metrics.places(frames)
    where = metrics.where_of(named(known, name), known)
    return money_matrix.matrix(frames, board(world, name, day), where, PEMILU, known)


def bodies() -> World:
    """PPK and PPS by month and account, KPPS once; each at its own level."""
    world, seen = city(), set()
    for row in list(world.facts["tps"]):
        at = {"kecamatan": row["kecamatan"], "kelurahan": row["kelurahan"]}
        unit = 1_000_001 + 13 * len(seen)
        for month in ("2023-11", "2023-12"):
            if at["kecamatan"] not in seen:
                _lines(world, "PPK", month, unit, kecamatan=at["kecamatan"])
            if at["kelurahan"] not in seen:
                _lines(world, "PPS", month, 3 * unit, **at)
        _lines(world, "KPPS", "", 7 * unit, **at, tps=row["tps"])
        seen |= {*at.values()}
    return world


def _lines(world: World, body: str, month: str, unit: int, **at: object) -> None:
    for number, (akun, status) in enumerate(((HONOR, "disahkan"), (GOODS, "masuk"), (FOOD, "lengkap")), 1):
        spj = unit * number
        world.money(
            body,
            month,
            **at,
            akun=akun,
            sumber_dana="APBN" if number < 3 else "Hibah Pilgub",
            pagu=9 * unit,
            dicairkan=spj + 5 + number,
            realisasi=spj + 2,
            spj=spj,
            status_spj=status,
            disahkan=spj if status == "disahkan" else 0,
            setor_kembali=number,
        )


def added(parts: Iterable[Sums]) -> dict[str, int | None]:
    told = list(parts)
    columns = {name: [getattr(one, name) for one in told] for name in ALL}
    return {
        name: sum(known) if (known := [one for one in column if one is not None]) else None
        for name, column in columns.items()
    }


def of(sums: Sums) -> dict[str, int | None]:
    return {name: getattr(sums, name) for name in ALL}


def holds(found: MoneyMatrix) -> None:
    """Every side of every unit adds up to the unit, the units to the whole, and the identity holds."""
    assert added(one.whole.sums for one in found.all) == of(found.whole.whole.sums)
    for unit in (found.whole, *found.all):
        for side in SIDES:
            assert added(one.sums for one in unit.side(side)) == of(unit.whole.sums), side
            for one in unit.side(side):
                _identity(one)
        _identity(unit.whole)
    for side in SIDES:
        for part in found.whole.side(side):
            parts = [one for unit in found.all for one in unit.side(side) if one.key == part.key]
            assert added(one.sums for one in parts) == of(part.sums), (side, part.key)


def _identity(part: Part) -> None:
    sums = part.sums
    if sums.outstanding is not None:
        spent = (sums.spj or 0) + (sums.setor_kembali or 0)
        assert (sums.dicairkan or 0) == spent + sums.outstanding


@pytest.mark.parametrize("engine", [in_memory, on_duckdb])
def test_totals_are_equal_from_ppk_to_pps_to_kpps(engine: Callable):
    world = bodies()
    city_wide = matrix(world, engine=engine)
    holds(city_wide)
    assert city_wide.own is None, "in this city all money is a PPK's, a PPS's or a KPPS's"
    for unit in city_wide.units:
        below = matrix(world, unit.place.name, engine=engine)
        holds(below)
        same(below.whole, unit)
        assert below.own is not None
        assert [one.key for one in below.own.side("body")] == ["PPK"]
        for pps in below.units:
            lowest = matrix(world, pps.place.name, engine=engine)
            holds(lowest)
            same(lowest.whole, pps)
            assert [one.place.level for one in lowest.units] == ["tps"] * 3


def same(one: Unit, other: Unit) -> None:
    assert one.whole == other.whole
    assert {side: one.side(side) for side in SIDES} == {side: other.side(side) for side in SIDES}


def test_the_board_tells_the_same_totals():
    world = bodies()
    for name in (OFFICE, "Kec 1", "Kel 11"):
        told, found = board(world, name).finance.total, matrix(world, name).whole.whole.sums
        for amount in ("pagu", "dicairkan", "realisasi", "spj", "disahkan", "setor_kembali", "outstanding"):
            assert getattr(told, amount) == getattr(found, amount), (name, amount)


@given(st.lists(st.tuples(*[st.integers(0, 10**12)] * 4), min_size=6, max_size=6))
@settings(max_examples=15, deadline=None)
def test_no_rupiah_is_lost_by_unit_account_and_month(amounts: list[tuple[int, int, int, int]]):
    world = city(stations=1)
    at = [("Kec 1", "Kel 11"), ("Kec 1", "Kel 12"), ("Kec 2", "Kel 21")]
    for number, (pagu, got, spj, back) in enumerate(amounts):
        kecamatan, kelurahan = at[number % 3]
        world.money(
            "PPS",
            f"2023-{11 + number % 2}",
            kecamatan=kecamatan,
            kelurahan=kelurahan,
            akun=(HONOR, GOODS, FOOD)[number // 2],
            pagu=pagu,
            dicairkan=got,
            spj=spj,
            setor_kembali=back,
        )
    found = matrix(world)
    holds(found)
    assert found.whole.whole.sums.outstanding == sum(got - spj - back for _, got, spj, back in amounts)


def test_accounts_are_known_by_their_six_digits():
    found = matrix(bodies())
    assert [one.key for one in found.whole.side("account")] == ["521211", "521213", "521219"]
    assert account("tanpa kode") == "tanpa kode"
    assert account("51234567") == "51234567", "eight digits are no account"


def test_sources_of_funds_are_known_by_their_words():
    told = ("APBN", "apbn ta 2024", "Hibah Pilgub", "NPHD Wali Kota", "hibah", "Swadaya", "")
    assert [fund(one) for one in told] == ["apbn", "apbn", "governor", "mayor", "grant", "Swadaya", ""]
    assert [one.key for one in matrix(bodies()).whole.side("fund")] == ["apbn", "governor"]


def test_periods_stand_in_the_order_of_the_calendar():
    world = city()
    for period in ("2024-01", "", "Tahap II", "2023-12"):
        world.money("PPK", period, kecamatan="Kec 1", pagu=1)
    assert [one.key for one in matrix(world).whole.side("period")] == ["2023-12", "2024-01", "Tahap II", ""]


def test_complete_and_approved_are_told_by_column_and_status():
    world = city()
    rows = (("disahkan", 100, 100), ("lengkap", 100, 0), ("masuk", 100, 40), ("belum", 0, 0))
    for status, spj, approved in rows:
        at = {"kecamatan": "Kec 1", "status_spj": status}
        world.money("PPK", "2023-11", **at, dicairkan=100, spj=spj, disahkan=approved)
    sums = matrix(world).whole.whole.sums
    assert (sums.spj, sums.complete, sums.approved) == (300, 240, 140)


def test_without_a_column_of_approved_amounts_the_status_tells_them():
    world = city()
    for status, spj in (("disahkan", 100), ("lengkap", 70), ("belum", 0)):
        world.money("PPK", "2023-11", kecamatan="Kec 1", status_spj=status, dicairkan=100, spj=spj)
    found = matrix(world)
    assert (found.whole.whole.sums.complete, found.whole.whole.sums.approved) == (170, 100)
    assert found.approved_by_status


def test_what_nobody_tells_is_unknown_and_no_zero():
    world = city()
    world.money("PPK", "2023-11", kecamatan="Kec 1", pagu=100)
    first, second = matrix(world).units
    assert first.whole.sums == Sums(pagu=100)
    assert second.whole.sums == Sums()
    assert second.whole.sums.outstanding is None
    assert first.whole.absorbed is None


def test_more_accounted_for_than_disbursed_is_a_figure_below_zero():
    world = city()
    world.money("PPK", "2023-11", kecamatan="Kec 1", dicairkan=100, spj=90, setor_kembali=11)
    figures = of_figures(world)
    assert figures["matrix:99.01.01:total:outstanding"].value == -1
    assert figures["matrix:99.01.01:total:outstanding"].state == "not-received"


def test_names_that_are_not_on_the_list_stay_in_the_total():
    world = city()
    world.money("PPK", "2023-11", kecamatan="Kec 1", dicairkan=100)
    world.money("PPK", "2023-11", kecamatan="Kec Lain", dicairkan=7)
    found = matrix(world)
    holds(found)
    assert (found.own and found.own.whole.sums.dicairkan, found.unlisted) == (7, ("Kec Lain",))


# -- time ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "share"),
    [(date(2023, 11, 30), 0), (date(2023, 12, 1), Fraction(1, 31)), (date(2023, 12, 31), 1)],
)
def test_a_month_goes_by_day_by_day(day: date, share: Fraction):
    world = city()
    world.money("PPK", "2023-12", date(2023, 11, 1), kecamatan="Kec 1", pagu=3_100, realisasi=0)
    assert matrix(world, day=day).whole.whole.gone == share


def test_each_ceiling_weighs_as_much_as_it_is():
    world = city()
    world.money("PPK", "2023-11", kecamatan="Kec 1", pagu=300, realisasi=150)
    world.money("PPK", "2024-01", kecamatan="Kec 1", pagu=100, realisasi=0)
    part = matrix(world).whole.whole
    assert (part.gone, part.absorbed) == (Fraction(3, 4), Fraction(150, 400))


def test_money_without_a_month_is_for_the_bodys_term():
    world = city()
    world.money("KPPS", "", date(2024, 1, 20), kecamatan="Kec 1", kelurahan="Kel 11", tps=1, pagu=32)
    first, last = PEMILU.spending.terms["KPPS"]
    assert (last - first).days + 1 == 32
    assert matrix(world, day=date(2024, 1, 24)).whole.whole.gone == 0
    assert matrix(world, day=date(2024, 1, 25)).whole.whole.gone == Fraction(1, 32)


@pytest.mark.parametrize(("spent", "is_behind"), [(61, False), (60, False), (59, True)])
def test_behind_is_more_than_the_office_lets_pass(spent: int, is_behind: bool):
    world = city()
    # Seven tenths of the money are for a month that has gone.
    world.money("PPK", "2023-11", kecamatan="Kec 1", pagu=70, realisasi=spent)
    world.money("PPK", "2024-01", kecamatan="Kec 1", pagu=30, realisasi=0)
    assert PEMILU.spending.behind == 10
    assert money_figures.is_behind(matrix(world).whole.whole, PEMILU) is is_behind


# -- figures ---------------------------------------------------------------------------------------


def of_figures(world: World, name: str = OFFICE) -> dict[str, metrics.Figure]:
    seen, found = board(world, name), matrix(world, name)
    known = metrics.places(in_memory(world.arrow()))
    return money_figures.matrix_figures(found, seen, metrics.where_of(seen.place, known), PEMILU)


def test_every_number_has_its_formula_with_the_values_put_in():
    figures = of_figures(bodies())
    for lang in ("id", "en"):
        for name, one in figures.items():
            assert metrics.formula_text(one.formula, lang), name
    told = metrics.formula_text(figures["matrix:all:total:absorbed"].formula, "id").replace("\u00a0", " ")
    sums = matrix(bodies()).whole.whole.sums
    assert sums.realisasi
    assert sums.pagu
    assert f"{sums.realisasi:,}".replace(",", ".") in told
    assert f"{sums.pagu:,}".replace(",", ".") in told


# -- against the findings --------------------------------------------------------------------------


class Sheet:
    """A sheet whose columns are known by their names."""

    file, sheet = "uang.xlsx", "PPK"

    def column_of(self, subject: str, measure: str) -> str:
        return f"<{measure}>"


_CELL = st.tuples(*[st.integers(-2, 12)] * 4)


@given(st.lists(_CELL, min_size=12, max_size=12))
@settings(max_examples=10, deadline=None)
def test_every_negative_and_every_excess_of_a_unit_is_a_finding(cells: list[tuple[int, ...]]):
    world, wrong = city(stations=1), set()
    for number, (got, spent, spj, back) in enumerate(cells):
        kecamatan, month, akun = number % 2 + 1, 10 + number // 2 % 3, (HONOR, GOODS)[number // 6]
        amounts = {"dicairkan": got, "realisasi": spent, "spj": spj, "setor_kembali": back}
        at = {"kecamatan": f"Kec {kecamatan}", "akun": akun, "uraian": ("Honor", "Operasional")[number // 6]}
        world.money("PPK", f"2023-{month}", **at, pagu=10, **amounts)
        if min(amounts.values()) < 0 or got > 10 or spent > got or spj > got or spj + back > got:
            wrong.add((f"Kec {kecamatan}", f"2023-{month}", account(akun)))
    frames = in_memory(world.arrow())
    known = metrics.places(frames)
    seen, where = board(world), metrics.where_of(named(known, OFFICE), known)
    told = money_findings(frames, {("keuangan", 0): Sheet(), ("tps", 0): Sheet()}, seen, where, PEMILU, known)
    over = ("over-pagu", *(f"{name}-over-disbursed" for name in ("realised", "spj", "returned")))
    found = {
        (one.at[0], one.period, account(one.account))
        for one in told.findings
        if one.code in ("negative", *over)
    }
    assert found == wrong
    below_zero = [
        (unit.place.name, part.key)
        for unit in money_matrix.matrix(frames, seen, where, PEMILU, known).units
        for part in unit.side("period")
        if (part.sums.outstanding or 0) < 0
    ]
    assert {*below_zero} <= {(place, month) for place, month, _ in wrong}
