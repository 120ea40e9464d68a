"""The place of every row of a table: from its columns, from headings, from a body's name, from the title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders import coded, values
from loaders.coded import different, each, same, together, words_of
from loaders.columns import Typed
from loaders.data_rows import DataRows, Source
from loaders.findings import Findings
from loaders.places import PlaceList
from loaders.recognise import Column
from loaders.words import normal

_Name = str | None
_NUMERAL = re.compile(r"^(?:[ivx]+|[a-z])$")
_DIGITS = re.compile(r"^\d+$")
_PARTS = re.compile(r"\s*[,;/]\s*")
_STATION = re.compile(r"tps[ .]*(?:no[ .]*)?(\d+)", re.IGNORECASE)
_ALL = re.compile(
    r"^(?:semua|seluruh|seluruhnya|se)(?: (?:kecamatan|kec|ppk|kelurahan|kel|desa|pps|wilayah|kota|tempat))?$"
)
"""No single place: "semua kecamatan", "seluruh kelurahan"."""
_LEVELS = {
    "kecamatan": frozenset({"kecamatan", "ppk", "distrik", "kemantren", "kapanewon"}),
    "kelurahan": frozenset({"kelurahan", "desa", "ds", "pps", "gampong", "nagari", "pekon"}),
}


@dataclass(frozen=True)
class Where:
    """The place of every row."""

    kecamatan: coded.Cells
    kelurahan: coded.Cells
    tps: coded.Cells
    grain: coded.Cells
    strange: tuple[str, ...] = ()
    """Kecamatan as written when not one of them is on the office's list."""
    city: frozenset[int] = field(default_factory=frozenset)
    """Positions of rows in whose place column the office itself stands, "KOTA PEKALONGAN", or nothing."""
    unknown: dict[tuple[_Name, _Name], _Name] = field(default_factory=dict)
    """Kecamatan and kelurahan of rows of which the office's list lacks one, and the name that may be
    meant."""
    written: dict[int, int] = field(default_factory=dict)
    """Of rows with such a place, by position, the sheet column in which it is written."""


def locate(
    source: Source,
    rows: DataRows,
    plain: dict[str, Column],
    raw: dict[str, coded.Cells],
    read: dict[str, Typed],
    findings: Findings,
) -> Where:
    """Names and grain of every row; names that the office's list lacks are told to `findings`."""
    count = len(rows.numbers)
    kecamatan = _texts(raw.get("kecamatan")) or same(None, count)
    kelurahan = _texts(raw.get("kelurahan")) or same(None, count)
    tps: coded.Cells = read["tps"].values if "tps" in read else same(None, count)
    body = next((code for code in ("tujuan", "badan") if code in read and read[code].rest), None)
    if body is not None:
        kecamatan, kelurahan, tps = _behind_body(read[body], kecamatan, kelurahan, tps)
    city = _city(source.places, kecamatan, kelurahan)
    if city:
        kecamatan = [None if at in city else one for at, one in enumerate(kecamatan)]
        kelurahan = [None if at in city else one for at, one in enumerate(kelurahan)]
    kecamatan = _or(kecamatan, rows.sections.get("kecamatan"), source.context.kecamatan)
    kelurahan = _or(kelurahan, rows.sections.get("kelurahan"), None)
    if source.context.kelurahan and "kelurahan" not in plain:
        kelurahan = _or(kelurahan, None, source.context.kelurahan)
    if "kelurahan" in plain and "kecamatan" not in plain:
        kecamatan, kelurahan = _parted(source, rows, plain["kelurahan"], kelurahan, kecamatan, findings)
    elif "kecamatan" in plain and "kelurahan" not in plain:
        kecamatan, kelurahan = _parted(source, rows, plain["kecamatan"], kecamatan, kelurahan, findings)
    if "tempat" in raw:
        words = _texts(raw["tempat"])
        kecamatan, kelurahan, tps = _in_words(source.places, words, kecamatan, kelurahan, tps)
        said = [kecamatan, kelurahan, *(raw[code] for code in source.match.layout.elsewhere if code in raw)]
        for at, one in enumerate(words):
            if one and not source.places.is_office(one) and not any(cells[at] for cells in said):
                findings.at("place-not-read", "warning", rows.numbers[at], plain["tempat"].number, one)
    pairs = together(kecamatan, kelurahan)
    named: dict[tuple[_Name, _Name], tuple[_Name, _Name]] = {}
    unknown_kecamatan: list[str] = []
    known_kecamatan = False
    unknown: dict[tuple[_Name, _Name], _Name] = {}
    columns: dict[tuple[_Name, _Name], Column | None] = {}
    for pair in dict.fromkeys(words_of(pairs) or pairs):
        district, ward, issues = _resolve(source.places, *pair)
        named[pair] = (district, ward)
        if pair[0] is not None and source.places:
            if any(issue.level == "kecamatan" for issue in issues):
                unknown_kecamatan.append(district or "")
            else:
                known_kecamatan = True
        # The list of polling stations is what makes a place known; only a likely typing error is worth a
        # word there.
        issues = [one for one in issues if source.match.layout.kind != "tps" or one.suggestion]
        for issue in issues:
            unknown[named[pair]] = issue.suggestion
            columns[pair] = _place_column(issue, plain)
        _tell(pair, issues, pairs, plain, rows, source, findings)
    # The same written names under one kecamatan are one place, so looking up each pair once is enough.
    kecamatan = each(pairs, lambda pair: named[pair][0])
    kelurahan = each(pairs, lambda pair: named[pair][1])
    levels = grains(kecamatan, kelurahan, tps)
    if "kecamatan" in plain:
        city |= {*coded.where(levels, lambda level: level == "kota")}
    return Where(
        kecamatan,
        kelurahan,
        tps,
        levels,
        tuple(dict.fromkeys(unknown_kecamatan)) if unknown_kecamatan and not known_kecamatan else (),
        city,
        unknown,
        {
            at: one.number
            for at in coded.where(pairs, columns.__contains__)
            if (one := columns[pairs[at]]) is not None
        },
    )


