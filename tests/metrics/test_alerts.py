"""Alerts: on their day and not before, one a cause, one line each."""

import json
from datetime import date, timedelta

import pytest

import metrics
import texts
from metrics import Board
from tests.metrics.test_readiness import everything
from tests.metrics.world import DAY, OFFICE, PEMILU, World, board, city, codes

LANGS = texts.LANGUAGES


def bogor(day: date) -> World:
    """All ballots but Presiden, in one sheet of the city."""
    world = city()
    for item in PEMILU.items:
        if item.ballot:
            world.goods(item.code, day, kebutuhan=817_283, diterima=0 if item.code == "PPWP" else 817_283)
    return world


@pytest.mark.parametrize(
    ("today", "severity", "due", "left", "text"),
    [
        (
            date(2024, 1, 4),
            "warning",
            date(2024, 1, 15),
            11,
            "Surat suara Presiden belum diterima, 817.283 lembar, 11 hari lagi (tenggat 15 Januari 2024)",
        ),
        (
            date(2024, 1, 14),
            "warning",
            date(2024, 1, 15),
            1,
            "Surat suara Presiden belum diterima, 817.283 lembar, besok (tenggat 15 Januari 2024)",
        ),
        (
            date(2024, 1, 15),
            "warning",
            date(2024, 1, 15),
            0,
            "Surat suara Presiden belum diterima, 817.283 lembar, hari ini (tenggat 15 Januari 2024)",
        ),
        (
            date(2024, 1, 16),
            "critical",
            date(2024, 2, 13),
            28,
            "Surat suara Presiden belum diterima, 817.283 lembar, terlambat sejak 15 Januari 2024; "
            "28 hari lagi ke 13 Februari 2024",
        ),
        (
            date(2024, 2, 14),
            "critical",
            date(2024, 2, 13),
            -1,
            "Surat suara Presiden belum diterima, 817.283 lembar, terlambat sejak 15 Januari 2024; "
            "lewat 1 hari ke 13 Februari 2024",
        ),
    ],
)
def test_a_missing_ballot_against_the_deadline(today: date, severity: str, due: date, left: int, text: str):
    found = board(bogor(today), today=today)
    assert codes(found) == [("ballot-not-received", "PPWP")]
    one = found.alerts[0]
    assert (one.severity, one.due, one.days_left) == (severity, due, left)
    assert one.since == (date(2024, 1, 15) if severity == "critical" else None)
    assert metrics.alert_text(one, found, PEMILU, "id") == text


def test_two_missing_ballots_are_two_alerts_of_24_days():
    found = board(everything(city(), but={"PPWP": 0, "DPD": 0}))
    assert codes(found) == [("ballot-not-received", "PPWP"), ("ballot-not-received", "DPD")]
    assert {(one.due, one.days_left) for one in found.alerts} == {(date(2024, 1, 15), 24)}


def test_short_items_on_7_february_have_six_days_left():
    today = date(2024, 2, 7)
    found = board(everything(city(), today, but={"SAMPUL": 90, "LEM": 0}), today=today)
    assert codes(found) == [("short", "SAMPUL"), ("item-not-received", "LEM")]
    assert {(one.due, one.days_left, one.severity) for one in found.alerts} == {
        (date(2024, 2, 13), 6, "critical")
    }


@pytest.mark.parametrize(("damaged", "code"), [(19, "short"), (20, "short"), (21, "damaged-over-reserve")])
def test_damage_over_the_reserve_stands_for_the_shortage_that_it_makes(damaged: int, code: str):
    world = city()
    world.goods("DPR", kebutuhan=1000, diterima=1000, rusak=damaged)
    assert codes(board(world)) == [(code, "DPR")]


def test_damage_that_was_replaced_is_none():
    world = city()
    world.goods("DPR", kebutuhan=1000, diterima=1000, rusak=50, pengganti=50)
    assert codes(board(world)) == []


@pytest.mark.parametrize(("today", "is_late"), [(12, False), (13, False), (14, True)])
def test_goods_not_confirmed_at_polling_stations_are_late_after_h_1(today: int, is_late: bool):
    day = date(2024, 2, today)
    world = city()
    for row in list(world.facts["tps"]):
        at = {name: row[name] for name in ("kecamatan", "kelurahan", "tps")}
        world.goods("TINTA", day, **at, kebutuhan=2, diterima=2, dikonfirmasi=1)
    found = board(world, today=day)
    assert codes(found) == ([("late", "TINTA")] if is_late else [])


@pytest.mark.parametrize(("silent", "is_silent"), [(6, False), (7, True), (8, True)])
def test_a_kecamatan_is_silent_when_others_reported(silent: int, is_silent: bool):
    world = city()
    world.goods("BILIK", DAY - timedelta(days=silent), kecamatan="Kec 1", kebutuhan=24, diterima=24)
    world.goods("BILIK", DAY, kecamatan="Kec 2", kebutuhan=24, diterima=24)
    found = [one for one in board(world).alerts if one.code == "silent-kecamatan"]
    assert [one.place.name for one in found if one.place] == (["Kec 1"] if is_silent else [])
    if found:
        last = texts.numbers.day(DAY - timedelta(days=silent), "id")
        told = metrics.alert_text(found[0], board(world), PEMILU, "id")
        assert told == f"Kec 1 sudah {silent} hari tidak lapor (terakhir {last}, oleh Kasubbag KUL)"


