"""The ledger of ballots by type, dapil and warehouse: what was printed, came, is good and lies where, the
identities that must hold between the columns, and the evidence of what was received."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import narwhals as nw

AMOUNTS = (
    "kebutuhan",
    "dicetak",
    "dikirim_penyedia",
    "diterima",
    "baik",
    "rusak",
    "belum_disortir",
    "pengganti",
    "dikemas",
    "stok",
    "psu",
)
"""Columns of a line in their order, in sheets."""

_PAPERS = ("no_surat_jalan", "no_bttb", "tgl_terima", "penyedia")
_DIGITS_SWAPPED = 9
"""Swapped digits change a number by a multiple of it."""

Rule = Literal["sorted", "kept", "due"]
"""sorted: received + replaced = good + damaged + unsorted; kept: good = packed + on hand; due: what is still
due, from what came and from what was sorted."""


@dataclass(frozen=True)
class Identity:
    """Two sides that must be equal, in sheets; None where a part of them was not reported."""

    rule: Rule
    left: int | None
    right: int | None

    @property
    def holds(self) -> bool | None:
        """None where nobody can tell: unknown is not zero."""
        return None if self.left is None or self.right is None else self.left == self.right


@dataclass(frozen=True)
class Line:
    """The amounts of a ballot type, of all of it or of one dapil or warehouse."""

    amounts: Mapping[str, int | None]
    """By the names of `AMOUNTS`; None where nobody reported it, or fewer rows do than report receipts."""

    @property
    def still_due(self) -> int | None:
        """max(0, required - good - unsorted)."""
        return _due(self.amounts["kebutuhan"], self.amounts["baik"], self.amounts["belum_disortir"])

    @property
    def surplus(self) -> int | None:
        """Good ones beyond the need."""
        need, good = self.amounts["kebutuhan"], self.amounts["baik"]
        return None if need is None or good is None else max(0, good - need)

    @property
    def identities(self) -> tuple[Identity, ...]:
        """What must hold between its amounts, to the sheet."""
        one = self.amounts
        usable = _sum(one["diterima"], one["pengganti"], _minus(one["rusak"]))
        return (
            Identity(
                "sorted",
                _sum(one["diterima"], one["pengganti"]),
                _sum(one["baik"], one["rusak"], one["belum_disortir"]),
            ),
            Identity("kept", one["baik"], _sum(one["dikemas"], one["stok"])),
            Identity("due", _due(one["kebutuhan"], usable), self.still_due),
        )


@dataclass(frozen=True)
class Receipt:
    """A delivery by its papers; None where the sheet does not tell."""

    waybill: str | None
    receipt_note: str | None
    """Number of the BTTB."""
    day: date | None
    supplier: str | None
    received: int

    @property
    def is_checked(self) -> bool:
        """Whether a BTTB says that kind and number were checked (Keputusan KPU 1395/2023)."""
        return self.receipt_note is not None


@dataclass(frozen=True)
class BallotLedger:
    """The ledger of one ballot type."""

    item: str
    total: Line
    dapil: tuple[tuple[str, Line], ...]
    warehouses: tuple[tuple[str, Line], ...]
    receipts: tuple[Receipt, ...]

    @property
    def unchecked(self) -> int | None:
        """Sheets received without a BTTB: "diterima, belum diperiksa"; None where nothing was reported."""
        if not self.receipts:
            return None
        return sum(one.received for one in self.receipts if not one.is_checked)


@dataclass(frozen=True)
class Split:
    """A total and the parts that must add up to it."""

    total: int
    parts: tuple[int, ...]
    swapped: tuple[tuple[int, int], ...]
    """Position and right number of each part (-1: the total) that agrees once two of its digits change
    places."""

    @property
    def difference(self) -> int:
        """What the parts have too many (above 0) or too few."""
        return sum(self.parts) - self.total


def split(total: int, parts: Sequence[int]) -> Split:
    """Compare parts with their total; where they differ, whether swapped digits ("angka tertukar") explain
    it."""
    off = sum(parts) - total
    found: list[tuple[int, int]] = []
    if off and off % _DIGITS_SWAPPED == 0:
        wanted = [*((at, one, one - off) for at, one in enumerate(parts)), (-1, total, total + off)]
        found = [(at, right) for at, one, right in wanted if _is_swap(one, right)]
    return Split(total, tuple(parts), tuple(found))


def _is_swap(one: int, other: int) -> bool:
    """Whether two digits changed places."""
    mine, its = str(one), str(other)
    apart = [at for at, (a, b) in enumerate(zip(mine, its, strict=False)) if a != b]
    return len(mine) == len(its) and len(apart) == 2 and sorted(mine) == sorted(its)


def ballot_ledgers(rows: nw.LazyFrame, types: Collection[str]) -> tuple[BallotLedger, ...]:
    """The ledger of each of `types` that `rows` speak of, in the order of `types`.

    `rows` are the facts of kind `logistik` of one place at one grain: the one that counts there.
    """
    mine = rows.filter(nw.col("item").is_in(list(types)))
    amounts = _grouped(mine, ("item", "dapil", "gudang"), AMOUNTS)
    papers = _grouped(mine.filter(~nw.col("diterima").is_null()), ("item", *_PAPERS), ("diterima",))
    return tuple(
        BallotLedger(
            code,
            _line(its),
            _by(its, "dapil"),
            _by(its, "gudang"),
            tuple(
                Receipt(
                    one["no_surat_jalan"],
                    one["no_bttb"],
                    one["tgl_terima"],
                    one["penyedia"],
                    one["diterima"],
                )
                for one in sorted(papers, key=_order)
                if one["item"] == code
            ),
        )
        for code in types
        if (its := [one for one in amounts if one["item"] == code])
    )


def _grouped(rows: nw.LazyFrame, keys: Sequence[str], names: Sequence[str]) -> list[dict]:
    frame = rows.group_by(*keys).agg(
        *(nw.col(name).sum().cast(nw.Int64).alias(name) for name in names),
        *(nw.col(name).count().cast(nw.Int64).alias(f"has_{name}") for name in names),
    )
    return list(frame.collect().iter_rows(named=True))


def _order(one: Mapping) -> tuple:
    return (one["tgl_terima"] or date.max, one["no_bttb"] or "", one["no_surat_jalan"] or "")


def _line(groups: Sequence[Mapping]) -> Line:
    received = sum(one["has_diterima"] for one in groups)
    return Line(
        {
            name: sum(one[name] or 0 for one in groups)
            if (told := sum(one[f"has_{name}"] for one in groups)) and (told >= received or name == "psu")
            else None
            for name in AMOUNTS
        }
    )


def _by(groups: Sequence[Mapping], key: str) -> tuple[tuple[str, Line], ...]:
    names = sorted({one[key] for one in groups if one[key]})
    return tuple((name, _line([one for one in groups if one[key] == name])) for name in names)


def _sum(*parts: int | None) -> int | None:
    known = [one for one in parts if one is not None]
    return sum(known) if len(known) == len(parts) else None


def _minus(amount: int | None) -> int | None:
    return None if amount is None else -amount


def _due(need: int | None, *there: int | None) -> int | None:
    have = _sum(*there)
    return None if need is None or have is None else max(0, need - have)
