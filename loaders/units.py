"""Units in which goods are counted: a box of ballots is not a ballot, so amounts of both never mix."""

import re
from collections.abc import Iterable

from loaders.words import normal

_ANY = frozenset("buah bh bj biji unit pcs pc ps item satuan".split())
"""Say no more than "pieces", whatever the item."""
_PIECES = {
    "lembar": "lembar lbr lb sheet sheets",
    "keping": "keping kpg",
    "botol": "botol btl bottle bottles",
    "set": "set paket pasang stel sets",
    "meter": "meter mtr m",
    "buah": " ".join(_ANY),
    "eksemplar": "eksemplar eks exp",
    "batang": "batang btg",
}
_PACKAGES = {
    "koli": "koli kolly coli colly",
    "dus": "dus dos doos kardus",
    "box": "box boks boxes",
    "karton": "karton carton",
    "pak": "pak pack packs",
    "rim": "rim",
    "ikat": "ikat bundel bendel",
    "kantong": "kantong karung sak",
    "roll": "roll rol gulung",
    "peti": "peti palet pallet container kontainer",
    "truk": "truk mobil rit",
    "lusin": "lusin kodi gros",
    "ribu": "ribu ribuan",
    "juta": "juta jutaan",
}
_KNOWN = {
    word: unit for group in (_PIECES, _PACKAGES) for unit, words in group.items() for word in words.split()
}
_SEVERAL = frozenset({"ribu", "juta"})
_SEVERAL_IN_TITLE = re.compile(
    rf"(?<!\d) (ribu|juta)(?:an)? (?:{'|'.join(w for ws in _PIECES.values() for w in ws.split())}) "
)
_ALIKE = (frozenset({"lembar", "keping", "eksemplar"}),)
"""Two words for one thing: a paper seal is a "lembar" in one sheet and a "keping" in another."""
_BRACKETS = re.compile(r"\(([^)]*)\)")


def unit_of(written: str) -> str | None:
    """The unit that a cell of a unit column or the word behind a number names; None when it is none of goods.

    >>> unit_of("Lbr.")
    'lembar'
    """
    found = {_KNOWN[word] for word in normal(written).split() if word in _KNOWN}
    several = found & _SEVERAL
    if len(several) == 1 and not (found - several) & _PACKAGES.keys():
        return several.pop()  # "ribu lembar"
    return found.pop() if len(found) == 1 else None


def unit_in(tiers: Iterable[str]) -> str:
    """The unit that a heading names in brackets, at its end or in a tier of its own; "" when it names none.

    >>> unit_in(("DITERIMA", "(koli)"))
    'koli'
    """
    for tier in reversed(tuple(tiers)):
        inside = _BRACKETS.findall(tier)
        last = normal(_BRACKETS.sub(" ", tier)).split()[-1:]
        for part in (*reversed(inside), *last):
            words = normal(part).split()
            if words and all(word in _KNOWN or word in ("dalam", "satuan", "jumlah") for word in words):
                return unit_of(part) or ""
    return ""


def several_in(title: str) -> str:
    """The unit of all counts under a title that tells them in thousands or millions; "" where it does not.

    >>> several_in("REKAP SURAT SUARA (dalam ribuan lembar)")
    'ribu'
    """
    found = {hit[1] for hit in _SEVERAL_IN_TITLE.finditer(f" {normal(title)} ")}
    return found.pop() if len(found) == 1 else ""


def is_package(unit: str) -> bool:
    """Whether a unit holds an unknown number of pieces."""
    return unit in _PACKAGES


def agree(unit: str, own: str) -> bool:
    """Whether an amount in `unit` is one in the item's own unit; both as `unit_of` gives them."""
    if unit == own:
        return True
    if is_package(unit) or is_package(own):
        return False
    return "buah" in (unit, own) or any({unit, own} <= group for group in _ALIKE)
