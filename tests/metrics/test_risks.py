"""Notes on weather, security and access against shipments, stores and polling stations, day by day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import narwhals as nw
import pytest

import elections
from metrics.escorts import forces
from metrics.items import Where
from metrics.risks import Risks, risks
from tests.metrics.world import DAY, OFFICE, PEMILU, World, board, city, in_memory, on_duckdb

VOTING = PEMILU.voting_day
H_1 = VOTING - timedelta(days=1)
BEFORE = VOTING - timedelta(days=8)
DEMAK = {"Kel 11": 18, "Kel 12": 15, "Kel 13": 8}
"""41 polling stations behind one road."""


def demak(**fallbacks: str) -> World:
    """41 stations that wait for a road under heavy rain on H-1, and 20 others; `fallbacks` by kelurahan
    ("Kel_11")."""
    world = World()
    for kecamatan, inside in (("Kec 1", DEMAK), ("Kec 2", {"Kel 21": 20})):
        for kelurahan, count in inside.items():
            for number in range(1, count + 1):
                world.station(kecamatan, kelurahan, number)
                other = fallbacks.get(kelurahan.replace(" ", "_"))
                ship(world, "TPS", H_1, kecamatan, kelurahan, number, rute_cadangan=other)
    note(world, kecamatan="Kec 1", begins=H_1, ends=H_1, catatan="hujan lebat, banjir di jalan masuk")
    return world


def ship(
    world: World,
    goal: str,
    day: date | None,
    kecamatan: str,
    kelurahan: str | None = None,
    tps: int | None = None,
    **more: Any,
) -> None:
    at = {"kecamatan": kecamatan, "kelurahan": kelurahan, "tps": tps}
    told = {"pengawal": "2 Polri", "kotak": 5, **more}
    world.add("distribusi", "", DAY, tujuan=goal, tgl_rencana=day, **at, **told)


def note(world: World, begins: date | None, ends: date | None, **more: Any) -> None:
    told = {
        "jenis": "cuaca",
        "tingkat": "tinggi",
        "penulis": "Ketua PPK",
        "waktu": "2024-02-07 14:30",
        **more,
    }
    world.add("risiko", told.pop("wilayah", ""), DAY, tgl_mulai=begins, tgl_akhir=ends, **told)


def seen(world: World, today: date = BEFORE, election: elections.Election = PEMILU) -> Risks:
    return risks(in_memory(world.arrow()), Where(OFFICE), election, today)


def raised(world: World, today: date = BEFORE, election: elections.Election = PEMILU) -> dict[str, int]:
    """Count of each alert of weather, access and escorts."""
    found = board(world, today=today, election=election).alerts
    named = [one for one in found if one.code.startswith(("weather-", "escort-"))]
    return {one.code: dict(one.values)["count"] for one in named}  # pyright: ignore[reportReturnType]


# -- routes ------------------------------------------------------------------------------------------------


def test_the_41_stations_behind_a_flooded_road_are_listed():
    found = seen(demak())
    assert len(found.open_stations()) == 41
    assert {kelurahan for _, kelurahan, _ in found.open_stations()} == set(DEMAK)
    (alert,) = (one for one in board(demak(), today=BEFORE).alerts if one.code == "weather-route")
    assert (dict(alert.values)["name"], alert.due, alert.days_left) == ("Kec 1", H_1, 7)
    assert alert.figure is not None and alert.figure.value == 41
    listed = next(one for one in alert.figure.sources if one.kind == "tps")
    assert frozenset(listed.among) == found.open_stations()


def test_a_fallback_clears_exactly_the_stations_that_it_leads_to():
    before = seen(demak()).open_stations()
    after = seen(demak(Kel_12="Jl. Sultan Fatah")).open_stations()
    assert {kelurahan for _, kelurahan, _ in before - after} == {"Kel 12"}
    assert len(before - after) == 15 and len(after) == 26
    everywhere = demak(Kel_11="perahu", Kel_12="Jl. Sultan Fatah", Kel_13="perahu")
    assert seen(everywhere).open_stations() == frozenset()
    assert "weather-route" not in raised(everywhere)


def test_a_fallback_of_the_note_clears_all_that_it_meets():
    world = demak()
    world.facts["risiko"][0]["cadangan"] = "perahu BPBD di Dermaga Morodemak"
    assert seen(world).open_stations() == frozenset()
    assert {met.state for way, met in seen(world).ways if way.kecamatan == "Kec 1"} == {"covered"}


@pytest.mark.parametrize(("day", "there"), [(-1, False), (0, True), (1, True), (2, True), (3, False)])
def test_a_note_counts_from_its_first_to_its_last_day(day: int, there: bool):
    world, first = city(1, 1, 3), date(2024, 2, 10)
    ship(world, "PPS", first + timedelta(days=day), "Kec 1", "Kel 11")
    note(world, first, first + timedelta(days=2), kecamatan="Kec 1", jenis="akses")
    assert raised(world) == ({"weather-route": 3} if there else {})


@pytest.mark.parametrize(("today", "there"), [(-1, True), (0, True), (1, True), (2, False)])
def test_what_did_not_go_is_met_until_the_last_day_of_the_note(today: int, there: bool):
    world, first = city(1, 1, 3), date(2024, 2, 10)
    ship(world, "PPS", first, "Kec 1", "Kel 11")
    note(world, first, first + timedelta(days=1), kecamatan="Kec 1")
    assert ("weather-route" in raised(world, first + timedelta(days=today))) is there


@pytest.mark.parametrize(("ahead", "there"), [(11, False), (10, True), (9, True), (0, True)])
def test_the_office_says_how_many_days_ahead_it_is_told(ahead: int, there: bool):
    world = city(1, 1, 3)
    ship(world, "PPS", H_1, "Kec 1", "Kel 11")
    note(world, H_1, H_1, kecamatan="Kec 1")
    own = elections.adjusted("pemilu-2024", {"alerts.weather_lead": "10"})
    today = H_1 - timedelta(days=ahead)
    assert ("weather-route" in raised(world, today, own)) is there
    assert seen(world, today, own).open_stations(), "the page shows it however far ahead"


@pytest.mark.parametrize(("left", "severity"), [(2, "warning"), (1, "critical"), (0, "critical")])
def test_it_is_critical_from_the_day_before_on(left: int, severity: str):
    found = board(demak(), today=H_1 - timedelta(days=left)).alerts
    assert {one.severity for one in found if one.code == "weather-route"} == {severity}


@pytest.mark.parametrize(
    ("level", "least", "there"),
    [
        ("rendah", "sedang", False),
        ("sedang", "sedang", True),
        ("sedang", "tinggi", False),
        ("tinggi", "tinggi", True),
        (None, "tinggi", True),
        ("sangat buruk", "tinggi", True),
    ],
)
def test_the_office_says_which_level_counts(level: str | None, least: str, there: bool):
    world = city(1, 1, 3)
    ship(world, "PPS", H_1, "Kec 1", "Kel 11")
    note(world, H_1, H_1, kecamatan="Kec 1", tingkat=level)
    own = elections.adjusted("pemilu-2024", {"alerts.weather_level": least})
    assert ("weather-route" in raised(world, election=own)) is there


def test_what_arrived_with_its_record_is_past_all_weather():
    world = city(1, 1, 3)
    ship(world, "PPS", BEFORE, "Kec 1", "Kel 11", tgl_berangkat=BEFORE, tgl_tiba=BEFORE)
    note(world, BEFORE, H_1, kecamatan="Kec 1")
    assert "weather-route" in raised(world), "no record, no arrival"
    world.facts["distribusi"][0]["no_bast"] = "12/BAST/2024"
    assert raised(world) == {}


def test_a_note_on_a_kelurahan_does_not_close_the_way_to_the_kecamatan():
    world = city(1, 2, 3)
    ship(world, "PPK", H_1, "Kec 1")
    ship(world, "PPS", H_1, "Kec 1", "Kel 11")
    ship(world, "PPS", H_1, "Kec 1", "Kel 12")
    note(world, H_1, H_1, kecamatan="Kec 1", kelurahan="Kel 12")
    found = {(way.goal, way.kelurahan): met.state for way, met in seen(world).ways}
    assert found == {("PPK", None): "clear", ("PPS", "Kel 11"): "clear", ("PPS", "Kel 12"): "open"}


def test_a_note_on_a_route_meets_what_takes_it_and_nothing_else():
    world = city(2, 1, 3)
    ship(world, "PPK", H_1, "Kec 1", rute="Jl. Raya Timur")
    ship(world, "PPK", H_1, "Kec 2", rute="Jl. Raya Barat")
    note(world, H_1, H_1, rute="JL. RAYA  TIMUR", jenis="akses", kecamatan="Kec 2")
    assert {way.kecamatan for way, met in seen(world).ways if met.state == "open"} == {"Kec 1"}


def test_a_broken_bridge_lasts_until_somebody_says_otherwise_and_rain_for_its_day():
    for kind, there in (("akses", True), ("cuaca", False)):
        world = city(1, 1, 3)
        ship(world, "PPS", H_1, "Kec 1", "Kel 11")
        note(world, BEFORE, None, kecamatan="Kec 1", jenis=kind)
        assert ("weather-route" in raised(world)) is there


def test_no_day_is_no_all_clear():
    world = city(1, 1, 3)
    ship(world, "PPS", None, "Kec 1", "Kel 11")
    note(world, H_1, H_1, kecamatan="Kec 1")
    assert [met.state for _, met in seen(world).ways] == ["no-day"]


# -- stores and polling stations ---------------------------------------------------------------------------


def _stored(**more: Any) -> World:
    """Boxes that lie at a PPS from the 11th to the 13th, and at the city's store until the 10th."""
    world = city(1, 1, 3)
    ship(world, "PPK", date(2024, 2, 10), "Kec 1", asal="Gudang KPU", rute_cadangan="lain")
    ship(world, "PPS", date(2024, 2, 11), "Kec 1", "Kel 11", rute_cadangan="lain")
    for number in (1, 2, 3):
        ship(world, "TPS", date(2024, 2, 13), "Kec 1", "Kel 11", number, rute_cadangan="lain")
    balai = {"nama": "Balai Kel 11", "tingkat": "kelurahan", "kecamatan": "Kec 1", "kelurahan": "Kel 11"}
    world.add("gudang", "", DAY, **{**balai, **more})
    kpu = {"nama": "Gudang KPU", "tingkat": "kota", "kecamatan": "Kec 1", "kelurahan": "Kel 11"}
    world.add("gudang", "", DAY, bebas_banjir=True, **kpu)
    return world


