"""A folder whose new and changed sheets are taken as they arrive."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from loaders import Reader
from pipeline.importing import sheets_in

_Stamp = tuple[int, int]
"""Size and time of the last change."""


def files_in(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The sheets in files, folders and zips by their names. Raises OSError for a file that cannot be read."""
    return unpacked((path.name, path.read_bytes()) for path in _found(paths))


def unpacked(files: Iterable[tuple[str, bytes]], reader: Reader | None = None) -> Iterator[tuple[str, bytes]]:
    """Files (name, bytes), each zip of sheets as the files in it; zips are opened in the `reader`'s process,
    or in one of its own that comes up for the first of them."""
    if reader is not None:
        for name, data in files:
            yield from reader.unpacked(name, data)
        return
    with closing(Reader()) as own:
        yield from unpacked(files, own)


def _found(paths: Iterable[Path]) -> list[Path]:
    out: list[Path] = []
    for path in paths:
        zips = [one for one in path.rglob("*.zip") if _is_wanted(one)] if path.is_dir() else []
        out += sorted([*sheets_in([path]), *zips])
    return out


def _is_wanted(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$"))


@dataclass(frozen=True)
class Arrival:
    """A file that is new or was changed, and is not being written any more."""

    path: Path
    data: bytes | None
    """None where it may not be read; it is tried again at every look."""


class Watch:
    """The files of one folder as far as they were seen."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: dict[Path, _Stamp] = {}
        """As they stood at the last look."""
        self._taken: dict[Path, _Stamp] = {}
        self._locked: dict[Path, _Stamp] = {}

    def look(self) -> list[Arrival]:
        """What has arrived: files that are the same as at the last look and were not given like this before.

        A file that is still being copied changes from look to look and waits; so does a folder that is away.
        """
        now: dict[Path, _Stamp] = {}
        for path in _found([self._folder]) if self._folder.is_dir() else []:
            if (stamp := _stamp(path)) is not None:
                now[path] = stamp
        settled = [path for path, stamp in now.items() if self._last.get(path) == stamp]
        self._last = now
        return [
            arrival
            for path in settled
            if self._taken.get(path) != now[path] and (arrival := self._read(path, now[path])) is not None
        ]

    def again(self, paths: Iterable[Path]) -> None:
        """Give these once more at the next look."""
        for path in paths:
            self._taken.pop(path, None)

    def _read(self, path: Path, stamp: _Stamp) -> Arrival | None:
        try:
            data = path.read_bytes()
        except OSError:
            if self._locked.get(path) == stamp:
                return None
            self._locked[path] = stamp
            return Arrival(path, None)
        if _stamp(path) != stamp or len(data) != stamp[0]:
            return None
        self._taken[path] = stamp
        return Arrival(path, data)


def _stamp(path: Path) -> _Stamp | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns
