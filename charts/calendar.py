"""A calendar of months: what is due on each day stands in its cell."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape


@dataclass(frozen=True)
class Entry:
    """Something on a day."""

    text: str
    state: str
    """Whose colour it has."""
    title: str = ""
    """The whole of it, where `text` is short."""


def months(
    first: date,
    last: date,
    entries: Mapping[date, Sequence[Entry]],
    off: frozenset[date],
    today: date,
    words: Mapping[str, str],
    names: Sequence[str],
    weekdays: Sequence[str],
) -> str:
    """Month after month from `first` to `last` as HTML tables.

    `names` are the months' names in order, `weekdays` those of the days from Monday; `words` are "today" and
    "off", said of such a day.
    """
    at = [
        (first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(len(names))
    ]
    return (
        '<div class="months">'
        + "".join(
            _month(year, month, name, entries, off, today, words, weekdays, first, last)
            for (year, month), name in zip(at, names, strict=True)
        )
        + "</div>"
    )


def _month(
    year: int,
    month: int,
    name: str,
    entries: Mapping[date, Sequence[Entry]],
    off: frozenset[date],
    today: date,
    words: Mapping[str, str],
    weekdays: Sequence[str],
    first: date,
    last: date,
) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in weekdays)
    weeks = "".join(
        "<tr>" + "".join(_day(day, month, entries, off, today, words) for day in week) + "</tr>"
        for week in Calendar().monthdatescalendar(year, month)
        if any(day.month == month and first <= day <= last for day in week)
    )
    return (
        f'<table class="month"><caption>{escape(name)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{weeks}</tbody></table>"
    )


def _day(
    day: date,
    month: int,
    entries: Mapping[date, Sequence[Entry]],
    off: frozenset[date],
    today: date,
    words: Mapping[str, str],
) -> str:
    if day.month != month:
        return '<td class="outside"></td>'
    kinds = [name for name, holds in (("today", day == today), ("off", day in off)) if holds]
    said = "".join(f'<small class="day-{name}">{escape(words[name])}</small>' for name in kinds)
    listed = "".join(
        f'<li class="is-{escape(one.state)}" title="{escape(one.title or one.text)}">{escape(one.text)}</li>'
        for one in entries.get(day, ())
    )
    marks = f"<ul>{listed}</ul>" if listed else ""
    css = "".join(f" is-{name}" for name in kinds)
    return f'<td class="day{css}"><span class="day-number">{day.day}</span>{said}{marks}</td>'
