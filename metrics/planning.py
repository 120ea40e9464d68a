"""The backward plan of a Board: what is still to be done of each stage, from how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from elections import Election
from metrics.backward import BackwardPlan, Chain, Step, backward
from metrics.model import Board, Figure, Formula, Gauge, ItemStatus
from metrics.workdays import calendar

TOGETHER = "together"
"""Stands for all items in the name of a step's number."""


def plan(
    items: Sequence[ItemStatus], stages: Sequence[Gauge], election: Election, today: date
) -> BackwardPlan:
    """Back from H-1 over the working days that the office gives each stage (settings); of a stage that is
    partly done, the same part of its days is left.

    Goods that are short come on the day that the sheet expects; where it names none, nobody knows.
    """
    (own, days), *rest = election.plan
    share = {gauge.code: gauge.percent.value for gauge in stages}
    chains = [
        Chain(
            one.item,
            None if one.state == "complete" else one.expected,
            one.state == "complete",
            ((own, _left(days, _progress(one, own))),) if election.item(one.item).ballot else (),
        )
        for one in items
        if one.need and one.state != "not-applicable"
    ]
    together = [(stage, _left(full, share.get(stage))) for stage, full in rest]
    return backward(chains, together, election.deadline("at_tps"), calendar(election), today)


Standing = Literal["done", "in-time", "near", "late", "unknown"]


def standing(step: Step, election: Election) -> Standing:
    """How a step stands: tight below the days that the office set."""
    if step.done:
        return "done"
    if step.slack is None:
        return "unknown"
    return "late" if step.slack < 0 else "near" if step.slack < election.near_days else "in-time"


def days_late(plan: BackwardPlan, item: str) -> int:
    """Days by which an item's own steps miss their latest safe days; 0 where they do not."""
    slack = [step.slack for chain in plan.items for step in chain if step.item == item]
    return max(0, *(-one for one in slack if one is not None), 0)


def slack_figures(board: Board) -> dict[str, Figure]:
    """The days left over by `plan:<item>:<stage>`: of each step of an item that is not done, and of those
    that wait for all items (`TOGETHER`)."""
    of_item = {one.item: one.percent for one in board.items}
    steps = [*(step for chain in board.plan.items for step in chain), *board.plan.together]
    return {
        f"plan:{one.item or TOGETHER}:{one.stage}": _slack(
            one, of_item[one.item] if one.item else board.readiness.percent
        )
        for one in steps
        if one.slack is not None and not (one.done and one.item)
    }


def days_figures(board: Board) -> dict[str, Figure]:
    """The working days that each stage still takes, by `plan-days:<item>:<stage>` (`TOGETHER` as above)."""
    of_stage = {gauge.code: gauge.percent for gauge in board.stages}
    of_item = {one.item: dict(one.stages) for one in board.items}
    steps = [*(step for chain in board.plan.items for step in chain), *board.plan.together]
    found = {}
    for one in steps:
        done = of_item[one.item].get(one.stage) if one.item else of_stage.get(one.stage)
        stands_on = done or board.readiness.percent
        values = (("percent", (done and done.value) or 0.0), ("days", one.days))
        found[f"plan-days:{one.item or TOGETHER}:{one.stage}"] = replace(
            stands_on,
            value=one.days,
            unit="work-days",
            state="short",
            formula=Formula("plan-days", values),
            sources=done.sources if done else (),
            target=None,
        )
    return {name: figure for name, figure in found.items() if figure.value}


def _slack(one: Step, stands_on: Figure) -> Figure:
    late = one.slack is not None and one.slack < 0
    sources = tuple(
        replace(each, measures=("tgl_perkiraan", *each.measures))
        for each in stands_on.sources
        if each.kind == "logistik"
    )
    values = (("latest", one.latest), ("expected", one.expected), ("slack", one.slack))
    state = "short" if late else "complete"
    return Figure(one.slack, "days", state, Formula("slack", values), sources, stands_on.freshness)


def _progress(one: ItemStatus, stage: str) -> float | int | None:
    found: Mapping[str, float | int | None] = {name: figure.value for name, figure in one.stages}
    return found.get(stage)


def _left(days: float, percent: float | int | None) -> float:
    # What nobody reported is still to be done in full.
    return days if percent is None else days * max(0.0, 100.0 - percent) / 100.0
