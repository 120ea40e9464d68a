"""Why ballots are unfit: what sorting sheets write, by the causes that the election's rules name."""

import re
from functools import cache

from elections import Election

_WORD = re.compile(r"[^\W_]+")


def cause_of(written: str | None, election: Election) -> str | None:
    """The code of the cause that a text names; None where it names none of the rules' own.

    The longest words that the text holds decide: "warna lambang partai" is about the emblem, not the party.

    >>> import elections
    >>> cause_of("Sobek/kusut", elections.load("pemilu-2024"))
    'torn'
    """
    if not written:
        return None
    text = f" {' '.join(_WORD.findall(written.casefold()))} "
    return next((code for words, code in _words(election) if f" {words} " in text), None)


@cache
def _words(election: Election) -> tuple[tuple[str, str], ...]:
    """All words with their cause, the longest first."""
    found = [(words, one.code) for one in election.damage_causes for words in one.words]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))
