"""The rules between columns of one row, as the layouts state them."""

from collections.abc import Mapping, Sequence
from typing import Any

from loaders.findings import Findings
from loaders.layouts import Check, Layout


def check_rows(
    kind: Layout,
    typed: Mapping[str, Sequence[Any]],
    columns: Mapping[str, int],
    sheet_rows: Sequence[int],
    findings: Findings,
) -> None:
    """Tell every row that breaks a rule; `typed` holds columns by field, `columns` the sheet column of each
    field."""
    for check in kind.checks:
        if check.parts:
            _check_sum(check, typed, columns, sheet_rows, findings)
        elif check.more in typed and check.than in typed and check.more in columns:
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
