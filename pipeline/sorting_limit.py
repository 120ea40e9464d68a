"""Sorting sheets held against what was received: in the same file, else in force."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import narwhals as nw
import numpy as np

import metrics
from elections import Election
from loaders import Problem, Reading, Table, cell_of, dapil_numbers, refused
from metrics import Handed, Lot
from pipeline.clock import now
from store import Store

_SORTED, _GOODS = "sortir_lipat", "logistik"
_CAME = ("diterima", "pengganti")
_OWN = ("item", "dapil", "tanggal")
_DONE = ("disortir", "dilipat", "rusak")
_PLACE = ("subject", "grain", "kecamatan")
_TOO_MANY, _UNKNOWN = "sorted-over-received", "sorted-received-unknown"

_Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Told:
    """A fact of the file: where it stands, and as of which day its sheet speaks."""

    table: int
    at: int
    day: date
    row: _Row


def within_received(store: Store | None, election: Election, reading: Reading) -> Reading:
    """The reading without rows that would have more ballots sorted than came; each is an error of its cell.

    Good and damaged sheets of a type (and dapil, where both sheets tell it) are added up over all days: those
    of the file and those in force that the file does not tell anew. A sheet of goods states all that was
    sorted, so its rows are held against what they say was received themselves. Where nobody says how many
    came, that is told and nothing is refused. Without a store only the file itself counts.
    """
    tables = [_within_its_rows(table, election) for table in reading.tables]
    if not any(table.kind == _SORTED and table.facts is not None for table in tables):
        return replace(reading, tables=tuple(tables))
    for office in {table.office or "" for table in tables if table.kind == _SORTED}:
        # Where a row is refused, what it would have overtaken holds on, so the others are looked at again.
        while found := _of_office(store, election, tables, office):
            for number, reasons in found.items():
                tables[number] = refused(tables[number], reasons)
        if store is not None:
            received = _received(store, election, tables, office)
            for number, table in enumerate(tables):
                if table.kind == _SORTED and (table.office or "") == office:
                    tables[number] = _with_unknown(table, received, election)
    return replace(reading, tables=tuple(tables))


def _within_its_rows(table: Table, election: Election) -> Table:
    """A sheet of goods without rows of ballots that state more sorted than received."""
    facts = table.facts
    if table.kind != _GOODS or facts is None or facts["disortir"].null_count == facts.num_rows:
        return table
    stated_all, came, more_came = (
        np.asarray(facts[one].to_numpy(zero_copy_only=False), dtype=float) for one in ("disortir", *_CAME)
    )
    # What a row leaves out is no number, and nothing is more than that.
    wrong = np.flatnonzero(stated_all > came + np.nan_to_num(more_came))
    ballots = {item.code for item in election.items if item.ballot}
    reasons = {}
    for at in wrong.tolist():
        if facts["item"][at].as_py() not in ballots:
            continue
        received, stated = int(came[at] + np.nan_to_num(more_came[at])), int(stated_all[at])
        cell = cell_of(table, at, "disortir")
        more = (
            ("field", _label(table, cell)),
            ("item", facts["item"][at].as_py()),
            ("total", stated),
            ("received", received),
            ("over", stated - received),
            ("what", "row"),
        )
        reasons[at] = Problem(_TOO_MANY, "error", table.region.sheet, cell, str(stated), more)
    return refused(table, reasons)


def _label(table: Table, cell: str | None) -> str:
    """The heading of a cell's column."""
    letter = (cell or "").rstrip("0123456789")
    return table.labels.get(letter) or letter


