"""Gathers what is wrong with a table, with the cell and what stands there."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from loaders import values
from loaders.personal import HIDDEN, hidden
from loaders.reading import Problem, Severity
from loaders.structure import address, letter

MOST = 500
"""Findings of one kind that are listed for one column; the rest is told as a number."""


class Findings:
    """The problems of one table in the order in which they were found."""

    def __init__(self, sheet: str, labels: dict[int, str]) -> None:
        self._sheet = sheet
        self._labels = labels
        self._found: list[Problem] = []
        self._counts: Counter[tuple[str, int]] = Counter()
        self._reasons: dict[int, dict[str, None]] = {}
        self._closed: frozenset[int] = frozenset()

    def close(self, columns: Iterable[int]) -> None:
        """From now on nothing is told of what stands in these columns: they hold data of persons."""
        self._closed = frozenset(columns)

    def seen(self, value: Any, column: int) -> str:
        """A cell of a column as it may be shown."""
        shown = values.seen(value)
        return HIDDEN if column in self._closed and shown else hidden(shown)

    def reasons(self, row: int) -> tuple[str, ...]:
        """Codes of the errors in cells of a sheet row."""
        return tuple(self._reasons.get(row, ()))

    def because(self, row: int, code: str) -> None:
        """Keep an error that is told elsewhere as the reason for which a row is not used."""
        self._reasons.setdefault(row, {})[code] = None

    def enough(self, code: str, column: int) -> bool:
        """Whether so many problems of that code were told of a column that more of them are only counted."""
        return self._counts[code, column] >= MOST

    def again(self, code: str, row: int, column: int) -> None:
        """One more error of a code of which `enough` were told: counted, and the row's reason."""
        self.because(row, code)
        self._counts[code, column] += 1

    def at(self, code: str, severity: Severity, row: int, column: int, value: Any, /, **more: Any) -> None:
        """A problem of one cell; its column's heading becomes `field` of the sentence."""
        if severity == "error":
            self.because(row, code)
        self._counts[code, column] += 1
        if self._counts[code, column] <= MOST:
            shown = self.seen(value, column)[:200]
            told = {"field": self._labels.get(column) or letter(column), **more}
            self._found.append(
                Problem(code, severity, self._sheet, address(row, column), shown, tuple(told.items()))
            )

    def of_column(self, code: str, severity: Severity, row: int, column: int, /, **more: Any) -> None:
        """A problem of a whole column; `row` is that of its heading."""
        label = self._labels.get(column, "")
        self._found.append(
            Problem(code, severity, self._sheet, address(row, column), label[:200], tuple(more.items()))
        )

    def of_table(
        self, code: str, severity: Severity, cell: str | None = None, value: str | None = None, /, **more: Any
    ) -> None:
        """A problem of the table."""
        self._found.append(
            Problem(code, severity, self._sheet, cell, value and hidden(value)[:200], tuple(more.items()))
        )

    def all(self) -> tuple[Problem, ...]:
        """Every problem; where one kind was found too often in a column, a note says how often."""
        rest = [
            Problem(
                "more-of-the-same",
                "note",
                self._sheet,
                letter(column),
                None,
                (
                    ("count", count - MOST),
                    ("field", self._labels.get(column) or letter(column)),
                    ("of", code),
                ),
            )
            for (code, column), count in self._counts.items()
            if count > MOST
        ]
        return (*self._found, *rest)
