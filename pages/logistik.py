"""Every item: needed, received, damaged, good, short; its stages; and where it is missing."""

from ui import frame, fresh, in_force, items, markup, passage, readiness, reporting, rights, states, unknown
from ui.view import View


def render(view: View) -> None:
    """Draw the logistics of the chosen place and day."""
    board = view.board
    if board is None or "logistik" not in board.reported_kinds:
        frame.nothing_yet(view, "logistik")
        return
    say = view.say
    ages = fresh.foot(view, (one.percent for one in board.items))
    markup.draw(
        markup.card(
            say("screens.logistics.stages"), readiness.stages(view, board), "wide-lines", foot_html=ages
        ),
        markup.card(say("funnel.title"), passage.bars(view, board), note=say("funnel.note")),
        markup.card(say("rights.title"), rights.six(view, board), note=say("rights.note"), foot_html=ages),
    )
    if board.places:
        markup.draw(
            markup.card(
                say("screens.logistics.heat"),
                reporting.silent(view, board) + items.heat_table(view, board),
                note=say("screens.logistics.heat-note"),
                foot_html=fresh.foot(view, (one.percent for one in board.places)),
            )
        )
    markup.draw(
        markup.card(
            say("screens.logistics.items"),
            items.table(view, board),
            note=say("screens.logistics.items-note"),
            foot_html=ages,
        ),
        unknown.box(view, board, unknown.GOODS),
    )
    states.buttons(view, board)
    in_force.button(view, "logistik")


if __name__ == "__main__":
    frame.run_page(render)
