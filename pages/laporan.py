"""Reports: what is carried out of the room, made of the place and day that are chosen, and checked again."""

from ui import frame, markup, pieces, reports
from ui.view import View


def render(view: View) -> None:
    """Draw the page."""
    say = view.say
    markup.draw(
        pieces.look(),
        pieces.lead(say("reports.screen.title"), say("reports.screen.lead")),
    )
    if view.board is None:
        frame.nothing_yet(view)
    else:
        reports.make(view, view.board)
    reports.forms(view)
    reports.check(view)


if __name__ == "__main__":
    frame.run_page(render)
