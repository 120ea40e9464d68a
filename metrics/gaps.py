"""Places of the office's list that a sheet has no row of, and rows under names that the list lacks: one
stands for the other, so that a misspelt name changes no total."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from metrics.tallies import Tally


@dataclass(frozen=True)
class Gap:
    """Places of the list without a row under their name."""

    places: int
    need: Fraction | None
    """What they need together; None where neither a rule nor another sheet tells."""


@dataclass(frozen=True)
class Strangers:
    """Rows under names that the list lacks."""

    told: int
    """Rows that state a need of their own."""
    bare: int
    """Rows that do not: no rule knows a place of that name."""
    reported: int
    """Of the bare ones, those with a number of the stage."""
    value: int
    """What these add up to."""


NOBODY = Strangers(0, 0, 0, 0)


@dataclass(frozen=True)
class Filled:
    """What rows under strange names make of the places without a row."""

    reported: Fraction | int
    """Need of places of which a bare row tells the stage."""
    ready: Fraction | int
    """What of it is there."""
    missing: Fraction | int
    """Need of places that stay without a word."""
    left: Gap
    """Places for which no row stands."""


NOTHING = Filled(0, 0, 0, Gap(0, Fraction(0)))
"""Where every place has a row."""


def strangers_of(tally: Tally, places: int, stage: str) -> Strangers:
    """The strange rows of a tally, of which `places` have a name that the list lacks."""
    one = tally.stages.get(stage)
    bare = min(places, tally.without_need)
    return Strangers(
        places - bare,
        bare,
        min(one.without_need, bare) if one is not None else 0,
        one.value_without_need if one is not None else 0,
    )


def together(strangers: Sequence[Strangers]) -> Strangers:
    """All of them as one."""
    return Strangers(
        sum(one.told for one in strangers),
        sum(one.bare for one in strangers),
        sum(one.reported for one in strangers),
        sum(one.value for one in strangers),
    )


def pooled(gaps: Sequence[Gap], otherwise: Fraction) -> Gap:
    """All gaps as one; a place of which nothing tells the need has the mean of the others, or `otherwise`
    where there are none."""
    known = [(one.need, one.places) for one in gaps if one.need is not None]
    places = sum(number for _, number in known)
    mean = sum((need for need, _ in known), Fraction(0)) / places if places else otherwise
    count = sum(one.places for one in gaps)
    return Gap(count, sum((mean * one.places if one.need is None else one.need for one in gaps), Fraction(0)))


def fill(gap: Gap, strangers: Strangers) -> Filled:
    """Let strange rows stand for places without a row, those with a need of their own first.

    A bare row takes over the need of the place that it stands for. More rows than places need nothing.
    """
    if not gap.places or gap.need is None:
        return Filled(Fraction(0), Fraction(0), Fraction(0), gap)
    each = gap.need / gap.places
    told = min(gap.places, strangers.told)
    bare = min(gap.places - told, strangers.bare)
    spoken = min(bare, strangers.reported)
    left = gap.places - told - bare
    reported = each * spoken
    return Filled(
        reported, min(Fraction(strangers.value), reported), each * (bare - spoken), Gap(left, each * left)
    )
