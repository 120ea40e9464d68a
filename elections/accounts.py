"""The spending accounts of the ad-hoc bodies, and the uses that belong to each: settings of an office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Accounts:
    """Which accounts the bodies may use, and for what."""

    words: dict[str, tuple[str, ...]]
    """By code the words, in lower case, by which a use tells that it belongs there."""
    others: frozenset[str]
    """Further codes that may be used, for anything."""

    @property
    def codes(self) -> frozenset[str]:
        """Every code that may be used."""
        return self.others | self.words.keys()


def accounts(table: Mapping[str, Sequence[str]]) -> Accounts:
    """The accounts that the table [accounts] of a profile describes."""
    return Accounts(
        words={
            code: tuple(word.casefold() for word in words) for code, words in table.items() if code.isdigit()
        },
        others=frozenset(table["others"]),
    )
