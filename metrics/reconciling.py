"""The board's money beside what SAKTI, OM-SPAN or SITAB say of it, by account and body."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw

from elections import Election
from metrics.finance import BODIES
from metrics.items import Where
from metrics.model import Board, Figure, Formula, Freshness, Place, Source, State
from metrics.money_entries import Entry, account, choice_of, entries, has_approved
from metrics.money_lines import BY, MONEY, SYSTEM, Line, lines
from metrics.needs import GRAINS

SYSTEMS = ("SAKTI", "OMSPAN", "SITAB")
MEASURES = ("pagu", "dicairkan", "realisasi", "spj", "disahkan")
"""What a system may tell, in the order in which money passes it."""
_NOBODY = Freshness(None, None, None, stale=False)


@dataclass(frozen=True)
class Compared:
    """An amount of one account and body, here and there."""

    system: str
    """"" where no sheet names it."""
    account: str
    """Six digits; "" where the system tells none."""
    body: str
    """"" where the system does not tell bodies apart."""
    measure: str
    """Of `MEASURES`, as the system tells it."""
    against: str
    """The board's amount that it is held against."""
    ours: int
    theirs: int
    is_told: bool
    """Whether the system tells it at all."""
    figures: Mapping[str, Figure]
    """ours, theirs and difference."""

    @property
    def difference(self) -> int:
        """By how much the board's is more; 0 where both agree."""
        return self.ours - self.theirs


@dataclass(frozen=True)
class Reconciled:
    """One system beside the board."""

    system: str
    rows: tuple[Compared, ...]

    @property
    def differing(self) -> tuple[Compared, ...]:
        """Those that do not agree."""
        return tuple(one for one in self.rows if one.difference)


def reconciled(
    tables: Mapping[str, nw.LazyFrame], board: Board, where: Where, election: Election, known: Sequence[Place]
) -> tuple[Reconciled, ...]:
    """Each system that tells something of the Board's place; `tables` are the facts in force of its office,
    `election` the profile with the office's settings.

    Where a system tells periods, the board's of the same periods count, and what bears none; else all.
    """
    theirs = _without_headings(lines(tables[SYSTEM], SYSTEM, where))
    if not theirs:
        return ()
    choice = choice_of(tables, board, where, election, known)
    ours, without = entries(tables[MONEY], where, choice)
    make = _Maker(ours, without, has_approved(choice), board, where, election)
    named = {one.system for one in theirs}
    order = [*(one for one in SYSTEMS if one in named), *sorted(named - {*SYSTEMS})]
    return tuple(
        Reconciled(system, tuple(make.rows(system, [one for one in theirs if one.system == system])))
        for system in order
    )


