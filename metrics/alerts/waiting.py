"""Alerts of replacements: promised too late, promised and not come, asked for and not promised."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from elections import Election
from metrics.model import Alert, Figure, Formula, Freshness, Severity, Source
from metrics.replacements import ROW, Replacement, Standing

_CODES: dict[Standing, str] = {
    "overdue": "replacement-overdue",
    "late": "replacement-late",
    "unpromised": "replacement-unpromised",
}


def of_replacements(
    found: Sequence[Replacement], office: str, fresh: Freshness, election: Election, today: date
) -> list[Alert]:
    """One alert an item and cause; a request without a promise may wait for the days that the office set."""
    grouped: dict[tuple[str, str], list[Replacement]] = {}
    for one in found:
        code = _CODES.get(one.standing)
        patient = one.standing == "unpromised" and (one.waited or 0) <= election.promise_days
        if code is not None and not patient:
            grouped.setdefault((code, one.request.item), []).append(one)
    return [
        replace(
            _alert(code, item, several, election, today),
            figure=_figure(item, several, office, fresh, election),
        )
        for (code, item), several in grouped.items()
    ]


def _figure(
    item: str, several: Sequence[Replacement], office: str, fresh: Freshness, election: Election
) -> Figure:
    """What is asked for, which opens the rows of these requests."""
    total = sum(one.request.amount for one in several)
    among = tuple(one.request.row for one in several if one.request.row)
    source = Source("penggantian", ("jumlah",), office, item, by=ROW, among=among)
    return Figure(
        total,
        election.item(item).unit,
        "short",
        Formula("added-up", (("total", total),)),
        (source,),
        fresh,
    )


def _alert(code: str, item: str, several: Sequence[Replacement], election: Election, today: date) -> Alert:
    needed = several[0].needed_by
    days = [day for one in several if (day := one.request.arrived or one.request.promised)]
    asked = min((one.request.asked for one in several if one.request.asked), default=None)
    # What comes last decides; of what should have come, what has waited longest.
    day = (min(days) if code == "replacement-overdue" else max(days)) if days else None
    behind = today - day if day and code == "replacement-overdue" else (day or today) - needed
    past_voting = (day or today) >= election.deadline("at_tps")
    severity: Severity = "critical" if needed < today or past_voting else "warning"
    return Alert(
        code,
        severity,
        item,
        None,
        needed,
        (needed - today).days,
        day if code == "replacement-overdue" else None,
        None,
        (
            ("short", sum(one.request.amount for one in several)),
            ("unit", election.item(item).unit),
            ("planned", day),
            ("last", asked),
            ("late", behind.days),
            ("days", max((one.waited or 0 for one in several), default=0)),
        ),
    )
