"""Uploaded files byte for byte, named by the sha256 of their content; and the seals of the ledger. Never
changed once written."""

import hashlib
import os
import uuid
from pathlib import Path

import pyarrow.fs as pafs

from store.delta import Lake
from store.records import Damaged

_FOLDER = "originals"
_SEALS = "seals"


def put(lake: Lake, data: bytes) -> str:
    """Keep the bytes; gives their sha256. What is there already and whole stays as it is."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = f"{_FOLDER}/{sha256}"
    if _digest(_read(lake, path)) != sha256:
        _write(lake, path, data)
        if _digest(_read(lake, path)) != sha256:
            raise Damaged(path)
    return sha256


def get(lake: Lake, sha256: str) -> bytes:
    """The bytes with that sha256; raises Damaged when they are missing or no longer the same."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise Damaged(f"{_FOLDER}/?")
    path = f"{_FOLDER}/{sha256}"
    data = _read(lake, path)
    if data is None or _digest(data) != sha256:
        raise Damaged(path)
    return data


def digest(lake: Lake, path: str) -> str | None:
    """sha256 of a file below the root; None when it is missing."""
    return _digest(_read(lake, path))


def seal(lake: Lake, seq: int, row_hash: str) -> None:
    """Note that the ledger had a row `seq` with this hash, so that a ledger cut off at its end is found out.

    A hash chain alone does not show that its newest rows were removed.
    """
    _write(lake, f"{_SEALS}/{seq:010d}-{row_hash}", b"")


def seals(lake: Lake) -> list[tuple[int, str]]:
    """All seals: number and hash of a ledger row, in order."""
    if lake.is_local:
        folder = Path(lake.full(_SEALS))
        names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    else:
        system, path = pafs.FileSystem.from_uri(lake.full(_SEALS))
        names = [one.base_name for one in system.get_file_info(pafs.FileSelector(path, allow_not_found=True))]
    parted = (name.partition("-") for name in names if not name.startswith("."))
    return sorted((int(seq), row_hash) for seq, _, row_hash in parted if seq.isdecimal())


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _read(lake: Lake, path: str) -> bytes | None:
    try:
        if lake.is_local:
            return Path(lake.full(path)).read_bytes()
        system, inside = pafs.FileSystem.from_uri(lake.full(path))
        with system.open_input_stream(inside) as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def _write(lake: Lake, path: str, data: bytes) -> None:
    if not lake.is_local:  # an object appears whole or not at all
        system, inside = pafs.FileSystem.from_uri(lake.full(path))
        system.create_dir(inside.rpartition("/")[0])
        with system.open_output_stream(inside) as stream:
            stream.write(data)
        return
    target = Path(lake.full(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{uuid.uuid4().hex}")
    with temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
    if os.name != "posix":  # elsewhere a folder cannot be opened, and need not be
        return
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
