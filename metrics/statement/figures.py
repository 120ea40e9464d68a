"""Numbers of the Board: what a sentence says of an item, the readiness, polling stations or money."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from elections import Election
from metrics.model import Board, Figure
from metrics.statement.model import Claim, Found, Sentence, compared
from metrics.statement.written import Amount

_MEASURES = {
    "short": r"belum (?:di)?terima|belum datang|belum tiba|belum ada|kekurangan|kurang(?! lebih| dari)",
    "need": r"dibutuhkan|kebutuhan|kebutuhannya|membutuhkan|butuh|diperlukan|keperluan",
    "received": r"diterima|menerima|terima|datang|tiba",
    "damaged": r"rusak|kerusakan|cacat",
    "replaced": r"pengganti|penggantian|diganti",
    "good": r"baik|layak|siap pakai",
}
"""Amounts of an item by the words that tell them."""
_MONEY = {
    "outstanding": r"belum dipertanggungjawabkan|belum di-?spj-?kan|belum ada spj|outstanding",
    "pagu": r"pagu|anggaran",
    "dicairkan": r"dicairkan|pencairan|cair|disalurkan",
    "realisasi": r"realisasi|terealisasi|realisasinya",
    "setor_kembali": r"disetor kembali|setor kembali|dikembalikan ke kas",
    "spj": r"spj|dipertanggungjawabkan",
}
_STAGES = {
    "sorted": r"disortir|sortir",
    "folded": r"dilipat|lipat",
    "packed": r"dikemas|pengepakan|packing",
    "sent": r"didistribusikan|dikirim|terdistribusi",
    "confirmed": r"dikonfirmasi|terkonfirmasi",
}
_READINESS = {"readiness": r"kesiapan|siap|readiness"}
_ALL_STATIONS = re.compile(r"\b(?:seluruh|semua|total|jumlah)(?:nya)?(?:\stps)?\s$", re.IGNORECASE)
_OF_EACH = re.compile(r"\bmasing-masing\b", re.IGNORECASE)
_NOT_NOW = re.compile(
    r"\b(?:akan|(?:menarget|(?:di)?target)(?:kan|nya)?|rencana(?:nya)?|direncanakan|berencana|dijadwalkan|diperkirakan"
    r"|perkiraan|estimasi|nanti(?:nya)?|besok|mendatang|sebelumnya|semula|awalnya|kemarin"
    r"|(?:minggu|pekan|bulan|tahun|hari|rakor)\s(?:yang\s)?(?:lalu|sebelumnya))\b",
    re.IGNORECASE,
)
"""What is meant to be or was: the Board tells what is."""
_TO_COME = re.compile(
    r"\b(?:akan|rencananya|dijadwalkan|diperkirakan)\s(?:segera\s)?(?:diterima|datang|tiba|dikirim)\b",
    re.IGNORECASE,
)
_STANDS_ON = re.compile(r"\bper(?:\s(?:tanggal|tgl\.?))?\s?$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:](?=\s|$)|[()\n]|\s(?:dan|serta|sedangkan|sementara|tetapi|namun|atau|dari)\s", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b(?:(?i:kpu\s+)?(?i:kota|kabupaten|kab\.|kecamatan|kec\.|kelurahan|kel\.|desa|ppk|pps)|(?i:kpu))\s+"
    r"(?!RI\b)(?P<name>[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*)"
)
_ANY_GOODS = ("", "buah")


def figures(part: Sentence, board: Board, election: Election, shares: set[Amount]) -> Found:
    """The numbers of a sentence that the Board tells too; none where the sentence speaks of another place
    or day. Percents among `shares` tell a part of their own."""
    claims: list[Claim] = []
    used: set[Amount] = set()
    if _is_elsewhere(part, board) or _is_of_another_day(part, board):
        return claims, used
    for one in part.amounts:
        found = None if one.kind == "percent" and one in shares else _named(part, one, board, election)
        if found is None:
            continue
        name, value, figure = found
        if value is not None:
            claim = compared(one, "figure", Fraction(value), one.slack)
            claims.append(replace(claim, figure=figure, name=name))
            used.add(one)
    return claims, used


def _is_elsewhere(part: Sentence, board: Board) -> bool:
    said = part.between(part.start, part.end)
    own = board.place.name.removeprefix("Kota ").casefold()
    told = {match["name"].removeprefix("Kota ").casefold() for match in _PLACE.finditer(said)}
    below = any(re.search(rf"(?<!\w){re.escape(one.place.name)}(?!\w)", said, re.I) for one in board.places)
    return below or bool(told - {own})


def _is_of_another_day(part: Sentence, board: Board) -> bool:
    """Whether a sentence tells how things stood on a day ("per 15 Desember") that is not the Board's."""
    days = [one.day for one in part.days if _STANDS_ON.search(part.between(one.start - 15, one.start))]
    return bool(days) and board.as_of not in days


