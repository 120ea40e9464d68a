"""What goes into the store and comes out of it, as plain frozen records, and what may go wrong.

StoreError
|- BadRoot            the address of the store cannot be used
|- AlreadyAccepted    the same bytes are in force already
|- UnknownUpload      no such upload in the ledger
|  `- AlreadyWithdrawn
|- Damaged            something at rest is missing or was changed; `verify` tells what
`- Busy               others kept committing; nothing was written, try again
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import pyarrow as pa

_FIRST_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")

Event = Literal["accepted", "withdrawn", "opened", "mapped", "set", "alert", "meeting", "input"]
ClaimTuple = tuple[str, str, str, str, str]
"""kind, subject, measure, grain, kecamatan ("" where there is none)."""
Held = str | date | bool | tuple[str | date | None, ...]
"""What a column holds: one value, True for anything, False for nothing, any of several (None: nothing)."""


class StoreError(Exception):
    """Base of all that the store raises on its own account."""


class BadRoot(StoreError, ValueError):
    """The root cannot hold a store."""


class AlreadyAccepted(StoreError):
    """The same bytes, read with the same choices, are in force; `upload_id` says as which upload."""

    def __init__(self, upload_id: str) -> None:
        super().__init__(upload_id)
        self.upload_id = upload_id


class UnknownUpload(StoreError, LookupError):
    """No upload of that id was accepted."""


class AlreadyWithdrawn(UnknownUpload):
    """The upload was taken back before."""


class Damaged(StoreError):
    """Something at rest is missing, unreadable or not what was written."""


class Busy(StoreError):
    """The ledger could not be appended to, since others kept appending; nothing became visible."""


@dataclass(frozen=True)
class Remark:
    """A finding of reading, kept with the upload: what was wrong, where, and what stood there."""

    code: str
    severity: str
    """"error": the row was set aside; "warning": kept; "note"."""
    sheet: str | None
    cell: str | None
    value: str | None
    told: tuple[tuple[str, object], ...] = ()
    """What its sentence needs beside sheet, cell and value; plain JSON values."""
    table_no: int = 0
    """Of the table in its upload."""


@dataclass(frozen=True)
class Accepted:
    """One table of a file, checked and ready to be kept."""

    sheet: str
    range: str
    """A1 range of the table on its sheet, header and totals included."""
    kind: str
    office: str
    data_date: date | None
    """"per tanggal" of the sheet; None: the day of the upload counts."""
    facts: pa.Table
    """Rows in the schema of the kind."""
    claims: Sequence[ClaimTuple]
    columns: Mapping[str, str]
    """Field (in wide tables "ITEM.field") to column letter."""
    rows: int
    """Data rows seen on the sheet; a row of a wide table gives many facts."""
    set_aside: int
    """Rows of these that were not accepted."""
    sums: Mapping[str, int | float]
    remarks: Sequence[Remark] = ()


@dataclass(frozen=True)
class LedgerRow:
    """One event, as it lies in the hash chain. An upload of n tables is n rows that follow each other."""

    seq: int
    event: Event
    upload_id: str
    """"" for events that concern no upload."""
    table_no: int
    file: str
    """The name as the user's machine gave it: text to show, never a path."""
    sha256: str
    sheet: str
    range: str
    kind: str
    office: str
    by: str
    at: datetime
    """UTC."""
    data_date: date | None
    kecamatan: tuple[str, ...]
    """Kecamatan that the table speaks for; empty for one of the whole city."""
    rows: int
    set_aside: int
    facts: int
    """Fact rows that the table gave."""
    columns: dict[str, str]
    sums: dict[str, int | float]
    election: str
    reason: str
    """Typed by a person: why an upload was taken back, or why a number may fall."""
    choices: str
    """What a person decided about the reading of the file (columns, cells put right), as JSON; "" where
    nothing had to be decided."""
    parts: dict[str, str]
    """Files at rest that hold its facts and claims (path below the root) and the sha256 of their bytes."""
    prev_hash: str
    hash: str

    def column_of(self, subject: str, measure: str) -> str:
        """Letter of a measure's column: of its own in a long table, of the subject's in a wide one; the first
        column of the table where the measure has none."""
        item = subject.partition("|")[0]
        for key in (f"{subject}.{measure}", f"{item}.{measure}", measure):
            if key in self.columns:
                return self.columns[key]
        first = _FIRST_COLUMN.match(self.range)
        return first.group(1).upper() if first else "A"


@dataclass(frozen=True)
class Cell:
    """Where one value stands: the cell of a sheet, who brought it and when."""

    file: str
    sha256: str
    sheet: str
    cell: str
    """A1 address, "E14"."""
    measure: str
    value: Any
    """Of the column's own type; None for the measure "rows": the row itself is the statement."""
    by: str
    at: datetime
    upload_id: str
    data_date: date
    row: tuple[str | int | date | None, ...] = ()
    """What its row is about: subject, grain, kecamatan, kelurahan, TPS, and what else was asked for."""


@dataclass(frozen=True)
class Asked:
    """Which facts in force a number stands on; the fields are the arguments of `Store.cells`."""

    kind: str
    measures: tuple[str, ...]
    office: str | None
    subject: str | None = None
    grain: str | None = None
    kecamatan: str | None = None
    kelurahan: str | None = None
    tps: int | None = None
    without: tuple[tuple[str, str, str, str], ...] = ()
    only: tuple[tuple[str, Held], ...] = ()
    by: tuple[str, ...] = ()
    among: tuple[tuple[str | int | None, ...], ...] = ()


@dataclass(frozen=True)
class Span:
    """The cells of one column of a sheet that a number stands on, as ranges."""

    file: str
    sha256: str
    sheet: str
    cells: str
    """"E7:E33, E40", in order of rows."""
    measure: str
    count: int
    """How many `Store.cells` would list: a cell of which several facts were read counts for each."""
    total: int | float | None
    """Their sum; None where they hold no numbers."""
    by: str
    at: datetime
    upload_id: str
    data_date: date


@dataclass(frozen=True)
class Freshness:
    """The newest sheet of a kind in force at an office."""

    office: str
    kind: str
    data_date: date
    """Of the sheet; the day of the upload where the sheet bears none."""
    at: datetime
    """When it was uploaded, UTC."""
    by: str


@dataclass(frozen=True)
class Finding:
    """Something at rest that is not as it was written; its sentence is `ledger.<code>` of the texts."""

    code: str
    seq: int
    """The ledger row concerned."""
    detail: str
    """A path below the root, a file name or a hash."""
