"""The comments of one sheet and the shapes that show them, added to and taken away (ECMA-376 part 1, 18.7;
part 4, 19.1 for the shapes)."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from loaders.package import OFFICE, ROOT, SHEET_TYPE, VML, NotFitting, Package
from loaders.reading import Severity

AUTHOR = "Temuan Papan Rakor"


@dataclass(frozen=True)
class Mark:
    """What is said at one cell."""

    row: int
    column: int
    severity: Severity
    """The worst of its findings."""
    text: str


_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MOST_SIGNS = 32_000
"""A cell holds 32,767 characters."""


def xml_text(text: str) -> str:
    # "_x0041_" stands for a letter in the text of a cell (22.9.2.19, ST_Xstring).
    return escape(_LIKE_ESCAPE.sub("_x005F_", _NO_XML.sub("", text.replace("\r\n", "\n"))[:_MOST_SIGNS]))


def column_number(address: str) -> int:
    number = 0
    for letter in address:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number


_COMMENT = re.compile(
    rb'<((?:\w+:)?)comment\s(?=[^>]*?\bref="([A-Z]+)(\d+)")(?:[^>]*?\bauthorId="(\d+)")?[^>]*>(.*?)</\1comment>',
    re.DOTALL,
)
_AUTHORS = re.compile(rb"<((?:\w+:)?)authors\s*(?:/>|>(.*?)</\1authors>)", re.DOTALL)
_LIST_END = re.compile(rb"</(?:\w+:)?commentList>|<(?:\w+:)?commentList\s*/>")
_TEXT = re.compile(rb"<((?:\w+:)?)text\s*(?:/>|>(.*?)</\1text>)", re.DOTALL)
_PLAIN_TEXT = re.compile(rb"\A\s*(<(?:\w+:)?t\b.*?</(?:\w+:)?t>|<(?:\w+:)?t\b[^>]*/>)", re.DOTALL)
_SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>", re.DOTALL)
_SHAPE_ID = re.compile(rb'id="_x0000_s(\d+)"')
_SEPARATOR = f"\n\n{AUTHOR}:\n"
"""Between what somebody wrote at a cell and what is said of it here."""


class Comments:
    """The comments of one sheet and the shapes that show them."""

    def __init__(self, package: Package, sheet: str, legacy: str, base: str) -> None:
        self._package, self._sheet, self._base = package, sheet, base
        related = package.relations(sheet)
        self._path = next((one.target for one in related if one.type == "comments"), "")
        self._shapes_path = next((one.target for one in related if legacy and one.id == legacy), "")
        # What is said in a conversation stands elsewhere; the comment beside it is only its shadow.
        self._threads = (
            b"".join(package.read(one.target) for one in related if one.type == "threadedComment")
            if any(one.type == "threadedComment" for one in related)
            else b""
        )
        self._part = package.read(self._path) if self._path else _NO_COMMENTS
        root = ROOT.search(self._part)
        self._p = root[1] if root else b""
        self._shapes = package.read(self._shapes_path) if self._shapes_path else _NO_SHAPES
        self._new: list[bytes] = []
        self._new_shapes: list[bytes] = []
        self._changed = False
        self._author = -1
        self._next = max((int(one) for one in _SHAPE_ID.findall(self._shapes)), default=1024) + 1

    def forget(self) -> list[tuple[int, int]]:
        """Take away what was said here before; gives the cells. What others wrote at a cell stays."""
        authors = _AUTHORS.search(self._part)
        names = re.findall(rb"<(?:\w+:)?author\b[^>]*>(.*?)</", authors[2] or b"") if authors else []
        ours = {str(at).encode() for at, name in enumerate(names) if name == AUTHOR.encode()}
        out: list[tuple[int, int]] = []

        def cleared(found: re.Match[bytes]) -> bytes:
            at = (int(found[3]), column_number(found[2].decode()))
            whole = found[0]
            cut = whole.find(xml_text(_SEPARATOR).encode())
            if found[4] in ours and not self._is_thread(at):
                self._without_shape(at)
                whole = b""
            elif cut >= 0:
                whole = whole[:cut] + whole[whole.find(b"</", cut) :]
            if whole != found[0]:
                self._changed = True
                out.append(at)
            return whole

        self._part = _COMMENT.sub(cleared, self._part)
        return out

    def add(self, mark: Mark) -> None:
        """Say something at a cell, behind what is said there already."""
        at = (mark.row, mark.column)
        if self._is_thread(at):
            return
        ref = f"{get_column_letter(mark.column)}{mark.row}"
        old = next((one for one in _COMMENT.finditer(self._part) if one[2] + one[3] == ref.encode()), None)
        self._changed = True
        p = self._p.decode()
        if old is not None:
            run = (
                f'<{p}r><{p}t xml:space="preserve">{xml_text(_SEPARATOR + mark.text)}</{p}t></{p}r>'.encode()
            )
            made = _TEXT.sub(lambda text: self._longer(text, run), old[0], count=1)
            self._part = self._part[: old.start()] + made + self._part[old.end() :]
            return
        self._new.append(
            (
                f'<{p}comment ref="{ref}" authorId="{self._author_number()}"><{p}text><{p}r>'
                f'<{p}rPr><{p}sz val="9"/><{p}rFont val="Tahoma"/></{p}rPr>'
                f'<{p}t xml:space="preserve">{xml_text(mark.text)}</{p}t></{p}r></{p}text></{p}comment>'
            ).encode()
        )
        self._new_shapes.append(_shape(self._next, mark))
        self._next += 1

    def saved(self) -> str:
        """Write what changed; gives the id of a new relation to the shapes, "" where the sheet has one."""
        if not self._changed:
            return ""
        end = _LIST_END.search(self._part)
        if end is None:
            raise NotFitting("commentList")
        made = b"".join(self._new)
        p = self._p
        closing = end[0] if not end[0].endswith(b"/>") else b"</" + p + b"commentList>"
        opening = b"<" + p + b"commentList>" if end[0].endswith(b"/>") else b""
        self._part = self._part[: end.start()] + opening + made + closing + self._part[end.end() :]
        package = self._package
        if not self._path:
            self._path = package.free("xl/comments{}.xml")
            package.relate(self._sheet, f"{self._base}comments", self._path)
            package.declare(self._path, f"{SHEET_TYPE}comments+xml")
        package.write(self._path, self._part)
        at = self._shapes.rfind(b"</xml>")
        if at < 0:
            raise NotFitting("shapes")
        kind = b"" if b'id="_x0000_t202"' in self._shapes else _SHAPE_TYPE
        shapes = self._shapes[:at] + kind + b"".join(self._new_shapes) + self._shapes[at:]
        if self._shapes_path:
            package.write(self._shapes_path, shapes)
            return ""
        path = package.free("xl/drawings/vmlDrawing{}.vml")
        package.write(path, shapes)
        package.declare_extension("vml", VML)
        # Shapes of comments have no other type of relation, in strict workbooks either.
        return package.relate(self._sheet, f"{OFFICE}vmlDrawing", path)

    def _is_thread(self, at: tuple[int, int]) -> bool:
        return b'ref="%s%d"' % (get_column_letter(at[1]).encode(), at[0]) in self._threads

    def _longer(self, text: re.Match[bytes], run: bytes) -> bytes:
        p = text[1]
        inside = text[2] or b""
        # Text without a run would stand beside one with it, which not all programs show.
        inside = _PLAIN_TEXT.sub(lambda plain: b"<" + p + b"r>" + plain[1] + b"</" + p + b"r>", inside)
        return b"<" + p + b"text>" + inside + run + b"</" + p + b"text>"

    def _author_number(self) -> int:
        if self._author >= 0:
            return self._author
        authors = _AUTHORS.search(self._part)
        if authors is None:
            raise NotFitting("authors")
        p, inside = authors[1], authors[2] or b""
        self._author = len(re.findall(rb"<(?:\w+:)?author\b", inside))
        own = b"<" + p + b"author>" + AUTHOR.encode() + b"</" + p + b"author>"
        made = b"<" + p + b"authors>" + inside + own + b"</" + p + b"authors>"
        self._part = self._part[: authors.start()] + made + self._part[authors.end() :]
        return self._author

    def _without_shape(self, at: tuple[int, int]) -> None:
        row, column = (
            rb"<x:Row>\s*%d\s*</x:Row>" % (at[0] - 1),
            rb"<x:Column>\s*%d\s*</x:Column>" % (at[1] - 1),
        )

        def kept(shape: re.Match[bytes]) -> bytes:
            is_it = (
                b'ObjectType="Note"' in shape[0] and re.search(row, shape[0]) and re.search(column, shape[0])
            )
            return b"" if is_it else shape[0]

        self._shapes = _SHAPE.sub(kept, self._shapes)


_NO_COMMENTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors>'
    b"<commentList></commentList></comments>"
)
_NO_SHAPES = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def _shape(number: int, mark: Mark) -> bytes:
    """A box beside the cell, as high as its text needs."""
    lines = sum(1 + len(line) // 42 for line in mark.text.split("\n"))
    top, left = max(mark.row - 2, 0), mark.column
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
        ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{left}, 15, {top}, 4, {left + 4}, 15, {top + max(4, lines + 1)}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{mark.row - 1}</x:Row><x:Column>{mark.column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    ).encode()
