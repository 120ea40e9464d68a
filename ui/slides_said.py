"""The slide of what people said at meetings and what was decided on it."""

from html import escape

import pipeline
from metrics.inputs import Input, moved, shown
from ui import figure, ledger, slides
from ui.slides import Room, Slide

_LINES = 9


def inputs(room: Room) -> Slide:
    """The open inputs with their age, the oldest first."""
    view, office = room.view, room.now.choice.office
    rows = ledger.rows(room.now.desk)
    known: tuple[Input, ...] = ()
    if office is not None and room.meeting is not None:
        known = pipeline.meeting_inputs(rows, office.name, room.meeting)
    elif office is not None:
        known = pipeline.inputs(rows, office.name)
    told = shown(known)
    still = [one for one in told if one.ended is None]
    counted = view.say("wall.inputs.counted", open=len(still), closed=len(told) - len(still))
    lines = [_input(room, one) for one in still[:_LINES]]
    body = slides.rows(view, lines, len(still), "rows-said")
    if not still:
        body = slides.calm("complete", view.say("wall.inputs.none"))
    return Slide("inputs", f'<p class="slide-note">{escape(counted)}</p>{body}')


def _input(room: Room, one: Input) -> str:
    say, said, today = room.view.say, one.said, room.board.today
    age = one.age(today)
    where = ", ".join(part for part in (said.kelurahan, said.kecamatan) if part)
    decided = (
        say("wall.inputs.decision", decision=said.decision)
        if said.decision
        else say("wall.inputs.no-decision")
    )
    by = [said.owner] if said.owner else []
    is_late = said.due is not None and said.due < today
    if said.due is not None:
        by.append(say("wall.inputs.overdue" if is_late else "wall.inputs.due", due=said.due))
    what = (
        f"<strong>{escape(said.institution)}{f' ({escape(where)})' if where else ''}:</strong> "
        f'{escape(said.text)} {_moved(room, one)}<span class="slide-decided">{escape(decided)}</span>'
    )
    sign = "not-received" if is_late else "short" if not said.decision else "note"
    old = say("wall.inputs.age", days=age) if age > 0 else say("wall.inputs.today")
    return slides.row(sign, what, escape(", ".join(by)), f"<strong>{escape(old)}</strong>")


def _moved(room: Room, one: Input) -> str:
    """From what to what the number moved that an input is about, where the Board has it."""
    pin = one.said.pinned
    now = figure.named(room.board).get(pin.figure) if pin is not None else None
    if pin is None or now is None or not isinstance(now.value, int | float):
        return ""
    if one.said.kecamatan or one.said.kelurahan:
        return ""
    found = moved(one, now.value)
    if found is None:
        return ""
    way = pin.unit if pin.unit in ("percent", "rupiah") else "count"
    before, after = (room.view.write(value, way) for value in found)
    word = room.view.say("wall.inputs.moved", before=before, after=after)
    return slides.state("stale", word)
