"""The places of the offices, from their lists of polling stations; without a list, from what the sheets
speak of."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import narwhals as nw

from metrics.model import Level, Place

Tables = Mapping[str, nw.LazyFrame]

_SHARED = ("office", "kecamatan", "kelurahan")


def places(tables: Tables | nw.LazyFrame) -> tuple[Place, ...]:
    """Every office, kecamatan and kelurahan: offices first, then kecamatan, then kelurahan, each by code.

    `tables` is the list of polling stations (kind `tps`), or all tables; then an office without such a list
    has the kecamatan that its other sheets claim. Codes are the dotted ones of the sheet's `kode`; where a
    sheet gives none (or gives one twice), a code is made from the name and stays the same as long as the name
    does. Polling stations themselves are no part of it: a Board of a kelurahan lists them.
    """
    frame = tables if isinstance(tables, nw.LazyFrame) else tables["tps"]
    listed = _rows(frame.filter(~nw.col("kelurahan").is_null()).select(*_SHARED, "kode").unique())
    claimed: list[tuple[str | None, ...]] = []
    if not isinstance(tables, nw.LazyFrame):
        claimed = _rows(tables["claims"].select("office", "kecamatan").unique())
    return _tree(listed, claimed)


def _rows(frame: nw.LazyFrame) -> list[tuple[str | None, ...]]:
    return frame.collect().rows()


def _tree(listed: list[tuple[str | None, ...]], claimed: list[tuple[str | None, ...]]) -> tuple[Place, ...]:
    codes: dict[tuple[str, str, str], str | None] = {}
    for office, kecamatan, kelurahan, code in sorted(
        listed, key=lambda row: tuple(part or "" for part in row)
    ):
        if office and kecamatan and kelurahan:
            key = (office, kecamatan, kelurahan)
            codes[key] = codes.get(key) or code
    offices = sorted({key[0] for key in codes} | {row[0] for row in claimed if row[0]})
    with_list = {key[0] for key in codes}
    cities: list[Place] = []
    middle: list[Place] = []
    lowest: list[Place] = []
    taken: set[str] = set()
    for office in offices:
        own = {key: code for key, code in codes.items() if key[0] == office}
        city = _place(_common(own.values(), 2), _slug(office), office, "kota", None, taken)
        cities.append(city)
        names = {key[1] for key in own}
        if office not in with_list:
            names = {row[1] for row in claimed if row[0] == office and row[1]}
        districts = []
        for name in sorted(names):
            inside = {key: code for key, code in own.items() if key[1] == name}
            code = _common(inside.values(), 3)
            district = _place(code, f"{city.code}.{_slug(name)}", name, "kecamatan", city.code, taken)
            districts.append(district)
            lowest += sorted(
                (
                    _place(
                        code, f"{district.code}.{_slug(key[2])}", key[2], "kelurahan", district.code, taken
                    )
                    for key, code in inside.items()
                ),
                key=lambda one: one.code,
            )
        middle += sorted(districts, key=lambda one: one.code)
    order = {one.code: position for position, one in enumerate(middle)}
    lowest.sort(key=lambda one: order[one.parent or ""])
    return (*cities, *middle, *lowest)


def _place(
    code: str | None, made: str, name: str, level: Level, parent: str | None, taken: set[str]
) -> Place:
    chosen = code if code and code not in taken else made
    taken.add(chosen)
    return Place(chosen, name, level, parent)


def _common(codes: Iterable[str | None], parts: int) -> str | None:
    heads = Counter(".".join(code.split(".")[:parts]) for code in codes if code and code.count(".") >= parts)
    return min(heads, key=lambda head: (-heads[head], head)) if heads else None


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def within(place: Place, places: Sequence[Place]) -> list[Place]:
    """The place and all places below it."""
    inside = {place.code}
    found = [place]
    for one in places:
        # The list goes from the offices down, so a place comes after the one it lies in.
        if one.parent in inside and one.code not in inside:
            inside.add(one.code)
            found.append(one)
    return found
