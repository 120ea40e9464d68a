"""The clock of replacements: what was asked for as it was damaged or short, and whether it comes in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import narwhals as nw

from elections import Election
from metrics.backward import BackwardPlan

PACKING = "packed"
ROW = ("upload_id", "table_no", "sheet_row")
"""Columns that name one row of a sheet."""

Standing = Literal["overdue", "late", "unpromised", "waiting", "arrived"]
"""overdue: the promised day has passed; late: promised for after the day by which it is needed; unpromised:
nobody named a day; waiting: promised in time."""
_ORDER: tuple[Standing, ...] = ("overdue", "late", "unpromised", "waiting", "arrived")

_FIELDS = (
    *("item", "dapil", "kecamatan", "kelurahan", "jumlah", "alasan", "tgl_minta", "tgl_janji", "tgl_tiba"),
    *("no_surat", "penyedia", "catatan"),
)


@dataclass(frozen=True)
class Request:
    """A request as the sheet tells it."""

    item: str
    dapil: str | None
    kecamatan: str | None
    kelurahan: str | None
    amount: int
    """In the item's unit."""
    why: str | None
    """rusak or kurang."""
    asked: date | None
    promised: date | None
    arrived: date | None
    letter: str | None = None
    supplier: str | None = None
    note: str | None = None
    row: tuple[str | int, ...] = ()
    """Where it stands, by ROW."""


@dataclass(frozen=True)
class Replacement:
    """A request and how its days stand."""

    request: Request
    needed_by: date
    """The last day on which packing can begin."""
    standing: Standing
    waited: int | None
    """Days from the request to its arrival, or to today."""
    slack: int | None
    """Days from the promise, the arrival, or today where a promise was broken, to the day by which it is
    needed; below 0: too late."""
    to_voting: int | None
    """The same to voting day."""


def requests(
    penggantian: nw.LazyFrame, office: str, kecamatan: str | None = None, kelurahan: str | None = None
) -> list[Request]:
    """The requests of an office, or of one place of it, from the facts of the kind `penggantian`."""
    mine = penggantian.filter(nw.col("office") == office, ~nw.col("jumlah").is_null())
    for column, name in (("kecamatan", kecamatan), ("kelurahan", kelurahan)):
        if name is not None:
            mine = mine.filter(nw.col(column) == name)
    rows = mine.filter(~nw.col("item").is_null()).select(*_FIELDS, *ROW).collect().rows()
    return [Request(*row[: len(_FIELDS)], row=row[len(_FIELDS) :]) for row in rows]


def replacements(
    asked: Sequence[Request], plan: BackwardPlan, election: Election, today: date
) -> tuple[Replacement, ...]:
    """Each request with its days, the overdue ones first, then those that come too late.

    They are needed when packing begins at the latest: what a polling station gets goes into one box.
    """
    packing = next((step.start_by for step in plan.together if step.stage == PACKING), plan.deadline)
    found = [_replacement(one, packing, election, today) for one in asked]
    far = date.max
    return tuple(
        sorted(
            found,
            key=lambda one: (
                _ORDER.index(one.standing),
                one.request.promised or far,
                one.request.asked or far,
                one.request.item,
                -one.request.amount,
            ),
        )
    )


def _replacement(one: Request, needed_by: date, election: Election, today: date) -> Replacement:
    # A day of arrival that lies ahead is a plan, not evidence.
    there = one.arrived is not None and one.arrived <= today
    comes = one.arrived or one.promised
    standing: Standing
    if there:
        standing = "arrived"
    elif comes is None:
        standing = "unpromised"
    elif comes < today:
        standing = "overdue"
    else:
        standing = "late" if comes > needed_by else "waiting"
    if standing == "overdue":
        # A broken promise tells nothing but that it comes today at the earliest.
        comes = today
    until = one.arrived if there and one.arrived is not None else today
    return Replacement(
        one,
        needed_by,
        standing,
        (until - one.asked).days if one.asked is not None else None,
        (needed_by - comes).days if comes is not None else None,
        (election.voting_day - comes).days if comes is not None else None,
    )
