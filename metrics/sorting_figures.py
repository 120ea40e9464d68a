"""The numbers of sorting and folding as figures: each with its formula and the cells that it stands on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from elections import Election
from metrics.forecast import Forecast
from metrics.items import Where
from metrics.model import Board, Figure, Formula, Freshness, ItemStatus, Source, State, Value
from metrics.sorting import CauseDamage, DayWork, LotDamage, Pay, Sorting, TeamWork, TypeWork, Whole

WHOLE = "whole"
"""Stands for all ballot types together where a type's code stands else."""
TEAM, TEAMS, LOT, CAUSE = "team", "teams", "lot", "cause"
"""Begin the names of a team's numbers (`team-0`, by its place in `Sorting.teams`), of those of all teams, of
a print lot's (`lot-DPR-0`, by its place in `TypeWork.lots`) and of a cause's (`cause-DPR-0`, `cause-whole-0`
for all types together)."""

_KIND = "sortir_lipat"
_WORK = ("disortir", "dilipat", "rusak")
_PAID = ("dilipat", "disortir", "upah_per_lembar")
_NOBODY = Freshness(None, None, None, stale=False)


@dataclass(frozen=True)
class _Maker:
    """Makes figures of sorting sheets of a place."""

    where: Where
    fresh: Freshness
    came_on: Freshness
    """Of what was received, which other sheets tell."""
    items: Sequence[ItemStatus]

    def source(
        self, measures: Sequence[str], days: Sequence[date], *rows: tuple[str, Sequence[str | date | None]]
    ) -> tuple[Source, ...]:
        """The cells of rows of these days that have one of some values in each column of `rows`."""
        if not days:
            return ()
        chosen = (("tanggal", tuple(days)), *((column, tuple(values)) for column, values in rows))
        place = (self.where.kecamatan, self.where.kelurahan, self.where.tps)
        return (Source(_KIND, tuple(measures), self.where.office, None, None, *place, only=chosen),)

    def came(self, codes: Sequence[str]) -> tuple[Source, ...]:
        """What was received of these types and what replaced the damaged, at the grain that counts."""
        amounts = [dict(one.amounts) for one in self.items if one.item in codes]
        found = (told[name].sources for told in amounts for name in ("received", "replaced") if name in told)
        return tuple(dict.fromkeys(source for several in found for source in several))

    def figure(
        self,
        value: float | None,
        unit: str,
        state: State,
        formula: str,
        sources: tuple[Source, ...],
        **values: Value,
    ) -> Figure:
        return Figure(value, unit, state, Formula(formula, tuple(values.items())), sources, self.fresh)


def sorting_figures(work: Sorting, board: Board, where: Where, election: Election) -> dict[str, Figure]:
    """By `sorting:<what>:<number>`; what nobody reported is left out.

    What: a type, `whole`, and as `TEAM`, `TEAMS`, `LOT` and `CAUSE` say. Numbers of types: received, handled,
    folded, damaged, left, rate and needed (sheets a full working day), on-plan, paid-sheets, without-rate,
    pay (rupiah), planned (days) and planned-people (the most of a team); of teams: days, person-days,
    disabled, handled, damaged, pay; of lots: handled, damaged; of causes: damaged.
    """
    newest = dict(board.freshness)
    make = _Maker(where, newest.get(_KIND, _NOBODY), newest.get("logistik", _NOBODY), board.items)
    return {
        f"sorting:{what}:{name}": figure
        for what, name, figure in _all(work, election, make)
        if figure.value is not None
    }


