"""What the office decides for itself: deadlines, limits, rules of need."""

from ui import frame, markup, office_settings, pieces
from ui.view import View


def render(view: View) -> None:
    """Draw the settings of the chosen office."""
    markup.draw(pieces.look(), pieces.lead(view.say("settings.title"), view.say("settings.lead")))
    if view.choice.office is None:
        frame.nothing_yet(view)
        return
    office_settings.tell(view)
    office_settings.changed(view)
    office_settings.form(view)


if __name__ == "__main__":
    frame.run_page(render)
