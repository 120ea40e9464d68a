"""What taking a file would change of what is in force."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

import metrics
from elections import Election
from loaders import Reading, Table, layout, schema
from metrics.changes import WRITTEN, Changes, compare
from pipeline.clock import now
from pipeline.office_settings import election_for
from store import Store

_LIST = "tps"
_UPPER = ["kecamatan", "kelurahan"]
_ROW_ONLY = ("sheet_row", "office", "subject", "grain", "kecamatan", "kelurahan", "tps")


@dataclass(frozen=True)
class TableChanges:
    """What the tables of one kind, office and date in a file would change."""

    kind: str
    office: str
    data_date: date
    """Of the sheet; today's where it bears none."""
    newer: date | None
    """A later data date that is in force already: then the figures of today stay as they are."""
    changes: Changes


def changes(store: Store, election: Election, reading: Reading) -> tuple[TableChanges, ...]:
    """What accepting the file would change, for each kind, office and data date in it.

    Compared is what is in force as of the sheet's own date; nothing is written. A misspelt kecamatan is
    compared with the one that is meant by it, on either side, as it will be overtaken by that one.
    """
    today = now().date()
    rows = store.ledger()
    groups: dict[tuple[str, str, date], list[Table]] = defaultdict(list)
    for table in reading.tables:
        if table.kind is not None and table.facts is not None and table.accepted:
            groups[table.kind, table.office or "", table.data_date or today].append(table)
    found = []
    for (kind, office, day), tables in groups.items():
        form = layout(kind)
        # What a row is about is told once, with each of its cells.
        columns = [one.name for one in schema(kind) if one.name not in (*_ROW_ONLY, *form.subject)]
        measures = {one.name for one in schema(kind) if (one.metadata or {}).get(b"measure") == b"true"}
        meant = _meant(store, reading, kind, office, day)
        claims = {
            (one.subject, one.measure, one.grain, meant.get(one.kecamatan, one.kecamatan))
            for table in tables
            for one in table.claims
        }
        after = pa.concat_tables([table.facts for table in tables if table.facts is not None])
        newest = store.freshness(date.max, office=office).get((office, kind))
        if newest is None:
            # The first sheet of a kind has nothing to be compared with.
            cells = sum(after.num_rows - after[name].null_count for name in columns)
            found.append(TableChanges(kind, office, day, None, Changes(cells, 0, 0, 0, (), ())))
            continue
        newer = newest.data_date if newest.data_date > day else None
        before = store.tables(day, office=office)[kind].collect(backend="pyarrow").to_arrow()
        meant_then = store.meant(day)
        compared = compare(
            [
                _named(row, meant_then.get((row["upload_id"], kind, row["kecamatan"])))
                for row in before.to_pylist()
            ],
            [_named(row, meant.get(row["kecamatan"])) for row in after.to_pylist()],
            claims=claims,
            fields=columns,
            measures=measures,
            # Goods and money of one subject and place add up; other rows are things of their own.
            keys=() if form.subject else [key for key in form.key if key in columns],
            drop_limit=election_for(rows, election, office).drop_limit,
        )
        found.append(TableChanges(kind, office, day, newer, compared))
    return tuple(found)


def _meant(store: Store, reading: Reading, kind: str, office: str, day: date) -> dict[str, str]:
    """The kecamatan of the office's list that the file's sheets of a kind mean by names that it lacks."""
    if kind == _LIST:
        return {}
    named = _kelurahan(
        table.facts.select(_UPPER)
        for table in reading.tables
        if table.kind == kind and table.office == office and table.facts is not None
    )
    listed_now = store.tables(day, office=office)[_LIST].select(*_UPPER).unique()
    listed = _kelurahan([listed_now.collect(backend="pyarrow").to_arrow()])
    if not listed or named.keys() <= listed.keys():
        return {}
    beside = named.keys() & listed.keys()
    found = {
        name: metrics.stands_for(name, inside, beside, listed)
        for name, inside in named.items()
        if name not in listed
    }
    return {name: one for name, one in found.items() if one is not None}


def _kelurahan(parts: Iterable[pa.Table]) -> dict[str, set[str]]:
    """The kelurahan under each kecamatan that is named."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        once = part.group_by(_UPPER).aggregate([])
        for upper, lower in zip(once["kecamatan"].to_pylist(), once["kelurahan"].to_pylist(), strict=True):
            if upper:
                found[upper].update({lower} - {None})
    return found


def _named(row: Mapping[str, Any], meant: str | None) -> Mapping[str, Any]:
    return row if meant is None else {**row, "kecamatan": meant, WRITTEN: row["kecamatan"]}
