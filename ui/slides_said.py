"""The slide of what people said at meetings and what was decided on it."""

from html import escape

from metrics.inputs import Input, shown
from ui import input_list, inputs, slides
from ui.slides import Room, Slide

_LINES = 9


def said(room: Room) -> Slide:
    """The open inputs with their age, the oldest first."""
    view = room.view
    told = shown(inputs.listed(room.now, room.meeting))
    still = [one for one in told if one.ended is None]
    counted = view.say("wall.inputs.counted", open=len(still), closed=len(told) - len(still))
    lines = [_input(room, one) for one in still[:_LINES]]
    body = slides.rows(view, lines, len(still), "rows-said")
    if not still:
        body = slides.calm("complete", view.say("wall.inputs.none"))
    return Slide("inputs", f'<p class="slide-note counted">{escape(counted)}</p>{body}')


def _input(room: Room, one: Input) -> str:
    say, words, today = room.view.say, one.said, room.board.today
    where = ", ".join(part for part in (words.kelurahan, words.kecamatan) if part)
    key = "decision" if words.decision else "no-decision"
    decided = say(f"wall.inputs.{key}", decision=words.decision)
    by = [words.owner] if words.owner else []
    is_late = words.due is not None and words.due < today
    if words.due is not None:
        by.append(say("wall.inputs.overdue" if is_late else "wall.inputs.due", due=words.due))
    what = (
        f"<strong>{escape(words.institution)}{f' ({escape(where)})' if where else ''}:</strong> "
        f'<span class="said">{escape(words.text)}</span>'
        f'<span class="slide-decided quoted">{escape(decided)}</span>'
        f"{input_list.moved(room.view, one)}"
    )
    sign = "not-received" if is_late else "note" if words.decision else "short"
    age = f"<strong>{escape(input_list.age(room.view, one))}</strong>"
    return slides.row(sign, what, escape(", ".join(by)), age)
