"""Slips of the pen in written numbers: two neighbouring digits that changed places ("angka tertukar")."""

from collections.abc import Sequence

_NINE = 9
"""Digits that change places change a number by a multiple of it."""


def swapped(total: int, parts: Sequence[int]) -> list[tuple[int, int]]:
    """The numbers of a sum that is wrong which make it right once two neighbouring digits change places: the
    position of each (-1: the total) and its right number.

    >>> swapped(817283, [497613, 319760])
    [(1, 319670)]
    """
    off = sum(parts) - total
    # Neighbouring digits that differ by d, k places from the right, are worth 9 * d * 10**k less or more.
    if not off or off % _NINE or len(str(abs(off) // _NINE).rstrip("0")) != 1:
        return []
    wanted = [*((at, one, one - off) for at, one in enumerate(parts)), (-1, total, total + off)]
    return [(at, right) for at, one, right in wanted if is_swap(one, right)]


def is_swap(one: int, other: int) -> bool:
    """Whether two neighbouring digits changed places."""
    mine, its = str(one), str(other)
    if len(mine) != len(its):
        return False
    apart = [at for at, (a, b) in enumerate(zip(mine, its, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return (mine[apart[0]], mine[apart[1]]) == (its[apart[1]], its[apart[0]])
