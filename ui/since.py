"""What changed since another meeting, in words: for its page, and as plain rows for the wall."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import metrics
import pipeline
from metrics import Moved, Place, Since, SinceLine, Total, Turn
from metrics import meetings as rules
from metrics.meetings import Meeting
from metrics.model import Value
from metrics.standing import Name
from pipeline import Seen
from ui import data, ledger, words
from ui.view import View

SIGNS: dict[Turn, str] = {"worse": "critical", "neither": "note", "better": "complete"}
"""Signs of the style sheet."""

MONEY = frozenset({"pagu", "dicairkan", "realisasi", "spj", "disahkan", "setor_kembali", "outstanding"})

PREFIX = "since:"
"""With it the names of lines and of what is made of them begin: they open changed cells, not a formula."""

_NAME = re.compile(PREFIX + r"(\d+)/([\d-]+)/([\d-]+):(\d+)/([\d-]+)/([\d-]+):(.+):(total-)?(\d+)")


@dataclass(frozen=True)
class Compared:
    """What two moments of one place are compared for."""

    place: Place
    before: Seen
    after: Seen
    meeting: Meeting | None
    """The meeting that saw `before`; None: a day that somebody chose."""
    found: Since

    def counts(self) -> dict[Turn, int]:
        """How many lines got worse, are neither, and got better."""
        return {turn: sum(one.turn == turn for one in self.found.lines) for turn in metrics.TURNS}


@dataclass(frozen=True)
class Row:
    """A line in words."""

    turn: Turn
    sign: str
    """Of the style sheet; `word` stands beside it."""
    word: str
    name: str
    """What a button carries that opens the changed cells (`data-figure`)."""
    title: str
    before: str
    after: str
    difference: str
    more: str
    """The other amounts that changed, or nothing."""


def last(view: View, known: Sequence[Meeting], meeting: Meeting | None) -> Compared | None:
    """The view's Board beside what the last meeting saw that was closed before `meeting` (None: before now),
    else beside the last day before from which sheets are. `known` are the office's meetings of now, `view`
    is the one of `meeting`. None where there is nothing to compare with."""
    before = rules.before(until(view, known), meeting)
    if before is not None:
        return with_meeting(view, before)
    day = day_before(view)
    return with_day(view, day) if day else None


def until(view: View, known: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The meetings that the day of the view has behind it: of a later one that day knows nothing."""
    return tuple(one for one in known if one.began.as_of <= view.choice.as_of)


def with_meeting(view: View, meeting: Meeting) -> Compared | None:
    """The view's Board beside what that meeting saw at last."""
    seen = Seen(meeting.version, meeting.began.as_of, meeting.began.today)
    return _compared(view, seen, meeting)


def with_day(view: View, day: date) -> Compared | None:
    """The view's Board beside how things stood on that day, as far as it is known by the same version."""
    return _compared(view, Seen(view.desk.version, day, day), None)


def _compared(view: View, before: Seen, meeting: Meeting | None) -> Compared | None:
    board = view.board
    if board is None:
        return None
    after = Seen(view.desk.version, board.as_of, board.today)
    found = data.since(view.desk, board.place, before, after, board)
    return Compared(board.place, before, after, meeting, found)


def day_before(view: View) -> date | None:
    """The last day before the view's from which the office has sheets of goods."""
    if view.board is None or view.choice.office is None:
        return None
    rows, eve = ledger.rows(view.desk), view.board.as_of - timedelta(days=1)
    return next(iter(pipeline.days_told(rows, view.choice.office.name, eve, 1)), None)


def against(view: View, one: Compared) -> str:
    """What is compared with what, in words."""
    then = (
        view.say("since.then-day", day=one.before.as_of)
        if one.meeting is None
        else view.say(
            "since.then-meeting",
            title=one.meeting.began.title,
            day=one.before.as_of,
            version=one.before.version,
        )
    )
    now = view.say("since.now", day=one.after.as_of, version=one.after.version)
    return view.say("since.versus", then=then, now=now)


def rows(view: View, one: Compared, most: int | None = None, rupiah: str = "rupiah") -> tuple[Row, ...]:
    """The lines in words, worst first, at most `most`; `rupiah` is the way in which money is written."""
    return tuple(row(view, one, at, rupiah) for at in range(len(one.found.lines[:most])))


def row(view: View, one: Compared, at: int, rupiah: str = "rupiah") -> Row:
    """The line at that place of the list in words."""
    line = one.found.lines[at]
    return Row(
        line.turn,
        SIGNS[line.turn],
        view.say(f"since.turns.{line.turn}"),
        _name_of(one, at),
        title(view, line.name),
        written(view, line.name, line.first, line.first.before, rupiah),
        written(view, line.name, line.first, line.first.after, rupiah),
        difference(view, line.name, line.first, rupiah),
        "; ".join(_step(view, line.name, moved, rupiah) for moved in line.more),
    )


