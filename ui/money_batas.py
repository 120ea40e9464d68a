"""When money must be accounted for: ageing, the next transfer, and the cash that each week needs."""

from metrics import Board
from ui.view import View


def section(view: View, board: Board) -> None:
    """Draw this part at the Board's place."""
