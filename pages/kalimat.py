"""A sentence for the press or the minutes: its sums, shares and dates computed anew."""

from ui import frame, markup, pieces, statement
from ui.view import View


def render(view: View) -> None:
    """Draw the page."""
    say = view.say
    markup.draw(
        pieces.look(), pieces.lead(say("statement.title"), say("statement.lead"), say("statement.not-kept"))
    )
    text = statement.ask(view)
    if text:
        statement.draw(view, text)


if __name__ == "__main__":
    frame.run_page(render)
