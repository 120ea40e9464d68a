"""Names of offices, kecamatan and kelurahan as sheets write them to the names of the office's own list.

A name counts as known when it is equal after case, "Kec."/"Kel.", blanks and punctuation, or is an
abbreviation that fits one place only. A typing error is proposed and never merged: "Bentiring" and
"Bentiring Permai", "Sawah Lebar" and "Sawah Lebar Baru" are different places that stand one word apart.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from loaders.dapil_names import numbers
from loaders.reading import KnownPlace
from loaders.words import one_line

_LEVEL_WORDS = {
    "kecamatan": re.compile(r"^(?:kecamatan|kec|ppk|distrik|kemantren|kapanewon)\b[\s.:/-]*", re.IGNORECASE),
    "kelurahan": re.compile(
        r"^(?:kelurahan|desa\s*/\s*kelurahan|desa\s*/\s*kel|kel|desa|ds|pps|gampong|nagari|pekon)\b[\s.:/-]*",
        re.IGNORECASE,
    ),
}
_ROMAN = re.compile(r"^(?:i{1,3}|iv|vi{0,3}|ix|x)$")
_NOT_LETTER = re.compile(r"[^\w]+")

_OFFICE = re.compile(r"\b(KOTA|KABUPATEN|KAB)\b[ .]+((?:[A-Z][A-Z'’-]*\.?[ ]?){1,4})")
# What may follow an office's name in a title line.
_AFTER_OFFICE = frozenset(
    (
        "PER TAHUN TANGGAL PEMILU PEMILIHAN PILKADA PROVINSI PROV KECAMATAN KEC KELURAHAN DALAM PADA UNTUK "
        "DAN TA BULAN PERIODE DI SE TAHAP MENUJU DENGAN SERENTAK KEPADA TERHADAP TPS PPK PPS KPPS UMUM KE "
        "SAMPAI HASIL DATA OLEH SD POSISI KEADAAN NOMOR NO KABUPATEN KOTA JANUARI FEBRUARI MARET APRIL MEI "
        "JUNI JULI AGUSTUS SEPTEMBER OKTOBER NOVEMBER DESEMBER RI"
    ).split()
)

_OFFICE_WORDS = frozenset({"kota", "kabupaten"})
# Words around an office's name where a total of the city is written.
_AROUND_OFFICE = frozenset("kpu tingkat se seluruh jumlah total".split())


def title_case(written: str) -> str:
    """A name as it is shown: "KALI  BAROS" is "Kali Baros", "bajak ii" is "Bajak II"."""
    words = one_line(written).split(" ")
    return " ".join(word.upper() if _ROMAN.match(word.casefold()) else _capital(word) for word in words)


def _capital(word: str) -> str:
    return re.sub(r"(^|[-(/])(\w)", lambda hit: hit[1] + hit[2].upper(), word.casefold())


def without_level(written: str, level: str) -> str:
    """The name alone: "Kec. Pekalongan Barat" is "Pekalongan Barat"; itself when nothing would be left."""
    name = one_line(unicodedata.normalize("NFKC", written)).strip(" .:-")
    left = _LEVEL_WORDS[level].sub("", name).strip(" .:-")
    return left or name


_NUMERALS = {roman: str(at) for at, roman in enumerate("i ii iii iv v vi vii viii ix x".split(), 1)}


@lru_cache(maxsize=65536)
def _key(name: str) -> str:
    """What two ways of writing a name have in common; "Bajak II" is "Bajak 2"."""
    words = _NOT_LETTER.sub(" ", name.casefold()).replace("_", " ").split()
    return "".join([*words[:1], *(_NUMERALS.get(word, word) for word in words[1:])])


def _tokens(name: str) -> list[str]:
    return [word for word in _NOT_LETTER.split(name.casefold()) if word]


def _is_short_for(short: str, word: str) -> bool:
    """Whether `short` is the word or abbreviates it: "pkl" for "pekalongan".

    An abbreviation leaves out much; "pekalongn" leaves out one letter, which is a typing error.
    """
    if short == word:
        return True
    if not short or short[0] != word[0] or len(short) > 0.6 * len(word):
        return False
    rest = iter(word)
    return all(letter in rest for letter in short)


def _abbreviates(written: Sequence[str], name: Sequence[str]) -> bool:
    """Whether each written word shortens a word of the name, or gives the initials of several: "mb hulu"."""
    return len(name) > 1 and _covers(written, name)


def _covers(written: Sequence[str], name: Sequence[str]) -> bool:
    if not written or not name:
        return not written and not name
    first = written[0]
    if _is_short_for(first, name[0]) and _covers(written[1:], name[1:]):
        return True
    initials = "".join(word[0] for word in name[: len(first)])
    return len(first) > 1 and first == initials and _covers(written[1:], name[len(first) :])


@dataclass(frozen=True)
class Found:
    """What a written name means."""

    name: str
    """The list's name, or the written one in title case."""
    known: bool
    """False: the office has a list and the name is not on it."""
    suggestion: str | None = None
    """The one name of the list that is one typing error away."""
    elsewhere: str | None = None
    """The one kecamatan that does have a kelurahan of this name."""


