"""From many numbers at once back to the cells of the sheets: ranges that fit on a page in place of cells.

What `cells` finds for one number with a query and an object a cell, this finds for hundreds with one read of
a kind's facts: each column is compared with each value asked for once, and rows that follow each other in a
column become one range.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from store.cells import holds
from store.records import Asked, LedgerRow, Span

_MOST = 2**63
"""Sums below this fit into the integers of an array."""

Group = tuple[LedgerRow, date, str]
"""The table at rest, its data date and the letter of a column."""


class Spans:
    """The facts in force of one kind, ready for many questions."""

    def __init__(self, facts: pl.DataFrame, rows: Sequence[LedgerRow]) -> None:
        sheets = {(row.upload_id, row.table_no): row for row in rows if row.event == "accepted"}
        heads = facts.select("upload_id", "table_no", "data_date", "subject").unique(maintain_order=True)
        self._heads = [
            (sheets[upload_id, table_no], day, subject or "")
            for upload_id, table_no, day, subject in heads.rows()
        ]
        places = sorted({_sheet(row, day) for row, day, _ in self._heads})
        place_of = {place: number for number, place in enumerate(places)}
        numbered = heads.with_columns(
            pl.Series("_head", range(len(self._heads)), pl.Int64),
            pl.Series("_place", [place_of[_sheet(row, day)] for row, day, _ in self._heads], pl.Int64),
        )
        on = ["upload_id", "table_no", "data_date", "subject"]
        self._facts = facts.join(numbered, on=on, how="left", nulls_equal=True).sort(
            "_place", "sheet_row", maintain_order=True
        )
        self._head = self._facts["_head"].to_numpy()
        self._sheet_row = self._facts["sheet_row"].cast(pl.Int64).to_numpy()
        self._fitting: dict[tuple[str, Any], np.ndarray] = {}
        self._by: dict[tuple[str, ...], dict[tuple[Any, ...], list[int]]] = {}
        self._columns: dict[str, tuple[list[Group], np.ndarray]] = {}
        self._said: dict[str, np.ndarray] = {}
        self._numbers: dict[str, np.ndarray | None] = {}
        self._found: dict[Asked, np.ndarray] = {}
        self._spans: dict[tuple[Asked, str], list[tuple[Any, Span]]] = {}

    def of(self, asked: Asked) -> tuple[Span, ...]:
        """The ranges of one question, in order of file, sheet, first row and column."""
        rest = replace(asked, measures=())
        if rest not in self._found:
            self._found[rest] = self._rows(rest)
        found: list[tuple[Any, Span]] = []
        for measure in asked.measures:
            key = (rest, measure)
            if key not in self._spans:
                self._spans[key] = self._of_measure(self._found[rest], measure, asked)
            found += self._spans[key]
        return tuple(span for _, span in sorted(found, key=lambda one: one[0]))

    def _rows(self, asked: Asked) -> np.ndarray:
        """Numbers of the facts that fit, in order of sheet and row."""
        fits = np.ones(self._facts.height, bool)
        for column in ("subject", "grain", "kecamatan", "kelurahan", "tps"):
            value = getattr(asked, column)
            if value is not None:
                fits &= self._fits(column, value)
        for column, held in asked.only:
            fits &= self._fits(column, held)
        if asked.by:
            fits &= self._among(asked)
        return np.flatnonzero(fits)

    def _fits(self, column: str, held: Any) -> np.ndarray:
        key = (column, (type(held), held))
        if key not in self._fitting:
            fits = nw.from_native(self._facts).select(fits=holds(column, held)).to_native()["fits"]
            self._fitting[key] = fits.fill_null(value=False).to_numpy()
        return self._fitting[key]

    def _among(self, asked: Asked) -> np.ndarray:
        if asked.by not in self._by:
            if unknown := [name for name in asked.by if name not in self._facts.columns]:
                raise KeyError(unknown[0])
            numbers: dict[tuple[Any, ...], list[int]] = {}
            for number, row in enumerate(
                self._facts.select(pl.col(dict.fromkeys(asked.by))).rows(named=True)
            ):
                numbers.setdefault(tuple(row[name] for name in asked.by), []).append(number)
            self._by[asked.by] = numbers
        fits = np.zeros(self._facts.height, bool)
        for row in frozenset(asked.among):
            fits[self._by[asked.by].get(row, [])] = True
        return fits

    def _of_measure(self, found: np.ndarray, measure: str, asked: Asked) -> list[tuple[Any, Span]]:
        if measure != "rows":
            if measure not in self._said:
                self._said[measure] = self._facts[measure].is_not_null().to_numpy()
            found = found[self._said[measure][found]]
        for subject, of, grain, kecamatan in asked.without:
            if of == measure:
                left = self._fits("subject", subject) & self._fits("grain", grain)
                left = left & self._fits("kecamatan", kecamatan or False)
                found = found[~left[found]]
        if not found.size:
            return []
        groups, group_of = self._columns_of(measure)
        own = group_of[self._head[found]]
        order = np.argsort(own, kind="stable")
        found, own = found[order], own[order]
        starts = np.flatnonzero(np.diff(own, prepend=-1))
        ends = [*starts[1:].tolist(), found.size]
        rows = self._sheet_row[found]
        parts = np.flatnonzero(np.diff(rows) > 1) + 1
        parts = np.union1d(starts, parts)
        firsts = rows[parts].tolist()
        lasts = rows[np.append(parts[1:], found.size) - 1].tolist()
        totals = self._totals(measure, found, starts)
        part_of = [*np.searchsorted(parts, starts).tolist(), parts.size]
        spans = []
        for number, start in enumerate(starts.tolist()):
            row, day, column = groups[own[start]]
            own_parts = slice(part_of[number], part_of[number + 1])
            span = Span(
                file=row.file,
                sha256=row.sha256,
                sheet=row.sheet,
                cells=joined(column, firsts[own_parts], lasts[own_parts]),
                measure=measure,
                count=ends[number] - start,
                total=totals[number],
                by=row.by,
                at=row.at,
                upload_id=row.upload_id,
                data_date=day,
            )
            spans.append((_place(span, firsts[part_of[number]], column), span))
        return spans

    def _totals(self, measure: str, found: np.ndarray, starts: np.ndarray) -> Sequence[int | float | None]:
        """The sum of each group of values that begins at one of `starts`."""
        if measure not in self._numbers:
            told = None if measure == "rows" else self._facts[measure]
            is_number = told is not None and told.dtype.is_numeric()
            self._numbers[measure] = told.fill_null(0).to_numpy() if told is not None and is_number else None
        numbers = self._numbers[measure]
        if numbers is None:
            return [None] * starts.size
        values = numbers[found]
        largest = max(abs(int(values.max())), abs(int(values.min()))) if values.dtype.kind == "i" else None
        if largest is not None and largest * values.size < _MOST:
            return np.add.reduceat(values.astype(np.int64), starts).tolist()
        parts = np.split(values, starts[1:])
        return [sum(part.tolist()) for part in parts]

    def _columns_of(self, measure: str) -> tuple[list[Group], np.ndarray]:
        """The columns in which a measure stands, and for each head the number of its column."""
        if measure not in self._columns:
            groups: list[Group] = []
            numbers: dict[Any, int] = {}
            group_of = []
            for row, day, subject in self._heads:
                column = row.column_of(subject, measure)
                key = (_sheet(row, day), column)
                if key not in numbers:
                    numbers[key] = len(groups)
                    groups.append((row, day, column))
                group_of.append(numbers[key])
            self._columns[measure] = (groups, np.array(group_of, np.int64))
        return self._columns[measure]


def joined(column: str, firsts: Sequence[int], lasts: Sequence[int]) -> str:
    """Ranges of a column, from a first row to a last one each: "E7:E33, E40"."""
    return ", ".join(
        f"{column}{first}" if first == last else f"{column}{first}:{column}{last}"
        for first, last in zip(firsts, lasts, strict=True)
    )


def _place(span: Span, first: int, column: str) -> tuple[Any, ...]:
    """By what spans are sorted."""
    return span.file, span.sheet, first, len(column), column, span.measure, span.upload_id, span.data_date


def _sheet(row: LedgerRow, day: date) -> tuple[str, str, str, date]:
    """A sheet of an upload; several tables may stand on it."""
    return row.file, row.sheet, row.upload_id, day
