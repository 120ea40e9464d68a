"""The ballots: how many are needed and why, how many are there, how many days are left."""

from ui import ballots, data, frame, in_force, items, markup, replacements, reserve
from ui.view import View


def render(view: View) -> None:
    """Draw the ballots of the chosen place and day."""
    board = view.board
    if board is None or "logistik" not in board.reported_kinds:
        frame.nothing_yet(view, "logistik")
        return
    say = view.say
    kept = data.ballots(view.desk, view.places, board, view.election)
    markup.draw(
        markup.card(say("screens.ballots.gauges"), items.ballot_gauges(view, board)),
        markup.card(say("ballots.title"), ballots.ledger(view, board, kept), "ballots", say("ballots.note")),
        markup.card(
            say("ballots.checks"),
            ballots.checks(view, kept),
            "ballots ballot-checks",
            say("ballots.checks-note"),
        ),
        markup.card(
            say("ballots.receipts"), ballots.receipts(view, kept), "ballots", say("ballots.receipts-note")
        ),
    )
    replacements.section(view, board)
    markup.draw(
        markup.card(say("ballots.bundles"), ballots.bundles(view, kept), note=say("ballots.bundles-note"))
    )
    ballots.converter(view, kept)
    reserve.section(view)
    in_force.button(view, "logistik")


if __name__ == "__main__":
    frame.run_page(render)
