"""Tables of web pages and of Excel 2003 XML, both of which offices keep under the name .xls."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat


class Broken(Exception):
    """Markup that does not follow its own grammar, or that defines entities (they can expand without end)."""


class Spread(Exception):
    """A table that would take more cells than a reader should lay out; tells its rows and columns."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.rows = rows
        self.columns = columns


@dataclass(frozen=True)
class Grid:
    """One table, or one sheet."""

    name: str
    rows: list[list[Any]]
    """Equally long; text or None, of XML also numbers."""
    merged: tuple[tuple[int, int, int, int], ...]
    """First row, first column, last row, last column, 0-based and inclusive."""


_MAX_CELLS = 40_000_000
_MAX_DEPTH = 100
"""Tables in tables beyond this are no layout that a person made."""
_MAX_SPAN = 1000
"""colspan and rowspan beyond this are taken as 1: they are typing errors or traps."""


@dataclass
class _Canvas:
    """Cells put down one after the other around those that span rows."""

    rows: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def put(self, value: Any, column: int | None, right: int, down: int) -> None:
        if not self.rows:
            self.rows.append([])
        top = len(self.rows) - 1
        row = self.rows[top]
        left = len(row) if column is None else column
        while (top, left) in self.taken:
            left += 1
        row.extend([None] * (left - len(row)))
        row.extend([value, *[None] * right])
        if right or down:
            self.merged.append((top, left, top + down, left + right))
            self.taken.update(
                (r, c) for r in range(top + 1, top + down + 1) for c in range(left, left + right + 1)
            )

    def grid(self, name: str) -> Grid:
        width = max(map(len, self.rows), default=0)
        if width * len(self.rows) > _MAX_CELLS:
            raise Spread(len(self.rows), width)
        last = len(self.rows) - 1
        merged = tuple(
            (t, lt, min(b, last), r) for t, lt, b, r in self.merged if (min(b, last), r) != (t, lt)
        )
        return Grid(name, [row + [None] * (width - len(row)) for row in self.rows], merged)


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[Grid] = []
        self._open: list[_Canvas] = []
        self._cell: list[str] | None = None
        self._span = (0, 0)
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._mute += 1
        elif tag == "table":
            self._close_cell()
            if len(self._open) >= _MAX_DEPTH:
                raise Broken
            self._open.append(_Canvas())
        elif tag == "tr" and self._open:
            self._close_cell()
            self._open[-1].rows.append([])
        elif tag in ("td", "th") and self._open:
            self._close_cell()
            spans = dict(attrs)
            self._span = (_span(spans.get("colspan")), _span(spans.get("rowspan")))
            self._cell = []
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._mute = max(0, self._mute - 1)
        elif tag in ("td", "th", "tr"):
            self._close_cell()
        elif tag == "table" and self._open:
            self._close_cell()
            self._finish(self._open.pop())

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._mute:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        self._close_cell()
        while self._open:
            self._finish(self._open.pop())

    def _close_cell(self) -> None:
        if self._cell is None or not self._open:
            self._cell = None
            return
        text = "\n".join(" ".join(line.split()) for line in "".join(self._cell).split("\n")).strip()
        self._open[-1].put(text or None, None, *self._span)
        self._cell = None

    def _finish(self, canvas: _Canvas) -> None:
        grid = canvas.grid("")
        if any(value is not None for row in grid.rows for value in row):
            self.done.append(grid)


def _span(raw: str | None) -> int:
    digits = re.match(r"\s*(\d{1,6})", raw or "")
    wide = int(digits.group(1)) if digits else 1
    return wide - 1 if 1 <= wide <= _MAX_SPAN else 0


def html_tables(text: str) -> list[Grid]:
    """The tables of a web page, in the order in which they end.

    Raises Broken, Spread.
    """
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return parser.done


def xml_sheets(text: str) -> list[Grid]:
    """The sheets of an Excel 2003 XML workbook.

    Raises Broken, Spread.
    """
    reader = _Excel2003()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).encode("utf-8"), True)
    except expat.ExpatError as broken:
        raise Broken from broken
    return reader.done


def _refuse(*_: Any) -> None:
    raise Broken


class _Excel2003:
    def __init__(self) -> None:
        self.done: list[Grid] = []
        self._name = ""
        self._canvas: _Canvas | None = None
        self._text: list[str] | None = None
        self._type = ""
        self._value: Any = None
        self._place: tuple[int | None, int, int] = (None, 0, 0)

    def start(self, tag: str, raw: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        attributes = {key.rpartition(" ")[2]: value for key, value in raw.items()}
        if tag == "Worksheet":
            self._name, self._canvas = attributes.get("Name", ""), _Canvas()
        elif self._canvas is None:
            return
        elif tag == "Row":
            index = _index(attributes.get("Index"))
            while index is not None and len(self._canvas.rows) < min(index, 1_048_576):
                self._canvas.rows.append([])
            self._canvas.rows.append([])
        elif tag == "Cell":
            across, down = attributes.get("MergeAcross", "0"), attributes.get("MergeDown", "0")
            column = _index(attributes.get("Index"))
            self._place = (
                column if column is None or column < 16_384 else None,
                _merge(across),
                _merge(down),
            )
            self._value = None
        elif tag == "Data":
            self._text, self._type = [], attributes.get("Type", "String")

    def end(self, tag: str) -> None:
        tag = tag.rpartition(" ")[2]
        if self._canvas is None:
            return
        if tag == "Data" and self._text is not None:
            self._value, self._text = _typed("".join(self._text), self._type), None
        elif tag == "Cell":
            self._canvas.put(self._value, *self._place)
        elif tag == "Worksheet":
            self.done.append(self._canvas.grid(self._name))
            self._canvas = None

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


def _index(raw: str | None) -> int | None:
    return int(raw) - 1 if raw and raw.isdigit() and int(raw) > 0 else None


def _merge(raw: str) -> int:
    return int(raw) if raw.isdigit() and int(raw) <= _MAX_SPAN else 0


def _typed(text: str, kind: str) -> Any:
    if not text:
        return None
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    return text[:10] if kind == "DateTime" and text[10:].startswith("T00:00:00") else text
