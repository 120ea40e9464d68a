"""How much of an item is there at a place: which grain counts, what is ready, and what nobody reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from elections import Election, Item
from metrics.claims import Claims, Spoken
from metrics.gaps import NOBODY, NOTHING, Filled, Gap, Strangers, fill, pooled, strangers_of, together
from metrics.needs import GRAINS, Basis, by_rule, reserves
from metrics.tallies import STAGES, Tallies, Tally

Child = str | int


@dataclass(frozen=True)
class Scope:
    """A place as the numbers see it: its level, the places below it and what the rules count there."""

    level: str
    children: tuple[Child, ...]
    """Names of the places below it (numbers of polling stations); a single one for a place below the Board's
    own."""
    bases: Mapping[Child, Basis]
    whole: Basis
    kecamatan: str | None
    """The kecamatan that claims are looked up by; None on a city's own Board."""
    own: bool = True
    """Whether rows of the Board's place itself count here: they never do for a place below it."""


@dataclass(frozen=True)
class Part:
    """One stage of one item at one place, at the grain that counts. Amounts in the item's unit."""

    kind: str
    grain: str | None
    """None: nobody reported."""
    value: int
    """What is there (of "received": what is good), surplus included."""
    ready: int
    """What is there of the need, capped per place."""
    reported_need: int
    """Need of the places that reported."""
    missing: int
    """Need of the places that did not."""
    need: int | None
    """Both together; None where neither a sheet nor a rule tells."""
    spoken: tuple[Spoken, ...] = ()

    @property
    def short(self) -> int:
        """What the places that reported still lack; a surplus elsewhere does not cover it."""
        return self.reported_need - self.ready

    @property
    def done(self) -> Fraction:
        """Ready share of the need."""
        return Fraction(self.ready, self.need) if self.need else Fraction(0)

    @property
    def unknown(self) -> Fraction:
        """Share of the need of which nobody reported; all of it where the need is not known."""
        if not self.need or self.grain is None:
            return Fraction(1)
        return Fraction(self.missing, self.need)

    @property
    def applies(self) -> bool:
        """Whether the place needs the item at all."""
        return self.need != 0


@dataclass(frozen=True)
class Amounts:
    """An item at one place: what is needed, came, was damaged and replaced; None where nobody reported."""

    item: Item
    need: int | None
    need_from_sheet: bool
    by_rule: int | None
    received: int | None
    damaged: int | None
    replaced: int | None
    part: Part
    """The stage "received and good"."""
    expected: date | None


def fineness(grain: str) -> int:
    """The higher, the finer."""
    return GRAINS.index(grain)


def spoken_for(claims: Claims, item: str, measure: str, grain: str, scope: Scope) -> dict[str, Spoken]:
    """The claims at a grain that speak of the place, by kecamatan."""
    found = claims.of("logistik", item, measure, grain)
    if scope.kecamatan is None:
        return dict(found)
    return {scope.kecamatan: found[scope.kecamatan]} if scope.kecamatan in found else {}


def tally_of(tallies: Tallies, item: str, grain: str, child: Child) -> Tally | None:
    """What is known of an item at a grain below one place."""
    return tallies.get((item, grain), {}).get(child)


def grains_at(scope: Scope) -> tuple[str, ...]:
    """Grains whose rows may lie inside the place: its own and the finer ones."""
    return GRAINS[GRAINS.index(scope.level) :]


def _leaves(scope: Scope, child: Child, grain: str) -> int | None:
    """How many places of a grain lie below one child; None where no list tells."""
    base = scope.bases.get(child)
    if base is None:
        return None
    return getattr(base, grain) or None


def choose(
    item: Item, stage: str, scope: Scope, tallies: Tallies, claims: Claims, election: Election
) -> Part:
    """The part of the grain that counts: most of the place covered, then the newest claim, then the finest
    grain.

    On a city's Board a kecamatan counts as covered when it is claimed; below the city, rows are counted
    against the list of places. So the newest claim that covers the place in full wins, among equally new ones
    the finest; where none does, the rest is not reported. A grain is never added to another one.
    """
    measure = STAGES[stage]
    best: tuple[tuple[Fraction, date, int], str, dict[str, Spoken]] | None = None
    for grain in grains_at(scope):
        spoken = spoken_for(claims, item.code, measure, grain, scope)
        if not spoken:
            continue
        cover = _covered(item, stage, grain, scope, tallies, spoken, election)
        if not cover:
            continue
        rank = (cover, min(one.day for one in spoken.values()), fineness(grain))
        if best is None or rank > best[0]:
            best = (rank, grain, spoken)
    if best is None:
        need = whole_need(item, scope, tallies, claims, election)[0]
        return Part("logistik", None, 0, 0, 0, need or 0, need)
    _, grain, spoken = best
    return at_grain(item, stage, grain, scope, tallies, claims, election, tuple(spoken.values()))