def _of_office(
    store: Store | None, election: Election, tables: Sequence[Table], office: str
) -> dict[int, dict[int, Problem]]:
    """The problems of an office's tables, by number of the table and position of the fact."""
    received = _received(store, election, tables, office)
    if not received:
        return {}
    told = [
        one
        for one in _facts(tables, _SORTED, office, (*_OWN, *_DONE))
        if one.row["tanggal"] is not None and one.row["tanggal"] <= one.day
    ]
    rows = [
        Handed(at, one.row["tanggal"], one.row["item"], _dapil(election, one.row), sheets)
        for at, one in enumerate(told)
        if (sheets := _sheets(one.row)) is not None
    ]
    before = _sorted_before(store, election, tables, office)
    found: dict[int, dict[int, Problem]] = defaultdict(dict)
    for beyond in metrics.beyond_received(rows, before, received):
        one = told[beyond.row.at]
        found[one.table][one.at] = _problem(tables[one.table], one, beyond)
    return found


def _problem(table: Table, one: _Told, beyond: metrics.Beyond) -> Problem:
    measure = "disortir" if one.row["disortir"] is not None else "dilipat"
    cell = cell_of(table, one.at, measure)
    more: list[tuple[str, Any]] = [
        ("field", _label(table, cell)),
        ("item", beyond.row.item),
        ("handled", beyond.row.sheets),
        ("total", beyond.total),
        ("received", beyond.received),
        ("over", beyond.total - beyond.received),
        ("day", beyond.row.day),
    ]
    if beyond.dapil is not None:
        more += [("dapil", beyond.dapil), ("what", "dapil")]
    return Problem(_TOO_MANY, "error", table.region.sheet, cell, str(one.row[measure]), tuple(more))


def _with_unknown(table: Table, received: Mapping[Lot, int], election: Election) -> Table:
    """The table with a word on each ballot type of which nobody says how many came."""
    if table.facts is None or any(one.code == _UNKNOWN for one in table.problems):
        return table
    sheets: dict[str, int] = defaultdict(int)
    first: dict[str, int] = {}
    day = table.data_date or now().date()
    for at, row in enumerate(table.facts.to_pylist()):
        if (row["item"], None) in received or row["tanggal"] is None or row["tanggal"] > day:
            continue
        if count := _sheets(row):
            first.setdefault(row["item"], at)
            sheets[row["item"]] += count
    order = [item.code for item in election.items]
    told = tuple(
        Problem(
            _UNKNOWN,
            "note",
            table.region.sheet,
            cell_of(table, first[code], "disortir") or cell_of(table, first[code], "dilipat"),
            None,
            (("item", code), ("handled", sheets[code])),
        )
        for code in sorted(sheets, key=order.index)
    )
    return replace(table, problems=(*table.problems, *told)) if told else table


# -- what came -----------------------------------------------------------------------------------------------


def _received(
    store: Store | None, election: Election, tables: Sequence[Table], office: str
) -> dict[Lot, int]:
    """Sheets that came, replacements among them, by type and, where all receipts tell it, by dapil.

    Levels are never added to each other; where they differ the highest counts, so that a row is refused only
    when no sheet bears it.
    """
    ballots = [item.code for item in election.items if item.ballot]
    mine = [one.row for one in _facts(tables, _GOODS, office, ("item", "dapil", *_CAME), ballots)]
    held = _goods_in_force(store, office, ballots)
    newer = _claimed(tables, _GOODS, office)
    came, replaced = (
        _highest([*(row for row in held if not _is_overtaken(row, one, newer)), *mine], one, election)
        for one in _CAME
    )
    return {lot: count + replaced.get(lot, 0) for lot, count in came.items()}


