"""Rows of one table that speak of the same place and matter: doubles, deliveries, and plans written again.

Goods come in parts, and sheets write the whole need beside each delivery. The need is one; what came adds up.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa

from loaders import values
from loaders.coded import array, each, positions
from loaders.data_rows import DataRows, Source
from loaders.findings import Findings
from loaders.layouts import Layout, Plan

_SLACK = 1.05
"""How far what came may pass the plan before it is in doubt that the plan is written more than once."""


@dataclass(frozen=True)
class Single:
    """A table without doubles."""

    facts: pa.Table
    set_aside: tuple[int, ...] = ()
    """Sheet rows that are not used."""
    again: frozenset[int] = frozenset()
    """Sheet rows whose plan is that of an earlier row and does not count again."""


def single(
    source: Source, facts: pa.Table, rows: DataRows, findings: Findings, column: int, plan_column: int | None
) -> Single:
    """Leave out rows about the same place and matter as an earlier one, and plans that are written again.

    `column` is the one that findings about a row point to, `plan_column` that of the plan.
    """
    if facts.num_rows < 2:
        return Single(facts)
    kind = source.match.layout
    codes = _place_codes(facts)
    # The subject goes first: with the place it mostly tells all rows apart, and no other column need be
    # looked at.
    for name in kind.subject:
        codes = _joined(codes, _indices(facts[name]))
    if kind.subject and _all_differ(codes):
        return Single(facts)
    plan = kind.plan
    hidden = _hidden(source, facts, rows)
    # Another system repeats an account below each of its outputs, with amounts of its own.
    amounts = [one.code for one in kind.measures] if kind.told_by else []
    named = [code for code in (*kind.key, *amounts) if code in facts.column_names]
    keys = {code: _indices(facts[code]) for code in named} | hidden
    whole = codes
    for name, indices in keys.items():
        whole = whole if name in kind.subject else _joined(whole, indices)
    sheet_rows = facts["sheet_row"].to_numpy()
    aside: set[int] = set()
    told = _Told(sheet_rows, rows, findings, column, plan_column or column)
    same = _groups(whole)
    parted: set[int] = set()
    for members in same:
        if plan is not None and _are_parts(facts, plan, members, kind):
            parted.update(members)
            continue
        for at in members[1:]:
            told.row("duplicate-row", at, members[0], source.raw.region.sheet)
            aside.add(at)
    blank: set[int] = set()
    if plan is not None and facts[plan.plan].null_count < facts.num_rows:
        blank = _plans_again(facts, plan, kind, keys, parted, aside, told)
    if blank and plan is not None:
        facts = without(facts, plan.plan, blank)
    out = Single(
        facts,
        tuple(int(sheet_rows[at]) for at in sorted(aside)),
        frozenset(int(sheet_rows[at]) for at in blank),
    )
    if not aside:
        return out
    keep = np.ones(len(sheet_rows), dtype=bool)
    keep[sorted(aside)] = False
    return Single(facts.filter(pa.array(keep)), out.set_aside, out.again)


def without(facts: pa.Table, measure: str, at: set[int]) -> pa.Table:
    """The facts with an amount left blank in some rows, given by position."""
    cells = [None if row in at else cell for row, cell in enumerate(facts[measure].to_pylist())]
    return facts.set_column(
        facts.schema.get_field_index(measure),
        facts.schema.field(measure),
        pa.array(cells, facts[measure].type),
    )


def verdict(plan: int, got: Sequence[int | None], may_accumulate: bool) -> str:
    """What rows are that write the same plan: "once" (parts of it), "each" (each has one of its own),
    "doubt" or "added-up" (what came seems to be told up to each row)."""
    known = [one for one in got if one is not None]
    if sum(known) <= plan * _SLACK:
        return "once"
    if all(one == plan for one in got):
        return "each"
    rising = all(a <= b for a, b in pairwise(known)) and known[0] < known[-1]
    return "added-up" if may_accumulate and rising and known[-1] <= plan * _SLACK else "doubt"


@dataclass(frozen=True)
class _Told:
    """Where findings about rows go."""

    sheet_rows: np.ndarray
    rows: DataRows
    findings: Findings
    column: int
    plan_column: int

    def row(self, code: str, at: int, first: int, sheet: str) -> None:
        row = int(self.sheet_rows[at])
        if self.findings.enough(code, self.column):
            self.findings.again(code, row, self.column)
            return
        cell = self._cell(code, row, self.column)
        self.findings.at(
            code, "error", row, self.column, cell, row=row, first=int(self.sheet_rows[first]), other=sheet
        )

    def _cell(self, code: str, row: int, column: int) -> Any:
        # What is not shown any more need not be looked up.
        if self.findings.enough(code, column):
            return None
        return self.rows.cells[bisect_left(self.rows.numbers, row)][column - 1]

    def plan(self, code: str, severity: Any, at: int, first: int, **more: Any) -> None:
        row = int(self.sheet_rows[at])
        cell = self._cell(code, row, self.plan_column)
        self.findings.at(
            code, severity, row, self.plan_column, cell, row=row, first=int(self.sheet_rows[first]), **more
        )


def _are_parts(facts: pa.Table, plan: Plan, members: Sequence[int], kind: Layout) -> bool:
    """Whether rows that nothing tells apart are deliveries all the same: one need, other amounts each."""
    needs = {facts[plan.plan][at].as_py() for at in members}
    got = [facts[plan.got][at].as_py() for at in members]
    if len(needs) > 1 or None in got or not all(got):
        return False
    amounts = {tuple(facts[one.code][at].as_py() for one in kind.measures) for at in members}
    need = needs.pop()
    return bool(need) and len(amounts) == len(members) and verdict(need, got, plan.may_accumulate) == "once"


def _plans_again(
    facts: pa.Table,
    plan: Plan,
    kind: Layout,
    keys: dict[str, np.ndarray],
    parted: set[int],
    aside: set[int],
    told: _Told,
) -> set[int]:
    """Positions of rows whose plan does not count again; rows in doubt go to `aside` or are told."""
    if plan.plan not in facts.column_names or plan.got not in facts.column_names:
        return set()
    codes = _place_codes(facts)
    for name, indices in keys.items():
        if name not in plan.parts and name not in plan.loose:
            codes = _joined(codes, indices)
    codes = _joined(codes, _indices(facts[plan.plan]))
    needs, got = facts[plan.plan].to_pylist(), facts[plan.got].to_pylist()
    blank: set[int] = set()
    for members in _groups(codes):
        rows = [at for at in members if at not in aside and needs[at]]
        if len(rows) < 2:
            continue
        stated = needs[rows[0]]
        some = [got[at] for at in rows]
        loosely = any(len({int(keys[name][at]) for at in rows}) > 1 for name in plan.loose & keys.keys())
        if loosely and not any(one is not None for one in some):
            continue
        found = verdict(stated, some, plan.may_accumulate)
        if found == "each":
            continue
        if found == "once":
            blank.update(rows[1:])
            severity = "warning" if loosely or parted & set(rows) else "note"
            told.plan("plan-again", severity, rows[1], rows[0], stated=stated, count=len(rows) - 1)
        elif found == "added-up":
            aside.update(rows[1:])
            told.plan("plan-added-up", "error", rows[1], rows[0], stated=stated, count=len(rows) - 1)
        else:
            told.plan("plan-doubtful", "warning", rows[1], rows[0], stated=stated, count=len(rows) - 1)
    return blank


def _place_codes(facts: pa.Table) -> np.ndarray:
    codes = np.zeros(facts.num_rows, dtype=np.int64)
    for name in ("kecamatan", "kelurahan", "tps"):
        codes = _joined(codes, _indices(facts[name]))
    return codes


def _hidden(source: Source, facts: pa.Table, rows: DataRows) -> dict[str, np.ndarray]:
    """Columns that are not kept still tell rows apart: stages of delivery, members of a body."""
    found: dict[str, np.ndarray] = {}
    at = np.searchsorted(positions(rows.numbers), facts["sheet_row"].to_numpy())
    for one in source.match.columns:
        field = one.field
        if one.spread or field.stored or field.type != "text" or field.code in ("row_number", "remark"):
            continue
        texts = each(rows.column(one.number), values.text)
        cells = pa.chunked_array([array(texts, pa.string())])
        found[field.code] = _indices(cells)[at]
    return found


def _all_differ(codes: np.ndarray) -> bool:
    ordered = np.sort(codes)  # what np.unique does by hashing takes far longer
    return bool((ordered[1:] != ordered[:-1]).all())


def _groups(codes: np.ndarray) -> list[list[int]]:
    """Positions with equal codes, two or more, in order."""
    _, which, counts = np.unique(codes, return_inverse=True, return_counts=True)
    many = np.flatnonzero(counts[which] > 1)
    found: dict[int, list[int]] = {}
    for at in many.tolist():
        found.setdefault(int(which[at]), []).append(at)
    return list(found.values())


def _indices(column: pa.ChunkedArray) -> np.ndarray:
    """Equal numbers for equal cells, -1 for blank ones."""
    if column.null_count == len(column):
        return np.full(len(column), -1)
    indices = column.combine_chunks().dictionary_encode().indices
    return indices.fill_null(-1).to_numpy(zero_copy_only=False)


def _joined(codes: np.ndarray, more: np.ndarray) -> np.ndarray:
    """One number for two; kept small so that many columns do not run over."""
    most = int(more.max(initial=-1))
    if most < 0:
        return codes
    both = codes * (most + 2) + more + 1
    return np.unique(both, return_inverse=True)[1] if both.max(initial=0) > 2**40 else both
