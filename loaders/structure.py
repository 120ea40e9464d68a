"""Finds the tables of a sheet: title, header rows, data rows, totals, footer. Knows no kinds, no typed
values."""

from dataclasses import dataclass, replace

from loaders import words
from loaders.body_rows import Body, body_from
from loaders.coded import in_line, shifted, width_of
from loaders.files import Sheet
from loaders.header_rows import covered, first_data, header_above, tiers_of
from loaders.reading import Region
from loaders.rows import Scan, kind_of


@dataclass(frozen=True)
class RawTable:
    """A table as it lies on its sheet; rows and columns are 1-based sheet numbers, as in `Region`."""

    region: Region
    columns: tuple[int, ...]
    """The sheet columns that belong to the table, spacer columns left out; `header` and `tiers` follow this
    order."""
    header: tuple[str, ...]
    """Joined header text of each column, group first: "KOTAK SUARA DITERIMA"; "" where there is none."""
    tiers: tuple[tuple[str, ...], ...]
    """One tuple a header row, one text a column, merged cells filled: a group heading stands over each of
    its columns; a heading that is merged down stands in its first row only and is "" below."""
    number_row: int | None = None
    """The row of column numbers ("1 2 3 4 5=3-4"), neither header nor data."""
    data_rows: tuple[int, ...] = ()
    """Rows to read, in order: first_row..last_row without totals, headings, spacers and repeated headers."""
    section_rows: tuple[int, ...] = ()
    """Rows that only name the rows under them ("KECAMATAN PEKALONGAN BARAT"), also between data."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges among the data: first row, first column, last row, last column, 1-based and inclusive."""


