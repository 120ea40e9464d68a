"""The sample workbooks hold what their README says, read plainly and without the project's own loaders."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine

import elections
from sample_data import make, offices
from sample_data.logistics import BALLOT_SHEETS, BALLOTS, NAMES

ELECTION = elections.load("pemilu-2024")
CITY = {"kota-pekalongan": offices.PEKALONGAN, "kota-bengkulu": offices.BENGKULU}
CODES = {name.casefold(): code for code, name in NAMES.items()}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample")
    make.build(root)
    return root


def _cells(path: Path) -> dict[str, list[list[Any]]]:
    if path.suffix == ".csv":
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "cp1252")
        return {"": list(csv.reader(io.StringIO(text), delimiter=";"))}
    if path.suffix == ".json":
        return {"": [[path.read_text(encoding="utf-8")]]}
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _sample(office: str, day: str, start: str) -> dict[str, list[list[Any]]]:
    (path,) = (make.ROOT / office / day).glob(f"{start} *")
    return _cells(path)


def _number(value: Any) -> int:
    if isinstance(value, str):
        return int(re.sub(r"\D", "", value) or 0)
    return int(value)


def _data(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows whose first cell is a running number below the row of column numbers."""
    first = next(i for i, row in enumerate(rows) if row[0] == "NO")
    body = [row for row in rows[first + 1 :] if isinstance(row[0], float | int)]
    return body[1:] if body[0][:3] == [1, 2, 3] else body


def _wide(rows: list[list[Any]]) -> Iterator[tuple[str, int, int, int, int]]:
    """Item, need, received, damaged and replaced of each cell group of a wide sheet with a two-row header."""
    top = next(i for i, row in enumerate(rows) if row[0] == "NO")
    items: dict[int, tuple[str, str]] = {}
    above = ""
    for column, (upper, lower) in enumerate(zip(rows[top], rows[top + 1], strict=True)):
        above = str(upper) or above
        if above.casefold() in CODES and lower:
            items[column] = (CODES[above.casefold()], str(lower))
    for row in _data(rows):
        for item in dict.fromkeys(code for code, _ in items.values()):
            got = {field: _number(row[c]) for c, (code, field) in items.items() if code == item}
            yield item, got["KEBUTUHAN"], got["DITERIMA"], got.get("RUSAK", 0), got.get("PENGGANTI", 0)


def _long(
    rows: list[list[Any]], item: int, fields: tuple[int, ...]
) -> Iterator[tuple[str, int, int, int, int]]:
    for row in rows:
        if str(row[item]).casefold() in CODES:
            values = [_number(row[one]) if one else 0 for one in fields]
            yield CODES[str(row[item]).casefold()], values[0], values[1], values[2], values[3]


def _ballots(sheets: dict[str, list[list[Any]]], replaced: int) -> Iterator[tuple[str, int, int, int, int]]:
    for item in BALLOTS:
        for row in _data(sheets[BALLOT_SHEETS[item]]):
            yield (
                item,
                _number(row[6]),
                _number(row[7]),
                _number(row[8]),
                _number(row[replaced]) if replaced else 0,
            )


def _readiness(amounts: list[tuple[str, int, int, int, int]]) -> tuple[float, dict[str, float]]:
    share = {}
    for item in ELECTION.items:
        own = [one for one in amounts if one[0] == item.code]
        needed = sum(one[1] for one in own)
        share[item.code] = sum(min(one[1], one[2] - one[3] + one[4]) for one in own) / needed
    return 100 * sum(float(item.weight) * share[item.code] for item in ELECTION.items), share


def _pekalongan_22() -> list[tuple[str, int, int, int, int]]:
    goods = _sample("kota-pekalongan", "2023-12-22", "02")
    ballots = _sample("kota-pekalongan", "2023-12-22", "03")
    wide = [*_wide(goods["TAHAP I"]), *_wide(goods["DUKUNGAN"])]
    return [*wide, *_long(goods["FORMULIR"], 2, (4, 5, 6, 0)), *_ballots(ballots, 0)]


def _bengkulu_7() -> list[tuple[str, int, int, int, int]]:
    goods = _sample("kota-bengkulu", "2024-02-07", "02")
    long = [one for name, rows in goods.items() if name != "REKAP" for one in _long(rows, 1, (3, 4, 5, 6))]
    return [*long, *_ballots(_sample("kota-bengkulu", "2024-02-07", "03"), 9)]


def test_building_again_gives_the_same_files_and_cells(built: Path):
    kept = sorted(path.relative_to(make.ROOT) for path in make.ROOT.glob("kota-*/*/*"))
    assert kept == sorted(path.relative_to(built) for path in built.glob("kota-*/*/*"))
    for path in kept:
        assert _cells(make.ROOT / path) == _cells(built / path), path


