"""One item at a place in full: amounts, need by sheet and by rule, stages, and how the grains compare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

import narwhals as nw

from elections import Election, Item
from metrics.claims import Claims, Spoken
from metrics.model import Figure, Formula, ItemStatus, Level, Reason, Source, State, Value
from metrics.needs import by_rule, reserves
from metrics.parts import (
    Amounts,
    Part,
    Scope,
    choose,
    fineness,
    grains_at,
    spoken_for,
    stated_total,
    tally_of,
    whole_need,
)
from metrics.tallies import STAGES, Tallies


@dataclass(frozen=True)
class Where:
    """How facts name the Board's place."""

    office: str
    kecamatan: str | None = None
    kelurahan: str | None = None
    tps: int | None = None

    @property
    def names(self) -> tuple[str, str | None, str | None]:
        """Office, kecamatan and kelurahan."""
        return self.office, self.kecamatan, self.kelurahan


@dataclass(frozen=True)
class Sorted:
    """What the sheets of sorting days add up to for an item, up to the day; None where nobody reported."""

    sorted: int | None
    folded: int | None
    damaged: int | None
    by_day: tuple[tuple[date, int], ...] = ()
    """Sheets that went through hands on each reported day: sorted, else folded and damaged."""


def sorting(frame: nw.LazyFrame, where: Where, day: date) -> Mapping[str, Sorted]:
    """Sorting and folding by item; days after `day` are plans and count for nothing."""
    mine = frame.filter(nw.col("office") == where.office, nw.col("tanggal") <= day)
    if where.kecamatan is not None:
        mine = mine.filter(nw.col("kecamatan") == where.kecamatan)
    if where.kelurahan is not None:
        mine = mine.filter(nw.col("kelurahan") == where.kelurahan)
    names = ("disortir", "dilipat", "rusak")
    handled = nw.coalesce(nw.col("disortir"), nw.col("dilipat") + nw.col("rusak").fill_null(0))
    rows = (
        mine.with_columns(handled.alias("handled"))
        .group_by("item", "tanggal")
        .agg(
            *(nw.col(name).sum().cast(nw.Int64).alias(name) for name in (*names, "handled")),
            *(nw.col(name).count().alias(f"has_{name}") for name in (*names, "handled")),
        )
    )
    days: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows.collect().iter_rows(named=True):
        days.setdefault(row["item"], []).append(row)
    found = {}
    for item, members in days.items():
        found[item] = Sorted(
            _told(members, "disortir"),
            _told(members, "dilipat"),
            _told(members, "rusak"),
            tuple(sorted((one["tanggal"], int(one["handled"])) for one in members if one["has_handled"])),
        )
    return found


def _told(days: Iterable[Mapping[str, Any]], name: str) -> int | None:
    counts = [int(one[name]) for one in days if one[f"has_{name}"]]
    return sum(counts) if counts else None


def amounts(
    item: Item,
    scope: Scope,
    tallies: Tallies,
    claims: Claims,
    election: Election,
    sorted_by_item: Mapping[str, Sorted],
) -> Amounts:
    """The amounts of an item; damage that only another sheet states is taken off what is ready."""
    part = choose(item, "received", scope, tallies, claims, election)
    rule = by_rule(item, scope.whole, scope.level, reserves(election))
    if part.grain is None:
        _, from_sheet = whole_need(item, scope, tallies, claims, election)
        return Amounts(
            item, part.need, from_sheet, rule, None, None, None, part, _expected(item, scope, tallies)
        )
    grain = part.grain
    received = _sum(item, grain, scope, tallies, "received")
    damaged = _sum(item, grain, scope, tallies, "damaged")
    replaced = _sum(item, grain, scope, tallies, "replaced")
    if damaged is None:
        damaged = _other(item, grain, scope, tallies, claims, "rusak", "damaged")
        if damaged is None and scope.own and item.code in sorted_by_item:
            damaged = sorted_by_item[item.code].damaged
        if damaged:
            part = _less(part, damaged)
    if replaced is None:
        replaced = _other(item, grain, scope, tallies, claims, "pengganti", "replaced")
    from_sheet = _need_on_sheet(item, grain, scope, tallies)
    return Amounts(
        item,
        part.need,
        from_sheet,
        rule,
        received,
        damaged,
        replaced,
        part,
        _expected(item, scope, tallies),
    )


def _less(part: Part, damaged: int) -> Part:
    good = max(0, part.value - damaged)
    return Part(
        part.kind,
        part.grain,
        good,
        min(part.ready, good),
        part.reported_need,
        part.missing,
        part.need,
        part.spoken,
    )