def _all(work: Sorting, election: Election, make: _Maker) -> Iterator[tuple[str, str, Figure]]:
    for one in work.types:
        unit = election.item(one.item).unit
        item = ("item", [one.item])
        for name, found in _figures(one, unit, make, [one.item]):
            yield one.item, name, found
        if one.planned:
            days, count = make.source(("rows",), one.planned, item), len(one.planned)
            values = {"total": count, "first": one.planned[0], "last": one.planned[-1]}
            yield (
                one.item,
                "planned",
                make.figure(count, "work-days", "complete", "sorting-planned", days, **values),
            )
        if one.handled is None:
            continue
        days = [day.day for day in one.days]
        state = _state(one.left)
        cells = make.source(("dilipat",), days, item)
        yield one.item, "folded", make.figure(one.folded, unit, state, "added-up", cells, total=one.folded)
        for name, found in _pay(one.pay, unit, state, make, make.source(_PAID, days, item)):
            yield one.item, name, found
        for at, lot in enumerate(one.lots):
            for name, found in _lot(lot, unit, state, make, one.item):
                yield f"{LOT}-{one.item}-{at}", name, found
        for at, cause in enumerate(one.causes):
            cells = make.source(("rusak",), cause.days, item, ("sebab_rusak", cause.written))
            yield f"{CAUSE}-{one.item}-{at}", "damaged", _cause(cause, one.damaged, unit, state, make, cells)
    counted = [one.item for one in work.types if one.received is not None]
    for name, found in _figures(work.whole, "lembar", make, counted):
        yield WHOLE, name, found
    if work.planned_people:
        low, high = work.planned_people
        days = sorted({day for one in work.types for day in one.planned})
        told = make.source(("pekerja",), days)
        crew = make.figure(high, "people", "complete", "sorting-planned-people", told, low=low, high=high)
        yield WHOLE, "planned-people", crew
    for at, team in enumerate(work.teams):
        for name, found in _team(team, make):
            yield f"{TEAM}-{at}", name, found
    damaged = sum(team.damaged for team in work.teams)
    for at, cause in enumerate(work.causes):
        cells = make.source(("rusak",), cause.days, ("sebab_rusak", cause.written))
        found = _cause(cause, damaged, "lembar", "complete", make, cells)
        yield f"{CAUSE}-{WHOLE}-{at}", "damaged", found
    if work.teams:
        for name, found in _teams(work, make):
            yield TEAMS, name, found


def _state(left: int | None) -> State:
    return "not-reported" if left is None else "short" if left else "complete"


def _figures(
    one: TypeWork | Whole, unit: str, make: _Maker, codes: Sequence[str]
) -> Iterator[tuple[str, Figure]]:
    state = _state(one.left)
    item = ("item", codes)
    days = [day.day for day in one.days]
    work = make.source(_WORK, days, item)
    came = make.came(codes)
    received = make.figure(one.received, unit, state, "sorting-received", came, total=one.received)
    yield "received", replace(received, freshness=make.came_on)
    yield "handled", make.figure(one.handled, unit, state, "sorting-handled", work, total=one.handled)
    damaged = make.source(("rusak",), days, item)
    yield "damaged", make.figure(one.damaged, unit, state, "added-up", damaged, total=one.damaged)
    yield (
        "left",
        make.figure(
            one.left,
            unit,
            state,
            "sorting-left",
            (*came, *work),
            received=one.received,
            handled=one.handled or 0,
            left=one.left,
        ),
    )
    yield (
        "needed",
        make.figure(
            one.needed,
            unit,
            state,
            "sorting-needed",
            (*came, *work),
            left=one.left,
            due=one.due,
            needed=one.needed,
        ),
    )
    if one.on_plan is not None:
        first, last_day = one.days[0].day, one.days[-1].day
        told = {"received": one.received, "first": first, "due": one.due, "day": last_day}
        plan = make.figure(one.on_plan, unit, state, "sorting-plan", came, **told, plan=one.on_plan)
        yield "on-plan", plan
    if isinstance(one.forecast, Forecast):
        last: list[DayWork] = [day for day in one.days if day.day in one.forecast.days]
        yield (
            "rate",
            make.figure(
                round(one.forecast.rate),
                unit,
                state,
                "sorting-rate",
                make.source(_WORK, [day.day for day in last], item),
                sheets=sum(day.handled for day in last),
                days=len(last),
                first=last[0].day,
                last=last[-1].day,
                rate=round(one.forecast.rate),
            ),
        )


