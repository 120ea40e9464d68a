"""Rules of money: what rows of the sheets contradict by themselves or together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from elections import Election
from metrics.finance import Key
from metrics.model import Source, Value
from metrics.money_lines import BY, At, Line, added
from metrics.needs import NOWHERE

HONOR = "521213"
"""Account of the pay of the bodies' members."""
Spot = tuple[str, At, str]
"""Kind of sheet, row and column of a cell."""


@dataclass(frozen=True)
class Fault:
    """Something that the sheets contradict."""

    code: str
    spots: tuple[Spot, ...]
    """The cells that say so, the one to be put right first."""
    body: str
    at: Key
    period: str = ""
    account: str = ""
    amount: int | None = None
    """Rupiah that it is about; None where it is about none."""
    values: tuple[tuple[str, Value], ...] = ()
    """What its sentence needs beside these."""


NOWHERE_AT: Key = (NOWHERE["kecamatan"], NOWHERE["kelurahan"], NOWHERE["tps"])
"""Of what belongs to no place."""
_MORE: dict[str, tuple[tuple[str, str | None], str]] = {
    "over-pagu": (("dicairkan", None), "pagu"),
    "realised-over-disbursed": (("realisasi", None), "dicairkan"),
    "spj-over-disbursed": (("spj", None), "dicairkan"),
    "returned-over-disbursed": (("spj", "setor_kembali"), "dicairkan"),
    "approved-over-spj": (("disahkan", None), "spj"),
}
"""Which amounts together may not be more than which."""


def faults(rows: Sequence[Line], election: Election) -> Iterator[Fault]:
    """All that rows of the office's own sheets contradict."""
    yield from _negative(rows)
    for members in _groups(rows).values():
        yield from _excesses(members)
        yield from _too_early(members)
    yield from _without_account(rows)
    for one in rows:
        yield from _wrong_account(one, election)
        yield from _wrong_rate(one, election)


def fault(code: str, one: Line, spots: Iterable[Spot], amount: int | None = None, **values: Value) -> Fault:
    """A fault about the body, place, period and account of a row."""
    account = one.code or one.account
    return Fault(code, tuple(spots), one.body, one.at, one.period, account, amount, tuple(values.items()))


def spots(rows: Iterable[Line], measures: Iterable[str]) -> list[Spot]:
    """The cells of these columns, as far as rows tell an amount there."""
    names = tuple(measures)
    return [(one.kind, one.row, name) for one in rows for name in names if one.amounts.get(name) is not None]


def sources(found: Iterable[Spot], office: str) -> tuple[Source, ...]:
    """Cells as the sources of a number, those of one column together."""
    by_column: dict[tuple[str, str], list[At]] = {}
    for kind, row, measure in found:
        by_column.setdefault((kind, measure), []).append(row)
    return tuple(
        Source(kind, (measure,), office, by=BY, among=tuple(dict.fromkeys(rows)))
        for (kind, measure), rows in by_column.items()
    )


def _negative(rows: Sequence[Line]) -> Iterator[Fault]:
    for one in rows:
        for name, amount in one.amounts.items():
            if amount < 0:
                yield fault("negative", one, [(one.kind, one.row, name)], -amount)


def _groups(rows: Sequence[Line]) -> dict[tuple, list[Line]]:
    """Rows by body, period, account, level and place: what is compared with each other."""
    found: dict[tuple, list[Line]] = {}
    for one in rows:
        found.setdefault((one.body, one.period, one.account, one.grain, one.at), []).append(one)
    return found


def _excesses(members: Sequence[Line]) -> Iterator[Fault]:
    sums = added(members)
    codes = set()
    for code, ((amount, also), limit) in _MORE.items():
        first, low = sums.get(amount), sums.get(limit)
        more = sums.get(also) if also else 0
        if first is None or more is None or low is None or (high := first + more) <= low:
            continue
        if also and "spj-over-disbursed" in codes:
            continue
        codes.add(code)
        cells = spots(members, (amount, *([also] if also else []), limit))
        yield fault(code, members[0], cells, high - low, more=high, less=low)


def _too_early(members: Sequence[Line]) -> Iterator[Fault]:
    """SPJ of a day before the money came; on the same day is none."""
    first = min((one.paid_on for one in members if one.paid_on), default=None)
    for one in members:
        paid = one.paid_on or first
        if one.spj_on is not None and paid is not None and one.spj_on < paid:
            cells = [(one.kind, one.row, "tgl_spj"), (one.kind, one.row, "tgl_cair")]
            yield fault(
                "spj-before-disbursed", one, cells, one.amounts.get("spj"), accounted=one.spj_on, paid=paid
            )


def _without_account(rows: Sequence[Line]) -> Iterator[Fault]:
    """Money without an account: told once for a sheet that tells none at all."""
    by_table: dict[tuple[str, int], list[Line]] = {}
    for one in rows:
        by_table.setdefault(one.row[:2], []).append(one)
    for members in by_table.values():
        bare = [one for one in members if one.code is None and any(one.amounts.values())]
        if bare and all(one.code is None for one in members):
            cells = [(one.kind, one.row, "rows") for one in bare]
            yield Fault("no-accounts", tuple(cells), "", NOWHERE_AT, values=(("count", len(bare)),))
            continue
        for one in bare:
            yield _of_account("no-account", one)


def _wrong_account(one: Line, election: Election) -> Iterator[Fault]:
    code = one.code
    if code is None:
        return
    known = election.accounts
    if code not in known.codes:
        yield _of_account("unknown-account", one)
        return
    meant = [own for own, words in known.words.items() if _names(words, one.use)]
    if meant and code not in meant and code not in known.others:
        yield _of_account("wrong-account", one, use=one.use, meant=" / ".join(meant))


def _of_account(code: str, one: Line, **values: Value) -> Fault:
    return fault(code, one, [(one.kind, one.row, "akun")], one.paid or one.amounts.get("pagu"), **values)


def _wrong_rate(one: Line, election: Election) -> Iterator[Fault]:
    """Pay of one person that the profile gives to nobody of that role, or of that body where no role is
    named; some sheets tell the pay of the whole body."""
    if one.rate is None or not _is_pay(one, election):
        return
    paid = [each for each in election.honor if each.body == one.body]
    own = [each for each in paid if _names((each.role,), one.use)] or paid
    rates = {each.amount for each in own} | {sum(each.members * each.amount for each in paid)}
    if paid and one.rate not in rates:
        right = min(rates, key=lambda rate: abs(rate - (one.rate or 0)))
        yield fault(
            "wrong-rate",
            one,
            [(one.kind, one.row, "rate")],
            abs(one.rate - right),
            rate=one.rate,
            right=right,
        )


def _is_pay(one: Line, election: Election) -> bool:
    return one.code == HONOR or (one.code is None and _names(election.accounts.words.get(HONOR, ()), one.use))


@lru_cache(maxsize=1024)
def _names(words: tuple[str, ...], use: str) -> bool:
    return bool(words) and bool(_pattern(words).search(use))


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)
