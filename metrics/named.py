"""The numbers of a Board by their names: what buttons, notes and reports call them by."""

from collections.abc import Iterator
from dataclasses import replace

import elections
from metrics import rights
from metrics.model import Alert, Board, Figure, Formula, Money, MoneyRow
from metrics.planning import slack_figures
from metrics.replacements import Replacement

OF_ITEM = frozenset({"need", "received", "damaged", "replaced", "good", "short"})
"""Numbers of an item that are amounts; its other numbers are stages."""

MEASURES = ("pagu", "dicairkan", "realisasi", "spj", "setor_kembali")
"""Amounts of money that stand on cells; what is outstanding is computed from them."""
OUTSTANDING = "outstanding"


def named(board: Board) -> dict[str, Figure]:
    """Every number of a Board that can be opened, by the name that its button carries."""
    return dict(_named(board))


def _named(board: Board) -> Iterator[tuple[str, Figure]]:
    yield "readiness", board.readiness.percent
    if board.readiness.of_reported:
        yield "readiness-reported", board.readiness.of_reported
    for gauge in board.stages:
        yield f"stage:{gauge.code}", gauge.percent
    for gauge in board.groups:
        yield f"group:{gauge.code}", gauge.percent
    for item in board.items:
        yield f"item:{item.item}", item.percent
        for stage, figure in item.stages:
            yield f"item:{item.item}:{stage}", figure
        for name, figure in item.amounts:
            yield f"item:{item.item}:{name}", figure
    for below in board.places:
        yield f"place:{below.place.code}", below.percent
        for code, figure in below.items:
            yield f"place:{below.place.code}:{code}", figure
    for name, figure in board.finance.figures:
        yield f"money:{name}", figure
    for row in board.finance.rows:
        yield f"money-row:{row.place.code}", _of_row(board, row)
        for measure in MEASURES:
            yield f"money-row:{row.place.code}:{measure}", _of_cell(board, row, measure)
    for body, money in board.finance.bodies:
        for measure in (*MEASURES, OUTSTANDING):
            if getattr(money, measure) is not None:
                yield f"money-body:{body}:{measure}", _of_body(board, body, money, measure)
    for number, one in enumerate(board.replacements):
        yield f"replacement:{number}", _of_request(board, one)
    for number, alert in enumerate(board.alerts):
        if alert.figure:
            yield f"alert:{number}", alert.figure
            if alert.lost:
                yield f"lost:{number}", _lost(board, alert, alert.figure)
    for one in board.rights:
        yield f"right:{one.code}", rights.figure(one, board.readiness.percent, board.items)
    yield from slack_figures(board).items()
    for one in board.funnel:
        yield f"funnel:{one.code}", one.percent
    if board.tps.complete:
        yield "tps", board.tps.complete


def _lost(board: Board, alert: Alert, told: Figure) -> Figure:
    """How many days an alert has lost already, on the cells that it stands on."""
    formula = Formula("days-lost", (("lost", alert.lost), ("today", board.today)))
    return Figure(alert.lost, "days", "short", formula, told.sources, told.freshness)


def _of_row(board: Board, row: MoneyRow) -> Figure:
    """What is not accounted for yet in a row of the money table, told by the identity of its columns."""
    total = row.total
    names = ("dicairkan", "spj", "setor_kembali", "outstanding")
    fresh = (
        board.finance.figures[0][1].freshness if board.finance.figures else board.readiness.percent.freshness
    )
    formula = Formula("outstanding", tuple((name, getattr(total, name)) for name in names))
    state = "not-reported" if total.outstanding is None else "short" if total.outstanding else "complete"
    sources = tuple(replace(one, measures=names[:-1]) for one in row.sources)
    return Figure(total.outstanding, "rupiah", state, formula, sources, fresh)


def _of_cell(board: Board, row: MoneyRow, measure: str) -> Figure:
    """One amount of a row of the money table: its cells added up."""
    value = getattr(row.total, measure)
    sources = tuple(replace(one, measures=(measure,)) for one in row.sources if measure in one.measures)
    state = "not-reported" if value is None else "complete"
    fresh = _of_row(board, row).freshness
    return Figure(value, "rupiah", state, Formula("added-up-rupiah", (("total", value),)), sources, fresh)


def _of_body(board: Board, body: str, money: Money, measure: str) -> Figure:
    """One amount of all bodies of a kind: the cells of the whole that are theirs."""
    whole = dict(board.finance.figures)[measure]
    names = ("dicairkan", "spj", "setor_kembali", OUTSTANDING)
    formula = Formula("added-up-rupiah", (("total", getattr(money, measure)),))
    if measure == OUTSTANDING:
        formula = Formula(OUTSTANDING, tuple((name, getattr(money, name)) for name in names))
    sources = tuple(replace(one, only=(*one.only, ("badan", body))) for one in whole.sources)
    return replace(whole, value=getattr(money, measure), formula=formula, sources=sources)


def _of_request(board: Board, one: Replacement) -> Figure:
    """What a request asks for, beside all that is asked for of its item."""
    asked = one.request
    total = sum(other.request.amount for other in board.replacements if other.request.item == asked.item)
    # Of the Board's place, wherever its goods are told.
    sources = tuple(
        replace(where, kind="penggantian", measures=("jumlah",), subject=asked.item, by=(), among=())
        for where in board.readiness.percent.sources[:1]
    )
    fresh = dict(board.freshness).get("penggantian", board.readiness.percent.freshness)
    return Figure(
        asked.amount,
        elections.load(board.election).item(asked.item).unit,
        "complete" if one.standing == "arrived" else "short",
        Formula("replacement", (("count", asked.amount), ("total", total))),
        sources,
        fresh,
    )
