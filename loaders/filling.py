"""What a blank cell means in a column of names: the cell above it, or that the row is of no single place.

Offices write a kecamatan once and leave the rows below blank, merge it down, or write it on every row. Where
it stands on every row, a blank one says that the row is not of one kecamatan.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders import values
from loaders.coded import Cells
from loaders.data_rows import DataRows, Source
from loaders.findings import Findings
from loaders.recognise import Column
from loaders.words import contains, normal


def filled(column: Column, rows: DataRows, source: Source, findings: Findings) -> Cells:
    """A column's cells; where the kind says so and the sheet means so, a blank one takes the cell above it.

    What is not plain from the sheet is told to `findings`.
    """
    cells = rows.column(column.number)
    code = column.field.code
    if not column.field.fill or None not in cells:
        return cells
    cells = list(cells)
    for first, left, last, right in source.raw.merged:
        if left <= column.number <= right and first < last:
            for at in range(bisect_left(rows.numbers, first), bisect_right(rows.numbers, last)):
                cells[at] = source.rows[first - 1][left - 1] if left == column.number else cells[at]
    kind = source.match.layout
    if code == "kelurahan":
        return _fill_kelurahan(cells, column, rows, source, findings)
    if code == "kecamatan" and kind.elsewhere and not source.context.kecamatan:
        return _fill_below(cells, column, rows, source, findings)
    if code == "kecamatan":
        return _fill_kecamatan(cells, column, rows, source, findings)
    # Below an account another system tells its details, without a code.
    if code in kind.subject or (not kind.told_by and any(code in group for group in kind.required)):
        return _fill_down(cells, rows.breaks)
    return cells


def _fill_below(
    cells: list[Any], column: Column, rows: DataRows, source: Source, findings: Findings
) -> list[Any]:
    """Fill down where a place within the kecamatan is named; a row that names no place is of the city."""
    finer = _finer(rows, source)
    breaks = {at: label for at, label in rows.breaks.items() if not _is_lower(label)}
    above = _fill_down(list(cells), breaks)
    out = [name if finer[at] else cells[at] for at, name in enumerate(above)]
    kind = source.match.layout
    codes = {one.field.code: one.number for one in source.match.columns if not one.spread}
    elsewhere = [rows.column(codes[code]) for code in kind.elsewhere if code in codes]
    left = [
        at
        for at, cell in enumerate(out)
        if cell is None and above[at] is not None and not any(named[at] for named in elsewhere)
    ]
    if left:
        # Who leaves a name out below itself may mean it here too.
        leaves_out = any(cell is None and finer[at] for at, cell in enumerate(cells))
        findings.at(
            "kecamatan-blank",
            "warning" if leaves_out or "kelurahan" not in codes else "note",
            rows.numbers[left[0]],
            column.number,
            None,
            count=len(left),
            above=values.text(above[left[0]]),
        )
    return out


def _fill_down(cells: list[Any], breaks: dict[int, str]) -> list[Any]:
    last: Any = None
    for at, cell in enumerate(cells):
        if at in breaks:
            last = None
        if cell is None:
            cells[at] = last
        else:
            last = cell
    return cells


@dataclass(frozen=True)
class _Lines:
    """What tells the rows of one place from each other."""

    subject: list[tuple[str, ...]]
    """The matter of each row, in the words of the sheet: item, body and period; () where no column says."""
    whole: list[tuple[str, ...]]
    """All that tells it from others of the same place: also date, document, stage."""
    told: bool
    """Whether a column says the matter."""

    def continues(self, at: int) -> bool:
        """Whether a row leaves out its matter too and so goes on with the row above."""
        return self.told and not any(self.subject[at])


def _lines(rows: DataRows, source: Source) -> _Lines:
    kind = source.match.layout
    plain = [column for column in source.match.columns if not column.spread]
    subject = [column.number for column in plain if column.field.code in kind.subject]
    whole = [
        column.number
        for column in plain
        if column.field.code in kind.key
        or column.field.code in kind.subject
        or (
            not column.field.stored
            and column.field.type == "text"
            and column.field.code not in ("row_number", "remark")
        )
    ]
    return _Lines(_tuples(rows, subject), _tuples(rows, whole), bool(subject))


def _tuples(rows: DataRows, columns: Sequence[int]) -> list[tuple[str, ...]]:
    return [tuple(values.text(row[number - 1]).casefold() for number in columns) for row in rows.cells]


def _finer(rows: DataRows, source: Source) -> list[bool]:
    """Whether a row names a place within the kecamatan; then it is of some kecamatan."""
    found = [False] * len(rows.numbers)
    for column in source.match.columns:
        code = column.field.code
        if column.spread or code not in ("kelurahan", "tps", "badan", "tujuan"):
            continue
        for at, cell in enumerate(rows.column(column.number)):
            words = "" if cell is None else normal(values.text(cell))
            if code in ("kelurahan", "tps"):
                found[at] |= bool(words)
            else:
                found[at] |= " " in words and any(contains(words, low) for low in ("pps", "kpps", "tps"))
    return found


@dataclass
class _Run:
    """The rows from one written name to the next."""

    name: Any
    own: list[int] = field(default_factory=list)
    """Rows that carry the name, or that surely are of it."""
    open: list[int] = field(default_factory=list)
    """Rows without a name that may be of it."""
    blanks: int = 0


def _fill_kecamatan(
    cells: list[Any], column: Column, rows: DataRows, source: Source, findings: Findings
) -> list[Any]:
    lines, finer = _lines(rows, source), _finer(rows, source)
    runs: list[_Run] = []
    run: _Run | None = None
    same = 0
    for at, cell in enumerate(cells):
        if at in rows.breaks and not _is_lower(rows.breaks[at]):
            run = None
        if cell is not None:
            same += at > 0 and at not in rows.breaks and cells[at - 1] == cell
            if run is None or run.name != cell or run.open:
                run = _Run(cell)
                runs.append(run)
            run.own.append(at)
        elif run is not None:
            run.blanks += 1
            (run.own if finer[at] or lines.continues(at) else run.open).append(at)
    out = list(cells)
    repeats = same > sum(1 for one in runs if one.blanks)
    left: list[int] = []
    doubtful = False
    above: Any = None
    for one in runs:
        city, unsure = _not_of(one, runs, repeats, lines, finer, source)
        for at in (*one.own, *one.open):
            out[at] = None if at in city else one.name
        if city:
            above = above or one.name
            left += sorted(city)
            doubtful |= unsure
    if left:
        findings.at(
            "kecamatan-blank",
            "warning" if doubtful else "note",
            rows.numbers[left[0]],
            column.number,
            None,
            count=len(left),
            above=values.text(above),
        )
    return out


def _not_of(
    run: _Run, runs: Sequence[_Run], repeats: bool, lines: _Lines, finer: Sequence[bool], source: Source
) -> tuple[set[int], bool]:
    """Rows of a run without a name that are not of its kecamatan, and whether that is a guess."""
    if not run.open:
        return set(), False
    others = {lines.subject[at] for one in runs if one is not run for at in (*one.own, *one.open)}
    mine = {lines.subject[at] for at in run.own}
    unlike = [at for at in run.open if lines.subject[at] not in others or lines.subject[at] in mine]
    if repeats:
        # A matter that others have and this one lacks is its own, with the name forgotten.
        return (set(run.open) if unlike or not lines.told else set()), False
    alone = len(runs) > 1 and not any(one.blanks for one in runs if one is not run)
    if alone and run is runs[-1] and lines.told and len(unlike) == len(run.open):
        return set(run.open), True
    # The same line twice cannot be of one place: from there on it is another one.
    seen: set[tuple[str, ...]] = set()
    for at in sorted((*run.own, *run.open)):
        if finer[at]:
            seen = {lines.whole[at]}
            continue
        if at in run.open and source.match.layout.subject and lines.whole[at] in seen:
            return {later for later in run.open if later >= at}, True
        seen.add(lines.whole[at])
    return set(), False


def _is_lower(label: str) -> bool:
    """Whether a total or heading is one of a kelurahan, over which a kecamatan reaches."""
    return "kelurahan" in label or contains(label, "desa") or contains(label, "pps")


def _fill_kelurahan(
    cells: list[Any], column: Column, rows: DataRows, source: Source, findings: Findings
) -> list[Any]:
    """Fill down within the kecamatan, but not where a blank means the kecamatan itself."""
    at_field = {one.field.code: one for one in source.match.columns if not one.spread}
    kecamatan = rows.column(at_field["kecamatan"].number) if "kecamatan" in at_field else [None] * len(cells)
    stations = rows.column(at_field["tps"].number) if "tps" in at_field else None
    lines = _lines(rows, source)
    repeats = _repeats(cells, rows.breaks)
    upper = _of_kecamatan(rows, source)
    guessed: list[int] = []
    last: Any = None
    group: Any = None
    seen: set[tuple[str, ...]] = set()
    for at, cell in enumerate(cells):
        new = kecamatan[at] is not None and kecamatan[at] != group
        if new:
            group = kecamatan[at]
        if new or at in rows.breaks:
            last = None
        if cell is not None:
            last = cell
            seen = {lines.whole[at]}
        elif stations is not None:
            cells[at] = last if stations[at] is not None else None
        elif not lines.told or last is None:
            continue
        elif kecamatan[at] is None or lines.continues(at):
            cells[at] = last
        elif upper[at] or repeats or lines.whole[at] in seen:
            last = None
        else:
            cells[at] = last
            seen.add(lines.whole[at])
            guessed.append(at)
    if guessed:
        findings.at(
            "kelurahan-blank",
            "note",
            rows.numbers[guessed[0]],
            column.number,
            None,
            count=len(guessed),
            above=values.text(cells[guessed[0]]),
        )
    return cells


def _repeats(cells: Sequence[Any], breaks: dict[int, str]) -> bool:
    """Whether a name stands on each of its rows."""
    same = drops = 0
    for at in range(1, len(cells)):
        if at not in breaks and cells[at - 1] is not None:
            same += cells[at] == cells[at - 1]
            drops += cells[at] is None
    return same > drops


def _of_kecamatan(rows: DataRows, source: Source) -> list[bool]:
    """Rows of a body or goal that is a kecamatan's own."""
    found = [False] * len(rows.numbers)
    for column in source.match.columns:
        if column.field.code in ("badan", "tujuan") and not column.spread:
            upper = column.field.options.get("PPK", ())
            for at, cell in enumerate(rows.column(column.number)):
                found[at] |= cell is not None and normal(values.text(cell)) in upper
    return found
