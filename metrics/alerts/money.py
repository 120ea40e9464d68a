"""Alerts about money: over the ceiling, spent beyond what was disbursed, accounted for too late."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from elections import Election
from metrics.finance import Choice, Row, month_end
from metrics.model import Alert, Place


def excesses(rows: Sequence[Row], choice: Choice, places: Mapping[str, Place]) -> list[Alert]:
    """`over-pagu`, `realised-over-disbursed` and `spj-over-disbursed`, one a body and kecamatan; equality is
    no excess."""
    return [
        *_summed("over-pagu", rows, choice, places, lambda one: one.over_pagu),
        *_summed("realised-over-disbursed", rows, choice, places, lambda one: one.over_disbursed),
        *_summed("spj-over-disbursed", rows, choice, places, lambda one: one.over_accounted),
    ]


def _summed(
    code: str, rows: Sequence[Row], choice: Choice, places: Mapping[str, Place], pick: Callable[[Row], int]
) -> list[Alert]:
    added: dict[tuple[str, str], list[int]] = {}
    for one in rows:
        if pick(one) and choice.counts(one, "dicairkan"):
            added.setdefault((one.at[0], one.body), []).append(pick(one))
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
            (("body", body), ("amount", sum(amounts)), ("count", len(amounts))),
        )
        for (kecamatan, body), amounts in sorted(added.items(), key=lambda pair: (-sum(pair[1]), pair[0]))
    ]


def spj_late(
    rows: Sequence[Row], choice: Choice, places: Mapping[str, Place], election: Election, today: date
) -> list[Alert]:
    """Money not accounted for within `spj_days` of its disbursement; one alert a body and kecamatan.

    The day is the (last) disbursement's, else the last day of its month; money whose day nobody tells cannot
    be late. Each body counts for itself: none covers for another. A warning: it blocks the next transfer, not
    the voting.
    """
    late: dict[tuple[str, str], list[tuple[date, int]]] = {}
    for one in rows:
        start = one.disbursed_on or month_end(one.period)
        if start is None or not one.outstanding or not choice.counts(one, "dicairkan"):
            continue
        limit = start + timedelta(days=election.spj_days)
        if today > limit:
            late.setdefault((one.at[0], one.body), []).append((limit, one.outstanding))
    alerts = []
    for (kecamatan, body), parts in sorted(late.items()):
        oldest = min(limit for limit, _ in parts)
        alerts.append(
            Alert(
                "spj-late",
                "warning",
                None,
                places.get(kecamatan),
                oldest,
                (oldest - today).days,
                oldest,
                None,
                (
                    ("body", body),
                    ("amount", sum(amount for _, amount in parts)),
                    ("count", len(parts)),
                    ("late", (today - oldest).days),
                ),
            )
        )
    return sorted(alerts, key=lambda one: one.days_left or 0)
