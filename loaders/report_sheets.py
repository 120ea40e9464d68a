"""Sheets of the board's own workbook that show numbers and are no data: they say so above their table."""

from typing import Any

from loaders.files import Sheet
from texts import LANGUAGES, say

REPORT = "report"
"""Why a sheet is skipped that shows the board."""
MARK = "reports_workbook.not-read"
"""The line by which such a sheet is known, as a key of the texts."""
_ABOVE = 6


def is_report_sheet(sheet: Sheet) -> bool:
    """Whether a sheet says in its first column, above its table, that it shows the board and is not read."""
    said = {say(MARK, lang) for lang in LANGUAGES}
    return any(_first(row) in said for row in sheet.rows[:_ABOVE])


def _first(row: list[Any]) -> str:
    return str(row[0]).strip() if row and row[0] is not None else ""
