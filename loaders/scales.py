"""In how many rupiah a sheet counts: "(dalam ribuan rupiah)" in a title, "Pagu (Rp. Juta)" in a heading."""

import re

from loaders.values import plain

_SIZES = {
    "ribu": 10**3,
    "rb": 10**3,
    "thousand": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "million": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "mlr": 10**9,
    "billion": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
}
_SIZE = rf"(?P<size>{'|'.join(_SIZES)})(?:an|s)?\b\.?"
_MONEY = r"(?:rp|idr|rupiah)(?![a-z])\.?"
_ZEROS = r"(?P<zeros>1?(?:[.,]?000)+)(?:\s*,\s*-+)?"
# A number before the word makes it an amount: "HONOR 2 JUTA RUPIAH" counts in rupiah.
_NO_AMOUNT = r"(?<![\d.,])(?<![\d.,] )"
_WAYS = tuple(
    re.compile(way)
    for way in (
        rf"\b(?:dalam|in)\s+(?:satuan\s+)?(?:{_MONEY}\s*)?{_SIZE}",
        rf"\b{_MONEY}\s*[(/]?\s*{_SIZE}",
        rf"{_NO_AMOUNT}\b{_SIZE}\s*(?:of\s+)?{_MONEY}",
        rf"\(\s*(?:x\s*)?{_SIZE}\s*\)",
        rf"\(\s*(?:satuan\s*:?\s*)?(?:dalam\s+)?(?:x\s*)?(?:{_MONEY}\s*)?(?:x\s*)?'?{_ZEROS}\s*(?:{_MONEY})?\s*\)",
        rf"\b(?:dalam|satuan)\s*:?\s*(?:{_MONEY}\s*)?(?:x\s*)?'?{_ZEROS}(?![\d.,])",
        rf"\bx\s*(?:{_MONEY}\s*)?{_ZEROS}(?![\d.,])",
    )
)
_ONES = re.compile(
    rf"\b(?:dalam|in|satuan\s*:?)\s+(?:rp|idr|rupiah)\b|\(\s*{_MONEY}\s*\)|\(\s*{_MONEY}\s*penuh\s*\)"
)


def scale_in(text: str) -> int | None:
    """By how much the amounts under a title or heading are to be multiplied to give rupiah.

    1 where it says that they are rupiah, None where it says nothing, 0 where it names two different sizes.

    >>> scale_in("LAPORAN REALISASI (dalam ribuan rupiah)")
    1000
    >>> scale_in("HIBAH RP 12 MILIAR") is None
    True
    """
    low = plain(text)
    found = {_size(hit) for way in _WAYS for hit in way.finditer(low)}
    if len(found) > 1:
        return 0
    if found:
        return found.pop()
    return 1 if _ONES.search(low) else None


def _size(hit: re.Match[str]) -> int:
    told = hit.groupdict()
    return _SIZES[told["size"]] if told.get("size") else 10 ** told["zeros"].count("0")
