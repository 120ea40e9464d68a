"""Money by PPK, period and account: from the ceiling to what is approved, returned and still open."""

from metrics import Board
from ui.view import View


def section(view: View, board: Board) -> None:
    """Draw this part at the Board's place."""
