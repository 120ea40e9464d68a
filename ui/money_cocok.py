"""The realisation of SAKTI or SITAB beside the board's, by account and body."""

from metrics import Board
from ui.view import View


def section(view: View, board: Board) -> None:
    """Draw this part at the Board's place."""