def _inside(item: Item, grain: str, scope: Scope, tallies: Tallies) -> list[str | int]:
    keys = tallies.get((item.code, grain), {})
    if not scope.own:
        return [child for child in scope.children if child in keys]
    return list(keys)


def _sum(item: Item, grain: str, scope: Scope, tallies: Tallies, name: str) -> int | None:
    found = None
    for child in _inside(item, grain, scope, tallies):
        tally = tally_of(tallies, item.code, grain, child)
        value = getattr(tally, name) if tally is not None else None
        if tally is not None and name == "received" and "received" not in tally.stages:
            value = None
        if value is not None:
            found = (found or 0) + value
    return found


def _other(
    item: Item, chosen: str, scope: Scope, tallies: Tallies, claims: Claims, measure: str, name: str
) -> int | None:
    """A number that the chosen grain's sheet lacks, from the newest other grain that has it."""
    best: tuple[tuple[date, int], int] | None = None
    for grain in grains_at(scope):
        spoken = spoken_for(claims, item.code, measure, grain, scope)
        value = _sum(item, grain, scope, tallies, name) if grain != chosen and spoken else None
        if value is None:
            continue
        rank = (max(one.day for one in spoken.values()), fineness(grain))
        if best is None or rank > best[0]:
            best = (rank, value)
    return best[1] if best else None


def _need_on_sheet(item: Item, grain: str, scope: Scope, tallies: Tallies) -> bool:
    return any(
        tally.sheet_places
        for child in _inside(item, grain, scope, tallies)
        if (tally := tally_of(tallies, item.code, grain, child)) is not None
    )


def _expected(item: Item, scope: Scope, tallies: Tallies) -> date | None:
    days = [
        tally.expected
        for grain in grains_at(scope)
        for child in _inside(item, grain, scope, tallies)
        if (tally := tally_of(tallies, item.code, grain, child)) is not None and tally.expected is not None
    ]
    return max(days, default=None)


def stage_part(
    item: Item,
    stage: str,
    scope: Scope,
    tallies: Tallies,
    claims: Claims,
    election: Election,
    sorted_by_item: Mapping[str, Sorted],
) -> Part:
    """One later stage; sorted and folded fall back on the sheets of sorting days where `logistik` says
    nothing."""
    part = choose(item, stage, scope, tallies, claims, election)
    if part.grain is not None or stage not in ("sorted", "folded") or not scope.own:
        return part
    days = sorted_by_item.get(item.code)
    value = None if days is None else (days.sorted if stage == "sorted" else days.folded)
    if value is None or part.need is None:
        return part
    measure = STAGES[stage]
    spoken = tuple(
        one
        for (kind, subject, named, _), inner in claims.by_key.items()
        if kind == "sortir_lipat" and named == measure and subject.split("|")[0] == item.code
        for one in inner.values()
    )
    return Part("sortir_lipat", "kota", value, min(value, part.need), part.need, 0, part.need, spoken)


def state_of(part: Part, received: int | None) -> State:
    """complete, short, not-received, not-reported or not-applicable."""
    if not part.applies:
        return "not-applicable"
    if part.grain is None or part.need is None:
        return "not-reported"
    if part.short <= 0:
        # What was reported is complete; the rest nobody spoke of.
        return "not-reported" if part.missing else "complete"
    if not received and part.ready == 0:
        return "not-received"
    return "short"


def percent(share: Fraction) -> float:
    """An exact share as percent; below the whole it never becomes 100 by rounding."""
    return float(share * 100)


def figure(
    part: Part,
    item: Item,
    stage: str,
    where: Where,
    claims: Claims,
    state: State,
    target: float | None,
    amount: Amounts | None = None,
) -> Figure:
    """The percent of one stage of an item with its formula, its source and its age."""
    fresh = claims.freshness(part.kind, part.spoken)
    if part.grain is None or part.need is None or not part.applies:
        name = "not-applicable" if not part.applies else "not-reported"
        return Figure(None, "percent", state, Formula(name, (("item", item.code),)), (), fresh, target)
    share = percent(part.done)
    values: list[tuple[str, Value]] = [("ready", part.ready), ("need", part.need), ("percent", share)]
    name = "progress"
    if amount is not None and (amount.damaged or amount.replaced):
        name = "progress-good"
        values += [
            ("received", amount.received or 0),
            ("damaged", amount.damaged or 0),
            ("replaced", amount.replaced or 0),
            ("good", part.value),
        ]
    if part.missing:
        name += "-partly"
        values.append(("missing", part.missing))
    return Figure(
        share,
        "percent",
        state,
        Formula(name, tuple(values)),
        sources(part, item, stage, where, claims),
        fresh,
        target,
    )


