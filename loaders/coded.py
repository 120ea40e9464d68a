"""Long columns whose different values are kept once, each cell as the number of its value.

A column of a million cells seldom holds more than a few thousand different ones; what is read of each of
these once need only be put in its places.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import numpy
import pyarrow as pa
import pyarrow.compute as pc

_NO_CODES = numpy.empty(0, dtype=numpy.int32)


class Coded(Sequence[Any]):
    """A column that knows its different values for as long as no cell of it is changed."""

    def __init__(self, words: Sequence[Any], codes: numpy.ndarray) -> None:
        """`codes` are the positions of the cells' values in `words`, each of which is used."""
        self.words: Sequence[Any] | None = words
        """None once a cell was changed."""
        self.codes = codes
        self._cells: list[Any] = []
        """All cells, once one of them was changed."""

    def __len__(self) -> int:
        return len(self._cells if self.words is None else self.codes)

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if self.words is None:
            return self._cells[at]
        if isinstance(at, slice):
            return _spread(self.words, self.codes[at])
        return self.words[self.codes[at]]

    def __setitem__(self, at: int, cell: Any) -> None:
        if self.words is not None:
            self._cells = list(self)
            self.words, self.codes = None, _NO_CODES
        self._cells[at] = cell

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cells if self.words is None else _spread(self.words, self.codes))

    def __contains__(self, cell: object) -> bool:
        return cell in (self._cells if self.words is None else self.words)

    def array(self, kind: pa.DataType) -> pa.Array:
        """The cells as an Arrow array."""
        if self.words is None:
            return pa.array(self._cells, kind)
        return pa.array(self.words, kind).take(pa.array(self.codes))


Cells = list[Any] | Coded
"""The cells of a column, in order."""


def _spread(words: Sequence[Any], codes: numpy.ndarray) -> list[Any]:
    held = numpy.empty(len(words), dtype=object)
    held[:] = words
    return held[codes].tolist()


def words_of(cells: Iterable[Any]) -> Sequence[Any] | None:
    """The values of a column of which these are known, some perhaps more than once; else None."""
    return cells.words if isinstance(cells, Coded) else None


def different(cells: Sequence[Any]) -> set[Any]:
    """The different values of a column."""
    words = words_of(cells)
    return set(cells if words is None else words)


def each(cells: Sequence[Any], read: Callable[[Any], Any]) -> Cells:
    """What `read` gives for every cell; it is asked once for each known value, so it must be quick to ask."""
    if isinstance(cells, Coded) and cells.words is not None:
        return Coded([read(word) for word in cells.words], cells.codes)
    return [read(cell) for cell in cells]


def holding(cells: Sequence[Any], holds: Callable[[Any], bool]) -> numpy.ndarray:
    """Of which cells `holds` is true; it is asked as `each` asks."""
    if isinstance(cells, Coded) and cells.words is not None:
        told = numpy.array([holds(word) for word in cells.words], dtype=bool)
        return told[cells.codes] if told.any() else numpy.zeros(len(cells), dtype=bool)
    return numpy.array([holds(cell) for cell in cells], dtype=bool)


def where(cells: Sequence[Any], holds: Callable[[Any], bool]) -> list[int]:
    """The positions of the cells of which `holds` is true; it is asked as `each` asks."""
    return numpy.flatnonzero(holding(cells, holds)).tolist()


