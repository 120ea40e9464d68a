"""The six rights of logistics (tepat jumlah, jenis, waktu, sasaran, kualitas, hemat): one rule and one number
each. KPU names them in its guide to the management of logistics (Keputusan KPU 1395/2023)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from elections import Election
from metrics.backward import BackwardPlan
from metrics.model import Figure, Formula, ItemStatus, PlaceStatus, Right, RightCode, Source, State

Verdict = Literal["kept", "broken", "unknown"]

_MEASURES: Mapping[RightCode, tuple[str, ...]] = {
    "amount": ("kebutuhan", "diterima", "rusak", "pengganti"),
    "kind": ("diterima",),
    "time": ("kebutuhan", "diterima"),
    "target": ("kebutuhan", "diterima", "rusak", "pengganti"),
    "quality": ("diterima", "rusak", "pengganti"),
    "thrift": ("kebutuhan", "diterima", "rusak", "pengganti"),
}
"""The columns that each rule looks at."""


def rights(
    items: Sequence[ItemStatus], places: Sequence[PlaceStatus], plan: BackwardPlan, election: Election
) -> tuple[Right, ...]:
    """The six, in KPU's order.

    amount: as much good as needed; kind: something of it has come; time: no deadline missed and, by the
    backward plan, none will be; target: the place has all that it needs; quality: no more damaged than the
    reserve; thrift: no more taken in than needed, but for what replaces the damaged.
    """
    needed = [one for one in items if one.need and one.state != "not-applicable"]
    late = {step.item for chain in plan.items for step in chain if step.slack is not None and step.slack < 0}

    def time(one: ItemStatus) -> Verdict:
        if one.state == "not-reported":
            return "unknown"
        return "broken" if one.late_since is not None or one.item in late else "kept"

    def quality(one: ItemStatus) -> Verdict:
        if one.received is None or one.damaged is None:
            return "unknown"
        left = max(0, one.damaged - (one.replaced or 0))
        within = left == 0 or Fraction(left, max(one.received, 1)) <= election.damage_limit
        return "kept" if within else "broken"

    def thrift(one: ItemStatus) -> Verdict:
        if one.good is None or one.need is None:
            return "unknown"
        return "broken" if one.good > one.need else "kept"

    return (
        _right("amount", needed, lambda one: _of_state(one, ("complete",))),
        _right("kind", needed, lambda one: _of_state(one, ("complete", "short"))),
        _right("time", needed, time),
        _target(places),
        _right("quality", needed, quality),
        _right("thrift", needed, thrift),
    )


def figure(one: Right, whole: Figure, items: Sequence[ItemStatus]) -> Figure:
    """The number of a right: how many keep it, with its formula and the cells that its rule looks at. `whole`
    is the readiness of the Board's place, which stands on the same sheets; `items` are those of the place."""
    state: State = "not-reported" if not one.known else "short" if one.broken else "complete"
    if one.known and not one.kept:
        state = "not-received"
    formula = Formula(
        f"right-{one.code}",
        (("known", one.known), ("broken", len(one.broken)), ("kept", one.kept), ("unknown", one.unknown)),
    )
    sources = tuple(replace(source, measures=_MEASURES[one.code]) for source in whole.sources)
    if one.code == "quality":
        sources += _damage_told_elsewhere(items)
    unit = "places" if one.code == "target" else "kinds"
    value = one.kept if one.known else None
    return replace(
        whole, value=value, unit=unit, state=state, formula=formula, sources=sources, target=one.known
    )


def _damage_told_elsewhere(items: Sequence[ItemStatus]) -> tuple[Source, ...]:
    """Where the damage of an item is told at another level than the one that counts for its goods."""
    damages = (found for one in items for name, found in one.amounts if name == "damaged")
    return tuple(source for one in damages for source in one.sources if source.grain is None)


def _of_state(one: ItemStatus, good: Sequence[str]) -> Verdict:
    if one.state == "not-reported":
        return "unknown"
    return "kept" if one.state in good else "broken"


def _right(code: RightCode, items: Sequence[ItemStatus], rule: Callable[[ItemStatus], Verdict]) -> Right:
    return _counted(code, [(one.item, rule(one)) for one in items])


def _target(places: Sequence[PlaceStatus]) -> Right:
    return _counted("target", [(one.place.code, _of_place(one)) for one in places])


def _of_place(one: PlaceStatus) -> Verdict:
    if not one.reported or one.percent.value is None:
        return "unknown"
    lacking = any(figure.state in ("short", "not-received") for _, figure in one.items)
    return "broken" if lacking else "kept"


def _counted(code: RightCode, found: Sequence[tuple[str, Verdict]]) -> Right:
    broken = tuple(name for name, verdict in found if verdict == "broken")
    unknown = sum(verdict == "unknown" for _, verdict in found)
    return Right(code, len(found) - unknown - len(broken), len(found) - unknown, unknown, broken)
