"""Cells of a workbook filled and commented, and a list of findings added as a sheet, in the XML of the parts
concerned; what is not concerned is copied as it stands (ECMA-376 part 1)."""

import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from openpyxl.utils import get_column_letter, range_boundaries

from loaders.cell_comments import Comments, Mark, column_number
from loaders.cell_styles import COLOURS, Styles
from loaders.findings_sheet import Listing, listing_part
from loaders.package import OFFICE, ROOT, SHEET_TYPE, NotFitting, Package, attributes, with_attribute
from loaders.reading import Severity


def marked(
    data: bytes, marks: Mapping[str, Sequence[Mark]], listing: Listing, replaced: Sequence[str] = ()
) -> tuple[bytes, bool]:
    """A workbook with cells marked, by sheet name, and the list of findings as its last sheet; also whether
    it holds macros.

    `replaced` names sheets that hold an earlier list; the first of them gives its place to the new one. Marks
    that an earlier call set and that no finding bears any more are taken away. Raises NotFitting.
    """
    try:
        return _marked(Package(data), marks, listing, replaced)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        expat.ExpatError,
    ) as why:
        raise NotFitting(str(why)) from why


def _marked(
    package: Package, marks: Mapping[str, Sequence[Mark]], listing: Listing, replaced: Sequence[str]
) -> tuple[bytes, bool]:
    book = next((one.target for one in package.relations("") if one.type == "officeDocument"), None)
    if book is None:
        raise NotFitting("officeDocument")
    related = {one.id: one for one in package.relations(book)}
    base = next((one.base for one in related.values() if one.type == "worksheet"), OFFICE)
    styles_path = next((one.target for one in related.values() if one.type == "styles"), "")
    styles = Styles(package.read(styles_path) if styles_path else b"")
    sheets: dict[str, str] = {}
    for tag in _SHEET.findall(package.read(book)):
        told = attributes(tag)
        id_ = next((value for key, value in told.items() if key.endswith(":id")), "")
        if id_ in related and related[id_].type == "worksheet":
            sheets[told.get("name", "")] = related[id_].target
    old = [sheets.pop(name) for name in replaced if name in sheets]
    for name, path in sheets.items():
        if marks.get(name) or any(one.type == "comments" for one in package.relations(path)):
            _mark_sheet(package, path, marks.get(name, ()), styles, base)
    namespace = _namespace(package.read(book))
    if old:
        package.write(old[0], listing_part(listing, styles, namespace))
    else:
        _add_listing(package, book, listing, styles, base, namespace)
    if styles_path:
        package.write(styles_path, styles.saved())
    else:
        path = package.free("xl/styles{}.xml")
        package.write(path, styles.saved())
        package.declare(path, f"{SHEET_TYPE}styles+xml")
        package.relate(book, f"{base}styles", path)
    return package.saved(), any(one.type == "vbaProject" for one in related.values())


_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_SHEETS_END = re.compile(rb"</((?:\w+:)?)sheets>")


def _namespace(part: bytes) -> str:
    root = ROOT.search(part)
    if root is None:
        raise NotFitting("root")
    prefix = root[1].rstrip(b":").decode()
    told = attributes(root[2])
    return told.get(f"xmlns:{prefix}" if prefix else "xmlns", "")


def _add_listing(
    package: Package, book: str, listing: Listing, styles: "Styles", base: str, namespace: str
) -> None:
    path = package.free("xl/worksheets/sheet{}.xml")
    package.write(path, listing_part(listing, styles, namespace))
    package.declare(path, f"{SHEET_TYPE}worksheet+xml")
    id_ = package.relate(book, f"{base}worksheet", path)
    part = package.read(book)
    end = _SHEETS_END.search(part)
    if end is None:
        raise NotFitting("sheets")
    used = [attributes(tag) for tag in _SHEET.findall(part)]
    number = max((int(one.get("sheetId", "0")) for one in used), default=0) + 1
    taken = {one.get("name", "").casefold() for one in used}
    name, again = listing.name, 2
    while name.casefold() in taken:
        name, again = f"{listing.name} ({again})", again + 1
    tag = (
        f"<{end[1].decode()}sheet xmlns:r={quoteattr(base.rstrip('/'))} name={quoteattr(name)}"
        f' sheetId="{number}" r:id="{id_}"/>'
    )
    package.write(book, part[: end.start()] + tag.encode() + part[end.start() :])


