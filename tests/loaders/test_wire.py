"""Tables on their way from the process that reads files."""

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
