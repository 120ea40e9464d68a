"""Over items: weighted means, the gauges of stages and groups, and the verdict with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from elections import Election, Item
from metrics.claims import Claims
from metrics.items import percent
from metrics.model import (
    Figure,
    Formula,
    Gauge,
    ItemStatus,
    PlaceStatus,
    Readiness,
    Reason,
    Source,
    State,
    Verdict,
)
from metrics.parts import Part

Shares = tuple[Fraction, Fraction, Fraction]
"""Ready, not ready and not reported; they sum to 1."""


def shares(parts: Sequence[tuple[Item, Part]]) -> Shares:
    """The mean of the items by their weights.

    Items that the place does not need leave the weights; an item that nobody reported keeps its weight.
    """
    applying = [(item.weight, part) for item, part in parts if part.applies]
    total = sum((weight for weight, _ in applying), Fraction(0))
    if not total:
        return Fraction(0), Fraction(0), Fraction(1)
    ready = sum((weight * part.done for weight, part in applying if part.ready), Fraction(0)) / total
    untold = ((weight, share) for weight, part in applying if (share := part.unknown))
    unknown = sum((weight * share for weight, share in untold), Fraction(0)) / total
    return ready, 1 - ready - unknown, unknown


def points(parts: Sequence[tuple[Item, Part]]) -> dict[str, float]:
    """The weight of each item among those that apply, in points of 100."""
    total = sum((item.weight for item, part in parts if part.applies), Fraction(0))
    return {
        item.code: percent(item.weight / total) if part.applies and total else 0.0 for item, part in parts
    }


def mean_figure(
    parts: Sequence[tuple[Item, Part]],
    told: Shares,
    claims: Claims,
    sources: tuple[Source, ...],
    target: float,
) -> Figure:
    """The weighted mean, of which `told` are the shares, as a figure; None where nobody reported any of the
    items."""
    ready, not_ready, unknown = told
    spoken = [one for _, part in parts for one in part.spoken]
    kind = next((part.kind for _, part in parts if part.spoken), "logistik")
    fresh = claims.freshness(kind, spoken)
    applying = [part for _, part in parts if part.applies]
    if not applying:
        return Figure(None, "percent", "not-applicable", Formula("not-applicable", ()), (), fresh, target)
    if not any(part.grain is not None and part.need is not None for part in applying):
        return Figure(None, "percent", "not-reported", Formula("not-reported", ()), (), fresh, target)
    weight = sum((item.weight for item, part in parts if part.applies), Fraction(0))
    value = percent(ready)
    formula = Formula(
        "weighted-partly" if unknown else "weighted",
        (
            ("points", percent(ready * weight)),
            ("weight", percent(weight)),
            ("items", len(applying)),
            ("percent", value),
            *((("not_reported", percent(unknown)),) if unknown else ()),
        ),
    )
    state: State = "complete" if ready == 1 else "not-reported" if not not_ready else "short"
    if state == "short" and not ready:
        state = "not-received"
    return Figure(value, "percent", state, formula, sources, fresh, target)


def applies_to(stage: str, item: Item, reported: bool) -> bool:
    """Whether a stage is one of an item: only ballots are folded; others count as sorted where sheets say
    so."""
    if stage == "folded":
        return item.ballot
    return item.ballot or reported if stage == "sorted" else True


def gauge(
    code: str, parts: Sequence[tuple[Item, Part]], claims: Claims, sources: tuple[Source, ...]
) -> Gauge:
    """The readiness of a stage or group."""
    told = shares(parts)
    return Gauge(code, mean_figure(parts, told, claims, sources, 100.0), percent(told[2]))


def readiness(
    parts: Sequence[tuple[Item, Part]],
    items: Sequence[ItemStatus],
    places: Sequence[PlaceStatus],
    claims: Claims,
    election: Election,
    sources: tuple[Source, ...],
    today: date,
) -> Readiness:
    """The headline with its verdict."""
    told = shares(parts)
    ready, not_ready, unknown = told
    figure = mean_figure(parts, told, claims, sources, election.ready_at)
    verdict, reasons = judge(figure.value, percent(unknown), items, places, election, today)
    reported = of_reported(parts, told, figure) if unknown else None
    return Readiness(figure, percent(ready), percent(not_ready), percent(unknown), verdict, reasons, reported)


def of_reported(parts: Sequence[tuple[Item, Part]], told: Shares, whole: Figure) -> Figure | None:
    """The mean over what was reported alone: what nobody reported neither raises nor lowers it."""
    ready, not_ready, _ = told
    if whole.value is None or not ready + not_ready:
        return None
    weight = sum((item.weight for item, part in parts if part.applies), Fraction(0))
    value = percent(ready / (ready + not_ready))
    formula = Formula(
        "weighted-reported",
        (
            ("points", percent(ready * weight)),
            ("reported", percent((ready + not_ready) * weight)),
            ("percent", value),
        ),
    )
    state: State = "complete" if not not_ready else "short" if ready else "not-received"
    return replace(whole, value=value, state=state, formula=formula)


def judge(
    value: float | int | None,
    unknown: float,
    items: Sequence[ItemStatus],
    places: Sequence[PlaceStatus],
    election: Election,
    today: date,
) -> tuple[Verdict, tuple[Reason, ...]]:
    """The verdict and why. A critical item short after its date forces BELUM SIAP, whatever the percentage
    says."""
    if value is None:
        return "BELUM ADA DATA", (Reason("nothing-reported"),)
    lacking = [one for one in items if one.state in ("short", "not-received")]
    late = [one for one in lacking if one.critical and one.late_since is not None]
    early = [one for one in lacking if one.critical and one.late_since is None]
    others = [one for one in lacking if not one.critical]
    silent = [one for one in items if one.not_reported > 0]
    reasons: list[Reason] = []
    reasons += [_lacks("critical-late", one, today) for one in late]
    if value < election.attention_at:
        reasons.append(Reason("below-attention", (("percent", value), ("limit", election.attention_at))))
    reasons += [_lacks("critical-missing", one, today) for one in early]
    reasons += [_lacks("item-late" if one.late_since else "item-missing", one, today) for one in others]
    if silent:
        reasons.append(
            Reason(
                "items-not-reported",
                (("count", len(silent)), ("total", sum(1 for one in items if one.weight))),
            ),
        )
    unheard = [one for one in places if not one.reported]
    if unheard:
        reasons.append(
            Reason(
                f"places-not-reported-{unheard[0].place.level}",
                (("count", len(unheard)), ("total", len(places))),
            )
        )
    if late or value < election.attention_at:
        return "BELUM SIAP", tuple(reasons)
    if value >= election.ready_at and not early and not unknown:
        return "SIAP", (Reason("ready", (("percent", value), ("limit", election.ready_at))), *reasons)
    if not reasons:
        reasons.append(Reason("below-ready", (("percent", value), ("limit", election.ready_at))))
    return "PERHATIAN", tuple(reasons)


def _lacks(code: str, one: ItemStatus, today: date) -> Reason:
    values: dict[str, str | int | date | None] = {
        "item": one.item,
        "good": one.good,
        "need": one.need,
        "short": one.short,
        "due": one.due,
        "days": (one.due - today).days,
    }
    if one.late_since is not None:
        values["since"] = one.late_since
    return Reason(code, tuple(values.items()))


def by_code(parts: Mapping[str, Part], election: Election) -> list[tuple[Item, Part]]:
    """Parts with their items, in the election's order."""
    return [(item, parts[item.code]) for item in election.items if item.code in parts]
