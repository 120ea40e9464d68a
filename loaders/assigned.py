"""What analysts said of tables before, found again by the headings of a table."""

import re
from collections import Counter
from collections.abc import Sequence

from loaders.personal import hidden
from loaders.reading import Assignment
from loaders.structure import RawTable
from loaders.words import normal

_PLACE = re.compile(r"#(\d+)")
"""No normalised heading looks like it."""


def headings(raw: RawTable) -> tuple[str, ...]:
    """The normalised headings of a table in the order of its columns, "#3" for a third one without any."""
    return tuple(
        normal(hidden(text)) if text else f"#{place}" for place, text in enumerate(raw.header, start=1)
    )


def place_of(heading: str) -> int | None:
    """The place of a column without a heading that is called so, 1-based; None for a heading."""
    found = _PLACE.fullmatch(heading)
    return int(found[1]) if found else None


def found(assignments: Sequence[Assignment], told: Sequence[str]) -> Assignment | None:
    """What was said of tables with these headings, the last word first; None where nothing was.

    The order of the columns does not count unless two of them have the same heading or one that has none was
    said to be something: that one is known by its place only. Others without a heading do not tell tables
    apart, as nobody said anything of them.
    """
    named = _named(told)
    several = max(Counter(named).values(), default=0) > 1
    for one in reversed(assignments):
        placed = {heading for heading, field in one.fields if field and place_of(heading) is not None}
        if not placed <= set(told):
            continue
        its = _named(one.headings)
        if its == named or (not several and not placed and sorted(its) == sorted(named)):
            return one
    return None


def _named(headings: Sequence[str]) -> list[str]:
    return [heading for heading in headings if place_of(heading) is None]


def keys(said: Assignment, raw: RawTable) -> dict[int, str]:
    """The column that each position of a table was said to be, "" where it is left out.

    Of several columns with one heading, the first takes what was said first.
    """
    waiting: dict[str, list[str]] = {}
    for heading, key in said.fields:
        waiting.setdefault(heading, []).append(key)
    told: dict[int, str] = {}
    for at, heading in enumerate(headings(raw)):
        left = waiting.get(heading)
        if left:
            told[at] = left.pop(0)
    return told
