"""Files are read beside the page: it stays alive, tells how far reading has come, and can stop it."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st

import pipeline
from loaders import Knowledge, Reader, Reading, Stage
from texts import Lang

_LARGE = 8 * 1024 * 1024
"""Bytes of a file after which the process is not kept: it may hold on to the memory that it took."""


@dataclass(frozen=True)
class Task:
    """One file to read, and with what."""

    key: str
    """Two tasks of one key give the same reading."""
    name: str
    data: bytes = field(repr=False)
    known: Knowledge = field(repr=False)
    corrections: Mapping[tuple[str, str], str] = field(default_factory=dict)


class _Spare:
    """One reader that waits for the next file: to start its process takes longer than to read most files."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Reader | None = None

    def take(self) -> Reader:
        with self._lock:
            waiting, self._waiting = self._waiting, None
        return waiting or Reader()

    def give_back(self, reader: Reader) -> None:
        with self._lock:
            if self._waiting is None:
                self._waiting = reader
                return
        reader.close()


@st.cache_resource(show_spinner=False)
def _spare() -> _Spare:
    return _Spare()


@contextmanager
def _lent() -> Iterator[Reader]:
    spare = _spare()
    reader = spare.take()
    try:
        yield reader
    finally:
        spare.give_back(reader)


def unpacked(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Files (name, bytes) as they were brought, zips of sheets as the files in them."""
    with _lent() as reader:
        return list(pipeline.unpacked(files, reader))


def marked(data: bytes, reading: Reading, lang: Lang) -> bytes:
    """A file with its findings at their cells, or the list of them alone; it says itself which."""
    with _lent() as reader:
        return reader.marked(data, reading, lang)[0]


class Job:
    """Reads some files one after the other in a thread of its own, whatever the page does meanwhile."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = tuple(tasks)
        self._spare = _spare()
        self._reader = self._spare.take()
        self._wanted = True
        self._now: tuple[int, Stage, float] = (0, "start", 0.0)
        self._readings: dict[str, Reading] = {}
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._read_all()
        except Exception as failure:  # noqa: BLE001  told to the page, which waits in another thread
            self._failure = failure
            self._reader.close()

    def _read_all(self) -> None:
        large = False
        for at, task in enumerate(self.tasks):
            if not self._wanted:
                break
            self._now = at, "start", 0.0
            # Only the file: what is in force may change while the reading is kept.
            self._readings[task.key] = self._reader.read(
                task.data, task.name, task.known, task.corrections, self._tell(at)
            )
            large = large or len(task.data) > _LARGE
        if large or not self._wanted:
            self._reader.close()
        else:
            self._spare.give_back(self._reader)

    def _tell(self, at: int) -> Callable[[Stage, float], None]:
        def tell(stage: Stage, done: float) -> None:
            self._now = at, stage, done

        return tell

    def cancel(self) -> None:
        """Stop; the file that is being read gives the problem `cancelled`, those after it give nothing."""
        self._wanted = False
        self._reader.cancel()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, after so many seconds at most. Raises what stopped it, when no file did."""
        self._thread.join(seconds)
        if self._failure is not None:
            raise self._failure
        return not self._thread.is_alive()

    @property
    def readings(self) -> dict[str, Reading]:
        """What was read so far, by the key of its task."""
        return dict(self._readings)

    @property
    def now(self) -> tuple[int, Stage, float]:
        """Number of the file that is being read (from 0), the stage, and how much of the file is done."""
        return self._now

    @property
    def share(self) -> float:
        """How much of all is done, 0 to 1, by the size of the files."""
        at, _, done = self._now
        sizes = [len(task.data) or 1 for task in self.tasks]
        return min(1.0, (sum(sizes[:at]) + sizes[at] * done) / sum(sizes))
