"""Sums: a total and the parts that it is said to be made of."""

import re
from collections.abc import Sequence
from fractions import Fraction

from metrics.statement.model import Found, Sentence, compared, plain
from metrics.statement.shares import WHOLE, fit, is_whole
from metrics.statement.written import Amount

_MADE_OF = re.compile(
    r"\b(?:terdiri|yakni|yaitu|rincian(?:nya)?|dirinci|meliputi|mencakup|terbagi)\b"
    r"(?:\s(?:dari|atas|sebagai berikut|adalah|menjadi))?|=|:",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(r"\b(?:di antaranya|diantaranya|antara lain|termasuk|masing-masing)\b", re.IGNORECASE)
_IN_ALL = re.compile(
    r"(?:\b(?:total|jumlah|seluruh|keseluruhan|semua|gabungan)(?:nya)?|\bberjumlah|\bmenjadi|\bsama dengan|=)"
    r"(?:\s(?:menjadi|sebanyak|sebesar|adalah|mencapai|ada|yaitu|yakni|=|:))*\s?:?\s*$",
    re.IGNORECASE,
)
_MORE_OF_IT = re.compile(r"\b(?:sedangkan|sementara|adapun|dari jumlah)\b", re.IGNORECASE)


def sums(part: Sentence) -> Found:
    """The total of a sentence against its parts, where it tells one."""
    added = (one for one in part.amounts if one.kind in ("count", "rupiah") and not one.each)
    counted = [one for one in added if not _in_brackets(part, one)]
    for total, parts in (_told_first(part, counted), _told_last(part, counted)):
        if total is not None and len(parts) >= 2:
            right = sum((one.value for one in parts), Fraction(0))
            slack = total.slack + sum((one.slack for one in parts), Fraction(0))
            claim = compared(total, "sum", right, slack, [plain(one.value) for one in parts])
            return [claim], {total, *parts}
    return [], set()


def _in_brackets(part: Sentence, one: Amount) -> bool:
    before = part.between(part.start, one.start)
    return before.rfind("(") > before.rfind(")")


def _told_first(part: Sentence, counted: Sequence[Amount]) -> tuple[Amount | None, list[Amount]]:
    """ "817.283 lembar, terdiri dari 497.613 di gudang A dan 319.670 di gudang B"."""
    for match in _MADE_OF.finditer(part.text, part.start, part.end):
        before = [one for one in counted if one.end <= match.start()]
        stop = _MORE_OF_IT.search(part.text, match.end(), part.end)
        end = stop.start() if stop else part.end
        after = [
            one
            for one in counted
            if match.end() <= one.start < end and not _is_share_of(part, one, match.end())
        ]
        if not before or len(after) < 2 or _NOT_ALL.search(part.between(match.start(), after[0].start)):
            continue
        parts = _alike(after)
        total = _total(before, parts)
        if total is not None and len(parts) >= 2:
            return total, parts
    return None, []


def _is_share_of(part: Sentence, one: Amount, after: int) -> bool:
    # "terdiri dari 2.084": its "dari" belongs to the word before.
    return is_whole(part, one) and WHOLE.search(part.text[after : one.start]) is not None


def _alike(found: Sequence[Amount]) -> list[Amount]:
    """Those that can be added to the first of them that has a unit."""
    leader = next((one for one in found if one.unit), found[0])
    return [one for one in found if fit(leader, one) and one.kind == leader.kind]


def _total(before: Sequence[Amount], parts: Sequence[Amount]) -> Amount | None:
    """Of the numbers before the parts the one that tells their sum: the nearest not less than any of them."""
    fitting = [one for one in before if all(fit(one, other) for other in parts)]
    added = sum((one.value for one in parts), Fraction(0))
    most = max((one.value for one in parts), default=Fraction(0))
    exact = [one for one in fitting if one.value == added]
    large = [one for one in fitting if one.value >= most]
    return (exact or large or sorted(fitting, key=lambda one: one.value) or [None])[-1]


def _told_last(part: Sentence, counted: Sequence[Amount]) -> tuple[Amount | None, list[Amount]]:
    """ "497.613 di gudang A dan 319.670 di gudang B, total 817.283 lembar", "2.084 + 1.025 = 3.109"."""
    for at, one in enumerate(counted):
        parts = [other for other in counted[:at] if fit(one, other) and not is_whole(part, other)]
        if len(parts) >= 2 and not is_whole(part, one):
            told = _IN_ALL.search(part.between(parts[-1].end, one.start))
            if told:
                return one, _alike(parts)
    return None, []
