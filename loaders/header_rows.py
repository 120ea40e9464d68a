"""Where the data of a table begin, and which rows above them are its header."""

import re
from collections import Counter
from statistics import median

from loaders import dated, dates, values
from loaders.rows import NEUTRAL, Scan, following

_GAP = 3
"""Blank rows in a run that a header may hold."""
_WIDE_GAP = 6
"""The same while the column that names the rows has no heading yet."""
TALLEST = 8
"""A cell merged over more rows than this is no heading."""
_DIGITS = 5
"""So many digits in a text of the column of numbers are a number of something, no heading's year."""


def _years_are_data(scan: Scan, at: int) -> bool:
    """Whether the years of a row stand in columns of years."""
    columns = scan[at].numbers
    if _has_header(scan, at):
        return True
    below = [scan[row] for row in following(scan, at, 5) if scan[row].numbers]
    if not below:
        return scan[at].filled >= 2 and bool(scan[at].texts) and at > 0
    alike = sum(1 for row in below if row.kind == "years" and set(row.numbers) & set(columns))
    return alike * 2 > len(below)


def _has_header(scan: Scan, at: int) -> bool:
    """Whether each cell of a row has a heading of its own above it: 2000 under "KEBUTUHAN" is an amount, no
    year."""
    row = scan[at]
    above = next(
        (one for one in range(at - 1, max(at - 3, -1), -1) if scan[one].kind not in ("blank", "index")), None
    )
    if above is None or scan[above].kind != "text" or not row.texts:
        return False
    years = [scan.cell(at, column) for column in row.numbers]
    if len(row.texts) < 2 and len(set(years)) == len(years):
        return False
    spread = any(right > left for _, left, _, right in scan.merges.get(above, ()))
    return not spread and set(row.numbers) | set(row.texts) <= set(scan[above].texts)


def _is_data(scan: Scan, at: int) -> bool:
    kind = scan[at].kind
    return kind == "data" or (kind == "years" and scan[at].filled > 1 and _years_are_data(scan, at))


def first_data(scan: Scan, start: int) -> int | None:
    """The row where the data of the next table begin; None when there is no table."""
    candidates = [
        at for at in range(start, min(len(scan), start + 2000)) if scan[at].kind in ("data", "years")
    ]
    counts = [scan[at].filled for at in candidates if scan[at].kind == "data"][:200]
    usual = median(counts) if counts else 0
    width = max(counts, default=0)
    for at in candidates:
        if not _is_data(scan, at) or scan[at].filled < (1 if width == 1 else max(2, usual / 3)):
            continue
        after = following(scan, at, 6)
        like = sum(1 for row in after if scan[row].kind in ("data", "weak", "lone", "years"))
        if after and (like * 2 < len(after) or _over_heading(scan, at, after[0])):
            continue
        return _with_worded(scan, start, _with_unfilled(scan, start, _below_headings(scan, start, at)))
    return _first_of_texts(scan, start)


def _over_heading(scan: Scan, at: int, below: int) -> bool:
    """Whether a row that names nothing, as many words as numbers or more, stands over a heading of the names:
    "Total | 1 unit" over "State | (1,000) | (1,000)"."""
    row, under = scan[at], scan[below]
    return (
        under.kind == "text"
        and under.filled > 1
        and row.first > under.first
        and len(row.texts) >= len(row.numbers)
    )


def _with_unfilled(scan: Scan, start: int, at: int) -> int:
    """The first data row, also where the rows before it hold only dashes instead of numbers."""
    figures = len(scan[at].numbers)
    while (
        at - 1 > start
        and scan[at - 1].kind == "weak"
        and scan[at - 1].first <= scan[at].first
        and len(scan[at - 1].neutral) * 2 >= figures
        and not _under_heading(scan, start, at - 1)
    ):
        at -= 1
    return at


def _with_worded(scan: Scan, start: int, at: int) -> int:
    """The first data row, also where the rows before it say in words what the one column of numbers counts:
    "Kali Baros | banyak" looks like a heading, but each column has one above it already."""
    needed = {*scan[at].texts, *scan[at].numbers, *scan[at].neutral}
    top = at
    while top - 1 >= start and _is_full(scan, top - 1, needed):
        top -= 1
    if len(needed) < 2 or at - top < 2:
        return at
    sample = [scan[row] for row in (at, *following(scan, at, 30))]
    numbers = Counter(column for row in sample for column in row.numbers)
    texts = Counter(column for row in sample for column in row.texts)
    figures = {column for column in needed if numbers[column] > texts[column]}
    if len(figures) != 1:
        return at
    # The highest of these rows is the heading; what stands between it and the numbers is data from the
    # first row on that does not read like it.
    for row in range(top + 1, at):
        if _reads_like_data(scan, top, row, at, figures, needed):
            return row
    return at


