"""Pieces of HTML of the upload and history screens. Arguments are text, escaped here."""

from html import escape
from pathlib import Path

_LOOK = (Path(__file__).parent / "sheets.css").read_text(encoding="utf-8")


def look() -> str:
    """The part of the style sheet that these two screens need."""
    return f"<style>{_LOOK}</style>"


def lead(title: str, text: str, small: str = "") -> str:
    """What a page is for: its title, a sentence, and one in small type."""
    note = f'<p class="note">{escape(small)}</p>' if small else ""
    return f'<header class="lead"><h2>{escape(title)}</h2><p>{escape(text)}</p>{note}</header>'


def small(text: str, css: str = "") -> str:
    """A sentence in small type; `css` says what its numbers are."""
    return f'<p class="{escape(f"note {css}".strip())}">{escape(text)}</p>'


def paragraph(text: str) -> str:
    """A sentence."""
    return f"<p>{escape(text)}</p>"


def titled(title: str, text: str) -> str:
    """The head of a box: its title and a sentence."""
    return f'<h2 class="box-title">{escape(title)}</h2><p class="note">{escape(text)}</p>'


def step(title: str, text: str) -> str:
    """One step of a numbered list."""
    return f"<li><strong>{escape(title)}</strong><span>{escape(text)}</span></li>"


def told(sign: str, text: str, more: str = "") -> str:
    """What just happened, read out by a screen reader; `sign` is a sign of the style sheet."""
    rest = f" {escape(more)}" if more else ""
    mark = f'<span class="ic ic-{escape(sign)}" aria-hidden="true"></span>'
    return f'<p class="told is-{escape(sign)}" role="status">{mark}<strong>{escape(text)}</strong>{rest}</p>'


def over(title: str, table_html: str) -> str:
    """A table under its visible title."""
    return f'<h3 class="over">{escape(title)}</h3>{table_html}'
