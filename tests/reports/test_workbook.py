"""The Board's workbook holds the Board's numbers as numbers, and brought back in it changes nothing."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine

import elections
import loaders
import metrics
import pipeline
from elections import Election
from loaders import Bounds, Reader
from loaders.report_sheets import REPORT
from metrics import Board, Place
from reports.workbook import Facts, workbook
from settings import Settings
from store import Store
from texts import LANGUAGES, Lang, say

OFFICES = {
    "kota-pekalongan": ("Kota Pekalongan", date(2023, 12, 22)),
    "kota-bengkulu": ("Kota Bengkulu", date(2024, 2, 7)),
}
PARTS = ("summary", "items", "ballots", "places", "alerts", "money", "stations")
MONEY = ("pagu", "dicairkan", "realisasi", "spj", "setor_kembali", "outstanding")
AMOUNTS = ("need", "received", "damaged", "good", "short")


def _opened(root: Path) -> Store:
    return pipeline.open_store(Settings(str(root), "duckdb", "pemilu-2024", 8501))


def _place(store: Store, level: str, number: int = 0) -> Place:
    return [one for one in pipeline.places(store) if one.level == level][number]


def _board(store: Store, election: Election, place: Place, day: date) -> Board:
    return pipeline.board(store, election, place, pipeline.places(store), day, day)


def _book(store: Store, election: Election, place: Place, day: date, lang: Lang = "id", **more: Any) -> bytes:
    return pipeline.board_book(store, election, place, pipeline.places(store), day, day, lang, **more)


@pytest.fixture(scope="module")
def city_book(built: Callable[[str], Path]) -> Callable[[str], bytes]:
    """Gives the workbook of an office's city without names of persons, made once: it takes seconds."""
    made: dict[str, bytes] = {}

    def make(office: str) -> bytes:
        if office not in made:
            store, election = _opened(built(office)), elections.load("pemilu-2024")
            made[office] = _book(store, election, _place(store, "kota"), OFFICES[office][1])
        return made[office]

    return make


