"""How far the boxes have come: the city's store, PPK, PPS, polling stations."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from metrics.claims import Claims
from metrics.items import Where, percent
from metrics.model import Figure, Formula, Freshness, ItemStatus, Level, Passage, Source, State
from metrics.shipments import LEVELS, Shipped, To, total

BOX = "KOTAK"
"""The item that goes all the way: everything that a polling station gets lies in its boxes."""

_STAGES = {"TPS": "confirmed"}
"""The stage of the goods' own sheets that tells the same where no sheet of shipments goes to that body; that
something was sent is no evidence that it arrived."""
_NOBODY = Freshness(None, None, None, stale=False)


def funnel(
    shipped: Mapping[To, Shipped],
    unit: str | None,
    items: Sequence[ItemStatus],
    where: Where,
    claims: Claims,
) -> tuple[Passage, ...]:
    """One passage a station of the way, in its order.

    What arrived is what has a day of arrival; a planned day is none. A body to which no sheet of shipments
    goes is told by the sheets of the boxes themselves; where these are silent too, it is not reported.
    `shipped` holds the shipments of the place, counted by `unit`; nothing and None where there are none.
    """
    boxes = next((one for one in items if one.item == BOX), None)
    found = [_of_item("store", boxes, boxes.percent if boxes is not None else None)]
    for body, level in LEVELS.items():
        if where.kelurahan is not None and body == "PPK":
            continue
        one = total(shipped, body)
        if one.planned and unit is not None:
            found.append(_of_shipments(body, level, one, unit, where, claims))
            continue
        stages = dict(boxes.stages) if boxes is not None else {}
        found.append(_of_item(body, boxes, stages.get(_STAGES.get(body, ""))))
    return tuple(found)


def _of_shipments(body: str, level: Level, one: Shipped, unit: str, where: Where, claims: Claims) -> Passage:
    planned, arrived = one.planned, one.arrived
    value = percent(Fraction(min(arrived, planned), planned))
    state: State = "complete" if arrived >= planned else "short" if arrived else "not-received"
    spoken = [
        claim
        for (kind, _, measure, grain), inside in claims.by_key.items()
        if kind == "distribusi" and measure == unit and grain == level
        for name, claim in inside.items()
        if where.kecamatan in (None, name)
    ]
    source = Source(
        "distribusi",
        (unit, f"{unit}_tiba", "tgl_tiba"),
        where.office,
        None,
        level,
        where.kecamatan,
        where.kelurahan,
        where.tps,
    )
    formula = Formula("arrived", (("arrived", arrived), ("planned", planned), ("percent", value)))
    fresh = claims.freshness("distribusi", spoken)
    told = Figure(value, "percent", state, formula, (source,), fresh)
    return Passage(body, told, unit, arrived, planned, one.left - one.sent, one.begins)


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
