"""Rows of a delimited file with more or fewer fields than its header: their values stand in wrong columns."""

from loaders.files import Sheet
from loaders.findings import Findings
from loaders.structure import RawTable


def rows_aside(raw: RawTable, sheet: Sheet, findings: Findings) -> frozenset[int]:
    """Tell every uneven row; gives the sheet rows to set aside.

    A row with more fields most often has numbers with a comma and without quotation marks, so nothing of it
    can be trusted. One with fewer may only leave out blank fields at its end.
    """
    if not sheet.fields or not raw.region.header_rows:
        return frozenset()
    named = max((column for column, text in zip(raw.columns, raw.header, strict=True) if text), default=0)
    most = max(named, *(sheet.fields[row - 1] for row in raw.region.header_rows))
    aside: set[int] = set()
    for row in raw.data_rows:
        count, cells = sheet.fields[row - 1], sheet.rows[row - 1]
        if count > most and any(cell is not None for cell in cells[most:]):
            aside.add(row)
            findings.at("row-longer", "error", row, most + 1, cells[most], count=count, expected=most)
        elif count < named:
            findings.at("row-shorter", "warning", row, count + 1, None, count=count, expected=named)
    return frozenset(aside)
