"""How many days each alert has lost already: past its day, or beyond what the backward plan can bear."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from metrics.backward import BackwardPlan, Step
from metrics.model import Alert


def with_lost(found: Iterable[Alert], plan: BackwardPlan, today: date) -> list[Alert]:
    """The alerts with the days that they have lost; those in time have lost none."""
    by_item = {steps[0].item: _of_steps(steps, today) for steps in plan.items if steps}
    return [replace(one, lost=max(_past(one, today), by_item.get(one.item, 0))) for one in found]


def _past(one: Alert, today: date) -> int:
    """Days since the day that it missed."""
    days = (today - one.since).days if one.since is not None else 0
    return max(0, days, -one.days_left if one.days_left is not None else 0)


def _of_steps(steps: Sequence[Step], today: date) -> int:
    """Slack below zero of an item's steps; where nobody knows when it ends, the days since its last safe
    day."""
    lost = 0
    for one in steps:
        if not one.done:
            slack = one.slack if one.slack is not None else (one.latest - today).days
            lost = max(lost, -slack)
    return lost
