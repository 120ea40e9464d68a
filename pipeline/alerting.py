"""What an office's people do about alerts, as events of the ledger: one list that everybody sees."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from elections import Election
from metrics.alerts import acts, rules
from metrics.alerts.acts import Act
from metrics.refused import Refused
from pipeline.boards import board
from pipeline.clock import now
from pipeline.known import places
from pipeline.office_settings import election_for
from store import Busy, LedgerRow, Store


def acted(rows: Iterable[LedgerRow], office: str) -> tuple[Act, ...]:
    """All acts on alerts of an office, oldest first. `rows` is the ledger."""
    return tuple(act_of(row) for row in rows if row.event == "alert" and row.office == office)


def act_of(row: LedgerRow) -> Act:
    """The act that an "alert" event of the ledger keeps."""
    told: dict[str, Any] = json.loads(row.choices)
    return Act(
        kind=told["act"],
        key=told["key"],
        code=told["code"],
        item=told["item"],
        place=told["place"],
        board=told["board"],
        by=row.by,
        day=date.fromisoformat(told["day"]),
        owner=told["owner"],
        due=_day(told["due"]),
        reason=row.reason,
        until=_day(told["until"]),
        at=row.at,
    )


def act(store: Store, one: Act, *, office: str, election: str) -> None:
    """Keep what somebody did; the day of the act is today to it. Raises Refused, Busy."""
    acts.check(one, one.day)
    told = {
        "act": one.kind,
        "key": one.key,
        "code": one.code,
        "item": one.item,
        "place": one.place,
        "board": one.board,
        "day": one.day.isoformat(),
        "owner": one.owner.strip(),
        "due": one.due.isoformat() if one.due else None,
        "until": one.until.isoformat() if one.until else None,
    }
    store.mark(
        "alert",
        by=one.by.strip(),
        at=now(),
        election=election,
        office=office,
        reason=one.reason.strip(),
        choices=json.dumps(told, sort_keys=True),
    )


def close(store: Store, election: Election, office: str, day: date, by: str, why: str) -> None:
    """Keep which alerts that people acted on the data of that day no longer raise; `by` brought them, `why`
    names their sheet. Where others are writing, nothing is kept: the alerts are closed all the same."""
    rows = store.ledger()
    done = acted(rows, office)
    if not done:
        return
    profile = election_for(rows, election, office)
    known = places(store)
    for place in known:
        mine = [one for one in done if one.board == place.code]
        if not acts.cleared((), place, mine, date.max):
            continue
        today = max(day, *(one.day for one in mine))
        found = board(store, election, place, known, today, today)
        for one in acts.cleared(found.alerts, place, mine, today, rules.off(profile)):
            closed = replace(
                one, kind="close", by=by, day=today, owner="", due=None, reason=why, until=None, at=None
            )
            with suppress(Busy, Refused):
                act(store, closed, office=office, election=election.code)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
