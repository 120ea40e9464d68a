"""Numbers and days as an Indonesian sentence writes them, each with its place in the text."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal

AmountKind = Literal["count", "percent", "rupiah", "days"]
"""days: from or to a day ("24 hari lagi", "H-24"); how long something takes is a count."""


@dataclass(frozen=True)
class Amount:
    """A number of the text; a label (Pemilu 2024, TPS 5, pukul 10.05) is none."""

    start: int
    end: int
    kind: AmountKind
    value: Fraction
    """In full: of "Rp1,23 M" 1230000000, of "80 persen" 80."""
    unit: str = ""
    """What is counted, of a few known words: "lembar", "kotak", "kabupaten/kota"."""
    slack: Fraction = Fraction(0)
    """How far the exact number may lie off by rounding; 0 where all digits of a count are written."""
    each: bool = False
    """Whether so many are of each of something: "5 kotak per TPS", "40 boks berisi 500 lembar"."""


@dataclass(frozen=True)
class Day:
    """A date of the text."""

    start: int
    end: int
    day: date | None
    """None: there is no such day."""
    weekday: int | None = None
    """As written before it: 0 is Monday."""
    has_year: bool = True
    """Else the year is that in which it lies nearest to today."""


_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("senin", "selasa", "rabu", "kamis", "jumat jum'at jum’at", "sabtu", "minggu ahad")
    )
    for name in names.split()
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari pebruari feb",
            "maret mar",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "agustus agu agt",
            "september sept sep",
            "oktober okt",
            "november nopember nov nop",
            "desember des",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY = re.compile(
    rf"(?<![\w.,/-])(?:(?P<weekday>{'|'.join(_WEEKDAYS)})\b,?\s{{1,3}}(?:tanggal\s|tgl\.?\s)?\(?)?"
    rf"(?P<day>[0-9]{{1,2}})(?:\s(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
    r"(?:\s(?P<year>[0-9]{4})(?![0-9]))?|(?P<sign>[-/])(?P<month>[0-9]{1,2})(?P=sign)(?P<full>[0-9]{4})(?![\w/-]))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,/-])(?P<money>Rp\.?\s?)?"
    r"(?P<whole>[0-9]{1,3}(?P<group>[.,])[0-9]{3}(?:(?P=group)[0-9]{3})*(?![0-9])|[0-9]+)"
    r"(?:(?P<point>[.,])(?P<decimals>[0-9]{1,9}))?(?:,-)?"
    r"(?:\s?(?P<scale>ribu|rb|juta|jt|miliar|milyar|triliun|trilyun|M|T)\b)?"
    r"(?:\s?(?P<percent>%|persen\b))?(?![0-9A-Za-z]|[.,/][0-9])",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(r"(?<!\w)H-(?P<whole>[0-9]{1,3})(?!\w)", re.IGNORECASE)
_POWERS = {"r": 3, "j": 6, "m": 9, "t": 12}
"""By the first letter of the word."""
_MOST_DIGITS = 18
"""Longer ones number something (an account, a letter) and count nothing."""
_GOODS = ("lembar", "buah", "kotak", "bilik", "surat suara")

_LABEL = re.compile(
    r"(?:\b(?:tps|gudang|pasal|ayat|huruf|angka|nomor|no|nmr|pemilu|pilkada|pilpres|tahun|tahap|termin|dapil|hal"
    r"|halaman|pukul|jam|rt|rw|pkpu|uu|pp|perbawaslu|keputusan|kpu|lantai|ruang|gate|jalan|jl|ke)\b\.?\s?|\bke-)$",
    re.IGNORECASE,
)
_YEARS = range(1945, 2100)
_HEDGED = re.compile(r"(?:\b(?:sekitar|kira-kira|kurang lebih|hampir|lebih dari|kurang dari)\s|±\s?)$", re.I)
_AWAY = re.compile(r"\s{1,3}hari\s(?:lagi|jelang|menjelang|sebelum)\b", re.IGNORECASE)
_AWAY_BEFORE = re.compile(r"\b(?:tinggal|tersisa|sisa waktu|kurang)\s$", re.IGNORECASE)
_EACH_BEFORE = re.compile(
    r"(?:\b(?:ber)?isi(?:kan)?|@|\b(?:se)?tiap(?:-tiap)?\s(?:[^\W\d]+\s){1,3}?"
    r"(?:mendapat(?:kan)?|menerima|memperoleh|(?:mem)?butuh(?:kan)?|memerlukan|diberi|ada|sebanyak|sebesar|adalah))\s?$",
    re.IGNORECASE,
)
_EACH_AFTER = re.compile(
    r"\s?(?:(?:[^\W\d]+\s){0,3}?per\s(?!tanggal|tgl|hari ini|akhir|awal|kemarin|pukul|[0-9]"
    rf"|(?:{'|'.join((*_WEEKDAYS, *_MONTHS))})\b)"
    r"|(?:[^\W\d]+\s){0,2}?(?:untuk|bagi|di|pada)\s(?:se)?tiap\b"
    r"|[^\W\d]+(?:\s[^\W\d]+)?/(?:tps|kecamatan|kelurahan|desa|ppk|pps|kpps|orang|hari|bulan|lembar|kotak|boks|dus)\b)",
    re.IGNORECASE,
)
_UNITS = (
    "kabupaten/kota|kota/kabupaten|kab/kota|kabupaten|kota|kecamatan|kelurahan|desa|provinsi|surat suara"
    "|lembar|buah|kotak|bilik|keping|segel|botol|tinta|set|unit|koli|dus|karton|tps|pemilih|orang|petugas"
    "|hari|jam|gudang|truk|titik|badan|ppk|pps|kpps|kendaraan|meter|personel|item|jenis|tim|laporan|dokumen"
)
_UNIT = re.compile(rf"\s{{1,3}}(?P<unit>{_UNITS})\b", re.IGNORECASE)
_SAME = {"kota/kabupaten": "kabupaten/kota", "kab/kota": "kabupaten/kota", "surat suara": "lembar"}


def days(text: str, today: date) -> tuple[Day, ...]:
    """The dates of a text in their order: "15 Januari 2024", "Senin, 15 Januari", "15/1/2024"."""
    return tuple(_day(match, today) for match in _DAY.finditer(text))


def _day(match: re.Match[str], today: date) -> Day:
    month = _MONTHS[match["name"].lower()] if match["name"] else int(match["month"])
    year = match["year"] or match["full"]
    weekday = _WEEKDAYS[match["weekday"].lower()] if match["weekday"] else None
    if year:
        made = _made(int(year), month, int(match["day"]))
    else:
        near = (_made(today.year + more, month, int(match["day"])) for more in (-1, 0, 1))
        made = min((one for one in near if one), key=lambda one: abs(one - today), default=None)
    return Day(match.start(), match.end(), made, weekday, bool(year))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def amounts(text: str, dated: tuple[Day, ...]) -> tuple[Amount, ...]:
    """The numbers of a text in their order; `dated` are its dates, whose digits are none.

    >>> [(one.kind, int(one.value), one.unit) for one in amounts("Rp1,23 M untuk 4.413 kotak", ())]
    [('rupiah', 1230000000, ''), ('count', 4413, 'kotak')]
    """
    taken = [(one.start, one.end) for one in dated]
    found = [
        Amount(one.start(), one.end(), "days", Fraction(one["whole"])) for one in _BEFORE_DAY.finditer(text)
    ]
    for match in _NUMBER.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        one = _amount(match, text)
        if one is not None:
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _amount(match: re.Match[str], text: str) -> Amount | None:
    before, after = text[max(0, match.start() - 50) : match.start()], text[match.end() : match.end() + 40]
    named = _UNIT.match(after)
    unit = named["unit"].lower() if named else ""
    value, step = _value(match)
    kind: AmountKind = "percent" if match["percent"] else "rupiah" if match["money"] else "count"
    if kind == "count" and _is_label(match, before, unit, value):
        return None
    away = _AWAY.match(after) or (unit == "hari" and _AWAY_BEFORE.search(before))
    if kind == "count" and away and step == 1:
        return Amount(match.start(), match.end(), "days", value)
    slack = step / 2 if kind == "percent" or step > 1 or value.denominator > 1 else Fraction(0)
    if _HEDGED.search(before):
        digits = str(int(value))
        slack = max(step, Fraction(10 ** (len(digits) - len(digits.rstrip("0")))))
    name = _SAME.get(unit, unit) if kind == "count" else ""
    each = bool(_EACH_BEFORE.search(before) or _EACH_AFTER.match(after))
    return Amount(match.start(), match.end(), kind, value, name, slack, each)


def _is_label(match: re.Match[str], before: str, unit: str, value: Fraction) -> bool:
    """Whether a number names something and counts nothing: a year, a station, a clause, an account, 5 m."""
    if len(match["whole"]) > _MOST_DIGITS or (match["scale"] or "").lower() in ("m", "t"):
        return True
    if match["scale"] or match["group"]:
        return False
    is_year = len(match["whole"]) == 4 and not match["point"] and not unit and int(value) in _YEARS
    return is_year or (unit not in _GOODS and _LABEL.search(before) is not None)


def _value(match: re.Match[str]) -> tuple[Fraction, Fraction]:
    """The number and what one of its last digit is worth. One group of three is thousands, as in a sheet,
    unless a share or, behind a comma, a scale shows that it is decimal ("1,234 juta")."""
    whole, decimals, group = match["whole"], match["decimals"] or "", match["group"]
    is_decimal = match["percent"] or (match["scale"] and group == ",")
    if group and is_decimal and not decimals and whole.count(group) == 1:
        whole, _, decimals = whole.partition(group)
    digits = re.sub(r"[.,]", "", whole)
    scale = 10 ** _POWERS[match["scale"][0].lower()] if match["scale"] else 1
    step = Fraction(scale, 10 ** len(decimals))
    return int(digits + decimals) * step, step


_ABBREVIATED = re.compile(r"\b(?:kec|kel|kab|no|tgl|dr|drs|jl|prof|rp|ds|prov)\.$", re.IGNORECASE)
_END = re.compile(r"[.!?][\"”’)]?\s+(?=[^\Wa-z_]|[\"“‘(])|\n+")
_GOES_ON = re.compile(
    r"[\s\"“‘(]*(?:dan|serta|sehingga|jadi|total|totalnya|jumlah|jumlahnya|rinciannya|rincian|yakni|yaitu|sisanya"
    r"|seluruhnya|dengan demikian)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence; one that goes on with the numbers of the last ("Dan sebanyak ...",
    "Totalnya ...") belongs to it."""
    cuts = [0]
    for match in _END.finditer(text):
        ended = text[: match.start() + 1]
        if not _ABBREVIATED.search(ended[-12:]) and not _GOES_ON.match(text[match.end() : match.end() + 40]):
            cuts.append(match.end())
    return tuple(pairwise([*dict.fromkeys(cuts), len(text)])) if text else ()
