"""Alerts about goods: not received, short, damaged, late on the way, planned but without evidence."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

import narwhals as nw

from elections import Election
from metrics.alerts.rules import raises
from metrics.items import Where
from metrics.model import (
    Alert,
    Figure,
    Formula,
    Freshness,
    ItemStatus,
    Level,
    Place,
    Reason,
    Severity,
    Source,
    Value,
)
from metrics.replacements import ROW


def of_items(
    items: Sequence[ItemStatus], stuck: Mapping[str, Alert], election: Election, today: date
) -> list[Alert]:
    """At most one alert an item: where it stands decides which, of the rules that are on. `stuck`: what
    stands still, by item; that says more than that some is missing."""
    found = []
    for one in items:
        raised = (
            not_received(one, election, today),
            damaged_over_reserve(one, election, today),
            late(one, election, today),
            stuck.get(one.item),
            short(one, election, today),
        )
        wanted = next((alert for alert in raised if alert is not None and raises(alert, election)), None)
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
    distribusi: nw.LazyFrame,
    where: Where,
    below: Sequence[Place],
    fresh: Freshness,
    election: Election,
    today: date,
) -> list[Alert]:
    """Shipments planned for a day that has passed, of which no sheet proves that they arrived; one alert a
    place.

    A plan is never evidence, nor is a day that lies ahead, nor (setting) a day without the number of its
    BAST: such a shipment is "planned, no evidence yet", not sent.
    """
    unproved = nw.col("tgl_tiba").is_null() | (nw.col("tgl_tiba") > today)
    if election.alerts.evidence_proof == "bast":
        unproved = unproved | (nw.col("no_bast").fill_null("") == "")
    mine = distribusi.filter(
        nw.col("office") == where.office,
        unproved,
        nw.col("tgl_rencana") < today - timedelta(days=election.alerts.evidence_days),
    )
    if where.kecamatan is not None:
        mine = mine.filter(nw.col("kecamatan") == where.kecamatan)
    if where.kelurahan is not None:
        mine = mine.filter(nw.col("kelurahan") == where.kelurahan)
    field = "kecamatan" if where.kecamatan is None else "kelurahan"
    rows: dict[str, list[tuple[date, tuple[str | int, ...]]]] = {}
    for name, day, *row in mine.select(field, "tgl_rencana", *ROW).collect().rows():
        rows.setdefault(name or "", []).append((day, tuple(row)))
    named = {place.name: place for place in below}
    found = []
    for name in sorted(rows, key=lambda one: (min(day for day, _ in rows[one]), one)):
        count, first = len(rows[name]), min(day for day, _ in rows[name])
        values: tuple[tuple[str, Value], ...] = (("count", count), ("planned", first))
        source = Source(
            "distribusi",
            ("tgl_rencana",),
            where.office,
            by=ROW,
            among=tuple(sorted(row for _, row in rows[name])),
        )
        found.append(
            Alert(
                "planned-no-evidence",
                "warning",
                None,
                named.get(name),
                first,
                (first - today).days,
                first,
                Figure(count, "shipments", "short", Formula("no-evidence", values), (source,), fresh),
                values,
            )
        )
    return found


def do_not_add_up(
    checks: Sequence[tuple[ItemStatus, Reason]], where: Where, election: Election
) -> list[Alert]:
    """Equally new sheets that differ for one total, where the levels do not explain it."""
    found = []
    for one, reason in checks:
        told = dict(reason.values)
        unit = election.item(one.item).unit
        names = ("measure", "value", "other_value", "difference", "grain", "other_grain")
        values = tuple((name, told[name]) for name in names)
        sources = tuple(
            Source("logistik", (str(told["measure"]),), where.office, one.item, level, *where.names[1:])
            for level in (_level(told["grain"]), _level(told["other_grain"]))
        )
        difference = told["difference"]
        figure = Figure(
            difference if isinstance(difference, int) else None,
            unit,
            "short",
            Formula("two-levels", values),
            sources,
            one.percent.freshness,
        )
        found.append(
            Alert(
                "total-does-not-add-up",
                "warning",
                one.item,
                None,
                None,
                None,
                None,
                figure,
                (*values, ("unit", unit)),
            )
        )
    return found


def _level(grain: Value) -> Level | None:
    levels: tuple[Level, ...] = ("kota", "kecamatan", "kelurahan", "tps")
    return next((one for one in levels if one == grain), None)
