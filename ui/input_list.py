"""The list of inputs: the open ones first, each with its age, its number and what can be done about it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

import pipeline
from metrics import inputs as rules
from metrics.inputs import Input, Kind
from ui import input_figures, inputs, links, markup, pieces, state, words
from ui.view import View

_MOST, _STEP = "masukan_banyak", 25
_ICONS: dict[Kind, str] = {
    "change": ":material/edit:",
    "approve": ":material/check:",
    "close": ":material/task_alt:",
    "reopen": ":material/undo:",
}


def tools(view: View, known: Sequence[Input], can_act: bool) -> None:
    """The buttons over the list: a new input, the list as a sheet, and the way to upload one."""
    office = view.choice.office
    if office is None:
        return
    day, lang = view.choice.as_of, view.lang
    with st.container(key="masukan_alat", horizontal=True, vertical_alignment="center"):
        if can_act:
            inputs.button(view)
        st.download_button(
            view.say("inputs.download"),
            data=lambda: pipeline.inputs_book(rules.shown(known), office.name, day, lang, names=True),
            file_name=view.say("inputs.file", office=office.name, day=day.isoformat()),
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key="masukan_unduh",
            icon=":material/download:",
            on_click="ignore",
        )
        links.to_page(view, "unggah", view.say("inputs.upload"))


def draw(view: View, known: Sequence[Input], can_act: bool) -> None:
    """The inputs that concern the chosen place; `can_act`: whether anything can be done about them."""
    choice = view.choice
    kecamatan = choice.kecamatan.name if choice.kecamatan else ""
    kelurahan = choice.kelurahan.name if choice.kelurahan else ""
    here = rules.concerning(known, kecamatan, kelurahan)
    if not known:
        markup.draw(markup.nothing(view.say("inputs.none"), view.say("inputs.none-note"), sign="note"))
    if len(known) > len(here):
        markup.draw(pieces.small(view.say("inputs.elsewhere", count=len(known) - len(here))))
    waiting = [one for one in here if one.state == "waiting"]
    if waiting:
        heading = view.say("inputs.waiting", count=len(waiting))
        markup.draw(pieces.over(heading, pieces.small(view.say("inputs.waiting-note"))))
        for one in waiting:
            _entry(view, one, can_act)
    found = rules.shown(here)
    still = [one for one in found if one.ended is None]
    if known:
        markup.draw(pieces.over(view.say("inputs.open", count=len(still)), ""))
    most = state.kept(_MOST, _STEP)
    for one in still[:most]:
        _entry(view, one, can_act)
    if len(still) > most:
        more = view.say("inputs.more", count=min(_STEP, len(still) - most))
        st.button(more, key="masukan_lebih", on_click=state.keep, args=(_MOST, most + _STEP))
    if done := found[len(still) :]:
        with st.expander(view.say("inputs.closed", count=len(done)), key="masukan_selesai"):
            for one in done[:most]:
                _entry(view, one, can_act)


def _entry(view: View, one: Input, can_act: bool) -> None:
    key = one.key.replace(".", "-")
    with st.container(key=f"masukan_{key}", horizontal=True, border=True, vertical_alignment="center"):
        st.html(line(view, one), width="stretch")
        if not can_act:
            return
        with st.container(key=f"masukan_tombol_{key}", width="content"):
            for kind in _kinds(one):
                st.button(
                    view.say(f"inputs.dialog.{kind}"),
                    key=f"masukan_{kind}_{key}",
                    type="primary" if kind == "approve" else "secondary",
                    icon=_ICONS[kind],
                    on_click=inputs.wish,
                    args=(kind, one),
                )


def _kinds(one: Input) -> Sequence[Kind]:
    if one.ended is not None:
        return ("reopen",)
    if one.is_approved and one.waiting is None:
        return ("change", "close")
    return ("approve", "change", "close") if one.is_approved else ("approve", "change")


def line(view: View, one: Input) -> str:
    """An input with all that is known of it, as HTML."""
    said = one.said
    place = input_figures.place_of(view, said.kecamatan, said.kelurahan)
    where = words.where(view, place) if place else said.kelurahan or said.kecamatan
    if said.tps is not None:
        where = f"TPS {said.tps:03d}, {where}"
    about = f" · {escape(said.about)}" if said.about else ""
    facts = "".join(
        f"<li><strong>{escape(view.say(f'inputs.fields.{name}'))}:</strong> "
        f'<span class="quoted">{escape(text)}</span></li>'
        for name, text in (
            ("decision", said.decision),
            ("owner", said.owner),
            ("due", view.write(said.due, "date") if said.due else ""),
        )
        if text
    )
    return (
        f'<article class="masukan"><p class="masukan-head"><strong>{escape(said.institution)}</strong> '
        f"{_pills(view, one)}</p>"
        f'<p class="masukan-text quoted">{escape(said.text)}</p><p class="sub">{escape(where)}{about}</p>'
        f"{moved(view, one)}<ul>{facts}</ul>{_foot(view, one)}</article>"
    )


def _pills(view: View, one: Input) -> str:
    if one.ended is not None:
        return markup.pill("complete", view.say("inputs.states.closed"))
    today = view.board.today if view.board else view.choice.as_of
    found = [markup.pill("note", age(view, one))]
    if one.said.in_hand:
        found.append(markup.pill("short", view.say("inputs.states.in-hand")))
    if one.said.due is not None and one.said.due < today:
        found.append(markup.pill("not-received", view.say("inputs.late")))
    if one.waiting is not None:
        found.append(markup.pill("not-reported", view.say("inputs.new-words")))
    return " ".join(found)


def age(view: View, one: Input) -> str:
    """How long ago an input was said, seen from the day of the view."""
    days = one.age(view.board.today if view.board else view.choice.as_of)
    return view.say("inputs.age", count=days) if days > 0 else view.say("inputs.age-today")


def moved(view: View, one: Input) -> str:
    """From what to what the number moved that an input is about; "" where it did not."""
    pinned = one.said.pinned
    place = input_figures.place_of(view, one.said.kecamatan, one.said.kelurahan)
    if pinned is None or place is None:
        return ""
    pair = rules.moved(one, input_figures.value(view, place, pinned))
    if pair is None:
        return ""
    before, after = (
        view.say("states.not-reported") if value is None else words.amount(view, value, pinned.unit)
        for value in pair
    )
    told = view.say("inputs.moved", before=before, after=after)
    return f'<p class="masukan-moved">{markup.pill("stale", told)}</p>'


def _foot(view: View, one: Input) -> str:
    said, first = one.said, one.first
    by = first.by
    told = (
        view.say("inputs.said-at", by=by, day=said.day, meeting=said.meeting)
        if said.meeting
        else view.say("inputs.said", by=by, day=said.day)
    )
    ended = ""
    if one.ended is not None:
        why = one.ended.evidence or one.ended.reason
        ended = f" · {view.say('inputs.ended', why=why, by=one.ended.by)}"
    return f'<p class="note noted">{escape(told + ended)}</p>'
