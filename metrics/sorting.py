"""Sorting and folding of ballots: progress by type, team and shift, rate, end, damage, pay by the sheet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from statistics import median

import narwhals as nw

from elections import Election
from metrics.backward import BackwardPlan
from metrics.damage_causes import cause_of
from metrics.forecast import Forecast, TooLittle, forecast, needed_rate, on_line, plan_line
from metrics.items import Where
from metrics.model import ItemStatus
from metrics.sorting_limit import went_through
from metrics.workdays import Calendar, calendar

SUSPICIOUS = 3
"""A print lot with more than this times the median damage of the lots is named."""

_COLUMNS = (
    "tanggal",
    "item",
    "tim",
    "shift",
    "pekerja",
    "pekerja_difabel",
    "disortir",
    "dilipat",
    "rusak",
    "sebab_rusak",
    "lot",
    "upah_per_lembar",
)


@dataclass(frozen=True)
class TeamDay:
    """One row of a sorting sheet: what a team did, or is planned to do, on a day. Sheets, people, rupiah a
    sheet; None where nobody reported."""

    day: date
    item: str
    team: str | None
    shift: str | None
    people: int | None
    disabled: int | None
    sorted: int | None
    folded: int | None
    damaged: int | None
    cause: str | None
    lot: str | None
    pay: int | None

    @property
    def handled(self) -> int | None:
        """Sheets that went through hands: sorted, else folded and damaged; None where no amount is told."""
        return went_through(self.sorted, self.folded, self.damaged)

    @property
    def paid(self) -> int | None:
        """Sheets that are paid: folded, else sorted."""
        return self.folded if self.folded is not None else self.sorted


@dataclass(frozen=True)
class DayWork:
    """What all teams did on a day, in sheets."""

    day: date
    handled: int
    folded: int
    damaged: int
    teams: int
    people: int


@dataclass(frozen=True)
class LotDamage:
    """The damage of one print lot."""

    lot: str
    handled: int
    damaged: int
    share: Fraction
    suspicious: bool
    """More than `SUSPICIOUS` times the median share of the lots."""
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class CauseDamage:
    """Damaged sheets of one cause."""

    cause: str
    """Code of a cause of the election's rules, else as the sheets write it; "" where they name none."""
    damaged: int
    days: tuple[date, ...]
    written: tuple[str | None, ...]
    """How the sheets write it."""


@dataclass(frozen=True)
class Pay:
    """Rupiah for sheets. A row without a rate has sheets that no pay is known of."""

    sheets: int
    rupiah: int
    without_rate: int
    """Sheets of rows that state no rate; they are among `sheets`."""


@dataclass(frozen=True)
class TypeWork:
    """The work on one ballot type up to the day, and when it ends."""

    item: str
    received: int | None
    """Good sheets that are there to be sorted; None where nobody reported."""
    handled: int | None
    folded: int | None
    damaged: int | None
    left: int | None
    """Received and not handled yet."""
    over: int
    """Handled beyond what was received: never possible, so one of the two numbers is wrong."""
    days: tuple[DayWork, ...]
    planned: tuple[date, ...]
    """Days to come of which the sheets plan work."""
    teams: int
    """On the last reported day."""
    a_team_day: float | None
    """Sheets that a team handled on a full day, over the days that the forecast looks at."""
    a_person_day: float | None
    forecast: Forecast | TooLittle
    due: date
    needed: int | None
    """Sheets a full working day to be done by `due`; None when no working day is left or nothing is known."""
    line: tuple[tuple[date, float], ...]
    """The plan: the same on every full working day from the first reported one to `due`."""
    on_plan: int | None
    """Sheets that the plan has by the end of the last reported day."""
    causes: tuple[CauseDamage, ...]
    """Most first."""
    lots: tuple[LotDamage, ...]
    damage: Fraction | None
    """Damaged of handled."""
    over_reserve: bool
    """More damaged than the reserve."""
    pay: Pay


@dataclass(frozen=True)
class TeamWork:
    """The work of one team (and shift) up to the day."""

    team: str
    shift: str
    days: tuple[date, ...]
    person_days: int
    disabled_days: int
    handled: int
    damaged: int
    pay: Pay


@dataclass(frozen=True)
class Whole:
    """The work on all ballot types together, of those of which somebody said how many came."""

    received: int | None
    handled: int | None
    damaged: int | None
    left: int | None
    days: tuple[DayWork, ...]
    forecast: Forecast | TooLittle
    due: date
    needed: int | None
    """Sheets a full working day to be done by `due`; None when no working day is left or nothing is known."""
    line: tuple[tuple[date, float], ...]
    """The plan: the same on every full working day from the first reported one to `due`."""
    on_plan: int | None
    """Sheets that the plan has by the end of the last reported day."""
    unknown: tuple[str, ...]
    """Types of which nobody said how many came: no amount here holds them."""