class PlaceList:
    """The places of one office; without any, every name is taken as it is written."""

    def __init__(self, places: Iterable[KnownPlace], office: str | None) -> None:
        self.office = office
        self._kelurahan: dict[str, list[str]] = defaultdict(list)
        self._stations: dict[tuple[str, str], frozenset[int]] = {}
        self._dapil: dict[tuple[str, str], frozenset[str]] = {}
        for place in places:
            if office is None or place.office == office:
                self._kelurahan[place.kecamatan].append(place.kelurahan)
                if place.stations:
                    self._stations[place.kecamatan, place.kelurahan] = place.stations
                if place.dapil:
                    several = (numbers(written) for written in place.dapil)
                    self._dapil[place.kecamatan, place.kelurahan] = frozenset[str]().union(*several)
        self._kecamatan_keys = {_key(name): name for name in self._kelurahan}
        self._kelurahan_keys = {
            kecamatan: {_key(name): name for name in names} for kecamatan, names in self._kelurahan.items()
        }
        self._homes: dict[str, list[str]] = defaultdict(list)
        for kecamatan, keys in self._kelurahan_keys.items():
            for key in keys:
                self._homes[key].append(kecamatan)

    def __bool__(self) -> bool:
        return bool(self._kelurahan)

    @property
    def kecamatan_names(self) -> tuple[str, ...]:
        """All kecamatan of the list."""
        return tuple(self._kelurahan)

    def kelurahan_names(self, kecamatan: str) -> tuple[str, ...]:
        """The kelurahan of a kecamatan of the list."""
        return tuple(self._kelurahan.get(kecamatan, ()))

    @property
    def has_stations(self) -> bool:
        """Whether the list tells polling stations."""
        return bool(self._stations)

    def stations(self, kecamatan: str | None, kelurahan: str | None) -> frozenset[int]:
        """The numbers of the polling stations of a kelurahan, by names of the list; empty where not known."""
        return self._stations.get((kecamatan or "", kelurahan or ""), frozenset())

    @property
    def has_dapil(self) -> bool:
        """Whether the list tells dapil."""
        return bool(self._dapil)

    def dapil(self, kecamatan: str | None, kelurahan: str | None) -> frozenset[str]:
        """The numbers of the dapil of a kelurahan, or of all kelurahan of a kecamatan, by names of the list;
        empty where one of them is not known."""
        inside = [name for name in self._kelurahan.get(kecamatan or "", ()) if kelurahan in (None, name)]
        found = [self._dapil.get((kecamatan or "", name), frozenset[str]()) for name in inside]
        return frozenset[str]().union(*found) if all(found) else frozenset()

    def station_count(self, kecamatan: str | None, kelurahan: str | None) -> int:
        """How many polling stations a kelurahan, a kecamatan or the whole city has; 0 where not known."""
        return sum(
            len(numbers)
            for (upper, lower), numbers in self._stations.items()
            if kecamatan in (None, upper) and kelurahan in (None, lower)
        )

    def kecamatan(self, written: str) -> Found:
        """What a kecamatan's written name means: "Pkl Barat", "Barat" and "KEC. PEKALONGAN BARAT" are one."""
        bare = without_level(written, "kecamatan")
        if not self:
            return Found(title_case(bare), True)
        exact = self._kecamatan_keys.get(_key(bare))
        if exact:
            return Found(exact, True)
        short = self._short_kecamatan(bare)
        if short:
            return Found(short, True)
        return Found(title_case(bare), False, _one_edit_away(bare, self._kelurahan))

    def _short_kecamatan(self, bare: str) -> str | None:
        words, key = _tokens(bare), _key(bare)
        fits = [name for name in self._kelurahan if _abbreviates(words, _tokens(name)) or key in _tails(name)]
        return fits[0] if len(fits) == 1 else None

    def kelurahan(self, written: str, kecamatan: str | None) -> tuple[str | None, Found]:
        """What a kelurahan's written name means, and its kecamatan: the given one, or the only one that has
        such a name.

        Within a kecamatan only that one's names count; the same name elsewhere is another place.
        """
        bare = without_level(written, "kelurahan")
        if not self:
            return kecamatan, Found(title_case(bare), True)
        key = _key(bare)
        if kecamatan is None:
            homes = self._homes.get(key, [])
            if len(homes) == 1:
                return homes[0], Found(self._kelurahan_keys[homes[0]][key], True)
            all_names = [name for names in self._kelurahan.values() for name in names]
            return None, Found(title_case(bare), False, None if homes else _one_edit_away(bare, all_names))
        inside = self._kelurahan_keys.get(kecamatan, {})
        if key in inside:
            return kecamatan, Found(inside[key], True)
        words = _tokens(bare)
        fits = [name for name in inside.values() if _abbreviates(words, _tokens(name))]
        if len(fits) == 1:
            return kecamatan, Found(fits[0], True)
        homes = self._homes.get(key, [])
        return kecamatan, Found(
            title_case(bare),
            False,
            _one_edit_away(bare, inside.values()),
            homes[0] if len(homes) == 1 else None,
        )

    def has_kelurahan(self, written: str) -> bool:
        """Whether some kecamatan of the list has a kelurahan of that name."""
        return _key(without_level(written, "kelurahan")) in self._homes

    def is_office(self, written: str) -> bool:
        """Whether a name in a column of places is the office itself: "KOTA PEKALONGAN", "KPU Kota", "Kota".

        A kecamatan of the list comes first: many a kabupaten has one of its own name.
        """
        words = [word for word in _tokens(written) if word not in _AROUND_OFFICE]
        prefixed = len(words) < len(_tokens(written))
        if _key(written) in self._kecamatan_keys or "".join(words) in self._kecamatan_keys:
            return False
        if not words:
            return "kpu" in _tokens(written)
        words = ["kabupaten" if word == "kab" else word for word in words]
        if set(words) == _OFFICE_WORDS:
            return True
        if len(words) == 1 and words[0] in _OFFICE_WORDS:
            return prefixed or bool(self)
        if self.office is None:
            return False
        own = _tokens(self.office)
        return words == own or (bool(self) and words == own[1:])


