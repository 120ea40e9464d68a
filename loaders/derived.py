"""Columns that a sheet leaves out and that follow from others: what was received is what is good and what is
damaged."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from loaders.coded import Cells, each, together
from loaders.layouts import Derived, Layout


def rules(kind: Layout, there: Collection[str]) -> tuple[Derived, ...]:
    """The columns that can be had, in order, and their parts among the columns that are there."""
    known = set(there)
    found: list[Derived] = []
    wholes = (Derived(check.whole, check.parts, ()) for check in kind.checks if check.parts)
    for one in (*wholes, *kind.derived):
        also = tuple(code for code in one.also if code in known)
        if one.code not in known and known.issuperset(one.parts) and (one.parts or also):
            found.append(Derived(one.code, one.parts, also))
            known.add(one.code)
    return tuple(found)


def parts(kind: Layout, there: Collection[str]) -> frozenset[str]:
    """The columns from which another one is had."""
    return frozenset(part for one in rules(kind, there) for part in (*one.parts, *one.also))


def stand_ins(kind: Layout, there: Collection[str]) -> dict[str, str]:
    """For each column that is had from others the one by which a reader finds it on the sheet."""
    found: dict[str, str] = {}
    for one in rules(kind, there):
        first = (*one.parts, *one.also)[0]
        found[one.code] = found.get(first, first)
    return found


def derive(kind: Layout, lists: dict[str, Cells]) -> frozenset[str]:
    """Add the columns that follow from others; gives their codes. A row without one of the parts that must
    be there has no value."""
    found = rules(kind, lists)
    for one in found:
        lists[one.code] = _added(lists, one)
    return frozenset(one.code for one in found)


def _added(lists: Mapping[str, Sequence[Any]], one: Derived) -> Cells:
    must = len(one.parts)

    def added(row: tuple[Any, ...]) -> Any:
        known = [cell for cell in row if cell is not None]
        return None if None in row[:must] or not known else sum(known)

    return each(together(*(lists[code] for code in (*one.parts, *one.also))), added)
