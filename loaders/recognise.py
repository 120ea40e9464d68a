"""Which kind of tracking sheet a table is, and what each of its columns holds."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from loaders import assigned, dated, derived, headings, periods, personal, scales, units
from loaders.context import Context, Words
from loaders.headings import Content
from loaders.items import without_dapil
from loaders.layouts import LANGUAGE_OF_HEADINGS, NUMBERS, PLACES, Field, Layout, kinds, layout, name_key
from loaders.reading import Assignment, Severity
from loaders.structure import RawTable, letter
from loaders.words import bare, contains, normal, one_line
from texts import say

SAMPLE = 60
"""Rows looked at to see what a column holds."""
SAMPLED_CELLS = SAMPLE * 1000
"""Fewer rows are looked at in a table so wide that they would hold more cells than this."""
_FEWEST = 4
"""Rows looked at in the widest table; names of people show from two on."""
LEAST_SCORE = 1.0
LEAST_EXPLAINED = 0.34

_NO_PERCENT = 150
"""Numbers beyond this are amounts, not percentages."""
_LEAST_MONEY = 1000
"""Amounts below this are no rupiah where nothing else says that they are."""
_SMALL = 0.5
_AHEAD = 0.1
"""By so much the headings of one kind must fit better than another's to count more than titles."""
_ANY_AMOUNT = frozenset("jumlah banyaknya banyak volume qty kuantitas total nilai".split())


@dataclass(frozen=True)
class Column:
    """A column of the sheet and what it holds."""

    number: int
    """1-based column of the sheet."""
    field: Field
    spread: str = ""
    """In wide tables the heading's item, body, period or kecamatan, else ""."""
    scale: int = 1
    """What its amounts of money are multiplied by to be rupiah; 0: title or heading name two sizes."""
    unit: str = ""
    """The unit of goods that its heading names: "koli"."""

    @property
    def key(self) -> str:
        """As in `Table.columns`: "diterima", "KOTAK.diterima"."""
        return f"{self.spread}.{self.field.code}" if self.spread else self.field.code


@dataclass(frozen=True)
class Remark:
    """Something to tell of a table or of one of its columns."""

    code: str
    severity: Severity
    column: int | None = None
    """1-based column of the sheet; None: the whole table."""
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Match:
    """A table's kind and columns."""

    layout: Layout
    confidence: float
    columns: tuple[Column, ...]
    spread: str = ""
    """Field whose values are column headings; "" in long tables."""
    unmeasured: bool = False
    """Whether its columns are named for items or places, with nothing that says what their numbers count."""
    missing: tuple[tuple[str, ...], ...] = ()
    """Groups of required columns of which none is there."""
    contested: tuple[tuple[int, str, int], ...] = ()
    """Columns that name the same field as another: (column left out, field, column taken)."""
    personal: tuple[tuple[int, str], ...] = ()
    """Columns with data of persons: (column, field)."""
    remarks: tuple[Remark, ...] = ()
    to_date: bool = False
    """Whether its amounts are those up to a day ("Realisasi s.d. bulan ini"), not those of the title's
    month."""
    certainty: tuple[tuple[int, float], ...] = ()
    """How sure the meaning of each column is, as in `Table.certainty`."""


@dataclass(frozen=True)
class _Try:
    score: float
    named: float
    """What title, sheet name and file name add to the score."""
    explained: float
    match: Match


@dataclass(frozen=True)
class _Seen:
    """The table as the matching needs it."""

    numbers: tuple[int, ...]
    tiers: tuple[tuple[str, ...], ...]
    contents: tuple[Content, ...]
    title: str
    names: tuple[str, ...]
    """Title, sheet name and file name, each normalised."""
    money: float
    """Share of the numbers that look like rupiah."""
    context: Context = field(default_factory=Context)
    persons: tuple[str, ...] = ()
    """What each heading says of persons where it names no other column."""


