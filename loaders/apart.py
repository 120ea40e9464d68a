"""Reads, marks and unpacks files in a process of its own: a hostile one takes neither memory nor time from
this one's users.

A Rust reader that is refused memory aborts its process; no exception reaches Python. In a broken .xls a dozen
different fields can ask for terabytes, so they cannot be checked one by one.
"""

import contextlib
import hashlib
import json
import logging
import os
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import pyarrow as pa

from loaders import archives, frames, wire
from loaders.files import Limits, is_locked
from loaders.layouts import schema
from loaders.marked import listed
from loaders.names import file_name
from loaders.progress import Progress, Stage, nobody
from loaders.reading import Knowledge, Problem, Reading, Table
from texts import Lang

_LOG = logging.getLogger(__name__)

_MEGABYTE = 1024 * 1024
_TICK = 0.2
"""Seconds between two calls of `progress`, also while nothing new is known: a screen shows it goes on."""
_START = 60.0
"""Seconds that the process may take to come up, on a machine that has much else to do."""
_ASKED = re.compile(rb"allocation of (\d+) bytes failed")
_ABSURD = 16 * 1024**3
"""No file that may come in needs so much at once: the number that asks for it is a broken one."""


@dataclass(frozen=True)
class Bounds:
    """What a task on one file may take."""

    seconds: float = 20.0
    seconds_per_megabyte: float = 1.0
    """More for each MB of the file beyond the first: a million rows are honest work."""
    memory: int = 800 * _MEGABYTE
    """Bytes of data beyond those of the process before its first file (about 100 MB): it stays below 1 GB.
    On Windows and macOS the system does not keep a process to it."""
    memory_per_byte: float = 8.0
    """More for each byte of the file beyond the first 50 MB: only a file that is truly long gets it."""

    def time(self, size: int) -> float:
        """Seconds for a file of `size` bytes."""
        return self.seconds + self.seconds_per_megabyte * max(0.0, size / _MEGABYTE - 1)

    def room(self, size: int) -> int:
        """Bytes of memory for a file of `size` bytes."""
        return self.memory + int(self.memory_per_byte * max(0, size - 50 * _MEGABYTE))


