"""A sentence for the press or the minutes, computed anew: its sums, shares and dates against themselves,
against the election's dates and against the Board.

A number that only served to compute another one (a part of a sum, the whole of a share) is told with that
one, not by itself. What nothing is known of is told as unknown: silence never reads as "right".
"""

from datetime import date

from elections import Election
from metrics.model import Board
from metrics.statement.dates import dates, days_left
from metrics.statement.figures import figures
from metrics.statement.model import Answer, Claim, ClaimKind, Sentence, plain
from metrics.statement.shares import shares
from metrics.statement.sums import sums
from metrics.statement.written import Amount, amounts, days, sentences

__all__ = ["Answer", "Claim", "ClaimKind", "statement"]


def statement(text: str, today: date, election: Election, board: Board | None = None) -> tuple[Claim, ...]:
    """All that a text says in numbers and dates, in the order of the text; `board` is the one that it may
    speak of.

    >>> import elections
    >>> line = "3.909 lembar, terdiri dari 2.084 dan 1.025."
    >>> found = statement(line, date(2019, 4, 11), elections.load("pemilu-2024"))
    >>> [(one.kind, one.said, one.right, one.difference) for one in found]
    [('sum', 3909, 3109, 800)]
    """
    dated = days(text, today)
    numbers = amounts(text, dated)
    found: list[Claim] = []
    used: set[Amount] = set()
    wholes: dict[str, Amount] = {}
    for start, end in sentences(text):
        part = Sentence(
            text,
            start,
            end,
            tuple(one for one in numbers if start <= one.start < end),
            tuple(one for one in dated if start <= one.start < end),
        )
        of_shares, in_shares = shares(part, wholes)
        found += [*of_shares, *dates(part, election)]
        used |= in_shares
        for claims, told in (
            sums(part),
            days_left(part, today, election),
            figures(part, board, election, in_shares) if board is not None else ([], set()),
        ):
            found += claims
            used |= told
    found += [_unchecked(one) for one in numbers if one not in used]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _unchecked(one: Amount) -> Claim:
    return Claim(one.start, one.end, "unchecked", "unknown", one.kind, plain(one.value))
