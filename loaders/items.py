"""Names of election goods as sheets write them to the item codes of the election's profile."""

import re

from rapidfuzz import fuzz, process

from loaders.words import UNITS, contains, normal

_ENUMERATION = re.compile(r"^\s*(?:\d{1,2}|[a-zA-Z])\s*[.)]\s*(?=\S)")
_BRACKETS = re.compile(r"\([^)]*\)")
_BALLOT = "surat suara "
_DAPIL = re.compile(r"[\s,;:(/-]*\b(?:dapil|daerah\s+pemilihan)\b\.?(?P<dapil>[^()]*)\)?\s*$", re.IGNORECASE)
_FILLING = frozenset("pemilu pemilihan umum pilkada serentak tahun logistik pengadaan".split())
_YEAR = re.compile(r"20\d\d")


class ItemNames:
    """The items of an election by every name they go by; without any, a name is taken as it is written."""

    def __init__(self, items: dict[str, tuple[str, ...]], units: dict[str, str] | None = None) -> None:
        self._units = units or {}
        self._codes = {normal(name): code for code, names in items.items() for name in (code, *names)}
        self._longest_first = sorted(self._codes, key=len, reverse=True)
        short: dict[str, set[str]] = {}
        for name, code in self._codes.items():
            short.setdefault(_short(name), set()).add(code)
        self._short = {name: next(iter(codes)) for name, codes in short.items() if name and len(codes) == 1}
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

        Numbering ("1. Kotak suara"), brackets ("Kotak suara (5/TPS)"), "surat suara" before a ballot, the
        election ("Kotak Suara Pemilu 2024"), a dapil and a unit behind the name do not count.
        """
        return self._plain(written) or self._plain(without_dapil(written)[0])

    def _plain(self, written: str) -> str | None:
        for text in (written, _ENUMERATION.sub("", written)):
            for shape in (text, _BRACKETS.sub(" ", text)):
                words = normal(shape)
                found = self._codes.get(words)
                if found is None and words.startswith(_BALLOT):
                    found = self._codes.get(words.removeprefix(_BALLOT))
                if found is None:
                    found = self._short.get(_short(words))
                if found is None and words.split()[-1:] and words.split()[-1] in UNITS:
                    found = self._codes.get(" ".join(words.split()[:-1]))
                if found is not None:
                    return found
        return None

    def suggest(self, written: str) -> str | None:
        """The name of the item that is most alike, for a message; None when none is close."""
        best = process.extractOne(normal(written), self._longest_first, scorer=fuzz.ratio, score_cutoff=75)
        code = self._codes[best[0]] if best else self.find_in(written)
        return self._names[code] if code else None

    def find_in(self, text: str) -> str | None:
        """The one item that a title names; None when it names none or several."""
        words = normal(text)
        found: set[str] = set()
        for name in self._longest_first:
            if len(name) > 2 and contains(words, name):
                found.add(self._codes[name])
                words = f" {words} ".replace(f" {name} ", " | ").strip()
        return found.pop() if len(found) == 1 else None


def without_dapil(written: str) -> tuple[str, str | None]:
    """A name and the electoral district behind it, if it names one.

    >>> without_dapil("DPRD Kota Dapil 1")
    ('DPRD Kota', '1')
    """
    hit = _DAPIL.search(written)
    if not hit or not hit.start():
        return written, None
    return written[: hit.start()], hit["dapil"].strip(" .:-") or None


def _short(words: str) -> str:
    """A normalised name without the words that only say for which election it is."""
    return " ".join(word for word in words.split() if word not in _FILLING and not _YEAR.fullmatch(word))
