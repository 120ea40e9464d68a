"""A zip of sheets taken apart in memory; nothing is written to a disk and no path in it is followed."""

import io
import shutil
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from loaders.names import file_name

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".geojson"})
"""Extensions of files that may hold sheets."""
_JUNK = frozenset({"thumbs.db", "desktop.ini"})
_OF_WORKBOOKS = ("[content_types].xml", "content.xml", "xl/", "mimetype")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError),
    *(NotImplementedError, RuntimeError, ValueError),
)


@dataclass(frozen=True)
class ArchiveLimits:
    """What a zip may hold before it is left unopened."""

    files: int = 200
    expanded: int = 500 * 1024 * 1024
    """Size of all its files once unpacked."""


LIMITS = ArchiveLimits()
_PIECE = 1024 * 1024


def unpacked(name: str, data: bytes, limits: ArchiveLimits = LIMITS) -> list[tuple[str, bytes]]:
    """The files of a zip; any other file as the only one, as it came.

    A zip that gives none also comes back as it is: reading it then says what is wrong.
    """
    return files_of(data, limits) or [(name, data)]


def files_of(data: bytes, limits: ArchiveLimits = LIMITS) -> list[tuple[str, bytes]]:
    """The files of a zip with harmless names, in its order; none of any other file, nor of a zip that is
    locked, broken, empty or over the limits.

    Zips inside are not opened. What computers add by themselves (`__MACOSX`, `~$...`) is left out.
    """
    if not may_be_zip(data):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if is_workbook(archive.namelist()):
                return []
            wanted = [one for one in archive.infolist() if not _is_junk(one)]
            if not wanted or len(wanted) > limits.files:
                return []
            if sum(one.file_size for one in wanted) > limits.expanded:
                return []
            parts = [_read(archive, one) for one in wanted]
    except _BROKEN:
        return []
    return list(zip(_names([one.filename for one in wanted]), parts, strict=True))


def may_be_zip(data: bytes) -> bool:
    """Whether a file begins as a zip does; many workbooks do."""
    return data.startswith(b"PK\x03\x04")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    # Piece by piece no more is expanded than the entry says of its size; read at once, it is expanded whole
    # and cut off afterwards.
    out = io.BytesIO()
    with archive.open(entry) as part:
        shutil.copyfileobj(part, out, _PIECE)
    return out.getvalue()


def is_workbook(names: Iterable[str]) -> bool:
    """Whether these are the parts of a workbook or another document rather than files put together."""
    return any(one.replace("\\", "/").lstrip("/").lower().startswith(_OF_WORKBOOKS) for one in names)


def holds_files(names: Iterable[str]) -> bool:
    """Whether a zip holds sheets, or zips that may."""
    return any(PurePosixPath(one.lower()).suffix in SUFFIXES | {".zip"} for one in names)


def _is_junk(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    last = parts[-1]
    return entry.is_dir() or "__MACOSX" in parts or last.startswith((".", "~$")) or last.lower() in _JUNK


def _names(paths: list[str]) -> list[str]:
    """The last part of each path; where two are the same, with the folders before it, which may say whose
    sheet it is."""
    short = [file_name(path) for path in paths]
    named: list[str] = []
    for path, name in zip(paths, short, strict=True):
        if short.count(name) > 1:
            folders = [one for one in path.replace("\\", "/").split("/") if one not in ("", ".", "..")]
            name = file_name(" - ".join(folders))
        again, plain = 2, PurePosixPath(name)
        while name in named:
            name, again = f"{plain.stem} ({again}){plain.suffix}", again + 1
        named.append(name)
    return named
