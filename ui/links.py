"""Ways to other pages that stay in the session; an address typed into HTML would begin a new one."""

from pathlib import Path

import streamlit as st

from ui import frame, state
from ui.view import View

_PAGES = Path(__file__).parent.parent / "pages"


def to_page(view: View, stem: str, words: str | None = None) -> None:
    """A link to the page of that file stem, all else as it is chosen now; `words` instead of its title."""
    st.page_link(
        _page(stem),
        label=words or view.say(f"frame.pages.{stem}"),
        icon=dict(frame.PAGES)[stem],
        query_params=state.meeting_in_address(),
    )


def go_to(stem: str) -> None:
    """Leave for the page of that file stem, all else as it is chosen now."""
    st.switch_page(_page(stem), query_params=st.query_params.to_dict())


def _page(stem: str) -> st.Page:
    return st.Page(_PAGES / f"{stem}.py", url_path=stem, default=stem == frame.PAGES[0][0])