def _is_full(scan: Scan, at: int, needed: set[int]) -> bool:
    """Whether a row of words fills each column, with no cell merged over others."""
    row = scan[at]
    return (
        row.kind in ("text", "weak")
        and needed <= {*row.texts, *row.neutral}
        and not any(right > left or bottom > top for top, left, bottom, right in scan.merges.get(at, ()))
        and not is_title(scan, at)
    )


def _reads_like_data(
    scan: Scan, heading: int, row: int, first: int, figures: set[int], needed: set[int]
) -> bool:
    """Whether a full row of words is one of the rows below rather than a second row of headings: nothing is
    reported in it, it holds a number of many digits, a word that its column repeats, or it is not written
    in the heading's letters but in those of the rows below."""
    below = [first, *following(scan, first, 30)]
    for column in needed:
        written = scan.cell(row, column)
        if column in figures:
            if written.startswith("("):
                return False
            if _says_nothing(written) or sum(map(str.isdigit, written)) >= _DIGITS:
                return True
        elif any(scan.cell(one, column) == written for one in below):
            return True
    named = min(needed - figures)
    letters = [_letters(scan.cell(one, named)) for one in below]
    alike = letters.count(_letters(scan.cell(row, named))) * 2 > len(letters)
    return alike and any(
        _letters(scan.cell(row, column)) != _letters(scan.cell(heading, column)) for column in needed
    )


def _says_nothing(written: str) -> bool:
    """Whether a text says that nothing is reported: "belum", but not "belum diterima", which is a heading."""
    plain = values.plain(written)
    return plain in values.NOT_REPORTED or plain in {one.strip() for one in values.NOT_REPORTED_STARTS}


def _letters(written: str) -> str:
    """How a text is written: all in capitals, with a capital first, or small."""
    return "capitals" if written.isupper() else "capital" if written[:1].isupper() else "small"


def _below_headings(scan: Scan, start: int, at: int) -> int:
    """The first row that no heading reaches: merged headings, and tiers of codes or years under a blank
    first column."""
    moved = True
    while moved:
        moved = False
        for top in range(max(start, at - TALLEST), at):
            if scan[top].kind not in ("text", "years"):
                continue
            for first, _, last, _ in scan.merges.get(top, ()):
                if first < at <= last < at + TALLEST and last - first < TALLEST and last + 1 < len(scan):
                    at, moved = last + 1, True
        above = next((row for row in range(at - 1, start - 1, -1) if scan.filled[row]), None)
        below = following(scan, at, 1)
        if (
            above is not None
            and below
            and scan[above].kind in ("text", "years")
            and not scan[at].texts
            and scan[at].numbers
            and scan[at].first > scan[below[0]].first
            and scan[above].first <= scan[below[0]].first
            and scan[below[0]].kind in ("data", "weak")
            and len(scan[below[0]].numbers) >= len(scan[at].numbers)
        ):
            at, moved = below[0], True
    while at + 1 < len(scan) and scan[at].kind in ("blank", "ruler"):
        at += 1
    return at


def _first_of_texts(scan: Scan, start: int) -> int | None:
    """Where the data begin in a table without numbers: under the first full row and its merged cells."""
    rows = [
        at
        for at in range(start, min(len(scan), start + 2000))
        if scan[at].filled >= 2 and scan[at].kind in ("text", "weak")
    ]
    if len(rows) < 2:
        return None
    widest = max(scan[at].filled for at in rows)
    for at in rows:
        if scan[at].filled * 5 >= widest * 3 and not is_title(scan, at):
            bottom = max(
                (last for first, _, last, _ in scan.merges.get(at, ()) if last - first < TALLEST), default=at
            )
            spans = any(
                right > left and last == first for first, left, last, right in scan.merges.get(at, ())
            )
            below = next(
                (row for row in range(max(bottom, at + spans) + 1, len(scan)) if scan.filled[row]), None
            )
            return below if below is not None and below - at < 20 else None
    return None