@pytest.mark.parametrize(("day", "there"), [(10, False), (11, True), (13, True), (14, False)])
def test_a_flood_at_a_store_counts_while_goods_lie_there(day: int, there: bool):
    world = _stored()
    on = date(2024, 2, day)
    note(world, on, on, gudang="balai kel 11", jenis="banjir")
    assert ("weather-store" in raised(world)) is there
    if there:
        assert raised(world)["weather-store"] == 3


def test_a_store_that_floods_do_not_reach_is_clear_but_for_a_note_of_its_own():
    flood = {"jenis": "banjir", "kecamatan": "Kec 1", "kelurahan": "Kel 11"}
    wet, dry = _stored(), _stored(bebas_banjir=True)
    for world in (wet, dry):
        note(world, date(2024, 2, 12), date(2024, 2, 12), **flood)
    assert "weather-store" in raised(wet)
    assert "weather-store" not in raised(dry)
    note(dry, date(2024, 2, 12), date(2024, 2, 12), jenis="akses", gudang="Balai Kel 11")
    assert "weather-store" in raised(dry)


def test_a_store_lists_the_stations_whose_goods_have_not_left():
    world = _stored()
    note(world, date(2024, 2, 8), date(2024, 2, 8), gudang="Gudang KPU", jenis="akses")
    assert raised(world)["weather-store"] == 3
    world.facts["distribusi"][0]["tgl_berangkat"] = BEFORE
    assert "weather-store" not in raised(world)


