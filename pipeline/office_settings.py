"""What an office decided for itself: changes of the election's profile, as events of the ledger."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import elections
from elections import Election
from pipeline.clock import now
from store import LedgerRow, Store


@dataclass(frozen=True)
class Decided:
    """The value of a setting that is in force, and the event of the ledger by which it was set."""

    value: str
    row: LedgerRow


def decided(rows: Iterable[LedgerRow], office: str) -> dict[str, Decided]:
    """The newest value of each setting that the office changed, by key. `rows` is the ledger."""
    newest: dict[str, Decided] = {}
    for row in rows:
        if row.event != "set" or row.office != office:
            continue
        for key, value in json.loads(row.choices).items():
            if value is None:
                newest.pop(key, None)
            else:
                newest[key] = Decided(value, row)
    return newest


def decide(store: Store, office: str, changes: dict[str, str | None], *, by: str, election: str) -> None:
    """Change settings of an office together, None gives a setting back to the profile; one event.

    Only what differs from what is in force is written. Raises BadSetting, UnknownSetting, Busy.
    """
    wanted = {
        key: None if text is None else elections.checked(election, key, text) for key, text in changes.items()
    }
    current = decided(store.ledger(), office)
    news = {
        key: None if value == elections.original(election, key) else value for key, value in wanted.items()
    }
    news = {
        key: value for key, value in news.items() if (current[key].value if key in current else None) != value
    }
    if news:
        said = json.dumps(news, sort_keys=True)
        store.mark("set", by=by, at=now(), election=election, office=office, choices=said)


def election_for(rows: Iterable[LedgerRow], election: Election, office: str | None) -> Election:
    """The election's profile with the changes of an office; without an office as it is."""
    if office is None:
        return election
    changes = {key: one.value for key, one in decided(rows, office).items()}
    return elections.adjusted(election.code, changes) if changes else election
