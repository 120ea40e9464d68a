"""From facts back to the cells of the sheets that they were read from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw

from store.records import Cell, Held, LedgerRow

ROW = ("subject", "grain", "kecamatan", "kelurahan", "tps")
"""What every row is about, and where."""


def cells(
    facts: Iterable[Mapping[str, Any]],
    measures: Sequence[str],
    rows: Sequence[LedgerRow],
    without: Collection[tuple[str, str, str, str]] = (),
    named: Sequence[str] = (),
) -> list[Cell]:
    """The cell of each measure that each fact bears, in order of file, sheet, row and column.

    `without` leaves out the measures of facts by subject, measure, grain and kecamatan. The measure "rows"
    gives the first cell of each fact's row. `named` are the columns that name its row.
    """
    tables = {(row.upload_id, row.table_no): row for row in rows if row.event == "accepted"}
    found = []
    for fact in facts:
        row = tables[fact["upload_id"], fact["table_no"]]
        for measure in measures:
            value = fact.get(measure)
            if value is None and measure != "rows":
                continue
            if without and (fact["subject"], measure, fact["grain"], fact["kecamatan"] or "") in without:
                continue
            column = row.column_of(fact["subject"] or "", measure)
            key = (row.file, row.sheet, fact["sheet_row"], len(column), column)
            cell = Cell(
                file=row.file,
                sha256=row.sha256,
                sheet=row.sheet,
                cell=f"{column}{fact['sheet_row']}",
                measure=measure,
                value=value,
                by=row.by,
                at=row.at,
                upload_id=row.upload_id,
                data_date=fact["data_date"],
                row=tuple(fact[name] for name in named),
            )
            found.append((key, cell))
    return [cell for _, cell in sorted(found, key=lambda one: one[0])]


def holds(column: str, held: Held) -> nw.Expr:
    """Whether a column holds that."""
    blank = nw.col(column).is_null()
    if isinstance(held, bool):
        return ~blank if held else blank
    if not isinstance(held, tuple):
        return nw.col(column) == held
    told = [one for one in held if one is not None]
    fits = nw.col(column).is_in(told) if told else blank
    return fits | blank if None in held else fits
