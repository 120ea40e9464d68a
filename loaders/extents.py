"""How many cells reading a workbook would spread out, counted before it is read.

The reader lays every sheet out as a full rectangle, so that one far-off or broken cell address asks for
more memory than any machine has, and the process dies without an exception. These counts are taken from the
records themselves.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

Extent = tuple[int, int]
"""Number of rows and columns."""

_SECTOR_END = 0xFFFFFFFA
"""Sector numbers from here on are marks ([MS-CFB] 2.1)."""
_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
"""FORMULA, MULRK, RSTRING, LABELSST, NUMBER, LABEL, BOOLERR, RK ([MS-XLS] 2.3.1)."""
_DIMENSIONS, _BOF = 0x0200, 0x0809
_XLS_ROWS, _XLS_COLUMNS = 65_536, 256


class Broken(Exception):
    """Records that no writer of such files makes."""


def of_xls(data: bytes) -> list[Extent]:
    """The extent of each sheet of an .xls.

    Raises Broken for addresses beyond what the format can hold.
    """
    out: list[Extent] = []
    rows = columns = 0
    for kind, at, size in _biff(workbook_stream(data)):
        body = at[:size]
        if kind == _BOF:
            out.append((rows, columns))
            rows = columns = 0
        elif kind == _DIMENSIONS and size >= 12:
            _, last_row, _, last_column = struct.unpack_from("<IIHH", body)
            if last_row > _XLS_ROWS or last_column > _XLS_COLUMNS:
                raise Broken
        elif kind in _CELLS and size >= 6:
            row, column = struct.unpack_from("<HH", body)
            if kind == 0x00BD:
                column = struct.unpack_from("<H", body, size - 2)[0]
            if column >= _XLS_COLUMNS:
                raise Broken
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return [*out, (rows, columns)]


def _biff(stream: bytes) -> Iterator[tuple[int, bytes, int]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            return
        # The largest of the records that are looked at is MULRK with 256 columns.
        yield kind, stream[at + 4 : at + 4 + min(size, 2048)], min(size, 2048)
        at += 4 + size


def workbook_stream(data: bytes) -> bytes:
    """The stream "Workbook" or "Book" of an OLE container ([MS-CFB] 2.2 to 2.6)."""
    try:
        sector = 1 << struct.unpack_from("<H", data, 30)[0]
        if sector not in (512, 4096):
            raise Broken
        table = _allocation(data, sector)
        directory = _chain(data, sector, table, struct.unpack_from("<I", data, 48)[0])
        entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
        for entry in entries:
            name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
            if name.lower() in ("workbook", "book"):
                start, size = struct.unpack_from("<II", entry, 116)
                if size >= struct.unpack_from("<I", data, 56)[0]:
                    return _chain(data, sector, table, start)[:size]
                return _small(data, sector, table, entries[0], start, size)
    except (struct.error, IndexError) as broken:
        raise Broken from broken
    raise Broken


def _allocation(data: bytes, sector: int) -> list[int]:
    listed = list(struct.unpack_from("<109I", data, 76))
    further, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // sector)):
        if further >= _SECTOR_END:
            break
        block = struct.unpack_from(f"<{sector // 4}I", data, (further + 1) * sector)
        listed += block[:-1]
        further = block[-1]
    table: list[int] = []
    for number in listed:
        if number < _SECTOR_END and (number + 2) * sector <= len(data) + sector:
            block = data[(number + 1) * sector : (number + 2) * sector]
            table += struct.unpack_from(f"<{len(block) // 4}I", block)
    return table


def _chain(data: bytes, sector: int, table: list[int], start: int) -> bytes:
    out: list[bytes] = []
    while start < len(table) and len(out) <= len(table):
        out.append(data[(start + 1) * sector : (start + 2) * sector])
        start = table[start]
    return b"".join(out)


def _small(data: bytes, sector: int, table: list[int], root: bytes, start: int, size: int) -> bytes:
    """A stream below the cutoff: it lies in 64-byte pieces inside the root's own stream."""
    pieces = _chain(data, sector, table, struct.unpack_from("<I", root, 116)[0])
    raw = _chain(data, sector, table, struct.unpack_from("<I", data, 60)[0])
    following = struct.unpack_from(f"<{len(raw) // 4}I", raw)
    out: list[bytes] = []
    while start < len(following) and len(out) <= len(following):
        out.append(pieces[start * 64 : start * 64 + 64])
        start = following[start]
    return b"".join(out)[:size]


_XLSB_ROW = 0
_XLSB_CELLS = range(1, 12)
"""BrtCellBlank to BrtFmlaError ([MS-XLSB] 2.3.1)."""


def of_xlsb(data: bytes) -> list[Extent]:
    """The extent of each sheet of an .xlsb.

    Raises Broken.
    """
    out: list[Extent] = []
    for part in _parts(data, "xl/worksheets/", ".bin"):
        rows = columns = row = 0
        for kind, body in _xlsb_records(part):
            if len(body) < 4:
                continue
            number = struct.unpack_from("<I", body)[0]
            if kind == _XLSB_ROW:
                row = number + 1
            elif kind in _XLSB_CELLS:
                rows, columns = max(rows, row), max(columns, number + 1)
        out.append((rows, columns))
    return out


def _xlsb_records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 1 < len(part):
        kind, at = _varying(part, at, 2)
        size, at = _varying(part, at, 4)
        yield kind, part[at : at + 4]
        at += size


def _varying(part: bytes, at: int, longest: int) -> tuple[int, int]:
    value = 0
    for place in range(longest):
        if at >= len(part):
            break
        byte = part[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return value, at


_ODS_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
_ODS_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')


def of_ods(data: bytes) -> list[Extent]:
    """The extent of each sheet of an .ods, whose rows and cells may be repeated by a number.

    Raises Broken.
    """
    out: list[Extent] = []
    rows = columns = last_row = 0
    times = across = used = 0
    for part in _parts(data, "content.xml", ".xml"):
        for closing, tag, attributes in _ODS_TAG.findall(part):
            repeated = int(match.group(1)) if (match := _ODS_REPEATED.search(attributes)) else 1
            if tag == b"table":
                if closing:
                    out.append((last_row, columns))
                rows = columns = last_row = 0
            elif tag == b"table-row":
                if not closing:
                    times, across, used = repeated, 0, 0
                if closing or attributes.endswith(b"/"):
                    rows += times
                    if used:
                        last_row, columns = rows, max(columns, used)
            elif not closing:
                across += repeated
                if b"office:value-type" in attributes or b"calcext:value-type" in attributes:
                    used = across
    return out


def _parts(data: bytes, start: str, end: str) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.lower().startswith(start) and name.lower().endswith(end):
                    yield archive.read(name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as broken:
        raise Broken from broken
