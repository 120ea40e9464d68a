"""Sheets as offices keep them, made from a seed: where tables lie, and that no total counts as a row."""

import pytest

import loaders
from loaders import KnownPlace
from loaders.files import open_file
from loaders.structure import RawTable, find_tables
from tests.loaders.corpus import COUNT, OFFICE, PLACES, Made, corpus
from tests.loaders.workbooks import knowledge

MADE = corpus()
KNOWN = knowledge(
    [KnownPlace(OFFICE, kecamatan, one) for kecamatan, wards in PLACES.items() for one in wards], OFFICE
)


def _tables(made: Made) -> list[RawTable]:
    (sheet,) = open_file(made.data, made.name).sheets
    return find_tables(sheet)


def test_the_corpus_is_wide_enough():
    assert len(MADE) == COUNT >= 40
    assert {one.traits.titles for one in MADE} == set(range(7))
    assert {one.traits.tiers for one in MADE} == {1, 2, 3}
    assert {one.traits.tables for one in MADE} == {"one", "under", "beside"}


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.name)
def test_header_and_rows_are_found(made: Made):
    found = _tables(made)
    assert [one.region.header_rows for one in found] == [one.header_rows for one in made.tables]
    for table, lies in zip(found, made.tables, strict=True):
        assert tuple(filter(None, table.header)) == lies.header
        assert table.data_rows == lies.data_rows
        assert table.region.total_rows == lies.total_rows


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.name)
def test_rows_add_up_to_the_total_of_the_sheet(made: Made):
    reading = loaders.read(made.data, made.name, KNOWN)
    measured = 0
    for table in reading.tables:
        assert table.facts is not None, table.problems
        for measure in ("kebutuhan", "diterima"):
            measured += sum(filter(None, table.facts[measure].to_pylist()))
    assert measured == sum(sum(lies.sums) for lies in made.tables)