# -- cells -------------------------------------------------------------------------------------------------

_DATA = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*?(/?)>")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])([^>]*?)(/?)>")
_ROW_END = re.compile(rb"</(?:\w+:)?row\s*>")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])[^>]*?>")
_COL = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_LATER = frozenset(
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst"
    " AlternateContent".split()
)
"""What may stand behind `legacyDrawing` (18.3.1.99)."""


def _mark_sheet(package: Package, path: str, marks: Sequence[Mark], styles: Styles, base: str) -> None:
    part = package.read(path)
    data = _DATA.search(part)
    if data is None:
        raise NotFitting(path)
    p = data[1]
    if data[2]:
        whole = data[0].rstrip(b"/>") + b"></" + p + b"sheetData>"
        part = part[: data.start()] + whole + part[data.end() :]
        start = data.start() + len(whole) - len(p) - 12
    else:
        start = data.end()
    end = part.find(b"</" + p + b"sheetData", start)
    if end < 0:
        raise NotFitting(path)
    tail = _tail(part, end)
    placed: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        row, column = next(
            (
                (top, left)
                for left, top, right, bottom in tail.merged
                if top <= mark.row <= bottom and left <= mark.column <= right
            ),
            (mark.row, mark.column),
        )
        # Only the first cell of a merged range is shown.
        other = placed.get((row, column))
        if other:
            worst = min(mark.severity, other.severity, key=list(COLOURS).index)
            mark = Mark(row, column, worst, f"{other.text}\n\n{mark.text}")
        placed[row, column] = Mark(row, column, mark.severity, mark.text)
    comments = Comments(package, path, tail.legacy, base)
    wanted: dict[tuple[int, int], Severity | None] = {at: mark.severity for at, mark in placed.items()}
    wanted = dict.fromkeys(comments.forget(), None) | wanted
    if not wanted:
        return
    columns = _column_styles(part[: data.start()])
    rows = _with_styles(part[start:end], p, wanted, columns, styles.filled)
    later = part[end:]
    for mark in placed.values():
        comments.add(mark)
    legacy = comments.saved()
    if legacy:
        at = tail.before_legacy - end
        tag = f'<{p.decode()}legacyDrawing xmlns:r={quoteattr(base.rstrip("/"))} r:id="{legacy}"/>'
        later = later[:at] + tag.encode() + later[at:]
    package.write(path, part[:start] + rows + later)


@dataclass
class _Tail:
    merged: list[tuple[int, int, int, int]]
    """First column, first row, last column, last row."""
    legacy: str
    """Id of the relation to the drawing that holds the shapes of comments; "" for none."""
    before_legacy: int
    """Position in the part where the element for it belongs."""


