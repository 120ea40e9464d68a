"""Amounts of a kecamatan beside those of its kelurahan in one table: the upper one must be their sum."""

from bisect import bisect_left
from collections import defaultdict
from typing import Any

import pyarrow as pa

from loaders.data_rows import DataRows, Source
from loaders.findings import Findings


def check(source: Source, facts: pa.Table, rows: DataRows, findings: Findings) -> None:
    """Tell amounts of a kecamatan that are not the sum of its kelurahan, where all of these are there, or
    that are less than the sum of some of them. Money is left out: each body has its own."""
    kind = source.match.layout
    if "item" not in kind.subject:
        return
    if not {"kecamatan", "kelurahan"} <= {*facts["grain"].unique().to_pylist()}:
        return
    grains = facts["grain"].to_pylist()
    columns = {(one.spread, one.field.code): one.number for one in source.match.columns}
    subjects, kecamatan, kelurahan, at_row = (
        facts[name].to_pylist() for name in ("subject", "kecamatan", "kelurahan", "sheet_row")
    )
    spread = facts[source.match.spread].to_pylist() if source.match.spread == "item" else None
    for measure in kind.measures:
        amounts = facts[measure.code].to_pylist()
        below: dict[tuple[Any, Any], dict[Any, int]] = defaultdict(lambda: defaultdict(int))
        for at, grain in enumerate(grains):
            if grain == "kelurahan" and amounts[at] is not None:
                below[subjects[at], kecamatan[at]][kelurahan[at]] += amounts[at]
        for at, grain in enumerate(grains):
            parts = below.get((subjects[at], kecamatan[at])) if grain == "kecamatan" else None
            if parts is None or amounts[at] is None:
                continue
            known = source.places.kelurahan_names(kecamatan[at] or "")
            whole = bool(known) and len(parts) >= len(known)
            computed = sum(parts.values())
            if amounts[at] == computed or (amounts[at] > computed and not whole):
                continue
            number = columns.get((spread[at] if spread else "", measure.code))
            row = at_row[at]
            if number is not None:
                cell = rows.cells[bisect_left(rows.numbers, row)][number - 1]
                findings.at(
                    "levels-do-not-agree",
                    "warning",
                    row,
                    number,
                    cell,
                    stated=amounts[at],
                    computed=computed,
                    difference=amounts[at] - computed,
                    place=kecamatan[at],
                )
