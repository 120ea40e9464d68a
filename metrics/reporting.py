"""Which places told something of the goods, and which did not: a place that is silent is neither ready nor
at zero."""

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import or_

import narwhals as nw

from metrics.claims import Claims
from metrics.model import Level, Place, Reporting
from metrics.needs import Basis
from metrics.parts import Child
from metrics.tallies import BELOW, MEASURES, Tallies, Tally

_KIND, _PLAN = "logistik", "kebutuhan"
_LEVELS = ("kecamatan", "kelurahan")


def reporting(
    mine: nw.LazyFrame,
    claims: Claims,
    place: Place,
    inside: Sequence[Place],
    below: Sequence[Place],
    told: Mapping[str, bool],
) -> Reporting | None:
    """The silent places inside the Board's own, at the finest level at which sheets report: kelurahan where
    some sheet goes down to them (or to their polling stations), else kecamatan; polling stations on the Board
    of a kelurahan. None where no sheet goes below the Board's place.

    `mine` are the facts of goods inside the place, `inside` all places in it, `below` those that the Board
    lists; `told` says of a level whether every place of it is known to have reported (`everywhere`): then
    the facts are not asked again. A need is a plan and no report; a zero is a report.
    """
    grains = claims.grains(_KIND)
    level = _level(place, grains)
    stated = [name for name in MEASURES if name != _PLAN and name in claims.measures(_KIND)]
    if level is None or not stated:
        return None
    listed = below if level == "tps" else [one for one in inside if one.level == level]
    if told.get(level):
        return Reporting(level, len(listed), ()) if listed else None
    stated_any = reduce(or_, (~nw.col(name).is_null() for name in stated))
    fields = (*_LEVELS, "tps")[: (*_LEVELS, "tps").index(level) + 1]
    rows = mine.filter(stated_any, ~nw.col(level).is_null()).select(*fields).unique().collect().rows()
    heard = {tuple(row) for row in rows}
    names = {one.code: one.name for one in inside}

    def spoke(one: Place) -> bool:
        if level == "tps":
            return any(row[-1] == int(one.code.rpartition("/")[2]) for row in heard)
        return ((one.name,) if level == "kecamatan" else (names.get(one.parent or ""), one.name)) in heard

    silent = tuple(one for one in listed if not spoke(one))
    return Reporting(level, len(listed), silent) if listed else None


def _level(place: Place, grains: Collection[str]) -> Level | None:
    if place.level == "kelurahan":
        return "tps" if "tps" in grains else None
    if {"kelurahan", "tps"} & set(grains):
        return "kelurahan"
    return "kecamatan" if BELOW[place.level] == "kecamatan" and "kecamatan" in grains else None


def everywhere(found: Tallies, bases: Mapping[Child, Basis]) -> dict[str, bool]:
    """By level, whether the sheet of some item has a number for every place of the list at that level or
    below it. `found` are the tallies of the Board, `bases` what the list counts at each place below; only
    where no row stands under a strange name does this tell that nobody is silent."""
    grains = {
        grain
        for (_, grain), inside in found.items()
        if bases
        and all(_told(inside.get(child)) >= max(1, getattr(base, grain, 0)) for child, base in bases.items())
    }
    return {
        "kecamatan": "kecamatan" in grains,
        "kelurahan": bool({"kelurahan", "tps"} & grains),
        "tps": "tps" in grains,
    }


def _told(tally: Tally | None) -> int:
    """Most places of which one stage is told."""
    return max((one.places for one in tally.stages.values()), default=0) if tally is not None else 0
