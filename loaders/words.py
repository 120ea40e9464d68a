"""Header and title words brought to one spelling, so that "Jml. Kebutuhan" and "JUMLAH KEBUTUHAN" are
equal."""

import re
import unicodedata
from functools import lru_cache

_EXPAND = {
    "jml": "jumlah",
    "jlh": "jumlah",
    "jmlh": "jumlah",
    "jmh": "jumlah",
    "jum": "jumlah",
    "no": "nomor",
    "nmr": "nomor",
    "kec": "kecamatan",
    "kel": "kelurahan",
    "kab": "kabupaten",
    "prov": "provinsi",
    "prop": "provinsi",
    "tgl": "tanggal",
    "ket": "keterangan",
    "brg": "barang",
    "real": "realisasi",
    "ang": "anggaran",
    "sat": "satuan",
    "thp": "tahap",
    "keb": "kebutuhan",
    "sdh": "sudah",
    "blm": "belum",
    "rek": "rekening",
    "telp": "telepon",
    "tlp": "telepon",
    "ss": "surat suara",
}

UNITS = frozenset(
    (
        "rp rupiah lembar lbr buah bh unit koli dus m2 m orang org keping kpg botol btl set meter pcs rim "
        "box boks karton pak ribu ribuan juta jutaan miliar miliaran milyar"
    ).split()
)
"""Words that say in what a column counts; they may stand behind its name without changing it."""
NEUTRAL = UNITS | frozenset("jumlah total nilai banyaknya banyak angka besaran volume".split())
"""Words that add nothing to the name that stands over them."""

_NOT_WORD = re.compile(r"[^\w%]+")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """A heading in one spelling: lower case, no punctuation, abbreviations written out.

    >>> normal("Jml. Kebutuhan (Bh)")
    'jumlah kebutuhan bh'
    """
    low = unicodedata.normalize("NFKC", text).casefold().replace("%", " persen ")
    words = _NOT_WORD.sub(" ", low).replace("_", " ").split()
    return " ".join(_EXPAND.get(word, word) for word in words)


def bare(text: str) -> str:
    """A normalised heading without the words that only say in what is counted; itself when nothing would be
    left.

    >>> bare("jumlah kebutuhan bh")
    'kebutuhan'
    """
    left = [word for word in text.split() if word not in NEUTRAL]
    return " ".join(left) or text


def contains(words: str, part: str) -> bool:
    """Whether `part` stands in `words` as whole words, both normalised: "dpr" is not in "dprd kota"."""
    return f" {part} " in f" {words} "


def one_line(text: str) -> str:
    """The text with every run of white space as one blank."""
    return _SPACES.sub(" ", text).strip()
