"""The package of a rakor: a zip that opens from a USB stick without network, with the hash of each file."""

import hashlib
import zipfile
from collections.abc import Mapping
from io import BytesIO

HASHES = "SHA256SUMS.txt"
_WHEN = (2024, 1, 1, 0, 0, 0)
"""The same for every package: what is in it tells its day, and the same report gives the same bytes."""


class Broken(ValueError):
    """A package of which a file is missing, added or changed; the names of those files."""


def package(files: Mapping[str, bytes]) -> bytes:
    """The files and the list of their hashes (as `sha256sum -c` reads it), as a zip."""
    listed = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in {**files, HASHES: listed.encode()}.items():
            packed.writestr(zipfile.ZipInfo(name, _WHEN), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(data: bytes, most: int = 500_000_000) -> dict[str, bytes]:
    """The files of a package that are as their list tells; raises Broken where any is not, or where together
    they are larger than `most` bytes."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > most:
                raise Broken("too large")
            held = {one.filename: packed.read(one) for one in packed.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError) as damaged:
        raise Broken("damaged") from damaged
    lines = held.pop(HASHES, b"").decode("utf-8", "replace").splitlines()
    listed = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
    wrong = sorted(
        name
        for name in listed.keys() | held.keys()
        if name not in held or hashlib.sha256(held[name]).hexdigest() != listed.get(name)
    )
    if wrong or not listed:
        raise Broken(", ".join(wrong) or HASHES)
    return held


def same_book(one: bytes, other: bytes) -> bool:
    """Whether two workbooks (xlsx) hold the same sheets, whenever they were written."""
    try:
        return _parts(one) == _parts(other)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError):
        return False


def _parts(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(book)) as packed:
        return {one: packed.read(one) for one in packed.namelist() if one != "docProps/core.xml"}
