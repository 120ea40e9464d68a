"""Are we ready, what is missing, how many days are left."""

from ui import alerts, frame, fresh, markup, money, passage, readiness, reporting, unknown
from ui.view import View


def render(view: View) -> None:
    """Draw the summary of the chosen place and day."""
    board = view.board
    if board is None or not board.reported_kinds:
        frame.nothing_yet(view)
        return
    say = view.say
    money_told = "keuangan" in board.reported_kinds
    finance = money.tiles(view, board, money.HEADLINE) if money_told else frame.missing_kind(view, "keuangan")
    below = readiness.places(view, board) + reporting.silent(view, board)
    ballots = [one.percent for one in board.items if view.election.item(one.item).ballot]
    markup.draw(
        '<div class="wall">',
        markup.card(
            say("screens.summary.readiness"),
            readiness.verdict(view, board) + readiness.headline(view, board),
            "w-gauge",
            foot_html=fresh.foot(view, (board.readiness.percent,)),
        ),
        markup.card(
            say("screens.summary.missing"),
            readiness.ballots(view, board)
            + alerts.worst(view, board, frame.address("peringatan", view))
            + unknown.line(view, board),
            "w-alerts",
            foot_html=fresh.foot(view, ballots),
        ),
        markup.card(say("screens.summary.days"), readiness.countdown(view, board), "w-days"),
        markup.card(
            say("screens.summary.money"),
            finance,
            "w-money",
            foot_html=fresh.foot(view, (one for _, one in board.finance.figures)),
        ),
        markup.card(
            say("screens.summary.groups"),
            readiness.groups(view, board),
            "w-groups",
            foot_html=fresh.foot(view, (one.percent for one in board.groups)),
        ),
        markup.card(
            say("screens.summary.stages"),
            readiness.stages(view, board),
            "w-stages",
            foot_html=fresh.foot(view, (one.percent for one in board.stages)),
        ),
        markup.card(
            say(f"screens.summary.below-{board.place.level}"),
            below,
            "w-places",
            foot_html=fresh.foot(view, (one.percent for one in board.places)),
        ),
        markup.card(say("funnel.title"), passage.bars(view, board), "w-funnel", note=say("funnel.note")),
        "</div>",
    )


if __name__ == "__main__":
    frame.run_page(render)
