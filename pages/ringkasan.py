"""Are we ready, what is missing, how many days are left."""

from ui import alerts, frame, markup, money, readiness, unknown
from ui.view import View


def render(view: View) -> None:
    """Draw the summary of the chosen place and day."""
    board = view.board
    if board is None or not board.reported_kinds:
        frame.nothing_yet(view)
        return
    say = view.say
    finance = money.tiles(view, board, money.HEADLINE) if "keuangan" in board.reported_kinds else None
    missing = frame.missing_kind(view, "keuangan")
    markup.draw(
        '<div class="wall">',
        markup.card(
            say("screens.summary.readiness"),
            readiness.verdict(view, board) + readiness.headline(view, board),
            "w-gauge",
        ),
        markup.card(
            say("screens.summary.missing"),
            readiness.ballots(view, board)
            + alerts.worst(view, board, frame.address("peringatan", view))
            + unknown.line(view, board),
            "w-alerts",
        ),
        markup.card(say("screens.summary.days"), readiness.countdown(view, board), "w-days"),
        markup.card(say("screens.summary.money"), finance or missing, "w-money"),
        markup.card(say("screens.summary.groups"), readiness.groups(view, board), "w-groups"),
        markup.card(say("screens.summary.stages"), readiness.stages(view, board), "w-stages"),
        markup.card(
            say(f"screens.summary.below-{board.place.level}"), readiness.places(view, board), "w-places"
        ),
        "</div>",
    )


if __name__ == "__main__":
    frame.run_page(render)
