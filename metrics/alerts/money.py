"""Alerts about money: over the ceiling, spent beyond what was disbursed, accounted for too late."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from elections import Election
from metrics.finance import Choice, Excess, Owed
from metrics.model import Alert, Place

_MONTH = re.compile(r"(\d{4})-(\d{2})")


def _counts(choice: Choice, one: Excess | Owed) -> bool:
    return choice.grain(f"{one.body}|{one.period}", "dicairkan", one.kecamatan) == one.grain


def excesses(found: Sequence[Excess], choice: Choice, places: Mapping[str, Place]) -> list[Alert]:
    """`over-pagu` and `realised-over-disbursed`, one a body and kecamatan; equality is no excess."""
    counted = [one for one in found if _counts(choice, one)]
    return [
        *_summed("over-pagu", counted, places, lambda one: (one.over_pagu, one.over_pagu_rows)),
        *_summed(
            "realised-over-disbursed",
            counted,
            places,
            lambda one: (one.over_disbursed, one.over_disbursed_rows),
        ),
    ]


def _summed(
    code: str, found: Sequence[Excess], places: Mapping[str, Place], pick: Callable[[Excess], tuple[int, int]]
) -> list[Alert]:
    added: dict[tuple[str, str], tuple[int, int]] = {}
    for one in found:
        amount, rows = pick(one)
        if rows:
            before = added.get((one.kecamatan, one.body), (0, 0))
            added[one.kecamatan, one.body] = (before[0] + amount, before[1] + rows)
    return [
        Alert(
            code,
            "critical",
            None,
            places.get(kecamatan),
            None,
            None,
            None,
            None,
            (("body", body), ("amount", amount), ("count", rows)),
        )
        for (kecamatan, body), (amount, rows) in sorted(
            added.items(), key=lambda pair: (-pair[1][0], pair[0])
        )
    ]


def spj_late(
    found: Sequence[Owed], choice: Choice, places: Mapping[str, Place], election: Election, today: date
) -> list[Alert]:
    """Money not accounted for within `spj_days` of its disbursement; one alert a body and kecamatan.

    The day is the disbursement's, else the last day of its month; money whose day nobody tells cannot be
    late.
    """
    late: dict[tuple[str, str], list[tuple[date, int, int]]] = {}
    for one in found:
        start = one.disbursed_on or month_end(one.period)
        if start is None or not _counts(choice, one):
            continue
        limit = start + timedelta(days=election.spj_days)
        if today > limit:
            late.setdefault((one.kecamatan, one.body), []).append((limit, one.amount, one.bodies))
    alerts = []
    for (kecamatan, body), parts in sorted(late.items()):
        oldest = min(limit for limit, _, _ in parts)
        alerts.append(
            Alert(
                "spj-late",
                "critical",
                None,
                places.get(kecamatan),
                oldest,
                (oldest - today).days,
                oldest,
                None,
                (
                    ("body", body),
                    ("amount", sum(amount for _, amount, _ in parts)),
                    ("count", sum(bodies for _, _, bodies in parts)),
                    ("late", (today - oldest).days),
                ),
            )
        )
    return sorted(alerts, key=lambda one: one.days_left or 0)


def month_end(period: str) -> date | None:
    """The last day of a period written 2024-01; None for any other."""
    match = _MONTH.fullmatch(period)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    year, month = int(match[1]), int(match[2])
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)
