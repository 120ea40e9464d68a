"""What changed since the last meeting, worst first, each number with the cells that changed."""

from ui import frame, markup, meetings, pieces, since_lines
from ui.view import View


def render(view: View) -> None:
    """Draw the page."""
    markup.draw(pieces.look(), pieces.lead(view.say("since.title"), view.say("since.lead")))
    known, meeting = meetings.known(view), meetings.asked(view)
    seen = view
    if meeting is not None:
        seen = since_lines.as_in(view, meeting)
    if seen.board is None or not seen.board.reported_kinds:
        frame.nothing_yet(view)
        return
    one = since_lines.ask(seen, known, meeting)
    if one is None:
        markup.draw(markup.nothing(view.say("since.nothing"), view.say("since.nothing-todo")))
        return
    markup.draw(since_lines.head(seen, one))
    if not one.found.lines:
        markup.draw(pieces.told("complete", view.say("since.none")))
        return
    since_lines.draw(seen, one, since_lines.about(seen, one.found))
    markup.draw(since_lines.totals(seen, one))


if __name__ == "__main__":
    frame.run_page(render)
