"""Messages through a pipe: one byte for the kind, eight for the length, then the message."""

import struct
from typing import BinaryIO

_HEAD = struct.Struct(">cQ")

TASK = {b"T": 256 * 1024 * 1024}
DATA = {b"D": 4 * 1024**3}
ANSWERS = {
    b"H": 0,  # the process is there
    b"P": 1024,  # progress: [stage, share] as JSON
    b"A": 1024**3,  # a table as an Arrow stream
    b"B": 1024**3,  # a file
    b"R": 1024**3,  # the result as JSON; the last one of a task
    b"L": 1024**3,  # the same, and the process ends: it has grown too large
    b"F": 64,  # why there is none
}
"""The kinds of a direction and the most bytes of each."""


class Garbled(Exception):
    """A message of a kind or a length that nobody agreed on."""


def write(pipe: BinaryIO, kind: bytes, message: bytes) -> None:
    """Send one message."""
    begin(pipe, kind, len(message))
    pipe.write(message)
    pipe.flush()


def begin(pipe: BinaryIO, kind: bytes, length: int) -> None:
    """Announce a message of `length` bytes, which are written to the pipe next."""
    pipe.write(_HEAD.pack(kind, length))


def read(pipe: BinaryIO, kinds: dict[bytes, int]) -> tuple[bytes, bytes] | None:
    """The next message (kind, content); None where the pipe has ended.

    Raises Garbled.
    """
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    if length > kinds.get(kind, -1):
        raise Garbled
    message = pipe.read(length)
    return (kind, message) if len(message) == length else None
