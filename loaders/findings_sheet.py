"""The list of findings as a sheet of a workbook."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from openpyxl.utils import get_column_letter

from loaders.cell_comments import xml_text
from loaders.cell_styles import COLOURS, Styles
from loaders.files import Sheet
from loaders.reading import Severity
from texts import LANGUAGES, say
from texts.inert import is_formula_like

FINDINGS = "findings"
"""Why a sheet is skipped that holds an earlier list of findings."""
COLUMNS = ("severity", "sheet", "cell", "value", "what", "todo")
_HEAD_COLOUR = "FF1F3A5F"


@dataclass(frozen=True)
class Line:
    """One line of the list of findings."""

    severity: Severity
    cells: tuple[str, ...]
    target: str
    """Where its cell is, "'PPWP'!H10"; "" for none."""


@dataclass(frozen=True)
class Listing:
    """The list of findings as a sheet."""

    name: str
    head: tuple[str, ...]
    """The lines above the list."""
    columns: tuple[tuple[str, float], ...]
    """Heading and width in characters."""
    link: int
    """Position of the column that links to the cell."""
    lines: tuple[Line, ...]


def is_findings_sheet(sheet: Sheet) -> bool:
    """Whether a sheet is a list of findings that came back with a workbook; it is no data."""
    known = (say("marked.sheet", lang) for lang in LANGUAGES)
    if not any(re.fullmatch(rf"{re.escape(name)}(?: \(\d+\))?", sheet.name) for name in known):
        return False
    headings = {tuple(say(f"marked.column.{name}", lang) for name in COLUMNS) for lang in LANGUAGES}
    return any(
        tuple(str(cell or "").strip() for cell in row[: len(COLUMNS)]) in headings for row in sheet.rows[:10]
    )


def listing_part(listing: Listing, styles: Styles, namespace: str) -> bytes:
    plain, quoted = styles.own(), styles.own(quoted=True)
    rows: list[str] = []

    def put(row: int, column: int, text: str, style: int) -> str:
        if not text:
            return f'<c r="{get_column_letter(column)}{row}" s="{style}"/>'
        place = f'r="{get_column_letter(column)}{row}" s="{style}"'
        return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{xml_text(text)}</t></is></c>'

    for row, text in enumerate(listing.head, start=1):
        # Not wrapped: the lines above the list are longer than its first column.
        rows.append(f'<row r="{row}">{put(row, 1, text, 0)}</row>')
    top = len(listing.head) + 2
    heading = styles.own("head", _HEAD_COLOUR, centred=True)
    cells = "".join(put(top, at, name, heading) for at, (name, _) in enumerate(listing.columns, start=1))
    rows.append(f'<row r="{top}">{cells}</row>')
    links: list[str] = []
    for row, line in enumerate(listing.lines, start=top + 1):
        made = []
        for at, text in enumerate(line.cells):
            style = quoted if is_formula_like(text) else plain
            if at == 0:
                style = styles.own(colour=COLOURS[line.severity])
            elif at == listing.link and line.target:
                style = styles.own("link")
                address = f"{get_column_letter(at + 1)}{row}"
                links.append(f'<hyperlink ref="{address}" location={quoteattr(line.target)}/>')
            made.append(put(row, at + 1, text, style))
        rows.append(f'<row r="{row}">{"".join(made)}</row>')
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, (_, width) in enumerate(listing.columns, start=1)
    )
    last = get_column_letter(len(listing.columns))
    filter_ = f'<autoFilter ref="A{top}:{last}{top + len(listing.lines)}"/>' if listing.lines else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{top}" topLeftCell="A{top + 1}" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>{filter_}"
        f"{'<hyperlinks>' + ''.join(links) + '</hyperlinks>' if links else ''}"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()
