"""The Board of one place and date: the steps in their order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import NamedTuple

import narwhals as nw

import metrics.alerts as alerting
from elections import Election
from metrics import claims as claiming
from metrics import finance as money
from metrics import funnel, handovers, items, needs, planning, polling, rights, shipments, tallies, unknown
from metrics import readiness as ready
from metrics.ageing import Clock, end_of
from metrics.alerts import delivery, goods, identities, lost, rules, sheets, silence, stuck, waiting, weather
from metrics.alerts import money as money_alerts
from metrics.alerts import promises as promise_alerts
from metrics.alerts import sorting as sorting_alerts
from metrics.alerts import storage as storage_alerts
from metrics.claims import Claims, Seen
from metrics.items import Where
from metrics.model import (
    Alert,
    BallotRow,
    Board,
    Countdown,
    Finance,
    Formula,
    Gauge,
    ItemStatus,
    Place,
    PlaceStatus,
    Reason,
    Value,
)
from metrics.needs import Basis
from metrics.parts import Child, Part, Scope
from metrics.places import within
from metrics.promises import promises
from metrics.replacements import replacements, requests
from metrics.reporting import everywhere, reporting
from metrics.risks import soon
from metrics.storage import storage
from metrics.tallies import BELOW, STAGES, Tallies

_IF_THERE = ("sortir_lipat", "keuangan", "distribusi", "penggantian", "risiko", "gudang", "hibah")
"""Kinds that are read only when somebody sent them."""


class NoBoard(ValueError):
    """There is no Board of a place at that level: a Board is of a city, a kecamatan or a kelurahan."""


def board(
    tables: Mapping[str, nw.LazyFrame],
    *,
    election: Election,
    place: Place,
    as_of: date,
    today: date,
    places: Sequence[Place],
    ledger: int,
    freshness: Mapping[str, Seen] | Mapping[tuple[str, str], Seen],
    now: datetime | None = None,
    brought_by: Mapping[str, str] | None = None,
    earlier: Mapping[str, nw.LazyFrame] | None = None,
) -> Board:
    """All numbers of `place` as of a date, seen on the day `today`, at `now` (None: at the end of that day).

    `tables` holds the facts in force by kind, "claims" and "remarks"; `places` all places of the office, as
    `metrics.places` gives them; `ledger` the version of the ledger; `freshness` the newest sheet by kind or
    (office, kind), `brought_by` who brought an upload by its id; `earlier` the tables of `stuck_since`, None
    where no sheet is so old. Facts stay in their engine: only frames added up are collected. Raises NoBoard
    for a place above a city or below a kelurahan.
    """
    if place.level not in BELOW:
        raise NoBoard(place.code)
    where = where_of(place, places)
    clock = Clock(now or end_of(today, election.clock), election.clock, election.stale_after)
    claims = claiming.collect(tables["claims"], where.office, freshness, clock, brought_by or {})
    kinds = claims.kinds()
    # All frames before any is worked with: to make one more lets the engine look at the others again.
    read = ("tps", "logistik", *(kind for kind in _IF_THERE if kind in kinds))
    facts = {kind: tables[kind] for kind in read}
    remarks = tables["remarks"]
    stations = needs.stations(facts["tps"].filter(nw.col("office") == where.office), election)
    listed = _stations(stations, where, election)
    below = _below(place, places, listed)
    scope, scopes = _scopes(place, places, listed, below, where, claims, election)

    mine = _inside(facts["logistik"], where)
    # Only what the sheets speak of is asked for: each column and level more costs time in the engine.
    measures, grains = claims.measures("logistik"), claims.grains("logistik")
    bases = needs.by_grain(_inside_list(stations, where), election, grains)
    leaves = tallies.leaves(mine, bases, election, measures)
    followed = polling.followed(claims, election, where.kecamatan)
    marked = polling.marked(leaves, followed, measures)
    found = tallies.collect(marked, place.level, measures) if grains else {}
    days = items.sorting(facts["sortir_lipat"], where, min(as_of, today)) if "sortir_lipat" in facts else {}

    whole = _Whole(scope, where, found, claims, election, days, today)
    statuses, parts, checks = whole.items()
    statuses_by_code = {one.code: one for one in below}
    place_statuses = tuple(
        _place_status(statuses_by_code[code], scopes[code], where, found, claims, election) for code in scopes
    )
    received = ready.by_code({code: one["received"] for code, one in parts.items()}, election)
    behind = items.sources_of(received, "received", where, claims)

    paid = money.collect(money.facts(facts["keuangan"], where)) if "keuangan" in facts else []
    finance, money_alert = _finance(paid, place, places, listed, below, where, claims, election, today)
    fresh = {kind: claims.of_kind(kind) for kind in kinds}
    if "keuangan" in facts:
        at = {one.name: one for one in below} if place.level == "kota" else {}
        money_alert += money_alerts.of_rows(facts["keuangan"], where, at, claims, fresh["keuangan"], election)
    counted_by = shipments.unit(claims.measures("distribusi"))
    sent = (
        shipments.shipped(facts["distribusi"], where, counted_by, election, min(as_of, today))
        if counted_by is not None
        else {}
    )
    planned = (
        goods.without_evidence(facts["distribusi"], where, below, fresh["distribusi"], election, today)
        if "distribusi" in facts
        else []
    )
    before = stuck.earlier_of(earlier, where, freshness, claims) if earlier else None
    still = stuck.of_items(statuses, found, claims, before, where, election, today)
    alerts: list[Alert] = [
        *goods.of_items(statuses, still, election, today),
        *goods.do_not_add_up(checks, where, election),
        *identities.broken(mine, statuses, claims, where, election),
        *planned,
        *money_alert,
        *silence.stale(fresh, claims, where.office, election, today),
    ]
    numbers = [(one.kecamatan, one.kelurahan, one.tps) for one in listed]
    inside = handovers.below(places, where, numbers)
    way = delivery.Way(
        sent, counted_by, facts.get("distribusi"), mine, inside, below, where, claims, election
    )
    alerts += way.alerts(clock.now, today)
    if place.level == "kota":
        alerts += silence.silent(below, claims, where.office, election, today)
        alerts += sheets.stated_totals(remarks, where.office, fresh)
        if "hibah" in facts:
            promised = promises(facts["hibah"], where.office, election, today)
            alerts += promise_alerts.of_promises(promised, where.office, fresh["hibah"], today)
    stages = _stage_gauges(parts, claims, election, where)
    plan = planning.plan(statuses, stages, election, today)
    handled_on = claims.of_kind("sortir_lipat")
    alerts += sorting_alerts.of_sorting(statuses, days, plan, where, handled_on, election, today)
    asked = requests(facts["penggantian"], *where.names) if "penggantian" in facts else []
    replaced = replacements(asked, plan, election, today)
    asked_on = claims.of_kind("penggantian")
    alerts += waiting.of_replacements(replaced, where.office, asked_on, election, today)
    if facts.keys() & {"risiko", "distribusi"}:
        threats = soon(facts, where, election, today)
        alerts += weather.of_risks(threats, where, fresh, election, today)
    if "gudang" in facts:
        stored = storage(facts, statuses, where, election, min(as_of, today))
        alerts += storage_alerts.of_storage(stored, statuses, where, fresh["gudang"], election, today)
    strange = unknown.unknown(
        {kind: _inside(facts[kind], where) for kind in facts if kind not in ("tps", "hibah")},
        {kind: claims.measures(kind) for kind in facts},
        _inside_list(stations, where),
        where.office,
        places,
    )
    named = not any(one.kind == "logistik" for one in strange)
    told = everywhere(found, scope.bases) if named else {}
    return Board(
        place=place,
        as_of=as_of,
        today=today,
        election=election.code,
        ledger=ledger,
        readiness=ready.readiness(received, statuses, place_statuses, claims, election, behind, today),
        stages=stages,
        groups=tuple(
            ready.gauge(code, mine, claims, items.sources_of(mine, "received", where, claims))
            for code in election.groups
            for mine in ([(item, part) for item, part in received if item.group == code],)
        ),
        items=statuses,
        ballots=_ballots(statuses, parts, scope, election, today),
        tps=polling.count(_total(listed, found), polling.complete(found, followed), followed, claims, where),
        places=place_statuses,
        alerts=alerting.sort(lost.with_lost(rules.in_force(alerts, election), plan, today)),
        finance=finance,
        rights=rights.rights(statuses, place_statuses, plan, election),
        plan=plan,
        replacements=replaced,
        countdowns=tuple(Countdown(one.code, one.day, (one.day - today).days) for one in election.deadlines),
        unknown=strange,
        reported_kinds=claims.kinds(where.kecamatan),
        freshness=tuple(fresh.items()),
        funnel=funnel.funnel(sent, counted_by, statuses, where, claims),
        reporting=reporting(mine, claims, place, within(place, places), below, told),
    )


def stages_on(
    tables: Mapping[str, nw.LazyFrame],
    *,
    election: Election,
    place: Place,
    as_of: date,
    places: Sequence[Place],
) -> tuple[Gauge, ...]:
    """The gauges of the stages of `place` as of a date, as its Board has them, and nothing else: what a line
    over many days is drawn of. `tables` are those in force as of that date."""
    where = where_of(place, places)
    clock = Clock(end_of(as_of, election.clock), election.clock, election.stale_after)
    claims = claiming.collect(tables["claims"], where.office, {}, clock, {})
    if "logistik" not in claims.kinds():
        return ()
    stations = needs.stations(tables["tps"].filter(nw.col("office") == where.office), election)
    listed = _stations(stations, where, election)
    scope, _ = _scopes(place, places, listed, _below(place, places, listed), where, claims, election)
    measures, grains = claims.measures("logistik"), claims.grains("logistik")
    bases = needs.by_grain(_inside_list(stations, where), election, grains)
    leaves = tallies.leaves(_inside(tables["logistik"], where), bases, election, measures)
    found = tallies.collect(polling.marked(leaves, ()), place.level, measures)
    folded = "sortir_lipat" in claims.kinds()
    days = items.sorting(tables["sortir_lipat"], where, as_of) if folded else {}
    _, parts, _ = _Whole(scope, where, found, claims, election, days, as_of).items()
    return _stage_gauges(parts, claims, election, where)


# -- the place -------------------------------------------------------------------------------------


def where_of(place: Place, places: Sequence[Place]) -> Where:
    """How facts name a place; raises NoBoard for one that lies in no city."""
    by_code = {one.code: one for one in places}
    chain = [place]
    while chain[-1].parent in by_code and chain[-1].level != "kota":
        chain.append(by_code[chain[-1].parent or ""])
    names = {one.level: one.name for one in chain}
    if "kota" not in names:
        raise NoBoard(place.code)
    return Where(names["kota"], names.get("kecamatan"), names.get("kelurahan"))


def _at(where: Where) -> tuple[str, None, None, str | None, str | None, int | None]:
    return (where.office, None, None, where.kecamatan, where.kelurahan, where.tps)


def _inside(frame: nw.LazyFrame, where: Where) -> nw.LazyFrame:
    return _inside_list(frame.filter(nw.col("office") == where.office), where)


def _inside_list(frame: nw.LazyFrame, where: Where) -> nw.LazyFrame:
    if where.kecamatan is not None:
        frame = frame.filter(nw.col("kecamatan") == where.kecamatan)
    if where.kelurahan is not None:
        frame = frame.filter(nw.col("kelurahan") == where.kelurahan)
    return frame


class _Station(NamedTuple):
    kecamatan: str
    kelurahan: str
    tps: int
    voters: int
    blank: int
    reserves: tuple[int, ...]


def _stations(stations: nw.LazyFrame, where: Where, election: Election) -> list[_Station]:
    """The polling stations of the Board's place with their voters."""
    shares = len(needs.reserves(election))
    columns = (
        "kecamatan",
        "kelurahan",
        "tps",
        "dpt",
        "blank",
        *(f"reserve_{number}" for number in range(shares)),
    )
    rows = _inside_list(stations, where).select(*columns).collect().rows()
    return [
        _Station(kecamatan, kelurahan, int(tps), int(voters), int(blank), tuple(map(int, more)))
        for kecamatan, kelurahan, tps, voters, blank, *more in sorted(rows)
    ]


