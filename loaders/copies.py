"""Tables of one file that say the same things: copies are left out, contradictions are told."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa

from loaders.doubles import verdict, without
from loaders.layouts import Layout, layout
from loaders.left_out import aside, cell_of, with_facts
from loaders.reading import Problem, Skipped, Table

_COPY = 0.2
"""Share of amounts that may differ between a sheet and a stale copy of it; with more they contradict."""
_SAME = 0.5
"""Share of entries from which a sheet without amounts counts as a copy of another."""

_Key = tuple[Any, ...]


@dataclass
class _Entry:
    """What a table says of one place and matter; several rows of it are added up."""

    rows: list[int] = field(default_factory=list)
    """Positions in the facts."""
    amounts: dict[str, Any] = field(default_factory=dict)
    """Sum of each measure that has a number."""


def without_copies(tables: Sequence[Table]) -> tuple[list[Table], list[Skipped]]:
    """Leave out what an earlier table of the same day already says, amount for amount.

    Where both give an amount and it differs, the later table's row is not used: a note's worth in a copy with
    few such cells, else an error, as nobody but the office knows which one holds.
    """
    kept: list[Table] = []
    skipped: list[Skipped] = []
    for table in tables:
        current = table
        for other in kept:
            if _may_repeat(current, other):
                current = _compared(current, other)
        against = any(one.code == "sheets-contradict" for one in current.problems)
        if table.accepted and not current.accepted:
            skipped.append(Skipped(table.region.sheet, "sheets-contradict" if against else "near-duplicate"))
        kept.append(current)
    return kept, skipped


def _may_repeat(one: Table, other: Table) -> bool:
    return (
        one.facts is not None
        and other.facts is not None
        and one.kind == other.kind
        and one.office == other.office
        and one.data_date == other.data_date
        and not set(one.claims).isdisjoint(other.claims)
    )


def _compared(table: Table, other: Table) -> Table:
    if table.facts is None or other.facts is None or table.kind is None:
        return table
    kind = layout(table.kind)
    mine, theirs = _entries(kind, table.facts), _entries(kind, other.facts)
    both = [key for key in mine if key in theirs]
    if not both:
        return _planned_once(kind, table, other)
    measured = [key for key in both if mine[key].amounts.keys() & theirs[key].amounts.keys()]
    if not measured:
        if any(mine[key].amounts for key in both) or len(both) < _SAME * min(len(mine), len(theirs)):
            return table
        return _dropped(table, _copy(table, other))
    cells = [
        (key, measure) for key in measured for measure in mine[key].amounts if measure in theirs[key].amounts
    ]
    wrong = [(key, one) for key, one in cells if mine[key].amounts[one] != theirs[key].amounts[one]]
    contradicted = {key for key, _ in wrong}
    blank: dict[str, set[int]] = {}
    for key, measure in cells:
        blank.setdefault(measure, set()).update(mine[key].rows)
    for key in contradicted:
        for measure in mine[key].amounts:
            blank.setdefault(measure, set()).update(mine[key].rows)
    facts = table.facts
    for measure, rows in blank.items():
        facts = without(facts, measure, rows)
    touched = {at for rows in blank.values() for at in rows}
    measures = [one.code for one in kind.measures]
    empty = [
        at not in touched or any(facts[one][at].is_valid for one in measures) for at in range(facts.num_rows)
    ]
    facts = facts.filter(pa.array(empty, pa.bool_()))
    found = _copy(table, other)
    if wrong:
        found = _contradiction(table, other, mine, theirs, wrong, len(wrong) > _COPY * len(cells))
    gone = {table.facts["sheet_row"][at].as_py() for at, one in enumerate(empty) if not one}
    gone -= {*facts["sheet_row"].to_pylist()}
    left_out = aside(table, table.facts, gone, found.code)
    if not facts.num_rows and found.code == "sheets-contradict":
        # It stays a sheet of its kind, so that its rows count among those set aside and can be put right.
        left = with_facts(kind, table, facts, (*table.problems, found), left_out)
        return replace(left, accepted=0)
    if not facts.num_rows:
        return replace(_dropped(table, found), set_aside=left_out if wrong else ())
    if not wrong:
        # Sheets that each tell another amount of the same things repeat what they share: nothing to say.
        return with_facts(kind, table, facts, table.problems, left_out)
    return with_facts(kind, table, facts, (*table.problems, found), left_out)


def _entries(kind: Layout, facts: pa.Table) -> dict[_Key, _Entry]:
    names = dict.fromkeys(("kecamatan", "kelurahan", "tps", "subject", *kind.key))
    columns = [facts[name].to_pylist() for name in names if name in facts.column_names]
    amounts = {
        one.code: facts[one.code].to_pylist()
        for one in kind.measures
        if facts[one.code].null_count < facts.num_rows
    }
    found: dict[_Key, _Entry] = {}
    for at, key in enumerate(zip(*columns, strict=True)):
        entry = found.setdefault(key, _Entry())
        entry.rows.append(at)
        for measure, cells in amounts.items():
            if cells[at] is not None:
                entry.amounts[measure] = entry.amounts.get(measure, 0) + cells[at]
    return found


def _copy(table: Table, other: Table) -> Problem:
    return Problem(
        "near-duplicate-sheet", "note", table.region.sheet, None, None, (("other", _name(other, table)),)
    )


def _name(other: Table, table: Table) -> str:
    """The other table's sheet; with its range where both are on one."""
    here = other.region.sheet == table.region.sheet
    return f"{other.region.sheet} ({other.region.range})" if here else other.region.sheet


