"""Alerts about goods: not received, short, damaged, late on the way, planned but without evidence."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import narwhals as nw

from elections import Election
from metrics.alerts.rules import raises
from metrics.items import Where
from metrics.model import Alert, ItemStatus, Place, Reason, Severity, Value


def of_items(items: Sequence[ItemStatus], election: Election, today: date) -> list[Alert]:
    """At most one alert an item: where it stands decides which, of the rules that are on."""
    found = []
    for one in items:
        causes = (not_received, damaged_over_reserve, short, late)
        raised = (alert for cause in causes if (alert := cause(one, election, today)))
        wanted = next((alert for alert in raised if raises(alert, election)), None)
        if wanted is not None:
            found.append(wanted)
    return found


def not_received(one: ItemStatus, election: Election, today: date) -> Alert | None:
    """Reported as zero: `ballot-not-received` or `item-not-received`."""
    if one.state != "not-received":
        return None
    code = "ballot-not-received" if election.item(one.item).ballot else "item-not-received"
    return _about(code, one, today, (("short", one.short), ("need", one.need)), election)


def short(one: ItemStatus, election: Election, today: date) -> Alert | None:
    """Some is there and good, less than needed by more than the share that the office lets pass."""
    if one.state != "short" or not one.short:
        return None
    if one.need and Fraction(one.short, one.need) <= election.alerts.short_above:
        return None
    return _about(
        "short", one, today, (("short", one.short), ("need", one.need), ("good", one.good)), election
    )


def damaged_over_reserve(one: ItemStatus, election: Election, today: date) -> Alert | None:
    """More ballots damaged, and not replaced, than the reserve; stands for the shortage that the damage
    makes."""
    if not election.item(one.item).ballot or not one.damaged or not one.received:
        return None
    left = one.damaged - (one.replaced or 0)
    if Fraction(left, one.received) <= election.damage_limit:
        return None
    if one.short and one.short > left:
        # Without the damage it would be short all the same: that is the greater cause.
        return None
    share = float(Fraction(left, one.received) * 100)
    limit = float(election.damage_limit * 100)
    return _about(
        "damaged-over-reserve",
        one,
        today,
        (("damaged", left), ("received", one.received), ("share", share), ("limit", limit)),
        election,
    )


def late(one: ItemStatus, election: Election, today: date) -> Alert | None:
    """In the city's store, but after H-1 (or so many days before it) not at the polling stations, by the
    stage that the office looks at; UU 7/2017: by H-1."""
    at_tps = election.deadline("at_tps")
    if today <= at_tps - timedelta(days=election.alerts.late_lead) or one.state != "complete" or not one.need:
        return None
    stages = dict(one.stages)
    reached = stages.get(election.alerts.late_stage) or stages.get("sent")
    if reached is None or reached.value is None or reached.value >= 100:
        return None
    values = dict(reached.formula.values)
    ready, need = values.get("ready"), values.get("need")
    if not isinstance(ready, int) or not isinstance(need, int):
        return None
    return Alert(
        "late",
        "critical" if today > at_tps else "warning",
        one.item,
        None,
        at_tps,
        (at_tps - today).days,
        at_tps if today > at_tps else None,
        reached,
        (("short", need - ready), ("need", need), ("unit", election.item(one.item).unit)),
    )


def _about(
    code: str,
    one: ItemStatus,
    today: date,
    values: tuple[tuple[str, Value], ...],
    election: Election,
) -> Alert:
    severity: Severity = "critical" if one.late_since is not None else "warning"
    return Alert(
        code,
        severity,
        one.item,
        None,
        one.due,
        (one.due - today).days,
        one.late_since,
        one.percent,
        (*values, ("unit", election.item(one.item).unit)),
    )


def without_evidence(
    distribusi: nw.LazyFrame, where: Where, below: Sequence[Place], election: Election, today: date
) -> list[Alert]:
    """Shipments planned for a day that has passed, of which no sheet says that they arrived; one alert a
    place.

    A plan is never evidence: such a shipment is "planned, no evidence yet", not sent.
    """
    mine = distribusi.filter(
        nw.col("office") == where.office,
        nw.col("tgl_tiba").is_null(),
        nw.col("tgl_rencana") < today - timedelta(days=election.alerts.evidence_days),
    )
    if where.kecamatan is not None:
        mine = mine.filter(nw.col("kecamatan") == where.kecamatan)
    if where.kelurahan is not None:
        mine = mine.filter(nw.col("kelurahan") == where.kelurahan)
    field = "kecamatan" if where.kecamatan is None else "kelurahan"
    grouped = mine.group_by(field).agg(nw.len().alias("count"), nw.col("tgl_rencana").min().alias("first"))
    rows = {row[0]: (int(row[1]), row[2]) for row in grouped.select(field, "count", "first").collect().rows()}
    named = {place.name: place for place in below}
    found = []
    for name in sorted(rows, key=lambda one: (rows[one][1], one or "")):
        count, first = rows[name]
        found.append(
            Alert(
                "planned-no-evidence",
                "warning",
                None,
                named.get(name or ""),
                first,
                (first - today).days,
                first,
                None,
                (("count", count), ("planned", first)),
            )
        )
    return found


def do_not_add_up(checks: Sequence[tuple[ItemStatus, Reason]], election: Election) -> list[Alert]:
    """Equally new sheets that differ for one total, where the levels do not explain it."""
    found = []
    for one, reason in checks:
        values = dict(reason.values)
        found.append(
            Alert(
                "total-does-not-add-up",
                "warning",
                one.item,
                None,
                None,
                None,
                None,
                one.percent,
                (
                    *(
                        (name, values[name])
                        for name in ("measure", "value", "other_value", "difference", "grain", "other_grain")
                    ),
                    ("unit", election.item(one.item).unit),
                ),
            )
        )
    return found
