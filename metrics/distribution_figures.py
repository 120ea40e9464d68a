"""The numbers of the distribution as figures: each with its formula and the cells that it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass

from elections import Election
from metrics import chain
from metrics.destruction import ToDestroy
from metrics.distribution import Distribution, Wave
from metrics.handovers import BOX, Stay
from metrics.items import Where
from metrics.model import Board, Figure, Formula, Freshness, Place, Source, State, Value
from metrics.polling import EVIDENCE
from metrics.recovery import Recovery
from metrics.replacements import ROW
from metrics.returns import Return
from metrics.shipments import Shipped

ALL = "all"
"""Stands for the whole wave where the code of a place stands else."""
AMOUNTS = ("planned", "left", "arrived", "proved")
_KIND = "distribusi"
_NOBODY = Freshness(None, None, None, stale=False)


def distribution_figures(
    found: Distribution, board: Board, where: Where, election: Election
) -> dict[str, Figure]:
    """By `distribution:<what>:<number>`; what nobody reported is left out.

    What: a wave's place (`TPS-33.75.01`, `TPS-all`) with planned, left, arrived and proved; `unconfirmed`
    with count; a level of the chain (`chain-PPK`) with out, into and difference; `night-<code>` with boxes
    and nights; `short-<number>` with missing, by its place in `recoveries`; `return-<code>` with due and
    returned; `destroy-<item>` with due and done.
    """
    make = _Maker(found, board, where, election)
    return {
        f"distribution:{what}:{name}": figure for what, name, figure in make.all() if figure.value is not None
    }


@dataclass(frozen=True)
class _Maker:
    found: Distribution
    board: Board
    where: Where
    election: Election

    def all(self) -> Iterator[tuple[str, str, Figure]]:
        for wave in self.found.waves:
            if self.found.unit is None or not wave.total.shipments:
                continue
            for code, place, shipped in (
                (ALL, None, wave.total),
                *((row.place.code, row.place, row.shipped) for row in wave.rows),
            ):
                if shipped.shipments:
                    for name in AMOUNTS:
                        yield (
                            f"{wave.body}-{code}",
                            name,
                            self._amount(wave, place, shipped, name, self.found.unit),
                        )
        for level in self.found.levels:
            for name, figure in self._level(level):
                yield f"chain-{level.level}", name, figure
        for stay in self.found.stays:
            for name, figure in self._stay(stay):
                yield f"night-{stay.place.code}", name, figure
        yield "unconfirmed", "count", self._unconfirmed()
        for number, one in enumerate(self.found.recoveries):
            yield f"short-{number}", "missing", self._short(one)
        for one in self.found.returns:
            for name, figure in self._return(one):
                yield f"return-{one.place.code}", name, figure
        for one in self.found.destroyed:
            for name, figure in self._destroy(one):
                yield f"destroy-{one.item}", name, figure

    def _fresh(self, kind: str) -> Freshness:
        return dict(self.board.freshness).get(kind, _NOBODY)

    def _at(self, place: Place | None) -> tuple[str | None, str | None, int | None]:
        """Kecamatan, kelurahan and number of a place below the Board's own."""
        kecamatan, kelurahan, number = self.where.kecamatan, self.where.kelurahan, None
        if place is not None and place.level == "kecamatan":
            kecamatan = place.name
        elif place is not None and place.level == "kelurahan":
            kelurahan = place.name
        elif place is not None and place.level == "tps":
            number = int(place.code.rpartition("/")[2])
        return kecamatan, kelurahan, number

    # -- waves

    def _amount(self, wave: Wave, place: Place | None, shipped: Shipped, name: str, unit: str) -> Figure:
        value = getattr(shipped, name)
        state: State = "complete" if value >= shipped.planned else "short" if value else "not-received"
        formula = Formula(f"shipped-{name}", (("total", value), ("planned", shipped.planned)))
        sources = tuple(
            Source(_KIND, (measure,), self.where.office, None, None, *self._at(place), only=only)
            for measure, only in self._cells(wave, name, unit)
        )
        return Figure(value, unit, state, formula, sources, self._fresh(_KIND))

    def _cells(self, wave: Wave, name: str, unit: str) -> Iterator[tuple[str, tuple]]:
        for told, grain in wave.days.spoken:
            body = (("tujuan", told if told is not None else False), ("grain", grain))
            came = (*body, ("tgl_tiba", wave.days.came))
            if name == "planned":
                yield unit, body
            elif name == "left":
                if wave.days.came:
                    yield unit, came
                if wave.days.left:
                    not_there = (("tgl_berangkat", wave.days.left), ("tgl_tiba", (None, *wave.days.ahead)))
                    yield unit, (*body, *not_there)
            elif wave.days.came:
                proof: tuple = ()
                if name == "proved" and self.election.alerts.evidence_proof == "bast":
                    proof = (("no_bast", True),)
                yield f"{unit}_tiba", (*came, (f"{unit}_tiba", True), *proof)
                yield unit, (*came, (f"{unit}_tiba", False), *proof)

    # -- the chain and nights

    def _level(self, level: chain.Level) -> Iterator[tuple[str, Figure]]:
        wave = next((one for one in self.found.waves if one.body == level.level), None)
        unit = self.found.unit
        if wave is None or unit is None or not (level.out or level.into):
            return
        values: tuple[tuple[str, Value], ...] = (
            ("out", level.out),
            ("into", level.into),
            ("difference", level.into - level.out),
        )
        state: State = "complete" if level.into == level.out else "short"
        # What was sent and what was counted stand in one row.
        counted = f"{unit}_tiba"
        sent = [
            (unit, tuple(pair for pair in only if pair[0] != counted))
            for measure, only in self._cells(wave, "arrived", unit)
            if measure == unit
        ]
        cells = {"out": sent, "into": list(self._cells(wave, "arrived", unit))}
        cells["difference"] = [*cells["out"], *cells["into"]]
        for name, value in values:
            sources = tuple(
                Source(_KIND, (measure,), self.where.office, None, None, *self._at(None), only=only)
                for measure, only in cells[name]
            )
            amount = value if isinstance(value, int) else None
            formula = Formula(f"chain-{name}", values)
            yield name, Figure(amount, unit, state, formula, sources, self._fresh(_KIND))

    def _stay(self, one: Stay) -> Iterator[tuple[str, Figure]]:
        unit = self.found.unit or BOX
        state: State = "not-received" if one.is_long else "complete"
        names = (one.kecamatan, one.place.name)
        measures = (unit, f"{unit}_tiba", "tgl_tiba")
        came = Source(_KIND, measures, self.where.office, None, "kelurahan", *names)
        gone = Source(_KIND, (unit, "tgl_berangkat"), self.where.office, None, "tps", *names)
        values: tuple[tuple[str, Value], ...] = (
            ("came", one.came),
            ("nights", one.nights),
            ("boxes", one.boxes),
        )
        for name, value, counted in (("boxes", one.boxes, unit), ("nights", one.nights, "days")):
            formula = Formula(f"stay-{name}", values)
            yield name, Figure(value, counted, state, formula, (came, gone), self._fresh(_KIND))

    # -- confirmation, help, return

    def _unconfirmed(self) -> Figure:
        missing = self.found.unconfirmed
        count = sum(len(one.stations) for one in missing)
        among = tuple(
            (one.kecamatan.name, one.place.name, number) for one in missing for number in one.stations
        )
        by = ("kecamatan", "kelurahan", "tps")
        measures = ("tgl_rencana", "tgl_tiba", "no_bast")
        source = Source(_KIND, measures, self.where.office, by=by, among=among)
        values: tuple[tuple[str, Value], ...] = (
            ("total", self.found.listed),
            ("confirmed", self.found.listed - count),
            ("count", count),
        )
        state: State = "complete" if not count else "short"
        value = count if self.found.listed else None
        return Figure(value, "tps", state, Formula("unconfirmed", values), (source,), self._fresh(_KIND))

    def _short(self, one: Recovery) -> Figure:
        stock = one.stock
        values: tuple[tuple[str, Value], ...] = (
            ("need", stock.need),
            ("there", stock.there),
            ("short", one.short),
        )
        source = Source(
            "logistik",
            ("kebutuhan", *EVIDENCE, "rusak", "pengganti"),
            self.where.office,
            stock.item,
            "tps",
            stock.kecamatan,
            stock.kelurahan,
            stock.tps,
        )
        unit = self.election.item(stock.item).unit
        return Figure(
            one.short, unit, "short", Formula("station-short", values), (source,), self._fresh("logistik")
        )

    def _return(self, one: Return) -> Iterator[tuple[str, Figure]]:
        state: State = "not-reported" if one.returned is None else "short" if one.open else "complete"
        place = (one.kecamatan, one.place.name)
        unit = "kotak"
        shipped = Source(_KIND, ("kotak",), self.where.office, None, "tps", *place)
        due = Formula("return-due", (("total", one.due),))
        yield "due", Figure(one.due, unit, state, due, (shipped,), self._fresh(_KIND))
        back = Source("logistik", ("dikembalikan",), self.where.office, BOX, "tps", *place)
        got = Formula("added-up", (("total", one.returned),))
        yield "returned", Figure(one.returned, unit, state, got, (back,), self._fresh("logistik"))

    def _destroy(self, one: ToDestroy) -> Iterator[tuple[str, Figure]]:
        unit = self.election.item(one.item).unit
        state: State = "not-reported" if one.left is None else "short" if one.left else "complete"
        values: tuple[tuple[str, Value], ...] = (
            ("surplus", one.surplus),
            ("damaged", one.damaged),
            ("due", one.due),
        )
        measures = ("diterima", "rusak", "pengganti", "kebutuhan")
        there = Source("logistik", measures, self.where.office, one.item)
        due = Formula("destroy-due", values)
        yield "due", Figure(one.due, unit, state, due, (there,), self._fresh("logistik"))
        today = min(self.board.as_of, self.board.today)
        among = tuple(act.row for act in one.acts if act.day is not None and act.day <= today)
        done = Source("pemusnahan", ("jumlah",), self.where.office, one.item, by=ROW, among=among)
        yield (
            "done",
            Figure(
                one.done,
                unit,
                state,
                Formula("added-up", (("total", one.done),)),
                (done,) if among else (),
                self._fresh("pemusnahan"),
            ),
        )
