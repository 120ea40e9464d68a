"""Who escorts a shipment, as sheets write it: "2 Polri, 1 TNI"."""

import re

FORCES: dict[str, tuple[str, ...]] = {
    "Polri": ("polri", "polisi", "polres", "polresta", "polsek", "polda", "brimob", "sabhara", "samapta"),
    "TNI": ("tni", "kodim", "koramil", "babinsa", "marinir", "lanal"),
    "Satpol PP": ("satpol", "pol pp"),
    "Linmas": ("linmas", "hansip"),
}
"""Forces that escort goods, with the words by which sheets name them."""

_WORDS = {force: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})") for force, words in FORCES.items()}
_PART = re.compile(r"[,;+&/]|\bdan\b|\band\b")
_COUNT = re.compile(r"\d{1,3}")


def forces(text: str | None) -> dict[str, int]:
    """How many of each force a sheet names, 1 where it tells no number; of what names none, nothing.

    >>> forces("2 Polri, 1 TNI"), forces("Bripka Andi (Polsek)"), forces("mobil patroli")
    ({'Polri': 2, 'TNI': 1}, {'Polri': 1}, {})
    """
    found: dict[str, int] = {}
    for part in _PART.split((text or "").casefold()):
        for force, words in _WORDS.items():
            if words.search(part):
                count = _COUNT.search(part)
                found[force] = found.get(force, 0) + (int(count[0]) if count else 1)
    return found
