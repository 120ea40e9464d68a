"""One way for every number to tell how it came about: "Cara hitung" (formula) and "Sumber" (cells)."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Any, NamedTuple

import streamlit as st

import metrics
import pipeline
from elections import Election
from metrics import TOTAL, Board, Figure, Place, Reserves, Source
from ui import (
    bodies,
    course,
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

MOST_CELLS = 500
"""Cells that are listed at once; the rest is counted."""


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
                stage=view.say(f"screens.{'columns' if second in metrics.OF_ITEM else 'stages'}.{second}"),
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
        return f"{view.say(f'screens.money.{second or metrics.OUTSTANDING}')}: {place}"
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
    name = "receipt" if number.startswith("receipt") else number.removeprefix("sum-")
    return view.say(
        f"ballots.figure-{what}",
        item=words.item(view, item),
        number=view.say(f"ballots.numbers.{name}"),
    )


def _reserve_title(view: View, found: Reserves, at: str, number: str) -> str:
    """What a number of a proof counts, in words."""
    if number == metrics.AT_ONCE:
        return view.say("reserve.figure-at-once")
    if not number.startswith("tps-"):
        return view.say("reserve.figure-need", rule=view.say(f"settings.choices.{number}"))
    of = found.proofs[int(at)].differences[int(number.removeprefix("tps-"))].station
    return view.say("reserve.figure-tps", tps=of.tps, kelurahan=of.kelurahan, kecamatan=of.kecamatan)


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
    "reserve": _Screen(
        "tps",
        lambda desk, places, board, election: data.reserves(desk, places, board.place, board.as_of, election),
        lambda found, view, board: pipeline.reserve_figures(found, board, view.places),
        _reserve_title,
    ),
    "course": _Screen(
        "logistik", course.asked, lambda found, *_: metrics.course_figures(found), course.title_of
    ),
    "plan-days": _Screen(
        "logistik",
        lambda *_: None,
        lambda _, __, board: metrics.days_figures(board),
        lambda view, _, item, stage: planning.title_of(view, item, stage, "days"),
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
    return (of_screen(view, board, kind) if kind in _SCREENS else metrics.named(board)).get(name)


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
