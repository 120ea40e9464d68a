"""A workbook file (.xlsx, .xlsm) as a package of parts, of which some are changed or added; all others stay
byte for byte (ECMA-376 part 2)."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import quoteattr

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
ROOT = re.compile(rb"<((?:\w+:)?)(?:workbook|worksheet|styleSheet|comments)\b([^>]*)>")
"""The prefix (with its colon) and the attributes of a part's outermost element."""
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

_TYPES_START = re.compile(rb"<(\w+:)?Types\b[^>]*?>")
_ROOT_END = re.compile(rb"</(\w+:)?\w+>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)
_EMPTY_ROOT = re.compile(rb"(<((?:\w+:)?Relationships)\b[^>]*?)\s*/>\s*\Z")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of added parts: the same findings give the same file."""


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of a tag by their name, prefix included."""
    return {
        key.decode(): unescape((double or single).decode("utf-8", "replace"))
        for key, double, single in _ATTRIBUTE.findall(tag)
    }


def start_tag(element: bytes) -> bytes:
    """The start tag of an element."""
    return element[: element.index(b">") + 1]


def with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    """A start tag with an attribute set."""
    old = re.compile(rb"(\s%s\s*=\s*)(?:\"[^\"]*\"|'[^']*')" % name)
    if old.search(tag):
        return old.sub(lambda found: found[1] + b'"' + value + b'"', tag, count=1)
    end = -2 if tag.endswith(b"/>") else -1
    return tag[:end].rstrip() + b' %s="%s"' % (name, value) + tag[end:]


class NotFitting(Exception):
    """A package that is not built as the standard says; it cannot be edited part by part."""


@dataclass(frozen=True)
class Relation:
    """A part that another part points to."""

    id: str
    type: str
    """The last word of its type: "worksheet", "comments"."""
    base: str
    """What stands before that word; it differs between transitional and strict workbooks."""
    target: str
    """Path of the part inside the package; of an outside target its address."""


class Package:
    """The parts of one file; raises NotFitting where something that every workbook has is missing."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._entries = {_plain(one.filename): one for one in self._archive.infolist()}
        self._new: dict[str, bytes] = {}
        """By path; parts of the file that were changed, and parts that were not there."""

    def has(self, path: str) -> bool:
        """Whether there is such a part."""
        return _plain(path) in self._entries or _plain(path) in map(_plain, self._new)

    def read(self, path: str) -> bytes:
        """A part as it now stands."""
        if path in self._new:
            return self._new[path]
        try:
            return self._archive.read(self._entries[_plain(path)])
        except KeyError:
            raise NotFitting(path) from None

    def write(self, path: str, part: bytes) -> None:
        """Change or add a part."""
        self._new[path] = part

    def relations(self, path: str) -> tuple[Relation, ...]:
        """What a part points to ("" for the package as a whole)."""
        beside = _relations_path(path)
        if not self.has(beside):
            return ()
        found = []
        for tag in _RELATION.findall(self.read(beside)):
            told = attributes(tag)
            base, _, kind = told.get("Type", "").rpartition("/")
            target = told.get("Target", "")
            if told.get("TargetMode") != "External":
                start = "" if target.startswith("/") else posixpath.dirname(path)
                target = posixpath.normpath(posixpath.join(start, target.lstrip("/")))
            found.append(Relation(told.get("Id", ""), kind, f"{base}/", target))
        return tuple(found)

    def relate(self, path: str, kind: str, target: str) -> str:
        """Let a part point to another; `kind` is the whole type. Gives the id of the relation."""
        taken = {one.id for one in self.relations(path)}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        beside = _relations_path(path)
        tag = (
            f'Relationship Id="rId{number}" Type={quoteattr(kind)} Target={quoteattr(f"/{target}")}/>'
        ).encode()
        old = self.read(beside) if self.has(beside) else b""
        if not old:
            head = f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}">'
            self.write(beside, head.encode() + b"<" + tag + b"</Relationships>")
        else:
            self.write(beside, _appended(_EMPTY_ROOT.sub(rb"\1></\2>", old), tag))
        return f"rId{number}"

    def declare(self, path: str, content_type: str) -> None:
        """Say what an added part is."""
        types = self.read("[Content_Types].xml")
        tag = f'Override PartName={quoteattr(f"/{path}")} ContentType="{content_type}"/>'
        self.write("[Content_Types].xml", _appended(types, tag.encode()))

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Say what parts with an extension are, where the file does not say it yet."""
        types = self.read("[Content_Types].xml")
        if re.search(rb'\bExtension\s*=\s*["\']%s["\']' % extension.encode(), types, re.IGNORECASE):
            return
        start = _TYPES_START.search(types)
        if start is None:
            raise NotFitting("[Content_Types].xml")
        prefix = (start[1] or b"").decode()
        tag = f'<{prefix}Default Extension="{extension}" ContentType="{content_type}"/>'.encode()
        self.write("[Content_Types].xml", types[: start.end()] + tag + types[start.end() :])

    def free(self, pattern: str) -> str:
        """The first path of a numbered pattern ("xl/comments{}.xml") that no part has."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def saved(self) -> bytes:
        """The whole file: parts in their old order, added ones behind them."""
        out = io.BytesIO()
        left = dict(self._new)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self._archive.infolist():
                path = next((one for one in left if _plain(one) == _plain(entry.filename)), None)
                part = self._archive.read(entry) if path is None else left.pop(path)
                archive.writestr(_like(entry), part)
            for path, part in left.items():
                added = zipfile.ZipInfo(path, _EARLIEST)
                added.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(added, part)
        return out.getvalue()


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    new = zipfile.ZipInfo(entry.filename, entry.date_time)
    new.compress_type = entry.compress_type
    new.external_attr = entry.external_attr
    new.create_system = entry.create_system
    return new


def _plain(path: str) -> str:
    # Names of parts are the same whatever their case; some writers begin them with a slash.
    return path.replace("\\", "/").lstrip("/").lower()


def _relations_path(path: str) -> str:
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _appended(part: bytes, tag: bytes) -> bytes:
    """A tag (without its "<" and the prefix of the part) put in as the last of the root element."""
    end = _ROOT_END.search(part)
    if end is None:
        raise NotFitting(tag.decode())
    return part[: end.start()] + b"<" + (end[1] or b"") + tag + part[end.start() :]