@pytest.mark.parametrize(
    ("first", "last", "there"), [(-3, -1, False), (-1, 0, True), (0, 3, True), (1, 3, False)]
)
def test_polling_stations_count_on_voting_day(first: int, last: int, there: bool):
    world = city(1, 2, 3)
    note(
        world,
        VOTING + timedelta(days=first),
        VOTING + timedelta(days=last),
        kecamatan="Kec 1",
        kelurahan="Kel 12",
    )
    assert raised(world) == ({"weather-tps": 3} if there else {})


def test_a_station_on_stilts_stands_above_a_flood_and_not_above_a_closed_road():
    for kind, count in (("banjir", 2), ("akses", 3)):
        world = city(1, 1, 3)
        world.facts["tps"][0]["kondisi"] = "panggung"
        note(world, VOTING, VOTING, kecamatan="Kec 1", jenis=kind)
        assert raised(world)["weather-tps"] == count
        assert seen(world).stilted == (("Kec 1", "Kel 11", 1),)


def test_stations_are_prone_to_floods_by_their_list_or_by_a_note():
    world = city(1, 2, 3)
    world.facts["tps"][4]["kondisi"] = "rawan_banjir"
    note(
        world,
        date(2024, 1, 1),
        date(2024, 1, 2),
        kecamatan="Kec 1",
        kelurahan="Kel 11",
        jenis="banjir",
        tingkat="rendah",
    )
    assert seen(world).flooded == (*(("Kec 1", "Kel 11", n) for n in (1, 2, 3)), ("Kec 1", "Kel 12", 2))


