"""The numerals that a reader sees on a page, and where in its markup each stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
HOLDERS = frozenset({"td", "li", "p", "dd"})
"""Elements that hold one statement: what opens a number in one gives the source of all its numerals. A row
of a table that opens a number itself gives the source of all in it."""
HEADINGS = frozenset({"caption", "h1", "h2", "h3", "th", "dt", "summary"})
"""Names of rows, columns and parts: places, months, bands; of folded parts, how many they hold."""
FRAME = frozenset({"title", "fresh", "slide-when", "slide-foot", "slide-count", "slide-offline"})
"""From when the data are and who brought them, and on which page one is."""
CALENDAR = frozenset({"clock", "months", "day-number", "due"})
"""Days to the deadlines of the election's profile, which Pengaturan shows with their source."""
COUNTED = frozenset({"count", "counted", "rest", "more", "alert-groups", "turns"})
"""How many things are listed right there."""
SOURCES = frozenset({"entry", "noted", "address"})
"""What is itself where a number comes from: an entry of the ledger, which says beside its numbers file, who
brought it and when; the address of a cell."""
QUOTED = frozenset({"said", "quoted"})
"""What somebody said at a meeting, in the own words."""
BOUNDS = frozenset({"bounds"})
"""How much the program itself takes in, which no sheet tells and nobody sets."""
DATES = re.compile(
    r"\d{1,2} [A-Z][a-z]+ \d{4}(?:,? \d\d\.\d\d(?: WI[BT]A?)?)?"
    r"|\d{1,2} [A-Z][a-z]{2}\b|[A-Z][a-z]+ \d{4}|\bH-1\b"
)
"""Days, also the one that is called by its place before voting day."""
NAMES = re.compile(r"\bSP2D\b")
"""Documents whose name has a digit in it."""


SETTINGS = frozenset({"setting"})
"""Limits and targets, which Pengaturan shows with their source."""
TYPED = frozenset({"typed"})
"""What follows from what the reader types in the fields above it: no sheet tells that. What the fields begin
with has its own number beside it."""


SAID = FRAME | CALENDAR | COUNTED | SOURCES | QUOTED | BOUNDS | SETTINGS | TYPED
"""What says itself where it comes from."""


@dataclass
class _Element:
    """An element that is open."""

    tag: str
    classes: frozenset[str]
    opens: bool
    inside: list[tuple[str, str]]
    """Numerals of the statement that this element holds: text and where it stands."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.stack: list[_Element] = []
        self.loose: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPTY:
            return
        told = dict(attrs)
        one = _Element(tag, frozenset((told.get("class") or "").split()), "data-figure" in told, [])
        if one.opens:
            self._opened()
        self.stack.append(one)

    def handle_endtag(self, tag: str) -> None:
        while self.stack:
            one = self.stack.pop()
            if not one.opens:
                self.loose += one.inside
            if one.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        left = NAMES.sub("", DATES.sub("", data.replace("\u00a0", " ")))
        if not re.search(r"\d", left) or self._has_source():
            return
        path = " > ".join(".".join((one.tag, *sorted(one.classes))) for one in self.stack[-3:])
        holder = next((one for one in reversed(self.stack) if one.tag in HOLDERS), None)
        if holder is None:
            self.loose.append((data.strip(), path))
        elif not holder.opens:
            holder.inside.append((data.strip(), path))

    def _opened(self) -> None:
        holder = next((one for one in reversed(self.stack) if one.tag in HOLDERS), None)
        if holder is not None:
            holder.opens = True

    def _has_source(self) -> bool:
        if any(one.opens for one in self.stack if one.tag not in HOLDERS):
            return True
        if any(one.tag in HEADINGS or one.tag == "style" for one in self.stack):
            return True
        return any(one.classes & SAID for one in self.stack)


def without_source(pieces: Iterable[str]) -> list[tuple[str, str]]:
    """Numerals of pieces of HTML that open nothing, with the elements in which they stand."""
    found = []
    for piece in pieces:
        reader = _Reader()
        reader.feed(piece)
        found += reader.loose
    return found
