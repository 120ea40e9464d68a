"""A misspelt name changes no total of the city: not the need, not what came, not the money, in sheets of any
level, beside older sheets and after the name was put right."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import elections
import loaders
import pipeline
from metrics import Board
from settings import Settings
from store import Store
from tests.loaders.workbooks import PLACES, book

PEMILU = elections.load("pemilu-2024")
KNOWN_AS = {"kecamatan": "KECAMATAN", "kelurahan": "KELURAHAN", "tps": "TPS"}
LEVELS = tuple(KNOWN_AS)
DAY = date(2023, 12, 30)
STATIONS = [(one.kecamatan, one.kelurahan, number) for one in PLACES for number in (1, 2)]
BARAT, MEDONO = PLACES[0].kecamatan, PLACES[0].kelurahan

Renamed = Mapping[Any, Any]


def title(what: str, day: int) -> Sequence[str]:
    return (what, "KPU KOTA PEKALONGAN", f"PER TANGGAL {day} DESEMBER 2023")


LIST = book(
    [["KECAMATAN", "KELURAHAN", "TPS", "L", "P", "L+P"], *([*one, 100, 100, 200] for one in STATIONS)],
    title("DAFTAR TPS", 1),
)


def places(level: str) -> list[tuple[Any, ...]]:
    return list(dict.fromkeys(one[: LEVELS.index(level) + 1] for one in STATIONS))


def written(place: Sequence[Any], renamed: Renamed, only: str | None) -> list[Any]:
    """The place with names misspelt: everywhere, or in the rows of one kelurahan only, in its first TPS."""
    if only is not None and (only not in place or list(place[2:]) > [1]):
        return list(place)
    return [renamed.get(part, part) for part in place]


def goods(
    level: str, renamed: Renamed, *, need: bool = True, only: str | None = None, day: int = 22, got: int = 4
) -> bytes:
    """Boxes: 5 needed a station where the sheet states the need, `got` received, 2 sent."""
    rows = []
    for place in places(level):
        inside = sum(one[: len(place)] == place for one in STATIONS)
        needed = [5 * inside] if need else []
        rows.append([*written(place, renamed, only), "Kotak suara", *needed, got * inside, 2 * inside])
    head = [*list(KNOWN_AS.values())[: LEVELS.index(level) + 1], "JENIS LOGISTIK"]
    return book(
        [[*head, *(["KEBUTUHAN"] if need else []), "DITERIMA", "DIDISTRIBUSIKAN"], *rows],
        title("REKAPITULASI LOGISTIK", day),
    )


def money(level: str, renamed: Renamed, day: int = 22) -> bytes:
    body = {"kecamatan": "PPK", "kelurahan": "PPS", "tps": "KPPS"}[level]
    rows = [[*written(place, renamed, None), 1000, 800, 500, 400] for place in places(level)]
    head = list(KNOWN_AS.values())[: LEVELS.index(level) + 1]
    return book(
        [[*head, "PAGU", "PENCAIRAN", "REALISASI", "SPJ"], *rows], title(f"REKAP KEUANGAN {body}", day)
    )


def opened(folder: Path) -> Store:
    store = pipeline.open_store(Settings(str(folder), "duckdb", "pemilu-2024", 8501))
    take(store, LIST)
    return store


def take(
    store: Store, data: bytes, corrections: Mapping[tuple[str, str], str] | None = None
) -> loaders.Reading:
    reading = loaders.read(data, "lembar.xlsx", pipeline.knowledge(store, PEMILU), corrections or {})
    taken = pipeline.accept(store, PEMILU, reading, data, "Siti", corrections=corrections)
    assert taken.result == "accepted", reading
    return reading


def board(store: Store) -> Board:
    known = pipeline.places(store)
    city = next(one for one in known if one.level == "kota")
    return pipeline.board(store, PEMILU, city, known, DAY, DAY)


def told(store: Store) -> tuple[Any, ...]:
    """All that the city's Board says of boxes and money."""
    seen = board(store)
    boxes = next(one for one in seen.items if one.item == "KOTAK")
    stages = [(stage, figure.value) for stage, figure in boxes.stages]
    amounts = (boxes.need, boxes.received, boxes.good, boxes.short, boxes.not_reported, boxes.percent.value)
    return (*amounts, stages, seen.finance.total)


Right = Callable[[bytes], tuple[Any, ...]]


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Right:
    """What the Board says of a sheet without a mistake; each is read once."""
    known: dict[Any, tuple[Any, ...]] = {}

    def of(data: bytes) -> tuple[Any, ...]:
        rows = tuple(tuple(row) for row in openpyxl.load_workbook(BytesIO(data)).worksheets[0].values)
        if rows not in known:
            store = opened(tmp_path_factory.mktemp("right"))
            take(store, data)
            known[rows] = told(store)
        return known[rows]

    return of