def _step(view: View, name: Name, moved: Moved, rupiah: str) -> str:
    before, after = (written(view, name, moved, one, rupiah) for one in (moved.before, moved.after))
    return view.say("since.step", name=view.say(f"since.numbers.{moved.code}"), before=before, after=after)


def title(view: View, name: Name) -> str:
    """What a number is of."""
    place = view.say(f"frame.levels.{name.place.level}", name=name.place.name)
    number = view.say(f"since.numbers.{name.number}")
    if name.number in MONEY:
        if not name.body:
            return view.say("since.money-all", number=number, place=place)
        return view.say(
            "since.money-at", number=number, body=view.say(f"screens.bodies.{name.body}"), place=place
        )
    if name.number == "shipped":
        return view.say("since.shipped", body=view.say(f"funnel.names.{name.body}"))
    if name.item is None:
        return number
    item = words.item(view, name.item)
    if name.number == "ready":
        return view.say("since.item-at", item=item, place=place)
    return view.say("since.item-number", item=item, number=number)


@dataclass(frozen=True)
class TotalRow:
    """A number made of others in words; `name` is what a button carries that opens the changed cells."""

    name: str
    title: str
    before: str
    after: str
    difference: str


def is_headline(one: Compared, total: Total) -> bool:
    """Whether it is the number that the room looks at first."""
    return total.name.number == "readiness" and total.name.place == one.place


def total(view: View, one: Compared, at: int) -> TotalRow:
    """The number made of others at that place of their list in words."""
    total = one.found.totals[at]
    name, moved = total.name, total.moved
    return TotalRow(
        _name_of(one, f"total-{at}"),
        view.say("screens.figure.readiness") if is_headline(one, total) else _total_title(view, name),
        written(view, name, moved, moved.before),
        written(view, name, moved, moved.after),
        difference(view, name, moved),
    )


def _total_title(view: View, name: Name) -> str:
    place = view.say(f"frame.levels.{name.place.level}", name=name.place.name)
    if name.number == "readiness":
        return view.say("screens.figure.place", place=place)
    if name.item is not None:
        return view.say("screens.figure.item", item=words.item(view, name.item))
    if name.number in MONEY:
        return view.say("since.money-all", number=view.say(f"since.numbers.{name.number}"), place=place)
    if name.number in view.election.groups:
        return view.say("screens.figure.group", group=words.group(view, name.number))
    if name.number == "tps":
        return view.say("screens.figure.tps")
    return view.say("screens.figure.stage", stage=view.say(f"screens.stages.{name.number}"))


def written(view: View, name: Name, moved: Moved, value: Value, rupiah: str = "rupiah") -> str:
    """A value of a number in its own way of writing; a dash where nobody told it."""
    if value is None:
        return view.write(None, "count")
    if isinstance(value, date):
        return view.write(value, "date_short")
    if moved.unit in ("percent", "rupiah"):
        return view.write(value, rupiah if moved.unit == "rupiah" else "percent")
    return f"{view.write(value, 'count')}{_unit(view, name, moved)}"


def _unit(view: View, name: Name, moved: Moved) -> str:
    unit = metrics.unit_text(moved.unit, view.lang) if moved.unit else ""
    if not unit and name.item is not None:
        unit = words.unit(view, name.item)
    return f"\u00a0{unit}" if unit else ""


def difference(view: View, name: Name, moved: Moved, rupiah: str = "rupiah") -> str:
    """By how much a number moved: with its sign, of days in words."""
    by = moved.difference
    if by is None:
        return view.say("since.new" if moved.before is None else "since.lost")
    if moved.unit == "days":
        return view.say("since.later" if by > 0 else "since.earlier", count=abs(by))
    sign = "+" if by > 0 else "\u2212"
    if moved.unit == "percent":
        # What moved never reads as nothing.
        return view.say("since.by-points", sign=sign, count=max(round(abs(by), 1), 0.1))
    return view.say("since.by", sign=sign, count=written(view, name, moved, abs(by), rupiah))


def _name_of(one: Compared, at: int | str) -> str:
    seen = ":".join(f"{each.version}/{each.as_of}/{each.today}" for each in (one.before, one.after))
    return f"{PREFIX}{seen}:{one.place.code}:{at}"


def named(view: View, name: str) -> tuple[Compared, SinceLine | Total, int] | None:
    """The comparison that a name speaks of, its line or number made of lines, and the place of that in its
    list; None where there is none."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    place = next((one for one in view.places if one.code == found[7]), None)
    try:
        before, after = _seen(*found.group(1, 2, 3)), _seen(*found.group(4, 5, 6))
    except ValueError:
        return None
    if place is None or max(before.version, after.version) > data.desk().version:
        return None
    one = Compared(place, before, after, None, data.since(view.desk, place, before, after))
    listed, at = one.found.totals if found[8] else one.found.lines, int(found[9])
    return (one, listed[at], at) if at < len(listed) else None


def _seen(version: str, as_of: str, today: str) -> Seen:
    return Seen(int(version), date.fromisoformat(as_of), date.fromisoformat(today))