@dataclass(frozen=True)
class Sorting:
    """Sorting and folding of a place as of a day."""

    types: tuple[TypeWork, ...]
    whole: Whole
    teams: tuple[TeamWork, ...]
    person_days: int
    disabled_days: int
    """Person-days of people with disabilities, among `person_days`."""
    planned_people: tuple[int, int] | None
    """Fewest and most people of a planned team; None where nothing is planned."""
    planned_teams: int
    pay: Pay
    causes: tuple[CauseDamage, ...] = ()
    """Of all ballot types together, most first."""


def there(one: ItemStatus) -> int | None:
    """Sheets of a ballot type that came to be sorted, replacements among them; None where nobody said."""
    return None if one.received is None else one.received + (one.replaced or 0)


def due_days(plan: BackwardPlan, election: Election) -> dict[str, date]:
    """The latest safe day by which each ballot type must be folded, by the plan back from H-1."""
    own = election.plan[0][0]
    # A type that the plan does not hold must be done when the first stage in common can still begin.
    common = plan.together[0].start_by - timedelta(days=1) if plan.together else plan.deadline
    due = {one.code: common for one in election.items if one.ballot}
    for chain in plan.items:
        for step in chain:
            if step.stage == own and step.item in due:
                due[step.item] = step.latest
    return due


def rows(frame: nw.LazyFrame, where: Where) -> tuple[TeamDay, ...]:
    """The rows of sorting sheets of a place, plans among them, in order of their days."""
    mine = frame.filter(nw.col("office") == where.office, ~nw.col("tanggal").is_null())
    if where.kecamatan is not None:
        mine = mine.filter(nw.col("kecamatan") == where.kecamatan)
    if where.kelurahan is not None:
        mine = mine.filter(nw.col("kelurahan") == where.kelurahan)
    found = [TeamDay(*row) for row in mine.select(*_COLUMNS).collect().rows()]
    return tuple(sorted(found, key=lambda one: (one.day, one.item, one.team or "", one.shift or "")))


def sorting(
    found: Sequence[TeamDay],
    *,
    received: Mapping[str, int | None],
    due: Mapping[str, date],
    election: Election,
    today: date,
) -> Sorting:
    """Progress, rate and end of each ballot type, the teams, and the pay.

    `received` holds the sheets that are there by item; `due` the day by which each must be folded. Days after
    `today` are plans and count for no progress.
    """
    working = calendar(election)
    done = [one for one in found if one.day <= today and one.handled is not None]
    types = tuple(
        _type(
            item.code,
            [one for one in done if one.item == item.code],
            [one for one in found if one.item == item.code and one.day > today],
            received.get(item.code),
            due[item.code],
            election,
            working,
            today,
        )
        for item in election.items
        if item.ballot
    )
    teams: dict[tuple[str, str], list[TeamDay]] = defaultdict(list)
    for one in done:
        teams[one.team or "", one.shift or ""].append(one)
    planned = [one.people for one in found if one.day > today and one.people]
    return Sorting(
        types,
        _whole(types, done, working, today),
        tuple(_team(team, shift, members) for (team, shift), members in sorted(teams.items())),
        sum(one.people or 0 for one in done),
        sum(one.disabled or 0 for one in done),
        (min(planned), max(planned)) if planned else None,
        len({(one.team, one.shift) for one in found if one.day > today}),
        pay(done),
        causes(done, election),
    )


def pay(found: Iterable[TeamDay]) -> Pay:
    """Sheets times the rate of their row, added up: Magelang's 100,354 sheets at Rp 136 are Rp 13,648,144."""
    sheets = rupiah = bare = 0
    for one in found:
        counted = one.paid or 0
        sheets += counted
        if one.pay is None:
            bare += counted
        else:
            rupiah += counted * one.pay
    return Pay(sheets, rupiah, bare)


def lots(found: Iterable[TeamDay]) -> tuple[LotDamage, ...]:
    """The damage of each print lot, worst first; lots that stand out from the others are marked."""
    handled: dict[str, int] = defaultdict(int)
    damaged: dict[str, int] = defaultdict(int)
    members: dict[str, list[TeamDay]] = defaultdict(list)
    for one in found:
        if one.lot and one.handled:
            handled[one.lot] += one.handled
            damaged[one.lot] += one.damaged or 0
            members[one.lot].append(one)
    shares = {lot: Fraction(damaged[lot], count) for lot, count in handled.items()}
    middle = median(shares.values()) if shares else Fraction(0)
    return tuple(
        LotDamage(
            lot,
            handled[lot],
            damaged[lot],
            shares[lot],
            len(shares) > 1 and shares[lot] > SUSPICIOUS * middle,
            _days(members[lot]),
        )
        for lot in sorted(shares, key=lambda lot: (-shares[lot], lot))
    )


def causes(found: Iterable[TeamDay], election: Election) -> tuple[CauseDamage, ...]:
    """Damaged sheets by the causes of the election's rules, most first; other causes as they are written."""
    by_cause: dict[str, list[TeamDay]] = defaultdict(list)
    for one in found:
        if one.damaged:
            by_cause[cause_of(one.cause, election) or one.cause or ""].append(one)
    told = [
        CauseDamage(
            cause,
            sum(one.damaged or 0 for one in members),
            _days(members),
            tuple(sorted({one.cause for one in members}, key=lambda text: text or "")),
        )
        for cause, members in by_cause.items()
    ]
    return tuple(sorted(told, key=lambda one: (-one.damaged, one.cause)))


