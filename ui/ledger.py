"""The ledger as the screens need it: one entry an event, what became of it, and a list to take along."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

import streamlit as st

import settings
import texts
from store import LedgerRow, Store
from texts.inert import inert
from ui.data import Desk

Status = Literal["in-force", "withdrawn", "replaced", "event"]
"""replaced: newer sheets speak for all that this one said; event: no upload, or the withdrawal of one."""


@dataclass(frozen=True)
class Entry:
    """One event: the ledger rows that one commit wrote."""

    rows: tuple[LedgerRow, ...]
    status: Status

    @property
    def head(self) -> LedgerRow:
        """Its first row."""
        return self.rows[0]


def rows(desk: Desk) -> tuple[LedgerRow, ...]:
    """All ledger rows, oldest first."""
    return _rows(desk.root, desk.version, desk.store)


@st.cache_resource(show_spinner=False, max_entries=16)
def _rows(root: str, version: int, _store: Store) -> tuple[LedgerRow, ...]:
    return tuple(_store.ledger(version))


def standing(desk: Desk) -> dict[tuple[str, str], LedgerRow]:
    """The first row of each upload that was accepted and not withdrawn, by the sha256 of its file and what a
    person decided about reading it: the same file, read otherwise, is another upload."""
    gone = {row.upload_id for row in rows(desk) if row.event == "withdrawn"}
    kept = [row for row in rows(desk) if row.event == "accepted" and row.upload_id not in gone]
    return {(row.sha256, row.choices): row for row in reversed(kept)}


def entries(desk: Desk) -> tuple[Entry, ...]:
    """All events, newest first."""
    stand = {row.upload_id for row in standing(desk).values()}
    speaking = _speaking(desk.root, desk.version, desk.store)
    found = []
    for (event, upload), group in groupby(rows(desk), key=lambda row: (row.event, row.upload_id)):
        if event != "accepted":
            # Each of these is an event of its own, even where two follow each other.
            found += [Entry((row,), "event") for row in group]
            continue
        status: Status = "in-force" if upload in speaking else "replaced"
        found.append(Entry(tuple(group), status if upload in stand else "withdrawn"))
    return tuple(reversed(found))


@st.cache_resource(show_spinner=False, max_entries=16)
def _speaking(root: str, version: int, _store: Store) -> frozenset[str]:
    claims = _store.tables(date.max, version=version)["claims"]
    return frozenset(claims.select("upload_id").unique().collect()["upload_id"].to_list())


_COLUMNS = (
    *("no", "when", "what", "file", "sheet", "kind", "office", "data-date", "rows", "set-aside"),
    *("status", "who", "reason", "upload", "sha256", "hash"),
)


def as_csv(listed: Sequence[Entry], lang: texts.Lang) -> bytes:
    """The entries row by row for an Indonesian Excel: `;`, UTF-8 with its mark, formulas as plain text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(texts.say(f"history.column.{name}", lang) for name in _COLUMNS)
    for entry in listed:
        for row in entry.rows:
            writer.writerow(inert(cell) for cell in _cells(row, entry.status, lang))
    return out.getvalue().encode("utf-8-sig")


def _cells(row: LedgerRow, status: Status, lang: texts.Lang) -> tuple[str, ...]:
    return (
        str(row.seq),
        row.at.astimezone(settings.ZONE).strftime("%Y-%m-%d %H:%M:%S"),
        texts.say(f"history.event.{row.event}", lang),
        row.file,
        row.sheet,
        texts.say(f"kinds.{row.kind}.name", lang) if row.kind else "",
        row.office,
        row.data_date.isoformat() if row.data_date else "",
        str(row.rows) if row.kind else "",
        str(row.set_aside) if row.kind else "",
        texts.say(f"history.status.{status}", lang),
        row.by,
        row.reason,
        row.upload_id,
        row.sha256,
        row.hash,
    )