Named = tuple[str, float | int | None, Figure | None]
"""Name of a number of the Board, its value, and the figure where it has one."""


def _named(part: Sentence, one: Amount, board: Board, election: Election) -> Named | None:
    before, after = _around(part, one)
    if one.each or _OF_EACH.search(before) or _NOT_NOW.search(before) or _TO_COME.search(after):
        return None
    if one.kind == "rupiah":
        measure = _told(_MONEY, before, after)
        figure = dict(board.finance.figures).get(measure or "")
        return (f"money:{measure}", figure.value, figure) if figure else None
    if one.kind == "count" and one.unit == "tps":
        is_all = _ALL_STATIONS.search(before) or one.value == board.tps.total
        return ("tps", board.tps.total, None) if is_all else None
    code = _item(part, one, election)
    if one.kind == "percent":
        return _percent(code, before, after, board)
    status = next((each for each in board.items if each.item == code), None)
    measure = _told(_MEASURES, before, after)
    if one.kind != "count" or status is None or measure is None or not _counts(one, status.item, election):
        return None
    figure = dict(status.amounts).get(measure)
    return f"item:{status.item}:{measure}", getattr(status, measure), figure


def _percent(code: str | None, before: str, after: str, board: Board) -> Named | None:
    status = next((each for each in board.items if each.item == code), None)
    if status is None:
        is_headline = code is None and _told(_READINESS, before, after)
        figure = board.readiness.percent
        return ("readiness", figure.value, figure) if is_headline else None
    if _told(_MEASURES, before, after) in ("short", "need", "damaged", "replaced"):
        return None
    stage = _told(_STAGES, before, after)
    figure = dict(status.stages).get(stage) if stage else status.percent
    if figure is None:
        return None
    return f"item:{status.item}:{stage}" if stage else f"item:{status.item}", figure.value, figure


def _around(part: Sentence, one: Amount) -> tuple[str, str]:
    """What stands before and behind a number in its own clause, up to the next number on each side."""
    first = max((other.end for other in part.amounts if other.end <= one.start), default=part.start)
    last = min((other.start for other in part.amounts if other.start >= one.end), default=part.end)
    before, after = part.between(first, one.start), part.between(one.end, last)
    cut = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    stop = _CLAUSE.search(after)
    return before[cut:], after[: stop.start()] if stop else after


def _told(words: Mapping[str, str], before: str, after: str) -> str | None:
    """The code whose word stands nearest before the number, else nearest behind it."""
    ends = [
        (match.end(), -rank, code)
        for rank, (code, pattern) in enumerate(words.items())
        for match in re.finditer(rf"\b(?:{pattern})\b", before, re.IGNORECASE)
    ]
    if ends:
        return max(ends)[2]
    starts = [
        (match.start(), rank, code)
        for rank, (code, pattern) in enumerate(words.items())
        for match in re.finditer(rf"\b(?:{pattern})\b", after, re.IGNORECASE)
    ]
    return min(starts, default=(0, 0, None))[2]


@lru_cache(maxsize=8)
def _aliases(election: Election) -> tuple[re.Pattern[str], Mapping[str, str]]:
    codes = {alias.casefold(): item.code for item in election.items for alias in item.aliases}
    longest = sorted(codes, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE), codes


def _item(part: Sentence, one: Amount, election: Election) -> str | None:
    """The item that a number counts: the one right behind it, else the last one before it in its sentence."""
    pattern, codes = _aliases(election)
    behind = re.compile(
        r"\s*(?:(?:lembar|buah|set)\s)?(?:surat suara\s)?(?:lembar|buah|set)?\s*", re.I
    ).match(part.text, one.end, part.end)
    match = pattern.match(part.text, behind.end() if behind else one.end, part.end)
    if match is None:
        match = next(reversed([*pattern.finditer(part.text, part.start, one.start)]), None)
    return codes.get(match[0].casefold()) if match else None


def _counts(one: Amount, code: str, election: Election) -> bool:
    """Whether the unit of a number is one of the item's."""
    item = election.item(code)
    return (
        one.unit in _ANY_GOODS
        or one.unit == item.unit
        or one.unit in {each.casefold() for each in item.aliases}
    )