def amount_figures(
    amount: Amounts, scope: Scope, tallies: Tallies, where: Where, claims: Claims, state: State
) -> tuple[tuple[str, Figure], ...]:
    """The amounts of an item as figures, each with its formula and the cells that it stands on."""
    part, item = amount.part, amount.item
    if part.grain is None or part.need is None:
        return ()
    fresh = claims.freshness(part.kind, part.spoken)
    place = (where.kecamatan, where.kelurahan, where.tps)

    def cells(*measures: str, grain: str | None = part.grain) -> tuple[Source, ...]:
        return (Source(part.kind, measures, where.office, item.code, _level(grain), *place),)

    def counted(
        name: str, measure: str, value: int | None
    ) -> tuple[str, Formula, int | None, tuple[Source, ...]]:
        here = _sum(item, part.grain or "", scope, tallies, name)
        # A number that the counting sheet lacks came from another grain.
        return (
            name,
            Formula("added-up", (("total", value),)),
            value,
            cells(measure, grain=part.grain if here is not None else None),
        )

    need = Formula("added-up" if amount.need_from_sheet else "need-by-rule", (("total", part.need),))
    good = Formula(
        "good",
        (
            ("received", amount.received or 0),
            ("damaged", amount.damaged or 0),
            ("replaced", amount.replaced or 0),
            ("good", part.value),
        ),
    )
    short = Formula("short", (("need", part.reported_need), ("ready", part.ready), ("short", part.short)))
    basis = ("diterima", "rusak", "pengganti")
    told = (
        ("need", need, part.need, cells("kebutuhan") if amount.need_from_sheet else ()),
        counted("received", "diterima", amount.received),
        counted("damaged", "rusak", amount.damaged),
        counted("replaced", "pengganti", amount.replaced),
        ("good", good, part.value, cells(*basis)),
        ("short", short, part.short, cells("kebutuhan", *basis)),
    )
    return tuple(
        (name, Figure(value, item.unit, state, formula, found, fresh))
        for name, formula, value, found in told
        if value is not None
    )


def sources(part: Part, item: Item, stage: str, where: Where, claims: Claims) -> tuple[Source, ...]:
    """Which facts a part stands on."""
    place = (where.kecamatan, where.kelurahan, where.tps)
    if part.kind == "sortir_lipat":
        measure = STAGES[stage]
        days = sorted(
            {
                subject
                for kind, subject, named, _ in claims.by_key
                if kind == part.kind and named == measure and subject.split("|")[0] == item.code
            }
        )
        return tuple(Source(part.kind, (measure,), where.office, subject, None, *place) for subject in days)
    measures = (
        ("kebutuhan", "diterima", "rusak", "pengganti")
        if stage == "received"
        else ("kebutuhan", STAGES[stage])
    )
    return (Source(part.kind, measures, where.office, item.code, _level(part.grain), *place),)


def sources_of(
    parts: Iterable[tuple[Item, Part]], stage: str, where: Where, claims: Claims
) -> tuple[Source, ...]:
    """Which facts a stage of several items stands on: of each the grain that counts, and no other."""
    single = [
        source
        for item, part in parts
        if part.grain is not None and part.need is not None and part.applies
        for source in sources(part, item, stage, where, claims)
    ]
    goods = [one for one in single if one.kind == "logistik"]
    together = [
        replace(goods[0], subject=None, grain=None, by=("subject", "grain"), among=among)
        for among in (tuple((one.subject, one.grain) for one in goods),)
        if goods
    ]
    return (*together, *(one for one in single if one.kind != "logistik"))


def _level(grain: str | None) -> Level | None:
    for level in ("kota", "kecamatan", "kelurahan", "tps"):
        if grain == level:
            return level
    return None


def need_note(amount: Amounts, scope: Scope, election: Election) -> Reason | None:
    """Why the sheet's need and the rule's differ; or that the rule's is used."""
    need, rule, item = amount.need, amount.by_rule, amount.item
    if need is None or rule is None or not need:
        return None
    named: tuple[tuple[str, Value], ...] = (("item", item.code), ("need", need), ("rule", rule))
    if not amount.need_from_sheet and need == rule:
        return Reason("need-from-rule", named)
    if need == rule:
        return None
    difference = need - rule
    named = (*named, ("difference", abs(difference)))
    upper = rule - (by_rule(item, scope.whole, "tps", reserves(election)) or 0)
    if upper and difference == -upper:
        return Reason("need-without-ppk", named)
    flat = _flat_need(item, scope)
    if flat is not None and need in flat:
        return Reason("need-flat-reserve", (*named, ("tps", scope.whole.tps), ("dpt", scope.whole.dpt)))
    return Reason("need-above-rule" if difference > 0 else "need-below-rule", named)


