"""History: the ledger newest first, withdrawing an upload, and the check of its integrity."""

from ui import frame, history, ledger, markup, pieces
from ui.view import View


def render(view: View) -> None:
    """Draw the page."""
    small = view.say("history.sample") if view.desk.is_sample else ""
    markup.draw(pieces.look(), pieces.lead(view.say("history.title"), view.say("history.lead"), small))
    history.tell(view)
    entries = ledger.entries(view.desk)
    if not entries:
        history.nothing(view)
        return
    history.draw(view, history.ask(view, entries), len(entries))


if __name__ == "__main__":
    frame.run_page(render)