def _tails(name: str) -> set[str]:
    words = _tokens(name)
    return {"".join(words[start:]) for start in range(1, len(words))}


def _one_edit_away(written: str, names: Iterable[str]) -> str | None:
    key = _key(written)
    if len(key) < 4:
        return None
    near = [name for name in names if DamerauLevenshtein.distance(key, _key(name), score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None


def office_name(written: str) -> str | None:
    """An office's name as it is kept: "KAB. PEKALONGAN" is "Kabupaten Pekalongan"; None without kota or
    kabupaten."""
    hit = re.match(r"^\s*(?:kpu\s+)?(kota|kabupaten|kab)\b[\s.]+(\S.*)$", one_line(written), re.IGNORECASE)
    if not hit:
        return None
    return f"{'Kota' if hit[1].casefold() == 'kota' else 'Kabupaten'} {title_case(hit[2])}"


def office_in(text: str, known: Iterable[str] = ()) -> str | None:
    """The office that a title names: "KPU KOTA PEKALONGAN" is "Kota Pekalongan"; a name of `known` is
    preferred."""
    upper = unicodedata.normalize("NFKC", text).upper()
    lines = [one_line(line) for line in upper.splitlines()]
    names = {_key(name): name for name in known}
    hits: list[tuple[bool, str]] = []
    for line in lines:
        for hit in _OFFICE.finditer(line):
            words: list[str] = []
            for word in hit[2].replace(".", " ").split():
                if word in _AFTER_OFFICE:
                    break
                words.append(word)
            if not words:
                continue
            kind = "Kota" if hit[1] == "KOTA" else "Kabupaten"
            whole = next(
                (
                    names[_key(f"{kind} {' '.join(words[:n])}")]
                    for n in range(len(words), 0, -1)
                    if _key(f"{kind} {' '.join(words[:n])}") in names
                ),
                f"{kind} {title_case(' '.join(words))}",
            )
            hits.append((bool(re.search(r"\bKPU\s*$", line[: hit.start()])), whole))
    if not hits:
        return None
    return next((name for by_kpu, name in hits if by_kpu), hits[0][1])
