"""Long columns whose different values are kept once, each cell as the number of its value.

A column of a million cells seldom holds more than a few thousand different ones; what is read of each of
these once need only be put in its places.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import numpy
import pyarrow as pa

_NO_CODES = numpy.empty(0, dtype=numpy.int32)


class Coded(list[Any]):
    """A list that knows its different values for as long as no cell of it is changed."""

    def __init__(self, words: Sequence[Any], codes: numpy.ndarray) -> None:
        """`codes` are the positions of the cells' values in `words`, each of which is used."""
        held = numpy.empty(len(words), dtype=object)
        held[:] = words
        super().__init__(held[codes].tolist())
        self.words: Sequence[Any] | None = words
        """None once a cell was changed."""
        self.codes = codes

    def __setitem__(self, at: Any, cell: Any) -> None:
        self.words, self.codes = None, _NO_CODES
        super().__setitem__(at, cell)

    def array(self, kind: pa.DataType) -> pa.Array:
        """The cells as an Arrow array."""
        if self.words is None:
            return pa.array(list(self), kind)
        return pa.array(self.words, kind).take(pa.array(self.codes))


def words_of(cells: Iterable[Any]) -> Sequence[Any] | None:
    """The values of a column of which these are known, some perhaps more than once; else None."""
    return cells.words if isinstance(cells, Coded) else None


def different(cells: Sequence[Any]) -> set[Any]:
    """The different values of a column."""
    words = words_of(cells)
    return set(cells if words is None else words)


def each(cells: Sequence[Any], read: Callable[[Any], Any]) -> list[Any]:
    """What `read` gives for every cell; it is asked once for each known value, so it must be quick to ask."""
    if isinstance(cells, Coded) and cells.words is not None:
        return Coded([read(word) for word in cells.words], cells.codes)
    return [read(cell) for cell in cells]


def together(*columns: Sequence[Hashable]) -> list[tuple[Any, ...]]:
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


def same(cell: Any, count: int) -> list[Any]:
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


class _Words:
    """The different values of a column, made ready when asked."""

    def __init__(self, texts: pa.Array) -> None:
        self.texts = texts

    @cached_property
    def held(self) -> numpy.ndarray:
        """The values as objects, None for a blank one."""
        made = numpy.array([*self.texts.to_pylist(), None], dtype=object)[:-1]
        made[made == ""] = None
        return made


class CodedRows(Sequence[list[Any]]):
    """The rows of a table of texts that is kept by columns; a blank cell is None."""

    def __init__(self, columns: Sequence[tuple[_Words, numpy.ndarray]], count: int) -> None:
        self._columns = columns
        self._count = count

    @classmethod
    def of(cls, columns: Sequence[pa.DictionaryArray], count: int) -> "CodedRows":
        """The rows of columns without nulls, up to the last one that holds something."""
        rows = cls([(_Words(one.dictionary), one.indices.to_numpy()) for one in columns], count)
        while count and not any(rows[count - 1]):
            count -= 1
        return rows.picked(range(count))

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
        return [words.texts[codes[at]].as_py() or None for words, codes in self._columns]

    def __iter__(self) -> Iterator[list[Any]]:
        columns = [words.held[codes].tolist() for words, codes in self._columns]
        return map(list, zip(*columns, strict=True))

    def picked(self, rows: Sequence[int]) -> "CodedRows":
        """Some of the rows, by position, in rising order."""
        first, last = (rows[0], rows[-1] + 1) if rows else (0, 0)
        wanted = slice(first, last) if last - first == len(rows) else numpy.asarray(rows, dtype=numpy.int64)
        return CodedRows([(words, codes[wanted]) for words, codes in self._columns], len(rows))

    def column(self, number: int) -> Coded:
        """The cells of a column, 0-based."""
        words, codes = self._columns[number]
        held = words.held
        used = numpy.bincount(codes, minlength=len(held)) > 0
        if used.all():
            return Coded(held.tolist(), codes)
        fresh = numpy.cumsum(used, dtype=numpy.int32) - 1
        return Coded(held[used].tolist(), fresh[codes])


def picked(rows: Sequence[Sequence[Any]], at: Sequence[int]) -> Sequence[Sequence[Any]]:
    """The rows at some positions, in rising order."""
    return rows.picked(at) if isinstance(rows, CodedRows) else [rows[one] for one in at]


def column_of(rows: Sequence[Sequence[Any]], number: int) -> list[Any]:
    """The cells of a column, 0-based."""
    return rows.column(number) if isinstance(rows, CodedRows) else [row[number] for row in rows]