def is_title(scan: Scan, at: int) -> bool:
    """Whether a row of several cells still belongs to the title: "KECAMATAN : Pekalongan Barat", a date, a
    long sentence."""
    row = scan[at]
    if row.filled > 4 or _parts(scan, at):
        return False
    for column in row.texts:
        written = scan.cell(at, column)
        if (
            written.endswith(":")
            or written.startswith(":")
            or re.search(r"\w\s?: \S", written)
            or len(written) > 120
        ):
            return True
        if row.filled <= 2 and dates.date_in(written):
            return True
    return False


def _parts(scan: Scan, at: int) -> bool:
    """Whether a row has cells merged as headings are: downwards, or over some of the columns."""
    return any(
        bottom > top or 1 <= right - left < scan.usual - 1
        for top, left, bottom, right in scan.merges.get(at, ())
        if bottom - top < TALLEST
    )


def header_above(scan: Scan, start: int, first: int) -> tuple[list[int], list[int], int | None]:
    """The header rows above the first data row, the headings of rows between them, and the row of column
    numbers."""
    key = key_column(scan, first)
    sections: list[int] = []
    number_row: int | None = None
    at = first - 1
    while at >= start:
        row = scan[at]
        if row.kind == "index" and number_row is None:
            number_row = at
        elif row.kind == "lone" and row.first <= key and scan.wide(at, row.first) < max(2, scan.usual):
            sections.append(at)
        elif row.kind not in ("blank", "ruler"):
            break
        at -= 1
    if at < start or not (
        _may_head(scan, at, key) or _under_heading(scan, start, at) or _holds_days(scan, start, at, key)
    ):
        return ([], [], number_row) if number_row is None else ([], sections, number_row)
    reached = covered(scan, at)
    needed = set(scan[first].texts) | set(scan[first].numbers) | set(scan[first].neutral)
    if at + 1 in sections and key not in reached and scan.filled[first - 1] == 0:
        # Nothing else names the column that names the rows: its heading stands lowest.
        at += 1
        sections.remove(at)
        reached |= covered(scan, at)
    bottom = top = at
    for below in range(at + 1, first):
        if scan[below].kind == "ruler":
            bottom = below
        elif scan[below].kind != "blank":
            break
    gap = 0
    for above in range(at - 1, start - 1, -1):
        row = scan[above]
        if row.kind == "blank":
            gap += 1
            continue
        if gap > (_GAP if key in reached else _WIDE_GAP):
            break
        if row.kind == "ruler":
            if gap == 0:
                top = above
            continue
        if row.kind == "lone":
            joins = _lone_heading(scan, start, above, key) or (
                gap == 0 and key not in reached and _heads_key(scan, start, above, key)
            )
        elif row.kind in ("text", "years", "weak"):
            joins = not is_title(scan, above) and (gap == 0 or row.first > key or not needed <= reached)
        else:
            joins = _under_heading(scan, start, above) or _between_headings(scan, start, above, key)
        if not joins:
            break
        top, gap = above, 0
        reached |= covered(scan, above)
    return list(range(top, bottom + 1)), sections, number_row


def _under_heading(scan: Scan, start: int, at: int) -> bool:
    """Whether a heading above is merged down to the row, so that even figures in it are headings: codes,
    years."""
    return any(
        scan[top].kind in ("text", "years")
        and any(first < at <= last < first + TALLEST for first, _, last, _ in merges)
        for top in range(max(start, at - TALLEST), at)
        if (merges := scan.merges.get(top))
    )


def _holds_days(scan: Scan, start: int, at: int, key: int) -> bool:
    """Whether a row that names nothing is a tier of days under their heading: "15 Des 2023 | 22 Des 2023"
    under "DITERIMA"."""
    row = scan[at]
    above = next((up for up in range(at - 1, max(start, at - 1 - _GAP) - 1, -1) if scan.filled[up]), None)
    return (
        above is not None
        and scan[above].kind == "text"
        and row.first > key
        and len(row.numbers) == row.filled > 1
        and row.first in covered(scan, above)
        and all(dated.is_day(scan.cell(at, column)) for column in row.numbers)
    )


def covered(scan: Scan, at: int) -> set[int]:
    row = scan[at]
    out = set(row.texts) | set(row.numbers)
    for first, left, _, right in scan.merges.get(at, ()):
        if first == at:
            out.update(range(left, right + 1))
    return out


