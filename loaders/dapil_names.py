"""How sheets write an electoral district (dapil): "Dapil 2", "2", "Kota Pekalongan 2", "II"."""

import re
import unicodedata

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_ROMAN = {
    word: str(at) for at, word in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(), 1)
}
_WORDS = {
    word: str(at)
    for at, word in enumerate("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh".split(), 1)
}
_FILLING = frozenset(
    "dapil dp daerah pemilihan dprd nomor no ke dan kota kabupaten kab kab/kota surat suara".split()
)


def numbers(written: str) -> frozenset[str]:
    """The numbers of the dapil that a text names.

    >>> sorted(numbers("Dapil Kota Pekalongan II")), sorted(numbers("1 dan 2")), sorted(numbers("Medono"))
    (['2'], ['1', '2'], [])
    """
    return frozenset(number for part in _parts(written) if (number := _number(part)))


def _parts(written: str) -> list[str]:
    return _PARTS.findall(unicodedata.normalize("NFKC", written).casefold())


def _number(part: str) -> str | None:
    return str(int(part)) if part.isdigit() else _ROMAN.get(part) or _WORDS.get(part)


def is_own(written: str, office: str | None) -> bool:
    """Whether a dapil may be one of the city's own: it names no other region, as "Jawa Tengah 10" does."""
    own = {*_parts(office or ""), *_FILLING}
    return all(part in own or _number(part) for part in _parts(written))
