"""How well a column's heading and content fit the columns of a kind of sheet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from loaders import amounts, personal
from loaders.layouts import NUMBERS, Field, Layout, kinds, layout
from loaders.words import NEUTRAL, bare, contains, normal

_NUMBER_LIKE = re.compile(r"^\s*[(+-]?\s*(?:rp\.?\s*)?\d", re.IGNORECASE)
_DATE_LIKE = re.compile(r"\d.*(?:[a-z]{3}|[/.-])", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")
_SHARE = re.compile(r"\(\s*(?:%|persen|dalam\s+(?:%|persen))\s*\)", re.IGNORECASE)
_TPS_LIKE = re.compile(r"^\s*(?:tps\s*)?\d", re.IGNORECASE)
_OPPOSITES = frozenset("belum tidak sisa kurang tanpa persen selisih bukan non lalu sebelumnya".split())
"""Words that turn a heading into something else: "belum diterima" is not "diterima"."""

_PLANNED = frozenset(
    "rencana direncanakan akan harus target perkiraan estimasi prediksi proyeksi jadwal dijadwalkan".split()
)
"""Words by which an amount is one to come: "rencana diterima" is nothing received."""

_OF_A_DAY = re.compile(r"\bhari ini\b")
_UP_TO = re.compile(r"\b(?:s ?d|sampai|hingga|kumulatif|total)\b")
"""Words by which a day's amount is that of all days up to it: "diterima s.d. hari ini"."""

CLOSE = 86
"""Least likeness (0 to 100) for a heading with a typing error."""


@dataclass(frozen=True)
class Content:
    """Which share of the filled cells of a column look like a number, a date, a TPS number; None of a blank
    column."""

    number: float
    date: float
    tps: float
    filled: int
    largest: float = 0.0
    """The largest number that is no percentage."""
    personal: str = ""
    """What it holds about persons, as `personal.by_content` tells."""


def content(cells: Sequence[Any]) -> Content:
    """What a sample of a column's cells looks like; "belum" and the like say nothing about it."""
    kinds = [found for cell in cells if (found := _looks(cell))]
    count = len(kinds) or 1
    number = sum("number" in found for found in kinds)
    day = sum("date" in found for found in kinds)
    tps = sum("tps" in found for found in kinds)
    return Content(
        number / count, day / count, tps / count, len(kinds), _largest(cells), personal.by_content(cells)
    )


def _largest(cells: Sequence[Any]) -> float:
    read = (amounts.number(cell) for cell in cells)
    sizes = (float(abs(one.value)) for one in read if isinstance(one, amounts.Number) and one.unit != "%")
    return max(sizes, default=0.0)


def _looks(cell: Any) -> tuple[str, ...]:
    if cell is None or cell == "":
        return ()
    if isinstance(cell, str):
        cell = cell[:200]  # what a longer text looks like does not depend on its end
        read = amounts.number(cell)
        if read is None:
            return ()
        if not isinstance(read, amounts.NotANumber) or _NUMBER_LIKE.match(cell):
            return ("number", "tps", "date") if _DATE_LIKE.search(cell) else ("number", "tps")
        found = [name for name, like in (("date", _DATE_LIKE), ("tps", _TPS_LIKE)) if like.search(cell)]
        return tuple(found) or ("text",)
    if isinstance(cell, datetime | date):
        return ("date",)
    return ("number", "tps") if isinstance(cell, int | float) and not isinstance(cell, bool) else ("text",)


def fit(field: Field, seen: Content) -> float:
    """How well a column's content fits a field's type, 0 to 1; a blank column fits everything."""
    if not seen.filled:
        return 1.0
    if field.code in ("kecamatan", "kelurahan", "office"):
        return 1.0 - seen.number
    if field.type in NUMBERS:
        return seen.number
    if field.type == "date":
        return max(seen.date, 0.6 * seen.number)
    if field.type == "tps":
        return seen.tps
    if field.type == "code":
        return 1.0
    return 1.0 - 0.5 * seen.number


@dataclass(frozen=True)
class Shapes:
    """The ways in which a heading of several tiers may be read, each with how much it counts."""

    exact: tuple[tuple[str, float], ...]
    loose: tuple[str, ...]


@lru_cache(maxsize=8192)
def shapes(tiers: tuple[str, ...]) -> Shapes:
    """The readings of a heading, from its tiers (top to bottom, without blanks)."""
    words = _once(tiers)
    if not words:
        return Shapes((), ())
    found: dict[str, float] = {}
    _add_shapes(words, 1.0, found)
    # "KEBUTUHAN (DPT + 2%)" says in brackets how, not what; "TARGET (%)" is no amount.
    if not any(_SHARE.search(tier) for tier in tiers):
        _add_shapes(_once(_BRACKETS.sub(" ", tier) for tier in tiers), 0.97, found)
    full, leaf = " ".join(words), words[-1]
    return Shapes(tuple(found.items()), (full, leaf) if full != leaf else (full,))