def recognise(
    raw: RawTable,
    rows: Sequence[Sequence[Any]],
    sheet: str,
    file: str,
    ctx: Context,
    words: Words,
    said: Assignment | None = None,
) -> Match | None:
    """The kind that fits a table best, with its columns; None when no kind fits.

    `rows` are the sheet's rows. A heading counts the more the fewer kinds know it; title, sheet name, file
    name and the size of the numbers are further witnesses, so "REALISASI" is received goods here and spent
    money there. What an analyst `said` of the table, kind and columns, is taken before anything is guessed.
    """
    sample = _sample(raw, rows)
    numbers = tuple(column for column in raw.columns)
    tiers = tuple(
        _distinct(tuple(tier[at] for tier in raw.tiers) if raw.tiers else (raw.header[at],))
        for at in range(len(numbers))
    )
    contents = tuple(headings.content([_cell(row, column) for row in sample]) for column in numbers)
    days = dated.Days({}, {})
    if said is None:
        until = ctx.data_date or words.today
        days = dated.newest(tiers, [one.filled > 0 for one in contents], until, ctx.year)
        tiers = tuple(
            () if at in days.older else days.taken.get(at, heading) for at, heading in enumerate(tiers)
        )
    seen = _Seen(
        numbers=numbers,
        tiers=tiers,
        contents=contents,
        title=raw.region.title,
        names=(normal(raw.region.title), normal(sheet), normal(file)),
        money=_money(sample, numbers),
        context=ctx,
        persons=tuple(
            personal.by_heading(" ".join(tiers[at]), [_cell(row, column) for row in sample])
            for at, column in enumerate(numbers)
        ),
    )
    if said is not None and said.kind in kinds():
        kind = layout(said.kind)
        told, wrong = _told(kind, assigned.keys(said, raw), numbers, words)
        match = _try(kind, seen, words, told).match
        sure = _certain(match, seen, 1.0, told)
        return replace(match, confidence=1.0, certainty=sure, remarks=(*match.remarks, *wrong))
    tried = (_try(layout(kind), seen, words, {}) for kind in kinds())
    tries = sorted((one for one in tried if _speaks_for_itself(one.match)), key=lambda one: -one.score)
    best = _by_headings(tries)
    second = next(one for one in tries if one is not best)
    if best.score < LEAST_SCORE or best.explained < LEAST_EXPLAINED:
        return None
    margin = max(0.0, best.score - max(second.score, 0.0)) / best.score
    confidence = (
        best.explained * (0.75 + 0.25 * min(1.0, 2.0 * margin)) * (0.6 if best.match.missing else 1.0)
    )
    confidence = round(min(confidence, 1.0), 2)
    older = tuple(
        Remark("column-other-day", "warning", numbers[at], (("other", letter(numbers[taken])), ("date", day)))
        for at, (taken, day) in days.older.items()
        if contents[at].filled
    )
    return replace(
        best.match,
        confidence=confidence,
        certainty=_certain(best.match, seen, confidence, {}),
        remarks=(*best.match.remarks, *older),
    )


def _speaks_for_itself(match: Match) -> bool:
    """Whether the sheet says what tells its kind from others with the same columns."""
    return (match.layout.told_by,) not in match.missing


def _by_headings(tries: Sequence[_Try]) -> _Try:
    """The kind with the highest score, unless names alone lift it over one whose headings fit better: any
    sheet of an office may be called "REKAPITULASI LOGISTIK"."""
    best = tries[0]
    rival = max(tries, key=lambda one: one.score - one.named)
    ahead = (rival.score - rival.named) - (best.score - best.named)
    return rival if ahead > _AHEAD and rival.explained >= best.explained else best


_Told = dict[int, tuple[str, Field] | None]
"""By position the value and the field that an analyst gave a column; None for one that was left out."""


def _told(
    kind: Layout, keys: Mapping[int, str], numbers: Sequence[int], words: Words
) -> tuple[_Told, tuple[Remark, ...]]:
    """What was said of the columns, and what of it cannot be."""
    told: _Told = {}
    wrong: list[Remark] = []
    taken: set[str] = set()
    for at, key in keys.items():
        value, _, code = key.rpartition(".")
        if not key:
            told[at] = None
        elif kind.has(code) and key not in taken and (not value or _spread_of(kind, value, words)):
            told[at] = (value, kind.field(code))
            if kind.field(code).stored:
                taken.add(key)
        else:
            wrong.append(Remark("assigned-field-unknown", "warning", numbers[at], (("code", key),)))
    return told, tuple(wrong)


