"""What reading a file gives: its tables, what was skipped and every problem found, as plain records."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pyarrow as pa

Severity = Literal["error", "warning", "note"]
"""error: the row (or the file) is set aside; warning: kept and shown; note: for information."""
Grain = Literal["kota", "kecamatan", "kelurahan", "tps"]


@dataclass(frozen=True)
class Problem:
    """One finding. Its sentence is `problems.<code>` of the texts, its way out `problems.<code>-fix`."""

    code: str
    severity: Severity
    sheet: str | None = None
    cell: str | None = None
    """A1 address; None where it is about a sheet or a file."""
    value: str | None = None
    """What was found there, as text, at most 200 characters."""
    values: tuple[tuple[str, Any], ...] = ()
    """What the sentence needs beside sheet, cell and value."""


@dataclass(frozen=True)
class Claim:
    """What an upload speaks for: one measure of one subject at one level in one kecamatan."""

    kind: str
    subject: str
    """Item code (logistik), item|day (sortir_lipat), body|period (keuangan), "" for the other kinds."""
    measure: str
    """A numeric column that the sheet really has; "rows" for kinds without numbers."""
    grain: Grain
    kecamatan: str
    """"" at the grain of the city."""


@dataclass(frozen=True)
class Region:
    """Where a table lies on its sheet; rows and columns are 1-based and inclusive, as in Excel."""

    sheet: str
    range: str
    """A1:K34, header and totals included."""
    title: str
    """The text of the title rows above it, joined by line breaks."""
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    total_rows: tuple[int, ...]
    footer_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class SetAside:
    """A data row that was not accepted."""

    row: int
    """1-based row of the sheet."""
    cells: tuple[tuple[str, str], ...]
    """Column letter and text of its filled cells."""
    codes: tuple[str, ...]
    """Codes of the problems that are the reason."""


@dataclass(frozen=True)
class Unplaced:
    """A place as written that is not on the office's list, with what its rows hold."""

    kecamatan: str | None
    kelurahan: str | None
    tps: str | None
    rows: int
    amounts: tuple[tuple[str, int | float], ...]
    """Sum of each number of these rows, by field; of goods by item and field, "KOTAK.diterima", as units
    differ."""
    suggestion: str | None
    """The one place on the list that is spelt nearly so; never taken without being asked."""
    cells: tuple[str, ...] = ()
    """A1 addresses of the cells in which it stands; where the name stands once over many rows, also of
    these."""


@dataclass(frozen=True)
class Assignment:
    """What an analyst said of tables with one set of headings; taken before anything is guessed."""

    headings: tuple[str, ...]
    """Normalised heading texts in the order of the columns; "#3" for a third column without one."""
    kind: str
    """"" leaves the table out."""
    fields: tuple[tuple[str, str], ...]
    """Normalised heading and the column it is, as in `Table.columns` ("diterima", "KOTAK.diterima"); ""
    leaves the column out."""


@dataclass(frozen=True)
class Table:
    """A recognised table, typed and checked."""

    region: Region
    kind: str | None
    """None: no layout fits."""
    confidence: float
    office: str | None
    """Name of the office that the title or the places point to, "Kota Pekalongan"."""
    data_date: date | None
    columns: dict[str, str]
    """Field to column letter; in wide tables "ITEM.field": {"kecamatan": "B", "KOTAK.diterima": "E"}."""
    labels: dict[str, str]
    """Column letter to its joined header text, also of columns that fit nothing."""
    facts: pa.Table | None
    """Accepted rows in the layout's fact schema; None when the kind is unknown."""
    claims: tuple[Claim, ...]
    rows: int
    """Data rows seen on the sheet, totals not counted."""
    accepted: int
    sums: dict[str, int | float]
    """Sum of each numeric field over the accepted rows."""
    problems: tuple[Problem, ...]
    preview: tuple[tuple[str, ...], ...] = ()
    """The first data rows as text, for the upload page."""
    headings: tuple[str, ...] = ()
    """Normalised heading texts in the order of the columns, "#3" for a third one without any: by them an
    `Assignment` finds the table again."""
    letters: tuple[str, ...] = ()
    """The columns' letters, in the order of `headings` and of the cells of `preview`; a table may leave out
    columns of its sheet."""
    certainty: tuple[tuple[str, float], ...] = ()
    """How sure each column's meaning is, by column letter: 1 is said so or an exact name, below a guess."""
    set_aside: tuple[SetAside, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """A sheet that was not read, and why: empty, hidden, no-table, chart, near-duplicate,
    sheets-contradict, findings, report, left-out."""

    sheet: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """All that reading one file gave."""

    file: str
    sha256: str
    tables: tuple[Table, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Of the file as a whole: password-protected, not-a-spreadsheet, too-large, damaged, no-table ..."""


@dataclass(frozen=True)
class KnownPlace:
    """A kelurahan of an office's own list; names are canonical ("Pekalongan Barat", "Kali Baros")."""

    office: str
    kecamatan: str
    kelurahan: str
    stations: frozenset[int] = frozenset()
    """Numbers of its polling stations, where they are known."""
    dapil: frozenset[str] = frozenset()
    """Its electoral districts as the list writes them; more than one where stations are split."""


@dataclass(frozen=True)
class Knowledge:
    """What the loaders may know beside the file: the election's item names and the office's own places."""

    items: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Item code to its names and aliases."""
    units: dict[str, str] = field(default_factory=dict)
    """Item code to its unit."""
    ballots: frozenset[str] = frozenset()
    """Codes of the items that are ballots."""
    per_dapil: frozenset[str] = frozenset()
    """Codes of the items that differ between the dapil of one city."""
    places: tuple[KnownPlace, ...] = ()
    """Empty before the first `tps` sheet: then names are taken as they are written."""
    assignments: tuple[Assignment, ...] = ()
    """What analysts of the office said of tables before."""
    office: str | None = None
    """The office that the user works for; a sheet of another one is a problem. None: any."""
    today: date | None = None
    """A sheet that speaks of a later day is told. None: the day is not looked at."""
    voters_cap: int | None = None
    """The most voters that a polling station may have; a station with more is told."""
