"""A city is worked with in memory, more than that in its files: both give the same."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pytest

import pipeline
from elections import Election
from metrics import Board
from store import Store, memory
from tests import screens

DAYS = {"kota-pekalongan": date(2023, 12, 22), "kota-bengkulu": date(2024, 2, 7)}


def board(store: Store, election: Election, day: date) -> Board:
    known = pipeline.places(store)
    city = next(one for one in known if one.level == "kota")
    return pipeline.board(store, election, city, known, day, day)


@pytest.mark.parametrize("office", DAYS)
def test_a_board_is_the_same_from_memory_and_from_files(
    office: str, built: Callable[[str], Path], election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = board(screens.store(built(office)), election, DAYS[office])
    monkeypatch.setattr(memory, "MOST", 0)
    assert board(screens.store(built(office)), election, DAYS[office]) == held


def test_every_table_is_the_same_from_memory_and_from_files(
    built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = built("kota-bengkulu")
    held = screens.store(root).tables(date.max, office="Kota Bengkulu", kecamatan="Gading Cempaka")
    monkeypatch.setattr(memory, "MOST", 0)
    files = screens.store(root).tables(date.max, office="Kota Bengkulu", kecamatan="Gading Cempaka")
    rows = 0
    for name in held:
        one, two = (its[name].collect(backend="pyarrow").to_arrow() for its in (held, files))
        assert one.column_names == two.column_names, name
        assert sorted(map(str, one.to_pylist())) == sorted(map(str, two.to_pylist())), name
        rows += one.num_rows
    assert rows > 1000


def test_what_is_brought_later_is_seen_although_tables_are_kept(own: Callable[[str], Path]) -> None:
    store = screens.store(own("kota-pekalongan"))

    def received() -> int:
        goods = store.tables(date.max, office="Kota Pekalongan")["logistik"]
        return pc.sum(goods.collect(backend="pyarrow").to_arrow()["diterima"]).as_py()

    before = received()
    for upload in {row.upload_id for row in store.ledger() if row.kind == "logistik"}:
        pipeline.withdraw(store, upload, reason="salah berkas", by="uji")
    assert before > 0
    assert received() is None
