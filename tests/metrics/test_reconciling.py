"""SAKTI, OM-SPAN and SITAB beside the board: the difference of each account and body, zero where equal."""

from datetime import date
from typing import Any

import metrics
from elections import adjusted
from metrics.reconciling import Reconciled, reconciled
from tests.metrics import world
from tests.metrics.world import PEMILU, World

DAY = date(2024, 2, 20)
PAY, OTHER = "6867.QGE.002.051.A.521213", "6867.QGE.003.051.D.521219"


def found(
    office: World, place: str | None = None, election: Any = PEMILU, engine: Any = world.in_memory
) -> tuple[Reconciled, ...]:
    """Every system beside the board."""
    frames = engine(office.arrow())
    known = metrics.places(frames)
    board = world.board(office, place, DAY, election, engine)
    return reconciled(frames, board, metrics.where_of(board.place, known), election, known)


def told(office: World, **how: Any) -> list[tuple]:
    """Account, body, measure and difference of each row."""
    return [
        (row.account, row.body, row.measure, row.difference)
        for one in found(office, **how)
        for row in one.rows
    ]


def office() -> World:
    """Two PPK and a PPS, two accounts, two months."""
    made = world.city(2, 1, 1)
    for month in ("2024-01", "2024-02"):
        for k in (1, 2):
            spend(made, "PPK", month, 1_000 * k, PAY, kecamatan=f"Kec {k}")
            spend(made, "PPK", month, 10, OTHER, kecamatan=f"Kec {k}")
        spend(made, "PPS", month, 300, PAY, kecamatan="Kec 1", kelurahan="Kel 11")
    return made


def spend(made: World, body: str, month: str, amount: int, akun: str, **at: Any) -> None:
    values = {
        "pagu": 2 * amount,
        "dicairkan": amount + 5,
        "realisasi": amount,
        "spj": amount - 1,
        "disahkan": amount - 2,
    }
    made.money(body, month, DAY, akun=akun, **values, **at)


def export(
    made: World,
    system: str,
    akun: str | None,
    body: str | None = None,
    month: str | None = None,
    **amounts: Any,
) -> None:
    subject = "|".join((system, body or "", month or ""))
    made.add("rekonsiliasi", subject, DAY, sistem=system, akun=akun, badan=body, periode=month, **amounts)


def test_outputs_above_the_accounts_and_details_below_are_the_same_money():
    made = office()
    for akun, amount in (
        ("076.01.CQ", 6_640),
        ("6867.QGE.002", 6_600),
        ("521213", 6_600),
        (None, 6_600),
        ("521219", 40),
    ):
        export(made, "SAKTI", akun, realisasi=amount)
    assert told(made) == [("521213", "", "realisasi", 0), ("521219", "", "realisasi", 0)]


def test_a_system_that_agrees_differs_nowhere():
    made = office()
    export(made, "SAKTI", "521213", realisasi=6_600, pagu=13_200)
    export(made, "SAKTI", "521219", realisasi=40, pagu=80)
    (one,) = found(made)
    assert one.system == "SAKTI"
    assert one.differing == ()
    assert [(row.account, row.measure, row.ours) for row in one.rows] == [
        ("521213", "pagu", 13_200),
        ("521213", "realisasi", 6_600),
        ("521219", "pagu", 80),
        ("521219", "realisasi", 40),
    ]


def test_a_difference_is_told_by_account_to_the_rupiah_and_opens_both_sides():
    made = office()
    export(made, "SAKTI", "521213", realisasi=6_601)
    (one,) = found(made)
    assert [(row.account, row.difference, row.is_told) for row in one.rows] == [
        ("521213", -1, True),
        ("521219", 40, False),
    ]
    figure = one.rows[0].figures["difference"]
    assert (figure.value, figure.formula.values) == (
        -1,
        (("ours", 6_600), ("theirs", 6_601), ("difference", -1)),
    )
    assert [source.kind for source in figure.sources] == ["keuangan", "rekonsiliasi"]
    assert dict(figure.sources[0].only)["akun"] == (PAY,)


def test_sitab_is_held_against_each_body_of_the_months_that_it_tells():
    made = office()
    export(made, "SITAB", PAY, "PPK", "2024-01", realisasi=3_000, kecamatan="Kec 1")
    export(made, "SITAB", PAY, "PPS", "2024-01", realisasi=290, kecamatan="Kec 1", kelurahan="Kel 11")
    assert told(made) == [
        ("521213", "PPK", "realisasi", 0),
        ("521219", "PPK", "realisasi", 40),
        ("521213", "PPS", "realisasi", 10),
    ]
    assert told(made, place="Kel 11") == [("521213", "PPS", "realisasi", 10)]


def test_what_sakti_is_held_against_is_a_setting():
    made = office()
    export(made, "SAKTI", "521213", realisasi=6_630)
    assert told(made)[0][3] == -30
    cash = adjusted(PEMILU.code, {"money.reconciled": "dicairkan"})
    assert told(made, election=cash)[0][3] == 0
    approved = adjusted(PEMILU.code, {"money.reconciled": "disahkan"})
    assert told(made, election=approved)[0][3] == 6_588 - 6_630


def test_larger_places_of_an_export_are_not_counted_beside_the_smaller():
    made = office()
    export(made, "SITAB", PAY, "PPK", realisasi=6_000)
    export(made, "SITAB", PAY, "PPK", realisasi=2_000, kecamatan="Kec 1")
    export(made, "SITAB", PAY, "PPK", realisasi=4_000, kecamatan="Kec 2")
    assert told(made)[0] == ("521213", "PPK", "realisasi", 0)


def test_nothing_is_compared_without_an_export_and_other_engines_say_the_same():
    made = office()
    assert found(made) == ()
    export(made, "OMSPAN", "521213", realisasi=6_000)
    assert (
        told(made, engine=world.on_duckdb)
        == told(made)
        == [("521213", "", "realisasi", 600), ("521219", "", "realisasi", 40)]
    )