def grains(kecamatan: Sequence[_Name], kelurahan: Sequence[_Name], tps: Sequence[int | None]) -> coded.Cells:
    """The finest place of each row."""
    there = [each(one, _is_there) for one in (kecamatan, kelurahan, tps)]
    return each(together(*there), _finest)


def _is_there(cell: Any) -> bool:
    return cell is not None


def _finest(there: tuple[bool, bool, bool]) -> str:
    a, b, c = there
    return "tps" if c else "kelurahan" if b else "kecamatan" if a else "kota"


def _texts(cells: Sequence[Any] | None) -> coded.Cells:
    if cells is None:
        return []
    known = {cell: _name(cell) for cell in different(cells)}
    return each(cells, known.__getitem__)


def _name(cell: Any) -> _Name:
    text = values.text(cell)
    return None if not text or text in ("-", "–") or _ALL.match(normal(text)) else text


def _or(cells: coded.Cells, second: Sequence[Any] | None, third: _Name) -> coded.Cells:
    if second is not None:
        cells = [one if one is not None else other for one, other in zip(cells, second, strict=True)]
    return each(cells, lambda one: third if one is None else one) if third is not None else cells


def _behind_body(
    body: Typed, kecamatan: coded.Cells, kelurahan: coded.Cells, tps: coded.Cells
) -> tuple[list[_Name], list[_Name], list[int | None]]:
    """Places that stand behind a body: "PPK Pekalongan Barat", "PPS Medono", "KPPS 003 Medono"."""
    a, b, c = list(kecamatan), list(kelurahan), list(tps)
    for at, (name, rest) in enumerate(zip(body.values, body.rest or [], strict=True)):
        if not rest:
            continue
        if name == "PPK" and a[at] is None:
            a[at] = rest
        elif name == "PPS" and b[at] is None:
            b[at] = rest
        elif name in ("TPS", "KPPS"):
            number, _, place = rest.partition(" ")
            told = values.tps_number(number)
            if told is not None:
                c[at] = told if c[at] is None else c[at]
                b[at] = place or None if b[at] is None else b[at]
        elif name is None and a[at] is None and b[at] is None:
            a[at] = rest
    return a, b, c


