"""The numbers of sorting and folding as figures: each with its formula and the cells that it stands on."""

from collections.abc import Iterator, Sequence

from elections import Election
from metrics.forecast import Forecast
from metrics.items import Where
from metrics.model import Board, Figure, Formula, Freshness, Source, State, Value
from metrics.sorting import DayWork, Sorting, TypeWork, Whole

WHOLE = "whole"
"""Stands for all ballot types together where a type's code stands else."""

_KIND = "sortir_lipat"
_WORK = ("disortir", "dilipat", "rusak")
_NOBODY = Freshness(None, None, None, stale=False)


def sorting_figures(work: Sorting, board: Board, where: Where, election: Election) -> dict[str, Figure]:
    """By `sorting:<type>:<number>`, type `whole` for all together; what nobody reported is left out.

    Numbers: received, handled, folded, damaged, left, rate, needed (sheets, the last two a full working day)
    and pay (rupiah).
    """
    fresh = dict(board.freshness)
    return {
        f"sorting:{code}:{name}": figure
        for code, name, figure in _all(work, where, election, fresh.get(_KIND, _NOBODY))
        if figure.value is not None
    }


def _all(
    work: Sorting, where: Where, election: Election, fresh: Freshness
) -> Iterator[tuple[str, str, Figure]]:
    place = (where.kecamatan, where.kelurahan, where.tps)

    def cells(days: Sequence[DayWork], codes: Sequence[str], *measures: str) -> tuple[Source, ...]:
        return tuple(
            Source(_KIND, measures, where.office, f"{code}|{one.day.isoformat()}", None, *place)
            for code in codes
            for one in days
        )

    def came(codes: Sequence[str]) -> tuple[Source, ...]:
        names = ("diterima", "pengganti")
        return tuple(Source("logistik", names, where.office, code, None, *place) for code in codes)

    for one in work.types:
        unit = election.item(one.item).unit
        for name, found in _figures(one, unit, fresh, cells, came, [one.item]):
            yield one.item, name, found
        if one.handled is not None:
            folded = Formula("added-up", (("total", one.folded),))
            state: State = "complete" if not one.left else "short"
            yield (
                one.item,
                "folded",
                Figure(one.folded, unit, state, folded, cells(one.days, [one.item], "dilipat"), fresh),
            )
            paid = Formula(
                "sorting-pay",
                (
                    ("sheets", one.pay.sheets - one.pay.without_rate),
                    ("without", one.pay.without_rate),
                    ("rupiah", one.pay.rupiah),
                ),
            )
            basis = cells(one.days, [one.item], "dilipat", "disortir", "upah_per_lembar")
            yield one.item, "pay", Figure(one.pay.rupiah, "rupiah", state, paid, basis, fresh)
    counted = [one.item for one in work.types if one.received is not None]
    for name, found in _figures(work.whole, "lembar", fresh, cells, came, counted):
        yield WHOLE, name, found


def _figures(one: TypeWork | Whole, unit, fresh, cells, came, codes) -> Iterator[tuple[str, Figure]]:
    state: State = "not-reported" if one.left is None else "short" if one.left else "complete"

    def told(name: str, value: float | None, formula: str, sources, **values: Value) -> tuple[str, Figure]:
        return name, Figure(value, unit, state, Formula(formula, tuple(values.items())), sources, fresh)

    work = cells(one.days, codes, *_WORK)
    yield told("received", one.received, "sorting-received", came(codes), total=one.received)
    yield told("handled", one.handled, "sorting-handled", work, total=one.handled)
    yield told("damaged", one.damaged, "added-up", cells(one.days, codes, "rusak"), total=one.damaged)
    yield told(
        "left",
        one.left,
        "sorting-left",
        (*came(codes), *work),
        received=one.received,
        handled=one.handled or 0,
        left=one.left,
    )
    yield told("needed", one.needed, "sorting-needed", work, left=one.left, due=one.due, needed=one.needed)
    if isinstance(one.forecast, Forecast):
        last = [day for day in one.days if day.day in one.forecast.days]
        yield told(
            "rate",
            round(one.forecast.rate),
            "sorting-rate",
            cells(last, codes, *_WORK),
            sheets=sum(day.handled for day in last),
            days=len(last),
            first=last[0].day,
            last=last[-1].day,
            rate=round(one.forecast.rate),
        )