class _Stopped(Exception):
    """The process gave no answer. `code` is that of the problem."""

    def __init__(self, code: str, values: tuple[tuple[str, Any], ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Reader:
    """Reads files one after the other in one process, which comes up once; after a file that it did not
    survive, a fresh one comes up for the next. Use it in a `with` block and from one thread; `cancel` may be
    called from any other."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._cancelled = threading.Event()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        self._child = _Child(self._bounds.memory)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.end()
            self._child = None

    @property
    def pid(self) -> int | None:
        """Number of the process, for who watches what it takes; None while there is none."""
        return self._child.pid if self._child else None

    def cancel(self) -> None:
        """Stop the file that is being read; it and all later ones give a Reading with the problem
        `cancelled`."""
        self._cancelled.set()

    def read(
        self,
        data: bytes,
        name: str,
        knowledge: Knowledge,
        corrections: Mapping[tuple[str, str], str] | None = None,
        progress: Progress | None = None,
    ) -> Reading:
        """The Reading of a file, as `loaders.read` gives it; never raises for a bad file.

        A file that takes too long, too much memory or the process with it gives a Reading with that one
        problem. `corrections` puts other text in cells (sheet, A1 address) before anything is read.
        `progress` is called from the first moment on, several times a second; what it raises ends the
        reading and goes through.
        """
        name, digest = file_name(name), _digest(data)
        task = {
            "do": "read",
            "knowledge": wire.packed(knowledge, []),
            "corrections": wire.packed(dict(corrections or {}), []),
        }
        try:
            told, parts = self._asked(task, data, name, progress or nobody)
            reading = wire.unpacked(Reading, told, parts)
            return replace(_sound(reading), file=name, sha256=digest)
        except wire.Malformed:
            self.close()
            return _unread(name, digest, "damaged")
        except _Stopped as why:
            return _unread(name, digest, why.code, why.values)

    def marked(self, data: bytes, reading: Reading, lang: Lang) -> tuple[bytes, str]:
        """The workbook with its findings and a name for it, as `loaders.marked` gives them.

        Of a file that takes too long, too much memory or the process with it the list of findings alone
        comes, and that is the first of them.
        """
        task = {"do": "mark", "reading": wire.packed(_findings_of(reading), []), "lang": lang}
        try:
            told, parts = self._asked(task, data, reading.file, nobody)
            book, name = wire.unpacked(tuple[bytes, str], told, parts)
            return book, file_name(name)
        except wire.Malformed:
            self.close()
            why = _Stopped("damaged")
        except _Stopped as stopped:
            why = stopped
        problem = Problem(why.code, "error", values=(("what", "marking"), *why.values))
        return listed(replace(reading, problems=(problem, *reading.problems)), lang)

    def unpacked(self, name: str, data: bytes) -> list[tuple[str, bytes]]:
        """The files of a zip, as `loaders.unpacked` gives them; a zip that takes too long, too much memory or
        the process with it comes back as it is, and reading it says what is wrong."""
        alone = [(name, data)]
        if not archives.may_be_zip(data):
            return alone
        try:
            told, parts = self._asked({"do": "unpack"}, data, file_name(name), nobody)
            files = wire.unpacked(tuple[tuple[str, bytes], ...], told, parts)
        except wire.Malformed:
            self.close()
            return alone
        except _Stopped:
            return alone
        return [(file_name(one), part) for one, part in files] or alone

    def inspect(self, data: bytes, name: str) -> dict[str, Any]:
        """One file's entry of `papan.py inspect --json`, as `loaders.inspect` gives it."""
        name = file_name(name)
        try:
            return self._asked({"do": "inspect"}, data, name, nobody)[0]
        except _Stopped as why:
            problem = {"code": why.code, "severity": "error", "sheet": None, "cell": None, "value": None}
            rest = {"tables": [], "skipped": [], "problems": [{**problem, **dict(why.values)}]}
            return {"file": name, "sha256": _digest(data), **rest}

    def clean_tables(self, data: bytes, name: str) -> list[list[list[str]]]:
        """Table K of the file as rows of text, as `loaders.clean_tables` gives them."""
        return self._looked("clean_tables", data, name)

    def grids(self, data: bytes, name: str) -> list[list[list[str]]]:
        """Sheet K of the file as rows of text, as `loaders.grids` gives them."""
        return self._looked("grids", data, name)

    def _looked(self, what: str, data: bytes, name: str) -> list[list[list[str]]]:
        try:
            return self._asked({"do": what}, data, file_name(name), nobody)[0]
        except _Stopped:
            return []

    def _asked(
        self, task: dict[str, Any], data: bytes, name: str, progress: Progress
    ) -> tuple[Any, list[wire.Part]]:
        """What the process answers to a task: the result as JSON gave it, and the tables and files.

        Raises _Stopped.
        """
        progress("start", 0.0)
        if self._cancelled.is_set():
            raise _Stopped("cancelled")
        most = Limits().bytes
        if len(data) > most:  # told before anything is started
            raise _Stopped("too-large", (("size", len(data)), ("limit", most), ("what", "bytes")))
        whole = False
        try:
            if self._child is None or not self._child.alive():
                self.close()
                self._child = _Child(self._bounds.memory)
            seconds = self._bounds.time(len(data))
            answer = self._child.ask(
                {**task, "name": name, "seconds": seconds, "memory": self._bounds.room(len(data))},
                data,
                seconds,
                progress,
                self._cancelled,
            )
            whole = True
            return answer
        except _Stopped as why:
            if why.code == "damaged" and is_locked(data):
                raise _Stopped("password-protected") from why
            raise
        finally:
            if not whole:
                self.close()


def _unread(name: str, digest: str, code: str, values: tuple[tuple[str, Any], ...] = ()) -> Reading:
    return Reading(name, digest, problems=(Problem(code, "error", values=values),))


def _findings_of(reading: Reading) -> Reading:
    """The reading without what its tables hold."""
    tables = (
        replace(table, facts=None, claims=(), preview=(), set_aside=(), unplaced=())
        for table in reading.tables
    )
    return replace(reading, tables=tuple(tables))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sound(reading: Reading) -> Reading:
    """The reading, if its facts are what the store expects.

    Raises wire.Malformed.
    """
    return replace(reading, tables=tuple(_with_sound_facts(table) for table in reading.tables))


def _with_sound_facts(table: Table) -> Table:
    if table.facts is None:
        return table
    if table.kind is None:
        raise wire.Malformed
    facts = wire.filled(table.facts, schema(table.kind))
    try:
        facts.validate(full=True)
    except pa.ArrowException as broken:
        raise wire.Malformed from broken
    return replace(table, facts=facts)


class _Child:
    """One process, its pipes and the threads that serve them."""

    def __init__(self, memory: int) -> None:
        root = Path(__file__).resolve().parent.parent
        # Nothing of the server's environment goes along: it may hold the keys of the store.
        bare = {
            "PYTHONPATH": os.pathsep.join([str(root), *sys.path]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "ARROW_DEFAULT_MEMORY_POOL": "system",  # the other pools reserve far more than they use
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "2",  # what splits a long list works in two parts; a server has other users
            "MALLOC_ARENA_MAX": "2",
            # Long columns come and go: memory given back is asked for again at once, which takes long.
            "MALLOC_MMAP_THRESHOLD_": str(512 * _MEGABYTE),
            "MALLOC_TRIM_THRESHOLD_": str(512 * _MEGABYTE),
        }
        self._words = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the process
        # What it leaves behind when it is killed goes with it.
        self._scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-s", "-m", "loaders.child", str(memory), self._scratch.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            cwd=root,
            env=None if os.name == "nt" else bare,
            pipesize=_MEGABYTE,
        )
        self._inbox: queue.SimpleQueue[tuple[bytes, bytes] | None] = queue.SimpleQueue()
        self._up = False
        assert self._process.stdout is not None and self._process.stdin is not None  # noqa: S101  both are pipes
        self._input: IO[bytes] = self._process.stdin
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def _listen(self, pipe: IO[bytes]) -> None:
        try:
            while (message := frames.read(pipe, frames.ANSWERS)) is not None:  # pyright: ignore[reportArgumentType]
                self._inbox.put(message)
        except (frames.Garbled, OSError, ValueError, MemoryError):
            pass
        self._inbox.put(None)

    def _send(self, task: bytes, data: bytes) -> None:
        try:
            frames.write(self._input, b"T", task)  # pyright: ignore[reportArgumentType]
            frames.write(self._input, b"D", data)  # pyright: ignore[reportArgumentType]
        except (OSError, ValueError):
            pass  # the process is gone; the listener tells

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(
        self,
        task: dict[str, Any],
        data: bytes,
        seconds: float,
        progress: Progress,
        cancelled: threading.Event,
    ) -> tuple[Any, list[wire.Part]]:
        """Raises _Stopped; whatever `progress` raises goes through."""
        stage: Stage = "start"
        done = 0.0
        parts: list[wire.Part] = []
        deadline = time.monotonic() + (seconds if self._up else _START)
        message = json.dumps(task).encode()
        threading.Thread(target=self._send, args=(message, data), daemon=True).start()
        while True:
            progress(stage, done)
            if cancelled.is_set():
                raise _Stopped("cancelled")
            left = deadline - time.monotonic()
            if left <= 0:
                raise _Stopped("took-too-long", (("seconds", seconds),))
            try:
                answer = self._inbox.get(timeout=min(_TICK, left))
            except queue.Empty:
                continue
            if answer is None:
                raise self._died()
            kind, content = answer
            try:
                if kind == b"H" and not self._up:
                    self._up = True
                    deadline = time.monotonic() + seconds
                elif kind == b"P":
                    stage, done = wire.unpacked(tuple[Stage, float], json.loads(content))
                elif kind == b"A":
                    parts.append(pa.ipc.open_stream(content).read_all())
                elif kind == b"B":
                    parts.append(content)
                elif kind in (b"R", b"L"):
                    if kind == b"L":
                        self.end()
                    return json.loads(content), parts
                else:
                    raise self._gave_up(content)
            except (wire.Malformed, ValueError, RecursionError, pa.ArrowException) as wrong:
                raise _Stopped("damaged") from wrong

    def _gave_up(self, reason: bytes) -> _Stopped:
        """What the process said when it stopped reading the file."""
        if reason == b"too-much-memory":
            return _Stopped("too-much-memory")
        _LOG.warning("a file was not read: %s", self._said().decode(errors="replace"))
        return _Stopped("damaged")

    def _said(self) -> bytes:
        self._words.seek(0)
        return self._words.read(64 * 1024)

    def _died(self) -> _Stopped:
        """What the end of the process means for the file."""
        self.end()
        if asked := _ASKED.search(self._said()):
            return _Stopped("damaged" if int(asked[1]) > _ABSURD else "too-much-memory")
        return _Stopped("damaged")

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        self._scratch.cleanup()
        with contextlib.suppress(OSError):
            self._input.close()
