"""The wall: the slides of a meeting, all drawn at once, so that the browser moves between them by itself."""

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from metrics.meetings import AGENDA, Meeting
from ui import (
    inputs,
    markup,
    slides,
    slides_course,
    slides_goods,
    slides_money,
    slides_ready,
    slides_said,
    slides_since,
    slides_support,
    wall_news,
)
from ui.slides import Room, Slide
from ui.view import View

_HERE = Path(__file__).parent
_KEY = "papan_wall"
_component = component(_KEY, js=(_HERE / "wall.js").read_text(encoding="utf-8"))

_SLIDES: Mapping[str, Callable[[Room], Slide]] = {
    "ready": slides_ready.ready,
    "missing": slides_ready.missing,
    "since": slides_since.since,
    "course": slides_course.course,
    "distribution": slides_goods.shipped,
    "money": slides_money.money,
    "support": slides_support.support,
    "inputs": slides_said.said,
}
"""How each slide of an agenda is drawn."""

_KEYS = (
    ("→ PageDown {space}", "next"),
    ("← PageUp", "back"),
    ("Home End", "ends"),
    ("1 – 8", "digit"),
    ("R", "dim"),
    ("F", "full"),
    ("I", "input"),
    ("?", "keys"),
    ("Esc", "leave"),
)


def look() -> str:
    """The part of the style sheet that the wall needs, and the rules by which one slide is seen."""
    seen = ",".join(f':root[data-slide="{code}"] .slide-{code}' for code in _SLIDES)
    css = (_HERE / "wall.css").read_text(encoding="utf-8")
    return f"<style>{css}{seen},:root:not([data-slide]) .slide:first-child{{display:grid}}</style>"


def draw(room: Room) -> None:
    """Draw the slides of the meeting's agenda, and the keys that move between them."""
    codes = _agenda(room.meeting)
    made = {code: _SLIDES[code](room) for code in codes}
    drawn = "".join(slides.frame(room, one, codes) for one in made.values())
    markup.draw(f'<div class="deck">{drawn}</div>', _keys(room.view))
    meeting = str(room.meeting.key) if room.meeting else f"now-{room.board.place.code}"
    with st.container(key="wall_keys"):
        told = {"codes": codes, "kept": f"papan-wall:{meeting}", "shown": hash(drawn)}
        pressed = _component(key=_KEY, data=told, on_input_change=_ignore)
    wall_news.strip(room)
    wall_news.ask(room)
    if pressed.input in made and (room.meeting is None or room.meeting.is_open):
        inputs.ask_new(room.view, made[pressed.input].figure, room.board.place)


def _ignore() -> None:
    """A trigger must have a callback to exist."""


def _agenda(meeting: Meeting | None) -> tuple[str, ...]:
    """The slides of a meeting in its order; all where it names none that there is."""
    named = meeting.began.agenda if meeting is not None else AGENDA
    return tuple(code for code in named if code in _SLIDES) or AGENDA


def _keys(view: View) -> str:
    space = view.say("wall.keys.space")
    told = "".join(
        f"<div><dt>{''.join(f'<kbd>{escape(one)}</kbd> ' for one in keys.format(space=space).split())}</dt>"
        f"<dd>{escape(view.say(f'wall.keys.{name}'))}</dd></div>"
        for keys, name in _KEYS
    )
    title, close = escape(view.say("wall.keys.title")), escape(view.say("wall.keys.close"))
    inner = f"<h2>{title}</h2><dl>{told}</dl><p>{close}</p>"
    return f'<section class="wall-help" aria-label="{title}">{inner}</section>'
