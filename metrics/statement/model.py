"""What a text says, claim by claim, and the sentences in which it says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from metrics.model import Figure, Value
from metrics.statement.written import Amount, AmountKind, Day

Answer = Literal["right", "wrong", "unknown"]
ClaimKind = Literal["sum", "share", "weekday", "no-such-day", "deadline", "days-left", "figure", "unchecked"]
"""deadline: a date of the election, by its name; figure: a number of the Board."""


@dataclass(frozen=True)
class Claim:
    """One thing that a text says, at text[start:end]."""

    start: int
    end: int
    kind: ClaimKind
    answer: Answer
    unit: AmountKind | Literal["date", "weekday"]
    said: Value
    """Of a weekday the day on which it is said to fall, 0 is Monday; of no such day what is written."""
    right: Value = None
    """None where it is unknown."""
    difference: int | float | None = None
    """What is said less what is right, in units, points of percent, rupiah or days; 0 where rounding alone
    keeps them apart, None where they cannot be subtracted."""
    basis: tuple[Value, ...] = ()
    """What it was computed from: the parts of a sum; part and whole of a share; the first day and the last;
    the date of a weekday."""
    deadline: str | None = None
    """Code of the election's deadline that is meant."""
    figure: Figure | None = None
    """The number of the Board that it was compared with."""
    name: str = ""
    """What that number counts: "readiness", "tps", "money:pagu", "item:PPWP:received" (none: its percent)."""


@dataclass(frozen=True)
class Sentence:
    """A sentence with the numbers and dates in it; places are those of the whole text."""

    text: str
    start: int
    end: int
    amounts: tuple[Amount, ...]
    days: tuple[Day, ...]

    def between(self, start: int, end: int) -> str:
        """The text from start to end, as far as it is of the sentence."""
        return self.text[max(start, self.start) : max(min(end, self.end), 0)]


Found = tuple[list[Claim], set[Amount]]
"""Claims, and the numbers that need no claim of their own any more."""


def plain(value: Fraction) -> int | float:
    """A number as records carry it."""
    return int(value) if value.denominator == 1 else float(value)


def compared(
    one: Amount, kind: ClaimKind, right: Fraction, slack: Fraction, basis: Sequence[Value] = ()
) -> Claim:
    """What a number says against what is right; `slack` is how far rounding may keep them apart."""
    off = one.value - right
    answer: Answer = "right" if abs(off) <= slack else "wrong"
    far = plain(off) if answer == "wrong" else 0
    return Claim(
        one.start, one.end, kind, answer, one.kind, plain(one.value), plain(right), far, tuple(basis)
    )
