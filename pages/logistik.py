"""Every item: needed, received, damaged, good, short; its stages; and where it is missing."""

from ui import frame, in_force, items, markup, readiness, rights, unknown
from ui.view import View


def render(view: View) -> None:
    """Draw the logistics of the chosen place and day."""
    board = view.board
    if board is None or "logistik" not in board.reported_kinds:
        frame.nothing_yet(view, "logistik")
        return
    say = view.say
    markup.draw(
        markup.card(say("screens.logistics.stages"), readiness.stages(view, board), "wide-lines"),
        markup.card(say("rights.title"), rights.six(view, board), note=say("rights.note")),
        markup.card(
            say("screens.logistics.items"), items.table(view, board), note=say("screens.logistics.items-note")
        ),
        unknown.box(view, board, unknown.GOODS),
    )
    if board.places:
        markup.draw(
            markup.card(
                say("screens.logistics.heat"),
                items.heat_table(view, board),
                note=say("screens.logistics.heat-note"),
            )
        )
    in_force.button(view, "logistik")


if __name__ == "__main__":
    frame.run_page(render)
