"""The numbers of the money matrix as figures: each with its formula and the cells that it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from elections import Election
from metrics.finance import OUTSTANDING
from metrics.items import Where, percent
from metrics.model import Board, Figure, Formula, Freshness, Source, State
from metrics.money_matrix import SIDES, MoneyMatrix, Part, Side, Unit

STAGES = ("pagu", "dicairkan", "realisasi", "spj", "complete", "approved", "setor_kembali", "outstanding")
"""The amounts of a row of the matrix, in the order in which money passes them."""
SHARES = ("absorbed", "gone")
THROUGH = "through"
"""All that PPS were given: their own, and what they pass on to their KPPS."""
_PASSED = ("PPS", "KPPS")
WHOLE, OWN = "all", "own"
"""Stand for the Board's place and for what is its own where the code of a place stands else."""
_KIND = "keuangan"
_NOBODY = Freshness(None, None, None, stale=False)


def code(unit: Unit, found: MoneyMatrix) -> str:
    """By which its numbers are named."""
    return WHOLE if unit is found.whole else OWN if unit.own else unit.place.code


def passes_on(found: MoneyMatrix) -> bool:
    """Whether KPPS were given money, which goes through their PPS."""
    return any(part.key == "KPPS" and part.sums.dicairkan for part in found.whole.side("body"))


def matrix_figures(found: MoneyMatrix, board: Board, where: Where, election: Election) -> dict[str, Figure]:
    """By `matrix:<unit>:<part>:<number>`; what nobody reported is left out.

    Unit: the code of a place, `all` or `own`. Part: `total`, or a side and the place of its part in it
    (`period-0`). Number: an amount of STAGES, or of the total `absorbed` and `gone`. Of the whole there is
    `matrix:all:through:dicairkan` where KPPS were given money.
    """
    make = _Maker(
        found, where, election, board.finance.figures[0][1].freshness if board.finance.figures else _NOBODY
    )
    return {
        f"matrix:{code(unit, found)}:{name}:{number}": figure
        for unit in (found.whole, *found.all)
        for name, number, figure in make.unit(unit)
        if figure.value is not None
    }


@dataclass(frozen=True)
class _Maker:
    found: MoneyMatrix
    where: Where
    election: Election
    fresh: Freshness

    def unit(self, unit: Unit) -> Iterator[tuple[str, str, Figure]]:
        for number in STAGES:
            yield "total", number, self._amount(unit, None, unit.whole, number)
        for number in SHARES:
            yield "total", number, self._share(unit, number)
        for side in SIDES:
            for at, part in enumerate(unit.side(side)):
                for number in STAGES:
                    yield f"{side}-{at}", number, self._amount(unit, side, part, number)
        if unit is self.found.whole and passes_on(self.found):
            yield THROUGH, "dicairkan", self._through(unit)

    def _through(self, unit: Unit) -> Figure:
        parts = [part for part in unit.side("body") if part.key in _PASSED]
        value = sum(part.sums.dicairkan or 0 for part in parts)
        written = tuple(name for part in parts for name in self.found.written["body", part.key])
        source = self._source(unit, None, unit.whole, ("dicairkan",), ("badan", written))
        formula = Formula("added-up-rupiah", (("total", value),))
        return self._figure(value, "rupiah", "complete", formula, (source,))

    def _amount(self, unit: Unit, side: Side | None, part: Part, number: str) -> Figure:
        sums = part.sums
        value = getattr(sums, number)
        state: State = "not-reported" if value is None else "complete"
        formula = Formula("added-up-rupiah", (("total", value),))
        if number == "outstanding":
            state = "complete" if not value else "short" if value > 0 else "not-received"
            formula = Formula(number, tuple((name, getattr(sums, name)) for name in (*OUTSTANDING, number)))
        elif number in ("complete", "approved"):
            formula = Formula(self._derived(number), (("total", value), ("spj", sums.spj)))
        return self._figure(value, "rupiah", state, formula, tuple(self._sources(unit, side, part, number)))

    def _derived(self, number: str) -> str:
        by_status = number == "approved" and self.found.approved_by_status
        return f"money-{number}-by-status" if by_status else f"money-{number}"

    def _share(self, unit: Unit, number: str) -> Figure:
        part = unit.whole
        share: Fraction | None = getattr(part, number)
        if share is None:
            return self._figure(None, "percent", "not-reported", Formula("not-reported", ()), ())
        value = percent(share)
        if number == "absorbed":
            values: tuple[tuple[str, Any], ...] = (
                ("realisasi", part.sums.realisasi),
                ("pagu", part.sums.pagu),
            )
            measures = ("realisasi", "pagu")
        else:
            by_now, ceiling = part.planned or (Fraction(0), 0)
            values, measures = (("planned", round(by_now)), ("pagu", ceiling)), ("pagu",)
        formula = Formula(f"money-{number}", (*values, ("share", value)))
        state: State = "short" if number == "absorbed" and is_behind(part, self.election) else "complete"
        return self._figure(value, "percent", state, formula, (self._source(unit, None, part, measures),))

    def _figure(
        self, value: float | None, unit: str, state: State, formula: Formula, sources: tuple[Source, ...]
    ) -> Figure:
        return Figure(value, unit, state, formula, sources, self.fresh)

    def _sources(self, unit: Unit, side: Side | None, part: Part, number: str) -> Iterator[Source]:
        done = ("status_spj", ("lengkap", "disahkan"))
        if number == "outstanding":
            yield self._source(unit, side, part, OUTSTANDING)
        elif number == "complete":
            yield self._source(unit, side, part, ("spj",), done)
            yield self._source(
                unit, side, part, ("disahkan",), ("status_spj", ("belum", "masuk", "revisi", None))
            )
        elif number == "approved" and self.found.approved_by_status:
            yield self._source(unit, side, part, ("spj",), ("status_spj", "disahkan"))
        else:
            yield self._source(unit, side, part, ("disahkan" if number == "approved" else number,))

    def _source(
        self, unit: Unit, side: Side | None, part: Part, measures: tuple[str, ...], *more: Any
    ) -> Source:
        only = list(more)
        if side is not None:
            column = {"period": "periode", "account": "akun", "fund": "sumber_dana", "body": "badan"}[side]
            only.append((column, self.found.written[side, part.key]))
        names = {"kecamatan": self.where.kecamatan, "kelurahan": self.where.kelurahan, "tps": None}
        is_below = unit is not self.found.whole and not unit.own
        if is_below:
            is_station = self.found.unit == "tps"
            names[self.found.unit] = (
                int(unit.place.code.rpartition("/")[2]) if is_station else unit.place.name
            )
        without = tuple(
            one
            for one in self.found.without
            if one[1] in measures and (not names["kecamatan"] or one[3] == names["kecamatan"])
        )
        return Source(
            _KIND,
            measures,
            self.where.office,
            kecamatan=names["kecamatan"],
            kelurahan=names["kelurahan"],
            tps=names["tps"],
            without=without,
            only=tuple(only),
            by=(self.found.unit,) if unit.own else (),
            among=tuple((name,) for name in self.found.unlisted) if unit.own else (),
        )


def is_behind(part: Part, election: Election) -> bool:
    """Whether less is spent than the time allows, by more than the office lets pass."""
    return part.gap is not None and part.gap * 100 > election.spending.behind
