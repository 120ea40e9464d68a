"""Boxes, bundles and sheets of ballots: how many full ones, what remains, and what does not fit."""

from dataclasses import dataclass
from typing import Literal

from elections import Pack


@dataclass(frozen=True)
class Packed:
    """Sheets as full packs of one size and the sheets of a last one that is not full."""

    size: int
    packs: int
    remainder: int

    @property
    def sheets(self) -> int:
        """All together, in sheets."""
        return self.packs * self.size + self.remainder


def packed(sheets: int, size: int) -> Packed:
    """`sheets` in packs of `size`; raises ValueError for sizes below 1 and sheets below 0."""
    if size < 1 or sheets < 0:
        raise ValueError(f"{sheets} sheets in packs of {size}")
    return Packed(size, *divmod(sheets, size))


def misfit(packs: int, sheets: int, size: int, partial: int = 1) -> int:
    """By how many sheets a stated number of packs and a stated number of sheets disagree.

    0 when the last pack may be the one that is not full; else what is too many (above 0) or missing (below 0)
    to the nearest number of sheets that so many packs can hold. `partial` is how many may not be full: one a
    row that was added up.
    """
    some = min(packs, partial)
    most, least = packs * size, (packs - some) * size + some
    if sheets > most:
        return sheets - most
    return min(0, sheets - least)


@dataclass(frozen=True)
class Load:
    """Full boxes, the full bundles beside them, and the sheets beside those."""

    pack: Pack
    boxes: int
    bundles: int
    sheets: int

    @property
    def total(self) -> int:
        """All together, in sheets."""
        return self.boxes * self.pack.box + self.bundles * self.pack.bundle + self.sheets

    @property
    def short_bundle(self) -> int:
        """Sheets of a bundle that is not full; 0 where all are: printers send full ones."""
        return self.sheets % self.pack.bundle


def load(sheets: int, pack: Pack) -> Load:
    """`sheets` as boxes, bundles and a remainder; raises ValueError for sheets below 0."""
    boxed = packed(sheets, pack.box)
    bundled = packed(boxed.remainder, pack.bundle)
    return Load(pack, boxed.packs, bundled.packs, bundled.remainder)


def stated_misfit(
    sheets: int, pack: Pack, boxes: int | None, bundles: int | None, rows: int = 1
) -> tuple[Literal["bundle", "box"], int] | None:
    """The pack of which a stated number cannot hold the sheets, and by how many sheets; None where all fit.

    Offices count all bundles or those beside the boxes: either may be right. `rows` were added up.
    """
    if bundles is not None:
        ways = [bundles] if boxes is None else [bundles, boxes * pack.box // pack.bundle + bundles]
        found = [misfit(way, sheets, pack.bundle, rows) for way in ways]
        return None if 0 in found else ("bundle", min(found, key=abs))
    if boxes is not None and (off := misfit(boxes, sheets, pack.box, rows)):
        return "box", off
    return None
