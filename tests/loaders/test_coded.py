"""Columns that keep their different values once."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from loaders.coded import Coded, CodedRows, different, each, picked, together, whole_numbers

_ROWS = st.lists(st.tuples(*[st.sampled_from(["", "a", "12", "b c"])] * 3), max_size=30)


def _coded(rows: list[tuple[str, ...]]) -> CodedRows:
    columns = [pa.array([row[at] for row in rows], pa.string()).dictionary_encode() for at in range(3)]
    return CodedRows.of(columns, len(rows))


@given(_ROWS, st.data())
def test_rows_kept_by_columns_read_as_rows(rows: list[tuple[str, ...]], data: st.DataObject) -> None:
    plain = [[cell or None for cell in row] for row in rows]
    while plain and not any(plain[-1]):
        plain.pop()
    kept = _coded(rows)
    assert list(kept) == plain
    assert [kept[at] for at in range(len(kept))] == plain
    wanted = sorted(data.draw(st.sets(st.integers(0, len(plain) - 1)))) if plain else []
    some = picked(kept, wanted)
    assert list(some) == [plain[at] for at in wanted]
    if isinstance(some, CodedRows) and wanted:
        columns = [some.column(at) for at in range(3)]
        assert [*zip(*columns, strict=True)] == together(*columns) == [tuple(plain[at]) for at in wanted]
        assert different(columns[0]) == set(columns[0])
        assert each(columns[1], str) == [str(cell) for cell in columns[1]]
        assert columns[2].array(pa.string()).to_pylist() == columns[2]


def test_a_changed_column_no_longer_tells_its_values() -> None:
    column = _coded([("12", "", ""), ("a", "", ""), ("12", "x", "")]).column(0)
    numbers = each(column, lambda cell: 12 if cell == "12" else None)
    found = whole_numbers(numbers)
    assert isinstance(numbers, Coded)
    assert found is not None
    assert found.sizes.tolist() == [12, 0, 12]
    numbers[2] = 5
    assert whole_numbers(numbers) is None
    assert different(numbers) == {12, None, 5}
    assert numbers.array(pa.int64()).to_pylist() == [12, None, 5]
