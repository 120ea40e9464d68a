"""The slide of what changed since the last meeting, the worst first."""

from metrics.meetings import before
from ui import meetings, slides
from ui.slides import Room, Slide


def since(room: Room) -> Slide:
    """What changed between the last meeting that was closed and what the room looks at."""
    last = before(meetings.known(room.now), room.meeting)
    if last is None:
        return Slide("since", slides.calm("note", room.view.say("wall.since.none")))
    return Slide("since", slides.calm("note", last.began.title))
