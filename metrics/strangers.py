"""Which place of the list is meant by a name that it lacks, as far as that decides who speaks for what."""

from collections.abc import Collection, Mapping

from rapidfuzz import fuzz

_ALIKE, _CLEARLY = 0.8, 0.08
"""How like a name must be, and by how much more than the next one."""


def stands_for(
    name: str, kelurahan: Collection[str], beside: Collection[str], listed: Mapping[str, Collection[str]]
) -> str | None:
    """The kecamatan of `listed` that a sheet means by `name`; None where nothing tells.

    `kelurahan` are those that the sheet names under it, `beside` the kecamatan of the list that it names
    besides. Told by kelurahan that one kecamatan alone has, by a name that is clearly the nearest, or by
    being the only one that the sheet does not name. Where the sheet names them all it belongs to one of
    them; then the nearest is taken, for what overtakes the whole sheet overtakes that one too. No number
    moves to another place by it: it only keeps a kecamatan from counting twice, under its own name in one
    sheet and under a misspelt one in another.
    """
    homes = {
        home
        for one in kelurahan
        if len(own := [upper for upper, inside in listed.items() if one in inside]) == 1
        for home in own
    }
    if len(homes) == 1:
        return homes.pop()
    likeness = sorted(((_likeness(name, one), one) for one in listed), reverse=True)
    second = likeness[1][0] if len(likeness) > 1 else 0.0
    if likeness and likeness[0][0] >= max(_ALIKE, second + _CLEARLY):
        return likeness[0][1]
    left = [one for one in listed if one not in beside]
    if not left and likeness:
        return likeness[0][1]
    return left[0] if len(left) == 1 and beside else None


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(one.casefold(), other.casefold()) / 100
