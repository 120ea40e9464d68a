"""Numbers as Indonesian and English sheets write them: read exactly or not at all."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from loaders import values
from loaders.coded import Cells, each, where, words_of
from loaders.files import CellError, Share
from loaders.values import plain

NumberKind = Literal["count", "rupiah", "decimal", "percent"]


@dataclass(frozen=True)
class Number:
    """A number that was read."""

    value: Decimal
    """Exactly as written."""
    unit: str = ""
    """What stood behind it, in lower case: "buah", "%" (the value of "12 %" is 12, not 0.12)."""
    sized: bool = field(default=False, repr=False, compare=False)
    """Whether it was written with a size of its own: "1,5 jt"."""


@dataclass(frozen=True)
class NotANumber:
    """Why there is no number: not-a-number, formula-error, ambiguous-number."""

    code: str


_TIMES = {
    "rb": 10**3,
    "ribu": 10**3,
    "jt": 10**6,
    "juta": 10**6,
    "m": 10**9,
    "mlr": 10**9,
    "milyar": 10**9,
    "miliar": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trilyun": 10**12,
    "triliun": 10**12,
}
_LETTERS = frozenset({"m", "t"})
"""Short for miliar and triliun only behind "Rp"; else "5 m" is metres and "5 t" tons."""
_UNITS = frozenset(
    word
    for line in (
        "buah bh bj biji unit lembar lbr lb set pcs pc ps dus dos box boks karton koli pak pack paket pasang",
        "rim roll rol keping kpg botol btl kg gram g ons ton liter ltr l m m2 m² m3 m³ cm km ha orang org",
        "jiwa pemilih personel tps titik kotak bilik lokasi kelurahan kecamatan desa hari jam menit bulan",
        "tahun kali x tim regu truk mobil ikat bundel bendel amplop sampul segel tinta rp rupiah",
    )
    for word in line.split()
)
_NUMBER = re.compile(
    r"""(?P<open>\()?\s*
        (?P<sign>[-+])?\s*
        (?P<money>(?:rp|idr)\b\.?|rp(?=\d))?\s*
        (?P<sign2>[-+])?\s*
        (?P<digits>\d[\d.,' ]*?)
        (?:\s*[,.]\s*(?:-+|=))?
        \s*(?P<percent>%|persen\b)?
        \s*(?P<unit>[a-z][a-z]*[23²³]?\.?)?
        \s*(?P<close>\))?\s*(?:\*{1,3}\)?)?\Z""",
    re.VERBOSE,
)
_GROUPED = re.compile(r"\d{1,3}(?P<sign>[., '])\d{3}(?:(?P=sign)\d{3})*")

Reading = tuple[Decimal, Literal["", "thousands", "decimal"], str]


def number(
    value: Any, decimal_hint: Literal[",", "."] | None = None, whole: bool = True
) -> Number | NotANumber | None:
    """One cell as a number; None when nothing is reported ("", "belum").

    `decimal_hint` is the decimal sign that the column is known to use. Without it "1.234" and "1,234" are
    1234 where whole numbers are expected (domain rule: a single group of three is thousands in counts and
    rupiah) and ambiguous-number elsewhere.

    >>> number("Rp 12.500.000,-")
    Number(value=Decimal('12500000'), unit='')
    >>> number("1,5 jt").value
    Decimal('1500000.0')
    """
    if value is None:
        return None
    if isinstance(value, str):
        return _number_of_text(value, decimal_hint, whole)
    if isinstance(value, bool):
        return NotANumber("not-a-number")
    if isinstance(value, int):
        return Number(Decimal(value))
    if isinstance(value, Share):
        return (
            Number(Decimal(repr(float(value))) * 100, "%")
            if math.isfinite(value)
            else NotANumber("not-a-number")
        )
    if isinstance(value, float):
        return Number(Decimal(repr(value))) if math.isfinite(value) else NotANumber("not-a-number")
    if isinstance(value, Decimal):
        return Number(value)
    return NotANumber(value.code if isinstance(value, CellError) else "not-a-number")


def _number_of_text(raw: str, hint: str | None, whole: bool) -> Number | NotANumber | None:
    written = plain(raw)
    if written in values.NOT_REPORTED or written.startswith(values.NOT_REPORTED_STARTS):
        return None
    if written in values.EXCEL_ERRORS:
        return NotANumber("formula-error")
    bare = re.sub(r"^(?:rp|idr)\.? ?", "", written)
    if bare in values.ZERO:
        return Number(Decimal(0))
    match = _NUMBER.match(written)
    if not match or (match["open"] is None) != (match["close"] is None) or (match["sign"] and match["sign2"]):
        return NotANumber("not-a-number")
    unit = (match["unit"] or "").rstrip(".")
    times = _TIMES.get(unit, 1) if unit not in _LETTERS or match["money"] else 1
    if unit and times == 1 and unit not in _UNITS:
        return NotANumber("not-a-number")
    size = _size(match["digits"].strip(), hint, whole and times == 1)
    if isinstance(size, NotANumber):
        return size
    minus = (match["sign"] == "-") + (match["sign2"] == "-") + bool(match["open"])
    if minus > 1:
        return NotANumber("not-a-number")
    signed = -size if minus and size else size
    if match["percent"]:
        unit = "%"
    return Number(signed * times, sized=True) if times > 1 else Number(signed, unit)


def _size(digits: str, hint: str | None, whole: bool) -> Decimal | NotANumber:
    """Digits with separators; which of them groups and which is decimal follows from their places."""
    signs = {sign for sign in digits if not sign.isdigit()}
    if not signs:
        return Decimal(digits)
    if len(signs) == 1:
        sign = signs.pop()
        head, _, tail = digits.partition(sign)
        if sign in " '":
            return (
                Decimal(digits.replace(sign, ""))
                if _GROUPED.fullmatch(digits)
                else NotANumber("not-a-number")
            )
        if digits.count(sign) > 1:
            return (
                Decimal(digits.replace(sign, ""))
                if _GROUPED.fullmatch(digits)
                else NotANumber("not-a-number")
            )
        if not tail:
            return NotANumber("not-a-number")
        if not _is_open(head, tail):
            return Decimal(f"{head}.{tail}")
        if hint == sign:
            return Decimal(f"{head}.{tail}")
        if hint or whole:
            return Decimal(head + tail)
        return NotANumber("ambiguous-number")
    if len(signs) > 2:
        return NotANumber("not-a-number")
    decimal = max(",.", key=digits.rfind)
    head, _, tail = digits.rpartition(decimal)
    if not tail.isdigit() or not _GROUPED.fullmatch(head):
        return NotANumber("not-a-number")
    return Decimal(re.sub(r"\D", "", head) + "." + tail)


def _is_open(head: str, tail: str) -> bool:
    """Whether one sign between these digits may group as well as be decimal: "1.234" may, "0.123" and
    "12.5" may not."""
    return len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")


_ONE_SIGN = re.compile(r"(?<![\d.,])(\d+)([.,])(\d+)(?![\d.,]*\d)")
_MANY = re.compile(r"(?<![\d.,])\d{1,3}([.,])\d{3}(?:\1\d{3})+(?!\d)")
_BEHIND = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+)([.,])(\d+)(?!\d)")
_BOTH = re.compile(r"(?<![\d.,])\d{1,3}(?:([.,])\d{3})+(?!\1)([.,])\d+(?!\d)")


def _decimal_signs(texts: set[str]) -> tuple[set[str], set[str]]:
    """Which signs the texts show beyond doubt as decimal and as grouping."""
    decimal: set[str] = set()
    grouping: set[str] = set()
    for one in texts:
        if "." not in one and "," not in one:
            continue
        if (both := _BOTH.search(one)) and both[1] != both[2]:
            grouping.add(both[1])
            decimal.add(both[2])
        elif many := _MANY.search(one):
            grouping.add(many[1])
        elif (single := _ONE_SIGN.search(one)) and not _is_open(single[1], single[3]):
            decimal.add(single[2])
    return decimal, grouping


_EXACT = 2**53
"""Whole numbers beyond this are not exact in a workbook: Excel keeps every number as a double."""
_LARGEST = 2**63 - 1


def read_numbers(
    cells: Sequence[Any], kind: NumberKind, scale: int = 1
) -> tuple[Cells, list[tuple[int, str]]]:
    """A whole column at once; `scale` is that of its heading ("Rp juta": 1,000,000).

    Gives the values (int for count and rupiah, float for decimal and percent; None where nothing is
    reported or nothing could be read) and, for each cell that could not be read, its index and problem
    code: not-a-number, formula-error, ambiguous-number ("1.234" where the column does not tell whether the
    point groups), not-whole, out-of-range, percent-in-count (a share where an amount should stand). A
    percentage is given as written: "80 %" is 80.0 and 0.8 is 0.8.
    """
    whole = kind in ("count", "rupiah")
    if scale > 1:
        cells = each(cells, lambda cell: _scaled(cell, scale))
    words = words_of(cells)
    types = set(map(type, cells if words is None else words))
    if types <= {type(None)}:
        return each(cells, lambda blank: blank), []
    if types <= {float, int, type(None)}:
        return _plain_numbers(cells, types, whole)
    texts = {cell for cell in (cells if words is None else words) if isinstance(cell, str)}
    decimal, grouping = _decimal_signs(texts)
    hint, doubtful = _hint(decimal, grouping, whole)
    if hint is not None and not _writes_three(texts, hint):
        # "12,5" shows a decimal comma, but not that "1,234" beside it is no English thousand.
        doubtful = {*doubtful, hint}
    problems: list[tuple[int, str]] = []
    known: dict[Any, Any] = {}
    for cell in texts:
        read = _number_of_cell(cell, hint, doubtful, whole)
        if scale > 1 and isinstance(read, Number) and not read.sized:
            read = replace(read, value=read.value * scale)
        known[cell] = _settled(read, kind)
    if types <= {str, type(None)}:
        # Long columns of text repeat the same few numbers.
        known[None] = _settled(number(None), kind)
        out = each(cells, known.__getitem__)
    else:
        out = [known[cell] if isinstance(cell, str) else _settled(number(cell), kind) for cell in cells]
    if NotANumber in set(map(type, words_of(out) or out)):
        wrong = where(out, lambda found: isinstance(found, NotANumber))
        problems = [(at, out[at].code) for at in wrong]
        out = each(out, lambda found: None if isinstance(found, NotANumber) else found)
    if kind != "percent" and any(code == "percent-in-count" for _, code in problems):
        # Among percentages a bare 1 is "100 %" that lost its format.
        problems += [(at, "percent-in-count") for at in where(out, lambda found: found == 1)]
        out = each(out, lambda found: None if found == 1 else found)
        problems.sort()
    return out, problems


def _scaled(cell: Any, scale: int) -> Any:
    """A number of a workbook times the scale; exact, so that 12.3 million is not 12300000.000000002."""
    if type(cell) is int:
        return cell * scale
    if type(cell) is float and math.isfinite(cell):
        made = Decimal(repr(cell)) * scale
        return int(made) if made == made.to_integral_value() else float(made)
    return cell


def units(cells: Sequence[Any]) -> dict[int, str]:
    """The unit behind each number of a column that has one, by its index: {2: "koli"}."""
    texts = {cell for cell in words_of(cells) or cells if isinstance(cell, str)}
    read = {cell: number(cell) for cell in texts if not cell.isdecimal()}
    known = {cell: one.unit for cell, one in read.items() if isinstance(one, Number) and one.unit}
    if not known:
        return {}
    return {at: known[cells[at]] for at in where(cells, lambda cell: isinstance(cell, str) and cell in known)}


def _writes_three(texts: set[str], sign: str) -> bool:
    """Whether each text whose decimals are beyond doubt has three or more of them."""
    sizes = [
        len(found[3])
        for one in texts
        if sign in one
        for found in (_ONE_SIGN.search(one) or _BEHIND.search(one),)
        if found and found[2] == sign and not _is_open(found[1], found[3])
    ]
    return min(sizes, default=0) >= 3


def _hint(decimal: set[str], grouping: set[str], whole: bool) -> tuple[Literal[",", "."] | None, set[str]]:
    """The decimal sign of a column, and the signs that it uses in two ways or in an unknown one."""
    decided = decimal - grouping
    mixed = decimal & grouping
    if whole:
        return None, decided | mixed
    if mixed or len(decided) > 1:
        return None, {",", "."}
    if decided:
        return (",", mixed) if "," in decided else (".", mixed)
    if len(grouping) == 1:
        return (",", mixed) if "." in grouping else (".", mixed)
    return None, {",", "."}


def _number_of_cell(
    raw: str, hint: str | None, doubtful: set[str], whole: bool
) -> Number | NotANumber | None:
    if doubtful:
        single = _ONE_SIGN.search(raw)
        if single and single[2] in doubtful and _is_open(single[1], single[3]):
            read = _number_of_text(raw, None, True)
            return NotANumber("ambiguous-number") if isinstance(read, Number) else read
    return _number_of_text(raw, hint, whole)


def _settled(found: Number | NotANumber | None, kind: NumberKind) -> Any:
    if not isinstance(found, Number):
        return found
    if found.unit == "%" and kind != "percent":
        return NotANumber("percent-in-count")
    if kind not in ("count", "rupiah"):
        return float(found.value)
    if found.value != (nearest := found.value.to_integral_value()) and abs(found.value - nearest) > abs(
        nearest
    ) * Decimal("1e-12"):
        return NotANumber("not-whole")
    return int(nearest) if abs(nearest) <= _LARGEST else NotANumber("out-of-range")


def _plain_numbers(
    values: Sequence[Any], types: set[type], whole: bool
) -> tuple[list[Any], list[tuple[int, str]]]:
    if not whole:
        if types <= {float, type(None)}:
            return _finite(list(values))
        return _finite([None if value is None else float(value) for value in values])
    problems: list[tuple[int, str]] = []
    if float not in types:
        out = list(values)
    else:
        try:
            out = [None if value is None else int(value) for value in values]
        except (ValueError, OverflowError):
            out = [int(value) if value is not None and math.isfinite(value) else None for value in values]
        for at, (value, read) in enumerate(zip(values, out, strict=True)) if out != values else ():
            if value == read:
                continue
            # Sums of a workbook end in noise, 64004.00000000001: that is a whole number.
            if not math.isfinite(value):
                problems.append((at, "not-a-number"))
            elif abs(value - round(value)) <= abs(value) * 1e-12:
                out[at] = round(value)
            else:
                problems.append((at, "not-whole"))
                out[at] = None
    if any(read is not None and not -_EXACT <= read <= _EXACT for read in _ends(out)):
        for at, read in enumerate(out):
            if read is not None and abs(read) > (_EXACT if isinstance(values[at], float) else _LARGEST):
                problems.append((at, "out-of-range"))
                out[at] = None
    return out, problems


def _ends(values: list[Any]) -> tuple[Any, ...]:
    filled = [value for value in values if value is not None]
    return (min(filled), max(filled)) if filled else ()


def _finite(values: list[Any]) -> tuple[list[Any], list[tuple[int, str]]]:
    bad = [at for at, value in enumerate(values) if value is not None and not math.isfinite(value)]
    for at in bad:
        values[at] = None
    return values, [(at, "not-a-number") for at in bad]
