"""Whether every ad-hoc body of the office's list is on the sheets of money, and none that is on no list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import narwhals as nw

from elections import Election
from metrics.finance import BODIES, Key, inside
from metrics.items import Where
from metrics.money_faults import Fault
from metrics.money_lines import At, Line
from metrics.needs import NOWHERE

LIST = "tps"
_DEPTHS: Mapping[str, int] = {"PPK": 1, "PPS": 2, "KPPS": 3}
"""How many names of a place each body needs."""
_NAMELESS: Key = (NOWHERE["kecamatan"], NOWHERE["kelurahan"], NOWHERE["tps"])

Listed = Mapping[Key, At]
"""The polling stations of the office's list, each with its row."""


def listed(tps: nw.LazyFrame, where: Where) -> Listed:
    """The polling stations of the place."""
    mine = inside(tps, where).filter(~nw.col("tps").is_null(), ~nw.col("kelurahan").is_null())
    names = ("kecamatan", "kelurahan", "tps", "upload_id", "table_no", "sheet_row", "subject")
    rows = sorted(mine.select(*names).collect().rows(), key=lambda row: (row[0] or "", row[1], row[2]))
    return {(row[0] or "", row[1], int(row[2])): (row[3], row[4], row[5], row[6] or "") for row in rows}


def absent(
    rows: Sequence[Line], stations: Listed, where: Where, election: Election, today: date
) -> Iterator[Fault]:
    """`missing-body`: bodies of the list without any row, one a place above them; `no-bodies` where there is
    no row of any of them. They must be there from the first day of their term on, or as soon as one is.

    A row of a larger place speaks for all of its bodies there.
    """
    for body in BODIES:
        there = {one.at for one in rows if one.body == body}
        begins, _ = election.spending.terms[body]
        if not there and today < begins:
            continue
        # What belongs to a PPK lies above a kelurahan.
        if body == "PPK" and where.kelurahan is not None:
            continue
        missing: dict[Key, list[tuple[Key, At]]] = {}
        known: set[Key] = set()
        for station, row in stations.items():
            own = _named(station, _DEPTHS[body])
            if own in known:
                continue
            known.add(own)
            if not any(_named(own, depth) in there for depth in range(_DEPTHS[body] + 1)):
                above = _named(own, _DEPTHS[body] - 1) if there else _NAMELESS
                missing.setdefault(above, []).append((own, row))
        for above, own in missing.items():
            cells = tuple((LIST, row, "rows") for _, row in own)
            numbers = ",".join(str(at[2]) for at, _ in own) if body == "KPPS" and there else ""
            names = ", ".join(str(at[_DEPTHS[body] - 1]) for at, _ in own) if body != "KPPS" and there else ""
            values = (("count", len(own)), ("listed", len(known)), ("names", names), ("numbers", numbers))
            yield Fault("missing-body" if there else "no-bodies", cells, body, above, values=values)


def strange(rows: Iterable[Line], stations: Listed) -> Iterator[Fault]:
    """`unlisted-body`: a body of a place that the office's list lacks."""
    known = {_named(station, depth) for station in stations for depth in range(4)}
    found: dict[tuple[str, Key], list[Line]] = {}
    for one in rows:
        if known and one.at not in known:
            found.setdefault((one.body, one.at), []).append(one)
    for (body, at), members in found.items():
        cells = tuple((one.kind, one.row, "rows") for one in members)
        yield Fault("unlisted-body", cells, body, at, amount=sum(one.paid for one in members))


def _named(at: Key, depth: int) -> Key:
    """The place of so many names that a place lies in."""
    return (*at[:depth], *_NAMELESS[depth:])  # pyright: ignore[reportReturnType] - three names again
