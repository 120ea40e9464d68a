"""Tables on their way from the process that reads files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import wire

SCHEMA = pa.schema([("office", pa.string()), ("diterima", pa.int64()), ("tgl_terima", pa.date32())])


def table(count: int, amounts: list[int | None] | None = None) -> pa.Table:
    columns = [["Kota"] * count, amounts or [None] * count, [None] * count]
    return pa.table(
        [pa.array(one, field.type) for one, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA
    )


@given(st.lists(st.none() | st.integers(-(2**40), 2**40), max_size=40))
def test_a_table_comes_back_as_it_was(amounts: list[int | None]):
    made = table(len(amounts), amounts)
    assert wire.filled(wire.emptied(made), SCHEMA).equals(made)


def test_columns_without_contents_take_no_room():
    assert wire.emptied(table(10_000)).nbytes < table(10_000).nbytes * 0.7


@pytest.mark.parametrize(
    "other",
    [
        pa.table({"office": ["Kota"], "diterima": [1]}),
        pa.table({"office": ["Kota"], "diterima": ["1"], "tgl_terima": pa.nulls(1)}),
        pa.table({"diterima": [1], "office": ["Kota"], "tgl_terima": pa.nulls(1)}),
    ],
)
def test_any_other_table_is_refused(other: pa.Table):
    with pytest.raises(wire.Malformed):
        wire.filled(other, SCHEMA)


def test_columns_that_claim_to_be_endless_are_refused():
    bare = pa.nulls(2**33)
    with pytest.raises(wire.Malformed):
        wire.filled(pa.table([bare] * 3, names=SCHEMA.names), SCHEMA)


@dataclass(frozen=True)
class _Cell:
    row: int
    text: str | None = None
    side: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class _Sheet:
    cells: tuple[_Cell, ...]
    sums: Mapping[str, int | float]
    place: tuple[str, int]
    day: date | None = None
    names: frozenset[str] = frozenset()
    share: float = 0.0
    values: tuple[tuple[str, Any], ...] = ()


_CELLS = st.builds(_Cell, st.integers(), st.none() | st.text(), st.sampled_from(["left", "right"]))
_NUMBERS = st.integers() | st.floats(allow_nan=False)


@given(
    st.builds(
        _Sheet,
        st.lists(_CELLS, max_size=3).map(tuple),
        st.dictionaries(st.text(), _NUMBERS, max_size=3),
        st.tuples(st.text(), st.integers()),
        st.none() | st.dates(),
        st.frozensets(st.text(), max_size=3),
        st.floats(allow_nan=False),
        st.lists(st.tuples(st.text(), st.dates() | st.integers() | st.text()), max_size=2).map(tuple),
    )
)
def test_records_come_back_as_they_were(sheet: _Sheet):
    told = json.loads(json.dumps(wire.packed(sheet, [])))
    assert wire.unpacked(_Sheet, told) == sheet


_TOLD = {"row": 1, "text": "a", "side": "left"}


@pytest.mark.parametrize(
    "told",
    [
        [],
        {"row": 1, "text": "a"},
        {**_TOLD, "more": 1},
        {**_TOLD, "row": "1"},
        {**_TOLD, "row": True},
        {**_TOLD, "text": 1},
        {**_TOLD, "side": "up"},
        {**_TOLD, "side": ["left"]},
    ],
)
def test_what_is_no_such_record_is_refused(told: Any):
    assert wire.unpacked(_Cell, _TOLD) == _Cell(1, "a")
    with pytest.raises(wire.Malformed):
        wire.unpacked(_Cell, told)


def test_a_part_that_did_not_come_is_refused():
    assert wire.unpacked(bytes, {"part": 0}, [b"x"]) == b"x"
    for told in ({"part": 1}, {"part": "0"}, {}, "x"):
        with pytest.raises(wire.Malformed):
            wire.unpacked(bytes, told, [b"x"])
