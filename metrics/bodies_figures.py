"""The numbers of the ad-hoc bodies as figures: each with its formula and the cells that it stands on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from elections import DOCUMENTS
from metrics.accountability import Term
from metrics.bodies import Bodies
from metrics.cash_need import Need, Week
from metrics.finance import BODIES, OUTSTANDING, Key
from metrics.honor import Difference, Paid
from metrics.items import Where
from metrics.model import Board, Figure, Formula, Freshness, Source, State, Value
from metrics.money_entries import Entry
from metrics.needs import KEYS, NOWHERE
from metrics.next_transfer import STANDINGS, Reason, Transfer
from metrics.papers import Counted, Folder, Shelf
from metrics.spj_ageing import NOT_DUE, UNDATED, Aged, AgeRow, AgeSum

ALL = "all"
"""Stands for the whole where the code of a place or a body stands else."""
_MONEY, _PAPERS = "keuangan", "dokumen"
_BY = ("subject", "grain", *KEYS)
_STATES: Mapping[str, State] = {"there": "complete", "missing": "short", "untold": "not-reported"}
_NOBODY = Freshness(None, None, None, stale=False)


def bodies_figures(found: Bodies, board: Board, where: Where) -> dict[str, Figure]:
    """By `bodies:<what>:<number>`.

    What: `age-all`, `age-<place or body>` with the bands 0 to 5 and `late`; `next-<standing>` and
    `group-<number>`, by its place in `groups`, with count and amount; `cash` with amount, `week-<number>`
    with amount, stated and estimated; `honor-<body>` with computed, stated, difference and bodies counted,
    `difference-<number>` with stated, computed and amount; `papers` and `shelf-<number>` with there, missing
    and untold.
    """
    make = _Maker(found, board, where)
    return {f"bodies:{what}:{name}": figure for what, name, figure in make.all() if figure.value is not None}


@dataclass(frozen=True)
class _Maker:
    found: Bodies
    board: Board
    where: Where

    def all(self) -> Iterator[tuple[str, str, Figure]]:
        ageing = self.found.ageing
        for code, row in ((ALL, ageing.total), *((one.code, one) for one in (*ageing.rows, *ageing.bodies))):
            for name, figure in self._age(row):
                yield f"age-{code}", name, figure
        for number, one in enumerate(ageing.late):
            for name, figure in self._late(one):
                yield f"late-{number}", name, figure
        for standing in STANDINGS:
            mine = [one for one in self.found.transfers if one.standing == standing]
            for name, figure in self._transfers(mine, standing):
                yield f"next-{standing}", name, figure
        for number, group in enumerate(self.found.groups):
            for name, figure in self._transfers(group.transfers, group.standing):
                yield f"group-{number}", name, figure
        for number, one in enumerate(self.found.blocked):
            for at, reason in enumerate(one.reasons):
                if reason.terms:
                    yield f"held-{number}-{at}", "amount", self._held(reason)
        yield "cash", "amount", self._cash()
        for name, needs in (("undated", self.found.cash.undated), ("later", self.found.cash.later)):
            if needs:
                yield name, "amount", self._sum(needs)
        for number, week in enumerate(self.found.cash.weeks):
            for name, figure in self._week(week):
                yield f"week-{number}", name, figure
        for paid in self.found.honor.paid:
            for name, figure in self._honor(paid):
                yield f"honor-{paid.rate.body}", name, figure
            for name, figure in self._counted(paid):
                yield f"honor-{paid.rate.body}", name, figure
        if self.found.honor.differences:
            yield "differences", "amount", self._differences(self.found.honor.differences)
        for number, one in enumerate(self.found.honor.differences):
            for name, figure in self._difference(one):
                yield f"difference-{number}", name, figure
        shelves = self.found.papers.shelves
        for what, parts in (
            ("papers", shelves),
            *((f"shelf-{at}", (one,)) for at, one in enumerate(shelves)),
        ):
            for name, figure in self._papers(parts):
                yield what, name, figure
        for at, shelf in enumerate(shelves):
            for name, figure in self._shelf(shelf):
                yield f"shelf-{at}", name, figure

    def _figure(
        self,
        value: int | None,
        unit: str,
        state: State,
        formula: str,
        values: Mapping[str, Value],
        sources: Iterable[Source],
        kind: str = _MONEY,
    ) -> Figure:
        fresh = dict(self.board.freshness).get(kind, _NOBODY)
        return Figure(value, unit, state, Formula(formula, tuple(values.items())), tuple(sources), fresh)

    def _money(self, lines: Iterable[Entry], measures: tuple[str, ...]) -> Source:
        """The cells of these lines, and of no others."""
        rows = dict.fromkeys(
            (one.subject, one.grain, *_place(one.at), one.account or None, one.use or None) for one in lines
        )
        by = (*_BY, "akun", "uraian")
        return Source(_MONEY, measures, self.where.office, by=by, among=tuple(rows))

    # -- ageing and transfers

    def _age(self, row: AgeRow) -> Iterator[tuple[str, Figure]]:
        for band, one in enumerate(row.bands):
            state: State = "complete" if band in (NOT_DUE, UNDATED) or not one.amount else "short"
            yield str(band), self._aged(one, state)
        yield "late", self._aged(row.late, "short" if row.late.amount else "complete")

    def _aged(self, one: AgeSum, state: State) -> Figure:
        terms = [part.term for part in one.parts]
        lines = [line for term in terms for line in term.lines]
        values = {
            "dicairkan": sum(term.total("dicairkan") for term in terms),
            "spj": sum(term.total("spj") for term in terms),
            "setor_kembali": sum(term.total("setor_kembali") for term in terms),
            "bodies": one.bodies,
            "outstanding": one.amount,
        }
        sources = [self._money(lines, OUTSTANDING)] if lines else []
        return self._figure(one.amount, "rupiah", state, "bodies-aged", values, sources)

    def _late(self, one: Aged) -> Iterator[tuple[str, Figure]]:
        yield "amount", self._aged(AgeSum(1, one.term.outstanding, (one,)), "short")
        values = {"today": self.found.today, "due": one.term.due, "days": one.days}
        sources = [self._money(one.term.lines, ("tgl_cair",))]
        yield "days", self._figure(one.days, "days", "short", "bodies-days-late", values, sources)

    def _held(self, one: Reason) -> Figure:
        lines = [line for term in one.terms for line in term.lines]
        spj = sum(term.total("spj") for term in one.terms)
        if one.why == "late":
            values = {
                **{name: sum(term.total(name) for term in one.terms) for name in OUTSTANDING},
                "bodies": len(one.terms),
                "outstanding": one.amount,
            }
            return self._figure(
                one.amount, "rupiah", "short", "bodies-aged", values, [self._money(lines, OUTSTANDING)]
            )
        values = {"spj": spj, "approved": spj - one.amount, "amount": one.amount}
        sources = [self._money(lines, ("spj", "disahkan"))]
        return self._figure(one.amount, "rupiah", "short", "bodies-unapproved", values, sources)

    def _transfers(self, found: Sequence[Transfer], standing: str) -> Iterator[tuple[str, Figure]]:
        state: State = {"blocked": "not-received", "unknown": "not-reported", "waiting": "short"}.get(
            standing, "complete"
        )  # pyright: ignore[reportAssignmentType] - each of them is a state
        held = [
            line for one in found for hold in one.holds if hold.term is not None for line in hold.term.lines
        ]
        following = [line for one in found if one.term is not None for line in one.term.lines if line.rest]
        measures = (*OUTSTANDING, "disahkan")
        values: dict[str, Value] = {"count": len(found), "total": len(self.found.transfers)}
        behind = held or [line for one in found if one.term is not None for line in one.term.lines]
        sources = [self._money(behind, measures if held else ("pagu", "dicairkan"))] if behind else []
        yield "count", self._figure(len(found), "bodies", state, "bodies-next", values, sources)
        amount = sum(one.amount or 0 for one in found) if following else None
        values = {"count": sum(1 for one in found if one.term is not None), "total": amount}
        pays = [self._money(following, ("pagu", "dicairkan"))] if following else []
        yield "amount", self._figure(amount, "rupiah", state, "bodies-rest", values, pays)

    # -- cash

    def _cash(self) -> Figure:
        weeks = self.found.cash.weeks
        values = {
            "stated": sum(one.stated for one in weeks),
            "estimated": sum(one.estimated for one in weeks),
            "total": self.found.cash.amount,
        }
        return self._need(self.found.cash.amount, "bodies-cash", values, [n for w in weeks for n in w.needs])

    def _sum(self, needs: Sequence[Need]) -> Figure:
        stated = sum(one.amount for one in needs if one.stated)
        total = sum(one.amount for one in needs)
        values = {"stated": stated, "estimated": total - stated, "total": total}
        return self._need(total, "bodies-cash", values, needs)

    def _week(self, week: Week) -> Iterator[tuple[str, Figure]]:
        values = {"stated": week.stated, "estimated": week.estimated, "total": week.amount}
        stated = [one for one in week.needs if one.stated]
        other = [one for one in week.needs if not one.stated]
        overdue = {"total": week.stated, "overdue": week.overdue}
        guess = {"total": week.estimated}
        yield "amount", self._need(week.amount, "bodies-cash", values, week.needs)
        yield "stated", self._need(week.stated, "bodies-cash-stated", overdue, stated)
        yield (
            "estimated",
            self._need(week.estimated, "bodies-cash-estimated", guess, other),
        )

    def _need(self, amount: int, formula: str, values: Mapping[str, Value], needs: Iterable[Need]) -> Figure:
        lines = [line for one in needs for line in _behind(one)]
        sources = [self._money(lines, ("pagu", "dicairkan"))] if lines else []
        return self._figure(amount, "rupiah", "complete", formula, values, sources)

    # -- honor

    def _honor(self, paid: Paid) -> Iterator[tuple[str, Figure]]:
        difference = paid.stated - paid.computed
        values: dict[str, Value] = {
            "months": paid.months,
            "members": paid.rate.members,
            "rate": paid.rate.amount,
            "computed": paid.computed,
            "stated": paid.stated,
            "difference": difference,
        }
        sources = [self._money(paid.lines, ("pagu", "dicairkan"))] if paid.lines else []
        state: State = "short" if difference else "complete"
        for name, value in (("computed", paid.computed), ("stated", paid.stated), ("difference", difference)):
            # Where no sheet tells of honor there is nothing to compare.
            told = value if paid.months else None
            yield name, self._figure(told, "rupiah", state, f"bodies-honor-{name}", values, sources)

    def _counted(self, paid: Paid) -> Iterator[tuple[str, Figure]]:
        """How many bodies the list of places and the sheets name, and what is left between them."""
        every = [*paid.lines, *paid.without_month]
        named = [self._money(every, ("pagu", "dicairkan"))] if every else []
        where = self.where
        stations = Source(
            "tps",
            ("tps",),
            where.office,
            grain="tps",
            kecamatan=where.kecamatan,
            kelurahan=where.kelurahan,
        )
        listed = {"listed": paid.listed, "stations": self.found.listed.get(BODIES[-1], 0)}
        yield (
            "listed",
            self._figure(paid.listed, "bodies", "complete", "bodies-listed", listed, [stations], "tps"),
        )
        for name, value in (("bodies", paid.bodies), ("months", paid.months)):
            lines = named if name == "bodies" else named and [self._money(paid.lines, ("pagu", "dicairkan"))]
            yield (
                name,
                self._figure(
                    value, "bodies", "complete", f"bodies-honor-{name}", {name: value}, lines if value else []
                ),
            )
        if paid.unclear:
            values = {"count": paid.unclear}
            loose = [self._money(paid.without_month, ("pagu", "dicairkan"))]
            yield (
                "unclear",
                self._figure(paid.unclear, "rows", "short", "bodies-honor-unclear", values, loose),
            )
        if (missing := paid.listed - paid.bodies) > 0:
            values = {"listed": paid.listed, "bodies": paid.bodies, "missing": missing}
            yield (
                "missing",
                self._figure(missing, "bodies", "short", "bodies-honor-missing", values, [*named, stations]),
            )

    def _differences(self, found: Sequence[Difference]) -> Figure:
        stated, computed = sum(one.stated for one in found), sum(one.computed for one in found)
        values: dict[str, Value] = {
            "stated": stated,
            "computed": computed,
            "difference": stated - computed,
        }
        sources = [
            self._money([line for one in found if one.measure == name for line in one.lines], (name,))
            for name in dict.fromkeys(one.measure for one in found)
        ]
        return self._figure(stated - computed, "rupiah", "short", "bodies-difference", values, sources)

    def _difference(self, one: Difference) -> Iterator[tuple[str, Figure]]:
        values: dict[str, Value] = {
            "stated": one.stated,
            "computed": one.computed,
            "difference": one.amount,
        }
        sources = [self._money(one.lines, (one.measure,))]
        for name, value in (("stated", one.stated), ("computed", one.computed), ("amount", one.amount)):
            yield name, self._figure(value, "rupiah", "short", "bodies-difference", values, sources)

    # -- documents

    def _papers(self, shelves: Sequence[Shelf]) -> Iterator[tuple[str, Figure]]:
        counted = [one for shelf in shelves for _, one in shelf.documents]
        sources = self._told([one for shelf in shelves for one in shelf.folders], DOCUMENTS)
        for name in _STATES:
            yield name, self._document(counted, name, sources)

    def _shelf(self, shelf: Shelf) -> Iterator[tuple[str, Figure]]:
        """How many files of a shelf lack nothing, and how many hold each document."""
        for code, counted in shelf.documents:
            yield code, self._document([counted], "there", self._told(shelf.folders, (code,)))
        values: dict[str, Value] = {"complete": shelf.complete, "total": len(shelf.folders)}
        state: State = "complete" if shelf.complete == len(shelf.folders) else "short"
        sources = self._told(shelf.folders, DOCUMENTS)
        yield (
            "folders",
            self._figure(shelf.complete, "documents", state, "bodies-folders", values, sources, _PAPERS),
        )

    def _document(self, counted: Sequence[Counted], name: str, sources: Sequence[Source]) -> Figure:
        values = {one: sum(getattr(part, one) for part in counted) for one in _STATES}
        amount = values[name]
        state: State = _STATES[name] if amount else "complete"
        return self._figure(amount, "documents", state, "bodies-papers", values, sources, _PAPERS)

    def _told(self, folders: Sequence[Folder], documents: tuple[str, ...]) -> list[Source]:
        told = [one for one in folders if one.told]
        return [_papers_of(told, self.where.office, documents)] if told else []


def _behind(one: Need) -> Iterable[Entry]:
    """The lines that a need stands on: its own, of an estimate those of the last month that is told."""
    terms: Sequence[Term] = one.unit.terms
    if one.stated:
        return [line for term in terms if term.period == one.period for line in term.lines if line.rest]
    last = one.like
    return last.lines if last is not None else ()


def _papers_of(folders: Iterable[Folder], office: str, documents: tuple[str, ...]) -> Source:
    rows = {(f"{one.body}|{one.period}", *_place(one.at)) for one in folders}
    by = ("subject", *KEYS)
    return Source(_PAPERS, documents, office, by=by, among=tuple(sorted(rows, key=str)))


def _place(at: Key) -> tuple[str | int | None, ...]:
    return tuple(None if one == NOWHERE[key] else one for key, one in zip(KEYS, at, strict=True))