def _below(place: Place, places: Sequence[Place], listed: Sequence[_Station]) -> tuple[Place, ...]:
    if place.level == "kelurahan":
        return tuple(_tps_place(place, one.tps) for one in listed)
    return tuple(one for one in places if one.parent == place.code)


def _tps_place(kelurahan: Place, number: int) -> Place:
    return Place(f"{kelurahan.code}/{number}", f"TPS {number:03d}", "tps", kelurahan.code)


def _scopes(
    place: Place,
    places: Sequence[Place],
    listed: Sequence[_Station],
    below: Sequence[Place],
    where: Where,
    claims: Claims,
    election: Election,
) -> tuple[Scope, dict[str, Scope]]:
    """The Board's place as the rules see it, and each place below it by its code."""
    empty = Basis(reserves=(0,) * len(needs.reserves(election)))
    name_of = attrgetter({"kota": "kecamatan", "kecamatan": "kelurahan", "kelurahan": "tps"}[place.level])
    stations_of: dict[Child, list[_Station]] = {}
    for one in listed:
        stations_of.setdefault(name_of(one), []).append(one)
    sums = {name: _added(inside) for name, inside in stations_of.items()}
    children_of = Counter(one.parent for one in places)
    bases: dict[Child, Basis] = {}
    names: dict[str, Child] = {}
    for child in below:
        name: Child = child.name if child.level != "tps" else int(child.code.rpartition("/")[2])
        names[child.code] = name
        counted = Basis(
            kelurahan=children_of[child.code] or int(child.level == "kelurahan"),
            kecamatan=int(child.level == "kecamatan"),
            reserves=empty.reserves,
        )
        bases[name] = sums.get(name, empty).plus(counted)
    whole = empty
    for one in bases.values():
        whole = whole.plus(one)
    own = Basis(
        kota=int(place.level == "kota"),
        kecamatan=int(place.level == "kecamatan"),
        kelurahan=int(place.level == "kelurahan"),
        reserves=empty.reserves,
    )
    whole = whole.plus(own)
    scopes = {
        code: Scope(
            level=BELOW[place.level],
            children=(name,),
            bases=bases,
            whole=bases[name],
            kecamatan=str(name) if place.level == "kota" else where.kecamatan,
            own=False,
        )
        for code, name in names.items()
    }
    return Scope(place.level, tuple(names.values()), bases, whole, where.kecamatan), scopes


