"""How much room goods take and which faults rule a storage place out: settings of an office."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

CHECKLIST = (
    *("bebas_banjir", "listrik", "cctv", "gerbang", "dinding", "lantai", "atap", "ventilasi", "palet"),
    *("akses", "apar", "bebas_rayap", "alat_angkut", "petugas"),
)
"""What is looked at in a storage place, by the columns of its sheet."""

Trusted = Literal["stated", "rule"]


@dataclass(frozen=True)
class Size:
    """Length, width and height of a package, in cm."""

    length: int
    width: int
    height: int

    @property
    def base(self) -> int:
        """The floor that it takes, in cm²."""
        return self.length * self.width


@dataclass(frozen=True)
class Storing:
    """The office's rules of storage."""

    near: Fraction
    """Percent of the capacity above which a place is nearly full."""
    full: Fraction
    """Percent of the capacity above which goods do not fit."""
    trusted: Trusted
    """Which capacity counts where both are known: the one that the sheet states, or the one by the stack
    rule."""
    floor: Fraction
    """Share of the floor that stacks may take; the rest are aisles."""
    layers: int
    """Most packages on top of each other."""
    box: Size
    """A ballot box, put together."""
    carton: Size
    """Any other package (koli)."""
    fatal: frozenset[str]
    """Faults, by the columns of CHECKLIST, with which a place must not be used."""


def storing(table: Mapping[str, Any]) -> Storing:
    """The rules that the table [storage] of a profile describes."""
    return Storing(
        near=Fraction(str(table["near"])),
        full=Fraction(str(table["full"])),
        trusted=table["trusted"],
        floor=Fraction(str(table["floor"])) / 100,
        layers=table["layers"],
        box=_size(table, "box"),
        carton=_size(table, "carton"),
        fatal=frozenset(table["fatal"]),
    )


def _size(table: Mapping[str, Any], name: str) -> Size:
    return Size(*(table[f"{name}_{side}"] for side in ("length", "width", "height")))
