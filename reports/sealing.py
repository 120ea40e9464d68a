"""The seal of a PDF: a code on every page that tells whether any letter, number or line was changed since.

The seal is the hash of everything that a reader of the file draws (text, fonts, lines, notes) and of what the
report says it was made of. It tells "whole" or "changed" without network and without a store; that a whole
report is also what the office's ledger tells is found by making it again (`papan.py verify FILE.pdf`).
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO
from typing import Any, Literal

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)
from reportlab.graphics.barcode import qrencoder
from reportlab.lib.units import mm

from reports.document import Seal
from reports.pdf import SEAL

_KEY = "/PapanRakor"
_CORNER = (175 * mm, 5 * mm)
"""Lower left corner of the code, from the lower left of the page."""
_QUIET = 2
"""Modules left white around the code."""
_DEEP = 60
"""Levels of objects below a page that are looked at; no report comes near."""
_ACTS = frozenset({"/AA", "/AcroForm", "/Names", "/OCProperties", "/OpenAction"})
"""What a file may hold beside its pages that writes upon them, hides parts or runs when it is opened."""

Standing = Literal["whole", "changed", "unsealed"]


@dataclass(frozen=True)
class Sealed:
    """What the seal of a file tells."""

    standing: Standing
    seal: Seal | None = None
    """What the report says it was made of; None without a seal."""
    code: str = ""
    """What the code on its pages says."""


def sealed(pdf: bytes, seal: Seal) -> bytes:
    """The PDF with its code on every page and its seal beside its title."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    told = json.dumps(asdict(seal), sort_keys=True, ensure_ascii=True)
    code = _code(seal, _digest(writer, told, pages_sealed=False))
    drawn = DecodedStreamObject()
    drawn.set_data(_drawn(code))
    stamp = writer._add_object(drawn)
    for page in writer.pages:
        contents = page[NameObject("/Contents")]
        own = list(contents) if isinstance(contents, ArrayObject) else [page.raw_get("/Contents")]
        page[NameObject("/Contents")] = ArrayObject([*own, stamp])
    writer.add_metadata({_KEY: TextStringObject(json.dumps({"seal": told, "code": code}))})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def unseal(pdf: bytes) -> Sealed:
    """Whether a file is as it was sealed. A file that is no PDF, or none of ours, is unsealed."""
    try:
        reader = PdfReader(BytesIO(pdf), strict=False)
        kept = json.loads(str((reader.metadata or {})[_KEY]))
        told, code = str(kept["seal"]), str(kept["code"])
        seal = Seal(**json.loads(told))
        pages = list(reader.pages)
        stamped = bool(pages) and all(_stamp(page) == _drawn(code) for page in pages)
        acts = _ACTS & set(reader.root_object)
        same = stamped and not acts and _code(seal, _digest(reader, told, pages_sealed=True)) == code
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, RecursionError, OSError):
        return Sealed("unsealed" if _KEY[1:].encode() not in pdf else "changed")
    return Sealed("whole" if same else "changed", seal, code)


def _code(seal: Seal, digest: bytes) -> str:
    """What the code says, in the letters that make it small: kind, place, day, ledger row, hash."""
    short = base64.b32encode(digest).decode().rstrip("=")
    parts = ("PAPAN-RAKOR", seal.report, seal.place, seal.as_of, str(seal.version), short)
    return "/".join(parts).upper()


# -- what is hashed ----------------------------------------------------------------------------------------


def _digest(held: PdfReader | PdfWriter, told: str, *, pages_sealed: bool) -> bytes:
    hashed = hashlib.sha256(told.encode())
    numbers: dict[int, int] = {}
    for at, page in enumerate(held.pages):
        numbers[page.indirect_reference.idnum if page.indirect_reference else -at - 1] = at
    for at, page in enumerate(held.pages):
        hashed.update(f"page {at};".encode())
        for part in _page_parts(page, numbers, pages_sealed):
            hashed.update(part)
    return hashed.digest()


def _page_parts(page: Any, numbers: dict[int, int], pages_sealed: bool) -> Iterator[bytes]:
    contents = page.raw_get("/Contents")
    if isinstance(contents, IndirectObject):
        contents = contents.get_object()
    own = list(contents) if isinstance(contents, ArrayObject) else [contents]
    for one in own[:-1] if pages_sealed else own:
        yield from _parts(one, numbers, 0)
    for name in sorted(page):
        if name not in ("/Contents", "/Parent", "/Type"):
            yield name.encode()
            yield from _parts(page.raw_get(name), numbers, 0)


def _parts(one: Any, numbers: dict[int, int], depth: int) -> Iterator[bytes]:
    """An object as bytes, whatever number or place in the file it has."""
    if depth > _DEEP:
        raise ValueError("too deep")
    if isinstance(one, IndirectObject):
        if one.idnum in numbers:  # a link to a page: its place among the pages is what counts
            yield f"page {numbers[one.idnum]};".encode()
            return
        one = one.get_object()
    if isinstance(one, StreamObject):
        yield b"stream;" + hashlib.sha256(one.get_data()).digest()
        skipped = {"/Length", "/Filter", "/DecodeParms"}
        yield from _entries(one, numbers, depth, skipped)
    elif isinstance(one, DictionaryObject):
        yield from _entries(one, numbers, depth, {"/Parent"})
    elif isinstance(one, list):
        yield b"["
        for each in list.__iter__(one):
            yield from _parts(each, numbers, depth + 1)
        yield b"]"
    else:
        yield f"{type(one).__name__} {one!r};".encode()


def _entries(one: Any, numbers: dict[int, int], depth: int, skipped: set[str]) -> Iterator[bytes]:
    yield b"<"
    for name in sorted(one):
        if name not in skipped:
            yield f"{name} ".encode()
            yield from _parts(one.raw_get(name), numbers, depth + 1)
    yield b">"


# -- the code on the page ----------------------------------------------------------------------------------


def _stamp(page: Any) -> bytes:
    contents = page["/Contents"].get_object()
    return contents[-1].get_object().get_data() if isinstance(contents, ArrayObject) else b""


@cache
def _drawn(code: str) -> bytes:
    """The code as a PDF's drawing: dark squares, joined along their lines."""
    made = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    made.addData(code)
    made.make()
    count = made.getModuleCount()
    side = SEAL / (count + 2 * _QUIET)
    left, bottom = _CORNER
    out = ["q", "1 g", f"{left:.2f} {bottom:.2f} {SEAL:.2f} {SEAL:.2f} re f", "0 g"]
    for row in range(count):
        y = bottom + (count - 1 - row + _QUIET) * side
        start = 0
        while start < count:
            end = start
            while end < count and made.isDark(row, end):
                end += 1
            if end > start:
                x = left + (start + _QUIET) * side
                out.append(f"{x:.3f} {y:.3f} {(end - start) * side:.3f} {side:.3f} re")
            start = end + 1
    return "\n".join([*out, "f", "Q"]).encode()
