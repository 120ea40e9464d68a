"""The styles of a workbook, to which fills and the styles of the list of findings are added (ECMA-376 part 1,
18.8)."""

import re

from loaders.package import ROOT, NotFitting, attributes, start_tag, with_attribute
from loaders.reading import Severity

COLOURS: dict[Severity, str] = {"error": "FFF6B2B2", "warning": "FFFBE3A2", "note": "FFCFE2F6"}
"""The fill of a cell by the worst of its findings, the worst first."""

_XF = re.compile(rb"<(?:\w+:)?xf\b(?:[^>]*/>|[^>]*[^/]>.*?</(?:\w+:)?xf>|>.*?</(?:\w+:)?xf>)", re.DOTALL)
_FILL = re.compile(rb"<(?:\w+:)?fill(?:\s*/>|\s*>.*?</(?:\w+:)?fill>)", re.DOTALL)
_FONT = re.compile(rb"<(?:\w+:)?font(?:\s*/>|[\s>].*?</(?:\w+:)?font>)", re.DOTALL)
_RGB = re.compile(rb'<(?:\w+:)?fgColor\b[^>]*?\brgb\s*=\s*"(\w{8})"')


class Styles:
    """The styles of a workbook; new ones are added behind those that it has."""

    def __init__(self, part: bytes) -> None:
        self._part = part or _PLAIN_STYLES
        root = ROOT.search(self._part)
        if root is None:
            raise NotFitting("styles")
        self._p = root[1]
        self._formats = self._members(b"cellXfs", _XF)
        if not self._formats:
            raise NotFitting("cellXfs")
        self._fills = self._members(b"fills", _FILL)
        self._fonts = self._members(b"fonts", _FONT)
        self._counts = len(self._formats), len(self._fills), len(self._fonts)
        if not self._fills or not self._fonts:
            raise NotFitting("fills")
        self._made: dict[tuple[int, str], int] = {}
        ours = {colour.encode() for colour in COLOURS.values()}
        self._ours = {
            at
            for at, fill in enumerate(self._fills)
            if (told := _RGB.search(fill)) and b"FF" + told[1][2:].upper() in ours
        }

    def filled(self, style: int, severity: Severity | None) -> int:
        """The number of a style that differs only in its fill; None takes away a fill that was set so."""
        style = style if style < len(self._formats) else 0
        format_ = self._formats[style]
        if severity is None:
            if int(attributes(start_tag(format_)).get("fillId", "0")) not in self._ours:
                return style
            colour, fill = "", 0
        else:
            colour = COLOURS[severity]
            fill = self._fill(colour)
        key = (style, colour)
        if key not in self._made:
            changed = with_attribute(
                with_attribute(start_tag(format_), b"fillId", b"%d" % fill), b"applyFill", b"1"
            )
            self._made[key] = self._added(changed + format_[len(start_tag(format_)) :])
        return self._made[key]

    def own(self, font: str = "", colour: str = "", centred: bool = False, quoted: bool = False) -> int:
        """The number of a style for the list of findings."""
        key = (-1, f"{font}|{colour}|{centred}|{quoted}")
        if key not in self._made:
            p = self._p.decode()
            number = 0
            if font:
                # The first font is that of the workbook's plain cells.
                plain = _tag_in(self._fonts[0], "name", p) + _tag_in(self._fonts[0], "family", p)
                size = _tag_in(self._fonts[0], "sz", p)
                kinds = {
                    "bold": ("<{0}b/>", ""),
                    "head": ("<{0}b/>", '<{0}color rgb="FFFFFFFF"/>'),
                    "link": ("<{0}u/>", '<{0}color rgb="FF0B5CAD"/>'),
                }
                before, tint = (one.format(p) for one in kinds[font])
                self._fonts.append(f"<{p}font>{before}{size}{tint}{plain}</{p}font>".encode())
                number = len(self._fonts) - 1
            fill = self._fill(colour) if colour else 0
            quote = ' quotePrefix="1"' if quoted else ""
            across = ' horizontal="center"' if centred else ""
            self._made[key] = self._added(
                (
                    f'<{p}xf numFmtId="0" fontId="{number}" fillId="{fill}" borderId="0" xfId="0"'
                    f' applyFont="1" applyFill="1" applyAlignment="1"{quote}>'
                    f'<{p}alignment{across} vertical="top" wrapText="1"/></{p}xf>'
                ).encode()
            )
        return self._made[key]

    def saved(self) -> bytes:
        """The part with all that was added."""
        part = self._part
        formats, fills, fonts = self._counts
        for name, members, had in (
            (b"cellXfs", self._formats, formats),
            (b"fills", self._fills, fills),
            (b"fonts", self._fonts, fonts),
        ):
            if len(members) > had:
                start, end = self._span(name, part)
                inside = part[start:end]
                tag = start_tag(inside)
                changed = with_attribute(tag, b"count", b"%d" % len(members)) + inside[len(tag) :]
                part = part[:start] + changed + b"".join(members[had:]) + part[end:]
        return part

    def _fill(self, colour: str) -> int:
        p = self._p.decode()
        made = (
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{colour}"/>'
            f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
        ).encode()
        if made not in self._fills:
            self._fills.append(made)
        return self._fills.index(made)

    def _added(self, format_: bytes) -> int:
        self._formats.append(format_)
        return len(self._formats) - 1

    def _span(self, name: bytes, part: bytes) -> tuple[int, int]:
        """From the start tag of an element up to its end tag."""
        start = re.search(rb"<%s%s\b[^>]*[^/]>|<%s%s>" % (self._p, name, self._p, name), part)
        end = part.find(b"</%s%s>" % (self._p, name), start.end()) if start else -1
        if start is None or end < 0:
            raise NotFitting(name.decode())
        return start.start(), end

    def _members(self, name: bytes, member: re.Pattern[bytes]) -> list[bytes]:
        start, end = self._span(name, self._part)
        inside = self._part[start:end]
        return member.findall(inside, len(start_tag(inside)))


_PLAIN_STYLES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b"</styleSheet>"
)


def _tag_in(element: bytes, name: str, prefix: str) -> str:
    found = re.search(rf"<{re.escape(prefix)}{name}\b[^>]*/>".encode(), element)
    return found[0].decode() if found else ""
