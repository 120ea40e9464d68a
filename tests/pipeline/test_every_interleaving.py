"""Three people change one input at once, in every order in which their steps can follow each other.

Each of them sees the list, has the change checked against the ledger, and commits it. The steps of three
people can be interleaved in 9! / (3! 3! 3!) = 1,680 ways. All of them are tried on a table in memory that
commits as Delta does, only after the version that was read; one in sixty on real tables. Each person has a
store of their own, as in a process of their own.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

import pipeline
from metrics import inputs as rules
from metrics.inputs import Act, Changed, Input
from store import Store, delta, ledger
from tests.pipeline.editing import DAY, ELECTION, OFFICE, begin, listed, opened

PEOPLE, STEPS = 3, 3
A_STORE = 12
"""Orders that are tried on one table, each on an input of its own."""


class Table:
    """A table in memory with Delta's promise: a commit holds only if nobody committed since it was opened."""

    def __init__(self) -> None:
        self.parts: list[pa.Table] = []

    def full(self, path: str) -> str:
        return path

    def snapshot(self, _name: str) -> Any:
        return SimpleNamespace(version=len(self.parts), files=[str(at) for at in range(len(self.parts))])

    def read(self, paths: Sequence[str], _schema: pa.Schema) -> pa.Table:
        return pa.concat_tables(self.parts[int(at)] for at in paths)

    def open(self, _name: str, _schema: pa.Schema) -> Any:
        version = len(self.parts)
        return SimpleNamespace(version=lambda: version)

    def append_at(self, opened_at: Any, rows: pa.Table) -> bool:
        if opened_at.version() != len(self.parts):
            return False
        self.parts.append(rows)
        return True


def orders(left: tuple[int, ...] = (STEPS,) * PEOPLE) -> Iterator[tuple[int, ...]]:
    """Every order of the steps: who makes the first, the second and so on."""
    if not any(left):
        yield ()
    for who, count in enumerate(left):
        if count:
            rest = (*left[:who], count - 1, *left[who + 1 :])
            yield from ((who, *order) for order in orders(rest))


class Person(threading.Thread):
    """Adds a word to an input, one step at each `go`."""

    def __init__(self, store: Store, name: str, number: int) -> None:
        super().__init__(name=name, daemon=True)
        self._store, self._number = store, number
        self._may, self._did = threading.Semaphore(0), threading.Semaphore(0)
        self.told = 0
        self.is_done = False

    def go(self) -> None:
        """Let the person make one step, and wait until it is made."""
        self._may.release()
        assert self._did.acquire(timeout=60)

    def pause(self) -> None:
        """The end of a step."""
        self._did.release()
        self._may.acquire()

    def run(self) -> None:
        self._may.acquire()
        seen = listed(self._store)[self._number]
        while not self.is_done:
            self.pause()
            said = replace(seen.said, text=f"{seen.said.text} {self.name}")
            edit = Act("change", self.name, DAY, seen.key, seen.last.seq, (said,))
            try:
                pipeline.act_on_input(self._store, edit, office=OFFICE, election=ELECTION)
            except Changed as changed:
                seen, self.told = changed.now, self.told + 1
            else:
                self.is_done = True
        self._did.release()


@pytest.fixture
def stepwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checked act waits for the next step before it is committed."""
    check = rules.check

    def pausing(act: Act, known: Sequence[Input]) -> None:
        check(act, known)
        person: Any = threading.current_thread()
        if isinstance(person, Person):
            person.pause()

    monkeypatch.setattr(rules, "check", pausing)
    monkeypatch.setattr(delta, "_wait", lambda: None)


def _tried(stores: Sequence[Store], number: int, order: Sequence[int]) -> list[Person]:
    people = [Person(store, name, number) for store, name in zip(stores, "ABC", strict=True)]
    for one in people:
        one.start()
    for who in chain(order, *([range(PEOPLE)] * 20)):
        if not people[who].is_done:
            people[who].go()
    assert all(one.is_done for one in people)
    return people


@pytest.mark.usefixtures("stepwise")
def test_no_order_of_the_steps_of_three_people_loses_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    every = list(orders())
    assert len(every) == len(set(every)) == 1_680
    met = 0
    stores = [opened(tmp_path) for _ in range(PEOPLE)]
    for start in range(0, len(every), A_STORE):
        tried, table = every[start : start + A_STORE], Table()
        monkeypatch.setattr(ledger.duckdb, "read", table.read)
        for store in stores:
            monkeypatch.setattr(store, "_ledger", ledger.Ledger(table))
        begin(stores[0], len(tried))
        met += _all_tried(stores, tried)
        _all_kept(stores[0], tried)
    assert met > len(every), "they met nearly always"


@pytest.mark.usefixtures("stepwise")
def test_nor_on_a_real_table(tmp_path: Path):
    tried = list(orders())[::60]
    begin(opened(tmp_path), len(tried))
    assert _all_tried([opened(tmp_path) for _ in range(PEOPLE)], tried) > len(tried)
    _all_kept(opened(tmp_path), tried)
    assert opened(tmp_path).verify() == []


def _all_tried(stores: Sequence[Store], tried: Sequence[Sequence[int]]) -> int:
    """How often somebody was told that another was first."""
    return sum(one.told for number, order in enumerate(tried) for one in _tried(stores, number, order))


def _all_kept(store: Store, tried: Sequence[Sequence[int]]) -> None:
    words = [sorted(one.said.text.split()[1:]) for one in listed(store)]
    assert words == [list("ABC")] * len(tried), "each word is there once"
    assert len(store.ledger()) == 1 + PEOPLE * len(tried), "and nothing else was written"
