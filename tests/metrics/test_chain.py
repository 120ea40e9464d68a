"""Out of each level is into the next: the first break is named with its place, of goods and of money."""

import random
from datetime import date

import narwhals as nw
import pytest

import metrics
from metrics import chain, handovers, shipments
from metrics.chain import Break, Level, Link
from metrics.items import Where
from metrics.model import Place
from tests.metrics.delivered import VOTING, Loss, delivered, losses, places
from tests.metrics.world import OFFICE, PEMILU, World, in_memory, on_duckdb

SEEDS = range(20)


def looked_at(world: World, today: date = VOTING) -> list[Link]:
    frames = in_memory(world.arrow())
    where = Where(OFFICE)
    sent = shipments.shipped(frames["distribusi"], where, "kotak", PEMILU, today)
    listed = [(row["kecamatan"], row["kelurahan"], row["tps"]) for row in world.facts["tps"]]
    inside = handovers.below(metrics.places(frames), where, listed)
    other = handovers.differing(frames["distribusi"], sent, where, "kotak", PEMILU, today)
    return handovers.links(sent, inside, other, PEMILU, "kotak", whole=True)


def told(found: Break) -> Loss:
    name = str(found.path[-1])
    if found.level == "TPS":
        name = f"{found.path[1]}/{found.path[2]}"
    level: shipments.Body = next(body for body in shipments.LEVELS if body == found.level)
    return level, name, "way" if found.kind == "on-the-way" else "place"


def test_boxes_that_all_went_down_break_nowhere():
    found = looked_at(delivered())
    assert handovers.broken(found) == ()
    # 3 kecamatan with 3 kelurahan of 4 polling stations and 5 boxes, and 2 boxes of each PPK.
    assert handovers.levels(found) == (Level("PPK", 186, 186), Level("PPS", 180, 180), Level("TPS", 180, 180))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_loss_anywhere_is_found_there_and_nowhere_else(seed: int):
    chance = random.Random(seed)
    lost = chance.choice(losses())
    count = chance.randint(1, 4)
    found = handovers.broken(looked_at(delivered({lost: count})))
    assert [(told(one), one.missing) for one in found] == [(lost, count)]


def test_twenty_losses_at_once_are_all_found_and_the_first_level_comes_first():
    chance = random.Random(20)
    # Two losses of one place would hide each other's size, not each other.
    lost = dict.fromkeys(chance.sample([one for one in losses() if one[0] == "TPS"], 11), 1)
    lost |= {
        (body, name, "way"): 1
        for body, name in chance.sample([one for one in places() if one[0] == "PPS"], 6)
    }
    lost |= {("PPK", f"Kec {number}", "place"): 1 for number in (1, 2, 3)}
    assert len(lost) == 20
    found = handovers.broken(looked_at(delivered(lost)))
    assert {told(one): one.missing for one in found} == lost
    assert [one.level for one in found] == ["PPK"] * 3 + ["PPS"] * 6 + ["TPS"] * 11


@pytest.mark.parametrize("days", [{}, {"PPK": 7}, {"PPK": 7, "PPS": 2}])
def test_what_is_planned_or_under_way_is_no_loss(days: dict[shipments.Body, int]):
    found = looked_at(delivered(days=days))
    assert handovers.broken(found) == ()


def test_what_a_place_plans_to_give_on_is_not_held_against_what_it_got():
    world = delivered(days={"PPK": 7})
    row = next(one for one in world.facts["distribusi"] if one["tujuan"] == "PPK")
    row["kotak_tiba"] = 60
    assert [(told(one), one.missing) for one in handovers.broken(looked_at(world))] == [
        (("PPK", "Kec 1", "way"), 2)
    ]


def test_a_kelurahan_of_which_no_sheet_tells_is_no_loss():
    world = delivered()
    world.facts["distribusi"] = [
        row
        for row in world.facts["distribusi"]
        if not (row["tujuan"] == "PPS" and row["kelurahan"] == "Kel 12")
    ]
    assert handovers.broken(looked_at(world)) == ()


def test_more_out_than_in_is_a_break_even_where_not_all_is_told():
    world = delivered()
    rows = world.facts["distribusi"]
    next(row for row in rows if row["tujuan"] == "PPS" and row["kelurahan"] == "Kel 13")["kotak"] = 50
    rows[:] = [row for row in rows if not (row["tujuan"] == "PPS" and row["kelurahan"] == "Kel 12")]
    found = handovers.broken(looked_at(world))
    assert ("PPS", "Kel 13", "way") in [told(one) for one in found]
    assert [one.missing for one in found if told(one) == ("PPK", "Kec 1", "place")] == [-10]


def test_a_day_that_lies_ahead_is_no_arrival():
    lost: dict[Loss, int] = {("TPS", "Kel 22/3", "way"): 2}
    assert handovers.broken(looked_at(delivered(lost), today=date(2024, 2, 12))) == ()
    assert len(handovers.broken(looked_at(delivered(lost), today=date(2024, 2, 13)))) == 1


# -- a sheet of arrivals alone ---------------------------------------------------------------------


def alone(world: World, level: str, name: str, arrived: int, *, planned: bool = True) -> World:
    """The arrival at a place told by a sheet of its own, and not by the plan's."""
    rows = world.facts["distribusi"]
    row = next(one for one in rows if one["grain"] == level and one[level] == name)
    rows.append({**row, "kotak": None, "kotak_tiba": arrived})
    row.update(kotak_tiba=None, tgl_tiba=None, no_bast=None, tgl_berangkat=None)
    if not planned:
        rows.remove(row)
    return world


