"""Amounts that may have been paid, or saved, twice."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import narwhals as nw

from elections import Election
from metrics.money_faults import Fault, fault
from metrics.money_lines import At, Line, places
from metrics.needs import KEYS

_AMOUNTS = ("dicairkan", "realisasi", "spj")


def doubles(rows: Sequence[Line], election: Election) -> Iterator[Fault]:
    """`double-payment`: the same body, account, period, use and amount again; `double-evidence`: one piece of
    evidence for the same amount of a body again, or one file for several rows.

    Rows that tell when they were saved are doubles within the office's minutes alone, and rows with evidence
    of their own are none. Parts that one ceiling covers are none either, nor are rows of one sheet that
    nothing kept tells apart: reading leaves real doubles of a sheet out, so names that are not kept tell
    these apart.
    """
    within = timedelta(minutes=election.spending.double_minutes)
    told: set[tuple[str, At]] = set()
    for members in _alike(rows):
        for part in _joined(members, within):
            told.update((one.kind, one.row) for one in part[1:])
            yield _fault("double-payment", part)
    for members in _same_evidence(rows):
        left = [one for one in members if (one.kind, one.row) not in told]
        if len(left) > 1:
            told.update((one.kind, one.row) for one in left[1:])
            yield _fault("double-evidence", left)


def alike(rows: nw.LazyFrame) -> bool:
    """Whether any two rows of the office could be the same payment: asked of the engine, so that it takes
    little time where there is none. `rows` are those of a place. An account may be written in two ways."""
    texts = ("badan", "periode", "uraian")
    own = (nw.col(name).fill_null("").str.to_lowercase().str.strip_chars().alias(name) for name in texts)
    keys = [*own, *places()]
    paid = [nw.col(name).fill_null(0) for name in _AMOUNTS]
    first = (
        nw.when(paid[0] > 0).then(paid[0]).otherwise(nw.when(paid[1] > 0).then(paid[1]).otherwise(paid[2]))
    )
    told = rows.select(*keys, first.alias("paid")).filter(nw.col("paid") > 0)
    groups = told.group_by(*texts, *KEYS, "paid").agg(nw.len().alias("rows"))
    return bool(groups.filter(nw.col("rows") > 1).select(nw.len()).collect().item())


def _fault(code: str, members: Sequence[Line]) -> Fault:
    cells = [
        (one.kind, one.row, next((name for name in _AMOUNTS if one.amounts.get(name)), "rows"))
        for one in members
    ]
    first = members[0]
    again = sum(one.paid for one in members[1:])
    shown = first.evidence or first.file_hash[:12]
    return fault(code, first, cells, again, count=len(members), paid=first.paid, evidence=shown)


def _alike(rows: Iterable[Line]) -> Iterator[list[Line]]:
    found: dict[tuple, list[Line]] = {}
    for one in rows:
        if one.paid > 0:
            use = " ".join(one.use.casefold().split())
            account = one.code or one.account
            key = (one.kind, one.system, one.body, one.at, account, one.period, one.source, use, one.paid)
            found.setdefault(key, []).append(one)
    return (members for members in found.values() if len(members) > 1)


def _same_evidence(rows: Iterable[Line]) -> Iterator[list[Line]]:
    by_file: dict[tuple, list[Line]] = {}
    by_number: dict[tuple, list[Line]] = {}
    for one in rows:
        if one.paid <= 0:
            continue
        if one.file_hash:
            by_file.setdefault((one.kind, one.system, one.file_hash), []).append(one)
        elif one.evidence:
            key = (one.kind, one.system, one.body, one.at, one.evidence.casefold(), one.paid)
            by_number.setdefault(key, []).append(one)
    for members in (*by_file.values(), *by_number.values()):
        if len(members) > 1 and not _told_apart(members):
            yield members


def _told_apart(members: Sequence[Line]) -> bool:
    """Whether rows of one sheet differ in nothing that is kept, so that something which is not kept does."""
    return len({_kept(one) for one in members}) == 1


def _kept(one: Line) -> tuple:
    return (
        *one.row[:2],
        one.body,
        one.at,
        one.account,
        one.use,
        one.source,
        one.period,
        one.paid_on,
        one.evidence,
        one.file_hash,
        one.saved,
    )


def _is_double(one: Line, other: Line, members: Sequence[Line], within: timedelta) -> bool:
    if _kept(one) == _kept(other):
        return False
    saved, again = _moment(one.saved), _moment(other.saved)
    if saved is not None and again is not None:
        return abs(saved - again) <= within
    if one.file_hash and other.file_hash:
        return one.file_hash == other.file_hash
    if one.evidence and other.evidence and one.evidence.casefold() != other.evidence.casefold():
        return _is_beyond(members) is True
    return _is_beyond(members) is not False


def _is_beyond(members: Sequence[Line]) -> bool | None:
    """Whether the members together are more than their ceiling; None where nobody tells one."""
    ceiling = max((told for one in members if (told := one.amounts.get("pagu")) is not None), default=None)
    return None if ceiling is None else sum(one.paid for one in members) > ceiling


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if ":" in text else None
    except ValueError:
        return None


def _joined(members: Sequence[Line], within: timedelta) -> Iterator[list[Line]]:
    """Members that are doubles of each other, together."""
    parts: list[list[Line]] = []
    for one in members:
        near = [part for part in parts if any(_is_double(one, other, members, within) for other in part)]
        parts = [part for part in parts if part not in near]
        parts.append([*(each for part in near for each in part), one])
    return (sorted(part, key=lambda one: (one.saved, one.row)) for part in parts if len(part) > 1)
