"""Which documents of accountability are there, body by body, and which must be asked for."""

from metrics import Board
from ui.view import View


def section(view: View, board: Board) -> None:
    """Draw this part at the Board's place."""
