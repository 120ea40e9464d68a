"""Editing of inputs in a process of its own, for tests that let several people write at once.

    python -m tests.pipeline.editing ROOT NAME TRIES

adds words to inputs in two threads, with so many tries, and prints for each how many words it wrote and how
often it was told that somebody else was first.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pipeline
from metrics.inputs import Act, Changed, Input, Said
from settings import Settings
from store import Store

OFFICE, ELECTION = "Kota Pekalongan", "pemilu-2024"
DAY = date(2023, 12, 22)


def opened(root: str | Path) -> Store:
    """The store under a root."""
    return pipeline.open_store(Settings(str(root), "duckdb", ELECTION, 8501))


def listed(store: Store) -> tuple[Input, ...]:
    """The inputs of the office."""
    return pipeline.inputs(store.ledger(), OFFICE)


def begin(store: Store, count: int) -> None:
    """So many inputs without words of anybody yet."""
    said = tuple(Said(DAY, "Bawaslu", f"{number}:") for number in range(count))
    one = Act("say", "Analis", DAY, said=said)
    pipeline.act_on_input(store, one, office=OFFICE, election=ELECTION)


def write(store: Store, by: str, tries: int) -> tuple[int, int]:
    """Add words to the inputs in turn, each as it was when the turn began, until so many tries were made;
    told that somebody was first, add to what is there now. How many words were written, how often it was
    told."""
    written = told = 0
    while written + told < tries:
        seen = listed(store)
        one = seen[written % len(seen)]
        while True:
            said = replace(one.said, text=f"{one.said.text} {by}-{written}")
            edit = Act("change", by, DAY, one.key, one.last.seq, (said,))
            try:
                pipeline.act_on_input(store, edit, office=OFFICE, election=ELECTION)
            except Changed as changed:
                one, told = changed.now, told + 1
            else:
                written += 1
                break
    return written, told


def main(root: str, name: str, tries: str) -> None:
    store = opened(root)
    with ThreadPoolExecutor(2) as pool:
        names = [f"{name}{number}" for number in range(2)]
        done = pool.map(lambda by: write(store, by, int(tries) // 2), names)
        sys.stdout.write(json.dumps(dict(zip(names, done, strict=True))))


if __name__ == "__main__":
    main(*sys.argv[1:])
