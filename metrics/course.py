"""The course of a stage over the days that sheets tell of, against the straight line of the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from elections import Election
from metrics.backward import ARRIVAL, limits
from metrics.model import Figure, Formula, Gauge
from metrics.workdays import calendar

LEAST = 2
"""Days that a line needs: one day is a point, and no course."""


@dataclass(frozen=True)
class Point:
    """What was done by a day, in percent."""

    day: date
    figure: Figure
    """Of that day, with the cells that were in force then."""
    not_reported: float

    @property
    def percent(self) -> float:
        """What was done."""
        return float(self.figure.value or 0.0)


@dataclass(frozen=True)
class Course:
    """One stage: what was done by each reported day, and what should be by plan."""

    stage: str
    points: tuple[Point, ...]
    """Days with a number, oldest first."""
    start: tuple[date, float]
    """Where the line of the plan begins: day and percent."""
    end: date
    """The day on which all of it must be done."""

    @property
    def too_little(self) -> bool:
        """Whether there are fewer days than a line needs."""
        return len(self.points) < LEAST

    def planned(self, day: date) -> float:
        """Percent that should be done by the end of a day: a straight line from the start to the end."""
        first, share = self.start
        if day >= self.end or share >= 100:
            return 100.0
        if day <= first:
            return share
        return share + (100.0 - share) * (day - first).days / (self.end - first).days

    @property
    def ahead(self) -> float | None:
        """Percentage points that the last day lies above the plan, below it if negative; None without one."""
        last = self.points[-1] if self.points else None
        return None if last is None else last.percent - self.planned(last.day)


def courses(found: Mapping[date, Sequence[Gauge]], election: Election) -> tuple[Course, ...]:
    """The course of receiving and of every stage of the office's plan that somebody reported.

    Receiving has no day of its own on which it begins: its line goes from the first reported day to the day
    on which all must be at the city. The other stages begin and end on the days of the backward plan, with
    the full working days that the office gives them. `found` are the gauges as of each day.
    """
    spans = _spans(election)
    told = []
    for stage in (ARRIVAL, *spans):
        points = tuple(
            Point(day, _as_of(day, one.percent), one.not_reported)
            for day in sorted(found)
            for one in found[day]
            if one.code == stage and one.percent.value is not None
        )
        if not points:
            continue
        first = points[0]
        if stage == ARRIVAL:
            end = election.deadline("at_city")
            # A first report after that day finds a plan that is over: all of it should be there.
            start = (first.day, first.percent) if first.day < end else (first.day, 100.0)
        else:
            begin, end = spans[stage]
            start = (begin - timedelta(days=1), 0.0)
        told.append(Course(stage, points, start, end))
    return tuple(told)


def _spans(election: Election) -> dict[str, tuple[date, date]]:
    """First and last day of each stage of the plan, with its full days."""
    days = limits(election.plan, election.deadline("at_tps"), calendar(election))
    return {stage: span for (stage, _), span in zip(election.plan, days, strict=True)}


def _as_of(day: date, one: Figure) -> Figure:
    return replace(one, sources=tuple(replace(source, day=day) for source in one.sources))


def course_figures(found: Sequence[Course]) -> dict[str, Figure]:
    """What was done of each stage by each day (`course:<stage>:<day>`), and that beside the line of the plan
    (`course:<stage>:<day>:difference`)."""
    named = {}
    for one in found:
        for point in one.points:
            name = f"course:{one.stage}:{point.day.isoformat()}"
            named[name] = point.figure
            named[f"{name}:difference"] = _beside(one, point)
    return named


def _beside(one: Course, point: Point) -> Figure:
    (first, share), planned = one.start, one.planned(point.day)
    values = (
        *(("percent", point.percent), ("planned", planned), ("difference", point.percent - planned)),
        *(("first", first), ("share", share), ("end", one.end), ("day", point.day)),
    )
    difference = point.percent - planned
    state = "short" if difference < 0 else "complete"
    formula = Formula("course-difference", values)
    return replace(point.figure, value=difference, unit="points", state=state, formula=formula)
