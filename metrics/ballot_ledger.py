"""The ledger of ballots by type, dapil and warehouse: what was printed, came, is good and lies where, the
identities that must hold between the columns, and the evidence of what was received."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import narwhals as nw

from elections import Election
from metrics.items import Where
from metrics.model import Board, ItemStatus, Level, Place
from metrics.needs import GRAINS
from texts import slips

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

OF_BOARD: Mapping[str, str] = {
    "kebutuhan": "need",
    "diterima": "received",
    "rusak": "damaged",
    "pengganti": "replaced",
}
"""Columns of which the Board tells the total, with its name of each: one number everywhere."""

_AS_A_WHOLE = frozenset({"kebutuhan", "dicetak", "dikirim_penyedia", "psu"})
"""Told once of a place, also where what was received is told by warehouse."""
EVIDENCE = ("no_surat_jalan", "no_bttb", "tgl_terima", "penandatangan", "penyedia", "gudang")
"""Columns that tell deliveries apart."""
_PACKS = ("dus", "ikat")
_KEYS = ("kecamatan", "kelurahan", "tps")

Part = Literal["dapil", "gudang"]
PARTS: tuple[Part, ...] = ("dapil", "gudang")
Rule = Literal["sorted", "kept", "due"]
"""sorted: received + replaced = good + damaged + unsorted; kept: good = packed + on hand; due: what is still
due, from what came and from what was sorted."""


@dataclass(frozen=True)
class Identity:
    """Two sides that must be equal, in sheets; None where a part of them was not reported."""

    rule: Rule
    left: int | None
    right: int | None
    unknown: tuple[str, ...] = ()
    """The columns that nobody reported."""

    @property
    def holds(self) -> bool | None:
        """None where nobody can tell: unknown is not zero."""
        return None if self.left is None or self.right is None else self.left == self.right


SIDES: Mapping[Rule, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "sorted": (("diterima", "pengganti"), ("baik", "rusak", "belum_disortir")),
    "kept": (("baik",), ("dikemas", "stok")),
}
"""The columns of both sides, each side added up; that what is still due agrees follows from the first."""

NEEDED: Mapping[Rule, tuple[str, ...]] = {
    **{rule: (*left, *right) for rule, (left, right) in SIDES.items()},
    "due": ("kebutuhan", "diterima", "pengganti", "rusak", "baik", "belum_disortir"),
}
"""The columns that each identity needs."""


@dataclass(frozen=True)
class Origin:
    """Where a column of a line comes from: the level of its rows, and the day of the newest of their
    sheets."""

    grain: Level
    day: date | None


@dataclass(frozen=True)
class Line:
    """The amounts of a ballot type, of all of it or of one dapil or warehouse."""

    amounts: Mapping[str, int | None]
    """By the names of `AMOUNTS`; None where nobody reported it, or not of all that was received."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Of each column that the rows tell; a column that the Board makes of several levels has none."""

    @property
    def good(self) -> int | None:
        """What was sorted as good; where nobody tells, received - damaged + replaced, as the Board has it."""
        one = self.amounts
        if one["baik"] is not None or one["diterima"] is None:
            return one["baik"]
        return max(0, one["diterima"] - (one["rusak"] or 0) + (one["pengganti"] or 0))

    @property
    def still_due(self) -> int | None:
        """max(0, required - good - unsorted)."""
        return _due(self.amounts["kebutuhan"], self.amounts["baik"], self.amounts["belum_disortir"])

    @property
    def short(self) -> int | None:
        """What is still due; where nothing was sorted yet, by what came."""
        return _due(self.amounts["kebutuhan"], self.good) if self.still_due is None else self.still_due

    @property
    def surplus(self) -> int | None:
        """Good ones beyond the need."""
        need, good = self.amounts["kebutuhan"], self.good
        return None if need is None or good is None else max(0, good - need)

    @property
    def identities(self) -> tuple[Identity, ...]:
        """What must hold between its amounts, to the sheet."""
        one = self.amounts
        usable = _sum(one["diterima"], one["pengganti"], _minus(one["rusak"]))
        sides: dict[Rule, tuple[int | None, int | None]] = {
            rule: (_sum(*(one[name] for name in left)), _sum(*(one[name] for name in right)))
            for rule, (left, right) in SIDES.items()
        }
        sides["due"] = (_due(one["kebutuhan"], usable), self.still_due)
        return tuple(
            Identity(rule, *both, tuple(name for name in NEEDED[rule] if one[name] is None))
            for rule, both in sides.items()
        )


