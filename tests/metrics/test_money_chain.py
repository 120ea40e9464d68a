"""The chain of money: of twenty seeded leaks the first broken level is named; nothing where all comes in."""

import random
from datetime import date
from typing import Any

import pytest

from metrics.items import Where
from metrics.money_chain import Step, broken
from metrics.money_faults import Fault
from metrics.money_lines import MONEY, lines
from tests.metrics import world
from tests.metrics.world import World

DAY = date(2024, 2, 20)
ACCOUNT = "521219"


def faults(office: World) -> list[Fault]:
    """Where the chain of an office breaks."""
    frames = world.in_memory(office.arrow())
    return broken(lines(frames[MONEY], MONEY, Where(world.OFFICE)))[0]


def steps(office: World) -> tuple[Step, ...]:
    """The chain's steps from above."""
    frames = world.in_memory(office.arrow())
    return broken(lines(frames[MONEY], MONEY, Where(world.OFFICE)))[1]


def alerts(office: World, place: str | None = None) -> list[tuple]:
    """What the Board says of the chain: place, level, where, how much, and how many other breaks."""
    board = world.board(office, place, today=DAY)
    return [
        (
            one.place and one.place.name,
            *(dict(one.values)[name] for name in ("level", "at", "difference", "more")),
        )
        for one in board.alerts
        if one.code == "money-chain"
    ]


def passed_down(draw: random.Random) -> World:
    """Each PPK passes on to its PPS, and each PPS to its KPPS; all got what they were given."""
    office = World()
    for k in range(1, 4):
        to_pps = []
        for v in range(1, 4):
            stations = [draw.randint(1, 90) * 50_000 for _ in range(4)]
            own = draw.randint(1, 20) * 100_000
            for number, amount in enumerate(stations, 1):
                spent = draw.randint(0, amount)
                row(office, "KPPS", f"Kec {k}", f"Kel {k}{v}", number, amount, None, spent)
            row(office, "PPS", f"Kec {k}", f"Kel {k}{v}", None, sum(stations) + own, sum(stations), own)
            to_pps.append(sum(stations) + own)
        row(
            office,
            "PPK",
            f"Kec {k}",
            None,
            None,
            sum(to_pps) + 500_000,
            sum(to_pps),
            draw.randint(0, 500_000),
        )
    return office


def row(
    office: World,
    body: str,
    k: str,
    v: str | None,
    n: int | None,
    got: int,
    on: int | None,
    spent: int,
    **other: Any,
) -> None:
    values = {"dicairkan": got, "diterima": got, "diteruskan": on, "realisasi": spent, "setor_kembali": 0}
    office.money(body, "2024-02", DAY, kecamatan=k, kelurahan=v, tps=n, akun=ACCOUNT, **{**values, **other})


@pytest.mark.parametrize("seed", range(20))
def test_twenty_leaks_name_the_first_broken_level_and_nothing_else(seed: int):
    draw = random.Random(seed)
    office = passed_down(draw)
    assert faults(office) == []
    rows = office.facts["keuangan"]
    hit = draw.choice(rows)
    leak = draw.randint(1, 40_000)
    way = draw.choice(("receipt", "passed-on", "overspent") if hit["badan"] != "KPPS" else ("receipt",))
    at = tuple(hit[name] for name in ("kecamatan", "kelurahan", "tps") if hit[name] is not None)
    below = {"PPK": "PPS", "PPS": "KPPS"}.get(hit["badan"], "")
    if way == "receipt":
        # Its receipt tells less; whatever it passes on or spends then exceeds that may tell the same again.
        hit["diterima"] -= leak
        expected = (hit["badan"], "chain-on-the-way", leak)
        hit["realisasi"] = 0
        hit["diteruskan"] = None if hit["badan"] == "KPPS" else hit["diteruskan"]
    elif way == "passed-on":
        hit["diteruskan"] += leak
        hit["realisasi"] = 0
        hit["dicairkan"] = hit["diterima"] = hit["diterima"] + leak
        expected = (below, "chain-on-the-way", leak)
        if hit["badan"] == "PPS":  # its PPK passed on as much more
            above = next(
                one for one in rows if one["badan"] == "PPK" and one["kecamatan"] == hit["kecamatan"]
            )
            above["diteruskan"] += leak
            above["dicairkan"] = above["diterima"] = above["diterima"] + leak
    else:
        hit["realisasi"] = hit["diterima"] - hit["diteruskan"] + leak
        expected = (hit["badan"], "chain-at-the-place", leak)
    first = faults(office)[0]
    assert (first.body, first.code, first.amount) == expected
    assert tuple(name for name in first.at if name not in ("", -1)) == at
    assert {one.body for one in faults(office)} == {expected[0]}
    assert next(one.level for one in steps(office) if one.breaks) == expected[0]
    assert sum(one.breaks for one in steps(office)) == len(faults(office))


