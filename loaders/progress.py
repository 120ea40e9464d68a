"""How far reading a file has come, told while it is read."""

from collections.abc import Callable
from typing import Literal

Stage = Literal["start", "open", "find", "check"]
"""start: the reading process comes up; open: the file is unpacked; find: tables are looked for; check: rows
are read and checked."""
Progress = Callable[[Stage, float], None]
"""Called with the stage and how much of the whole is done, 0 to 1."""

OPENED = 0.5
"""What opening a file takes of the whole, as measured on large workbooks."""


def nobody(stage: Stage, done: float) -> None:
    """Progress that nobody wants to hear of."""