def together(*columns: Sequence[Hashable]) -> Cells:
    """The rows of several columns, as `zip` gives them."""
    words: list[tuple[Any, ...]] | None = None
    codes = _NO_CODES
    for column in columns:
        if not isinstance(column, Coded) or column.words is None:
            return list(zip(*columns, strict=True))
        if words is None:
            words, codes = [(word,) for word in column.words], column.codes
            continue
        many = len(column.words)
        both = pa.array(codes.astype(numpy.int64) * many + column.codes).dictionary_encode()
        words = [(*words[pair // many], column.words[pair % many]) for pair in both.dictionary.to_pylist()]
        codes = both.indices.to_numpy()
    return Coded(words or [], codes)


def same(cell: Any, count: int) -> Cells:
    """A column with one value."""
    return Coded([cell], numpy.zeros(count, dtype=numpy.int32)) if count else []


@dataclass(frozen=True)
class WholeNumbers:
    """A column of whole numbers."""

    sizes: numpy.ndarray
    """0 where a cell is blank."""
    there: numpy.ndarray
    """Which cells are not blank."""


_SMALL = 2**52
"""Some such numbers can be added without running over."""


def whole_numbers(cells: Sequence[Any]) -> WholeNumbers | None:
    """The numbers of a column whose different values are known and are small whole numbers; else None."""
    if not isinstance(cells, Coded) or cells.words is None:
        return None
    if any(one is not None and (type(one) is not int or abs(one) > _SMALL) for one in cells.words):
        return None
    sizes = numpy.array([one or 0 for one in cells.words], dtype=numpy.int64)
    there = numpy.array([one is not None for one in cells.words], dtype=bool)
    return WholeNumbers(sizes[cells.codes], there[cells.codes])


class _Texts:
    """A column of texts; its different values are found when asked, None for a blank one."""

    def __init__(self, cells: pa.ChunkedArray) -> None:
        self.cells = cells

    @cached_property
    def codes(self) -> numpy.ndarray:
        """The positions of the cells' values in `held`."""
        return self._encoded.indices.to_numpy()

    @cached_property
    def held(self) -> numpy.ndarray:
        """The different values as objects."""
        made = numpy.array([*self._encoded.dictionary.to_pylist(), None], dtype=object)[:-1]
        made[made == ""] = None
        return made

    @cached_property
    def _encoded(self) -> pa.DictionaryArray:
        found = self.cells.dictionary_encode().combine_chunks()
        self.cells = pa.chunked_array([found])  # the texts themselves need no longer be held
        return found

    @cached_property
    def there(self) -> numpy.ndarray:
        """Which cells are not blank."""
        texts = self.cells.cast(pa.string())
        return pc.call_function("not_equal", [texts, pa.scalar("")]).to_numpy()

    @cached_property
    def worded(self) -> list[str]:
        """Texts, most of them different, that are more than digits."""
        texts = self._encoded.dictionary if pa.types.is_dictionary(self.cells.type) else self.cells
        digits = pc.call_function("utf8_is_decimal", [texts])
        words = texts.filter(pc.call_function("invert", [digits]))
        return words.unique().to_pylist()


class CodedRows(Sequence[list[Any]]):
    """The rows of a table of texts that is kept by columns; a blank cell is None."""

    def __init__(self, columns: Sequence[_Texts], at: numpy.ndarray | slice, count: int) -> None:
        self._columns = columns
        self._at = at
        """Where the rows are in the columns."""
        self._count = count

    @classmethod
    def of(cls, columns: Sequence[pa.ChunkedArray]) -> "CodedRows":
        """The rows of columns of texts without nulls, up to the last one that holds something."""
        count = len(columns[0]) if columns else 0
        rows = cls([_Texts(one) for one in columns], slice(0, count), count)
        filled = numpy.flatnonzero(rows.filled(0, len(columns)))
        return rows.picked(range(int(filled[-1]) + 1 if len(filled) else 0))

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self._columns)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> list[Any]: ...
    @overload
    def __getitem__(self, at: slice) -> "CodedRows": ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return self.picked(range(*at.indices(self._count)))
        at = range(self._count)[at]
        at = at + self._at.start if isinstance(self._at, slice) else int(self._at[at])
        return [column.cells[at].as_py() or None for column in self._columns]

    def __iter__(self) -> Iterator[list[Any]]:
        if self._columns and self._count * 100 < len(self._columns[0].cells):
            return (self[at] for at in range(self._count))  # a few rows are no reason to read whole columns
        columns = [column.held[column.codes[self._at]].tolist() for column in self._columns]
        return map(list, zip(*columns, strict=True))

    def picked(self, rows: Sequence[int]) -> "CodedRows":
        """Some of the rows, by position, in rising order."""
        first, last = (rows[0], rows[-1] + 1) if rows else (0, 0)
        if isinstance(self._at, slice) and last - first == len(rows):
            return CodedRows(self._columns, slice(self._at.start + first, self._at.start + last), len(rows))
        whole = numpy.arange(self._at.start, self._at.stop) if isinstance(self._at, slice) else self._at
        return CodedRows(self._columns, whole[positions(rows)], len(rows))

    def column(self, number: int) -> Coded:
        """The cells of a column, 0-based."""
        held, codes = self._columns[number].held, self._columns[number].codes[self._at]
        used = numpy.bincount(codes, minlength=len(held)) > 0
        if used.all():
            return Coded(held.tolist(), codes)
        fresh = numpy.cumsum(used, dtype=numpy.int32) - 1
        return Coded(held[used].tolist(), fresh[codes])

    def read(self, change: Callable[[str], str]) -> "CodedRows":
        """The rows with other texts in the cells that are not blank."""
        columns: list[_Texts] = []
        for column in self._columns:
            coded = column.cells.dictionary_encode().combine_chunks()
            texts = pa.array([word and change(word) for word in coded.dictionary.to_pylist()], pa.string())
            columns.append(_Texts(pa.chunked_array([texts.take(coded.indices)])))
        return CodedRows(columns, self._at, self._count)

    def filled(self, left: int, right: int) -> numpy.ndarray:
        """How many cells of each row are not blank, between two columns, the right one not counted."""
        counts = numpy.zeros(self._count, dtype=numpy.int16)
        for column in self._columns[left:right]:
            counts += column.there[self._at]
        return counts

    def worded(self, number: int) -> list[str]:
        """The different texts of a column that are more than digits, those of rows left out perhaps too."""
        return self._columns[number].worded


def picked(rows: Sequence[Sequence[Any]], at: Sequence[int]) -> Sequence[Sequence[Any]]:
    """The rows at some positions, in rising order."""
    return rows.picked(at) if isinstance(rows, CodedRows) else [rows[one] for one in at]


def width_of(rows: Sequence[Sequence[Any]]) -> int:
    """The number of cells of the longest row."""
    return rows.width if isinstance(rows, CodedRows) else max(map(len, rows), default=0)


def column_of(rows: Sequence[Sequence[Any]], number: int) -> Cells:
    """The cells of a column, 0-based."""
    return rows.column(number) if isinstance(rows, CodedRows) else [row[number] for row in rows]


def worded(rows: Sequence[Sequence[Any]], number: int) -> Iterable[str]:
    """The different texts of a column, 0-based, that are more than digits; perhaps some of rows that were
    not picked."""
    if isinstance(rows, CodedRows):
        return rows.worded(number)
    return {cell for row in rows if isinstance(cell := row[number], str) and not cell.isdecimal()}


def filled(rows: Sequence[Sequence[Any]], left: int, right: int) -> Sequence[int]:
    """How many cells of each row are not blank, between two columns, the right one not counted."""
    if isinstance(rows, CodedRows):
        return rows.filled(left, right).tolist()
    if left == 0 and right >= len(rows[0]):
        return [len(row) - row.count(None) for row in rows]
    return [right - left - row[left:right].count(None) for row in rows]


def in_line(numbers: Sequence[int]) -> Sequence[int]:
    """Rising whole numbers; as a range where none is left out."""
    if numbers and numbers[-1] - numbers[0] == len(numbers) - 1:
        return range(numbers[0], numbers[-1] + 1)
    return numbers


def shifted(numbers: Sequence[int], by: int) -> Sequence[int]:
    """Numbers, each so much larger; a range stays one."""
    if isinstance(numbers, range):
        return range(numbers.start + by, numbers.stop + by)
    return [number + by for number in numbers]


def positions(numbers: Sequence[int]) -> numpy.ndarray:
    """Whole numbers as an array; a range is not walked through."""
    if isinstance(numbers, range):
        return numpy.arange(numbers.start, numbers.stop, numbers.step, dtype=numpy.int64)
    return numpy.asarray(numbers, dtype=numpy.int64)


def array(cells: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """A column as an Arrow array."""
    if isinstance(cells, Coded):
        return cells.array(kind)
    return pa.array(positions(cells) if isinstance(cells, range) else cells, kind)


def table(columns: Mapping[str, Sequence[Any] | None], count: int, wanted: pa.Schema) -> pa.Table:
    """A table of `count` rows with the columns `wanted`; one that is missing or None is blank throughout."""
    cells = [columns.get(one.name) for one in wanted]
    blank = blanks((one.type for one, there in zip(wanted, cells, strict=True) if there is None), count)
    arrays = [
        blank[one.type] if there is None else array(there, one.type)
        for one, there in zip(wanted, cells, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=wanted)


def blanks(types: Iterable[pa.DataType], count: int) -> dict[pa.DataType, pa.Array]:
    """A column of nulls of each type, for all that are blank: of a long table each takes much memory."""
    return {one: pa.nulls(count, one) for one in set(types)}
