"""The name of whoever acts, which every act carries: asked for in its form, proposed again in the next."""

import streamlit as st

from ui import state, uploads
from ui.view import View

_NAME = "who.name"


def ask(view: View, key: str) -> str:
    """The field for the name, filled with the last one; `key` is that of the widget."""
    proposed = state.kept(_NAME, "") or uploads.name_of_user("")
    return st.text_input(view.say("frame.who"), value=proposed, key=key, max_chars=80).strip()


def remember(name: str) -> None:
    """Propose the name from now on in this session."""
    state.keep(_NAME, name)
