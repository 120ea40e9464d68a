"""An upload may not have more ballots sorted than came, by its own sheets or by those in force."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import elections
import loaders
import pipeline
import texts
from loaders import Reading
from settings import Settings
from store import Store

ELECTION = elections.load("pemilu-2024")
CAME = 1_000
GOODS = ["NO", "JENIS SURAT SUARA", "DAPIL", "KEBUTUHAN", "DITERIMA", "PENGGANTI", "TGL TERIMA"]
DAYS = ["NO", "TANGGAL", "JENIS SURAT SUARA", "DAPIL", "TIM", "DILIPAT", "RUSAK"]
FIRST = date(2024, 1, 16)


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def goods(*amounts: tuple[str, str | None, int, int], on: str = "15 JANUARI 2024") -> list[list[Any]]:
    """Item, dapil, received and replaced."""
    rows = [
        [at, item, dapil, came, came, more, date(2024, 1, 15)]
        for at, (item, dapil, came, more) in enumerate(amounts, 1)
    ]
    return [[f"REKAP PENERIMAAN SURAT SUARA KPU KOTA TELADAN PER TANGGAL {on}"], GOODS, *rows]


def days(
    *amounts: tuple[int, int],
    item: str = "DPR RI",
    dapil: str | None = None,
    first: date = FIRST,
    on: str = "31 JANUARI 2024",
) -> list[list[Any]]:
    """Good and damaged of each day from the first."""
    rows = [
        [at, first + timedelta(days=at - 1), item, dapil, "1", good, bad]
        for at, (good, bad) in enumerate(amounts, 1)
    ]
    return [[f"LAPORAN SORTIR LIPAT KPU KOTA TELADAN PER TANGGAL {on}"], DAYS, *rows]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return pipeline.open_store(Settings(str(tmp_path / "store"), "duckdb", ELECTION.code, 8501))


READER = loaders.Reader()
"""One process for all: to start one takes longer than to read these files."""


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    READER.close()


def read(store: Store | None, **sheets: Sequence[Sequence[Any]]) -> Reading:
    return pipeline.read(store, ELECTION, "sortir.xlsx", workbook(**sheets), reader=READER)


def take(store: Store, name: str, **sheets: Sequence[Sequence[Any]]) -> Reading:
    data = workbook(**sheets)
    reading = pipeline.read(store, ELECTION, name, data, reader=READER)
    outcome = pipeline.accept(store, ELECTION, reading, data, "Siti")
    assert outcome.result == "accepted", [one.code for one in reading.problems]
    return outcome.reading


def wrong(reading: Reading) -> list[tuple[str | None, str | None]]:
    return [
        (one.sheet, one.cell)
        for table in reading.tables
        for one in table.problems
        if one.code == "sorted-over-received" and one.severity == "error"
    ]


@pytest.mark.parametrize(("bad", "found"), [(9, []), (10, []), (11, [("SORLIP", "F4")])])
def test_one_sheet_less_and_as_many_as_came_are_taken_and_one_more_is_not(
    bad: int, found: list[tuple[str, str]]
):
    reading = read(None, TERIMA=goods(("DPR RI", None, CAME, 0)), SORLIP=days((500, 0), (490, bad)))
    assert wrong(reading) == found
    table = reading.tables[1]
    assert (table.rows, table.accepted) == (2, 2 - len(found))
    assert [one.row for one in table.set_aside] == [4] * len(found)


@pytest.mark.parametrize(("bad", "found"), [(9, []), (10, []), (11, [("SORLIP", "F3")])])
def test_what_is_in_force_counts_on_both_sides(store: Store, bad: int, found: list[tuple[str, str]]):
    take(store, "terima.xlsx", TERIMA=goods(("DPR RI", None, CAME - 5, 5)))
    take(store, "hari1.xlsx", SORLIP=days((500, 0)))
    reading = read(store, SORLIP=days((490, bad), first=FIRST + timedelta(days=1)))
    assert wrong(reading) == found
    assert pipeline.is_acceptable(reading) is not bool(found)


def test_a_day_that_is_told_anew_counts_once(store: Store):
    take(store, "terima.xlsx", TERIMA=goods(("DPR RI", None, CAME, 0)))
    take(store, "hari1.xlsx", SORLIP=days((600, 0)))
    assert not wrong(read(store, SORLIP=days((990, 10))))
    assert wrong(read(store, SORLIP=days((991, 10)))) == [("SORLIP", "F3")]


def test_receipts_of_the_same_file_overtake_those_in_force(store: Store):
    take(store, "terima.xlsx", TERIMA=goods(("DPR RI", None, 100, 0)))
    more = goods(("DPR RI", None, CAME, 0), on="20 JANUARI 2024")
    assert not wrong(read(store, TERIMA=more, SORLIP=days((1_000, 0))))
    less = goods(("DPR RI", None, 99, 0), on="20 JANUARI 2024")
    assert wrong(read(store, TERIMA=less, SORLIP=days((100, 0)))) == [("SORLIP", "F3")]


def test_where_nobody_says_how_many_came_it_is_told_and_nothing_refused(store: Store):
    take(store, "terima.xlsx", TERIMA=goods(("DPD", None, CAME, 0)))
    reading = read(store, SORLIP=days((900_000, 0)))
    assert not wrong(reading) and reading.tables[0].accepted == 1
    told = [one for one in reading.tables[0].problems if one.code == "sorted-received-unknown"]
    assert [(one.severity, one.cell, dict(one.values)["handled"]) for one in told] == [
        ("note", "F3", 900_000)
    ]
    assert "DPR" in loaders.sentence(told[0], "id")


def test_a_dapil_is_held_against_what_came_for_it():
    came = goods(("DPRD Kota", "Dapil 1", 400, 0), ("DPRD Kota", "Dapil 2", 600, 0))
    item, dapil = "DPRD Kota", "Kota Teladan 1"
    assert not wrong(read(None, TERIMA=came, SORLIP=days((400, 0), item=item, dapil=dapil)))
    reading = read(None, TERIMA=came, SORLIP=days((400, 1), item=item, dapil=dapil))
    assert wrong(reading) == [("SORLIP", "F3")]
    (told,) = [p for p in reading.tables[1].problems if p.code == "sorted-over-received"]
    assert "dapil 1" in loaders.sentence(told, "id")


def test_days_to_come_are_a_plan_and_not_held_against_anything():
    plan = days((5_000, 0), first=date(2024, 2, 1), on="31 JANUARI 2024")
    assert not wrong(read(None, TERIMA=goods(("DPR RI", None, CAME, 0)), SORLIP=plan))


def test_two_who_read_at_the_same_time_cannot_take_more_than_came_together(store: Store):
    take(store, "terima.xlsx", TERIMA=goods(("DPR RI", None, CAME, 0)))
    files = [workbook(SORLIP=days((600, 0), first=first)) for first in (FIRST, FIRST + timedelta(days=1))]
    readings = [
        pipeline.read(store, ELECTION, f"{at}.xlsx", data, reader=READER) for at, data in enumerate(files)
    ]
    assert not any(map(wrong, readings))
    taken = [
        pipeline.accept(store, ELECTION, reading, data, "Siti")
        for reading, data in zip(readings, files, strict=True)
    ]
    assert [one.result for one in taken] == ["accepted", "refused"]
    assert wrong(taken[1].reading) == [("SORLIP", "F3")]


def test_files_imported_together_are_held_against_each_other_too(store: Store):
    files = [
        ("1 terima.xlsx", workbook(TERIMA=goods(("DPR RI", None, CAME, 0)))),
        ("2 sorlip.xlsx", workbook(SORLIP=days((600, 0), (401, 0)))),
    ]
    outcomes = list(pipeline.import_files(store, files, by="Siti", election=ELECTION.code))
    assert wrong(outcomes[1].reading) == [("SORLIP", "F4")]
    assert outcomes[1].reading.tables[0].accepted == 1


def test_the_row_is_put_right_by_typing_its_cell_anew(store: Store):
    take(store, "terima.xlsx", TERIMA=goods(("DPR RI", None, CAME, 0)))
    data = workbook(SORLIP=days((600, 0), (4_000, 0)))
    reading = pipeline.read(store, ELECTION, "sortir.xlsx", data, reader=READER)
    ((sheet, cell),) = wrong(reading)
    assert sheet and cell
    (row,) = reading.tables[0].set_aside
    assert ("F", "4000") in row.cells and row.codes == ("sorted-over-received",)
    typed = {(sheet, cell): "400"}
    again = pipeline.read(store, ELECTION, "sortir.xlsx", data, corrections=typed, reader=READER)
    assert not wrong(again) and again.tables[0].accepted == 2


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_what_was_found_and_what_to_do_is_said_with_its_cell(lang: texts.Lang):
    reading = read(None, TERIMA=goods(("DPR RI", None, CAME, 0)), SORLIP=days((600, 0), (401, 0)))
    (told,) = [one for one in reading.tables[1].problems if one.code == "sorted-over-received"]
    said = loaders.sentence(told, lang)
    assert "SORLIP!F4" in said
    numbers = ("401", "1.001", "1.000") if lang == "id" else ("401", "1,001", "1,000")
    assert all(number in said for number in numbers)
    assert loaders.way_out(told, lang)


def test_a_sheet_with_types_side_by_side_loses_only_the_cell_that_cannot_hold():
    head = ["NO", "TANGGAL", "TIM", "DPR RI DILIPAT", "DPD DILIPAT"]
    rows = [[1, FIRST, "1", 1_001, 500], [2, FIRST + timedelta(days=1), "1", 900, 500]]
    sheet = [["HASIL SORTIR LIPAT KPU KOTA TELADAN PER TANGGAL 31 JANUARI 2024"], head, *rows]
    came = goods(("DPR RI", None, CAME, 0), ("DPD", None, CAME, 0))
    reading = read(None, TERIMA=came, SORLIP=sheet)
    found = reading.tables[1]
    assert found.kind == "sortir_lipat"
    assert wrong(reading) == [("SORLIP", "D3")]
    assert found.facts is not None and found.facts.num_rows == 3


@pytest.mark.parametrize(("stated", "found"), [(1_009, []), (1_010, []), (1_011, [("TERIMA", "F3")])])
def test_a_sheet_of_goods_states_no_more_sorted_than_it_received(stated: int, found: list[tuple[str, str]]):
    head = ["NO", "JENIS SURAT SUARA", "KEBUTUHAN", "DITERIMA", "PENGGANTI", "DISORTIR"]
    title = [["REKAP SURAT SUARA KPU KOTA TELADAN PER TANGGAL 31 JANUARI 2024"], head]
    rows = [[1, "DPR RI", 1_000, 1_000, 10, stated], [2, "DPD", 1_000, 1_000, 0, 1_000]]
    reading = read(None, TERIMA=[*title, *rows])
    assert wrong(reading) == found
    assert reading.tables[0].accepted == 2 - len(found)
    for table in reading.tables:
        for problem in table.problems:
            assert all(loaders.sentence(problem, lang) for lang in texts.LANGUAGES)


@pytest.mark.parametrize("office", pipeline.SAMPLE_OFFICES)
def test_the_sample_keeps_the_rule(built: Callable[[str], Path], office: str):
    found = pipeline.open_store(Settings(str(built(office)), "duckdb", ELECTION.code, 8501))
    for row in found.ledger():
        codes = {one.code for one in found.remarks(row.upload_id)} if row.event == "accepted" else set()
        assert not codes & {"sorted-over-received", "sorted-received-unknown"}, row.file
