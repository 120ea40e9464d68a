"""The meaning of columns, remembered by office."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from loaders import Assignment
from pipeline import choices
from settings import Settings

SAID = Assignment(("nama barang", "jml"), "logistik", (("nama barang", "item"), ("jml", "diterima")))
OTHERWISE = Assignment(SAID.headings, "logistik", (("nama barang", "item"), ("jml", "kebutuhan")))
PEKALONGAN, BENGKULU = "Kota Pekalongan", "Kota Bengkulu"


@pytest.fixture
def store(tmp_path: Path):
    return pipeline.open_store(Settings(str(tmp_path), "duckdb", "pemilu-2024", 8501))


def remember(store, one: Assignment, office: str = PEKALONGAN) -> None:
    choices.remember(store, one, office=office, by="Siti", election="pemilu-2024")


def test_the_newest_word_holds_for_its_office_only(store):
    remember(store, SAID)
    remember(store, OTHERWISE)
    assert choices.assignments(store, PEKALONGAN) == (OTHERWISE,)
    assert choices.assignments(store, BENGKULU) == ()


def test_the_same_word_twice_is_written_once(store):
    remember(store, SAID)
    remember(store, SAID)
    assert store.head() == 1


def test_what_is_remembered_goes_out_with_name_and_moment_and_comes_back(store):
    remember(store, SAID)
    text = choices.exported(store)
    assert '"by": "Siti"' in text
    assert choices.imported(text) == (SAID,)


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '[{"headings": 1}]', '{"a": 1}', '[{"headings": [], "fields": [1]}]']
)
def test_any_other_text_is_refused(text: str):
    with pytest.raises(ValueError):
        choices.imported(text)


@given(
    st.dictionaries(
        st.tuples(st.text(max_size=31), st.from_regex(r"[A-Z]{1,3}[1-9]\d{0,6}", fullmatch=True)), st.text()
    )
)
def test_cells_put_right_come_back_from_the_ledgers_text(corrections):
    assert choices.corrections_in(choices.as_text(corrections, ())) == corrections


def test_no_decision_is_no_text():
    assert choices.as_text({}, ()) == ""
    assert choices.corrections_in("") == {}
