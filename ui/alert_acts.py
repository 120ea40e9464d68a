"""Acting on alerts: the dialog in which somebody acknowledges, follows up, puts off or reopens one."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

import pipeline
from metrics import Alert, Board
from metrics.alerts import acts, telling
from metrics.alerts.acts import Act, Kind, Standing
from metrics.refused import Refused
from store import Busy
from ui import alerts, data, markup, pieces, state, who, words
from ui.view import View

_TOLD, _OPEN = "alerts.told", "alerts.open"
_FOLLOW_DAYS = 2
"""Days that the form proposes for a follow-up."""


def tell(view: View) -> None:
    """What somebody did just now, told once."""
    done: Act | None = state.take(_TOLD)
    if done is not None:
        told = view.say("alert_acts.told", name=alerts.name(view, done), state=alerts.act_told(view, done))
        markup.draw(pieces.told("complete", told))


def buttons(view: View, board: Board, at: int, standing: Standing) -> None:
    """The buttons of the alert at that place of the Board's list."""
    key = acts.key(board.alerts[at], board.place)
    st.button(
        view.say("alert_acts.act"),
        key=f"tangani_{at}",
        icon=":material/edit_note:",
        on_click=state.keep,
        args=(_OPEN, (key, "follow-up")),
    )
    if standing.act is not None:
        st.button(
            view.say("alert_acts.reopen-now"),
            key=f"buka_kembali_{at}",
            icon=":material/undo:",
            on_click=state.keep,
            args=(_OPEN, (key, "reopen")),
        )


def ask(view: View, board: Board, found: Sequence[Standing]) -> None:
    """The dialog of the alert whose button was pressed, until it is saved or closed."""
    wanted: tuple[str, Kind] | None = state.kept(_OPEN)
    if wanted is None:
        return
    for one, standing in zip(board.alerts, found, strict=True):
        if acts.key(one, board.place) == wanted[0]:
            _dialog(view, board, one, wanted[1], standing)
            return
    # Somebody else's upload has cleared it meanwhile, or another place is looked at.
    _close()


def _close() -> None:
    state.keep(_OPEN, None)


def _dialog(view: View, board: Board, one: Alert, first: Kind, standing: Standing) -> None:
    kinds = acts.KINDS if standing.act is not None else acts.KINDS[:-1]
    start = f"tangani:{view.desk.version}:{acts.key(one, board.place)}"

    def body() -> None:
        markup.draw(
            '<div class="alert-act">',
            pieces.paragraph(words.alert(view, one)),
            pieces.small(telling.detail(one, board, view.lang)),
            "</div>",
        )
        kind: Kind = st.radio(
            view.say("alert_acts.dialog.kind"),
            kinds,
            index=kinds.index(first),
            format_func=lambda code: view.say(f"alert_acts.kinds.{code}"),
            key=f"{start}:{first}:kind",
            horizontal=True,
        )
        by = who.ask(view, f"{start}:by")
        owner, reason = "", ""
        due: date | None = None
        until: date | None = None
        if kind == "follow-up":
            owner = st.text_input(
                view.say("alert_acts.dialog.owner"),
                value=telling.owner(one.code, view.lang),
                key=f"{start}:owner",
                max_chars=80,
            )
            due = _day(view, "due", start, board.today + timedelta(days=_FOLLOW_DAYS))
        if kind == "snooze":
            reason = st.text_input(view.say("alert_acts.dialog.reason"), key=f"{start}:reason", max_chars=200)
            until = _day(view, "until", start, None)
        if st.button(
            view.say("alert_acts.dialog.save"),
            key="tangani_simpan",
            type="primary",
            icon=":material/save:",
        ):
            made = Act(
                kind,
                acts.key(one, board.place),
                one.code,
                one.item,
                (one.place or board.place).code,
                board.place.code,
                by=by,
                day=board.today,
                owner=owner,
                due=due,
                reason=reason,
                until=until,
            )
            wrong = _keep(view, made)
            if wrong is None:
                st.rerun()
            markup.draw(pieces.told("critical", view.say(f"alert_acts.errors.{wrong}")))

    st.dialog(view.say("alert_acts.dialog.title"), on_dismiss=_close)(body)()


def _day(view: View, name: str, start: str, proposed: date | None) -> date | None:
    return st.date_input(
        view.say(f"alert_acts.dialog.{name}"), value=proposed, key=f"{start}:{name}", format="DD/MM/YYYY"
    )


def _keep(view: View, made: Act) -> str | None:
    """Write the act; the code of what is wrong with it, if anything."""
    office = view.choice.office
    if office is None:
        return "busy"
    try:
        pipeline.act(data.desk().store, made, office=office.name, election=view.election.code)
    except Refused as refused:
        return refused.code
    except Busy:
        return "busy"
    _close()
    who.remember(made.by)
    state.keep(_TOLD, made)
    return None
