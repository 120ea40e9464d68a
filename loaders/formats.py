"""Number formats that show another number than the cell holds: percentages, thousands."""

import re

PERCENT = frozenset({"9", "10"})
"""Numbers of the formats that every workbook has: 0% and 0.00% (ECMA-376 part 1, 18.8.30)."""
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DIVIDES = re.compile(r"[0#?](,+)(?![0#?,])")


def is_percent(code: str) -> bool:
    """Whether a format shows 0.8 as 80 %."""
    return "%" in _QUOTED.sub("", code)


def scale(code: str) -> int:
    """By how much a format divides what it shows: 1000 for each comma behind the last digit.

    >>> scale('#,##0,'), scale('#,##0.0,,"jt"'), scale('#,##0')
    (1000, 1000000, 1)
    """
    hit = _DIVIDES.search(_QUOTED.sub("", code).partition(";")[0])
    return 1000 ** len(hit[1]) if hit else 1