@dataclass(frozen=True)
class _Maker:
    ours: Sequence[Entry]
    without: tuple[tuple[str, str, str, str], ...]
    has_approved: bool
    board: Board
    where: Where
    election: Election

    def rows(self, system: str, told: Sequence[Line]) -> Iterator[Compared]:
        """By account and body, for each measure that the system tells of the body."""
        by_key: dict[tuple[str, str], list[Line]] = {}
        for one in told:
            by_key.setdefault((one.code or "", one.body), []).append(one)
        with_accounts = any(code for code, _ in by_key)
        for body in sorted({one.body for one in told}, key=_order):
            mine = [one for one in self.ours if body in ("", one.body)]
            codes = {code for code, other in by_key if other == body}
            if with_accounts:
                codes |= {account(one.account) for one in mine if account(one.account).isdigit()}
            measures = [
                name for name in MEASURES if any(name in one.amounts for one in told if one.body == body)
            ]
            for code in sorted(codes):
                own = [one for one in mine if not code or account(one.account) == code]
                for measure in measures:
                    found = self._compared(system, code, body, measure, own, by_key.get((code, body), []))
                    if found.is_told or found.ours:
                        yield found

    def _compared(
        self, system: str, code: str, body: str, measure: str, own: Sequence[Entry], told: Sequence[Line]
    ) -> Compared:
        counted = [one for one in _finest(_newest(told)) if measure in one.amounts]
        periods = {one.period for one in counted} - {""}
        if periods and all(one.period for one in counted):
            own = [one for one in own if not one.period or one.period in periods]
        against = measure
        if measure == "realisasi" and system in SYSTEMS[:2]:
            against = self.election.spending.reconciled
        name = "approved" if against == "disahkan" else against
        mine = [one for one in own if name in one.amounts]
        ours = sum(one.amounts[name] for one in mine)
        theirs = sum(one.amounts[measure] for one in counted)
        figures = self._figures(ours, theirs, mine, counted, measure, against)
        return Compared(system, code, body, measure, against, ours, theirs, bool(counted), figures)

    def _figures(
        self, ours: int, theirs: int, mine: Sequence[Entry], told: Sequence[Line], measure: str, against: str
    ) -> dict[str, Figure]:
        here = self._here(mine, against) if mine else ()
        there: tuple[Source, ...] = ()
        if told:
            rows = tuple(one.row for one in told)
            there = (Source(SYSTEM, (measure,), self.where.office, by=BY, among=rows),)
        fresh = dict(self.board.freshness)
        state: State = "complete" if ours == theirs else "short"

        def figure(value: int, name: str, values: tuple, sources: tuple[Source, ...], kind: str) -> Figure:
            return Figure(value, "rupiah", state, Formula(name, values), sources, fresh.get(kind, _NOBODY))

        values = (("ours", ours), ("theirs", theirs), ("difference", ours - theirs))
        return {
            "ours": figure(ours, "added-up-rupiah", (("total", ours),), here, MONEY),
            "theirs": figure(theirs, "added-up-rupiah", (("total", theirs),), there, SYSTEM),
            "difference": figure(ours - theirs, "reconciled", values, (*here, *there), SYSTEM),
        }

    def _here(self, mine: Sequence[Entry], against: str) -> tuple[Source, ...]:
        only = [
            (column, tuple(sorted({getattr(one, name) or None for one in mine}, key=str)))
            for column, name in (("badan", "body"), ("akun", "account"), ("periode", "period"))
        ]
        measure = against
        if against == "disahkan" and not self.has_approved:
            measure = "spj"
            only.append(("status_spj", ("disahkan",)))
        left = tuple(one for one in self.without if one[1] == measure)
        names = (self.where.kecamatan, self.where.kelurahan)
        return (
            Source(MONEY, (measure,), self.where.office, None, None, *names, without=left, only=tuple(only)),
        )


def figures(found: Iterable[Reconciled]) -> dict[str, Figure]:
    """By `reconciled:<system>-<number>:<ours, theirs or difference>`."""
    return {
        f"reconciled:{one.system}-{number}:{name}": figure
        for one in found
        for number, row in enumerate(one.rows)
        for name, figure in row.figures.items()
    }


def _order(body: str) -> tuple[int, str]:
    return (BODIES.index(body) if body in BODIES else len(BODIES), body)


def _without_headings(told: Sequence[Line]) -> list[Line]:
    """SAKTI states programmes and outputs above their accounts, and details below: the same money again."""
    with_accounts = {one.row[:2] for one in told if one.code}
    return [one for one in told if one.code or one.body or one.row[:2] not in with_accounts]


def _newest(told: Sequence[Line]) -> list[Line]:
    """What is told up to a day, where it is; else what is told month by month."""
    to_date = [one for one in told if not one.period]
    return to_date or list(told)


def _finest(told: Sequence[Line]) -> list[Line]:
    """The rows of the smallest places of each period: those of larger places state the same again."""
    deepest: dict[str, int] = {}
    for one in told:
        deepest[one.period] = max(deepest.get(one.period, 0), GRAINS.index(one.grain))
    return [one for one in told if GRAINS.index(one.grain) == deepest[one.period]]
