"""What the parts of an .xlsx tell that its reader leaves out: formula errors, formulas without a value,
far-off cells, numbers shown as percentages."""

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from loaders import formats

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*?\br="([A-Z]{1,3})(\d{1,7})")([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)', re.DOTALL
)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)</")
"""Programs that compute nothing write an empty one, in one tag or in two."""
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</)")
_FILLED = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_WIDE = re.compile(rb'\br="[A-Z]{2}')
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_FORMATS_OF_CELLS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_SPARSE = 8 * 1024 * 1024
"""Sheets up to this many bytes are searched for far-off cells; larger ones only when they reach beyond
column Z, for even a million rows of 26 columns can be read."""


@dataclass(frozen=True)
class Marks:
    """What was found, by sheet name."""

    errors: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    """0-based row and column, and "#REF!" or, where no value was saved, the formula "=A1+B1"."""
    shares: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """0-based row and column of each cell in a percentage format."""
    scaled: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    """0-based row and column of each cell whose format shows thousands or millions, and that size."""
    extents: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Number of rows and columns that reading the sheet would span."""
    epoch_1904: bool = False


def marks(data: bytes) -> Marks:
    """Reads the parts of a workbook; parts that are broken or missing tell nothing."""
    errors: dict[str, list[tuple[int, int, str]]] = {}
    shares: dict[str, list[tuple[int, int]]] = {}
    scaled: dict[str, list[tuple[int, int, int]]] = {}
    extents: dict[str, tuple[int, int]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = _part(archive, "xl/workbook.xml")
            percent, dividing = _styles(_part(archive, "xl/styles.xml"))
            for name, path in _sheets(book, _part(archive, "xl/_rels/workbook.xml.rels")):
                sheet = _part(archive, path)
                if found := _without_value(sheet):
                    errors[name] = found
                if percent and (found := _styled(sheet, percent)):
                    shares[name] = found
                cells = [(*cell, size) for size, some in dividing.items() for cell in _styled(sheet, some)]
                if cells:
                    scaled[name] = cells
                if (len(sheet) <= _SPARSE or _WIDE.search(sheet)) and (reached := _extent(sheet)):
                    extents[name] = reached
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return Marks()
    return Marks(errors, shares, scaled, extents, bool(re.search(rb"date1904=[\"'](?:1|true)", book)))


def has_long_text(data: bytes, length: int) -> bool:
    """Whether a part holds text of more than `length` bytes between two tags."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(
                _has_run(archive.read(name), length)
                for name in archive.namelist()
                if name.lower().endswith("sharedstrings.xml")
                or name.lower().startswith("xl/worksheets/sheet")
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return True


def _has_run(part: bytes, length: int) -> bool:
    at = 0
    while at + length < len(part):
        end = part.rfind(b"<", at, at + length + 1)
        if end < 0:
            return True
        at = end + 1
    return False


def _part(archive: zipfile.ZipFile, path: str) -> bytes:
    try:
        return archive.read(path)
    except KeyError:
        return b""


def _sheets(book: bytes, relations: bytes) -> list[tuple[str, str]]:
    paths = {}
    for tag in _RELATION.findall(relations):
        attributes = _attributes(tag)
        target = attributes.get("Target", "")
        paths[attributes.get("Id", "")] = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        )
    out = []
    for tag in _SHEET.findall(book):
        attributes = _attributes(tag)
        relation = next(
            (value for key, value in attributes.items() if key.endswith(":id") or key == "id"), ""
        )
        if relation in paths:
            out.append((attributes.get("name", ""), paths[relation]))
    return out


def _attributes(tag: bytes) -> dict[str, str]:
    pairs = re.findall(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return {key.decode("utf-8", "replace"): _unescaped(double or single) for key, double, single in pairs}


def _unescaped(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


def _without_value(sheet: bytes) -> list[tuple[int, int, str]]:
    erring = b't="e"' in sheet or b"t='e'" in sheet
    if not erring and (b"<f" not in sheet and b":f>" not in sheet and b":f " not in sheet):
        return []
    out = []
    for match in _CELL.finditer(sheet):
        letters, number, attributes, inner = match.groups()
        if not inner:
            continue
        value = _VALUE.search(inner)
        formula = _FORMULA.search(inner)
        if b't="e"' in attributes and value:
            shown = _unescaped(value.group(1))
        elif formula and not value and b't="str"' not in attributes and b"<is" not in inner:
            shown = "=" + _unescaped(formula.group(1) or b"")
        else:
            continue
        out.append((int(number) - 1, _column(letters) - 1, shown))
    return out


def _styles(styles: bytes) -> tuple[list[str], dict[int, list[str]]]:
    """The numbers of the cell styles that show a percentage, and by size of those that show thousands."""
    written: dict[str, str] = {}
    for tag in _FORMAT.findall(styles):
        told = _attributes(tag)
        written[told.get("numFmtId", "")] = told.get("formatCode", "")
    cells = _FORMATS_OF_CELLS.search(styles)
    percent: list[str] = []
    dividing: dict[int, list[str]] = {}
    for at, tag in enumerate(_STYLE.findall(cells[0]) if cells else []):
        number = _attributes(tag).get("numFmtId", "")
        code = written.get(number, "")
        if number in formats.PERCENT or formats.is_percent(code):
            percent.append(str(at))
        elif (size := formats.scale(code)) > 1:
            dividing.setdefault(size, []).append(str(at))
    return percent, dividing


def _styled(sheet: bytes, styles: list[str]) -> list[tuple[int, int]]:
    wanted = b"|".join(style.encode() for style in styles)
    if not re.search(rb'\bs="(?:%s)"' % wanted, sheet):
        return []
    cell = re.compile(
        rb'<(?:\w+:)?c\s(?=[^>]*?\bs="(?:%s)")(?=[^>]*?\br="([A-Z]{1,3})(\d{1,7})")[^>]*>' % wanted
    )
    return [(int(number) - 1, _column(letters) - 1) for letters, number in cell.findall(sheet)]


def _extent(sheet: bytes) -> tuple[int, int] | None:
    rows = columns = 0
    seen: set[bytes] = set()
    for letters, number in _FILLED.findall(sheet):
        rows = max(rows, int(number))
        if letters not in seen:
            seen.add(letters)
            columns = max(columns, _column(letters))
    return (rows, columns) if rows else None


def _column(letters: bytes) -> int:
    out = 0
    for letter in letters:
        out = out * 26 + letter - 64
    return out
