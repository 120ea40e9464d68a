"""The uploader's own words in the language of the board; Streamlit 1.67 has no option for them.

What is seen is replaced by sheets.css through variables made here, what is read out by the script below.
Both hold on to Streamlit's test ids; the browser tests read what is really shown.
"""

import streamlit as st
from streamlit.components.v2 import component

from ui.view import View

_JS = """
export default function ({ data }) {
  const name = (one, words) => {
    if (one && one.getAttribute("aria-label") !== words) one.setAttribute("aria-label", words);
  };
  const speak = () => {
    for (const zone of document.querySelectorAll('[data-testid="stFileUploaderDropzone"]')) {
      name(zone.querySelector(":scope > span button"), data.pick);
      for (const button of zone.querySelectorAll('[data-testid="stFileChips"] button')) {
        const chip = button.closest('[data-testid="stFileChip"]');
        const file = chip?.querySelector('[data-testid="stFileChipName"]')?.title;
        name(button, chip ? `${data.remove} ${file ?? ""}` : data.add);
      }
    }
  };
  speak();
  const watch = new MutationObserver(speak);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => watch.disconnect();
}
"""

_component = component("papan_uploader_words", js=_JS)


def speak(view: View, size: int) -> None:
    """Let the uploader on this page speak the language of the view; `size` is the limit of a file in MB."""
    seen = {
        "pick": view.say("upload.drop.pick"),
        "hint": view.say("upload.drop.hint"),
        "here": view.say("upload.drop.here"),
        "failed": view.say("upload.drop.too-large", size=size),
    }
    variables = ";".join(f"--unggah-{name}:{_css_string(text)}" for name, text in seen.items())
    st.html(f"<style>:root{{{variables}}}</style>")
    told = {name: view.say(f"upload.drop.{name}") for name in ("pick", "add", "remove")}
    with st.container(key="unggah_kata"):
        _component(key="unggah_kata_isi", data=told)


def _css_string(text: str) -> str:
    quoted = "".join(f"\\{ord(char):x} " if char in "\\\"'<>&\n\r" else char for char in text)
    return f'"{quoted}"'
