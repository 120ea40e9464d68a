"""Text as a spreadsheet may hold it without taking it for a formula; for every file that leaves the program.

A cell that starts with one of these signs is run, not shown, by programs that open a CSV file (OWASP, "CSV
Injection"); an apostrophe before it keeps it text. Workbooks need no apostrophe: there the cell is stored as
text and marked with `quotePrefix`.
"""

_STARTS = "=+-@＝＋－＠"
_BLANKS = " \t\r\n\xa0"


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula or a command.

    >>> is_formula_like("=1+1"), is_formula_like("Rusak - 3")
    (True, False)
    """
    return text.startswith(("\t", "\r", "\n")) or text.lstrip(_BLANKS).startswith(tuple(_STARTS))


def inert(text: str) -> str:
    """Text for a cell of a CSV file that no spreadsheet takes for a formula.

    >>> inert("=1+1")
    "'=1+1"
    """
    return f"'{text}" if is_formula_like(text.lstrip("'")) else text


def restored(text: str) -> str:
    """What `inert` was given.

    >>> restored(inert("=1+1")), restored("'t Hoen")
    ('=1+1', "'t Hoen")
    """
    return text[1:] if text.startswith("'") and is_formula_like(text.lstrip("'")) else text
