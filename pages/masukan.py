"""What stakeholders said and what was decided on it: the open ones first, at the meeting or now."""

from ui import frame, input_list, inputs, markup, meetings, pieces
from ui.view import View


def render(view: View) -> None:
    """Draw the page."""
    small = view.say("inputs.sample" if view.desk.is_sample else "inputs.keys")
    markup.draw(pieces.look(), pieces.lead(view.say("inputs.title"), view.say("inputs.lead"), small))
    if view.choice.office is None:
        frame.nothing_yet(view)
        return
    inputs.tell(view)
    meeting = meetings.asked(view)
    known = inputs.listed(view, meeting)
    can_act = meeting is None or meeting.is_open
    seen = meetings.seen(view, meeting)
    if meeting is not None:
        meetings.back(view, meeting)
    input_list.tools(view, known, can_act)
    input_list.draw(seen, known, can_act)
    if can_act:
        inputs.ask(seen)


if __name__ == "__main__":
    frame.run_page(render)