def test_what_is_not_spent_yet_is_no_leak_and_nor_is_what_nobody_told():
    office = World()
    row(office, "PPK", "Kec 1", None, None, 900, 0, 100)
    row(office, "PPS", "Kec 1", "Kel 11", None, 500, None, 0, diterima=None)
    assert faults(office) == []


def test_a_recap_is_held_against_its_bodies_of_the_same_day_and_account():
    office = World()
    row(office, "PPS", "Kec 1", "Kel 11", None, 500, None, 0)
    row(office, "PPS", "Kec 1", "Kel 12", None, 400, None, 0)
    row(office, "PPS", "Kec 1", None, None, 900, None, 0)
    assert faults(office) == []
    office.facts["keuangan"][-1]["dicairkan"] = 901
    (one,) = faults(office)
    assert (one.body, one.code, one.at, dict(one.values)["out"]) == (
        "PPS",
        "chain-on-the-way",
        ("Kec 1", "", -1),
        901,
    )
    office.facts["keuangan"][-1]["data_date"] = date(2024, 2, 19)
    assert faults(office) == []


def test_the_steps_tell_what_went_out_of_each_level_and_into_the_next():
    office = World()
    row(office, "PPK", "Kec 1", None, None, 900, 700, 0)
    for number in (1, 2):
        row(office, "PPS", "Kec 1", f"Kel 1{number}", None, 350, None, 0, diterima=350 - number)
    assert [(one.level, one.way, one.out, one.into, one.breaks) for one in steps(office)] == [
        ("PPK", "receipt", 900, 900, 0),
        ("PPS", "passed-on", 700, 700, 0),
        ("PPS", "receipt", 700, 697, 2),
    ]
    assert {measure for *_, measure in steps(office)[1].given} == {"diteruskan"}
    assert len(steps(office)[1].got) == 2


def test_the_board_tells_the_first_break_and_how_many_others_there_are():
    office = passed_down(random.Random(1))
    for k in range(1, 4):
        for v in range(1, 4):
            for number in range(1, 5):
                office.station(f"Kec {k}", f"Kel {k}{v}", number, 250)
    assert alerts(office) == []
    ppk = next(one for one in office.facts["keuangan"] if one["badan"] == "PPS")
    ppk["diterima"] -= 7
    ppk["diteruskan"] = None
    kpps = next(one for one in office.facts["keuangan"] if one["badan"] == "KPPS")
    kpps["diterima"] -= 1
    assert alerts(office) == [("Kec 1", "PPS", "Kel 11", 7, 1)]
    assert alerts(office, "Kel 11") == [(None, "PPS", "Kel 11", 7, 1)]
    assert alerts(office, "Kec 2") == []


@pytest.mark.parametrize(("stated", "missing"), [(900, None), (901, 1)])
def test_a_recap_that_differs_is_on_the_board_too(stated: int, missing: int | None):
    office = world.city(1, 2, 1)
    told: dict[str, Any] = {"diterima": None, "diteruskan": None}
    row(office, "PPS", "Kec 1", "Kel 11", None, 500, None, 0, **told)
    row(office, "PPS", "Kec 1", "Kel 12", None, 400, None, 0, **told)
    assert alerts(office) == []
    row(office, "PPS", "Kec 1", None, None, stated, None, 0, **told)
    assert alerts(office) == ([("Kec 1", "PPS", "Kec 1", missing, 0)] if missing else [])


@pytest.mark.parametrize("engine", [world.in_memory, world.on_duckdb])
@pytest.mark.parametrize(("got", "missing"), [(300, None), (299, 1)])
def test_receipts_alone_are_added_up_by_the_engine(got: int, missing: int | None, engine: Any):
    office = world.city(1, 1, 1)
    office.money("PPK", "", DAY, akun=ACCOUNT, kecamatan="Kec 1", dicairkan=500, diterima=200)
    office.money("PPK", "", DAY, akun=ACCOUNT, kecamatan="Kec 1", diterima=got)
    told = [one for one in world.board(office, today=DAY, engine=engine).alerts if one.code == "money-chain"]
    assert [dict(one.values)["difference"] for one in told] == ([missing] if missing else [])


@pytest.mark.parametrize(("day", "broken"), [(DAY, True), (date(2024, 2, 21), False)])
def test_a_payment_of_a_newer_sheet_is_not_held_against_an_older_receipt(day: date, broken: bool):
    office = world.city(1, 1, 1)
    office.money("PPK", "", DAY, akun=ACCOUNT, kecamatan="Kec 1", diterima=300)
    office.money("PPK", "", day, akun=ACCOUNT, kecamatan="Kec 1", dicairkan=500)
    assert bool(faults(office)) is broken