CASES = {
    "kecamatan": ({BARAT: "Antah Berantah"}, None),
    "a letter of the kecamatan": ({BARAT: f"{BARAT}x"}, None),
    "kecamatan in one row": ({BARAT: "Antah Berantah"}, MEDONO),
    "kelurahan": ({MEDONO: "Antah Berantah"}, None),
    "kelurahan and kecamatan": ({BARAT: "Antah", MEDONO: "Berantah"}, MEDONO),
    "number of the TPS": ({1: 77}, MEDONO),
}
READ_FROM = {"kecamatan": 1, "a letter of the kecamatan": 1, "number of the TPS": 3}
GOODS = [
    (level, case, need)
    for level in LEVELS
    for case in CASES
    for need in (True, False)
    if LEVELS.index(level) + 1 >= READ_FROM.get(case, 2)
    and (level != "tps" or case in ("kecamatan in one row", "number of the TPS"))
]


@pytest.mark.parametrize(("level", "case", "need"), GOODS)
def test_the_citys_goods_are_the_same_under_a_misspelt_name(
    tmp_path: Path, right: Right, level: str, case: str, need: bool
):
    renamed, only = CASES[case]
    store = opened(tmp_path)
    reading = take(store, goods(level, renamed, need=need, only=only))
    expected = right(goods(level, {}, need=need))
    assert told(store) == expected
    assert expected[:2] == (64 if level == "kecamatan" and not need else 60, 48)
    held = [dict(one.amounts)["KOTAK.diterima"] for one in reading.tables[0].unplaced]
    assert sum(held) in (4, 8, 24)
    assert sum(dict(one.amounts)["KOTAK.diterima"] for one in board(store).unknown) == sum(held)


@pytest.mark.parametrize(
    ("level", "case"), [(one, case) for one, case, need in GOODS if need and CASES[case][1] is None]
)
def test_the_citys_money_is_the_same_under_a_misspelt_name(
    tmp_path: Path, right: Right, level: str, case: str
):
    renamed, _ = CASES[case]
    store = opened(tmp_path)
    reading = take(store, money(level, renamed))
    expected = right(money(level, {}))
    assert told(store) == expected
    assert expected[-1].pagu == 1000 * len(places(level))
    held = sum(dict(one.amounts)["pagu"] for one in reading.tables[0].unplaced)
    assert held
    assert sum(dict(one.amounts)["pagu"] for one in board(store).unknown) == held


@pytest.mark.parametrize(("level", "case"), [(level, case) for level, case, need in GOODS if need])
def test_putting_the_name_right_leaves_the_totals_as_they_were(tmp_path: Path, level: str, case: str):
    renamed, only = CASES[case]
    store = opened(tmp_path)
    data = goods(level, renamed, only=only)
    reading = take(store, data)
    before = told(store)
    back = {str(wrong): str(right) for right, wrong in renamed.items()}
    cells = {}
    for one in reading.tables[0].unplaced:
        finest = str(int(one.tps)) if one.tps else one.kelurahan if one.kelurahan in back else one.kecamatan
        cells |= dict.fromkeys(
            ((reading.tables[0].region.sheet, cell) for cell in one.cells), back[finest or ""]
        )
    again = take(store, data, cells)
    if case != "kelurahan and kecamatan":
        assert not again.tables[0].unplaced
        assert not board(store).unknown
    assert told(store) == before


@pytest.mark.parametrize("case", ["kecamatan", "a letter of the kecamatan"])
@pytest.mark.parametrize(
    ("kind", "level"), [(goods, "kecamatan"), (goods, "kelurahan"), (money, "kecamatan")]
)
def test_a_misspelt_sheet_overtakes_the_older_one_and_is_overtaken_by_a_newer_one(
    tmp_path: Path, kind: Any, level: str, case: str
):
    renamed, _ = CASES[case]
    store = opened(tmp_path)
    take(store, kind(level, {}, day=21))
    before = told(store)
    take(store, kind(level, renamed, day=22))
    assert told(store) == before
    assert board(store).unknown
    take(store, kind(level, {}, day=23))
    assert told(store) == before
    assert not board(store).unknown


# -- sheets of shipments, and of sorting and folding

BOXES, SORTED, FOLDED = 7, 50, 40


def shipments(level: str, renamed: Renamed, day: int = 22) -> bytes:
    """One shipment a place, planned for a day that has passed and arrived nowhere."""
    head = [*list(KNOWN_AS.values())[: LEVELS.index(level) + 1], "KOTAK", "TANGGAL RENCANA"]
    rows = [[*written(place, renamed, None), BOXES, date(2023, 12, 20)] for place in places(level)]
    return book([head, *rows], title("RENCANA DISTRIBUSI LOGISTIK", day))


