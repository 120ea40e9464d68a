"""Several processes and threads at one store: no fork, no loss, nothing half seen."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import narwhals as nw
import pytest

import store as stores
from store import AlreadyAccepted, Store
from tests.store.sheets import BARAT, SCHEMAS, TIMUR, accept, boxes, day, rows, sums, table
from tests.store.test_crashes import start


def test_two_processes_import_at_once_from_nothing(tmp_path: Path) -> None:
    root = tmp_path / "s"
    processes = [start(root, name, 0, 15) for name in ("A", "B")]
    for process in processes:
        output, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        assert output.endswith("done\n")
    store = stores.open(str(root), SCHEMAS)
    ledger = store.ledger()
    assert [row.seq for row in ledger] == [*range(1, 61)]
    assert Counter(row.file for row in ledger) == {
        f"{name}-{number}.xlsx": 2 for name in "AB" for number in range(15)
    }
    assert all(one.upload_id == two.upload_id for one, two in zip(ledger[::2], ledger[1::2], strict=True))
    assert store.verify() == []
    assert sums(store, "diterima") == {("KOTAK", "kecamatan", name): 14 for name in "AB"}


def test_two_processes_bring_the_same_file_and_one_is_told(tmp_path: Path) -> None:
    root = tmp_path / "s"
    processes = [start(root, "A", 0, 5) for _ in range(2)]
    codes = []
    for process in processes:
        process.communicate(timeout=300)
        codes.append(process.returncode)
    store = stores.open(str(root), SCHEMAS)
    in_force = Counter(row.sha256 for row in store.ledger())
    assert set(in_force.values()) == {2}, "two tables of each file, once"
    assert sorted(codes) in ([0, 1], [1, 1])
    assert store.verify() == []


def test_threads_read_while_one_writes(store: Store) -> None:
    """Both kecamatan always come from the same sheet: their sum is a multiple of 100, or nothing."""

    def sheet(number: int) -> stores.Accepted:
        return table(boxes(number, BARAT), boxes(100 - number, TIMUR), data_date=day(1 + number))

    accept(store, "0.xlsx", sheet(0))
    done = threading.Event()

    def read(_: int) -> set[int]:
        seen = set()
        while not done.is_set():
            frame = store.tables(date.max)["logistik"].select(nw.col("diterima").sum())
            seen.add(int(frame.collect()["diterima"][0]))
        return seen

    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read, number) for number in range(8)]
        try:
            for number in range(1, 16):
                accept(store, f"{number}.xlsx", sheet(number), minutes=number)
        finally:
            done.set()
        for reader in readers:
            assert reader.result(timeout=60) == {100}
    assert store.verify() == []


def test_threads_write_at_once(store: Store) -> None:
    names = [f"{number}.xlsx" for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda name: accept(store, name, table(boxes(1, name))), names))
    assert sorted(row.file for row in store.ledger()) == sorted(names)
    assert len(rows(store)) == 12
    assert store.verify() == []


def test_another_process_store_sees_new_rows_at_once(store: Store, tmp_path: Path) -> None:
    other = stores.open(str(tmp_path / "kantor ü & co"), SCHEMAS)
    assert rows(other) == []
    accept(store, "a.xlsx", table(boxes(1)))
    assert [row["diterima"] for row in rows(other)] == [1]
    with pytest.raises(AlreadyAccepted):
        accept(other, "a.xlsx", table(boxes(1)))
