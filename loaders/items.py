"""Names of election goods as sheets write them to the item codes of the election's profile."""

import re

from rapidfuzz import fuzz, process

from loaders.words import UNITS, contains, normal

_ENUMERATION = re.compile(r"^\s*(?:\d{1,2}|[a-zA-Z])\s*[.)]\s*(?=\S)")
_BRACKETS = re.compile(r"\([^)]*\)")
_BALLOT = "surat suara "


class ItemNames:
    """The items of an election by every name they go by; without any, a name is taken as it is written."""

    def __init__(self, items: dict[str, tuple[str, ...]], units: dict[str, str] | None = None) -> None:
        self._units = units or {}
        self._codes = {normal(name): code for code, names in items.items() for name in (code, *names)}
        self._longest_first = sorted(self._codes, key=len, reverse=True)
        self._names = {code: names[0] if names else code for code, names in items.items()}

    def __bool__(self) -> bool:
        return bool(self._codes)

    @property
    def names(self) -> dict[str, str]:
        """The first name of each item by its code."""
        return dict(self._names)

    def unit(self, code: str) -> str:
        """The unit in which an item is counted; "" where it is not known."""
        return self._units.get(code, "")

    def find(self, written: str) -> str | None:
        """The code of an item; None when no item goes by that name exactly.

        Numbering ("1. Kotak suara"), brackets ("Kotak suara (5/TPS)"), "surat suara" before a ballot and a
        unit behind the name do not count.
        """
        for text in (written, _ENUMERATION.sub("", written)):
            for shape in (text, _BRACKETS.sub(" ", text)):
                words = normal(shape)
                found = self._codes.get(words)
                if found is None and words.startswith(_BALLOT):
                    found = self._codes.get(words.removeprefix(_BALLOT))
                if found is None and words.split()[-1:] and words.split()[-1] in UNITS:
                    found = self._codes.get(" ".join(words.split()[:-1]))
                if found is not None:
                    return found
        return None

    def suggest(self, written: str) -> str | None:
        """The name of the item that is most alike, for a message; None when none is close."""
        best = process.extractOne(normal(written), self._longest_first, scorer=fuzz.ratio, score_cutoff=75)
        return self._names[self._codes[best[0]]] if best else None

    def find_in(self, text: str) -> str | None:
        """The one item that a title names; None when it names none or several."""
        words = normal(text)
        found: set[str] = set()
        for name in self._longest_first:
            if len(name) > 2 and contains(words, name):
                found.add(self._codes[name])
                words = f" {words} ".replace(f" {name} ", " | ").strip()
        return found.pop() if len(found) == 1 else None