def _added(stations: Sequence[_Station]) -> Basis:
    *_, voters, blank, reserves = zip(*stations, strict=True)
    each = tuple(map(sum, zip(*reserves, strict=True)))
    return Basis(tps=len(stations), dpt=sum(voters), blank=sum(blank), reserves=each)


def _total(listed: Sequence[_Station], found: Tallies) -> int:
    if listed:
        return len(listed)
    stated = [
        sum(tally.places for tally in inside.values())
        for (_, grain), inside in found.items()
        if grain == "tps"
    ]
    return max(stated, default=0)


# -- items -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Whole:
    """The Board's own place, with all that its numbers are made of."""

    scope: Scope
    where: Where
    found: Tallies
    claims: Claims
    election: Election
    days: Mapping[str, items.Sorted]
    today: date

    def items(
        self,
    ) -> tuple[tuple[ItemStatus, ...], dict[str, dict[str, Part]], list[tuple[ItemStatus, Reason]]]:
        """Items in the election's order, their parts by code and stage, and the differences somebody must
        look at."""
        amounts = {
            item.code: items.amounts(item, self.scope, self.found, self.claims, self.election, self.days)
            for item in self.election.items
        }
        points = ready.points([(one.item, one.part) for one in amounts.values()])
        parts: dict[str, dict[str, Part]] = {}
        statuses: list[ItemStatus] = []
        checks: list[tuple[ItemStatus, Reason]] = []
        for code, one in amounts.items():
            later = {
                stage: items.stage_part(
                    one.item, stage, self.scope, self.found, self.claims, self.election, self.days
                )
                for stage in STAGES
                if stage != "received"
            }
            status = items.status(
                one,
                later,
                self.scope,
                self.where,
                self.found,
                self.claims,
                self.election,
                self.today,
                points[code],
            )
            compared = items.cross_checks(one, self.scope, self.found, self.claims, self.election)
            checks += [(status, reason) for reason, is_wrong in compared if is_wrong]
            statuses.append(status)
            parts[code] = {"received": one.part, **later}
        return tuple(statuses), parts, checks


