"""Cara hitung: every number of both offices is what its own formula gives, and the text holds its numbers."""

from collections.abc import Callable, Mapping
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any

import pytest

import elections
import metrics
import pipeline
from metrics import Board, Figure
from settings import Settings
from texts import LANGUAGES, catalogue, numbers

PEMILU = elections.load("pemilu-2024")
OFFICES = {"kota-pekalongan": date(2023, 12, 22), "kota-bengkulu": date(2024, 2, 7)}


@pytest.fixture(scope="module", params=sorted(OFFICES))
def board(request: pytest.FixtureRequest, built: Callable[[str], Path]) -> Board:
    store = pipeline.open_store(Settings(str(built(request.param)), "duckdb", PEMILU.code, 8501))
    known = pipeline.places(store)
    city = next(one for one in known if one.level == "kota")
    day = OFFICES[request.param]
    return pipeline.board(store, PEMILU, city, known, day, day)


def share(values: Mapping[str, Any], part: str, whole: str) -> float:
    return values[part] * 100 / values[whole]


RECKONED: dict[str, Callable[[Mapping[str, Any]], float]] = {
    "progress": lambda v: share(v, "ready", "need"),
    "progress-partly": lambda v: share(v, "ready", "need"),
    "progress-good": lambda v: share(v, "ready", "need"),
    "progress-good-partly": lambda v: share(v, "ready", "need"),
    "weighted": lambda v: share(v, "points", "weight"),
    "weighted-partly": lambda v: share(v, "points", "weight"),
    "weighted-reported": lambda v: share(v, "points", "reported"),
    "arrived": lambda v: share(v, "arrived", "planned"),
    "tps-complete": lambda v: v["complete"],
    "good": lambda v: v["received"] - v["damaged"] + v["replaced"],
    "short": lambda v: v["need"] - v["ready"],
    "outstanding": lambda v: v["dicairkan"] - v["spj"] - v["setor_kembali"],
    "money": lambda v: v["ppk"] + v["pps"] + v["kpps"],
    "money-with-others": lambda v: v["ppk"] + v["pps"] + v["kpps"] + v["other"],
    "spj-late": lambda v: v["amount"],
    "grant-overdue": lambda v: v["amount"],
    "help-overdue": lambda v: v["count"],
    "slack": lambda v: (v["latest"] - v["expected"]).days,
    "storage-answers": lambda v: v["count"],
    "storage-share-stated": lambda v: ceil(1000 * (v["boxes"] + v["cartons"]) / v["packages"]) / 10,
    "weather-route": lambda v: v["count"],
    "escort-missing": lambda v: v["count"],
    "days-lost": lambda v: v["lost"],
    "silence": lambda v: (v["day"] - v["last"]).days,
    "stated-total": lambda v: v["stated"] - v["computed"],
    **{
        f"right-{code}": lambda v: v["known"] - v["broken"]
        for code in ("amount", "kind", "time", "target", "quality", "thrift")
    },
}
"""What each formula says, reckoned again from the numbers that it holds."""
TOLD_AS_IT_IS = {"added-up", "added-up-rupiah", "need-by-rule", "replacement"}


def opened(board: Board) -> dict[str, Figure]:
    return {name: one for name, one in metrics.named(board).items() if one.value is not None}


def test_every_number_is_what_its_formula_gives(board: Board):
    seen = set()
    for name, one in opened(board).items():
        values = dict(one.formula.values)
        assert one.formula.name in RECKONED.keys() | TOLD_AS_IT_IS, name
        seen.add(one.formula.name)
        if one.formula.name in RECKONED:
            assert one.value == pytest.approx(RECKONED[one.formula.name](values)), name
    assert len(seen) > 8


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_holds_every_number_that_was_computed_with(board: Board, lang: Any):
    texts = catalogue(lang)
    for name, one in opened(board).items():
        told = metrics.formula_text(one.formula, lang)
        pattern = texts[f"formulas.{one.formula.name}"]
        for code, value in one.formula.values:
            for way in ("count", "percent", "rupiah"):
                if f"{{{code}:{way}}}" in pattern:
                    assert numbers.write(value, way, lang) in told, (name, code)


def test_the_bar_of_the_meeting_reads_as_it_was_asked_for():
    formula = metrics.Formula("progress", (("ready", 16_340), ("need", 17_050), ("percent", 16_340 / 170.5)))
    assert metrics.formula_text(formula, "id") == "16.340 / 17.050 = 95,8\u00a0%"