def _in_words(
    places: PlaceList,
    words: Sequence[_Name],
    kecamatan: coded.Cells,
    kelurahan: coded.Cells,
    tps: coded.Cells,
) -> tuple[list[_Name], list[_Name], list[int | None]]:
    """The places of rows with what a cell names in words, "Kel. Bandengan, Pekalongan Utara" or "TPS 5
    Medono"; names that may be anything, streets and markets, are none."""
    a, b, c = list(kecamatan), list(kelurahan), list(tps)
    for at, told in enumerate(words):
        if not told or b[at] is not None:
            continue
        for part in _PARTS.split(told):
            station = _STATION.match(part)
            name = part[station.end() :].strip() if station else part
            levels = _levels(places, name, "") if name else frozenset()
            # A name of both levels is taken for the wider one; without a list it may be anything.
            if levels == {"kecamatan"} or (places and "kecamatan" in levels):
                a[at] = a[at] or name
            elif levels == {"kelurahan"}:
                b[at] = b[at] or name
            if station:
                c[at] = c[at] or values.tps_number(station[1])
        # A number alone is of no polling station.
        c[at] = c[at] if b[at] is not None else tps[at]
    return a, b, c


def _city(places: PlaceList, kecamatan: Sequence[_Name], kelurahan: Sequence[_Name]) -> frozenset[int]:
    named = {
        name
        for name in different(kecamatan) | different(kelurahan)
        if name is not None and places.is_office(name)
    }
    if not named:
        return frozenset()
    return frozenset(
        at
        for at, (district, ward) in enumerate(zip(kecamatan, kelurahan, strict=True))
        if (district in named and (ward is None or ward in named)) or (district is None and ward in named)
    )


# -- kecamatan and kelurahan in one column -----------------------------------------------------------------


def _parted(
    source: Source,
    rows: DataRows,
    column: Column,
    cells: coded.Cells,
    other: coded.Cells,
    findings: Findings,
) -> tuple[coded.Cells, coded.Cells]:
    """A column that may hold both levels, "Pekalongan Barat" over "Medono" and "Tirto", as two.

    Gives kecamatan and kelurahan. `other` is what headings and title say of the level without a column.
    """
    own = column.field.code
    levels = _level_of_rows(source, rows, column, cells, findings)
    if {*levels} <= {own, None}:
        return (cells, other) if own == "kecamatan" else (other, cells)
    kecamatan: list[_Name] = []
    kelurahan: list[_Name] = []
    current: _Name = None
    for name, level, beside in zip(cells, levels, other, strict=True):
        if level == "kecamatan":
            current = name
            kecamatan.append(name)
            kelurahan.append(None)
            continue
        district = beside if own == "kelurahan" and beside is not None else current
        if name is not None and district is not None and own == "kecamatan":
            inside = source.places.kelurahan(name, source.places.kecamatan(district).name)[1].known
            district = district if inside or not source.places else None
        kecamatan.append(None if name is None else district)
        kelurahan.append(name)
    return kecamatan, kelurahan


def _level_of_rows(
    source: Source, rows: DataRows, column: Column, cells: Sequence[_Name], findings: Findings
) -> list[_Name]:
    """For each row the level of the name in a column of places; None for a blank one."""
    own = column.field.code
    known = {name: _levels(source.places, name, own) for name in set(cells) if name is not None}
    if not source.places and any(len(one) > 1 for one in known.values()):
        return _by_numbering(source, rows, column, cells, findings)
    plain = {one for levels in known.values() if len(levels) == 1 for one in levels}
    both = {"kecamatan", "kelurahan"} <= plain
    found: list[_Name] = []
    before: _Name = None
    district: _Name = None
    for name in cells:
        if name is None:
            found.append(None)
            continue
        if name == before and found[-1] is not None:
            found.append(found[-1])
            continue
        before = name
        levels = known[name]
        level = next(iter(levels)) if len(levels) == 1 else own
        if len(levels) == 2 and both:
            # Many kecamatan have a kelurahan of the same name; the kecamatan stands above its kelurahan.
            level = "kelurahan" if district == source.places.kecamatan(name).name else "kecamatan"
        if level == "kecamatan":
            district = source.places.kecamatan(name).name
        found.append(level)
    return found


