"""The process in which files are read, marked and unpacked, one task after the other; started by `apart`.

It takes limits upon itself before it sees the first file. What it answers is data only.
"""

import gc
import json
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

import pyarrow as pa

from loaders import archives, frames, inspecting, opening, wire
from loaders.marked import marked
from loaders.progress import Stage
from loaders.reading import Knowledge, Reading

_CORRECTIONS = dict[tuple[str, str], str]
_LITTLE = b"Kecamatan;Diterima\nBarat;1\n"
_MAY_WRITE = 64 * 1024
"""Bytes that the process may write to any file: what a dying reader says on its way out."""
_MAY_COPY = 512 * 1024 * 1024
"""The same where a workbook is made: its sheets lie in files until they are packed."""
_TIRED = 256 * 1024 * 1024
"""A process that holds so much more than when it began gives way to a fresh one."""


def serve(tasks: BinaryIO, answers: BinaryIO, memory: int) -> None:
    """Answer tasks until there are no more, with at most `memory` bytes of data beyond those of now."""
    opening.read(
        _LITTLE, "a.csv", Knowledge()
    )  # what is loaded at first use must not count for the first file
    began = _held()
    _limit_memory(began + memory, began + 4 * memory)
    frames.write(answers, b"H", b"")
    while (asked := frames.read(tasks, frames.TASK)) is not None:
        task = json.loads(asked[1])
        sent = frames.read(tasks, frames.DATA)
        if sent is None:
            return
        may_write = _MAY_COPY if task["do"] == "mark" else _MAY_WRITE
        _limit_memory(began + min(task["memory"], 4 * memory), began + 4 * memory, may_write)
        _limit_time(task["seconds"])
        gc.collect()
        gc.disable()  # a sheet is millions of objects and hardly a circle: looking for those takes long
        try:
            parts, told = _answered(task, sent[1], answers)
        except MemoryError:
            frames.write(answers, b"F", b"too-much-memory")
            return
        except Exception as wrong:  # noqa: BLE001  whatever a broken file set off means the same to who brought it
            # Where it went wrong, for those who mend it; the message may hold what stood in the file.
            where = "".join(traceback.format_tb(wrong.__traceback__))
            sys.stderr.write(f"{type(wrong).__name__}\n{where}")
            sys.stderr.flush()
            frames.write(answers, b"F", b"damaged")
            return
        del sent
        tired = bool(began) and _held() > began + _TIRED
        for part in parts:
            _send(answers, part)
        frames.write(answers, b"L" if tired else b"R", told)
        if tired:
            return


def _answered(task: dict[str, Any], data: bytes, answers: BinaryIO) -> tuple[list[wire.Part], bytes]:
    """The tables and files of the answer, and the rest of it as JSON."""
    parts: list[wire.Part] = []
    name = task["name"]
    match task["do"]:
        case "read":
            found = opening.read(
                data,
                name,
                wire.unpacked(Knowledge, task["knowledge"]),
                wire.unpacked(_CORRECTIONS, task["corrections"]),
                progress=_teller(answers),
            )
        case "mark":
            found = marked(data, wire.unpacked(Reading, task["reading"]), task["lang"])
        case "unpack":
            found = archives.files_of(data)
        case look:
            return parts, json.dumps(_LOOKS[look](data, name)).encode()
    told = wire.packed(found, parts)
    return parts, json.dumps(told).encode()


_LOOKS: dict[str, Callable[[bytes, str], Any]] = {
    "inspect": inspecting.inspect,
    "clean_tables": inspecting.clean_csv,
    "grids": inspecting.grids,
}


def _send(answers: BinaryIO, part: wire.Part) -> None:
    if isinstance(part, bytes):
        frames.write(answers, b"B", part)
        return
    # Measured first and then written as it lies: a second copy of a long table is much memory.
    size, sent = pa.MockOutputStream(), wire.emptied(part)
    _stream(sent, size)
    frames.begin(answers, b"A", size.size())
    _stream(sent, answers)
    answers.flush()


def _stream(table: pa.Table, sink: Any) -> None:
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table, max_chunksize=100_000)


def _teller(answers: BinaryIO) -> Callable[[Stage, float], None]:
    last = 0.0

    def tell(stage: Stage, done: float) -> None:
        nonlocal last
        if time.monotonic() - last > 0.1:
            frames.write(answers, b"P", json.dumps([stage, done]).encode())
            last = time.monotonic()

    return tell


def _held() -> int:
    """Bytes of data that the process holds, as RLIMIT_DATA counts them; 0 where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData"))
    except (OSError, StopIteration, ValueError):
        return 0


def _limit_memory(bytes_: int, ever: int, may_write: int = _MAY_WRITE) -> None:
    """Holds the process to so much for now, and to `ever` for good; `may_write` is for any one file."""
    try:
        import resource
    except ImportError:  # Windows: only time is limited there
        return
    for which, now, most in (
        (resource.RLIMIT_DATA, bytes_, ever),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, may_write, _MAY_COPY),
    ):
        hard = resource.getrlimit(which)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(which, (min(now, least), least))
        except (OSError, ValueError):
            continue


def _limit_time(seconds: float) -> None:
    """Ends this process should nobody be there any more to do it; the one that waits counts more closely."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    wanted = int(used.ru_utime + used.ru_stime + 2 * seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard < 0 else min(wanted, hard), hard))


if __name__ == "__main__":
    # What a library prints must not come between the answers.
    output = sys.stdout.buffer
    sys.stdout = sys.stderr
    tempfile.tempdir = sys.argv[2]
    serve(sys.stdin.buffer, output, int(sys.argv[1]))
