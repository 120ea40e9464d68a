"""What the sheets of money contradict, each with its cell, and where the chain of money breaks first."""

from metrics import Board
from ui.view import View


def section(view: View, board: Board) -> None:
    """Draw this part at the Board's place."""
