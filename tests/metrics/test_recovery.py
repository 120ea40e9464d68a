"""The nearest surplus for a polling station that is short: of its dapil, never below the giver's own need."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.items import Where
from metrics.recovery import Recovery, Station, Stock, recoveries, stations, stocks
from tests.metrics.world import OFFICE, PEMILU, World, city, in_memory, on_duckdb

A, B, C = (
    Station("Kec 1", "Kel 11", 1, "D1"),
    Station("Kec 1", "Kel 11", 2, "D1"),
    Station("Kec 1", "Kel 12", 1, "D1"),
)
D, E = Station("Kec 2", "Kel 21", 1, "D1"), Station("Kec 2", "Kel 22", 1, "D2")


def stock(at: Station, more: int, need: int = 100, item: str = "DPRDK") -> Stock:
    return Stock(item, at.kecamatan, at.kelurahan, at.tps, need, need + more)


def moves(found: tuple[Recovery, ...]) -> list[list[tuple[int, int, int]]]:
    listed = [A, B, C, D, E]
    return [[(listed.index(one.giver), one.amount, one.left) for one in short.moves] for short in found]


def test_the_nearest_gives_first_and_what_it_has_left_is_told():
    found = recoveries([stock(A, -10), stock(B, 4), stock(C, 3), stock(D, 9)], [A, B, C, D, E])
    assert moves(found) == [[(1, 4, 0), (2, 3, 0), (3, 3, 6)]]
    assert (found[0].short, found[0].still) == (10, 0)


def test_a_surplus_of_another_dapil_is_never_proposed():
    found = recoveries([stock(A, -10), stock(E, 50)], [A, B, C, D, E])
    assert moves(found) == [[]]
    assert found[0].still == 10


def test_a_station_whose_dapil_is_not_known_neither_gives_nor_gets():
    nowhere = Station("Kec 1", "Kel 11", 3)
    assert moves(recoveries([stock(nowhere, -5), stock(B, 9)], [B, nowhere])) == [[]]
    assert recoveries([stock(A, -5), stock(nowhere, 9)], [A, nowhere])[0].moves == ()
    assert recoveries([stock(A, -5), stock(B, 9)], [])[0].moves == ()


def test_by_coordinates_the_nearest_may_lie_in_another_kelurahan():
    short = Station("Kec 1", "Kel 11", 1, "D1", -6.9, 109.6)
    far = Station("Kec 1", "Kel 11", 2, "D1", -6.9, 109.7)
    near = Station("Kec 2", "Kel 21", 1, "D1", -6.9, 109.61)
    (found,) = recoveries([stock(short, -5), stock(far, 5), stock(near, 5)], [short, far, near])
    (move,) = found.moves
    assert move.giver == near
    # A hundredth of a degree of longitude there: 1.11 km times the cosine of the latitude.
    assert move.km == pytest.approx(1.104, abs=0.001)


@given(
    st.lists(st.tuples(st.sampled_from(range(40)), st.integers(-30, 30), st.sampled_from("AB")), max_size=60)
)
def test_nobody_ever_gives_more_than_its_surplus(rows: list[tuple[int, int, str]]):
    listed = [Station(f"Kec {n % 3}", f"Kel {n % 7}", n, f"D{n % 2}") for n in range(40)]
    at = {(n, item): more for n, more, item in rows if more}
    found = recoveries([stock(listed[n], more, item=item) for (n, item), more in at.items()], listed)
    given_away: Counter[tuple[Station, str]] = Counter()
    for one in found:
        getter = listed[one.stock.tps]
        assert one.still >= 0
        for move in one.moves:
            given_away[move.giver, one.stock.item] += move.amount
            assert move.giver.dapil == getter.dapil
            assert move.amount > 0
    for (giver, item), amount in given_away.items():
        assert amount <= at[giver.tps, item]
    # Nothing is left unused while somebody of the same dapil is short.
    for one in found:
        if one.still:
            dapil = listed[one.stock.tps].dapil
            for (n, item), more in at.items():
                if item == one.stock.item and more > 0 and listed[n].dapil == dapil:
                    assert given_away[listed[n], item] == more


def packed() -> World:
    world = city()
    for row in world.facts["tps"]:
        row["dapil"] = "D1" if row["kecamatan"] == "Kec 1" else "D2"
    kit = {"kecamatan": "Kec 1", "kelurahan": "Kel 11"}
    world.goods("PPWP", **kit, tps=1, kebutuhan=255, dikemas=230)
    world.goods("PPWP", **kit, tps=2, kebutuhan=255, dikemas=280)
    world.goods("PPWP", **kit, tps=3, kebutuhan=255)
    world.goods("TINTA", **kit, tps=1, dikemas=1)  # by the rule 2
    world.goods("PPWP", kecamatan="Kec 2", kelurahan="Kel 21", tps=2, kebutuhan=255, dikemas=0)
    world.goods("DPR", **kit, tps=2, kebutuhan=255, dikemas=0)
    return world


def test_what_is_there_is_told_by_the_furthest_stage_and_what_is_unknown_is_no_shortage():
    each = []
    for engine in (in_memory, on_duckdb):
        frames = engine(packed().arrow())
        found, empty = stocks(
            frames["logistik"], frames["tps"], Where(OFFICE), PEMILU, {"kebutuhan", "dikemas"}
        )
        each.append((recoveries(found, stations(frames["tps"])), empty))
    assert each[0] == each[1]
    told = {
        (one.stock.item, one.stock.tps): (one.short, [(m.giver.tps, m.amount, m.left) for m in one.moves])
        for one in each[0][0]
    }
    # Of the other dapil, and nobody has too much ink; of DPR ballots nothing is packed anywhere yet.
    assert told == {("PPWP", 1): (25, [(2, 25, 0)]), ("PPWP", 2): (255, []), ("TINTA", 1): (1, [])}
    assert each[0][1] == 1
