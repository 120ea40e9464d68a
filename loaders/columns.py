"""A column of cells to typed values, each unreadable cell named; works on different values, not on every
cell."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders import amounts, dates, lines, periods, values
from loaders.coded import Cells, different, each, where, words_of
from loaders.files import CellError
from loaders.items import ItemNames, without_dapil
from loaders.layouts import Field, marks
from loaders.personal import hidden
from loaders.reading import Severity
from loaders.words import contains, normal

_NOT = frozenset({"tidak", "tdk", "tak"})
_DENIALS = frozenset({"tidak", "belum", "bukan", "kurang", "tanpa"})
_IN_FULL = {"tdk": "tidak", "tak": "tidak", "blm": "belum", "sdh": "sudah"}
_NO_TEXT = frozenset({"", "-", "--", "–", "—", "...", "…"})
_YES, _NO = "ya", "tidak"
"""Words that a column which may be ticked names among its choices."""
_TICKS, _CROSSES = frozenset("√vV✓✔"), frozenset("xX×")
_CODE = re.compile(r"^\d{10}$")


@dataclass(frozen=True)
class Issue:
    """A cell that could not be taken as it is."""

    at: int
    """Index in the column."""
    code: str
    severity: Severity
    """error: its row is set aside."""
    more: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Typed:
    """A typed column; None where a cell is blank or could not be read."""

    values: Cells
    issues: tuple[Issue, ...] = ()
    rest: Cells | None = None
    """Of a body: what stood behind its name ("PPK Pekalongan Barat"), a place; of an item: its dapil."""


def typed(
    field: Field,
    cells: Sequence[Any],
    items: ItemNames,
    year: int | None,
    epoch_1904: bool,
    required: bool,
    scale: int = 1,
) -> Typed:
    """A column by its field's type; a wrong value of a column that the row needs is an error, else a
    warning. Money is multiplied by `scale`; by 0, where its size is not clear, none is read."""
    severity: Severity = "error" if required else "warning"
    if field.type in ("count", "rupiah", "decimal", "percent"):
        return _numbers(field, cells, scale)
    if field.type == "date":
        read, bad = dates.read_dates(cells, epoch_1904)
        return Typed(read, tuple(Issue(at, code, _date_severity(code, severity)) for at, code in bad))
    if field.type == "tps":
        return _each(cells, _tps)
    if field.type == "item":
        return _items(cells, items)
    if field.type == "flag":
        return _each(cells, _flag)
    if field.type == "choice":
        # Beside ticks a cross says no; alone nobody knows which of the two it is.
        crosses = _CROSSES if any(values.text(cell) in _TICKS for cell in cells) else frozenset()
        return _each(cells, lambda cell: _choice(cell, field, crosses))
    if field.type == "body":
        return _bodies(cells, field)
    if field.type == "period":
        return _each(cells, lambda cell: (periods.canonical(cell, year), None))
    if field.type == "code":
        return _each(cells, _code)
    if field.type == "line":
        return _each(cells, _line)
    return _each(cells, _text)


def _date_severity(code: str, wrong: Severity) -> Severity:
    return "note" if code == "month-first-date" else "warning" if code == "ambiguous-date" else wrong


_MOST_MONEY = 10**12
"""Rupiah; more than any amount of a city's election office, so what gives more was not to be multiplied."""


def _numbers(field: Field, cells: Sequence[Any], scale: int) -> Typed:
    kind = field.type
    if not scale:
        return Typed([None] * len(cells))
    read, bad = amounts.read_numbers(cells, kind, scale)  # pyright: ignore[reportArgumentType] - a number type is meant
    severity: Severity = "error" if field.measure else "warning"
    issues = [Issue(at, "fraction-in-count" if code == "not-whole" else code, severity) for at, code in bad]
    if kind in ("count", "rupiah") and not field.signed:
        least = min((one for one in words_of(read) or read if one is not None), default=0)
        if least < 0:
            read, gone = _without(read, lambda one: one < 0, "negative", severity)
            issues += gone
    if scale > 1:
        more = (("scale", scale),)
        read, gone = _without(read, lambda one: abs(one) > _MOST_MONEY, "scale-too-large", severity, more)
        issues += gone
    return Typed(read, tuple(sorted(issues, key=lambda issue: issue.at)))