def _stage_gauges(
    parts: Mapping[str, Mapping[str, Part]], claims: Claims, election: Election, where: Where
) -> tuple[Gauge, ...]:
    gauges = []
    for stage in STAGES:
        chosen = [
            (item, parts[item.code][stage])
            for item in election.items
            if ready.applies_to(stage, item, parts[item.code][stage].grain is not None)
        ]
        gauges.append(ready.gauge(stage, chosen, claims, items.sources_of(chosen, stage, where, claims)))
    return tuple(gauges)


def _place_status(
    place: Place, scope: Scope, where: Where, found: Tallies, claims: Claims, election: Election
) -> PlaceStatus:
    name = scope.children[0]
    at = Where(
        where.office,
        str(name) if place.level == "kecamatan" else where.kecamatan,
        str(name) if place.level == "kelurahan" else where.kelurahan,
        name if isinstance(name, int) else None,
    )
    amounts = [items.amounts(item, scope, found, claims, election, {}) for item in election.items]
    parts = [(one.item, one.part) for one in amounts]
    told = ready.shares(parts)
    behind = items.sources_of(parts, "received", at, claims)
    percent = ready.mean_figure(parts, told, claims, behind, election.ready_at)
    reported = any(part.grain is not None for _, part in parts)
    days = [one.day for _, part in parts for one in part.spoken]
    last = claims.last_report(str(name)) if place.level == "kecamatan" else max(days, default=None)
    return PlaceStatus(
        place,
        percent,
        reported,
        tuple(
            (
                one.item.code,
                items.figure(
                    one.part,
                    one.item,
                    "received",
                    at,
                    claims,
                    items.state_of(one.part, one.received),
                    100.0,
                    one,
                ),
            )
            for one in amounts
        ),
        last,
        100.0 if percent.value is None else items.percent(told[2]),
    )


