"""TPS lengkap against a count by hand: in a small city, and in one of 8,167 polling stations."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest

import metrics
from loaders import layouts
from tests.metrics.world import (
    CLAIMS,
    DAY,
    NOON,
    OFFICE,
    PEMILU,
    REMARKS,
    Seen,
    World,
    board,
    city,
    in_memory,
)

KIT = ("PPWP", "DPR", "DPD", "KOTAK", "TINTA")
SURABAYA = 8_167


def test_five_items_each_99_percent_short_in_different_stations_are_counted_as_by_hand():
    made, lacking = city(kecamatan=2, kelurahan=5, stations=50), set[tuple[str, str, int]]()
    stations = [(row["kecamatan"], row["kelurahan"], row["tps"]) for row in made.facts["tps"]]
    for at, item in enumerate(KIT):
        for number, (kecamatan, kelurahan, tps) in enumerate(stations):
            # One station in a hundred lacks all of an item, another one for each item.
            short = number % 100 == 10 * at
            if short:
                lacking.add((kecamatan, kelurahan, tps))
            made.goods(
                item,
                kecamatan=kecamatan,
                kelurahan=kelurahan,
                tps=tps,
                kebutuhan=10,
                diterima=0 if short else 10,
            )
    found = board(made)
    assert [one.percent.value for one in found.items if one.item in KIT] == [99.0] * 5
    assert len(lacking) == 25
    assert found.tps.complete is not None
    assert (found.tps.complete.value, found.tps.total) == (len(stations) - len(lacking), 500)


@pytest.fixture(scope="module")
def surabaya() -> tuple[metrics.Board, int]:
    """The Board of a city of 8,167 polling stations in which each of five items is at 99 %, and the number of
    complete ones counted by hand."""
    stations = [
        (f"Kec {number % 31 + 1:02d}", f"Kel {number % 31 + 1:02d}{number % 155 // 31}", number)
        for number in range(1, SURABAYA + 1)
    ]
    rows, complete = [], 0
    for at, (kecamatan, kelurahan, tps) in enumerate(stations):
        short = {item for turn, item in enumerate(KIT) if (at * 7 + turn * 1_633) % 100 == 0}
        complete += not short
        rows += [(item, kecamatan, kelurahan, tps, 300, 0 if item in short else 300) for item in KIT]
    tables = _tables(stations, rows)
    frames = in_memory(tables)
    known = metrics.places(frames)
    found = metrics.board(
        frames,
        election=PEMILU,
        place=next(one for one in known if one.level == "kota"),
        as_of=DAY,
        today=DAY,
        places=known,
        ledger=1,
        freshness={(OFFICE, "logistik"): Seen(DAY, NOON, "Kasubbag KUL")},
    )
    return found, complete


def _tables(stations: list[tuple[str, str, int]], rows: list[tuple[str, str, str, int, int, int]]):
    """The list of polling stations and the goods at each, as tables at rest."""
    tables = World().arrow()
    lists = [
        {
            "office": OFFICE,
            "grain": "tps",
            "subject": "",
            "kecamatan": kec,
            "kelurahan": kel,
            "tps": tps,
            "dpt": 294,
        }
        for kec, kel, tps in stations
    ]
    goods = [
        {
            "office": OFFICE,
            "grain": "tps",
            "subject": item,
            "item": item,
            "kecamatan": kec,
            "kelurahan": kel,
            "tps": tps,
            "kebutuhan": need,
            "diterima": got,
        }
        for item, kec, kel, tps, need, got in rows
    ]
    claims = [
        {
            "kind": "logistik",
            "subject": item,
            "measure": measure,
            "grain": "tps",
            "office": OFFICE,
            "kecamatan": kec,
            "upload_id": "u",
            "data_date": DAY,
            "at": datetime(2023, 12, 22, 5, tzinfo=UTC),
        }
        for item in KIT
        for measure in ("kebutuhan", "diterima")
        for kec in sorted({kec for kec, _, _ in stations})
    ]
    for kind, made in (("tps", lists), ("logistik", goods)):
        schema = layouts.schema(kind).remove_metadata()
        tables[kind] = pa.Table.from_pylist(made, schema=schema)
    tables["claims"] = pa.Table.from_pylist(claims, schema=CLAIMS)
    tables["remarks"] = pa.Table.from_pylist([], schema=REMARKS)
    return tables


def test_a_city_of_8167_stations_shows_only_the_complete_ones(surabaya: tuple[metrics.Board, int]):
    found, complete = surabaya
    for one in found.items:
        if one.item in KIT:
            assert one.percent.value == pytest.approx(99, abs=0.05)
    assert found.tps.complete is not None
    assert (found.tps.complete.value, found.tps.total) == (complete, SURABAYA)
    # Every item is at 99 %, and the kits are not.
    assert complete < SURABAYA * 0.96
    assert metrics.formula_text(found.tps.complete.formula, "id").startswith(
        f"{complete:,} dari 8.167 TPS".replace(",", ".", 1)
    )
