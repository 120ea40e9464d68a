"""Re-adds every total that a sheet states; a total row is never data."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders import amounts
from loaders.findings import Findings
from loaders.words import normal
from texts import slips


@dataclass(frozen=True)
class Added:
    """A column whose totals are checked."""

    column: int
    """1-based sheet column."""
    kind: amounts.NumberKind
    amounts: Sequence[float | int | None]
    """By position among the data rows."""
    unread: frozenset[int]
    """Positions that hold something that is no number; a sum over them is not known."""
    again: frozenset[int] = frozenset()
    """Positions that repeat an amount of an earlier row; a total may count them or not."""
    scale: int = 1
    """As in `columns.typed`."""


@dataclass(frozen=True)
class Stated:
    """A total row as it stands on the sheet."""

    row: int
    label: str
    """Its text cells, joined."""
    cells: Sequence[object]
    """The whole sheet row."""
    scopes: tuple[Sequence[int], ...] = ()
    """The rows that it may stand for, where that is known beside its place on the sheet."""
    only: frozenset[int] | None = None
    """The sheet columns of its totals; None: all."""


_Scope = Sequence[int]
"""Positions among the data rows."""


def check(
    stated: Sequence[Stated],
    data_rows: Sequence[int],
    columns: Sequence[Added],
    grains: Sequence[str],
    kecamatan: Sequence[str | None],
    findings: Findings,
) -> None:
    """Compare each stated total with the rows that it stands for.

    Which rows these are is not written on a sheet: those since the last total, all so far, those since the
    last total of the same name, those of one kecamatan, those below it, or of these the rows of one level
    only. The rows with which most of its numbers agree are taken; where none agree, its label decides.
    """
    earlier: list[Stated] = []
    swapped: set[tuple[int, int]] = set()
    for total in stated:
        told = _numbers(total, columns)
        if told:
            best: _Scope = range(0)
            most = -1
            for scope in _scopes(total, earlier, stated, data_rows, grains, kecamatan):
                agree = sum(1 for column, number in told if number in _sums(column, scope))
                if agree > most:
                    best, most = scope, agree
                if agree == len(told):
                    break
            _report(total, told, best, data_rows, swapped, findings)
        if not total.scopes:
            earlier.append(total)


def _numbers(total: Stated, columns: Sequence[Added]) -> list[tuple[Added, float | int]]:
    found = []
    for column in columns:
        if total.only is not None and column.column not in total.only:
            continue
        cell = total.cells[column.column - 1] if column.column <= len(total.cells) else None
        read, _ = amounts.read_numbers([cell], column.kind, column.scale or 1)
        if read[0] is not None:
            found.append((column, read[0]))
    return found


def _sums(column: Added, scope: _Scope) -> list[float | int | None]:
    """What a total may state: the sum of all cells, or with repeated ones counted once."""
    if column.again.isdisjoint(scope):
        return [_sum(column, scope)]
    return [_sum(column, scope), _sum(column, [at for at in scope if at not in column.again])]


def _sum(column: Added, scope: _Scope) -> float | int | None:
    if column.unread and not column.unread.isdisjoint(scope):
        return None
    amounts = (
        column.amounts[scope.start : scope.stop]
        if isinstance(scope, range)
        else [column.amounts[at] for at in scope]
    )
    known = [amount for amount in amounts if amount is not None]
    return round(sum(known), 6) if known else 0


def _scopes(
    total: Stated,
    earlier: Sequence[Stated],
    stated: Sequence[Stated],
    data_rows: Sequence[int],
    grains: Sequence[str],
    kecamatan: Sequence[str | None],
) -> Iterator[_Scope]:
    if total.scopes:
        parts = [part for part in total.scopes if part]
        yield from parts
        yield from _levels(parts, grains)
        return
    stated = [one for one in stated if not one.scopes]
    here = bisect_left(data_rows, total.row)
    since = bisect_left(data_rows, earlier[-1].row) if earlier else 0
    same = [one for one in earlier if _class(one.label) == _class(total.label)]
    since_same = bisect_left(data_rows, same[-1].row) if same else 0
    following = next(
        (one.row for one in stated if one.row > total.row), data_rows[-1] + 1 if data_rows else 0
    )
    parts = [range(since, here), range(since_same, here), range(here)]
    # A last row called just "JUMLAH" is the grand total; others stand for the rows right above them.
    if total.row == stated[-1].row and not normal(total.label).startswith(
        ("sub", "jumlah kecamatan", "jumlah kelurahan")
    ):
        parts.reverse()
    parts += [range(here, bisect_left(data_rows, following)), range(here, len(data_rows))]
    parts = [part for part in dict.fromkeys(parts) if part]
    yield from parts
    if 0 < here <= len(kecamatan):
        name = kecamatan[here - 1]
        yield [at for at in range(here) if kecamatan[at] == name]
    yield from _levels(parts, grains)


def _levels(parts: Sequence[_Scope], grains: Sequence[str]) -> Iterator[_Scope]:
    """The rows of one level only, where a part holds several."""
    for part in parts:
        levels = {grains[at] for at in part}
        if len(levels) > 1:
            yield from ([at for at in part if grains[at] == level] for level in sorted(levels))


def _class(label: str) -> str:
    return " ".join(normal(label).split()[:2])


def _report(
    total: Stated,
    told: Sequence[tuple[Added, float | int]],
    scope: _Scope,
    data_rows: Sequence[int],
    swapped: set[tuple[int, int]],
    findings: Findings,
) -> None:
    for column, number in told:
        may_be = _sums(column, scope)
        computed = may_be[-1]
        if computed is None or number in may_be:
            continue
        findings.at(
            "total-does-not-add-up",
            "warning",
            total.row,
            column.column,
            total.cells[column.column - 1],
            stated=number,
            computed=computed,
            difference=number - computed,
        )
        counted = [at for at in scope if len(may_be) == 1 or at not in column.again]
        parts = [(data_rows[at], column.column, column.amounts[at]) for at in counted]
        if column.scale in (0, 1):
            report_swapped((total.row, column.column, number), parts, swapped, findings)


Written = tuple[int, int, float | int | None]
"""Sheet row, sheet column and the number that stands there."""


def report_swapped(
    total: Written, parts: Sequence[Written], told: set[tuple[int, int]], findings: Findings
) -> None:
    """Tell the cell of a wrong sum in which two digits that changed places explain it; where several cells
    would, nobody can tell which. `told` are the cells that were told already: subtotals lie in totals."""
    written = [one for one in parts if one[2] is not None]
    numbers = [one for _, _, one in (total, *written) if isinstance(one, int)]
    if len(numbers) <= len(written):
        return  # parts of a unit
    found = slips.swapped(numbers[0], numbers[1:])
    if len(found) != 1:
        return
    at, right = found[0]
    row, column, stated = total if at < 0 else written[at]
    if (row, column) not in told:
        told.add((row, column))
        findings.at("digits-swapped", "warning", row, column, stated, stated=stated, right=right)
