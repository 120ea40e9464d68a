"""Cells pasted from a spreadsheet as a file like any other."""

import re

from loaders.names import file_name
from texts import DEFAULT, say

_MOST_SIGNS = 60


def pasted(text: str) -> tuple[str, bytes]:
    """A name and the bytes of a tab-separated file for text as a spreadsheet puts it on the clipboard.

    The name tells the first words of the text, so that several pastes can be told apart; it is written down
    in the ledger and so does not depend on the language of the screen.
    """
    first = next((cell for cell in re.split(r"[\t\r\n]", text) if cell.strip('" ')), "")
    words = " ".join(re.sub(r'[<>:"|?*/\\=+@]', " ", first).split())[:_MOST_SIGNS].strip()
    name = say("kinds.pasted", DEFAULT, words=words).strip()
    return file_name(f"{name}.tsv"), text.encode("utf-8", "replace")