def _without(
    read: Cells,
    bad: Callable[[Any], bool],
    code: str,
    severity: Severity,
    more: tuple[tuple[str, Any], ...] = (),
) -> tuple[Cells, list[Issue]]:
    """The column without the values that cannot be."""
    found = where(read, lambda one: one is not None and bad(one))
    if found:
        read = each(read, lambda one: None if one is None or bad(one) else one)
    return read, [Issue(at, code, severity, more) for at in found]


_Read = tuple[Any, Issue | None]


def _each(cells: Sequence[Any], read: Callable[[Any], _Read]) -> Typed:
    """Read every different cell once."""
    words = words_of(cells)
    kinds = {type(cell) for cell in (cells if words is None else words)}
    if kinds <= {str, type(None)} or len(kinds) == 1:
        known = {cell: read(cell) for cell in different(cells)}
        if not any(issue for _, issue in known.values()):
            values_of = {cell: value for cell, (value, _) in known.items()}
            return Typed(each(cells, values_of.__getitem__))
        found = each(cells, known.__getitem__)
    else:
        # 1, 1.0 and True are equal and not the same.
        both = {(type(cell), cell): read(cell) for cell in {(type(one), one): one for one in cells}.values()}
        found = [both[type(cell), cell] for cell in cells]
    issues = tuple(
        Issue(at, issue.code, issue.severity, issue.more)
        for at in where(found, lambda one: one[1] is not None)
        if (issue := found[at][1])
    )
    return Typed(each(found, lambda one: one[0]), issues)


def _broken(cell: Any, severity: Severity) -> Issue | None:
    return Issue(0, cell.code, severity) if isinstance(cell, CellError) else None


def _text(cell: Any) -> _Read:
    if isinstance(cell, CellError):
        return None, _broken(cell, "warning")
    text = cell if _is_clean(cell) else values.text(cell)
    if text in _NO_TEXT:
        return None, None
    shown = hidden(text)
    return shown, None if shown == text else Issue(0, "personal-data-hidden", "note")


def _is_clean(cell: Any) -> bool:
    """Whether a text is already on one line without odd blanks; most are, and cleaning is what takes time."""
    return isinstance(cell, str) and cell.isprintable() and "  " not in cell and cell == cell.strip()


def _tps(cell: Any) -> _Read:
    text = values.text(cell)
    if text in _NO_TEXT:
        return None, None
    number = None if isinstance(cell, CellError) else values.tps_number(cell)
    return number, None if number is not None else _broken(cell, "error") or Issue(0, "not-a-tps", "error")


def _items(cells: Sequence[Any], items: ItemNames) -> Typed:
    read = _each(cells, lambda cell: _item(cell, items))
    dapil = {cell: without_dapil(cell)[1] for cell in different(cells) if isinstance(cell, str)}
    if not any(dapil.values()):
        return read
    return Typed(read.values, read.issues, each(cells, dapil.get))


def _item(cell: Any, items: ItemNames) -> _Read:
    text = values.text(cell)
    if text in _NO_TEXT:
        return None, None
    if isinstance(cell, CellError):
        return None, _broken(cell, "error")
    if not items:
        return text, None
    found = items.find(text)
    if found is not None:
        return found, None
    suggestion = items.suggest(text)
    return None, Issue(0, "item-unknown", "error", (("suggestion", suggestion),) if suggestion else ())