def _ballots(
    statuses: Sequence[ItemStatus],
    parts: Mapping[str, Mapping[str, Part]],
    scope: Scope,
    election: Election,
    today: date,
) -> tuple[BallotRow, ...]:
    rows = []
    for one in statuses:
        if not election.item(one.item).ballot:
            continue
        counted = {
            stage: parts[one.item][stage].value if parts[one.item][stage].grain is not None else None
            for stage in ("sorted", "folded")
        }
        rows.append(
            BallotRow(
                item=one.item,
                need=one.need,
                received=one.received,
                damaged=one.damaged,
                replaced=one.replaced,
                good=one.good,
                sorted=counted["sorted"],
                folded=counted["folded"],
                short=one.short,
                due=one.due,
                days_left=(one.due - today).days,
                state=one.state,
                need_formula=_need_formula(one, scope, election),
            )
        )
    return tuple(rows)


def _need_formula(one: ItemStatus, scope: Scope, election: Election) -> Formula | None:
    """Voters and reserve by the rule; None where the rule lacks its basis."""
    if one.need_by_rule is None:
        return None
    for term in election.item(one.item).need:
        if term.per == "dpt" and term.reserve:
            values: tuple[tuple[str, Value], ...] = (
                ("dpt", scope.whole.dpt),
                ("reserve", scope.whole.reserves[needs.reserves(election).index(term.reserve)]),
                ("share", float(term.reserve * 100)),
                ("tps", scope.whole.tps),
                ("need", one.need_by_rule),
            )
            return Formula(f"ballot-need-{election.rounding}", values)
    return None


# -- money and the rest ----------------------------------------------------------------------------


def _finance(
    rows: Sequence[money.Row],
    place: Place,
    places: Sequence[Place],
    listed: Sequence[_Station],
    below: Sequence[Place],
    where: Where,
    claims: Claims,
    election: Election,
    today: date,
) -> tuple[Finance, list[Alert]]:
    is_city = place.level == "kota"
    choice = money.Choice(claims, tuple(one.name for one in below) if is_city else (), is_city, {})
    by_parent: dict[str | None, list[Place]] = {}
    for one in places:
        by_parent.setdefault(one.parent, []).append(one)
    by_code = {one.code: one for one in places}
    kelurahan_of = {
        (by_code[one.parent].name, one.name): one
        for one in within(place, places)
        if one.level == "kelurahan" and one.parent in by_code
    }
    stations: dict[str, list[Place]] = {}
    for station in () if is_city else listed:  # a city's Board does not list them
        found = kelurahan_of.get((station.kecamatan, station.kelurahan))
        if found is not None:
            stations.setdefault(found.code, []).append(_tps_place(found, station.tps))
    finance = money.finance(rows, choice, claims, where, place, by_parent, stations)
    at = {one.name: one for one in below} if is_city else {}
    fresh = claims.of_kind("keuangan")
    return finance, [
        *money_alerts.excesses(rows, choice, at, where.office, fresh),
        *money_alerts.spj_late(rows, choice, at, where.office, fresh, election, today),
    ]
