"""What people decided about reading: the meaning of columns, remembered by office, and cells put right."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders import Assignment
from pipeline.clock import now
from store import LedgerRow, Store

Corrections = Mapping[tuple[str, str], str]
"""Sheet and A1 cell to the text that is read in its place."""


@dataclass(frozen=True)
class Remembered:
    """What was said of tables, and the event of the ledger by which it was said."""

    said: Assignment
    row: LedgerRow


def remembered(rows: Iterable[LedgerRow], office: str | None = None) -> tuple[Remembered, ...]:
    """The newest word for each set of headings, oldest first; of one office or of all. `rows` is the
    ledger."""
    newest: dict[tuple[str, ...], Remembered] = {}
    for row in rows:
        if row.event == "mapped" and (office is None or row.office in (office, "")):
            one = _assignment(json.loads(row.choices))
            newest.pop(one.headings, None)
            newest[one.headings] = Remembered(one, row)
    return tuple(newest.values())


def assignments(store: Store, office: str) -> tuple[Assignment, ...]:
    """What was said of an office's tables."""
    return tuple(one.said for one in remembered(store.ledger(), office))


def remember(store: Store, one: Assignment, *, office: str, by: str, election: str) -> None:
    """Keep what somebody said of tables with these headings; the office's next sheet needs no asking.

    The same word again is not written again.
    """
    if one not in assignments(store, office):
        said = _text(_plain(one))
        store.mark("mapped", by=by, at=now(), election=election, office=office, kind=one.kind, choices=said)


def exported(store: Store, office: str | None = None) -> str:
    """All that is remembered as JSON, with who said it and when, for another board or for keeping."""
    found = [
        {**_plain(one.said), "office": one.row.office, "by": one.row.by, "at": one.row.at.isoformat()}
        for one in remembered(store.ledger(), office)
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)


def imported(text: str) -> tuple[Assignment, ...]:
    """What `exported` gave. Raises ValueError for any other text."""
    try:
        found = json.loads(text)
        if not isinstance(found, list):
            raise TypeError("assignments")
        return tuple(_assignment(one) for one in found)
    except (KeyError, TypeError, AttributeError) as other:
        raise ValueError("assignments") from other


def as_text(corrections: Corrections, said: Sequence[Assignment]) -> str:
    """Decisions about one file as the ledger keeps them; "" where there were none."""
    if not corrections and not said:
        return ""
    cells = {f"{sheet}!{cell}": text for (sheet, cell), text in sorted(corrections.items())}
    return _text({"cells": cells, "assignments": [_plain(one) for one in said]})


def corrections_in(text: str) -> dict[tuple[str, str], str]:
    """The cells put right of an upload, from what the ledger keeps."""
    cells = json.loads(text).get("cells", {}) if text else {}
    found = {}
    for address, value in cells.items():
        sheet, _, cell = address.rpartition("!")
        found[sheet, cell] = value
    return found


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(one: Assignment) -> dict[str, object]:
    return {"headings": list(one.headings), "kind": one.kind, "fields": [list(pair) for pair in one.fields]}


def _assignment(said: Mapping[str, object]) -> Assignment:
    headings, fields = said["headings"], said["fields"]
    if not isinstance(headings, list) or not isinstance(fields, list):
        raise TypeError("assignment")
    pairs = tuple((str(heading), str(field)) for heading, field in fields)
    return Assignment(tuple(map(str, headings)), str(said["kind"]), pairs)
