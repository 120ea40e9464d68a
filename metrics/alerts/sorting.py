"""Alerts of sorting and folding: more sorted than came, and work that ends after the day by which it must."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from elections import Election
from metrics.backward import BackwardPlan
from metrics.forecast import Forecast, forecast
from metrics.items import Sorted, Where
from metrics.model import Alert, Figure, Formula, Freshness, ItemStatus, Source, Value
from metrics.sorting import due_days, there
from metrics.workdays import calendar


def of_sorting(
    items: Sequence[ItemStatus],
    days: Mapping[str, Sorted],
    plan: BackwardPlan,
    where: Where,
    fresh: Freshness,
    election: Election,
    today: date,
) -> list[Alert]:
    """One alert for each type of which more was sorted than came; one for the whole work when it ends too
    late, else one for each type that does."""
    ballots = [one for one in items if election.item(one.item).ballot and one.item in days]
    over = [alert for one in ballots if (alert := more_than_received(one, days[one.item], election))]
    due = due_days(plan, election)
    came = {one.item: there(one) for one in items if election.item(one.item).ballot}
    known = [code for code, count in came.items() if count is not None]
    handled: dict[date, int] = {}
    for code in known:
        for day, count in days[code].by_day if code in days else ():
            handled[day] = handled.get(day, 0) + count
    left = sum(max(0, (came[code] or 0) - _handled(days, code)) for code in known)
    whole = _late(None, handled, left, min(due.values(), default=plan.deadline), election, today)
    if whole:
        return [*over, _opened(whole, [code for code in known if code in days], where, fresh)]
    return over + [
        _opened(alert, [one.item], where, fresh)
        for one in ballots
        if (count := came[one.item]) is not None
        and (
            alert := _late(
                one.item,
                dict(days[one.item].by_day),
                max(0, count - _handled(days, one.item)),
                due[one.item],
                election,
                today,
            )
        )
    ]


def more_than_received(one: ItemStatus, work: Sorted, election: Election) -> Alert | None:
    """More was sorted than came: one of the two sheets is wrong."""
    received, handled = there(one), sum(count for _, count in work.by_day)
    if received is None or handled <= received:
        return None
    return Alert(
        "sorted-over-received",
        "warning",
        one.item,
        None,
        None,
        None,
        None,
        dict(one.amounts).get("received"),
        (
            ("handled", handled),
            ("received", received),
            ("over", handled - received),
            ("unit", election.item(one.item).unit),
        ),
    )


def _opened(one: Alert, items: Sequence[str], where: Where, fresh: Freshness) -> Alert:
    """The alert with what is left as its number, which opens the days of work on these items."""
    values = dict(one.values)
    left = values["left"]
    formula = Formula("sorting-rest", tuple((name, values[name]) for name in ("left", "rate")))
    among = tuple((code,) for code in items)
    columns = ("disortir", "dilipat", "rusak")
    source = Source(
        "sortir_lipat", columns, where.office, None, None, *where.names[1:], by=("item",), among=among
    )
    figure = Figure(left if isinstance(left, int) else None, "lembar", "short", formula, (source,), fresh)
    return replace(one, figure=figure)


def _handled(days: Mapping[str, Sorted], code: str) -> int:
    return sum(count for _, count in days[code].by_day) if code in days else 0


def _late(
    item: str | None, handled: Mapping[date, int], left: int, due: date, election: Election, today: date
) -> Alert | None:
    """Work that at the rate of the last days ends after `due`, or that never ends at it."""
    if left <= 0:
        return None
    found = forecast(handled, left, calendar(election), today)
    if not isinstance(found, Forecast) or (found.finish is not None and found.finish <= due):
        return None
    code = "sorting-halted" if found.finish is None else "sorting-late"
    at_tps = election.deadline("at_tps")
    values: tuple[tuple[str, Value], ...] = (
        ("left", left),
        ("finish", found.finish),
        ("rate", round(found.rate)),
        ("unit", "lembar"),
    )
    return Alert(
        code if item else f"{code}-all",
        "critical" if found.finish is None or found.finish >= at_tps else "warning",
        item,
        None,
        due,
        (due - today).days,
        None,
        None,
        values,
    )
