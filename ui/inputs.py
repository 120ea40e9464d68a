"""Acting on inputs: the dialogs in which one is said, changed, approved, closed or reopened."""

from dataclasses import replace

import streamlit as st

import pipeline
from metrics import Place
from metrics import inputs as rules
from metrics.inputs import Act, Changed, Input, Kind, Said
from metrics.meetings import Meeting
from ui import (
    data,
    figure,
    input_clash,
    input_figures,
    input_form,
    ledger,
    markup,
    meetings,
    pieces,
    state,
    who,
)
from ui.input_clash import Clash
from ui.view import View

_TOLD, _OPEN, _CLASH, _COUNT = "inputs.told", "inputs.open", "inputs.clash", "inputs.count"


def listed(view: View, meeting: Meeting | None) -> tuple[Input, ...]:
    """The inputs of the chosen office as a meeting has them; None: as they are on the day of the view."""
    office = view.choice.office
    if office is None:
        return ()
    rows = ledger.rows(view.desk)
    if meeting is None:
        return pipeline.inputs(rows, office.name, until=view.choice.as_of)
    return pipeline.meeting_inputs(rows, office.name, meeting)


def tell(view: View) -> None:
    """What somebody did just now, told once."""
    told: str | None = state.take(_TOLD)
    if told:
        markup.draw(pieces.told("complete", told))


def button(view: View) -> None:
    """The button of a new input, which its key presses as well."""
    st.button(
        view.say("inputs.new"),
        key="masukan_baru",
        type="primary",
        icon=":material/add_comment:",
        shortcut="i",
        on_click=wish,
        args=("say",),
    )


def wish(kind: Kind, one: Input | None = None) -> None:
    """Open the dialog of that kind on an input in the coming run, as it is shown now; None: on a new one."""
    state.keep(_OPEN, (kind, one))


def ask(view: View) -> None:
    """The dialog that was wished for, until it is saved or closed."""
    wanted: tuple[Kind, Input | None] | None = state.kept(_OPEN)
    if wanted is None:
        return
    kind, one = wanted
    if one is None:
        ask_new(view)
    elif kind == "change":
        _ask_change(view, one)
    else:
        _ask_rest(view, one, kind)


def ask_new(view: View, name: str = "", place: Place | None = None) -> None:
    """The dialog of a new input, about the number of that name at a place (None: that of the view); it opens
    in the run that calls. The view may be that of a meeting."""
    first = place or (view.board.place if view.board else view.choice.place)
    if first is None:
        return
    meeting = meetings.asked(_now(view))
    about = "" if not name or input_figures.is_lasting(name) else figure.title(view, name)
    day = view.board.today if view.board else view.choice.as_of
    blank = Said(day, "", "", about=about, meeting=meeting.began.title if meeting else "")
    heard = _heard(view)

    def body() -> None:
        key = f"masukan_baru:{state.kept(_COUNT, 0)}:{name}"
        typed = input_form.ask(view, blank, first, name, key, heard)
        if typed is not None:
            made = Act("say", typed.by, day, said=(typed.said,))
            _keep_or_say(view, made, view.say("inputs.told.say"))

    st.dialog(view.say("inputs.dialog.say"), width="medium", on_dismiss=_close)(body)()


def _now(view: View) -> View:
    """The view of a meeting with the ledger of now: what people do goes on."""
    return replace(view, desk=data.desk())


def _heard(view: View) -> list[str]:
    return [one.said.institution for one in reversed(listed(_now(view), None))]


def _ask_change(view: View, one: Input) -> None:
    said = one.newest
    place = input_figures.place_of(view, said.kecamatan, said.kelurahan) or view.choice.office
    heard = _heard(view)

    def body() -> None:
        clash: Clash | None = state.kept(_CLASH)
        if clash is not None:
            _settle(view, clash)
            return
        name = said.pinned.figure if said.pinned else ""
        if place is None:
            return
        typed = input_form.ask(view, said, place, name, f"masukan_ubah:{one.key}:{one.last.seq}", heard)
        if typed is not None:
            made = _on(view, one, "change", typed.by, said=(typed.said,))
            _keep_or_say(view, made, view.say("inputs.told.change"), one)

    st.dialog(view.say("inputs.dialog.change"), width="medium", on_dismiss=_close)(body)()


def _settle(view: View, clash: Clash) -> None:
    """Somebody was first: who, what, and the choice what becomes of one's own act."""
    markup.draw(input_clash.told(view, clash))
    now, mine = clash.now, clash.mine
    is_change = mine.kind == "change"
    if (mine.kind == "reopen") == (now.ended is not None) and st.button(
        view.say(f"inputs.clash.{'both' if is_change else 'again'}"), key="masukan_tetap", type="primary"
    ):
        said = (rules.merged(clash.seen.newest, now.newest, mine.said[0]),) if is_change else ()
        made = replace(mine, base=now.last.seq, said=said)
        _keep_or_say(view, made, view.say(f"inputs.told.{mine.kind}"), now)
    if st.button(view.say("inputs.clash.drop"), key="masukan_batal", icon=":material/undo:"):
        _close()
        st.rerun()


def _ask_rest(view: View, one: Input, kind: Kind) -> None:
    key = f"masukan_{kind}:{one.key}:{one.last.seq}"

    def body() -> None:
        clash: Clash | None = state.kept(_CLASH)
        if clash is not None:
            _settle(view, clash)
            return
        said = one.newest
        markup.draw(
            pieces.paragraph(f"{said.institution}: {said.text}"),
            input_clash.wording(view, one.said, said) if one.waiting else "",
        )
        with st.form(f"{key}:form", border=False):
            evidence = reason = ""
            if kind == "close":
                evidence = st.text_input(
                    view.say("inputs.form.evidence"),
                    key=f"{key}:evidence",
                    max_chars=200,
                    placeholder=view.say("inputs.form.evidence-hint"),
                )
                reason = st.text_input(view.say("inputs.form.reason"), key=f"{key}:reason", max_chars=500)
            by = who.ask(view, f"{key}:by")
            pressed = st.form_submit_button(
                view.say(f"inputs.dialog.{kind}"), key=f"{key}:save", type="primary", icon=":material/save:"
            )
        if pressed:
            made = _on(view, one, kind, by, evidence=evidence, reason=reason)
            _keep_or_say(view, made, view.say(f"inputs.told.{kind}"), one)

    st.dialog(view.say(f"inputs.dialog.{kind}"), on_dismiss=_close)(body)()


def _on(
    view: View,
    one: Input,
    kind: Kind,
    by: str,
    *,
    said: tuple[Said, ...] = (),
    evidence: str = "",
    reason: str = "",
) -> Act:
    day = view.board.today if view.board else view.choice.as_of
    return Act(kind, by, day, one.key, one.last.seq, said, evidence, reason)


def _close() -> None:
    state.keep(_OPEN, None)
    state.keep(_CLASH, None)


def _keep_or_say(view: View, made: Act, told: str, seen: Input | None = None) -> None:
    """Write the act and draw the screen anew, or say what is wrong with it; `seen` is the input as its author
    saw it."""

    def write(office: str) -> None:
        pipeline.act_on_input(data.desk().store, made, office=office, election=view.election.code)

    try:
        is_kept = meetings.is_kept(view, write)
    except Changed as changed:
        if seen is not None:
            state.keep(_CLASH, Clash(seen, changed.now, made))
            st.rerun()
        return
    if is_kept:
        _close()
        who.remember(made.by)
        state.keep(_COUNT, state.kept(_COUNT, 0) + 1)
        state.keep(_TOLD, told)
        st.rerun()