def _levels(places: PlaceList, name: str, own: str) -> frozenset[str]:
    """What a name may be: the level that its first word says, else the levels whose list has it, else that
    of its column."""
    first, _, rest = normal(name).partition(" ")
    if rest:
        for level, words in _LEVELS.items():
            if first in words:
                return frozenset({level})
    if not places:
        return frozenset(_LEVELS)
    ward = places.has_kelurahan(name)
    district = places.kecamatan(name).known
    if not ward and not district:
        return frozenset({own})
    return frozenset(
        level for level, there in (("kecamatan", district), ("kelurahan", ward)) if there
    ) or frozenset({own})


def _by_numbering(
    source: Source, rows: DataRows, column: Column, cells: Sequence[_Name], findings: Findings
) -> list[_Name]:
    """Without a list of places: a kecamatan is numbered "I" or "A" where its kelurahan are numbered "1"."""
    own = column.field.code
    at = source.raw.columns.index(column.number) if column.number in source.raw.columns else None
    heading = normal(source.raw.header[at]) if at is not None else ""
    levels: list[_Name] = []
    for name in cells:
        told = None if name is None else _levels(source.places, name, own)
        levels.append(next(iter(told)) if told is not None and len(told) == 1 else None)
    if not _names_both(heading):
        return [one or (None if name is None else own) for one, name in zip(levels, cells, strict=True)]
    number = next(
        (one.number for one in source.match.columns if one.field.code == "row_number" and not one.spread),
        None,
    )
    marks = [] if number is None else [normal(values.text(cell)).rstrip(".)") for cell in rows.column(number)]
    numbered = any(map(_NUMERAL.match, marks)) and any(map(_DIGITS.match, marks))
    if not numbered and "kecamatan" not in levels:
        findings.at("level-unclear", "warning", rows.numbers[0], column.number, cells[0])
    return [
        one
        or (
            None
            if name is None
            else "kecamatan"
            if numbered and _NUMERAL.match(marks[place])
            else "kelurahan"
        )
        for place, (one, name) in enumerate(zip(levels, cells, strict=True))
    ]


def _names_both(heading: str) -> bool:
    words = set(heading.split())
    return all(words & names for names in _LEVELS.values())


# -- the office's list -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Issue:
    """A part of a place that the list lacks."""

    level: str
    suggestion: _Name
    """The name that may be meant."""
    elsewhere: _Name = None
    """The kecamatan that has a kelurahan of that name."""


def _resolve(places: PlaceList, kecamatan: _Name, kelurahan: _Name) -> tuple[_Name, _Name, list[_Issue]]:
    issues: list[_Issue] = []
    district: _Name = None
    if kecamatan is not None:
        found = places.kecamatan(kecamatan)
        district = found.name
        if not found.known:
            issues.append(_Issue("kecamatan", found.suggestion))
    if kelurahan is None:
        return district, None, issues
    home, ward = places.kelurahan(kelurahan, district)
    if not ward.known and not issues:
        issues.append(_Issue("kelurahan", ward.suggestion, ward.elsewhere))
    return home, ward.name, issues


def _tell(
    pair: tuple[_Name, _Name],
    issues: Sequence[_Issue],
    pairs: Sequence[tuple[_Name, _Name]],
    plain: dict[str, Column],
    rows: DataRows,
    source: Source,
    findings: Findings,
) -> None:
    for issue in issues:
        written = pair[0] if issue.level == "kecamatan" else pair[1]
        column = _place_column(issue, plain)
        more = {"office": source.places.office or ""}
        if issue.elsewhere:
            more |= {"kecamatan": issue.elsewhere, "below": pair[0] or ""}
        elif issue.suggestion:
            more |= {"suggestion": issue.suggestion}
        elif issue.level == "kelurahan" and pair[0] is not None:
            more |= {"inside": pair[0]}
        if column is None:
            findings.of_table("place-unknown", "warning", None, written, **more)
        else:
            findings.at(
                "place-unknown", "warning", rows.numbers[pairs.index(pair)], column.number, written, **more
            )


def _place_column(issue: _Issue, plain: dict[str, Column]) -> Column | None:
    names = (issue.level, "tujuan", "badan", "tempat", "kelurahan", "kecamatan")
    return next((plain[name] for name in names if name in plain), None)
