"""One way for every number to tell how it came about: "Cara hitung" (formula) and "Sumber" (cells)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

import elections
import metrics
import pipeline
from metrics import TOTAL, Board, Figure, Formula, MoneyRow, Replacement, Source
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


def _of_request(board: Board, one: Replacement) -> Figure:
    """What a request asks for, beside all that is asked for of its item."""
    asked = one.request
    total = sum(other.request.amount for other in board.replacements if other.request.item == asked.item)
    where = board.readiness.percent.sources[0]
    source = replace(where, kind="penggantian", measures=("jumlah",), subject=asked.item, without=())
    fresh = dict(board.freshness).get("penggantian", board.readiness.percent.freshness)
    return Figure(
        asked.amount,
        elections.load(board.election).item(asked.item).unit,
        "complete" if one.standing == "arrived" else "short",
        Formula("replacement", (("count", asked.amount), ("total", total))),
        (source,),
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
    if kind == "money-row":
        place = next((p.name for p in view.places if p.code == first), first)
        return f"{view.say(f'screens.money.{second or OUTSTANDING}')}: {place}"
    if kind == "sorting" and view.board:
        work = data.sorting(view.desk, view.places, view.board, view.election)
        return sorting.title_of(view, work, first, second)
    if kind == "storage" and view.board:
        stored = data.storage(view.desk, view.places, view.board, view.election)
        return storage.title_of(view, stored, first, second)
    if kind == "distribution" and view.board:
        found = data.distribution(view.desk, view.places, view.board, view.election)
        return distribution.title_of(view, found, first, second)
    if kind == "findings" and view.board:
        return money_temuan.title_of(
            view, data.money_findings(view.desk, view.places, view.board, view.election), first
        )
    if kind == "reconciled" and view.board:
        beside = data.reconciled(view.desk, view.places, view.board, view.election)
        return money_cocok.title_of(view, beside, first, second)
    if kind == "matrix" and view.board:
        matrix = data.money_matrix(view.desk, view.places, view.board, view.election)
        return money_matriks.title_of(view, matrix, first, second)
    if kind == "bodies" and view.board:
        return bodies.title_of(view, view.board, first, second)
    if kind == "support" and view.board:
        promised = data.support(view.desk, view.places, view.board, view.election)
        return support.title_of(view, promised, first, second)
    if kind == "risks":
        return risks.title_of(view, first)
    if kind == "ballots":
        return _ballot_title(view, first, *second.split(":"))
    if kind == "replacement" and view.board:
        asked = view.board.replacements[int(first)].request
        return view.say("replacements.title-of", item=words.item(view, asked.item))
    if kind == "alert" and view.board:
        return words.alert(view, view.board.alerts[int(rest)])
    return view.say(f"screens.figure.{kind}")


def of_sorting(view: View) -> dict[str, Figure]:
    """Every number of sorting and folding that can be opened, at the Board's place."""
    if view.board is None or "sortir_lipat" not in view.board.reported_kinds:
        return {}
    work = data.sorting(view.desk, view.places, view.board, view.election)
    return pipeline.sorting_figures(work, view.election, view.board, view.places)


def of_risks(view: View) -> dict[str, Figure]:
    """Every number of weather, security and access that can be opened, at the Board's place."""
    if view.board is None:
        return {}
    return data.risk_tables(view.desk, view.places, view.board, view.election).figures


def of_ballots(view: View) -> dict[str, Figure]:
    """Every number of the ledgers of ballots that can be opened, at the Board's place."""
    if view.board is None or "logistik" not in view.board.reported_kinds:
        return {}
    kept = data.ballots(view.desk, view.places, view.board, view.election)
    return pipeline.ballot_figures(kept, view.election, view.board, view.places)


def of_storage(view: View) -> dict[str, Figure]:
    """Every number of the storage places that can be opened, at the Board's place."""
    if view.board is None or "gudang" not in view.board.reported_kinds:
        return {}
    found = data.storage(view.desk, view.places, view.board, view.election)
    return pipeline.storage_figures(found, view.board, view.places)


def of_distribution(view: View) -> dict[str, Figure]:
    """Every number of the distribution that can be opened, at the Board's place."""
    if view.board is None:
        return {}
    found = data.distribution(view.desk, view.places, view.board, view.election)
    return pipeline.distribution_figures(found, view.election, view.board, view.places)


def of_findings(view: View) -> dict[str, Figure]:
    """Every number of the findings of money that can be opened, at the Board's place."""
    if view.board is None:
        return {}
    return pipeline.money_finding_figures(
        data.money_findings(view.desk, view.places, view.board, view.election)
    )


def of_reconciled(view: View) -> dict[str, Figure]:
    """Every number of other systems beside the board that can be opened, at the Board's place."""
    if view.board is None:
        return {}
    return pipeline.reconciled_figures(data.reconciled(view.desk, view.places, view.board, view.election))


def of_matrix(view: View) -> dict[str, Figure]:
    """Every number of the matrix of money that can be opened, at the Board's place."""
    if view.board is None or "keuangan" not in view.board.reported_kinds:
        return {}
    found = data.money_matrix(view.desk, view.places, view.board, view.election)
    return pipeline.money_matrix_figures(found, view.election, view.board, view.places)


def of_bodies(view: View) -> dict[str, Figure]:
    """Every number of the ad-hoc bodies that can be opened, at the Board's place."""
    if view.board is None or "keuangan" not in view.board.reported_kinds:
        return {}
    return pipeline.figures_of_bodies(bodies.found(view, view.board), view.board, view.places)


def of_support(view: View) -> dict[str, Figure]:
    """Every number of the city's support that can be opened, at the Board's place."""
    if view.board is None:
        return {}
    found = data.support(view.desk, view.places, view.board, view.election)
    return pipeline.support_figures(found, view.election, view.board, view.places)


def _ballot_title(view: View, item: str, at: str, number: str) -> str:
    part, _, _ = at.partition("-")
    what = "whole" if at == TOTAL else part
    return view.say(
        f"ballots.figure-{what}",
        item=words.item(view, item),
        number=view.say(
            f"ballots.numbers.{number.partition('-')[0] if number.startswith('receipt') else number}"
        ),
    )


_MORE = {
    "sorting": of_sorting,
    "ballots": of_ballots,
    "storage": of_storage,
    "distribution": of_distribution,
    "risks": of_risks,
    "findings": of_findings,
    "matrix": of_matrix,
    "reconciled": of_reconciled,
    "support": of_support,
}
"""Numbers that only one screen has, by the first word of their names."""


def found(view: View, name: str) -> Figure | None:
    """The number of that name; None where the Board of the view has none."""
    if view.board is None:
        return None
    more = _MORE.get(name.partition(":")[0])
    return (named(view.board) if more is None else more(view)).get(name)


def open_dialog(view: View, name: str) -> None:
    """Open the number of that name; a name that the Board does not have opens nothing."""
    one = found(view, name)
    if one is None:
        return

    @st.dialog(title(view, name), width="large")
    def show() -> None:
        explain(view, one)

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