@dataclass(frozen=True)
class Receipt:
    """A delivery by its papers; None where the sheet does not tell."""

    waybill: str | None
    """Number of the surat jalan."""
    receipt_note: str | None
    """Number of the BTTB."""
    day: date | None
    signatory: str | None
    supplier: str | None
    warehouse: str | None
    received: int
    boxes: int | None = None
    """Stated boxes; None where not every row states them."""
    bundles: int | None = None
    rows: int = 1
    """Rows that were added up."""

    @property
    def papers(self) -> tuple[tuple[str, str | date | None], ...]:
        """What its rows hold, by column."""
        held = (self.waybill, self.receipt_note, self.day, self.signatory, self.supplier, self.warehouse)
        return tuple(zip(EVIDENCE, held, strict=True))

    @property
    def is_checked(self) -> bool:
        """Whether a BTTB says that kind and number were checked (Keputusan KPU 1395/2023)."""
        return self.receipt_note is not None


@dataclass(frozen=True)
class Split:
    """A total and the parts that must add up to it."""

    total: int
    parts: tuple[int, ...]
    swapped: tuple[tuple[int, int], ...]
    """Position and right number of each part (-1: the total) that agrees once two neighbouring digits of it
    change places."""

    @property
    def difference(self) -> int:
        """What the parts have too many (above 0) or too few."""
        return sum(self.parts) - self.total


Against = Literal["total", "rule", "need"]
"""total: the same column of the whole; rule: the need by the election's rule; need: of what was received."""


@dataclass(frozen=True)
class Compared:
    """What the dapil or the warehouses add up to beside what it must be."""

    part: Part
    column: str
    against: Against
    split: Split


@dataclass(frozen=True)
class BallotLedger:
    """The ledger of one ballot type."""

    item: str
    total: Line
    dapil: tuple[tuple[str, Line], ...]
    warehouses: tuple[tuple[str, Line], ...]
    receipts: tuple[Receipt, ...]
    """By day; of the level whose rows bear most evidence."""
    receipts_grain: Level | None = None
    need_by_rule: int | None = None

    @property
    def lines(self) -> tuple[tuple[str, str, Line], ...]:
        """Name of the part, name of the dapil or warehouse, and line; the total first, without names."""
        return (
            ("", "", self.total),
            *(("dapil", name, line) for name, line in self.dapil),
            *(("gudang", name, line) for name, line in self.warehouses),
        )

    @property
    def checked(self) -> int | None:
        """Sheets received with a BTTB; None where nothing was reported."""
        if self.total.amounts["diterima"] is None:
            return None
        return sum(one.received for one in self.receipts if one.is_checked)

    @property
    def unchecked(self) -> int | None:
        """Sheets received without a BTTB: "diterima, belum diperiksa"; None where nothing was reported."""
        received, checked = self.total.amounts["diterima"], self.checked
        return None if received is None or checked is None else max(0, received - checked)

    @property
    def compared(self) -> tuple[Compared, ...]:
        """The parts against the whole; against the need only where swapped digits explain the difference,
        since a rest of it may simply not be there yet."""
        found = []
        both: tuple[tuple[Part, Sequence[tuple[str, Line]]], ...]
        both = (("dapil", self.dapil), ("gudang", self.warehouses))
        for part, lines in both:
            for column in ("kebutuhan", "diterima"):
                parts = [line.amounts[column] for _, line in lines]
                known = [one for one in parts if one is not None]
                if not known or len(known) < len(parts):
                    continue
                whole = self.total.amounts[column]
                if whole is not None:
                    found.append(Compared(part, column, "total", split(whole, known)))
                wanted: tuple[Against, int | None] = (
                    ("rule", self.need_by_rule)
                    if column == "kebutuhan"
                    else ("need", self.need_by_rule or self.total.amounts["kebutuhan"])
                )
                if wanted[1] is not None and wanted[1] != whole:
                    other = split(wanted[1], known)
                    if other.swapped:
                        found.append(Compared(part, column, wanted[0], other))
        return tuple(found)