def _by_calamine(data: bytes) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _by_openpyxl(data: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {one.title: [[cell.value for cell in row] for row in one.iter_rows()] for one in book}


def _rows(cells: dict[str, list[list[Any]]], part: str, lang: Lang) -> list[dict[str, Any]]:
    sheet = cells[say(f"reports_workbook.sheets.{part}", lang)]
    return [dict(zip(sheet[5], row, strict=False)) for row in sheet[6:]]


def _column(name: str, lang: Lang) -> str:
    return say(f"reports_workbook.columns.{name}", lang)


def _told(value: Any, expected: float | None, lang: Lang, times: int = 1) -> bool:
    if expected is None:
        return value in (say("reports_workbook.unknown", lang), say("states.not-applicable", lang))
    return isinstance(value, (int, float)) and round(value * times, 2) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("level", ["kota", "kecamatan"])
@pytest.mark.parametrize("office", OFFICES)
def test_every_number_of_the_summary_stands_in_it(
    built: Callable[[str], Path], election: Election, office: str, level: str, lang: Lang
):
    store, day = _opened(built(office)), OFFICES[office][1]
    place = _place(store, level)
    summary = metrics.summary(_board(store, election, place, day), lang)
    data = pipeline.board_sheets(store, election, place, pipeline.places(store), day, day, lang)
    for reader in (_by_calamine, _by_openpyxl):
        _holds_the_summary(reader(data), summary, place, election, lang)


def _holds_the_summary(
    cells: dict[str, list[list[Any]]], summary: dict[str, Any], place: Place, election: Election, lang: Lang
) -> None:
    lines = {row[_column("what", lang)]: row[_column("value", lang)] for row in _rows(cells, "summary", lang)}

    def line(name: str) -> Any:
        return lines[say(f"reports_workbook.lines.{name}", lang)]

    ready = summary["readiness"]
    for name, key in (("percent", "percent"), ("ready", "ready"), ("not-ready", "not_ready")):
        assert _told(line(name), ready[key], lang, 100), name
    assert _told(line("not-reported"), ready["not_reported"], lang, 100)
    assert line("verdict") == say(f"verdicts.{ready['verdict']}", lang)
    assert [lines[str(at)] for at in range(1, len(ready["reasons"]) + 1)] == ready["reasons"]
    assert line("ledger") == summary["ledger"]
    assert str(line("as-of"))[:10] == summary["as_of"]
    for row, one in zip(_rows(cells, "items", lang), ready["items"], strict=True):
        assert row[_column("item", lang)] == election.item(one["item"]).names[lang]
        for name in AMOUNTS:
            assert _told(row[_column(name, lang)], one[name], lang), (one["item"], name)
        assert _told(row[_column("percent", lang)], one["percent"], lang, 100)
        assert row[_column("state", lang)] == say(f"states.{one['state']}", lang)
    for row, one in zip(_rows(cells, "places", lang), summary["places"], strict=True):
        assert (row[_column("code", lang)], row[_column("place", lang)]) == (one["place"], one["name"])
        assert _told(row[_column("percent", lang)], one["percent"], lang, 100)
    alerts = [row for row in _rows(cells, "alerts", lang) if row.get(_column("code", lang))]
    told = [(row[_column("code", lang)], row[_column("alert", lang)]) for row in alerts]
    assert told == [(one["code"], one["text"]) for one in summary["alerts"]]
    whole = say("reports_workbook.lines.all-bodies", lang)
    money = {
        row[_column("code", lang)]: row
        for row in reversed(_rows(cells, "money", lang))
        if row[_column("body", lang)] == whole
        and row[_column("place", lang)] != say("reports_workbook.lines.own", lang)
    }
    for code, totals in (
        (place.code, summary["finance"]["totals"]),
        *((one["place"], one) for one in summary["finance"]["ppk"]),
    ):
        for name in MONEY:
            assert _told(money[code][say(f"screens.money.{name}", lang)], totals[name], lang), (code, name)
    stations = [row[_column("value", lang)] for row in _rows(cells, "stations", lang)]
    assert stations[0] == summary["tps"]["total"]
    assert _told(stations[1], summary["tps"]["complete"], lang)


@pytest.mark.parametrize(("level", "names"), [("kota", False), ("kecamatan", True), ("kelurahan", False)])
@pytest.mark.parametrize("office", OFFICES)
def test_brought_back_in_it_changes_nothing(
    own: Callable[[str], Path],
    city_book: Callable[[str], bytes],
    election: Election,
    office: str,
    level: str,
    names: bool,
):
    store, (name, day) = _opened(own(office)), OFFICES[office]
    place = _place(store, level, 1 if level != "kota" else 0)
    before = metrics.summary(_board(store, election, _place(store, "kota"), day))
    data = city_book(office) if level == "kota" else _book(store, election, place, day, names=names)
    with Reader(Bounds(seconds=600)) as reader:  # how long reading may take is tested elsewhere
        reading = pipeline.read(store, election, "papan.xlsx", data, name, reader=reader)
    shown = [say(f"reports_workbook.sheets.{part}", "id") for part in PARTS]
    assert [one.sheet for one in reading.skipped if one.reason == REPORT] == shown
    assert len(reading.skipped) == len(shown)
    assert all(one.kind and one.rows == one.accepted for one in reading.tables)
    for one in pipeline.changes(store, election, reading):
        found = one.changes
        assert (found.added, found.changed, found.missing) == (0, 0, 0), (one.kind, found.cells[:5])
    taken = pipeline.accept(store, election, reading, data, "Analis")
    assert taken.result == "accepted"
    assert not taken.drops
    after = metrics.summary(_board(store, election, _place(store, "kota"), day))
    assert _without(after, names) == _without(before, names)


def _without(summary: dict[str, Any], names: bool) -> dict[str, Any]:
    """What must stay as it was; only who escorts a shipment is a name that the workbook may leave out."""
    alerts = [one for one in summary["alerts"] if names or one["code"] != "escort-missing"]
    return {**summary, "ledger": 0, "alerts": alerts}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_cells_have_real_formats(built: Callable[[str], Path], election: Election, lang: Lang):
    store, day = _opened(built("kota-pekalongan")), OFFICES["kota-pekalongan"][1]
    book = openpyxl.load_workbook(io.BytesIO(_book(store, election, _place(store, "kota"), day, lang)))
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows
    for part, way, column in (
        ("items", "#,##0", "need"),
        ("items", "0.0\\ %", "percent"),
        ("items", "dd/mm/yyyy", "due"),
    ):
        sheet = book[say(f"reports_workbook.sheets.{part}", lang)]
        at = [cell.value for cell in sheet[6]].index(_column(column, lang)) + 1
        assert sheet.cell(7, at).number_format == way
    money = book[say("reports_workbook.sheets.money", lang)]
    assert {cell.number_format for cell in money[7][3:] if isinstance(cell.value, int)} == {'"Rp" #,##0'}


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "@x", "-2", "=1+1", "\t=1"])
def test_text_that_looks_like_a_formula_stays_text(
    built: Callable[[str], Path], election: Election, name: str
):
    store, day = _opened(built("kota-pekalongan")), OFFICES["kota-pekalongan"][1]
    board = _board(store, election, _place(store, "kota"), day)
    first = replace(board.places[0], place=replace(board.places[0].place, name=name))
    board = replace(board, places=(first, *board.places[1:]))
    row: dict[str, Any] = dict.fromkeys(loaders.schema("gudang").names)
    row |= {"office": "Kota A", "kecamatan": name, "grain": "kecamatan", "subject": "", "nama": name}
    data = workbook(board, election, [Facts("gudang", [row])], "Kota A", "id")
    cells = [
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(data))
        for cells in sheet.iter_rows()
        for cell in cells
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    held = [cell for cell in cells if isinstance(cell.value, str) and cell.value.strip() == name.strip()]
    assert len(held) == 3
    assert all(cell.quotePrefix for cell in held)


