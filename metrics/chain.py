"""Where a chain of hand-overs breaks: what goes out of a level must come into the next, of goods or money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.model import Place

Kind = Literal["on-the-way", "at-the-place"]
"""on-the-way: a place got other than was given to it; at-the-place: what it keeps and gives on is other than
what it got."""


@dataclass(frozen=True)
class Link:
    """A place of the chain; amounts in one unit, None where nobody reported."""

    level: str
    place: Place
    path: tuple[str | int, ...]
    """How facts name it: kecamatan, kelurahan and number of the polling station, as far as it goes down."""
    given: int | None
    """What the level above gave to it."""
    got: int | None
    """What it says that it got."""
    kept: int = 0
    """What stays with it by rule: nobody below gets that."""
    gives: int | None = None
    """What it gives on; None at the last level, or where nobody reported."""
    gives_all: bool = True
    """Whether `gives` holds all that it gives; if not, only too much of it is a break."""


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold."""

    level: str
    place: Place
    path: tuple[str | int, ...]
    kind: Kind
    out: int
    """What goes out: of the level above on the way, of the place itself and its own share else."""
    into: int
    """What came in."""

    @property
    def missing(self) -> int:
        """How much is missing at this place; below 0: so much too much."""
        return self.out - self.into if self.kind == "on-the-way" else self.into - self.out


@dataclass(frozen=True)
class Level:
    """All places of one level together: of those that told both sides, what went out to them and came in."""

    level: str
    out: int
    into: int


def breaks(links: Iterable[Link], levels: Sequence[str]) -> tuple[Break, ...]:
    """Every break, the first level first, and of one level in the order of `links`; none where the chain
    holds.

    `levels` are those of the chain from above. Each place is held against what it got itself, so a loss is
    found where it happened and nowhere below. What nobody reported is no zero: it breaks nothing.
    """
    found = [one for link in links for one in breaks_of(link)]
    return tuple(sorted(found, key=lambda one: (levels.index(one.level), one.kind == "at-the-place")))


def breaks_of(link: Link) -> list[Break]:
    """The breaks of one place: on the way to it, then at it."""
    found: list[Break] = []
    if link.got is None:
        return found
    if link.given is not None and link.given != link.got:
        found.append(Break(link.level, link.place, link.path, "on-the-way", link.given, link.got))
    if link.gives is not None:
        out = link.kept + link.gives
        if out > link.got or (link.gives_all and out < link.got):
            found.append(Break(link.level, link.place, link.path, "at-the-place", out, link.got))
    return found


def totals(links: Iterable[Link], levels: Sequence[str]) -> tuple[Level, ...]:
    """Out and in of each level: out of the level above, into its own places."""
    own: dict[str, list[Link]] = {level: [] for level in levels}
    for link in links:
        own[link.level].append(link)
    return tuple(_total(level, members) for level, members in own.items())


def _total(level: str, members: Sequence[Link]) -> Level:
    told = [(one.given, one.got) for one in members if one.given is not None and one.got is not None]
    return Level(level, sum(given for given, _ in told), sum(got for _, got in told))