def _may_head(scan: Scan, at: int, key: int) -> bool:
    row = scan[at]
    if row.kind == "lone":
        return row.first > key and scan.wide(at, row.first) < max(2, scan.usual)
    return row.kind in ("text", "years", "weak") and not is_title(scan, at)


def _lone_heading(scan: Scan, start: int, at: int, key: int) -> bool:
    """Whether a row with one text is a tier of the header and not a title."""
    row = scan[at]
    written = scan.cell(at, row.first)
    above = next((up for up in range(at - 1, max(start, at - 1 - _GAP) - 1, -1) if scan.filled[up]), None)
    if row.first <= key:
        return (
            above is not None
            and len(written) <= 40
            and scan[above].kind == "text"
            and scan[above].first > key
        )
    if len(written) > 80 or scan.wide(at, row.first) >= max(2, scan.usual * 0.8) or dates.date_in(written):
        return False
    if scan.sheet.merged and scan.wide(at, row.first) == 1:
        return above is not None and scan[above].kind == "text"
    return above is None or scan[above].kind != "lone" or scan[above].first != row.first


def _heads_key(scan: Scan, start: int, at: int, key: int) -> bool:
    """Whether a row with one short text, apart from the title, is the heading of the first column."""
    row = scan[at]
    parted = at > start and not scan.filled[at - 1] and any(scan.filled[start:at])
    return parted and row.first == key and len(scan.cell(at, key)) <= 25 and scan.wide(at, key) == 1


def _between_headings(scan: Scan, start: int, at: int, key: int) -> bool:
    """Whether a row that names no row of data stands under other headings: "1 unit" is a heading there."""
    row = scan[at]
    above = next((up for up in range(at - 1, max(start, at - 1 - _GAP) - 1, -1) if scan.filled[up]), None)
    return (
        above is not None
        and row.first > key
        and len(row.texts) >= len(row.numbers)
        and scan[above].kind in ("text", "years")
        and scan[above].filled > 1
        and not is_title(scan, above)
    )


def key_column(scan: Scan, first: int) -> int:
    """The column that names the rows: the first one that the data rows use."""
    rows = [first, *following(scan, first, 30)]
    return min(
        (scan[at].first for at in rows if scan[at].kind in ("data", "weak", "text")),
        default=scan[first].first,
    )


def tiers_of(scan: Scan, header: list[int], columns: list[int]) -> tuple[tuple[str, ...], ...]:
    """The header as a grid with group headings written over each of their columns."""
    rows = [at for at in header if scan[at].kind not in ("blank", "ruler")]
    grid = [[_heading(scan, at, column) for column in columns] for at in rows]
    owned: list[set[int]] = [set() for _ in rows]
    place = {column: k for k, column in enumerate(columns)}
    level = {at: t for t, at in enumerate(rows)}
    for at in header:
        for top, left, bottom, right in scan.merges.get(at, ()):
            if top not in level:
                continue
            value = _heading(scan, top, left)
            for column in range(left, right + 1):
                if column in place:
                    grid[level[top]][place[column]] = value
            for row in range(top, bottom + 1):
                if row in level:
                    owned[level[row]].update(
                        place[column] for column in range(left, right + 1) if column in place
                    )
    for t in range(len(rows) - 1):
        if not any(right > left for _, left, _, right in scan.merges.get(rows[t], ())):
            _spread(grid, t, owned[t], columns)
    return tuple(tuple(tier) for tier in grid)


def _heading(scan: Scan, at: int, column: int) -> str:
    written = scan.cell(at, column)
    return "" if NEUTRAL.fullmatch(written) and not written.isalnum() else written


def _spread(grid: list[list[str]], t: int, owned: set[int], columns: list[int]) -> None:
    """Writes a group heading over the blank columns to its right that the tiers below divide."""
    below = grid[t + 1 :]
    before = list(grid[t])
    for k in range(1, len(columns)):
        if before[k] or k in owned or (k - 1) in owned or not grid[t][k - 1]:
            continue
        start = next(j for j in range(k - 1, -1, -1) if before[j])
        divided = any(tier[start] for tier in below) and any(tier[k] for tier in below)
        parted = any(grid[up][k] != grid[up][start] for up in range(t))
        if divided and not parted:
            grid[t][k] = grid[t][k - 1]