def _contradiction(
    table: Table,
    other: Table,
    mine: dict[_Key, _Entry],
    theirs: dict[_Key, _Entry],
    wrong: Sequence[tuple[_Key, str]],
    grave: bool,
) -> Problem:
    key, measure = wrong[0]
    value = mine[key].amounts[measure]
    more: tuple[tuple[str, Any], ...] = (
        ("other", _name(other, table)),
        ("count", len(wrong)),
        ("stated", value),
        ("first", cell_of(other, theirs[key].rows[0], measure) or ""),
        ("computed", theirs[key].amounts[measure]),
    )
    cell = cell_of(table, mine[key].rows[0], measure)
    if grave:
        return Problem("sheets-contradict", "error", table.region.sheet, cell, str(value), more)
    return Problem(
        "near-duplicate-sheet", "warning", table.region.sheet, cell, str(value), (*more, ("what", "differs"))
    )


def _dropped(table: Table, problem: Problem) -> Table:
    return replace(table, facts=None, kind=None, claims=(), accepted=0, sums={}, problems=(problem,))


def _planned_once(kind: Layout, table: Table, other: Table) -> Table:
    """Deliveries on sheets of their own: a need that both write is one need."""
    plan = kind.plan
    if plan is None or table.facts is None or other.facts is None:
        return table
    names = dict.fromkeys(("kecamatan", "kelurahan", "tps", "subject", *kind.key))
    names = [name for name in names if name in table.facts.column_names and name not in plan.parts]
    mine, theirs = ({}, {})
    for facts, found in ((table.facts, mine), (other.facts, theirs)):
        columns = [facts[name].to_pylist() for name in (*names, plan.plan)]
        for at, key in enumerate(zip(*columns, strict=True)):
            if key[-1]:
                found.setdefault(key, []).append(at)
    again: set[int] = set()
    for key in mine.keys() & theirs.keys():
        got = [other.facts[plan.got][at].as_py() for at in theirs[key]]
        got += [table.facts[plan.got][at].as_py() for at in mine[key]]
        if verdict(key[-1], got, plan.may_accumulate) == "once":
            again.update(mine[key])
    if not again:
        return table
    at = min(again)
    told = Problem(
        "plan-again",
        "note",
        table.region.sheet,
        cell_of(table, at, plan.plan),
        None,
        (
            ("field", table.labels.get(table.columns.get(plan.plan, ""), plan.plan)),
            ("stated", table.facts[plan.plan][at].as_py()),
            ("count", len(again)),
            ("other", _name(other, table)),
            ("what", "sheet"),
        ),
    )
    facts = without(table.facts, plan.plan, again)
    measures = [one.code for one in kind.measures]
    keep = np.array([any(facts[one][row].is_valid for one in measures) for row in range(facts.num_rows)])
    left = facts.filter(pa.array(keep))
    gone = {*facts["sheet_row"].to_pylist()} - {*left["sheet_row"].to_pylist()}
    return with_facts(kind, table, left, (*table.problems, told), aside(table, table.facts, gone, told.code))
