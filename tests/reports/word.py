"""What a Word file says, read back with python-docx."""

from io import BytesIO
from typing import Any

from docx import Document


def opened(data: bytes) -> Any:
    """The file as python-docx reads it."""
    return Document(BytesIO(data))


def tables(data: bytes) -> list[list[list[str]]]:
    """The texts of all tables, row by row."""
    return [
        [["\n".join(each.text for each in cell.paragraphs) for cell in row.cells] for row in one.rows]
        for one in opened(data).tables
    ]


def text(data: bytes) -> str:
    """All that is said: paragraphs, then cells, a line each."""
    lines = [one.text for one in opened(data).paragraphs]
    lines += [cell for one in tables(data) for row in one for cell in row]
    return "\n".join(lines)
