"""Honor by the rates of the election's profile against what the sheets state."""

from metrics import Board
from ui.view import View


def section(view: View, board: Board) -> None:
    """Draw this part at the Board's place."""
