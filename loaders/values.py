"""Numbers, dates and marks as Indonesian and English sheets write them. A value is read exactly or not at
all."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal

from loaders.files import CellError

NumberKind = Literal["count", "rupiah", "decimal", "percent"]


@dataclass(frozen=True)
class Number:
    """A number that was read."""

    value: Decimal
    """Exactly as written."""
    unit: str = ""
    """What stood behind it, in lower case: "buah", "%" (the value of "12 %" is 12, not 0.12)."""


@dataclass(frozen=True)
class NotANumber:
    """Why there is no number: not-a-number, formula-error, ambiguous-number."""

    code: str


_SPACES = re.compile(r"\s+")
_BLANKS = str.maketrans(
    {"\xa0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u200b": None, "\ufeff": None}
)
_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "﹣": "-", "-": "-"})


def text(value: Any) -> str:
    """A cell on one line as a reader sees it: None is "", 881.0 is "881", a date is ISO, every run of
    blanks is one."""
    return _SPACES.sub(" ", shown(value).translate(_BLANKS)).strip()


def shown(value: Any) -> str:
    """A cell as text with its blanks and line breaks kept: None is "", 881.0 is "881", a date is ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


_ZERO = frozenset({"-", "--", "---", "nihil", "nol", "nil", "tidak ada", "tdk ada"})
_NOT_REPORTED = frozenset({"", "na", "n/a", "n.a", "n.a.", "...", "…", "tba", "tbd", "?", "blm"})
_NOT_REPORTED_STARTS = ("belum", "blm ", "menunggu", "menyusul")
_EXCEL_ERRORS = frozenset(
    {"#ref!", "#div/0!", "#n/a", "#value!", "#name?", "#num!", "#null!", "#spill!", "#calc!", "#getting_data"}
)
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
    if isinstance(value, float):
        return Number(Decimal(repr(value))) if math.isfinite(value) else NotANumber("not-a-number")
    if isinstance(value, Decimal):
        return Number(value)
    return NotANumber("formula-error" if isinstance(value, CellError) else "not-a-number")


def _plain(raw: str) -> str:
    return _SPACES.sub(" ", raw.translate(_BLANKS).translate(_DASHES)).strip().casefold()


def _number_of_text(raw: str, hint: str | None, whole: bool) -> Number | NotANumber | None:
    written = _plain(raw)
    if written in _NOT_REPORTED or written.startswith(_NOT_REPORTED_STARTS):
        return None
    if written in _EXCEL_ERRORS:
        return NotANumber("formula-error")
    bare = re.sub(r"^(?:rp|idr)\.? ?", "", written)
    if bare in _ZERO:
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
    return Number(signed * times, "") if times > 1 else Number(signed, unit)


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


def read_numbers(values: Sequence[Any], kind: NumberKind) -> tuple[list[Any], list[tuple[int, str]]]:
    """A whole column at once.

    Gives the values (int for count and rupiah, float for decimal and percent; None where nothing is
    reported or nothing could be read) and, for each cell that could not be read, its index and problem
    code: not-a-number, formula-error, ambiguous-number ("1.234" where the column does not tell whether the
    point groups), not-whole, out-of-range. A percentage is given as written: "80 %" is 80.0 and 0.8 is 0.8.
    """
    whole = kind in ("count", "rupiah")
    types = set(map(type, values))
    if types <= {float, int, type(None)}:
        return _plain_numbers(values, types, whole)
    texts = {value for value in values if isinstance(value, str)}
    decimal, grouping = _decimal_signs(texts)
    hint, doubtful = _hint(decimal, grouping, whole)
    known: dict[str, Any] = {}
    out: list[Any] = []
    problems: list[tuple[int, str]] = []
    for at, value in enumerate(values):
        if isinstance(value, str):
            if value not in known:
                known[value] = _settled(_number_of_cell(value, hint, doubtful, whole), whole)
            found = known[value]
        else:
            found = _settled(number(value), whole)
        if isinstance(found, NotANumber):
            problems.append((at, found.code))
            found = None
        out.append(found)
    return out, problems


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


def _settled(found: Number | NotANumber | None, whole: bool) -> Any:
    if not isinstance(found, Number):
        return found
    if not whole:
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


