"""Meetings as events of the ledger: each looks at a version of the data that is pinned until people accept a
newer one, and opens ever after as it was."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import metrics.meetings as rules
from elections import Election
from metrics import Board
from metrics.inputs import Input
from metrics.meetings import Act, Meeting, News
from pipeline.boards import board
from pipeline.clock import now
from pipeline.inputs import inputs
from pipeline.known import places
from pipeline.office_settings import election_for
from store import LedgerRow, Store


def meetings(rows: Iterable[LedgerRow], office: str) -> tuple[Meeting, ...]:
    """All meetings of an office, oldest first; the last one may be open. `rows` is the ledger."""
    return rules.meetings(meeting_act_of(row) for row in rows if _is_act(row, office))


def meet(store: Store, one: Act, *, office: str, election: str) -> Act:
    """Keep what somebody did at a meeting; gives it with its number, which for a start is the meeting's key.
    Raises Refused, Busy."""

    def check(rows: Sequence[LedgerRow]) -> None:
        rules.check(one, meetings(rows, office), rows[-1].seq if rows else 0)

    told = {
        "act": one.kind,
        "meeting": one.meeting,
        "version": one.version,
        "title": one.title.strip(),
        "place": one.place,
        "as_of": one.as_of.isoformat(),
        "today": one.today.isoformat(),
        "agenda": one.agenda,
        "institution": one.institution.strip(),
        "people": one.people,
        "note": one.note.strip(),
    }
    row = store.mark(
        "meeting",
        by=one.by.strip(),
        at=now(),
        election=election,
        office=office,
        choices=json.dumps(told, sort_keys=True),
        check=check,
    )
    return replace(one, seq=row.seq, at=row.at)


def meeting_act_of(row: LedgerRow) -> Act:
    """The act that a "meeting" event of the ledger keeps."""
    told: dict[str, Any] = json.loads(row.choices)
    return Act(
        told["act"],
        row.by,
        told["meeting"],
        told["version"],
        told["title"],
        told["place"],
        date.fromisoformat(told["as_of"]),
        date.fromisoformat(told["today"]),
        tuple(told["agenda"]),
        told["institution"],
        told["people"],
        told["note"],
        row.seq,
        row.at,
    )


def news(rows: Sequence[LedgerRow], office: str, meeting: Meeting) -> News | None:
    """What came since the version of a meeting and would change its Board; None where nothing did."""
    own = [row for row in rows if row.seq > meeting.version and row.office == office]
    came = [row for row in own if row.event == "accepted"]
    gone = [row for row in own if row.event == "withdrawn"]
    set_anew = [row for row in own if row.event == "set"]
    if not (came or gone or set_anew):
        return None
    return News(
        rows[-1].seq,
        len({row.upload_id for row in came}),
        tuple(dict.fromkeys(row.kind for row in came)),
        len(gone),
        len(set_anew),
        tuple(dict.fromkeys(row.by for row in (*came, *gone, *set_anew))),
    )


def meeting_board(store: Store, election: Election, office: str, meeting: Meeting) -> Board:
    """The Board of a meeting by the version that it looks at, with the settings of that version, as it was
    when that was pinned: neither uploads nor the clock change it.

    Raises LookupError where the list of that version has no such place."""
    pin, began = meeting.pins[-1], meeting.began
    known = places(store, pin.version)
    place = next((one for one in known if one.code == began.place), None)
    if place is None:
        raise LookupError(began.place)
    clock = election_for(store.ledger(pin.version), election, office).clock
    seen = pin.at if pin.at is not None and pin.at.astimezone(clock).date() == began.today else None
    return board(store, election, place, known, began.as_of, began.today, pin.version, seen)


def meeting_inputs(rows: Sequence[LedgerRow], office: str, meeting: Meeting) -> tuple[Input, ...]:
    """The inputs of an office as a meeting has them: at its version, with all that was typed until it was
    closed."""
    end = meeting.closed.seq if meeting.closed is not None else None
    return inputs((row for row in rows if end is None or row.seq <= end), office, meeting.version)


def _is_act(row: LedgerRow, office: str) -> bool:
    return row.event == "meeting" and row.office == office
