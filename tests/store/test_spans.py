"""From many figures at once back to the ranges of the sheets."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import elections
import metrics
import pipeline
from metrics import Place, Source
from settings import Settings
from store import Asked, Cell, LedgerRow, Span, Store
from store.spans import Spans
from tests.store.sheets import BARAT, OFFICE, START, TIMUR, accept, ballots, boxes, day, table

PEMILU = elections.load("pemilu-2024")
OFFICES = {
    "kota-pekalongan": ("Kota Pekalongan", date(2023, 12, 22), 160),
    "kota-bengkulu": ("Kota Bengkulu", date(2024, 2, 7), 40),
}
UPLOAD = LedgerRow(
    seq=1,
    event="accepted",
    upload_id="one",
    table_no=0,
    file="a.xlsx",
    sha256="",
    sheet="REKAP",
    range="B6:K34",
    kind="logistik",
    office=OFFICE,
    by="Siti",
    at=START,
    data_date=day(15),
    kecamatan=(),
    rows=0,
    set_aside=0,
    facts=0,
    columns={"diterima": "E"},
    sums={},
    election="pemilu-2024",
    reason="",
    choices="",
    parts={},
    prev_hash="",
    hash="",
)


def expanded(cells: str) -> Iterator[str]:
    """The single cells of "E7:E9, E12"."""
    for one in cells.split(", ") if cells else ():
        first, _, last = one.partition(":")
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", first).groups()
        to = re.fullmatch(rf"{column}(\d+)", last or first).group(1)
        yield from (f"{column}{number}" for number in range(int(row), int(to) + 1))


def agree(spans: Iterable[Span], cells: Iterable[Cell]) -> None:
    """Each column of a sheet once, with the cells, count and total that the list of cells gives."""
    told: dict[tuple[object, ...], list[Cell]] = {}
    for one in cells:
        column = one.cell.rstrip("0123456789")
        told.setdefault((one.file, one.sheet, one.upload_id, one.data_date, one.measure, column), []).append(
            one
        )
    spans = list(spans)
    found = {
        (
            one.file,
            one.sheet,
            one.upload_id,
            one.data_date,
            one.measure,
            re.match("[A-Z]+", one.cells).group(),
        ): one
        for one in spans
    }
    assert len(found) == len(spans)
    assert found.keys() == told.keys()
    for key, one in found.items():
        its = told[key]
        assert list(expanded(one.cells)) == list(dict.fromkeys(cell.cell for cell in its)), key
        assert one.count == len(its)
        numbers = [cell.value for cell in its]
        is_number = all(isinstance(value, int | float) and not isinstance(value, bool) for value in numbers)
        assert one.total == (sum(numbers) if is_number else None)
        assert {(one.sha256, one.by, one.at)} == {(cell.sha256, cell.by, cell.at) for cell in its}


@given(st.sets(st.integers(1, 60), min_size=1) | st.sets(st.integers(1, 1_048_576), min_size=1))
def test_ranges_hold_the_rows_and_no_others(rows: set[int]) -> None:
    (one,) = spans_of(sorted(rows))
    assert [int(cell[1:]) for cell in expanded(one.cells)] == sorted(rows)
    assert (one.count, one.total) == (len(rows), sum(rows))
    ends = [part.split(":") for part in one.cells.split(", ")]
    for before, later in pairwise(ends):
        assert int(later[0][1:]) - int(before[-1][1:]) > 1


@pytest.mark.parametrize(
    ("rows", "told"),
    [([7], "E7"), ([7, 8], "E7:E8"), ([46, 7, 8, 8, 9, 40, 45], "E7:E9, E40, E45:E46")],
)
def test_rows_that_follow_each_other_are_one_range(rows: list[int], told: str) -> None:
    (one,) = spans_of(rows)
    assert (one.cells, one.count) == (told, len(rows))


def test_sums_that_no_array_holds_are_right() -> None:
    (one,) = spans_of([7, 8, 9], [2**62, 2**62, 2**62])
    assert one.total == 3 * 2**62


def spans_of(rows: list[int], values: list[int] | None = None) -> tuple[Span, ...]:
    """Of a column E that holds the values in these rows, by default the numbers of the rows."""
    facts = pl.DataFrame(
        {
            "upload_id": ["one"] * len(rows),
            "table_no": [0] * len(rows),
            "data_date": [day(15)] * len(rows),
            "subject": ["KOTAK"] * len(rows),
            "sheet_row": rows,
            "diterima": values or rows,
        }
    )
    return Spans(facts, [UPLOAD]).of(asked())


def asked(**more: object) -> Asked:
    return replace(Asked("logistik", ("diterima",), OFFICE), **more)  # type: ignore[arg-type]


def test_a_blank_cell_parts_a_range_and_a_zero_does_not(store: Store) -> None:
    accept(store, "a.xlsx", table(*(boxes(n, BARAT) for n in (3, 0, 5, None, 7))))
    (one,) = store.spans([asked()], as_of=day(31))[asked()]
    assert (one.cells, one.count, one.total) == ("E8:E10, E12", 4, 15)
    assert (one.file, one.sheet, one.by, one.data_date) == ("a.xlsx", "REKAP", "Siti", day(15))


def test_a_wide_sheet_gives_a_span_a_column(store: Store) -> None:
    both = [one for n in (8, 9) for one in (boxes(n, sheet_row=n), ballots(n * 10, sheet_row=n))]
    columns = {"KOTAK.diterima": "Z", "PPWP.diterima": "AA"}
    accept(store, "a.xlsx", table(*both, columns=columns))
    found = store.spans([asked()], as_of=day(31))[asked()]
    assert [(one.cells, one.count, one.total) for one in found] == [("Z8:Z9", 2, 17), ("AA8:AA9", 2, 170)]
    agree(found, store.cells("logistik", ["diterima"], office=OFFICE, as_of=day(31)))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"measures": ("rows", "diterima", "tgl_terima")},
        {"subject": "KOTAK", "measures": ("kebutuhan", "diterima")},
        {"kecamatan": TIMUR},
        {"tps": 3},
        {"kelurahan": "Nowhere"},
        {"without": (("KOTAK", "diterima", "kecamatan", BARAT),), "measures": ("kebutuhan", "diterima")},
        {"without": (("KOTAK", "diterima", "kota", ""),)},
        {"only": (("kecamatan", (BARAT, None)),)},
        {"only": (("tgl_terima", True),)},
        {"only": (("tgl_terima", False), ("kecamatan", BARAT))},
        {"by": ("subject", "kecamatan", "tps"), "among": (("KOTAK", BARAT, None), ("KOTAK", None, None))},
        {"by": ("kecamatan",)},
    ],
    ids=str,
)
def test_every_filter_is_that_of_cells(store: Store, more: dict[str, object]) -> None:
    many = [boxes(4, BARAT, tgl_terima=day(3)), ballots(5, BARAT), boxes(6, TIMUR, kelurahan="X", tps=3)]
    accept(store, "a.xlsx", table(*many, boxes(7), boxes(None, BARAT)))
    accept(store, "b.xlsx", table(boxes(9, TIMUR), data_date=day(20)), minutes=5)
    one = asked(**more)
    fields = {name: getattr(one, name) for name in ("subject", "kecamatan", "kelurahan", "tps", "without")}
    among = (one.by, one.among) if one.by else None
    cells = store.cells(
        one.kind, one.measures, office=OFFICE, as_of=day(31), only=one.only, among=among, **fields
    )
    agree(store.spans([one], as_of=day(31))[one], cells)


@pytest.mark.parametrize(
    "one", [{"kind": "no"}, {"measures": ("no",)}, {"only": (("no", True),)}, {"by": ("no",)}], ids=str
)
def test_what_there_is_none_of_is_told(store: Store, one: dict[str, object]) -> None:
    accept(store, "a.xlsx", table(boxes(4)))
    with pytest.raises(KeyError):
        store.spans([asked(**one)], as_of=day(31))


def test_an_empty_store_has_no_spans(store: Store) -> None:
    assert store.spans([asked()], as_of=day(31)) == {asked(): ()}
    assert store.spans([], as_of=day(31)) == {}


@pytest.mark.parametrize("office", OFFICES)
def test_the_spans_of_every_number_are_its_cells(built: Callable[[str], Path], office: str) -> None:
    store = pipeline.open_store(Settings(str(built(office)), "duckdb", "pemilu-2024", 8501))
    name, when, most = OFFICES[office]
    known = pipeline.places(store)
    city = next(one for one in known if one.name == name)
    kecamatan = next(one for one in known if one.parent == city.code)
    sources = [one for place in (city, kecamatan) for one in _sources(store, place, known, when)]
    sources = list(dict.fromkeys(sources))
    found = pipeline.spans(store, sources, when)
    assert found.keys() == set(sources)
    kinds = Counter((one.kind, bool(one.by), bool(one.only), bool(one.without)) for one in sources)
    assert {key[1:] for key in kinds} >= {(False,) * 3, (True, False, False), (False, True, False)}
    sampled = sources[:: max(1, len(sources) // most)]
    first = {(one.kind, bool(one.by), bool(one.only), bool(one.without)): one for one in sources}
    for one in dict.fromkeys((*sampled, *first.values())):
        agree(found[one], pipeline.cells(store, one, when))


def _sources(store: Store, place: Place, known: tuple[Place, ...], when: date) -> Iterator[Source]:
    """Of all numbers of a place's Board, its money and its distribution."""
    board = pipeline.board(store, PEMILU, place, known, when, when)
    matrix = pipeline.money_matrix(store, PEMILU, board, known)
    shipped = pipeline.distribution(store, PEMILU, board, known)
    for figures in (
        metrics.named(board),
        pipeline.money_matrix_figures(matrix, PEMILU, board, known),
        pipeline.distribution_figures(shipped, PEMILU, board, known),
    ):
        for one in figures.values():
            yield from one.sources