@pytest.mark.parametrize(("arrived", "lost"), [(20, []), (17, [3]), (22, [-2])])
def test_arrivals_alone_are_held_against_the_plan_to_their_place(arrived: int, lost: list[int]):
    world = alone(delivered(), "kelurahan", "Kel 12", arrived)
    found = handovers.broken(looked_at(world))
    assert [one.missing for one in found if one.kind == "on-the-way"] == lost
    assert all(told(one)[:2] == ("PPS", "Kel 12") for one in found)


def test_arrivals_at_a_polling_station_alone_are_held_against_its_own_plan():
    world = delivered()
    rows = world.facts["distribusi"]
    plan = next(one for one in rows if one.get("kelurahan") == "Kel 13" and one.get("tps") == 2)
    rows.append({**plan, "kotak": None, "kotak_tiba": 4})
    plan.update(kotak_tiba=None, tgl_tiba=None, no_bast=None, tgl_berangkat=None)
    found = handovers.broken(looked_at(world))
    assert [(told(one), one.missing) for one in found] == [(("TPS", "Kel 13/2", "way"), 1)]


def test_arrivals_of_which_nobody_told_what_was_sent_are_no_loss_and_no_zero():
    world = alone(delivered(), "kelurahan", "Kel 12", 3, planned=False)
    frames = in_memory(world.arrow())
    sent = shipments.shipped(frames["distribusi"], Where(OFFICE), "kotak", PEMILU, VOTING)
    own = sent[shipments.To("PPS", "Kec 1", "Kel 12")]
    assert (own.amount("planned"), own.amount("arrived"), own.unsent) == (None, 3, 3)
    assert metrics.standing_of(own, VOTING, VOTING) == "unsent"
    # What it gave on is more than it got, which is told; how much was lost on the way nobody knows.
    assert [told(one) for one in handovers.broken(looked_at(world))] == [("PPS", "Kel 12", "place")]


def test_as_long_as_fewer_came_than_are_planned_nobody_knows_which():
    world = alone(delivered(), "kecamatan", "Kec 1", 30)
    rows = world.facts["distribusi"]
    plan = next(one for one in rows if one["tujuan"] == "PPK" and one["kecamatan"] == "Kec 1")
    rows.append({**plan, "kotak": 32})
    plan["kotak"] = 30
    frames = in_memory(world.arrow())
    sent = shipments.shipped(frames["distribusi"], Where(OFFICE), "kotak", PEMILU, VOTING)
    own = sent[shipments.To("PPK", "Kec 1")]
    assert (own.planned, own.arrived, own.shipments, own.there, own.unsent) == (62, 30, 2, 1, 30)
    assert handovers.broken(looked_at(world)) == ()


# -- the engine by itself --------------------------------------------------------------------------

BODIES = ("KPU", "PPK", "PPS")


def money(seed: int | None) -> tuple[list[Link], str]:
    """Rupiah from the office to 4 PPK and 12 PPS; `seed` takes some away at one of them."""
    chance = random.Random(seed)
    victim = f"PPS {chance.randint(0, 11)}" if chance.random() < 0.7 else f"PPK {chance.randint(0, 3)}"
    lost = chance.randint(1, 9_000_000) if seed is not None else 0
    found = []
    for above in range(4):
        name = f"PPK {above}"
        gone = lost if name == victim else 0
        given = 3 * 10_000_000 + 2_500_000
        found.append(
            Link("PPK", Place(name, name, "kecamatan", None), (name,), given, given - gone, 2_500_000)
        )
        for one in range(3):
            inner = f"PPS {above * 3 + one}"
            gone = lost if inner == victim else 0
            place = Place(inner, inner, "kelurahan", name)
            found.append(
                Link("PPS", place, (name, inner), 10_000_000, 10_000_000 - gone, 10_000_000 - gone, 0)
            )
    return found, victim


@pytest.mark.parametrize("seed", SEEDS)
def test_money_that_does_not_come_in_is_named_by_the_same_rule(seed: int):
    found, victim = money(seed)
    assert [one.place.name for one in chain.breaks(found, BODIES)] == [victim]


def test_money_that_all_came_in_breaks_nowhere():
    found, _ = money(None)
    assert chain.breaks(found, BODIES) == ()
    assert chain.totals(found, BODIES)[1:] == (
        Level("PPK", 130_000_000, 130_000_000),
        Level("PPS", 120_000_000, 120_000_000),
    )


def test_what_nobody_reported_breaks_nothing():
    place = Place("1", "PPK 1", "kecamatan", None)
    assert chain.breaks([Link("PPK", place, ("PPK 1",), 10, None, 0, 7)], BODIES) == ()
    assert chain.breaks([Link("PPK", place, ("PPK 1",), None, 10)], BODIES) == ()


def test_shipments_are_added_up_alike_on_every_engine():
    lost: dict[Loss, int] = {("TPS", "Kel 22/3", "way"): 2, ("PPK", "Kec 3", "place"): 1}
    tables = delivered(lost).arrow()
    each = []
    for engine in (in_memory, on_duckdb):
        frame: nw.LazyFrame = engine(tables)["distribusi"]
        found = shipments.shipped(frame, Where(OFFICE), "kotak", PEMILU, VOTING)
        each.append((found, handovers.differing(frame, found, Where(OFFICE), "kotak", PEMILU, VOTING)))
    assert each[0] == each[1]
