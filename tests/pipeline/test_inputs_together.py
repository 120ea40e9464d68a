"""People who edit the same inputs at once lose nothing: each edit was made on the words before it."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.pipeline.editing import begin, listed, opened

TRIES = 40


def test_two_processes_with_two_threads_each_lose_no_edit(tmp_path: Path):
    store = opened(tmp_path)
    begin(store, 2)
    command = [sys.executable, "-m", "tests.pipeline.editing", str(tmp_path)]
    processes = [
        subprocess.Popen([*command, name, str(TRIES // 2)], stdout=subprocess.PIPE, text=True)
        for name in "AB"
    ]
    done: dict[str, tuple[int, int]] = {}
    for process in processes:
        output, _ = process.communicate(timeout=600)
        assert process.returncode == 0
        done.update(json.loads(output))
    written = {f"{by}-{number}" for by, (count, _) in done.items() for number in range(count)}
    told = sum(count for _, count in done.values())
    assert len(done) == 4
    assert len(written) + told >= TRIES
    assert told > 0, "they met"
    found = Counter(word for one in listed(store) for word in one.said.text.split()[1:])
    assert found == Counter(written), "each word is there once"
    assert len(store.ledger()) == 1 + len(written), "and nothing else was written"
    assert store.verify() == []
