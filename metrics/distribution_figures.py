"""The numbers of the distribution as figures: each with its formula and the cells that it stands on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elections import Election
from metrics import chain, handovers
from metrics.chain import Break
from metrics.destruction import ToDestroy
from metrics.distribution import Distribution, Wave, late
from metrics.handovers import BOX, Stay, Unconfirmed
from metrics.items import Where
from metrics.model import Board, Figure, Formula, Freshness, Place, Source, State, Value
from metrics.needs import KEYS
from metrics.polling import EVIDENCE
from metrics.recovery import Recovery, Station, Stock
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

    What: a wave's place (`TPS-33.75.01`, `TPS-all`) with planned, left, arrived and proved, and the places
    planned too late (`TPS-late`) with count; `unconfirmed` with count and confirmed, `unconfirmed-<code>`
    with count; a level of the chain (`chain-PPK`) with out, into and difference; `break-<number>` with
    difference; `night-<code>` with boxes and nights, `night-long` with count; `short-<number>` with missing
    and still, by its place in `recoveries`; `help-alone` and `help-empty` with count; `return-<code>` and
    `return-all` with due, returned and open; `destroy-<item>` with due, done and remaining.
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
            yield f"{wave.body}-late", "count", self._late(wave)
        for level in self.found.levels:
            for name, figure in self._level(level):
                yield f"chain-{level.level}", name, figure
        for number, one in enumerate(self.found.breaks):
            yield f"break-{number}", "difference", self._break(one)
        yield "night-long", "count", self._long([one for one in self.found.stays if one.is_long])
        for stay in self.found.stays:
            for name, figure in self._stay(stay):
                yield f"night-{stay.place.code}", name, figure
        yield "unconfirmed", "count", self._unconfirmed(self.found.unconfirmed, self.found.listed)
        yield "unconfirmed", "confirmed", self._confirmed()
        for one in self.found.unconfirmed:
            yield f"unconfirmed-{one.place.code}", "count", self._unconfirmed((one,), one.listed)
        for number, one in enumerate(self.found.recoveries):
            yield f"short-{number}", "missing", self._short(one)
            yield f"short-{number}", "still", self._still(one)
        yield from self._others()
        for code, several in (
            *((one.place.code, (one,)) for one in self.found.returns),
            (ALL, self.found.returns),
        ):
            for name, figure in self._return(several):
                yield f"return-{code}", name, figure
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
        value = shipped.amount(name)
        complete = value is not None and value >= shipped.planned
        state: State = "complete" if complete else "short" if value else "not-received"
        formula = Formula(f"shipped-{name}", (("total", value), ("planned", shipped.planned)))
        sources = tuple(
            Source(_KIND, (measure,), self.where.office, None, None, *self._at(place), only=only)
            for measure, only in self._cells(wave, name, unit)
        )
        return Figure(value, unit, state, formula, sources, self._fresh(_KIND))

    def _late(self, wave: Wave) -> Figure:
        rows = late(wave, self.board.today)
        values = (("count", len(rows)), ("total", len(wave.rows)), ("due", wave.due))
        deep = KEYS.index(rows[0].place.level) + 1 if rows else 0
        among = tuple(self._at(row.place)[:deep] for row in rows)
        sources = tuple(
            Source(
                _KIND,
                ("tgl_rencana",),
                self.where.office,
                only=(("tujuan", told if told is not None else False), ("grain", grain)),
                by=KEYS[:deep],
                among=among,
            )
            for told, grain in wave.days.spoken
            if rows
        )
        state: State = "short" if rows else "complete"
        return Figure(
            len(rows), "places", state, Formula("planned-late", values), sources, self._fresh(_KIND)
        )

    def _cells(self, wave: Wave, name: str, unit: str) -> Iterator[tuple[str, tuple]]:
        for told, grain in wave.days.spoken:
            body = (("tujuan", told if told is not None else False), ("grain", grain))
            came = (*body, ("tgl_tiba", wave.days.came))
            if name == "planned":
                yield unit, body
            elif name == "left":
                if wave.days.came:
                    yield unit, came
                    if wave.total.alone:
                        yield f"{unit}_tiba", (*came, (unit, False))
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

    def _break(self, one: Break) -> Figure:
        code = "chain-lost" if one.kind == "on-the-way" else "chain-unbalanced"
        unit = self.found.unit or BOX
        values = (("out", one.out), ("into", one.into), ("difference", abs(one.missing)))
        sources = handovers.cells_of(one, self.where, unit)
        return Figure(abs(one.missing), unit, "short", Formula(code, values), sources, self._fresh(_KIND))

    def _long(self, found: Sequence[Stay]) -> Figure:
        allowed = self.election.distribution.pps_nights
        values = (("count", len(found)), ("total", len(self.found.stays)), ("allowed", allowed))
        among = tuple((one.kecamatan, one.place.name, "kelurahan") for one in found)
        source = Source(
            _KIND, ("tgl_tiba",), self.where.office, by=("kecamatan", "kelurahan", "grain"), among=among
        )
        state: State = "short" if found else "complete"
        sources = (source,) if found else ()
        return Figure(len(found), "places", state, Formula("long-stays", values), sources, self._fresh(_KIND))

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

    def _unconfirmed(self, missing: Sequence[Unconfirmed], listed: int) -> Figure:
        count = sum(len(one.stations) for one in missing)
        among = tuple(
            (one.kecamatan.name, one.place.name, number) for one in missing for number in one.stations
        )
        by = ("kecamatan", "kelurahan", "tps")
        measures = ("tgl_rencana", "tgl_tiba", "no_bast")
        source = Source(_KIND, measures, self.where.office, by=by, among=among)
        values = (("total", listed), ("confirmed", listed - count), ("count", count))
        state: State = "complete" if not count else "short"
        value = count if listed else None
        return Figure(value, "tps", state, Formula("unconfirmed", values), (source,), self._fresh(_KIND))

    def _confirmed(self) -> Figure:
        listed = self.found.listed
        count = sum(len(one.stations) for one in self.found.unconfirmed)
        values = (("total", listed), ("count", count), ("confirmed", listed - count))
        at = self._at(None)
        there = (("tgl_tiba", True),)
        sources = (
            Source(_KIND, ("tgl_tiba", "no_bast"), self.where.office, None, "tps", *at, only=there),
            Source("logistik", ("dikonfirmasi",), self.where.office, BOX, "tps", *at),
        )
        state: State = "complete" if not count else "short"
        value = listed - count if listed else None
        return Figure(value, "tps", state, Formula("confirmed", values), sources, self._fresh(_KIND))

    def _short(self, one: Recovery) -> Figure:
        stock = one.stock
        values: tuple[tuple[str, Value], ...] = (
            ("need", stock.need),
            ("there", stock.there),
            ("short", one.short),
        )
        source = self._stock(stock.item, stock)
        unit = self.election.item(stock.item).unit
        return Figure(
            one.short, unit, "short", Formula("station-short", values), (source,), self._fresh("logistik")
        )

    def _stock(self, item: str, at: Stock | Station) -> Source:
        measures = ("kebutuhan", *EVIDENCE, "rusak", "pengganti")
        place = (at.kecamatan, at.kelurahan, at.tps)
        return Source("logistik", measures, self.where.office, item, "tps", *place)

    def _still(self, one: Recovery) -> Figure:
        values = (("short", one.short), ("given", one.short - one.still), ("still", one.still))
        givers = (move.giver for move in one.moves)
        sources = tuple(self._stock(one.stock.item, at) for at in (one.stock, *givers))
        unit = self.election.item(one.stock.item).unit
        state: State = "short" if one.still else "complete"
        return Figure(
            one.still, unit, state, Formula("station-still", values), sources, self._fresh("logistik")
        )

    def _others(self) -> Iterator[tuple[str, str, Figure]]:
        """Shortages that nobody of their dapil can help, and those of what is not there yet."""
        alone, empty = self.found.without_help
        among = tuple((one.item, one.kecamatan, one.kelurahan, one.tps) for one in alone)
        by = ("item", "kecamatan", "kelurahan", "tps")
        measures = ("kebutuhan", *EVIDENCE, "rusak", "pengganti")
        source = Source("logistik", measures, self.where.office, grain="tps", by=by, among=among)
        # Too many to name one by one: all rows in which they stand.
        every = Source("logistik", measures, self.where.office, None, "tps", *self._at(None))
        behind = (every,) if empty else ()
        for name, count, sources in (("alone", len(alone), (source,)), ("empty", empty, behind)):
            formula = Formula(f"help-{name}", (("count", count),))
            yield (
                f"help-{name}",
                "count",
                Figure(count, "places", "short", formula, sources, self._fresh("logistik")),
            )

    def _return(self, several: Sequence[Return]) -> Iterator[tuple[str, Figure]]:
        if not several:
            return
        told = [one.returned for one in several if one.returned is not None]
        due, got = sum(one.due for one in several), sum(told) if told else None
        left = sum(len(one.open) for one in several)
        state: State = "not-reported" if got is None else "short" if got < due or left else "complete"
        fresh, unit = self._fresh("logistik"), "kotak"
        names = [(one.kecamatan, one.place.name) for one in several]
        by = ("kecamatan", "kelurahan", "grain")
        sent = tuple((*one, "tps") for one in names)
        grains = ["tps" if one.by_station else "kelurahan" for one in several]
        came = tuple((*one, grain) for one, grain in zip(names, grains, strict=True))
        shipped = Source(_KIND, ("kotak",), self.where.office, by=by, among=sent)
        formula = Formula("return-due", (("total", due),))
        yield "due", Figure(due, unit, state, formula, (shipped,), self._fresh(_KIND))
        back = Source("logistik", ("dikembalikan",), self.where.office, BOX, by=by, among=came)
        yield "returned", Figure(got, unit, state, Formula("added-up", (("total", got),)), (back,), fresh)
        among = tuple((one.kecamatan, one.place.name, open_.tps) for one in several for open_ in one.open)
        of_them = ("kecamatan", "kelurahan", "tps")
        rows = Source("logistik", ("dikembalikan",), self.where.office, BOX, "tps", by=of_them, among=among)
        silent = sum(one.unreported for one in several)
        values = (("count", left), ("silent", silent), ("short", left - silent))
        yield "open", Figure(left, "tps", state, Formula("return-open", values), (rows,), fresh)

    def _acts(self, one: ToDestroy, unit: str, state: State) -> Figure:
        """What was and is to be destroyed by all records and plans of it."""
        total = sum(act.amount for act in one.acts)
        among = tuple(act.row for act in one.acts)
        source = Source("pemusnahan", ("jumlah",), self.where.office, one.item, by=ROW, among=among)
        formula = Formula("added-up", (("total", total),))
        return Figure(total, unit, state, formula, (source,), self._fresh("pemusnahan"))

    def _destroy(self, one: ToDestroy) -> Iterator[tuple[str, Figure]]:
        unit = self.election.item(one.item).unit
        state: State = "not-reported" if one.left is None else "short" if one.left else "complete"
        values: tuple[tuple[str, Value], ...] = (
            ("surplus", one.surplus),
            ("damaged", one.damaged),
            ("due", one.due),
        )
        # The grain that counts, and no other.
        there = next((item.percent.sources for item in self.board.items if item.item == one.item), ())
        due = Formula("destroy-due", values)
        yield "due", Figure(one.due, unit, state, due, there, self._fresh("logistik"))
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
        if one.acts:
            yield "acts", self._acts(one, unit, state)
        left = Formula("destroy-left", (("due", one.due), ("done", one.done), ("left", one.left)))
        sources = (*there, done) if among else there
        yield "remaining", Figure(one.left, unit, state, left, sources, self._fresh("logistik"))
