"""The ad-hoc bodies one by one: late, blocked, paid next, paid right, and with which documents."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import elections
import metrics
from elections import Election
from metrics import bodies as bodies_of
from metrics.bodies import Bodies
from metrics.spj_ageing import NOT_DUE, UNDATED
from tests.metrics.world import OFFICE, PEMILU, World, city, in_memory, named

TODAY = date(2023, 12, 22)
PAID = date(2023, 11, 1)
DUE = PAID + timedelta(days=30)
PPK, PPS, KPPS = 15_750_000, 7_350_000, 9_200_000


def looked_at(world: World, place: str = OFFICE, today: date = TODAY, election: Election = PEMILU) -> Bodies:
    tables = in_memory(world.arrow())
    known = metrics.places(tables)
    own = named(known, place)
    board = metrics.board(
        tables,
        election=election,
        place=own,
        as_of=today,
        today=today,
        places=known,
        ledger=1,
        freshness=world.seen(),
    )
    return bodies_of.bodies(tables, board, metrics.where_of(own, known), election, known)


def ppk(world: World, number: int = 1, period: str = "2023-11", **values: object) -> None:
    world.money("PPK", period, kecamatan=f"Kec {number}", **values)


def pps(world: World, name: str = "11", period: str = "2023-11", **values: object) -> None:
    world.money("PPS", period, kecamatan=f"Kec {name[0]}", kelurahan=f"Kel {name}", **values)


def kpps(world: World, name: str = "11", number: int = 1, **values: object) -> None:
    at = {"kecamatan": f"Kec {name[0]}", "kelurahan": f"Kel {name}", "tps": number}
    world.money("KPPS", "", **at, **values)


def document(world: World, body: str, period: str = "2023-11", **values: object) -> None:
    world.add("dokumen", f"{body}|{period}", TODAY, badan=body, periode=period, **values)


# -- ageing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "band"), [(-1, 0), (0, 0), (1, 1), (7, 1), (8, 2), (14, 2), (15, 3), (30, 3), (31, 4), (400, 4)]
)
def test_money_stands_in_the_band_of_its_days_past_due(days: int, band: int):
    world = city()
    pps(world, dicairkan=100, spj=40, tgl_cair=PAID)
    found = looked_at(world, today=DUE + timedelta(days=days)).ageing
    assert [one.amount for one in found.total.bands] == [60 if at == band else 0 for at in range(UNDATED + 1)]
    assert found.total.late.amount == (60 if days > 0 else 0)
    assert len(found.late) == (days > 0)


def test_bands_add_up_to_the_same_at_every_level_and_to_what_is_outstanding():
    world = city()
    for number in (1, 2):
        ppk(world, number, dicairkan=900, spj=100 * number, tgl_cair=PAID)
        for name in (f"{number}1", f"{number}2"):
            pps(world, name, dicairkan=500, setor_kembali=50, tgl_cair=PAID + timedelta(days=9 * number))
            for station in (1, 2, 3):
                kpps(world, name, station, dicairkan=70, tgl_cair=TODAY)
    whole = looked_at(world).ageing
    outstanding = sum(one.amount for one in whole.total.bands)
    assert outstanding == 800 + 700 + 4 * 450 + 12 * 70
    for rows in (whole.rows, whole.bodies):
        for band in range(UNDATED + 1):
            assert sum(row.bands[band].amount for row in rows) == whole.total.bands[band].amount
        assert sum(row.late.bodies for row in rows) == whole.total.late.bodies
    assert [(one.code, one.bands[NOT_DUE].amount) for one in whole.bodies if one.code == "KPPS"] == [
        ("KPPS", 840)
    ]
    for row in whole.rows:
        assert row.place
        below = looked_at(world, row.place.name).ageing
        assert [one.amount for one in below.total.bands] == [one.amount for one in row.bands]
        assert sum(one.late.amount for one in below.rows) == row.late.amount


def test_the_money_of_a_ppk_stands_under_its_own_place_and_what_the_list_lacks_under_none():
    world = city()
    ppk(world, dicairkan=900, tgl_cair=PAID)
    pps(world, dicairkan=500, tgl_cair=PAID)
    pps(world, "1X", dicairkan=70, tgl_cair=PAID)
    rows = looked_at(world, "Kec 1").ageing.rows
    assert {row.place and row.place.name: row.late.amount for row in rows} == {
        "Kec 1": 900,
        "Kel 11": 500,
        None: 70,
    }


def test_what_is_late_is_what_the_alerts_say_is_late():
    world = city()
    ppk(world, dicairkan=900, spj=100, tgl_cair=PAID)
    pps(world, dicairkan=500, tgl_cair=PAID)
    pps(world, "21", dicairkan=300, tgl_cair=TODAY)
    tables = in_memory(world.arrow())
    known = metrics.places(tables)
    board = metrics.board(
        tables,
        election=PEMILU,
        place=known[0],
        as_of=TODAY,
        today=TODAY,
        places=known,
        ledger=1,
        freshness=world.seen(),
    )
    alerts = [one.figure.value for one in board.alerts if one.code == "spj-late" and one.figure]
    assert sorted(alerts, key=str) == [500, 800]
    assert looked_at(world).ageing.total.late.amount == 1300


def test_money_whose_day_nobody_tells_is_in_no_band():
    world = city()
    world.money("PPK", "Tahap I", kecamatan="Kec 1", dicairkan=100)
    found = looked_at(world, today=date(2024, 12, 1)).ageing
    assert (found.total.bands[UNDATED].amount, found.late) == (100, ())


@pytest.mark.parametrize(("today", "late"), [(date(2023, 12, 5), 0), (date(2023, 12, 6), 1)])
def test_an_office_may_set_a_day_of_the_following_month(today: date, late: int):
    by_day = elections.adjusted("pemilu-2024", {"adhoc.due_by": "day", "adhoc.due_pps": "5"})
    world = city()
    pps(world, dicairkan=100, tgl_cair=date(2023, 11, 28))
    assert len(looked_at(world, today=today, election=by_day).ageing.late) == late
    assert looked_at(world, today=today).ageing.late == ()


# -- the next transfer -------------------------------------------------------------------------------


def standing(world: World, election: Election = PEMILU, today: date = TODAY) -> list[tuple[str, list[str]]]:
    found = looked_at(world, today=today, election=election).transfers
    return [(one.standing, [hold.why for hold in one.holds]) for one in found]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"spj": 100, "disahkan": 100}, ("may", [])),
        ({"spj": 90, "setor_kembali": 10, "disahkan": 90}, ("may", [])),
        ({"spj": 100, "disahkan": 99}, ("blocked", ["unapproved"])),
        ({"spj": 100, "status_spj": "masuk"}, ("blocked", ["unapproved"])),
        ({"spj": 100, "status_spj": "disahkan"}, ("may", [])),
        ({"spj": 100, "disahkan": 0, "status_spj": "revisi"}, ("blocked", ["sent-back"])),
        ({"spj": 100}, ("unknown", ["untold"])),
        ({"spj": 40, "disahkan": 40}, ("blocked", ["late"])),
        ({}, ("blocked", ["late"])),
    ],
)
def test_accountability_unlocks_the_next_transfer(values: dict[str, object], told: tuple[str, list[str]]):
    world = city()
    pps(world, dicairkan=100, pagu=100, tgl_cair=PAID, **values)
    pps(world, period="2023-12", pagu=130)
    assert standing(world) == [told]
    (one,) = looked_at(world).transfers
    assert one.term
    assert (one.term.period, one.amount) == ("2023-12", 130)


def test_money_that_is_still_being_spent_waits_unless_the_office_asks_for_due_money_alone():
    world = city()
    pps(world, dicairkan=100, tgl_cair=TODAY)
    assert standing(world) == [("waiting", ["open"])]
    due_only = elections.adjusted("pemilu-2024", {"adhoc.after": "due"})
    assert standing(world, due_only) == [("may", [])]
    handed_in = elections.adjusted("pemilu-2024", {"adhoc.needs": "handed-in"})
    pps(world, spj=100, disahkan=0)
    assert standing(world) == [("blocked", ["unapproved"])]
    assert standing(world, handed_in) == [("may", [])]


def test_an_sptjb_that_came_in_lifts_the_block_and_only_its_own():
    world = city()
    for name in ("11", "12"):
        pps(world, name, dicairkan=100, tgl_cair=PAID)
    document(world, "PPS", kecamatan="Kec 1", kelurahan="Kel 11", dn04="salinan")
    document(world, "PPS", kecamatan="Kec 1", kelurahan="Kel 12", dn04="belum")
    assert sorted(standing(world)) == [("blocked", ["late"]), ("waiting", ["sptjb"])]
    strict = elections.adjusted("pemilu-2024", {"adhoc.sptjb_unblocks": "off"})
    assert standing(world, strict) == [("blocked", ["late"])] * 2


def test_one_late_body_holds_up_its_kecamatan_where_the_office_says_so():
    world = city()
    pps(world, "11", dicairkan=100, tgl_cair=PAID)
    pps(world, "12", dicairkan=100, spj=100, disahkan=100, tgl_cair=PAID)
    pps(world, "21", dicairkan=100, spj=100, disahkan=100, tgl_cair=PAID)
    assert [one for one, _ in standing(world)] == ["blocked", "may", "may"]
    together = elections.adjusted("pemilu-2024", {"adhoc.together": "on"})
    assert standing(world, together) == [("blocked", ["late"]), ("blocked", ["together"]), ("may", [])]
    groups = looked_at(world, election=together).groups
    assert [(one.place.name if one.place else "", one.body, one.standing) for one in groups] == [
        ("Kec 1", "PPS", "blocked"),
        ("Kec 2", "PPS", "may"),
    ]


def test_a_body_that_was_never_paid_may_be_and_its_parts_do_not_block_each_other():
    world = city()
    kpps(world, pagu=9_200_000, akun="521213")
    kpps(world, "11", 2, pagu=9_200_000, akun="521213", dicairkan=9_200_000, tgl_cair=TODAY)
    kpps(world, "11", 2, pagu=936_000, akun="521211")
    found = looked_at(world).transfers
    assert [(one.standing, one.amount) for one in found] == [("may", 9_200_000), ("may", 936_000)]


# -- cash --------------------------------------------------------------------------------------------


def test_each_week_until_after_voting_tells_what_must_go_out():
    world = city()
    ppk(world, period="2023-11", pagu=100, dicairkan=90, tgl_cair=PAID)
    ppk(world, period="2023-12", pagu=110)
    kpps(world, pagu=1000)
    found = looked_at(world).cash
    # Of December nothing was paid on the 20th: overdue, in the first week. January and February like it.
    assert (found.weeks[0].first, found.weeks[0].last) == (date(2023, 12, 18), date(2023, 12, 24))
    assert found.weeks[-1].first <= date(2024, 2, 21) <= found.weeks[-1].last
    told = {one.first: (one.stated, one.estimated, one.overdue) for one in found.weeks if one.amount}
    assert told == {
        date(2023, 12, 18): (110, 0, 110),
        date(2024, 1, 15): (0, 110, 0),
        date(2024, 2, 5): (1000, 0, 0),
        date(2024, 2, 19): (0, 110, 0),
    }
    assert found.amount == 110 + 110 + 1000 + 110
    assert found.weeks[0].of("PPK") == 110


def test_money_without_a_day_is_told_apart():
    world = city()
    world.money("PPS", "Tahap II", kecamatan="Kec 1", kelurahan="Kel 11", pagu=70)
    found = looked_at(world).cash
    assert (found.amount, [one.amount for one in found.undated]) == (0, [70])


# -- honor -------------------------------------------------------------------------------------------


def test_right_honor_raises_nothing_and_adds_up_by_body():
    world = city()
    for number in (1, 2):
        ppk(world, number, akun="6867.521213", pagu=PPK, dicairkan=PPK, realisasi=PPK)
        ppk(world, number, "2023-12", akun="6867.521213", pagu=PPK)
    kpps(world, akun="", uraian="Honorarium KPPS", pagu=KPPS)
    kpps(world, akun="521211", uraian="Konsumsi", pagu=936_000)
    found = looked_at(world).honor
    assert found.differences == ()
    told = {
        one.rate.body: (one.listed, one.bodies, one.months, one.computed, one.stated) for one in found.paid
    }
    assert told == {
        "PPK": (2, 2, 4, 4 * PPK, 4 * PPK),
        "PPS": (4, 0, 0, 0, 0),
        "KPPS": (12, 1, 1, KPPS, KPPS),
    }


@pytest.mark.parametrize(
    ("stated", "cause", "count", "name"),
    [
        (PPS + 1_300_000, "members", 1, "anggota"),
        (PPS - 2 * 1_050_000, "members", -2, "pelaksana"),
        (2 * PPS, "months", 2, ""),
        (PPS + 1, "unclear", 0, ""),
    ],
)
def test_a_difference_is_named_by_what_alone_explains_it(stated: int, cause: str, count: int, name: str):
    world = city()
    pps(world, akun="521213", pagu=PPS, dicairkan=stated)
    (one,) = looked_at(world).honor.differences
    assert (one.measure, one.amount) == ("dicairkan", stated - PPS)
    assert (one.explained.cause, one.explained.count, one.explained.name) == (cause, count, name)


def test_where_the_sheet_tells_roles_the_one_whose_pay_differs_is_named():
    paid = {one.role: one.members * one.amount for one in PEMILU.honor if one.body == "PPS"}
    for more, other, expected in ((70_000, 0, ("role", 140_000, "anggota")), (70_000, 5, ("unclear", 0, ""))):
        world = city()
        extra = {"anggota": 2 * more, "ketua": other}
        for role, amount in paid.items():
            pps(world, akun="521213", uraian=f"Honor {role} PPS", dicairkan=amount + extra.get(role, 0))
        (one,) = looked_at(world).honor.differences
        assert (one.explained.cause, one.explained.count, one.explained.name) == expected


def test_the_rate_of_another_election_is_known():
    world = city()
    kpps(world, akun="521213", pagu=7_300_000)
    (one,) = looked_at(world).honor.differences
    assert (one.explained.cause, one.explained.name, one.amount) == ("other-rate", "pilkada-2024", -1_900_000)
    pilkada = replace(PEMILU, honor=elections.load("pilkada-2024").honor)
    assert looked_at(world, election=pilkada).honor.differences == ()


def test_honor_that_is_being_handed_out_is_no_difference_until_it_is_accounted_for():
    world = city()
    pps(world, akun="521213", pagu=PPS, dicairkan=PPS, realisasi=PPS - 500)
    assert looked_at(world).honor.differences == ()
    pps(world, "12", akun="521213", pagu=PPS, dicairkan=PPS, realisasi=PPS - 500, spj=PPS - 500)
    assert [one.measure for one in looked_at(world).honor.differences] == ["realisasi"]


def test_members_and_rates_are_settings():
    changed = elections.adjusted("pemilu-2024", {"honor.PPS.pelaksana.members": "1"})
    world = city()
    pps(world, akun="521213", pagu=PPS - 1_050_000)
    assert looked_at(world, election=changed).honor.differences == ()
    assert len(looked_at(world).honor.differences) == 1


# -- documents ---------------------------------------------------------------------------------------


def test_what_is_missing_is_told_by_body_month_and_document():
    world = city()
    pps(world, "11", dicairkan=100, tgl_cair=PAID)
    pps(world, "12", dicairkan=100, tgl_cair=PAID)
    wanted = PEMILU.adhoc.documents["PPS"]
    there = dict.fromkeys(wanted, "masuk")
    document(world, "PPS", kecamatan="Kec 1", kelurahan="Kel 11", **{**there, "dn04": "salinan", "bku": None})
    found = looked_at(world).papers
    assert looked_at(world).has_papers
    counted = found.counted
    assert (counted.there, counted.missing, counted.untold) == (len(wanted) - 2, 1, 1 + len(wanted))
    ((name, lacking),) = found.reminders
    assert (name, [one.at[1] for one in lacking], [one.count for one in lacking]) == (
        "Kec 1",
        ["Kel 11", "Kel 12"],
        [1, 1],
    )
    assert [one.missing for one in lacking] == [(("dn04", "salinan"), ("bku", "untold")), ()]
    assert [shelf.complete for shelf in found.shelves] == [0]


def test_stations_of_a_kelurahan_that_lack_the_same_are_reminded_together():
    world = city(1, 1, 3)
    first = PEMILU.adhoc.documents["KPPS"][0]
    there = dict.fromkeys(PEMILU.adhoc.documents["KPPS"], "masuk")
    for tps, state in ((1, "belum"), (2, "belum"), (3, "revisi")):
        kpps(world, number=tps, dicairkan=100, tgl_cair=PAID)
        states = {**there, first: state}
        document(world, "KPPS", "", kecamatan="Kec 1", kelurahan="Kel 11", tps=tps, **states)
    ((_, lacking),) = looked_at(world).papers.reminders
    assert [(one.at[2], one.missing, one.count) for one in lacking] == [
        (-1, ((first, "belum"),), 2),
        (-1, ((first, "revisi"),), 1),
    ]


def test_a_body_reminds_of_nothing_when_all_is_there():
    world = city()
    kpps(world, dicairkan=100, tgl_cair=PAID)
    there = dict.fromkeys(PEMILU.adhoc.documents["KPPS"], "lengkap")
    document(world, "KPPS", "", kecamatan="Kec 1", kelurahan="Kel 11", tps=1, **there)
    found = looked_at(world).papers
    assert (found.reminders, found.counted.missing, found.shelves[0].complete) == ((), 0, 1)


def test_without_sheets_there_is_nothing_to_tell():
    found = looked_at(city())
    assert (found.ageing.rows, found.transfers, found.cash.amount, found.has_papers) == ((), (), 0, False)