_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agt agu agus agust aug ags",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = (
    r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\s*[,/]?\s+)?(?:tanggal\s+|tgl\.?\s+)?"
)
_CLOCK = (
    r"(?:[ t,]+(?:pukul |jam )?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?z?(?:\s*(?:wib|wita|wit|am|pm))?)?"
)
_NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s./-]*(?P<month>{_MONTH})\.?[\s./,-]*(?P<year>\d{{4}}|'?\d{{2}})(?!\d)"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,\s*(?P<year>\d{{4}})(?!\d)"
)
_FIGURES = re.compile(
    r"(?<![\d.,/-])(?P<first>\d{1,2})(?P<sign>\s*[-/.]\s*)(?P<second>\d{1,2})\s*[-/.]\s*(?P<year>\d{4}|\d{2})(?![\d/]|[.,-]\d)"
)
_ISO = re.compile(
    r"(?<![\d.,/-])(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/]|[.,-]\d)"
)
_SERIALS = (20_000, 80_000)
"""Serial numbers taken for dates: October 1954 to January 2119; smaller ones are counts or years."""
_NO_DATE = _ZERO | _NOT_REPORTED


def _year(raw: str) -> int:
    short = int(raw.lstrip("'"))
    if len(raw.lstrip("'")) == 4:
        return short
    return 2000 + short if short < 80 else 1900 + short


