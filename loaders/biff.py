"""What the records of an .xls tell that its reader leaves out: formula errors, numbers whose format shows
another number than the cell holds."""

import struct
from collections.abc import Iterator

from loaders import extents, formats
from loaders.ooxml import Marks

_BOF, _EOF, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_FORMULA, _NUMBER, _BOOLERR, _RK, _MULRK = 0x0006, 0x0203, 0x0205, 0x027E, 0x00BD
_BIFF8 = 0x0600
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""[MS-XLS] 2.5.10."""


def marks(data: bytes) -> Marks:
    """Reads the records of an .xls; one that is broken tells nothing."""
    try:
        return _marks(extents.workbook_stream(data))
    except (extents.Broken, struct.error, IndexError, UnicodeDecodeError):
        return Marks()


def _marks(stream: bytes) -> Marks:
    found = Marks()
    names: dict[int, str] = {}
    written: dict[int, str] = {}
    styles: list[int] = []
    name = ""
    depth = version = 0
    shares: frozenset[int] = frozenset()
    scaled: dict[int, int] = {}
    for at, kind, body in _records(stream):
        if kind == _BOF:
            depth += 1
            version = struct.unpack_from("<H", body)[0]
            if depth == 1:
                name = names.get(at, "")
                shares = frozenset(one for one, code in enumerate(styles) if _is_share(code, written))
                scaled = {one: by for one, code in enumerate(styles) if (by := _scale(code, written)) > 1}
        elif kind == _EOF:
            depth -= 1
        elif kind == _BOUNDSHEET:
            names[struct.unpack_from("<I", body)[0]] = _text(body, 6, 1, version)
        elif kind == _FORMAT:
            code = struct.unpack_from("<H", body)[0]
            written[code] = _text(body, 2, 2 if version == _BIFF8 else 1, version)
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif depth == 1 and name:
            for row, column, style, error in _cells(kind, body):
                if error:
                    found.errors.setdefault(name, []).append((row, column, error))
                elif style in shares:
                    found.shares.setdefault(name, []).append((row, column))
                elif style in scaled:
                    found.scaled.setdefault(name, []).append((row, column, scaled[style]))
    return found


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int, str]]:
    """Row, column, style and error ("" for a number) of the cells of a record."""
    if kind == _MULRK:
        row, first = struct.unpack_from("<HH", body)
        for place in range((len(body) - 6) // 6):
            yield row, first + place, struct.unpack_from("<H", body, 4 + 6 * place)[0], ""
        return
    if kind not in (_FORMULA, _NUMBER, _BOOLERR, _RK):
        return
    row, column, style = struct.unpack_from("<HHH", body)
    if kind == _BOOLERR:
        if body[7]:
            yield row, column, style, _ERRORS.get(body[6], "#N/A")
    elif kind == _FORMULA and body[12:14] == b"\xff\xff":
        # The value of such a formula is no number ([MS-XLS] 2.5.133); 2 says that it is an error.
        if body[6] == 2:
            yield row, column, style, _ERRORS.get(body[8], "#N/A")
    else:
        yield row, column, style, ""


def _text(body: bytes, at: int, width: int, version: int) -> str:
    length = int.from_bytes(body[at : at + width], "little")
    at += width
    if version != _BIFF8:
        return body[at : at + length].decode("cp1252", "replace")
    if body[at] & 1:
        return body[at + 1 : at + 1 + 2 * length].decode("utf-16-le")
    return body[at + 1 : at + 1 + length].decode("latin-1")


def _is_share(code: int, written: dict[int, str]) -> bool:
    return str(code) in formats.PERCENT or formats.is_percent(written.get(code, ""))


def _scale(code: int, written: dict[int, str]) -> int:
    return formats.scale(written.get(code, ""))