# -- escorts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 Polri, 1 TNI", {"Polri": 2, "TNI": 1}),
        ("3 personel Polres dan 2 anggota Kodim", {"Polri": 3, "TNI": 2}),
        ("Polsek", {"Polri": 1}),
        ("1 Polri + 2 Satpol PP; Linmas", {"Polri": 1, "Satpol PP": 2, "Linmas": 1}),
        ("mobil patroli", {}),
        (None, {}),
    ],
)
def test_the_forces_of_an_escort_are_read(text: str | None, found: dict[str, int]):
    assert forces(text) == found


@pytest.mark.parametrize(("to", "count"), [("none", 0), ("PPK", 1), ("PPS", 2), ("TPS", 3)])
def test_shipments_without_an_escort_are_told_up_to_the_body_that_the_office_names(to: str, count: int):
    world = city(1, 1, 3)
    ship(world, "PPK", H_1, "Kec 1", pengawal=None)
    ship(world, "PPS", H_1, "Kec 1", "Kel 11", pengawal=None)
    ship(world, "TPS", H_1, "Kec 1", "Kel 11", 1, pengawal=None)
    ship(world, "PPK", H_1, "Kec 1")
    own = elections.adjusted("pemilu-2024", {"alerts.escort_to": to})
    assert raised(world, election=own) == ({"escort-missing": count} if count else {})
    assert len(seen(world, election=own).unguarded) == count


def test_a_note_on_security_asks_for_an_escort_on_its_days():
    world = city(1, 1, 3)
    ship(world, "TPS", H_1, "Kec 1", "Kel 11", 1, pengawal=None)
    ship(world, "TPS", H_1, "Kec 1", "Kel 11", 2)
    note(world, H_1, H_1, jenis="keamanan", kecamatan="Kec 1")
    assert raised(world) == {"escort-missing": 1}
    world.facts["risiko"][0]["tgl_akhir"] = world.facts["risiko"][0]["tgl_mulai"] = VOTING
    assert raised(world) == {}


