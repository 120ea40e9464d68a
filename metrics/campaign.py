"""The places that the city's regulation names for campaigning and for campaign props, by kelurahan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw

from metrics.items import Where
from metrics.model import Place
from metrics.places import within
from metrics.replacements import ROW

Use = Literal["kampanye", "alat_peraga"]
USES: tuple[Use, ...] = ("kampanye", "alat_peraga")
"""Campaigning, and campaign props (APK), as sheets keep them."""
Rule = Literal["boleh", "dilarang"]
RULES: tuple[Rule, ...] = ("boleh", "dilarang")
"""Allowed or forbidden, as sheets keep them."""

_FIELDS = ("kecamatan", "kelurahan", "lokasi", "jenis", "status", "dasar", "lat", "lon")


@dataclass(frozen=True)
class Spot:
    """A place that the regulation names."""

    kecamatan: str | None
    kelurahan: str | None
    name: str
    use: Use | None
    rule: Rule | None
    basis: str | None
    """The regulation."""
    at: tuple[float, float] | None
    """Longitude and latitude, in degrees."""
    row: tuple[str | int, ...]

    @property
    def look(self) -> str:
        """Use and rule together, as the map draws it; "" where one of them is not told."""
        return f"{self.use}-{self.rule}" if self.use and self.rule else ""


@dataclass(frozen=True)
class InPlace:
    """The places that the regulation names in one kelurahan, or beyond all that the office's list has."""

    place: Place | None
    """None: the sheet names a kelurahan that the list lacks, or none."""
    spots: tuple[Spot, ...]

    def of(self, use: Use, rule: Rule) -> tuple[Spot, ...]:
        """Those for a use under a rule."""
        return tuple(one for one in self.spots if (one.use, one.rule) == (use, rule))


@dataclass(frozen=True)
class Campaign:
    """All of a place."""

    kelurahan: tuple[InPlace, ...]
    """In the order of the office's list, also those of which the sheet names no place."""

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Every place, kelurahan by kelurahan."""
        return tuple(spot for one in self.kelurahan for spot in one.spots)

    @property
    def silent(self) -> tuple[InPlace, ...]:
        """The kelurahan of which the sheet names no place."""
        return tuple(one for one in self.kelurahan if not one.spots)

    @property
    def disputed(self) -> tuple[Spot, ...]:
        """The places that the sheet both allows and forbids for one use."""
        return tuple(spot for one in self.kelurahan for spot in _disputed(one.spots))


def campaign(
    titik: nw.LazyFrame | None, where: Where, place: Place, places: Sequence[Place]
) -> Campaign | None:
    """The places of the regulation in `place`, which sheets name as `where`; None without a sheet."""
    if titik is None:
        return None
    frame = titik
    for code, name in zip(("office", "kecamatan", "kelurahan"), where.names, strict=True):
        if name is not None:
            frame = frame.filter(nw.col(code) == name)
    rows = frame.filter(~nw.col("lokasi").is_null()).select(*_FIELDS, *ROW).collect().rows()
    spots = sorted((_spot(row) for row in rows), key=lambda one: one.row)
    names = {one.code: one.name for one in places}
    found = []
    for one in within(place, places):
        if one.level == "kelurahan":
            key = (names.get(one.parent or "", ""), one.name)
            found.append(InPlace(one, tuple(s for s in spots if (s.kecamatan, s.kelurahan) == key)))
    known = {spot for one in found for spot in one.spots}
    rest = tuple(one for one in spots if one not in known)
    return Campaign((*found, InPlace(None, rest)) if rest else tuple(found))


def _spot(row: Sequence[Any]) -> Spot:
    *told, lat, lon = row[: len(_FIELDS)]
    at = None if lat is None or lon is None else (lon, lat)
    return Spot(*told, at=at, row=tuple(row[len(_FIELDS) :]))


def _disputed(spots: Iterable[Spot]) -> list[Spot]:
    rules: dict[tuple[str, Use | None], set[Rule]] = {}
    listed = list(spots)
    for one in listed:
        if one.rule is not None:
            rules.setdefault((one.name.casefold(), one.use), set()).add(one.rule)
    return [one for one in listed if len(rules.get((one.name.casefold(), one.use), ())) > 1]