def _covered(
    item: Item,
    stage: str,
    grain: str,
    scope: Scope,
    tallies: Tallies,
    spoken: Mapping[str, Spoken],
    election: Election,
) -> Fraction:
    inside = tallies.get((item.code, grain), {})
    if grain == scope.level and scope.own:
        own = inside.get("") if scope.level != "tps" else next(iter(inside.values()), None)
        return Fraction(int(own is not None and stage in own.stages))
    if scope.kecamatan is None:
        named = [child for child in scope.children if child in spoken and _has(inside.get(child), stage)]
        strange = [name for name in spoken if name not in scope.children and _has(inside.get(name), stage)]
        if not named and not strange:
            return Fraction(0)
        weights = {child: _weight(item, scope, child, election) for child in scope.children}
        total = sum(weights.values())
        # A kecamatan that is not on the list is one of the list under another name.
        rest = sorted((weights[child] for child in scope.children if child not in named), reverse=True)
        known = sum(weights[child] for child in named) + sum(rest[: len(strange)])
        return Fraction(known, total) if total else Fraction(1)
    found = expected = 0
    for child in scope.children:
        tally = inside.get(child)
        stated = tally.stages[stage].places if tally is not None and stage in tally.stages else 0
        leaves = _leaves(scope, child, grain)
        found += stated if leaves is None else min(stated, leaves)
        expected += stated if leaves is None else leaves
    if not any(_has(tally, stage) for tally in inside.values()):
        return Fraction(0)
    strange_places = (
        sum(
            tally.stages[stage].places
            for child, tally in inside.items()
            if child not in scope.bases and child not in scope.children and stage in tally.stages
        )
        if scope.own
        else 0
    )
    found = min(expected, found + strange_places) if expected else found
    return Fraction(found, expected) if expected else Fraction(1)


def _has(tally: Tally | None, stage: str) -> bool:
    return tally is not None and stage in tally.stages


def _weight(item: Item, scope: Scope, child: Child, election: Election) -> int:
    base = scope.bases.get(child)
    if base is None:
        return 1
    return by_rule(item, base, "kecamatan", reserves(election)) or base.tps or 1


def at_grain(
    item: Item,
    stage: str,
    grain: str,
    scope: Scope,
    tallies: Tallies,
    claims: Claims,
    election: Election,
    spoken: Sequence[Spoken],
) -> Part:
    """The part as one grain tells it; the need of places without a number is not reported."""
    inside = tallies.get((item.code, grain), {})
    children: list[Child] = (
        [""] if grain == scope.level and scope.own and scope.level != "tps" else list(scope.children)
    )
    strange = [child for child in inside if child not in children and child != ""] if scope.own else []
    value = ready = reported = missing = places = 0
    rules = {child: _rule(item, child, grain, scope, election) for child in children}
    is_ruled = bool(rules) and "" not in rules and None not in rules.values()
    as_a_whole = False
    for child in [*children, *strange]:
        tally = inside.get(child)
        if tally is None:
            continue
        missing += tally.need
        if stage not in tally.stages:
            continue
        one = tally.stages[stage]
        value += one.value
        ready += one.capped
        reported += one.need
        missing -= one.need
        places += one.places
        has_rule = is_ruled if child in strange else child != "" and rules[child] is not None
        as_a_whole |= bool(one.without_need) and not has_rule
    if as_a_whole:
        return _as_a_whole(item, stage, grain, scope, tallies, claims, election, spoken, value)
    mean = Fraction(reported, places or 1)
    filled = _filled(item, stage, grain, scope, rules, strange, tallies, mean)
    need = round(reported + missing + filled.reported + filled.missing)
    reported = min(need, round(reported + filled.reported))
    ready = max(0, round(ready + filled.ready))
    return Part("logistik", grain, value, ready, reported, need - reported, need, tuple(spoken))


def _rule(item: Item, child: Child, grain: str, scope: Scope, election: Election) -> int | None:
    base = scope.whole if child == "" else scope.bases.get(child)
    return by_rule(item, base, grain, reserves(election)) if base is not None else None


def _filled(
    item: Item,
    stage: str,
    grain: str,
    scope: Scope,
    rules: Mapping[Child, int | None],
    strange: Sequence[Child],
    tallies: Tallies,
    mean: Fraction,
) -> Filled:
    """The places of the list without a row, once the rows under strange names stand for some of them.

    A row inside a place of the list stands for a place there; one of a place that is not on the list for any
    that is left. `mean` is the need of a place of which nothing tells it.
    """
    inside = tallies.get((item.code, grain), {})
    gaps: list[tuple[Gap, Strangers]] = []
    for child, rule in rules.items():
        tally = inside.get(child)
        if tally is not None:
            leaves = _leaves(scope, child, grain) if child != "" else None
            gap = _gap_inside(tally, rule, leaves)
            if gap is not None:
                others = tally.places - tally.rule_places
                gaps.append((gap, NOBODY if rule is None else strangers_of(tally, others, stage)))
        elif grain != scope.level or not scope.own:
            need = rule if rule is not None else _elsewhere(item, child, tallies)
            gap = Gap(_leaves(scope, child, grain) or 1, None if need is None else Fraction(need))
            gaps.append((gap, NOBODY))
    # Nearly always every place has its row.
    if not gaps:
        return NOTHING
    done = [fill(*one) for one in gaps]
    outside = together([strangers_of(inside[child], inside[child].places, stage) for child in strange])
    last = fill(pooled([one.left for one in done], mean), outside)
    return Filled(
        last.reported + sum(one.reported for one in done),
        last.ready + sum(one.ready for one in done),
        last.missing + sum(one.missing for one in done) + (last.left.need or 0),
        last.left,
    )


