"""The rules between columns of one row, as the layouts state them."""

from collections.abc import Mapping, Sequence
from typing import Any

from loaders.coded import whole_numbers
from loaders.findings import Findings
from loaders.layouts import Check, Layout
from loaders.reckoned import check_product, check_ways


def check_rows(
    kind: Layout,
    typed: Mapping[str, Sequence[Any]],
    columns: Mapping[str, int],
    sheet_rows: Sequence[int],
    findings: Findings,
    limits: Mapping[str, int] | None = None,
) -> None:
    """Tell every row that breaks a rule; `typed` holds columns by field, `columns` the sheet column of each
    field, `limits` what the election allows."""
    for check in kind.checks:
        if check.limit:
            _check_limit(check, typed, columns, sheet_rows, findings, (limits or {}).get(check.limit))
        elif check.blank:
            _check_blank(check, typed, columns, sheet_rows, findings)
        elif check.ways:
            check_ways(check, typed, columns, sheet_rows, findings)
        elif check.factors:
            check_product(check, typed, columns, sheet_rows, findings)
        elif check.rest:
            _check_rest(check, typed, columns, sheet_rows, findings)
        elif check.parts:
            _check_sum(check, typed, columns, sheet_rows, findings)
        elif check.more in typed and check.than in typed and check.more in columns:
            if not _any_more(typed[check.more], typed[check.than]):
                continue
            for at, (more, than) in enumerate(zip(typed[check.more], typed[check.than], strict=True)):
                if more is not None and than is not None and more > than:
                    findings.at(
                        check.code,
                        check.severity,
                        sheet_rows[at],
                        columns[check.more],
                        more,
                        more=more,
                        than=than,
                    )


def _any_more(more: Sequence[Any], than: Sequence[Any]) -> bool:
    """Whether it may be that a number is more than the one beside it."""
    one, other = whole_numbers(more), whole_numbers(than)
    if one is None or other is None:
        return True
    return bool(((one.sizes > other.sizes) & one.there & other.there).any())


def _check_sum(
    check: Check,
    typed: Mapping[str, Sequence[Any]],
    columns: Mapping[str, int],
    sheet_rows: Sequence[int],
    findings: Findings,
) -> None:
    if check.whole not in columns or any(part not in columns for part in check.parts):
        return
    parts = zip(*(typed[part] for part in check.parts), strict=True)
    for at, (whole, some) in enumerate(zip(typed[check.whole], parts, strict=True)):
        if whole is None or None in some or sum(some) == whole:
            continue
        findings.at(
            check.code,
            check.severity,
            sheet_rows[at],
            columns[check.whole],
            whole,
            stated=whole,
            computed=sum(some),
            difference=whole - sum(some),
        )


def _check_limit(
    check: Check,
    typed: Mapping[str, Sequence[Any]],
    columns: Mapping[str, int],
    sheet_rows: Sequence[int],
    findings: Findings,
    limit: int | None,
) -> None:
    if limit is None or check.more not in typed:
        return
    # A sum that the sheet leaves out is told at its row's first column.
    column = columns.get(check.more) or min(columns.values())
    for at, more in enumerate(typed[check.more]):
        if more is not None and more > limit:
            findings.at(check.code, check.severity, sheet_rows[at], column, more, more=more, than=limit)


def _check_blank(
    check: Check,
    typed: Mapping[str, Sequence[Any]],
    columns: Mapping[str, int],
    sheet_rows: Sequence[int],
    findings: Findings,
) -> None:
    there = [code for code in check.blank if code in typed]
    if len(there) < len(check.blank) and sheet_rows:
        # A column that the sheet leaves out is told once, at the first row.
        column = columns[there[0]] if there else min(columns.values())
        findings.at(
            check.code, check.severity, sheet_rows[0], column, None, what="all", count=len(sheet_rows)
        )
        return
    for at, row in enumerate(sheet_rows):
        if missing := next((code for code in there if typed[code][at] is None), None):
            findings.at(check.code, check.severity, row, columns[missing], None)


def _check_rest(
    check: Check,
    typed: Mapping[str, Sequence[Any]],
    columns: Mapping[str, int],
    sheet_rows: Sequence[int],
    findings: Findings,
) -> None:
    """What is left must agree with one of the ways to reckon it; deliveries on several rows add up."""
    if check.rest not in columns or check.whole not in typed or check.less[0][0] not in typed:
        return
    if _all_agree(typed[check.rest], typed[check.whole], check.less[0], typed):
        return
    nothing = [None] * len(sheet_rows)
    items = typed.get("item", nothing)
    ways = [_taken(way, typed) for way in check.less]
    stated_all, wholes = typed[check.rest], typed[check.whole]
    # Most rows agree at once; the others are reckoned with all of their item and whole.
    open_ = {
        (items[at], whole)
        for at, (stated, whole, way) in enumerate(zip(stated_all, wholes, ways[0], strict=True))
        if stated is not None
        and whole is not None
        and way is not None
        and stated != whole - way
        and not _agrees(stated, whole - way, check.side)
    }
    so_far: dict[tuple[Any, ...], int] = {}
    for at, whole in enumerate(wholes) if open_ else ():
        if (items[at], whole) not in open_ or whole is None or ways[0][at] is None:
            continue
        stated = stated_all[at]
        known = [taken for way in ways if (taken := way[at]) is not None]
        before = [so_far.get((items[at], whole, number), 0) for number in range(len(known))]
        for number, way in enumerate(known):
            so_far[items[at], whole, number] = before[number] + way
        left = [whole - way for way in known]
        left += [one - earlier for one, earlier in zip(left, before, strict=True)]
        if stated is None or any(_agrees(stated, one, check.side) for one in left):
            continue
        findings.at(
            check.code,
            check.severity,
            sheet_rows[at],
            columns[check.rest],
            stated,
            stated=stated,
            computed=abs(left[0]),
            difference=abs(stated) - abs(left[0]),
        )


def _all_agree(
    stated: Sequence[Any], whole: Sequence[Any], way: Sequence[str], typed: Mapping[str, Sequence[Any]]
) -> bool:
    """Whether it is sure that in every row nothing but the one way is needed."""
    said, left = whole_numbers(stated), whole_numbers(whole)
    if said is None or left is None:
        return False
    sizes, there = left.sizes, said.there & left.there
    for at, code in enumerate(way):
        cells = typed.get(code.lstrip("-"))
        if cells is None:
            continue
        part = whole_numbers(cells)
        if part is None:
            return False
        sizes = sizes + part.sizes if code.startswith("-") else sizes - part.sizes
        there = there & part.there if at == 0 else there
    return not ((abs(said.sizes) != abs(sizes)) & there).any()


def _taken(way: Sequence[str], typed: Mapping[str, Sequence[Any]]) -> list[int | None]:
    """What one way takes from the whole in each row; None where its first column is blank. Other blanks take
    nothing."""
    taken = list(typed[way[0]])
    for code in way[1:]:
        cells = typed.get(code.lstrip("-"))
        if cells is None:
            continue
        sign = -1 if code.startswith("-") else 1
        taken = [
            one if one is None or not cell else one + sign * cell
            for one, cell in zip(taken, cells, strict=True)
        ]
    return taken


def _agrees(stated: int, left: int, side: str) -> bool:
    """Whether a cell states what is left, whichever sign the office gives it."""
    if abs(stated) == abs(left):
        return True
    return stated == 0 and (left < 0 if side == "short" else left > 0 if side == "over" else False)
