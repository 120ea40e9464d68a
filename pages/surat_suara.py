"""The ballots: how many are needed and why, how many are there, how many days are left."""

from ui import frame, in_force, items, markup, replacements, reserve
from ui.view import View


def render(view: View) -> None:
    """Draw the ballots of the chosen place and day."""
    board = view.board
    if board is None or "logistik" not in board.reported_kinds:
        frame.nothing_yet(view, "logistik")
        return
    say = view.say
    markup.draw(
        markup.card(say("screens.ballots.gauges"), items.ballot_gauges(view, board)),
        markup.card(
            say("screens.ballots.table"), items.ballots(view, board), note=say("screens.ballots.note")
        ),
    )
    replacements.section(view, board)
    reserve.section(view)
    in_force.button(view, "logistik")


if __name__ == "__main__":
    frame.run_page(render)
