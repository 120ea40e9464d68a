"""The name of a file as somebody gave it, made harmless."""

import unicodedata

_LONGEST = 150
_SEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories that are never seen: control signs, marks of direction, halves of pairs, unassigned ones."""


def file_name(given: str) -> str:
    """The last part of a path without what cannot be seen, at most 150 signs long with its extension.

    >>> file_name("../../etc/rekap.xlsx")
    'rekap.xlsx'
    """
    last = given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in _SEEN).strip()
    plain = seen.lstrip(".") or "-"
    stem, dot, extension = plain.rpartition(".")
    if not dot or len(extension) > 10:
        return plain[:_LONGEST]
    return f"{stem[: _LONGEST - len(extension) - 1]}.{extension}"
