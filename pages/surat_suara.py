"""The ballots: how many are needed and why, how many are there, how many days are left."""

from ui import ballots, data, frame, fresh, in_force, items, markup, replacements, reserve
from ui.view import View


def render(view: View) -> None:
    """Draw the ballots of the chosen place and day."""
    board = view.board
    if board is None or "logistik" not in board.reported_kinds:
        frame.nothing_yet(view, "logistik")
        return
    say = view.say
    kept = data.ballots(view.desk, view.places, board, view.election)
    own = {one.item for one in board.ballots}
    ages = fresh.foot(view, (one.percent for one in board.items if one.item in own))

    def card(name: str, body_html: str) -> str:
        note = say(f"ballots.{name}-note")
        return markup.card(say(f"ballots.{name}"), body_html, f"ballots-{name}", note, foot_html=ages)

    markup.draw(
        markup.card(say("screens.ballots.gauges"), items.ballot_gauges(view, board)),
        card("book", ballots.ledger(view, board, kept)),
        card("checks", ballots.checks(view, kept)),
        card("receipts", ballots.receipts(view, kept)),
    )
    replacements.section(view, board)
    markup.draw(card("bundles", ballots.bundles(view, kept)))
    ballots.converter(view, kept)
    reserve.section(view)
    in_force.button(view, "logistik")


if __name__ == "__main__":
    frame.run_page(render)
