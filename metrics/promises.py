"""What the city promised: grants in tranches and help in kind, when each is due, and what came of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import narwhals as nw

from elections import Election
from elections.granting import Granting
from metrics.replacements import ROW

Class = Literal["kpu", "bawaslu", "security", "other"]
CLASSES: tuple[Class, ...] = ("kpu", "bawaslu", "security", "other")
"""Who receives: the election commission, its watchdog, army and police, anybody else."""
DueBy = Literal["first", "last", "sheet", "none"]
"""Which rule gives the due day: the share soon after signing, the rest before voting, the sheet; none."""
Standing = Literal["overdue", "over", "unproved", "waiting", "no-day", "received"]
"""overdue: not all of it came by its day; over: more came than was promised; unproved: it came, without
evidence or amount; waiting: its day is ahead; no-day: nothing names a day; received: all of it, with
evidence."""
ORDER: tuple[Standing, ...] = ("overdue", "over", "unproved", "no-day", "waiting", "received")
"""What needs somebody first."""

_FIELDS = (
    *("pemberi", "penerima", "bentuk", "no_perjanjian", "tgl_tanda_tangan", "nilai", "tahap", "persen"),
    "nilai_perjanjian",
    *("volume", "satuan", "jatuh_tempo", "diserahkan", "diterima", "tgl_diterima", "bukti"),
    *("kecamatan", "kelurahan"),
)
_CLASSES: tuple[tuple[Class, re.Pattern[str]], ...] = (
    ("bawaslu", re.compile(r"bawaslu|panwas|pengawas pemilihan")),
    ("kpu", re.compile(r"\bkpud?\b|pemilihan umum")),
    ("security", re.compile(r"\btni\b|polri|polda|polres|polsek|kodim|korem|koramil|lanal|kepolisian")),
)
_ORDINALS: Mapping[str, int] = {
    **{"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5},
    **{"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5},
    **{"pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5},
}
_MONEY = frozenset({"rp", "rupiah", "idr"})


@dataclass(frozen=True)
class Tranche:
    """A part of a grant; rupiah, None where nobody told."""

    receiver: str
    of: Class
    giver: str | None
    form: str | None
    agreement: str | None
    signed: date | None
    name: str | None
    """As the sheet writes it: "I"; None of a part that the rule made of an agreement without tranches."""
    number: int
    """1 for the first of its agreement."""
    share: Fraction | None
    """Of the whole agreement."""
    whole: int | None
    """Value of the agreement."""
    amount: int | None
    due: date | None
    due_by: DueBy
    stated: date | None
    """The due day that the sheet names."""
    by_law: date | None
    """The due day by the rule, where it speaks of this tranche."""
    received: int | None
    received_on: date | None
    evidence: str | None
    standing: Standing
    late: int
    """Days past its due day, until it came or today; 0 in time."""
    row: tuple[str | int, ...]
    told_in: str
    """The column of its amount."""

    @property
    def open(self) -> int | None:
        """What has still to come."""
        return None if self.amount is None else max(0, self.amount - (self.received or 0))


@dataclass(frozen=True)
class Help:
    """Something else than money: so many of a thing, or of people."""

    giver: str | None
    receiver: str
    form: str
    kecamatan: str | None
    kelurahan: str | None
    promised: int | None
    unit: str | None
    due: date | None
    delivered: int | None
    delivered_on: date | None
    evidence: str | None
    standing: Standing
    late: int
    row: tuple[str | int, ...]


@dataclass(frozen=True)
class Promises:
    """All that the city promised, seen on one day: the order of the sheets."""

    tranches: tuple[Tranche, ...]
    help: tuple[Help, ...]


def promises(hibah: nw.LazyFrame, office: str, election: Election, today: date) -> Promises:
    """The promises to an office, from the facts of the kind `hibah`; a day that lies ahead is a plan."""
    mine = hibah.filter(nw.col("office") == office).select(*_FIELDS, *ROW)
    rows = [_Row.of(row, office, today) for row in mine.collect().iter_rows(named=True)]
    rows.sort(key=lambda one: one.row)
    agreements: dict[tuple[str | None, ...], list[_Row]] = {}
    above: _Row | None = None
    for one in rows:
        if not one.is_help:
            above = one if above is None else one.below(above)
            agreements.setdefault((above.giver, above.receiver, above.agreement, above.form), []).append(
                above
            )
    return Promises(
        tuple(
            tranche for parts in agreements.values() for tranche in _tranches(parts, election.granting, today)
        ),
        tuple(_help(one, today) for one in rows if one.is_help),
    )


# -- rows --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Row:
    giver: str | None
    receiver: str
    form: str | None
    agreement: str | None
    signed: date | None
    value: int | None
    whole: int | None
    """Value of the agreement, where it is told beside that of the tranche."""
    tranche: str | None
    share: Fraction | None
    volume: int | None
    unit: str | None
    stated: date | None
    handed: int | None
    received: int | None
    received_on: date | None
    evidence: str | None
    kecamatan: str | None
    kelurahan: str | None
    row: tuple[str | int, ...]
    told_in: str
    """The column of `value`."""

    @staticmethod
    def of(told: Mapping[str, Any], office: str, today: date) -> "_Row":
        on = told["tgl_diterima"]
        planned = on is not None and on > today
        share = told["persen"]
        value, whole = _whole(told["nilai"]), _whole(told["nilai_perjanjian"])
        return _Row(
            told["pemberi"],
            # A list without receivers is of what its office was promised.
            told["penerima"] or f"KPU {office}",
            told["bentuk"],
            told["no_perjanjian"],
            told["tgl_tanda_tangan"],
            whole if value is None else value,
            whole if value not in (None, whole) else None,
            told["tahap"],
            None if share is None else Fraction(str(share)) / 100,
            _whole(told["volume"]),
            told["satuan"],
            told["jatuh_tempo"],
            None if planned else _whole(told["diserahkan"]),
            None if planned else _whole(told["diterima"]),
            None if planned else on,
            None if planned else told["bukti"],
            told["kecamatan"],
            told["kelurahan"],
            tuple(told[name] for name in ROW),
            "nilai_perjanjian" if value is None and whole is not None else "nilai",
        )

    def below(self, above: "_Row") -> "_Row":
        """With what a further tranche of the agreement above leaves out."""
        number, before = _number(self.tranche), _number(above.tranche)
        is_next = number > before if number and before else self.share is not None
        is_same = self.row[:2] == above.row[:2] and self.receiver == above.receiver
        pairs = ((self.giver, above.giver), (self.form, above.form))
        named = (self.agreement, self.signed) != (None, None)
        if named or not is_next or not is_same or any(own not in (None, other) for own, other in pairs):
            return self
        return replace(
            self, giver=above.giver, form=above.form, agreement=above.agreement, signed=above.signed
        )

    @property
    def is_help(self) -> bool:
        """Whether it is something else than money: counted in units, or without any amount."""
        if self.unit and self.unit.strip(" .").casefold() not in _MONEY:
            return True
        if self.volume is not None or self.handed is not None:
            return True
        return self.value is None and self.share is None and self.received is None


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def class_of(receiver: str) -> Class:
    """Who a receiver is, by its name.

    >>> class_of("Bawaslu Kota Pekalongan"), class_of("Kodim 0710/Pekalongan")
    ('bawaslu', 'security')
    """
    name = receiver.casefold()
    for code, words in _CLASSES:
        if words.search(name):
            return code
    return "other"


# -- grants ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Part:
    """A tranche before its days are known."""

    told: _Row
    amount: int | None
    share: Fraction | None
    received: int | None


def _tranches(rows: Sequence[_Row], rule: Granting, today: date) -> list[Tranche]:
    ordered = sorted(rows, key=lambda one: _number(one.tranche) or len(rows) + 1)
    whole = _value(ordered)
    parts = _parts(ordered, whole, rule)
    found, before = [], Fraction(0)
    for number, part in enumerate(parts, start=1):
        is_first = before < rule.first if part.share is not None else number == 1
        divided = len(parts) > 1 or (part.share is not None and part.share < 1)
        by_law = _by_law(part.told.signed, is_first, rule) if divided else None
        found.append(_tranche(part, number, whole, by_law, is_first, rule, today))
        before += part.share or 0
    return found


def _value(rows: Sequence[_Row]) -> int | None:
    """What the agreement is worth: as the sheet tells it, the one number beside all of its tranches, else
    their sum, of which they may be a part."""
    if whole := next((one.whole for one in rows if one.whole is not None), None):
        return whole
    known = [one.value for one in rows if one.value is not None]
    if _repeats_the_whole(rows):
        return known[0]
    if not known or len(known) < len(rows):
        return None
    shares = _shares(rows)
    return round(sum(known) / shares) if shares and shares != 1 else sum(known)


def _shares(rows: Sequence[_Row]) -> Fraction | None:
    """The shares of the rows added up; None where one lacks its own."""
    known = [one.share for one in rows if one.share is not None]
    return sum(known, Fraction(0)) if len(known) == len(rows) else None


def _repeats_the_whole(rows: Sequence[_Row]) -> bool:
    """Whether the sheet writes the agreement's value beside its tranches: one number, of which each row is
    a share, or which only the first row has."""
    known = [one.value for one in rows if one.value is not None]
    shares = {one.share for one in rows}
    if len(set(known)) != 1 or None in shares or any(one.whole is not None for one in rows):
        return False
    return len(shares) > 1 or len(known) < len(rows) or (len(rows) == 1 and shares != {1})


def _parts(rows: Sequence[_Row], whole: int | None, rule: Granting) -> list[_Part]:
    (only, *others) = rows
    undivided = not others and only.tranche is None and only.stated is None and only.share in (None, 1)
    if undivided and only.signed is not None and whole is not None and 0 < rule.first < 1:
        return _divided(only, whole, rule.first)
    amounts = [one.value for one in rows]
    if _repeats_the_whole(rows) and whole is not None:
        amounts = [int(whole * (one.share or 0)) for one in rows]
        if _shares(rows) == 1:
            # What rounding down left over is of the last.
            amounts[-1] = whole - sum(amounts[:-1])
    return [
        _Part(one, amount, _share(one.share, amount, whole), one.received)
        for one, amount in zip(rows, amounts, strict=True)
    ]


def _share(stated: Fraction | None, amount: int | None, whole: int | None) -> Fraction | None:
    return Fraction(amount, whole) if stated is None and amount is not None and whole else stated


def _divided(row: _Row, whole: int, first: Fraction) -> list[_Part]:
    """An agreement that its sheet does not divide, by the rule: what came fills the first part first."""
    one = int(whole * first)
    came = row.received
    parts = []
    for amount, share in ((one, first), (whole - one, 1 - first)):
        taken = None if came is None else came if parts else min(came, amount)
        came = None if came is None else came - (taken or 0)
        parts.append(_Part(row, amount, share, taken))
    return parts


def _number(tranche: str | None) -> int | None:
    """Which tranche "Tahap II", "ke-2" or "kedua" is.

    >>> _number("Tahap II"), _number("ke-2"), _number("pertama"), _number(None)
    (2, 2, 1, None)
    """
    for word in re.findall(r"[a-z]+|\d+", (tranche or "").casefold()):
        if word.isdigit() or word in _ORDINALS:
            return int(word) if word.isdigit() else _ORDINALS[word]
    return None


def _by_law(signed: date | None, is_first: bool, rule: Granting) -> date | None:
    if signed is None:
        return None
    return rule.first_due(signed) if is_first else rule.last_due


def _tranche(
    part: _Part,
    number: int,
    whole: int | None,
    by_law: date | None,
    is_first: bool,
    rule: Granting,
    today: date,
) -> Tranche:
    row = part.told
    law_counts = by_law is not None and (rule.due_by == "law" or row.stated is None)
    due = by_law if law_counts else row.stated
    due_by: DueBy = "none" if due is None else ("first" if is_first else "last") if law_counts else "sheet"
    standing, late = _stand(part.amount, part.received, row.received_on, row.evidence, due, today)
    return Tranche(
        row.receiver,
        class_of(row.receiver),
        row.giver,
        row.form,
        row.agreement,
        row.signed,
        row.tranche,
        number,
        part.share,
        whole,
        part.amount,
        due,
        due_by,
        row.stated,
        by_law,
        part.received,
        row.received_on,
        row.evidence,
        standing,
        late,
        row.row,
        row.told_in,
    )


def _stand(
    promised: int | None,
    came: int | None,
    on: date | None,
    evidence: str | None,
    due: date | None,
    today: date,
) -> tuple[Standing, int]:
    """How a promise stands, and the days that it is or was late."""
    if came is None and on is not None:
        # It came on a day, nobody tells how much.
        return "unproved", _days(due, on)
    if came and (promised is None or came >= promised):
        late = _days(due, on) if on is not None else 0
        if promised is not None and came > promised:
            return "over", late
        return ("received" if evidence and on is not None else "unproved"), late
    if due is None:
        return "no-day", 0
    return ("overdue" if today > due else "waiting"), _days(due, today)


def _days(due: date | None, day: date) -> int:
    return max(0, (day - due).days) if due is not None else 0


# -- help in kind ------------------------------------------------------------------------------------------


def _help(row: _Row, today: date) -> Help:
    # A list of things writes their numbers under "jumlah" and "diterima" too.
    promised = row.volume if row.volume is not None else row.value if row.unit else None
    delivered = row.handed if row.handed is not None else row.received
    if delivered is None and row.received_on is not None:
        delivered = promised
    counted = (promised, delivered)
    if counted == (None, None):
        # A promise without a number is one thing: a building.
        counted = (1, 1 if row.received_on is not None else None)
    standing, late = _stand(*counted, row.received_on, row.evidence, row.stated, today)
    return Help(
        row.giver,
        row.receiver,
        row.form or "",
        row.kecamatan,
        row.kelurahan,
        promised,
        row.unit,
        row.stated,
        delivered,
        row.received_on,
        row.evidence,
        standing,
        late,
        row.row,
    )


def overdue(found: Iterable[Any]) -> list[Any]:
    """Those that did not come by their day, the longest first."""
    return sorted((one for one in found if one.standing == "overdue"), key=lambda one: -one.late)