def _days(found: Iterable[TeamDay]) -> tuple[date, ...]:
    return tuple(sorted({one.day for one in found}))


def _type(
    code: str,
    done: Sequence[TeamDay],
    planned: Sequence[TeamDay],
    received: int | None,
    due: date,
    election: Election,
    working: Calendar,
    today: date,
) -> TypeWork:
    by_day: dict[date, list[TeamDay]] = defaultdict(list)
    for one in done:
        by_day[one.day].append(one)
    days = tuple(_day(day, members) for day, members in sorted(by_day.items()))
    handled = sum(one.handled for one in days) if days else None
    damaged = sum(one.damaged for one in days) if days else None
    left = None if received is None else max(0, received - (handled or 0))
    expected = forecast({one.day: one.handled for one in days}, left or 0, working, today)
    last = days[-1].day if days else today - timedelta(days=1)
    rate = None if left is None else needed_rate(left, max(today, last + timedelta(days=1)), due, working)
    looked_at = [one for one in days if isinstance(expected, Forecast) and one.day in expected.days]
    full = {one.day: working.share(one.day) or 1.0 for one in looked_at}
    team_days = sum(one.teams * full[one.day] for one in looked_at)
    person_days = sum(one.people * full[one.day] for one in looked_at)
    worked = sum(one.handled for one in looked_at)
    share = Fraction(damaged or 0, handled) if handled else None
    line = _line(received, days, due, working)
    return TypeWork(
        code,
        received,
        handled,
        sum(one.folded for one in days) if any(one.folded is not None for one in done) else None,
        damaged,
        left,
        max(0, (handled or 0) - received) if received is not None else 0,
        days,
        tuple(sorted({one.day for one in planned})),
        days[-1].teams if days else 0,
        worked / team_days if team_days else None,
        worked / person_days if person_days else None,
        expected,
        due,
        None if rate is None else ceil(rate - 1e-9),
        line,
        _on_line(line, days),
        causes(done, election),
        lots(done),
        share,
        share is not None and share > election.damage_limit,
        pay(done),
    )


def _whole(types: Sequence[TypeWork], done: Sequence[TeamDay], working: Calendar, today: date) -> Whole:
    # Types are often sorted one after the other by the same people: only all of them together tell the end.
    known = {one.item for one in types if one.received is not None}
    counted = [one for one in types if one.item in known]
    by_day: dict[date, list[TeamDay]] = defaultdict(list)
    for one in done:
        if one.item in known:
            by_day[one.day].append(one)
    days = tuple(_day(day, members) for day, members in sorted(by_day.items()))
    left = sum(one.left or 0 for one in counted) if counted else None
    due = min(one.due for one in types)
    last = days[-1].day if days else today - timedelta(days=1)
    start = max(today, last + timedelta(days=1))
    rate = None if left is None else needed_rate(left, start, due, working)
    received = sum(one.received or 0 for one in counted) if counted else None
    line = _line(received, days, due, working)
    return Whole(
        received,
        sum(one.handled for one in days) if days else None,
        sum(one.damaged for one in days) if days else None,
        left,
        days,
        forecast({one.day: one.handled for one in days}, left or 0, working, today),
        due,
        None if rate is None else ceil(rate - 1e-9),
        line,
        _on_line(line, days),
        tuple(one.item for one in types if one.item not in known and one.handled),
    )


def _line(
    received: int | None, days: Sequence[DayWork], due: date, working: Calendar
) -> tuple[tuple[date, float], ...]:
    return plan_line(received, days[0].day, due, working) if received and days else ()


def _on_line(line: tuple[tuple[date, float], ...], days: Sequence[DayWork]) -> int | None:
    found = on_line(line, days[-1].day) if days else None
    # A half of a sheet is none.
    return None if found is None else int(found + 1e-6)


def _day(day: date, members: Sequence[TeamDay]) -> DayWork:
    # The same people may fold two types or work on in a second row of their team: a team counts once a day.
    people: dict[tuple[str | None, str | None], int] = {}
    for one in members:
        key = (one.team, one.shift)
        people[key] = max(people.get(key, 0), one.people or 0)
    return DayWork(
        day,
        sum(one.handled or 0 for one in members),
        sum(one.folded or 0 for one in members),
        sum(one.damaged or 0 for one in members),
        len(people),
        sum(people.values()),
    )


def _team(team: str, shift: str, members: Sequence[TeamDay]) -> TeamWork:
    return TeamWork(
        team,
        shift,
        _days(members),
        sum(one.people or 0 for one in members),
        sum(one.disabled or 0 for one in members),
        sum(one.handled or 0 for one in members),
        sum(one.damaged or 0 for one in members),
        pay(members),
    )
