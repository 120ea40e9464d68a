"""The thread from the page's HTML back to Python: which number or place was pressed.

It also tells the browser the language, and lets the key "m" follow the link to the wall.

A press on `data-figure` or `data-go` comes back as a name, which is only ever looked up, never run.
"""

from collections.abc import Callable

import streamlit as st
from streamlit.components.v2 import component

import texts
from ui import state

_JS = """
export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.lang;
  // Streamlit names its own buttons in English only.
  const rename = () => {
    for (const [selector, word] of Object.entries(data.names))
      for (const found of document.querySelectorAll(selector)) {
        if (found.getAttribute("aria-label") !== word) found.setAttribute("aria-label", word);
      }
    // Who opened a form by a key goes on typing at once.
    const form = document.querySelector('[role="dialog"] [data-testid="stForm"]');
    if (form && form !== window.papanForm) form.querySelector("input, textarea")?.focus();
    window.papanForm = form;
  };
  if (window.papanNames) window.papanNames.disconnect();
  let waiting = false;
  window.papanNames = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; rename(); });
  });
  window.papanNames.observe(document.body, { childList: true, subtree: true });
  rename();
  if (window.papanWire) document.removeEventListener("click", window.papanWire);
  window.papanWire = (event) => {
    const figure = event.target.closest("[data-figure]");
    // A row opens by a press anywhere in it, but for its links.
    if (figure && !event.target.closest("a")) return setTriggerValue("figure", figure.dataset.figure);
    const place = event.target.closest("a[data-go]");
    if (place && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      setTriggerValue("go", place.dataset.go);
    }
  };
  document.addEventListener("click", window.papanWire);
  if (window.papanKey) document.removeEventListener("keydown", window.papanKey);
  window.papanKey = (event) => {
    if (event.key.toLowerCase() !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
    const busy = 'input, textarea, select, [contenteditable="true"], [role="listbox"]';
    if (event.target.closest(busy) || document.querySelector('[role="dialog"]')) return;
    document.querySelector(".st-key-wall_enter a")?.click();
  };
  document.addEventListener("keydown", window.papanKey);
}
"""

_KEY = "papan_wire"
_component = component(_KEY, js=_JS)


_NAMED = {
    "open-menu": '[data-testid="stExpandSidebarButton"]',
    "close-menu": '[data-testid="stSidebarCollapseButton"] button',
    "close": '[role="dialog"] > button, [role="dialog"] button[aria-label="Close"]',
    "clear": 'button[aria-label="Clear value"]',
    "day": 'button[aria-label="Choose date"]',
}


def listen(lang: texts.Lang, on_go: Callable[[str], None]) -> str | None:
    """The name of the number that was pressed in this rerun, if any.

    A pressed place is given to `on_go` before anything is drawn; then the whole app runs again.
    """

    def gone() -> None:
        on_go(str(state.chosen(_KEY).go))

    with st.container(key="wire"):
        names = {selector: texts.say(f"frame.names.{name}", lang) for name, selector in _NAMED.items()}
        pressed = _component(
            key=_KEY, data={"lang": lang, "names": names}, on_figure_change=_ignore, on_go_change=gone
        )
    if pressed.go:
        st.rerun()
    return str(pressed.figure) if pressed.figure else None


def _ignore() -> None:
    """A trigger must have a callback to exist."""