def _highest(rows: Iterable[_Row], measure: str, election: Election) -> dict[Lot, int]:
    by_grain: dict[tuple[str, str], dict[str | None, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row[measure] is not None:
            by_grain[row["item"], row["grain"]][_dapil(election, row)] += row[measure]
    found: dict[Lot, int] = {}
    for (item, _), by_dapil in by_grain.items():
        found[item, None] = max(found.get((item, None), 0), sum(by_dapil.values()))
        if None not in by_dapil:
            for dapil, count in by_dapil.items():
                found[item, dapil] = max(found.get((item, dapil), 0), count)
    return found


# -- what is sorted ------------------------------------------------------------------------------------------


def _sorted_before(
    store: Store | None, election: Election, tables: Sequence[Table], office: str
) -> dict[Lot, int]:
    """Sheets sorted by what is in force and not told anew in the file."""
    newer = _claimed(tables, _SORTED, office)
    found: dict[Lot, int] = defaultdict(int)
    for row in _days_in_force(store, office):
        is_plan = row["tanggal"] is None or row["tanggal"] > row["data_date"]
        sheets = _sheets(row)
        if is_plan or sheets is None or any(_is_overtaken(row, one, newer) for one in _DONE):
            continue
        found[row["item"], None] += sheets
        if (dapil := _dapil(election, row)) is not None:
            found[row["item"], dapil] += sheets
    return found


def _sheets(row: _Row) -> int | None:
    return metrics.went_through(row["disortir"], row["dilipat"], row["rusak"])


def _dapil(election: Election, row: _Row) -> str | None:
    """The number of a row's dapil, of ballots that differ between the dapil of a city."""
    numbers = dapil_numbers(row["dapil"]) if row["dapil"] else frozenset()
    if len(numbers) != 1 or row["item"] not in {one.code for one in election.items if one.per_dapil}:
        return None
    return next(iter(numbers))


# -- rows of the file and in force ---------------------------------------------------------------------------


def _facts(
    tables: Sequence[Table], kind: str, office: str, columns: Sequence[str], items: Collection[str] = ()
) -> list[_Told]:
    found: list[_Told] = []
    for number, table in enumerate(tables):
        if table.kind != kind or table.facts is None or (table.office or "") != office:
            continue
        day = table.data_date or now().date()
        rows = table.facts.select([*columns, *_PLACE]).to_pylist()
        found += [
            _Told(number, at, day, row) for at, row in enumerate(rows) if not items or row["item"] in items
        ]
    return found


_Claimed = Mapping[tuple[str, str, str, str], date]


def _claimed(tables: Sequence[Table], kind: str, office: str) -> _Claimed:
    """As of when the file's tables speak of a subject, measure, level and kecamatan."""
    found: dict[tuple[str, str, str, str], date] = {}
    for table in tables:
        if table.kind == kind and (table.office or "") == office:
            day = table.data_date or now().date()
            for one in table.claims:
                key = (one.subject, one.measure, one.grain, one.kecamatan)
                found[key] = max(day, found.get(key, day))
    return found


def _is_overtaken(row: _Row, measure: str, newer: _Claimed) -> bool:
    day = newer.get((row["subject"], measure, row["grain"], row["kecamatan"] or ""))
    return day is not None and day >= row["data_date"]


def _days_in_force(store: Store | None, office: str) -> list[_Row]:
    """The rows of sorting days that hold now, whatever their date."""
    if store is None or not store.head():
        return []
    frame = store.tables(date.max, office=office)[_SORTED]
    return list(frame.select(*_OWN, *_DONE, *_PLACE, "data_date").collect().iter_rows(named=True))


def _goods_in_force(store: Store | None, office: str, items: Collection[str]) -> list[_Row]:
    """What came and replaced by what holds now, added up: a city has tens of thousands of rows."""
    if store is None or not store.head():
        return []
    frame = store.tables(date.max, office=office)[_GOODS].filter(nw.col("item").is_in(list(items)))
    summed = frame.group_by("item", "dapil", *_PLACE, "data_date").agg(
        *(nw.col(one).sum().cast(nw.Int64).alias(one) for one in _CAME),
        *(nw.col(one).count().cast(nw.Int64).alias(f"has_{one}") for one in _CAME),
    )
    return [
        {**row, **{one: row[one] if row[f"has_{one}"] else None for one in _CAME}}
        for row in summed.collect().iter_rows(named=True)
    ]