def _spread_of(kind: Layout, value: str, words: Words) -> str:
    """The field that a value of a column "KOTAK.diterima" belongs to; "" where it belongs to none."""
    for code in kind.spread:
        if code == "item" and (value in words.items.names or not words.items):
            return code
        if code == "kecamatan" and words.places.kecamatan(value).known:
            return code
        if code == "periode" and periods.month(value, None):
            return code
        if value in kind.field(code).options:
            return code
    return ""


def _certain(match: Match, seen: _Seen, confidence: float, told: _Told) -> tuple[tuple[int, float], ...]:
    """How sure each column's meaning is: said so or its very name 1, another of its names a little less,
    then what is only nearly so; less where the cells do not look like it, or where other kinds of sheet mean
    another thing by the word and the kind is in doubt."""
    found: list[tuple[int, float]] = []
    columns = {column.number: column for column in match.columns}
    for at, number in enumerate(seen.numbers):
        tiers = seen.tiers[at]
        column = columns.get(number)
        if at in told:
            found.append((number, 1.0))
        elif not tiers:
            continue
        elif column is None:
            found.append((number, 0.0))
        else:
            sure = headings.likeness(match.layout.kind, column.field, tiers) if not column.spread else 0.9
            if not column.spread and headings.means_otherwise(tiers, column.field.code):
                sure *= 0.8 + 0.2 * confidence
            sure *= 0.6 + 0.4 * headings.fit(column.field, seen.contents[at])
            found.append((number, round(sure, 2)))
    return tuple(found)


def personal_columns(raw: RawTable, rows: Sequence[Sequence[Any]]) -> tuple[tuple[int, str], ...]:
    """Columns with data of persons in a table of no known kind, as `Match.personal` tells them."""
    found: list[tuple[int, str]] = []
    sampled = _sample(raw, rows)
    for at, number in enumerate(raw.columns):
        sample = [_cell(row, number) for row in sampled]
        told = personal.by_content(sample) or personal.by_heading(raw.header[at], sample)
        if told:
            found.append((number, told))
    return tuple(found)


