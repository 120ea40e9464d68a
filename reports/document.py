"""A report as plain records: what is said and in which order, not how it is drawn.

Whoever draws it (PDF, DOCX, HTML) draws every block of every section; nothing is left out for want of room.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from texts import Lang

Style = Literal["body", "note", "lead", "warning"]


@dataclass(frozen=True)
class Paragraph:
    """A piece of text. `lead` is the sentence that matters most, `warning` one that must not be missed,
    `note` small print."""

    text: str
    style: Style = "body"
    note: str = ""
    """Key of the note that tells where its number comes from; "" where there is none."""


@dataclass(frozen=True)
class Gauge:
    """A gauge of three parts (percent of 100) with its number in words."""

    label: str
    value: str
    ready: float | None
    """None: nobody reported, which no zero looks like."""
    not_reported: float = 0.0
    target: float | None = None
    detail: str = ""
    note: str = ""


@dataclass(frozen=True)
class Gauges:
    """Gauges side by side; with `large`, the first stands alone and larger."""

    gauges: tuple[Gauge, ...]
    large: bool = False


@dataclass(frozen=True)
class Bars:
    """Flat gauges below each other: a chart of shares."""

    title: str
    gauges: tuple[Gauge, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; `width` is its share of the page's width."""

    heading: str
    width: float = 1.0
    numeric: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table, a text a column."""

    cells: tuple[str, ...]
    state: str = ""
    """State whose sign stands before the first text: complete, short, not-received ... or a severity."""
    strong: bool = False
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A table; its heading is repeated on every page that it reaches."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Facts:
    """Names and what holds for them, a line each. A blank is a line to write upon."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Signature:
    """Who signs, and under which words; a blank name is left to be written."""

    role: str
    name: str = ""


@dataclass(frozen=True)
class Signatures:
    """Place and day, and those who sign below it."""

    place_and_day: str
    people: tuple[Signature, ...]


Block = Paragraph | Gauges | Bars | Table | Facts | Signatures


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; a heading is never left alone at the end of a page."""

    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False
    """Whether it begins on a page of its own."""


@dataclass(frozen=True)
class Origin:
    """Cells that a number stands on, of one column of one sheet."""

    file: str
    sheet: str
    cells: str
    """"E7:E33, E40"."""
    column: str
    """The column's name in words."""
    count: int
    total: str
    """The sum of the cells, written out; "" where they do not add up to anything."""
    by: str
    at: datetime


@dataclass(frozen=True)
class Note:
    """Where the numbers of one line of the report come from."""

    key: str
    """"S12", as it stands beside the line."""
    title: str
    told: tuple[str, ...]
    """The formulas with their numbers put in."""
    via: tuple[str, ...] = ()
    """Keys of the notes whose cells together are those of this one, where it lists none of its own."""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True)
class Seal:
    """What a report was made of: enough to make it again from the same ledger."""

    report: str
    """briefing, daily, final, handover, minutes."""
    place: str
    """Code of the place."""
    as_of: str
    today: str
    version: int
    """The ledger's last row that it stands on; 0 where nothing was ever written."""
    ledger_hash: str
    lang: Lang
    moment: str = ""
    """When it was looked at, where ages are told by the minute; "" for the end of the day."""
    section: str = ""
    """What else names it: the key of a meeting."""
    sample: bool = False
    """Whether it tells of the sample and says so on every page."""


@dataclass(frozen=True)
class Document:
    """A whole report."""

    title: str
    subtitle: str
    lang: Lang
    head: tuple[str, ...]
    """Lines below the title: as-of, freshness, ledger."""
    sections: tuple[Section, ...]
    foot: str
    """Stands on every page."""
    seal: Seal
    mark: str = ""
    """A word across the foot of each page: that it is a sample, or a simulation."""
    notes: tuple[Note, ...] = field(default=())


def blocks(one: Document) -> Iterable[Block]:
    """All blocks in their order."""
    for section in one.sections:
        yield from section.blocks
