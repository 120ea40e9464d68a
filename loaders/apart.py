"""Tries a workbook in a process of its own, which may run out of memory or time without harm to this one.

A Rust reader that is refused memory aborts its process; no exception reaches Python. In a broken .xls a
dozen different fields can ask for terabytes, so they cannot be checked one by one.
"""

import subprocess
import sys

_TRIAL = """
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError):
    pass
from python_calamine import CalamineWorkbook
with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
    for sheet in book.sheets_metadata:
        try:
            book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        except Exception:
            pass
"""
MEMORY = 4 * 1024**3
"""Bytes of address space: the largest .xls sheet (65,536 x 256 cells) needs about a quarter."""
SECONDS = 60.0


class TooLong(Exception):
    """The workbook was not read within its time."""


def readable(data: bytes, memory: int = MEMORY, seconds: float = SECONDS) -> bool:
    """Whether a process of `memory` bytes reads the workbook to its end.

    On Windows memory is not limited: there the process may grow until the system ends it, which gives False
    too. Raises TooLong.
    """
    command = [sys.executable, "-I", "-c", _TRIAL, str(memory)]
    try:
        trial = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as slow:
        raise TooLong from slow
    return trial.returncode == 0