def test_no_row_is_left_out(
    built: Callable[[str], Path], city_book: Callable[[str], bytes], election: Election
):
    store, day = _opened(built("kota-bengkulu")), OFFICES["kota-bengkulu"][1]
    place = _place(store, "kota")
    board = _board(store, election, place, day)
    many = tuple(
        replace(board.places[0], place=replace(place, code=f"17.71.{at}", name=f"Tempat {at}"))
        for at in range(2_000)
    )
    cells = _by_calamine(workbook(replace(board, places=many), election, [], "Kota Bengkulu", "id"))
    told = [row[_column("place", "id")] for row in _rows(cells, "places", "id")]
    assert told == [f"Tempat {at}" for at in range(2_000)]
    facts = store.tables(day, office="Kota Bengkulu")["tps"].collect(backend="pyarrow").to_arrow()
    assert facts.num_rows > 500
    with Reader(Bounds(seconds=600)) as reader:
        reading = pipeline.read(
            store, election, "papan.xlsx", city_book("kota-bengkulu"), None, reader=reader
        )
    assert sum(one.accepted for one in reading.tables if one.kind == "tps") == facts.num_rows


@pytest.mark.parametrize("office", OFFICES)
def test_names_of_persons_stay_with_the_analysts(
    built: Callable[[str], Path], city_book: Callable[[str], bytes], office: str
):
    store, (name, day) = _opened(built(office)), OFFICES[office]
    tables = store.tables(day, office=name)
    persons: set[str] = set()
    others: set[str] = set()
    for kind in loaders.kinds():
        people = {one.code for one in loaders.layout(kind).stored if one.people}
        for row in tables[kind].collect(backend="pyarrow").to_arrow().to_pylist():
            for code, value in row.items():
                if isinstance(value, str):
                    (persons if code in people else others).add(value)
    written = {str(cell) for rows in _by_calamine(city_book(office)).values() for row in rows for cell in row}
    assert persons - others
    assert not (persons - others) & written


def test_what_nobody_reported_is_the_word_for_it(tmp_path: Path, election: Election):
    store = _opened(tmp_path)
    place = Place("33.75", "Kota Pekalongan", "kota", None)
    day = date(2023, 12, 22)
    data = pipeline.board_book(store, election, place, [place], day, day, "id")
    cells = _by_calamine(data)
    unknown = say("reports_workbook.unknown", "id")
    lines = {row["Perihal"]: row["Nilai"] for row in _rows(cells, "summary", "id")}
    assert lines["Kesiapan logistik"] == unknown
    assert {row["Pagu"] for row in _rows(cells, "money", "id")} == {unknown}
    assert loaders.read(data, "papan.xlsx", loaders.Knowledge()).tables == ()


def test_it_tells_how_far_it_is(built: Callable[[str], Path], election: Election):
    store, day = _opened(built("kota-pekalongan")), OFFICES["kota-pekalongan"][1]
    told: list[float] = []
    _book(store, election, _place(store, "kota"), day, done=told.append)
    assert told == sorted(told)
    assert len(set(told)) > 5
    assert told[-1] == 1