def split(total: int, parts: Sequence[int]) -> Split:
    """Compare parts with their total; where they differ, whether swapped digits ("angka tertukar") explain
    it."""
    return Split(total, tuple(parts), tuple(slips.swapped(total, parts)))


@dataclass(frozen=True)
class Damage:
    """Ballots of a type that are damaged and not replaced, in sheets."""

    left: int
    received: int
    over: bool
    """Whether they are more than the reserve can bear."""

    @property
    def share(self) -> Fraction:
        """Of what was received."""
        return Fraction(self.left, self.received)


def damage(one: ItemStatus, election: Election) -> Damage | None:
    """What of a type cannot be used; None where nothing was damaged or nobody told."""
    if not one.damaged or not one.received:
        return None
    left = max(0, one.damaged - (one.replaced or 0))
    return Damage(left, one.received, Fraction(left, one.received) > election.damage_limit)


def ballot_ledgers(
    tables: Mapping[str, nw.LazyFrame],
    board: Board,
    where: Where,
    election: Election,
    places: Sequence[Place],
) -> tuple[BallotLedger, ...]:
    """The ledger of each ballot type at the Board's place, in the election's order.

    `tables` holds the facts in force of kind `logistik` and "claims"; `places` all places. What the Board
    tells is taken from it. Of every other column that level counts which covers most of the place, among
    equals the newest, among equally new ones the finest; dapil and warehouses stand on the level that tells
    most of them.
    """
    types = [one.code for one in election.items if one.ballot]
    mine = _inside(tables["logistik"].filter(nw.col("item").is_in(types)), where)
    parcels = _parcels(mine)
    lines = _lines(parcels)
    told = _told(parcels)
    papers = _papers(mine)
    days = _days(tables["claims"], where)
    leaves = _leaves(board, places)
    by_code = {one.item: one for one in board.items}
    found = []
    for code in types:
        status = by_code[code]
        reader = _Reader(
            [one for one in lines if one["item"] == code],
            {one["grain"]: one for one in told if one["item"] == code},
            {(name, grain): day for (item, name, grain), day in days.items() if item == code},
            leaves,
        )
        receipts, grain = _receipts(
            [one for one in papers if one["item"] == code],
            next((one.grain for one in status.percent.sources if one.kind == "logistik"), None),
        )
        found.append(
            BallotLedger(
                code,
                reader.total({name: getattr(status, ours) for name, ours in OF_BOARD.items()}),
                reader.by("dapil"),
                reader.by("gudang"),
                receipts,
                grain,
                status.need_by_rule,
            )
        )
    return tuple(found)


# -- the rows --------------------------------------------------------------------------------------


def _inside(frame: nw.LazyFrame, where: Where) -> nw.LazyFrame:
    mine = frame.filter(nw.col("office") == where.office)
    for column, name in (("kecamatan", where.kecamatan), ("kelurahan", where.kelurahan)):
        if name is not None:
            mine = mine.filter(nw.col(column) == name)
    return mine


def _parcels(rows: nw.LazyFrame) -> nw.LazyFrame:
    """One row an item and place at each grain, dapil and warehouse: a delivery in two rows is the same goods
    as in one."""
    return rows.group_by("item", "grain", *_KEYS, "dapil", "gudang").agg(*_sums(), *_counts())


