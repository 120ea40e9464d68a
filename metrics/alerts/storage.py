"""Alerts of storage places: what is planned does not fit on the peak day, or the place must not be used."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from metrics.items import Where
from metrics.model import Alert, Freshness, ItemStatus, Place, Severity
from metrics.stacking import percent
from metrics.storage import Stay, Storage
from metrics.storage_figures import share_figure

Named = Mapping[tuple[str, str], Place]
"""Places by the names of their kecamatan and kelurahan ("" for none)."""


def of_storage(
    found: Storage,
    items: Sequence[ItemStatus],
    named: Named,
    where: Where,
    fresh: Freshness,
    today: date,
) -> list[Alert]:
    """One alert a place and rule; the warehouses of a city are one place."""
    alerts = []
    for over in (True, False):
        by_place: dict[Place | None, list[Stay]] = {}
        for one in found.stays:
            if (one.overflow is not None) if over else one.fatal:
                by_place.setdefault(_place(one, named), []).append(one)
        for place, several in by_place.items():
            alert = _over(several, place, today) if over else _fatal(several, place, today)
            alerts.append(replace(alert, figure=share_figure(several[0], items, where, fresh)))
    return alerts


def _place(one: Stay, named: Named) -> Place | None:
    _, kecamatan, kelurahan = one.spot
    if one.level == "kota":
        return None
    return named.get((kecamatan, kelurahan)) or named.get((kecamatan, ""))


def _over(several: list[Stay], place: Place | None, today: date) -> Alert:
    """More is planned than fits; on the day itself it is critical."""
    several.sort(key=lambda one: (one.overflow or date.max, -(one.share or 0)))
    worst = several[0]
    day = worst.overflow or today
    values = (
        ("name", ", ".join(one.name for one in several)),
        ("share", percent(worst.share or several[0].rule.full)),
        ("planned", worst.peak_day),
        ("over", sum(max(0, -(one.left or 0)) for one in several)),
    )
    severity: Severity = "critical" if day <= today else "warning"
    return Alert("storage-over", severity, None, place, day, (day - today).days, None, None, values)


def _fatal(several: list[Stay], place: Place | None, today: date) -> Alert:
    """It has a fault with which it must not be used; critical while goods are in it."""
    held = [one for one in several if one.now is not None and one.now.pieces]
    day = today if held else min((one.comes for one in several if one.comes), default=None)
    faults = dict.fromkeys(code for one in several for code in one.fatal)
    values = (("name", ", ".join(one.name for one in several)), ("faults", ",".join(faults)))
    left = (day - today).days if day is not None else None
    severity: Severity = "critical" if held else "warning"
    return Alert("storage-unfit", severity, None, place, day, left, None, None, values)
