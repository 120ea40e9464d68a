"""Alerts of storage places: what is planned does not fit on the peak day, or a place must not be used."""

from collections.abc import Sequence
from datetime import date

from elections import Election
from metrics.alerts import telling
from metrics.items import Where
from metrics.model import Alert, Figure, Freshness, ItemStatus, Severity, Value
from metrics.stacking import percent
from metrics.storage import Stay, Storage
from metrics.storage_figures import count_figure, share_figure

_NAMED = 2
"""Places that the line of an alert names."""


def of_storage(
    found: Storage,
    items: Sequence[ItemStatus],
    where: Where,
    fresh: Freshness,
    election: Election,
    today: date,
) -> list[Alert]:
    """One alert a rule for all places of the Board, the worst named first: a city whose village halls are all
    too small has one thing to do and not thirty."""
    rules = election.alerts
    told = [
        one
        for one in found.stays
        if one.level == "kota" or where.kecamatan or one.rooms[0].kecamatan not in rules.without
    ]
    over = [one for one in told if one.overflow and (one.overflow - today).days <= rules.storage_lead]
    unfit = [one for one in told if one.fatal]
    alerts = []
    for several, make in ((over, _over), (unfit, _fatal)):
        if several:
            figure = (
                share_figure(several[0], items, where, fresh)
                if len(several) == 1
                else count_figure(several, len(found.stays), items, where, fresh)
            )
            alerts.append(make(several, figure, today))
    return alerts


def _over(several: list[Stay], figure: Figure, today: date) -> Alert:
    """More is planned than fits; on the first such day it is critical."""
    several.sort(key=lambda one: (one.overflow or date.max, -(one.share or 0)))
    day = several[0].overflow or today
    values: tuple[tuple[str, Value], ...] = (
        *_names(several),
        ("share", percent(max(one.share or one.rule.full for one in several))),
        ("planned", several[0].peak_day),
        ("over", sum(max(0, -(one.left or 0)) for one in several)),
    )
    severity: Severity = "critical" if day <= today else "warning"
    return Alert("storage-over", severity, None, None, day, (day - today).days, None, figure, values)


def _fatal(several: list[Stay], figure: Figure, today: date) -> Alert:
    """They have a fault with which they must not be used; critical while goods are in one of them."""
    several.sort(key=lambda one: (not _holds(one), one.comes or date.max))
    held = _holds(several[0])
    day = today if held else several[0].comes
    faults = dict.fromkeys(code for one in several for code in one.fatal)
    values = (*_names(several), ("faults", ",".join(faults)))
    left = (day - today).days if day is not None else None
    severity: Severity = "critical" if held else "warning"
    return Alert("storage-unfit", severity, None, None, day, left, None, figure, values)


def _holds(one: Stay) -> bool:
    """Whether goods are there."""
    return one.now is not None and one.now.pieces > 0


def _names(several: Sequence[Stay]) -> tuple[tuple[str, Value], ...]:
    """How many places there are, and the worst of them by name."""
    return ("count", len(several)), ("name", telling.first([one.name for one in several], _NAMED))