def _sums() -> list[nw.Expr]:
    return [nw.col(name).sum().cast(nw.Int64).alias(name) for name in AMOUNTS]


def _counts() -> list[nw.Expr]:
    return [nw.col(name).count().cast(nw.Int64).alias(f"has_{name}") for name in AMOUNTS]


def _coverage() -> list[nw.Expr]:
    """How many groups tell each column, and how many tell what was received but not it."""
    came = nw.col("has_diterima") > 0
    return [
        expression
        for name in AMOUNTS
        for expression in (
            (nw.col(f"has_{name}") > 0).cast(nw.Int64).sum().cast(nw.Int64).alias(f"told_{name}"),
            (came & (nw.col(f"has_{name}") == 0))
            .cast(nw.Int64)
            .sum()
            .cast(nw.Int64)
            .alias(f"lacking_{name}"),
        )
    ]


def _lines(parcels: nw.LazyFrame) -> list[dict[str, Any]]:
    frame = parcels.group_by("item", "grain", "dapil", "gudang").agg(*_sums(), *_coverage())
    return list(frame.collect().iter_rows(named=True))


def _told(parcels: nw.LazyFrame) -> list[dict[str, Any]]:
    """By item and grain: how many places tell each column."""
    names = [f"has_{name}" for name in AMOUNTS]
    placed = parcels.group_by("item", "grain", *_KEYS).agg(*(nw.col(name).sum() for name in names))
    frame = placed.group_by("item", "grain").agg(*_coverage())
    return list(frame.collect().iter_rows(named=True))


def _papers(rows: nw.LazyFrame) -> list[dict[str, Any]]:
    came = rows.filter(nw.col("diterima") > 0)
    frame = came.group_by("item", "grain", *EVIDENCE).agg(
        *(nw.col(name).sum().cast(nw.Int64) for name in ("diterima", *_PACKS)),
        *(nw.col(name).count().cast(nw.Int64).alias(f"has_{name}") for name in _PACKS),
        nw.len().cast(nw.Int64).alias("rows"),
    )
    return list(frame.collect().iter_rows(named=True))


def _days(claims: nw.LazyFrame, where: Where) -> dict[tuple[str, str, str], date]:
    """The newest data date of each item, column and grain."""
    mine = claims.filter(nw.col("kind") == "logistik", nw.col("office") == where.office)
    if where.kecamatan is not None:
        mine = mine.filter(nw.col("kecamatan") == where.kecamatan)
    frame = mine.group_by("subject", "measure", "grain").agg(nw.col("data_date").max())
    return {
        (row["subject"], row["measure"], row["grain"]): row["data_date"]
        for row in frame.collect().iter_rows(named=True)
    }


def _leaves(board: Board, places: Sequence[Place]) -> dict[str, int]:
    """How many places of each grain lie at or below the Board's; 0 where no list tells."""
    inside = {board.place.code}
    for one in places:
        # The list goes from the offices down, so a place comes after the one it lies in.
        if one.parent in inside:
            inside.add(one.code)
    found: Counter[str] = Counter(one.level for one in places if one.code in inside)
    return {**found, "tps": board.tps.total}