def _flat_need(item: Item, scope: Scope) -> frozenset[int] | None:
    """What reckoning the reserve on the total instead of per TPS gives, however it is rounded."""
    for term in item.need:
        if term.per == "dpt" and term.reserve and len(item.need) == 1:
            exact = scope.whole.dpt * (1 + term.reserve) * term.factor
            return frozenset({int(exact), round(exact), ceil(exact)})
    return None


def cross_checks(
    amount: Amounts, scope: Scope, tallies: Tallies, claims: Claims, election: Election
) -> tuple[tuple[Reason, bool], ...]:
    """How the other grains that cover the place in full differ from the one that counts.

    Each with whether somebody must look at it: a difference between equally new sheets that the boxes and
    seals of the kecamatan do not explain. An older sheet may well differ.
    """
    part, item = amount.part, amount.item
    if part.grain is None:
        return ()
    found: list[tuple[Reason, bool]] = []
    for measure in ("kebutuhan", "diterima"):
        mine = stated_total(measure, item, part.grain, scope, tallies)
        if mine is None:
            continue
        for grain in grains_at(scope):
            spoken = spoken_for(claims, item.code, measure, grain, scope)
            other = (
                stated_total(measure, item, grain, scope, tallies) if spoken and grain != part.grain else None
            )
            if other is None or other == mine:
                continue
            same_day = _days(spoken.values()) == _days(part.spoken)
            upper = _above(item, part.grain, grain, scope, election)
            explained = upper != 0 and (mine - other == upper)
            values: tuple[tuple[str, Value], ...] = (
                ("item", item.code),
                ("measure", measure),
                ("grain", part.grain),
                ("value", mine),
                ("other_grain", grain),
                ("other_value", other),
                ("difference", abs(mine - other)),
                ("other_date", min(one.day for one in spoken.values())),
            )
            code = (
                "grains-differ-by-ppk"
                if explained
                else "grains-differ"
                if same_day
                else "grains-differ-in-time"
            )
            told = "need" if measure == "kebutuhan" else "received"
            found.append((Reason(f"{code}-{told}", values), same_day and not explained))
    return tuple(found)


def _days(spoken: Iterable[Spoken]) -> date | None:
    return min((one.day for one in spoken), default=None)


def _above(item: Item, one: str, other: str, scope: Scope, election: Election) -> int:
    shares = reserves(election)
    mine, theirs = by_rule(item, scope.whole, one, shares), by_rule(item, scope.whole, other, shares)
    return 0 if mine is None or theirs is None else mine - theirs


def due(election: Election, today: date) -> date:
    """The deadline that can still be met: at the city first, afterwards at the polling stations."""
    at_city = election.deadline("at_city")
    return at_city if today <= at_city else election.deadline("at_tps")


def late_since(election: Election, today: date) -> date | None:
    """The deadline that goods not yet at the city have missed; None while it can be met."""
    at_city = election.deadline("at_city")
    return at_city if today > at_city else None


def status(
    amount: Amounts,
    stages: Mapping[str, Part],
    scope: Scope,
    where: Where,
    tallies: Tallies,
    claims: Claims,
    election: Election,
    today: date,
    weight: float,
) -> ItemStatus:
    """The record of one item, as the Board shows it."""
    part, item = amount.part, amount.item
    state = state_of(part, amount.received)
    reported = part.grain is not None
    incomplete = state in ("short", "not-received")
    return ItemStatus(
        item=item.code,
        need=amount.need,
        need_by_rule=amount.by_rule,
        need_note=need_note(amount, scope, election),
        received=amount.received,
        damaged=amount.damaged,
        replaced=amount.replaced,
        good=part.value if reported else None,
        short=part.short if reported and part.need is not None else None,
        percent=figure(part, item, "received", where, claims, state, 100.0, amount),
        stages=tuple(
            (stage, figure(one, item, stage, where, claims, state_of(one, one.value), 100.0))
            for stage, one in stages.items()
            if one.grain is not None
        ),
        state=state,
        due=due(election, today),
        critical=item.critical,
        cross_checks=tuple(reason for reason, _ in cross_checks(amount, scope, tallies, claims, election)),
        weight=weight,
        not_reported=percent(part.unknown) if part.applies else 0.0,
        expected=amount.expected if state != "complete" else None,
        late_since=late_since(election, today) if incomplete else None,
        amounts=amount_figures(amount, scope, tallies, where, claims, state),
    )
