"""The numbers of the ledger of ballots as figures: each with its formula and the cells that it stands on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from elections import Election
from metrics.ballot_ledger import AMOUNTS, OF_BOARD, BallotLedger, Compared, Line, Rule
from metrics.items import Where
from metrics.model import Board, Figure, Formula, Freshness, Level, Source, State, Value

TOTAL = "total"
"""Stands for the whole type where the number of a dapil or warehouse stands else (`line_name`)."""

_KIND = "logistik"
_NOBODY = Freshness(None, None, None, stale=False)
_OF_NEED = ("dicetak", "dikirim_penyedia", "diterima")
"""Columns whose share of the need is told with them."""
_SHORT = ("kebutuhan", "baik", "belum_disortir")
_BY_ARRIVAL = ("kebutuhan", "diterima", "rusak", "pengganti")

SIDES: tuple[tuple[Rule, str, tuple[str, ...]], ...] = (
    ("sorted", "left", ("diterima", "pengganti")),
    ("sorted", "right", ("baik", "rusak", "belum_disortir")),
    ("kept", "left", ("baik",)),
    ("kept", "right", ("dikemas", "stok")),
    ("due", "left", ("kebutuhan", "diterima", "pengganti", "rusak")),
    ("due", "right", _SHORT),
)
"""Both sides of each identity, with the columns that they are made of."""


def line_name(part: str, number: int) -> str:
    """The name of a line: its part and its number there, `total` for the whole type."""
    return f"{part}-{number}" if part else TOTAL


def share_of_need(line: Line, name: str) -> float | None:
    """Percent of the need; None where one of the two is not known. Only the whole reads as 100."""
    need, amount = line.amounts["kebutuhan"], line.amounts[name]
    if not need or amount is None:
        return None
    share = round(amount * 100 / need, 2)
    return 99.99 if share == 100 and amount < need else share


def ballot_figures(
    ledgers: tuple[BallotLedger, ...], board: Board, where: Where, election: Election
) -> dict[str, Figure]:
    """By `ballots:<type>:<line>:<number>`; what nobody reported is left out.

    Numbers: the columns of a line, `short`, `surplus`, the sides of the identities (`sorted-left` ...), and
    of the whole type `checked`, `unchecked` and each `receipt-<number>`. All in sheets.
    """
    found: dict[str, Figure] = {}
    for one in ledgers:
        maker = _Maker(one, board, where, election)
        counts: dict[str, int] = {}
        for part, name, line in one.lines:
            at = line_name(part, counts.get(part, 0))
            counts[part] = counts.get(part, 0) + 1
            for number, figure in maker.of(line, ((part, name),) if part else ()):
                if figure.value is not None:
                    found[f"ballots:{one.item}:{at}:{number}"] = figure
        for number, figure in maker.evidence():
            if figure.value is not None:
                found[f"ballots:{one.item}:{TOTAL}:{number}"] = figure
        for other in one.compared:
            parts = [
                found[f"ballots:{one.item}:{line_name(other.part, at)}:{other.column}"]
                for at in range(len(other.split.parts))
            ]
            found[f"ballots:{one.item}:{other.part}:sum-{other.column}"] = _sum(parts, other)
    return found


def _sum(parts: Sequence[Figure], other: Compared) -> Figure:
    """The parts added up, of the cells of all of them."""
    value, total = sum(other.split.parts), other.split.total
    values = (("total", value), ("whole", total), ("difference", value - total))
    sources = dict.fromkeys(source for part in parts for source in part.sources)
    formula = Formula("ballots-parts", values)
    state = "complete" if value == total else "short"
    return replace(parts[0], value=value, state=state, formula=formula, sources=tuple(sources))


class _Maker:
    """Makes the figures of one ballot type."""

    def __init__(self, ledger: BallotLedger, board: Board, where: Where, election: Election) -> None:
        self._ledger, self._where = ledger, where
        self._unit = election.item(ledger.item).unit
        self._status = next(one for one in board.items if one.item == ledger.item)
        self._of_board = dict(self._status.amounts)
        self._rule = next((one.need_formula for one in board.ballots if one.item == ledger.item), None)
        self._fresh = dict(board.freshness).get(_KIND, _NOBODY)
        self._list_fresh = dict(board.freshness).get("tps", _NOBODY)

    def of(self, line: Line, only: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, Figure]]:
        """The numbers of a line; `only` are the column and name of its dapil or warehouse."""
        whole = not only
        for name in AMOUNTS:
            yield name, self._column(line, name, only)
        if line.amounts["baik"] is None and not whole:
            values = (("received", line.amounts["diterima"]), ("damaged", line.amounts["rusak"] or 0))
            good = (*values, ("replaced", line.amounts["pengganti"] or 0), ("good", line.good))
            yield "good", self._figure(line.good, Formula("good", good), line, _BY_ARRIVAL[1:], only)
        short = self._status.short if whole else line.short
        by_board = self._of_board.get("short")
        if whole and by_board is not None:
            yield "short", by_board
        else:
            sorted_out = line.still_due is not None
            due = Formula(
                "ballots-due" if sorted_out else "ballots-due-by-arrival", self._values(line, due=short)
            )
            yield "short", self._figure(short, due, line, _SHORT if sorted_out else _BY_ARRIVAL, only)
        good = line.amounts["baik"] is not None
        values = (("good", line.good), ("need", line.amounts["kebutuhan"]), ("surplus", line.surplus))
        names = ("kebutuhan", "baik") if good else _BY_ARRIVAL
        yield "surplus", self._figure(line.surplus, Formula("ballots-surplus", values), line, names, only)
        sides = {one.rule: {"left": one.left, "right": one.right} for one in line.identities}
        for rule, side, names in SIDES:
            value = sides[rule][side]
            formula = Formula(f"ballots-{rule}-{side}", self._values(line, total=value))
            yield f"{rule}-{side}", self._figure(value, formula, line, names, only)

    def _column(self, line: Line, name: str, only: tuple[tuple[str, str], ...]) -> Figure:
        value, need = line.amounts[name], line.amounts["kebutuhan"]
        formula = Formula("added-up", (("total", value),))
        share = share_of_need(line, name) if name in _OF_NEED else None
        if share is not None:
            told = (("total", value), ("need", need), ("share", share))
            formula = Formula("ballots-of-need", told)
        ours = self._of_board.get(OF_BOARD.get(name, "")) if not only else None
        if ours is not None and ours.value == value:
            return ours if share is None else replace(ours, formula=formula)
        if not only and name == "kebutuhan" and name not in line.origins:
            rule = self._rule or Formula("need-by-rule", (("total", value),))
            return Figure(value, self._unit, "complete", rule, (), self._fresh)
        return self._figure(value, formula, line, (name,), only)

    def _figure(
        self,
        value: int | None,
        formula: Formula,
        line: Line,
        names: tuple[str, ...],
        only: tuple[tuple[str, str], ...],
    ) -> Figure:
        """A number of a line with the cells of the columns `names`, level by level."""
        state: State = "not-reported" if value is None else "complete"
        by_grain: dict[Level, list[str]] = {}
        for name in names:
            if name in line.origins:
                by_grain.setdefault(line.origins[name].grain, []).append(name)
        place = (self._where.kecamatan, self._where.kelurahan, self._where.tps)
        sources = [
            Source(_KIND, tuple(its), self._where.office, self._ledger.item, grain, *place, only=only)
            for grain, its in by_grain.items()
        ]
        if not only:
            rest = [name for name in names if name in OF_BOARD and name not in line.origins]
            for name in rest:
                ours = self._of_board.get(OF_BOARD[name])
                sources += ours.sources if ours is not None else ()
        return Figure(value, self._unit, state, formula, tuple(dict.fromkeys(sources)), self._fresh)

    def _values(self, line: Line, **more: Value) -> tuple[tuple[str, Value], ...]:
        return (*((name, line.amounts[name]) for name in AMOUNTS), *more.items())

    def evidence(self) -> Iterator[tuple[str, Figure]]:
        """What was received with and without a BTTB."""
        one = self._ledger
        received, checked = one.total.amounts["diterima"], one.checked
        place = (self._where.kecamatan, self._where.kelurahan, self._where.tps)
        cells = Source(_KIND, ("diterima",), self._where.office, one.item, one.receipts_grain, *place)
        noted = replace(cells, only=(("no_bttb", True),))
        ours = self._of_board.get("received")
        formula = Formula("ballots-checked", (("total", checked),))
        yield "checked", Figure(checked, self._unit, "complete", formula, (noted,), self._fresh)
        formula = Formula(
            "ballots-unchecked", (("received", received), ("checked", checked), ("total", one.unchecked))
        )
        sources = (*(ours.sources if ours is not None else ()), noted)
        if all(source.grain == cells.grain for source in sources):
            # What was received and not checked are then the rows without a number.
            sources = (replace(cells, only=(("no_bttb", False),)),)
        state: State = "short" if one.unchecked else "complete"
        yield "unchecked", Figure(one.unchecked, self._unit, state, formula, sources, self._fresh)
        if self._rule is not None:
            voters = (Source("tps", ("dpt",), self._where.office, None, None, *place),)
            need = one.need_by_rule
            yield "need-by-rule", Figure(need, self._unit, "complete", self._rule, voters, self._list_fresh)
        for number, receipt in enumerate(one.receipts):
            held = tuple((column, False if value is None else value) for column, value in receipt.papers)
            formula = Formula("added-up", (("total", receipt.received),))
            source = (replace(cells, only=held),)
            yield (
                f"receipt-{number}",
                Figure(receipt.received, self._unit, "complete", formula, source, self._fresh),
            )
