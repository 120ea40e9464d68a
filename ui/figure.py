"""One way for every number to tell how it came about: "Cara hitung" (formula) and "Sumber" (cells)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any, NamedTuple

import streamlit as st

import elections
import metrics
import pipeline
from elections import Election
from metrics import TOTAL, Board, Figure, Formula, Money, MoneyRow, Place, Replacement, Source
from ui import (
    bodies,
    data,
    distribution,
    markup,
    money_cocok,
    money_matriks,
    money_temuan,
    planning,
    risks,
    sorting,
    storage,
    support,
    words,
)
from ui.view import View

AMOUNTS = frozenset({"need", "received", "damaged", "replaced", "good", "short"})
"""Numbers of an item that are amounts; its other numbers are stages."""

MEASURES = ("pagu", "dicairkan", "realisasi", "spj", "setor_kembali")
"""Amounts of money that stand on cells; what is outstanding is computed from them."""
OUTSTANDING = "outstanding"

MOST_CELLS = 500
"""Cells that are listed at once; the rest is counted."""


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
    for one in board.rights:
        yield f"right:{one.code}", metrics.right_figure(one, board.readiness.percent)
    yield from metrics.slack_figures(board).items()
    for one in board.funnel:
        yield f"funnel:{one.code}", one.percent
    if board.tps.complete:
        yield "tps", board.tps.complete


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


def title(view: View, name: str) -> str:
    """What the number of that name counts, in words."""
    kind, _, rest = name.partition(":")
    first, _, second = rest.partition(":")
    if kind == "item":
        return (
            view.say("screens.figure.item", item=words.item(view, first))
            if not second
            else view.say(
                "screens.figure.item-stage",
                item=words.item(view, first),
                stage=view.say(f"screens.{'columns' if second in AMOUNTS else 'stages'}.{second}"),
            )
        )
    if kind == "group":
        return view.say("screens.figure.group", group=words.group(view, rest))
    if kind == "stage":
        return view.say("screens.figure.stage", stage=view.say(f"screens.stages.{rest}"))
    if kind == "place":
        place = next((p.name for p in view.places if p.code == first), first)
        return (
            view.say("screens.figure.place", place=place)
            if not second
            else view.say("screens.figure.place-item", place=place, item=words.item(view, second))
        )
    if kind == "right":
        return view.say(f"rights.names.{first}")
    if kind == "plan":
        return planning.title_of(view, first, second)
    if kind == "funnel":
        return view.say("funnel.figure", name=view.say(f"funnel.names.{first}"))
    if kind == "money":
        return view.say(f"screens.money.{rest}")
    if kind == "money-body":
        return f"{view.say(f'screens.money.{second}')}: {view.say(f'screens.bodies.{first}')}"
    if kind == "money-row":
        place = next((p.name for p in view.places if p.code == first), first)
        return f"{view.say(f'screens.money.{second or OUTSTANDING}')}: {place}"
    if kind in _SCREENS and view.board:
        screen = _SCREENS[kind]
        return screen.title(view, _asked(screen, view, view.board), first, second)
    if kind == "replacement" and view.board:
        asked = view.board.replacements[int(first)].request
        return view.say("replacements.title-of", item=words.item(view, asked.item))
    if kind == "alert" and view.board:
        return words.alert(view, view.board.alerts[int(rest)])
    return view.say(f"screens.figure.{kind}")


def _ballot_title(view: View, item: str, rest: str) -> str:
    at, number = rest.split(":")
    part, _, _ = at.partition("-")
    what = "whole" if at == TOTAL else part
    return view.say(
        f"ballots.figure-{what}",
        item=words.item(view, item),
        number=view.say(
            f"ballots.numbers.{number.partition('-')[0] if number.startswith('receipt') else number}"
        ),
    )


# -- numbers that only one screen has ----------------------------------------------------------------------


class _Screen(NamedTuple):
    kind: str | None
    """The kind of sheet without which it has none; None where it may have some without any."""
    ask: Callable[[data.Desk, tuple[Place, ...], Board, Election], Any]
    figures: Callable[[Any, View, Board], Mapping[str, Figure]]
    """Its numbers by their names, of what was asked for."""
    title: Callable[[View, Any, str, str], str]
    """What a number counts, in words, by the second part of its name and the rest."""


def _by_rules(figures: Callable[[Any, Election, Board, tuple[Place, ...]], Mapping[str, Figure]]):
    return lambda found, view, board: figures(found, view.election, board, view.places)


def _asked(screen: _Screen, view: View, board: Board) -> Any:
    return screen.ask(view.desk, view.places, board, view.election)


_SCREENS = {
    "sorting": _Screen("sortir_lipat", data.sorting, _by_rules(pipeline.sorting_figures), sorting.title_of),
    "ballots": _Screen(
        "logistik",
        data.ballots,
        _by_rules(pipeline.ballot_figures),
        lambda view, _, item, rest: _ballot_title(view, item, rest),
    ),
    "storage": _Screen(
        "gudang",
        data.storage,
        lambda found, view, board: pipeline.storage_figures(found, board, view.places),
        storage.title_of,
    ),
    "distribution": _Screen(
        None, data.distribution, _by_rules(pipeline.distribution_figures), distribution.title_of
    ),
    "risks": _Screen(
        None,
        data.risk_tables,
        lambda found, *_: found.figures,
        lambda view, _, name, *__: risks.title_of(view, name),
    ),
    "matrix": _Screen(
        "keuangan", data.money_matrix, _by_rules(pipeline.money_matrix_figures), money_matriks.title_of
    ),
    "bodies": _Screen(
        None,
        data.bodies,
        lambda found, view, board: pipeline.figures_of_bodies(found, board, view.places),
        bodies.title_of,
    ),
    "findings": _Screen(
        None,
        data.money_findings,
        lambda found, *_: pipeline.money_finding_figures(found),
        lambda view, found, name, *_: money_temuan.title_of(view, found, name),
    ),
    "reconciled": _Screen(
        None,
        data.reconciled,
        lambda found, *_: pipeline.reconciled_figures(found),
        money_cocok.title_of,
    ),
    "support": _Screen(None, data.support, _by_rules(pipeline.support_figures), support.title_of),
}
"""By the first part of the names of their numbers."""


def of_name(view: View, name: str) -> Figure | None:
    """The number of that name; None where the Board's place has none."""
    board = view.board
    if board is None:
        return None
    kind = name.partition(":")[0]
    return (of_screen(view, board, kind) if kind in _SCREENS else named(board)).get(name)