def _gap_inside(tally: Tally, rule: int | None, leaves: int | None) -> Gap | None:
    """Places below one place that have no row; None where all have one."""
    if leaves is None or not tally.places:
        return None
    without = leaves - (tally.places if rule is None else tally.rule_places)
    if without <= 0:
        return None
    need = Fraction(tally.need * without, tally.places) if rule is None else max(0, rule - tally.by_rule)
    return Gap(without, Fraction(need))


def _as_a_whole(
    item: Item,
    stage: str,
    grain: str,
    scope: Scope,
    tallies: Tallies,
    claims: Claims,
    election: Election,
    spoken: Sequence[Spoken],
    value: int,
) -> Part:
    """No need is known per place: the place is taken as one, with the need that another grain states."""
    need, _ = whole_need(item, scope, tallies, claims, election, without=grain)
    if need is None:
        return Part("logistik", grain, value, 0, 0, 0, None, tuple(spoken))
    covered = _covered(
        item,
        stage,
        grain,
        scope,
        tallies,
        spoken_for(claims, item.code, STAGES[stage], grain, scope),
        election,
    )
    reported = round(need * min(Fraction(1), covered))
    return Part(
        "logistik", grain, value, max(0, min(value, reported)), reported, need - reported, need, tuple(spoken)
    )


def _elsewhere(item: Item, child: Child, tallies: Tallies) -> int | None:
    """The need that another grain's sheet states below that place."""
    for grain in GRAINS[1:]:
        tally = tally_of(tallies, item.code, grain, child)
        if tally is not None and tally.sheet_places:
            return tally.by_sheet
    return None


def whole_need(
    item: Item,
    scope: Scope,
    tallies: Tallies,
    claims: Claims,
    election: Election,
    without: str | None = None,
) -> tuple[int | None, bool]:
    """The need of the whole place and whether a sheet states it: the newest sheet, else the rule, else
    (None, False)."""
    best: tuple[tuple[date, int], int] | None = None
    for grain in grains_at(scope):
        spoken = spoken_for(claims, item.code, "kebutuhan", grain, scope)
        if not spoken or grain == without:
            continue
        stated = stated_need(item, grain, scope, tallies)
        if stated is None:
            continue
        rank = (min(one.day for one in spoken.values()), fineness(grain))
        if best is None or rank > best[0]:
            best = (rank, stated)
    if best is not None:
        return best[1], True
    rule = by_rule(item, scope.whole, scope.level, reserves(election))
    return rule, False


def stated_need(item: Item, grain: str, scope: Scope, tallies: Tallies) -> int | None:
    """The sum of a grain's needs when its sheet states one for every place; None otherwise."""
    inside = tallies.get((item.code, grain), {})
    if grain == scope.level and scope.own and scope.level != "tps":
        own = inside.get("")
        return own.by_sheet if own is not None and own.sheet_places else None
    if scope.own and not any(tally.sheet_places for tally in inside.values()):
        return None
    total = lacking = 0
    for child in scope.children:
        tally = inside.get(child)
        leaves = _leaves(scope, child, grain)
        if tally is None:
            lacking += leaves or 1
            continue
        if tally.sheet_places < tally.places:
            return None
        lacking += max(0, (leaves or 0) - tally.sheet_places)
        total += tally.by_sheet
    strange = (
        [inside[child] for child in inside if child not in scope.children and child != ""]
        if scope.own
        else []
    )
    # A row under a strange name stands for a place of the list without a row.
    if lacking > sum(tally.sheet_places for tally in strange):
        return None
    return total + sum(tally.by_sheet for tally in strange)


def stated_total(measure: str, item: Item, grain: str, scope: Scope, tallies: Tallies) -> int | None:
    """What a grain's rows add up to for "kebutuhan" or "diterima", where it has a number for every place."""
    if measure == "kebutuhan":
        return stated_need(item, grain, scope, tallies)
    inside = tallies.get((item.code, grain), {})
    if grain == scope.level and scope.own and scope.level != "tps":
        own = inside.get("")
        return own.received if own is not None and "received" in own.stages else None
    if not inside:
        return None
    lacking = 0
    for child in scope.children:
        leaves = _leaves(scope, child, grain)
        stage = inside[child].stages.get("received") if child in inside else None
        if stage is None:
            lacking += leaves or 1
        elif leaves is not None:
            lacking += max(0, leaves - stage.places)
    wanted = [
        tally for child, tally in inside.items() if child != "" and (scope.own or child in scope.children)
    ]
    strange = [
        tally for child, tally in inside.items() if child != "" and child not in scope.children and scope.own
    ]
    if lacking > sum(tally.stages["received"].places for tally in strange if "received" in tally.stages):
        return None
    return sum(tally.received for tally in wanted)
