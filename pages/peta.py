"""The map: warehouses, PPK, PPS and polling stations, how far the goods are, and the ways between."""

from ui import frame, map
from ui.view import View


def render(view: View) -> None:
    """Draw the map of the chosen place and day."""
    board = view.board
    if board is None or "tps" not in board.reported_kinds:
        frame.nothing_yet(view, "tps")
        return
    map.section(view, board)


if __name__ == "__main__":
    frame.run_page(render)
