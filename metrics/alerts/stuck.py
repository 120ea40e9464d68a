"""Alerts of work that stands still: a stage that has begun and did not move for so many working days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw

from elections import Election
from metrics.claims import Claims, Seen, collect
from metrics.items import Where
from metrics.model import Alert, Figure, Formula, ItemStatus, Value
from metrics.tallies import STAGES, Tallies
from metrics.workdays import calendar

_FARTHEST = 400
"""Days that are looked back."""
_SPARE = ("rusak", "pengganti")
"""What is taken off and added to goods received."""

_Sums = Mapping[tuple[str, str, str], int]
"""What the sheets say of an item, grain and stage, added up; goods received less the damaged ones."""


@dataclass(frozen=True)
class Earlier:
    """The sheets of goods that were in force before."""

    logistik: nw.LazyFrame
    claims: Claims


def stuck_since(seen: Mapping[tuple[str, str], Seen], office: str, election: Election) -> date | None:
    """The day whose sheets of goods tell whether anything moved since: the last one that lies so many
    working days (setting) before the newest sheet. None where there is no such day, or the rule is off."""
    newest = seen.get((office, "logistik"))
    if "stuck" in election.alerts.off or newest is None or newest.data_date is None:
        return None
    works, left, day = calendar(election), election.alerts.stuck_days, newest.data_date
    for _ in range(_FARTHEST):
        if left <= 0:
            return day
        left -= bool(works.share(day))
        day -= timedelta(days=1)
    return None


def earlier_of(
    tables: Mapping[str, nw.LazyFrame],
    where: Where,
    seen: Mapping[str, Seen] | Mapping[tuple[str, str], Seen],
    claims: Claims,
) -> Earlier:
    """The sheets of goods of an office in `tables`, by the clock of the claims that are in force now."""
    before = collect(tables["claims"], where.office, seen, claims.clock, claims.brought_by)
    return Earlier(tables["logistik"], before)


def of_items(
    items: Sequence[ItemStatus],
    found: Tallies,
    claims: Claims,
    earlier: Earlier | None,
    where: Where,
    election: Election,
    today: date,
) -> dict[str, Alert]:
    """`stuck` by item, of the first stage that stands still: it has begun, is not done, and a sheet that is
    so many working days newer says no more of it. A sheet that nobody renewed tells nothing: that is
    silence."""
    open_ones = [(one, _watched(one, election)) for one in items if one.need]
    if earlier is None or not any(stages for _, stages in open_ones):
        return {}
    before = _sums(earlier.logistik, where)
    raised = {}
    for one, stages in open_ones:
        for stage, figure in stages:
            alert = _alert(one, stage, figure, found, claims, earlier, before, where, election, today)
            if alert is not None:
                raised[one.item] = alert
                break
    return raised


def _watched(one: ItemStatus, election: Election) -> list[tuple[str, Figure]]:
    wanted = election.alerts.stuck_stage
    stages = (("received", one.percent), *one.stages)
    return [
        (stage, figure)
        for stage, figure in stages
        if wanted in ("any", stage) and figure.value is not None and 0 < figure.value < 100
    ]


def _alert(
    one: ItemStatus,
    stage: str,
    figure: Figure,
    found: Tallies,
    claims: Claims,
    earlier: Earlier,
    before: _Sums,
    where: Where,
    election: Election,
    today: date,
) -> Alert | None:
    source = figure.sources[0] if figure.sources else None
    if source is None or source.kind != "logistik" or source.grain is None:
        return None
    then = before.get((one.item, source.grain, stage))
    now = _now(one.item, source.grain, stage, found)
    days = [_day(each, one.item, stage, source.grain, where) for each in (earlier.claims, claims)]
    since, told = days
    if then is None or now is None or since is None or told is None or now > then:
        return None
    worked = _worked(since, told, election)
    if worked < election.alerts.stuck_days:
        return None
    unit = election.item(one.item).unit
    values: tuple[tuple[str, Value], ...] = (
        ("stage", stage),
        ("value", now),
        ("need", one.need),
        ("days", worked),
        ("unit", unit),
    )
    return Alert(
        "stuck",
        "critical" if one.late_since is not None or today > one.due else "warning",
        one.item,
        None,
        one.due,
        (one.due - today).days,
        since,
        Figure(
            now,
            unit,
            "short",
            Formula("stuck", (("value", now), ("before", then), ("since", since), ("day", told))),
            figure.sources,
            figure.freshness,
        ),
        values,
    )


def _worked(first: date, last: date, election: Election) -> int:
    """Days after `first` up to `last` on which the office works."""
    works = calendar(election)
    return sum(bool(works.share(first + timedelta(days=n))) for n in range(1, (last - first).days + 1))


def _day(claims: Claims, item: str, stage: str, grain: str, where: Where) -> date | None:
    """The day of the oldest sheet that speaks of the stage at the place."""
    spoken = claims.of("logistik", item, STAGES[stage], grain)
    mine = [
        one.day
        for kecamatan, one in spoken.items()
        if grain == "kota" or where.kecamatan is None or kecamatan == where.kecamatan
    ]
    return min(mine, default=None)


def _now(item: str, grain: str, stage: str, found: Tallies) -> int | None:
    tallies = found.get((item, grain), {}).values()
    told = [one for one in tallies if stage in one.stages]
    if not told:
        return None
    if stage == "received":
        return sum(one.received - (one.damaged or 0) + (one.replaced or 0) for one in told)
    return sum(one.stages[stage].value for one in told)


def _sums(logistik: nw.LazyFrame, where: Where) -> _Sums:
    mine = logistik.filter(nw.col("office") == where.office)
    if where.kecamatan is not None:
        mine = mine.filter(nw.col("kecamatan") == where.kecamatan)
    if where.kelurahan is not None:
        mine = mine.filter(nw.col("kelurahan") == where.kelurahan)
    names = (*STAGES.values(), *_SPARE)
    rows = (
        mine.group_by("item", "grain")
        .agg(
            *(nw.col(name).sum().cast(nw.Int64).alias(name) for name in names),
            *(nw.col(name).count().alias(f"has_{name}") for name in STAGES.values()),
        )
        .collect()
    )
    found: dict[tuple[str, str, str], int] = {}
    for row in rows.iter_rows(named=True):
        for stage, name in STAGES.items():
            if row[f"has_{name}"]:
                spare = (row["pengganti"] or 0) - (row["rusak"] or 0) if stage == "received" else 0
                found[row["item"], row["grain"], stage] = int(row[name] or 0) + int(spare)
    return found