def screens() -> tuple[str, ...]:
    """The first parts of the names of numbers that only one screen has."""
    return tuple(_SCREENS)


def of_screen(view: View, board: Board, kind: str) -> Mapping[str, Figure]:
    """The numbers that only one screen has, by their names."""
    screen = _SCREENS[kind]
    if screen.kind is not None and screen.kind not in board.reported_kinds:
        return {}
    return screen.figures(_asked(screen, view, board), view, board)


def open_dialog(view: View, name: str) -> None:
    """Open the number of that name; a name that the Board does not have opens nothing."""
    figure = of_name(view, name)
    if figure is None:
        return

    @st.dialog(title(view, name), width="large")
    def show() -> None:
        explain(view, figure)

    show()


def explain(view: View, figure: Figure) -> None:
    """Draw a number, its formula with the numbers put in, and the cells that it stands on."""
    state = markup.pill(figure.state, view.say(f"states.{figure.state}"))
    stale = markup.pill("stale", view.say("states.stale")) if figure.freshness.stale else ""
    markup.draw(
        f'<p class="explain-value">{escape(words.figure(view, figure))} {state}{stale}</p>',
        f"<h2>{escape(view.say('screens.figure.formula'))}</h2>",
        f'<p class="explain-formula">{escape(words.formula(view, figure.formula))}</p>',
        f"<h2>{escape(view.say('screens.figure.source'))}</h2>",
        f'<p class="sub">{escape(words.freshness(view, figure.freshness))}</p>',
    )
    for source in figure.sources:
        _cells(view, source)
    if not figure.sources:
        markup.draw(f"<p>{escape(view.say('screens.figure.no-cells'))}</p>")


def column(view: View, kind: str, measure: str) -> str:
    """The name of a column of a kind of sheet."""
    if measure == "rows":
        return view.say("screens.figure.row")
    return view.say(f"kinds.places.{measure}" if measure == "tps" else f"kinds.{kind}.fields.{measure}")


def cell_value(view: View, value: object) -> str:
    """What stands in a cell, as the language writes it."""
    if isinstance(value, date):
        return view.write(value, "date")
    return view.write(value, "count" if isinstance(value, (int, float)) else "plain")


def _cells(view: View, source: Source) -> None:
    if view.board is None:
        return
    found = data.cells(view.desk, source, view.board.as_of)
    kind = view.say(f"kinds.{source.kind}.name")
    if not found:
        markup.draw(f"<p>{escape(view.say('screens.figure.no-cells-of', kind=kind))}</p>")
        return
    columns = [
        view.say(f"screens.figure.column-{name}") for name in ("file", "cell", "measure", "value", "by", "at")
    ]
    rows = [
        (
            cell.file,
            f"{cell.sheet}!{cell.cell}",
            column(view, source.kind, cell.measure),
            cell_value(view, cell.value),
            cell.by,
            words.moment(view, cell.at),
        )
        for cell in found[:MOST_CELLS]
    ]
    told = view.say("screens.figure.cells", kind=kind, count=len(found), shown=len(rows))
    heads = [markup.Column(column, numeric=number == 3) for number, column in enumerate(columns)]
    markup.draw(
        f'<p class="sub">{escape(told)}</p>',
        markup.table(told, heads, ([escape(one) for one in row] for row in rows)),
    )