def test_the_sample_is_small_and_of_every_format():
    paths = list(make.ROOT.glob("kota-*/*/*"))
    assert sum(path.stat().st_size for path in paths) < 6_000_000
    assert {path.suffix for path in paths} == {".xlsx", ".xls", ".ods", ".csv", ".json"}


@pytest.mark.parametrize(
    ("name", "kecamatan", "kelurahan", "stations", "voters"),
    [(offices.PEKALONGAN, 4, 27, 881, 231_607), (offices.BENGKULU, 9, 67, 985, 272_318)],
)
def test_places_and_polling_stations_are_those_of_the_cities(
    name: str, kecamatan: int, kelurahan: int, stations: int, voters: int
):
    city = offices.office(name)
    assert (len(city.kecamatan), len(city.kelurahan), len(city.stations)) == (kecamatan, kelurahan, stations)
    assert sum(one.voters for one in city.stations) == voters
    assert all(1 <= one.voters <= ELECTION.voters_per_tps for one in city.stations)
    assert len({(one.place.code, one.number) for one in city.stations}) == stations


def test_special_polling_stations_are_numbered_from_901():
    special = {
        (one.place.name, one.number)
        for name in CITY.values()
        for one in offices.office(name).stations
        if one.number > 900
    }
    assert special == {
        ("Panjang Wetan", 901), ("Panjang Wetan", 902), ("Malabero", 901), ("Malabero", 902),
        ("Kandang Limun", 901), ("Bentiring", 901), ("Bentiring", 902), ("Bentiring", 903),
    }  # fmt: skip


def test_reserve_is_rounded_up_at_each_polling_station():
    city = offices.office(offices.PEKALONGAN)
    by_hand = sum(one.voters + (one.voters * 2 + 99) // 100 for one in city.stations)
    assert by_hand == 236_712 == offices.need(ELECTION.item("PPWP"), city.stations)


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        (offices.PEKALONGAN, {"KOTAK": 4413, "BILIK": 3524, "TINTA": 1762, "TANDA_PENGENAL": 31_716}),
        (
            offices.BENGKULU,
            {"KOTAK": 4943, "BILIK": 3940, "TINTA": 1970, "SEGEL": 94_731, "SEGEL_PLASTIK": 25_610},
        ),
    ],
)
def test_needs_equal_the_published_ones(name: str, needs: dict[str, int]):
    city = offices.office(name)
    for code, count in needs.items():
        assert offices.need(ELECTION.item(code), city.stations, len(city.kecamatan)) == count, code


def test_pekalongan_is_80_percent_ready_on_22_december():
    percent, share = _readiness(_pekalongan_22())
    assert percent == pytest.approx(80.0, abs=1e-9)
    assert {code: part for code, part in share.items() if part != 1} == {"PPWP": 0, "DPD": 0}


def test_pekalongan_expects_the_two_ballots_before_15_january():
    book = _sample("kota-pekalongan", "2023-12-22", "03")
    for item in ("PPWP", "DPD"):
        expected = {row[11] for row in _data(book[BALLOT_SHEETS[item]])}
        assert all(isinstance(one, date) and one < date(2024, 1, 15) for one in expected), item


def test_pekalongan_was_less_ready_a_week_before():
    goods = _sample("kota-pekalongan", "2023-12-15", "02")
    ballots = _sample("kota-pekalongan", "2023-12-15", "03")
    amounts = [
        *_wide(goods["TAHAP I"]),
        *_long(goods["TAHAP II"], 2, (4, 5, 6, 0)),
        *_wide(ballots["SURAT SUARA"]),
    ]
    percent, _ = _readiness(amounts)
    assert percent == pytest.approx(63.1, abs=0.05)
    assert sum(one[2] for one in amounts if one[0] == "TANDA_PENGENAL") == 29_073
    assert sum(one[2] for one in amounts if one[0] == "LABEL_KOTAK") == 776


def test_bengkulu_is_98_percent_ready_on_7_february():
    percent, share = _readiness(_bengkulu_7())
    assert percent == pytest.approx(98.0, abs=0.05)
    missing = {code for code, part in share.items() if part < 1}
    assert missing == {"BALLPOINT", "KANTONG_PLASTIK", "TALI", "TUNANETRA", "SALINAN_DPT", "DCT"}
    assert not any(ELECTION.item(code).critical for code in missing)


def test_bengkulu_was_less_ready_a_week_before():
    goods = _sample("kota-bengkulu", "2024-01-31", "02")
    ballots = _sample("kota-bengkulu", "2024-01-31", "03")
    long = [one for rows in goods.values() for one in _long(rows, 1, (3, 4, 5, 6))]
    percent, _ = _readiness([*long, *_wide(ballots["SURAT SUARA"])])
    assert percent == pytest.approx(94.1, abs=0.05)


