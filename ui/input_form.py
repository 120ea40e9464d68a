"""The form in which an input is typed. Enter saves; in the field of many lines, Ctrl+Enter."""

from dataclasses import dataclass, replace

import streamlit as st

from metrics import Place
from metrics.inputs import Said
from ui import figure, input_figures, markup, meeting_acts, who, words
from ui.view import View


@dataclass(frozen=True)
class Typed:
    """What stands in the form when it is saved."""

    said: Said
    by: str


def ask(view: View, said: Said, place: Place, name: str, key: str, heard: list[str]) -> Typed | None:
    """The form filled with `said`, a place and the number of that name; None until it is saved. `heard` are
    the institutions that spoke before; `key` begins the keys of its fields."""
    known = list(dict.fromkeys([*heard, *meeting_acts.INSTITUTIONS]))
    with st.form(f"{key}:form", border=False):
        institution = st.selectbox(
            view.say("inputs.fields.institution"),
            known,
            index=known.index(said.institution) if said.institution in known else None,
            accept_new_options=True,
            placeholder=view.say("meetings.attend.hint"),
            key=f"{key}:institution",
        )
        text = st.text_area(
            view.say("inputs.fields.text"), said.text, key=f"{key}:text", height=90, max_chars=1_000
        )
        decision = st.text_input(
            view.say("inputs.fields.decision"), said.decision, key=f"{key}:decision", max_chars=500
        )
        with st.container(key=f"{key}_siapa".replace(":", "_"), horizontal=True):
            owner = st.text_input(
                view.say("inputs.fields.owner"),
                said.owner,
                key=f"{key}:owner",
                max_chars=80,
                placeholder=view.say("inputs.form.role"),
            )
            due = st.date_input(
                view.say("inputs.fields.due"), said.due, key=f"{key}:due", format="DD/MM/YYYY", width=160
            )
        where, number = _about(view, said, place, name, key)
        row = f"{key}_oleh".replace(":", "_")
        with st.container(key=row, horizontal=True, vertical_alignment="bottom"):
            by = who.ask(view, f"{key}:by")
            in_hand = st.checkbox(view.say("inputs.fields.in_hand"), said.in_hand, key=f"{key}:in_hand")
        pressed = st.form_submit_button(
            view.say("inputs.form.save"), key=f"{key}:save", type="primary", icon=":material/save:"
        )
    if not pressed:
        return None
    new = replace(
        said,
        institution=(institution or "").strip(),
        text=text.strip(),
        decision=decision.strip(),
        owner=owner.strip(),
        due=due,
        in_hand=in_hand,
    )
    return Typed(_pinned(view, new, where, number), by)


def _about(view: View, said: Said, place: Place, name: str, key: str) -> tuple[Place, str]:
    offered = ["", *input_figures.choices(view, name)]
    places = _places(view, place)
    with st.container(key=f"{key}_tentang".replace(":", "_"), horizontal=True):
        number = st.selectbox(
            view.say("inputs.fields.pinned"),
            offered,
            index=offered.index(name) if name in offered else 0,
            format_func=lambda one: markup.label(figure.title(view, one)) if one else _no_number(view, said),
            key=f"{key}:pinned",
        )
        where = st.selectbox(
            view.say("inputs.fields.place"),
            places,
            index=places.index(place),
            format_func=lambda one: words.where(view, one),
            key=f"{key}:place",
        )
    return where, number


def _no_number(view: View, said: Said) -> str:
    return said.about if said.about and said.pinned is None else view.say("inputs.form.no-number")


def _places(view: View, first: Place) -> list[Place]:
    office = view.choice.office
    below = [one for one in view.places if office and one.code.startswith(f"{office.code}.")]
    found = [one for one in ([office] if office else []) + below if one.level != "tps"]
    return found if first in found else [first, *found]


def _pinned(view: View, said: Said, place: Place, name: str) -> Said:
    """The words with their place and number; a number that was pinned before keeps what it was then."""
    there = input_figures.place_of(view, said.kecamatan, said.kelurahan)
    kecamatan, kelurahan = input_figures.names_of(view, place)
    tps = said.tps if there == place else None
    new = replace(said, kecamatan=kecamatan, kelurahan=kelurahan, tps=tps)
    if there == place and name == (said.pinned.figure if said.pinned else ""):
        return new
    if not name:
        return replace(new, pinned=None, about="" if said.pinned else said.about)
    return replace(new, pinned=input_figures.pin(view, place, name), about=figure.title(view, name))
