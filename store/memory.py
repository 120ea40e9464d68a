"""Frames of a city in memory (Polars): what is in force is read once, and each question after that costs a
tenth of what it costs an engine that looks at files."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

import narwhals as nw
import polars as pl
import pyarrow as pa

MOST = 1_000_000
"""Facts in force that are worked with in memory (about 250 MB); more stay in their files."""


def frame(table: pa.Table) -> nw.LazyFrame:
    """A table in memory as a frame."""
    return nw.from_native(_frame(table).lazy())


class Kept:
    """Tables that were read, the newest of them up to MOST rows together. What is at rest never changes, so
    none is ever out of date."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tables: OrderedDict[Hashable, pl.DataFrame] = OrderedDict()

    def get(self, key: Hashable, read: Callable[[], pa.Table]) -> nw.LazyFrame:
        """The table of that name as a frame, read where it is not there yet."""
        with self._lock:
            table = self._tables.pop(key, None)
        if table is None:
            table = _frame(read())
        with self._lock:
            self._tables[key] = table
            while len(self._tables) > 1 and sum(one.height for one in self._tables.values()) > MOST:
                self._tables.popitem(last=False)
        return nw.from_native(table.lazy())


def _frame(table: pa.Table) -> pl.DataFrame:
    found = pl.from_arrow(
        table, rechunk=False
    )  # to join the parts of a long table takes longer than it saves
    assert isinstance(found, pl.DataFrame)  # noqa: S101  a Series comes of an array alone
    return found