def test_a_reported_zero_is_no_silence_and_a_whole_silent_city_is_stale():
    world = city()
    for name in ("Kec 1", "Kec 2"):
        world.goods("BILIK", DAY, kecamatan=name, kebutuhan=24, diterima=0)
    assert codes(board(world)) == [("item-not-received", "BILIK")]
    later = DAY + timedelta(days=8)
    assert {one.code for one in board(world, today=later).alerts} == {"item-not-received", "stale-logistik"}


@pytest.mark.parametrize(("age", "stale"), [(6, False), (7, True), (8, True)])
def test_data_grow_old_on_their_day(age: int, stale: bool):
    world = everything(city(), DAY - timedelta(days=age))
    found = board(world)
    assert found.readiness.percent.freshness.stale is stale
    assert ("stale-logistik" in {one.code for one in found.alerts}) is stale
    assert found.readiness.percent.freshness.uploaded_by == "Kasubbag KUL"


@pytest.mark.parametrize(
    ("planned", "arrived", "bast", "raised"),
    [
        (DAY - timedelta(days=1), None, None, True),
        (DAY, None, None, False),
        (DAY + timedelta(days=1), None, None, False),
        (DAY - timedelta(days=1), DAY, "12/BAST/2023", False),
        (DAY - timedelta(days=1), DAY, None, True),
        (DAY - timedelta(days=1), DAY, "", True),
        (DAY - timedelta(days=1), DAY + timedelta(days=1), "12/BAST/2023", True),
        (DAY - timedelta(days=1), None, "12/BAST/2023", True),
    ],
)
def test_a_plan_is_no_evidence(planned: date, arrived: date | None, bast: str | None, raised: bool):
    world = city()
    world.add(
        "distribusi",
        "",
        DAY,
        kecamatan="Kec 1",
        tujuan="PPK",
        kotak=10,
        tgl_rencana=planned,
        tgl_tiba=arrived,
        no_bast=bast,
    )
    found = board(world)
    assert ("planned-no-evidence" in {one.code for one in found.alerts}) is raised
    if raised:
        assert metrics.alert_text(found.alerts[0], found, PEMILU, "id") == (
            "Kec 1: 1 kiriman direncanakan, belum ada bukti tiba (rencana sejak 21 Desember 2023)"
        )


def test_an_expected_day_never_counts_as_arrived():
    world = city()
    world.goods("PPWP", kebutuhan=100, diterima=0, tgl_perkiraan=DAY - timedelta(days=1))
    one = next(one for one in board(world).items if one.item == "PPWP")
    assert (one.state, one.expected, one.percent.value) == ("not-received", DAY - timedelta(days=1), 0.0)


def test_every_alert_is_one_line_in_both_languages_and_says_what_to_do():
    for found in (_worst(), board(bogor(DAY), today=date(2024, 1, 16))):
        assert found.alerts
        for one in found.alerts:
            for lang in LANGS:
                text = metrics.alert_text(one, found, PEMILU, lang)
                assert len(text) <= 140, text
                assert "\n" not in text
                assert metrics.alert_todo(one, found, PEMILU, lang)


def _worst() -> Board:
    world = city(kecamatan=3)
    longest = "Kecamatan Muara Bangka Hulu Selatan"
    for row in world.facts["tps"]:
        if row["kecamatan"] == "Kec 1":
            row["kecamatan"] = longest
    today = date(2024, 2, 14)
    old = today - timedelta(days=70)
    for item in PEMILU.items:
        for name in (longest, "Kec 2"):
            day = today if name == "Kec 2" else old
            world.goods(
                item.code, day, kecamatan=name, kebutuhan=1_234_567, diterima=1_000_000, rusak=900_000
            )
        world.goods(item.code, today, kebutuhan=9_234_567, diterima=8_000_000)
    for name in (longest, "Kec 2"):
        world.money(
            "KPPS", "2023-10", old, kecamatan=name, pagu=10**12, dicairkan=2 * 10**12, realisasi=3 * 10**12
        )
    world.add("distribusi", "", old, kecamatan=longest, tgl_rencana=old, kotak=1)
    return board(world, today=today)


def test_the_worst_come_first():
    found = _worst()
    order = {"critical": 0, "warning": 1, "note": 2}
    assert [order[one.severity] for one in found.alerts] == sorted(
        order[one.severity] for one in found.alerts
    )
    assert found.place.name == OFFICE


def test_totals_stated_wrongly_give_one_alert_a_table_by_the_greatest_difference():
    world = city()
    world.goods("KOTAK", kebutuhan=10, diterima=10)
    week = timedelta(days=7)
    for table, cell, stated, age in ((0, "E9", 10, 0), (0, "F9", 30, 0), (1, "C4", 7, 0), (2, "C4", 7, 1)):
        told = [["field", "x"], ["stated", stated], ["computed", 5], ["difference", stated - 5]]
        world.remarks.append(
            {
                "office": OFFICE,
                "kind": "logistik",
                "data_date": DAY - age * week,
                "code": "total-does-not-add-up",
                "sheet": f"Lembar {table}",
                "cell": cell,
                "file": "rekap.xlsx",
                "upload_id": "u",
                "table_no": table,
                "told": json.dumps(told),
            }
        )
    made = board(world)
    lines = [
        metrics.alert_text(one, made, PEMILU, "id") for one in made.alerts if one.code == "stated-total-wrong"
    ]
    assert lines == [
        "rekap.xlsx, Lembar 0!F9: jumlah tertulis 30, hasil penjumlahan 5, selisih 25",
        "rekap.xlsx, Lembar 1!C4: jumlah tertulis 7, hasil penjumlahan 5, selisih 2",
    ]
