"""How far the boxes have come: the city's store, PPK, PPS, polling stations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import narwhals as nw

from metrics.claims import Claims
from metrics.items import Where, percent
from metrics.model import Figure, Formula, Freshness, ItemStatus, Level, Passage, Source, State

BOX = "KOTAK"
"""The item that goes all the way: everything that a polling station gets lies in its boxes."""

_LEVELS: Mapping[str, Level] = {"PPK": "kecamatan", "PPS": "kelurahan", "TPS": "tps"}
"""Bodies in the order in which boxes reach them, with the level of place of each."""
_STAGES = {"TPS": "confirmed"}
"""The stage of the goods' own sheets that tells the same where no sheet of shipments goes to that body; that
something was sent is no evidence that it arrived."""
_UNITS = ("kotak", "koli")
"""Columns of a shipment's size, the one that is counted first where sheets state both."""
_NOBODY = Freshness(None, None, None, stale=False)


def funnel(
    shipments: nw.LazyFrame | None,
    items: Sequence[ItemStatus],
    where: Where,
    claims: Claims,
    today: date,
) -> tuple[Passage, ...]:
    """One passage a station of the way, in its order.

    What arrived is what has a day of arrival up to `today`; a planned day is none. A body to which no sheet
    of shipments goes is told by the sheets of the boxes themselves; where these are silent too, it is not
    reported. `shipments` are the facts of the office; None where there are none.
    """
    boxes = next((one for one in items if one.item == BOX), None)
    unit = next((one for one in _UNITS if one in claims.measures("distribusi")), None)
    counted = {} if shipments is None or unit is None else _counted(shipments, where, unit, today)
    found = [_of_item("store", boxes, boxes.percent if boxes is not None else None)]
    for body, level in _LEVELS.items():
        if where.kelurahan is not None and body == "PPK":
            continue
        if body in counted and unit is not None:
            found.append(_of_shipments(body, level, counted[body], unit, where, claims))
            continue
        stages = dict(boxes.stages) if boxes is not None else {}
        found.append(_of_item(body, boxes, stages.get(_STAGES.get(body, ""))))
    return tuple(found)


@dataclass(frozen=True)
class _Shipped:
    """What shipments to a body add up to, and the first of their planned days."""

    planned: int = 0
    left: int = 0
    arrived: int = 0
    begins: date | None = None

    def plus(self, other: "_Shipped") -> "_Shipped":
        days = [day for day in (self.begins, other.begins) if day is not None]
        return _Shipped(
            self.planned + other.planned,
            self.left + other.left,
            self.arrived + other.arrived,
            min(days, default=None),
        )


def _counted(shipments: nw.LazyFrame, where: Where, unit: str, today: date) -> dict[str, _Shipped]:
    """What goes to each body that something is planned for."""
    mine = shipments.filter(nw.col("office") == where.office, ~nw.col(unit).is_null())
    if where.kecamatan is not None:
        mine = mine.filter(nw.col("kecamatan") == where.kecamatan)
    if where.kelurahan is not None:
        mine = mine.filter(nw.col("kelurahan") == where.kelurahan)
    size, there = nw.col(unit), nw.col("tgl_tiba") <= today
    gone = there | (nw.col("tgl_berangkat") <= today)
    rows = (
        mine.with_columns(
            left=nw.when(gone).then(size).otherwise(0), arrived=nw.when(there).then(size).otherwise(0)
        )
        .group_by("tujuan", "grain")
        .agg(
            *(nw.col(name).sum().cast(nw.Int64) for name in (unit, "left", "arrived")),
            nw.col("tgl_rencana").min().alias("begins"),
        )
        .select("tujuan", "grain", unit, "left", "arrived", "begins")
        .collect()
        .rows()
    )
    bodies = {level: body for body, level in _LEVELS.items()}
    found: dict[str, _Shipped] = {}
    for told, grain, planned, left, arrived, begins in rows:
        body = told if told in _LEVELS else bodies.get(grain)
        if body is not None:
            one = _Shipped(int(planned or 0), int(left or 0), int(arrived or 0), begins)
            found[body] = found.get(body, _Shipped()).plus(one)
    return {body: one for body, one in found.items() if one.planned}


def _of_shipments(body: str, level: Level, one: _Shipped, unit: str, where: Where, claims: Claims) -> Passage:
    planned, arrived = one.planned, one.arrived
    value = percent(Fraction(arrived, planned))
    state: State = "complete" if arrived >= planned else "short" if arrived else "not-received"
    spoken = [
        claim
        for (kind, _, measure, grain), inside in claims.by_key.items()
        if kind == "distribusi" and measure == unit and grain == level
        for name, claim in inside.items()
        if where.kecamatan in (None, name)
    ]
    source = Source(
        "distribusi", (unit,), where.office, None, level, where.kecamatan, where.kelurahan, where.tps
    )
    formula = Formula("arrived", (("arrived", arrived), ("planned", planned), ("percent", value)))
    fresh = claims.freshness("distribusi", spoken)
    told = Figure(value, "percent", state, formula, (source,), fresh)
    return Passage(body, told, unit, arrived, planned, one.left - arrived, one.begins)


def _of_item(code: str, boxes: ItemStatus | None, figure: Figure | None) -> Passage:
    if boxes is None or figure is None or figure.value is None:
        state: State = figure.state if figure is not None else "not-reported"
        nothing = Formula("not-applicable" if state == "not-applicable" else "not-reported", (("item", BOX),))
        fresh = (figure or boxes.percent).freshness if boxes is not None else _NOBODY
        return Passage(code, Figure(None, "percent", state, nothing, (), fresh), "kotak", None, None, None)
    values = dict(figure.formula.values)
    ready, need = values.get("ready"), values.get("need")
    return Passage(
        code,
        figure,
        "kotak",
        ready if isinstance(ready, int) else None,
        need if isinstance(need, int) else None,
        None,
    )