def _pay(
    pay: Pay, unit: str, state: State, make: _Maker, cells: tuple[Source, ...]
) -> Iterator[tuple[str, Figure]]:
    with_rate = pay.sheets - pay.without_rate
    yield "paid-sheets", make.figure(pay.sheets, unit, state, "sorting-paid", cells, total=pay.sheets)
    yield (
        "without-rate",
        make.figure(
            pay.without_rate,
            unit,
            state,
            "sorting-without-rate",
            cells,
            total=pay.sheets,
            sheets=with_rate,
            without=pay.without_rate,
        ),
    )
    yield (
        "pay",
        make.figure(
            pay.rupiah,
            "rupiah",
            state,
            "sorting-pay",
            cells,
            sheets=with_rate,
            without=pay.without_rate,
            rupiah=pay.rupiah,
        ),
    )


def _lot(lot: LotDamage, unit: str, state: State, make: _Maker, item: str) -> Iterator[tuple[str, Figure]]:
    own = (("item", [item]), ("lot", [lot.lot]))
    yield (
        "handled",
        make.figure(
            lot.handled, unit, state, "sorting-handled", make.source(_WORK, lot.days, *own), total=lot.handled
        ),
    )
    yield (
        "damaged",
        make.figure(
            lot.damaged,
            unit,
            state,
            "sorting-damage",
            make.source(_WORK, lot.days, *own),
            damaged=lot.damaged,
            handled=lot.handled,
            percent=float(lot.share * 100),
        ),
    )


def _cause(
    cause: CauseDamage, whole: int | None, unit: str, state: State, make: _Maker, cells: tuple[Source, ...]
) -> Figure:
    return make.figure(
        cause.damaged,
        unit,
        state,
        "sorting-cause",
        cells,
        part=cause.damaged,
        whole=whole,
        percent=cause.damaged * 100 / whole if whole else 0.0,
    )


def _team(team: TeamWork, make: _Maker) -> Iterator[tuple[str, Figure]]:
    own = (("tim", [team.team or None]), ("shift", [team.shift or None]))

    def cells(*measures: str) -> tuple[Source, ...]:
        return make.source(measures, team.days, *own)

    days = len(team.days)
    yield "days", make.figure(days, "work-days", "complete", "sorting-days", cells(*_WORK), total=days)
    yield from _people(team.person_days, team.disabled_days, team.handled, team.damaged, make, cells)
    yield from _pay(team.pay, "lembar", "complete", make, cells(*_PAID))


def _teams(work: Sorting, make: _Maker) -> Iterator[tuple[str, Figure]]:
    days = sorted({day for team in work.teams for day in team.days})

    def cells(*measures: str) -> tuple[Source, ...]:
        return make.source(measures, days)

    handled = sum(team.handled for team in work.teams)
    damaged = sum(team.damaged for team in work.teams)
    yield from _people(work.person_days, work.disabled_days, handled, damaged, make, cells)
    yield from _pay(work.pay, "lembar", "complete", make, cells(*_PAID))


def _people(
    person_days: int, disabled_days: int, handled: int, damaged: int, make: _Maker, cells
) -> Iterator[tuple[str, Figure]]:
    """Person-days, those of people with disabilities among them, and what was done in them."""
    yield (
        "person-days",
        make.figure(
            person_days, "person-days", "complete", "sorting-person-days", cells("pekerja"), total=person_days
        ),
    )
    yield (
        "disabled",
        make.figure(
            disabled_days,
            "person-days",
            "complete",
            "sorting-disabled",
            cells("pekerja_difabel", "pekerja"),
            part=disabled_days,
            whole=person_days,
            percent=disabled_days * 100 / person_days if person_days else 0.0,
        ),
    )
    yield (
        "handled",
        make.figure(handled, "lembar", "complete", "sorting-handled", cells(*_WORK), total=handled),
    )
    yield (
        "damaged",
        make.figure(
            damaged,
            "lembar",
            "complete",
            "sorting-damage",
            cells(*_WORK),
            damaged=damaged,
            handled=handled,
            percent=damaged * 100 / handled if handled else 0.0,
        ),
    )
