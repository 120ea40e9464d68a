"""Data of persons in sheets: found by heading and by content, so that nothing of it is kept or shown.

Numbers of identity cards as the ministry of home affairs gives them out: province, city, kecamatan, day of
birth (40 more for women), month, year, running number. Tax numbers in the form of the tax office.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from loaders import values
from loaders.layouts import persons
from loaders.words import normal

HIDDEN = "•••"
"""Stands where something about a person stood."""

_PROVINCE = r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_NIK = re.compile(
    r"(?<!\d)" + r"[ .-]?".join((_PROVINCE, r"\d\d", r"\d\d", _DAY, _MONTH, r"\d\d", r"\d\d", r"\d\d(?!\d)"))
)
_NPWP = re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}(?!\d)")
_PHONE = re.compile(r"(?<![\d.,/])(?:\+?62|0)[ -]?8\d{1,2}(?:[ .-]?\d{2,4}){2,4}(?![\d/])")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
"""Begins only where a word begins: else a text of 30,000 letters would be tried from each of them."""
_MAY = re.compile(r"@|\d(?:\D{0,2}\d){8}|\ba\.? ?n\b|\batas nama\b", re.IGNORECASE)
_IN_NAME = re.compile(
    r"(?<![\w.])((?:a\. ?n\.?|an\.|atas nama)\s*:?\s+)(?!(?:ppk|pps|kpps|kpu|ketua|sekretaris|bendahara)\b)"
    r"([^\W\d_][\w'’.]*(?: +[^\W\d_][\w'’.]*){0,4})",
    re.IGNORECASE,
)
"""On behalf of somebody: "a.n. Siti Aminah"; of a body or an office it says nothing of a person."""
_IN_ACCOUNT = re.compile(
    r"(\b(?:no(?:mor)?\.?\s*)?rek(?:ening)?\b\.?[\s:]*(?:[a-z]{2,8}\s*:?\s*)?)(\d[\d. -]{6,20}\d)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"\d[\d -]{8,18}\d")
_WORDS = {
    "nik": "nik",
    "ktp": "nik",
    "nip": "nik",
    "npwp": "npwp",
    "rekening": "bank_account",
    "telepon": "phone",
    "handphone": "phone",
    "hp": "phone",
    "wa": "phone",
    "whatsapp": "phone",
    "email": "phone",
    "surel": "phone",
}
_NAMES = frozenset(
    "lengkap ketua anggota sekretaris bendahara penerima petugas pekerja linmas peserta".split()
)
_BY_CONTENT = (("nik", _NIK), ("npwp", _NPWP), ("phone", _MAIL), ("phone", _PHONE))
_LABEL = 4
_LONGEST = 200
_MOST = 0.5
_SOME = 0.4


def hidden(text: str) -> str:
    """A text without the numbers, addresses and names of persons that stand in it.

    >>> hidden("Budi 0812-3456-7890")
    'Budi •••'
    >>> hidden("Honor ketua a.n. Siti Aminah, rek. BRI 0123-01-000123-53-1")
    'Honor ketua a.n. •••, rek. BRI •••'
    """
    if not _MAY.search(text):
        return text
    for _, pattern in _BY_CONTENT:
        text = pattern.sub(HIDDEN, text)
    for pattern in (_IN_ACCOUNT, _IN_NAME):
        text = pattern.sub(rf"\1{HIDDEN}", text)
    return text


def by_content(cells: Sequence[Any]) -> str:
    """What most cells hold about persons: nik, npwp, phone (also e-mail), person; "" for nothing of it."""
    texts = [text for cell in cells if (text := values.text(cell))]
    if not texts:
        return ""
    for code, pattern in _BY_CONTENT:
        if sum(1 for text in texts if _is_only(text, pattern)) > _MOST * len(texts):
            return code
    return "person" if are_persons(texts) else ""


def _is_only(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether nothing but what the pattern means stands there, and perhaps what it is: "HP 0812..."."""
    if len(text) > _LONGEST:
        return False
    rest, count = pattern.subn("", text)
    return bool(count) and sum(sign.isalpha() for sign in rest) <= _LABEL


def are_persons(texts: Sequence[str]) -> bool:
    """Whether many of the texts are names of people: at least two, by their first name or a title."""
    named = sum(1 for text in texts if _is_name(text))
    return named > 1 and named >= _SOME * len(texts)


def by_heading(heading: str, cells: Sequence[Any]) -> str:
    """What a heading that names no other column says of persons; its cells decide where the words could
    mean other things too."""
    words = normal(heading).replace("e mail", "email").split()
    for word in words:
        if word in _WORDS:
            return _WORDS[word]
    texts = [text for cell in cells if (text := values.text(cell))]
    plain = [text for text in texts if not any(sign.isdigit() for sign in text) and len(text) > 2]
    if "nama" in words and _NAMES & {*words} and len(plain) > _MOST * len(texts):
        return "person"
    bank = {"bank", "bri", "bni", "mandiri", "norek"} & {*words}
    if bank and sum(1 for text in texts if _ACCOUNT.fullmatch(text)) > _MOST * len(texts):
        return "bank_account"
    return ""


def _is_name(text: str) -> bool:
    first, titles = _people()
    words = re.sub(r"[.,]", " ", text.casefold()).split()
    if not 0 < len(words) <= 7 or any(sign.isdigit() for sign in text):
        return False
    behind = text.casefold().replace(" ", "").partition(",")[2].rstrip(".")
    return words[0] in first or words[0] in titles or behind.split(",")[0] in titles


@cache
def _people() -> tuple[frozenset[str], frozenset[str]]:
    told = persons()
    return frozenset(told["first"]), frozenset(told["titles"])
