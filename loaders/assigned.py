"""What analysts said of tables before, found again by the headings of a table."""

from collections import Counter
from collections.abc import Sequence

from loaders.personal import hidden
from loaders.reading import Assignment
from loaders.structure import RawTable
from loaders.words import normal


def headings(raw: RawTable) -> tuple[str, ...]:
    """The normalised headings of a table in the order of its columns; columns without one are left out.

    They stand in the order of `Table.labels`.
    """
    return tuple(normal(hidden(text)) for text in raw.header if text)


def found(assignments: Sequence[Assignment], told: Sequence[str]) -> Assignment | None:
    """What was said of tables with these headings, the last word first; None where nothing was.

    The order of the columns does not count unless two of them have the same heading.
    """
    several = max(Counter(told).values(), default=0) > 1
    for one in reversed(assignments):
        if tuple(one.headings) == tuple(told) or (not several and sorted(one.headings) == sorted(told)):
            return one
    return None


def keys(said: Assignment, raw: RawTable) -> dict[int, str]:
    """The column that each position of a table was said to be, "" where it is left out.

    Of several columns with one heading, the first takes what was said first.
    """
    waiting: dict[str, list[str]] = {}
    for heading, key in said.fields:
        waiting.setdefault(heading, []).append(key)
    told: dict[int, str] = {}
    for at, text in enumerate(raw.header):
        left = waiting.get(normal(hidden(text))) if text else None
        if left:
            told[at] = left.pop(0)
    return told
