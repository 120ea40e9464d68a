"""The slide of what changed since the last meeting, the worst first."""

from html import escape

from ui import markup, meetings, slides
from ui import since as screen
from ui.since import Row
from ui.slides import Room, Slide

_LINES = 12


def since(room: Room) -> Slide:
    """What changed between the last meeting that was closed and what the room looks at."""
    view = room.view
    found = screen.last(view, meetings.known(room.now), room.meeting)
    if found is None:
        return Slide("since", slides.calm("note", view.say("since.nothing")))
    counts = [f"{view.say(f'since.turns.{turn}')} {count}" for turn, count in found.counts().items()]
    then = f"{screen.against(view, found)}. {', '.join(counts)}."
    note = f'<p class="slide-note counted">{escape(then)}</p>'
    lines = [_line(one) for one in screen.rows(view, found, _LINES, "rupiah_short")]
    if not lines:
        return Slide("since", note + slides.calm("complete", view.say("since.none")), figure="readiness")
    body = slides.rows(view, lines, len(found.found.lines), "rows-since")
    return Slide("since", note + body, figure="readiness")


def _line(one: Row) -> str:
    moved = escape(f"{one.before} → {one.after}")
    number = markup.number(one.name, one.difference, f"{one.title}, {one.word}")
    return slides.row(one.sign, escape(one.title), moved, number, f"<strong>{escape(one.word)}</strong>")