def _flag(cell: Any) -> _Read:
    found = _condition(cell)
    if found is not None:
        return found, None
    try:
        return values.flag(cell), None
    except ValueError:
        return None, _broken(cell, "warning") or Issue(
            0, "choice-unknown", "warning", (("choices", "ya, tidak"),)
        )


def _condition(cell: Any) -> bool | None:
    """A word of a condition as good or bad: "bocor" is bad, "tidak bocor" good, "tidak aman" bad."""
    known, text = marks(), normal(values.text(cell))
    if text in known:
        return known[text]
    no, _, rest = text.partition(" ")
    return not known[rest] if no in _NOT and rest in known else None


def _choice(cell: Any, field: Field, crosses: frozenset[str]) -> _Read:
    text = _tick(cell, field, crosses) or values.text(cell)
    if text in _NO_TEXT or isinstance(cell, CellError):
        return None, _broken(cell, "warning")
    option = _option(normal(text), field)
    if option is not None:
        return option, None
    return hidden(text), Issue(0, "choice-unknown", "warning", (("choices", choices(field)),))


def _tick(cell: Any, field: Field, crosses: frozenset[str]) -> str:
    """A mark, a dash or a day in a column that is ticked, as the word for it; "" for anything else."""
    if not field.ticked or isinstance(cell, CellError):
        return ""
    if isinstance(cell, date):
        return _YES
    if values.text(cell) == "" or _option(normal(values.text(cell)), field):
        return ""
    if values.text(cell) in crosses:
        return _NO
    try:
        return _YES if values.flag(cell) else _NO
    except ValueError:
        return ""


def choices(field: Field) -> str:
    """The words that a column may hold, for a sentence."""
    return ", ".join(option.replace("_", " ") for option in field.options)


def _option(words: str, field: Field) -> str | None:
    ways = {way: option for option, given in field.options.items() for way in given}
    if words in ways:
        return ways[words]
    words = " ".join(_IN_FULL.get(word, word) for word in words.split())
    inside = [way for way in ways if len(way) > 2 and _says(words, way)]
    return ways[max(inside, key=len)] if inside else None


def _says(words: str, way: str) -> bool:
    """Whether a way of writing stands in the words and is not denied: "belum disahkan" is not "disahkan"."""
    before, found, _ = f" {words} ".partition(f" {way} ")
    return bool(found) and not {*before.split()[-1:]} & _DENIALS


def _bodies(cells: Sequence[Any], field: Field) -> Typed:
    ways = sorted(
        ((way, option) for option, given in field.options.items() for way in given),
        key=lambda pair: -len(pair[0]),
    )
    read = _each(cells, lambda cell: _body(cell, field, ways))
    rest = each(read.values, lambda value: value[1] if value else None)
    return Typed(each(read.values, lambda value: value[0] if value else None), read.issues, rest)


def _body(cell: Any, field: Field, ways: Sequence[tuple[str, str]]) -> _Read:
    text = values.text(cell)
    if text in _NO_TEXT or isinstance(cell, CellError):
        return None, _broken(cell, "warning")
    words = normal(text)
    for way, option in ways:
        if words == way:
            return (option, None), None
        if words.startswith(f"{way} "):
            return (option, " ".join(text.split()[len(way.split()) :])), None
    for way, option in ways:
        if contains(words, way):
            return (option, None), None
    return (None, text), Issue(0, "choice-unknown", "warning", (("choices", choices(field)),))


def _code(cell: Any) -> _Read:
    text = values.text(cell)
    if text in _NO_TEXT or isinstance(cell, CellError):
        return None, _broken(cell, "warning")
    if _CODE.match(text):
        return f"{text[:2]}.{text[2:4]}.{text[4:6]}.{text[6:]}", None
    return text, None


def _line(cell: Any) -> _Read:
    text = values.text(cell)
    if text in _NO_TEXT or isinstance(cell, CellError):
        return None, _broken(cell, "error")
    wrong = lines.fault(text)
    return (None, Issue(0, wrong, "error")) if wrong else (text, None)