def _made(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if 1900 <= year <= 2100 else None


@dataclass(frozen=True)
class _Written:
    """A date read from text: as day first, and as month first where the figures allow it."""

    day_first: date | None
    month_first: date | None = None


def _written(raw: str) -> _Written | None:
    """The date that a whole cell writes."""
    low = re.sub(rf"^{_DAY}", "", _plain(raw))
    for pattern in (_NAMED, _MONTH_FIRST, _ISO, _FIGURES):
        match = re.fullmatch(f"(?:{pattern.pattern}){_CLOCK}\\.?", low)
        if match:
            return _of_match(match)
    return None


def _of_match(match: re.Match[str]) -> _Written | None:
    parts = match.groupdict()
    year = _year(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        day_first, month_first = _made(year, second, first), _made(year, first, second)
        return _Written(day_first, month_first) if day_first or month_first else None
    month = _MONTHS.get(parts["month"]) or int(parts["month"])
    made = _made(year, month, int(parts["day"]))
    return _Written(made, made) if made else None


def read_dates(
    values: Sequence[Any], epoch_1904: bool = False
) -> tuple[list[date | None], list[tuple[int, str]]]:
    """A whole column of dates.

    Gives the dates (None where nothing is reported or nothing could be read) and (index, problem code)
    pairs: not-a-date, formula-error, ambiguous-date. Figures are day first, as Indonesia writes them. An
    ambiguous-date keeps its likelier reading: it is given where other cells of the column are month first,
    and for true dates with days up to 12 in a column whose other dates stayed text, as an English Excel
    that swaps day and month leaves them (domain.md 7.2).
    """
    types = set(map(type, values))
    if types <= {date, type(None)}:
        return list(values), []
    known: dict[Any, _Written | str | None] = {}
    found: list[_Written | str | None] = []
    for value in values:
        if isinstance(value, str):
            if value not in known:
                known[value] = _date_of_text(value)
            found.append(known[value])
        else:
            found.append(_date_of_value(value, epoch_1904))
    texts = [one for one in known.values() if isinstance(one, _Written)]
    month_first = any(one.day_first is None for one in texts)
    both_ways = month_first and any(one.month_first is None for one in texts)
    stayed_text = sum(1 for one in texts if one.month_first is None)
    swapped = stayed_text >= 2 and all(value.day <= 12 for value in values if isinstance(value, date))
    out: list[date | None] = []
    problems: list[tuple[int, str]] = []
    for at, (value, one) in enumerate(zip(values, found, strict=True)):
        if isinstance(one, str):
            problems.append((at, one))
            out.append(None)
        elif one is None:
            out.append(None)
        elif one.day_first is None:
            out.append(one.month_first)
        else:
            unclear = isinstance(value, str) and one.month_first not in (None, one.day_first)
            if (unclear and month_first) or (swapped and isinstance(value, date)):
                problems.append((at, "ambiguous-date"))
            out.append(one.month_first if unclear and month_first and not both_ways else one.day_first)
    return out, problems


def _date_of_text(raw: str) -> _Written | str | None:
    low = _plain(raw)
    if low in _NO_DATE or low.startswith(_NOT_REPORTED_STARTS):
        return None
    if low in _EXCEL_ERRORS:
        return "formula-error"
    if re.fullmatch(r"\d{5}(?:\.0+)?", low):
        return _serial(float(low), False)
    return _written(raw) or "not-a-date"


def _date_of_value(value: Any, epoch_1904: bool) -> _Written | str | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return _Written(value.date())
    if isinstance(value, date):
        return _Written(value)
    if isinstance(value, CellError):
        return "formula-error"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value, epoch_1904)
    return "not-a-date"


def _serial(days: float, epoch_1904: bool) -> _Written | str:
    if math.isfinite(days) and _SERIALS[0] <= days <= _SERIALS[1]:
        return _Written((date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)) + timedelta(days=int(days)))
    if math.isfinite(days) and days == int(days) and len(str(int(days))) == 8:
        made = _made(int(days) // 10_000, int(days) // 100 % 100, int(days) % 100)
        return _Written(made) if made else "not-a-date"
    return "not-a-date"


_AS_OF = re.compile(
    r"\b(?:per|posisi|kondisi|keadaan|update|updated|pembaruan|pemutakhiran|sampai(?: dengan)?|hingga"
    r"|s\s?[./]\s?d\.?|as of|status)"
    r"(?: data)?(?: per)?(?: (?:pada )?(?:hari )?(?:tanggal|tgl)\.?)?\s*:?\s*$"
)
_VOTE_DAY = re.compile(
    r"\b(?:pemilu|pemilihan|pilkada|pemungutan suara|hari h)"
    r"(?: (?:umum|serentak|tahun|tanggal|tgl\.?|hari|pada))*\s*[:,(]?\s*$"
)


def date_in(text: str) -> date | None:
    """The date that a title names as that of its data: "PER TANGGAL 22 DESEMBER 2023".

    None when it names none, or several of which none is marked ("per", "posisi", "s.d."). The voting day is
    no data date.
    """
    low = _plain(text)
    marked: list[date] = []
    plain: list[date] = []
    for pattern in (_NAMED, _MONTH_FIRST, _ISO, _FIGURES):
        for match in pattern.finditer(low):
            one = _of_match(match)
            found = one and (one.day_first or one.month_first)
            if not found:
                continue
            before = re.sub(rf"{_DAY}$", "", low[: match.start()]).rstrip() + " "
            if _AS_OF.search(before):
                marked.append(found)
            elif not _VOTE_DAY.search(before):
                plain.append(found)
    for group in (marked, plain):
        if group:
            return group[-1] if len(set(group)) == 1 or group is marked else None
    return None


_TPS = re.compile(
    r"(?:(?:no|nomor|nmr|kode)\b\.?\s*)?(?:tps)?(?:\s+(?:no|nomor|ke|khusus|loksus)\b\.?)?[\s.:#-]*(?P<numbers>\d+(?:\s*[/-]\s*\d+)*)(?:\.0+)?\b(?P<rest>.*)"
)
_LAST_TPS = 999


def tps_number(value: Any) -> int | None:
    """The number of a polling station: "TPS 001", "001", 1.0, "901"; of "TPS 01/1/001" the last part counts.

    None where the cell names none.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if value == value // 1 and 1 <= value <= _LAST_TPS else None
    low = _plain(str(value))
    match = _TPS.fullmatch(low)
    if (
        not match
        or (match["rest"].strip() and not low.startswith("tps"))
        or re.match(r"[.,]\d", match["rest"])
    ):
        return None
    last = int(re.split(r"\D+", match["numbers"])[-1])
    return last if 1 <= last <= _LAST_TPS else None


_YES = frozenset(
    {
        "√",
        "✓",
        "✔",
        "☑",
        "✅",
        "v",
        "vv",
        "ya",
        "y",
        "yes",
        "ada",
        "ok",
        "oke",
        "okay",
        "sudah",
        "sdh",
        "baik",
        "lengkap",
        "siap",
        "sesuai",
        "aman",
        "benar",
        "true",
        "1",
        "selesai",
        "tersedia",
    }
)
_NO = frozenset(
    {
        "-",
        "--",
        "✗",
        "✘",
        "☐",
        "❌",
        "tidak",
        "tdk",
        "tak",
        "no",
        "n",
        "belum",
        "blm",
        "false",
        "0",
        "nihil",
        "tiada",
        "kosong",
    }
)
_YES_STARTS = ("ya ", "ya,", "ada ", "sudah ", "sdh ", "ok ")
_NO_STARTS = ("tidak ", "tdk ", "belum ", "blm ", "tak ")


def flag(value: Any) -> bool | None:
    """A mark as yes or no: "√", "v", "ya", "ada", "OK" are True, "-", "tidak", "belum" are False, blank is
    None.

    Raises ValueError for anything else, also for "x", which offices use for both.
    """
    if value is None or isinstance(value, bool):
        return value
    low = _plain(shown(value)).rstrip(".!")
    if not low:
        return None
    if low in _YES or low.startswith(_YES_STARTS):
        return True
    if low in _NO or low.startswith(_NO_STARTS):
        return False
    raise ValueError(low)