# -- the lines -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reader:
    """What the rows of one type tell, at every grain."""

    rows: Sequence[Mapping[str, Any]]
    told: Mapping[str, Mapping[str, Any]]
    days: Mapping[tuple[str, str], date]
    leaves: Mapping[str, int]

    def total(self, of_board: Mapping[str, int | None]) -> Line:
        amounts: dict[str, int | None] = {}
        origins: dict[str, Origin] = {}
        for name in AMOUNTS:
            grain = self._grain(name)
            told = None if grain is None else self._sum(name, grain)
            amounts[name] = of_board.get(name, told)
            if grain is not None and told is not None and told == amounts[name]:
                origins[name] = self._origin(name, grain)
        return Line(amounts, origins)

    def _grain(self, name: str) -> Level | None:
        """The grain that counts for a column of the whole."""
        ranked = []
        for grain, one in self.told.items():
            places = one[f"told_{name}"]
            if places:
                leaves = self.leaves.get(grain, 0)
                cover = min(Fraction(1), Fraction(places, leaves)) if leaves else Fraction(1)
                ranked.append((cover, self.days.get((name, grain), date.min), GRAINS.index(grain), grain))
        return max(ranked)[-1] if ranked else None

    def _sum(self, name: str, grain: str) -> int | None:
        rows = [one for one in self.rows if one["grain"] == grain]
        if name in _AS_A_WHOLE:
            lacking = self.told[grain][f"lacking_{name}"] if name != "psu" else 0
        else:
            lacking = sum(one[f"lacking_{name}"] for one in rows)
        return None if lacking else sum(one[name] or 0 for one in rows)

    def _origin(self, name: str, grain: Level) -> Origin:
        return Origin(grain, self.days.get((name, grain)))

    def by(self, part: Part) -> tuple[tuple[str, Line], ...]:
        """A line for each dapil or warehouse that the rows name."""
        named = [one for one in self.rows if one[part]]
        grains = {one["grain"] for one in named}
        if not grains:
            return ()

        def rank(grain: str) -> tuple:
            here = [one for one in named if one["grain"] == grain]
            columns = {name for name in AMOUNTS for one in here if one[f"told_{name}"]}
            newest = max((self.days.get((name, grain), date.min) for name in columns), default=date.min)
            return (len(columns), newest, GRAINS.index(grain))

        grain = max(grains, key=rank)
        here = [one for one in named if one["grain"] == grain]
        return tuple(
            (name, self._line([one for one in here if one[part] == name], grain))
            for name in sorted({one[part] for one in here})
        )

    def _line(self, rows: Sequence[Mapping[str, Any]], grain: Any) -> Line:
        amounts = {
            name: sum(one[name] or 0 for one in rows)
            if any(one[f"told_{name}"] for one in rows)
            and (name == "psu" or not any(one[f"lacking_{name}"] for one in rows))
            else None
            for name in AMOUNTS
        }
        origins = {name: self._origin(name, grain) for name, one in amounts.items() if one is not None}
        return Line(amounts, origins)


def _receipts(
    papers: Collection[Mapping[str, Any]], counted: Level | None
) -> tuple[tuple[Receipt, ...], Level | None]:
    """The deliveries at the grain that bears most evidence, and that grain."""
    grains = sorted({one["grain"] for one in papers}, key=GRAINS.index)
    if not grains:
        return (), None

    def rank(grain: str) -> tuple:
        here = [one for one in papers if one["grain"] == grain]
        return (
            sum(one["diterima"] for one in here if one["no_bttb"]),
            sum(one["diterima"] for one in here if one["no_surat_jalan"]),
            grain == counted,
            -GRAINS.index(grain),
        )

    grain = max(grains, key=rank)
    found = [
        Receipt(
            one["no_surat_jalan"],
            one["no_bttb"],
            one["tgl_terima"],
            one["penandatangan"],
            one["penyedia"],
            one["gudang"],
            one["diterima"],
            one["dus"] if one["has_dus"] == one["rows"] else None,
            one["ikat"] if one["has_ikat"] == one["rows"] else None,
            one["rows"],
        )
        for one in papers
        if one["grain"] == grain
    ]
    return tuple(sorted(found, key=_order)), grain


def _order(one: Receipt) -> tuple:
    papers = (one.receipt_note, one.waybill, one.warehouse, one.supplier, one.signatory)
    return (one.day or date.max, *(text or "" for text in papers), one.received)


# -- sums of what may be unknown -------------------------------------------------------------------


def _sum(*parts: int | None) -> int | None:
    known = [one for one in parts if one is not None]
    return sum(known) if len(known) == len(parts) else None


def _minus(amount: int | None) -> int | None:
    return None if amount is None else -amount


def _due(need: int | None, *there: int | None) -> int | None:
    have = _sum(*there)
    return None if need is None or have is None else max(0, need - have)
