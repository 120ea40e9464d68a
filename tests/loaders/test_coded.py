"""Columns that keep their different values once."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.coded import (
    Coded,
    CodedRows,
    array,
    different,
    each,
    filled,
    in_line,
    picked,
    table,
    together,
    where,
    whole_numbers,
    worded,
)

_ROWS = st.lists(st.tuples(*[st.sampled_from(["", "a", "12", "b c"])] * 3), max_size=30)


def _coded(rows: list[tuple[str, ...]]) -> CodedRows:
    halves = (rows[: len(rows) // 2], rows[len(rows) // 2 :])
    return CodedRows.of(
        [
            pa.chunked_array([pa.array([row[at] for row in half], pa.string()) for half in halves])
            for at in range(3)
        ]
    )


@settings(deadline=None)
@given(_ROWS, st.data())
def test_rows_kept_by_columns_read_as_rows(rows: list[tuple[str, ...]], data: st.DataObject) -> None:
    plain = [[cell or None for cell in row] for row in rows]
    while plain and not any(plain[-1]):
        plain.pop()
    kept = _coded(rows)
    assert list(kept) == plain
    assert [kept[at] for at in range(len(kept))] == plain
    assert list(kept.read(str.upper)) == [[cell and cell.upper() for cell in row] for row in plain]
    wanted = sorted(data.draw(st.sets(st.integers(0, len(plain) - 1)))) if plain else []
    some = picked(kept, wanted)
    assert list(some) == [plain[at] for at in wanted]
    if isinstance(some, CodedRows) and wanted:
        columns = [some.column(at) for at in range(3)]
        assert [*zip(*columns, strict=True)] == [*together(*columns)] == [tuple(plain[at]) for at in wanted]
        assert [columns[0][at] for at in range(len(wanted))] == [*columns[0]] == columns[0][:]
        assert different(columns[0]) == set(columns[0])
        assert [*each(columns[1], str)] == [str(cell) for cell in columns[1]]
        assert array(columns[2], pa.string()).to_pylist() == [*columns[2]]
        blank = [at for at, cell in enumerate(columns[1]) if cell is None]
        assert where(columns[1], lambda cell: cell is None) == blank
        assert (None in columns[1]) == bool(blank)
    assert [*filled(kept, 1, 3)] == [*filled(plain, 1, 3)] if plain else True
    assert {*worded(kept, 0)} >= {row[0] for row in plain if row[0] and not row[0].isdecimal()}
    assert not any(cell.isdecimal() for cell in worded(kept, 0))


@settings(deadline=None)
@given(st.sets(st.integers(0, 20)))
def test_numbers_in_line_stay_the_same_numbers(numbers: set[int]) -> None:
    rising = sorted(numbers)
    line = in_line(rising)
    assert [*line] == rising
    assert array(line, pa.int32()).to_pylist() == rising


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
    assert [*numbers] == [12, None, 5]
    assert numbers.array(pa.int64()).to_pylist() == [12, None, 5]


@given(st.lists(st.none() | st.integers(0, 9), max_size=9))
def test_a_table_has_the_columns_that_are_wanted(numbers: list[int | None]) -> None:
    wanted = pa.schema([("a", pa.int64()), ("b", pa.string()), ("c", pa.string()), ("d", pa.int32())])
    count = len(numbers)
    made = table({"a": numbers, "c": None, "d": range(2, 2 + count), "z": ["no"]}, count, wanted)
    assert made.schema == wanted
    blank = [None] * count
    assert made.to_pydict() == {"a": numbers, "b": blank, "c": blank, "d": [*range(2, 2 + count)]}
