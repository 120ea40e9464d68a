"""Killed at any moment, an import leaves the old state or the new one, and can be done again."""

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import store as stores
from store import AlreadyAccepted
from tests.store.importing import import_one
from tests.store.sheets import SCHEMAS, rows

STEPS = range(
    1, 15
)  # original, two facts, claims, ledger, seal: before and after each; two more than there are


def start(root: Path, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.importing", str(root), *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def state(root: Path) -> dict[str, list[dict[str, Any]]]:
    """What is in force without the names of uploads, which are new for every try."""
    store = stores.open(str(root), SCHEMAS)
    return {
        kind: [
            {key: value for key, value in row.items() if key != "upload_id"} for row in rows(store, kind=kind)
        ]
        for kind in SCHEMAS
    }


def retry_and_check(root: Path, number: int, expected: dict[str, list[dict[str, Any]]]) -> None:
    store = stores.open(str(root), SCHEMAS)
    assert store.verify() == []
    try:
        import_one(store, "A", number)
    except AlreadyAccepted:
        assert state(root) == expected
    assert state(root) == expected, "neither lost nor doubled"
    assert store.verify() == []
    assert [row.seq for row in store.ledger()] == [*range(1, store.head() + 1)]


@pytest.mark.parametrize("first_of_all", [True, False])
def test_killed_at_every_step_of_an_import(tmp_path: Path, first_of_all: bool) -> None:
    old_root, new_root = tmp_path / "old", tmp_path / "new"
    if not first_of_all:
        import_one(stores.open(str(old_root), SCHEMAS), "A", 1)
        import_one(stores.open(str(new_root), SCHEMAS), "A", 1)
    old = state(old_root)
    import_one(stores.open(str(new_root), SCHEMAS), "A", 2)
    new = state(new_root)
    seen = set()
    for step in STEPS:
        root = tmp_path / f"killed-{step}"
        if not first_of_all:
            import_one(stores.open(str(root), SCHEMAS), "A", 1)
        process = start(root, "A", 2, 1, step)
        output, _ = process.communicate(timeout=120)
        survived = "done" in output
        assert survived == (process.returncode == 0) == (step > 12)
        found = state(root)
        assert found in (old, new)
        seen.add(found == new)
        assert (found == new) == (step >= 10), "the ledger row is the commit"
        retry_and_check(root, 2, new)
    assert seen == {True, False}


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """One store, killed again and again while it imports; what was done stays done."""
    root = tmp_path / "s"
    chance = random.Random(7)
    for _ in range(24):
        head = stores.open(str(root), SCHEMAS).head()
        done = head // 2
        process = start(root, "A", done, 50)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.8))
        process.kill()
        process.communicate(timeout=60)
        store = stores.open(str(root), SCHEMAS)
        assert store.head() >= head
        assert store.head() % 2 == 0, "both tables of a file or none"
        assert [row.file for row in store.ledger()] == [
            f"A-{n}.xlsx" for n in range(store.head() // 2) for _ in range(2)
        ]
    assert stores.open(str(root), SCHEMAS).verify() == []
    done = stores.open(str(root), SCHEMAS).head() // 2
    assert done > 0
    whole = stores.open(str(tmp_path / "whole"), SCHEMAS)
    for number in range(done):
        import_one(whole, "A", number)
    assert state(root) == state(tmp_path / "whole")
