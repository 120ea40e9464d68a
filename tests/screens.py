"""Driving a page with AppTest: opening it in both ways, pressing buttons, reading all that it shows."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import pipeline
from settings import Settings
from store import Store
from texts import Lang
from ui import data
from ui.state import Choice
from ui.view import View

ROOT = Path(__file__).parent.parent
WAYS = ("app", "direct")
"""Through app.py, and the page's file alone as Streamlit runs it at a deep link after a restart."""
FIRST = "ringkasan"
"""The page that app.py opens."""


def settings(root: Path) -> Settings:
    """Settings for a store at `root`."""
    return Settings(str(root), "duckdb", "pemilu-2024", 8501)


def store(root: Path) -> Store:
    """The store at `root`, opened anew."""
    return pipeline.open_store(settings(root))


def use(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the pages show the store at `root`, which is given back."""
    monkeypatch.setenv("PAPAN_STORE", str(root))
    return root


def forget() -> None:
    """Drop what earlier tests of this process left in Streamlit's caches."""
    st.cache_data.clear()
    st.cache_resource.clear()


def open_page(stem: str, way: str = "app", lang: str = "id", **address: str) -> AppTest:
    """The page in that language, drawn once, with what else its address names."""
    file = ROOT / "app.py" if way == "app" else ROOT / "pages" / f"{stem}.py"
    at = AppTest.from_file(str(file), default_timeout=300)
    for name, value in {"lang": lang, **address}.items():
        at.query_params[name] = value
    at.run()
    if way == "app" and stem != FIRST:
        at.switch_page(f"pages/{stem}.py").run()
    assert not at.exception
    return at


def press(at: AppTest, start: str) -> AppTest:
    """Press the first button whose key begins so."""
    next(one for one in at.button if (one.key or "").startswith(start)).click().run()
    assert not at.exception
    return at


def html(at: AppTest) -> list[str]:
    """The pieces of HTML on the page, in order."""
    return [element.proto.body for element in at.get("html")]


def shown(at: AppTest) -> str:
    """All words on the page, as they are read: what was escaped as HTML is text again."""
    return unescape(
        "\n".join([*html(at), *(one.value for one in at.text), *(one.value for one in at.markdown)])
    )


def words(at: AppTest) -> str:
    """What is read on the page, without the marks of HTML; one blank or hard blank between words."""
    marks = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
    return re.sub(r"[ \n]+", " ", marks.sub(" ", shown(at)))


def view(root: Path, day: date, lang: Lang = "id", place: str | None = None) -> View:
    """What a page is drawn of: the Board of a place (None: the first office) on that day."""
    opened = store(root)
    profile = pipeline.election_of(opened, settings(root))
    known = pipeline.places(opened)
    own = next(one for one in known if one.code == place or (place is None and one.level == "kota"))
    above = {one.level: one for one in known if f"{own.code}.".startswith(f"{one.code}.")}
    board = pipeline.board(opened, profile, own, known, day, day)
    desk = data.Desk(settings(root), str(root), opened, opened.head(), False, profile)
    choice = Choice(lang, above["kota"], above.get("kecamatan"), above.get("kelurahan"), day)
    return View(choice, "light", profile, desk, known, board)