def sorting(level: str, renamed: Renamed, day: int = 22) -> bytes:
    """What each place sorted and folded of one ballot on one day."""
    head = [*list(KNOWN_AS.values())[: LEVELS.index(level) + 1], "TANGGAL", "JENIS SURAT SUARA"]
    rows = [
        [*written(place, renamed, None), date(2023, 12, 20), "DPD", SORTED, FOLDED] for place in places(level)
    ]
    return book([[*head, "DISORTIR", "DILIPAT"], *rows], title("REKAP SORTIR LIPAT", day))


def shipped(store: Store) -> int:
    """The planned shipments that nobody says arrived, of the whole city."""
    alerts = [one for one in board(store).alerts if one.code == "planned-no-evidence"]
    return sum(count for one in alerts if isinstance(count := dict(one.values)["count"], int))


def ballots(store: Store) -> tuple[int | None, int | None]:
    """The ballots that the whole city sorted and folded."""
    (one,) = [one for one in board(store).ballots if one.item == "DPD"]
    return one.sorted, one.folded


OTHERS = [
    (kind, level, case)
    for kind in ("distribusi", "sortir_lipat")
    for level in LEVELS
    for case in ("kecamatan", "a letter of the kecamatan", "kelurahan")
    if LEVELS.index(level) + 1 >= READ_FROM.get(case, 2)
]
MADE: dict[str, tuple[Any, Any, str, int]] = {
    "distribusi": (shipments, shipped, "kotak", BOXES),
    "sortir_lipat": (sorting, ballots, "DPD.disortir", SORTED),
}


@pytest.mark.parametrize(("kind", "level", "case"), OTHERS)
def test_the_citys_shipments_and_folded_ballots_are_the_same_under_a_misspelt_name(
    tmp_path: Path, kind: str, level: str, case: str
):
    made, counted, measure, each = MADE[kind]
    renamed, _ = CASES[case]
    count = len(places(level))
    expected = count if kind == "distribusi" else (SORTED * count, FOLDED * count)
    store = opened(tmp_path)
    reading = take(store, made(level, renamed))
    assert [one.kind for one in reading.tables] == [kind]
    assert counted(store) == expected
    wrong = sum(any(part in renamed for part in place) for place in places(level))
    held = sum(dict(one.amounts)[measure] for one in board(store).unknown)
    assert held == sum(dict(one.amounts)[measure] for one in reading.tables[0].unplaced) == each * wrong > 0
    take(store, made(level, {}, day=23))
    assert counted(store) == expected
    if case != "kelurahan":
        assert not board(store).unknown
    take(store, made(level, renamed, day=24))
    assert counted(store) == expected


# -- what would change


@pytest.mark.parametrize("case", ["kecamatan", "a letter of the kecamatan"])
@pytest.mark.parametrize(
    ("kind", "level"), [(goods, "kecamatan"), (goods, "kelurahan"), (money, "kecamatan"), (money, "tps")]
)
def test_a_misspelt_kecamatan_is_compared_with_the_one_that_is_meant(
    tmp_path: Path, kind: Any, level: str, case: str
):
    renamed, _ = CASES[case]
    ((right, wrong),) = renamed.items()
    store = opened(tmp_path)
    known = pipeline.knowledge(store, PEMILU)
    rows = sum(BARAT in place for place in places(level))

    def would(data: bytes) -> Any:
        (one,) = pipeline.changes(store, PEMILU, loaders.read(data, "lembar.xlsx", known))
        return one.changes

    take(store, kind(level, {}, day=21))
    found = would(kind(level, renamed, day=22))
    assert (found.added, found.changed, found.missing, found.asks_why) == (0, rows, 0, False)
    assert {(one.field, one.before, one.after) for one in found.cells} == {("kecamatan", right, wrong)}

    take(store, kind(level, renamed, day=22))
    found = would(kind(level, {}, day=23))
    assert (found.added, found.changed, found.missing, found.asks_why) == (0, rows, 0, False)
    assert {(one.field, one.before, one.after) for one in found.cells} == {("kecamatan", wrong, right)}
    take(store, kind(level, {}, day=23))
    assert not board(store).unknown


def test_fewer_boxes_under_a_misspelt_kecamatan_ask_why(tmp_path: Path):
    store = opened(tmp_path)
    take(store, goods("kecamatan", {}, day=21))
    known = pipeline.knowledge(store, PEMILU)
    less = loaders.read(goods("kecamatan", {BARAT: f"{BARAT}x"}, day=22, got=3), "lembar.xlsx", known)
    (one,) = pipeline.changes(store, PEMILU, less)
    assert (BARAT, 24, 18) in {(drop.kecamatan, drop.before, drop.after) for drop in one.changes.drops}
