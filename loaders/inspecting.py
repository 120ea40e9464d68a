"""What is in a file, for those who only look: tables as JSON, clean rows and sheets as read."""

from typing import Any


def inspect(data: bytes, name: str) -> dict[str, Any]:
    """One file's entry of `papan.py inspect --json`; never raises for a bad file, it becomes a problem.

    {"file", "sha256", "tables": [{"sheet", "range", "title", "header_rows", "first_row", "last_row", "total_rows",
    "footer_rows", "columns"}], "skipped": [{"sheet", "reason"}], "problems": [{"code", "severity", ...}]}
    """
    raise NotImplementedError


def clean_csv(data: bytes, name: str) -> list[list[list[str]]]:
    """Table K of the file as rows of text: the header row, then the records; [] for an unreadable file."""
    raise NotImplementedError


def grids(data: bytes, name: str) -> list[list[list[str]]]:
    """Sheet K of the file as read, as text, hidden sheets included; [] for an unreadable file."""
    raise NotImplementedError
