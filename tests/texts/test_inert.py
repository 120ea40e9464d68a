"""Text stays text in every file that leaves, and comes back as it was."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import loaders
from tests.loaders.workbooks import knowledge
from texts.inert import inert, is_formula_like, restored

ROOT = Path(__file__).parent.parent.parent


@given(st.text())
@example("'=1")
@example("\t=1")
def test_nothing_starts_like_a_formula_and_all_is_given_back(text: str):
    assert not is_formula_like(inert(text))
    assert restored(inert(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5+2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_what_is_run_by_spreadsheets_is_led_by_an_apostrophe(text: str):
    assert inert(text) == f"'{text}"


def test_a_name_survives_the_way_out_and_in_again():
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["KECAMATAN", "NAMA GUDANG", "LUAS (m2)"])
    for name in ("=1+1", "-Gudang", "Gudang KPU"):
        writer.writerow(["Pekalongan Barat", inert(name), "120"])
    (found,) = loaders.read(out.getvalue().encode("utf-8-sig"), "gudang.csv", knowledge()).tables
    assert found.facts is not None
    assert found.facts["nama"].to_pylist() == ["=1+1", "-Gudang", "Gudang KPU"]


def test_there_is_one_such_function():
    own = [
        path.relative_to(ROOT)
        for path in ROOT.rglob("*.py")
        if not {".venv", "tests", "build"} & set(path.relative_to(ROOT).parts)
        and re.search(r"def inert\(", path.read_text(encoding="utf-8"))
    ]
    assert own == [Path("texts/inert.py")]
