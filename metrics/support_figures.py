"""The numbers of the city's support, with their formulas and sources, by name."""

from collections.abc import Iterable, Iterator
from datetime import date

from elections.granting import Granting
from metrics.campaign import RULES, USES, Campaign, Spot
from metrics.items import Where
from metrics.model import Board, Figure, Formula, Freshness, Source, State, Value
from metrics.promises import Help, Standing, Tranche
from metrics.replacements import ROW
from metrics.support import Granted, Support

GRANT_SUMS = ("promised", "received", "overdue", "ahead")
"""Sums of grants, as `Granted` has them."""


def support_figures(found: Support, board: Board, where: Where, rule: Granting) -> dict[str, Figure]:
    """Every number that can be opened: `support:total:<sum>` and `support:<class>:<sum>` of grants by
    GRANT_SUMS, `support:tranche-<n>:amount|received|days`, `support:help-<n>:promised|delivered|days` by the
    place in the list, and `support:spots-<n>:<use>-<rule>` for the n-th kelurahan, `support:spots:...` for
    all, with "silent" and "disputed"."""
    make = _Maker(board, where, rule)
    return {f"support:{name}": figure for name, figure in make.all(found)}


def _counts(one: Tranche, name: str) -> bool:
    """Whether a tranche is one of those that a sum of grants adds up."""
    if name in ("overdue", "ahead"):
        return bool(one.open) and (one.standing == "overdue") is (name == "overdue")
    return True


def _state(standing: Standing, came: int | None) -> State:
    if standing in ("received", "over"):
        return "complete"
    if standing == "no-day":
        return "not-reported"
    return "short" if came or standing == "unproved" else "not-received"


class _Maker:
    """What all these figures need."""

    def __init__(self, board: Board, where: Where, rule: Granting) -> None:
        self._office, self._rule = where.office, rule
        self._fresh = dict(board.freshness)
        self._today: date = board.today

    def all(self, found: Support) -> Iterator[tuple[str, Figure]]:
        """Names and figures."""
        if found.promises is not None:
            for code, money in (("total", found.total), *found.grants):
                for name in GRANT_SUMS:
                    yield f"{code}:{name}", self._sum(name, money)
            yield "total:late", self._late((*found.promises.tranches, *found.promises.help))
            for at, one in enumerate(found.promises.tranches):
                for name, figure in self._tranche(one):
                    yield f"tranche-{at}:{name}", figure
            for at, one in enumerate(found.promises.help):
                for name, figure in self._help(one):
                    yield f"help-{at}:{name}", figure
        if found.campaign is not None:
            yield from self._spots(found.campaign)

    def _sum(self, name: str, money: Granted) -> Figure:
        value = getattr(money, name)
        state: State = "not-received" if name == "overdue" and value else "complete"
        values = (("total", value), ("promised", money.promised), ("received", money.received))
        promised = tuple(sorted({one.told_in for one in money.tranches})) or ("nilai",)
        measures = {"promised": promised, "received": ("diterima",)}.get(name, (*promised, "diterima"))
        rows = (one.row for one in money.tranches if _counts(one, name))
        return self._figure(f"support-{name}", value, "rupiah", values, measures, rows, state)

    def _late(self, promises: Iterable[Tranche | Help]) -> Figure:
        rows = [one.row for one in promises if one.standing == "overdue"]
        values = (("total", len(rows)),)
        measures = ("penerima", "tgl_tanda_tangan", "jatuh_tempo")
        state: State = "not-received" if rows else "complete"
        return self._figure("support-late", len(rows), "promises", values, measures, rows, state)

    def _tranche(self, one: Tranche) -> Iterator[tuple[str, Figure]]:
        state = _state(one.standing, one.received)
        if one.amount is not None:
            values: tuple[tuple[str, Value], ...] = (("total", one.amount),)
            name = "support-amount"
            if one.whole is not None and one.whole != one.amount and one.share is not None:
                values = (*values, ("whole", one.whole), ("share", float(one.share * 100)))
                name = "support-share"
            told = (one.amount, "rupiah", values, (one.told_in,), [one.row], state)
            yield "amount", self._figure(name, *told)
        if one.received is not None or one.evidence:
            values = (("total", one.received),)
            told = (one.received, "rupiah", values, ("diterima", "bukti"), [one.row], state)
            yield "received", self._figure("support-came", *told)
        if one.due is not None:
            values = (
                ("due", one.due),
                ("signed", one.signed),
                ("days", self._rule.first_days),
                ("voting", self._rule.voting_day),
                ("months", self._rule.last_months),
            )
            yield self._days(one.due, f"support-due-{one.due_by}", values, one.row, state)

    def _days(
        self,
        due: date,
        name: str,
        values: tuple[tuple[str, Value], ...],
        row: tuple[str | int, ...],
        state: State,
    ) -> tuple[str, Figure]:
        left = (due - self._today).days
        told = (*values, ("today", self._today), ("left", left))
        measures = ("tgl_tanda_tangan", "jatuh_tempo")
        return "days", self._figure(name, left, "days", told, measures, [row], state)

    def _help(self, one: Help) -> Iterator[tuple[str, Figure]]:
        state = _state(one.standing, one.delivered)
        amounts = (
            ("promised", one.promised, ("volume",)),
            ("delivered", one.delivered, ("diserahkan", "bukti")),
        )
        for name, value, measures in amounts:
            if value is not None or (name == "delivered" and one.evidence):
                told = (value, one.unit or "promises", (("total", value),), measures, [one.row], state)
                yield name, self._figure(f"support-{name}-help", *told)
        if one.due is not None:
            yield self._days(one.due, "support-due-sheet", (("due", one.due),), one.row, state)

    def _spots(self, found: Campaign) -> Iterator[tuple[str, Figure]]:
        for use in USES:
            for rule in RULES:
                look = f"{use}-{rule}"
                yield f"spots:{look}", self._counted([one for one in found.spots if one.look == look])
                for at, one in enumerate(found.kelurahan):
                    yield f"spots-{at}:{look}", self._counted(one.of(use, rule))
        yield "spots:disputed", self._counted(found.disputed, "support-disputed", "short")
        values = (("total", len(found.silent)), ("listed", len(found.kelurahan)))
        rows = (one.row for one in found.spots)
        state: State = "not-reported" if found.silent else "complete"
        told = (len(found.silent), "kelurahan", values, ("lokasi",), rows, state, "titik_kampanye")
        yield "spots:silent", self._figure("support-silent", *told)

    def _counted(
        self, spots: Iterable[Spot], name: str = "support-spots", wrong: State = "complete"
    ) -> Figure:
        rows = [one.row for one in spots]
        values = (("total", len(rows)),)
        state: State = wrong if rows else "complete"
        return self._figure(name, len(rows), "spots", values, ("lokasi",), rows, state, "titik_kampanye")

    def _figure(
        self,
        name: str,
        value: int | None,
        unit: str,
        values: tuple[tuple[str, Value], ...],
        measures: tuple[str, ...],
        rows: Iterable[tuple[str | int, ...]],
        state: State,
        kind: str = "hibah",
    ) -> Figure:
        among = tuple(sorted(set(rows)))
        sources = (Source(kind, measures, self._office, by=ROW, among=among),) if among else ()
        fresh = self._fresh.get(kind) or Freshness(None, None, None, stale=False)
        return Figure(value, unit, state, Formula(name, values), sources, fresh)
