"""The backward plan: from H-1 back to the latest safe day of every item and stage, and the slack of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.workdays import Calendar, before, finish

ARRIVAL = "received"
"""The stage at which every chain begins."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Chain:
    """What must be done with one item before it can be packed with the others."""

    item: str
    arrival: date | None
    """When it came, or is expected; None: nobody said."""
    there: bool
    """Whether all of it came already."""
    steps: tuple[tuple[str, float], ...]
    """Stage and the full working days that are still left of it; 0 for one that is done."""


@dataclass(frozen=True)
class Step:
    """One stage of an item, or of all items together (`item` None)."""

    item: str | None
    stage: str
    days: float
    """Full working days that it still takes."""
    start_by: date
    """The last day on which it can begin."""
    latest: date
    """The last day on which it can end; of the arrival, on which the goods can come."""
    expected: date | None
    """When it ends as things stand; None where an arrival that it waits for is not known."""
    done: bool

    @property
    def slack(self) -> int | None:
        """Days between what is expected and the latest safe day: below 0, H-1 cannot be kept."""
        return None if self.expected is None else (self.latest - self.expected).days


@dataclass(frozen=True)
class BackwardPlan:
    """Every item's own steps, then those that wait for all items."""

    deadline: date
    items: tuple[tuple[Step, ...], ...]
    """One chain an item, beginning with its arrival."""
    together: tuple[Step, ...]
    waits_for: tuple[str, ...]
    """Items whose arrival nobody knows: without them no day can be told for what follows."""


def backward(
    chains: Sequence[Chain],
    together: Sequence[tuple[str, float]],
    deadline: date,
    calendar: Calendar,
    today: date,
) -> BackwardPlan:
    """The plan back from `deadline` (H-1 at the polling stations, UU 7/2017) over the office's working days.

    `together` are the stages that take all items at once, in their order, since all that a polling station
    gets goes into one box: with the full working days that each still takes. What is late already begins
    today at the earliest.
    """
    common_limits = limits(together, deadline, calendar)
    # Without a stage in common each item has until the deadline itself.
    goods_by = common_limits[0][0] - _DAY if common_limits else deadline
    items = tuple(_of_item(one, goods_by, calendar, today) for one in chains)
    unknown = tuple(steps[0].item or "" for steps in items if steps[-1].expected is None)
    ready: date | None = None
    if not unknown:
        ready = max((steps[-1].expected or today for steps in items), default=today - _DAY)
    common = []
    for (stage, days), (start_by, latest) in zip(together, common_limits, strict=True):
        ready = _end(days, ready, calendar, today)
        common.append(Step(None, stage, days, start_by, latest, ready, days == 0))
    return BackwardPlan(deadline, items, tuple(common), unknown)


def limits(steps: Sequence[tuple[str, float]], deadline: date, calendar: Calendar) -> list[tuple[date, date]]:
    """Latest start and latest end of each step (its name and full working days), the last one ending at
    `deadline`."""
    found: list[tuple[date, date]] = []
    latest = deadline
    for _, days in reversed(steps):
        # A stage that is done takes no day, but keeps its place in the row.
        start_by = before(latest, days, calendar) if days > 0 else latest + _DAY
        found.append((start_by, latest))
        latest = start_by - _DAY
    return found[::-1]


def _of_item(one: Chain, goods_by: date, calendar: Calendar, today: date) -> tuple[Step, ...]:
    own_limits = limits(one.steps, goods_by, calendar)
    come_by = own_limits[0][0] - _DAY if own_limits else goods_by
    come = one.arrival
    if not one.there and come is not None:
        # What was expected before today and is not there comes today at the earliest.
        come = max(come, today)
    elif one.there and come is None:
        come = min(today, come_by)
    found = [Step(one.item, ARRIVAL, 0, come_by, come_by, come, one.there)]
    ready = come
    for (stage, days), (start_by, latest) in zip(one.steps, own_limits, strict=True):
        ready = _end(days, ready, calendar, today)
        found.append(Step(one.item, stage, days, start_by, latest, ready, days == 0))
    return tuple(found)


def _end(days: float, ready: date | None, calendar: Calendar, today: date) -> date | None:
    """The day on which a step ends that begins the day after `ready`, today at the earliest."""
    if ready is None or days <= 0:
        return ready
    return finish(days, 1.0, max(ready + _DAY, today), calendar)
