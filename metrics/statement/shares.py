"""Shares: so many percent, beside a part and the whole that it is a part of."""

import re
from collections.abc import Sequence

from metrics.statement.model import Claim, Found, Sentence, compared, plain
from metrics.statement.written import Amount

WHOLE = re.compile(
    r"(?<!lebih )(?<!kurang )(?<!terdiri )(?<!rincian )\bdari\s"
    r"(?:(?:total|seluruh|jumlah|keseluruhan|semua|kebutuhan|sebanyak|sekitar|pagu|target|rencana|yang"
    r"|dibutuhkan)(?:nya)?\s){0,3}$",
    re.IGNORECASE,
)
_FAR = 120
"""Signs between a part and its share beyond which they do not belong together."""
_FAR_BEFORE = 40
"""The same where the share comes first."""
_SO_MUCH = re.compile(
    r"\s*(?:(?:atau|artinya|berarti|sama dengan|setara|yakni|yaitu|sekitar|sebesar"
    r"|mencapai|hanya|baru|=|\()\s*)*$",
    re.IGNORECASE,
)


def is_whole(part: Sentence, one: Amount) -> bool:
    """Whether others are told as a share of it: "127 dari 514"."""
    return WHOLE.search(part.between(one.start - 60, one.start)) is not None


def fit(one: Amount, other: Amount) -> bool:
    """Whether they count the same thing, as far as their units tell."""
    return one.kind == other.kind and (one.unit == other.unit or not (one.unit and other.unit))


def shares(part: Sentence, wholes: dict[str, Amount]) -> Found:
    """Shares of a whole; `wholes` keeps the last whole of each unit for the sentences that follow."""
    counted = [one for one in part.amounts if one.kind in ("count", "rupiah")]
    here = [one for one in counted if one.value and is_whole(part, one)]
    claims: list[Claim] = []
    used: set[Amount] = set()
    for share in part.amounts:
        if share.kind != "percent":
            continue
        near = [one for one in counted if one not in here and one not in used and _belong(part, one, share)]
        for one in sorted(near, key=lambda other: _rank(other, share)):
            whole = _whole_of(one, here, wholes)
            if whole is not None:
                right = one.value / whole.value * 100
                slack = share.slack + (one.slack + whole.slack * right / 100) / whole.value * 100
                claims.append(compared(share, "share", right, slack, [plain(one.value), plain(whole.value)]))
                used |= {one, whole, share}
                break
    wholes.update({one.unit: one for one in here if one.unit})
    return claims, used


def _apart(one: Amount, other: Amount) -> int:
    return max(one.start - other.end, other.start - one.end)


def _belong(part: Sentence, one: Amount, share: Amount) -> bool:
    """Whether a number may be what the share tells: "127, atau 24,7 persen", "24,7 persen di 127"."""
    if share.end <= one.start:
        between = part.between(share.end, one.start)
        return _apart(one, share) <= _FAR_BEFORE and not re.search(r"[,;]", between)
    between = part.between(one.end, share.start)
    is_joined = _SO_MUCH.match(re.split(r",\s", between)[-1]) is not None or not re.search(r",\s", between)
    return _apart(one, share) <= _FAR and ";" not in between and is_joined


def _rank(one: Amount, share: Amount) -> tuple[bool, int]:
    """The one before the share first, then the nearest."""
    return one.end > share.start, _apart(one, share)


def _whole_of(one: Amount, here: Sequence[Amount], wholes: dict[str, Amount]) -> Amount | None:
    fitting = [whole for whole in here if fit(one, whole)]
    after = [whole for whole in fitting if whole.start > one.start]
    return (after or fitting[-1:] or [wholes.get(one.unit) if one.unit else None])[0]
