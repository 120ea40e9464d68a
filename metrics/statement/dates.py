"""Dates: their weekday, the election's own dates, and how many days away they are."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from elections import Election
from metrics.statement.model import Claim, Found, Sentence, compared
from metrics.statement.written import Amount, Day

_VOTING = r"\b(?:pemungutan suara|pencoblosan|hari h|hari-h|hari pemilu)\b"
_TO_VOTING = re.compile(rf"{_VOTING}[^0-9.;]{{0,40}}$", re.IGNORECASE)
_ABOUT_VOTING = re.compile(_VOTING, re.IGNORECASE)
_TOWARDS = re.compile(r"\s?(?:menuju|jelang|menjelang)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:hari ini|sekarang|kini|memasuki|sudah)\b[^.;]{0,20}$", re.IGNORECASE)


def dates(part: Sentence, election: Election) -> Iterator[Claim]:
    """Each date that cannot be, the weekday told with one, and those of the election told in another year."""
    for one in part.days:
        if one.day is None:
            written = part.text[one.start : one.end]
            yield Claim(one.start, one.end, "no-such-day", "wrong", "date", written)
            continue
        code, right = _deadline(part, one, election)
        if right is not None:
            off = (one.day - right).days
            answer = "wrong" if off else "right"
            yield Claim(one.start, one.end, "deadline", answer, "date", one.day, right, off, (), code)
        if one.weekday is not None:
            # The weekday of a wrong date is held against the right one.
            told = right or one.day
            answer = "right" if one.weekday == told.weekday() else "wrong"
            yield Claim(
                one.start,
                one.end,
                "weekday",
                answer,
                "weekday",
                one.weekday,
                told.weekday(),
                basis=(told,),
            )
        elif right is None:
            yield Claim(one.start, one.end, "unchecked", "unknown", "date", one.day)


def _deadline(part: Sentence, one: Day, election: Election) -> tuple[str | None, date | None]:
    """The date of the election that is meant: voting day by the words before it, else by day and month."""
    if _TO_VOTING.search(part.between(one.start - 70, one.start)):
        return "voting", election.voting_day
    for deadline in election.deadlines:
        if one.day and (deadline.day.day, deadline.day.month) == (one.day.day, one.day.month):
            return deadline.code, deadline.day
    return None, None


def days_left(part: Sentence, today: date, election: Election) -> Found:
    """Days to a date: "24 hari lagi" from today, "H-24" to voting day."""
    claims: list[Claim] = []
    used: set[Amount] = set()
    for one in part.amounts:
        if one.kind != "days":
            continue
        is_name = part.text[one.start].lower() == "h"
        found = _before_voting(part, one, today, election) if is_name else _ahead(part, one, today, election)
        if found is not None:
            code, first, last = found
            right = Fraction((last - first).days)
            claim = compared(one, "days-left", right, Fraction(0), (first, last))
            claims.append(replace(claim, deadline=code))
        if found is not None or is_name:
            used.add(one)
    return claims, used


def _nearest(part: Sentence, one: Amount, most: int) -> Day | None:
    near = [(max(day.start - one.end, one.start - day.end), day.start, day) for day in part.days]
    return min((each for each in near if each[0] <= most), default=(0, 0, None))[2]


def _before_voting(
    part: Sentence, one: Amount, today: date, election: Election
) -> tuple[str, date, date] | None:
    """ "H-1 (13 Februari 2024)" names a day, "hari ini H-24" today; alone it is the name of a day."""
    if _NOW.search(part.between(one.start - 40, one.start)):
        return "voting", today, election.voting_day
    day = _nearest(part, one, 25)
    between = part.between(one.end, day.start) if day is not None else ""
    if _TOWARDS.match(part.between(one.end, one.end + 30)):
        return "voting", today, election.voting_day
    if _ABOUT_VOTING.search(between):
        # "H-1 pemungutan suara 14 Februari": the date is not that of the day before.
        return None
    return ("voting", day.day, election.voting_day) if day is not None and day.day is not None else None


def _ahead(
    part: Sentence, one: Amount, today: date, election: Election
) -> tuple[str | None, date, date] | None:
    """From today to the date of the sentence, to voting day by its words, else to the date of the election
    that is just so many days away."""
    day = _nearest(part, one, 200)
    if day is not None and day.day is not None:
        code, right = _deadline(part, day, election)
        return code, today, right or day.day
    if _ABOUT_VOTING.search(part.between(one.start - 80, one.end + 80)):
        return "voting", today, election.voting_day
    for deadline in election.deadlines:
        if (deadline.day - today).days == one.value:
            return deadline.code, today, deadline.day
    return None