def test_however_many_kecamatan_wait_it_is_one_alert_a_rule_that_names_the_soonest():
    world = city(5, 1, 3)
    for number in range(1, 6):
        day = H_1 - timedelta(days=number % 2)
        ship(world, "PPS", day, f"Kec {number}", f"Kel {number}1", pengawal=None)
        note(world, day, day, kecamatan=f"Kec {number}")
    assert raised(world) == {"weather-route": 15, "escort-missing": 5}
    for one in board(world, today=BEFORE).alerts:
        told = dict(one.values)
        assert (told["name"], one.due) == ("Kec 1, Kec 3, Kec 5, …", H_1 - timedelta(days=1))
    own = elections.adjusted("pemilu-2024", {"alerts.without": "Kec 1, Kec 2"})
    assert raised(world, election=own) == {"weather-route": 9, "escort-missing": 3}
    (first, _) = board(world, "Kec 2", BEFORE).alerts
    assert dict(first.values)["name"] == "Kel 21"


@pytest.mark.parametrize("rule", ["weather", "escort"])
def test_both_rules_can_be_switched_off(rule: str):
    world = demak()
    ship(world, "PPK", H_1, "Kec 2", pengawal=None)
    own = elections.adjusted("pemilu-2024", {f"alerts.{rule}": "off"})
    left = {"weather": {"escort-missing"}, "escort": {"weather-route"}}[rule]
    assert set(raised(world, election=own)) == left


# -- notes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("today", "standing"), [(-1, "ahead"), (0, "now"), (1, "now"), (2, "past")])
def test_a_note_is_ahead_holds_and_passes(today: int, standing: str):
    world, first = city(), date(2024, 2, 10)
    note(world, first, first + timedelta(days=1), kecamatan="Kec 1")
    day = first + timedelta(days=today)
    (one,) = seen(world, day).notes
    assert one.standing(day) == standing


def test_what_has_passed_stands_last():
    world = city()
    for first in (1, 20, 10):
        note(world, date(2024, 2, first), date(2024, 2, first), catatan=str(first))
    assert [one.text for one in seen(world, date(2024, 2, 10)).notes] == ["10", "20", "1"]


@pytest.mark.parametrize(
    ("author", "written", "signed"),
    [("Ketua PPK", "2024-02-07 14:30", True), (None, "2024-02-07 14:30", False), ("Ketua PPK", None, False)],
)
def test_a_note_needs_author_and_time(author: str | None, written: str | None, signed: bool):
    world = city()
    note(world, H_1, H_1, penulis=author, waktu=written)
    assert [one.signed for one in seen(world).notes] == [signed]


# -- places and engines ------------------------------------------------------------------------------------


def test_a_kecamatan_sees_its_own_and_what_is_said_of_the_whole_city():
    world = demak()
    note(world, H_1, H_1, catatan="angin kencang se-kota")
    tables = in_memory(world.arrow())
    below = risks(tables, Where(OFFICE, "Kec 2"), PEMILU, BEFORE)
    assert [one.text for one in below.notes] == ["angin kencang se-kota"]
    assert len(below.open_stations()) == 20
    kelurahan = risks(tables, Where(OFFICE, "Kec 1", "Kel 13"), PEMILU, BEFORE)
    assert len(kelurahan.open_stations()) == 8


def test_all_engines_see_the_same():
    def plain(found: Risks) -> Risks:
        return replace(found, notes=tuple(sorted(found.notes, key=lambda one: one.row)))

    world = demak(Kel_12="perahu")
    note(world, VOTING, VOTING, kecamatan="Kec 2", jenis="banjir")
    engines: list[Mapping[str, nw.LazyFrame]] = [on_duckdb(world.arrow()), in_memory(world.arrow())]
    mine, theirs = (plain(risks(one, Where(OFFICE), PEMILU, BEFORE)) for one in engines)
    assert mine == theirs and mine.open_stations()