def letter(column: int) -> str:
    """Column 1 is "A", 28 is "AB"."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def address(row: int, column: int) -> str:
    """Row 14, column 5 is "E14"."""
    return f"{letter(column)}{row}"


def find_tables(sheet: Sheet) -> list[RawTable]:
    """The tables of a sheet from top to bottom, then left to right; empty when it holds none.

    Only what is irregular is looked at cell by cell: rows with fewer cells than usual, the first and the
    last ones, and those whose first texts name a total. The rest of a long sheet is taken for data.
    """
    if not sheet.rows:
        return []
    out: list[RawTable] = []
    for left, right in _side_by_side(sheet):
        scan = Scan(sheet, left, right)
        start = 0
        while (found := _next_table(scan, start)) is not None:
            table, start = found
            out.append(table)
    out = [_under_title_of(table, out) for table in out]
    return sorted(out, key=lambda table: (table.region.first_row, table.columns[0]))


def _under_title_of(table: RawTable, others: list[RawTable]) -> RawTable:
    """The title over the left one of tables side by side is that of the others too."""
    if table.region.title or not table.region.header_rows:
        return table
    left = [
        other.region.title
        for other in others
        if other.columns[0] < table.columns[0]
        and other.region.header_rows[:1] == table.region.header_rows[:1]
    ]
    return replace(table, region=replace(table.region, title=left[0])) if left else table


def _side_by_side(sheet: Sheet) -> list[tuple[int, int]]:
    """Column ranges that hold tables of their own: parted by blank columns, the right one starting like the
    left one."""
    width = width_of(sheet.rows)
    whole = [(0, max(0, width - 1))]
    if len(sheet.rows) > 5000 or width < 5:
        return whole
    used = [
        any(column < len(row) and row[column] is not None for row in sheet.rows) for column in range(width)
    ]
    bands: list[tuple[int, int]] = []
    for column, there in enumerate(used):
        if there and bands and bands[-1][1] == column - 1:
            bands[-1] = (bands[-1][0], column)
        elif there:
            bands.append((column, column))
    bands = [part for band in bands for part in _halves(sheet, band)]
    if len(bands) < 2:
        return whole
    out = [(0, bands[0][1])]
    for left, right in bands[1:]:
        if right > left and _starts_alike(sheet, out[-1][0], out[-1][1], left):
            out[-1] = (out[-1][0], left - 1)
            out.append((left, right))
        else:
            out[-1] = (out[-1][0], right)
    out[-1] = (out[-1][0], width - 1)
    return out


def _halves(sheet: Sheet, band: tuple[int, int]) -> list[tuple[int, int]]:
    """A band of columns in two where one row repeats all its headings: a long list set in two blocks."""
    left, right = band
    size, odd = divmod(right - left + 1, 2)
    if odd or size < 3:
        return [band]
    for row in sheet.rows[:60]:
        named = [words.normal(cell) if isinstance(cell, str) else "" for cell in row[left : right + 1]]
        if len(named) == 2 * size and all(named) and named[:size] == named[size:]:
            return [(left, left + size - 1), (left + size, right)] if len({*named}) == size else [band]
    return [band]


_PLACE_HEADINGS = frozenset(
    ("kecamatan", "nama kecamatan", "kelurahan", "desa", "tps", "nomor tps", "ppk", "pps")
)


def _starts_alike(sheet: Sheet, left: int, end: int, other: int) -> bool:
    for row in sheet.rows[:60]:
        filled = [cell for cell in row[left : end + 1] if cell is not None]
        if len(filled) < 2 or other + 1 >= len(row):
            continue
        first, second = filled[0], row[other]
        if kind_of(second) != "text" or kind_of(first) != "text" or kind_of(row[other + 1]) != "text":
            continue
        mine = {words.normal(str(cell)) for cell in filled if kind_of(cell) == "text"}
        if words.normal(str(first)) == words.normal(str(second)):
            return True
        # A table of another kind names the places anew: "Kecamatan | Kotak", "Badan | Kecamatan | Pagu".
        if {words.normal(str(cell)) for cell in row[other : other + 3]} & mine & _PLACE_HEADINGS:
            return True
    return False


def _next_table(scan: Scan, start: int) -> tuple[RawTable, int] | None:
    """The first table at or under a row, and the row where to look for the next one."""
    first = first_data(scan, start)
    if first is None:
        return None
    header, sections, number_row = header_above(scan, start, first)
    if not header and start > 0:
        later = _next_table(scan, first + 1) if first + 1 < len(scan) and _stray(scan, first) else None
        if later:
            return later
    body = body_from(scan, header, first, sections)
    if body is None:
        return None
    table = _described(scan, start, header, sections, number_row, first, body)
    return table, body.next


def _stray(scan: Scan, at: int) -> bool:
    return scan[at].filled * 2 < scan.usual


def _described(
    scan: Scan,
    start: int,
    header: list[int],
    sections: list[int],
    number_row: int | None,
    first: int,
    body: Body,
) -> RawTable:
    columns = _columns(scan, header, first, body)
    tiers = tiers_of(scan, header, columns)
    labels = tuple(" ".join(tier[k] for tier in tiers if tier[k]) for k in range(len(columns)))
    top = header[0] if header else first if number_row is None else number_row
    rows_above = [at for at in range(start, top) if scan.filled[at] and scan[at].kind != "ruler"]
    title = "\n".join(
        " ".join(filter(None, (scan.cell(at, column) for column in range(scan.left, scan.right + 1))))
        for at in rows_above
    )
    last_data = body.data[-1] if body.data else body.last
    starts = [*body.data[:1], *body.totals[:1]]
    region = Region(
        sheet=scan.sheet.name,
        range=f"{address(top + 1, columns[0] + 1)}:{address(body.last + 1, columns[-1] + 1)}",
        title=title,
        header_rows=tuple(at + 1 for at in header),
        first_row=(min(starts) if starts else first) + 1,
        last_row=last_data + 1,
        total_rows=tuple(at + 1 for at in body.totals),
        footer_rows=tuple(at + 1 for at in body.footers),
    )
    return RawTable(
        region=region,
        columns=tuple(column + 1 for column in columns),
        header=labels,
        tiers=tiers,
        number_row=None if number_row is None else number_row + 1,
        data_rows=tuple(shifted(in_line(body.data), 1)),
        section_rows=tuple(sorted(at + 1 for at in (*sections, *body.sections))),
        merged=tuple(
            (r0 + 1, c0 + 1, r1 + 1, c1 + 1)
            for r0, c0, r1, c1 in scan.sheet.merged
            if first <= r0 <= body.last
        ),
    )


def _columns(scan: Scan, header: list[int], first: int, body: Body) -> list[int]:
    """The columns of a table: those with a heading or with data; notes beside it are left out."""
    rows = [*body.data[:300], *body.data[-300:]] if len(body.data) > 600 else body.data
    counts: dict[int, int] = {}
    counted: set[int] = set()
    for at in rows or [first]:
        row = scan[at]
        counted.update(row.numbers)
        for column in (*row.texts, *row.numbers, *row.neutral):
            counts[column] = counts.get(column, 0) + 1
    named: set[int] = set()
    for at in header:
        named |= covered(scan, at)
    columns = sorted(set(counts) | named)
    if not named:
        return columns
    reach = max(named)
    # A note stands apart: behind a blank column, without a heading, in words or on few rows only.
    return [
        column
        for column in columns
        if column in named
        or column < reach
        or column - 1 in counts
        or (column in counted and counts[column] * 3 >= len(rows))
    ]
