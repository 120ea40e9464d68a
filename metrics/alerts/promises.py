"""Alerts about what the city promised: a grant's tranche or help in kind that did not come by its day."""

from collections.abc import Iterable, Sequence
from datetime import date

from metrics.model import Alert, Figure, Formula, Freshness, Source, Value
from metrics.promises import Help, Promises, Tranche, overdue
from metrics.replacements import ROW


def of_promises(found: Promises, office: str, fresh: Freshness, today: date) -> list[Alert]:
    """`grant-overdue`, one a receiver, and `help-overdue`, one for all; from the day after the due one.

    Warnings: both can come until the last day, and neither is a ballot.
    """
    by_receiver: dict[str, list[Tranche]] = {}
    for one in overdue(found.tranches):
        by_receiver.setdefault(one.receiver, []).append(one)
    alerts = [_grants(name, parts, office, fresh, today) for name, parts in by_receiver.items()]
    late = overdue(found.help)
    return [*alerts, _help(late, office, fresh, today)] if late else alerts


def _grants(receiver: str, parts: Sequence[Tranche], office: str, fresh: Freshness, today: date) -> Alert:
    amount = sum(one.open or 0 for one in parts)
    values = (("body", receiver), ("amount", amount), ("count", len(parts)))
    measures = (*sorted({one.told_in for one in parts}), "diterima")
    figure = _figure("grant-overdue", amount, "rupiah", measures, (one.row for one in parts), office, fresh)
    return _alert(figure, values, parts[0].due, today)


def _help(late: Sequence[Help], office: str, fresh: Freshness, today: date) -> Alert:
    values = (("name", late[0].form), ("count", len(late)))
    measures = ("volume", "diserahkan")
    rows = (one.row for one in late)
    figure = _figure("help-overdue", len(late), "promises", measures, rows, office, fresh)
    return _alert(figure, values, late[0].due, today)


def _figure(
    code: str,
    value: int,
    unit: str,
    measures: tuple[str, ...],
    rows: Iterable[tuple[str | int, ...]],
    office: str,
    fresh: Freshness,
) -> Figure:
    source = Source("hibah", measures, office, by=ROW, among=tuple(sorted(set(rows))))
    formula = Formula(code, (("amount", value), ("count", len(source.among))))
    return Figure(value, unit, "short", formula, (source,), fresh)


def _alert(figure: Figure, values: tuple[tuple[str, Value], ...], due: date | None, today: date) -> Alert:
    left = (due - today).days if due else None
    more = (*values, ("late", -left if left is not None else 0))
    return Alert(figure.formula.name, "warning", None, None, due, left, due, figure, more)