def _tail(part: bytes, end: int) -> _Tail:
    """What stands behind the rows of a sheet."""
    closing = re.match(rb"</(?:\w+:)?sheetData\s*>", part[end : end + 80])
    root = ROOT.search(part)
    if closing is None or root is None:
        raise NotFitting("sheetData")
    found = _Tail([], "", -1)
    head = b"<" + root[1] + b"worksheet>"
    offset = end + closing.end() - len(head)
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def opened(name: str, told: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        plain = name.rpartition(":")[2]
        if plain == "mergeCell":
            left, top, right, bottom = range_boundaries(told["ref"])
            found.merged.append((left or 1, top or 1, right or 16384, bottom or 1_048_576))
        if depth == 2 and plain == "legacyDrawing":
            found.legacy = next((value for key, value in told.items() if key.endswith(":id")), "")
        if depth == 2 and plain in _LATER and found.before_legacy < 0:
            found.before_legacy = offset + parser.CurrentByteIndex

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0 and found.before_legacy < 0:
            found.before_legacy = offset + parser.CurrentByteIndex

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.Parse(head + part[end + closing.end() :], True)
    return found


def _column_styles(head: bytes) -> Callable[[int], int]:
    told = [attributes(tag) for tag in _COL.findall(head)]
    spans = [(int(one.get("min", "0")), int(one.get("max", "0")), int(one.get("style", "0"))) for one in told]

    def style(column: int) -> int:
        return next((of for first, last, of in spans if first <= column <= last), 0)

    return style


def _with_styles(
    rows: bytes,
    prefix: bytes,
    wanted: Mapping[tuple[int, int], Severity | None],
    of_column: Callable[[int], int],
    filled: Callable[[int, Severity | None], int],
) -> bytes:
    """The rows of a sheet with other styles in the wanted cells; those that are not there are put in."""
    by_row: dict[int, dict[int, Severity | None]] = {}
    for (row, column), severity in sorted(wanted.items()):
        by_row.setdefault(row, {})[column] = severity
    waiting = sorted(by_row)
    out: list[bytes] = []
    done = number = 0
    at = _ROW.search(rows)
    while at is not None and waiting:
        told = attributes(at[1])
        number = int(told.get("r", number + 1))
        while waiting and waiting[0] < number:
            row = waiting.pop(0)
            out += [rows[done : at.start()], _new_row(prefix, row, by_row[row], of_column, filled)]
            done = at.start()
        if waiting and waiting[0] == number:
            cells = by_row[waiting.pop(0)]
            of_row = int(told.get("s", "0")) if told.get("customFormat") in ("1", "true") else None
            own = of_column if of_row is None else (lambda _, style=of_row: style)
            out.append(rows[done : at.start()])
            if at[2]:
                made = _edited(b"", number, prefix, cells, own, filled)
                out += [rows[at.start() : at.end() - 2], b">", made, b"</", prefix, b"row>"]
                done = at.end()
            else:
                closing = _ROW_END.search(rows, at.end())
                if closing is None:
                    raise NotFitting("row")
                made = _edited(rows[at.end() : closing.start()], number, prefix, cells, own, filled)
                out += [at[0], made]
                done = closing.start()
        at = _ROW.search(rows, max(at.end(), done))
    out.append(rows[done:])
    out += [_new_row(prefix, row, by_row[row], of_column, filled) for row in waiting]
    return b"".join(out)


def _new_row(
    prefix: bytes,
    row: int,
    cells: Mapping[int, Severity | None],
    of_column: Callable[[int], int],
    filled: Callable[[int, Severity | None], int],
) -> bytes:
    made = _edited(b"", row, prefix, cells, of_column, filled)
    return b'<%srow r="%d">%s</%srow>' % (prefix, row, made, prefix)


def _edited(
    inside: bytes,
    row: int,
    prefix: bytes,
    cells: Mapping[int, Severity | None],
    own: Callable[[int], int],
    filled: Callable[[int, Severity | None], int],
) -> bytes:
    waiting = sorted(cells)
    out: list[bytes] = []
    done = column = 0

    def new(column: int) -> bytes:
        style = filled(own(column), cells[column])
        return f'<{prefix.decode()}c r="{get_column_letter(column)}{row}" s="{style}"/>'.encode()

    for at in _CELL.finditer(inside):
        told = attributes(at[0])
        column = column_number(told["r"]) if "r" in told else column + 1
        while waiting and waiting[0] < column:
            out += [inside[done : at.start()], new(waiting.pop(0))]
            done = at.start()
        if waiting and waiting[0] == column:
            style = filled(int(told.get("s", "0")), cells[waiting.pop(0)])
            out += [inside[done : at.start()], with_attribute(at[0], b"s", b"%d" % style)]
            done = at.end()
    out.append(inside[done:])
    out += [new(column) for column in waiting]
    return b"".join(out)
