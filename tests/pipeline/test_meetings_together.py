"""People who act on a meeting at once: one starts it, nobody who is there is forgotten, one closes it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pipeline
from metrics.meetings import AGENDA, Act
from metrics.refused import Refused
from store import Store
from tests.pipeline.editing import DAY, ELECTION, OFFICE, begin, opened

PEOPLE = 8


def _at_once(root: Path, make: Callable[[int], Act]) -> list[Act | str]:
    """What became of the acts of so many people, each with a store of their own, at the same moment."""
    ready = Barrier(PEOPLE)
    stores: list[Store] = [opened(root) for _ in range(PEOPLE)]

    def act(number: int) -> Act | str:
        ready.wait()
        try:
            return pipeline.meet(stores[number], make(number), office=OFFICE, election=ELECTION)
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(act, range(PEOPLE)))


def test_of_many_who_start_close_and_note_at_once_none_is_lost(tmp_path: Path):
    begin(opened(tmp_path), 1)

    def start(number: int) -> Act:
        return Act(
            "start", f"{number}", version=1, title="R", place="33.75", as_of=DAY, today=DAY, agenda=AGENDA
        )

    started = _at_once(tmp_path, start)
    (first,) = [one for one in started if isinstance(one, Act)]
    assert started.count("open-already") == PEOPLE - 1

    def come(number: int) -> Act:
        return Act("attend", "Notulis", first.seq, institution=f"Instansi {number}", people=1)

    assert all(isinstance(one, Act) for one in _at_once(tmp_path, come))
    (meeting,) = pipeline.meetings(opened(tmp_path).ledger(), OFFICE)
    assert {one.institution for one in meeting.attendance} == {f"Instansi {n}" for n in range(PEOPLE)}

    closed = _at_once(tmp_path, lambda number: Act("close", f"{number}", first.seq))
    assert closed.count("ended") == PEOPLE - 1
    assert opened(tmp_path).verify() == []
