"""The cells that are listed for an amount of money add up to it, at every place of the sample offices."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import elections
import pipeline
from metrics import MoneyRow, Source
from settings import Settings
from store import Store

PEMILU = elections.load("pemilu-2024")
MEASURES = ("pagu", "dicairkan", "realisasi", "spj", "disahkan", "setor_kembali")
OFFICES = {
    "kota-bengkulu": ("Kota Bengkulu", date(2024, 2, 7)),
    "kota-pekalongan": ("Kota Pekalongan", date(2023, 12, 22)),
}


def added(store: Store, sources: tuple[Source, ...], day: date, sign: tuple[str, ...] = ()) -> int:
    cells = [cell for one in sources for cell in pipeline.cells(store, one, day)]
    assert cells
    return sum(-int(one.value or 0) if one.measure in sign else int(one.value or 0) for one in cells)


def rows_below(row: MoneyRow) -> Iterator[MoneyRow]:
    yield row
    for child in row.children:
        yield from rows_below(child)


@pytest.mark.parametrize("office", OFFICES)
def test_the_cells_of_every_amount_add_up_to_it(built: Callable[[str], Path], office: str) -> None:
    store = pipeline.open_store(Settings(str(built(office)), "duckdb", "pemilu-2024", 8501))
    name, day = OFFICES[office]
    known = pipeline.places(store)
    city = next(one for one in known if one.name == name)
    board = pipeline.board(store, PEMILU, city, known, day, day)
    figures = dict(board.finance.figures)
    for measure in MEASURES:
        if figures[measure].value is not None:
            assert added(store, figures[measure].sources, day) == figures[measure].value, measure
    left = figures["outstanding"]
    assert added(store, left.sources, day, ("spj", "setor_kembali")) == left.value
    inside = [row for top in board.finance.rows for row in rows_below(top)]
    assert {row.place.level for row in inside} >= {"kecamatan", "kelurahan"}
    for row in [*board.finance.rows, *inside[:: max(1, len(inside) // 20)]]:
        for measure in MEASURES:
            amount = getattr(row.total, measure)
            if amount is not None:
                sources = tuple(replace(one, measures=(measure,)) for one in row.sources)
                assert added(store, sources, day) == amount, (row.place, measure)
