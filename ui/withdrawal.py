"""Taking an upload back: a button, a dialog with the reason, and what became of it. Two clicks in all."""

from datetime import date

import streamlit as st

import pipeline
from store import UnknownUpload
from ui import data, markup, pieces, state, uploads
from ui.view import View

_TOLD = "withdrawal.told"


def button(view: View, upload_id: str, file: str, words: str, back_to: date | None = None) -> None:
    """The button; `words` is what stands on it, `back_to` the day to show afterwards."""
    if st.button(words, key=f"tarik_{upload_id}", icon=":material/undo:"):
        ask(view, upload_id, file, back_to)


def ask(view: View, upload_id: str, file: str, back_to: date | None = None) -> None:
    """Open the dialog."""
    key = f"tarik_alasan_{upload_id}"

    def body() -> None:
        markup.draw(pieces.paragraph(view.say("history.withdraw.text")))
        st.text_input(
            view.say("history.withdraw.reason"),
            value=view.say("history.withdraw.reason-default"),
            key=key,
            max_chars=200,
        )
        if st.button(
            view.say("history.withdraw.confirm"),
            key=f"tarik_ya_{upload_id}",
            type="primary",
            on_click=_withdraw,
            args=(
                upload_id,
                file,
                key,
                view.say("history.withdraw.reason-default"),
                view.say("upload.drop.by-nobody"),
                back_to,
            ),
        ):
            st.rerun()

    st.dialog(view.say("history.withdraw.this", file=markup.label(file)))(body)()


def _withdraw(upload_id: str, file: str, key: str, default: str, nobody: str, back_to: date | None) -> None:
    desk = data.desk()
    reason = (state.chosen(key) or "").strip() or default
    by = (state.chosen(uploads.BY) or "").strip() or nobody
    try:
        pipeline.withdraw(desk.store, upload_id, reason, by)
    except UnknownUpload:
        state.keep(_TOLD, ("history.withdraw.late", file))
        return
    state.keep(_TOLD, ("history.withdraw.done", file))
    if back_to is not None:
        state.look_at(back_to)


def told(view: View) -> str | None:
    """What became of a withdrawal just now, told once."""
    found = state.take(_TOLD)
    return view.say(found[0], file=found[1]) if found else None
