"""What taking a file would change of what is in force."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from elections import Election
from loaders import Reading, Table, layout, schema
from metrics.changes import Changes, compare
from pipeline.clock import now
from store import Store

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

    Compared is what is in force as of the sheet's own date; nothing is written.
    """
    today = now().date()
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
        claims = {
            (one.subject, one.measure, one.grain, one.kecamatan) for table in tables for one in table.claims
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
        compared = compare(
            before.to_pylist(),
            after.to_pylist(),
            claims=claims,
            fields=columns,
            measures=measures,
            # Goods and money of one subject and place add up; other rows are things of their own.
            keys=() if form.subject else [key for key in form.key if key in columns],
            drop_limit=election.drop_limit,
        )
        found.append(TableChanges(kind, office, day, newer, compared))
    return tuple(found)