def _sample(raw: RawTable, rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """The first data rows; of a table of more than a thousand columns a few, spread over the same rows."""
    first = raw.data_rows[:SAMPLE]
    count = max(_FEWEST, SAMPLED_CELLS // max(1, len(raw.columns)))
    step = max(1, -(-len(first) // count))
    return [rows[row - 1] for row in first[::step]]


def _cell(row: Sequence[Any], column: int) -> Any:
    return row[column - 1] if column <= len(row) else None


def _distinct(tiers: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for tier in tiers:
        text = one_line(tier)
        if text and (not found or text != found[-1]):
            found.append(text)
    return tuple(found)


def _money(sample: Sequence[Sequence[Any]], numbers: Sequence[int]) -> float:
    amounts: list[float] = []
    for row in sample:
        for column in numbers:
            cell = _cell(row, column)
            if isinstance(cell, str) and re.match(r"^\s*rp", cell, re.IGNORECASE):
                amounts.append(1e6)
            elif isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 1000:
                amounts.append(float(cell))
    return (
        sum(1 for one in amounts if abs(one) >= 100_000 and one % 100 == 0) / len(amounts) if amounts else 0.0
    )


# -- one kind ----------------------------------------------------------------------------------------------


def _try(kind: Layout, seen: _Seen, words: Words, told: _Told) -> _Try:
    spread = _spread(kind, seen, words, told)
    wide = spread.columns
    beside_wide = {at for at, _ in spread.twice}
    pairs = sorted(
        (
            (
                score * _weight(kind.field(code), score, seen.contents[at]) * _counts_well(tiers),
                -at,
                code,
            )
            for at, tiers in enumerate(seen.tiers)
            if tiers and at not in wide and at not in beside_wide and at not in told
            for code, score in headings.candidates(kind.kind, tiers).items()
        ),
        reverse=True,
    )
    taken: dict[str, int] = {}
    given: dict[int, tuple[str, float]] = {}
    for at, one in told.items():
        if one is not None and not one[0]:
            given[at] = (one[1].code, 1.0)
            taken.setdefault(one[1].code, at)
    contested: list[tuple[int, str, int]] = []
    other_dapil = [
        (at, first)
        for at, first in spread.twice
        if (of := _dapil(seen.tiers[at])) and of != _dapil(seen.tiers[first])
    ]
    contested += [
        (seen.numbers[at], wide[first][1].code, seen.numbers[first])
        for at, first in spread.twice
        if (at, first) not in other_dapil
    ]
    beside = {*beside_wide, *(at for at, one in told.items() if one is None)}
    for score, minus_at, code in pairs:
        at, one = -minus_at, kind.field(code)
        if at in given or score < 0.3:
            continue
        if one.stored and code in taken:
            if _counts_well(seen.tiers[at]) < _counts_well(seen.tiers[taken[code]]):
                # The same amount in packages, or of one month only, stands beside the whole.
                beside.add(at)
                continue
            beside.add(at)
            if seen.numbers[at] not in {column for column, _, _ in contested}:
                contested.append((seen.numbers[at], code, seen.numbers[taken[code]]))
            continue
        given[at] = (code, min(score, 1.0))
        taken.setdefault(code, at)
    _leave_small_wholes(kind, seen, taken, given, told)
    meant: list[Remark] = []
    if not wide:
        left = {at for at, one in told.items() if one is None}
        _name_wholes(kind, seen, taken, given, left)
        _name_amounts(kind, seen, taken, given, left)
        meant = _name_weak(kind, seen, taken, given, {*told})
    columns = [
        _column(seen, at, kind.field(code))
        for at, (code, _) in given.items()
        # Beside wide groups a plain measure is their sum over the groups, which no single row stands for.
        if not (wide and kind.field(code).measure)
    ]
    columns += [_column(seen, at, one, value) for at, (value, one) in wide.items()]
    # Headings that are values only make a wide table that does not say what it counts.
    unmeasured = [] if wide or any(one.code in taken for one in kind.measures) else list(spread.bare)
    beside |= set(unmeasured)
    wide_field = spread.code if wide or unmeasured else ""
    missing = _missing(kind, columns, wide_field, seen.context)
    labelled = [at for at, tiers in enumerate(seen.tiers) if tiers]
    explained = sum(
        given[at][1] if at in given else 0.95 if at in wide or at in unmeasured or at in beside_wide else 0.0
        for at in labelled
    )
    groups = len({value for value, _ in wide.values()} or unmeasured)
    named = _named(kind, seen)
    score = _score(kind, seen, given, groups, missing, {*wide, *unmeasured, *beside_wide}) + named
    match = Match(
        layout=kind,
        confidence=0.0,
        columns=tuple(sorted(columns, key=lambda column: column.number)),
        spread=wide_field,
        unmeasured=bool(unmeasured),
        missing=missing,
        contested=tuple(one for one in contested if not any(one[0] == seen.numbers[at] for at in given)),
        personal=_personal(kind, seen, given, wide),
        remarks=(
            *_scaled(columns),
            *_of_other_dapil(seen, other_dapil),
            *meant,
            *_beside_wide(kind, seen, given, wide),
            *_unused(kind, seen, given, wide, beside, bool(wide_field)),
        ),
        to_date=any(
            periods.is_to_date(" ".join(seen.tiers[at]))
            for at, (code, _) in given.items()
            if kind.field(code).measure
        ),
    )
    return _Try(score, named, explained / len(labelled) if labelled else 0.0, match)


def _personal(
    kind: Layout,
    seen: _Seen,
    given: dict[int, tuple[str, float]],
    wide: dict[int, tuple[str, Field]],
) -> tuple[tuple[int, str], ...]:
    """Columns with data of persons, by heading or by content; a stored column is there because it is
    needed."""
    found: list[tuple[int, str]] = []
    for at, number in enumerate(seen.numbers):
        code = given[at][0] if at in given else ""
        if code and kind.field(code).personal:
            found.append((number, code))
        elif at not in wide and not (code and kind.field(code).stored):
            told = seen.contents[at].personal
            told = told or ("" if code else seen.persons[at])
            if told:
                found.append((number, told))
    return tuple(found)


def _column(seen: _Seen, at: int, one: Field, spread: str = "") -> Column:
    """A column with what its heading says of how it counts."""
    tiers = seen.tiers[at]
    told = scales.scale_in(" ".join(tiers)) if one.type == "rupiah" else 1
    scale = seen.context.scale if told is None else told
    counts = one.type == "count" and not one.packs
    unit = units.unit_in(tiers) or units.several_in(seen.title) if counts else ""
    return Column(seen.numbers[at], one, spread, 1 if scale is None else scale, unit)


@lru_cache(maxsize=8192)
def _counts_well(tiers: tuple[str, ...]) -> float:
    """More for a column that counts all up to now than for one of a month, less for one that counts
    packages."""
    heading = " ".join(tiers)
    return (1.3 if periods.is_to_date(heading) else 1.0) * (
        0.9 if units.is_package(units.unit_in(tiers)) else 1.0
    )


def _scaled(columns: Sequence[Column]) -> tuple[Remark, ...]:
    """Money that is multiplied is told: once for the table when all of it is, else column by column."""
    money = [column for column in columns if column.field.type == "rupiah" and column.field.stored]
    unclear = [column for column in money if not column.scale]
    sizes = {column.scale for column in money}
    if len(sizes) == 1 and sizes != {1} and not unclear:
        return (Remark("money-scaled", "note", None, (("scale", money[0].scale),)),)
    return tuple(
        Remark("money-scaled", "note", column.number, (("scale", column.scale), ("what", "column")))
        if column.scale
        else Remark("scale-unclear", "error", column.number)
        for column in money
        if column.scale != 1
    )


def _weight(one: Field, score: float, seen: Content) -> float:
    good = headings.fit(one, seen)
    if seen.personal and not one.personal and _rules_out(seen.personal, one):
        return 0.0  # whatever the heading says, identity numbers and names of people are no such thing
    if one.type == "text" and score < 0.9 and seen.number > 0.8:
        return 0.0  # "sudah ada di gudang" with amounts below it names no warehouse
    if good > 0.3:
        return 0.5 + 0.5 * good
    # An exact heading stays, so that wrong content becomes findings; a place that is all numbers is no place.
    return 0.7 if score >= 0.93 and one.code not in ("kecamatan", "kelurahan", "office") else 0.3


def _rules_out(personal: str, one: Field) -> bool:
    if personal == "person":
        return one.type in ("body", "text") and not one.people and one.code not in PLACES
    # A large amount may look like a telephone number.
    return personal == "nik" or one.type not in NUMBERS


def _score(
    kind: Layout,
    seen: _Seen,
    given: dict[int, tuple[str, float]],
    groups: int,
    missing: tuple[tuple[str, ...], ...],
    explained: set[int],
) -> float:
    total = 0.0
    shared = {one.code for one in kind.shared}
    for at, (code, score) in given.items():
        if code in shared:
            total += 0.1 * score
        elif kind.field(code).stored:
            total += score * max(headings.rarity(seen.tiers[at]), 0.2)
        else:
            total += 0.55 * score * headings.rarity(seen.tiers[at])
    total += min(3.0, 0.75 * groups)
    total += 0.15 * (len(kind.required) - len(missing)) - 1.0 * len(missing)
    total -= 0.15 * sum(
        1 for at, tiers in enumerate(seen.tiers) if tiers and at not in given and at not in explained
    )
    if _is_no_money(kind, seen, given):
        total -= 1.5
    return total + _money_witness(kind, seen.money)


def _is_no_money(kind: Layout, seen: _Seen, given: dict[int, tuple[str, float]]) -> bool:
    """Whether columns that would be money have headings of goods too ("KEBUTUHAN", "DITERIMA") and amounts
    too small for rupiah."""
    money = [at for at, (code, _) in given.items() if kind.field(code).type == "rupiah"]
    return (
        bool(money)
        and all(any(not _of_money(one) for one in headings.knowing(seen.tiers[at])) for at in money)
        and 0 < max(seen.contents[at].largest for at in money) < _LEAST_MONEY
        and seen.context.scale is None
    )


def _named(kind: Layout, seen: _Seen) -> float:
    """What title, sheet name and file name say for a kind."""
    total = 0.0
    for name, weight in zip(seen.names, (1.0, 0.5, 0.3), strict=True):
        longest = max((len(title.split()) for title in kind.titles if contains(name, title)), default=0)
        total += weight * (0.6 + 0.3 * longest) if longest else 0.0
    return total


def _money_witness(kind: Layout, money: float) -> float:
    if money > 0.6:
        return 0.6 if _of_money(kind) else -0.6
    return -0.3 if _of_money(kind) and money < 0.05 else 0.0


def _of_money(kind: Layout) -> bool:
    return any(one.type == "rupiah" for one in kind.measures)


def _missing(
    kind: Layout, columns: Sequence[Column], wide_field: str, ctx: Context
) -> tuple[tuple[str, ...], ...]:
    there = {column.field.code for column in columns} | {wide_field}
    told = {
        "item": ctx.item,
        "kecamatan": ctx.kecamatan,
        "kelurahan": ctx.kelurahan,
        "sistem": ctx.system,
        "badan": ctx.body or there & {"kecamatan", "kelurahan", "tps"} or ctx.kecamatan,
    }
    return tuple(
        group for group in kind.required if not any(code in there or told.get(code) for code in group)
    )


def _leave_small_wholes(
    kind: Layout, seen: _Seen, taken: dict[str, int], given: dict[int, tuple[str, float]], told: _Told
) -> None:
    """Take no column for the sum of others that is far less than one of them: sheets call the reserve of
    ballots "PEMILIH" too."""
    for check in kind.checks:
        at = taken.get(check.whole, -1)
        if not check.parts or at < 0 or at in told or any(part not in taken for part in check.parts):
            continue
        whole, parts = seen.contents[at], [seen.contents[taken[part]] for part in check.parts]
        # A sum that is blank beside the largest part says nothing of its size.
        is_told = whole.filled >= max(part.filled for part in parts)
        if is_told and 0 < whole.largest < _SMALL * max(part.largest for part in parts):
            del given[at], taken[check.whole]


def _name_wholes(
    kind: Layout, seen: _Seen, taken: dict[str, int], given: dict[int, tuple[str, float]], left: set[int]
) -> None:
    """Give a column that is only called "JUMLAH" the sum of its neighbours: "L | P | Jumlah"."""
    for check in kind.checks:
        if not check.parts or check.whole in taken or any(part not in taken for part in check.parts):
            continue
        at = max(taken[part] for part in check.parts) + 1
        if at < len(seen.tiers) and at not in given and at not in left and _is_any_amount(seen, at):
            given[at], taken[check.whole] = (check.whole, 0.8), at


def _is_any_amount(seen: _Seen, at: int) -> bool:
    tiers = seen.tiers[at]
    return bool(tiers) and seen.contents[at].number >= 0.5 and bare(normal(tiers[-1])) in _ANY_AMOUNT


def _name_weak(
    kind: Layout, seen: _Seen, taken: dict[str, int], given: dict[int, tuple[str, float]], told_of: set[int]
) -> list[Remark]:
    """Give "CAPAIAN" to what was received where nothing else says it and its numbers are no percentages."""
    told: list[Remark] = []
    can = derived.rules(kind, taken)
    for one in kind.measures:
        if not one.weak or one.code in taken or any(rule.code == one.code for rule in can):
            continue
        for at, tiers in enumerate(seen.tiers):
            if at in told_of:
                continue
            other = kind.field(given[at][0]).type if at in given else "percent"
            words = normal(" ".join(tiers))
            if other == "percent" and bare(words) in one.weak and seen.contents[at].largest > _NO_PERCENT:
                given[at], taken[one.code] = (one.code, 0.8), at
                meaning = say(name_key(kind.kind, one.code), LANGUAGE_OF_HEADINGS)
                told.append(Remark("column-taken-as", "note", seen.numbers[at], (("meaning", meaning),)))
                break
    return told


def _beside_wide(
    kind: Layout, seen: _Seen, given: dict[int, tuple[str, float]], wide: dict[int, tuple[str, Field]]
) -> tuple[Remark, ...]:
    """Measures beside wide columns that are not the sum of those: a ceiling beside what each month spent."""
    summed = {one.code for _, one in wide.values()}
    return tuple(
        Remark("column-not-used", "warning", seen.numbers[at], (("what", "beside"),))
        for at, (code, _) in sorted(given.items())
        if wide and kind.field(code).measure and code not in summed and seen.contents[at].filled
    )


def _unused(
    kind: Layout,
    seen: _Seen,
    given: dict[int, tuple[str, float]],
    wide: dict[int, tuple[str, Field]],
    told: set[int],
    is_wide: bool,
) -> tuple[Remark, ...]:
    """Columns with numbers that mean nothing here; sums beside wide groups are no loss."""
    codes = {code for code, _ in given.values()}
    known = codes | {rule.code for rule in derived.rules(kind, codes)}
    rests = {check.rest for check in kind.checks if check.less and check.less[0][0] not in known}
    return tuple(
        Remark("column-not-used", "note", seen.numbers[at], (("what", "rest"),))
        for at, (code, _) in sorted(given.items())
        if code in rests and not wide and seen.contents[at].filled
    ) + tuple(
        Remark("column-not-used", "note", seen.numbers[at])
        for at, tiers in enumerate(seen.tiers)
        if tiers
        and at not in given
        and at not in wide
        and at not in told
        and seen.contents[at].filled
        and seen.contents[at].number >= 0.5
        and not (is_wide and _is_any_amount(seen, at))
        and not contains(normal(" ".join(tiers)), "persen")
    )


def _name_amounts(
    kind: Layout, seen: _Seen, taken: dict[str, int], given: dict[int, tuple[str, float]], left: set[int]
) -> None:
    """Give a column that is only called "JUMLAH" the measure that the title names, if the table has no
    measure yet."""
    if any(one.code in taken for one in kind.measures):
        return
    named = headings.measures_in(kind, seen.title)
    if len(named) != 1:
        return
    for at in range(len(seen.tiers)):
        if at not in given and at not in left and _is_any_amount(seen, at):
            code = named.pop()
            given[at], taken[code] = (code, 0.8), at
            return


# -- wide tables -------------------------------------------------------------------------------------------


def _dapil(tiers: tuple[str, ...]) -> str:
    return next((of for tier in tiers if (of := without_dapil(tier)[1])), "")


def _of_other_dapil(seen: _Seen, pairs: Sequence[tuple[int, int]]) -> tuple[Remark, ...]:
    """A column beside one of the same item in another dapil is lost to the totals, which is an error."""
    return tuple(
        Remark("column-other-dapil", "error", seen.numbers[at], (("other", letter(seen.numbers[first])),))
        for at, first in pairs
        if seen.contents[at].filled
    )


@dataclass(frozen=True)
class _Wide:
    """Columns whose headings hold a value of one field."""

    code: str = ""
    columns: dict[int, tuple[str, Field]] = field(default_factory=dict)
    """Value and measure by column; empty when none is wide."""
    twice: tuple[tuple[int, int], ...] = ()
    """Columns that say the same as another: (left out, taken)."""
    bare: tuple[int, ...] = ()
    """Columns whose heading is a value only, with no measure in heading or title."""


def _spread(kind: Layout, seen: _Seen, words: Words, told: _Told) -> _Wide:
    """Columns whose heading names an item (or body, period, kecamatan) and a measure, by the field that
    gives most; where none does, those with values only. What an analyst said of columns comes first."""
    said = {at: one for at, one in told.items() if one is not None and one[0]}
    wanted = {_spread_of(kind, value, words) for value, _ in said.values()}
    if not said and any(one is not None and one[1].measure for one in told.values()):
        return _Wide()
    best, bare_best = _Wide(), _Wide()
    by_title = headings.measures_in(kind, seen.title)
    for code in kind.spread:
        value_of = _reader(kind, code, seen, words)
        if value_of is None or (wanted and code not in wanted):
            continue
        found: dict[int, tuple[str, Field]] = {**said}
        used: dict[tuple[str, str], int] = {(value, one.code): at for at, (value, one) in said.items()}
        twice: list[tuple[int, int]] = []
        bare_at: list[int] = []
        for at, tiers in enumerate(seen.tiers):
            if at in told:
                continue
            hit = _group(kind, tiers, value_of, by_title)
            no_number = seen.contents[at].number < 0.3 and seen.contents[at].filled
            if hit is None and tiers and not no_number and value_of(" ".join(tiers)) is not None:
                bare_at.append(at)
            if hit is None or hit[1].code == code or (hit[1].type in NUMBERS and no_number):
                continue
            first = used.setdefault((hit[0], hit[1].code), at)
            if first == at:
                found[at] = hit
            else:
                twice.append((at, first))
        measured = sum(1 for _, one in found.values() if one.measure)
        if (measured >= 2 or said) and len(found) > len(best.columns):
            best = _Wide(code, found, tuple(twice))
        if len(bare_at) >= 2 and len(bare_at) > len(bare_best.bare):
            bare_best = _Wide(code, bare=tuple(bare_at))
    return best if best.columns else bare_best


def _reader(kind: Layout, code: str, seen: _Seen, words: Words) -> Callable[[str], str | None] | None:
    if code == "item":
        return words.items.find if words.items else None
    if code == "kecamatan":
        places = words.places
        if not places:
            return None

        def place(text: str) -> str | None:
            found = places.kecamatan(text)
            return found.name if found.known else None

        return place
    if code == "periode":
        return lambda text: periods.month(one_line(text), seen.context.year)
    options = {word: option for option, ways in kind.field(code).options.items() for word in ways}
    return lambda text: options.get(normal(text))


def _group(
    kind: Layout, tiers: tuple[str, ...], value_of: Callable[[str], str | None], by_title: set[str]
) -> tuple[str, Field] | None:
    """The group value and the measure of one heading; the widest run of tiers that is a value counts."""
    for size in range(len(tiers), 0, -1):
        for start in range(len(tiers) - size + 1):
            value = value_of(" ".join(tiers[start : start + size]))
            if value is None:
                continue
            rest = tiers[:start] + tiers[start + size :]
            named = _measure(kind, rest) if rest else None
            if named is None and len(by_title) == 1 and (not rest or start + size == len(tiers)):
                named = kind.field(next(iter(by_title)))
            if named is not None:
                return value, named
    if len(tiers) == 1:
        return _joined(kind, tiers[0], value_of)
    return None


def _measure(kind: Layout, tiers: tuple[str, ...]) -> Field | None:
    """The column that the tiers beside a group's heading name; a measure before others, all tiers before
    one of them."""
    shared = {one.code for one in kind.shared}
    best: tuple[bool, float, str] | None = None
    for part in (tiers, *((tier,) for tier in tiers)):
        for code, score in headings.candidates(kind.kind, part).items():
            if score < 0.6 or code in shared or code in kind.spread:
                continue
            found = (kind.field(code).measure, score - 0.01 * (part is not tiers), code)
            best = max(best, found) if best else found
    return kind.field(best[2]) if best else None


def _joined(kind: Layout, heading: str, value_of: Callable[[str], str | None]) -> tuple[str, Field] | None:
    """A heading of one tier that holds both: "Kotak Suara Diterima", "Diterima - Kotak Suara"."""
    words = normal(heading).split()
    for cut in range(len(words) - 1, 0, -1):
        left, right = " ".join(words[:cut]), " ".join(words[cut:])
        for value_text, measure_text in ((left, right), (right, left)):
            value = value_of(value_text)
            named = _measure(kind, (measure_text,)) if value else None
            if value and named and named.measure:
                return value, named
    return None
