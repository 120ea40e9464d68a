"""The thread from the page's HTML back to Python: which number or place was pressed. Also tells the browser the language.

A press on `data-figure` or `data-go` comes back as a name, which is only ever looked up, never run.
"""

from collections.abc import Callable

import streamlit as st

from ui import state

_JS = """
export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.lang;
  if (window.papanWire) document.removeEventListener("click", window.papanWire);
  window.papanWire = (event) => {
    const figure = event.target.closest("[data-figure]");
    if (figure) return setTriggerValue("figure", figure.dataset.figure);
    const place = event.target.closest("a[data-go]");
    if (place && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      setTriggerValue("go", place.dataset.go);
    }
  };
  document.addEventListener("click", window.papanWire);
}
"""

_KEY = "papan_wire"
_component = st.components.v2.component(_KEY, js=_JS)


def listen(lang: str, on_go: Callable[[str], None]) -> str | None:
    """The name of the number that was pressed in this rerun, if any.

    A pressed place is given to `on_go` before anything is drawn; then the whole app runs again.
    """

    def gone() -> None:
        on_go(str(state.chosen(_KEY).go))

    with st.container(key="wire"):
        pressed = _component(key=_KEY, data={"lang": lang}, on_figure_change=_ignore, on_go_change=gone)
    if pressed.go:
        st.rerun()
    return str(pressed.figure) if pressed.figure else None


def _ignore() -> None:
    """A trigger must have a callback to exist."""