def _once(tiers: Iterable[str]) -> list[str]:
    words = [normal(tier) for tier in tiers]
    return [word for at, word in enumerate(words) if word and word not in words[:at]]


def _add_shapes(words: Sequence[str], trust: float, found: dict[str, float]) -> None:
    if not words:
        return
    full, leaf = " ".join(words), words[-1]

    def add(text: str, weight: float) -> None:
        if text and trust * weight > found.get(text, 0.0):
            found[text] = trust * weight

    add(full, 1.0)
    add(leaf, 0.95 if len(words) > 1 else 1.0)
    if len(words) > 1:
        add(" ".join(words[-2:]), 0.98)
        add(" ".join(reversed(words)), 0.97)
        add(" ".join(reversed(words[-2:])), 0.96)
    add(bare(full), 0.93)
    add(bare(leaf), 0.9)
    if len(words) > 1 and all(word in NEUTRAL for word in leaf.split()):
        add(" ".join(words[:-1]), 0.92)
        add(words[-2], 0.91)
        add(bare(words[-2]), 0.89)


@cache
def _index(kind: str) -> dict[str, Field]:
    return {word: field for field in layout(kind).columns for word in field.synonyms}


@cache
def _long_names(kind: str) -> tuple[str, ...]:
    return tuple(word for word in _index(kind) if len(word) >= 5)


@lru_cache(maxsize=8192)
def candidates(kind: str, tiers: tuple[str, ...]) -> dict[str, float]:
    """The fields of a kind that a heading may name, with a score of 0 to 1; content is not looked at."""
    index, told = _index(kind), shapes(tiers)
    found: dict[str, float] = {}
    for text, weight in told.exact:
        if text in index:
            code = index[text].code
            found[code] = max(found.get(code, 0.0), weight)
    if found:
        return found
    for text in told.loose:
        if len(text) < 5:
            continue
        best = process.extractOne(text, _long_names(kind), scorer=fuzz.ratio, score_cutoff=CLOSE)
        if best:
            code = index[best[0]].code
            found[code] = max(found.get(code, 0.0), 0.0085 * best[1])
        words = set(text.split())
        if not _OPPOSITES & words:
            for name in _long_names(kind):
                if (_PLANNED & words or _only_a_day(text)) and _is_done(kind, index[name]):
                    continue
                if len(name) >= 6 and contains(text, name):
                    score = 0.5 + 0.25 * len(name) / len(text)
                    found[index[name].code] = max(found.get(index[name].code, 0.0), score)
    return found


def _only_a_day(text: str) -> bool:
    """Whether a heading speaks of one day's amount, which is no total: "diterima hari ini"."""
    return bool(_OF_A_DAY.search(text)) and not _UP_TO.search(text)


def _is_done(kind: str, field: Field) -> bool:
    """Whether a column counts what was done, not what is planned."""
    plan = layout(kind).plan
    return field.measure and plan is not None and field.code != plan.plan


def likeness(kind: str, field: Field, tiers: tuple[str, ...]) -> float:
    """How plainly a heading names a field: 1 its own name, 0.95 another name of it, less what is only nearly
    one of them, 0.5 where something else than the heading told."""
    words = normal(" ".join(tiers))
    score = candidates(kind, tiers).get(field.code, 0.0)
    if words in field.names:
        return 1.0
    return 0.95 * score if score else 0.5


@lru_cache(maxsize=8192)
def means_otherwise(tiers: tuple[str, ...], code: str) -> bool:
    """Whether another kind of sheet means another column by the heading: "realisasi", goods or money."""
    exact = [text for text, weight in shapes(tiers).exact if weight > 0.9]
    return any(text in _index(kind) and _index(kind)[text].code != code for kind in kinds() for text in exact)


@lru_cache(maxsize=8192)
def knowing(tiers: tuple[str, ...]) -> tuple[Layout, ...]:
    """The kinds that know a heading, but for those that a field of their own tells."""
    words = [text for text, weight in shapes(tiers).exact if weight > 0.9]
    return tuple(
        layout(kind)
        for kind in kinds()
        if not layout(kind).told_by and any(text in _index(kind) for text in words)
    )


def rarity(tiers: tuple[str, ...]) -> float:
    """How much a heading tells about the kind: 1 when one kind only knows it, less the more kinds do."""
    return 1.0 / max(len(knowing(tiers)), 1)


def measures_in(kind: Layout, title: str) -> set[str]:
    """The measures that a title names ("REKAPITULASI PENERIMAAN ..."): what columns without a name of their
    own count."""
    return {
        field.code
        for line in title.splitlines()
        for words in (normal(line),)
        for field in kind.measures
        if not _turned(kind, field, frozenset(words.split()))
        for name in field.synonyms
        if len(name) >= 5 and contains(words, name)
    }


def _turned(kind: Layout, field: Field, words: frozenset[str]) -> bool:
    """Whether words make a measure its opposite: "LOGISTIK YANG BELUM DITERIMA", "RENCANA PENERIMAAN"."""
    return bool(words & (_OPPOSITES | {"kekurangan"}) or (words & _PLANNED and _is_done(kind.kind, field)))
