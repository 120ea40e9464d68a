"""One slide of the wall as HTML: what it is asked with, the frame that all share, and rows of which a screen
shows as many as it can."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from metrics import Board
from metrics.meetings import Meeting
from ui import markup, words
from ui.view import View


@dataclass(frozen=True)
class Room:
    """What a room looks at."""

    view: View
    """As the meeting has it: its place, day and version."""
    board: Board
    now: View
    """As the office has it now: people go on talking after a meeting's data were pinned."""
    meeting: Meeting | None
    """None: no meeting, all that there is now."""


@dataclass(frozen=True)
class Slide:
    """The inside of one slide."""

    code: str
    body_html: str
    age_html: str = ""
    """From when its numbers are."""
    figure: str = ""
    """The number that it is about: an input that is said now is proposed to be about it."""


def frame(room: Room, slide: Slide, codes: Sequence[str]) -> str:
    """A slide with its title, where and when it is of, and where it stands among all (`codes`)."""
    view, at = room.view, codes.index(slide.code) + 1
    title = view.say(f"wall.titles.{slide.code}")
    label = view.say("wall.label", at=at, of=len(codes), title=title)
    told = [words.where(view, room.board.place), view.say("frame.as-of", day=room.board.as_of)]
    if room.meeting is not None:
        title_of = room.meeting.began.title
        told.insert(1, title_of if room.meeting.is_open else view.say("wall.past", title=title_of))
    sample = f'<strong class="slide-sample">{escape(view.say("frame.sample"))}</strong>'
    age = words.freshness(view, room.board.readiness.percent.freshness)
    offline = view.say("wall.offline", told=age[:1].upper() + age[1:])
    return (
        f'<section class="slide slide-{slide.code}" data-code="{slide.code}" aria-label="{escape(label)}">'
        f'<header class="slide-head"><h1>{escape(title)}</h1>'
        f'<div class="slide-when"><p>{sample if view.desk.is_sample else ""}{escape(" · ".join(told))}</p>'
        f"{slide.age_html}</div></header>"
        f'<div class="slide-body">{slide.body_html}</div>'
        f'<footer class="slide-foot"><p class="slide-offline" role="status">{markup.icon("stale")}'
        f"<strong>{escape(offline)}</strong></p>{_dots(view, codes, at)}"
        f'<p class="slide-count">{escape(view.say("wall.counter", at=at, of=len(codes)))}</p>'
        "</footer></section>"
    )


def _dots(view: View, codes: Sequence[str], open_at: int) -> str:
    dots = []
    for at, code in enumerate(codes, 1):
        told = escape(view.say("wall.to", at=at, title=view.say(f"wall.titles.{code}")))
        here = ' aria-current="step"' if at == open_at else ""
        dots.append(
            f'<button type="button" data-slide="{code}" aria-label="{told}" title="{told}"{here}></button>'
        )
    return f'<nav class="slide-dots" aria-label="{escape(view.say("wall.dots"))}">{"".join(dots)}</nav>'


def row(sign: str, what_html: str, *more_html: str) -> str:
    """A line of a list: its sign, what it is about, and what stands beside."""
    beside = "".join(f'<span class="row-more">{one}</span>' for one in more_html if one)
    return (
        f'<li class="row is-{sign}">{markup.icon(sign)}<span class="row-what">{what_html}</span>{beside}</li>'
    )


def rows(view: View, lines: Sequence[str], total: int, css: str = "") -> str:
    """Lines of a list of `total`; the browser leaves out those for which there is no room, and both are
    counted."""
    return _fit(view, f'<ul class="rows {css}" data-fit>{"".join(lines)}</ul>', total - len(lines))


def table(view: View, caption: str, heads: Sequence[str], lines: Sequence[Sequence[str]], total: int) -> str:
    """The same as a table; the first cell (HTML, as all) of a line heads it."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{one}</td>" for one in rest)}</tr>'
        for first, *rest in lines
    )
    inner = (
        f'<table class="slide-table"><caption class="sr">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody data-fit>{body}</tbody></table>"
    )
    return _fit(view, inner, total - len(lines))


def _fit(view: View, inner_html: str, rest: int) -> str:
    # The browser counts on from `rest` and puts the number in the place of the sign.
    pattern = escape(view.say("wall.rest", count="#"))
    told = escape(view.say("wall.rest", count=rest))
    hidden = "" if rest else " hidden"
    return (
        f'<div class="fit">{inner_html}<p class="rest" data-rest="{rest}" data-words="{pattern}"{hidden}>'
        f"{told}</p></div>"
    )


def state(kind: str, word: str) -> str:
    """A state as sign and word, which may break into lines."""
    return (
        f'<span class="slide-state is-{escape(kind)}">{markup.icon(kind)}<span>{escape(word)}</span></span>'
    )


def told(sign: str, text: str) -> str:
    """The one sentence that answers a slide's question."""
    return f'<p class="slide-told is-{escape(sign)}">{markup.icon(sign)}<strong>{escape(text)}</strong></p>'


def calm(sign: str, text: str) -> str:
    """The sentence of a slide that has nothing to list."""
    return f'<div class="slide-calm is-{escape(sign)}">{markup.icon(sign)}<p>{escape(text)}</p></div>'


def missing_kind(view: View, kind: str) -> str:
    """That no sheet of a kind was brought, and what to do about it."""
    title = view.say("screens.empty.kind", kind=view.say(f"kinds.{kind}.name"))
    return calm("not-reported", f"{title}. {view.say('screens.empty.todo')}")
