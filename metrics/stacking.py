"""How much fits into a storage place: the packages that its sheet states, or the floor by the stack rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from elections import Storing

Way = Literal["stated", "rule"]
_CM2 = 10_000
"""cm² of a m²."""


@dataclass(frozen=True)
class Held:
    """Goods in a place: ballot boxes, and other packages (koli)."""

    boxes: int = 0
    cartons: int = 0

    @property
    def pieces(self) -> int:
        """Both together."""
        return self.boxes + self.cartons

    def plus(self, other: "Held") -> "Held":
        """Both holdings in one place."""
        return Held(self.boxes + other.boxes, self.cartons + other.cartons)


@dataclass(frozen=True)
class Space:
    """The room of a place: so many packages of any kind, or a floor on which they are stacked."""

    way: Way
    packages: int
    """All that fits; by the rule: other packages than boxes."""
    floor: int = 0
    """cm² that stacks may take; 0 where the packages are stated."""
    box_layers: int = 0
    carton_layers: int = 0

    def share(self, held: Held, rule: Storing) -> Fraction:
        """Percent of the room that these goods take."""
        if self.way == "stated":
            return Fraction(held.pieces * 100, self.packages)
        return Fraction(self.taken(held, rule) * 100, self.floor)

    def taken(self, held: Held, rule: Storing) -> int:
        """cm² of floor under these goods, in full stacks but the last of each kind."""
        boxes = -(-held.boxes // self.box_layers) * rule.box.base
        return boxes + -(-held.cartons // self.carton_layers) * rule.carton.base

    def left(self, held: Held, rule: Storing) -> int:
        """Packages for which there is room beside these goods; below 0: so many too many."""
        if self.way == "stated":
            return self.packages - held.pieces
        return (self.floor - self.taken(held, rule)) // rule.carton.base * self.carton_layers


def percent(share: Fraction) -> float:
    """A share for the screen, to a tenth and never below what it is: above a limit it reads above it."""
    return ceil(share * 10) / 10


def stated(packages: int | None) -> Space | None:
    """The room that a sheet states; None where it states none."""
    return Space("stated", packages) if packages else None


def by_rule(floor_m2: float | None, height_m: float | None, rule: Storing) -> Space | None:
    """The room by the stack rule: full stacks on the part of the floor that they may take, as high as the
    usable height and the most layers let them be; None where the sheet lacks one of the two, or nothing
    fits."""
    if floor_m2 is None or height_m is None:
        return None
    floor = int(Fraction(str(floor_m2)) * _CM2 * rule.floor)
    high = Fraction(str(height_m)) * 100
    boxes, cartons = (min(rule.layers, int(high // one.height)) for one in (rule.box, rule.carton))
    packages = floor // rule.carton.base * cartons
    return Space("rule", packages, floor, boxes, cartons) if boxes and packages else None


def together(spaces: Sequence[Space | None]) -> Space | None:
    """The room of places that are used as one; None where that of one of them is not known."""
    known = [one for one in spaces if one is not None]
    if not known or len(known) < len(spaces) or len({one.way for one in known}) > 1:
        return None
    return Space(
        known[0].way,
        sum(one.packages for one in known),
        sum(one.floor for one in known),
        min(one.box_layers for one in known),
        min(one.carton_layers for one in known),
    )
