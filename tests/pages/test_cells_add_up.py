"""The cells that are listed for a number lead to it: on every page, for both offices, at three levels."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

import metrics
import pipeline
from metrics import Figure
from tests import screens
from tests.pages import adding
from ui import figure as figures
from ui.view import View

DAYS = {"kota-pekalongan": date(2023, 12, 22), "kota-bengkulu": date(2024, 2, 7)}
LEVELS = ("kota", "kecamatan", "kelurahan")


RULES = adding.rules()
UNTOLD = frozenset({"need-by-rule", "bodies-papers", "plan-days"})
"""Formulas of numbers above zero that may have no cell: what nobody told has none."""

BY_TEAMS = "course:folded:"
"""Begins the names of points of days on which the teams' sheets told what was folded: these hold no need, so
their cells alone do not give the share."""


def shown(view: View) -> dict[str, Figure]:
    """Every number that opens on some page for the place of the view."""
    board = view.board
    assert board is not None
    found = dict(metrics.named(board))
    for screen in figures.screens():
        found |= figures.of_screen(view, board, screen)
    return found


def chosen(found: Mapping[str, Figure]) -> list[str]:
    """The largest number of each kind: names that differ in a number only are of one kind."""
    kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, one in found.items():
        if one.value is not None and not (
            name.startswith(BY_TEAMS) and one.sources[0].kind == "sortir_lipat"
        ):
            kinds[re.sub(r"\d+", "#", name), one.formula.name].append(name)
    return [max(names, key=lambda name: found[name].value or 0) for names in kinds.values()]


def lead(view: View, name: str, one: Figure) -> list[str]:
    """What is wrong with the cells of a number."""
    assert view.board is not None
    store, day = view.desk.store, view.board.as_of
    cells = [(source.kind, cell) for source in one.sources for cell in pipeline.cells(store, source, day)]
    behind = adding.Behind(cells, view.election, day)
    wrong = list(RULES[one.formula.name].wrong(one, behind))
    twice = Counter((kind, cell.upload_id, cell.sheet, cell.cell, cell.row) for kind, cell in cells)
    wrong += [f"{cell[2]}!{cell[3]} is listed {count} times" for cell, count in twice.items() if count > 1]
    if one.value and not cells and one.formula.name not in UNTOLD:
        wrong.append("no cell is listed")
    wrong += ["a cell without a name" for _, cell in cells if not (cell.file and cell.cell and cell.by)]
    return [f"{name} ({one.formula.name}): {what}" for what in wrong]


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("office", DAYS)
def test_the_cells_of_every_number_lead_to_it(
    office: str, level: str, part: int, built: Callable[[str], Path]
):
    root = built(office)
    known = pipeline.places(screens.store(root))
    place = next(one for one in known if one.level == level)
    view = screens.view(root, DAYS[office], place=place.code)
    found = shown(view)
    names = chosen(found)[part::2]
    assert len(names) > 50
    assert [what for name in names for what in lead(view, name, found[name])] == []


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_reckons_with_cells_or_says_why_not(name: str):
    rule = RULES[name]
    results = rule.result if isinstance(rule.result, tuple) else (rule.result,)
    for result in results:
        assert result in rule.cells or result in rule.follows or rule.elsewhere[result].strip(), result
