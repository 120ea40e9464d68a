"""Ballots that must be destroyed by H-1, what is left over and what is unfit, and what was destroyed before
whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from elections import Election
from metrics.items import Where
from metrics.model import ItemStatus
from metrics.replacements import ROW

_FIELDS = ("item", "dapil", "tanggal", "jumlah", "alasan", "saksi", "no_ba")


@dataclass(frozen=True)
class Destroyed:
    """One destruction as its sheet tells it."""

    item: str
    dapil: str | None
    day: date | None
    amount: int
    why: str | None
    """lebih or rusak."""
    witnesses: str | None
    """Institutions."""
    record: str | None
    """Number of the record (berita acara)."""
    row: tuple[str | int, ...] = ()
    """Where it stands, by ROW."""


@dataclass(frozen=True)
class ToDestroy:
    """A ballot type: what must be destroyed and what was."""

    item: str
    surplus: int | None
    """Good ones beyond the need; None where nobody reported both."""
    damaged: int | None
    done: int
    """Destroyed up to today."""
    planned: int
    """Of days that lie ahead, and of no day."""
    acts: tuple[Destroyed, ...]

    @property
    def due(self) -> int | None:
        """All that must be destroyed; None where nobody reported enough to tell."""
        return None if self.surplus is None or self.damaged is None else self.surplus + self.damaged

    @property
    def left(self) -> int | None:
        """What must still be destroyed."""
        return None if self.due is None else max(0, self.due - self.done)


def destroyed(pemusnahan: nw.LazyFrame, where: Where) -> list[Destroyed]:
    """The destructions of an office, from the facts of the kind `pemusnahan`, in order of their days."""
    mine = pemusnahan.filter(
        nw.col("office") == where.office, ~nw.col("jumlah").is_null(), ~nw.col("item").is_null()
    )
    rows = mine.select(*_FIELDS, *ROW).collect().rows()
    found = [
        Destroyed(row[0], row[1], row[2], int(row[3]), *row[4:7], row=row[len(_FIELDS) :]) for row in rows
    ]
    return sorted(found, key=lambda one: (one.day or date.max, one.item, one.row))


def to_destroy(
    found: Sequence[Destroyed], items: Sequence[ItemStatus], election: Election, today: date
) -> tuple[ToDestroy, ...]:
    """Each ballot type of which something is or was to be destroyed, in the order of the election.

    Unfit ones are destroyed by H-1, replaced or not, and so is what is left over beyond the need with its
    reserve (KPU's practice of 2024).
    """
    told = []
    for one in items:
        own = tuple(act for act in found if act.item == one.item)
        if not election.item(one.item).ballot:
            continue
        done = sum(act.amount for act in own if act.day is not None and act.day <= today)
        surplus = None if one.good is None or one.need is None else max(0, one.good - one.need)
        damaged = None if one.received is None else one.damaged or 0
        if not (own or surplus or damaged):
            continue
        planned = sum(act.amount for act in own) - done
        told.append(ToDestroy(one.item, surplus, damaged, done, planned, own))
    return tuple(told)


def faults(act: Destroyed, deadline: date, today: date) -> tuple[str, ...]:
    """What an act lacks, as keys of the texts: late, no-witness, no-record, no-day; an act that lies ahead
    needs a day alone."""
    if act.day is None:
        return ("no-day",)
    late = ("late",) if act.day > deadline else ()
    if act.day > today:
        return late
    return (
        *late,
        *(() if act.witnesses else ("no-witness",)),
        *(() if act.record else ("no-record",)),
    )