def test_damaged_ballots_of_bengkulu_are_replaced():
    amounts = [one for one in _bengkulu_7() if one[0] in BALLOTS]
    damaged = {code: sum(one[3] for one in amounts if one[0] == code) for code in BALLOTS}
    assert damaged == {"PPWP": 0, "DPR": 100, "DPD": 40, "DPRDP": 140, "DPRDK": 0}
    assert damaged == {code: sum(one[4] for one in amounts if one[0] == code) for code in BALLOTS}


def test_honor_of_kpps_is_planned_to_the_rupiah():
    rows = _data(_sample("kota-pekalongan", "2023-12-22", "08")["KPPS"])
    assert len(rows) == 881
    assert sum(_number(row[8]) for row in rows) == 8_105_200_000


@pytest.mark.parametrize(
    ("office", "day", "start"),
    [
        ("kota-pekalongan", "2023-12-15", "05"),
        ("kota-pekalongan", "2023-12-22", "08"),
        ("kota-bengkulu", "2024-01-31", "08"),
        ("kota-bengkulu", "2024-02-07", "09"),
    ],
)
def test_money_never_grows_on_its_way_down(office: str, day: str, start: str):
    for name, rows in _sample(office, day, start).items():
        for row in _data(rows):
            # From the right, and so the same in every layout of these sheets.
            ceiling, paid = row[-11], row[-10]
            spent, spj, approved, returned, rest, receipt = row[-8], row[-7], *row[-4:]
            paid_amounts = [_number(one) for one in (ceiling, paid, spent, spj, approved)]
            assert paid_amounts == sorted(paid_amounts, reverse=True), (name, row[0])
            assert _number(paid) == _number(spj) + _number(returned) + _number(rest), (name, row[0])
            assert _number(rest) >= 0, (name, row[0])
            assert _number(receipt) == _number(paid), (name, row[0])


def test_grants_add_up_to_what_was_signed():
    rows = _data(_sample("kota-pekalongan", "2023-12-22", "09")["HIBAH"])
    by_receiver: dict[str, int] = {}
    for row in rows:
        by_receiver[row[2]] = by_receiver.get(row[2], 0) + _number(row[8])
    assert by_receiver["KPU Kota Pekalongan"] == 12_190_000_000
    assert by_receiver["Bawaslu Kota Pekalongan"] == 2_450_000_000


def test_shipments_carry_every_box():
    for office, boxes, inside in (("kota-pekalongan", 4413, 4405), ("kota-bengkulu", 4943, 4925)):
        day = {"kota-pekalongan": ("2023-12-22", "05"), "kota-bengkulu": ("2024-02-07", "06")}[office]
        book = _sample(office, *day)
        assert sum(row[5] for row in _data(book["KE PPK"])) == boxes
        assert sum(row[6] for row in _data(book["KE PPS"])) == inside
        assert sum(row[7] for row in _data(book["KE TPS"])) == inside


def test_teams_of_pekalongan_have_five_to_ten_people_some_with_disabilities():
    rows = _data(_sample("kota-pekalongan", "2023-12-22", "04")["RENCANA SORLIP"])
    assert {row[5] for row in rows} <= set(range(5, 11))
    assert all(row[6] >= 1 for row in rows)


def test_planted_mistakes_are_where_the_list_and_the_readme_say():
    readme = (make.ROOT / "README.md").read_text(encoding="utf-8")
    for one in make.PLANTED:
        page = openpyxl.load_workbook(make.ROOT / one.path)[one.sheet]
        assert str(page[one.cell].value) == one.value, one
        assert one.path in readme and one.code in readme, one
    for path, cell in {(one.path, one.cell) for one in make.PLANTED}:
        assert re.search(rf"{re.escape(path)} \| .*{cell}", readme), (path, cell)


def test_totals_are_formulas_with_their_values():
    path = make.ROOT / "kota-pekalongan/2023-12-22/02 Rekap Penerimaan Logistik.xlsx"
    formulas = openpyxl.load_workbook(path)["TAHAP I"]
    values = openpyxl.load_workbook(path, data_only=True)["TAHAP I"]
    assert str(formulas["D12"].value).startswith("=SUM(D")
    assert values["D12"].value == 4413


def test_no_sheet_holds_what_looks_like_a_persons_number():
    for path in make.ROOT.glob("kota-*/*/*"):
        for name, rows in _cells(path).items():
            for row in rows:
                for value in row:
                    assert not re.search(r"(?<![\d.])\d{16}(?![\d.])|\b\d{18}\b", str(value)), (
                        path,
                        name,
                        value,
                    )
