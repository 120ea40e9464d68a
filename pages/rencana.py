"""The plan back from H-1: what must be where by when, and whether it will be."""

from ui import frame, markup, planning
from ui.view import View


def render(view: View) -> None:
    """Draw the backward plan of the chosen place and day."""
    board = view.board
    if board is None or "logistik" not in board.reported_kinds:
        frame.nothing_yet(view, "logistik")
        return
    say = view.say
    markup.draw(
        markup.card(say("planning.title"), planning.headline(view, board) + planning.together(view, board)),
        markup.card(say("planning.items"), planning.items(view, board), note=say("planning.items-note")),
        markup.card(say("planning.calendar-title"), planning.deadlines(view, board)),
    )


if __name__ == "__main__":
    frame.run_page(render)
